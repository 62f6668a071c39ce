//! The keys of a stream's personal text: the standing one, and destroying them all.

use crate::error::Error;
use crate::store::Store;
use crate::{cursor, keeper, leftovers};
use rusqlite::{TransactionBehavior, params};
use std::time::Duration;
use uuid::Uuid;
use vault::{Compartment, StreamKey};

/// The key for the next personal text of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKeyFor {
    /// Wrapped under the compartment's newest epoch: use it again.
    Standing(StreamKey),
    /// Make one, and hand it in with the write that it seals first.
    Nothing,
    /// The stream takes no more text.
    Erased,
}

/// An erasure that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Nothing on this disk shows the text any more. If not, somebody was reading, or this login doesn't open the
    /// rows: [`Store::wipe`] until it says so.
    pub wiped: bool,
}

/// How long commands wait for readers when the logs are to be emptied.
const PATIENCE: Duration = Duration::from_millis(250);

impl Store {
    pub fn stream_key(&self, stream: Uuid, compartment: Compartment) -> Result<StreamKeyFor, Error> {
        let sql = "SELECT kid, wrap FROM main.stream_keys WHERE stream = ?1";
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query(params![stream.as_bytes()])?;
        let mut standing = StreamKeyFor::Nothing;
        while let Some(row) = rows.next()? {
            let Some(wrap) = row.get(1)? else { return Ok(StreamKeyFor::Erased) };
            if self.place.keys.wrap_is_current(&wrap, compartment) {
                standing = StreamKeyFor::Standing(StreamKey { kid: row.get(0)?, wrap });
            }
        }
        Ok(standing)
    }

    /// Destroys the personal text of a stream: its keys, its drafts, and what the rows show of it.
    /// Facts, figures, chain and links stay as they are.
    pub fn erase(&mut self, stream: Uuid) -> Result<Erased, Error> {
        self.follow()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = params![stream.as_bytes()];
        tx.execute("UPDATE main.stream_keys SET wrap = NULL WHERE stream = ?1", id)?;
        // A stream that never had text takes none from now on either: the kid that no key has says so.
        let mark = "INSERT OR IGNORE INTO main.stream_keys(stream, kid, wrap) VALUES(?1, zeroblob(8), NULL)";
        tx.execute(mark, id)?;
        // Rows that were followed while the hub had lost their keys.
        let lost = "INSERT OR IGNORE INTO main.stream_keys(stream, kid, wrap) \
                    SELECT l.stream, substr(j.body, 75, 8), NULL \
                    FROM main.lines l JOIN main.journal j ON j.seq = l.seq WHERE l.stream = ?1";
        tx.execute(lost, id)?;
        tx.execute("DELETE FROM main.drafts WHERE stream = ?1", id)?;
        // If the rows are lost on the way to the disk, this tells them what to fold anew.
        tx.execute("INSERT INTO main.touched(stream, why) VALUES(?1, 'erased')", id)?;
        let touch = cursor::last_touch(&tx)?;
        if self.place.cases_key.is_some() {
            cursor::refold(&tx, &self.place.keys, stream)?;
            cursor::write_touch(&tx, touch)?;
        }
        let committed = tx.commit();
        if let Err(error) = committed {
            if cursor::last_touch(&self.conn)? < touch {
                return Err(error.into());
            }
            self.behind = self.shows_rows();
            self.follow()?;
        }
        self.place.keys.forget_stream(stream);
        self.wipe().map(|wiped| Erased { wiped })
    }

    /// Empties the logs of the old pages, and deletes the copies of the rows beside them and the files of erased cases:
    /// an erasure changes the rows
    /// in use only. False while somebody reads or has a copy open, and always for a login that doesn't open the rows:
    /// what they still show is folded anew when somebody who does is here.
    pub fn wipe(&mut self) -> Result<bool, Error> {
        self.follow()?;
        let files = if self.shows_rows() { &keeper::FILES[..] } else { &keeper::FILES[..1] };
        if self.shows_rows() {
            self.remove_erased_blobs()?;
        }
        let emptied = keeper::truncate(&self.conn, files, PATIENCE)?;
        // A copy that can't be deleted now is like a log that can't be emptied now.
        let cleared = leftovers::clear_all(&self.place.folder).unwrap_or(false);
        Ok(emptied && cleared && self.shows_rows())
    }
}
