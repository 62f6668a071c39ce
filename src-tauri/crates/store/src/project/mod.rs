//! Rows and counters: a row is a function of one stream's state, a counter moves by difference.

mod call;
mod case;
mod counter;
mod meeting;
mod session;
mod sitting;

pub(crate) use counter::move_by;

use crate::error::{Error, File, InCases};
use crate::record::Identity;
use crate::{journal, open};
use domain::State;
use domain::call::Call;
use domain::case::Case;
use domain::seat::{SeatLog, Sitting};
use domain::session::Session;
use domain::triage::Meeting;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use uuid::Uuid;
use vault::FileKey;

/// Of cases.db. Another number there means: make it anew.
pub(crate) const SCHEMA: u32 = 4;

/// The tables that a rebuild must give again, with their keys.
pub(crate) const TABLES: [(&str, &str); 9] = [
    ("sessions", "id"),
    ("meetings", "id"),
    ("calls", "id"),
    ("cases", "id"),
    ("given", "id, unit"),
    ("evidence", "id, hash"),
    ("to_check", "id"),
    ("sittings", "id"),
    ("counters", "session, name, key"),
];

/// Makes an empty derived file whose cursor stands before the first row.
pub(crate) fn make(path: &Path, key: &FileKey, identity: &Identity) -> Result<(), Error> {
    let start = journal::before_first(identity);
    open::make(path, key, |conn| {
        conn.execute_batch(include_str!("projections.sql"))?;
        conn.pragma_update(Some("main"), "user_version", SCHEMA)?;
        let sql = "INSERT INTO cursor(one, seq, link, touch) VALUES(1, 0, ?1, 0)";
        conn.execute(sql, [start.link]).map(drop)
    })
}

/// Writes the row of a state.
pub(crate) fn write(conn: &Connection, stream: Uuid, state: &State) -> Result<(), Error> {
    match state {
        // The office's streams have their rows in record.db, and a referral has none anywhere.
        State::Nothing | State::Directory(_) | State::Erasures(_) | State::Clue(_) => Ok(()),
        State::Seat(log) => {
            log.sitting.as_ref().map_or(Ok(()), |sitting| sitting::write(conn, stream, sitting))
        }
        State::Session(session) => session::write(conn, session),
        State::Call(call) => call::write(conn, call),
        State::Case(case) => case::write(conn, case),
        State::Meeting(meeting) => meeting::write(conn, meeting),
    }?;
    let (id, waits) = match state {
        State::Nothing | State::Directory(_) | State::Seat(_) | State::Erasures(_) | State::Clue(_) => {
            return Ok(());
        }
        State::Session(session) => (session.id.0, !session.aside.waiting.is_empty()),
        State::Call(call) => (call.id.0, !call.aside.waiting.is_empty()),
        State::Case(case) => (case.id.0, !case.aside.waiting.is_empty() || case.due_to_check().is_some()),
        State::Meeting(meeting) => (meeting.id.0, !meeting.aside.waiting.is_empty()),
    };
    let sql = if waits {
        "INSERT OR IGNORE INTO cases.to_check(id) VALUES(?1)"
    } else {
        "DELETE FROM cases.to_check WHERE id = ?1"
    };
    execute(conn, sql, params![id.as_bytes()])
}

/// Brings a stream's row to `after`, whatever it was.
pub(crate) fn renew(conn: &Connection, stream: Uuid, after: &State) -> Result<(), Error> {
    let before = standing(conn, stream)?;
    move_by(conn, &before, after)?;
    if std::mem::discriminant(&before) != std::mem::discriminant(after) {
        drop_row(conn, stream)?;
    }
    write(conn, stream, after)
}

/// The bodies that a query finds, in its order.
pub(crate) fn bodies<T: DeserializeOwned>(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<T>, Error> {
    let mut found = Vec::new();
    each_body(conn, sql, values, |body| found.push(body))?;
    Ok(found)
}

/// The same, one at a time.
pub(crate) fn each_body<T: DeserializeOwned>(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    mut each: impl FnMut(T),
) -> Result<(), Error> {
    let mut select = conn.prepare_cached(sql).in_cases()?;
    let mut rows = select.query(values).in_cases()?;
    while let Some(row) = rows.next().in_cases()? {
        let body = row.get_ref(0).in_cases()?.as_str().map_err(|error| unreadable(&error))?;
        each(serde_json::from_str(body).map_err(|error| unreadable(&error))?);
    }
    Ok(())
}

fn unreadable(error: &dyn std::error::Error) -> Error {
    Error::damaged(File::Cases, format!("a row that can't be read: {error}"))
}

/// What the row of a stream says now.
fn standing(conn: &Connection, stream: Uuid) -> Result<State, Error> {
    fn body<T: DeserializeOwned>(conn: &Connection, table: &str, id: Uuid) -> Result<Option<T>, Error> {
        let sql = format!("SELECT body FROM cases.{table} WHERE id = ?1");
        Ok(bodies(conn, &sql, params![id.as_bytes()])?.pop())
    }
    if let Some(case) = body::<Case>(conn, "cases", stream)? {
        return Ok(State::Case(Box::new(case)));
    }
    if let Some(call) = body::<Call>(conn, "calls", stream)? {
        return Ok(State::Call(Box::new(call)));
    }
    if let Some(session) = body::<Session>(conn, "sessions", stream)? {
        return Ok(State::Session(Box::new(session)));
    }
    if let Some(sitting) = body::<Sitting>(conn, "sittings", stream)? {
        let log = SeatLog { version: sitting.version, checkpointed: 0, sitting: Some(sitting) };
        return Ok(State::Seat(Box::new(log)));
    }
    let meeting = body::<Meeting>(conn, "meetings", stream)?;
    Ok(meeting.map_or(State::Nothing, |meeting| State::Meeting(Box::new(meeting))))
}

fn drop_row(conn: &Connection, stream: Uuid) -> Result<(), Error> {
    for table in ["sessions", "meetings", "calls", "cases", "given", "evidence", "to_check", "sittings"] {
        let sql = format!("DELETE FROM cases.{table} WHERE id = ?1");
        conn.prepare_cached(&sql)
            .and_then(|mut delete| delete.execute(params![stream.as_bytes()]))
            .in_cases()?;
    }
    Ok(())
}

fn execute(conn: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
    conn.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).in_cases()?;
    Ok(())
}

fn json(state: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(state).map_err(|_| Error::Unfit { what: "a state that can't be written" })
}

/// The word that a code has in JSON.
pub(crate) fn word(code: &impl Serialize) -> Result<String, Error> {
    let value = serde_json::to_value(code).ok();
    let word = value.as_ref().and_then(|value| value.as_str());
    word.map(String::from).ok_or(Error::Unfit { what: "a code without a word" })
}

/// A day as a number that sorts: 20261201.
pub(crate) fn day_number(day: chrono::NaiveDate) -> i64 {
    use chrono::Datelike;
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
