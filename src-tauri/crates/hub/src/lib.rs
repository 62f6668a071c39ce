//! The sharing: one PostgreSQL that holds the ordered, sealed events of a house and its wrapped stream keys.
//!
//! A station sends four statements and no other: `append`, `follow`, `erase` and `LISTEN`. What they promise stands
//! in `migrations/0001.sql`; the server is trusted with the order and with nothing else. All calls block, with a
//! time limit; none is ever cancelled on the server, because a cancelled wait commits without its standby.

mod calls;
mod error;
mod line;
mod link;
mod pin;

pub use calls::{Followed, Hub, KeyState, Placed, Present, Row, Sealed, Wrapped};
pub use error::Error;
pub use line::Line;
pub use link::{Address, Patience};
pub use pin::fingerprint;

/// The schema of an empty hub: run once by the owner of the database, in one transaction, after the group role
/// [`SEAT`] was made.
pub const SCHEMA: &str = include_str!("../migrations/0001.sql");

/// The group role of all stations: it may execute the three functions, and holds no right on any table.
pub const SEAT: &str = "hotline_seat";
