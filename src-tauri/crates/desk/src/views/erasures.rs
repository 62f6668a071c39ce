//! Erasures, newest first, with both dates: done at the workstation, and gone from the last backup.

use crate::desk::Desk;
use crate::door::{ErasureSeen, ErasureState};
use crate::failure::Failure;
use domain::Stamp;

impl Desk {
    pub(crate) fn erasures(&self) -> Result<Vec<ErasureSeen>, Failure> {
        let directory = self.directory();
        let (erasures, _) = self.read(|reader| reader.erasures())?;
        let done = self.erasures_done()?;
        let keep_days = self.backup_plan()?.keep_days;
        let oldest = self.oldest_backup()?;
        let now = self.clock.now();
        let seen = erasures.all.iter().rev().map(|one| {
            let named = |by: (Stamp, domain::id::PersonId)| (by.0, directory.person_name(by.1));
            let state = match (one.confirmed.map(named), one.dropped.map(named)) {
                (Some((at, by)), _) => {
                    let done_at = done.get(&one.id).copied();
                    // A backup that was begun just before is kept this long; the newest one longer, until another is
                    // made. Of copies outside the plan's folder nobody here knows.
                    let complete_on = done_at.map(|done| done.plus_minutes(i64::from(keep_days) * 24 * 60));
                    let overdue = |on: &Stamp| *on <= now && oldest.is_some() && oldest <= done_at;
                    let complete_on = complete_on.filter(|on| !overdue(on));
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
