//! Who may import whom; `architecture.md` §3.

use crate::{files, root, shown};
use std::fs;

/// Our crates that a crate may depend on.
const MAY: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("vault", &["domain"]),
    ("store", &["domain", "vault"]),
    ("hub", &[]),
    ("phone", &[]),
    ("paper", &["domain"]),
    ("desk", &["domain", "vault", "store", "hub", "phone", "paper"]),
    ("ctl", &["desk", "domain", "hub"]),
];

#[test]
fn crates_depend_only_on_the_layers_below_them() {
    for (name, may) in MAY {
        let manifest =
            fs::read_to_string(root().join(format!("src-tauri/crates/{name}/Cargo.toml"))).unwrap();
        let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
        let (dependencies, _) = dependencies.split_once("\n[").unwrap();
        for (other, _) in MAY {
            let depends = dependencies.lines().any(|line| line.starts_with(&format!("{other}.")));
            assert!(!depends || may.contains(&other), "{name} must not depend on {other}");
        }
    }
}

#[test]
fn only_the_shell_names_tauri() {
    for path in files(&root().join("src-tauri/crates"), &[".rs", "Cargo.toml"]) {
        let text = fs::read_to_string(&path).unwrap();
        let names = text.lines().any(|line| line.starts_with("use tauri") || line.starts_with("tauri"));
        assert!(!names, "{}", shown(&path));
    }
}

#[test]
fn the_rules_do_no_io_and_read_no_clock() {
    for path in files(&root().join("src-tauri/crates/domain/src"), &[".rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        for forbidden in
            ["std::fs", "std::io", "std::net", "std::env", "std::thread", "std::time", "async fn"]
        {
            assert!(!text.contains(forbidden), "{} has {forbidden}", shown(&path));
        }
    }
}

#[test]
fn only_the_ipc_folder_names_the_host() {
    let host = ["@tauri", "-apps"].concat();
    for path in files(&root().join("ui/src"), &[".ts", ".vue"]) {
        let inside = path.starts_with(root().join("ui/src/ipc"));
        let imports = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .any(|line| line.trim_start().starts_with("import") && line.contains(&host));
        assert!(inside || !imports, "{}", shown(&path));
    }
}

#[test]
fn the_top_level_holds_what_it_may() {
    let may = [
        "Cargo.toml",
        "Cargo.lock",
        "src-tauri",
        "ui",
        "icons",
        "tests",
        "README.md",
        "README.zh-CN.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "target",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || may.contains(&name.as_str()), "{name}");
    }
}
