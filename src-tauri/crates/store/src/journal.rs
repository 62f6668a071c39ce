//! Appending to the journal and finding one's place in it.

use crate::error::{Error, File};
use crate::fold::Wanted;
use crate::record::Identity;
use crate::trail;
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use uuid::Uuid;
use vault::{Envelope, Keys, StreamKey};

/// The newest row, or the place before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub seq: u64,
    pub link: [u8; 32],
}

pub(crate) fn head(conn: &Connection, identity: &Identity) -> Result<Head, Error> {
    let sql = "SELECT seq, link FROM main.journal ORDER BY seq DESC LIMIT 1";
    let row = conn.prepare_cached(sql)?.query_row([], |row| Ok(Head { seq: row.get(0)?, link: row.get(1)? }));
    Ok(row.optional()?.unwrap_or_else(|| before_first(identity)))
}

pub(crate) fn before_first(identity: &Identity) -> Head {
    Head { seq: 0, link: vault::link_zero(identity.house, identity.station) }
}

/// The link at a place; None if the journal doesn't reach so far.
pub(crate) fn link_at(conn: &Connection, identity: &Identity, seq: u64) -> Result<Option<[u8; 32]>, Error> {
    if seq == 0 {
        return Ok(Some(before_first(identity).link));
    }
    let sql = "SELECT link FROM main.journal WHERE seq = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()?)
}

/// Appends one envelope of `stream` and moves the head.
///
/// Errors: [`Error::VersionTaken`], [`Error::VersionGap`], [`Error::EventTaken`], [`Error::Unfit`].
pub(crate) fn append(
    conn: &Connection,
    keys: &Keys,
    head: &mut Head,
    stream: Uuid,
    bytes: &[u8],
) -> Result<(), Error> {
    let envelope = Envelope::parse(bytes)?;
    if envelope.stream() != stream {
        return Err(Error::Unfit { what: "an envelope of another stream" });
    }
    let (event, version) = (envelope.event_id(), envelope.version());
    let seq = head.seq + 1;
    let link = vault::link(&head.link, seq, &envelope.leaf());
    let sql = "INSERT INTO main.journal(seq, event_id, body, link) VALUES(?1, ?2, ?3, ?4)";
    let row = params![seq, event.as_bytes(), bytes, link];
    taken(conn.prepare_cached(sql)?.execute(row), || Error::EventTaken { event })?;
    // A version stands on the one before it: said here, so that no gap ever needs explaining.
    let sql = "INSERT INTO main.lines(stream, version, seq) SELECT ?1, ?2, ?3 \
               WHERE ?2 = 1 OR EXISTS(SELECT 1 FROM main.lines WHERE stream = ?1 AND version = ?2 - 1)";
    let line = conn.prepare_cached(sql)?.execute(params![stream.as_bytes(), version, seq]);
    if taken(line, || Error::VersionTaken { stream, version })? == 0 {
        return Err(Error::VersionGap { stream, version });
    }
    if Wanted::Rows.has(keys, &envelope) {
        trail::note(conn, keys, seq, &envelope)?;
    } else {
        unopened(conn, seq)?;
    }
    *head = Head { seq, link };
    Ok(())
}

/// Records the wrap of a stream's new key. [`Error::Erased`] once the stream has been erased.
pub(crate) fn add_key(conn: &Connection, stream: Uuid, key: &StreamKey) -> Result<(), Error> {
    let sql = "INSERT INTO main.stream_keys(stream, kid, wrap) SELECT ?1, ?2, ?3 \
               WHERE NOT EXISTS(SELECT 1 FROM main.stream_keys WHERE stream = ?1 AND wrap IS NULL)";
    let added = conn.prepare_cached(sql)?.execute(params![stream.as_bytes(), key.kid, key.wrap]);
    if taken(added, || Error::Unfit { what: "a stream key that is recorded already" })? == 0 {
        return Err(Error::Erased { stream });
    }
    Ok(())
}

/// Lists a row that doesn't open here.
pub(crate) fn unopened(conn: &Connection, seq: u64) -> Result<(), Error> {
    conn.prepare_cached("INSERT OR IGNORE INTO main.unopened(seq) VALUES(?1)")?.execute([seq])?;
    Ok(())
}

/// A row whose version or bytes can't be what was written.
pub(crate) fn damaged(seq: u64, what: &str) -> Error {
    Error::damaged(File::Record, format!("row {seq}: {what}"))
}

fn taken<T>(done: rusqlite::Result<T>, by: impl FnOnce() -> Error) -> Result<T, Error> {
    done.map_err(|error| {
        let taken = error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation);
        if taken { by() } else { error.into() }
    })
}
