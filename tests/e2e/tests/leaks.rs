//! After a rehearsal's day in the real window, nothing that callers said or keys are made of lies in the clear in
//! what the program leaves behind: data folder, WebKit's caches, temporary files, logs.

use desk::RehearsalPlan;
use desk::rehearsal::{self, Play};
use e2e::Rig;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use thirtyfour::prelude::*;

/// Numbers, names and whole sentences that must not be found.
type Planted = Arc<Mutex<Vec<Vec<u8>>>>;

/// Plays the day's calls and notes fifty secrets of it.
fn played(home: &Path, planted: &Planted) {
    let folder = home.join("rehearsal");
    let plan = RehearsalPlan { meeting: true, speed: 0.0, ..RehearsalPlan::default() };
    let desk = rehearsal::found(&folder, &plan).expect("a rehearsal's house");
    let (mut play, cast, _) = Play::new(&desk, plan).expect("a day");
    while let Some(at) = play.next_at() {
        desk.clock.set(at);
        play.step(&desk, &cast).expect("a cue");
    }
    let mut secrets = planted.lock().expect("nobody panicked");
    let ledger = desk.ledger(&Default::default(), 0, 200).expect("a ledger");
    for row in &ledger.rows {
        let case = desk.folded_case(row.id).expect("a case");
        for text in [case.text.number, case.text.caller] {
            if text.chars().count() > 2 && secrets.len() < 46 && !secrets.contains(&text.clone().into_bytes())
            {
                secrets.push(text.into_bytes());
            }
        }
    }
    drop(desk);
    let (unlocked, _) = vault::unlock_in(&folder, "", "", 0).expect("an empty password");
    secrets.push(unlocked.record_key.expose().to_vec());
    secrets.push(unlocked.record_key.raw_text().as_bytes().to_vec());
    let cases = unlocked.cases_key.expect("the key of the cases");
    secrets.push(cases.expose().to_vec());
    let general = unlocked.keys.current(vault::Compartment::General).expect("an epoch");
    secrets.push(general.expose().to_vec());
    assert_eq!(secrets.len(), 50);
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&path, found),
            Ok(kind) if kind.is_file() => found.push(path),
            Ok(_) | Err(_) => {}
        }
    }
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    memchr::memmem::find(bytes, secret).is_some()
}

/// As WebKit keeps strings: UTF-8, or two bytes a character.
fn spellings(secret: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![secret.to_vec()];
    if let Ok(text) = std::str::from_utf8(secret) {
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_secrets_of_a_day_are_in_no_file_that_is_left_behind() {
    let planted = Planted::default();
    let console = Rig::open_over(|home| played(home, &planted)).await;
    console.click("继续上次的演练").await;
    console.wait_for("会前十分钟").await;
    for (key, word) in [("2", "坐席"), ("4", "1201-"), ("3", "开始会商")] {
        console.press(Key::Alt + key).await;
        console.wait_for(word).await;
    }
    // A number on the screen, a draft on its way, and every window of the room.
    let page =
        console.invoke("view", json!({ "query": { "kind": "ledger", "filter": {}, "from": 0, "count": 3 } }));
    let page = page.await.expect("a ledger");
    let case = page["rows"][0]["id"].clone();
    let order = json!({ "order": { "case": case, "reason": "callBack", "copy": false } });
    let revealed = console.invoke("reveal", order).await.expect("a number");
    assert!(revealed["number"].is_string());
    console.script(&format!("document.title = {}; return null", revealed["number"])).await;
    let body = json!({ "number": revealed["number"] });
    let draft = json!({ "draft": { "draft": uuid(), "stream": uuid(), "body": body } });
    console.invoke("draft", draft).await.expect("a draft");
    console.click("开始会商").await;
    console.wait_for("责任单位").await;

    let secrets = planted.lock().expect("nobody panicked").clone();
    // Running, and ended: a log that is emptied at the end had it all the while.
    let running = found_in(console.everything(), &secrets);
    assert!(running.is_empty(), "while it runs: {running:?}");
    let left = console.close().await;
    let ended = found_in(left.path(), &secrets);
    assert!(ended.is_empty(), "when it has ended: {ended:?}");
}

/// The files that hold a secret, and which; negative control included: a planted file is found.
fn found_in(folder: &Path, secrets: &[Vec<u8>]) -> Vec<(PathBuf, usize)> {
    let control = folder.join("control");
    std::fs::write(&control, [b"before ".as_slice(), &secrets[0], b" after"].concat()).expect("a control");
    let mut all = Vec::new();
    files(folder, &mut all);
    let spelled: Vec<Vec<Vec<u8>>> = secrets.iter().map(|secret| spellings(secret)).collect();
    let mut hits = Vec::new();
    for path in all {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for (which, spellings) in spelled.iter().enumerate() {
            if spellings.iter().any(|spelling| holds(&bytes, spelling)) {
                hits.push((path.clone(), which));
            }
        }
    }
    let at = hits.iter().position(|(path, which)| *path == control && *which == 0);
    hits.remove(at.expect("the control is found"));
    std::fs::remove_file(control).expect("the control goes");
    hits
}

fn uuid() -> &'static str {
    "00000000-0000-4000-8000-00000000000a"
}
