//! Calendars: a year with a wrong line would be a wrong year, so a file goes in whole or not at all.

use super::{Read, SAMPLE, nothing};
use crate::door::{ImportReceipt, RowRefused, RowWhy};
use chrono::NaiveDate;
use domain::calendar::{self, ImportReason, YearData};
use domain::directory::{Directory, DirectoryCommand};

pub fn read(text: &str, directory: &Directory, today: NaiveDate) -> Read {
    let rows = match calendar::import_csv(text) {
        Ok(rows) => rows,
        Err(problem) => {
            return nothing(vec![RowRefused { line: problem.line, why: why(problem.reason) }]);
        }
    };
    let (mut added, mut changed, mut same) = (0, 0, 0);
    for row in &rows {
        match directory.calendar.entry(row.day) {
            None => added += 1,
            Some(entry) if *entry == row.entry => same += 1,
            Some(_) => changed += 1,
        }
    }
    let sample = rows.iter().take(SAMPLE).map(|row| format!("{} {}", row.day, row.entry.name)).collect();
    let mut after = directory.calendar.clone();
    after.replace_years(rows.clone(), today);
    // A notice that was issued again takes back days that the first one named.
    let taken_back = |(year, data): (&i32, &YearData)| {
        let kept = after.years.get(year);
        data.days.keys().filter(|day| kept.is_some_and(|kept| !kept.days.contains_key(day))).count() as u32
    };
    changed += directory.calendar.years.iter().map(taken_back).sum::<u32>();
    let says = |data: &YearData| (data.days.clone(), data.source.clone());
    let differs =
        |(year, data): (&i32, &YearData)| directory.calendar.years.get(year).map(says) != Some(says(data));
    let moved = after.years.iter().any(differs);
    let (levels, refused) = (Vec::new(), Vec::new());
    let receipt = ImportReceipt { rows: rows.len() as u32, added, changed, same, levels, refused, sample };
    (receipt, moved.then_some(DirectoryCommand::ChangeCalendar { days: Vec::new(), rows }))
}

fn why(reason: ImportReason) -> RowWhy {
    match reason {
        ImportReason::Empty | ImportReason::Name | ImportReason::Source => RowWhy::Empty,
        ImportReason::Columns => RowWhy::Short,
        ImportReason::Heading | ImportReason::Date | ImportReason::Kind => RowWhy::Malformed,
        ImportReason::Twice => RowWhy::Twice,
    }
}
