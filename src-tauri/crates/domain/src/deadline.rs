//! Due dates: from a class or a span to a moment, and how near that moment is.

use crate::calendar::{MOST_WORKING_DAYS, WorkCalendar, WorkingHours};
use crate::limits::{Limit, Limits};
use crate::time::Stamp;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The kinds of 诉求 that have a time limit of their own (`domain.md` §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DeadlineClass {
    /// 当天办理.
    SameDay,
    /// Danger to life or property.
    Hazard,
    /// Water, power, gas, heat.
    Utilities,
    General,
    Complex,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum Span {
    /// Runs through nights and holidays.
    WallClockHours(u32),
    /// Due at the close of the n-th working day after the start; 0 is today at the close of day.
    WorkingDays(u32),
    /// Today, Asia/Shanghai.
    TodayAt(NaiveTime),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineRule {
    pub span: Span,
    /// Where the number comes from; shown beside it.
    pub source: String,
}

/// All of it can be edited: other places have 3 or 13 working days, or 72 hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlinePolicy {
    pub rules: BTreeMap<DeadlineClass, DeadlineRule>,
    pub hours: WorkingHours,
    /// Asia/Shanghai. Spans in working days are due then, and a later start counts as the next day's.
    pub close_of_day: NaiveTime,
    /// Raised by each edit; every due date names the version that made it.
    pub version: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueAt {
    pub at: Stamp,
    /// 暂定: the count went through a year whose holidays are not known yet.
    pub provisional: Option<Provisional>,
    pub basis: Basis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Provisional {
    /// The first unknown year.
    pub year: i32,
}

/// What a due date was made from, so that it can be shown and counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Basis {
    /// None if a span was chosen by hand.
    pub class: Option<DeadlineClass>,
    pub span: Span,
    /// Empty if a span was chosen by hand.
    pub source: String,
    /// The day after which days are counted: the start's, or the next if it came after the close of day.
    pub counted_from: NaiveDate,
    pub policy_version: u32,
}

/// Why there is no due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NoDue {
    /// Today's time has come already: nothing can be promised for today.
    TooLateToday { close: NaiveTime },
    /// The policy has no rule for the class.
    NoRule { class: DeadlineClass },
    /// More than 3660 days, or a calendar without working days.
    TooFar,
}

/// A digit key of the meeting. The keys are values, not positions (`ux.md` §3 e).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueOption {
    /// `0`, `1`, `3`, `5`, `7`, or `F` for 15.
    pub key: char,
    pub working_days: u32,
    pub due: DueAt,
    /// 晚于承诺: asks for a reason and puts the citizen on the 告知 queue.
    pub later_than_promised: bool,
    /// 承诺日. Never together with `later_than_promised`.
    pub is_promised_day: bool,
}

/// Shown with a word, never by colour alone: 临期, 加急, 超期.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DeadlineStatus {
    Green,
    Amber,
    Red,
    Overdue,
}

const KEYS: [(char, u32); 6] = [('0', 0), ('1', 1), ('3', 3), ('5', 5), ('7', 7), ('F', 15)];
const HOUR: i64 = 3_600_000;

/// The due date of a class.
pub fn due(
    class: DeadlineClass,
    from: Stamp,
    calendar: &WorkCalendar,
    policy: &DeadlinePolicy,
) -> Result<DueAt, NoDue> {
    let rule = policy.rules.get(&class).ok_or(NoDue::NoRule { class })?;
    let mut due = due_after(rule.span, from, calendar, policy)?;
    due.basis.class = Some(class);
    due.basis.source = rule.source.clone();
    Ok(due)
}

/// The due date of a span that was chosen by hand.
///
/// The start day never counts; a start after the close of day counts as made the next day; at the
/// close of day itself it is still today's for counting, but too late for a promise for today.
pub fn due_after(
    span: Span,
    from: Stamp,
    calendar: &WorkCalendar,
    policy: &DeadlinePolicy,
) -> Result<DueAt, NoDue> {
    let mut counted_from = from.day();
    let (at, provisional) = match span {
        Span::WallClockHours(hours) => (after_hours(from, hours)?, None),
        Span::TodayAt(close) => (today_at(from, close)?, None),
        Span::WorkingDays(0) => (today_at(from, policy.close_of_day)?, None),
        Span::WorkingDays(n) => {
            if from.time() > policy.close_of_day {
                counted_from = counted_from.succ_opt().ok_or(NoDue::TooFar)?;
            }
            let (day, years) = calendar.add_working_days(counted_from, n).ok_or(NoDue::TooFar)?;
            let unknown = years.into_iter().find(|year| !calendar.knows(*year));
            (Stamp::local(day, policy.close_of_day), unknown.map(|year| Provisional { year }))
        }
    };
    let basis =
        Basis { class: None, span, source: String::new(), counted_from, policy_version: policy.version };
    Ok(DueAt { at, provisional, basis })
}

/// The digit keys of the meeting with their dates; a key without a date (0 after the close) is left out.
///
/// `promised` at midnight is a day without a time, and then its whole day keeps the promise.
pub fn options(
    from: Stamp,
    promised: Option<Stamp>,
    calendar: &WorkCalendar,
    policy: &DeadlinePolicy,
) -> Vec<DueOption> {
    let option = |(key, working_days): (char, u32)| {
        let due = due_after(Span::WorkingDays(working_days), from, calendar, policy).ok()?;
        let later_than_promised = promised.is_some_and(|promise| later(due.at, promise));
        let same_day = promised.is_some_and(|promise| promise.day() == due.at.day());
        let is_promised_day = same_day && !later_than_promised;
        Some(DueOption { key, working_days, due, later_than_promised, is_promised_day })
    };
    KEYS.into_iter().filter_map(option).collect()
}

/// Whether a due date breaks a promise; a promise at midnight is the whole of its day.
pub fn later(due: Stamp, promised: Stamp) -> bool {
    if promised.time() == NaiveTime::MIN { due.day() > promised.day() } else { due > promised }
}

/// How near the due date is. Plain hours before it, as the sources count them; of short spans the share of the time
/// from assignment to due that is used. From the very moment it is due it is overdue.
pub fn warn(
    due: Stamp,
    assigned_at: Stamp,
    now: Stamp,
    calendar: &WorkCalendar,
    limits: &Limits,
) -> DeadlineStatus {
    let short = calendar.working_days_after(assigned_at.day(), due.day()) < limits.of(Limit::ShortSpan);
    let span = due.0.saturating_sub(assigned_at.0).max(0);
    // What must still be left at least for the calmer colour.
    let left_of = |share: Limit| span * i64::from(100 - limits.of(share).min(100)) / 100;
    let hours = |limit: Limit| i64::from(limits.of(limit)) * HOUR;
    let (amber, red) = if short {
        (left_of(Limit::AmberShare), left_of(Limit::RedShare))
    } else {
        (hours(Limit::AmberHours), hours(Limit::RedHours))
    };
    let left = due.0.saturating_sub(now.0);
    if left <= 0 {
        DeadlineStatus::Overdue
    } else if left <= red {
        DeadlineStatus::Red
    } else if left <= amber {
        DeadlineStatus::Amber
    } else {
        DeadlineStatus::Green
    }
}

impl DeadlinePolicy {
    /// The table that a house begins with.
    pub fn bundled() -> &'static DeadlinePolicy {
        static BUNDLED: std::sync::LazyLock<DeadlinePolicy> =
            std::sync::LazyLock::new(DeadlinePolicy::default);
        &BUNDLED
    }
}

impl Default for DeadlinePolicy {
    /// The table of `domain.md` §4.3.
    fn default() -> Self {
        let close_of_day = NaiveTime::from_hms_opt(17, 30, 0).unwrap_or_default();
        let rule = |class, span, source: &str| (class, DeadlineRule { span, source: source.to_owned() });
        DeadlinePolicy {
            rules: BTreeMap::from([
                rule(DeadlineClass::SameDay, Span::TodayAt(close_of_day), "新闻报道：当天下午办理"),
                rule(DeadlineClass::Hazard, Span::WallClockHours(2), "北京市草案：2 小时"),
                rule(DeadlineClass::Utilities, Span::WallClockHours(24), "北京市草案：24 小时"),
                rule(DeadlineClass::General, Span::WorkingDays(7), "北京市草案：7 天，此处按工作日计"),
                rule(DeadlineClass::Complex, Span::WorkingDays(15), "北京市草案：15 天，此处按工作日计"),
            ]),
            hours: WorkingHours::default(),
            close_of_day,
            version: 1,
        }
    }
}

fn after_hours(from: Stamp, hours: u32) -> Result<Stamp, NoDue> {
    if hours > MOST_WORKING_DAYS * 24 {
        return Err(NoDue::TooFar);
    }
    Ok(from.plus_minutes(i64::from(hours) * 60))
}

fn today_at(from: Stamp, close: NaiveTime) -> Result<Stamp, NoDue> {
    let at = Stamp::local(from.day(), close);
    if at > from { Ok(at) } else { Err(NoDue::TooLateToday { close }) }
}

#[cfg(test)]
mod tests;
