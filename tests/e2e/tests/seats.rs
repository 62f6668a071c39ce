//! Two workstations at one session, in their real windows: what is recorded on one is on the other's board, the meeting
//! follows, the cable is pulled and put back.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

#[path = "seats/cable.rs"]
mod cable;
#[path = "../../../src-tauri/crates/hub/tests/hub/server.rs"]
#[allow(dead_code, reason = "the hub's own tests use the rest")]
mod server;

use cable::Cable;
use desk::clock::wall_now;
use desk::joining::HubLink;
use desk::{Answer, Desk, Order, RehearsalPlan, rehearsal};
use domain::Command;
use domain::session::SessionCommand;
use e2e::Rig;
use e2e::house::{self, PASSWORD, login};
use serde_json::{Value, json};
use server::Server;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use uuid::Uuid;

/// A house with a hub, the fictitious city, a session of today that is open, and two workstations that share it. The
/// second one's way to the hub is a cable of its own.
struct Town {
    _server: Server,
    cable: Cable,
    folder: TempDir,
    /// For the second workstation.
    code: String,
}

impl Town {
    fn new() -> Town {
        let folder = tempfile::tempdir().unwrap();
        let first = house::found(folder.path());
        open_session(&first);
        let here = first.hub_here().unwrap();
        let server = Server::of(here.house, &here.zero);
        server.admit(1, server::PASSWORD, first.station());
        let hub::Address { hosts, database, role, password, certificates } = server.address(1);
        let (password, certificate) = (password.to_string(), certificates[0]);
        first.found_hub(HubLink { hosts, database, role, password, certificates, joining: None }).unwrap();
        assert!(first.share_once());
        let cable = Cable::to(server.port());
        let made = first.admission(vec![("127.0.0.1".into(), cable.port())], certificate, 2).unwrap();
        server.admit(2, &hub::verifier(&made.password), made.station);
        server.lay(made.id, made.station, &made.bundle);
        Town { _server: server, cable, folder, code: made.code_text.to_string() }
    }

    /// The first workstation's, where the house was founded.
    async fn first(&self) -> Rig {
        let console = Rig::open_over(|home| copied(self.folder.path(), home)).await;
        login(&console, "1").await;
        console.wait_for("李敏").await;
        console
    }

    /// A machine that has nothing yet joins by its code.
    async fn second(&self) -> Rig {
        let console = Rig::open().await;
        console.click("加入坐席组网").await;
        console.type_into("入网码", &self.code).await;
        console.type_into("工号", "1").await;
        console.type_into("密码", PASSWORD).await;
        console.shot("seats-joining").await;
        console.axe("the join screen").await;
        console.click("加入").await;
        console.wait_for("李敏").await;
        console
    }
}

fn copied(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copied(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A session of today with two seats, whose lines are open.
fn open_session(desk: &Desk) {
    let today = wall_now().day();
    let day = RehearsalPlan { seats: 2, day: today, ..RehearsalPlan::default() };
    let mut plan = rehearsal::plan(&day, 6);
    plan.minutes = 480;
    let session = Uuid::new_v4();
    for (version, command) in [(0, SessionCommand::PlanSession { plan }), (1, SessionCommand::OpenSession)] {
        let order = Order {
            stream: session,
            version: Some(version),
            command: Command::Session(command),
            draft: None,
        };
        let answer = desk.act(vec![order]).remove(0);
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    }
}

async fn view(console: &Rig, query: Value) -> Value {
    console.invoke("view", json!({ "query": query })).await.unwrap()
}

/// Waits until a view says so; answers how long that took.
async fn wait_view(console: &Rig, query: Value, wanted: impl Fn(&Value) -> bool) -> Duration {
    let began = Instant::now();
    loop {
        let seen = view(console, query.clone()).await;
        if wanted(&seen) {
            return began.elapsed();
        }
        assert!(began.elapsed() < e2e::PATIENCE, "{query}: {seen}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Takes a call by hand and records it, to be handed over.
async fn record(console: &Rig, caller: &str) {
    console.click("手工接听").await;
    console.wait_for("通话中").await;
    console.wait_script("return document.querySelector('textarea')?.value", "").await;
    console.click("求助").await;
    console.type_into("称呼", caller).await;
    console.type_into("回拨号码", "10047206621").await;
    console.type_into("事项", "入冬以来室温只有 14 度,找过物业和供热公司。").await;
    console.type_into("地点", "南湖区·石桥街道·青松里").await;
    console.type_into("承诺（领导原话）", "今天会上定下单位,明天给您打电话。").await;
    console.press(Key::Control + "d").await;
    console.press("区住建局").await;
    console.wait_text("[role=listbox]", |options| options.contains("区住建局")).await;
    console.press(Key::Enter).await;
    console.press(Key::F8).await;
    console.press(Key::F9).await;
}

async fn seat(console: &Rig, number: u8) {
    console.press(Key::Alt + "2").await;
    console.wait_for("席").await;
    console.shot(&format!("seats-choosing-{number}")).await;
    console.click(&format!("{number} 号席")).await;
}

/// Waits until the first workstation's board shows these words, whatever stands between them; stays there.
async fn board(console: &Rig, words: &str) {
    console.window("board").await;
    console.wait_text("body", |text| text.replace(char::is_whitespace, "").contains(words)).await;
}

fn transferred(count: u64) -> impl Fn(&Value) -> bool {
    move |header: &Value| header["tally"]["transferred"] == count
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_at_one_workstation_is_at_the_other_with_the_cable_and_after_it() {
    // It waits for the hub on this thread, which a page would have to wait for.
    let town = tokio::task::spawn_blocking(Town::new).await.unwrap();
    let (first, second) = (town.first().await, town.second().await);
    wait_view(&first, json!({ "kind": "sharing" }), |seen| seen["connected"] == true).await;
    wait_view(&second, json!({ "kind": "sharing" }), |seen| seen["connected"] == true).await;
    seat(&first, 1).await;
    seat(&second, 2).await;

    record(&second, "周女士").await;
    wait_view(&second, json!({ "kind": "header" }), transferred(1)).await;
    let took = wait_view(&first, json!({ "kind": "header" }), transferred(1)).await;
    println!("after its own window showed it, the other's did within {took:?}");
    first.shot("seats-first-after-one").await;
    first.wish(json!({ "kind": "open", "window": "board", "display": null })).await;
    board(&first, "转办1").await;
    first.window("main").await;

    // The cable is pulled: the second goes on alone and says what waits.
    town.cable.pull();
    wait_view(&second, json!({ "kind": "sharing" }), |seen| seen["connected"] == false).await;
    record(&second, "吴先生").await;
    wait_view(&second, json!({ "kind": "header" }), transferred(2)).await;
    wait_view(&second, json!({ "kind": "sharing" }), |seen| seen["waiting"].as_u64() > Some(0)).await;
    second.wait_for("待同步").await;
    second.shot("seats-second-alone").await;
    second.axe("a recorder without the hub").await;
    assert!(transferred(1)(&view(&first, json!({ "kind": "header" })).await), "it isn't there yet");

    // The floor manager sees who isn't heard of, by a word.
    board(&first, "席截至").await;
    first.shot("seats-board-as-of").await;
    first.axe("the board with a seat away").await;
    first.window("main").await;
    first.press(Key::Alt + "9").await;
    first.wait_for("沈一帆").await;
    first.wait_for("失联").await;
    first.shot("seats-floor").await;
    first.axe("the floor with a seat away").await;

    town.cable.put_back();
    wait_view(&first, json!({ "kind": "header" }), transferred(2)).await;
    wait_view(&second, json!({ "kind": "sharing" }), |seen| {
        seen["connected"] == true && seen["waiting"] == 0
    })
    .await;
    board(&first, "转办2").await;
    first.window("main").await;
    first.wish(json!({ "kind": "close", "window": "board" })).await;

    // The meeting at the first workstation is the second's too.
    first.press(Key::Alt + "1").await;
    first.click("停止进线").await;
    first.press(Key::Alt + "3").await;
    first.click("开始会商").await;
    first.wait_for("责任单位").await;
    second.press(Key::Alt + "3").await;
    second.wait_for("责任单位").await;
    second.wait_for("周女士").await;
    second.shot("seats-second-meeting").await;

    // A case's page, with the place for its files; nothing waits to be checked; who sits where.
    second.press(Key::Alt + "4").await;
    second.wait_for("周女士").await;
    second.click("-02-01").await;
    second.press(Key::Enter).await;
    second.wait_for("附件").await;
    second.shot("seats-case").await;
    second.axe("a case with no file yet").await;
    first.press(Key::Control + "k").await;
    first.type_into("搜索", "待核").await;
    first.press(Key::Enter).await;
    first.wait_for("待核").await;
    first.shot("seats-to-check").await;
    first.axe("nothing to check").await;
    first.press(Key::Alt + "1").await;
    first.wait_for("坐席").await;
    first.shot("seats-session").await;
    first.axe("a session with its seats").await;
}
