//! 开席 and 关席 by themselves: whoever answers at a seat of a shared session works there, and a seal has to hear from
//! him; when the lines are closed and nothing of his is left to finish, his counts stand.

use super::Born;
use crate::commit::Hand;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::id::SessionId;
use domain::seat::{SeatCommand, newest};
use domain::session::SessionStage;
use domain::{Command, State};
use uuid::Uuid;

impl Desk {
    /// Before a call is answered at a seat: so nobody sees the call before he sees who works there.
    ///
    /// # Errors
    /// Of the store.
    pub(crate) fn sit_down(&self, call: Uuid, seat: u8, hand: Hand) -> Result<(), Failure> {
        if self.sharing().is_none() {
            return Ok(());
        }
        let State::Call(call) = self.standing(&*self.write()?, call)? else { return Ok(()) };
        let sittings = self.read(|reader| reader.sittings(call.session))?;
        let sits = newest(&sittings, seat)
            .is_some_and(|sitting| sitting.is_open() && sitting.station == self.identity.station);
        if sits {
            return Ok(());
        }
        self.seat_act(SeatCommand::OpenSeat { session: call.session, seat, over: true }, hand)
    }

    /// Seats of sessions whose lines are closed. One with something left to finish stays open until that is done.
    ///
    /// # Errors
    /// Of the store.
    pub(crate) fn stand_up(&self) -> Result<(), Failure> {
        if self.sharing().is_none() || self.reads_only() || self.file_keys().1.is_none() {
            return Ok(());
        }
        let open: Vec<(SessionId, u8)> = self.read(|reader| {
            let mut open = Vec::new();
            for session in reader.sessions()?.into_iter().filter(|it| it.stage == SessionStage::LinesClosed) {
                let mine = reader.sittings(session.id)?.into_iter();
                let mine = mine.filter(|one| one.is_open() && one.station == self.identity.station);
                open.extend(mine.map(|one| (session.id, one.seat)));
            }
            Ok(open)
        })?;
        for (session, seat) in open {
            match self.seat_act(SeatCommand::CloseSeat { session, seat }, self.my_hand()) {
                Ok(()) | Err(Failure::Refused { .. }) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }

    fn seat_act(&self, command: SeatCommand, hand: Hand) -> Result<(), Failure> {
        let (session, seat) = command.about();
        let stream = store::sitting_stream(self.identity.station, session.0, seat);
        let receipt = self.commit_at_home(stream, Born::AtSeat, |store| {
            let before = self.standing(store, stream)?;
            self.decided(store, stream, before, Command::Seat(command), hand, Vec::new())
        })?;
        self.announce(&receipt.topics);
        Ok(())
    }
}
