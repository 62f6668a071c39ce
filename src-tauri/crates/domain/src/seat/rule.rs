//! When a seat may be opened at a workstation, and closed with its counts.

use super::{Arrived, SeatClosed, SeatLog, SeatOpened, newest};
use crate::event::SeatEvent;
use crate::id::SessionId;
use crate::moment::Moment;
use crate::rejection::Rejection;
use crate::session::SessionStage;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// On the stream of the sitting, which the desk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SeatCommand {
    /// 开席. `over`: although it is open at another workstation, which is left.
    OpenSeat { session: SessionId, seat: u8, over: bool },
    /// 关席
    CloseSeat { session: SessionId, seat: u8 },
}

impl SeatCommand {
    pub fn about(self) -> (SessionId, u8) {
        match self {
            SeatCommand::OpenSeat { session, seat, .. } | SeatCommand::CloseSeat { session, seat } => {
                (session, seat)
            }
        }
    }
}

pub fn decide(
    state: Option<&SeatLog>,
    command: SeatCommand,
    moment: &Moment,
) -> Result<Vec<SeatEvent>, Rejection> {
    let own = state.and_then(|log| log.sitting.as_ref());
    let event = match command {
        SeatCommand::OpenSeat { session: id, seat, over } => {
            let session = moment.around.session.as_ref().filter(|session| session.id == id);
            let session = session.ok_or(Rejection::SessionNotPlanned)?;
            match session.stage {
                SessionStage::Open | SessionStage::LinesClosed => {}
                SessionStage::Planned | SessionStage::Postponed => return Err(Rejection::SessionNotOpen),
                SessionStage::Sealed | SessionStage::Cancelled => return Err(Rejection::SessionOver),
            }
            session.seat(seat).ok_or(Rejection::SeatUnknown { seat })?;
            session.takes_calls_at(seat)?;
            let station = moment.around.station.ok_or(Rejection::NotFound)?;
            match newest(&moment.around.sittings, seat).filter(|sitting| sitting.is_open()) {
                Some(sitting) if sitting.station == station => return Err(Rejection::AlreadyThere),
                Some(_) if !over => return Err(Rejection::SeatElsewhere { seat }),
                Some(_) | None => {}
            }
            SeatEvent::SeatOpened(SeatOpened { station, session: id, seat, person: moment.actor }, None)
        }
        SeatCommand::CloseSeat { session, seat } => {
            let own = own.filter(|own| (own.session, own.seat) == (session, seat));
            let own = own.ok_or(Rejection::NotFound)?;
            if !own.is_open() {
                return Err(Rejection::AlreadyThere);
            }
            let Arrived { calls, cases, live, unsorted, recording, .. } =
                Arrived::of(own, &moment.around.arrived);
            if unsorted > 0 {
                return Err(Rejection::CallsUnfinished { live, unsorted });
            }
            if recording > 0 {
                return Err(Rejection::SeatUnfinished { seat, records: recording });
            }
            SeatEvent::SeatClosed(SeatClosed { session, seat, calls, cases }, None)
        }
    };
    Ok(vec![event])
}
