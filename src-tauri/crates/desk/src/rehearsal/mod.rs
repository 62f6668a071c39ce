//! Rehearsal: a fictitious city's whole day, played through the same rules that the windows use.

mod city;
mod eve;
mod lines;
mod matters;
mod meeting;
mod play;
mod player;
mod script;

pub use city::{SECRETARY, settle};
pub use eve::plan;
pub use play::{Brief, Play};
pub use player::Player;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::door::RehearsalPlan;
use crate::failure::Failure;
use crate::house::{self, NewHouse};
use domain::Stamp;
use domain::directory::HouseKind;
use std::path::Path;

/// Founds the rehearsal house in `folder`: no password, marked on every screen.
///
/// # Errors
/// When there is a store already, or the folder can't be written.
pub fn found(folder: &Path, plan: &RehearsalPlan) -> Result<Desk, Failure> {
    let clock = Clock::played(day_begins(plan), plan.speed);
    let new = NewHouse {
        kind: HouseKind::Rehearsal,
        name: city::RECORDERS[0],
        title: "记录员",
        district: city::DISTRICT,
        staff_no: "",
        password: "",
        second: None,
    };
    house::found(folder, &new, clock).map(|(desk, _)| desk)
}

/// The clock starts here: two minutes before the lines open, so that nobody waits long. Who came earlier is
/// signed in at once, with his time.
pub fn day_begins(plan: &RehearsalPlan) -> Stamp {
    Stamp::local(plan.day, script::OPENS).plus_minutes(-2)
}
