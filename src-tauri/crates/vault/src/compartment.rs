//! What a person may read is a key, at the grain of three compartments.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the three compartments of a house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compartment {
    /// People, roles, seats, directory, settings, trail, grants: everyone with a login.
    Office,
    /// Sessions, calls, cases, meeting: not the administrator, not the auditor.
    General,
    /// Clue officers only.
    Clue,
}

impl Compartment {
    /// All three, in the order of their bytes.
    pub const ALL: [Compartment; 3] = [Self::Office, Self::General, Self::Clue];

    /// The byte that stands for it inside grants and recovery boxes: 1, 2 or 3.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Office => 1,
            Self::General => 2,
            Self::Clue => 3,
        }
    }

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.byte() == byte)
    }
}

impl fmt::Display for Compartment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Office => "office",
            Self::General => "general",
            Self::Clue => "clue",
        })
    }
}
