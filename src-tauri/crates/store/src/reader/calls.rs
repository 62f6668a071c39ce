//! Queries for calls.

use super::Reader;
use crate::error::Error;
use crate::project::bodies;
use domain::call::Call;
use domain::id::{CallId, SessionId};
use rusqlite::params;

impl Reader {
    pub fn call(&self, id: CallId) -> Result<Option<Call>, Error> {
        self.one("SELECT body FROM cases.calls WHERE id = ?1", id.0)
    }

    /// Oldest first.
    pub fn calls_of_session(&self, session: SessionId) -> Result<Vec<Call>, Error> {
        self.all("SELECT body FROM cases.calls WHERE session = ?1 ORDER BY rang_at, id", session.0)
    }

    /// The calls that a seat answered, newest first.
    pub fn calls_of_seat(&self, session: SessionId, seat: u8, limit: u32) -> Result<Vec<Call>, Error> {
        let sql = "SELECT body FROM cases.calls WHERE session = ?1 AND seat = ?2 \
                   ORDER BY rang_at DESC, id DESC LIMIT ?3";
        bodies(&self.conn, sql, params![session.0.as_bytes(), seat, limit])
    }

    /// Who waits, oldest first.
    pub fn ringing(&self, session: SessionId) -> Result<Vec<Call>, Error> {
        let sql =
            "SELECT body FROM cases.calls WHERE session = ?1 AND stage = 'ringing' ORDER BY rang_at, id";
        self.all(sql, session.0)
    }

    /// The call that a seat is busy with: on the line, or not logged yet. The newest if there are more.
    pub fn live_on_seat(&self, session: SessionId, seat: u8) -> Result<Option<Call>, Error> {
        let sql = "SELECT body FROM cases.calls WHERE session = ?1 AND seat = ?2 \
                   AND stage IN ('live', 'wrapUp') ORDER BY rang_at DESC, id DESC LIMIT 1";
        Ok(bodies(&self.conn, sql, params![session.0.as_bytes(), seat])?.into_iter().next())
    }
}
