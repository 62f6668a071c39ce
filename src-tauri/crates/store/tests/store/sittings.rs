//! Which seats of a session are worked from where, and what of them is here.

use crate::house::*;
use domain::Event;
use domain::call::Disposition;
use domain::event::SeatEvent;
use domain::id::{PersonId, SessionId};
use domain::seat::{SeatClosed, SeatOpened};
use store::sitting_stream;
use uuid::Uuid;

const THERE: Uuid = Uuid::from_u128(0xf2);

fn opened(session: SessionId, seat: u8, station: Uuid) -> One {
    let facts = SeatOpened { station, session, seat, person: PersonId(id(900)) };
    One(Event::Seat(SeatEvent::SeatOpened(facts, None)))
}

#[test]
fn sittings_stand_in_rows_and_what_arrived_is_counted_by_seat_and_workstation() {
    let (house, mut desk) = House::founded();
    let (session, here) = (SessionId(id(1)), house.identity.station);
    let stream = |station, seat| sitting_stream(station, session.0, seat);
    for (seat, station) in [(2, here), (1, THERE), (1, here)] {
        desk.act(stream(station, seat), opened(session, seat, station));
    }
    desk.act(id(3), opened(SessionId(id(2)), 3, here));
    let closed = SeatClosed { session, seat: 1, calls: 2, cases: 0 };
    desk.act(stream(here, 1), One(Event::Seat(SeatEvent::SeatClosed(closed, None))));
    for (call, seat) in [(10, 1), (11, 1), (12, 2)] {
        desk.act(id(call), rang(1, "10013800001"));
        desk.act(id(call), answered(seat));
    }
    desk.act(id(13), rang(1, "10013800001"));
    desk.act(id(10), disposed(Disposition::SameDay));

    let reader = house.reader();
    let sittings = reader.sittings(session).unwrap();
    let seen: Vec<_> = sittings.iter().map(|one| (one.seat, one.station, one.version)).collect();
    assert_eq!(seen.len(), 3);
    assert!(seen.contains(&(1, here, 2)) && seen.contains(&(1, THERE, 1)) && seen.contains(&(2, here, 1)));
    let closed: Vec<_> = sittings.iter().filter_map(|one| one.closed).map(|said| said.calls).collect();
    assert_eq!(closed, [2]);
    let arrived = reader.arrived(session).unwrap();
    let counts: Vec<_> = arrived.iter().map(|it| (it.seat, it.station, it.calls, it.live)).collect();
    let author = Uuid::from_u128(2);
    assert_eq!(counts, [(1, author, 2, 1), (2, author, 1, 1)], "of whoever wrote the rows");
}
