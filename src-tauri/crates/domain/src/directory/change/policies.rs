//! Policies: a new version for every change, from a day that has not passed, each limit with its source.

use super::{line_or_none, within};
use crate::deadline::{DeadlinePolicy, DeadlineRule, Span};
use crate::directory::event::PoliciesChanged;
use crate::directory::{Directory, Timetable};
use crate::limits::{Limit, LimitRule, Limits};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use chrono::NaiveTime;
use std::collections::BTreeMap;

/// Thirty days; longer spans are counted in working days.
const MOST_HOURS: u32 = 720;
/// A year's.
const MOST_DAYS: u32 = 250;
const MOST_MINUTES_A_PART: u32 = 180;
const MOST_MINUTES: u32 = 300;

pub(super) fn change(facts: PoliciesChanged, moment: &Moment) -> Result<PoliciesChanged, Rejection> {
    let PoliciesChanged { deadlines, from, timetable, undecided, limits } = facts;
    let from = from.filter(|_| deadlines.is_some() || limits.is_some());
    if from.is_some_and(|from| from < moment.at.day()) {
        return Err(Rejection::PolicyInPast);
    }
    let deadlines = deadlines.map(|policy| sound(policy, moment.directory)).transpose()?;
    timetable.iter().try_for_each(fits)?;
    if let Some(undecided) = undecided {
        within(undecided.days, 0, 30, Field::Undecided)?;
    }
    let limits = limits.map(|limits| limited(limits, moment.directory)).transpose()?;
    Ok(PoliciesChanged { deadlines, from, timetable, undecided, limits })
}

fn sound(policy: DeadlinePolicy, house: &Directory) -> Result<DeadlinePolicy, Rejection> {
    let begins = policy.hours.spans.first().map_or(NaiveTime::MIN, |span| span.from);
    if !policy.hours.sound() || policy.close_of_day <= begins {
        return Err(Rejection::HoursUnsound);
    }
    // The table that every house begins with names each class.
    let classes = DeadlinePolicy::bundled().rules.keys();
    if let Some(class) = classes.copied().find(|class| !policy.rules.contains_key(class)) {
        return Err(Rejection::NoLimit { class });
    }
    let sourced = |(class, rule): (_, DeadlineRule)| {
        match rule.span {
            Span::WallClockHours(hours) => within(hours, 1, MOST_HOURS, Field::Limit)?,
            Span::WorkingDays(days) => within(days, 1, MOST_DAYS, Field::Limit)?,
            Span::TodayAt(time) if time <= begins => return Err(Rejection::HoursUnsound),
            Span::TodayAt(_) => {}
        }
        let source = line_or_none(Some(&rule.source), Field::Source)?;
        Ok((class, DeadlineRule { source: source.ok_or(Rejection::NoSource { class })?, ..rule }))
    };
    let rules = policy.rules.into_iter().map(sourced).collect::<Result<_, _>>()?;
    let newest = house.policies.iter().map(|version| version.policy.version).max().unwrap_or(0);
    Ok(DeadlinePolicy { rules, version: newest.saturating_add(1), ..policy })
}

/// Each within what makes sense, each with its source, and each warning later than the one before it.
fn limited(limits: Limits, house: &Directory) -> Result<Limits, Rejection> {
    let mut rules = BTreeMap::new();
    for limit in Limit::ALL.iter().copied() {
        let rule = limits.rules.get(&limit).ok_or(Rejection::NoSuchLimit { limit })?;
        let (least, most) = limit.bounds();
        if rule.value < least || rule.value > most {
            return Err(Rejection::LimitOutOfRange { limit, least, most });
        }
        let source = line_or_none(Some(&rule.source), Field::Source)?;
        let source = source.ok_or(Rejection::NoLimitSource { limit })?;
        rules.insert(limit, LimitRule { value: rule.value, source });
    }
    let version = house.limits.iter().map(|version| version.limits.version).max().unwrap_or(0) + 1;
    let limits = Limits { rules, version };
    let backwards = [
        (limits.of(Limit::RedHours) >= limits.of(Limit::AmberHours), Limit::RedHours),
        (limits.of(Limit::RedShare) <= limits.of(Limit::AmberShare), Limit::RedShare),
        (limits.of(Limit::ReopensToLeader) <= limits.of(Limit::ReopensToFocused), Limit::ReopensToLeader),
        (limits.of(Limit::AttemptDays) > limits.of(Limit::Attempts), Limit::AttemptDays),
    ];
    match backwards.into_iter().find(|(backwards, _)| *backwards) {
        Some((_, limit)) => Err(Rejection::LimitsContradict { limit }),
        None => Ok(limits),
    }
}

fn fits(table: &Timetable) -> Result<(), Rejection> {
    let Timetable { opening, one_by_one, by_unit, absent, closing, seconds_a_case } = *table;
    let parts = [opening, one_by_one, by_unit, absent, closing];
    parts.into_iter().try_for_each(|part| within(part, 1, MOST_MINUTES_A_PART, Field::Timetable))?;
    within(parts.into_iter().sum(), 1, MOST_MINUTES, Field::Timetable)?;
    within(seconds_a_case, 10, 600, Field::SecondsACase)
}
