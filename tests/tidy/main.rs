//! What no compiler sees: layers, lengths of files, words in both languages, facts without text, fresh types.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod facts;
mod layers;
mod lengths;
mod sharing;
mod types;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// The project's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Folders that nobody writes by hand.
const MADE: [&str; 6] = ["node_modules", "dist", "target", "generated", "gen", ".git"];

/// Every file under `folder` whose name ends with one of `endings`.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().unwrap().is_dir() {
            if !MADE.contains(&name.as_str()) {
                found.extend(files(&entry.path(), endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
