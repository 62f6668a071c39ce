//! 接管: what a workstation that doesn't answer has begun goes on at the hub, under the floor manager's signature.

use super::{Act, Born};
use crate::desk::Desk;
use crate::door::{TakeOver, Topic};
use crate::failure::{Failure, Trouble};
use crate::keys::Signatory;
use crate::sealing::By;
use domain::aside::{at_seat, take_over};
use domain::rejection::Rejection;
use domain::session::SessionStage;
use domain::{Around, Moment, State};
use uuid::Uuid;

impl Desk {
    /// Every call that isn't over and every case that isn't handed over, one by one. Whatever that workstation still
    /// has to say of them is kept, and has to be checked.
    ///
    /// # Errors
    /// `Refused` while the workstation is there; `Away` without the hub.
    pub(crate) fn take_over(&self, signatory: &Signatory, of: TakeOver) -> Result<(), Failure> {
        let sharing = self.sharing().ok_or(Failure::Away { what: Trouble::HubAway })?;
        let stations = self.stations_seen(&sharing.seen());
        if let Some(there) = stations.iter().find(|one| one.station == of.station && one.there) {
            return Err(Rejection::SeatThere { ordinal: there.ordinal }.into());
        }
        for stream in self.begun_at(of.station)? {
            let taken = self.commit_at_home(stream, Born::AtHub, |store| {
                let before = self.standing(store, stream)?;
                let (directory, at, around) = (self.directory(), self.clock.now(), Around::default());
                let (actor, roles) = (signatory.id, &*signatory.roles);
                let moment = Moment { at, actor, roles, directory: &directory, around: &around };
                let events = take_over(&before, of.station, of.why, &moment)?;
                let by = By { person: actor, at };
                let (keys, person) = (&self.keys, &signatory.person);
                let write = crate::signed::write(store, keys, person, stream, &events, by)?;
                Ok(Act { write, drafts: Vec::new(), answer: () })
            });
            match taken {
                // Somebody has taken it already.
                Ok(()) | Err(Failure::Refused { rejection: Rejection::NotFound, .. }) => {}
                Err(failure) => return Err(failure),
            }
        }
        self.announce(&[Topic::Calls, Topic::Cases, Topic::Sharing]);
        Ok(())
    }

    /// What is still at home on a workstation, of sessions that aren't over.
    pub(crate) fn begun_at(&self, station: Uuid) -> Result<Vec<Uuid>, Failure> {
        self.read(|reader| {
            let mut begun = Vec::new();
            for session in reader.sessions()? {
                if matches!(session.stage, SessionStage::Sealed | SessionStage::Cancelled) {
                    continue;
                }
                let calls = reader.calls_of_session(session.id)?.into_iter();
                let calls = calls.map(|call| (call.id.0, State::Call(Box::new(call))));
                let cases = reader.cases_of_session(session.id)?.into_iter();
                let cases = cases.map(|case| (case.id.0, State::Case(Box::new(case))));
                for (stream, state) in calls.chain(cases) {
                    if at_seat(&state) && reader.author(stream)? == Some(station) {
                        begun.push(stream);
                    }
                }
            }
            Ok(begun)
        })
    }
}
