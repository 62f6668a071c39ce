//! Whether two derived files say the same, table by table.

use crate::error::{Error, InCases};
use crate::project::TABLES;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::HashSet;
use uuid::Uuid;

/// Compares the live rows with those made anew, leaving out streams that were touched in between.
/// A counter at zero is the same as none.
pub(super) fn tables(live: &Connection, anew: &Connection, except: &HashSet<Uuid>) -> Result<bool, Error> {
    for (table, key) in TABLES {
        let filter = if table == "counters" { "WHERE value <> 0" } else { "" };
        let sql = |schema: &str| format!("SELECT * FROM {schema}.{table} {filter} ORDER BY {key}");
        let mut left = live.prepare(&sql("cases")).in_cases()?;
        let mut right = anew.prepare(&sql("main")).in_cases()?;
        if !left.column_names().eq(right.column_names()) {
            return Ok(false);
        }
        let columns = left.column_count();
        let (mut left, mut right) = (left.query([]).in_cases()?, right.query([]).in_cases()?);
        loop {
            let equal = match (left.next().in_cases()?, right.next().in_cases()?) {
                (None, None) => break,
                (Some(left), Some(right)) => same(left, right, columns, except).in_cases()?,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if !equal {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn same(left: &Row<'_>, right: &Row<'_>, columns: usize, except: &HashSet<Uuid>) -> rusqlite::Result<bool> {
    let id = left.get_ref(0)?;
    if id != right.get_ref(0)? {
        return Ok(false);
    }
    if let ValueRef::Blob(id) = id
        && Uuid::from_slice(id).is_ok_and(|id| except.contains(&id))
    {
        return Ok(true);
    }
    for column in 1..columns {
        if left.get_ref(column)? != right.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}
