//! Erasures, newest first, with both dates: done at the workstation, and gone from the last backup.

use crate::desk::Desk;
use crate::door::{ErasureSeen, ErasureState};
use crate::failure::Failure;
use domain::Stamp;
use domain::erasure::Erasure;
use domain::event::{Event, SeatEvent};

impl Desk {
    pub(crate) fn erasures(&self) -> Result<Vec<ErasureSeen>, Failure> {
        let directory = self.directory();
        let station = self.identity.station;
        let ((erasures, _), own) = self.read(|reader| Ok((reader.erasures()?, reader.events(station)?)))?;
        let done = |one: &Erasure| -> Option<Stamp> {
            own.iter().find_map(|made| match &made.event {
                Event::Seat(SeatEvent::ErasureApplied(facts, _)) if facts.erasure == one.id => Some(made.at),
                Event::Seat(_)
                | Event::Session(_)
                | Event::Call(_)
                | Event::Case(_)
                | Event::Meeting(_)
                | Event::Directory(_)
                | Event::Erasure(_)
                | Event::Clue(_) => None,
            })
        };
        let keep_days = self.backup_plan()?.keep_days;
        let now = self.clock.now();
        let seen = erasures.all.iter().rev().map(|one| {
            let named = |by: (Stamp, domain::id::PersonId)| (by.0, directory.person_name(by.1));
            let state = match (one.confirmed.map(named), one.dropped.map(named)) {
                (Some((at, by)), _) => {
                    let done_at = done(one);
                    // A backup that was begun just before is kept this long.
                    let complete_on = done_at.map(|done| done.plus_minutes(i64::from(keep_days) * 24 * 60));
                    ErasureState::Confirmed { at, by, done_at, complete_on }
                }
                (None, Some((at, by))) => ErasureState::Dropped { at, by },
                (None, None) if one.waits(now) => {
                    ErasureState::Waiting { until: one.lapses_at(), mine: one.proposed.1 == self.me() }
                }
                (None, None) => ErasureState::Lapsed,
            };
            ErasureSeen {
                id: one.id,
                case: one.case,
                number: one.number.map(|number| number.shown()).unwrap_or_default(),
                reason: one.reason,
                proposed_at: one.proposed.0,
                proposed_by: directory.person_name(one.proposed.1),
                state,
            }
        });
        Ok(seen.collect())
    }
}
