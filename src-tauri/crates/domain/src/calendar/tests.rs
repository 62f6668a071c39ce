//! The calendar, by tables.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn off(name: &str) -> Option<DayEntry> {
    Some(DayEntry { kind: DayKind::Off, name: name.to_owned() })
}

fn minutes(from: &str, to: &str) -> i64 {
    WorkCalendar::bundled().working_minutes_between(at(from), at(to), &WorkingHours::default())
}

#[test]
fn the_bundled_years_are_2020_to_2026_with_their_source() {
    let calendar = WorkCalendar::bundled();
    assert_eq!(calendar.years.keys().copied().collect::<Vec<_>>(), (2020..=2026).collect::<Vec<_>>());
    for (year, data) in &calendar.years {
        assert_eq!(data.source, "chinese-days@1.5.7|chinesecalendar@1.11.0|holiday-cn@2026-08-07", "{year}");
        assert_eq!(data.updated, day("2026-08-07"));
        assert!(calendar.knows(*year));
    }
    assert_eq!(calendar.years.values().map(|data| data.days.len()).sum::<usize>(), 257);
    assert!(!calendar.knows(2019) && !calendar.knows(2027));
}

#[test]
fn an_entry_overrides_the_weekday() {
    let calendar = WorkCalendar::bundled();
    for (text, working) in [
        ("2026-02-28", true),  // Saturday
        ("2026-05-09", true),  // Saturday
        ("2026-10-10", true),  // Saturday
        ("2026-09-20", true),  // Sunday
        ("2026-01-04", true),  // Sunday
        ("2026-02-14", true),  // Saturday
        ("2026-02-16", false), // Monday
        ("2026-10-01", false), // Thursday
        ("2026-12-01", true),  // Tuesday
        ("2026-12-05", false), // Saturday
        ("2020-02-03", true),  // Monday after the prolonged 春节
        ("2027-01-01", true),  // unknown year: a Friday is a Friday
    ] {
        assert_eq!(calendar.is_working(day(text)), working, "{text}");
    }
    assert_eq!(calendar.entry(day("2026-10-10")).unwrap().name, "国庆节");
}

#[test]
fn counting_across_a_new_year_names_the_years_it_touched() {
    let calendar = WorkCalendar::bundled();
    for (from, n, lands, years) in [
        ("2026-12-30", 1, "2026-12-31", vec![2026]),
        ("2026-12-31", 1, "2027-01-01", vec![2027]),
        ("2026-12-30", 2, "2027-01-01", vec![2026, 2027]),
        ("2025-12-31", 1, "2026-01-04", vec![2026]),
        ("2026-12-05", 1, "2026-12-07", vec![2026]),
        ("2026-12-05", 0, "2026-12-05", vec![]),
    ] {
        let (landed, touched) = calendar.add_working_days(day(from), n).unwrap();
        assert_eq!((landed, touched.into_iter().collect::<Vec<_>>()), (day(lands), years), "{from} + {n}");
    }
}

#[test]
fn counting_ends_on_a_calendar_that_never_works() {
    let mut calendar = WorkCalendar::default();
    let first = day("2030-01-01");
    for date in first.iter_days().take(800) {
        calendar.set_day(date, off("停"), first);
    }
    assert_eq!(calendar.add_working_days(first, 1), None);
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), None);
    assert_eq!(WorkCalendar::bundled().add_working_days(first, MOST_WORKING_DAYS + 1), None);
    assert!(WorkCalendar::bundled().add_working_days(first, MOST_WORKING_DAYS).is_some());
}

#[test]
fn a_day_set_by_hand_does_not_make_its_year_known() {
    let mut calendar = WorkCalendar::bundled();
    let today = day("2026-12-01");
    calendar.set_day(day("2027-01-01"), off("元旦"), today);
    assert!(!calendar.is_working(day("2027-01-01")));
    assert!(!calendar.knows(2027));
    calendar.set_day(day("2027-01-01"), None, today);
    assert_eq!(calendar, WorkCalendar::bundled());
    calendar.set_day(day("2026-12-02"), off("停电"), today);
    assert_eq!(calendar.years[&2026].updated, today);
    assert!(calendar.knows(2026));
}

#[test]
fn an_imported_year_replaces_the_whole_year_and_no_other() {
    let mut calendar = WorkCalendar::bundled();
    calendar.set_day(day("2026-12-02"), off("停电"), day("2026-12-01"));
    let rows = import_csv("date,kind,name,source\n2027-01-01,holiday,元旦,国办发明电\n").unwrap();
    calendar.replace_years(rows, day("2026-12-03"));
    assert!(calendar.knows(2027) && !calendar.is_working(day("2027-01-01")));
    assert_eq!(calendar.years[&2027].source, "国办发明电");
    assert!(!calendar.is_working(day("2026-12-02")));
    let rows = import_csv("date,kind,name,source\n2026-01-01,holiday,元旦,再次发布").unwrap();
    calendar.replace_years(rows, day("2026-12-03"));
    assert!(calendar.is_working(day("2026-12-02")));
    assert_eq!(calendar.years[&2026].days.len(), 1);
}

#[test]
fn a_table_that_cannot_be_read_says_which_line_and_why() {
    let head = "date,kind,name,source";
    for (text, line, reason) in [
        (String::new(), 1, ImportReason::Empty),
        (head.to_owned(), 1, ImportReason::Empty),
        (format!("{head}\n\n"), 2, ImportReason::Empty),
        ("日期,类别,名称,来源\n".to_owned(), 1, ImportReason::Heading),
        (format!("{head}\n2027-01-01,holiday,元旦"), 2, ImportReason::Columns),
        (format!("{head}\n2027-01-01,holiday,元旦,a,b"), 2, ImportReason::Columns),
        (format!("{head}\n2027-02-30,holiday,元旦,a"), 2, ImportReason::Date),
        (format!("{head}\n27-01-01,holiday,元旦,a"), 2, ImportReason::Date),
        (format!("{head}\n明天,holiday,元旦,a"), 2, ImportReason::Date),
        (format!("{head}\n2027-01-01,放假,元旦,a"), 2, ImportReason::Kind),
        (format!("{head}\n2027-01-01,holiday,,a"), 2, ImportReason::Name),
        (format!("{head}\n2027-01-01,holiday,元旦,"), 2, ImportReason::Source),
        (
            format!("{head}\r\n2027-01-01,holiday,元旦,a\r\n\r\n2027/1/1,workday,元旦,a"),
            4,
            ImportReason::Twice,
        ),
    ] {
        assert_eq!(import_csv(&text), Err(ImportProblem { line, reason }), "{text}");
    }
}

#[test]
fn a_table_saved_by_a_spreadsheet_is_read() {
    let text =
        "\u{feff}date,kind,name,source\r\n2027/1/1,\"holiday\",元旦,a\r\n,,,\r\n2027/1/3,workday,元旦,a\r\n";
    let rows = import_csv(text).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].day, rows[0].entry.kind), (day("2027-01-01"), DayKind::Off));
    assert_eq!((rows[1].day, rows[1].entry.kind), (day("2027-01-03"), DayKind::Work));
}

#[test]
fn the_counting_can_be_shown() {
    let shown = WorkCalendar::bundled().counted(day("2026-02-13"), day("2026-02-25"));
    assert_eq!(shown.len(), 12);
    assert_eq!(shown.iter().filter(|day| day.working).count(), 3);
    assert_eq!(shown[0], CountedDay { day: day("2026-02-14"), working: true, name: Some("春节".into()) });
    assert_eq!(shown[11], CountedDay { day: day("2026-02-25"), working: true, name: None });
    assert!(WorkCalendar::bundled().counted(day("2026-02-13"), day("2026-02-13")).is_empty());
}

#[test]
fn working_time_runs_only_in_working_hours() {
    for (from, to, expected) in [
        ("2026-12-01T16:00", "2026-12-01T17:30", 90),
        ("2026-12-01T16:00:59", "2026-12-01T17:30", 90),
        ("2026-12-01T11:30", "2026-12-01T14:00", 60),
        ("2026-12-01T12:10", "2026-12-01T13:20", 0),
        ("2026-12-01T00:00", "2026-12-02T00:00", 450),
        ("2026-12-01T16:00", "2026-12-04T17:30", 3 * 450 + 90),
        ("2026-12-04T17:00", "2026-12-07T09:00", 60),
        ("2026-12-05T09:00", "2026-12-06T17:00", 0),
        ("2026-02-13T17:30", "2026-02-25T08:30", 2 * 450),
        ("2026-12-01T17:30", "2026-12-01T16:00", -90),
        ("2026-01-01T00:00", "2027-01-01T00:00", 248 * 450),
    ] {
        assert_eq!(minutes(from, to), expected, "{from} {to}");
    }
}

#[test]
fn working_time_reads_in_days_of_seven_and_a_half_hours() {
    let hours = WorkingHours::default();
    let time = |late, days, hours, minutes| WorkingTime { late, days, hours, minutes };
    assert_eq!(hours.split(90), time(false, 0, 1, 30));
    assert_eq!(hours.split(3 * 450 + 90), time(false, 3, 1, 30));
    assert_eq!(hours.split(-(450 + 360)), time(true, 1, 6, 0));
    assert_eq!(hours.split(0), time(false, 0, 0, 0));
    assert_eq!(WorkingHours { spans: vec![] }.split(90), time(false, 0, 1, 30));
}

#[test]
fn reminders_may_go_out_only_in_working_hours() {
    let (hours, calendar) = (WorkingHours::default(), WorkCalendar::bundled());
    for (text, open) in [
        ("2026-12-01T08:29", false),
        ("2026-12-01T08:30", true),
        ("2026-12-01T12:00", false),
        ("2026-12-01T13:30", true),
        ("2026-12-01T17:30", false),
        ("2026-12-01T00:00", false),
        ("2026-12-05T10:00", false),
        ("2026-10-10T10:00", true),
    ] {
        assert_eq!(hours.open(at(text), &calendar), open, "{text}");
    }
}

#[test]
fn hours_that_overlap_or_run_backwards_are_not_sound() {
    let span = |from: &str, to: &str| HourSpan { from: from.parse().unwrap(), to: to.parse().unwrap() };
    assert!(WorkingHours::default().sound());
    assert!(!WorkingHours { spans: vec![] }.sound());
    assert!(!WorkingHours { spans: vec![span("12:00:00", "08:30:00")] }.sound());
    assert!(
        !WorkingHours { spans: vec![span("08:00:00", "12:00:00"), span("11:00:00", "17:00:00")] }.sound()
    );
}

#[test]
fn a_calendar_travels_inside_a_tagged_event() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "camelCase")]
    enum Event {
        CalendarSet { calendar: WorkCalendar, hours: WorkingHours },
    }
    let event = Event::CalendarSet { calendar: WorkCalendar::bundled(), hours: WorkingHours::default() };
    let text = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
}

#[test]
fn the_furthest_moments_do_not_overflow() {
    let (calendar, hours) = (WorkCalendar::bundled(), WorkingHours::default());
    let all = calendar.working_minutes_between(Stamp(i64::MIN), Stamp(i64::MAX), &hours);
    assert_eq!(calendar.working_minutes_between(Stamp(i64::MAX), Stamp(i64::MIN), &hours), -all);
}

/// Moments from 2019 to 2028, to the millisecond.
fn moments() -> impl Strategy<Value = Stamp> {
    (1_546_300_800_000..1_861_920_000_000i64).prop_map(Stamp)
}

proptest! {
    #[test]
    fn counting_lands_on_a_working_day_and_never_goes_back(offset in 0u64..3650, n in 1u32..300) {
        let calendar = WorkCalendar::bundled();
        let from = day("2019-06-01") + chrono::Days::new(offset);
        let (landed, _) = calendar.add_working_days(from, n).unwrap();
        let (next, _) = calendar.add_working_days(from, n + 1).unwrap();
        prop_assert!(calendar.is_working(landed));
        prop_assert!(from < landed && landed < next);
        prop_assert_eq!(calendar.working_days_after(from, landed), n);
    }

    #[test]
    fn a_later_start_is_never_due_earlier(offset in 0u64..3650, n in 1u32..40) {
        let calendar = WorkCalendar::bundled();
        let from = day("2019-06-01") + chrono::Days::new(offset);
        let next = from.succ_opt().unwrap();
        prop_assert!(calendar.add_working_days(from, n).unwrap().0 <= calendar.add_working_days(next, n).unwrap().0);
    }

    #[test]
    fn lengths_of_working_time_add_up(a in moments(), b in moments(), c in moments()) {
        let (calendar, hours) = (WorkCalendar::bundled(), WorkingHours::default());
        let between = |from, to| calendar.working_minutes_between(from, to, &hours);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert_eq!(between(a, b), -between(b, a));
        prop_assert!(a > b || between(a, b) >= 0);
    }

    #[test]
    fn working_days_counted_by_division_are_those_counted_one_by_one(offset in 0u64..3650, length in 0u64..500) {
        let calendar = WorkCalendar::bundled();
        let from = day("2019-06-01") + chrono::Days::new(offset);
        let to = from + chrono::Days::new(length);
        let one_by_one = from.iter_days().skip(1).take_while(|d| *d <= to).filter(|d| calendar.is_working(*d)).count();
        prop_assert_eq!(calendar.working_days_after(from, to) as usize, one_by_one);
    }
}
