//! The workstation's own streams: who looked at what, what the station vouched for, what was erased and restored, and
//! which seat of which session is worked from it.
//!
//! The trail has a stream of its own for each workstation and day, so that no fold grows with the years; so has each
//! sitting.

pub mod event;
mod rule;
mod sitting;

pub use event::*;
pub use rule::{SeatCommand, decide};
pub use sitting::{Arrived, Closed, Sitting, newest};

use crate::event::{Made, SeatEvent};

/// A workstation's stream, folded: how far it goes. What it says is kept in rows of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatLog {
    pub version: u64,
    /// The seq that the newest checkpoint vouches for.
    pub checkpointed: u64,
    /// On the stream of a sitting.
    pub sitting: Option<Sitting>,
}

impl SeatLog {
    pub fn apply(&mut self, made: Made<&SeatEvent>) {
        self.version = made.version;
        match made.event {
            SeatEvent::Checkpointed(facts, _) => self.checkpointed = self.checkpointed.max(facts.seq),
            SeatEvent::SeatOpened(facts, _) => self.sitting = Some(Sitting::opened(facts, made.at)),
            SeatEvent::SeatClosed(facts, _) => {
                if let Some(sitting) = &mut self.sitting {
                    sitting.closed = Some(Closed { at: made.at, calls: facts.calls, cases: facts.cases });
                }
            }
            SeatEvent::Looked(..)
            | SeatEvent::ErasureApplied(..)
            | SeatEvent::StoreRestored(..)
            | SeatEvent::StationRekeyed(..)
            | SeatEvent::BackedUp(..)
            | SeatEvent::ClockCompared(..) => {}
        }
        if let Some(sitting) = &mut self.sitting {
            sitting.version = made.version;
        }
    }
}
