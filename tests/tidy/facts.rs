//! Facts survive an erasure, so they can't hold what a person typed.

use crate::root;
use std::collections::BTreeSet;

/// What can hold text.
const TEXTS: [&str; 5] = ["String", "str", "Value", "Vec<u8>", "char"];

#[test]
fn facts_of_calls_and_cases_hold_no_text() {
    for stream in ["call", "case"] {
        let path = root().join(format!("src-tauri/crates/domain/src/{stream}/facts.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let held: Vec<&str> = code.filter(|line| TEXTS.iter().any(|kind| mentions(line, kind))).collect();
        assert!(held.is_empty(), "{stream}: {held:#?}");
    }
}

/// Text that no person typed: keys, links, signatures and boxes in base64 or hexadecimal.
const OPAQUE: [&str; 6] = [
    "pub hash: String,",
    "pub link: String,",
    "pub signature: String,",
    "pub sign_public: String,",
    "pub from_link: String,",
    "pub under: Vec<String>,",
];

/// The trail, the erasures and the clues: what stands in them is read long after the case's own text has gone.
#[test]
fn facts_of_workstations_erasures_and_clues_hold_no_text_that_a_person_typed() {
    let event = std::fs::read_to_string(root().join("src-tauri/crates/domain/src/event.rs")).unwrap();
    let (mut read, mut opaque) = (BTreeSet::new(), BTreeSet::new());
    for (stream, file) in
        [("Seat", "seat/event.rs"), ("Erasure", "erasure/mod.rs"), ("Clue", "clue/event.rs")]
    {
        let text = std::fs::read_to_string(root().join("src-tauri/crates/domain/src").join(file)).unwrap();
        // The facts of each event, and what of this file they are made of.
        let mut wanted = kinds(&event, stream);
        for kind in &wanted {
            assert!(body(&text, kind).is_some(), "{kind} is not in {file}");
        }
        while let Some(kind) = wanted.pop() {
            let Some(body) = body(&text, &kind).filter(|_| read.insert(kind.clone())) else { continue };
            for line in body.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                if TEXTS.iter().any(|kind| mentions(line, kind)) {
                    assert!(stream == "Seat" && OPAQUE.contains(&line), "{kind}: {line}");
                    opaque.insert(line.to_string());
                }
                wanted.extend(line.split(|c: char| !c.is_alphanumeric()).map(String::from));
            }
        }
    }
    assert!(["Look", "LookReason", "ClueMode"].iter().all(|kind| read.contains(*kind)), "{read:?}");
    assert_eq!(opaque, OPAQUE.map(String::from).into(), "what is listed stands there");
}

/// The events of a stream.
fn kinds(event: &str, stream: &str) -> Vec<String> {
    let (_, list) = event.split_once(&format!("    {stream}Event {{\n")).unwrap();
    let (list, _) = list.split_once("    }\n").unwrap();
    list.lines().map(|line| line.trim().split('(').next().unwrap().to_string()).collect()
}

/// What stands between the braces of a type.
fn body<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let begins = ["struct", "enum"].map(|kind| format!("pub {kind} {name} {{"));
    let (_, rest) = begins.iter().find_map(|begins| text.split_once(begins.as_str()))?;
    let end = if rest.starts_with('}') { 0 } else { rest.find("\n}")? };
    Some(&rest[..end])
}

#[test]
fn every_call_and_case_event_takes_its_facts_from_the_facts_file() {
    let event = std::fs::read_to_string(root().join("src-tauri/crates/domain/src/event.rs")).unwrap();
    for stream in ["Call", "Case"] {
        let facts = root().join(format!("src-tauri/crates/domain/src/{}/facts.rs", stream.to_lowercase()));
        let facts = std::fs::read_to_string(facts).unwrap();
        for kind in kinds(&event, stream) {
            assert!(facts.contains(&format!("pub struct {kind} ")), "{kind} is not in {stream}'s facts");
        }
    }
}

fn mentions(line: &str, word: &str) -> bool {
    let mut parts = line.split(|c: char| !c.is_alphanumeric() && !"<>_".contains(c));
    let bare = |part: &str| part.trim_matches(['<', '>']).to_string();
    parts.any(|part| part == word || bare(part) == word || part.contains(&format!("<{word}>")))
}
