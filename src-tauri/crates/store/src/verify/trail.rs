//! The trail's rows beside the journal's looks, both in the order of the journal.

use crate::error::Error;
use crate::reader::TrailRow;
use crate::trail::{COLUMNS, row};
use rusqlite::{Connection, Rows, Statement};

/// Walks along with the journal: one row of the trail is held at a time.
pub(super) struct Beside<'a> {
    rows: Rows<'a>,
    next: Option<TrailRow>,
    pub equal: bool,
}

pub(super) fn all(conn: &Connection) -> Result<Statement<'_>, Error> {
    Ok(conn.prepare(&format!("SELECT {COLUMNS} FROM trail ORDER BY seq, n"))?)
}

impl<'a> Beside<'a> {
    pub fn new(all: &'a mut Statement<'_>) -> Result<Beside<'a>, Error> {
        let mut beside = Beside { rows: all.query([])?, next: None, equal: true };
        beside.advance();
        Ok(beside)
    }

    /// What the journal says next.
    pub fn said(&mut self, look: &TrailRow) {
        self.equal &= self.next.as_ref() == Some(look);
        self.advance();
    }

    /// After the last row of the journal nothing is left.
    pub fn ended(&self) -> bool {
        self.equal && self.next.is_none()
    }

    /// A row that can't be read is not what the journal says.
    fn advance(&mut self) {
        let read = self.rows.next().map_err(Error::from).and_then(|next| next.map(row).transpose());
        self.next = read.unwrap_or_else(|_| {
            self.equal = false;
            None
        });
    }
}
