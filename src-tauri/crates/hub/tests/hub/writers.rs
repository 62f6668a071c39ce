//! Stations that append without pause, each its own stream, with the same bytes until the answer is certain; and the
//! count of what was lost, doubled, or out of its place.

use crate::order::{leaf, next};
use crate::sealed;
use crate::server::HOUSE;
use hub::{Address, Error, Hub, Patience, Placed, Row};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use uuid::Uuid;

pub const PATIENCE: Patience = Patience { connect: Duration::from_secs(1), call: Duration::from_secs(3) };

pub struct Writers {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    running: Vec<JoinHandle<Written>>,
}

/// What the stations can say of themselves afterwards.
#[derive(Default)]
pub struct Written {
    /// By event.
    pub acknowledged: HashMap<Uuid, Placed>,
    pub unknown: u64,
    pub away: u64,
    /// Answers to bytes that the hub had already: an earlier answer was lost on its way.
    pub known: u64,
    /// The longest time of one station without an answer.
    pub stall: Duration,
    /// The longest single call.
    pub call: Duration,
}

/// What is wrong with a journal.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Acknowledged, and not at the place that was named.
    pub lost: usize,
    pub doubled: usize,
    /// Rows whose place or hash doesn't continue the chain.
    pub broken: usize,
}

pub const WHOLE: Found = Found { lost: 0, doubled: 0, broken: 0 };

impl Writers {
    /// Stations 1 to `count`, known to the hub already.
    pub fn start(count: u8, address: impl Fn(u8) -> Address) -> Writers {
        Writers::start_from(0, count, address)
    }

    /// The same on a journal that has so many rows from earlier runs: ids and streams are new.
    pub fn start_from(run: u64, count: u8, address: impl Fn(u8) -> Address) -> Writers {
        let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let running = (1..=count)
            .map(|number| {
                let hub = Hub::new(address(number), PATIENCE).unwrap();
                let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
                thread::spawn(move || write(&hub, run, number, &stop, &acknowledged))
            })
            .collect();
        Writers { stop, acknowledged, running }
    }

    /// Waits until so many more were acknowledged, at most so long; says whether they were.
    pub fn until_more(&self, more: u64, most: Duration) -> bool {
        let (goal, began) = (self.acknowledged() + more, Instant::now());
        while self.acknowledged() < goal {
            if began.elapsed() > most {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }

    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// Each ends with what it has under way: acknowledged, or after so long given up.
    pub fn end(self) -> Written {
        self.stop.store(true, Ordering::SeqCst);
        let mut all = Written::default();
        for station in self.running {
            let one = station.join().unwrap();
            all.acknowledged.extend(one.acknowledged);
            all.unknown += one.unknown;
            all.away += one.away;
            all.known += one.known;
            all.stall = all.stall.max(one.stall);
            all.call = all.call.max(one.call);
        }
        all
    }
}

fn write(hub: &Hub, run: u64, number: u8, stop: &AtomicBool, acknowledged: &AtomicU64) -> Written {
    let mut written = Written::default();
    let mut last = Instant::now();
    for version in 1.. {
        let stream = u128::from(run) << 8 | u128::from(number);
        let event = sealed(stream << 32 | u128::from(version), stream, version);
        loop {
            let began = Instant::now();
            let answered = hub.append(HOUSE, std::slice::from_ref(&event), &[]);
            written.call = written.call.max(began.elapsed());
            match answered {
                Ok(placed) => {
                    written.known += u64::from(placed[0].known);
                    written.acknowledged.insert(event.event_id, placed[0].clone());
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                    written.stall = written.stall.max(last.elapsed());
                    last = Instant::now();
                    break;
                }
                Err(Error::Unknown) => written.unknown += 1,
                Err(Error::Away(_)) => {
                    written.away += 1;
                    thread::sleep(Duration::from_millis(100));
                }
                // On a lost tail: this station wrote what the hub has no longer.
                Err(Error::Conflict { .. }) => return written,
                Err(error) => panic!("{error:?}"),
            }
            if stop.load(Ordering::SeqCst) && last.elapsed() > Duration::from_secs(30) {
                return written;
            }
        }
        if stop.load(Ordering::SeqCst) {
            return written;
        }
        // A seat writes now and then; several of them without any pause would only measure the disk.
        thread::sleep(Duration::from_millis(5));
    }
    written
}

/// The whole journal, as a station reads it.
pub fn journal(hub: &Hub) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let after = rows.last().map_or(0, |row| row.pos);
        let page = hub.follow(after, 5000, None).unwrap().rows;
        let new = page.into_iter().filter(|row| row.pos > after).collect::<Vec<_>>();
        if new.is_empty() {
            return rows;
        }
        rows.extend(new);
    }
}

pub fn examine(rows: &[Row], written: &Written) -> Found {
    let event = |row: &Row| Uuid::from_slice(&row.envelope[2..18]).unwrap();
    let stands: HashMap<Uuid, (u64, [u8; 32])> =
        rows.iter().map(|row| (event(row), (row.pos, row.hash))).collect();
    let lost =
        written.acknowledged.iter().filter(|(id, place)| stands.get(id) != Some(&(place.pos, place.hash)));
    let distinct: HashSet<&[u8]> = rows.iter().map(|row| &row.envelope[2..42]).collect();
    let (mut broken, mut hash) = (0, <[u8; 32]>::from(Sha256::digest(HOUSE.as_bytes())));
    for (row, pos) in rows.iter().zip(1..) {
        hash = next(hash, pos, row.hub_at, leaf(&row.envelope));
        broken += usize::from(row.pos != pos || row.hash != hash);
    }
    Found { lost: lost.count(), doubled: rows.len() - distinct.len(), broken }
}

impl std::fmt::Display for Written {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} acknowledged ({} of them known already), {} unknown, {} away; longest stall {:.1} s, longest call {:.1} s",
            self.acknowledged.len(),
            self.known,
            self.unknown,
            self.away,
            self.stall.as_secs_f64(),
            self.call.as_secs_f64(),
        )
    }
}
