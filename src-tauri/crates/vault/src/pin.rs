//! The PIN that re-opens a locked screen: held in memory, good for nothing else.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{boxes::Secret, random::random};

/// Checks a PIN for as long as the program runs; wiped when dropped, and never written anywhere.
///
/// No Argon2: whoever could read this out of memory would find the keys beside it.
pub struct Pin {
    salt: Secret,
    hash: Secret,
}

impl Pin {
    /// Digits of the shortest PIN.
    pub const LEAST: u32 = 4;
    /// Digits of the longest.
    pub const MOST: u32 = 8;

    /// None for anything but four to eight digits, and without randomness from the system.
    pub fn new(typed: &str) -> Option<Self> {
        let long_enough = (Self::LEAST as usize..=Self::MOST as usize).contains(&typed.len());
        if !long_enough || !typed.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let salt = random().ok()?;
        let mut hash = Zeroizing::new([0; 32]);
        hash.copy_from_slice(&hashing(&salt, typed).finalize().into_bytes());
        Some(Self { salt, hash })
    }

    /// Takes as long for a PIN that is nearly right as for any other of its length.
    pub fn check(&self, typed: &str) -> bool {
        hashing(&self.salt, typed).verify_slice(self.hash.as_slice()).is_ok()
    }
}

fn hashing(salt: &Secret, typed: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::new_from_slice(salt.as_slice()).expect("HMAC takes a key of any length");
    mac.update(typed.as_bytes());
    mac
}

impl fmt::Debug for Pin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pin")
    }
}
