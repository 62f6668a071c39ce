//! Merging cases about the same matter, and sending a record back to be completed.

use super::facts::*;
use super::text::WordsText;
use super::{Case, Stage};
use crate::event::CaseEvent;
use crate::id::CaseId;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};

/// T6. The caller of a merged case is kept: he is called back like the master's.
pub fn merge(
    case: &Case,
    master: CaseId,
    reason: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    if !case.pending() {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    if master == case.id {
        return Err(Rejection::MergeIntoItself);
    }
    // It could not be taken back any more.
    if moment.around.meeting.as_ref().is_some_and(|meeting| meeting.adjourned_at.is_some()) {
        return Err(Rejection::MeetingOver);
    }
    if moment.around.session.as_ref().is_some_and(|session| !session.running()) {
        return Err(Rejection::SessionOver);
    }
    let into = moment.around.master.as_ref().filter(|into| into.id == master).ok_or(Rejection::NotFound)?;
    match into.stage {
        Stage::Merged { .. } | Stage::Redirected { .. } | Stage::Voided { .. } | Stage::Recording => {
            return Err(Rejection::MasterGone);
        }
        Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. } => {}
    }
    let words = typed::text(reason, Field::Reason, Kind::Line)?;
    Ok(vec![CaseEvent::CaseMerged(CaseMerged { master }, Some(WordsText { words }))])
}

/// Takes a merge back, until the meeting closes.
pub fn unmerge(case: &Case, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    let Stage::Merged { .. } = case.stage else { return Err(Rejection::NothingToUndo) };
    if moment.around.meeting.as_ref().is_some_and(|meeting| meeting.adjourned_at.is_some()) {
        return Err(Rejection::MeetingOver);
    }
    Ok(vec![CaseEvent::CaseUnmerged(CaseUnmerged {}, None)])
}

/// 退回补录: the case stays on the agenda; its recorder is asked for what is missing.
pub fn send_back(case: &Case, missing: &str, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    if !case.pending() {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    if moment.around.session.as_ref().is_some_and(|session| !session.running()) {
        return Err(Rejection::SessionOver);
    }
    let words = typed::text(missing, Field::Note, Kind::Line)?;
    Ok(vec![CaseEvent::CaseSentBack(CaseSentBack {}, Some(WordsText { words }))])
}
