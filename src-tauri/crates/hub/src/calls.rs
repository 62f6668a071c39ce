//! The calls of a station: append a group, follow the journal, erase a stream's keys, wait to be woken.

use crate::error::Error;
use crate::link::{Address, Link, Patience};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Mutex, Notify};
use tokio::time::timeout;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

/// An event as it is sent: the envelope, and what the hub checks it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub event_id: Uuid,
    pub stream: Uuid,
    /// From 1.
    pub version: u64,
    pub envelope: Vec<u8>,
}

/// A stream key, wrapped under the epoch of its compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    pub stream: Uuid,
    pub kid: [u8; 8],
    pub wrap: Vec<u8>,
}

/// Where an event stands in the hub's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The hub has had it before: it is certain, and the leaf tells whether it is the same bytes.
    pub known: bool,
    /// From 1, without a gap.
    pub pos: u64,
    pub leaf: [u8; 32],
    pub hash: [u8; 32],
    /// Milliseconds since 1970, the server's clock.
    pub hub_at: i64,
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub pos: u64,
    /// Milliseconds since 1970, the server's clock.
    pub hub_at: i64,
    /// The station that brought it; not always its author.
    pub via: Uuid,
    pub envelope: Vec<u8>,
    pub hash: [u8; 32],
    pub key: KeyState,
}

/// The stream key of a row's personal box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It has no personal box.
    None,
    Wrapped(Vec<u8>),
    Erased,
    /// Nobody has brought it yet.
    Missing,
}

/// A station that follows, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub station: Uuid,
    /// Milliseconds since 1970, the server's clock.
    pub seen: i64,
    /// It holds everything up to here.
    pub cursor: u64,
    /// Sealed.
    pub doing: Option<Vec<u8>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    pub rows: Vec<Row>,
    pub present: Vec<Present>,
}

/// A station's way to the hub. Three connections: an append that waits for a standby holds up no follower, and a file
/// of 20 MiB holds up neither.
pub struct Hub {
    runtime: Runtime,
    address: Address,
    patience: Patience,
    pub(crate) writing: Mutex<Option<Link>>,
    reading: Mutex<Option<Link>>,
    pub(crate) files: Mutex<Option<Link>>,
    woken: Arc<Notify>,
    connections: AtomicU64,
}

/// Times as long as a call: a file of 20 MiB over a slow line, and nobody waits for it.
const FILE: u32 = 12;

const APPEND: &str =
    "SELECT status, pos, leaf, hash, hub_at FROM hotline.append($1, $2, $3, $4, $5, $6, $7, $8)";
const FOLLOW: &str = "SELECT pos, hub_at, via, body, hash, key_state, wrap FROM hotline.follow($1, $2, $3)";
const ERASE: &str = "SELECT hotline.erase($1)";
const LISTEN: &str = "LISTEN hotline";

impl Hub {
    /// Connects to nothing yet.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(address: Address, patience: Patience) -> Result<Hub, std::io::Error> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("hub").enable_all().build()?;
        let (writing, reading, files) = (Mutex::new(None), Mutex::new(None), Mutex::new(None));
        Ok(Hub {
            runtime,
            address,
            patience,
            writing,
            reading,
            files,
            woken: Arc::new(Notify::new()),
            connections: AtomicU64::new(0),
        })
    }

    /// Appends the group, all of it or nothing, in this order. Answers one place an item.
    ///
    /// # Errors
    /// [`Error::Unknown`]: send the same again. [`Error::Conflict`] and the others: nothing stands.
    pub fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        let ids: Vec<Uuid> = group.iter().map(|item| item.event_id).collect();
        let streams: Vec<Uuid> = group.iter().map(|item| item.stream).collect();
        let versions: Vec<i64> = group.iter().map(|item| whole(item.version)).collect();
        let bodies: Vec<&[u8]> = group.iter().map(|item| item.envelope.as_slice()).collect();
        let key_streams: Vec<Uuid> = keys.iter().map(|key| key.stream).collect();
        let kids: Vec<&[u8]> = keys.iter().map(|key| key.kid.as_slice()).collect();
        let wraps: Vec<&[u8]> = keys.iter().map(|key| key.wrap.as_slice()).collect();
        let rows = self.call(
            &self.writing,
            APPEND,
            &[&house, &ids, &streams, &versions, &bodies, &key_streams, &kids, &wraps],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Placed {
                    known: row.try_get::<_, i32>(0)? == 1,
                    pos: position(row.try_get(1)?),
                    leaf: digest(row.try_get(2)?),
                    hash: digest(row.try_get(3)?),
                    hub_at: row.try_get(4)?,
                })
            })
            .collect::<Result<_, tokio_postgres::Error>>()
            .map_err(|error| Error::of_call(&error))
    }

    /// The row at `after` and what follows it, `limit` rows at most; and who is present. Tells the others how far
    /// this station is and, sealed, what it does.
    ///
    /// # Errors
    /// [`Error::Away`] when there is no answer: asking twice does no harm.
    pub fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error> {
        let (after, limit) = (whole(after), i32::try_from(limit).unwrap_or(i32::MAX));
        let answered = self.call(&self.reading, FOLLOW, &[&after, &limit, &doing]);
        // Nothing was asked to be written: an answer that got lost is no answer.
        let answered = match answered {
            Err(Error::Unknown) => return Err(Error::Away(None)),
            answered => answered?,
        };
        let mut followed = Followed::default();
        for row in &answered {
            read(row, &mut followed).map_err(|error| Error::of_call(&error))?;
        }
        Ok(followed)
    }

    /// Destroys the keys of a stream; says how many there were.
    ///
    /// # Errors
    /// As `append`; asking twice does no harm.
    pub fn erase(&self, stream: Uuid) -> Result<u64, Error> {
        let rows = self.call(&self.writing, ERASE, &[&stream])?;
        let gone =
            rows.first().map(|row| row.try_get(0)).transpose().map_err(|error| Error::of_call(&error))?;
        Ok(gone.map_or(0, position))
    }

    /// Waits until somebody has appended, or for so long. True: woken; false says nothing, for a wake-up can be lost.
    pub fn wait(&self, most: Duration) -> bool {
        self.runtime.block_on(async { timeout(most, self.woken.notified()).await.is_ok() })
    }

    /// Ends a wait, the one under way or the next.
    pub fn wake(&self) {
        self.woken.notify_one();
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }

    pub(crate) fn call(
        &self,
        slot: &Mutex<Option<Link>>,
        statement: &'static str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<tokio_postgres::Row>, Error> {
        self.asked(slot, async |link| link.query(statement, parameters).await)
    }

    /// Asks over the connection of a slot, made if there is none.
    pub(crate) fn asked<T>(
        &self,
        slot: &Mutex<Option<Link>>,
        ask: impl AsyncFnOnce(&mut Link) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, Error> {
        let listens = std::ptr::eq(slot, &raw const self.reading);
        let files = std::ptr::eq(slot, &raw const self.files);
        self.runtime.block_on(async {
            let mut slot = slot.lock().await;
            if slot.as_ref().is_some_and(|link| link.client.is_closed()) {
                *slot = None;
            }
            let mut link = match slot.take() {
                Some(link) => link,
                None => self.opened(listens, files).await?,
            };
            let limit = if files { self.patience.call * FILE } else { self.patience.call };
            let answered = timeout(limit, ask(&mut link)).await;
            let alone = link.committed_alone();
            match answered {
                Ok(Ok(rows)) if !alone => {
                    *slot = Some(link);
                    Ok(rows)
                }
                // Committed on one machine, or no answer in time. The connection is dropped, not cancelled.
                Ok(Ok(_)) | Err(_) => Err(Error::Unknown),
                Ok(Err(error)) => {
                    let error = Error::of_call(&error);
                    // A refusal is a whole answer; what follows it is one too.
                    if !matches!(error, Error::Unknown | Error::Away(_)) {
                        *slot = Some(link);
                    }
                    Err(error)
                }
            }
        })
    }

    async fn opened(&self, listens: bool, files: bool) -> Result<Link, Error> {
        let woken = if listens { self.woken.clone() } else { Arc::new(Notify::new()) };
        let link = Link::open(&self.address, self.patience, woken).await?;
        // Files are named by what they are: nothing is doubted of the journal when theirs is made anew.
        if !files {
            self.connections.fetch_add(1, Ordering::Relaxed);
        }
        if listens {
            let listening = timeout(self.patience.call, link.client.batch_execute(LISTEN)).await;
            match listening {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Err(Error::Away(None)),
            }
        }
        Ok(link)
    }
}

fn read(row: &tokio_postgres::Row, followed: &mut Followed) -> Result<(), tokio_postgres::Error> {
    let (pos, at, station) = (position(row.try_get(0)?), row.try_get(1)?, row.try_get(2)?);
    let Some(hash) = row.try_get::<_, Option<&[u8]>>(4)? else {
        let doing = row.try_get(3)?;
        followed.present.push(Present { station, seen: at, cursor: pos, doing });
        return Ok(());
    };
    let key = match row.try_get::<_, i32>(5)? {
        0 => KeyState::None,
        1 => KeyState::Wrapped(row.try_get(6)?),
        2 => KeyState::Erased,
        _ => KeyState::Missing,
    };
    let (envelope, hash) = (row.try_get(3)?, digest(hash));
    followed.rows.push(Row { pos, hub_at: at, via: station, envelope, hash, key });
    Ok(())
}

/// Versions and positions fit: the hub counts in `bigint`.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn position(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// 32 bytes, or zeros, which no chain ever matches.
fn digest(bytes: &[u8]) -> [u8; 32] {
    bytes.try_into().unwrap_or_default()
}
