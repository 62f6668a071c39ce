//! 未结诉求: what is still open of other sessions and other systems.

use super::Reader;
use crate::error::{Error, InCases};
use crate::project::bodies;
use domain::case::Case;
use domain::id::SessionId;
use rusqlite::params;

impl Reader {
    /// How many cases that don't belong to the session are open, and the oldest of them, as many as asked for.
    pub fn open_elsewhere(&self, session: SessionId, limit: u32) -> Result<(u32, Vec<Case>), Error> {
        let count = format!("SELECT count(*) {OPEN}");
        let mut select = self.conn.prepare_cached(&count).in_cases()?;
        let open = select.query_row(params![session.0.as_bytes()], |row| row.get(0)).in_cases()?;
        // Counted and put in order in the ledger's index alone; then only their own bodies are read.
        let oldest = format!(
            "WITH oldest AS (SELECT id {OPEN} ORDER BY recorded_at, id LIMIT ?2) \
             SELECT body FROM oldest JOIN cases.cases USING(id) ORDER BY recorded_at, id"
        );
        Ok((open, bodies(&self.conn, &oldest, params![session.0.as_bytes(), limit])?))
    }
}

const OPEN: &str = "FROM cases.cases INDEXED BY cases_ledger \
                    WHERE stage IN ('recording', 'pendingTriage', 'assigned', 'inProgress') AND session <> ?1";
