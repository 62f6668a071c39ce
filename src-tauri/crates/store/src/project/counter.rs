//! Counters: moved by what a state adds, less what it added before.

use super::execute;
use crate::error::Error;
use domain::State;
use domain::view::count::{Counter, counted};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Moves the counters from one state of a stream to the next. What stays the same isn't written.
pub(crate) fn move_by(conn: &Connection, before: &State, after: &State) -> Result<(), Error> {
    let mut moves: BTreeMap<Counter, i64> = BTreeMap::new();
    for (counter, value) in counted(after) {
        *moves.entry(counter).or_default() += i64::from(value);
    }
    for (counter, value) in counted(before) {
        *moves.entry(counter).or_default() -= i64::from(value);
    }
    for (Counter { session, name, key }, by) in moves.into_iter().filter(|(_, by)| *by != 0) {
        let sql = "INSERT INTO cases.counters(session, name, key, value) VALUES(?1, ?2, ?3, ?4) \
                   ON CONFLICT DO UPDATE SET value = value + ?4";
        execute(conn, sql, params![session.0.as_bytes(), name, key, by])?;
    }
    Ok(())
}
