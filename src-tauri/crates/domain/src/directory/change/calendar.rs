//! The calendar: single days by hand, or whole years by their notice.

use super::{line, line_or_none};
use crate::calendar::{CalendarRow, DayEntry};
use crate::directory::event::CalendarChanged;
use crate::rejection::{Field, Rejection};
use chrono::NaiveDate;

pub(super) fn change(
    days: Vec<(NaiveDate, Option<DayEntry>)>,
    rows: Vec<CalendarRow>,
) -> Result<CalendarChanged, Rejection> {
    let clean = |(day, entry): (NaiveDate, Option<DayEntry>)| Ok((day, entry.map(named).transpose()?));
    let days = days.into_iter().map(clean).collect::<Result<Vec<_>, Rejection>>()?;
    let sourced = |row: CalendarRow| {
        // A year is known by its source, which stands beside every date that was counted with it.
        let source = line(&row.source, Field::Source)?;
        Ok(CalendarRow { entry: named(row.entry)?, source, ..row })
    };
    let rows = rows.into_iter().map(sourced).collect::<Result<Vec<_>, Rejection>>()?;
    Ok(CalendarChanged { days, rows })
}

fn named(entry: DayEntry) -> Result<DayEntry, Rejection> {
    let name = line_or_none(Some(&entry.name), Field::Name)?.unwrap_or_default();
    Ok(DayEntry { name, ..entry })
}
