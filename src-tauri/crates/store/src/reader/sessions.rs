//! Queries for sessions, their meetings and their counters.

use super::Reader;
use crate::error::{Error, InCases};
use crate::project::bodies;
use domain::id::{MeetingId, SessionId};
use domain::session::Session;
use domain::triage::Meeting;
use domain::view::Tally;
use rusqlite::params;
use std::collections::BTreeMap;

impl Reader {
    pub fn session(&self, id: SessionId) -> Result<Option<Session>, Error> {
        self.one("SELECT body FROM cases.sessions WHERE id = ?1", id.0)
    }

    /// All sessions, newest first.
    pub fn sessions(&self) -> Result<Vec<Session>, Error> {
        bodies(&self.conn, "SELECT body FROM cases.sessions ORDER BY day DESC, starts DESC, id", [])
    }

    pub fn meeting(&self, id: MeetingId) -> Result<Option<Meeting>, Error> {
        self.one("SELECT body FROM cases.meetings WHERE id = ?1", id.0)
    }

    /// The meeting that was convened last.
    pub fn meeting_of_session(&self, session: SessionId) -> Result<Option<Meeting>, Error> {
        let sql = "SELECT body FROM cases.meetings WHERE session = ?1 ORDER BY convened_at DESC LIMIT 1";
        self.one(sql, session.0)
    }

    /// The session's counters by name and key; those at zero are left out.
    pub fn counters(&self, session: SessionId) -> Result<BTreeMap<(String, String), u32>, Error> {
        let sql = "SELECT name, key, value FROM cases.counters WHERE session = ?1 AND value > 0";
        let mut select = self.conn.prepare_cached(sql).in_cases()?;
        let rows = select
            .query_map(params![session.0.as_bytes()], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)));
        rows.in_cases()?.collect::<Result<_, _>>().in_cases()
    }

    /// The session's counted calls.
    pub fn tally(&self, session: SessionId) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        for ((name, key), value) in self.counters(session)? {
            if let Some(term) = tally.term(&name).filter(|_| key.is_empty()) {
                *term = value;
            }
        }
        Ok(tally)
    }
}
