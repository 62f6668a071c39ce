//! When a meeting may convene, move on, defer, and adjourn.

use super::event::*;
use super::{Group, Meeting, Pass, sorted};
use crate::case::Stage;
use crate::deadline::{self, Span};
use crate::event::MeetingEvent;
use crate::id::{CaseId, PersonId, SessionId};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::session::SessionStage;
use crate::time::Stamp;
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum MeetingCommand {
    /// Opens the meeting of a session whose lines have closed; the agenda is sorted in the same act.
    Convene {
        session: SessionId,
    },
    /// Sorts again: late records find their place.
    SortAgenda,
    StartPass {
        pass: Pass,
    },
    OpenItem {
        case: CaseId,
    },
    /// 暂缓
    DeferItem {
        case: CaseId,
    },
    /// 列入未决清单, with an owner of the list.
    LeaveUndecided {
        case: CaseId,
        owner: PersonId,
        reason: String,
    },
    Adjourn,
}

pub fn decide(
    state: Option<&Meeting>,
    command: MeetingCommand,
    moment: &Moment,
) -> Result<Vec<MeetingEvent>, Rejection> {
    use MeetingCommand::*;
    let event = match (command, state) {
        (Convene { .. }, Some(_)) => return Err(Rejection::AlreadyThere),
        (Convene { session: id }, None) => {
            if moment.around.meeting.is_some() {
                return Err(Rejection::AlreadyThere);
            }
            let session = moment.around.session.as_ref().filter(|session| session.id == id);
            let session = session.ok_or(Rejection::SessionNotPlanned)?;
            match session.stage {
                SessionStage::LinesClosed => {}
                SessionStage::Open => return Err(Rejection::LinesOpen),
                SessionStage::Planned | SessionStage::Postponed => return Err(Rejection::SessionNotOpen),
                SessionStage::Sealed | SessionStage::Cancelled => return Err(Rejection::SessionOver),
            }
            let (chair, secretary) = (session.plan.chair, session.plan.secretary);
            let convened = MeetingConvened { session: id, chair, secretary };
            return Ok(vec![MeetingEvent::MeetingConvened(convened, None), agenda(moment)?]);
        }
        (_, None) => return Err(Rejection::MeetingNotRunning),
        (_, Some(meeting)) if meeting.adjourned_at.is_some() => return Err(Rejection::MeetingOver),
        (SortAgenda, Some(_)) => agenda(moment)?,
        (StartPass { pass }, Some(_)) => MeetingEvent::PassStarted(PassStarted { pass }, None),
        (OpenItem { case }, Some(meeting)) => {
            on_agenda(meeting, case)?;
            MeetingEvent::ItemOpened(ItemOpened { case }, None)
        }
        (DeferItem { case }, Some(meeting)) => {
            on_agenda(meeting, case)?;
            deferred(case, Deferral::Later, String::new())
        }
        (LeaveUndecided { case, owner, reason }, Some(meeting)) => {
            on_agenda(meeting, case)?;
            let subject = moment.around.cases.iter().find(|known| known.id == case);
            let subject = subject.ok_or(Rejection::NotFound)?;
            if subject.stage != Stage::PendingTriage {
                return Err(Rejection::StageForbids { stage: subject.stage });
            }
            if !moment.directory.people.contains_key(&owner) {
                return Err(Rejection::UnknownPerson);
            }
            let reason = typed::optional(&reason, Field::Reason, Kind::Line)?.unwrap_or_default();
            deferred(case, Deferral::Undecided { owner, until: ruling_until(moment)? }, reason)
        }
        (Adjourn, Some(_)) => {
            if moment.around.unsettled > 0 {
                return Err(Rejection::Unsettled { count: moment.around.unsettled });
            }
            MeetingEvent::MeetingAdjourned(MeetingAdjourned {}, None)
        }
    };
    Ok(vec![event])
}

/// “次日17:00前裁定”: counted in working days, at the hour of the house's rule.
fn ruling_until(moment: &Moment) -> Result<Stamp, Rejection> {
    let directory = moment.directory;
    let span = Span::WorkingDays(directory.undecided.days);
    let due = deadline::due_after(span, moment.at, &directory.calendar, directory.deadlines(moment.at.day()))
        .map_err(|_| Rejection::DueTooFar)?;
    Ok(Stamp::local(due.at.day(), directory.undecided.time))
}

fn deferred(case: CaseId, to: Deferral, reason: String) -> MeetingEvent {
    MeetingEvent::ItemDeferred(ItemDeferred { case, to }, Some(DeferText { reason }))
}

fn on_agenda(meeting: &Meeting, case: CaseId) -> Result<(), Rejection> {
    match meeting.order.iter().find(|entry| entry.case == case) {
        Some(AgendaEntry { group: Group::SameDay, .. }) | None => Err(Rejection::NotOnAgenda),
        Some(_) => Ok(()),
    }
}

fn agenda(moment: &Moment) -> Result<MeetingEvent, Rejection> {
    let session = moment.around.session.as_ref().ok_or(Rejection::SessionNotPlanned)?;
    let items = sorted(&moment.around.cases, session, moment.directory);
    Ok(MeetingEvent::AgendaSorted(AgendaSorted { items }, None))
}
