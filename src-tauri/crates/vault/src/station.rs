//! The key with which a station signs what it saw.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};

use crate::{Error, pair, random::random};

/// A station's Ed25519 key, for its checkpoints; its secret half lives in `record.db`.
pub struct StationKey(SigningKey);

impl StationKey {
    pub fn new() -> Result<Self, Error> {
        random().map(|secret| Self(SigningKey::from_bytes(&secret)))
    }

    /// The key of the secret half that was kept.
    pub fn from_bytes(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The secret half, to be kept in `record.db` and nowhere else.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.0.sign(text).to_bytes()
    }
}

/// [`Error::BadSignature`] unless `signature` is by the station of `public` over `text`.
pub fn verify_station(public: &[u8; 32], text: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
    pair::verify(public, text, signature)
}

impl fmt::Debug for StationKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("StationKey")
    }
}
