//! The ways to kill a workstation at a place that it is known to have come to, by itself or from outside.

use crate::killed::MORTAL;
use crate::town::Town;
use crate::town::server::{DATABASE, program, role};
use rusqlite::Connection;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use tests::station::{Ask, Moment, Station, until};

/// How it died.
#[derive(Clone, Copy)]
pub enum Killed {
    /// When this came for that time.
    At(Moment, u32),
    /// In a later round than the one that had the answer.
    Later(Moment),
    /// It waited to write, because another program held the record.
    WhileTheRecordWasHeld,
    /// The record has it, and the rows that are made from it don't.
    BetweenTheTwoFiles,
    /// It had been sent, and the hub did it afterwards.
    DoneAfterIt,
    /// It had been sent, and the hub never did it.
    NeverDone,
    /// It had been answered.
    Answered,
}

use Killed::*;

/// Asks it for one thing more, and kills it over that.
pub fn kill(town: &Town, mut seat: Station, killed: Killed, last: Ask) {
    match killed {
        At(moment, times) => {
            seat.ask(&Ask::Die(moment, times)).unwrap();
            dies(seat, &last);
        }
        Later(moment) => {
            seat.ask(&last).unwrap();
            seat.ask(&Ask::Die(moment, 1)).unwrap();
            dies(seat, &Ask::Share);
        }
        WhileTheRecordWasHeld => {
            let held = Held::of(town);
            let before = waits(&seat);
            seat.send(&last);
            // Looks for the lock again and again, and gives up after some seconds.
            until("it waits for the record", || waits(&seat) >= before + 12);
            kill_unanswered(seat);
            drop(held);
        }
        BetweenTheTwoFiles => {
            let rows = Rows::of(town);
            seat.ask(&Ask::Die(Moment::Committed, 1)).unwrap();
            dies(seat, &last);
            rows.put_back();
        }
        DoneAfterIt | NeverDone => {
            let busy = Busy::of(town);
            seat.send(&last);
            let sent = format!("SELECT count(*) FROM pg_stat_activity WHERE usename = '{}'", role(MORTAL));
            let waits = format!("{sent} AND wait_event_type = 'Lock'");
            until("the hub is about it", || town.server.owner(&waits) == "1");
            kill_unanswered(seat);
            if matches!(killed, NeverDone) {
                let ends = format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{}'",
                    role(MORTAL)
                );
                town.server.owner(&ends);
            }
            busy.goes_on();
            until("the hub has ended with it", || town.server.owner(&sent) == "0");
        }
        Answered => {
            seat.ask(&last).unwrap();
            seat.kill();
        }
    }
}

fn dies(mut seat: Station, last: &Ask) {
    seat.send(last);
    assert_eq!(seat.answer(), None, "nobody was told");
    seat.killed();
}

fn kill_unanswered(mut seat: Station) {
    seat.stop();
    assert_eq!(seat.answer(), None, "nobody was told");
    seat.killed();
}

/// How often the process has slept of its own accord, by its main thread: where acts are made.
fn waits(seat: &Station) -> u64 {
    let (process, word) = (seat.process(), "voluntary_ctxt_switches:");
    let status = fs::read_to_string(format!("/proc/{process}/task/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(word)).unwrap();
    line.trim().parse().unwrap()
}

/// Another program that holds the right to write on the mortal's record.
struct Held(Connection);

impl Held {
    fn of(town: &Town) -> Held {
        let conn = Connection::open(town.store(MORTAL).join("record.db")).unwrap();
        conn.pragma_update(None, "key", town.record_key(MORTAL)).unwrap();
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        Held(conn)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.execute_batch("ROLLBACK").unwrap();
    }
}

/// cases.db as it was.
struct Rows(Vec<(PathBuf, Vec<u8>)>);

impl Rows {
    fn of(town: &Town) -> Rows {
        let files = ["cases.db", "cases.db-wal"].map(|name| town.store(MORTAL).join(name));
        Rows(files.into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect())
    }

    fn put_back(self) {
        let now = |(path, bytes): &(PathBuf, Vec<u8>)| fs::read(path).unwrap() == *bytes;
        assert!(!self.0.iter().all(now), "the act had been written there");
        for (path, bytes) in self.0 {
            fs::write(path, bytes).unwrap();
        }
    }
}

/// The hub takes calls, and does none: somebody else holds its head.
struct Busy(Child);

impl Busy {
    fn of(town: &Town) -> Busy {
        let mut child = program("psql")
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--username",
                "owner",
                "--dbname",
            ])
            .args([DATABASE, "--port", &town.server.port().to_string(), "--host"])
            .arg(town.server.folder.path().join("sockets"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let held = "BEGIN; SELECT pos FROM hotline.head FOR UPDATE;";
        writeln!(child.stdin.as_mut().unwrap(), "{held}").unwrap();
        let sql =
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'owner' AND state = 'idle in transaction'";
        until("the head is held", || town.server.owner(sql) == "1");
        Busy(child)
    }

    fn goes_on(mut self) {
        drop(self.0.stdin.take());
        assert!(self.0.wait().unwrap().success());
    }
}
