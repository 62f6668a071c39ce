//! What this workstation has on show for its other windows: in memory only, never in the journal or on disk.

use crate::desk::Desk;
use crate::door::*;
use crate::failure::Failure;
use domain::Command;
use domain::call::{Call, CallCommand, CallStage, Disposition, Line};
use domain::id::CallId;
use domain::session::Session;
use std::sync::{MutexGuard, PoisonError};

#[derive(Default)]
pub(crate) struct Room {
    pub seat: Option<u8>,
    pub sheet: Option<SheetShown>,
    pub item: Option<ItemShown>,
    pub camera: bool,
    pub black: bool,
    pub hidden: bool,
    /// Of the call that was on the line when they were made; a later call begins without any.
    proposed: Option<(CallId, Disposition)>,
    asked: Vec<(CallId, Asked)>,
}

impl Room {
    pub fn proposed(&self, call: CallId) -> Option<Disposition> {
        self.proposed.filter(|(of, _)| *of == call).map(|(_, disposition)| disposition)
    }

    pub fn asked(&self, call: CallId) -> impl Iterator<Item = Asked> {
        self.asked.iter().filter(move |(of, _)| *of == call).map(|(_, asked)| *asked)
    }
}

impl Desk {
    /// Puts something on show: the other windows of this workstation follow at once.
    pub fn show(&self, show: Show) {
        let mut room = self.room();
        match show {
            Show::Seat { seat } => room.seat = seat,
            Show::Sheet { sheet } => room.sheet = sheet.map(|sheet| *sheet),
            Show::Item { item } => room.item = item,
            Show::Projector { black, hidden } => (room.black, room.hidden) = (black, hidden),
            Show::Camera { on } => room.camera = on,
        }
        drop(room);
        self.announce(&[Topic::Room]);
    }

    /// A tap on the leader's window. Of what it may do only hanging up acts, and only where the line can.
    ///
    /// # Errors
    /// `Refused` when no call is on the line, or the line can't be hung up from here.
    pub fn propose(&self, proposal: Proposal) -> Result<(), Failure> {
        if let Proposal::Camera { on } = proposal {
            self.show(Show::Camera { on });
            return Ok(());
        }
        let call = self.call_at_seat()?.map(|(_, call)| call);
        let call = call.ok_or(domain::Rejection::CallNotLive)?;
        let at = self.clock.now();
        let mut room = self.room();
        match proposal {
            Proposal::Dispose { disposition } => {
                // The same tap again takes it back.
                let again = room.proposed(call.id) == Some(disposition);
                room.proposed = (!again).then_some((call.id, disposition));
            }
            Proposal::Ask { person } => {
                let known = room.asked(call.id).any(|asked| asked.person == person);
                if !known {
                    room.asked.retain(|(of, _)| *of == call.id);
                    room.asked.push((call.id, Asked { person, at }));
                }
            }
            Proposal::HangUp => {
                drop(room);
                return self.hang_up(&call);
            }
            Proposal::Camera { .. } => {}
        }
        drop(room);
        self.announce(&[Topic::Room]);
        Ok(())
    }

    pub(crate) fn room_view(&self) -> Result<RoomView, Failure> {
        let call = self.call_at_seat()?.map(|(_, call)| call.id);
        let room = self.room();
        Ok(RoomView {
            seat: room.seat,
            call,
            proposed: call.and_then(|call| room.proposed(call)),
            asked: call.map(|call| room.asked(call).collect()).unwrap_or_default(),
            camera: room.camera,
            black: room.black,
            hidden: room.hidden,
        })
    }

    pub(crate) fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The running session and the call of this workstation's seat: on the line or in wrap-up.
    pub(crate) fn call_at_seat(&self) -> Result<Option<(Session, Call)>, Failure> {
        let Some(seat) = self.room().seat else { return Ok(None) };
        self.read(|reader| {
            let session = reader.sessions()?.into_iter().find(Session::running);
            let Some(session) = session else { return Ok(None) };
            Ok(reader.live_on_seat(session.id, seat)?.map(|call| (session, call)))
        })
    }

    fn hang_up(&self, call: &Call) -> Result<(), Failure> {
        if !can_hang_up(call) {
            return Err(domain::Rejection::CallNotLive.into());
        }
        let order = Order {
            stream: call.id.0,
            version: Some(call.version),
            command: Command::Call(CallCommand::EndCall),
            draft: None,
        };
        match self.act(vec![order]).pop() {
            Some(Answer::Failed(failed)) => Err(failed.failure),
            Some(Answer::Done(_)) | None => Ok(()),
        }
    }
}

/// A telephone that the console doesn't hold is hung up by laying down its receiver.
pub(crate) fn can_hang_up(call: &Call) -> bool {
    call.stage == CallStage::Live
        && match call.line {
            Line::Rehearsal => true,
            Line::ByHand => false,
        }
}
