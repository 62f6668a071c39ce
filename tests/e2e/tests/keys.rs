//! Who may see what, in the real window: a login, the lock and its PIN, a number for a reason, an administrator who
//! finds no case, and a recorder who finds no trace of the clue desk.

use desk::{Desk, KeysAct, KeysOrder, Signer, rehearsal};
use domain::id::PersonId;
use domain::permission::{Compartment, Role};
use e2e::Rig;
use e2e::house::{self, PASSWORD, login};
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::prelude::*;

/// A real house over the fictitious city: the founder, an administrator, a recorder and a clue officer.
fn town(home: &Path) {
    let desk = house::found(home);
    account(&desk, "韩越", "2", Role::Administrator);
    account(&desk, "赵敏", "3", Role::Recorder);
    account(&desk, "江临", "4", Role::ClueOfficer);
}

fn account(desk: &Desk, name: &str, staff_no: &str, role: Role) {
    let person = PersonId(desk::chance::id_by_name("person", name));
    let open = KeysAct::OpenAccount {
        person,
        staff_no: staff_no.into(),
        roles: vec![role],
        password: PASSWORD.into(),
    };
    let fingerprint = sign(desk, open).expect("of a new key pair");
    for compartment in [Compartment::General, Compartment::Clue] {
        if role.compartments().contains(&compartment) {
            sign(desk, KeysAct::Admit { person, compartment, fingerprint: fingerprint.clone() });
        }
    }
}

fn sign(desk: &Desk, act: KeysAct) -> Option<String> {
    let signer = Signer { staff_no: None, password: PASSWORD.into() };
    desk.keys(KeysOrder { signer, act }).expect("a signed act").fingerprint
}

async fn leave(console: &Rig) {
    console.invoke("enter", json!({ "entry": { "kind": "leave" } })).await.expect("the store closes");
}

async fn page(console: &Rig) -> String {
    console
        .script("return document.body.innerText + document.title")
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

async fn denied(console: &Rig, query: Value) -> bool {
    let answer = console.invoke("view", json!({ "query": query })).await;
    answer.is_err_and(|failure| failure["kind"] == "denied")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_no_case_and_a_recorder_no_trace_of_the_clue_desk() {
    let console = Rig::open_over(town).await;
    login(&console, "2").await;
    console.wait_for("韩越").await;
    console.shot("keys-administrator").await;
    console.axe("an administrator's first screen").await;
    for query in [
        json!({ "kind": "sessions" }),
        json!({ "kind": "ledger", "filter": {}, "from": 0, "count": 10 }),
        json!({ "kind": "trail", "filter": {}, "from": 0, "count": 10 }),
    ] {
        assert!(denied(&console, query.clone()).await, "{query}");
    }
    leave(&console).await;

    login(&console, "3").await;
    console.wait_for("赵敏").await;
    console.shot("keys-recorder").await;
    let seen = page(&console).await;
    assert!(!seen.contains("线索"), "{seen}");
    console.press(Key::Control + "k").await;
    console.shot("keys-recorder-palette").await;
    let seen = page(&console).await;
    assert!(!seen.contains("线索"), "{seen}");
    console.press(Key::Escape).await;
    let clue = console.invoke("clue", json!({ "order": { "kind": "see" } })).await;
    assert!(clue.is_err_and(|failure| failure["kind"] == "denied"));
    leave(&console).await;

    login(&console, "4").await;
    console.wait_for("线索").await;
    console.shot("keys-clue-desk-closed").await;
    console.axe("the closed clue desk").await;
    console.type_into("密码", PASSWORD).await;
    console.click("打开").await;
    console.wait_for("拟报送").await;
    console.shot("keys-clue-desk").await;
    console.axe("the clue desk").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_is_locked_opened_by_its_pin_and_by_the_password_after_five_wrong_ones() {
    let console = Rig::open_over(town).await;
    login(&console, "1").await;
    console.wait_for("李敏").await;
    let set = json!({ "entry": { "kind": "setPin", "pin": "2468" } });
    console.invoke("enter", set).await.expect("a PIN");
    console.press(Key::F12).await;
    console.wait_for("屏幕已锁").await;
    console.shot("keys-locked").await;
    console.axe("a locked screen").await;
    let seen = page(&console).await;
    assert!(!seen.contains("场次"), "{seen}");
    assert!(denied(&console, json!({ "kind": "header" })).await);
    console.type_into("PIN", "2468").await;
    console.click("解锁").await;
    console.wait_for("南湖区").await;
    console.press(Key::F12).await;
    for _ in 0..5 {
        console.wait_for("屏幕已锁").await;
        console.type_into("PIN", "1357").await;
        console.click("解锁").await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    console.wait_for("只能用密码解锁").await;
    console.type_into("密码", PASSWORD).await;
    console.click("解锁").await;
    console.wait_for("南湖区").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_shown_for_a_reason_and_the_case_says_who_looked() {
    let console = Rig::open().await;
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "2").await;
    console.type_into("坐席数", "1").await;
    console.click("开始演练").await;
    console.click("快进到开始").await;
    console.wait_for("1 人").await;
    console.press(Key::F4).await;
    console.wait_for("通话中").await;
    console.wait_for("号码自动显示，已留痕").await;
    console.click("投诉").await;
    console.type_into("称呼", "周女士").await;
    console.type_into("事项", "电梯停运九天").await;
    console.type_into("地点", "南湖区·长桥街道·春晓苑").await;
    console.click("未承诺").await;
    console.press(Key::F8).await;
    console.press(Key::F9).await;
    console.wait_for("已存 1201-01-01").await;
    console.press(Key::Alt + "4").await;
    console.wait_for("电梯停运九天").await;
    console.click("1201-01-01").await;
    console.press(Key::Enter).await;
    console.wait_for("100****").await;
    console.click("查看号码…").await;
    console.wait_for("事由").await;
    console.shot("keys-reveal").await;
    console.axe("why a number is looked at").await;
    console.click("[role=dialog] [role=combobox]").await;
    console.click("联系诉求人核实情况").await;
    console.click("[role=dialog] button[type=submit]").await;
    console.wait_for("秒后").await;
    console.shot("keys-revealed").await;
    let looks = json!({ "query": { "kind": "trail", "filter": {}, "from": 0, "count": 50 } });
    let looks = console.invoke("view", looks).await.expect("the trail").to_string();
    for look in ["numberShown", "caseOpened", "numberRevealed", "verifyWithCaller"] {
        assert!(looks.contains(look), "{look} is not on the trail: {looks}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_number_never_reaches_the_page_and_leaves_the_clipboard_after_a_minute() {
    let console = Rig::open_over(|home| {
        let plan = desk::RehearsalPlan { calls: 3, seats: 1, minutes: 5, speed: 0.0, ..Default::default() };
        let desk = rehearsal::found(&home.join("rehearsal"), &plan).expect("a rehearsal's house");
        let (mut play, cast, _) = rehearsal::Play::new(&desk, plan).expect("a day");
        while let Some(at) = play.next_at() {
            desk.clock.set(at);
            play.step(&desk, &cast).expect("a cue");
        }
    })
    .await;
    console.click("继续上次的演练").await;
    console.wait_for("已封存").await;
    console.press(Key::Alt + "4").await;
    console.wait_for("1201-").await;
    let ledger = json!({ "query": { "kind": "ledger", "filter": {}, "from": 0, "count": 1 } });
    let case = console.invoke("view", ledger).await.expect("a ledger")["rows"][0]["id"].clone();
    let copy = json!({ "order": { "case": case, "reason": "callBack", "copy": true } });
    let copied = console.invoke("reveal", copy).await.expect("a copy");
    assert_eq!((&copied["number"], &copied["seconds"]), (&Value::Null, &json!(60)));
    let begun = std::time::Instant::now();
    let pasted = pasted(&console).await;
    assert!(pasted.len() == 11 && pasted.starts_with("100"), "in the clipboard: {pasted:?}");
    tokio::time::sleep(std::time::Duration::from_secs(62).saturating_sub(begun.elapsed())).await;
    assert_eq!(self::pasted(&console).await, "", "after a minute");
}

/// What the clipboard gives to a field of the palette.
async fn pasted(console: &Rig) -> String {
    console.press(Key::Control + "k").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    console.press(Key::Control + "v").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let value = console.script("return document.activeElement?.value ?? 'no field'").await;
    console.press(Key::Escape).await;
    value.as_str().unwrap_or_default().to_owned()
}
