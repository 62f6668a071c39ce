//! When a session may be planned, opened, closed to new calls, and sealed.

use super::event::*;
use super::{Session, SessionStage};
use crate::event::SessionEvent;
use crate::id::PersonId;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SessionCommand {
    /// Plans a session, or plans it anew while it is not open.
    PlanSession {
        plan: Plan,
    },
    /// 签到: `arrived` none takes a mistaken entry back.
    TakeAttendance {
        person: PersonId,
        arrived: Option<Stamp>,
    },
    /// 就绪检查: ticked, or taken back.
    TickCheck {
        check: Check,
        done: bool,
    },
    OpenSession,
    /// No new calls; live ones finish.
    CloseLines,
    /// 停用 of a seat: no call is answered there until it is taken back.
    ShutSeat {
        seat: u8,
        shut: bool,
    },
    CancelSession {
        reason: String,
    },
    PostponeSession {
        to: NaiveDate,
        reason: String,
    },
}

pub fn decide(
    state: Option<&Session>,
    command: SessionCommand,
    moment: &Moment,
) -> Result<Vec<SessionEvent>, Rejection> {
    use SessionCommand::*;
    let event = match (command, state) {
        (PlanSession { plan }, state) => {
            if let Some(session) = state {
                stage_is(session, &[SessionStage::Planned, SessionStage::Postponed])?;
            }
            let plan = super::plan::standing(plan, moment)?;
            SessionEvent::SessionPlanned(SessionPlanned { plan }, None)
        }
        (_, None) => return Err(Rejection::SessionNotPlanned),
        (TakeAttendance { person, arrived }, Some(session)) => {
            if matches!(session.stage, SessionStage::Sealed | SessionStage::Cancelled) {
                return Err(Rejection::SessionOver);
            }
            if !moment.directory.people.contains_key(&person) {
                return Err(Rejection::UnknownPerson);
            }
            SessionEvent::AttendanceTaken(AttendanceTaken { person, arrived }, None)
        }
        (TickCheck { check, done }, Some(session)) => {
            stage_is(session, &[SessionStage::Planned, SessionStage::Postponed, SessionStage::Open])?;
            if let Check::Line { seat } = check
                && session.seat(seat).is_none()
            {
                return Err(Rejection::SeatUnknown { seat });
            }
            SessionEvent::CheckTicked(CheckTicked { check, done }, None)
        }
        (OpenSession, Some(session)) => {
            stage_is(session, &[SessionStage::Planned])?;
            SessionEvent::SessionOpened(SessionOpened {}, None)
        }
        (CloseLines, Some(session)) => {
            stage_is(session, &[SessionStage::Open])?;
            SessionEvent::LinesClosed(LinesClosed {}, None)
        }
        (ShutSeat { seat, shut }, Some(session)) => {
            stage_is(session, &[SessionStage::Planned, SessionStage::Postponed, SessionStage::Open])?;
            session.seat(seat).ok_or(Rejection::SeatUnknown { seat })?;
            if session.shut.contains(&seat) == shut {
                return Err(Rejection::AlreadyThere);
            }
            SessionEvent::SeatShut(SeatShut { seat, shut }, None)
        }
        (CancelSession { reason }, Some(session)) => {
            stage_is(session, &[SessionStage::Planned, SessionStage::Postponed])?;
            let reason = typed::text(&reason, Field::Reason, Kind::Line)?;
            SessionEvent::SessionCancelled(SessionCancelled {}, Some(ReasonText { reason }))
        }
        (PostponeSession { to, reason }, Some(session)) => {
            stage_is(session, &[SessionStage::Planned, SessionStage::Postponed])?;
            if to <= moment.at.day() {
                return Err(Rejection::DueInPast);
            }
            let reason = typed::text(&reason, Field::Reason, Kind::Line)?;
            SessionEvent::SessionPostponed(SessionPostponed { to }, Some(ReasonText { reason }))
        }
    };
    Ok(vec![event])
}

pub(super) fn stage_is(session: &Session, stages: &[SessionStage]) -> Result<(), Rejection> {
    if stages.contains(&session.stage) {
        return Ok(());
    }
    Err(match session.stage {
        SessionStage::Planned | SessionStage::Postponed => Rejection::SessionNotOpen,
        SessionStage::Open => Rejection::LinesOpen,
        SessionStage::LinesClosed => Rejection::LinesClosed,
        SessionStage::Sealed | SessionStage::Cancelled => Rejection::SessionOver,
    })
}
