//! Leaves a picture of every screen at the sizes that it is designed for, in Chinese, from a rehearsal's day.
//!
//! `HOTLINE_APP=…/hotline-console E2E_OUT=DIR cargo run -p e2e --example pictures`

use desk::RehearsalPlan;
use desk::rehearsal::{self, Play};
use e2e::Rig;
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use thirtyfour::prelude::*;

const SIZES: [(u32, u32); 3] = [(1280, 720), (1440, 900), (1920, 1080)];
const HALL: [(u32, u32); 2] = [(1024, 768), (1920, 1080)];

/// A day whose calls have been played: the lines have closed, and nobody has convened the meeting.
fn calls_only(home: &Path) {
    let plan = RehearsalPlan { meeting: true, speed: 0.0, ..RehearsalPlan::default() };
    let desk = rehearsal::found(&home.join("rehearsal"), &plan).expect("a rehearsal's house");
    let (mut play, cast, _) = Play::new(&desk, plan).expect("a day");
    while let Some(at) = play.next_at() {
        desk.clock.set(at);
        play.step(&desk, &cast).expect("a cue");
    }
}

async fn at_sizes(console: &Rig, sizes: &[(u32, u32)], name: &str) {
    for (width, height) in sizes {
        console.driver.set_window_rect(0, 0, *width, *height).await.expect("the window takes the size");
        tokio::time::sleep(Duration::from_millis(400)).await;
        console.shot(&format!("{name}-{width}")).await;
    }
}

#[tokio::main]
async fn main() {
    let console = Rig::open_over(calls_only).await;
    at_sizes(&console, &SIZES, "start").await;
    console.click("继续上次的演练").await;
    console.wait_for("会前十分钟").await;
    at_sizes(&console, &SIZES, "break").await;
    console.press(Key::Alt + "2").await;
    console.wait_for("坐席").await;
    at_sizes(&console, &SIZES, "recorder").await;
    console.press(Key::Alt + "4").await;
    console.wait_for("1201-").await;
    at_sizes(&console, &SIZES, "ledger").await;
    console.press(Key::Alt + "5").await;
    console.wait_for("单位").await;
    for (key, part) in [
        ("2", "people"),
        ("3", "categories"),
        ("5", "calendar"),
        ("6", "policies"),
        ("7", "words"),
        ("8", "accounts"),
        ("9", "backups"),
        ("-", "erasures"),
        ("0", "own"),
    ] {
        console.press(key).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        at_sizes(&console, &SIZES, &format!("settings-{part}")).await;
    }
    for (key, screen) in [("6", "clues"), ("7", "unit"), ("8", "trail")] {
        console.press(Key::Alt + key).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        at_sizes(&console, &SIZES, screen).await;
    }
    console.press(Key::Alt + "3").await;
    console.click("开始会商").await;
    console.wait_for("责任单位").await;
    console.press("l").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    at_sizes(&console, &SIZES, "meeting").await;
    for window in ["projector", "board"] {
        console.wish(json!({ "kind": "open", "window": window, "display": null })).await;
        console.window(window).await;
        tokio::time::sleep(Duration::from_millis(800)).await;
        at_sizes(&console, &HALL, window).await;
        console.window("main").await;
    }
}
