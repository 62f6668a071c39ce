//! 核对办结时限: a due date that was given while the workstation's clock was far out waits for a person's eye.

use super::assign::{self, DueWish};
use super::facts::DueDateChecked;
use super::{Case, Stage};
use crate::deadline::{self, Span};
use crate::event::CaseEvent;
use crate::moment::Moment;
use crate::rejection::Rejection;
use crate::time::Stamp;

/// A clock so much out that the day or the hour that was counted from it may be another, in s.
pub const CLOCK_FAR_OUT: i64 = 60;

/// How many seconds the clock of this workstation is out, where that is enough to doubt a due date.
pub(super) fn clock_out(moment: &Moment) -> Option<i64> {
    let seconds = moment.around.clock_behind / 1000;
    (seconds.abs() > CLOCK_FAR_OUT).then_some(seconds)
}

impl Case {
    /// The due date waits to be checked: so many seconds was the clock out when it was given. One that was approved since
    /// takes its place, and nobody has to check the old one.
    pub fn due_to_check(&self) -> Option<i64> {
        match self.stage {
            Stage::Assigned | Stage::InProgress if self.follow.due.is_none() => {
                self.assignment.as_ref()?.clock_out
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
            | Stage::Redirected { .. }
            | Stage::Voided { .. } => None,
        }
    }
}

/// The date is right as it stands, or is set anew by the rules that it was given by.
///
/// # Errors
/// `NotFound` where nothing waits: it is no way of moving a date.
pub fn check_due(case: &Case, anew: Option<DueWish>, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    if !matches!(case.stage, Stage::Assigned | Stage::InProgress) {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    let given = case.assignment.as_ref().filter(|_| case.due_to_check().is_some());
    let given = given.ok_or(Rejection::NotFound)?;
    let Some(wish) = anew else {
        let (due, provisional, working_days) = (given.due, given.provisional, given.working_days);
        return Ok(vec![CaseEvent::DueDateChecked(DueDateChecked { due, provisional, working_days }, None)]);
    };
    let due = assign::due(wish, moment)?;
    let close = moment.directory.deadlines(given.at.day()).close_of_day;
    let latest = Stamp::local(given.at.day(), close);
    if given.same_day && due.at > latest {
        return Err(Rejection::DueNotToday { latest });
    }
    // The reason for a later one was given with the date that stands; nobody has given another.
    if let Some(promised) = case.promise.due().filter(|promised| deadline::later(due.at, *promised))
        && !given.later_than_promised
    {
        return Err(Rejection::LaterThanPromised { promised });
    }
    let facts = DueDateChecked {
        due: due.at,
        provisional: due.provisional.map(|provisional| provisional.year),
        working_days: match due.basis.span {
            Span::WorkingDays(days) => Some(days),
            Span::WallClockHours(_) | Span::TodayAt(_) => None,
        },
    };
    Ok(vec![CaseEvent::DueDateChecked(facts, None)])
}
