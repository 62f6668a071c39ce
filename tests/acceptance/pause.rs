//! 10:30–10:40: records counted down by name, the press line, each unit's list, and calls that keep their time.

use crate::rehearsal::played_until;
use crate::room::PLANTED;
use desk::{CasePage, Desk, Query, RehearsalPlan};
use domain::Command;
use domain::call::CallCommand;
use domain::case::{CaseCommand, RequestType};
use domain::id::{CallId, SessionId};
use domain::triage::Group;
use domain::view::{CaseRow, FiguresView, HistoryView, LedgerFilter, LedgerMasked, LedgerPage};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Room, UNITS_PRESENT, assignment, at, form, lift, unit};

fn pause(room: &Room) -> Value {
    room.view(Query::Break { session: room.session })
}

fn sheets(room: &Room) -> Vec<Value> {
    room.view(Query::UnitSheets { session: room.session })
}

fn ends(room: &Room, call: CallId) {
    room.must(call.0, Command::Call(CallCommand::EndCall));
}

fn logs(room: &Room, call: CallId) {
    let log = CallCommand::LogCall { no_case: None, words: None, read_back: true };
    room.must(call.0, Command::Call(log));
}

fn waiting(room: &Room) -> usize {
    pause(room)["unfinished"].as_array().unwrap().len()
}

#[test]
fn live_calls_finish_and_the_records_count_down_to_none() {
    let room = Room::open(2);
    assert_eq!(pause(&room)["meetsAt"], json!(at("10:40")), "as planned, while the lines are open");
    let complete = room.transferred("10047206621", lift());
    room.desk.clock.set(at("10:20"));
    let call = room.call("10047206622");
    room.desk.clock.set(at("10:31"));
    room.close_lines();
    let view = pause(&room);
    assert_eq!(view["meetsAt"], json!(at("10:41")), "ten minutes after they really closed");
    assert_eq!(view["live"], json!([{ "seat": 1, "leader": "林远书记", "since": at("10:20") }]));
    assert_eq!((waiting(&room), &view["linesClosedAt"]), (0, &json!(at("10:31"))));

    ends(&room, call);
    let view = pause(&room);
    assert_eq!(view["live"], json!([]));
    let blank = &view["unfinished"][0];
    assert_eq!(
        (&blank["case"], &blank["recorder"], &blank["seat"]),
        (&Value::Null, &json!("李敏"), &json!(1))
    );
    assert_eq!(blank["at"], json!(at("10:20")));

    let mut half = form("路灯不亮。", "区城管执法局");
    half.text.place.clear();
    half.promise.clear();
    let case = room.record(call, half);
    let view = pause(&room);
    let open = &view["unfinished"][0];
    assert_eq!((waiting(&room), &open["case"]), (1, &json!(case)), "the case stands for its call");
    assert_eq!((&open["missing"], &open["caller"]), (&json!(["place", "promise"]), &json!("周女士")));
    assert_eq!(open["number"], "1201-01-02");

    room.case_act(case, CaseCommand::AmendCase { form: form("路灯不亮。", "区城管执法局") });
    assert_eq!(pause(&room)["unfinished"][0]["missing"], json!([]), "complete, without a disposition");
    room.case_act(case, CaseCommand::HandOver);
    assert_eq!(waiting(&room), 1, "the call itself is not logged yet");
    logs(&room, call);
    assert_eq!(waiting(&room), 0);

    // Sent back, and answered.
    room.case_act(complete, CaseCommand::SendBackCase { missing: "缺楼号".into() });
    assert_eq!(pause(&room)["unfinished"][0]["case"], json!(complete));
    room.case_act(complete, CaseCommand::AmendCase { form: lift() });
    assert_eq!(waiting(&room), 0);
    assert_eq!((&pause(&room)["reconciles"], &pause(&room)["tally"]["unsorted"]), (&json!(true), &json!(0)));
}

#[test]
fn a_record_finished_after_the_lines_closed_keeps_the_calls_time_everywhere() {
    let room = Room::open(1);
    room.desk.clock.set(at("10:21"));
    let call = room.call("10047206621");
    room.desk.clock.set(at("10:30"));
    room.close_lines();
    ends(&room, call);
    room.desk.clock.set(at("10:37"));
    let case = room.record(call, lift());
    assert_eq!(pause(&room)["unfinished"][0]["at"], json!(at("10:21")));
    room.case_act(case, CaseCommand::HandOver);
    logs(&room, call);

    let page: CasePage = room.view(Query::Case { case });
    assert_eq!((page.case.called_at, page.case.recorded_at), (at("10:21"), at("10:37")));
    let ledger = Query::Ledger { filter: LedgerFilter::default(), from: 0, count: 9 };
    let ledger: LedgerPage = room.view(ledger);
    let rows: Vec<&CaseRow> = ledger.rows.iter().collect();
    assert_eq!((rows[0].id, rows[0].called_at), (case, at("10:21")));
    let history: HistoryView = room.view(Query::History { number: "10047206621".into(), except: None });
    assert_eq!(history.entries[0].at, at("10:21"));
    assert_eq!(sheets(&room)[0]["lines"][0]["at"], json!(at("10:21")));
    let folded = room.desk.folded_case(case).unwrap();
    assert_eq!(LedgerMasked::of(&folded, &room.desk.directory()).line().called_at, at("10:21"), "on paper");
}

#[test]
fn each_unit_has_its_cases_in_the_order_and_with_the_numbers_of_the_agenda() {
    let room = Room::open(1);
    let lamp = |number: &str| room.transferred(number, form("路灯不亮。", "区城管执法局"));
    let second_lamp = {
        lamp("10047206601");
        lamp("10047206602")
    };
    room.transferred("10047206603", lift());
    let mut hazard = form("路面塌陷。", "区城管执法局");
    hazard.matter.hazard = true;
    hazard.matter.asked_before = 1;
    room.transferred("10047206604", hazard);
    let call = room.call("10047206605");
    let today = room.record(call, form("井盖缺失。", "区住建局"));
    room.case_act(
        today,
        CaseCommand::HandleToday {
            lead: unit("区住建局"),
            owner: tests::person("韩越"),
            due: at("17:30"),
            plan: String::new(),
        },
    );
    room.log(call, None);
    let mut nobody = form("不知道归谁管。", "区教育局");
    nobody.matter.candidate = None;
    let nobodys = room.transferred("10047206606", nobody);
    let merged = lamp("10047206607");
    room.case_act(merged, CaseCommand::MergeCase { master: second_lamp, reason: "同一盏灯".into() });
    room.close_lines();

    let lists = |sheets: &[Value]| {
        let of = |sheet: &Value| {
            let lines = sheet["lines"].as_array().unwrap().iter();
            let places = lines.map(|line| line["place"].as_u64().unwrap()).collect::<Vec<_>>();
            (sheet["name"].as_str().unwrap().to_string(), places)
        };
        sheets.iter().map(of).collect::<Vec<_>>()
    };
    let before = sheets(&room);
    let expected = [
        ("区住建局".to_string(), vec![2]),
        ("区市场监管局".to_string(), vec![4]),
        ("区城管执法局".to_string(), vec![1, 5, 6]),
        (String::new(), vec![3]),
    ];
    assert_eq!(lists(&before), expected, "in the fixed order of units, and last what nobody can be told for");
    assert_eq!((&before[2]["head"], &before[3]["unit"]), (&json!("贺川局长"), &Value::Null));
    let first = &before[2]["lines"][0];
    assert_eq!(
        (&first["hazard"], &first["repeat"], &first["sameDay"]),
        (&json!(true), &json!(true), &json!(false))
    );
    assert_eq!(before[0]["lines"][0]["sameDay"], true);
    assert_eq!(before[0]["lines"][0]["title"], Value::Null, "nobody has checked its words");
    assert_eq!(pause(&room)["units"], 4);

    // The meeting's agenda has the same numbers, and what it has decided moves a case to its unit.
    room.convene();
    let agenda = room.agenda();
    let places: Vec<(u32, Group)> =
        agenda.groups.iter().flat_map(|of| of.items.iter().map(|item| (item.place, of.group))).collect();
    assert_eq!((places[0], places[1]), ((1, Group::Hazard), (2, Group::SameDay)));
    assert_eq!(lists(&sheets(&room)), expected);
    room.case_act(nobodys, assignment("区教育局", "夏宁"));
    let after = lists(&sheets(&room));
    assert_eq!(after[3], ("区教育局".to_string(), vec![3]));
    assert_eq!(after.len(), 4);
}

#[test]
fn no_unit_list_and_no_countdown_holds_any_of_twenty_planted_secrets() {
    let room = Room::open(1);
    // Each once before and once after somebody ticked that its words were checked.
    for (at, secret) in PLANTED.iter().chain(&PLANTED).enumerate() {
        let mut typed = form(&format!("电梯停运，请找{secret}，已有九天"), "区市场监管局");
        typed.matter.checked = at >= PLANTED.len();
        typed.text.title = format!("{secret}反映电梯停运");
        typed.text.place = format!("南湖区·长桥街道·春晓苑{secret}");
        typed.text.caller =
            if (5..10).contains(&(at % PLANTED.len())) { (*secret).into() } else { "周雨桐".into() };
        typed.promise = format!("今天会上定单位，明天打{secret}告诉您");
        let call = room.call(&format!("1004720{at:04}"));
        let case = room.record(call, typed);
        let open = pause(&room).to_string();
        room.case_act(case, CaseCommand::HandOver);
        room.log(call, None);
        let listed = room.view::<Value>(Query::UnitSheets { session: room.session }).to_string();
        for planted in PLANTED {
            assert!(!open.contains(planted), "the countdown, at {secret}: {planted}: {open}");
            assert!(!listed.contains(planted), "the lists, at {secret}: {planted}: {listed}");
        }
    }
    let lists = sheets(&room);
    let lines = lists[0]["lines"].as_array().unwrap();
    let titled = lines.iter().filter(|line| !line["title"].is_null()).count();
    assert_eq!((lines.len(), titled), (40, 20), "those that were checked have their words");
    assert!(lines.iter().all(|line| line["placeName"].as_str().unwrap().contains("春晓苑")), "{lines:?}");
}

#[test]
fn a_shielded_case_is_on_its_units_list_by_category_alone() {
    let room = Room::open(1);
    let mut report = lift();
    report.matter.request = Some(RequestType::Report);
    report.matter.checked = true;
    let call = room.call("10047206621");
    let case = room.record(call, report);
    assert_eq!(pause(&room)["unfinished"][0]["caller"], "", "not even the surname");
    room.case_act(case, CaseCommand::HandOver);
    room.log(call, None);
    let line = sheets(&room)[0]["lines"][0].clone();
    assert_eq!((&line["title"], &line["placeName"]), (&Value::Null, &json!("")));
    assert_eq!(line["number"], "1201-01-01");
}

fn seen<T: serde::de::DeserializeOwned>(desk: &Desk, query: Query) -> T {
    serde_json::from_value(desk.view(query).unwrap()).unwrap()
}

#[test]
fn the_press_line_adds_up_and_every_case_for_the_table_is_on_one_list() {
    // The lines close once the last record is finished; the meeting sits ten minutes later.
    let (desk, play, _folder) = played_until(RehearsalPlan::default(), "2026-12-01T10:36");
    let session: SessionId = play.session;
    let view: Value = seen(&desk, Query::Break { session });
    let tally = &view["tally"];
    let terms = ["resolvedOnCall", "sameDay", "transferred", "noCase", "unsorted"];
    let sum: u64 = terms.iter().map(|term| tally[term].as_u64().unwrap()).sum();
    assert_eq!((tally["answered"].as_u64(), sum), (Some(123), 123));
    assert_eq!(terms.map(|term| tally[term].as_u64().unwrap()), [3, 7, 113, 0, 0]);
    assert_eq!((&view["reconciles"], &view["minutes"]), (&json!(true), &json!(90)));
    assert_eq!((&view["live"], &view["unfinished"]), (&json!([]), &json!([])));
    let closed = view["linesClosedAt"].as_i64().unwrap();
    assert_eq!(view["meetsAt"].as_i64().unwrap(), closed + 10 * 60_000);

    let figures: FiguresView = seen(&desk, Query::Figures { session });
    let tops: Vec<&str> = figures.categories.iter().take(3).map(|count| count.name.as_str()).collect();
    assert_eq!(view["categories"], json!(tops));
    assert!(tops.len() == 3 && tops.iter().all(|name| !name.is_empty() && !name.contains('/')), "{tops:?}");

    let sheets: Vec<Value> = seen(&desk, Query::UnitSheets { session });
    assert_eq!(view["units"], json!(sheets.len()));
    let lines = || sheets.iter().flat_map(|sheet| sheet["lines"].as_array().unwrap());
    let places: BTreeSet<u64> = lines().map(|line| line["place"].as_u64().unwrap()).collect();
    assert_eq!((lines().count(), places.len()), (120, 120), "3 were answered on the line");
    assert_eq!((places.first(), places.last()), (Some(&1), Some(&120)));
    assert_eq!(lines().filter(|line| line["sameDay"] == true).count(), 7);
    let present = |sheet: &&Value| UNITS_PRESENT.contains(&sheet["name"].as_str().unwrap());
    let names: Vec<&str> =
        sheets.iter().filter(present).map(|sheet| sheet["name"].as_str().unwrap()).collect();
    assert_eq!(names, UNITS_PRESENT);
}
