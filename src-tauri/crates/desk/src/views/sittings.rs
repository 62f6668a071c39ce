//! The seats of a session: from where each is worked, what of it is here, and what waits for a second person.

use super::found;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::directory::Directory;
use domain::id::SessionId;
use domain::seat::{Arrived, Sitting, newest};
use domain::view::{ProposalSeen, SaidCounts, SittingSeen, SittingsView};

impl Desk {
    pub(crate) fn sittings(&self, id: SessionId) -> Result<SittingsView, Failure> {
        let directory = self.directory();
        let (session, around) =
            self.read(|reader| Ok((reader.session(id)?, self.around_a_seal(reader, id)?)))?;
        let session = found(session)?;
        let now = self.clock.now();
        let proposal = session.proposal.as_ref().filter(|one| one.waits(now)).map(|one| ProposalSeen {
            what: one.what.clone(),
            at: one.at,
            by: directory.person_name(one.by),
            mine: one.by == self.me,
            until: one.lapses_at(),
        });
        let late = session.seal.as_ref().is_some_and(|seal| seal.late(&around));
        let all = &around.sittings;
        let sittings = all.iter().map(|one| self.sitting(one, all, &around.arrived, &directory)).collect();
        Ok(SittingsView { sittings, proposal, late })
    }

    fn sitting(
        &self,
        one: &Sitting,
        all: &[Sitting],
        arrived: &[Arrived],
        directory: &Directory,
    ) -> SittingSeen {
        let Arrived { calls, cases, as_of, .. } = Arrived::of(one, arrived);
        SittingSeen {
            stream: store::sitting_stream(one.station, one.session.0, one.seat),
            version: one.version,
            seat: one.seat,
            station: one.station,
            here: one.station == self.identity.station,
            person: directory.person_name(one.person),
            opened_at: one.opened_at,
            closed_at: one.closed.map(|closed| closed.at),
            left: newest(all, one.seat).is_some_and(|newest| newest.station != one.station),
            calls,
            cases,
            as_of,
            said: one.closed.map(|closed| SaidCounts { calls: closed.calls, cases: closed.cases }),
        }
    }
}
