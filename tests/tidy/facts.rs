//! Facts survive an erasure, so they can't hold what a person typed.

use crate::root;

#[test]
fn facts_of_calls_and_cases_hold_no_text() {
    for stream in ["call", "case"] {
        let path = root().join(format!("src-tauri/crates/domain/src/{stream}/facts.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let held: Vec<&str> = code
            .filter(|line| {
                ["String", "str", "Value", "Vec<u8>", "char"].iter().any(|kind| mentions(line, kind))
            })
            .collect();
        assert!(held.is_empty(), "{stream}: {held:#?}");
    }
}

#[test]
fn every_call_and_case_event_takes_its_facts_from_the_facts_file() {
    let event = std::fs::read_to_string(root().join("src-tauri/crates/domain/src/event.rs")).unwrap();
    for stream in ["Call", "Case"] {
        let facts = root().join(format!("src-tauri/crates/domain/src/{}/facts.rs", stream.to_lowercase()));
        let facts = std::fs::read_to_string(facts).unwrap();
        let (_, list) = event.split_once(&format!("    {stream}Event {{\n")).unwrap();
        let (list, _) = list.split_once("    }\n").unwrap();
        for line in list.lines() {
            let kind = line.trim().split('(').next().unwrap();
            assert!(facts.contains(&format!("pub struct {kind} ")), "{kind} is not in {stream}'s facts");
        }
    }
}

fn mentions(line: &str, word: &str) -> bool {
    let mut parts = line.split(|c: char| !c.is_alphanumeric() && !"<>_".contains(c));
    let bare = |part: &str| part.trim_matches(['<', '>']).to_string();
    parts.any(|part| part == word || bare(part) == word || part.contains(&format!("<{word}>")))
}
