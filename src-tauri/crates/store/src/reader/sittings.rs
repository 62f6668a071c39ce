//! Queries for the seats of a session, and for what has arrived from them.

use super::Reader;
use crate::error::Error;
use domain::Stamp;
use domain::call::CallStage;
use domain::case::Stage;
use domain::id::SessionId;
use domain::seat::{Arrived, Sitting};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Reader {
    /// By seat, each in the order in which it was opened.
    pub fn sittings(&self, session: SessionId) -> Result<Vec<Sitting>, Error> {
        let sql = "SELECT body FROM cases.sittings WHERE session = ?1 ORDER BY seat, opened_at, station";
        self.all(sql, session.0)
    }

    /// What stands here of a session's calls and cases, by seat and by the workstation that wrote them first.
    pub fn arrived(&self, session: SessionId) -> Result<Vec<Arrived>, Error> {
        let mut found: BTreeMap<(u8, Uuid), Arrived> = BTreeMap::new();
        let mut count =
            |seat: u8, stream: Uuid, at: Stamp, add: &dyn Fn(&mut Arrived)| -> Result<(), Error> {
                if let Some(station) = self.author(stream)? {
                    let one = found.entry((seat, station)).or_insert(Arrived::nothing(seat, station, at));
                    one.as_of = one.as_of.max(at);
                    add(one);
                }
                Ok(())
            };
        for call in self.calls_of_session(session)? {
            let Some(answered) = call.answered else { continue };
            count(answered.seat, call.id.0, call.ended_at.unwrap_or(answered.at), &|one| {
                one.calls += 1;
                one.live += u32::from(call.stage == CallStage::Live);
                one.unsorted += u32::from(call.outcome.is_none());
            })?;
        }
        for case in self.cases_of_session(session)? {
            let Some(origin) = case.origin else { continue };
            // What is voided or merged later was recorded all the same.
            count(origin.seat, case.id.0, case.recorded_at, &|one| {
                one.cases += 1;
                one.recording += u32::from(case.stage == Stage::Recording);
            })?;
        }
        Ok(found.into_values().collect())
    }
}
