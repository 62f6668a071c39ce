//! What the vault could not do.

use uuid::Uuid;

use crate::{Compartment, KeyId, Kid};

/// Why a key, a box or a file could not be used. No variant carries a secret or a plaintext.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The password doesn't open the slot; `left` more tries before the lock-out.
    #[error("wrong password, {left} tries left")]
    WrongPassword { left: u8 },
    /// Too many wrong passwords; no try counts before `until` (UTC, ms since 1970).
    #[error("too many wrong passwords, locked until {until}")]
    LockedOut { until: i64 },
    /// A real house needs a password; only an evaluation may go without.
    #[error("the password is empty")]
    EmptyPassword,
    /// The key book has nobody with this staff number (or person id).
    #[error("not in the key book")]
    UnknownPerson,
    /// A character of the recovery sheet was mistyped, or some are missing.
    #[error("the recovery sheet was mistyped")]
    SheetMistyped,
    /// A character of the join code was mistyped, or some are missing.
    #[error("the join code was mistyped")]
    CodeMistyped,
    /// A well-typed recovery sheet, but not of this house.
    #[error("this recovery sheet opens nothing here")]
    WrongSheet,
    /// This login doesn't hold the compartment.
    #[error("the compartment {compartment} is not held")]
    NotHeld { compartment: Compartment },
    /// Sealed under an epoch that this login doesn't hold; its compartment can't be told.
    #[error("sealed under a key that is not held")]
    UnknownKey { key_id: KeyId },
    /// The stream key was destroyed by an erasure (or has not arrived yet: the record knows which).
    #[error("the key of stream {stream} is gone")]
    Erased { stream: Uuid, kid: Kid },
    /// Bytes that were changed, cut, swapped, or never well formed.
    #[error("damaged: {what}")]
    Damaged { what: &'static str },
    /// A file beside the record, in bytes.
    #[error("larger than {most} bytes")]
    TooLarge { most: u64 },
    /// The signature of an act is missing or not by this person over these bytes.
    #[error("the signature does not hold")]
    BadSignature,
    /// An event of a suite or layout that this version doesn't know.
    #[error("suite {suite}, layout {layout} is not known to this version")]
    Unsupported { suite: u8, layout: u8 },
    /// A file of a newer version.
    #[error("file format {format} is newer than this version")]
    NewerFormat { format: u32 },
    /// A file could not be read or written.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// The operating system gave no randomness; nothing was sealed.
    #[error("no randomness from the operating system")]
    NoRandomness,
}
