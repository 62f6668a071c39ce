//! The bytes of an event, identical on every machine and never re-encoded.
//!
//! ```text
//!  0  1 suite = 1                                          66  8 facts key_id
//!  1  1 layout = 1                                         74  8 personal kid (0 = none)
//!  2 16 event_id                                           82  4 n;  86 n  facts box
//! 18 16 stream                                             ..  4 m;  ..  m personal box
//! 34  8 version, from 1                                    all integers big-endian
//! 42 16 station (author)                                   m = 0 and kid = 0 together
//! 58  8 at, UTC, ms since 1970                             a box is nonce24 ‖ ct ‖ tag16
//! ```

use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Epoch, Error, KeyId, Keys, Kid, StreamKey, Wrap,
    boxes::{self, OVERHEAD},
    epoch::key_id_of,
    padding::{pad, unpad},
};

/// XChaCha20-Poly1305, SHA-256, Ed25519, X25519; 2 is reserved for SM4-GCM, SM3, SM2.
const SUITE: u8 = 1;
const LAYOUT: u8 = 1;
/// What a signed act signs of the envelope.
const HEAD_LEN: usize = 66;
/// What the associated data of both boxes covers.
const PREFIX_LEN: usize = 82;

/// What an event says openly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// UUIDv7: identity, never order.
    pub event_id: Uuid,
    pub stream: Uuid,
    /// From 1, without gaps.
    pub version: u64,
    /// The author.
    pub station: Uuid,
    /// Corrected clock, UTC, ms since 1970.
    pub at: i64,
}

/// The erasable half: JSON text and the stream key that seals it.
#[derive(Clone, Copy)]
pub struct Personal<'a> {
    pub key: &'a StreamKey,
    pub text: &'a [u8],
}

/// Seals an event of JSON facts, and personal JSON if any. Nonces are fresh, so two calls never
/// give the same bytes: seal once, and send the same bytes on every retry.
///
/// Errors: [`Error::NotHeld`]; [`Error::Damaged`] for version 0 or a stream key that isn't of this
/// compartment's newest epoch ([`Keys::wrap_is_current`] tells).
pub fn seal(
    keys: &Keys,
    compartment: Compartment,
    head: &Head,
    facts: &[u8],
    personal: Option<Personal<'_>>,
) -> Result<Vec<u8>, Error> {
    let opened = Opening::new(keys, compartment, head, personal)?;
    opened.close(facts)
}

/// The leaf of an envelope in every chain.
pub fn leaf(envelope: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(b"12345/leaf/1").chain_update(envelope).finalize().into()
}

/// The link of row `seq` after the link of row `seq - 1`.
pub fn link(previous: &[u8; 32], seq: u64, leaf: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"12345/link/1")
        .chain_update(previous)
        .chain_update(seq.to_be_bytes())
        .chain_update(leaf)
        .finalize()
        .into()
}

/// The link before the first row of a station.
pub fn link_zero(house: Uuid, station: Uuid) -> [u8; 32] {
    Sha256::new().chain_update(house.as_bytes()).chain_update(station.as_bytes()).finalize().into()
}

/// The hash at place `pos` of the hub after that at `pos - 1`. `hub_at` is milliseconds since 1970, the hub's clock.
pub fn place(previous: &[u8; 32], pos: u64, hub_at: i64, leaf: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"12345/pos/1")
        .chain_update(previous)
        .chain_update(pos.to_be_bytes())
        .chain_update(hub_at.to_be_bytes())
        .chain_update(leaf)
        .finalize()
        .into()
}

/// The hash before the hub's first row.
pub fn place_zero(house: Uuid) -> [u8; 32] {
    Sha256::digest(house.as_bytes()).into()
}

/// A well-formed envelope, read in place. Well-formed says nothing about who sealed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    bytes: &'a [u8],
    facts: &'a [u8],
    personal: Option<&'a [u8]>,
}

impl<'a> Envelope<'a> {
    /// Reads strictly: no byte may be missing or left over.
    ///
    /// Errors: [`Error::Unsupported`] for another suite or layout, else [`Error::Damaged`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        const DAMAGED: Error = Error::Damaged { what: "envelope" };
        let [suite, layout, ..] = *bytes else {
            return Err(DAMAGED);
        };
        if (suite, layout) != (SUITE, LAYOUT) {
            return Err(Error::Unsupported { suite, layout });
        }
        let rest = bytes.get(PREFIX_LEN..).ok_or(DAMAGED)?;
        let (facts, rest) = take_box(rest).ok_or(DAMAGED)?;
        let (personal, rest) = take_box(rest).ok_or(DAMAGED)?;
        let envelope = Self { bytes, facts, personal: (!personal.is_empty()).then_some(personal) };
        let whole = rest.is_empty()
            && facts.len() >= OVERHEAD
            && envelope.personal.is_none_or(|it| it.len() >= OVERHEAD)
            && envelope.personal.is_some() == envelope.kid().is_some()
            && envelope.version() >= 1;
        whole.then_some(envelope).ok_or(DAMAGED)
    }

    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    pub fn head(&self) -> Head {
        Head {
            event_id: self.event_id(),
            stream: self.stream(),
            version: self.version(),
            station: self.station(),
            at: self.at(),
        }
    }

    pub fn event_id(&self) -> Uuid {
        Uuid::from_bytes(self.field(2))
    }

    pub fn stream(&self) -> Uuid {
        Uuid::from_bytes(self.field(18))
    }

    pub fn version(&self) -> u64 {
        u64::from_be_bytes(self.field(34))
    }

    pub fn station(&self) -> Uuid {
        Uuid::from_bytes(self.field(42))
    }

    /// UTC, ms since 1970.
    pub fn at(&self) -> i64 {
        i64::from_be_bytes(self.field(58))
    }

    /// The epoch of the facts; [`Keys::compartment_of`] tells its compartment to a holder.
    pub fn key_id(&self) -> KeyId {
        self.field(66)
    }

    /// The stream key of the personal box; None if there is no such box.
    pub fn kid(&self) -> Option<Kid> {
        let kid = self.field(74);
        (kid != Kid::default()).then_some(kid)
    }

    pub fn leaf(&self) -> [u8; 32] {
        leaf(self.bytes)
    }

    /// The facts JSON. Errors: [`Error::UnknownKey`], [`Error::Damaged`].
    pub fn open_facts(&self, keys: &Keys) -> Result<Zeroizing<Vec<u8>>, Error> {
        let epoch = keys.by_id(self.key_id())?;
        let facts = boxes::open(&epoch.facts, &aad(&self.bytes[..PREFIX_LEN], b"F"), self.facts)
            .ok_or(Error::Damaged { what: "facts box" })?;
        Ok(unpad(epoch.compartment(), facts))
    }

    /// The personal JSON; Ok(None) if the event never had one.
    ///
    /// `wrap` is what the record holds for (stream, kid). Without it the box stays closed, whatever
    /// is still cached: [`Error::Erased`]. Others: [`Error::UnknownKey`], [`Error::Damaged`].
    pub fn open_personal(
        &self,
        keys: &Keys,
        wrap: Option<&[u8]>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let (Some(sealed), Some(kid)) = (self.personal, self.kid()) else {
            return Ok(None);
        };
        let stream = self.stream();
        let wrap: &Wrap = wrap
            .ok_or(Error::Erased { stream, kid })?
            .try_into()
            .map_err(|_| Error::Damaged { what: "stream key" })?;
        let key = keys.stream_key(stream, kid, wrap)?;
        let text = boxes::open(&key, &aad(&self.bytes[..PREFIX_LEN], b"P"), sealed)
            .ok_or(Error::Damaged { what: "personal box" })?;
        let epoch = keys.by_id(key_id_of(wrap))?;
        Ok(Some(unpad(epoch.compartment(), text)))
    }

    /// What a signed act signs, given its facts without the signature.
    pub(crate) fn act_message(&self, house: Uuid, unsigned_facts: &[u8]) -> Vec<u8> {
        act_message(house, &self.bytes[..HEAD_LEN], unsigned_facts, self.personal.unwrap_or_default())
    }

    fn field<const N: usize>(&self, at: usize) -> [u8; N] {
        let mut field = [0; N];
        field.copy_from_slice(&self.bytes[at..at + N]);
        field
    }
}

/// An envelope whose personal box is sealed and whose facts are still to come: a signature in the
/// facts covers the personal box.
pub(crate) struct Opening {
    prefix: [u8; PREFIX_LEN],
    personal: Vec<u8>,
    epoch: std::sync::Arc<Epoch>,
}

impl Opening {
    pub(crate) fn new(
        keys: &Keys,
        compartment: Compartment,
        head: &Head,
        personal: Option<Personal<'_>>,
    ) -> Result<Self, Error> {
        if head.version == 0 {
            return Err(Error::Damaged { what: "version 0" });
        }
        let epoch = keys.current(compartment)?;
        let prefix = prefix(head, epoch.id(), personal.map(|it| it.key.kid));
        let personal = match personal {
            None => Vec::new(),
            Some(personal) => {
                let key = personal.key;
                // Neither a clue's text under the general key by a slip of the caller, nor new
                // text under an epoch that a withdrawn person still holds.
                if key.wrap[..8] != epoch.id() || key.kid == Kid::default() {
                    return Err(Error::Damaged { what: "stream key of another compartment or an old epoch" });
                }
                let secret = keys.stream_key(head.stream, key.kid, &key.wrap)?;
                let text = pad(compartment, personal.text);
                boxes::seal(&secret, &aad(&prefix, b"P"), &text)?
            }
        };
        Ok(Self { prefix, personal, epoch })
    }

    pub(crate) fn act_message(&self, house: Uuid, unsigned_facts: &[u8]) -> Vec<u8> {
        act_message(house, &self.prefix[..HEAD_LEN], unsigned_facts, &self.personal)
    }

    pub(crate) fn close(self, facts: &[u8]) -> Result<Vec<u8>, Error> {
        let facts = pad(self.epoch.compartment(), facts);
        let facts = boxes::seal(&self.epoch.facts, &aad(&self.prefix, b"F"), &facts)?;
        let mut bytes = Vec::with_capacity(PREFIX_LEN + 8 + facts.len() + self.personal.len());
        bytes.extend_from_slice(&self.prefix);
        for sealed in [&facts, &self.personal] {
            let length =
                u32::try_from(sealed.len()).map_err(|_| Error::Damaged { what: "text too long to seal" })?;
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(sealed);
        }
        Ok(bytes)
    }
}

fn prefix(head: &Head, key_id: KeyId, kid: Option<Kid>) -> [u8; PREFIX_LEN] {
    let mut prefix = [0; PREFIX_LEN];
    prefix[0] = SUITE;
    prefix[1] = LAYOUT;
    prefix[2..18].copy_from_slice(head.event_id.as_bytes());
    prefix[18..34].copy_from_slice(head.stream.as_bytes());
    prefix[34..42].copy_from_slice(&head.version.to_be_bytes());
    prefix[42..58].copy_from_slice(head.station.as_bytes());
    prefix[58..66].copy_from_slice(&head.at.to_be_bytes());
    prefix[66..74].copy_from_slice(&key_id);
    prefix[74..82].copy_from_slice(&kid.unwrap_or_default());
    prefix
}

fn aad<'a>(prefix: &'a [u8], which: &'a [u8; 1]) -> [&'a [u8]; 3] {
    [b"12345/ev/1", prefix, which]
}

fn act_message(house: Uuid, head: &[u8], unsigned_facts: &[u8], personal_box: &[u8]) -> Vec<u8> {
    [
        b"12345/act/1".as_slice(),
        house.as_bytes(),
        head,
        &Sha256::digest(unsigned_facts),
        &Sha256::digest(personal_box),
    ]
    .concat()
}

/// Takes a length and that many bytes.
fn take_box(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
