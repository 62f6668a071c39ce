//! Working days: what a weekday says unless the year's State Council notice says otherwise.

use crate::time::Stamp;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

mod import;
pub use import::{CalendarRow, ImportProblem, ImportReason, import_csv};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DayKind {
    /// 调休上班: a weekend day that is worked, or any day that a person marked as worked.
    Work,
    Off,
}

/// What the calendar says about one day; it overrides the weekday (`domain.md` §4.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayEntry {
    pub kind: DayKind,
    /// The holiday that it belongs to, as shown: 春节.
    pub name: String,
}

/// One year. 来源 and 更新日期 are shown beside every date that was counted with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct YearData {
    pub days: BTreeMap<NaiveDate, DayEntry>,
    /// Empty as long as nobody has brought in the year's notice, however many days were set by hand.
    pub source: String,
    pub updated: NaiveDate,
}

/// Civil days in Asia/Shanghai.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkCalendar {
    #[serde(deserialize_with = "years_by_number")]
    pub years: BTreeMap<i32, YearData>,
}

/// One line of the explanation of a due date: counted, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountedDay {
    pub day: NaiveDate,
    pub working: bool,
    /// The holiday's name where an entry decided, otherwise the weekday did.
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HourSpan {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

/// Working hours of every working day, Asia/Shanghai, to the minute; seconds are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkingHours {
    /// In order and apart, see [`WorkingHours::sound`].
    pub spans: Vec<HourSpan>,
}

/// A length of working time as a person reads it: 3 个工作日 1 小时 30 分, or 超 1 个工作日 6 小时.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkingTime {
    /// The length was negative: the moment has passed.
    pub late: bool,
    pub days: u32,
    pub hours: u32,
    pub minutes: u32,
}

/// More working days than any promise has (some 14 years).
pub const MOST_WORKING_DAYS: u32 = 3660;
/// A calendar with a whole year without work is broken, and counting on it would not end.
const LONGEST_REST: u32 = 366;
const BUNDLED: &str = include_str!("data/calendar.csv");
const BUNDLED_UPDATED: NaiveDate = match NaiveDate::from_ymd_opt(2026, 8, 7) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl WorkCalendar {
    /// The State Council's notices for 2020–2026, which are facts, as three public lists agree on them.
    pub fn bundled() -> WorkCalendar {
        let mut calendar = WorkCalendar::default();
        // A test holds the file to its shape; a spoilt file would leave every year unknown, which is shown.
        calendar.replace_years(import_csv(BUNDLED).unwrap_or_default(), BUNDLED_UPDATED);
        calendar
    }

    pub fn entry(&self, day: NaiveDate) -> Option<&DayEntry> {
        self.years.get(&day.year())?.days.get(&day)
    }

    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.entry(day).map_or_else(|| is_weekday(day), |entry| entry.kind == DayKind::Work)
    }

    /// Whether the year's notice has been brought in. Dates that touch another year are 暂定.
    pub fn knows(&self, year: i32) -> bool {
        self.years.get(&year).is_some_and(|data| !data.source.is_empty())
    }

    /// The `n`-th working day after `from`, and the years of the days that were looked at.
    ///
    /// The start day never counts, working day or not (`domain.md` §4.3); `n` = 0 returns `from` and no year.
    /// `None` if `n` is over [`MOST_WORKING_DAYS`] or the calendar rests for over a year.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Option<(NaiveDate, BTreeSet<i32>)> {
        if n > MOST_WORKING_DAYS {
            return None;
        }
        let (mut day, mut left, mut rest, mut years) = (from, n, 0, BTreeSet::new());
        while left > 0 {
            day = day.succ_opt()?;
            years.insert(day.year());
            if self.is_working(day) {
                (left, rest) = (left - 1, 0);
            } else if rest < LONGEST_REST {
                rest += 1;
            } else {
                return None;
            }
        }
        Some((day, years))
    }

    /// How many of the days after `from` up to and including `to` are worked; 0 if `to` is not later.
    pub fn working_days_after(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let days = self.working_days_before(to.succ_opt().unwrap_or(to))
            - self.working_days_before(from.succ_opt().unwrap_or(from));
        u32::try_from(days).unwrap_or(0)
    }

    /// The days after `from` up to and including `to`, at most 400: shows how a date was counted.
    pub fn counted(&self, from: NaiveDate, to: NaiveDate) -> Vec<CountedDay> {
        from.iter_days()
            .skip(1)
            .take(400)
            .take_while(|day| *day <= to)
            .map(|day| CountedDay {
                day,
                working: self.is_working(day),
                name: self.entry(day).map(|entry| entry.name.clone()),
            })
            .collect()
    }

    /// Whole working minutes from one moment to the other, negative if `to` is the earlier one.
    ///
    /// Seconds are cut off both moments first, so that lengths add up: a–b and b–c make a–c.
    /// The cost grows with the number of entries, not with the length.
    pub fn working_minutes_between(&self, from: Stamp, to: Stamp, hours: &WorkingHours) -> i64 {
        self.minutes_worked_until(to, hours) - self.minutes_worked_until(from, hours)
    }

    /// Sets or clears one day. A year that has no notice stays unknown: one day is not a year's plan.
    pub fn set_day(&mut self, day: NaiveDate, entry: Option<DayEntry>, today: NaiveDate) {
        let year = day.year();
        match entry {
            Some(entry) => {
                let data = self.years.entry(year).or_insert_with(|| YearData::nothing(today));
                data.days.insert(day, entry);
                data.updated = today;
            }
            None => {
                if let Some(data) = self.years.get_mut(&year)
                    && data.days.remove(&day).is_some()
                {
                    data.updated = today;
                }
                self.years.retain(|_, data| !data.days.is_empty() || !data.source.is_empty());
            }
        }
    }

    /// Takes in rows read by [`import_csv`]. Each year that occurs is replaced whole, days set by hand
    /// too: a notice that was issued again takes back what the first one said.
    pub fn replace_years(&mut self, rows: Vec<CalendarRow>, today: NaiveDate) {
        let mut fresh: BTreeMap<i32, (YearData, BTreeSet<String>)> = BTreeMap::new();
        for row in rows {
            let (data, sources) =
                fresh.entry(row.day.year()).or_insert_with(|| (YearData::nothing(today), BTreeSet::new()));
            data.days.insert(row.day, row.entry);
            sources.extend(row.source.split('|').map(|part| part.trim().to_owned()));
        }
        for (year, (mut data, sources)) in fresh {
            data.source = sources.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("|");
            self.years.insert(year, data);
        }
    }

    /// Working days from the first day of the calendar to the day before `day`: weekdays by division,
    /// then the entries that say otherwise.
    fn working_days_before(&self, day: NaiveDate) -> i64 {
        let (weeks, into) = {
            // 0001-01-01 is a Monday and day 1 of the common era.
            let days = i64::from(day.num_days_from_ce()) - 1;
            (days.div_euclid(7), days.rem_euclid(7))
        };
        let corrections: i64 = self
            .years
            .iter()
            .take_while(|(year, _)| **year <= day.year())
            // An entry that stands under a year not its own is never looked up, so it is not counted.
            .flat_map(|(year, data)| data.days.range(..day).filter(|(at, _)| at.year() == *year))
            .map(|(at, entry)| i64::from(entry.kind == DayKind::Work) - i64::from(is_weekday(*at)))
            .sum();
        weeks * 5 + into.min(5) + corrections
    }

    fn minutes_worked_until(&self, at: Stamp, hours: &WorkingHours) -> i64 {
        let day = at.day();
        let today = if self.is_working(day) { hours.minutes_until(at.time()) } else { 0 };
        self.working_days_before(day) * hours.minutes_a_day() + today
    }
}

impl YearData {
    fn nothing(today: NaiveDate) -> YearData {
        YearData { days: BTreeMap::new(), source: String::new(), updated: today }
    }
}

impl WorkingHours {
    /// Whether there is at least one span and each ends after it begins and before the next begins.
    pub fn sound(&self) -> bool {
        !self.spans.is_empty()
            && self.spans.iter().all(|span| minute(span.from) < minute(span.to))
            && self.spans.windows(2).all(|pair| minute(pair[0].to) <= minute(pair[1].from))
    }

    pub fn minutes_a_day(&self) -> i64 {
        self.spans.iter().map(HourSpan::minutes).sum()
    }

    /// Whether reminders may go out at this moment: on a working day, in working hours (zammad#4432).
    pub fn open(&self, at: Stamp, calendar: &WorkCalendar) -> bool {
        let now = minute(at.time());
        calendar.is_working(at.day())
            && self.spans.iter().any(|span| (minute(span.from)..minute(span.to)).contains(&now))
    }

    /// Working minutes as working days, hours and minutes of these hours (7.5 h a day by default).
    pub fn split(&self, minutes: i64) -> WorkingTime {
        let whole = u32::try_from(minutes.unsigned_abs()).unwrap_or(u32::MAX);
        // Hours without length cannot make days; then all of it stays hours.
        let day = u32::try_from(self.minutes_a_day()).ok().filter(|day| *day > 0);
        let (days, left) = day.map_or((0, whole), |day| (whole / day, whole % day));
        WorkingTime { late: minutes < 0, days, hours: left / 60, minutes: left % 60 }
    }

    fn minutes_until(&self, time: NaiveTime) -> i64 {
        let now = minute(time);
        self.spans.iter().map(|span| (now - minute(span.from)).clamp(0, span.minutes())).sum()
    }
}

impl Default for WorkingHours {
    /// 8:30–12:00 and 13:30–17:30 (`domain.md` §4.3).
    fn default() -> Self {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        WorkingHours {
            spans: vec![
                HourSpan { from: at(8, 30), to: at(12, 0) },
                HourSpan { from: at(13, 30), to: at(17, 30) },
            ],
        }
    }
}

impl HourSpan {
    fn minutes(&self) -> i64 {
        (minute(self.to) - minute(self.from)).max(0)
    }
}

fn minute(time: NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}

fn is_weekday(day: NaiveDate) -> bool {
    day.weekday().number_from_monday() < Weekday::Sat.number_from_monday()
}

/// Inside an internally tagged event serde hands map keys over as text and an `i32` refuses them.
fn years_by_number<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<i32, YearData>, D::Error> {
    BTreeMap::<String, YearData>::deserialize(from)?
        .into_iter()
        .map(|(year, data)| Ok((year.parse().map_err(D::Error::custom)?, data)))
        .collect()
}

#[cfg(test)]
mod tests;
