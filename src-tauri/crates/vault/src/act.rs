//! Signed acts: the kinds for which "a holder of the key" doesn't say enough about who.

use data_encoding::BASE64;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{Compartment, Envelope, Error, Head, Keys, Personal, envelope::Opening, pair};

/// The facts of an act before it is signed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Act<'a> {
    pub kind: &'a str,
    /// The version of this kind's shape.
    pub v: u32,
    pub data: &'a Value,
}

/// Whoever can sign an act: a person with his password, or a recovery sheet when nobody is left.
pub trait Signing {
    /// Ed25519 over `message`.
    fn sign(&self, message: &[u8]) -> [u8; 64];
}

/// The JSON of facts without a signature: `{"kind":…,"v":…,"data":…}`.
pub fn facts_text(act: &Act<'_>) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(act).map_err(|_| Error::Damaged { what: "facts" })
}

/// Seals an act with the signer's signature inside its facts, as the last field `sig`.
///
/// Signed are the house, the head, the facts without `sig` (kind and shape included), and the
/// personal box, which is sealed first. Errors: those of [`crate::seal`].
pub fn seal_act(
    keys: &Keys,
    signer: &dyn Signing,
    compartment: Compartment,
    head: &Head,
    act: &Act<'_>,
    personal: Option<Personal<'_>>,
) -> Result<Vec<u8>, Error> {
    let opening = Opening::new(keys, compartment, head, personal)?;
    let unsigned = facts_text(act)?;
    let signature = signer.sign(&opening.act_message(keys.house(), &unsigned));
    let mut facts = unsigned;
    facts.pop();
    facts.extend_from_slice(SIG_BEFORE);
    facts.extend_from_slice(BASE64.encode(&signature).as_bytes());
    facts.extend_from_slice(SIG_AFTER);
    opening.close(&facts)
}

/// The signature of an act, before anybody has said whose it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub message: Vec<u8>,
    pub signature: [u8; 64],
}

impl Signed {
    /// Whether the signature is by this key over exactly this event of this house.
    pub fn is_by(&self, sign_pub: &[u8; 32]) -> bool {
        pair::verify(sign_pub, &self.message, &self.signature).is_ok()
    }
}

/// What `facts`, as opened from `envelope`, carry of a signature; None for an unsigned event.
pub fn signed(envelope: &Envelope<'_>, house: Uuid, facts: &[u8]) -> Option<Signed> {
    let (unsigned, signature) = split_signature(facts)?;
    Some(Signed { message: envelope.act_message(house, &unsigned), signature })
}

/// [`Error::BadSignature`] unless the act is signed by the person of `sign_pub`. The caller looks up
/// the person whom the facts name, and his publics as they stood then.
pub fn verify_act(
    envelope: &Envelope<'_>,
    house: Uuid,
    facts: &[u8],
    sign_pub: &[u8; 32],
) -> Result<(), Error> {
    let signed = signed(envelope, house, facts).filter(|it| it.is_by(sign_pub));
    signed.map(drop).ok_or(Error::BadSignature)
}

const SIG_BEFORE: &[u8] = b",\"sig\":\"";
const SIG_AFTER: &[u8] = b"\"}";
/// 64 bytes in Base64.
const SIG_TEXT_LEN: usize = 88;

/// Takes the signature off the text itself: parsing and writing it anew might change a byte.
fn split_signature(facts: &[u8]) -> Option<(Vec<u8>, [u8; 64])> {
    let rest = facts.strip_suffix(SIG_AFTER)?;
    let (rest, text) = rest.split_last_chunk::<SIG_TEXT_LEN>()?;
    let mut unsigned = rest.strip_suffix(SIG_BEFORE)?.to_vec();
    unsigned.push(b'}');
    let signature = BASE64.decode(text).ok()?.try_into().ok()?;
    Some((unsigned, signature))
}
