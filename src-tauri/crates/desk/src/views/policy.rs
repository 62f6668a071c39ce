//! Versions of the deadlines, and what a change would touch.

use crate::desk::Desk;
use crate::failure::Failure;
use chrono::{NaiveDate, NaiveTime};
use domain::Stamp;
use domain::case::Case;
use domain::deadline::{self, DeadlineClass, DeadlinePolicy, Span};
use domain::directory::Directory;
use domain::redact::Redacted;
use domain::view::*;
use std::collections::BTreeMap;

/// As many cases as a person looks through before he trusts the number.
const SHOWN: usize = 50;

impl Desk {
    pub(crate) fn policies(&self) -> Vec<PolicySeen> {
        let directory = self.directory();
        let holds = directory.deadlines(self.clock.now().day());
        let seen = |version: &domain::directory::PolicyVersion| PolicySeen {
            holds: std::ptr::eq(&version.policy, holds),
            policy: version.policy.clone(),
            from: version.from,
            entered_at: version.entered.map(|(at, _)| at),
            entered_by: version.entered.map(|(_, by)| directory.person_name(by)).unwrap_or_default(),
        };
        directory.policies.iter().rev().map(seen).collect()
    }

    /// What these deadlines would touch from that day on, beside those that would hold on it otherwise.
    pub(crate) fn policy_preview(
        &self,
        deadlines: &DeadlinePolicy,
        from: NaiveDate,
    ) -> Result<PolicyPreview, Failure> {
        let directory = self.directory();
        let old = directory.deadlines(from);
        let at = counted_from(self.clock.now(), from, old);
        let mut preview =
            PolicyPreview { open: 0, touched: 0, waiting: 0, classes: Vec::new(), cases: Vec::new() };
        let mut classes: BTreeMap<DeadlineClass, u32> = BTreeMap::new();
        self.read(|reader| {
            reader.open_cases(|case| {
                preview.open += 1;
                let class = case.class(&directory);
                if !changes(class, old, deadlines) {
                    return;
                }
                preview.touched += 1;
                preview.waiting += u32::from(case.assignment.is_none());
                *classes.entry(class).or_default() += 1;
                if preview.cases.len() < SHOWN {
                    preview.cases.push(touched(&case, class, &directory, at, [old, deadlines]));
                }
            })
        })?;
        preview.classes = classes.into_iter().map(|(class, cases)| ClassTouched { class, cases }).collect();
        Ok(preview)
    }
}

/// Now, or when work begins on the day from which they are to hold: a default is counted from the moment of
/// the assignment, which nobody knows yet, and sooner than this it can't be by the new rule.
fn counted_from(now: Stamp, from: NaiveDate, policy: &DeadlinePolicy) -> Stamp {
    let begins = policy.hours.spans.first().map_or(NaiveTime::MIN, |span| span.from);
    now.max(Stamp::local(from, begins))
}

/// Whether a class would get another due date: by another span, or by another close of the day to which its
/// working days run. A new source alone moves nothing.
fn changes(class: DeadlineClass, old: &DeadlinePolicy, new: &DeadlinePolicy) -> bool {
    let span = |policy: &DeadlinePolicy| policy.rules.get(&class).map(|rule| rule.span);
    let closes = |policy: &DeadlinePolicy| match span(policy) {
        Some(Span::WorkingDays(_)) => Some(policy.close_of_day),
        Some(Span::WallClockHours(_) | Span::TodayAt(_)) | None => None,
    };
    span(old) != span(new) || closes(old) != closes(new)
}

fn touched(
    case: &Case,
    class: DeadlineClass,
    directory: &Directory,
    at: Stamp,
    policies: [&DeadlinePolicy; 2],
) -> TouchedCase {
    let due = case.due();
    // What stands assigned keeps its date: a default would only look like another one.
    let [by_old, by_new] = policies.map(|policy| {
        let counted = deadline::due(class, at, &directory.calendar, policy);
        counted.ok().filter(|_| due.is_none()).map(|due| due.at)
    });
    TouchedCase {
        case: case.id,
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        category: case.matter.category.map(|id| directory.category_path(id)).unwrap_or_default(),
        place: Redacted::place(&case.place(directory), &case.text.caller),
        class,
        due,
        by_old,
        by_new,
    }
}
