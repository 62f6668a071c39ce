//! The row of a meeting.

use super::{execute, json};
use crate::error::Error;
use domain::triage::Meeting;
use rusqlite::{Connection, params};

pub(super) fn write(conn: &Connection, meeting: &Meeting) -> Result<(), Error> {
    let sql = "INSERT INTO cases.meetings(id, session, convened_at, body) VALUES(?1, ?2, ?3, ?4) \
               ON CONFLICT(id) DO UPDATE SET session = ?2, convened_at = ?3, body = ?4";
    let (id, session) = (meeting.id.0.as_bytes(), meeting.session.0.as_bytes());
    execute(conn, sql, params![id, session, meeting.convened_at.0, json(meeting)?])
}
