//! `session6`: 123 calls = 3 + 7 + 113 in 90 minutes at nine seats with seven heads, and the meeting after it.

use crate::rehearsal::played;
use desk::{Query, RehearsalPlan};
use domain::session::SessionStage;
use domain::view::{FiguresView, LedgerFilter, LedgerPage};
use std::collections::BTreeSet;

#[test]
fn a_hundred_and_twenty_three_calls_partition_into_3_7_and_113() {
    let (desk, play, _folder) = played(RehearsalPlan::default());
    let value = desk.view(Query::Figures { session: play.session }).unwrap();
    let figures: FiguresView = serde_json::from_value(value).unwrap();
    let tally = figures.tally;
    assert_eq!(
        (tally.answered, tally.resolved_on_call, tally.same_day, tally.transferred, tally.no_case),
        (123, 3, 7, 113, 0)
    );
    assert!(figures.reconciles);
    assert_eq!((tally.unsorted, tally.live, tally.waiting), (0, 0, 0));
    assert_eq!(figures.settled + figures.undecided, 113, "every transferred case has an end");
    assert_eq!(figures.unsettled, 0);
    assert_eq!(figures.stage, SessionStage::Sealed);
    let seal = figures.seal.expect("a seal");
    assert_eq!((seal.settled, seal.undecided), (figures.settled, figures.undecided));
}

#[test]
fn nine_seats_number_their_cases_as_nine_workstations_would() {
    let (desk, play, _folder) = played(RehearsalPlan::default());
    let filter = LedgerFilter { session: Some(play.session), ..LedgerFilter::default() };
    let value = desk.view(Query::Ledger { filter, from: 0, count: 500 }).unwrap();
    let page: LedgerPage = serde_json::from_value(value).unwrap();
    assert_eq!(page.total, 123);
    let numbers: BTreeSet<&str> = page.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers.len(), 123, "no number twice");
    let ordinals: BTreeSet<&str> = numbers.iter().map(|number| &number[5..7]).collect();
    assert_eq!(ordinals, BTreeSet::from(["01", "02", "03", "04", "05", "06", "07", "08", "09"]));
    for row in &page.rows {
        let seat = format!("{:02}", row.seat.unwrap());
        assert_eq!(&row.number[5..7], seat, "the ordinal is the seat's");
    }
}

#[test]
fn every_answered_call_was_answered_before_the_lines_closed() {
    let (desk, play, _folder) = played(RehearsalPlan::default());
    let value = desk.view(Query::Header).unwrap();
    let session = &value["session"];
    assert_eq!(session["id"], serde_json::json!(play.session));
    let (opened, closed) = (session["openedAt"].as_i64(), session["linesClosedAt"].as_i64());
    assert!(closed >= opened.map(|at| at + 90 * 60_000));
}
