//! 轮值表: which days, whose, and which numbers their sessions get.

use crate::build::*;
use chrono::NaiveDate;
use domain::directory::{Directory, RotaEntry, RotaRule};
use domain::id::SessionId;
use domain::session::*;
use domain::view::{RotaDay, RotaView};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn district() -> Host {
    Host { kind: HostKind::District, name: "南湖区".into() }
}

fn bureau() -> Host {
    Host { kind: HostKind::Bureau, name: "市住建局".into() }
}

fn house() -> Directory {
    let mut house = Scene::new().directory;
    house.names.district = "南湖区".into();
    house
}

fn enter(house: &mut Directory, on: &str, host: Option<Host>) {
    house.rota.insert(day(on), RotaEntry { day: day(on), host });
}

/// A session as its commands leave it.
fn session(
    on: &str,
    host: Option<Host>,
    number: u32,
    city: Option<u32>,
    then: Vec<SessionCommand>,
) -> Session {
    let plan = Plan { day: day(on), host, number, city_number: city, ..plan() };
    let commands = std::iter::once(SessionCommand::PlanSession { plan }).chain(then).collect();
    let id = SessionId(Uuid::from_u128(u128::from(number) << 8 | u128::from(city.unwrap_or(0))));
    Session { id, ..only!(Session, session_after(&Scene::new(), commands)) }
}

fn cancelled() -> Vec<SessionCommand> {
    vec![SessionCommand::CancelSession { reason: "暴雪".into() }]
}

/// Today is Tuesday 2026-12-01.
fn rota(house: &Directory, sessions: &[Session], from: &str, count: u32) -> Vec<RotaDay> {
    RotaView::of(house, sessions, day("2026-12-01"), day(from), count).days
}

fn numbers(days: &[RotaDay]) -> Vec<(String, u32, u32)> {
    days.iter().map(|row| (row.day.format("%m-%d").to_string(), row.number, row.city_number)).collect()
}

fn numbered(expected: &[(&str, u32, u32)]) -> Vec<(String, u32, u32)> {
    expected.iter().map(|(day, number, city)| (day.to_string(), *number, *city)).collect()
}

#[test]
fn the_rule_gives_its_weekdays_from_that_day_on() {
    let mut house = house();
    let days = |house: &Directory, from: &str, count| {
        let days = rota(house, &[], from, count);
        days.iter().map(|row| row.day.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days(&house, "2026-12-01", 3), ["2026-12-01", "2026-12-08", "2026-12-15"]);
    assert_eq!(days(&house, "2026-12-02", 2), ["2026-12-08", "2026-12-15"]);
    assert_eq!(days(&house, "2026-11-20", 2), ["2026-11-24", "2026-12-01"], "days that are past as well");
    assert_eq!(days(&house, "2026-12-01", 0), Vec::<String>::new());
    assert_eq!(days(&house, "2026-12-01", 600).len(), 60);
    assert!(days(&house, "+262000-01-01", 2)[0].starts_with("2036"), "nobody plans further ahead");
    house.rota_rule = RotaRule { weekday: 7, ..RotaRule::default() };
    assert_eq!(days(&house, "2026-12-01", 1), ["2026-12-06"]);
    house.rota_rule = RotaRule { weekday: 0, ..RotaRule::default() };
    assert_eq!(days(&house, "2026-12-01", 1), ["2026-12-07"], "a weekday that there isn't");
}

#[test]
fn two_hosts_take_turns_and_each_has_numbers_of_its_own() {
    let mut house = house();
    for (on, host) in [("2026-12-08", district()), ("2026-12-15", bureau()), ("2026-12-22", district())] {
        enter(&mut house, on, Some(host));
    }
    let held = [
        session("2026-11-17", Some(bureau()), 2, Some(29), vec![]),
        session("2026-11-24", Some(district()), 7, Some(30), vec![]),
        // A plan without a host is the own district's.
        session("2026-12-01", None, 8, Some(31), vec![]),
    ];
    let seen = rota(&house, &held, "2026-12-01", 4);
    let expected = [("12-01", 8, 31), ("12-08", 9, 32), ("12-15", 3, 33), ("12-22", 10, 34)];
    assert_eq!(numbers(&seen), numbered(&expected));
    assert_eq!(seen[0].session, Some(held[2].id));
    let hosts = [district(), district(), bureau(), district()].map(Some);
    assert_eq!(seen.iter().map(|row| row.host.clone()).collect::<Vec<_>>(), hosts);
    // The next page goes on where this one ends.
    let later = rota(&house, &held, "2026-12-15", 1);
    assert_eq!(numbers(&later), numbered(&[("12-15", 3, 33)]));
    let view = RotaView::of(&house, &held, day("2026-12-01"), day("2026-12-01"), 1);
    assert_eq!(view.hosts, [district(), bureau()]);
}

#[test]
fn a_day_that_falls_out_a_rest_day_and_a_cancelled_session_use_up_no_number() {
    let mut house = house();
    enter(&mut house, "2026-12-08", None);
    let held = [
        session("2026-12-01", Some(district()), 8, Some(31), cancelled()),
        session("2026-12-15", Some(district()), 8, Some(31), vec![]),
    ];
    let seen = rota(&house, &held, "2026-12-01", 4);
    let expected = [("12-01", 8, 31), ("12-08", 1, 1), ("12-15", 8, 31), ("12-22", 9, 32)];
    assert_eq!(numbers(&seen), numbered(&expected));
    assert_eq!(seen[0].stage, Some(SessionStage::Cancelled));
    assert_eq!((seen[1].entered, seen[1].host.clone()), (true, None));

    // 2026-02-17 is 春节; the day after the holiday stands in for it.
    let mut spring = house.clone();
    spring.rota.clear();
    enter(&mut spring, "2026-02-25", Some(district()));
    let seen = RotaView::of(&spring, &[], day("2026-02-09"), day("2026-02-10"), 3).days;
    let expected = [("02-10", 1, 1), ("02-17", 2, 2), ("02-24", 2, 2), ("02-25", 3, 3)];
    assert_eq!(numbers(&seen), numbered(&expected[..3]), "an entry after the page is on the next one");
    let seen = RotaView::of(&spring, &[], day("2026-02-09"), day("2026-02-10"), 4).days;
    assert_eq!(numbers(&seen[..4]), numbered(&expected));
    assert_eq!((seen[1].working, seen[1].name.as_deref()), (false, Some("春节")));
    assert!(seen.iter().all(|row| row.known));
    assert!(!rota(&house, &[], "2027-01-05", 1)[0].known, "nobody knows that year's holidays yet");
}

#[test]
fn a_postponed_session_stands_on_its_new_day_with_its_number() {
    let to = vec![SessionCommand::PostponeSession { to: day("2026-12-10"), reason: "暴雪".into() }];
    let held = [session("2026-12-08", Some(district()), 8, Some(31), to)];
    let seen = rota(&house(), &held, "2026-12-08", 2);
    let expected = [("12-08", 2, 2), ("12-10", 8, 31), ("12-15", 9, 32)];
    assert_eq!(numbers(&seen), numbered(&expected));
    assert_eq!(seen[1].stage, Some(SessionStage::Postponed));
    assert_eq!(seen[0].session, None);
}

#[test]
fn two_sessions_of_one_day_have_a_row_each() {
    let held = [
        session("2026-12-08", Some(district()), 8, Some(31), vec![]),
        session("2026-12-08", Some(bureau()), 3, Some(32), vec![]),
        session("2026-12-08", Some(bureau()), 2, Some(30), cancelled()),
    ];
    let seen = rota(&house(), &held, "2026-12-08", 1);
    let ids: Vec<_> = seen.iter().filter_map(|row| row.session).collect();
    assert_eq!(ids, [held[1].id, held[0].id]);
}

#[test]
fn a_past_day_on_which_nothing_was_held_uses_up_no_number() {
    let seen = rota(&house(), &[], "2026-11-17", 4);
    let expected = [("11-17", 1, 1), ("11-24", 1, 1), ("12-01", 1, 1), ("12-08", 2, 2)];
    assert_eq!(numbers(&seen), numbered(&expected));
}

#[test]
fn plans_of_before_the_citys_numbers_are_counted_on() {
    let held = [
        session("2026-11-17", Some(district()), 7, None, vec![]),
        session("2026-11-24", Some(bureau()), 1, None, vec![]),
    ];
    let seen = rota(&house(), &held, "2026-11-17", 3);
    assert_eq!(numbers(&seen), numbered(&[("11-17", 7, 7), ("11-24", 1, 8), ("12-01", 8, 9)]));
}
