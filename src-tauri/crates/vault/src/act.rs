//! Signed acts: the kinds for which "a holder of the key" doesn't say enough about who.

use data_encoding::BASE64;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{Compartment, Envelope, Error, Head, Keys, Person, Personal, envelope::Opening};

/// The facts of an act before it is signed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Act<'a> {
    pub kind: &'a str,
    /// The version of this kind's shape.
    pub v: u32,
    pub data: &'a Value,
}

/// The JSON of facts without a signature: `{"kind":…,"v":…,"data":…}`.
pub fn facts_text(act: &Act<'_>) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(act).map_err(|_| Error::Damaged { what: "facts" })
}

/// Seals an act with the person's signature inside its facts, as the last field `sig`.
///
/// Signed are the house, the head, the facts without `sig` (kind and shape included), and the
/// personal box, which is sealed first. Errors: those of [`crate::seal`].
pub fn seal_act(
    keys: &Keys,
    person: &Person,
    compartment: Compartment,
    head: &Head,
    act: &Act<'_>,
    personal: Option<Personal<'_>>,
) -> Result<Vec<u8>, Error> {
    let opening = Opening::new(keys, compartment, head, personal)?;
    let unsigned = facts_text(act)?;
    let signature = person.sign(&opening.act_message(keys.house(), &unsigned));
    let mut facts = unsigned;
    facts.pop();
    facts.extend_from_slice(SIG_BEFORE);
    facts.extend_from_slice(BASE64.encode(&signature).as_bytes());
    facts.extend_from_slice(SIG_AFTER);
    opening.close(&facts)
}

/// [`Error::BadSignature`] unless `facts`, as opened from `envelope`, carry the signature of the
/// person of `sign_pub` over exactly this event of this house. The caller looks up the person whom
/// the facts name, and his publics as they stood then.
pub fn verify_act(
    envelope: &Envelope<'_>,
    house: Uuid,
    facts: &[u8],
    sign_pub: &[u8; 32],
) -> Result<(), Error> {
    let (unsigned, signature) = split_signature(facts).ok_or(Error::BadSignature)?;
    let message = envelope.act_message(house, &unsigned);
    crate::pair::verify(sign_pub, &message, &signature)
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
