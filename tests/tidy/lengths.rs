//! A file is read in one go.

use crate::{files, root, shown};

/// Lines of a file at most; `architecture.md` §7.
const MOST_LINES: usize = 400;

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let long: Vec<String> = files(&root(), &[".rs", ".ts", ".vue", ".css", ".sql"])
        .into_iter()
        .filter_map(|path| {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            (lines > MOST_LINES).then(|| format!("{} has {lines}", shown(&path)))
        })
        .collect();
    assert!(long.is_empty(), "split along a seam that a reader would name: {long:#?}");
}

#[test]
fn every_rust_file_begins_by_saying_what_it_is() {
    let mute: Vec<String> = files(&root(), &[".rs"])
        .into_iter()
        .filter(|path| !std::fs::read_to_string(path).unwrap().starts_with("//! "))
        .map(|path| shown(&path))
        .collect();
    assert!(mute.is_empty(), "{mute:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let marks = ["TO", "FIX", "XX"].map(|start| match start {
        "TO" => format!("{start}DO"),
        "FIX" => format!("{start}ME"),
        _ => format!("{start}X:"),
    });
    let mut left = Vec::new();
    for path in files(&root(), &[".rs", ".ts", ".vue", ".sql", ".css"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        if marks.iter().any(|mark| text.contains(mark.as_str())) || text.contains(&["todo", "!("].concat()) {
            left.push(shown(&path));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
