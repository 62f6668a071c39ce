//! Lengths of clue texts: told in steps only, for a length would tell one clue from another.

use zeroize::Zeroizing;

use crate::{Compartment, boxes::OVERHEAD};

/// A box of the clue compartment tells its length in steps of this many bytes.
const CLUE_STEP: usize = 1024;

/// Spaces after the JSON of a clue: to a reader of JSON they are nothing.
pub(crate) fn pad(compartment: Compartment, text: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = match compartment {
        Compartment::Clue => (text.len() + OVERHEAD).next_multiple_of(CLUE_STEP) - OVERHEAD,
        Compartment::Office | Compartment::General => text.len(),
    };
    let mut padded = Vec::with_capacity(length);
    padded.extend_from_slice(text);
    padded.resize(length, b' ');
    Zeroizing::new(padded)
}

pub(crate) fn unpad(compartment: Compartment, mut text: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    if compartment == Compartment::Clue {
        let kept = text.trim_ascii_end().len();
        text.truncate(kept);
    }
    text
}
