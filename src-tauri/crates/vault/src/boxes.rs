//! Symmetric boxes: nonce24 ‖ ciphertext ‖ tag16, XChaCha20-Poly1305, and the derivation of keys.

use chacha20poly1305::{
    Tag, XChaCha20Poly1305, XNonce,
    aead::{AeadInOut, KeyInit},
};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Error, random::random};

const NONCE_LEN: usize = 24;
const TAG_LEN: usize = 16;
/// What a box is longer than its plaintext.
pub(crate) const OVERHEAD: usize = NONCE_LEN + TAG_LEN;

pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Seals under a fresh random nonce. Random and never counted: a restored or cloned machine
/// can't repeat one, and 192 bits leave room far beyond 2^40 boxes a key.
pub(crate) fn seal(key: &[u8; 32], aad: &[&[u8]], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce = random::<NONCE_LEN>()?;
    // The final capacity at once: growing would leave a copy of the plaintext in freed memory.
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(nonce.as_slice());
    sealed.extend_from_slice(plain);
    let tag = XChaCha20Poly1305::new(&(*key).into())
        .encrypt_inout_detached(&XNonce::from(*nonce), &aad.concat(), (&mut sealed[NONCE_LEN..]).into())
        .map_err(|_| Error::Damaged { what: "text too long to seal" })?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens a box; None when key, associated data or any byte is another.
pub(crate) fn open(key: &[u8; 32], aad: &[&[u8]], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>()?;
    let (text, tag) = rest.split_last_chunk::<TAG_LEN>()?;
    let mut plain = Zeroizing::new(text.to_vec());
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            &aad.concat(),
            plain.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .ok()?;
    Some(plain)
}

/// HKDF-SHA256 without salt: 32 bytes of `secret` for the purpose `info`.
pub(crate) fn derive(secret: &[u8], info: &[u8]) -> Secret {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, secret)
        .expand(info, key.as_mut_slice())
        .expect("32 bytes are fewer than HKDF-SHA256 can give");
    key
}

/// An opened box as a key of 32 bytes.
pub(crate) fn as_key(plain: &[u8]) -> Option<Secret> {
    let mut key = Zeroizing::new([0; 32]);
    if plain.len() != key.len() {
        return None;
    }
    key.copy_from_slice(plain);
    Some(key)
}
