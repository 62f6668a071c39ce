//! Files beside the record: sealed in pieces under a key of their own, named by what they come to sealed.
//!
//! STREAM: a nonce is a random beginning, the number of the piece, and whether it is the last. So no piece can be
//! left out, moved or put at an end where none was, and a file is read piece by piece, each proved before it is given.

use crate::random::random;
use crate::{Error, boxes};
use chacha20poly1305::{
    Tag, XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read, Write};
use zeroize::Zeroizing;

/// Of a file before it is sealed, in bytes.
pub const BLOB_MOST: u64 = 20 << 20;
const PIECE: usize = 64 << 10;
const TAG: usize = 16;
/// The random beginning of all nonces of a file.
const BEGINNING: usize = 19;
const AAD: &[u8] = b"12345/blob/1";

/// The key of one file. It seals nothing else.
pub struct BlobKey(boxes::Secret);

/// What was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedBlob {
    /// SHA-256 of the sealed bytes: its name.
    pub hash: [u8; 32],
    /// Bytes before it was sealed.
    pub size: u64,
}

impl BlobKey {
    pub fn new() -> Result<BlobKey, Error> {
        Ok(BlobKey(random()?))
    }

    /// As it stands in the text of the event that names the file.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(HEXLOWER.encode(self.0.as_slice()))
    }

    pub fn of_text(text: &str) -> Option<BlobKey> {
        let bytes = Zeroizing::new(HEXLOWER.decode(text.as_bytes()).ok()?);
        boxes::as_key(&bytes).map(BlobKey)
    }

    /// Seals all of `from` into `to`.
    ///
    /// Errors: [`Error::TooLarge`] when there is more than [`BLOB_MOST`] of it; [`Error::Io`].
    pub fn seal(&self, from: &mut dyn Read, to: &mut dyn Write) -> Result<SealedBlob, Error> {
        let beginning = random::<BEGINNING>()?;
        let mut hash = Sha256::new();
        let mut put = |bytes: &[u8]| {
            hash.update(bytes);
            to.write_all(bytes)
        };
        put(beginning.as_slice())?;
        let (mut piece, mut next) = (Zeroizing::new(vec![0; PIECE]), Zeroizing::new(vec![0; PIECE]));
        let (mut filled, mut size) = (fill(from, &mut piece)?, 0);
        for number in 0_u32.. {
            size += filled as u64;
            if size > BLOB_MOST {
                return Err(Error::TooLarge { most: BLOB_MOST });
            }
            // Only after looking for more is it known which piece is the last.
            let more = if filled < PIECE { 0 } else { fill(from, &mut next)? };
            let tag = self
                .cipher()
                .encrypt_inout_detached(
                    &nonce(&beginning, number, more == 0),
                    AAD,
                    (&mut piece[..filled]).into(),
                )
                .map_err(|_| Error::Damaged { what: "a piece too long to seal" })?;
            put(&piece[..filled])?;
            put(&tag)?;
            if more == 0 {
                break;
            }
            std::mem::swap(&mut piece, &mut next);
            filled = more;
        }
        Ok(SealedBlob { hash: hash.finalize().into(), size })
    }

    /// Opens a sealed file into `to`, each piece once it is proved. What was written before an error is no file.
    ///
    /// Errors: [`Error::Damaged`] for a byte that is another, for what is cut off and for what is put after the end.
    pub fn open(&self, from: &mut dyn Read, to: &mut dyn Write) -> Result<(), Error> {
        let damaged = || Error::Damaged { what: "a file beside the record" };
        let mut beginning = [0; BEGINNING];
        if fill(from, &mut beginning)? < BEGINNING {
            return Err(damaged());
        }
        let (mut piece, mut next) =
            (Zeroizing::new(vec![0; PIECE + TAG]), Zeroizing::new(vec![0; PIECE + TAG]));
        let mut filled = fill(from, &mut piece)?;
        for number in 0_u32.. {
            let more = if filled < piece.len() { 0 } else { fill(from, &mut next)? };
            let length = filled.checked_sub(TAG).ok_or_else(damaged)?;
            let (text, tag) = piece[..filled].split_at_mut(length);
            let tag: [u8; TAG] = (&*tag).try_into().map_err(|_| damaged())?;
            let nonce = nonce(&beginning, number, more == 0);
            let opened =
                self.cipher().decrypt_inout_detached(&nonce, AAD, (&mut *text).into(), &Tag::from(tag));
            opened.map_err(|_| damaged())?;
            to.write_all(text)?;
            if more == 0 {
                return Ok(());
            }
            std::mem::swap(&mut piece, &mut next);
            filled = more;
        }
        Err(damaged())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.0).into())
    }
}

fn nonce(beginning: &[u8; BEGINNING], number: u32, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..BEGINNING].copy_from_slice(beginning);
    nonce[BEGINNING..23].copy_from_slice(&number.to_be_bytes());
    nonce[23] = u8::from(last);
    XNonce::from(nonce)
}

/// As much as there is, up to all of it.
fn fill(from: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, Error> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(filled)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn bytes(length: usize) -> Vec<u8> {
        (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect()
    }

    fn sealed(key: &BlobKey, plain: &[u8]) -> (Vec<u8>, SealedBlob) {
        let mut to = Vec::new();
        let blob = key.seal(&mut &plain[..], &mut to).unwrap();
        (to, blob)
    }

    fn opened(key: &BlobKey, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let mut to = Vec::new();
        key.open(&mut &sealed[..], &mut to).map(|()| to)
    }

    #[test]
    fn what_was_sealed_opens_whatever_its_length() {
        let key = BlobKey::new().unwrap();
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17] {
            let plain = bytes(length);
            let (sealed, blob) = sealed(&key, &plain);
            assert_eq!(blob.size, length as u64);
            assert_eq!(blob.hash, <[u8; 32]>::from(Sha256::digest(&sealed)));
            let again = BlobKey::of_text(&key.text()).unwrap();
            assert_eq!(opened(&again, &sealed).unwrap(), plain, "{length}");
            assert!(opened(&BlobKey::new().unwrap(), &sealed).is_err());
        }
    }

    #[test]
    fn a_flipped_byte_is_found_wherever_it_is() {
        let key = BlobKey::new().unwrap();
        let (sealed, _) = sealed(&key, &bytes(2 * PIECE + 9));
        let places = [0, BEGINNING - 1, BEGINNING, PIECE, PIECE + BEGINNING + TAG, sealed.len() - 1];
        for place in places {
            let mut other = sealed.clone();
            other[place] ^= 1;
            assert!(matches!(opened(&key, &other), Err(Error::Damaged { .. })), "{place}");
        }
    }

    #[test]
    fn a_cut_is_found_between_pieces_too_and_so_is_what_was_moved_or_added() {
        let key = BlobKey::new().unwrap();
        let (sealed, _) = sealed(&key, &bytes(3 * PIECE));
        let whole = PIECE + TAG;
        for left in
            [0, 5, BEGINNING, BEGINNING + 3, BEGINNING + whole, BEGINNING + 2 * whole, sealed.len() - 1]
        {
            assert!(matches!(opened(&key, &sealed[..left]), Err(Error::Damaged { .. })), "{left}");
        }
        let mut moved = sealed.clone();
        moved[BEGINNING..BEGINNING + 2 * whole].rotate_left(whole);
        assert!(opened(&key, &moved).is_err());
        assert!(opened(&key, &[&sealed[..], &[0]].concat()).is_err());
        assert!(opened(&key, &[&sealed[..], &sealed[BEGINNING..]].concat()).is_err());
    }

    #[test]
    fn twenty_mebibytes_are_taken_and_not_a_byte_more() {
        let key = BlobKey::new().unwrap();
        let plain = vec![0; usize::try_from(BLOB_MOST).unwrap() + 1];
        let most = key.seal(&mut &plain[1..], &mut std::io::sink()).unwrap();
        assert_eq!(most.size, BLOB_MOST);
        let more = key.seal(&mut &plain[..], &mut std::io::sink());
        assert!(matches!(more, Err(Error::TooLarge { most: BLOB_MOST })));
    }
}
