//! kill −9, fifty times, while calls are recorded and cases are settled.

use desk::clock::Clock;
use desk::{Desk, house};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tests::{Room, at};
use uuid::Uuid;

#[derive(Default)]
struct Acknowledged {
    /// The highest version of each stream that somebody was told of.
    versions: HashMap<Uuid, u64>,
    /// Drafts on disk, with the stream that they become.
    drafts: HashMap<Uuid, Uuid>,
}

/// Runs a worker for `life`, kills it, and answers what it had acknowledged.
fn killed_after(folder: &Path, session: Uuid, deed: &str, life: Duration) -> Acknowledged {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_worker"))
        .arg(folder)
        .args([&session.to_string(), deed])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = worker.stdout.take().unwrap();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(life);
        // SIGKILL: the process gets no chance to tidy up.
        worker.kill().unwrap();
        worker.wait().unwrap()
    });
    let mut told = Acknowledged::default();
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["done", stream, version] => {
                told.versions.insert(stream.parse().unwrap(), version.parse().unwrap());
            }
            ["draft", draft, stream] => {
                told.drafts.insert(draft.parse().unwrap(), stream.parse().unwrap());
            }
            _ => {}
        }
    }
    let status = killer.join().unwrap();
    assert_eq!(status.code(), None, "the worker was killed, it did not fail");
    told
}

fn check(folder: &Path, told: &Acknowledged) -> Desk {
    let desk = house::open(folder, "", "", Clock::fixed(at("10:00"))).unwrap();
    for (stream, version) in &told.versions {
        assert!(desk.version(*stream).unwrap() >= *version, "an acknowledged act is gone: {stream}");
    }
    let standing: HashSet<Uuid> = desk.drafts().unwrap().iter().map(|draft| draft.draft).collect();
    for (draft, stream) in &told.drafts {
        // A draft leaves in the transaction of the act that consumes it, and no sooner.
        let consumed = desk.version(*stream).unwrap() > 0;
        assert_ne!(standing.contains(draft), consumed, "draft {draft} of {stream}");
    }
    desk
}

#[test]
fn every_acknowledged_act_and_every_draft_survives_fifty_kills() {
    let room = Room::open(1);
    let (session, folder) = (room.session, room.folder);
    drop(room.desk);
    let mut acts = 0;
    let life = |round: u64| Duration::from_millis(60 + round * 37 % 190);
    for round in 0..35 {
        let told = killed_after(folder.path(), session.0, "record", life(round));
        acts += told.versions.values().sum::<u64>();
        drop(check(folder.path(), &told));
    }
    let desk = house::open(folder.path(), "", "", Clock::fixed(at("10:30"))).unwrap();
    let room = Room { desk, session, folder };
    room.finish_calls();
    room.close_lines();
    room.convene();
    let (session, folder) = (room.session, room.folder);
    drop(room.desk);
    for round in 0..15 {
        let told = killed_after(folder.path(), session.0, "settle", life(round));
        acts += told.versions.len() as u64;
        drop(check(folder.path(), &told));
    }
    assert!(acts > 100, "the workers hardly worked: {acts}");
    let desk = house::open(folder.path(), "", "", Clock::fixed(at("11:00"))).unwrap();
    let report = desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok, "{:?}", report.first_broken);
    assert!(report.rebuilt_equals_live);
}
