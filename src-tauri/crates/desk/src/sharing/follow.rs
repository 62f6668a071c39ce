//! What others wrote comes here; a hub that lost its tail gets it again.

use super::{Broken, Lane, Sharing};
use crate::desk::Desk;
use crate::door::Topic;
use hub::{Followed, KeyState, Row};
use std::sync::PoisonError;
use store::{HubKey, HubRow, Place, Point, Taken};
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// Rows in one page, and in one transaction here.
const PAGE: u32 = 500;

impl Desk {
    /// To the head of the hub's journal.
    pub(super) fn follow(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        loop {
            let cursor = self.write()?.hub_cursor()?.unwrap_or(Point { pos: 0, hash: [0; 32] });
            let doing = self.sealed_doing(sharing);
            let (began, asked) = (std::time::Instant::now(), self.clock.now());
            let Followed { rows, present } = sharing.line.follow(cursor.pos, PAGE, doing.as_deref())?;
            let changed = sharing.meet(self, &present, began.elapsed(), asked);
            if changed {
                self.announce(&[Topic::Sharing]);
            }
            if !continues(cursor, &rows) {
                self.find_common_place(sharing, cursor)?;
                lane.erasures_due = true;
                sharing.files_wait();
                continue;
            }
            let more = rows.len() == PAGE as usize;
            // The row at the cursor alone is old news, and no reason to write.
            if rows.iter().any(|row| row.pos > cursor.pos) {
                let rows: Vec<HubRow> = rows.into_iter().map(hub_row).collect();
                let mut store = self.write()?;
                let taken = store.take(&rows)?;
                // Before anybody else writes: he would go on from what stands no longer.
                let mut hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner);
                taken.streams.iter().for_each(|stream| hot.forget(*stream));
                drop((hot, store));
                self.taken(sharing, lane, &taken)?;
            }
            if !more {
                return Ok(());
            }
        }
    }

    /// The hub has another row where this station has been, or none: its tail was lost. Searches the last place that
    /// both know; everything behind it is offered again.
    fn find_common_place(&self, sharing: &Sharing, cursor: Point) -> Result<(), Broken> {
        // Both know the place before the first row.
        let (mut common, mut other) = (0, cursor.pos);
        while other - common > 1 {
            let middle = common + (other - common) / 2;
            let there = sharing.line.follow(middle, 1, None)?.rows;
            let mine = self.write()?.hub_hash_at(middle)?;
            let same = there.first().is_some_and(|row| row.pos == middle && Some(row.hash) == mine);
            if same { common = middle } else { other = middle }
        }
        Ok(self.write()?.lost_tail(common)?)
    }

    /// Screens and memory follow what the hub has brought.
    fn taken(&self, sharing: &Sharing, lane: &mut Lane, taken: &Taken) -> Result<(), Broken> {
        if taken.streams.is_empty() {
            return Ok(());
        }
        let house = self.directory_stream();
        let mut topics = vec![Topic::Session, Topic::Calls, Topic::Cases, Topic::Agenda, Topic::Trail];
        if taken.streams.contains(&house) {
            self.read_directory()?;
            self.catch_up_on_keys()?;
            topics.extend([Topic::Directory, Topic::Accounts]);
        }
        if taken.streams.contains(&store::erasures_stream(house)) {
            self.apply_erasures()?;
            lane.erasures_due = true;
            topics.push(Topic::Accounts);
        }
        let stations = &self.directory().accounts.stations;
        let told = stations.iter().filter(|known| taken.streams.contains(&known.station));
        for station in told {
            // A hub that lost its tail and got it again has another order since; or somebody has changed it.
            if self.contradicted(station.station)? {
                sharing.seen().doubt = Some(station.ordinal);
                topics.push(Topic::Sharing);
            }
        }
        if !taken.displaced.is_empty() {
            topics.push(Topic::Sharing);
        }
        self.announce(&topics);
        Ok(())
    }
}

/// Whether the hub still has the row that this station has followed to.
fn continues(cursor: Point, rows: &[Row]) -> bool {
    cursor.pos == 0 || rows.first().is_some_and(|row| row.pos == cursor.pos && row.hash == cursor.hash)
}

/// A row as the store takes it. A key of a size that no key has counts as not brought yet.
pub(crate) fn hub_row(row: Row) -> HubRow {
    let kid = Envelope::parse(&row.envelope).ok().and_then(|envelope| envelope.kid());
    let key = match row.key {
        KeyState::None | KeyState::Missing => HubKey::None,
        KeyState::Erased => HubKey::Erased,
        KeyState::Wrapped(wrap) => match kid.zip(wrap.try_into().ok()) {
            Some((kid, wrap)) => HubKey::Wrapped(StreamKey { kid, wrap }),
            None => HubKey::None,
        },
    };
    let place = Place { pos: row.pos, hub_at: row.hub_at, hash: row.hash };
    HubRow { place, envelope: row.envelope, key }
}

/// An id that is the same wherever this is found out.
pub(super) fn id_of_displaced(first: Uuid) -> Uuid {
    crate::chance::id_by_name("displaced", &first.simple().to_string())
}
