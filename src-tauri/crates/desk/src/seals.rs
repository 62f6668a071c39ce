//! 封存: a session's figures, signed by one person, or by two when a seat is away; and what is added later.

use crate::act::topics;
use crate::around::unsettled;
use crate::desk::Desk;
use crate::door::KeysReceipt;
use crate::failure::Failure;
use crate::keys::Signatory;
use crate::sealing::By;
use crate::sharing::{Act, Born};
use crate::signed;
use data_encoding::HEXLOWER;
use domain::event::SessionEvent;
use domain::id::SessionId;
use domain::seat::CheckpointWhy;
use domain::session::{self, SealCommand};
use domain::{Around, Event, Moment, Rejection, State};
use store::{Error, Reader};

impl Desk {
    /// Proposes, confirms or seals.
    pub(crate) fn seal(
        &self,
        signatory: &Signatory,
        session: SessionId,
        command: SealCommand,
    ) -> Result<KeysReceipt, Failure> {
        self.miss_ringing(session, self.my_hand())?;
        self.stand_up()?;
        let (topics, sealed) = self.commit_at_home(session.0, Born::AtHub, |store| {
            let before = self.standing(store, session.0)?;
            let State::Session(standing) = &before else { return Err(Rejection::NotFound.into()) };
            let point = store.hub_cursor()?.map(|point| (point.pos, HEXLOWER.encode(&point.hash)));
            let around = self.read(|reader| self.around_a_seal(reader, session))?;
            let around = Around { point, ..around };
            let (directory, at) = (self.directory(), self.clock.now());
            let (actor, roles) = (signatory.id, &*signatory.roles);
            let moment = Moment { at, actor, roles, directory: &directory, around: &around };
            let events = session::decide_seal(Some(&**standing), command, &moment)?;
            let events: Vec<Event> = events.into_iter().map(Event::Session).collect();
            let by = By { person: actor, at };
            let write = signed::write(store, &self.keys, &signatory.person, session.0, &events, by)?;
            let answer = (topics(&events), events.iter().any(figures));
            Ok(Act { write, drafts: Vec::new(), answer })
        })?;
        self.announce(&topics);
        if sealed {
            // What stands is acknowledged; a checkpoint that fails now is made by the next thousand rows.
            drop(self.checkpoint(CheckpointWhy::Sealed));
        }
        Ok(KeysReceipt { topics, fingerprint: None })
    }

    /// What the figures of a session are made of.
    pub(crate) fn around_a_seal(&self, reader: &Reader, session: SessionId) -> Result<Around, Error> {
        let meeting = reader.meeting_of_session(session)?;
        Ok(Around {
            tally: reader.tally(session)?,
            unsettled: unsettled(reader, session, meeting.as_ref())?,
            cases: reader.cases_of_session(session)?,
            sittings: reader.sittings(session)?,
            arrived: reader.arrived(session)?,
            station: Some(self.identity.station),
            meeting,
            ..Around::default()
        })
    }
}

/// Whether figures stand with it, and don't merely wait.
fn figures(event: &Event) -> bool {
    matches!(event, Event::Session(SessionEvent::SessionSealed(..) | SessionEvent::SupplementAdded(..)))
}
