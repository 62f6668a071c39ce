//! Kills and bad disks: what was acknowledged is there, and nothing is half there.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod kills;
mod stores;
