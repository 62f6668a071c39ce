//! New keys for this workstation's files, after a compartment's key was turned.

use crate::clock::wall_now;
use crate::desk::Desk;
use crate::door::{Rekeying, Topic};
use crate::failure::Failure;
use domain::event::SeatEvent;
use domain::seat::StationRekeyed;
use domain::session::SessionStage;
use std::sync::{Arc, PoisonError};
use vault::{Compartment, FileKey};

impl Desk {
    /// Puts new keys on the files if theirs are wrapped under an older epoch, once no session is open.
    pub(crate) fn rekey_if_due(&self) -> Result<(), Failure> {
        // A backup is one whole: record and key book under the same key.
        if self.reads_only() || self.backing_up().running || !self.rekey_due()? {
            return Ok(());
        }
        let waiting = self.session_open()?;
        self.say_rekeying(Some(Rekeying { done: 0, of: 0, waiting }));
        if waiting {
            return Ok(());
        }
        let done = self.rekey();
        self.say_rekeying(None);
        done
    }

    fn rekey_due(&self) -> Result<bool, Failure> {
        let (record, cases) = self.book()?.wrapped_under();
        let behind = |under: Option<vault::KeyId>, compartment| -> bool {
            match (under, self.keys.current(compartment)) {
                (Some(under), Ok(newest)) => under != newest.id(),
                (None, _) | (_, Err(_)) => false,
            }
        };
        Ok(behind(Some(record), Compartment::Office) || behind(cases, Compartment::General))
    }

    pub(crate) fn session_open(&self) -> Result<bool, Failure> {
        if self.file_keys().1.is_none() {
            // The office reads no session; who runs the house turns keys when nobody sits at the seats.
            return Ok(false);
        }
        let open = |stage| matches!(stage, SessionStage::Open | SessionStage::LinesClosed);
        self.read(|reader| Ok(reader.sessions()?.iter().any(|session| open(session.stage))))
    }

    fn rekey(&self) -> Result<(), Failure> {
        let mut store = self.write()?;
        let record_key = FileKey::new()?;
        let cases_key = self.file_keys().1.as_ref().map(|_| FileKey::new()).transpose()?;
        let mut told = wall_now();
        let folder = &self.folder;
        // The sheets first: if the key book can't be written after it, the old one still opens the old files.
        let saved = std::cell::Cell::new(false);
        let save = || -> Result<(), store::Error> {
            vault::RecoveryBox::read(folder)?.with_record_key(&record_key)?.save(folder)?;
            vault::Keybook::edit(folder, |book| book.rewrap(&self.keys, &record_key, cases_key.as_ref()))?;
            saved.set(true);
            Ok(())
        };
        self.disconnect();
        let rekeyed = store.rekey(&record_key, cases_key.as_ref(), save, &mut |done, of| {
            let now = wall_now();
            if now.0 - told.0 > 200 {
                told = now;
                self.say_rekeying(Some(Rekeying { done, of, waiting: false }));
            }
        });
        if let Err(error) = rekeyed {
            // Once the key book is saved its keys stand, and the next opening finishes what failed.
            if saved.get() {
                let keys = Arc::new((record_key, cases_key));
                *self.file_keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
            }
            self.reconnect(&store)?;
            return Err(error.into());
        }
        *self.file_keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new((record_key, cases_key));
        self.reconnect(&store)?;
        let under = [Compartment::Office, Compartment::General];
        let under =
            under.iter().filter_map(|one| Some(crate::signed::text(&self.keys.current(*one).ok()?.id())));
        let station = self.identity.station;
        let facts = StationRekeyed { station, under: under.collect() };
        self.write_of_the_station(&mut store, station, SeatEvent::StationRekeyed(facts, None))
    }

    fn say_rekeying(&self, state: Option<Rekeying>) {
        let mut rekeying = self.rekeying.lock().unwrap_or_else(PoisonError::into_inner);
        if *rekeying != state {
            *rekeying = state;
            drop(rekeying);
            self.announce(&[Topic::Accounts]);
        }
    }
}
