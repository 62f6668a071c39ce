//! A person: one secret behind a password, two key pairs, and the grants boxed to them.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Epoch, Error, KeyId, Publics, Signing,
    boxes::{self, OVERHEAD, Secret, as_key},
    encoding,
    pair::KeyPair,
    random::random,
};

/// A person who has given the password: can sign, and open what is boxed to him.
pub struct Person {
    id: Uuid,
    secret: Secret,
    pair: KeyPair,
}

impl Person {
    /// A new person of a fresh secret.
    pub fn new(id: Uuid) -> Result<Self, Error> {
        Ok(Self::from_secret(id, random()?))
    }

    pub fn id(&self) -> Uuid {
        self.id
    }

    pub fn publics(&self) -> Publics {
        self.pair.publics()
    }

    /// The epoch of a grant to this person; [`Error::Damaged`] if it isn't, or was relabelled.
    pub fn open_grant(&self, house: Uuid, grant: &Grant) -> Result<Epoch, Error> {
        grant.open(&self.pair, house, self.id)
    }

    fn from_secret(id: Uuid, secret: Secret) -> Self {
        let pair = KeyPair::from_secret(secret.as_slice());
        Self { id, secret, pair }
    }
}

impl Signing for Person {
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.pair.sign(message)
    }
}

/// What one password try costs, for Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB, 8 to 1,048,576.
    pub m: u32,
    /// Passes, 1 to 64.
    pub t: u32,
    /// Lanes, 1 to 16.
    pub p: u32,
}

impl Cost {
    /// 64 MiB and three passes: about 0.75 s on a busy workstation of two cores.
    pub const HOUSE: Self = Self { m: 64 * 1024, t: 3, p: 1 };
    /// For an evaluation, whose password is empty and protects nothing.
    pub const EVALUATION: Self = Self { m: 1024, t: 1, p: 1 };

    /// Bounded, so that a changed key book can't eat the machine.
    fn params(self) -> Result<Params, Error> {
        const DAMAGED: Error = Error::Damaged { what: "slot cost" };
        if self.m > 1024 * 1024 || self.t > 64 || self.p > 16 {
            return Err(DAMAGED);
        }
        Params::new(self.m, self.t, self.p, Some(32)).map_err(|_| DAMAGED)
    }
}

/// A person's secret sealed under a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    #[serde(flatten)]
    cost: Cost,
    #[serde(with = "encoding")]
    salt: [u8; 16],
    #[serde(with = "encoding")]
    nonce: [u8; 24],
    #[serde(with = "encoding")]
    ct: [u8; 48],
}

impl Slot {
    /// A slot of fresh salt and nonce. A changed password is a new slot and nothing else.
    pub fn seal(house: Uuid, person: &Person, password: &str, cost: Cost) -> Result<Self, Error> {
        let salt = *random()?;
        let key = password_key(password, &salt, cost)?;
        let aad = slot_aad(house, person.id, cost, &salt);
        let sealed = boxes::seal(&key, &[&aad], person.secret.as_slice())?;
        let mut slot = Self { cost, salt, nonce: [0; 24], ct: [0; 48] };
        slot.nonce.copy_from_slice(&sealed[..24]);
        slot.ct.copy_from_slice(&sealed[24..]);
        Ok(slot)
    }

    /// The person, or None for a wrong password. Takes as long and as much memory as its cost.
    ///
    /// [`Error::Damaged`] for a cost out of range.
    pub fn open(&self, house: Uuid, person: Uuid, password: &str) -> Result<Option<Person>, Error> {
        let key = password_key(password, &self.salt, self.cost)?;
        let aad = slot_aad(house, person, self.cost, &self.salt);
        let sealed = [self.nonce.as_slice(), &self.ct].concat();
        Ok(boxes::open(&key, &[&aad], &sealed)
            .and_then(|plain| as_key(&plain))
            .map(|secret| Person::from_secret(person, secret)))
    }

    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// The JSON of a slot, as an event carries it and the key book holds it.
    pub fn to_text(&self) -> String {
        let Self { cost: Cost { m, t, p }, salt, nonce, ct } = self;
        let [salt, nonce, ct] = [salt.as_slice(), nonce, ct].map(|it| BASE64.encode(it));
        format!(r#"{{"m":{m},"t":{t},"p":{p},"salt":"{salt}","nonce":"{nonce}","ct":"{ct}"}}"#)
    }

    /// Reads what [`Slot::to_text`] wrote; [`Error::Damaged`] for anything else.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|_| Error::Damaged { what: "slot" })
    }

    /// What a try on a slot of this cost takes, for a person who isn't there.
    pub(crate) fn take_as_long(password: &str, cost: Cost) -> Result<(), Error> {
        password_key(password, &[0; 16], cost).map(drop)
    }
}

/// An epoch key boxed to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub compartment: Compartment,
    pub epoch: u32,
    #[serde(with = "encoding")]
    pub key_id: KeyId,
    #[serde(rename = "box", with = "encoding")]
    pub sealed: Vec<u8>,
}

impl Grant {
    /// Boxes an epoch to the publics of a person; the holder has compared their fingerprint.
    pub fn to(house: Uuid, person: Uuid, publics: &Publics, epoch: &Epoch) -> Result<Self, Error> {
        let key_id = epoch.id();
        let sealed = publics.seal_to(&grant_aad(&house, &person, &key_id), epoch_text(epoch).as_slice())?;
        Ok(Self { compartment: epoch.compartment(), epoch: epoch.number(), key_id, sealed })
    }

    /// Opens it with the secret half of whom it was boxed to.
    pub(crate) fn open(&self, pair: &KeyPair, house: Uuid, to: Uuid) -> Result<Epoch, Error> {
        const DAMAGED: Error = Error::Damaged { what: "grant" };
        let aad = grant_aad(&house, &to, &self.key_id);
        let plain = pair.open(&aad, &self.sealed).ok_or(DAMAGED)?;
        let epoch = read_epoch(&plain).ok_or(DAMAGED)?;
        let labelled = (self.compartment, self.epoch, self.key_id);
        if (epoch.compartment(), epoch.number(), epoch.id()) != labelled {
            return Err(DAMAGED);
        }
        Ok(epoch)
    }
}

/// Length of an epoch inside a box.
pub(crate) const EPOCH_TEXT_LEN: usize = 37;

/// compartment1 ‖ number4 ‖ key32: the label is inside, because a relabelled grant would have
/// clues sealed under the general key.
pub(crate) fn epoch_text(epoch: &Epoch) -> Zeroizing<[u8; EPOCH_TEXT_LEN]> {
    let mut text = Zeroizing::new([0; EPOCH_TEXT_LEN]);
    text[0] = epoch.compartment().byte();
    text[1..5].copy_from_slice(&epoch.number().to_be_bytes());
    text[5..].copy_from_slice(epoch.expose());
    text
}

pub(crate) fn read_epoch(text: &[u8]) -> Option<Epoch> {
    let (label, key) = text.split_first_chunk::<5>()?;
    let [compartment, number @ ..] = *label;
    Some(Epoch::from_key(Compartment::from_byte(compartment)?, u32::from_be_bytes(number), as_key(key)?))
}

fn grant_aad<'a>(house: &'a Uuid, person: &'a Uuid, key_id: &'a KeyId) -> [&'a [u8]; 4] {
    [b"12345/grant/1", house.as_bytes(), person.as_bytes(), key_id]
}

fn slot_aad(house: Uuid, person: Uuid, cost: Cost, salt: &[u8; 16]) -> Vec<u8> {
    [
        b"12345/slot/1".as_slice(),
        house.as_bytes(),
        person.as_bytes(),
        &cost.m.to_be_bytes(),
        &cost.t.to_be_bytes(),
        &cost.p.to_be_bytes(),
        salt,
    ]
    .concat()
}

fn password_key(password: &str, salt: &[u8; 16], cost: Cost) -> Result<Secret, Error> {
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_into(password.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| Error::Damaged { what: "slot cost" })?;
    Ok(key)
}

/// ct48 is a secret and its tag.
const _: () = assert!(24 + 48 == 32 + OVERHEAD);

impl fmt::Debug for Person {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Person({})", self.id)
    }
}
