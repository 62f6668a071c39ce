//! The one writer of a store: making it, opening it, asking it.

use crate::error::{Error, File};
use crate::fold::{self, Fault, Line, Wanted};
use crate::journal::{self, Head};
use crate::lock::{self, Lock};
use crate::reader::Reader;
use crate::rebuild::{self, Rebuilt};
use crate::record::{self, Identity};
use crate::{Keeper, cursor, leftovers, open, rekey, trail};
use domain::{Event, Made, State};
use rusqlite::{Connection, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;
use vault::{FileKey, Keys};
use zeroize::Zeroizing;

/// A store opened for writing. Only one at a time; readers stand beside it.
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) place: Place,
    pub(crate) identity: Identity,
    /// The chain goes on from here; only a commit moves it.
    pub(crate) head: Head,
    /// The journal has synced something that the rows could not follow.
    pub(crate) behind: bool,
    /// After the connection: nobody may come in before it is closed.
    pub(crate) lock: Lock,
}

/// What opening had to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Rows of the journal that cases.db had missed.
    pub applied: u64,
    /// cases.db was missing, behind another journal, of another schema or damaged, and was made anew.
    pub rebuilt: bool,
}

/// Where a store lies and what opens it.
#[derive(Clone)]
pub(crate) struct Place {
    pub folder: PathBuf,
    pub record_key: FileKey,
    /// None for whoever holds only the office: the rows stay closed, and fall behind until a reader of them is here.
    pub cases_key: Option<FileKey>,
    pub keys: Arc<Keys>,
}

impl Place {
    pub fn new(folder: &Path, record_key: &FileKey, cases_key: Option<&FileKey>, keys: Arc<Keys>) -> Place {
        let (record_key, cases_key) = (record_key.clone(), cases_key.cloned());
        Place { folder: folder.to_path_buf(), record_key, cases_key, keys }
    }

    /// [`Error::Closed`] for a login without the compartment.
    pub fn cases_key(&self) -> Result<&FileKey, Error> {
        self.cases_key.as_ref().ok_or(Error::Closed)
    }

    pub fn cases(&self) -> PathBuf {
        self.folder.join(open::CASES)
    }
}

impl Store {
    /// Makes a store in a folder that is there and holds none.
    ///
    /// Errors: [`Error::Exists`], [`Error::Missing`], [`Error::InUse`], [`Error::ReadOnly`].
    pub fn create<'a>(
        folder: &Path,
        identity: &Identity,
        station_secret: &[u8; 32],
        record_key: &FileKey,
        cases_key: impl Into<Option<&'a FileKey>>,
        keys: Arc<Keys>,
    ) -> Result<Store, Error> {
        fs::metadata(folder).map_err(|error| Error::of_path(error, folder))?;
        let lock = Lock::take(folder)?;
        record::create(folder, identity, station_secret, record_key)?;
        let (store, _) = Store::under(lock, Place::new(folder, record_key, cases_key.into(), keys))?;
        Ok(store)
    }

    /// Opens a store. Damage to the record is refused and left as it is; cases.db is mended here. Without the key of
    /// cases.db only the office's streams can be read and written.
    ///
    /// Errors: [`Error::Missing`], [`Error::InUse`], [`Error::WrongKey`], [`Error::Damaged`],
    /// [`Error::NewerSchema`], [`Error::ReadOnly`], [`Error::DiskFull`].
    pub fn open<'a>(
        folder: &Path,
        record_key: &FileKey,
        cases_key: impl Into<Option<&'a FileKey>>,
        keys: Arc<Keys>,
    ) -> Result<(Store, Opened), Error> {
        let record = folder.join(open::RECORD);
        for path in [folder, &record] {
            fs::metadata(path).map_err(|error| Error::of_path(error, path))?;
        }
        let lock = Lock::take(folder)?;
        Store::under(lock, Place::new(folder, record_key, cases_key.into(), keys))
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The station's signing secret.
    pub fn station_secret(&self) -> Result<Zeroizing<[u8; 32]>, Error> {
        record::secret(&self.conn)
    }

    /// The newest row's seq and link: what a checkpoint vouches for.
    pub fn head(&self) -> (u64, [u8; 32]) {
        (self.head.seq, self.head.link)
    }

    /// The folded state of a stream, as far as its acts are signed by whom they should be. [`Error::Unopened`] if a
    /// row of it doesn't open.
    pub fn state(&self, stream: Uuid) -> Result<State, Error> {
        let folded = fold::row(&self.conn, &self.place.keys, stream)?;
        match folded.faults.first() {
            Some((seq, Fault::Newer)) => Err(Error::NewerRow { seq: *seq }),
            Some((seq, Fault::Closed | Fault::Astray | Fault::Broken(_))) => {
                Err(Error::Unopened { seq: *seq })
            }
            None => Ok(folded.state),
        }
    }

    /// The events of a stream, in order, acts that aren't applied among them. [`Error::Unopened`] if one doesn't open.
    pub fn events(&self, stream: Uuid) -> Result<Vec<Made<Event>>, Error> {
        let lines = fold::lines(&self.conn, &self.place.keys, stream, Wanted::Rows)?;
        lines
            .into_iter()
            .map(|Line { seq, opened, .. }| opened.map_err(|_| Error::Unopened { seq }))
            .collect()
    }

    /// A connection of its own for reading.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::at(self.place.clone())
    }

    /// A connection of its own for checkpoints: nothing else makes any.
    pub fn keeper(&self) -> Result<Keeper, Error> {
        Keeper::open(&self.place.folder, &self.place.record_key, self.place.cases_key.as_ref())
    }

    /// Sets cases.db aside and makes it anew from the journal, the trail too. Readers and keepers that are open go on
    /// looking at the old file: open them anew.
    pub fn rebuild(&mut self) -> Result<Rebuilt, Error> {
        self.rebuild_telling(&mut |_| {})
    }

    pub(crate) fn rebuild_telling(&mut self, progress: &mut dyn FnMut(u64)) -> Result<Rebuilt, Error> {
        let (folder, cases_key) = (&self.place.folder, self.place.cases_key()?);
        let new = open::with(&self.place.cases(), ".new");
        open::remove(&new)?;
        let built = rebuild::into(&self.place, &new, None, progress)?;
        if self.attached()? {
            self.conn.flush_prepared_statement_cache();
            self.conn.execute_batch("DETACH cases")?;
        }
        let swapped = open::set_aside(folder).and_then(|()| Ok(fs::rename(&new, self.place.cases())?));
        // If a reader holds the old file where files can't be moved then, it goes on in use.
        open::attach(&self.conn, &self.place.cases(), cases_key, "cases")?;
        swapped?;
        self.renew_margins(&built.faults)?;
        self.behind = false;
        Ok(built.rebuilt)
    }

    fn under(mut lock: Lock, place: Place) -> Result<(Store, Opened), Error> {
        let opened = rekey::opened(&place);
        let mut conn = opened.map_err(|error| lock::judged(error, lock.opened_by(&place.record_key)))?;
        record::check(&conn)?;
        if conn.is_readonly("main")? {
            return Err(Error::ReadOnly);
        }
        record::migrate(&mut conn)?;
        lock.mark(&place.record_key)?;
        rekey::drop_stale_rows(&conn, &place.folder)?;
        // What can't be deleted now keeps nobody from their work: an erasure asks again.
        drop(leftovers::clear_unfinished(&place.folder));
        let identity = record::identity(&conn)?;
        let head = journal::head(&conn, &identity)?;
        let mut store = Store { conn, place, identity, head, behind: false, lock };
        if store.place.cases_key.is_none() {
            return Ok((store, Opened { applied: 0, rebuilt: false }));
        }
        match store.join_cases() {
            Ok(applied) => Ok((store, Opened { applied, rebuilt: false })),
            Err(doubt) if doubt.doubts_cases() => {
                store.rebuild()?;
                Ok((store, Opened { applied: 0, rebuilt: true }))
            }
            Err(error) => Err(error),
        }
    }

    /// Attaches cases.db, believes it or not, and applies what it lacks.
    pub(crate) fn join_cases(&mut self) -> Result<u64, Error> {
        let path = self.place.cases();
        if !path.exists() {
            return Err(Error::damaged(File::Cases, "not there"));
        }
        open::attach(&self.conn, &path, self.place.cases_key()?, "cases")?;
        cursor::check(&self.conn, &self.identity)?;
        cursor::catch_up(&mut self.conn, &self.place.keys, &self.identity, &self.head)
    }

    /// The list says what doesn't open now; what opens again is off it. The trail says what the journal does.
    fn renew_margins(&mut self, faults: &[(u64, Fault)]) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        trail::renew(&tx, &self.place.keys)?;
        tx.execute("DELETE FROM main.unopened", [])?;
        faults.iter().try_for_each(|(seq, _)| journal::unopened(&tx, *seq))?;
        Ok(tx.commit()?)
    }

    /// The rows are open, and follow each commit.
    pub(crate) fn shows_rows(&self) -> bool {
        self.place.cases_key.is_some()
    }

    fn attached(&self) -> Result<bool, Error> {
        let sql = "SELECT count(*) FROM pragma_database_list WHERE name = 'cases'";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }
}
