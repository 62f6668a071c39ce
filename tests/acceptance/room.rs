//! What the leader, the board and the projector see follows the recorder and the secretary, and tells nothing more.

use desk::{Asked, ItemShown, Proposal, Query, RoomView, RoomWindow, SheetShown, Show};
use domain::Command;
use domain::call::{CallCommand, Disposition};
use domain::case::{CaseCommand, CaseForm, RequestType};
use domain::id::{CallId, CaseId};
use domain::session::SessionCommand;
use domain::triage::{MeetingCommand, Pass};
use domain::view::MeetingStep;
use serde_json::{Value, json};
use tests::{Room, assignment, at, form, lift, person, unit};

fn sheet(call: CallId, form: CaseForm) -> Show {
    let shown = SheetShown {
        call,
        form,
        disposition: None,
        lead: None,
        due: None,
        answer: String::new(),
        spoken: "0107".into(),
    };
    Show::Sheet { sheet: Some(Box::new(shown)) }
}

/// Seat 1 is this workstation's, and a call is on its line.
fn on_the_line() -> (Room, CallId) {
    let room = Room::open(2);
    room.desk.show(Show::Seat { seat: Some(1) });
    let call = room.call("10047206621");
    (room, call)
}

fn leader(room: &Room) -> Value {
    room.window(RoomWindow::Leader)
}

fn scene(room: &Room) -> Value {
    room.window(RoomWindow::Projector)["scene"].clone()
}

#[test]
fn the_greeting_stands_alone_until_the_first_word_is_typed() {
    let room = Room::open(2);
    assert_eq!(leader(&room)["seat"], Value::Null, "no seat is chosen on this workstation");
    room.desk.show(Show::Seat { seat: Some(1) });
    let view = leader(&room);
    assert_eq!((&view["seat"]["title"], &view["seat"]["name"]), (&json!("南湖区委书记"), &json!("林远")));
    assert_eq!(view["call"], Value::Null);

    let call = room.call("10047206621");
    assert_eq!(leader(&room)["call"]["begun"], false);
    room.desk.show(sheet(call, CaseForm::default()));
    assert_eq!(leader(&room)["call"]["begun"], false);
    room.desk.show(sheet(call, form("电梯", "区市场监管局")));
    assert_eq!(leader(&room)["call"]["begun"], true);
}

#[test]
fn the_leaders_window_follows_what_the_recorder_types_without_number_building_and_room() {
    let (room, call) = on_the_line();
    let mut typed = lift();
    typed.text.matter = "电梯停运9天，住在7号楼2单元501，电话10047206621，楼高32层有老人".into();
    typed.text.place = "南湖区·长桥街道·春晓苑7号楼2单元501室".into();
    typed.text.caller = "周雨桐女士".into();
    room.desk.show(sheet(call, typed));
    let mut seen = leader(&room)["call"].clone();
    // A random id may have any three digits in it.
    assert_eq!(seen.as_object_mut().unwrap().remove("call"), Some(json!(call)));
    assert_eq!((&seen["caller"], &seen["place"]), (&json!("周女士"), &json!("春晓苑")));
    assert_eq!(seen["title"], "电梯停运9天");
    let quote = seen["quote"].as_str().unwrap();
    assert!(quote.contains("楼高32层有老人"), "{quote}");
    let all = seen.to_string();
    for secret in ["6621", "501", "7号楼", "2单元", "雨桐"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert_eq!(seen["say"]["spoken"], "0107");
    assert_eq!(seen["say"]["unit"], "区市场监管局");
}

#[test]
fn camera_mode_leaves_surname_and_compound() {
    let (room, call) = on_the_line();
    room.desk.show(sheet(call, lift()));
    room.desk.propose(Proposal::Camera { on: true }).unwrap();
    let view = leader(&room);
    assert_eq!(view["camera"], true);
    let seen = &view["call"];
    assert_eq!((&seen["caller"], &seen["place"]), (&json!("周女士"), &json!("春晓苑")));
    assert_eq!((&seen["title"], &seen["quote"], &seen["history"]), (&json!(""), &json!(""), &Value::Null));
    assert!(!seen.to_string().contains("停运"), "{seen}");
    room.desk.propose(Proposal::Camera { on: false }).unwrap();
    assert_ne!(leader(&room)["call"]["title"], "");
}

#[test]
fn a_tap_of_the_leader_proposes_and_a_second_tap_takes_it_back() {
    let (room, call) = on_the_line();
    let proposes = Proposal::Dispose { disposition: Disposition::SameDay };
    room.desk.propose(proposes).unwrap();
    let seen: RoomView = room.view(Query::Room);
    assert_eq!((seen.call, seen.proposed), (Some(call), Some(Disposition::SameDay)));
    assert_eq!(leader(&room)["call"]["proposed"], "sameDay");
    let queue: domain::view::QueueView = room.view(Query::Queue { seat: 1 });
    assert!(queue.records.iter().all(|record| record.outcome.is_none()), "nothing was acted");
    room.desk.propose(proposes).unwrap();
    assert_eq!(room.view::<RoomView>(Query::Room).proposed, None);
}

#[test]
fn who_is_asked_to_come_over_is_asked_once_and_by_this_call_alone() {
    let (room, call) = on_the_line();
    room.desk.clock.set(at("09:44"));
    room.desk.propose(Proposal::Ask { person: person("江临") }).unwrap();
    room.desk.clock.set(at("09:45"));
    room.desk.propose(Proposal::Ask { person: person("江临") }).unwrap();
    let asked = [Asked { person: person("江临"), at: at("09:44") }];
    assert_eq!(room.view::<RoomView>(Query::Room).asked, asked);
    room.must(call.0, Command::Call(CallCommand::EndCall));
    room.record(call, lift());
    room.finish_calls();
    room.call("10047206622");
    assert_eq!(room.view::<RoomView>(Query::Room).asked, []);
}

#[test]
fn without_a_call_nothing_can_be_proposed_and_a_line_that_can_be_hung_up_is() {
    let room = Room::open(2);
    room.desk.show(Show::Seat { seat: Some(1) });
    let idle = room.desk.propose(Proposal::Ask { person: person("江临") });
    assert!(idle.is_err());
    let call = room.call("10047206621");
    assert_eq!(leader(&room)["call"]["canHangUp"], true);
    room.desk.propose(Proposal::HangUp).unwrap();
    let ended = leader(&room)["call"].clone();
    assert_eq!((&ended["stage"], &ended["canHangUp"]), (&json!("wrapUp"), &json!(false)));
    assert!(room.desk.propose(Proposal::HangUp).is_err(), "there is nothing to hang up any more");
    assert_eq!(ended["call"], json!(call));
}

#[test]
fn heads_who_can_answer_are_named_by_fitness_and_only_if_they_are_in_the_room() {
    let (room, call) = on_the_line();
    room.desk.show(sheet(call, lift()));
    let heads = leader(&room)["call"]["heads"].clone();
    assert_eq!((&heads[0]["name"], &heads[0]["address"]), (&json!("江临"), &json!("局长")));
    let gone = SessionCommand::TakeAttendance { person: person("江临"), arrived: None };
    room.must(room.session.0, Command::Session(gone));
    let heads = leader(&room)["call"]["heads"].to_string();
    assert!(!heads.contains("江临"), "{heads}");
}

#[test]
fn history_is_told_in_units_and_days_and_an_unkept_date_by_its_unit() {
    let room = Room::open(2);
    room.desk.show(Show::Seat { seat: Some(1) });
    room.transferred("10047206621", lift());
    let call = room.call("10047206621");
    let mut typed = lift();
    typed.matter.asked_before = 2;
    room.desk.show(sheet(call, typed));
    let history = leader(&room)["call"]["history"].clone();
    assert_eq!(history["times"], 3);
    assert_eq!(history["units"], json!(["区市场监管局"]));
    assert_eq!(history["missed"], Value::Null);
}

#[test]
fn the_board_adds_up_at_every_moment_and_keeps_units_in_their_order() {
    let room = Room::open(2);
    let adds_up = |room: &Room| {
        let session = room.window(RoomWindow::Board)["session"].clone();
        let tally = &session["tally"];
        let terms = ["resolvedOnCall", "sameDay", "transferred", "noCase", "unsorted"];
        let sum: u64 = terms.iter().map(|term| tally[term].as_u64().unwrap()).sum();
        assert_eq!((session["reconciles"].as_bool(), Some(sum)), (Some(true), tally["answered"].as_u64()));
        session
    };
    adds_up(&room);
    let call = room.call("10047206621");
    adds_up(&room);
    let case = room.record(call, lift());
    room.case_act(case, CaseCommand::HandOver);
    adds_up(&room);
    room.log(call, None);
    room.desk.clock.set(at("09:07"));
    let session = adds_up(&room);
    assert_eq!(session["pace"]["fives"], json!([1, 0]));
    let names: Vec<&str> =
        session["units"].as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
    assert_eq!(names, tests::UNITS_PRESENT);
    assert_eq!(session["units"][1]["cases"], 1);
    assert_eq!(session["latest"]["place"], "春晓苑");
}

#[test]
fn the_projector_follows_the_secretary_and_shows_free_text_only_after_the_tick() {
    let room = Room::open(1);
    let unchecked = room.transferred("10047206621", lift());
    let mut ticked = lift();
    ticked.matter.checked = true;
    let checked = room.transferred("10047206622", ticked);
    room.close_lines();
    assert_eq!(scene(&room)["kind"], "calls");
    let meeting = room.convene();
    assert_eq!(scene(&room)["kind"], "agenda");

    room.must(meeting.0, Command::Meeting(MeetingCommand::OpenItem { case: unchecked }));
    let item = scene(&room)["item"].clone();
    assert_eq!((&item["case"], &item["text"]), (&json!(unchecked), &Value::Null));
    assert_eq!((&item["lead"], &item["owner"], &item["planned"]), (&json!(""), &json!(""), &json!(false)));

    let shown = ItemShown {
        case: checked,
        step: Some(MeetingStep::Due),
        lead: Some(unit("区市场监管局")),
        assisting: vec![unit("区住建局")],
        due: Some(at("17:30")),
        plan: "联系10047206621更换主板".into(),
        owner: Some(person("江临")),
    };
    room.desk.show(Show::Item { item: Some(shown) });
    let item = scene(&room)["item"].clone();
    assert_eq!((&item["case"], &item["step"]), (&json!(checked), &json!("due")));
    assert_eq!((&item["lead"], &item["owner"]), (&json!("区市场监管局"), &json!("江临局长")));
    assert_eq!(item["assisting"], json!(["区住建局"]));
    assert!(item["text"]["title"].as_str().unwrap().contains("电梯"), "{item}");
    assert!(item["plan"].as_str().unwrap().contains("更换主板"), "{item}");
    assert!(!item.to_string().contains("6621"), "{item}");

    room.desk.show(Show::Projector { black: false, hidden: true });
    let item = scene(&room)["item"].clone();
    assert_eq!((&item["text"], &item["plan"], &item["planned"]), (&Value::Null, &json!(""), &json!(true)));
    room.desk.show(Show::Projector { black: true, hidden: false });
    assert_eq!(scene(&room), json!({ "kind": "black" }));
    room.desk.show(Show::Projector { black: false, hidden: false });

    for case in [unchecked, checked] {
        room.case_act(case, assignment("区市场监管局", "江临"));
    }
    room.must(meeting.0, Command::Meeting(MeetingCommand::StartPass { pass: Pass::Closing }));
    let closing = scene(&room);
    assert_eq!((&closing["kind"], &closing["head"]["count"]["settled"]), (&json!("closing"), &json!(2)));
    assert_eq!(closing["closing"]["units"][0]["assigned"], 2);
    assert_eq!(closing["closing"]["rulingBy"], Value::Null);
}

/// Twenty things that no camera may catch, each in whatever field a recorder could put it into.
pub const PLANTED: [&str; 20] = [
    "10047206621",
    "10039958820",
    "0471-6235518",
    "1004 720 6623",
    "１００４７２０６６２４",
    "周雨桐",
    "欧阳若兰",
    "李秋水",
    "王一川",
    "赵明月",
    "7号楼2单元501室",
    "12幢303",
    "A座1806",
    "3栋二单元",
    "7-2-501",
    "150202199003071232",
    "蒙B12345",
    "6222021001116245702",
    "zhou@example.com",
    "兰溪路118号",
];

#[test]
fn no_window_of_the_room_holds_any_of_twenty_planted_secrets() {
    let room = Room::open(1);
    room.desk.show(Show::Seat { seat: Some(1) });
    let mut cases: Vec<CaseId> = Vec::new();
    for (at, secret) in PLANTED.iter().enumerate() {
        let mut typed = form(&format!("电梯停运，请找{secret}，已有九天"), "区市场监管局");
        typed.matter.checked = at % 2 == 0;
        typed.text.title = format!("{secret}反映电梯停运");
        typed.text.place = format!("南湖区·长桥街道·春晓苑{secret}");
        typed.text.caller = if (5..10).contains(&at) { (*secret).into() } else { "周雨桐".into() };
        typed.promise = format!("今天会上定单位，明天打{secret}告诉您");
        let number = format!("1004720{at:04}");
        let call = room.call(&number);
        room.desk.show(sheet(call, typed.clone()));
        let seen = leader(&room).to_string();
        assert!(!seen.contains(secret), "the leader's window: {secret}: {seen}");
        let case = room.record(call, typed);
        room.case_act(case, CaseCommand::HandOver);
        room.log(call, None);
        let board = room.window(RoomWindow::Board).to_string();
        assert!(!board.contains(secret), "the board: {secret}: {board}");
        cases.push(case);
    }
    room.close_lines();
    let meeting = room.convene();
    for (case, secret) in cases.iter().zip(PLANTED) {
        room.must(meeting.0, Command::Meeting(MeetingCommand::OpenItem { case: *case }));
        let shown = ItemShown {
            case: *case,
            step: Some(MeetingStep::Plan),
            lead: None,
            assisting: Vec::new(),
            due: None,
            plan: format!("上门找{secret}核实后更换主板"),
            owner: None,
        };
        room.desk.show(Show::Item { item: Some(shown) });
        let seen = scene(&room).to_string();
        for planted in PLANTED {
            assert!(!seen.contains(planted), "the projector, at {secret}: {planted}: {seen}");
        }
    }
}

#[test]
fn a_shielded_case_shows_the_hall_neither_its_words_nor_its_place() {
    let room = Room::open(1);
    let mut typed = lift();
    typed.matter.request = Some(RequestType::Report);
    typed.matter.checked = true;
    let case = room.transferred("10047206621", typed);
    assert_eq!(room.window(RoomWindow::Board)["session"]["latest"], Value::Null);
    room.close_lines();
    let meeting = room.convene();
    room.must(meeting.0, Command::Meeting(MeetingCommand::OpenItem { case }));
    let item = scene(&room)["item"].clone();
    assert_eq!((&item["text"], &item["place"]), (&Value::Null, &json!("")));
}
