//! What has to hold when everything is at rest: one record everywhere, and nothing that was acknowledged is nowhere.

use domain::event::{Event, StreamEvent};
use domain::view::LedgerFilter;
use hub::Hub;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tests::shared::Seat;
use tests::shared::hub::FakeHub;
use uuid::Uuid;
use vault::Envelope;

/// What has an order of its own, which everybody has to come to.
pub trait Journal {
    /// The envelopes of each stream, in order.
    fn lines(&self) -> BTreeMap<Uuid, Vec<Vec<u8>>>;
}

impl Journal for Arc<FakeHub> {
    fn lines(&self) -> BTreeMap<Uuid, Vec<Vec<u8>>> {
        FakeHub::lines(self)
    }
}

/// As a station follows it from the first row.
impl Journal for Hub {
    fn lines(&self) -> BTreeMap<Uuid, Vec<Vec<u8>>> {
        let mut lines: BTreeMap<Uuid, Vec<Vec<u8>>> = BTreeMap::new();
        let mut cursor = 0;
        loop {
            let mut rows = self.follow(cursor, 500, None).unwrap().rows;
            rows.retain(|row| row.pos > cursor);
            let Some(last) = rows.last() else { return lines };
            cursor = last.pos;
            for row in rows {
                let stream = Envelope::parse(&row.envelope).unwrap().stream();
                lines.entry(stream).or_default().push(row.envelope);
            }
        }
    }
}

pub fn waiting(seat: &Seat) -> u32 {
    seat.sharing().waiting
}

/// The same lines as the hub at every workstation, the same rows and figures, and each record proves itself.
#[track_caller]
pub fn same_everywhere(hub: &impl Journal, seats: &[Seat]) {
    let lines = hub.lines();
    for seat in seats {
        let who = seat.ordinal;
        let reader = seat.reader();
        for (stream, line) in &lines {
            let here = reader.envelopes(*stream).unwrap();
            let same = here == *line;
            assert!(same, "seat {who}, stream {stream}: {} rows of {}", here.len(), line.len());
        }
        let report = seat.desk.verify(&mut |_, _| {}).unwrap();
        assert!(report.ok && report.rebuilt_equals_live && report.not_erased.is_empty(), "{who}: {report:?}");
        assert_eq!(waiting(seat), 0, "seat {who}");
    }
    let [first, others @ ..] = seats else { return };
    for other in others {
        let figures = |seat: &Seat| {
            let mut figures = seat.figures();
            figures.as_of = domain::Stamp(0);
            figures
        };
        assert_eq!(figures(other), figures(first), "seats {} and {}", first.ordinal, other.ordinal);
        let rows = |seat: &Seat| {
            let (_, mut rows) = seat.reader().ledger(&LedgerFilter::default(), 0, 1000).unwrap();
            rows.sort_by_key(|case| case.id);
            rows
        };
        assert_eq!(rows(other), rows(first), "seats {} and {}", first.ordinal, other.ordinal);
        let to_check = |seat: &Seat| seat.reader().to_check().unwrap();
        assert_eq!(to_check(other), to_check(first), "seats {} and {}", first.ordinal, other.ordinal);
    }
}

/// Rows by their leaf, and how often each was put aside on its stream.
pub fn displaced(hub: &impl Journal, seat: &Seat) -> BTreeMap<[u8; 32], usize> {
    aside(hub, seat, &BTreeSet::new())
}

fn aside(hub: &impl Journal, seat: &Seat, standing: &BTreeSet<[u8; 32]>) -> BTreeMap<[u8; 32], usize> {
    let (mut told, reader) = (Vec::new(), seat.reader());
    for stream in hub.lines().into_keys() {
        told.extend(reader.events(stream).unwrap().iter().flat_map(|made| rows_of(&made.event)));
    }
    let mut count = BTreeMap::new();
    told.iter().for_each(|row| *count.entry(vault::leaf(row)).or_default() += 1);
    // What lies in one that was put aside itself. The word of a row can be put aside, and the row stand again or be told
    // again: then the inner word is only that it was said.
    let known: BTreeSet<[u8; 32]> = standing.iter().chain(count.keys()).copied().collect();
    let mut inner = told;
    while !inner.is_empty() {
        let opened = reader.opened_rows(&inner).unwrap();
        inner = opened.into_iter().flatten().flat_map(|made| rows_of(&made.event)).collect();
        let new = inner.iter().map(|row| vault::leaf(row)).filter(|leaf| !known.contains(leaf));
        new.for_each(|leaf| *count.entry(leaf).or_default() += 1);
    }
    count
}

fn rows_of(event: &Event) -> Vec<Vec<u8>> {
    let Event::Stream(StreamEvent::Displaced(facts, _)) = event else { return Vec::new() };
    facts.rows.iter().map(|row| data_encoding::BASE64.decode(row.0.as_bytes()).unwrap()).collect()
}

/// Each stands, or lies inside exactly one `Displaced`.
#[track_caller]
pub fn each_stands_or_is_put_aside(hub: &impl Journal, seats: &[Seat], acknowledged: &[(Uuid, Vec<u8>)]) {
    for seat in seats {
        each_of_them(hub, seat, acknowledged);
    }
}

#[track_caller]
fn each_of_them(hub: &impl Journal, seat: &Seat, acknowledged: &[(Uuid, Vec<u8>)]) {
    let standing: BTreeSet<[u8; 32]> = hub.lines().values().flatten().map(|row| vault::leaf(row)).collect();
    let aside = aside(hub, seat, &standing);
    for (stream, row) in acknowledged {
        let leaf = vault::leaf(row);
        let (stands, kept) = (standing.contains(&leaf), aside.get(&leaf).copied().unwrap_or_default());
        let version = Envelope::parse(row).unwrap().version();
        assert!(
            (stands && kept == 0) || (!stands && kept == 1),
            "stream {stream}, version {version}: stands {stands}, put aside {kept} times"
        );
    }
}
