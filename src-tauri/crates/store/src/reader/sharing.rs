//! What was displaced and waits to be checked, how much waits for the hub, and whose a stream was first.

use super::Reader;
use crate::error::{Error, InCases};
use crate::fold::{self, Opened};
use crate::sharing::{self, Waiting};
use domain::{Event, Made, State};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;
use vault::Envelope;

impl Reader {
    /// Streams with rows to be checked, as they stand.
    pub fn to_check(&self) -> Result<Vec<(Uuid, State)>, Error> {
        let mut select = self.conn.prepare_cached("SELECT id FROM cases.to_check ORDER BY id").in_cases()?;
        let ids = select.query_map([], |row| row.get(0).map(Uuid::from_bytes)).in_cases()?;
        let ids: Vec<Uuid> = ids.collect::<Result<_, _>>().in_cases()?;
        ids.into_iter().map(|id| Ok((id, fold::row(&self.conn, &self.place.keys, id)?.state))).collect()
    }

    /// The last event of a stream; None where it doesn't open here.
    pub fn newest(&self, stream: Uuid) -> Result<Option<Made<Event>>, Error> {
        let sql = "SELECT j.body FROM main.lines l JOIN main.journal j ON j.seq = l.seq \
                   WHERE l.stream = ?1 ORDER BY l.version DESC LIMIT 1";
        let mut select = self.conn.prepare_cached(sql)?;
        let row: Option<Vec<u8>> = select.query_row([stream.as_bytes()], |row| row.get(0)).optional()?;
        let opened = row.map(|row| self.opened_rows(&[row])).transpose()?;
        Ok(opened.into_iter().flatten().flatten().next())
    }

    pub fn count_to_check(&self) -> Result<u32, Error> {
        let mut select = self.conn.prepare_cached("SELECT count(*) FROM cases.to_check").in_cases()?;
        select.query_row([], |row| row.get(0)).in_cases()
    }

    /// Rows of a stream that stand on no line, opened one by one; None for one that doesn't open here.
    pub fn opened_rows(&self, rows: &[Vec<u8>]) -> Result<Vec<Option<Made<Event>>>, Error> {
        let opened = |row: &Vec<u8>| -> Result<_, Error> {
            let Ok(envelope) = Envelope::parse(row) else { return Ok(None) };
            let sql = "SELECT wrap FROM main.stream_keys WHERE stream = ?1 AND kid = ?2";
            let (stream, kid) = (envelope.stream(), envelope.kid().unwrap_or_default());
            let mut select = self.conn.prepare_cached(sql)?;
            let wrap = select.query_row(params![stream.as_bytes(), kid], |row| row.get(0)).optional()?;
            let place = Opened { stream, version: envelope.version(), wrap };
            Ok(place.event(row, &self.place.keys))
        };
        rows.iter().map(opened).collect()
    }

    /// What waits for the hub; alone nothing does.
    pub fn waiting(&self) -> Result<Waiting, Error> {
        sharing::waiting(&self.conn)
    }

    /// The station that wrote the first row of a stream.
    pub fn author(&self, stream: Uuid) -> Result<Option<Uuid>, Error> {
        sharing::author(&self.conn, stream)
    }
}
