//! The two key pairs that a person's secret and a recovery sheet both yield.

use data_encoding::{BASE32, BASE64};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use crate::{
    Error,
    boxes::{self, Secret, derive},
    encoding,
    random::random,
};

const EPHEMERAL_LEN: usize = 32;

/// The public halves: to box for somebody, and to check a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publics {
    /// X25519.
    #[serde(rename = "box", with = "encoding")]
    pub box_pub: [u8; 32],
    /// Ed25519.
    #[serde(rename = "sign", with = "encoding")]
    pub sign_pub: [u8; 32],
}

impl Publics {
    /// What a holder compares on the new person's screen before he grants: 60 bit as 12
    /// characters, `ABCD-EFGH-JKLM`. Six digits could be ground out in seconds.
    pub fn fingerprint(&self, person: Uuid) -> String {
        let digest = Sha256::new()
            .chain_update(b"12345/person/1")
            .chain_update(person.as_bytes())
            .chain_update(self.box_pub)
            .chain_update(self.sign_pub)
            .finalize();
        grouped(&BASE32.encode(&digest)[..12], "-")
    }

    /// As events carry them: the box key, then the signing key, in Base64.
    pub fn to_text(&self) -> (String, String) {
        (BASE64.encode(&self.box_pub), BASE64.encode(&self.sign_pub))
    }

    /// Reads what [`Publics::to_text`] wrote; [`Error::Damaged`] for anything else.
    pub fn from_text(box_pub: &str, sign_pub: &str) -> Result<Self, Error> {
        let read = |text: &str| BASE64.decode(text.as_bytes()).ok()?.try_into().ok();
        let both = read(box_pub).zip(read(sign_pub));
        let (box_pub, sign_pub) = both.ok_or(Error::Damaged { what: "publics" })?;
        Ok(Self { box_pub, sign_pub })
    }

    /// [`Error::BadSignature`] unless `signature` is this person's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
        verify(&self.sign_pub, message, signature)
    }

    /// ephemeral32 ‖ nonce24 ‖ ct ‖ tag16: only the holder of the secret half can open it.
    pub(crate) fn seal_to(&self, aad: &[&[u8]], plain: &[u8]) -> Result<Vec<u8>, Error> {
        let ephemeral = StaticSecret::from(*random::<32>()?);
        let ephemeral_pub = PublicKey::from(&ephemeral).to_bytes();
        let shared = ephemeral.diffie_hellman(&PublicKey::from(self.box_pub));
        let key = box_key(&shared, &ephemeral_pub, &self.box_pub)
            .ok_or(Error::Damaged { what: "public key of the recipient" })?;
        let sealed = boxes::seal(&key, aad, plain)?;
        Ok([ephemeral_pub.as_slice(), &sealed].concat())
    }
}

/// The fingerprint of a house: 80 bit over its id and its founders' publics, 16 characters as
/// `ABCD-EFGH-JKLM-NPQR`. It stands on the recovery sheets and in every join code.
pub fn house_fingerprint(house: Uuid, founders: &[Publics]) -> String {
    let mut hash = Sha256::new().chain_update(b"12345/house/1").chain_update(house.as_bytes());
    for founder in founders {
        hash.update(founder.box_pub);
        hash.update(founder.sign_pub);
    }
    grouped(&BASE32.encode(&hash.finalize())[..16], "-")
}

/// The secret halves; both wipe themselves when dropped.
pub(crate) struct KeyPair {
    boxes: StaticSecret,
    sign: SigningKey,
}

impl KeyPair {
    pub(crate) fn from_secret(secret: &[u8]) -> Self {
        Self {
            boxes: StaticSecret::from(*derive(secret, b"x25519")),
            sign: SigningKey::from_bytes(&derive(secret, b"sign")),
        }
    }

    pub(crate) fn publics(&self) -> Publics {
        Publics {
            box_pub: PublicKey::from(&self.boxes).to_bytes(),
            sign_pub: self.sign.verifying_key().to_bytes(),
        }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.sign.sign(message).to_bytes()
    }

    pub(crate) fn open(&self, aad: &[&[u8]], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (ephemeral, rest) = sealed.split_first_chunk::<EPHEMERAL_LEN>()?;
        let shared = self.boxes.diffie_hellman(&PublicKey::from(*ephemeral));
        let key = box_key(&shared, ephemeral, &PublicKey::from(&self.boxes).to_bytes())?;
        boxes::open(&key, aad, rest)
    }
}

pub(crate) fn verify(sign_pub: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<(), Error> {
    // Strict: a weak key would verify many messages under one signature.
    VerifyingKey::from_bytes(sign_pub)
        .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
        .map_err(|_| Error::BadSignature)
}

/// `text` in groups of four.
pub(crate) fn grouped(text: &str, between: &str) -> String {
    let groups: Vec<String> =
        text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(between)
}

/// None for a public key of low order, with which anybody could know the shared secret.
fn box_key(shared: &SharedSecret, ephemeral: &[u8; 32], recipient: &[u8; 32]) -> Option<Secret> {
    if !shared.was_contributory() {
        return None;
    }
    let mut input = Zeroizing::new([0; 96]);
    input[..32].copy_from_slice(shared.as_bytes());
    input[32..64].copy_from_slice(ephemeral);
    input[64..].copy_from_slice(recipient);
    Some(derive(input.as_slice(), b"box"))
}
