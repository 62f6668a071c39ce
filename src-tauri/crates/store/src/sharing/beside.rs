//! The margin of the shared journal as it is seen beside a running console.

use super::{Point, Waiting, cursor_of, waiting};
use crate::error::Error;
use crate::reader::Reader;
use rusqlite::OptionalExtension;
use vault::Envelope;

/// How a workstation stands with its hub.
pub struct Beside {
    /// As [`crate::Store::hub_link`].
    pub link: Option<Vec<u8>>,
    /// As [`crate::Store::hub_cursor`].
    pub cursor: Option<Point>,
    pub waiting: Waiting,
    /// When the oldest row that waits was written; milliseconds since 1970.
    pub waiting_since: Option<i64>,
}

impl Reader {
    pub fn beside(&self) -> Result<Beside, Error> {
        let link = "SELECT value FROM main.meta WHERE name = 'hub_link'";
        let oldest = "SELECT j.body FROM main.outbox o JOIN main.journal j ON j.seq = o.seq \
                      WHERE o.answered IS NULL ORDER BY o.seq LIMIT 1";
        let oldest: Option<Vec<u8>> = self.conn.query_row(oldest, [], |row| row.get(0)).optional()?;
        Ok(Beside {
            link: self.conn.query_row(link, [], |row| row.get(0)).optional()?,
            cursor: cursor_of(&self.conn)?,
            waiting: waiting(&self.conn)?,
            waiting_since: oldest.map(|body| Envelope::parse(&body).map(|it| it.at())).transpose()?,
        })
    }
}
