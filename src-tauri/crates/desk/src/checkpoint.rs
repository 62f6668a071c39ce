//! 核验点: the station's signature under its journal, for the minutes and for followers.

use crate::desk::Desk;
use crate::door::{CheckpointSeen, Topic};
use crate::failure::Failure;
use domain::event::{Event, SeatEvent};
use domain::seat::{CheckpointWhy, Checkpointed, HubPlace};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;
use uuid::Uuid;
use vault::{Checkpoint, HubPoint, StationKey};

/// Rows of the journal between two checkpoints that nothing else asks for.
const EVERY_ROWS: u64 = 1000;
/// The newest of them on a screen.
const SHOWN: usize = 20;

impl Desk {
    /// Signs the journal as far as it goes now.
    ///
    /// # Errors
    /// Of the store.
    pub fn checkpoint(&self, why: CheckpointWhy) -> Result<(), Failure> {
        let mut store = self.write()?;
        let (seq, link) = store.head();
        let at = self.clock.now();
        let hub = store.hub_cursor()?.filter(|point| point.pos > 0);
        let hub = hub.map(|point| HubPlace { pos: point.pos, hash: hex(&point.hash) });
        let point = self.point(seq, link, hub.as_ref(), at.0);
        let key = StationKey::from_bytes(&*store.station_secret()?);
        let signature = crate::signed::text(&point.sign(&key));
        let station = self.identity.station;
        let facts = Checkpointed { station, seq, link: hex(&link), at, signature, why, hub };
        self.write_of_the_station(&mut store, station, SeatEvent::Checkpointed(facts, None))?;
        drop(store);
        self.announce(&[Topic::Trail]);
        Ok(())
    }

    /// One for every thousand rows.
    pub(crate) fn checkpoint_by_rows(&self) -> Result<(), Failure> {
        if self.reads_only() {
            return Ok(());
        }
        let length = self.journal_length()?;
        let newest = self.checkpoints_of_mine()?.pop().map_or(0, |facts| facts.seq);
        if length >= newest + EVERY_ROWS { self.checkpoint(CheckpointWhy::Rows) } else { Ok(()) }
    }

    pub(crate) fn checkpoints(&self) -> Result<Vec<CheckpointSeen>, Failure> {
        let mine = self.checkpoints_of_mine()?;
        mine.iter().rev().take(SHOWN).map(|facts| self.checkpoint_seen(facts)).collect()
    }

    fn checkpoint_seen(&self, facts: &Checkpointed) -> Result<CheckpointSeen, Failure> {
        let link = data_encoding::HEXLOWER.decode(facts.link.as_bytes()).ok();
        let link = link.and_then(|link| link.try_into().ok()).unwrap_or_default();
        let point = self.point(facts.seq, link, facts.hub.as_ref(), facts.at.0);
        let signature = crate::signed::bytes(&facts.signature).and_then(|bytes| bytes.try_into().ok());
        let text = point.text_with(&signature.unwrap_or([0; 64]));
        let (path, modules) = qr(&text)?;
        let code = point.code();
        Ok(CheckpointSeen { at: facts.at, seq: facts.seq, why: facts.why, code, text, path, modules })
    }

    fn point(&self, seq: u64, link: [u8; 32], hub: Option<&HubPlace>, at: i64) -> Checkpoint {
        let (house, station) = (self.identity.house, self.identity.station);
        let hub = hub.and_then(|hub| {
            let hash = data_encoding::HEXLOWER.decode(hub.hash.as_bytes()).ok()?.try_into().ok()?;
            Some(HubPoint { pos: i64::try_from(hub.pos).ok()?, hash })
        });
        Checkpoint { house, station, seq, link, hub, at }
    }

    /// What another station has signed of the hub's order, beside what this one has followed: two histories show at
    /// once. True where they differ.
    pub(crate) fn contradicted(&self, station: Uuid) -> Result<bool, Failure> {
        let newest = self.read(|reader| reader.newest(station))?.map(|made| made.event);
        let Some(Event::Seat(SeatEvent::Checkpointed(Checkpointed { hub: Some(hub), .. }, _))) = newest
        else {
            return Ok(false);
        };
        let mine = self.write()?.hub_hash_at(hub.pos)?;
        Ok(mine.is_some_and(|mine| hex(&mine) != hub.hash))
    }

    fn checkpoints_of_mine(&self) -> Result<Vec<Checkpointed>, Failure> {
        let station = self.identity.station;
        let events = self.read(|reader| reader.events(station))?;
        let mine = events.into_iter().filter_map(|made| {
            let Event::Seat(SeatEvent::Checkpointed(facts, _)) = made.event else { return None };
            (facts.station == station).then_some(facts)
        });
        Ok(mine.collect())
    }
}

/// A QR code as the path of an SVG over a square of so many modules.
fn qr(text: &str) -> Result<(String, u32), Failure> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Failure::fault)?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width, at / width);
            // Writing to a string can't fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok((path, u32::try_from(width).unwrap_or_default()))
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
