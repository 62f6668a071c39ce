//! The desk: the use cases that windows and the command line call.

mod act;
mod around;
mod bring;
pub mod chance;
pub mod clock;
mod commit;
mod desk;
pub mod door;
mod drafts;
pub mod due;
pub mod failure;
mod front;
mod hot;
pub mod house;
mod import;
mod keeping;
pub mod recover;
pub mod rehearsal;
mod reports;
mod room;
mod signed;
pub mod types;
mod upkeep;
mod views;
pub mod words;

pub use commit::Hand;
pub use desk::Desk;
pub use door::*;
pub use failure::{Failure, Needs, Trouble};
pub use front::Front;
pub use house::default_base;
pub use import::Imported;
