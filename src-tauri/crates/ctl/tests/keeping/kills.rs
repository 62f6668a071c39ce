//! kill −9 in a backup and in a restore, twenty times each: the original and the earlier backups stay whole.

use crate::house::{House, contents, done};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const KILLS: u32 = 20;

fn backups(house: &House) -> Vec<PathBuf> {
    let entries = fs::read_dir(house.at("backups")).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn counted(path: &Path) -> bool {
    !path.file_name().unwrap().to_string_lossy().starts_with('.')
}

/// Runs it once to learn how long it takes, then kills it at twenty moments of that time.
fn killed(house: &House, store: &str, arguments: &[&str], took: Duration, mut after: impl FnMut(u32)) -> u32 {
    let mut cut = 0;
    for round in 0..KILLS {
        let mut child = house.begin(store, arguments);
        // Spread over the whole run, in no order.
        std::thread::sleep(took * (round * 7 % KILLS + 1) / (KILLS + 1));
        child.kill().unwrap();
        cut += u32::from(child.wait().unwrap().code().is_none());
        after(round);
    }
    cut
}

#[test]
fn a_backup_that_is_killed_leaves_the_store_and_the_backups_before_it_whole() {
    let house = House::evaluation();
    house.import(0, 2_000);
    let start = Instant::now();
    let first = house.back_up();
    let took = start.elapsed();
    let whole = contents(&first);
    let mut left = 0;
    let cut = killed(&house, "store", &["backup"], took, |_| {
        left += backups(&house).iter().filter(|path| !counted(path)).count();
    });
    assert!(cut >= KILLS / 2, "only {cut} were killed before they were done");
    assert!(left > 0, "no kill came while a copy was being made");
    let last = house.back_up();
    assert_eq!(contents(&first), whole);
    let all = backups(&house);
    assert!(all.iter().all(|path| counted(path)), "what was left is cleared away: {all:?}");
    assert!(all.contains(&first) && all.contains(&last));
    // Whatever has a backup's name can be restored.
    for (n, backup) in all.iter().enumerate() {
        let into = format!("restored-{n}");
        done(&house.restore(backup, &into, &[]));
        assert_eq!(house.verify(&into)["ok"], true);
    }
    assert_eq!(house.verify("store")["ok"], true);
}

#[test]
fn a_restore_that_is_killed_leaves_a_whole_store_or_none_and_the_backup_as_it_was() {
    let house = House::evaluation();
    house.import(0, 2_000);
    let backup = house.back_up();
    let (before, store) = (contents(&house.at("backups")), contents(&house.at("store")));
    let start = Instant::now();
    done(&house.restore(&backup, "tried", &[]));
    let took = start.elapsed();
    let (sheet, from) = (house.at("sheet"), backup.to_str().unwrap());
    let arguments = ["restore", "--from", from, "--sheets", sheet.to_str().unwrap()];
    let mut left = 0;
    let cut = killed(&house, "new", &arguments, took, |round| {
        left += u32::from(house.at("restoring-new").exists());
        if house.at("new").exists() {
            assert_eq!(house.verify("new")["ok"], true, "half a store, round {round}");
            fs::remove_dir_all(house.at("new")).unwrap();
        }
    });
    assert!(cut >= KILLS / 2 && left > 0, "{cut} killed, {left} of them in the middle");
    done(&house.restore(&backup, "new", &[]));
    assert!(!house.at("restoring-new").exists());
    assert_eq!(house.verify("new")["ok"], true);
    assert_eq!(contents(&house.at("backups")), before);
    assert_eq!(contents(&house.at("store")), store, "the original was never touched");
}
