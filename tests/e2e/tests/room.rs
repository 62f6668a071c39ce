//! The room's windows on two displays: who may ask what, who has the keyboard, and what a cable can do.

use e2e::{HEIGHT, LEFT, RIGHT, Rig, Seen, Setting, WIDTH};
use serde_json::{Value, json};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

#[path = "../../../src-tauri/src/names.rs"]
mod names;

const ROOM: [&str; 3] = ["leader", "board", "projector"];

async fn open(console: &Rig, window: &str, display: Option<&str>) -> Value {
    console.wish(json!({ "kind": "open", "window": window, "display": display })).await
}

async fn state(console: &Rig) -> Value {
    console.wish(json!({ "kind": "state" })).await
}

/// A window fills the right display.
fn right_is_full(seen: &[Seen]) -> bool {
    seen.iter().any(|window| window.at == (WIDTH, 0) && window.size == (WIDTH, HEIGHT))
}

/// A call is on the line.
async fn recording(console: &Rig) {
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "1").await;
    console.type_into("坐席数", "1").await;
    console.click("快 60 倍").await;
    console.click("开始演练").await;
    console.wait_for("1 人").await;
    console.click("1 倍").await;
    console.press(Key::F4).await;
    console.wait_for("通话中").await;
}

/// Listens in the recorder's field to what would break into the typing.
const WATCH: &str = "
    const field = document.activeElement;
    window.broken = [];
    for (const kind of ['blur', 'focusout', 'compositionend'])
        addEventListener(kind, (event) => window.broken.push(kind), true);
    document.addEventListener('visibilitychange', () => window.broken.push('visibilitychange'));
    return [field.tagName, document.hasFocus()]";
const COMPOSE: &str = "
    const field = document.activeElement;
    const tell = (kind, data) => field.dispatchEvent(new CompositionEvent(kind, { data, bubbles: true }));
    tell('compositionstart', ''); tell('compositionupdate', 'dian'); return null";
const COUNT: &str = "
    window.clicks = 0;
    addEventListener('pointerdown', () => window.clicks++, true);
    return document.hasFocus()";

/// The same numbers in every run: a failure can be looked at again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit as u64) as i32
    }
}

/// Types sixty keys by hand while somebody taps at thirty points of the leader's window; gives what was typed.
fn type_while_tapping(console: &Rig, dice: &mut Dice) -> String {
    let keys: String = (0..60).map(|_| char::from(b'a' + dice.below(26) as u8)).collect();
    scope(|both| {
        both.spawn(|| console.xdotool(&["type", "--delay", "60", &keys]));
        for _ in 0..30 {
            let (x, y) = (WIDTH + 2 + dice.below(WIDTH - 4), 2 + dice.below(HEIGHT - 4));
            console.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
            sleep(Duration::from_millis(90));
        }
    });
    keys
}

async fn wait_typed(console: &Rig, keys: &str) {
    let end = Instant::now() + Duration::from_secs(10);
    loop {
        let value = console.script("return document.activeElement.value").await;
        if value == keys {
            return;
        }
        assert!(Instant::now() < end, "typed {keys:?}, and the field has {value}");
        sleep(Duration::from_millis(100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taps_on_the_leaders_window_take_no_key_from_the_recorder() {
    let console = Rig::open_on(Setting::Two).await;
    recording(&console).await;
    open(&console, "leader", None).await;
    console.wait_seen(right_is_full).await;
    console.window("leader").await;
    assert_eq!(console.script(COUNT).await, false, "the leader's window has the keyboard");

    console.window("main").await;
    console.click("textarea").await;
    assert_eq!(console.script(WATCH).await, json!(["TEXTAREA", true]));
    let mut dice = Dice(16);
    let plain = type_while_tapping(&console, &mut dice);
    wait_typed(&console, &plain).await;
    assert_eq!(console.script("return window.broken").await, json!([]));

    // The same while an input method composes, as far as the page can know.
    console.script(COMPOSE).await;
    let composing = type_while_tapping(&console, &mut dice);
    wait_typed(&console, &format!("{plain}{composing}")).await;
    assert_eq!(console.script("return window.broken").await, json!([]));

    console.window("leader").await;
    // The last tap may still be on its way.
    console.wait_script("return window.clicks", 60).await;
    assert_eq!(console.script("return document.hasFocus()").await, false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_is_focused_all_the_same_gives_the_keyboard_back() {
    let console = Rig::open_on(Setting::Two).await;
    for window in ROOM {
        open(&console, window, Some(RIGHT)).await;
        let seen = console.wait_seen(right_is_full).await;
        let there = seen.iter().find(|seen| seen.at == (WIDTH, 0)).unwrap();
        // What no window manager asks: the server gives it the keyboard.
        console.xdotool(&["windowfocus", &there.id]);
        console.wait_script("return document.hasFocus()", true).await;
        console.wish(json!({ "kind": "close", "window": window })).await;
        console.wait_windows(&["main"]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_of_the_room_can_call_nothing_but_its_own() {
    let console = Rig::open_on(Setting::Two).await;
    recording(&console).await;
    for window in ROOM {
        open(&console, window, None).await;
    }
    console.wait_windows(&["board", "leader", "main", "projector"]).await;
    for (label, own) in names::WINDOWS {
        console.window(label).await;
        for command in names::commands().into_iter().filter(|command| !own.contains(command)) {
            let refused = console.invoke(command, json!({})).await.unwrap_err();
            let refused = refused.as_str().unwrap_or_else(|| panic!("{label}: {command} is heard"));
            assert!(refused.contains("not allowed"), "{label}, {command}: {refused}");
        }
        for command in ["plugin:window|close", "plugin:webview|create_webview_window", "plugin:event|emit"] {
            console.invoke(command, json!({ "event": "changed" })).await.unwrap_err();
        }
    }
    for label in ROOM {
        console.window(label).await;
        let view = console.invoke(label, json!({})).await.unwrap();
        assert!(view.is_object(), "{label}: {view}");
    }
    console.window("leader").await;
    let camera = json!({ "proposal": { "kind": "camera", "on": true } });
    assert_eq!(console.invoke("propose", camera).await, Ok(Value::Null));
}

/// Follows the news as a page does; `window.shown` has the moments of the frames after the camera's state changed.
const FOLLOW: &str = "
    const done = arguments[arguments.length - 1];
    const tauri = window.__TAURI_INTERNALS__;
    window.shown = [];
    let camera = false;
    const handler = tauri.transformCallback(async ({ payload }) => {
        if (!payload.includes('room')) return;
        const view = await tauri.invoke('leader');
        if (view.camera === camera) return;
        camera = view.camera;
        requestAnimationFrame(() => setTimeout(() => window.shown.push(performance.timeOrigin + performance.now())));
    });
    tauri.invoke('plugin:event|listen', { event: 'changed', target: { kind: 'Any' }, handler }).then(done, done)";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_on_show_reaches_the_leaders_window_and_its_time_is_printed() {
    let console = Rig::open_on(Setting::Two).await;
    recording(&console).await;
    open(&console, "leader", None).await;
    console.wait_windows(&["leader", "main"]).await;
    console.window("leader").await;
    console.driver.execute_async(FOLLOW, Vec::new()).await.unwrap();
    let mut times = Vec::new();
    for turn in 0..20 {
        console.window("main").await;
        let sent = console.script("return performance.timeOrigin + performance.now()").await;
        let show = json!({ "show": { "kind": "camera", "on": turn % 2 == 0 } });
        console.invoke("show", show).await.unwrap();
        console.window("leader").await;
        console.wait_script(&format!("return window.shown.length > {turn}"), true).await;
        let shown = console.script(&format!("return window.shown[{turn}]")).await;
        times.push(shown.as_f64().unwrap() - sent.as_f64().unwrap());
    }
    times.sort_by(f64::total_cmp);
    println!(
        "from the recorder's window to the leader's frame: p50 {:.0} ms, most {:.0} ms",
        times[10], times[19]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_that_is_plugged_in_again_has_its_window_again() {
    let console = Rig::open_on(Setting::Two).await;
    open(&console, "leader", None).await;
    let before = console.wait_seen(right_is_full).await;

    console.unplug(RIGHT);
    let alone = console.wait_seen(|seen| seen.len() == 1).await;
    assert_eq!(alone[0].id, before[0].id, "the recorder's window is the one that is left");
    assert_eq!(console.script("return document.hasFocus()").await, true);
    let there = state(&console).await;
    assert_eq!(there["displays"].as_array().unwrap().len(), 1);
    assert_eq!(there["open"], json!([{ "window": "leader", "display": RIGHT }]));

    console.plug(RIGHT);
    let after = console.wait_seen(right_is_full).await;
    assert_eq!(after, before);
    assert_eq!(console.script("return document.hasFocus()").await, true);

    // Closed by a person, it stays closed.
    console.wish(json!({ "kind": "close", "window": "leader" })).await;
    console.unplug(RIGHT);
    console.plug(RIGHT);
    sleep(Duration::from_secs(3));
    console.wait_windows(&["main"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recorders_window_returns_to_its_own_display() {
    let console = Rig::open_on(Setting::Two).await;
    let main = console.wait_seen(|seen| seen.len() == 1).await.remove(0);
    console.xdotool(&["windowsize", &main.id, "1300", "760", "windowmove", &main.id, "1480", "60"]);
    let on_right = |seen: &[Seen]| seen[0].at.0 > WIDTH && seen[0].size == (1300, 760);
    let before = console.wait_seen(on_right).await;
    open(&console, "board", Some(LEFT)).await;
    let full = |seen: &[Seen]| seen.iter().any(|seen| seen.at == (0, 0) && seen.size == (WIDTH, HEIGHT));
    console.wait_seen(full).await;

    // The window manager saves it onto the display that is left, where the board would cover it.
    console.unplug(RIGHT);
    console.wait_seen(|seen| seen.len() == 1 && seen[0].id == main.id && seen[0].at.0 < WIDTH).await;
    console.plug(RIGHT);
    let after = console.wait_seen(|seen| seen.len() == 2 && full(seen)).await;
    assert_eq!(after[1].size, before[0].size);
    let off = (after[1].at.0 - before[0].at.0, after[1].at.1 - before[0].at.1);
    assert!(off.0.abs() < 3 && off.1.abs() < 3, "off by {off:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_start_opens_what_was_open_where_it_was_and_nothing_on_a_single_display() {
    let console = Rig::open_on(Setting::Two).await;
    open(&console, "board", None).await;
    open(&console, "projector", Some(LEFT)).await;
    let seen = console.wait_seen(|seen| seen.len() == 3 && right_is_full(seen)).await;
    assert!(seen[1].size.0 < WIDTH, "on the recorder's own display it is a window like others: {seen:?}");
    console.wish(json!({ "kind": "zoom", "factor": 1.25 })).await;

    let console = console.again().await;
    console.wait_seen(right_is_full).await;
    console.wait_windows(&["board", "main"]).await;
    assert_eq!(state(&console).await["zoom"], 1.25);
    let kept = std::fs::read_to_string(console.home().join("windows.json")).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["board"]["display"], RIGHT);

    let console = console.again_on(Setting::One).await;
    sleep(Duration::from_secs(3));
    console.wait_windows(&["main"]).await;

    let console = console.again_on(Setting::Two).await;
    console.wait_seen(right_is_full).await;
    console.wish(json!({ "kind": "close", "window": "board" })).await;
    let console = console.again().await;
    sleep(Duration::from_secs(3));
    console.wait_windows(&["main"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_single_display_a_window_opens_by_hand_and_lies_on_top() {
    let console = Rig::open_on(Setting::Two).await;
    console.unplug(RIGHT);
    open(&console, "projector", None).await;
    let seen = console.wait_seen(|seen| seen.len() == 2).await;
    assert!(seen.iter().all(|window| window.at.0 >= 0 && window.at.0 + window.size.0 <= WIDTH), "{seen:?}");
    let under = || console.xdotool(&["mousemove", "720", "450", "getmouselocation", "--shell"]);
    let projector = under();
    assert_eq!(console.script("return document.hasFocus()").await, true);

    // The recorder's window comes to the front, and the other one when it is opened again.
    let main = console.xdotool(&["getwindowfocus"]);
    console.xdotool(&["windowraise", &main]);
    let recorders = under();
    assert_ne!(recorders, projector);
    open(&console, "projector", None).await;
    console.wait_seen(|seen| seen.len() == 2).await;
    sleep(Duration::from_millis(500));
    assert_ne!(under(), recorders);
    assert_eq!(console.script("return document.hasFocus()").await, true);
    console.wish(json!({ "kind": "close", "window": "projector" })).await;
    console.wait_seen(|seen| seen.len() == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_recorders_window_closes_the_others() {
    let console = Rig::open_on(Setting::Two).await;
    for window in ROOM {
        open(&console, window, None).await;
    }
    console.wait_seen(|seen| seen.len() == 4).await;
    console.xdotool(&["key", "alt+F4"]);
    console.wait_seen(|seen| seen.is_empty()).await;
}
