//! The one write path: envelopes, keys, rows, counters and drafts in one transaction over both files.

use crate::error::Error;
use crate::journal::{self, Head};
use crate::sharing;
use crate::store::Store;
use crate::{cursor, drafts, project};
use domain::State;
use rusqlite::TransactionBehavior;
use uuid::Uuid;
use vault::StreamKey;

/// What one command has decided on one stream, sealed.
#[derive(Clone, Debug)]
pub struct Write {
    /// Of this stream, versions in order.
    pub envelopes: Vec<Vec<u8>>,
    /// Keys that its text was the first to be sealed with.
    pub keys: Vec<(Uuid, StreamKey)>,
    pub stream: Uuid,
    /// The state that the rows show: as the store answered it.
    pub before: State,
    /// `before` with the sealed events applied.
    pub after: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The journal's length with the batch in it.
    pub seq: u64,
}

impl Store {
    /// Writes the batch whole or not at all; when it answers, it is on disk.
    ///
    /// Errors: [`Error::VersionTaken`], [`Error::VersionGap`], [`Error::EventTaken`], [`Error::Erased`],
    /// [`Error::Unfit`], [`Error::DiskFull`], [`Error::Damaged`]: nothing of the batch stands.
    ///
    /// In a shared journal the batch waits for the hub as one group.
    pub fn commit(&mut self, batch: &[Write], drop_drafts: &[Uuid]) -> Result<Committed, Error> {
        self.commit_at(batch, drop_drafts, &[])
    }

    /// The same for what the hub had first: one place a row, in the batch's order.
    ///
    /// Errors: also [`Error::Unfit`] for another number of places.
    pub fn commit_at(
        &mut self,
        batch: &[Write],
        drop_drafts: &[Uuid],
        places: &[u64],
    ) -> Result<Committed, Error> {
        self.follow()?;
        let mut head = self.head;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for write in batch {
            for (stream, key) in &write.keys {
                journal::add_key(&tx, *stream, key)?;
            }
            for envelope in &write.envelopes {
                journal::append(&tx, &self.place.keys, &mut head, write.stream, envelope)?;
            }
            if self.place.cases_key.is_some() {
                project::move_by(&tx, &write.before, &write.after)?;
                project::write(&tx, write.stream, &write.after)?;
            }
        }
        sharing::note(&tx, &self.head, &head, places)?;
        drop_drafts.iter().try_for_each(|id| drafts::delete(&tx, *id))?;
        if head != self.head && self.place.cases_key.is_some() {
            cursor::write(&tx, &head)?;
        }
        let committed = tx.commit();
        self.settle(head, committed)
    }

    /// Brings the rows up to the journal if they could not follow it before.
    pub(crate) fn follow(&mut self) -> Result<(), Error> {
        if self.behind {
            cursor::catch_up(&mut self.conn, &self.place.keys, &self.identity, &self.head)?;
            self.behind = false;
        }
        Ok(())
    }

    /// The record syncs before the rows do, so a commit that failed may stand all the same: then it is
    /// answered as done, and the rows follow as soon as they can.
    pub(crate) fn settle(
        &mut self,
        wanted: Head,
        committed: rusqlite::Result<()>,
    ) -> Result<Committed, Error> {
        let Err(error) = committed else {
            self.head = wanted;
            return Ok(Committed { seq: wanted.seq });
        };
        let stands = journal::head(&self.conn, &self.identity)?;
        if stands != wanted || wanted == self.head {
            return Err(error.into());
        }
        self.head = wanted;
        self.behind = self.shows_rows();
        // A second failure says nothing new: the next read or commit tries again, and says so.
        let _ = self.follow();
        Ok(Committed { seq: wanted.seq })
    }
}
