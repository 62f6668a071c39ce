//! Reading beside a running console: a connection of its own over both files that can't write.

mod calls;
mod cases;
mod ledger;
mod office;
mod sessions;
mod sharing;
mod sittings;
mod trail;
mod unfinished;

pub use cases::{History, Load};
pub use trail::{TrailQuery, TrailRow};

use crate::drafts::{self, DraftRow};
use crate::error::Error;
use crate::fold::{self, Line, Wanted};
use crate::project::bodies;
use crate::record::{self, Identity};
use crate::store::Place;
use crate::{journal, lock, open};
use domain::{Event, Made};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use vault::{FileKey, Keys};

/// Sees what has been committed. Not for two threads at once: each takes its own.
pub struct Reader {
    pub(crate) conn: Connection,
    pub(crate) place: Place,
    identity: Identity,
}

impl Reader {
    /// Opens both files for reading, whether or not a console has the store open.
    ///
    /// Errors: as [`crate::Store::open`], but [`Error::InUse`]; damage to cases.db is not mended here.
    pub fn open<'a>(
        folder: &Path,
        record_key: &FileKey,
        cases_key: impl Into<Option<&'a FileKey>>,
        keys: Arc<Keys>,
    ) -> Result<Reader, Error> {
        Reader::at(Place::new(folder, record_key, cases_key.into(), keys))
    }

    pub(crate) fn at(place: Place) -> Result<Reader, Error> {
        let (folder, key) = (&place.folder, &place.record_key);
        let opened = open::record(folder, key);
        let conn = opened.map_err(|error| lock::judged(error, lock::opened_by(folder, key)))?;
        record::check(&conn)?;
        record::stand_in(&conn)?;
        let identity = record::identity(&conn)?;
        if let Some(cases_key) = &place.cases_key {
            let path = place.cases();
            std::fs::metadata(&path).map_err(|error| Error::of_path(error, &path))?;
            open::attach(&conn, &path, cases_key, "cases")?;
        }
        conn.pragma_update(Some("main"), "query_only", true)?;
        Ok(Reader { conn, place, identity })
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What is being typed, oldest first, as it was last saved.
    pub fn drafts(&self) -> Result<Vec<DraftRow>, Error> {
        drafts::all(&self.conn)
    }

    /// Events committed here.
    pub fn journal_length(&self) -> Result<u64, Error> {
        Ok(journal::head(&self.conn, &self.identity)?.seq)
    }

    /// The events of a stream, in order, up to the first that doesn't open; acts that aren't applied are among them.
    pub fn events(&self, stream: Uuid) -> Result<Vec<Made<Event>>, Error> {
        let lines = fold::lines(&self.conn, &self.place.keys, stream, Wanted::Rows)?;
        Ok(lines.into_iter().map_while(|Line { opened, .. }| opened.ok()).collect())
    }

    /// The rows of the journal that didn't open here, by their seq.
    pub fn unopened(&self) -> Result<Vec<u64>, Error> {
        let mut select = self.conn.prepare_cached("SELECT seq FROM main.unopened ORDER BY seq")?;
        let rows = select.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn one<T: DeserializeOwned>(&self, sql: &str, id: Uuid) -> Result<Option<T>, Error> {
        Ok(bodies(&self.conn, sql, params![id.as_bytes()])?.into_iter().next())
    }

    fn all<T: DeserializeOwned>(&self, sql: &str, id: Uuid) -> Result<Vec<T>, Error> {
        bodies(&self.conn, sql, params![id.as_bytes()])
    }
}
