//! Moments and days: stored in UTC, thought about in Asia/Shanghai.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Stamp(pub i64);

/// Asia/Shanghai has been UTC+8 without summer time since 1991, so a fixed offset says all of it.
const SHANGHAI: Option<FixedOffset> = FixedOffset::east_opt(8 * 3600);

impl Stamp {
    /// The moment at which a clock on a wall in Shanghai shows `day` and `time`.
    pub fn local(day: NaiveDate, time: NaiveTime) -> Stamp {
        Stamp(NaiveDateTime::new(day, time).and_utc().timestamp_millis() - 8 * 3_600_000)
    }

    /// What a clock on a wall in Shanghai shows. Moments beyond the calendar's range show its edge.
    pub fn shown(self) -> NaiveDateTime {
        let edge = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp_millis(self.0.saturating_add(8 * 3_600_000)).unwrap_or(edge).naive_utc()
    }

    pub fn day(self) -> NaiveDate {
        self.shown().date()
    }

    pub fn time(self) -> NaiveTime {
        self.shown().time()
    }

    pub fn plus_seconds(self, seconds: i64) -> Stamp {
        Stamp(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    pub fn plus_minutes(self, minutes: i64) -> Stamp {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// Seconds from `earlier` to this moment; negative if this one is first.
    pub fn seconds_since(self, earlier: Stamp) -> i64 {
        self.0.saturating_sub(earlier.0) / 1000
    }

    /// ISO 8601 with the offset, for machines: `2026-12-01T17:30:00+08:00`.
    pub fn iso(self) -> String {
        match (SHANGHAI, DateTime::from_timestamp_millis(self.0)) {
            (Some(zone), Some(moment)) => moment.with_timezone(&zone).to_rfc3339(),
            _ => String::from("?"),
        }
    }

    /// Reads ISO 8601; a time without an offset is Asia/Shanghai, a day alone is its midnight there.
    pub fn parse(text: &str) -> Option<Stamp> {
        let text = text.trim();
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Stamp(moment.timestamp_millis()));
        }
        let at = |shown: NaiveDateTime| Stamp::local(shown.date(), shown.time());
        for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"] {
            if let Ok(shown) = NaiveDateTime::parse_from_str(text, format) {
                return Some(at(shown));
            }
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| at(day.and_time(NaiveTime::MIN)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_an_offset_is_shanghai_time() {
        let nine = Stamp::parse("2026-12-01T09:00").unwrap();
        assert_eq!(nine, Stamp::parse("2026-12-01T01:00:00Z").unwrap());
        assert_eq!(nine.iso(), "2026-12-01T09:00:00+08:00");
        assert_eq!(nine.day().to_string(), "2026-12-01");
    }

    #[test]
    fn an_impossible_date_is_no_moment() {
        for text in ["2026-02-30", "2026-13-01T09:00", "明天", "", "2026-12-01T25:00"] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_edges_of_time_are_shown_and_counted_without_a_fault() {
        let (first, last) = (Stamp(i64::MIN), Stamp(i64::MAX));
        assert_eq!(first.day(), DateTime::<Utc>::MIN_UTC.date_naive());
        assert_eq!(last.day(), DateTime::<Utc>::MAX_UTC.date_naive());
        assert_eq!((first.iso(), last.iso()), ("?".to_string(), "?".to_string()));
        assert_eq!(last.seconds_since(first), i64::MAX / 1000);
        assert_eq!(first.seconds_since(last), i64::MIN / 1000);
        assert_eq!((last.plus_minutes(1), first.plus_minutes(-1)), (last, first));
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(!Stamp::local(day, NaiveTime::MIN).iso().is_empty());
        }
    }
}
