//! Several workstations share one session: stories, and histories by chance.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod files;
mod killed;
mod law;
mod lost;
mod relay;
mod session;
mod simulation;
mod stories;
mod town;
mod ways;
