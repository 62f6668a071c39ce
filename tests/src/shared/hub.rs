//! A hub in memory, as `hub/migrations/0001.sql` has it.

use super::faults::Call;
use hub::{Error, Followed, KeyState, Placed, Present, Row, Sealed, Wrapped};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;
use vault::Envelope;

/// One ordered journal, the wrapped keys, who is present. Nobody is ever woken by it: a wake-up can be lost, so all
/// has to come right without.
pub struct FakeHub(Mutex<Server>);

#[derive(Clone)]
pub(super) struct Server {
    house: Uuid,
    rows: Vec<Kept>,
    keys: BTreeMap<(Uuid, [u8; 8]), KeyAt>,
    presence: BTreeMap<Uuid, Present>,
    /// Milliseconds since 1970: its own clock.
    now: i64,
    /// One more with every server that stands in for another: no connection outlives it.
    pub(super) generation: u64,
    /// Said to it and not heard yet.
    pub(super) late: Vec<(Uuid, Call)>,
    /// The same, and heard behind the next that this station has written.
    pub(super) held: Vec<(Uuid, Call)>,
    pub(super) files: BTreeMap<[u8; 32], Vec<u8>>,
}

#[derive(Clone)]
struct Kept {
    event_id: Uuid,
    stream: Uuid,
    version: u64,
    kid: Option<[u8; 8]>,
    via: Uuid,
    envelope: Vec<u8>,
    placed: Placed,
    /// The journal's length when its call was done.
    whole: usize,
}

/// A key with the journal's length when it came and when it was erased: a copy that lost its tail lost that too.
#[derive(Clone)]
struct KeyAt {
    since: usize,
    wrap: Vec<u8>,
    erased: Option<usize>,
}

impl FakeHub {
    pub fn of(house: Uuid, now: i64) -> Arc<FakeHub> {
        let (rows, keys, presence) = <(Vec<Kept>, BTreeMap<_, _>, BTreeMap<_, _>)>::default();
        let (late, held, files) = <(Vec<_>, Vec<_>, BTreeMap<_, _>)>::default();
        let server = Server { house, rows, keys, presence, now, generation: 1, late, held, files };
        Arc::new(FakeHub(Mutex::new(server)))
    }

    pub(super) fn server(&self) -> MutexGuard<'_, Server> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another that has the same.
    pub fn copied(&self) -> Arc<FakeHub> {
        Arc::new(FakeHub(Mutex::new(self.server().clone())))
    }

    pub fn length(&self) -> usize {
        self.server().rows.len()
    }

    /// Its clock; it may go back too.
    pub fn set_clock(&self, now: i64) {
        self.server().now = now;
    }

    pub fn tick(&self, milliseconds: i64) {
        self.server().now += milliseconds;
    }

    /// A copy without its last rows stands in for it, with the keys of that moment: whole calls, so many rows or
    /// some fewer.
    pub fn keep_only(&self, rows: usize) {
        let mut server = self.server();
        let ends = |at: &usize| *at == 0 || server.rows.get(at - 1).is_some_and(|row| row.whole == *at);
        let rows = (0..=rows).rev().find(ends).unwrap_or_default();
        server.rows.truncate(rows);
        server.keys.retain(|_, key| key.since <= rows);
        for key in server.keys.values_mut() {
            key.erased = key.erased.filter(|at| *at <= rows);
        }
        server.presence.clear();
        server.late.clear();
        server.held.clear();
        server.files.clear();
        server.generation += 1;
    }

    /// What was under way arrives, in the order in which it was sent; answers go nowhere.
    pub fn deliver(&self) {
        let mut server = self.server();
        for (via, call) in std::mem::take(&mut server.late) {
            drop(server.hears(via, &call));
        }
        for (via, call) in std::mem::take(&mut server.held) {
            drop(server.hears(via, &call));
        }
    }

    /// The envelopes of each stream, in order.
    pub fn lines(&self) -> BTreeMap<Uuid, Vec<Vec<u8>>> {
        let mut lines: BTreeMap<Uuid, Vec<Vec<u8>>> = BTreeMap::new();
        for row in &self.server().rows {
            lines.entry(row.stream).or_default().push(row.envelope.clone());
        }
        lines
    }

    /// Whether it still has a wrap of this stream.
    pub fn holds_key(&self, stream: Uuid) -> bool {
        self.server().keys.iter().any(|((of, _), key)| *of == stream && key.erased.is_none())
    }

    /// As a station that joins follows it, from the first row.
    pub fn all(&self) -> Vec<store::HubRow> {
        let server = self.server();
        server.rows.iter().map(|row| hub_row(server.row(row))).collect()
    }
}

fn hub_row(row: Row) -> store::HubRow {
    let kid = Envelope::parse(&row.envelope).expect("an envelope").kid().unwrap_or_default();
    let key = match row.key {
        KeyState::None | KeyState::Missing => store::HubKey::None,
        KeyState::Erased => store::HubKey::Erased,
        KeyState::Wrapped(wrap) => {
            store::HubKey::Wrapped(vault::StreamKey { kid, wrap: wrap.try_into().expect("a wrap") })
        }
    };
    let place = store::Place { pos: row.pos, hub_at: row.hub_at, hash: row.hash };
    store::HubRow { place, envelope: row.envelope, key }
}

impl Server {
    pub(super) fn hears(&mut self, via: Uuid, call: &Call) -> Result<Vec<Placed>, Error> {
        match call {
            Call::Append { house, group, keys } => self.append(via, *house, group, keys),
            Call::Erase(stream) => {
                self.erase(*stream);
                Ok(Vec::new())
            }
        }
    }

    /// What this station said before and was held back arrives now.
    pub(super) fn hears_held(&mut self, station: Uuid) {
        for (via, call) in self.held.extract_if(.., |(via, _)| *via == station).collect::<Vec<_>>() {
            drop(self.hears(via, &call));
        }
    }

    fn append(
        &mut self,
        via: Uuid,
        house: Uuid,
        group: &[Sealed],
        keys: &[Wrapped],
    ) -> Result<Vec<Placed>, Error> {
        if house != self.house {
            return Err(Error::OtherHouse);
        }
        let before = self.rows.len();
        let placed: Result<Vec<Placed>, Error> =
            group.iter().enumerate().map(|(index, item)| self.append_one(via, index, item)).collect();
        if placed.is_err() {
            self.rows.truncate(before);
            return placed;
        }
        let since = self.rows.len();
        self.rows[before..].iter_mut().for_each(|row| row.whole = since);
        for key in keys {
            let wrap = key.wrap.clone();
            self.keys.entry((key.stream, key.kid)).or_insert(KeyAt { since, wrap, erased: None });
        }
        placed
    }

    fn append_one(&mut self, via: Uuid, index: usize, item: &Sealed) -> Result<Placed, Error> {
        let envelope = Envelope::parse(&item.envelope).map_err(|_| Error::Malformed { index })?;
        let says = (envelope.event_id(), envelope.stream(), envelope.version());
        if says != (item.event_id, item.stream, item.version) {
            return Err(Error::Malformed { index });
        }
        if let Some(known) = self.rows.iter().find(|row| row.event_id == item.event_id) {
            return Ok(Placed { known: true, ..known.placed.clone() });
        }
        let on_stream = self.rows.iter().filter(|row| row.stream == item.stream);
        let current = on_stream.map(|row| row.version).max().unwrap_or_default();
        if item.version != current + 1 {
            return Err(Error::Conflict { index, current });
        }
        let previous = self.rows.last().map_or(vault::place_zero(self.house), |row| row.placed.hash);
        let (pos, leaf) = (self.rows.len() as u64 + 1, envelope.leaf());
        let hash = vault::place(&previous, pos, self.now, &leaf);
        let placed = Placed { known: false, pos, leaf, hash, hub_at: self.now };
        let (event_id, stream, version, kid) = (item.event_id, item.stream, item.version, envelope.kid());
        let (envelope, kept) = (item.envelope.clone(), placed.clone());
        self.rows.push(Kept { event_id, stream, version, kid, via, envelope, placed: kept, whole: 0 });
        Ok(placed)
    }

    fn erase(&mut self, stream: Uuid) -> u64 {
        let at = self.rows.len();
        let standing = self.keys.iter_mut().filter(|((of, _), key)| *of == stream && key.erased.is_none());
        standing.map(|(_, key)| key.erased = Some(at)).count() as u64
    }

    pub(super) fn follow(&mut self, station: Uuid, after: u64, limit: u32, doing: Option<&[u8]>) -> Followed {
        let doing = doing.map(<[u8]>::to_vec);
        self.presence.insert(station, Present { station, seen: self.now, cursor: after, doing });
        let rows = self.rows.iter().filter(|row| row.placed.pos >= after).take(limit as usize);
        Followed {
            rows: rows.map(|row| self.row(row)).collect(),
            present: self.presence.values().cloned().collect(),
        }
    }

    fn row(&self, row: &Kept) -> Row {
        let key = match row.kid.map(|kid| self.keys.get(&(row.stream, kid))) {
            None => KeyState::None,
            Some(None) => KeyState::Missing,
            Some(Some(KeyAt { erased: Some(_), .. })) => KeyState::Erased,
            Some(Some(KeyAt { wrap, .. })) => KeyState::Wrapped(wrap.clone()),
        };
        let Placed { pos, hub_at, hash, .. } = row.placed;
        Row { pos, hub_at, via: row.via, envelope: row.envelope.clone(), hash, key }
    }
}
