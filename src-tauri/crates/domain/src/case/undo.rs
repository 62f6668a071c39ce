//! Taking back: a decision while the meeting runs, or a record that should not be, with two names.

use super::facts::*;
use super::text::WordsText;
use super::{Case, Stage};
use crate::event::CaseEvent;
use crate::id::PersonId;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};

/// Undo is a new event: what was decided stays on record, and the case waits for the meeting again.
pub fn undo(case: &Case, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    let meeting = moment.around.meeting.as_ref().ok_or(Rejection::MeetingNotRunning)?;
    if meeting.adjourned_at.is_some() {
        return Err(Rejection::MeetingOver);
    }
    let decided = match case.stage {
        Stage::Assigned => case.assignment.as_ref().is_some_and(|assignment| !assignment.same_day),
        Stage::PendingTriage => case.claim.is_some() || case.adjudication.is_some(),
        Stage::Recording
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Merged { .. }
        | Stage::Redirected { .. }
        | Stage::Voided { .. } => false,
    };
    if decided {
        Ok(vec![CaseEvent::DecisionUndone(DecisionUndone {}, None)])
    } else {
        Err(Rejection::NothingToUndo)
    }
}

/// T25: a test, a misrecording, pure harassment. The row stays.
pub fn void(
    case: &Case,
    reason: VoidReason,
    second: PersonId,
    note: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    if let Stage::Voided { .. } = case.stage {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    if moment.around.session.as_ref().is_some_and(|session| !session.running()) {
        return Err(Rejection::SessionOver);
    }
    if second == moment.actor {
        return Err(Rejection::SamePerson);
    }
    if !moment.directory.people.contains_key(&second) {
        return Err(Rejection::UnknownPerson);
    }
    let words = typed::text(note, Field::Note, Kind::Line)?;
    Ok(vec![CaseEvent::CaseVoided(CaseVoided { reason, second }, Some(WordsText { words }))])
}
