//! One compartment's key for one span of time, and what is derived from it.

use std::fmt;

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Error,
    boxes::{self, Secret, as_key, derive},
    random::random,
};

/// Names an epoch key without telling its compartment.
pub type KeyId = [u8; 8];
/// Names one key of one stream; random, never zero.
pub type Kid = [u8; 8];
/// Length of a [`Wrap`] in bytes.
pub const WRAP_LEN: usize = 80;
/// A key sealed under an epoch: key_id8 ‖ nonce24 ‖ ct32 ‖ tag16.
pub type Wrap = [u8; WRAP_LEN];

/// A stream key as it is recorded: its name and its sealed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamKey {
    pub kid: Kid,
    pub wrap: Wrap,
}

/// An epoch key E: 32 random bytes, wiped when dropped.
pub struct Epoch {
    compartment: Compartment,
    number: u32,
    key: Secret,
    id: KeyId,
    pub(crate) facts: Secret,
    wrap: Secret,
    pub(crate) draft: Secret,
    import: Secret,
}

impl Epoch {
    /// A fresh epoch. `number` counts from 1 within the compartment.
    pub fn new(compartment: Compartment, number: u32) -> Result<Self, Error> {
        Ok(Self::from_key(compartment, number, random()?))
    }

    /// The epoch of known bytes: from the seat's keyring, or a golden file.
    pub fn from_bytes(compartment: Compartment, number: u32, key: [u8; 32]) -> Self {
        Self::from_key(compartment, number, Zeroizing::new(key))
    }

    pub fn compartment(&self) -> Compartment {
        self.compartment
    }

    /// Counts from 1 within the compartment; the highest held one seals.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The opaque name that stands in events, wraps and grants.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The key itself, for the seat's keyring (office only) and nothing else.
    pub fn expose(&self) -> &[u8; 32] {
        &self.key
    }

    /// A keyed hash of another system's case number: equal numbers meet, and nobody without the
    /// compartment can try numbers against it.
    pub fn import_hash(&self, external_id: &str) -> [u8; 16] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.import.as_slice()).expect("HMAC takes a key of any length");
        mac.update(external_id.as_bytes());
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut hash = [0; 16];
        hash.copy_from_slice(&full[..16]);
        hash
    }

    pub(crate) fn from_key(compartment: Compartment, number: u32, key: Secret) -> Self {
        let mut id = KeyId::default();
        id.copy_from_slice(&derive(key.as_slice(), b"id")[..8]);
        Self {
            compartment,
            number,
            id,
            facts: derive(key.as_slice(), b"facts"),
            wrap: derive(key.as_slice(), b"wrap"),
            draft: derive(key.as_slice(), b"draft"),
            import: derive(key.as_slice(), b"import"),
            key,
        }
    }

    pub(crate) fn wrap(&self, aad: &[&[u8]], key: &[u8; 32]) -> Result<Wrap, Error> {
        let sealed = boxes::seal(&self.wrap, aad, key)?;
        let mut wrap = [0; WRAP_LEN];
        wrap[..8].copy_from_slice(&self.id);
        wrap[8..].copy_from_slice(&sealed);
        Ok(wrap)
    }

    /// None when the wrap is another epoch's, of another thing, or changed.
    pub(crate) fn unwrap(&self, aad: &[&[u8]], wrap: &Wrap) -> Option<Secret> {
        if wrap[..8] != self.id {
            return None;
        }
        as_key(&boxes::open(&self.wrap, aad, &wrap[8..])?)
    }
}

/// The epoch that a key is wrapped under.
pub(crate) fn key_id_of(wrap: &Wrap) -> KeyId {
    let mut key_id = KeyId::default();
    key_id.copy_from_slice(&wrap[..8]);
    key_id
}

/// The associated data of a stream key's wrap.
pub(crate) fn stream_wrap_aad<'a>(stream: &'a Uuid, kid: &'a Kid) -> [&'a [u8]; 3] {
    [b"12345/wrap/1", stream.as_bytes(), kid]
}

impl fmt::Debug for Epoch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Epoch({} {}, {})", self.compartment, self.number, HEXLOWER.encode(&self.id))
    }
}
