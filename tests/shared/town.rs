//! A house on a real PostgreSQL, whose workstations have joined by their codes and run as processes of their own.

#[path = "../../src-tauri/crates/hub/tests/hub/server.rs"]
#[allow(dead_code, reason = "the hub's own tests use the rest")]
pub mod server;

use desk::clock::Clock;
use desk::house::{self, REAL};
use desk::joining::{HubLink, join};
use domain::id::SessionId;
use server::{PASSWORD, Server};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tests::station::{Pace, Station, until};
use tests::{Room, at, found};
use uuid::Uuid;

pub struct Town {
    pub server: Server,
    pub session: SessionId,
    /// By ordinal, from 1.
    folders: Vec<TempDir>,
}

impl Town {
    /// A session is open, and everybody has joined.
    pub fn of(stations: u8) -> Town {
        let folder = tempfile::tempdir().unwrap();
        let desk = found(&folder.path().join(REAL), at("08:50"));
        let session = SessionId(Uuid::new_v4());
        let Room { desk, folder, .. } = Room { desk, session, folder }.begun("2026-12-01", stations);
        let here = desk.hub_here().unwrap();
        let server = Server::of(here.house, &here.zero);
        server.admit(1, PASSWORD, here.station);
        let hub::Address { hosts, database, role, password, certificates } = server.address(1);
        let password = password.to_string();
        let (to, certificate) = (hosts.clone(), certificates[0]);
        desk.found_hub(HubLink { hosts, database, role, password, certificates, joining: None }).unwrap();
        assert!(desk.share_once(), "the hub is there");
        let mut folders = vec![folder];
        for ordinal in 2..=stations {
            let made = desk.admission(to.clone(), certificate, ordinal).unwrap();
            server.admit(ordinal, &hub::verifier(&made.password), made.station);
            server.lay(made.id, made.station, &made.bundle);
            let folder = tempfile::tempdir().unwrap();
            drop(join(&folder.path().join(REAL), &made.code_text, "1", "", Clock::wall()).unwrap());
            folders.push(folder);
        }
        Town { server, session, folders }
    }

    /// Where a workstation's store lies.
    pub fn store(&self, ordinal: u8) -> PathBuf {
        self.folder(ordinal).join(REAL)
    }

    fn folder(&self, ordinal: u8) -> &Path {
        self.folders[usize::from(ordinal) - 1].path()
    }

    /// What opens a workstation's record, as text.
    pub fn record_key(&self, ordinal: u8) -> String {
        let (unlocked, _) = vault::unlock_in(&self.store(ordinal), "1", "", 0).unwrap();
        unlocked.record_key.raw_text().to_string()
    }

    pub fn starts(&self, ordinal: u8, pace: Pace) -> Station {
        Station::start(env!("CARGO_BIN_EXE_station"), self.folder(ordinal), pace)
    }

    /// Nobody has anything to say, and those who run have followed to the end.
    pub fn rest<'a>(&self, consoles: impl IntoIterator<Item = &'a mut Station>) {
        let mut consoles: Vec<&mut Station> = consoles.into_iter().collect();
        let ids: Vec<String> = consoles.iter_mut().map(|console| format!("'{}'", console.id())).collect();
        let there = format!("FROM hotline.presence WHERE cursor = pos AND station IN ({})", ids.join(", "));
        let sql = format!("SELECT pos || ' ' || (SELECT count(*) {there}) FROM hotline.head");
        until("everybody is at rest", || {
            let seen = self.server.owner(&sql);
            let followed = seen.ends_with(&format!(" {}", ids.len()));
            let mut quiet = || consoles.iter_mut().all(|console| console.sharing().waiting == 0);
            // Nobody has spoken meanwhile.
            followed && quiet() && self.server.owner(&sql) == seen
        });
    }

    /// How many rows the hub has.
    pub fn length(&self) -> u64 {
        self.server.owner("SELECT pos FROM hotline.head").parse().unwrap()
    }

    /// Of a workstation that doesn't run: its record proves itself, each row stands in the hub's order or waits for it,
    /// none was put aside, and the hub has the same hash. Answers how far it has followed.
    #[track_caller]
    pub fn verifies(&self, ordinal: u8) -> u64 {
        let desk = house::open(&self.store(ordinal), "1", "", Clock::wall()).unwrap();
        let report = desk.verify(&mut |_, _| {}).unwrap();
        assert!(report.ok && report.rebuilt_equals_live, "station {ordinal}: {report:?}");
        let here = desk.hub_here().unwrap();
        assert_eq!(here.displaced, 0, "station {ordinal}");
        let (pos, hash) = here.cursor;
        let there = format!("SELECT encode(hash, 'hex') FROM hotline.journal WHERE pos = {pos}");
        assert_eq!(self.server.owner(&there), data_encoding::HEXLOWER.encode(&hash), "station {ordinal}");
        pos
    }
}
