//! Due dates for the command line: the house's rules, without a house.

use domain::Stamp;
use domain::calendar::WorkCalendar;
use domain::deadline::{self, DeadlineClass, DeadlinePolicy, DueAt, NoDue, Span};

/// What a due date is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    WorkingDays(u32),
    Class(DeadlineClass),
}

/// By the bundled calendar and the default policy.
///
/// # Errors
/// When the day is over already, or the span leads too far.
pub fn due(from: Stamp, count: Count) -> Result<DueAt, NoDue> {
    let (calendar, policy) = (WorkCalendar::bundled(), DeadlinePolicy::default());
    match count {
        Count::WorkingDays(days) => deadline::due_after(Span::WorkingDays(days), from, &calendar, &policy),
        Count::Class(class) => deadline::due(class, from, &calendar, &policy),
    }
}
