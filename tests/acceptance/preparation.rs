//! Preparation: the rota with its holidays, a plan copied and put off, and a readiness list that fills up.

use crate::rehearsal::played_until;
use chrono::NaiveDate;
use desk::{Query, RehearsalPlan};
use domain::Command;
use domain::case::CaseCommand;
use domain::directory::{DirectoryCommand, Person, RotaEntry};
use domain::id::SessionId;
use domain::session::{Check, HallSeat, Host, HostKind, Plan, SessionCommand, SessionStage};
use domain::view::HeaderView;
use serde_json::{Value, json};
use tests::{HEADS_PRESENT, LEADERS, Room, UNITS_PRESENT, form, lift, moment, person, plan, unit};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn own() -> Option<Host> {
    Some(Host { kind: HostKind::District, name: "南湖区".into() })
}

fn bureau() -> Option<Host> {
    Some(Host { kind: HostKind::Bureau, name: "市住建局".into() })
}

fn enter(room: &Room, days: &[(&str, Option<Host>)]) {
    let entry = |(on, host): &(&str, Option<Host>)| RotaEntry { day: day(on), host: host.clone() };
    let set = days.iter().map(entry).collect();
    let command = DirectoryCommand::ChangeRota { rule: None, set, gone: Vec::new() };
    room.must(room.desk.directory_stream(), Command::Directory(command));
}

fn plans(room: &mut Room, plan: Plan) {
    room.session = SessionId(Uuid::new_v4());
    room.session_act(SessionCommand::PlanSession { plan });
}

fn rota(room: &Room, from: &str, count: u32) -> Vec<Value> {
    let view: Value = room.view(Query::Rota { from: day(from), count });
    view["days"].as_array().unwrap().clone()
}

fn prep(room: &Room) -> Value {
    room.view(Query::Prep { session: room.session })
}

/// Whether it is enough, and how many of how many. Lines are telephones; the answers have a name of their own.
fn item(prep: &Value, what: &str) -> (bool, u64, u64) {
    let named = |item: &&Value| match item["what"]["kind"].as_str().unwrap() {
        "ticked" => item["what"]["check"] == what,
        "lines" => what == "answers",
        kind => kind == what,
    };
    let item = prep["items"].as_array().unwrap().iter().find(named).unwrap();
    (item["done"].as_bool().unwrap(), item["have"].as_u64().unwrap(), item["want"].as_u64().unwrap())
}

fn ready(prep: &Value) -> (u64, u64) {
    (prep["ready"].as_u64().unwrap(), prep["all"].as_u64().unwrap())
}

#[test]
fn every_tuesday_has_its_host_and_number_and_a_holiday_says_so() {
    let mut room = Room::empty("2026-02-02T10:00");
    let first = Plan { number: 7, city_number: Some(30), host: own(), ..plan("2026-02-03", 2) };
    plans(&mut room, first);
    // 2026-02-17 is in the Spring Festival: it falls out, and a Wednesday stands in for it.
    enter(&room, &[("2026-02-10", bureau()), ("2026-02-17", None), ("2026-02-25", own())]);
    let days = rota(&room, "2026-02-03", 5);
    let seen: Vec<Value> = days
        .iter()
        .map(|day| json!([day["day"], day["working"], day["host"]["name"], day["number"], day["cityNumber"]]))
        .collect();
    let expected = [
        json!(["2026-02-03", true, "南湖区", 7, 30]),
        json!(["2026-02-10", true, "市住建局", 1, 31]),
        json!(["2026-02-17", false, null, 8, 32]),
        json!(["2026-02-24", true, null, 8, 32]),
        json!(["2026-02-25", true, "南湖区", 9, 33]),
        json!(["2026-03-03", true, null, 10, 34]),
    ];
    assert_eq!(seen, expected);
    assert_eq!((&days[2]["name"], &days[2]["entered"]), (&json!("春节"), &json!(true)));
    assert_eq!((&days[0]["session"], &days[0]["stage"]), (&json!(room.session), &json!("planned")));
    assert_eq!(days[1]["session"], Value::Null);

    // A session that is cancelled gives its number back.
    room.session_act(SessionCommand::CancelSession { reason: "暴雪".into() });
    let days = rota(&room, "2026-02-03", 4);
    assert_eq!((&days[0]["stage"], &days[3]["number"]), (&json!("cancelled"), &json!(1)));
    let view: Value = room.view(Query::Rota { from: day("2026-02-03"), count: 1 });
    assert_eq!(view["hosts"], json!([own(), bureau()]));
    assert_eq!(view["rule"]["weekday"], 2);
}

#[test]
fn a_holiday_is_no_reason_to_refuse_a_plan_and_the_list_says_that_it_is_one() {
    let mut room = Room::empty("2026-02-09T10:00");
    plans(&mut room, plan("2026-02-17", 1));
    assert!(!item(&prep(&room), "day").0);
    room.session_act(SessionCommand::PlanSession { plan: plan("2026-02-25", 1) });
    assert!(item(&prep(&room), "day").0);
    // Put off to the last day of the holiday: it is done, and shown.
    let to = day("2026-02-22");
    room.session_act(SessionCommand::PostponeSession { to, reason: "主场单位要求".into() });
    assert!(!item(&prep(&room), "day").0);
}

#[test]
fn the_last_plan_is_copied_with_seats_and_hall_but_not_with_who_came_or_what_was_ticked() {
    let mut room = Room::empty("2026-11-30T10:00");
    let place = |(at, unit_name): (u8, &str)| HallSeat {
        unit: unit(unit_name),
        person: None,
        row: Some(2),
        place: Some(at),
    };
    let mut first =
        Plan { host: own(), hall: (1..).zip(UNITS_PRESENT).map(place).collect(), ..plan("2026-12-01", 3) };
    for (seat, recorder) in first.seats.iter_mut().zip(["李敏", "赵敏", "周楠"]) {
        (seat.recorder, seat.extension) = (Some(person(recorder)), Some(format!("800{}", seat.seat)));
    }
    plans(&mut room, first.clone());
    room.arrives("韩越");
    room.session_act(SessionCommand::TickCheck { check: Check::Notice, done: true });
    room.session_act(SessionCommand::TickCheck { check: Check::Line { seat: 1 }, done: true });
    let before = prep(&room);
    assert_eq!((item(&before, "attendance"), item(&before, "lines")), ((false, 1, 10), (false, 1, 3)));

    let header: HeaderView = room.view(Query::Header);
    let last = header.session.unwrap().plan;
    assert_eq!(last, first);
    let copied = Plan { number: last.number + 1, day: day("2026-12-08"), ..last };
    plans(&mut room, copied);
    let after = prep(&room);
    assert_eq!((item(&after, "recorders"), item(&after, "hall")), ((true, 3, 3), (true, 7, 7)));
    assert_eq!((item(&after, "attendance"), item(&after, "lines")), ((false, 0, 10), (false, 0, 3)));
    assert!(!item(&after, "notice").0);
    assert_eq!(
        rota(&room, "2026-12-01", 2).iter().map(|day| day["number"].clone()).collect::<Vec<_>>(),
        [6, 7]
    );
}

#[test]
fn a_postponed_session_stands_on_its_new_day_with_plan_and_ticks_and_without_arrivals() {
    let mut room = Room::empty("2026-11-30T10:00");
    plans(&mut room, Plan { host: own(), ..plan("2026-12-01", 2) });
    room.session_act(SessionCommand::TickCheck { check: Check::Notice, done: true });
    room.desk.clock.set(moment("2026-12-01T08:40"));
    room.arrives("韩越");
    let to = day("2026-12-03");
    room.session_act(SessionCommand::PostponeSession { to, reason: "暴雪".into() });

    let after = prep(&room);
    assert!(item(&after, "notice").0 && item(&after, "day").0);
    assert_eq!(item(&after, "attendance"), (false, 0, 9));
    let days = rota(&room, "2026-12-01", 2);
    let seen: Vec<(&Value, &Value)> = days.iter().map(|day| (&day["day"], &day["stage"])).collect();
    let expected = [
        (&json!("2026-12-01"), &Value::Null),
        (&json!("2026-12-03"), &json!("postponed")),
        (&json!("2026-12-08"), &Value::Null),
    ];
    assert_eq!(seen, expected);
    assert_eq!((&days[1]["number"], &days[2]["number"]), (&json!(6), &json!(7)));

    // Planned anew on that day it opens, and what was ticked is still ticked.
    room.desk.clock.set(moment("2026-12-03T08:50"));
    room.session_act(SessionCommand::PlanSession { plan: plan("2026-12-03", 2) });
    room.arrives("江临");
    room.session_act(SessionCommand::OpenSession);
    let open = prep(&room);
    assert!(item(&open, "notice").0);
    assert_eq!(item(&open, "attendance").1, 1);
}

#[test]
fn the_readiness_list_fills_up_to_all() {
    let mut room = Room::empty("2026-12-01T08:15");
    plans(&mut room, plan("2026-12-01", 2));
    let nameless =
        Person { title: String::new(), ..room.desk.directory().people[&person("沈一帆")].clone() };
    let titled = room.desk.directory().people[&person("沈一帆")].clone();
    let change = |someone: &Person| {
        let set = vec![someone.clone()];
        let command = DirectoryCommand::ChangePeople { set, gone: Vec::new() };
        room.must(room.desk.directory_stream(), Command::Directory(command));
    };
    change(&nameless);
    let list = prep(&room);
    assert_eq!(ready(&list), (1, 11), "a working day, and nothing else: {list}");
    assert_eq!((item(&list, "recorders"), item(&list, "titles")), ((false, 0, 2), (false, 1, 2)));
    assert_eq!((item(&list, "hall"), item(&list, "attendance")), ((false, 0, 7), (false, 0, 9)));

    change(&titled);
    assert_eq!(ready(&prep(&room)), (2, 11));
    let mut full = plan("2026-12-01", 2);
    full.seats[0].recorder = Some(person("李敏"));
    room.session_act(SessionCommand::PlanSession { plan: full.clone() });
    assert_eq!((ready(&prep(&room)), item(&prep(&room), "recorders")), ((2, 11), (false, 1, 2)));
    full.seats[1].recorder = Some(person("赵敏"));
    for (at, unit_name) in (1..).zip(UNITS_PRESENT) {
        let (unit, place) = (unit(unit_name), Some(at));
        full.hall.push(HallSeat { unit, person: None, row: Some(3), place });
    }
    full.hall[6].row = None;
    full.hall[6].place = None;
    room.session_act(SessionCommand::PlanSession { plan: full.clone() });
    assert_eq!((ready(&prep(&room)), item(&prep(&room), "hall")), ((3, 11), (false, 6, 7)));
    (full.hall[6].row, full.hall[6].place) = (Some(3), Some(7));
    room.session_act(SessionCommand::PlanSession { plan: full });
    assert_eq!(ready(&prep(&room)), (4, 11));

    // A deputy who has come stands for his unit.
    for name in HEADS_PRESENT.into_iter().skip(1).chain(["白帆"]).chain(LEADERS.into_iter().take(2)) {
        assert!(!item(&prep(&room), "attendance").0);
        room.arrives(name);
    }
    assert_eq!((ready(&prep(&room)), item(&prep(&room), "attendance")), ((5, 11), (true, 9, 9)));

    let line = |seat| Check::Line { seat };
    let checks = [
        Check::Notice,
        line(1),
        line(2),
        Check::Recording,
        Check::Printing,
        Check::Projection,
        Check::Briefing,
    ];
    let mut seen = Vec::new();
    for check in checks {
        room.session_act(SessionCommand::TickCheck { check, done: true });
        seen.push(ready(&prep(&room)).0);
    }
    assert_eq!(seen, [6, 6, 7, 8, 9, 10, 11], "one line alone is not the lines");
    room.session_act(SessionCommand::TickCheck { check: line(1), done: false });
    assert_eq!((ready(&prep(&room)), item(&prep(&room), "lines")), ((10, 11), (false, 1, 2)));
}

#[test]
fn answers_that_are_ready_to_be_given_are_counted_and_never_missing() {
    let mut room = Room::empty("2026-12-01T08:15");
    plans(&mut room, plan("2026-12-01", 1));
    let categories = room.desk.directory().categories.clone();
    let have = categories.values().filter(|category| !category.lines.is_empty()).count() as u64;
    assert_eq!(item(&prep(&room), "answers"), (true, have, 0));
    assert!(have > 0, "the city has some");
}

#[test]
fn what_callers_may_raise_is_what_earlier_sessions_and_other_systems_left_open() {
    let mut room = Room::open(1);
    let old = room.transferred("10047206621", lift());
    room.desk.clock.set(moment("2026-12-01T09:20"));
    let newer = room.transferred("10047206622", form("路灯不亮。", "区城管执法局"));
    let call = room.call("10047206623");
    let answered = room.record(call, form("停车证怎么办?", "区住建局"));
    let answer =
        CaseCommand::AnswerOnCall { answer: "凭身份证".into(), basis: String::new(), confirmed: true };
    room.case_act(answered, answer);
    room.log(call, None);
    assert_eq!((&prep(&room)["unfinished"], &prep(&room)["rows"]), (&json!(0), &json!([])));
    let row = r#"{"external_id":"NH-1","title":"积水","recorded_at":"2026-11-20T10:00"}"#;
    room.desk.import(row.as_bytes()).unwrap();

    plans(&mut room, plan("2026-12-08", 1));
    let next = prep(&room);
    assert_eq!(next["unfinished"], 3);
    let rows = next["rows"].as_array().unwrap();
    assert_eq!(rows[0]["title"], "积水");
    assert_eq!([&rows[1]["id"], &rows[2]["id"]], [&json!(old), &json!(newer)]);
    assert!(!next.to_string().contains("6621"), "no number: {next}");
}

#[test]
fn a_rehearsals_morning_is_prepared_but_for_the_visitors_own_line() {
    let visitor = RehearsalPlan { mine: Some(4), ..RehearsalPlan::default() };
    let (desk, play, _folder) = played_until(visitor, "2026-12-01T08:58");
    let list = desk.view(Query::Prep { session: play.session }).unwrap();
    assert_eq!((ready(&list), item(&list, "lines")), ((9, 11), (false, 8, 9)));
    assert_eq!(item(&list, "attendance"), (false, 15, 16), "one head is still on his way");
    let header: HeaderView = serde_json::from_value(desk.view(Query::Header).unwrap()).unwrap();
    let arrived = header.session.unwrap().arrived;
    let times: Vec<_> = arrived.iter().map(|arrival| arrival.at).collect();
    let (first, last) = (times.iter().min().unwrap(), times.iter().max().unwrap());
    assert_eq!(*first, moment("2026-12-01T08:20"));
    assert!(*last < moment("2026-12-01T08:58"));

    let (desk, play, _folder) = played_until(RehearsalPlan::default(), "2026-12-01T09:00");
    let list = desk.view(Query::Prep { session: play.session }).unwrap();
    assert_eq!(ready(&list), (11, 11), "{list}");
    let header: HeaderView = serde_json::from_value(desk.view(Query::Header).unwrap()).unwrap();
    assert_eq!(header.session.unwrap().stage, SessionStage::Open);
}
