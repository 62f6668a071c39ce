//! Files of cases travel behind their events: brought to the hub one at a time and when nothing else waits for it,
//! fetched when somebody opens one. Their connection is their own, so that none holds up a call.

use super::{Broken, Sharing};
use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Trouble};
use domain::case::BlobHash;
use domain::id::CaseId;
use hub::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How often is looked whether one waits.
const EVERY: Duration = Duration::from_secs(2);

/// A file on its way, without the desk: whoever closes it needn't wait for this.
struct OnItsWay {
    sharing: Arc<Sharing>,
    hash: BlobHash,
    sealed: Vec<u8>,
}

impl OnItsWay {
    fn bring(&self) -> Result<(), Error> {
        self.sharing.line.put_blob(&self.hash.0, &self.sealed)
    }
}

impl Sharing {
    /// One was attached, or the hub may have lost some.
    pub fn files_wait(&self) {
        self.files_wait.store(true, Ordering::Relaxed);
    }
}

impl Desk {
    /// Brings the hub what waits, until nothing does or the hub is away. Answers how many.
    pub fn bring_files(&self) -> u32 {
        let mut brought = 0;
        while let Some(next) = self.next_file() {
            if next.bring().is_err() || self.file_brought(&next).is_err() {
                break;
            }
            brought += 1;
        }
        brought
    }

    /// Whole, here, and its event at the hub.
    fn next_file(&self) -> Option<OnItsWay> {
        let sharing = self.sharing()?;
        let reads = self.file_keys().1.is_some();
        if self.reads_only() || !reads || !sharing.connected() {
            return None;
        }
        if !sharing.files_wait.swap(false, Ordering::Relaxed) {
            return None;
        }
        let blobs = self.blobs();
        for (case, hash) in self.read(|reader| reader.blobs_to_bring()).ok()? {
            if !blobs.here(hash) {
                continue;
            }
            if self.write().ok()?.waits(case).ok()? {
                sharing.files_wait();
                continue;
            }
            // One that was damaged here would only be refused; `verify` tells.
            if let Ok(Some(sealed)) = blobs.sealed_whole(hash) {
                // There may be more behind this one, and it may fail.
                sharing.files_wait();
                return Some(OnItsWay { sharing, hash, sealed });
            }
        }
        None
    }

    fn file_brought(&self, file: &OnItsWay) -> Result<(), Failure> {
        Ok(self.write()?.blob_at_hub(file.hash)?)
    }

    /// Gets a file from the hub, and keeps it if it is what its name says.
    ///
    /// # Errors
    /// `Away`, naming the workstation where it was attached, while neither the hub nor this workstation has it.
    pub(crate) fn fetch(&self, case: CaseId, hash: BlobHash) -> Result<(), Failure> {
        let away = || self.evidence_away(case, hash);
        let sharing = self.sharing().ok_or_else(away)?;
        if sharing.known_away().is_some() {
            return Err(away());
        }
        let sealed = match sharing.line.blob(&hash.0) {
            Ok(sealed) => sealed.ok_or_else(away)?,
            Err(Error::Away(_) | Error::Unknown) => return Err(away()),
            Err(error) => return Err(Broken::from(error).failure()),
        };
        self.blobs().keep(hash, &sealed).map_err(|error| {
            let other = matches!(error, store::Error::Damaged { .. });
            if other { Failure::Away { what: Trouble::HubUnsound } } else { error.into() }
        })?;
        if !self.reads_only() {
            self.write()?.blob_at_hub(hash)?;
        }
        self.announce(&[Topic::Cases]);
        Ok(())
    }
}

/// Brings files until it is told to stop. Nobody waits for its end: what is on its way may take its time.
pub(super) fn start(desk: Weak<Desk>, stop: Arc<AtomicBool>) {
    let run = move || {
        while !stop.load(Ordering::Relaxed) {
            let Some(here) = desk.upgrade() else { return };
            let next = here.next_file();
            drop(here);
            let brought = next.as_ref().is_some_and(|next| next.bring().is_ok());
            let noted = || {
                let desk = desk.upgrade()?;
                desk.file_brought(next.as_ref()?).ok()
            };
            if !brought || noted().is_none() {
                std::thread::sleep(EVERY);
            }
        }
    };
    // Without it they are brought after the next start.
    drop(std::thread::Builder::new().name("files".into()).spawn(run));
}
