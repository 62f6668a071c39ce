//! A whole session on a real server: twelve workstations at once, 123 calls, one record.

#[path = "../../src-tauri/crates/hub/tests/hub/server.rs"]
#[allow(dead_code, reason = "the hub's own tests use the rest")]
mod server;

use domain::call::NoCase;
use domain::case::CaseCommand;
use domain::view::{LedgerFilter, LedgerPage};
use hub::{Hub, Patience};
use server::{PASSWORD, Server};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;
use tests::lift;
use tests::shared::{Seat, open};

const STATIONS: u8 = 12;
/// Of the report that this product answers: 123 calls, 113 of them for the meeting.
const CALLS: usize = 123;
const TRANSFERRED: usize = 113;

/// An empty hub of the seats' house, with a role for each.
fn server_for(seats: &[Seat]) -> Server {
    let house = seats[0].desk.directory_stream();
    let server = Server::of(house, &vault::place_zero(house));
    for seat in seats {
        let number = seat.ordinal;
        server.admit(number, PASSWORD, seat.desk.station());
        let line = Hub::new(server.address(number), Patience::default()).unwrap();
        seat.desk.share_over(Arc::new(line)).unwrap();
    }
    server
}

/// Every twelfth call is this seat's.
fn work(seat: &Seat) {
    for n in (1..=CALLS).filter(|n| n % usize::from(STATIONS) == usize::from(seat.ordinal % STATIONS)) {
        let call = seat.takes(&format!("100138{n:05}"));
        if n <= TRANSFERRED {
            let case = seat.record(call, lift());
            seat.case_act(case, CaseCommand::HandOver);
            seat.log(call, None);
        } else {
            seat.log(call, Some(NoCase::CutOff));
        }
        assert!(seat.desk.share_once(), "the hub is there");
    }
}

/// Rounds until nobody has anything to say and all have followed to the same place.
fn rest(server: &Server, seats: &[Seat]) {
    for _ in 0..20 {
        let before = server.owner("SELECT pos FROM hotline.head");
        assert!(seats.iter().all(|seat| seat.desk.share_once()));
        let waiting: u32 = seats.iter().map(|seat| seat.sharing().waiting).sum();
        if waiting == 0 && server.owner("SELECT pos FROM hotline.head") == before {
            return;
        }
    }
    panic!("no rest");
}

/// The hub was wiped on top of it: what it had, it gets again from whoever comes first.
#[test]
fn twelve_workstations_take_123_calls_and_each_shows_the_same_session() {
    let (_, seats) = open(STATIONS);
    let server = server_for(&seats);
    rest(&server, &seats);
    let workers: Vec<_> = seats
        .into_iter()
        .map(|seat| {
            thread::spawn(move || {
                work(&seat);
                seat
            })
        })
        .collect();
    let seats: Vec<Seat> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
    rest(&server, &seats);

    let ledger = |seat: &Seat| -> LedgerPage {
        seat.view(desk::Query::Ledger { filter: LedgerFilter::default(), from: 0, count: 200 })
    };
    let all = ledger(&seats[0]);
    let numbers: BTreeSet<&str> = all.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!((all.rows.len(), numbers.len()), (TRANSFERRED, TRANSFERRED), "each case once");
    for seat in &seats {
        let figures = seat.figures();
        assert_eq!(
            (figures.tally.answered as usize, figures.tally.transferred as usize),
            (CALLS, TRANSFERRED)
        );
        assert!(figures.reconciles, "seat {}", seat.ordinal);
        assert_eq!(ledger(seat).rows, all.rows, "seat {}", seat.ordinal);
        let report = seat.desk.verify(&mut |_, _| {}).unwrap();
        assert!(report.ok && report.rebuilt_equals_live, "seat {}: {report:?}", seat.ordinal);
    }
    let counted = "SELECT count(*) = count(DISTINCT event_id) AND count(*) = max(pos) FROM hotline.journal";
    assert_eq!(server.owner(counted), "t", "each event once, without a gap");
    let here = seats[0].desk.journal_length().unwrap();
    assert_eq!(server.owner("SELECT count(*) FROM hotline.journal"), here.to_string());
}
