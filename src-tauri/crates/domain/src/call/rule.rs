//! When a call may ring, be answered, end, and be logged with what it counts as.

use super::facts::*;
use super::text::*;
use super::{Call, CallStage};
use crate::case::{Case, Channel, Stage};
use crate::event::CallEvent;
use crate::id::{PersonId, SessionId};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::session::{Session, SessionStage};
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CallCommand {
    RingCall {
        session: SessionId,
        line: Line,
        number: Option<String>,
    },
    /// 接起. The recorder is who types; the leader is the seat's unless another took the receiver.
    AnswerCall {
        seat: u8,
        leader: Option<PersonId>,
    },
    EndCall,
    /// Ends the record of a call: the heaviest disposition of its cases, or a code if it has none.
    LogCall {
        no_case: Option<NoCase>,
        words: Option<String>,
        read_back: bool,
    },
    MissCall {
        why: Missed,
    },
    RingBack {
        reached: bool,
        note: Option<String>,
    },
    DropMark {
        note: Option<String>,
    },
}

pub fn decide(
    state: Option<&Call>,
    command: CallCommand,
    moment: &Moment,
) -> Result<Vec<CallEvent>, Rejection> {
    use CallCommand::*;
    let session = moment.around.session.as_ref();
    let event = match (command, state) {
        (RingCall { .. }, Some(_)) => return Err(Rejection::AlreadyThere),
        (RingCall { session: id, line, number }, None) => {
            let session = session.filter(|session| session.id == id).ok_or(Rejection::SessionNotPlanned)?;
            taking_calls(session)?;
            let number = number.map(|number| typed::number(&number, Field::Number)).transpose()?;
            CallEvent::CallRang(CallRang { session: id, line }, Some(CallerText { number }))
        }
        (_, None) => return Err(Rejection::NotFound),
        (AnswerCall { seat, leader }, Some(call)) => {
            let session = session.ok_or(Rejection::SessionNotPlanned)?;
            stage_is(call, &[CallStage::Ringing])?;
            taking_calls(session)?;
            let plan = session.seat(seat).ok_or(Rejection::SeatUnknown { seat })?;
            session.takes_calls_at(seat)?;
            if leader.is_some_and(|leader| !moment.directory.people.contains_key(&leader)) {
                return Err(Rejection::UnknownPerson);
            }
            let leader = leader.unwrap_or(plan.leader);
            CallEvent::CallAnswered(CallAnswered { seat, leader, recorder: moment.actor }, None)
        }
        (EndCall, Some(call)) => {
            stage_is(call, &[CallStage::Live])?;
            CallEvent::CallEnded(CallEnded {}, None)
        }
        (LogCall { no_case, words, read_back }, Some(call)) => {
            stage_is(call, &[CallStage::Live, CallStage::WrapUp])?;
            let words = words.map(|words| typed::optional(&words, Field::Note, Kind::Long)).transpose()?;
            let cases = &moment.around.cases;
            let outcome = outcome(cases, no_case)?;
            let facts = CallLogged { outcome, cases: cases.iter().map(|case| case.id).collect(), read_back };
            CallEvent::CallLogged(facts, Some(LoggedText { words: words.flatten() }))
        }
        (MissCall { why }, Some(call)) => {
            stage_is(call, &[CallStage::Ringing])?;
            CallEvent::CallMissed(CallMissed { why }, None)
        }
        (RingBack { reached, note }, Some(call)) => {
            stage_is(call, &[CallStage::Missed, CallStage::RungBack])?;
            let note = note.map(|note| typed::optional(&note, Field::Note, Kind::Line)).transpose()?;
            let facts = CallRungBack { at: moment.at, reached };
            CallEvent::CallRungBack(facts, Some(NoteText { note: note.flatten() }))
        }
        (DropMark { note }, Some(call)) => {
            stage_is(call, &[CallStage::Live, CallStage::WrapUp])?;
            let note = note.map(|note| typed::optional(&note, Field::Note, Kind::Line)).transpose()?;
            CallEvent::MarkDropped(MarkDropped {}, Some(NoteText { note: note.flatten() }))
        }
    };
    Ok(vec![event])
}

/// The heaviest disposition of the cases that stand; a call whose cases were all redirected or voided needs
/// a code like one without any.
fn outcome(cases: &[Case], no_case: Option<NoCase>) -> Result<Outcome, Rejection> {
    let standing: Vec<&Case> = cases
        .iter()
        .filter(|case| !matches!(case.stage, Stage::Redirected { .. } | Stage::Voided { .. }))
        .collect();
    if standing.iter().any(|case| case.disposition.is_none()) {
        return Err(Rejection::CaseUnsorted);
    }
    let heaviest = standing.iter().filter_map(|case| case.disposition).max();
    match (heaviest, no_case) {
        (Some(_), Some(_)) => Err(Rejection::CallHasCases),
        (Some(disposition), None) => Ok(Outcome::Disposed(disposition)),
        (None, Some(code)) => Ok(Outcome::NoCase(code)),
        (None, None) => redirected(cases).map(Outcome::NoCase).ok_or(Rejection::NoCaseNeeded),
    }
}

/// The code of a call whose cases all went elsewhere: an emergency if one of them did.
fn redirected(cases: &[Case]) -> Option<NoCase> {
    let codes = cases.iter().filter_map(|case| match case.stage {
        Stage::Redirected { to: Channel::Police110 | Channel::Fire119 | Channel::Ambulance120 } => {
            Some(NoCase::Emergency)
        }
        Stage::Redirected { to: Channel::Petition | Channel::Court | Channel::Other } => {
            Some(NoCase::Redirected)
        }
        Stage::Recording
        | Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Merged { .. }
        | Stage::Voided { .. } => None,
    });
    codes.min()
}

fn taking_calls(session: &Session) -> Result<(), Rejection> {
    match session.stage {
        SessionStage::Open => Ok(()),
        SessionStage::Planned | SessionStage::Postponed => Err(Rejection::SessionNotOpen),
        SessionStage::LinesClosed => Err(Rejection::LinesClosed),
        SessionStage::Sealed | SessionStage::Cancelled => Err(Rejection::SessionOver),
    }
}

fn stage_is(call: &Call, stages: &[CallStage]) -> Result<(), Rejection> {
    if stages.contains(&call.stage) {
        return Ok(());
    }
    Err(match call.stage {
        CallStage::Ringing | CallStage::Missed | CallStage::RungBack => Rejection::CallNotLive,
        CallStage::Live | CallStage::WrapUp => Rejection::CallStillLive,
        CallStage::Logged => Rejection::CallLogged,
    })
}
