//! A rehearsal repeats itself, and leaves real houses alone.

use desk::rehearsal::{Play, found};
use desk::{Desk, RehearsalPlan};
use tempfile::TempDir;

/// Plays a whole day as fast as it goes.
pub fn played(plan: RehearsalPlan) -> (Desk, Play, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(folder.path(), &RehearsalPlan { speed: 0.0, ..plan.clone() }).unwrap();
    let play = play(&desk, plan);
    (desk, play, folder)
}

/// Plays a day up to a moment, its cues included.
pub fn played_until(plan: RehearsalPlan, until: &str) -> (Desk, Play, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(folder.path(), &RehearsalPlan { speed: 0.0, ..plan.clone() }).unwrap();
    let (mut play, cast, _) = Play::new(&desk, plan).unwrap();
    while let Some(at) = play.next_at().filter(|at| *at <= tests::moment(until)) {
        desk.clock.set(at);
        play.step(&desk, &cast).unwrap();
    }
    (desk, play, folder)
}

fn play(desk: &Desk, plan: RehearsalPlan) -> Play {
    let (mut play, cast, _) = Play::new(desk, plan).unwrap();
    while let Some(at) = play.next_at() {
        desk.clock.set(at);
        play.step(desk, &cast).unwrap();
    }
    play
}

fn small() -> RehearsalPlan {
    RehearsalPlan { calls: 20, minutes: 30, seats: 3, units: 3, ..RehearsalPlan::default() }
}

#[test]
fn the_same_seed_and_date_give_the_same_day_ids_included() {
    let ((first, play, _a), (second, again, _b)) = (played(small()), played(small()));
    assert_eq!(play.brief(&first).unwrap(), again.brief(&second).unwrap());
}

#[test]
fn another_seed_gives_another_day() {
    let ((first, play, _a), (second, other, _b)) =
        (played(small()), played(RehearsalPlan { seed: 2, ..small() }));
    assert_ne!(play.brief(&first).unwrap().session, other.brief(&second).unwrap().session);
}

#[test]
fn a_day_that_was_played_before_adds_nothing() {
    let (desk, first, _folder) = played(small());
    let sessions = desk.sessions().unwrap().len();
    let second = play(&desk, small());
    assert_eq!(first.brief(&desk).unwrap(), second.brief(&desk).unwrap());
    assert_eq!(desk.sessions().unwrap().len(), sessions);
}

#[test]
fn every_size_of_a_day_adds_up() {
    for (calls, seats, units) in [(1, 1, 1), (7, 2, 1), (60, 12, 12), (200, 4, 7)] {
        let plan = RehearsalPlan { calls, seats, units, ..RehearsalPlan::default() };
        let (desk, play, _folder) = played(plan);
        let brief = play.brief(&desk).unwrap();
        assert_eq!(brief.answered, calls);
        assert!(brief.reconciles && brief.sealed, "{brief:?}");
        assert_eq!(brief.settled + brief.undecided, brief.transferred, "{brief:?}");
    }
}
