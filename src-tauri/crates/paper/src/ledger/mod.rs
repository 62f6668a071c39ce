//! The ledger (台账): every case of a session, one row each, as an xlsx file (`ux.md` §4.4).

mod column;
mod measure;
mod sheet;
#[cfg(test)]
mod tests;

use crate::words::Words;
use crate::{Error, file};
use chrono::{Datelike, NaiveDate};
use domain::Stamp;
use domain::view::{LedgerFull, LedgerMasked};
use std::path::Path;

/// The rows; a book is of one kind, so that nothing of the office slips into a masked one.
#[derive(Clone, Debug, PartialEq)]
pub enum Book {
    /// 内部资料
    Full(Vec<LedgerFull>),
    /// 已脱敏: has no column for the telephone.
    Masked(Vec<LedgerMasked>),
}

/// What stands above the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub activity: String,
    /// 主场地区; may be empty.
    pub district: String,
    /// 第几场
    pub number: u32,
    pub day: NaiveDate,
    /// When the rows were read: what was due before and is still open is 超期.
    pub as_of: Stamp,
}

/// Writes the ledger to `path`, over a file that is already there. `say` answers the catalogue's word for
/// a key such as `paper.column.number`.
///
/// # Errors
/// [`Error::File`] when it can't be written; an older file then stays as it was.
pub fn write(path: &Path, head: &Head, book: &Book, say: &dyn Fn(&str) -> String) -> Result<(), Error> {
    let bytes = sheet::workbook(head, book, &Words(say))?.save_to_buffer()?;
    Ok(file::replace(path, &bytes)?)
}

/// A name for the file that says without opening it whether it may leave the office:
/// `南湖区第6场台账_2026年12月1日_已脱敏.xlsx`.
///
/// In Chinese in either language: the archive files it under that name.
pub fn suggested_name(head: &Head, masked: bool) -> String {
    let named = |c: &char| !c.is_control() && !"/\\:*?\"<>|".contains(*c);
    // A name has 255 bytes on most disks, and a character up to four.
    let district: String =
        head.district.trim().trim_start_matches('.').chars().filter(named).take(30).collect();
    let (day, mark) = (head.day, if masked { "已脱敏" } else { "内部" });
    let (year, month, day) = (day.year(), day.month(), day.day());
    format!("{district}第{}场台账_{year}年{month}月{day}日_{mark}.xlsx", head.number)
}
