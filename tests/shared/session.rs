//! A whole session on a real server: twelve workstations, each a process of its own, 123 calls, one record.

use crate::town::Town;
use desk::Query;
use domain::Command;
use domain::call::NoCase;
use domain::case::CaseCommand;
use domain::id::SessionId;
use domain::view::{FiguresView, LedgerFilter, LedgerPage};
use std::collections::BTreeSet;
use std::thread;
use tests::lift;
use tests::station::{Pace, Station};

const STATIONS: u8 = 12;
/// Of the report that this product answers: 123 calls, 113 of them for the meeting.
const CALLS: usize = 123;
const TRANSFERRED: usize = 113;

/// Every twelfth call is this seat's.
fn work(station: &mut Station, session: SessionId, seat: u8) {
    for n in (1..=CALLS).filter(|n| n % usize::from(STATIONS) == usize::from(seat % STATIONS)) {
        let call = station.takes(session, seat, &format!("100138{n:05}"));
        if n <= TRANSFERRED {
            let case = station.records(call, lift());
            station.must(case.0, Command::Case(CaseCommand::HandOver));
            station.logs(call, None);
        } else {
            station.logs(call, Some(NoCase::CutOff));
        }
    }
}

#[test]
fn twelve_workstations_take_123_calls_and_each_shows_the_same_session() {
    let town = Town::of(STATIONS);
    let session = town.session;
    let mut stations: Vec<Station> =
        (1..=STATIONS).map(|ordinal| town.starts(ordinal, Pace::Console)).collect();
    thread::scope(|all| {
        for (seat, station) in (1..=STATIONS).zip(&mut stations) {
            all.spawn(move || work(station, session, seat));
        }
    });
    town.rest(&mut stations);

    let mut all = None;
    for (seat, station) in (1..=STATIONS).zip(&mut stations) {
        let figures: FiguresView = station.view(Query::Figures { session });
        let counted = (figures.tally.answered as usize, figures.tally.transferred as usize);
        assert_eq!(counted, (CALLS, TRANSFERRED), "seat {seat}");
        assert!(figures.reconciles, "seat {seat}");
        let ledger = Query::Ledger { filter: LedgerFilter::default(), from: 0, count: 200 };
        let LedgerPage { rows, .. } = station.view(ledger);
        let numbers: BTreeSet<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!((rows.len(), numbers.len()), (TRANSFERRED, TRANSFERRED), "seat {seat}: each case once");
        assert_eq!(all.get_or_insert_with(|| rows.clone()), &rows, "seat {seat}");
    }
    town.rest(&mut stations);
    // Nobody says goodbye, so that nothing is written any more.
    stations.into_iter().for_each(Station::kill);
    for ordinal in 1..=STATIONS {
        assert_eq!(town.verifies(ordinal), town.length(), "station {ordinal} has followed to the end");
    }
    let counted = "SELECT count(*) = count(DISTINCT event_id) AND count(*) = max(pos) FROM hotline.journal";
    assert_eq!(town.server.owner(counted), "t", "each event once, without a gap");
}
