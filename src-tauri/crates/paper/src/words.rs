//! Words of a paper: the catalogue's, with values in their {braces}, and days as they are read out.

use chrono::{Datelike, NaiveDate, Timelike};
use domain::Stamp;

/// The catalogue, as far as a paper knows it.
pub struct Words<'a>(pub &'a dyn Fn(&str) -> String);

impl Words<'_> {
    pub fn say(&self, key: &str) -> String {
        (self.0)(&format!("paper.{key}"))
    }

    pub fn fill(&self, key: &str, named: &[(&str, &str)]) -> String {
        let mut said = self.say(key);
        for (name, value) in named {
            said = said.replace(&format!("{{{name}}}"), value);
        }
        said
    }

    /// `12 月 1 日 周二`; with the year when it is not `year`.
    pub fn day(&self, day: NaiveDate, year: i32) -> String {
        let key = if day.year() == year { "date" } else { "dateOfYear" };
        let month = self.say(&format!("monthName.{}", day.month()));
        let weekday = self.say(&format!("weekday.{}", day.weekday().number_from_monday()));
        let (year, number) = (day.year().to_string(), day.day().to_string());
        self.fill(key, &[("year", &year), ("month", &month), ("day", &number), ("weekday", &weekday)])
    }

    /// `12 月 1 日 周二 9:00`, as a clock on a wall in Shanghai shows it.
    pub fn moment(&self, at: Stamp, year: i32) -> String {
        let time = format!("{}:{:02}", at.time().hour(), at.time().minute());
        self.fill("at", &[("day", &self.day(at.day(), year)), ("time", &time)])
    }
}
