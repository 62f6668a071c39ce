//! When a session may be planned, opened, closed to new calls, and sealed.

use super::event::*;
use super::{Session, SessionStage};
use crate::event::SessionEvent;
use crate::id::{CaseId, PersonId};
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
    SealSession,
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
        (SealSession, Some(session)) => {
            stage_is(session, &[SessionStage::LinesClosed])?;
            SessionEvent::SessionSealed(seal(moment)?, None)
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

/// Seals only what adds up: every answered call has one disposition or a code, every transferred case is
/// settled or on the undecided list, and the meeting has ended.
fn seal(moment: &Moment) -> Result<SessionSealed, Rejection> {
    let tally = moment.around.tally;
    if tally.live > 0 || tally.unsorted > 0 {
        return Err(Rejection::CallsUnfinished { live: tally.live, unsorted: tally.unsorted });
    }
    if tally.counted() != tally.answered {
        return Err(Rejection::DoesNotReconcile { answered: tally.answered, counted: tally.counted() });
    }
    if moment.around.unsettled > 0 {
        return Err(Rejection::Unsettled { count: moment.around.unsettled });
    }
    match &moment.around.meeting {
        Some(meeting) if meeting.adjourned_at.is_none() => return Err(Rejection::MeetingRunning),
        // A session whose calls were all answered on the line needs no meeting.
        None if tally.transferred > 0 => return Err(Rejection::MeetingNotRunning),
        Some(_) | None => {}
    }
    // What was ruled on, merged or voided after it had been listed is undecided no more.
    let waits = |id: &CaseId| {
        moment.around.cases.iter().find(|case| case.id == *id).is_none_or(|case| case.pending())
    };
    let listed = moment.around.meeting.iter().flat_map(|meeting| meeting.undecided());
    let undecided = listed.filter(waits).count() as u32;
    Ok(SessionSealed { tally, settled: tally.transferred_cases.saturating_sub(undecided), undecided })
}

fn stage_is(session: &Session, stages: &[SessionStage]) -> Result<(), Rejection> {
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
