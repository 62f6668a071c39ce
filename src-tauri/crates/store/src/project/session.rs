//! The row of a session.

use super::{day_number, execute, json};
use crate::error::Error;
use chrono::Timelike;
use domain::session::Session;
use rusqlite::{Connection, params};

pub(super) fn write(conn: &Connection, session: &Session) -> Result<(), Error> {
    let sql = "INSERT INTO cases.sessions(id, day, starts, body) VALUES(?1, ?2, ?3, ?4) \
               ON CONFLICT(id) DO UPDATE SET day = ?2, starts = ?3, body = ?4";
    let starts = session.plan.starts.num_seconds_from_midnight();
    let row = params![session.id.0.as_bytes(), day_number(session.plan.day), starts, json(session)?];
    execute(conn, sql, row)
}
