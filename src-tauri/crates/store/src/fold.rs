//! Opening what stands on a stream, and folding it.

use crate::error::Error;
use crate::trust::House;
use domain::event::DecodeError;
use domain::{Event, Made, Stamp, State};
use rusqlite::{Connection, Row, params};
use serde::Deserialize;
use uuid::Uuid;
use vault::{Compartment, Envelope, Keys, Signed};

/// Which rows are opened; the others are somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What has its place on disk.
    Rows,
    /// What never has, held or not: a referral is folded in memory alone.
    Clues,
}

impl Wanted {
    pub fn has(self, keys: &Keys, envelope: &Envelope<'_>) -> bool {
        match keys.compartment_of(envelope.key_id()) {
            Some(Compartment::Office | Compartment::General) => self == Wanted::Rows,
            Some(Compartment::Clue) => self == Wanted::Clues,
            None => false,
        }
    }
}

/// One event of a stream, or why it isn't one.
pub(crate) struct Line {
    pub stream: Uuid,
    pub version: u64,
    pub seq: u64,
    pub opened: Result<Made<Event>, Fault>,
    pub signed: Option<Signed>,
}

/// Why a row doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Sealed for others, or by a key that isn't held.
    Closed,
    /// A later version of this program wrote it: whole, and not for us.
    Newer,
    /// The stream's line leads to a row of another place.
    Astray,
    /// It should open, and doesn't.
    Broken(&'static str),
}

/// A stream as far as it opens.
pub(crate) struct Folded {
    pub stream: Uuid,
    pub state: State,
    pub events: u64,
    pub erased: bool,
    /// By seq. The state is that before the first of them.
    pub faults: Vec<(u64, Fault)>,
    /// By seq: acts without a signature that counts. The state has passed over them.
    pub refused: Vec<u64>,
}

impl Folded {
    fn of(stream: Uuid) -> Folded {
        let (faults, refused) = (Vec::new(), Vec::new());
        Folded { stream, state: State::Nothing, events: 0, erased: false, faults, refused }
    }

    fn take(&mut self, line: Line, house: &House<'_>) -> Result<(), Error> {
        self.events += 1;
        match line.opened {
            Err(fault) => self.faults.push((line.seq, fault)),
            Ok(_) if !self.faults.is_empty() => {}
            Ok(made) => {
                self.erased |= made.erased;
                let believed = house.believes(&self.state, &made, line.signed.as_ref())?;
                let Made { at, by, version, erased, ref event } = made;
                let before = std::mem::take(&mut self.state);
                self.state = if believed {
                    before.apply(self.stream, Made { at, by, version, erased, event })
                } else {
                    self.refused.push(line.seq);
                    begun(before, event).pass_over(version)
                };
            }
        }
        Ok(())
    }
}

/// A stream of the house goes on although its first act was refused.
fn begun(state: State, by: &Event) -> State {
    match (state, by) {
        (State::Nothing, Event::Directory(_)) => State::Directory(Box::default()),
        (State::Nothing, Event::Erasure(_)) => State::Erasures(Box::default()),
        (State::Nothing, Event::Seat(_)) => State::Seat(Box::default()),
        (state, _) => state,
    }
}

/// What stands on one stream, in order.
pub(crate) fn lines(
    conn: &Connection,
    keys: &Keys,
    stream: Uuid,
    wanted: Wanted,
) -> Result<Vec<Line>, Error> {
    let mut found = Vec::new();
    let mut select = conn.prepare_cached(ONE)?;
    let mut rows = select.query(params![stream.as_bytes()])?;
    while let Some(row) = rows.next()? {
        found.push(line(row, keys, wanted)?);
    }
    Ok(found)
}

pub(crate) fn one(
    conn: &Connection,
    keys: &Keys,
    stream: Uuid,
    wanted: Wanted,
    house: &House<'_>,
) -> Result<Folded, Error> {
    let mut folded = Folded::of(stream);
    lines(conn, keys, stream, wanted)?.into_iter().try_for_each(|line| folded.take(line, house))?;
    Ok(folded)
}

/// One stream of those that have their place on disk.
pub(crate) fn row(conn: &Connection, keys: &Keys, stream: Uuid) -> Result<Folded, Error> {
    one(conn, keys, stream, Wanted::Rows, &House::new(conn, keys))
}

/// One of several equal parts of all streams, whose ids are random.
#[derive(Clone, Copy)]
pub(crate) struct Share {
    pub part: usize,
    pub of: usize,
}

/// Folds every stream of a share as the journal stood at `upto`, one after the other; memory holds one at
/// a time.
pub(crate) fn all(
    conn: &Connection,
    keys: &Keys,
    upto: u64,
    share: Share,
    mut each: impl FnMut(Folded) -> Result<(), Error>,
) -> Result<(), Error> {
    let house = House::new(conn, keys);
    let mut select = conn.prepare(ALL)?;
    let (from, to) = share.bounds();
    let mut rows = select.query(params![upto, from, to])?;
    let mut folded: Option<Folded> = None;
    while let Some(row) = rows.next()? {
        let line = line(row, keys, Wanted::Rows)?;
        if folded.as_ref().is_some_and(|folded| folded.stream != line.stream)
            && let Some(whole) = folded.take()
        {
            each(whole)?;
        }
        let folded = folded.get_or_insert_with(|| Folded::of(line.stream));
        if line.version == folded.events + 1 {
            folded.take(line, &house)?;
        } else {
            let opened = Err(Fault::Broken("a version is missing before it"));
            folded.take(Line { opened, ..line }, &house)?;
        }
    }
    folded.map_or(Ok(()), each)
}

impl Share {
    /// The least id of the part, and one that is beyond it.
    fn bounds(self) -> (Vec<u8>, Vec<u8>) {
        let bound = |part: usize| match u8::try_from(part * 256 / self.of) {
            Ok(first) => vec![first],
            Err(_) => vec![0xFF; 17],
        };
        (bound(self.part), bound(self.part + 1))
    }
}

const ONE: &str = include_str!("fold/one.sql");
const ALL: &str = include_str!("fold/all.sql");

#[derive(Deserialize)]
struct Facts {
    kind: String,
    v: u16,
    data: serde_json::Value,
}

fn line(row: &Row<'_>, keys: &Keys, wanted: Wanted) -> Result<Line, Error> {
    let body = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
    let wrap = match row.get::<_, bool>(4)? {
        false => Wrap::Missing,
        true => {
            row.get_ref(5)?.as_blob_or_null().map_err(rusqlite::Error::from)?.map_or(Wrap::Erased, Wrap::Held)
        }
    };
    let (stream, version, seq) = (Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?);
    let (opened, signed) = match open(body, stream, version, wrap, keys, wanted) {
        Ok((made, signed)) => (Ok(made), signed),
        Err(fault) => (Err(fault), None),
    };
    Ok(Line { stream, version, seq, opened, signed })
}

/// A row that stands on no line, and the key of its text: missing, or erased.
pub(crate) struct Opened {
    pub stream: Uuid,
    pub version: u64,
    pub wrap: Option<Option<Vec<u8>>>,
}

impl Opened {
    pub fn event(&self, row: &[u8], keys: &Keys) -> Option<Made<Event>> {
        let wrap = match &self.wrap {
            None => Wrap::Missing,
            Some(None) => Wrap::Erased,
            Some(Some(wrap)) => Wrap::Held(wrap),
        };
        open(row, self.stream, self.version, wrap, keys, Wanted::Rows).ok().map(|(made, _)| made)
    }
}

enum Wrap<'a> {
    Held(&'a [u8]),
    Erased,
    /// No row for it.
    Missing,
}

fn open(
    body: &[u8],
    stream: Uuid,
    version: u64,
    wrap: Wrap<'_>,
    keys: &Keys,
    wanted: Wanted,
) -> Result<(Made<Event>, Option<Signed>), Fault> {
    let envelope = Envelope::parse(body).map_err(|_| Fault::Broken("not an envelope"))?;
    if (envelope.stream(), envelope.version()) != (stream, version) {
        return Err(Fault::Astray);
    }
    if !wanted.has(keys, &envelope) {
        return Err(Fault::Closed);
    }
    let (facts, signed) = facts(&envelope, keys)?;
    let (wrap, erased) = match (envelope.kid(), wrap) {
        (None, _) => (None, false),
        (Some(_), Wrap::Held(wrap)) => (Some(wrap), false),
        (Some(_), Wrap::Erased) => (None, true),
        (Some(_), Wrap::Missing) => return Err(Fault::Broken("the key of its text is missing")),
    };
    let text = if erased {
        None
    } else {
        envelope.open_personal(keys, wrap).map_err(|error| {
            let closed = matches!(error, vault::Error::UnknownKey { .. });
            if closed { Fault::Closed } else { Fault::Broken("its text does not open") }
        })?
    };
    let text = text.map(|text| serde_json::from_slice(&text)).transpose();
    let text = text.map_err(|_| Fault::Broken("its text is no text"))?;
    Ok((made(&envelope, facts, text, erased)?, signed))
}

/// What an event of the office says, without text; None for the others, and for one that doesn't open.
pub(crate) fn of_office(keys: &Keys, envelope: &Envelope<'_>) -> Option<Made<Event>> {
    if keys.compartment_of(envelope.key_id()) != Some(Compartment::Office) {
        return None;
    }
    let (facts, _) = facts(envelope, keys).ok()?;
    made(envelope, facts, None, false).ok()
}

fn facts(envelope: &Envelope<'_>, keys: &Keys) -> Result<(Facts, Option<Signed>), Fault> {
    let facts = envelope.open_facts(keys).map_err(|_| Fault::Broken("its facts do not open"))?;
    let signed = vault::signed(envelope, keys.house(), &facts);
    let facts = serde_json::from_slice(&facts).map_err(|_| Fault::Broken("its facts are no facts"))?;
    Ok((facts, signed))
}

fn made(
    envelope: &Envelope<'_>,
    facts: Facts,
    text: Option<serde_json::Value>,
    erased: bool,
) -> Result<Made<Event>, Fault> {
    let decoded = Event::decode(&facts.kind, facts.v, facts.data, text);
    let (by, event) = decoded.map_err(|error| match error {
        DecodeError::UnknownKind | DecodeError::NewerVersion => Fault::Newer,
        DecodeError::Malformed => Fault::Broken("its content does not fit its kind"),
    })?;
    Ok(Made { at: Stamp(envelope.at()), by, version: envelope.version(), erased, event })
}
