//! The desk: one open store, the person at it, and everything that windows and commands ask of both.

use crate::backup::BackingUp;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::clue::ClueDesk;
use crate::door::{Rekeying, Topic};
use crate::failure::{Failure, Trouble};
use crate::hot::Hot;
use crate::keeping::Keeping;
use crate::room::Room;
use crate::sharing::Sharing;
use crate::trail::Pending;
use domain::Stamp;
use domain::directory::{Directory, HouseKind};
use domain::id::{CallId, PersonId};
use domain::seat::{CheckpointWhy, LookKind};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use store::{Identity, Reader, Store};
use uuid::Uuid;
use vault::{FileKey, Keys};

type Listener = Box<dyn Fn(&[Topic]) + Send + Sync>;

pub struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) kind: HouseKind,
    pub(crate) me: PersonId,
    pub(crate) identity: Identity,
    pub(crate) keys: Arc<Keys>,
    /// R, and C for whoever reads cases.
    pub(crate) file_keys: RwLock<Arc<(FileKey, Option<FileKey>)>>,
    /// The one writer; None when the store is open for reading beside a running console.
    writer: Option<Mutex<Store>>,
    /// Read and changed only by who holds the writer.
    pub(crate) hot: Mutex<Hot>,
    readers: Mutex<Vec<Reader>>,
    directory: RwLock<Arc<Directory>>,
    pub clock: Clock,
    pub chance: Chance,
    listeners: RwLock<Vec<Listener>>,
    /// In a rehearsal: what callers say, for the visitor to act by.
    pub(crate) scripts: Mutex<HashMap<CallId, String>>,
    /// What the other windows of this workstation follow.
    pub(crate) room: Mutex<Room>,
    /// Who looked at what and isn't on the trail yet.
    pub(crate) pending_looks: Mutex<Pending>,
    /// The clue desk, while it is open.
    pub(crate) clue_desk: Mutex<Option<ClueDesk>>,
    pub(crate) rekeying: Mutex<Option<Rekeying>>,
    pub(crate) backing_up: Mutex<BackingUp>,
    /// A confirmed erasure isn't complete here.
    pub(crate) erasing_left: AtomicBool,
    /// The other workstations; None: alone.
    pub(crate) sharing: RwLock<Option<Arc<Sharing>>>,
    /// Checkpoints run on a connection and thread of their own; dropping this ends them.
    keeper: Mutex<Option<Keeping>>,
}

/// What an opened house brings to a desk.
pub(crate) struct Opened {
    pub folder: PathBuf,
    pub me: PersonId,
    pub identity: Identity,
    pub keys: Arc<Keys>,
    pub file_keys: Arc<(FileKey, Option<FileKey>)>,
    pub writer: Option<Store>,
}

/// Readers kept open between queries; more are opened when windows ask at once.
const READERS_KEPT: usize = 4;

impl Desk {
    pub(crate) fn new(opened: Opened, clock: Clock, chance: Chance) -> Result<Desk, Failure> {
        let keeper = opened.writer.as_ref().map(Store::keeper).transpose()?.map(Keeping::start);
        let sharing = opened.writer.as_ref().map(Sharing::of).transpose()?.flatten();
        let mut desk = Desk {
            folder: opened.folder,
            kind: HouseKind::Real,
            me: opened.me,
            identity: opened.identity,
            keys: opened.keys,
            file_keys: RwLock::new(opened.file_keys),
            writer: opened.writer.map(Mutex::new),
            hot: Mutex::default(),
            readers: Mutex::new(Vec::new()),
            directory: RwLock::default(),
            clock,
            chance,
            listeners: RwLock::default(),
            scripts: Mutex::default(),
            room: Mutex::default(),
            pending_looks: Mutex::default(),
            clue_desk: Mutex::default(),
            rekeying: Mutex::default(),
            backing_up: Mutex::default(),
            erasing_left: AtomicBool::default(),
            sharing: RwLock::new(sharing.map(Arc::new)),
            keeper: Mutex::new(keeper),
        };
        if let Some(behind) = desk.write().ok().and_then(|store| store.clock_behind().transpose()) {
            desk.clock.go_by(behind?);
        }
        desk.read_directory()?;
        desk.kind = desk.directory().kind;
        Ok(desk)
    }

    /// R, and C for whoever reads cases.
    pub(crate) fn file_keys(&self) -> Arc<(FileKey, Option<FileKey>)> {
        self.file_keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Opened beside a running console: nothing can be written.
    pub(crate) fn reads_only(&self) -> bool {
        self.writer.is_none()
    }

    pub fn kind(&self) -> HouseKind {
        self.kind
    }

    pub fn me(&self) -> PersonId {
        self.me
    }

    /// The directory's stream: one a house, so it carries the house's own id.
    pub fn directory_stream(&self) -> Uuid {
        self.identity.house
    }

    pub fn directory(&self) -> Arc<Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Calls `listener` with the topics of every commit, from the thread that committed.
    pub fn on_change(&self, listener: impl Fn(&[Topic]) + Send + Sync + 'static) {
        self.listeners.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    pub(crate) fn announce(&self, topics: &[Topic]) {
        let listeners = self.listeners.read().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(topics));
    }

    pub(crate) fn write(&self) -> Result<MutexGuard<'_, Store>, Failure> {
        let writer = self.writer.as_ref().ok_or(Failure::Away { what: Trouble::ReadingOnly })?;
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs a query on a read-only connection of its own: reads never wait for writes.
    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Reader) -> Result<T, store::Error>,
    ) -> Result<T, Failure> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => {
                let files = self.file_keys();
                Reader::open(&self.folder, &files.0, files.1.as_ref(), self.keys.clone())?
            }
        };
        let answer = query(&reader);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        Ok(answer?)
    }

    /// Connections that still look at a file which was set aside are opened anew.
    pub(crate) fn reconnect(&self, store: &Store) -> Result<(), Failure> {
        self.disconnect();
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        *keeper = Some(Keeping::start(store.keeper()?));
        Ok(())
    }

    /// Closes every connection but the writer's.
    pub(crate) fn disconnect(&self) {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        *self.keeper.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Folds the directory from its stream, every signed act checked.
    pub(crate) fn read_directory(&self) -> Result<(), Failure> {
        let (directory, _) = self.read(|reader| reader.directory())?;
        self.set_directory(directory);
        Ok(())
    }

    /// When the store last heard anything: a rehearsal's day goes on from there.
    pub(crate) fn last_moment(&self) -> Result<Stamp, Failure> {
        self.read(|reader| {
            let Some(session) = reader.sessions()?.into_iter().next() else { return Ok(Stamp(0)) };
            let calls = reader.calls_of_session(session.id)?;
            let cases = reader.cases_of_session(session.id)?;
            let moments = calls.iter().map(|call| call.ended_at.unwrap_or(call.rang_at));
            let moments = moments.chain(cases.iter().map(|case| case.changed_at));
            let starts = Stamp::local(session.plan.day, session.plan.starts);
            let moments = moments.chain(session.lines_closed_at);
            Ok(moments.chain(session.seal.map(|seal| seal.at)).max().unwrap_or(starts).max(starts))
        })
    }

    /// The last thing before the store is left: what waits is written, and the station signs how far it went.
    /// `wrong_tries` were made at its locked screen.
    pub(crate) fn take_leave(&self, wrong_tries: u32) {
        if self.reads_only() {
            return;
        }
        self.leave_clue_desk();
        // Whoever leaves can't be held up by a full disk; the journal says itself where the trail ends.
        drop(self.look_at_once(self.look_of(LookKind::LoggedOut).counting(wrong_tries)));
        drop(self.checkpoint(CheckpointWhy::SeatClosed));
    }

    pub(crate) fn set_directory(&self, directory: Directory) {
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(directory);
    }
}

impl Drop for Desk {
    /// A look that waits for the disk doesn't get lost with the desk.
    fn drop(&mut self) {
        drop(self.flush_trail());
    }
}
