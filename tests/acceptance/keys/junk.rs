//! Junk at every door: whatever a page sends, nothing panics, and nothing changes for whoever may change nothing.

use super::walk::{commands, queries, signed};
use desk::{
    BackupOrder, ClueOrder, Desk, DraftOrder, Entry, ImportOrder, KeysAct, KeysOrder, Order, PaperOrder,
    PrintOrder, Proposal, Query, RehearsalWish, RevealOrder, RoomWindow, Show, WindowWish,
};
use domain::permission::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tests::keys::{House, account, me};

/// One well-formed message of each kind, to be spoiled.
fn well_formed() -> Vec<Value> {
    let order =
        |command: &_| json!({ "stream": uuid::Uuid::nil(), "version": 0, "command": command, "draft": null });
    let mut all: Vec<Value> = commands().iter().map(order).collect();
    all.extend(queries().iter().map(|query| json!(query)));
    // His own password is the one thing that an auditor may change.
    let acts = signed().into_iter().filter(|act| !matches!(act, KeysAct::ChangePassword { .. }));
    all.extend(acts.map(|act| json!(KeysOrder { signer: me(), act })));
    all.push(json!({ "kind": "run" }));
    all.push(json!({ "case": uuid::Uuid::nil(), "reason": "callBack", "copy": true }));
    all.push(json!({ "paper": "session", "session": null, "case": null, "reason": "meeting", "count": 3 }));
    all.push(json!({ "kind": "open", "password": "" }));
    all.push(json!({ "draft": uuid::Uuid::nil(), "stream": uuid::Uuid::nil(), "body": { "a": [1] } }));
    all.push(json!({ "kind": "sheet", "sheet": null }));
    all.push(json!({ "kind": "dispose", "disposition": "sameDay" }));
    all.push(json!({ "what": "places", "path": "/nowhere.csv", "tryOnly": false }));
    all.push(json!({ "kind": "speed", "speed": 1e308 }));
    all.push(json!({ "kind": "zoom", "factor": 1.5 }));
    all
}

fn junk() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,40}".prop_map(Value::String),
        Just(json!("\u{0}\u{202e}<script>")),
        Just(json!("x".repeat(100_000))),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::btree_map("[a-zA-Z]{1,12}", inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

/// Puts junk somewhere into a message, or takes something out of it.
fn spoiled(mut message: Value, at: usize, with: Value) -> Value {
    let mut left = at % places(&message);
    put(&mut message, &mut left, &with);
    message
}

/// How many values a message has, itself included.
fn places(value: &Value) -> usize {
    1 + match value {
        Value::Object(map) => map.values().map(places).sum(),
        Value::Array(list) => list.iter().map(places).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Walks to the place numbered `left` and puts `with` there; true when it is done.
fn put(value: &mut Value, left: &mut usize, with: &Value) -> bool {
    if *left == 0 {
        *value = with.clone();
        return true;
    }
    *left -= 1;
    match value {
        Value::Object(map) => map.values_mut().any(|inner| put(inner, left, with)),
        Value::Array(list) => list.iter_mut().any(|inner| put(inner, left, with)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn read<T: serde::de::DeserializeOwned>(message: &Value) -> Option<T> {
    serde_json::from_value(message.clone()).ok()
}

/// Every door that a page can knock at, with a message that may fit none of them.
fn knock(desk: &Desk, message: &Value) {
    if let Some(order) = read::<Order>(message) {
        drop(desk.act(vec![order]));
    }
    if let Some(query) = read::<Query>(message) {
        drop(desk.view(query));
    }
    if let Some(order) = read::<KeysOrder>(message) {
        drop(desk.keys(order));
    }
    if let Some(order) = read::<RevealOrder>(message) {
        drop(desk.reveal(order));
    }
    if let Some(order) = read::<PrintOrder>(message) {
        drop(desk.printing(order));
    }
    if let Some(order) = read::<ClueOrder>(message) {
        drop(desk.clue(order));
    }
    if let Some(order) = read::<BackupOrder>(message) {
        drop(desk.backup(order));
    }
    if let Some(order) = read::<DraftOrder>(message) {
        drop(desk.draft(order));
    }
    if let Some(order) = read::<PaperOrder>(message) {
        drop(desk.export(order));
    }
    if let Some(order) = read::<ImportOrder>(message) {
        drop(desk.bring(&order));
    }
    if let Some(window) = read::<RoomWindow>(message) {
        drop(desk.window(window));
    }
    if let Some(proposal) = read::<Proposal>(message) {
        drop(desk.propose(proposal));
    }
    // Read and thrown away: what they ask for is the shell's or the front's.
    drop((read::<Show>(message), read::<Entry>(message)));
    drop((read::<RehearsalWish>(message), read::<WindowWish>(message)));
}

#[test]
fn junk_at_every_door_panics_nowhere_and_changes_nothing_for_the_auditor() {
    let (house, founder) = House::found();
    account(&founder, "江临", "2", &[Role::Auditor]);
    drop(founder);
    let auditor = house.login("2");
    let messages = well_formed();
    // What the auditor himself does is on the trail; nothing else may be written.
    auditor.flush_trail().unwrap();
    let before = auditor.journal_length().unwrap();
    let config = Config { cases: 3000, failure_persistence: None, ..Config::default() };
    let strategy = (0..messages.len(), any::<prop::sample::Index>(), junk());
    TestRunner::new(config)
        .run(&strategy, |(which, at, with)| {
            let message = spoiled(messages[which].clone(), at.index(64), with.clone());
            knock(&auditor, &message);
            knock(&auditor, &with);
            Ok(())
        })
        .unwrap();
    messages.iter().for_each(|message| knock(&auditor, message));
    auditor.flush_trail().unwrap();
    assert_eq!(auditor.journal_length().unwrap(), before);
}
