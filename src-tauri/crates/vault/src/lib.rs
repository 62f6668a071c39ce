//! The keys: people, compartments, stream keys, sealed events.
//!
//! ```text
//! password ▶ slot ▶ person ─┐
//! recovery sheet ───────────┴▶ epoch keys, one a compartment ▶ facts, drafts, file keys
//!                                                            ▶ stream keys ▶ personal boxes
//! ```
//! Nothing here reads a clock; time arrives as an argument. Keys and nonces come from the
//! operating system, in a rehearsal too: only ids may be repeatable, and those are the caller's.

mod act;
mod blob;
mod boxes;
mod bundle;
mod checkpoint;
mod compartment;
mod encoding;
mod envelope;
mod epoch;
mod error;
mod file_key;
mod files;
mod found;
mod join;
mod keybook;
mod keys;
mod opening;
mod padding;
mod pair;
mod person;
mod pin;
mod random;
mod recovery;
mod sheet;
mod station;
mod throttle;
mod unlock;

pub use act::{Act, Signed, Signing, facts_text, seal_act, signed, verify_act};
pub use blob::{BLOB_MOST, BlobKey, SealedBlob};
pub use bundle::Bundle;
pub use checkpoint::{Checkpoint, HubPoint};
pub use compartment::Compartment;
pub use envelope::{Envelope, Head, Personal, leaf, link, link_zero, place, place_zero, seal};
pub use epoch::{Epoch, KeyId, Kid, StreamKey, WRAP_LEN, Wrap};
pub use error::Error;
pub use file_key::FileKey;
pub use found::{Founder, Founding, Second, found_house};
pub use join::JoinCode;
pub use keybook::{Entry, Keybook, Reading};
pub use keys::Keys;
pub use opening::EpochOpening;
pub use pair::{Publics, house_fingerprint};
pub use person::{Cost, Grant, Person, Slot};
pub use pin::Pin;
pub use recovery::{Recovered, RecoveryBox};
pub use sheet::Sheet;
pub use station::{StationKey, verify_station};
pub use unlock::{Admitted, Unlocked, sign_in, unlock_in};
