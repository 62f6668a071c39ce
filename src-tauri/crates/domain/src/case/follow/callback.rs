//! 回访: two questions to the citizen, and the four ends that an answer can have (T19–T22, T24).

use super::facts::*;
use super::measure::reopened_due;
use super::text::*;
use super::work::not_of_lead;
use super::{Callback, Follow, in_stage, ladder};
use crate::case::{Case, CloseKind, Stage};
use crate::event::FollowEvent;
use crate::limits::{Limit, Limits};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use chrono::Timelike;
use std::collections::BTreeSet;

/// T19. 已解决 and not dissatisfied closes the case; anything else stays until it is reopened or explained: nothing is
/// closed against the citizen's word.
pub fn note(
    case: &Case,
    how: ContactHow,
    answer: CallbackAnswer,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    to_be_asked(case, moment)?;
    match answer {
        CallbackAnswer::ProofChecked { .. } if !case.matter.anonymous => return Err(Rejection::NotAnonymous),
        CallbackAnswer::Missed { .. } | CallbackAnswer::Answered { .. } if case.matter.anonymous => {
            return Err(Rejection::Anonymous);
        }
        CallbackAnswer::ProofChecked { .. }
        | CallbackAnswer::Missed { .. }
        | CallbackAnswer::Answered { .. } => {}
    }
    let left = match answer.solved() {
        // What is left has to be said, or nobody can do it.
        Some(Solved::Partly | Solved::No) => typed::text(words, Field::Said, Kind::Long)?,
        Some(Solved::Yes) | None => typed::optional(words, Field::Said, Kind::Long)?.unwrap_or_default(),
    };
    let text = SaidText { name: String::new(), words: left };
    let mut events = vec![FollowEvent::CallbackMade(CallbackMade { how, answer }, Some(text))];
    let content = answer.satisfied().is_none_or(Satisfaction::content);
    if answer.solved() == Some(Solved::Yes) && content {
        events.push(closed(CloseKind::Solved, None));
    }
    Ok(events)
}

/// T22: enough attempts, on enough days, at different times. It is no satisfaction, and counted apart.
pub fn close_unreachable(case: &Case, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    to_be_asked(case, moment)?;
    let limits = moment.directory.limits(moment.at.day());
    if case.follow.answered().is_some() {
        return Err(Rejection::CitizenAnswered);
    }
    let tried = Attempts::of(&case.follow, limits);
    let (least, least_days) = (limits.of(Limit::Attempts), limits.of(Limit::AttemptDays));
    if tried.count < least || tried.days < least_days || !tried.at_other_times {
        let Attempts { count: attempts, days, .. } = tried;
        return Err(Rejection::TooFewAttempts { attempts, days, least, least_days });
    }
    Ok(vec![closed(CloseKind::Unreachable, None)])
}

struct Attempts {
    count: u32,
    days: u32,
    /// Not all of them at one hour of the day.
    at_other_times: bool,
}

impl Attempts {
    /// Since the last result; of several within an hour or two of one day the first counts.
    fn of(follow: &Follow, limits: &Limits) -> Attempts {
        let apart = i64::from(limits.of(Limit::AttemptHours)) * 3600;
        let of_day = |at: Stamp| i64::from(at.time().num_seconds_from_midnight());
        let mut counted: Vec<Stamp> = Vec::new();
        let missed = |one: &&Callback| matches!(one.answer, CallbackAnswer::Missed { .. });
        for at in follow.callbacks_now().filter(missed).map(|one| one.at) {
            let near = |one: &Stamp| one.day() == at.day() && at.seconds_since(*one) < apart;
            if !counted.iter().any(near) {
                counted.push(at);
            }
        }
        let (earliest, latest) =
            (counted.iter().map(|at| of_day(*at)).min(), counted.iter().map(|at| of_day(*at)).max());
        let at_other_times = earliest.zip(latest).is_some_and(|(first, last)| last - first >= apart);
        let days: BTreeSet<_> = counted.iter().map(|at| at.day()).collect();
        Attempts { count: counted.len() as u32, days: days.len() as u32, at_other_times }
    }
}

/// T21, the first of two reviewers: outside the law or what can be done, with its basis, and said to the citizen.
pub fn propose_explanation(
    case: &Case,
    reasonableness: Reasonableness,
    basis: &str,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    pending(case)?;
    not_of_lead(case, moment)?;
    if reasonableness == Reasonableness::Reasonable {
        return Err(Rejection::ReasonableIsReopened);
    }
    if case.follow.explanation.is_some() {
        return Err(Rejection::AlreadyThere);
    }
    if case.follow.answered().is_none() {
        return Err(Rejection::CitizenNotAsked);
    }
    let basis = typed::text(basis, Field::Basis, Kind::Long)?;
    let words = typed::text(words, Field::Said, Kind::Long)?;
    let text = ExplanationText { basis, words };
    let facts = ExplanationProposed { reasonableness };
    Ok(vec![FollowEvent::ExplanationProposed(facts, Some(text))])
}

/// The second reviewer.
pub fn confirm_explanation(case: &Case, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    pending(case)?;
    not_of_lead(case, moment)?;
    let proposed = case.follow.explanation.as_ref().ok_or(Rejection::NothingAsked)?;
    if proposed.by == moment.actor {
        return Err(Rejection::SamePerson);
    }
    Ok(vec![closed(CloseKind::Explained, Some(proposed.reasonableness))])
}

pub fn drop_explanation(case: &Case) -> Result<Vec<FollowEvent>, Rejection> {
    pending(case)?;
    case.follow.explanation.as_ref().ok_or(Rejection::NothingAsked)?;
    Ok(vec![FollowEvent::ExplanationDropped(ExplanationDropped {}, None)])
}

/// T20 from a callback, T24 from a case that was closed. Half the span, and the ladder one step up.
pub fn reopen(
    case: &Case,
    why: ReopenWhy,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    let limits = moment.directory.limits(moment.at.day());
    match case.stage {
        Stage::PendingCallback => {
            let answer = case.follow.answered();
            let fits = match why {
                ReopenWhy::Unsolved => {
                    answer.and_then(CallbackAnswer::solved).is_some_and(|solved| solved != Solved::Yes)
                }
                ReopenWhy::Dissatisfied => {
                    answer.and_then(CallbackAnswer::satisfied).is_some_and(|word| !word.content())
                }
                ReopenWhy::NewEvidence | ReopenWhy::CalledAgain | ReopenWhy::MergedCaller => true,
            };
            if !fits {
                return Err(Rejection::CitizenNotAsked);
            }
        }
        Stage::Closed { how: CloseKind::Solved | CloseKind::Explained | CloseKind::Unreachable } => {
            let days = limits.of(Limit::AgainDays);
            let last = case.closed_at.unwrap_or(case.changed_at);
            if moment.at.seconds_since(last) > i64::from(days) * 86_400 {
                return Err(Rejection::ClosedTooLong { days });
            }
            if matches!(why, ReopenWhy::Unsolved | ReopenWhy::Dissatisfied) {
                return Err(Rejection::CitizenNotAsked);
            }
        }
        Stage::Recording
        | Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::Listed
        | Stage::Closed { how: CloseKind::OnSpot | CloseKind::Elsewhere }
        | Stage::Merged { .. }
        | Stage::Redirected { .. }
        | Stage::Voided { .. } => return Err(Rejection::StageForbids { stage: case.stage }),
    }
    let words = typed::text(words, Field::Reason, Kind::Long)?;
    let (due, working_days) = reopened_due(case, moment).ok_or(Rejection::DueTooFar)?;
    let text = SaidText { name: String::new(), words };
    let facts = CaseReopened { why, due, working_days };
    let mut events = vec![FollowEvent::CaseReopened(facts, Some(text))];
    events.extend(ladder::after_reopening(case, moment));
    Ok(events)
}

fn closed(how: CloseKind, reasonableness: Option<Reasonableness>) -> FollowEvent {
    FollowEvent::CaseClosed(CaseClosed { how, reasonableness }, None)
}

/// Waits for the callback, and isn't the caller's own work. Who called about a merged case is asked for himself once its
/// master has come so far, also when that was closed first.
fn to_be_asked(case: &Case, moment: &Moment) -> Result<(), Rejection> {
    if case.master().is_none() {
        pending(case)?;
        return not_of_lead(case, moment);
    }
    let master = moment.around.master.as_ref().ok_or(Rejection::NotFound)?;
    if case.closed_at.is_some() {
        return Err(Rejection::AlreadyThere);
    }
    if !matches!(master.stage, Stage::Closed { .. }) {
        pending(master)?;
    }
    not_of_lead(master, moment)
}

fn pending(case: &Case) -> Result<(), Rejection> {
    in_stage(case, &[Stage::PendingCallback])
}
