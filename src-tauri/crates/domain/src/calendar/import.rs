//! Reading a year's notice from a table `date,kind,name,source`, as the bundled file has it.

use super::{DayEntry, DayKind};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarRow {
    pub day: NaiveDate,
    pub entry: DayEntry,
    pub source: String,
}

/// The first line that could not be read; nothing of the file is taken then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProblem {
    /// Counted from 1, the heading included, as an editor shows it.
    pub line: u32,
    pub reason: ImportReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportReason {
    /// No day in the file.
    Empty,
    /// The first line is not `date,kind,name,source`.
    Heading,
    /// Not four columns.
    Columns,
    /// Not a day of 2000–2099 written as 2026-10-10 or 2026/10/10.
    Date,
    /// Neither `holiday` nor `workday`.
    Kind,
    /// The holiday has no name.
    Name,
    /// No source: it is shown beside every due date.
    Source,
    /// The day stands in the file a second time.
    Twice,
}

/// Reads the table; text in UTF-8, with or without a byte order mark, any line ends, blank lines skipped.
pub fn import_csv(text: &str) -> Result<Vec<CalendarRow>, ImportProblem> {
    let (mut rows, mut seen, mut headed) = (Vec::new(), BTreeSet::new(), false);
    let mut last = 1;
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1u32..) {
        last = number;
        let refuse = |reason| ImportProblem { line: number, reason };
        // A spreadsheet pads a blank row with commas.
        if line.chars().all(|c| c == ',' || c.is_whitespace()) {
            continue;
        }
        let cells: Vec<&str> = line.split(',').map(cell).collect();
        if !headed {
            headed = cells == ["date", "kind", "name", "source"];
            if !headed {
                return Err(refuse(ImportReason::Heading));
            }
            continue;
        }
        let row = row(&cells).map_err(refuse)?;
        if !seen.insert(row.day) {
            return Err(refuse(ImportReason::Twice));
        }
        rows.push(row);
    }
    if rows.is_empty() { Err(ImportProblem { line: last, reason: ImportReason::Empty }) } else { Ok(rows) }
}

fn row(cells: &[&str]) -> Result<CalendarRow, ImportReason> {
    let [day, kind, name, source] = cells else { return Err(ImportReason::Columns) };
    // A spreadsheet that saves the file turns the dashes into slashes.
    let day = NaiveDate::parse_from_str(&day.replace('/', "-"), "%Y-%m-%d")
        .ok()
        .filter(|day| (2000..2100).contains(&day.year()))
        .ok_or(ImportReason::Date)?;
    let kind = match *kind {
        "holiday" => DayKind::Off,
        "workday" => DayKind::Work,
        _ => return Err(ImportReason::Kind),
    };
    if name.is_empty() {
        return Err(ImportReason::Name);
    }
    if source.is_empty() {
        return Err(ImportReason::Source);
    }
    Ok(CalendarRow { day, entry: DayEntry { kind, name: (*name).to_owned() }, source: (*source).to_owned() })
}

/// Quotes are taken off, not interpreted: neither a name nor a source contains a comma.
fn cell(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(text).trim()
}
