//! Stories of a session day, headless, through `desk`.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod bad_input;
mod ballpass;
mod calls;
mod clock;
mod confidential;
mod holiday;
mod kept;
mod keys;
mod laws;
mod ledger;
mod lift;
mod meeting;
mod pause;
mod preparation;
mod real_house;
mod rehearsal;
mod room;
mod seal;
mod seats;
mod session6;
mod settings;
mod sewer;
mod trap;
