//! Tables that are brought in from files: classifications, places, calendars.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// A table to be brought in. `try_only` reads it and changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportOrder {
    pub what: ImportWhat,
    #[ts(type = "string")]
    pub path: PathBuf,
    pub try_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportWhat {
    /// A classification: the standard's columns, or `name,parent,code`.
    Categories,
    /// A list of places: `name,parent`, or columns from the province down.
    Places,
    /// Holidays and shifted working days: `date,kind,name,source`.
    Calendar,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReceipt {
    /// Rows of the file that were understood.
    pub rows: u32,
    pub added: u32,
    pub changed: u32,
    /// Stood there already, the same.
    pub same: u32,
    /// By level of the tree: 14 / 99 / 515.
    pub levels: Vec<u32>,
    pub refused: Vec<RowRefused>,
    /// The first paths, to see that the file was understood.
    pub sample: Vec<String>,
}

/// A row that could not be taken, by its line in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowRefused {
    pub line: u32,
    pub why: RowWhy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RowWhy {
    /// No name.
    Empty,
    /// Fewer columns than the head.
    Short,
    /// The parent that it names isn't in the file or the directory.
    NoParent,
    /// The unit that it names isn't in the directory.
    NoUnit,
    /// Stands in the file before, with another content.
    Twice,
    /// A text that can't be kept.
    Unreadable,
    /// A date, kind or number that isn't one.
    Malformed,
}
