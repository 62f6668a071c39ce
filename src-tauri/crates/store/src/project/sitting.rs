//! The row of a sitting.

use super::{execute, json};
use crate::error::Error;
use domain::seat::Sitting;
use rusqlite::{Connection, params};
use uuid::Uuid;

pub(super) fn write(conn: &Connection, stream: Uuid, sitting: &Sitting) -> Result<(), Error> {
    let sql = "INSERT INTO cases.sittings(id, session, seat, station, opened_at, closed_at, calls, cases, body) \
               VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(id) DO UPDATE \
               SET opened_at = ?5, closed_at = ?6, calls = ?7, cases = ?8, body = ?9";
    let (at, calls, cases) =
        sitting.closed.map_or((0, 0, 0), |closed| (closed.at.0, closed.calls, closed.cases));
    let row = params![
        stream.as_bytes(),
        sitting.session.0.as_bytes(),
        sitting.seat,
        sitting.station.as_bytes(),
        sitting.opened_at.0,
        at,
        calls,
        cases,
        json(sitting)?,
    ];
    execute(conn, sql, row)
}
