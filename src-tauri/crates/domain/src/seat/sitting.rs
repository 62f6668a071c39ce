//! One seat of a session worked from one workstation, and what has arrived from there.

use super::SeatOpened;
use crate::id::{PersonId, SessionId};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    pub session: SessionId,
    pub seat: u8,
    pub station: Uuid,
    pub person: PersonId,
    /// Of its stream.
    pub version: u64,
    pub opened_at: Stamp,
    pub closed: Option<Closed>,
}

/// What the workstation said when the seat was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Stamp,
    pub calls: u32,
    pub cases: u32,
}

impl Sitting {
    pub(super) fn opened(facts: &SeatOpened, at: Stamp) -> Sitting {
        let SeatOpened { station, session, seat, person } = *facts;
        Sitting { session, seat, station, person, version: 0, opened_at: at, closed: None }
    }

    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

/// The sitting of a seat that counts; an older one of another workstation has been left. Whoever opened last is told
/// by his own clock: seats have no common order before the hub gives one, and everybody has to see the same.
pub fn newest(sittings: &[Sitting], seat: u8) -> Option<&Sitting> {
    let of_seat = sittings.iter().filter(|sitting| sitting.seat == seat);
    of_seat.max_by_key(|sitting| (sitting.opened_at, sitting.station))
}

/// What stands here of the calls that one workstation answered at one seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub seat: u8,
    pub station: Uuid,
    pub calls: u32,
    pub cases: u32,
    /// On the line.
    pub live: u32,
    /// Not logged; those on the line among them.
    pub unsorted: u32,
    /// Cases without a disposition.
    pub recording: u32,
    /// The newest of it.
    pub as_of: Stamp,
}

impl Arrived {
    pub fn nothing(seat: u8, station: Uuid, as_of: Stamp) -> Arrived {
        Arrived { seat, station, calls: 0, cases: 0, live: 0, unsorted: 0, recording: 0, as_of }
    }

    /// Of a sitting, among all that arrived.
    pub fn of(sitting: &Sitting, arrived: &[Arrived]) -> Arrived {
        let own = arrived.iter().find(|one| (one.seat, one.station) == (sitting.seat, sitting.station));
        let own = own.copied().unwrap_or(Arrived::nothing(sitting.seat, sitting.station, sitting.opened_at));
        Arrived { as_of: own.as_of.max(sitting.opened_at), ..own }
    }
}
