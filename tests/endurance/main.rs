//! Kills and bad disks: what was acknowledged is there, and nothing is half there.

mod kills;
mod stores;
