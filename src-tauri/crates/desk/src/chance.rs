//! Where ids come from: the system's randomness, or a seed, so that a rehearsal repeats itself.

use domain::Stamp;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

pub struct Chance(Option<Mutex<ChaCha8Rng>>);

impl Chance {
    pub fn system() -> Chance {
        Chance(None)
    }

    pub fn seeded(seed: [u8; 32]) -> Chance {
        Chance(Some(Mutex::new(ChaCha8Rng::from_seed(seed))))
    }

    /// A random id for a stream (UUIDv4).
    pub fn stream(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// An id for an event (UUIDv7): an identity, never an order.
    pub fn event(&self, at: Stamp) -> Uuid {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        let at = u64::try_from(at.0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(at, &bytes).into_uuid()
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&self, end: u32) -> u32 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        (u64::from_le_bytes(bytes) % u64::from(end.max(1))) as u32
    }

    /// A seed for chance of its own elsewhere.
    pub fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.fill(&mut seed);
        seed
    }

    fn fill(&self, bytes: &mut [u8]) {
        match &self.0 {
            Some(seeded) => seeded.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes),
            // Without randomness from the system no key could be made either: the house would not be open.
            None => getrandom::fill(bytes).unwrap_or_else(|_| std::process::abort()),
        }
    }
}

/// An id that is the same wherever the same words are hashed (UUIDv8): for what is created by its name.
pub fn id_by_name(kind: &str, name: &str) -> Uuid {
    let hash = Sha256::new().chain_update(kind).chain_update([0]).chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
