//! What a desk asks of a hub: the calls as they are, so that a test can stand a line of its own in their place.

use crate::calls::{Followed, Hub, Placed, Sealed, Wrapped};
use crate::error::Error;
use std::time::Duration;
use uuid::Uuid;

/// A station's way to its hub. Every call blocks, with a time limit.
pub trait Line: Send + Sync {
    /// [`Hub::append`]
    fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error>;

    /// [`Hub::follow`]
    fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error>;

    /// [`Hub::erase`]
    fn erase(&self, stream: Uuid) -> Result<u64, Error>;

    /// [`Hub::put_blob`]
    fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error>;

    /// [`Hub::blob`]
    fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error>;

    /// Waits until somebody has appended or [`Line::wake`] was called, or for so long.
    fn wait(&self, most: Duration) -> bool;

    /// Ends a wait, the one under way or the next.
    fn wake(&self);

    /// How many connections were made: after a new one what the hub has is asked anew.
    fn connections(&self) -> u64;
}

impl Line for Hub {
    fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        Hub::append(self, house, group, keys)
    }

    fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error> {
        Hub::follow(self, after, limit, doing)
    }

    fn erase(&self, stream: Uuid) -> Result<u64, Error> {
        Hub::erase(self, stream)
    }

    fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error> {
        Hub::put_blob(self, hash, body)
    }

    fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        Hub::blob(self, hash)
    }

    fn wait(&self, most: Duration) -> bool {
        Hub::wait(self, most)
    }

    fn wake(&self) {
        Hub::wake(self);
    }

    fn connections(&self) -> u64 {
        Hub::connections(self)
    }
}
