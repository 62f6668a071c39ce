//! The workstation's own streams: who looked at what, what the station vouched for, what was erased and restored.
//!
//! The trail has a stream of its own for each workstation and day, so that no fold grows with the years.

pub mod event;

pub use event::*;

use crate::event::{Made, SeatEvent};

/// A workstation's stream, folded: how far it goes. What it says is kept in rows of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatLog {
    pub version: u64,
    /// The seq that the newest checkpoint vouches for.
    pub checkpointed: u64,
}

impl SeatLog {
    pub fn apply(&mut self, made: Made<&SeatEvent>) {
        self.version = made.version;
        if let SeatEvent::Checkpointed(facts, _) = made.event {
            self.checkpointed = self.checkpointed.max(facts.seq);
        }
    }
}
