//! What waits here goes to the hub, whole groups in their order.

use super::{Broken, Lane, Sharing};
use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::Trouble;
use hub::{Error, Placed, Sealed, Wrapped};
use store::Group;
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// Rows in one call: some hundred KiB.
const ROWS: u32 = 200;

impl Desk {
    /// Until nothing waits.
    pub(super) fn publish(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        let mut refused_at = None;
        loop {
            let groups = self.write()?.offers(ROWS)?;
            let Some(first) = groups.first().and_then(|group| group.rows.first()).map(|(seq, _)| *seq) else {
                return Ok(());
            };
            match self.offer(sharing, &groups) {
                Ok(()) => {}
                Err(Offered::Conflict { row }) => {
                    // What stands before it goes alone; what took its place comes by following.
                    let before = groups_before(&groups, row);
                    if before > 0 {
                        self.offer(sharing, &groups[..before]).map_err(Offered::broken)?;
                    } else {
                        if refused_at == Some(first) {
                            // Followed, and it still doesn't fit: the hub lacks what it stands on.
                            return Err(Broken::Stopped(Trouble::HubUnsound));
                        }
                        refused_at = Some(first);
                        self.follow(sharing, lane)?;
                    }
                }
                Err(Offered::Broken(broken)) => return Err(broken),
            }
            self.announce(&[Topic::Sharing]);
        }
    }

    fn offer(&self, sharing: &Sharing, groups: &[Group]) -> Result<(), Offered> {
        let rows: Vec<&(u64, Vec<u8>)> = groups.iter().flat_map(|group| &group.rows).collect();
        let sealed: Vec<Sealed> = rows
            .iter()
            .map(|(_, bytes)| sealed(bytes))
            .collect::<Result<_, _>>()
            .map_err(|error| Offered::Broken(store::Error::from(error).into()))?;
        let keys: Vec<Wrapped> = groups.iter().flat_map(|group| &group.keys).map(wrapped).collect();
        let placed = match sharing.line.append(self.identity.house, &sealed, &keys) {
            Ok(placed) => placed,
            Err(Error::Conflict { index, .. }) => {
                return Err(Offered::Conflict { row: rows.get(index).map_or(0, |(seq, _)| *seq) });
            }
            Err(error) => return Err(Offered::Broken(error.into())),
        };
        check_leaves(&sealed, &placed).map_err(Offered::Broken)?;
        let places: Vec<(u64, u64)> =
            rows.iter().zip(&placed).map(|((seq, _), placed)| (*seq, placed.pos)).collect();
        let mut store = self.write().map_err(|failure| Offered::Broken(failure.into()))?;
        store.answered(&places).map_err(|error| Offered::Broken(error.into()))
    }

    /// What was confirmed to be erased has no key at the hub either.
    pub(super) fn erase_at_hub(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        if !lane.erasures_due {
            return Ok(());
        }
        let (erasures, _) = self.read(|reader| reader.erasures())?;
        for stream in erasures.confirmed().flat_map(|one| &one.streams) {
            sharing.line.erase(*stream)?;
        }
        lane.erasures_due = false;
        Ok(())
    }
}

enum Offered {
    /// The row's version is taken, by seq.
    Conflict {
        row: u64,
    },
    Broken(Broken),
}

impl Offered {
    fn broken(self) -> Broken {
        match self {
            // What stood before the conflict fitted a moment ago; the next round asks anew.
            Offered::Conflict { .. } => Broken::Away,
            Offered::Broken(broken) => broken,
        }
    }
}

/// How many groups stand before the one with this row.
fn groups_before(groups: &[Group], row: u64) -> usize {
    groups.iter().position(|group| group.rows.iter().any(|(seq, _)| *seq == row)).unwrap_or_default()
}

/// A known event under other bytes is a forgery, or a station that was copied; but for what any station may raise
/// under one derived id.
pub(super) fn check_leaves(sealed: &[Sealed], placed: &[Placed]) -> Result<(), Broken> {
    if sealed.len() != placed.len() {
        return Err(Broken::Stopped(Trouble::HubUnsound));
    }
    let other = |(sealed, placed): (&Sealed, &Placed)| {
        vault::leaf(&sealed.envelope) != placed.leaf && !derived(sealed.event_id)
    };
    if sealed.iter().zip(placed).any(other) {
        return Err(Broken::Stopped(Trouble::Impostor));
    }
    Ok(())
}

pub(super) fn derived(event: Uuid) -> bool {
    event.get_version_num() == 8
}

pub(super) fn sealed(bytes: &[u8]) -> Result<Sealed, vault::Error> {
    let envelope = Envelope::parse(bytes)?;
    let (event_id, stream, version) = (envelope.event_id(), envelope.stream(), envelope.version());
    Ok(Sealed { event_id, stream, version, envelope: bytes.to_vec() })
}

pub(super) fn wrapped((stream, key): &(Uuid, StreamKey)) -> Wrapped {
    Wrapped { stream: *stream, kid: key.kid, wrap: key.wrap.to_vec() }
}
