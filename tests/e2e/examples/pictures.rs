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

/// Before nine, one call at one's own seat with the leader's window beside it, and its case.
async fn own_seat() {
    let console = Rig::open().await;
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "3").await;
    console.type_into("坐席数", "1").await;
    console.click("开始演练").await;
    console.wait_for("接下一个").await;
    console.press(Key::Alt + "1").await;
    console.wait_for("就绪检查").await;
    at_sizes(&console, &SIZES, "prep").await;
    console.press(Key::Alt + "2").await;
    console.wait_for("接下一个").await;
    console.click("快进到开始").await;
    console.wait_for("1 人").await;
    console.wish(json!({ "kind": "open", "window": "leader", "display": null })).await;
    console.window("leader").await;
    console.wait_for("请讲").await;
    at_sizes(&console, &SIZES, "leader").await;
    console.window("main").await;
    console.press(Key::F4).await;
    console.wait_for("通话中").await;
    console.click("投诉").await;
    console.type_into("称呼", "周女士").await;
    console.type_into("事项", "7 号楼电梯停运 9 天，楼高 32 层，几十户居民").await;
    console.type_into("地点", "南湖区·长桥街道·春晓苑").await;
    at_sizes(&console, &SIZES, "recorder-live").await;
    console.window("leader").await;
    console.wait_for("电梯停运").await;
    at_sizes(&console, &SIZES, "leader-open").await;
    console.window("main").await;
    console.click("未承诺").await;
    console.press(Key::F8).await;
    console.press(Key::F9).await;
    console.wait_for("已存").await;
    console.press(Key::Alt + "4").await;
    console.wait_for("1201-").await;
    console.click("1201-01-01").await;
    console.press(Key::Enter).await;
    console.wait_for("诉求人已等").await;
    at_sizes(&console, &SIZES, "case").await;
}

#[tokio::main]
async fn main() {
    own_seat().await;
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
        ("1", "units"),
        ("2", "people"),
        ("3", "categories"),
        ("4", "places"),
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
    for (key, screen) in [("6", "clues"), ("7", "unit"), ("8", "trail"), ("9", "floor")] {
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
