//! Case numbers (受理号): unique without a server, because each workstation counts its own day.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// `YYYYMMDD-OO-NN`: the session's day, the workstation's ordinal (1–99), its running count on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseNumber {
    pub day: NaiveDate,
    pub ordinal: u8,
    pub count: u16,
}

impl CaseNumber {
    /// As it stands on screens and papers: `1201-01-07`.
    pub fn shown(&self) -> String {
        format!("{:02}{:02}-{:02}-{:02}", self.day.month(), self.day.day(), self.ordinal, self.count)
    }

    /// As it is said to the caller: `0107`.
    pub fn spoken(&self) -> String {
        format!("{:02}{:02}", self.ordinal, self.count)
    }

    /// Reads the full or the shown form; `year` completes the latter.
    pub fn parse(text: &str, year: i32) -> Option<CaseNumber> {
        let mut parts = text.trim().split('-');
        let (date, ordinal, count) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let day = match date.len() {
            8 => NaiveDate::parse_from_str(date, "%Y%m%d").ok()?,
            4 => NaiveDate::parse_from_str(&format!("{year:04}{date}"), "%Y%m%d").ok()?,
            _ => return None,
        };
        Some(CaseNumber { day, ordinal: ordinal.parse().ok()?, count: count.parse().ok()? })
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.day;
        write!(
            out,
            "{:04}{:02}{:02}-{:02}-{:02}",
            day.year(),
            day.month(),
            day.day(),
            self.ordinal,
            self.count
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_in_both_forms() {
        let number =
            CaseNumber { day: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(), ordinal: 1, count: 107 };
        assert_eq!(number.to_string(), "20261201-01-107");
        assert_eq!(number.shown(), "1201-01-107");
        assert_eq!(number.spoken(), "01107");
        assert_eq!(CaseNumber::parse("20261201-01-107", 2026), Some(number));
        assert_eq!(CaseNumber::parse("1201-01-107", 2026), Some(number));
        assert_eq!(CaseNumber::parse("1301-01-07", 2026), None);
    }
}
