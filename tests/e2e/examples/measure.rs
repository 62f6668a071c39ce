//! Measures the real window: first interactive screen, memory after a rehearsal day, keystroke to paint.
//!
//! `HOTLINE_APP=…/release/hotline-console cargo run -p e2e --example measure`

use e2e::Rig;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;
use thirtyfour::prelude::*;

/// From the key's event to the frame after the one that shows it, in the page's own clock.
const WATCH_KEYS: &str = "
    window.keyTimes = [];
    addEventListener('keydown', (event) => {
        const began = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - began)));
    }, true);
    return null";

#[tokio::main]
async fn main() {
    let console = Rig::open().await;
    println!("process start to first interactive screen: {} ms", first_screen(&console).await);
    let idle = memory();
    println!("memory at the first screen: {idle} MiB (PSS of all processes)");

    console.click("看一遍").await;
    console.click("开始演练").await;
    console.wait_for("演练时间").await;
    fast_forward(&console).await;
    console.wait_for("已封存").await;
    for screen in ["2", "3", "4", "1"] {
        console.press(Key::Alt + screen).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    println!("memory after a rehearsal day and a look at every screen: {} MiB", memory());

    drop(console);
    let console = Rig::open().await;
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "1").await;
    console.type_into("坐席数", "1").await;
    console.click("快 60 倍").await;
    console.click("开始演练").await;
    console.wait_for("1 人").await;
    console.click("1 倍").await;
    console.press(Key::F4).await;
    console.wait_for("通话中").await;
    console.click("textarea").await;
    console.script(WATCH_KEYS).await;
    for letter in "dianti ting yun jiu tian, lou gao san shi er ceng, you lao ren he yun fu".chars() {
        console.press(letter.to_string()).await;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    let times = console.script("return window.keyTimes").await;
    let mut times: Vec<f64> = serde_json::from_value(times).expect("milliseconds");
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("keystroke to paint, {} keys: p50 {:.0} ms, p95 {:.0} ms", times.len(), at(0.5), at(0.95));
}

/// The page says when it was first painted with content; the kernel, when its process began.
async fn first_screen(console: &Rig) -> i64 {
    console.wait_for("开始演练").await;
    let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
                  return Math.round(performance.timeOrigin + (paint ? paint.startTime : performance.now()))";
    let painted = console.script(script).await.as_i64().expect("milliseconds");
    painted - started(*ours().keys().next().expect("the console runs"))
}

/// Unix milliseconds at which a process began, to a hundredth of a second.
fn started(pid: u32) -> i64 {
    let boot = fs::read_to_string("/proc/stat").expect("a Linux kernel");
    let boot = boot.lines().find_map(|line| line.strip_prefix("btime ")).expect("a boot time");
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("a running process");
    let ticks = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(19)).expect("a start");
    boot.parse::<i64>().expect("seconds") * 1000 + ticks.parse::<i64>().expect("ticks") * 10
}

/// The console and all its children, by id: the console first.
fn ours() -> BTreeMap<u32, String> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").expect("a Linux kernel").flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else { continue };
        let Some((name, rest)) = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')) else {
            continue;
        };
        let parent = rest.split_whitespace().nth(1).and_then(|parent| parent.parse().ok()).unwrap_or(0);
        parents.insert(pid, (name.to_string(), parent));
    }
    let root = |pid: &u32| parents.get(pid).is_some_and(|(name, _)| name.starts_with("hotline-consol"));
    let mut ours: BTreeSet<u32> = parents.keys().filter(|pid| root(pid)).copied().collect();
    // Children have higher ids than their parents here, so one pass in order finds grandchildren too.
    for (pid, (_, parent)) in &parents {
        if ours.contains(parent) {
            ours.insert(*pid);
        }
    }
    ours.into_iter().map(|pid| (pid, parents[&pid].0.clone())).collect()
}

/// Mebibytes that the console and its web processes take, shared pages counted by their share.
fn memory() -> u64 {
    let kib = |pid: &u32| {
        let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:").map(str::to_string));
        line.and_then(|line| line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()))
            .unwrap_or(0)
    };
    ours().keys().map(kib).sum::<u64>() / 1024
}

/// A day in some seconds: faster than the buttons of the window allow.
async fn fast_forward(console: &Rig) {
    let wish =
        "return window.__TAURI_INTERNALS__.invoke('rehearsal', { wish: { kind: 'speed', speed: 1200 } })
                .then(() => true)";
    console.script(wish).await;
}
