//! Backups, restores, checkpoints and the trail, as a script asks for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod erasures;
mod house;
mod kills;
mod verbs;
