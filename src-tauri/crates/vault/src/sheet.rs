//! The recovery sheets: a secret on paper, and reading it as people type it.

use std::fmt;

use data_encoding::{BASE32, BASE32_NOPAD};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Epoch, Error, Grant, Publics, Signing,
    pair::{KeyPair, grouped},
    random::random,
};

const SECRET_LEN: usize = 20;
const SECRET_CHARS: usize = 32;
/// 20 bit: a slip passes once in a million.
const CHECK_CHARS: usize = 4;

/// A recovery sheet: 160 random bits on paper, in an envelope. They need no Argon2.
///
/// A house has two: one for `office` and `general`, one for `clue` in an envelope of its own.
pub struct Sheet(Zeroizing<[u8; SECRET_LEN]>);

impl Sheet {
    pub fn new() -> Result<Self, Error> {
        random().map(Self)
    }

    /// Nine groups of four characters, `A–Z` and `2–7`; the last group is the check.
    pub fn text(&self) -> Zeroizing<String> {
        let secret = Zeroizing::new(BASE32_NOPAD.encode(self.0.as_slice()));
        let whole = Zeroizing::new(format!("{}{}", *secret, self.check()));
        Zeroizing::new(grouped(&whole, " "))
    }

    /// Reads what somebody typed. Case, spaces and hyphens don't matter; 0, 1 and 8, which no
    /// sheet holds, are read as O, I and B.
    ///
    /// [`Error::SheetMistyped`] if the check doesn't fit.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let text = readable(typed);
        let (secret, check) = text.split_at_checked(SECRET_CHARS).ok_or(Error::SheetMistyped)?;
        let decoded =
            BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| Error::SheetMistyped).map(Zeroizing::new)?;
        let mut sheet = Self(Zeroizing::new([0; SECRET_LEN]));
        if decoded.len() != SECRET_LEN {
            return Err(Error::SheetMistyped);
        }
        sheet.0.copy_from_slice(&decoded);
        if sheet.check() != check {
            return Err(Error::SheetMistyped);
        }
        Ok(sheet)
    }

    pub fn publics(&self) -> Publics {
        self.pair().publics()
    }

    /// The epoch that an `EpochOpened` event boxed to this sheet, as a grant to the house itself.
    pub fn open_grant(&self, house: Uuid, grant: &Grant) -> Result<Epoch, Error> {
        grant.open(&self.pair(), house, house)
    }

    pub(crate) fn pair(&self) -> KeyPair {
        KeyPair::from_secret(self.0.as_slice())
    }

    fn check(&self) -> String {
        let digest = Sha256::new().chain_update(b"12345/sheet/1").chain_update(self.0.as_slice()).finalize();
        BASE32.encode(&digest)[..CHECK_CHARS].to_owned()
    }
}

/// What somebody typed, without what doesn't matter, and with the letters that it can only have been.
pub(crate) fn readable(typed: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(typed.len()));
    text.extend(typed.chars().filter(|it| !it.is_whitespace() && *it != '-').map(|it| {
        match it.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other,
        }
    }));
    text
}

impl Signing for Sheet {
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.pair().sign(message)
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sheet")
    }
}
