//! `holiday`: due dates set in a meeting follow 调休, and say when a year is not known yet.

use domain::Rejection;
use domain::case::{CaseCommand, DueWish};
use tests::{Room, assignment, form, moment};

fn due_of(day: &str, time: &str, wish: DueWish) -> Result<(String, Option<i32>), Rejection> {
    let room = Room::open_on(day, 1);
    let mut asked = form("路灯不亮,请来修理。", "区城管执法局");
    asked.promise.clear();
    asked.no_promise = true;
    let case = room.transferred("10000000001", asked);
    room.close_lines();
    room.convene();
    room.desk.clock.set(moment(&format!("{day}T{time}")));
    let mut command = assignment("区城管执法局", "贺川");
    if let CaseCommand::AssignCase { due, .. } = &mut command {
        *due = wish;
    }
    match room.act(case.0, domain::Command::Case(command)) {
        Ok(_) => {
            let given = room.case(case).assignment.unwrap();
            Ok((given.due.iso(), given.provisional))
        }
        Err(desk::Failure::Refused { rejection, .. }) => Err(rejection),
        Err(failure) => panic!("{failure:?}"),
    }
}

#[test]
fn working_days_follow_the_state_councils_calendar() {
    let days = |days| DueWish::WorkingDays { days };
    let table = [
        ("2026-02-13", 1, "2026-02-14T17:30:00+08:00"),
        ("2026-02-13", 3, "2026-02-25T17:30:00+08:00"),
        ("2026-04-30", 1, "2026-05-06T17:30:00+08:00"),
        ("2025-09-26", 1, "2025-09-28T17:30:00+08:00"),
        ("2025-09-30", 3, "2025-10-11T17:30:00+08:00"),
        ("2025-12-31", 1, "2026-01-04T17:30:00+08:00"),
    ];
    for (from, count, due) in table {
        let set = due_of(from, "10:50", days(count)).unwrap();
        assert_eq!(set, (due.to_string(), None), "{from} + {count}");
    }
}

#[test]
fn a_decision_after_half_past_five_counts_from_the_next_day() {
    let set = due_of("2026-12-01", "17:31", DueWish::WorkingDays { days: 1 }).unwrap();
    assert_eq!(set.0, "2026-12-03T17:30:00+08:00");
}

#[test]
fn a_date_in_a_year_without_data_is_provisional_and_names_the_year() {
    let set = due_of("2026-12-29", "10:50", DueWish::WorkingDays { days: 7 }).unwrap();
    assert_eq!(set.1, Some(2027));
}

#[test]
fn a_rest_day_and_the_past_are_no_due_dates() {
    let day = |text: &str| DueWish::Day { day: text.parse().unwrap() };
    assert_eq!(due_of("2026-12-01", "10:50", day("2026-12-05")), Err(Rejection::DueOnRestDay));
    assert_eq!(due_of("2026-12-01", "10:50", day("2026-11-30")), Err(Rejection::DueInPast));
    assert_eq!(due_of("2026-12-01", "10:50", day("2126-12-02")), Err(Rejection::DueTooFar));
    assert!(due_of("2026-02-10", "10:50", day("2026-02-14")).is_ok(), "a shifted Saturday is a working day");
}
