//! Sharing one session with other workstations: what is written here is published in order, what others wrote is
//! followed, and what is at home on the hub goes there first.
//!
//! One conversation with the hub at a time: whoever appends or follows holds the lane, and the writer only while
//! something is read or written here. So a recorder's save never waits for the network.

mod displaced;
mod doing;
mod follow;
mod home;
mod publish;
mod running;
mod seen;
mod take_over;

pub(crate) use doing::Doing;
pub(crate) use home::{Act, Born};
pub(crate) use running::Running;
pub(crate) use seen::{Seen, THERE_FOR};

use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Trouble};
use crate::joining::HubLink;
use home::Pending;
use hub::{Hub, Line, Patience};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Store;
use uuid::Uuid;

pub(crate) struct Sharing {
    line: Arc<dyn Line>,
    lane: Mutex<Lane>,
    seen: Mutex<Seen>,
    doing: Mutex<Doing>,
}

/// What the conversation has come to.
#[derive(Default)]
struct Lane {
    /// What stands at the hub was compared on these connections; None: not since the last doubt.
    proved_on: Option<u64>,
    /// Sent, and whether the hub has it is unknown: sent again until it is certain.
    pending: Vec<Pending>,
    /// Streams whose keys were erased at the hub, on these connections.
    erased: BTreeSet<Uuid>,
}

/// Why a conversation ended.
#[derive(Debug)]
enum Broken {
    /// The hub can't be reached, or said nothing certain: tried again.
    Away,
    /// Goes on only when a person has seen to it.
    Stopped(Trouble),
    /// Of this workstation's own store.
    Here(Failure),
}

impl From<store::Error> for Broken {
    fn from(error: store::Error) -> Broken {
        use store::Error;
        match error {
            Error::Impostor { .. } => Broken::Stopped(Trouble::Impostor),
            Error::Unchained { .. } => Broken::Stopped(Trouble::HubUnsound),
            Error::Vault(vault::Error::NewerFormat { .. } | vault::Error::Unsupported { .. }) => {
                Broken::Stopped(Trouble::NewerConsole)
            }
            error => Broken::Here(error.into()),
        }
    }
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Broken {
        Broken::Here(failure)
    }
}

impl From<hub::Error> for Broken {
    fn from(error: hub::Error) -> Broken {
        use hub::Error;
        match error {
            Error::Away(_) | Error::Unknown => Broken::Away,
            Error::OtherHouse => Broken::Stopped(Trouble::OtherHouse),
            Error::NotAStation => Broken::Stopped(Trouble::Retired),
            Error::Denied => Broken::Stopped(Trouble::HubDenied),
            Error::OtherCertificate => Broken::Stopped(Trouble::OtherCertificate),
            Error::Conflict { .. } | Error::Malformed { .. } | Error::Refused { .. } => {
                Broken::Stopped(Trouble::HubUnsound)
            }
        }
    }
}

impl Broken {
    fn trouble(&self) -> Trouble {
        match self {
            Broken::Away | Broken::Here(_) => Trouble::HubAway,
            Broken::Stopped(what) => what.clone(),
        }
    }

    fn failure(self) -> Failure {
        match self {
            Broken::Here(failure) => failure,
            Broken::Away | Broken::Stopped(_) => Failure::Away { what: self.trouble() },
        }
    }
}

impl Sharing {
    /// None: the workstation is alone.
    pub fn of(store: &Store) -> Result<Option<Sharing>, Failure> {
        let Some(link) = HubLink::of(store)? else { return Ok(None) };
        if store.hub_cursor()?.is_none() {
            return Ok(None);
        }
        let hub = Hub::new(link.address(), Patience::default()).map_err(|error| Failure::file(&error))?;
        Ok(Some(Sharing::over(Arc::new(hub))))
    }

    pub fn over(line: Arc<dyn Line>) -> Sharing {
        Sharing { line, lane: Mutex::default(), seen: Mutex::default(), doing: Mutex::default() }
    }

    fn lane(&self) -> MutexGuard<'_, Lane> {
        self.lane.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody else should hear of it soon.
    pub fn wake(&self) {
        self.line.wake();
    }

    pub fn wait(&self, most: std::time::Duration) {
        self.line.wait(most);
    }
}

impl Desk {
    pub(crate) fn sharing(&self) -> Option<Arc<Sharing>> {
        self.sharing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shares over this line from now on: what is on record here is offered, and so is what will be.
    ///
    /// # Errors
    /// Of the store.
    pub fn share_over(&self, line: Arc<dyn Line>) -> Result<(), Failure> {
        self.write()?.share()?;
        let sharing = Arc::new(Sharing::over(line));
        *self.sharing.write().unwrap_or_else(PoisonError::into_inner) = Some(sharing);
        Ok(())
    }

    /// One round of the conversation: what others wrote, what waits here, what lost its place. Answers whether the hub
    /// was there; alone there is none.
    pub fn share_once(&self) -> bool {
        let Some(sharing) = self.sharing() else { return false };
        let mut lane = sharing.lane();
        let done = self.round(&sharing, &mut lane);
        drop(lane);
        let (connected, why) = match &done {
            Ok(()) => (true, None),
            Err(broken) => (false, Some(broken.trouble())),
        };
        if sharing.note(connected, why, self.clock.now()) {
            self.announce(&[Topic::Sharing]);
        }
        connected
    }

    fn round(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        let done = self.proved(sharing, lane).and_then(|()| {
            self.follow(sharing, lane)?;
            self.settle_pending(sharing, lane)?;
            self.publish(sharing, lane)?;
            self.tell_displaced(sharing, lane)?;
            self.erase_at_hub(sharing, lane)
        });
        if done.is_err() {
            lane.proved_on = None;
        }
        done
    }

    /// On a new connection nothing is believed of what the hub has: what it answered on the last is offered again, and
    /// following compares the rest.
    fn proved(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        let connections = sharing.line.connections();
        if lane.proved_on == Some(connections) {
            return Ok(());
        }
        self.write()?.reconnected()?;
        lane.erased.clear();
        self.follow(sharing, lane)?;
        lane.proved_on = Some(sharing.line.connections());
        Ok(())
    }
}
