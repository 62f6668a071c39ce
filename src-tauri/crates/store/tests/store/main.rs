//! What the record promises, each promise with its negative control.

#![allow(clippy::unwrap_used)]

mod backup;
mod blobs;
mod clues;
mod commits;
mod compartments;
mod crashes;
mod damage;
mod erasure;
mod flips;
mod history;
mod house;
mod opening;
mod proofs;
mod queries;
mod raw;
mod rekey;
mod restore;
mod shared_keys;
mod sharing;
mod sittings;
mod town;
mod trail;
mod trust;
mod verify;
