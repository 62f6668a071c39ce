//! What the main window asks of the workstation: paper, text size, staying awake, a file to read.

use e2e::{Rig, Setting};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

fn said(program: &str, words: &[&str], file: &Path) -> String {
    let said = Command::new(program).args(words).arg(file).arg("-").output();
    let said = said.unwrap_or_else(|error| panic!("{program}: {error}"));
    String::from_utf8_lossy(&said.stdout).into_owned()
}

/// All values of an attribute in what `pdftotext -bbox` says.
fn measures(words: &str, name: &str) -> Vec<f64> {
    let mark = format!("{name}=\"");
    let parts = words.split(mark.as_str()).skip(1);
    parts.filter_map(|part| part.split('"').next()?.parse().ok()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_printed_into_a_file_of_a4_pages_or_not_at_all() {
    let console = Rig::open().await;
    let print = |path: &Path| json!({ "wish": { "kind": "printToFile", "path": path } });
    let nowhere = console.saved().join("missing/a.pdf");
    assert_eq!(console.invoke("windows", print(&nowhere)).await.unwrap_err()["kind"], "away");

    let file = console.saved().join("席卡 1.pdf");
    std::fs::write(&file, "what stood there before").unwrap();
    console.invoke("windows", print(&file)).await.unwrap();
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    let about = Command::new("pdfinfo").arg(&file).output().unwrap();
    let about = String::from_utf8_lossy(&about.stdout).into_owned();
    assert!(about.contains("(A4)"), "{about}");
    assert!(said("pdftotext", &[], &file).contains("热线接听会商台"));
    // 15 mm at the sides and 18 mm at the top, in points.
    let words = said("pdftotext", &["-bbox"], &file);
    let (left, right) = (measures(&words, "xMin"), measures(&words, "xMax"));
    assert!(!left.is_empty() && left.iter().all(|x| *x >= 42.5), "{left:?}");
    assert!(right.iter().all(|x| *x <= 595.3 - 42.5), "{right:?}");
    assert!(measures(&words, "yMin").iter().all(|y| *y >= 51.0), "{words}");
    assert_eq!(std::fs::read_dir(console.saved()).unwrap().count(), 1, "nothing else is left");
}

const HEAR: &str = "
    const done = arguments[arguments.length - 1];
    const tauri = window.__TAURI_INTERNALS__;
    window.heard = [];
    const handler = tauri.transformCallback(({ payload }) => window.heard.push(...payload));
    tauri.invoke('plugin:event|listen', { event: 'changed', target: { kind: 'Any' }, handler }).then(done, done)";

#[tokio::test(flavor = "multi_thread")]
async fn an_open_print_dialog_keeps_no_news_from_the_other_windows() {
    let console = Rig::open_on(Setting::Two).await;
    console.driver.execute_async(HEAR, Vec::new()).await.unwrap();
    console.wish(json!({ "kind": "open", "window": "board", "display": null })).await;
    console.wait_script("return window.heard.includes('room')", true).await;
    console.wait_windows(&["board", "main"]).await;
    console.window("board").await;
    console.driver.execute_async(HEAR, Vec::new()).await.unwrap();

    console.window("main").await;
    console.wish(json!({ "kind": "print" })).await;
    console.wait_keyboard("Print").await;
    console.invoke("enter", json!({ "entry": { "kind": "leave" } })).await.unwrap();
    console.window("board").await;
    console.wait_script("return window.heard.includes('house')", true).await;
    console.wait_keyboard("Print").await;
    console.xdotool(&["key", "Escape"]);
    console.window("main").await;
    console.wait_script("return document.hasFocus()", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_as_large_as_wished_within_what_the_screens_are_made_for() {
    let console = Rig::open().await;
    let width = || console.script("return window.innerWidth");
    let usual = width().await.as_f64().unwrap();
    for (wished, given) in [(1.25, 1.25), (9.0, 1.6), (0.1, 0.9), (1.0, 1.0)] {
        let there = console.wish(json!({ "kind": "zoom", "factor": wished })).await;
        assert_eq!(there["zoom"], given);
        let right = |width: &Value| (width.as_f64().unwrap() * given - usual).abs() < 3.0;
        for _ in 0..100 {
            if right(&width().await) {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        assert!(right(&width().await), "{given}: {} of {usual}", width().await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_system_refuses_is_said() {
    let console = Rig::open().await;
    // A test has no bus to ask on, and no print service.
    for on in [true, false] {
        let there = console.wish(json!({ "kind": "stayAwake", "on": on })).await;
        assert_eq!((&there["awake"], &there["printer"]), (&json!(false), &json!(false)));
    }
    let chosen = console.invoke("choose_open", json!({ "endings": ["csv"] })).await.unwrap();
    assert_eq!(chosen, json!(console.opened()));
}
