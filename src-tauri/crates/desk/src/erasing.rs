//! 依法删除: decided by two, then carried out here: keys, drafts, rows, logs.

use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::Failure;
use crate::keys::Signatory;
use crate::sealing::By;
use crate::sharing::{Act, Born};
use crate::signed;
use domain::erasure::{self, ErasureCommand, Erasures};
use domain::event::{Event, SeatEvent};
use domain::seat::ErasureApplied;
use domain::{Around, Moment, Stamp, State};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use store::StreamKeyFor;
use uuid::Uuid;
use vault::Compartment;

impl Desk {
    /// Proposes, confirms or drops; a confirmed one is carried out before this answers.
    pub(crate) fn erasure(&self, signatory: &Signatory, command: ErasureCommand) -> Result<(), Failure> {
        let master = match command {
            ErasureCommand::Propose { case, .. } => self.read(|reader| reader.case(case))?,
            ErasureCommand::Confirm { .. } | ErasureCommand::Drop { .. } => None,
        };
        let around = Around { master, ..Around::default() };
        let stream = store::erasures_stream(self.identity.house);
        self.commit_at_home(stream, Born::AtHub, |store| {
            let before = self.standing(store, stream)?;
            let erasures = if let State::Erasures(erasures) = &before {
                (**erasures).clone()
            } else {
                Erasures::default()
            };
            let (directory, at) = (self.directory(), self.clock.now());
            let (actor, roles) = (signatory.id, &*signatory.roles);
            let moment = Moment { at, actor, roles, directory: &directory, around: &around };
            let events: Vec<Event> =
                erasure::decide(&erasures, command, &moment)?.into_iter().map(Event::Erasure).collect();
            let by = By { person: actor, at };
            let write = signed::write(store, &self.keys, &signatory.person, stream, &events, by)?;
            Ok(Act { write, drafts: Vec::new(), answer: () })
        })?;
        if let Some(sharing) = self.sharing() {
            // The hub's key goes with the next round, which is now.
            sharing.wake();
        }
        self.apply_erasures()
    }

    /// Carries out what has been confirmed and isn't done here: at once, after a start that finds it so, and by
    /// [`Desk::finish_erasures`]. It is on record as done only when nothing on this disk shows the text any more.
    pub(crate) fn apply_erasures(&self) -> Result<(), Failure> {
        if self.reads_only() {
            return Ok(());
        }
        let (erasures, _) = self.read(|reader| reader.erasures())?;
        let done = self.erasures_done()?;
        let (mut destroyed, mut wrote, mut left) = (false, false, false);
        for one in erasures.confirmed().filter(|one| !done.contains_key(&one.id)) {
            // What fails on the way is tried again.
            self.erasing_left.store(true, Ordering::Relaxed);
            let mut wiped = false;
            for stream in &one.streams {
                // Without its keys already: only what shows the text is left.
                let standing = self.write()?.stream_key(*stream, Compartment::General)?;
                if standing != StreamKeyFor::Erased {
                    wiped = self.erase_stream(*stream)?;
                    destroyed = true;
                }
            }
            // Once more: a checkpoint that happens to run is in the way for a moment only.
            if !wiped && !self.write()?.wipe()? {
                left = true;
                continue;
            }
            let station = self.identity.station;
            let applied = ErasureApplied { station, erasure: one.id };
            let mut store = self.write()?;
            self.write_of_the_station(&mut store, station, SeatEvent::ErasureApplied(applied, None))?;
            wrote = true;
        }
        // A login that doesn't open the rows can't finish it; the next one that does begins with it.
        let opens_rows = self.file_keys().1.is_some();
        self.erasing_left.store(left && opens_rows, Ordering::Relaxed);
        if destroyed || wrote {
            // What is erased is erased; a list that can't be written now is written with the next backup.
            drop(self.note_erasures());
            self.announce(&[Topic::Accounts, Topic::Cases]);
        }
        Ok(())
    }

    /// Goes on with an erasure that a reader was in the way of.
    ///
    /// # Errors
    /// Of the store; it stays to be done.
    pub fn finish_erasures(&self) -> Result<(), Failure> {
        if self.erasing_left.load(Ordering::Relaxed) { self.apply_erasures() } else { Ok(()) }
    }

    /// The erasures that this workstation has carried out, and when.
    pub(crate) fn erasures_done(&self) -> Result<BTreeMap<Uuid, Stamp>, Failure> {
        let station = self.identity.station;
        let events = self.read(|reader| reader.events(station))?;
        let done = events.into_iter().filter_map(|made| {
            let Event::Seat(SeatEvent::ErasureApplied(facts, _)) = made.event else { return None };
            (facts.station == station).then_some((facts.erasure, made.at))
        });
        Ok(done.collect())
    }
}
