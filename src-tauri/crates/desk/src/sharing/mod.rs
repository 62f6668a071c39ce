//! Sharing one session with other workstations: what is written here is published in order, what others wrote is
//! followed, and what is at home on the hub goes there first.
//!
//! One conversation with the hub at a time: whoever appends or follows holds the lane, and the writer only while
//! something is read or written here. So a recorder's save never waits for the network.

mod displaced;
mod doing;
mod files;
mod follow;
mod home;
mod publish;
mod running;
mod seen;
mod sitting;
mod take_over;
mod time;

pub(crate) use doing::Doing;
pub(crate) use follow::hub_row;
pub(crate) use home::{Act, Born};
pub(crate) use running::Running;
pub(crate) use seen::{Seen, THERE_FOR};

use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Trouble};
use crate::joining::HubLink;
use home::Pending;
use hub::{Hub, Line, Patience};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Store;

pub(crate) struct Sharing {
    line: Arc<dyn Line>,
    lane: Mutex<Lane>,
    seen: Mutex<Seen>,
    doing: Mutex<Doing>,
    /// The join code hasn't been used up yet, or the house doesn't know this workstation.
    joining: AtomicBool,
    /// Files of cases may be here that the hub doesn't have.
    files_wait: AtomicBool,
}

/// What the conversation has come to.
#[derive(Default)]
struct Lane {
    /// What stands at the hub was compared on these connections; None: not since the last doubt.
    proved_on: Option<u64>,
    /// Sent, and whether the hub has it is unknown: sent again until it is certain.
    pending: Vec<Pending>,
    /// What was confirmed to be erased has to be erased at the hub too: somebody has confirmed it, or the hub may have
    /// lost it.
    erasures_due: bool,
}

/// Why a conversation ended.
#[derive(Debug)]
pub(crate) enum Broken {
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
        let newer = |error: &vault::Error| {
            matches!(error, vault::Error::NewerFormat { .. } | vault::Error::Unsupported { .. })
        };
        if matches!(error, Error::Impostor { .. }) {
            Broken::Stopped(Trouble::Impostor)
        } else if matches!(error, Error::Unchained { .. }) {
            Broken::Stopped(Trouble::HubUnsound)
        } else if matches!(&error, Error::Vault(error) if newer(error)) {
            Broken::Stopped(Trouble::NewerConsole)
        } else {
            Broken::Here(error.into())
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
            Error::CodeSpent => Broken::Stopped(Trouble::HubDenied),
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
            // A full disk here is no fault of the hub's.
            Broken::Stopped(what) | Broken::Here(Failure::Away { what }) => what.clone(),
            Broken::Away | Broken::Here(_) => Trouble::HubAway,
        }
    }

    fn failure(self) -> Failure {
        match self {
            Broken::Here(failure) => failure,
            Broken::Away | Broken::Stopped(_) => Failure::Away { what: self.trouble() },
        }
    }
}

/// What a person is told of it.
pub(crate) fn failed(error: impl Into<Broken>) -> Failure {
    error.into().failure()
}

impl Sharing {
    /// None: the workstation is alone.
    pub fn of(store: &Store) -> Result<Option<Sharing>, Failure> {
        let Some(link) = HubLink::of(store)? else { return Ok(None) };
        if store.hub_cursor()?.is_none() {
            return Ok(None);
        }
        let hub = Hub::new(link.address(), Patience::default()).map_err(|error| Failure::file(&error))?;
        let mut sharing = Sharing::over(Arc::new(hub));
        sharing.joining = AtomicBool::new(link.joining.is_some());
        Ok(Some(sharing))
    }

    pub fn over(line: Arc<dyn Line>) -> Sharing {
        Sharing {
            line,
            lane: Mutex::default(),
            seen: Mutex::default(),
            doing: Mutex::default(),
            joining: AtomicBool::default(),
            files_wait: AtomicBool::new(true),
        }
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
        let joining = sharing.joining.load(Ordering::Relaxed);
        let settled = if joining { self.settle_password().map_err(Broken::from) } else { Ok(()) };
        let done = settled.and_then(|()| {
            let mut lane = sharing.lane();
            self.round(&sharing, &mut lane)
        });
        if joining && done.is_ok() && self.settle_joining().is_ok() {
            sharing.joining.store(false, Ordering::Relaxed);
        }
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
            self.keep_time(sharing)?;
            self.publish(sharing, lane)?;
            self.settle_pending(sharing, lane)?;
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
        lane.erasures_due = true;
        sharing.files_wait();
        self.follow(sharing, lane)?;
        lane.proved_on = Some(sharing.line.connections());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_here_is_not_said_of_the_hub() {
        let full = Broken::from(Failure::Away { what: Trouble::DiskFull });
        assert_eq!(full.trouble(), Trouble::DiskFull);
        assert_eq!(Broken::from(hub::Error::Unknown).trouble(), Trouble::HubAway);
        assert_eq!(Broken::from(hub::Error::NotAStation).trouble(), Trouble::Retired);
    }
}
