//! The rules: pure, without I/O, clock, randomness or async.

pub mod accounts;
pub mod aside;
pub mod calendar;
pub mod call;
pub mod case;
pub mod clue;
pub mod command;
pub mod deadline;
pub mod directory;
pub mod erasure;
pub mod event;
pub mod id;
pub mod input;
pub mod limits;
pub mod moment;
pub mod number;
pub mod permission;
pub mod redact;
pub mod rejection;
pub mod seat;
pub mod session;
pub mod time;
pub mod triage;
pub mod typed;
pub mod upcast;
pub mod vague;
pub mod view;

pub use command::{Command, State, decide};
pub use event::{Event, Made};
pub use moment::{Around, Moment};
pub use rejection::{Field, Rejection};
pub use time::Stamp;
