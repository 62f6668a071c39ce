//! What the record promises, each promise with its negative control.

#![allow(clippy::unwrap_used)]

mod commits;
mod crashes;
mod damage;
mod erasure;
mod history;
mod house;
mod opening;
mod queries;
mod raw;
mod verify;
