//! Deadlines, by the table of `domain.md` §4.3.

use super::*;
use proptest::prelude::*;

/// n = 1, 3, 5, 7, 10, 15 working days after the day: the table of `domain.md` §4.3.
const TABLE: [(&str, [&str; 6]); 8] = [
    ("2025-09-26", ["2025-09-28", "2025-09-30", "2025-10-10", "2025-10-13", "2025-10-16", "2025-10-23"]),
    ("2025-09-30", ["2025-10-09", "2025-10-11", "2025-10-14", "2025-10-16", "2025-10-21", "2025-10-28"]),
    ("2025-10-14", ["2025-10-15", "2025-10-17", "2025-10-21", "2025-10-23", "2025-10-28", "2025-11-04"]),
    ("2025-11-18", ["2025-11-19", "2025-11-21", "2025-11-25", "2025-11-27", "2025-12-02", "2025-12-09"]),
    ("2025-12-31", ["2026-01-04", "2026-01-06", "2026-01-08", "2026-01-12", "2026-01-15", "2026-01-22"]),
    ("2026-02-13", ["2026-02-14", "2026-02-25", "2026-02-27", "2026-03-02", "2026-03-05", "2026-03-12"]),
    ("2026-04-30", ["2026-05-06", "2026-05-08", "2026-05-11", "2026-05-13", "2026-05-18", "2026-05-25"]),
    ("2026-09-24", ["2026-09-28", "2026-09-30", "2026-10-09", "2026-10-12", "2026-10-15", "2026-10-22"]),
];

fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn after(from: &str, span: Span) -> Result<DueAt, NoDue> {
    due_after(span, at(from), &WorkCalendar::bundled(), &DeadlinePolicy::default())
}

fn after_days(from: &str, days: u32) -> String {
    after(from, Span::WorkingDays(days)).unwrap().at.iso()
}

fn of_class(class: DeadlineClass, from: &str) -> Result<DueAt, NoDue> {
    due(class, at(from), &WorkCalendar::bundled(), &DeadlinePolicy::default())
}

fn close() -> NaiveTime {
    NaiveTime::from_hms_opt(17, 30, 0).unwrap()
}

#[test]
fn working_days_are_counted_as_the_table_says() {
    for (from, row) in TABLE {
        for (n, expected) in [1, 3, 5, 7, 10, 15].into_iter().zip(row) {
            let due = after(&format!("{from}T10:00"), Span::WorkingDays(n)).unwrap();
            assert_eq!(due.at.iso(), format!("{expected}T17:30:00+08:00"), "{from} + {n}");
            assert_eq!(due.provisional, None, "{from} + {n}");
        }
    }
}

#[test]
fn weekend_days_that_are_worked_are_counted() {
    for (from, worked) in [
        ("2026-02-27", "2026-02-28"),
        ("2026-05-08", "2026-05-09"),
        ("2026-10-09", "2026-10-10"),
        ("2026-09-18", "2026-09-20"),
    ] {
        assert_eq!(after_days(&format!("{from}T10:00"), 1), format!("{worked}T17:30:00+08:00"), "{from}");
    }
}

#[test]
fn three_days_before_spring_festival_is_the_25th() {
    let due = after("2026-02-13T10:00", Span::WorkingDays(3)).unwrap();
    assert_eq!((due.at.iso().as_str(), due.provisional), ("2026-02-25T17:30:00+08:00", None));
}

#[test]
fn a_start_after_the_close_of_day_counts_as_the_next_days() {
    for (from, n, expected) in [
        ("2026-12-01T17:30:00", 1, "2026-12-02"),
        ("2026-12-01T17:30:01", 1, "2026-12-03"),
        ("2026-12-01T23:59", 1, "2026-12-03"),
        ("2026-12-01T00:00", 1, "2026-12-02"),
        ("2026-12-04T18:00", 1, "2026-12-07"), // Friday evening is Saturday, and Saturday + 1 is Monday
        ("2026-12-05T09:00", 1, "2026-12-07"), // Saturday
        ("2026-12-05T18:00", 1, "2026-12-07"), // Saturday evening is Sunday
        ("2026-12-06T18:00", 1, "2026-12-08"), // Sunday evening is Monday
    ] {
        assert_eq!(after_days(from, n), format!("{expected}T17:30:00+08:00"), "{from} + {n}");
    }
}

#[test]
fn a_span_that_touches_an_unknown_year_is_provisional() {
    for (from, n, year) in [
        ("2026-12-30T10:00", 1, None),
        ("2026-12-30T10:00", 2, Some(2027)),
        ("2026-12-31T10:00", 1, Some(2027)),
        ("2026-12-25T10:00", 15, Some(2027)),
        ("2019-12-31T10:00", 1, None),
        ("2019-12-30T10:00", 2, Some(2019)),
    ] {
        let due = after(from, Span::WorkingDays(n)).unwrap();
        assert_eq!(due.provisional.map(|provisional| provisional.year), year, "{from} + {n}");
    }
    assert_eq!(after("2026-12-31T23:00", Span::WallClockHours(24)).unwrap().provisional, None);
}

#[test]
fn each_class_has_its_own_clock() {
    use DeadlineClass::{Complex, General, Hazard, SameDay, Utilities};
    for (class, from, expected) in [
        (SameDay, "2026-12-01T10:30", "2026-12-01T17:30:00+08:00"),
        (SameDay, "2026-12-05T10:30", "2026-12-05T17:30:00+08:00"),
        (Hazard, "2026-12-04T23:30", "2026-12-05T01:30:00+08:00"),
        (Utilities, "2026-02-16T10:00", "2026-02-17T10:00:00+08:00"),
        (General, "2026-12-01T10:30", "2026-12-10T17:30:00+08:00"),
        (Complex, "2026-12-01T10:30", "2026-12-22T17:30:00+08:00"),
    ] {
        let due = of_class(class, from).unwrap();
        assert_eq!(due.at.iso(), expected, "{class:?} {from}");
        assert_eq!(due.basis.class, Some(class));
        assert!(!due.basis.source.is_empty());
    }
}

#[test]
fn the_same_day_is_refused_once_it_is_over() {
    let too_late = Err(NoDue::TooLateToday { close: close() });
    assert!(of_class(DeadlineClass::SameDay, "2026-12-01T17:29:59").is_ok());
    for from in ["2026-12-01T17:30", "2026-12-01T17:31", "2026-12-01T23:59"] {
        assert_eq!(of_class(DeadlineClass::SameDay, from), too_late, "{from}");
        assert_eq!(after(from, Span::WorkingDays(0)), too_late, "{from}");
    }
}

#[test]
fn a_class_without_a_rule_and_an_endless_span_have_no_due_date() {
    let mut policy = DeadlinePolicy::default();
    policy.rules.remove(&DeadlineClass::Hazard);
    let refused = due(DeadlineClass::Hazard, at("2026-12-01"), &WorkCalendar::bundled(), &policy);
    assert_eq!(refused, Err(NoDue::NoRule { class: DeadlineClass::Hazard }));
    for span in [Span::WorkingDays(u32::MAX), Span::WallClockHours(u32::MAX)] {
        assert_eq!(after("2026-12-01", span), Err(NoDue::TooFar));
    }
}

#[test]
fn the_close_of_day_is_a_setting() {
    let policy =
        DeadlinePolicy { close_of_day: NaiveTime::from_hms_opt(18, 0, 0).unwrap(), ..Default::default() };
    let due = due_after(Span::WorkingDays(1), at("2026-12-01T17:45"), &WorkCalendar::bundled(), &policy);
    assert_eq!(due.unwrap().at.iso(), "2026-12-02T18:00:00+08:00");
}

#[test]
fn the_meetings_keys_say_how_they_stand_to_the_promise() {
    let (calendar, policy) = (WorkCalendar::bundled(), DeadlinePolicy::default());
    let from = at("2026-12-01T10:40");
    for promised in ["2026-12-04", "2026-12-04T17:30"] {
        let shown: Vec<_> = options(from, Some(at(promised)), &calendar, &policy)
            .into_iter()
            .map(|o| {
                (o.key, o.working_days, o.due.at.day().to_string(), o.later_than_promised, o.is_promised_day)
            })
            .collect();
        let expected = [
            ('0', 0, "2026-12-01", false, false),
            ('1', 1, "2026-12-02", false, false),
            ('3', 3, "2026-12-04", false, true),
            ('5', 5, "2026-12-08", true, false),
            ('7', 7, "2026-12-10", true, false),
            ('F', 15, "2026-12-22", true, false),
        ]
        .map(|(key, n, day, later, same)| (key, n, day.to_owned(), later, same));
        assert_eq!(shown, expected, "{promised}");
    }
    let noon = options(from, Some(at("2026-12-04T12:00")), &calendar, &policy);
    assert!(noon[2].later_than_promised && !noon[2].is_promised_day);
    assert!(
        options(from, None, &calendar, &policy).iter().all(|o| !o.later_than_promised && !o.is_promised_day)
    );
}

#[test]
fn today_is_no_key_after_the_close_of_day() {
    let shown = options(at("2026-12-01T17:30"), None, &WorkCalendar::bundled(), &DeadlinePolicy::default());
    assert_eq!(shown.iter().map(|option| option.key).collect::<String>(), "1357F");
}

#[test]
fn warnings_come_48_and_24_hours_before_or_at_a_half_and_four_fifths() {
    use DeadlineStatus::{Amber, Green, Overdue, Red};
    let calendar = WorkCalendar::bundled();
    let (seven, assigned) = ("2026-12-10T17:30", "2026-12-01T10:40");
    for (due, assigned, now, expected) in [
        (seven, assigned, "2026-12-08T17:29:59", Green),
        (seven, assigned, "2026-12-08T17:30", Amber),
        (seven, assigned, "2026-12-09T17:29:59", Amber),
        (seven, assigned, "2026-12-09T17:30", Red),
        (seven, assigned, "2026-12-10T17:29:59", Red),
        (seven, assigned, "2026-12-10T17:30", Overdue),
        (seven, assigned, "2027-12-10T17:30", Overdue),
        // Four working days are not short.
        ("2026-12-07T17:30", assigned, "2026-12-05T17:29", Green),
        ("2026-12-07T17:30", assigned, "2026-12-05T17:30", Amber),
        // Two hours: amber after one, red after 96 minutes.
        ("2026-12-01T12:00", "2026-12-01T10:00", "2026-12-01T10:59", Green),
        ("2026-12-01T12:00", "2026-12-01T10:00", "2026-12-01T11:00", Amber),
        ("2026-12-01T12:00", "2026-12-01T10:00", "2026-12-01T11:35:59", Amber),
        ("2026-12-01T12:00", "2026-12-01T10:00", "2026-12-01T11:36", Red),
        ("2026-12-01T12:00", "2026-12-01T10:00", "2026-12-01T12:00", Overdue),
        // 24 hours: amber after twelve.
        ("2026-12-02T10:00", "2026-12-01T10:00", "2026-12-01T22:00", Amber),
        ("2026-12-02T10:00", "2026-12-01T10:00", "2026-12-02T05:12", Red),
        // Three working days over a holiday are still a short span.
        ("2026-02-25T17:30", "2026-02-13T17:30", "2026-02-19T17:29", Green),
        ("2026-02-25T17:30", "2026-02-13T17:30", "2026-02-19T17:30", Amber),
        // Due before it was assigned.
        ("2026-12-01T10:00", "2026-12-01T12:00", "2026-12-01T12:00", Overdue),
    ] {
        assert_eq!(
            warn(at(due), at(assigned), at(now), &calendar, Limits::bundled()),
            expected,
            "{due} {assigned} {now}"
        );
    }
}

#[test]
fn the_default_policy_is_the_published_table() {
    let policy = DeadlinePolicy::default();
    let spans: Vec<Span> = policy.rules.values().map(|rule| rule.span).collect();
    assert_eq!(
        spans,
        [
            Span::TodayAt(close()),
            Span::WallClockHours(2),
            Span::WallClockHours(24),
            Span::WorkingDays(7),
            Span::WorkingDays(15)
        ]
    );
    assert_eq!(policy.rules[&DeadlineClass::Hazard].source, "北京市草案：2 小时");
}

#[test]
fn a_policy_and_a_due_date_travel_as_json() {
    let policy = DeadlinePolicy::default();
    let text = serde_json::to_string(&policy).unwrap();
    assert!(text.contains(r#""sameDay":{"span":{"kind":"todayAt","value":"17:30:00"}"#), "{text}");
    assert_eq!(serde_json::from_str::<DeadlinePolicy>(&text).unwrap(), policy);
    let due = of_class(DeadlineClass::General, "2026-12-25T10:00").unwrap();
    let text = serde_json::to_string(&due).unwrap();
    assert!(
        text.contains(r#""provisional":{"year":2027}"#) && text.contains(r#""countedFrom":"2026-12-25""#),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<DueAt>(&text).unwrap(), due);
}

proptest! {
    #[test]
    fn a_due_date_is_later_than_its_start_and_never_earlier_for_more_days(
        minute in 0i64..5_000_000, n in 1u32..60,
    ) {
        let from = at("2019-06-01").plus_minutes(minute);
        let (calendar, policy) = (WorkCalendar::bundled(), DeadlinePolicy::default());
        let due = |n| due_after(Span::WorkingDays(n), from, &calendar, &policy).unwrap().at;
        prop_assert!(from < due(n) && due(n) < due(n + 1));
        prop_assert_eq!(due(n).time(), policy.close_of_day);
        prop_assert!(calendar.is_working(due(n).day()));
    }

    #[test]
    fn a_status_only_ever_gets_worse(span in 1i64..40_000, a in -100i64..50_000, b in -100i64..50_000) {
        let (calendar, assigned) = (WorkCalendar::bundled(), at("2026-01-05T10:00"));
        let status = |now| warn(assigned.plus_minutes(span), assigned, assigned.plus_minutes(now), &calendar, Limits::bundled());
        prop_assert!(status(a.min(b)) <= status(a.max(b)));
    }
}
