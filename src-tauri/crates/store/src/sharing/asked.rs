//! What this station has asked of the hub before it was written here, and what the desk asks of the margin.

use crate::error::Error;
use crate::store::Store;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// Rows that lost their place to one row of the hub, and that nobody has been told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    pub stream: Uuid,
    /// In the order of their versions.
    pub rows: Vec<(u64, Vec<u8>)>,
    pub keys: Vec<(Uuid, StreamKey)>,
}

impl Store {
    /// These events are about to be sent to the hub, which has them first. Should the answer get lost with this
    /// process, they are known as this station's own when they come back.
    pub fn ask(&mut self, events: &[Uuid]) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for event in events {
            let sql = "INSERT OR IGNORE INTO main.asked(event_id) VALUES(?1)";
            tx.prepare_cached(sql)?.execute([event.as_bytes()])?;
        }
        Ok(tx.commit()?)
    }

    /// The hub has refused them for certain.
    pub fn refused(&mut self, events: &[Uuid]) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for event in events {
            took(&tx, *event)?;
        }
        Ok(tx.commit()?)
    }

    /// Whether the journal holds this event.
    pub fn holds(&self, event: Uuid) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM main.journal WHERE event_id = ?1";
        Ok(self.conn.prepare_cached(sql)?.exists([event.as_bytes()])?)
    }

    /// The row of an event, whether it stands or not.
    pub fn row_of(&self, event: Uuid) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT coalesce(t.body, j.body) FROM main.journal j LEFT JOIN main.twins t ON t.seq = j.seq \
                   WHERE j.event_id = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([event.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// The station that wrote the first row of a stream.
    pub fn author(&self, stream: Uuid) -> Result<Option<Uuid>, Error> {
        author(&self.conn, stream)
    }

    /// Whether rows of a stream wait for the hub's answer.
    pub fn waits(&self, stream: Uuid) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM main.lines l JOIN main.outbox o ON o.seq = l.seq \
                   WHERE l.stream = ?1 AND o.answered IS NULL";
        Ok(self.conn.prepare_cached(sql)?.exists([stream.as_bytes()])?)
    }

    /// What was displaced and isn't on its stream yet, by what took its place.
    pub fn untold(&self) -> Result<Vec<Untold>, Error> {
        let sql = "SELECT d.winner, d.seq, j.body FROM main.displaced d JOIN main.journal j ON j.seq = d.seq \
                   WHERE d.told = 0 ORDER BY d.seq";
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        let mut groups: BTreeMap<(Uuid, Vec<u8>), Untold> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (winner, seq, body): (Vec<u8>, u64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let envelope = Envelope::parse(&body)?;
            let (stream, key) = (envelope.stream(), super::wrap_of(&self.conn, &envelope)?);
            let new = || Untold { stream, rows: Vec::new(), keys: Vec::new() };
            let group = groups.entry((stream, winner)).or_insert_with(new);
            group.keys.extend(key);
            group.rows.push((seq, body));
        }
        Ok(groups.into_values().collect())
    }

    /// They stand on their stream as what was displaced.
    pub fn told(&mut self, rows: &[u64]) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for seq in rows {
            tx.prepare_cached("UPDATE main.displaced SET told = 1 WHERE seq = ?1")?.execute([seq])?;
        }
        Ok(tx.commit()?)
    }
}

/// Whether it was asked for; it is no longer.
pub(super) fn took(conn: &Connection, event: Uuid) -> Result<bool, Error> {
    let sql = "DELETE FROM main.asked WHERE event_id = ?1";
    Ok(conn.prepare_cached(sql)?.execute([event.as_bytes()])? > 0)
}

/// What was written behind this row was asked for, or never had to be.
pub(super) fn done(conn: &Connection, after: u64) -> Result<(), Error> {
    let sql = "DELETE FROM main.asked WHERE event_id IN (SELECT event_id FROM main.journal WHERE seq > ?1)";
    conn.prepare_cached(sql)?.execute(params![after])?;
    Ok(())
}

pub(crate) fn author(conn: &Connection, stream: Uuid) -> Result<Option<Uuid>, Error> {
    let sql = "SELECT substr(j.body, 43, 16) FROM main.lines l JOIN main.journal j ON j.seq = l.seq \
               WHERE l.stream = ?1 AND l.version = 1";
    let author = conn.prepare_cached(sql)?.query_row([stream.as_bytes()], |row| row.get(0));
    Ok(author.optional()?.map(Uuid::from_bytes))
}
