//! Plans of sessions: seats, leaders, units, places in the hall, extensions and hosts.

use crate::build::*;
use crate::session::planning;
use domain::directory::Person;
use domain::id::{PersonId, UnitId};
use domain::input::InputProblem;
use domain::session::*;
use domain::{Command, Field, Rejection, State};
use uuid::Uuid;

/// Leaders enough for twelve seats.
fn leader(seat: u8) -> PersonId {
    PersonId(Uuid::from_u128(0x100 + u128::from(seat)))
}

fn with_leaders(mut scene: Scene) -> Scene {
    let known = scene.directory.people[&LEADER].clone();
    let more = (1..=13).map(|seat| (leader(seat), Person { id: leader(seat), ..known.clone() }));
    scene.directory.people.extend(more);
    scene
}

fn seats(count: u8) -> Vec<SeatPlan> {
    let seat = |seat| SeatPlan { seat, leader: leader(seat), recorder: None, extension: None };
    (1..=count).map(seat).collect()
}

fn hall(unit: UnitId, row: Option<u8>, place: Option<u8>) -> HallSeat {
    HallSeat { unit, person: None, row, place }
}

#[test]
fn a_plan_names_seats_people_and_units_that_there_are() {
    type Change = fn(&mut Plan);
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    let (person, unit) = (Some(Rejection::UnknownPerson), Some(Rejection::UnknownUnit));
    let table: [(&str, Change, Option<Rejection>); 20] = [
        ("as it should be", |_| {}, None),
        ("no seats", |plan| plan.seats.clear(), missing(Field::Seats)),
        ("twelve seats", |plan| plan.seats = seats(12), None),
        ("thirteen seats", |plan| plan.seats = seats(13), missing(Field::Seats)),
        ("seat 0", |plan| plan.seats[1].seat = 0, Some(Rejection::SeatUnknown { seat: 0 })),
        ("seat 13", |plan| plan.seats[1].seat = 13, Some(Rejection::SeatUnknown { seat: 13 })),
        ("seat 1 twice", |plan| plan.seats[1].seat = 1, Some(Rejection::SeatTakenTwice { seat: 1 })),
        (
            "one leader at two seats",
            |plan| plan.seats[1].leader = LEADER,
            Some(Rejection::PersonTakenTwice { seat: 1, other: 2 }),
        ),
        ("a leader who chairs too", |plan| plan.chair = LEADER, None),
        ("nobody leads a seat", |plan| plan.seats[1].leader = NOBODY, person.clone()),
        ("nobody records a seat", |plan| plan.seats[1].recorder = Some(NOBODY), person.clone()),
        ("a seat without a recorder", |plan| plan.seats[1].recorder = None, None),
        ("no chair", |plan| plan.chair = NOBODY, person.clone()),
        ("no secretary", |plan| plan.secretary = NOBODY, person),
        ("an unknown unit", |plan| plan.units.push(NO_UNIT), unit),
        ("no units", |plan| plan.units.clear(), None),
        ("no minute", |plan| plan.minutes = 0, missing(Field::Date)),
        ("a day and night", |plan| plan.minutes = 24 * 60, None),
        ("a minute more", |plan| plan.minutes = 24 * 60 + 1, missing(Field::Date)),
        ("a Sunday, which is shown and not refused", |plan| plan.day = at("2026-12-06").day(), None),
    ];
    let scene = with_leaders(Scene::new());
    for (what, change, refused) in table {
        assert_eq!(scene.refused(&State::Nothing, Command::Session(planning(change))), refused, "{what}");
    }
}

#[test]
fn in_the_hall_each_unit_of_the_plan_has_one_place_of_its_own() {
    let unit = |unit| Some(Rejection::HallUnit { unit });
    let half = Some(Rejection::Missing { fields: vec![Field::Hall] });
    let range = Some(Rejection::OutOfRange { field: Field::Hall, least: 1, most: 30 });
    let table = [
        ("two units side by side", vec![hall(MARKET, Some(2), Some(4)), hall(WATER, Some(2), Some(5))], None),
        ("the last place of the last row", vec![hall(MARKET, Some(30), Some(30))], None),
        ("two without a place yet", vec![hall(MARKET, None, None), hall(WATER, None, None)], None),
        ("a unit that isn't in the room", vec![hall(HEADLESS, Some(2), Some(4))], unit(HEADLESS)),
        (
            "a unit with two places",
            vec![hall(MARKET, Some(2), Some(4)), hall(MARKET, Some(2), Some(5))],
            unit(MARKET),
        ),
        (
            "two units at one place",
            vec![hall(MARKET, Some(2), Some(4)), hall(WATER, Some(2), Some(4))],
            Some(Rejection::HallPlaceTaken { row: 2, place: 4 }),
        ),
        ("a row without a place", vec![hall(MARKET, Some(2), None)], half.clone()),
        ("a place without a row", vec![hall(MARKET, None, Some(4))], half),
        ("row 0", vec![hall(MARKET, Some(0), Some(4))], range.clone()),
        ("place 31", vec![hall(MARKET, Some(2), Some(31))], range),
        (
            "somebody whom nobody knows",
            vec![HallSeat { person: Some(NOBODY), ..hall(MARKET, None, None) }],
            Some(Rejection::UnknownPerson),
        ),
    ];
    let scene = Scene::new();
    for (what, hall, refused) in table {
        let planned = planning(|plan| plan.hall = hall);
        assert_eq!(scene.refused(&State::Nothing, Command::Session(planned)), refused, "{what}");
    }
}

#[test]
fn extension_and_host_are_kept_as_they_are_dialled_and_read() {
    let extension = |typed: &str| {
        let typed = typed.to_string();
        let plan = planning(|plan| plan.seats[0].extension = Some(typed));
        let events = Scene::new().try_on(&State::Nothing, Command::Session(plan))?;
        let kept = only!(Session, fold(SESSION.0, State::Nothing, &events, at("08:00"), SECRETARY));
        Ok(kept.plan.seats[0].extension.clone())
    };
    let refused = |problem| Err(Rejection::Input { field: Field::Extension, problem });
    let table = [
        ("8001", Ok(Some("8001"))),
        (" ８００１＃ ", Ok(Some("8001#"))),
        ("*9-8001#0123", Ok(Some("*9-8001#0123"))),
        ("  ", Ok(None)),
        ("1234567890123", refused(InputProblem::TooLong { max: 12, have: 13 })),
        ("8001转2", refused(InputProblem::NotANumber)),
    ];
    for (typed, kept) in table {
        assert_eq!(extension(typed), kept.map(|kept| kept.map(String::from)), "{typed}");
    }

    let host = |name: &str| {
        let host = Host { kind: HostKind::Bureau, name: name.into() };
        let plan = planning(|plan| plan.host = Some(host));
        let events = Scene::new().try_on(&State::Nothing, Command::Session(plan))?;
        let kept = only!(Session, fold(SESSION.0, State::Nothing, &events, at("08:00"), SECRETARY));
        Ok(kept.plan.host.map(|host| host.name))
    };
    assert_eq!(host(" 市住建局\u{200b}\n"), Ok(Some("市住建局".into())));
    assert_eq!(host(" "), Err(Rejection::Missing { fields: vec![Field::Host] }));
    let lost = Rejection::Input { field: Field::Host, problem: InputProblem::Unreadable { at: 1 } };
    assert_eq!(host("市□局"), Err(lost));
}
