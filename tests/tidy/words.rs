//! Every word stands in both languages, with the same blanks to fill.

use crate::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[test]
fn every_word_is_in_both_languages() {
    let (chinese, english) = (catalogue("zh-CN"), catalogue("en"));
    let (in_chinese, in_english) = (keys(&chinese), keys(&english));
    let missing: Vec<_> = in_chinese.symmetric_difference(&in_english).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn both_languages_fill_the_same_blanks() {
    let (chinese, english) = (catalogue("zh-CN"), catalogue("en"));
    let uneven: Vec<&String> = chinese
        .iter()
        .filter(|(key, text)| english.get(*key).is_some_and(|other| blanks(text) != blanks(other)))
        // Plurals and the order of dates are a language's own affair.
        .filter(|(key, text)| !blanks(text).contains("n") && !blanks(&english[*key]).contains("n"))
        .map(|(key, _)| key)
        .collect();
    let ours: Vec<_> =
        uneven.iter().filter(|key| !key.starts_with("time.") && !key.starts_with("paper.")).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn no_word_is_empty() {
    for language in ["zh-CN", "en"] {
        let empty: Vec<String> = catalogue(language)
            .into_iter()
            .filter(|(_, text)| text.trim().is_empty())
            .map(|(key, _)| key)
            .collect();
        assert!(empty.is_empty(), "{language}: {empty:?}");
    }
}

#[test]
fn the_chinese_words_are_chinese_and_calm() {
    for (key, text) in catalogue("zh-CN") {
        for never in ["您", "!", "！", "无理", "不实"] {
            // What is read aloud to a caller is addressed to him.
            let spoken = [".say.", "readBack", "script"].iter().any(|part| key.contains(part));
            // The leader's opening line ends with 请讲！, as it is said.
            let opening = key.ends_with(".say.greeting") && matches!(never, "!" | "！");
            assert!(spoken && never == "您" || opening || !text.contains(never), "{key}: {text}");
        }
    }
}

fn keys(words: &BTreeMap<String, String>) -> BTreeSet<&String> {
    words.keys().collect()
}

/// Names between braces.
fn blanks(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.trim().to_string()))
        .filter(|name| !name.starts_with('\''))
        .collect()
}

fn catalogue(language: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for entry in fs::read_dir(root().join("ui/src/i18n").join(language)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let feature = path.file_stem().unwrap().to_string_lossy().into_owned();
            let tree: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            flatten(&feature, &tree, &mut words);
        }
    }
    words
}

fn flatten(path: &str, tree: &Value, words: &mut BTreeMap<String, String>) {
    match tree {
        Value::String(text) => drop(words.insert(path.to_string(), text.clone())),
        Value::Object(map) => {
            map.iter().for_each(|(name, tree)| flatten(&format!("{path}.{name}"), tree, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => panic!("{path}: {tree}"),
    }
}
