//! The sharing: one PostgreSQL that holds the ordered, sealed events of a house and its wrapped stream keys.
//!
//! A station sends six statements and no other: `append`, `follow`, `erase`, `LISTEN`, and for files `put_blob` and
//! `blob`; two more while it joins: `join`, and a new password for its own role. What they promise stands in `migrations/0001.sql`; the server is
//! trusted with the order and with nothing else. All calls block, with a
//! time limit; none is ever cancelled on the server, because a cancelled wait commits without its standby.

pub mod admin;
mod blobs;
mod calls;
mod error;
mod join;
mod line;
mod link;
mod pin;
mod probe;

pub use calls::{Followed, Hub, KeyState, Placed, Present, Row, Sealed, Wrapped};
pub use error::Error;
pub use join::verifier;
pub use line::Line;
pub use link::{Address, Patience};
pub use pin::fingerprint;
pub use probe::{Probe, probe};

/// The schema of an empty hub: run once by the owner of the database, in one transaction, after the group role
/// [`SEAT`] was made.
pub const SCHEMA: &str = include_str!("../migrations/0001.sql");

/// The group role of all stations: it may execute the six functions, and holds no right on any table.
pub const SEAT: &str = "hotline_seat";
