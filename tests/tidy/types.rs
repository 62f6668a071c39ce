//! The windows speak the desk's types of today.

use crate::root;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn the_generated_types_are_fresh() {
    let folder = tempfile::tempdir().unwrap();
    desk::types::export(folder.path()).unwrap();
    let (fresh, kept) = (read(folder.path()), read(&root().join("ui/src/ipc/generated")));
    let stale: Vec<&String> =
        fresh.keys().chain(kept.keys()).filter(|name| fresh.get(*name) != kept.get(*name)).collect();
    assert!(stale.is_empty(), "run `cargo xtask types`: {stale:?}");
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}
