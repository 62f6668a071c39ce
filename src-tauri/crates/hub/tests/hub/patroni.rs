//! Three servers under Patroni with three etcd, brought up by the script of `papers/hub-ha`, lose their leader in three
//! ways: nothing that was acknowledged is lost, and stations go on by themselves.

use crate::cluster::{Frozen, kill_with_children};
use crate::server::{HOUSE, PASSWORD, program};
use crate::writers::{PATIENCE, WHOLE, Writers, examine, journal};
use hub::{Address, Hub, SCHEMA, SEAT, fingerprint};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const STATIONS: u8 = 6;
/// Patroni misses a leader after 20 s; this is for a machine that is busy.
const SOON: Duration = Duration::from_secs(120);

struct Cluster {
    folder: TempDir,
    first: u16,
}

impl Cluster {
    fn start() -> Cluster {
        let cluster = Cluster { folder: tempfile::tempdir().unwrap(), first: free_ports(12) };
        fs::set_permissions(cluster.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        cluster.up();
        cluster.until_all_follow();
        let found = format!(
            "CREATE ROLE {SEAT} NOLOGIN; GRANT CONNECT ON DATABASE hotline TO {SEAT}; {SCHEMA}; INSERT INTO hotline.head VALUES \
             (true, '{HOUSE}', 1, 0, sha256(uuid_send('{HOUSE}')))"
        );
        cluster.owner(&found).unwrap();
        for number in 1..=STATIONS {
            let station = uuid::Uuid::from_u128(number.into());
            let made = format!(
                "CREATE ROLE hotline_s{number} LOGIN PASSWORD '{PASSWORD}' IN ROLE {SEAT}; \
                 INSERT INTO hotline.stations VALUES ('{station}', {number}, 'hotline_s{number}')"
            );
            cluster.owner(&made).unwrap();
        }
        cluster
    }

    /// Starts what isn't running.
    fn up(&self) {
        script(&["--here", &self.at(""), &self.first.to_string()]);
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// As the owner, at the leader.
    fn owner(&self, sql: &str) -> Result<String, String> {
        self.owner_at(&[0, 1, 2], "&target_session_attrs=read-write", sql)
    }

    fn owner_at(&self, servers: &[u16], attributes: &str, sql: &str) -> Result<String, String> {
        let hosts: Vec<String> = servers.iter().map(|n| format!("127.0.0.1:{}", self.first + n)).collect();
        let url = format!(
            "postgresql://hotline_owner@{}/hotline?sslmode=require&connect_timeout=3{attributes}",
            hosts.join(",")
        );
        let password = fs::read_to_string(self.at("secrets/owner.password")).unwrap();
        let mut psql = program("psql");
        psql.env("PGPASSWORD", password.trim()).env("HOME", "/");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"]);
        let answered = psql.args(["--dbname", &url, "--command", sql]).output().unwrap();
        if answered.status.success() {
            Ok(String::from_utf8_lossy(&answered.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&answered.stderr).trim().to_owned())
        }
    }

    /// 1, 2 or 3, if the other two follow; none while another one takes itself for the leader too, as one does that has
    /// just been thawed.
    fn leader(&self) -> Option<u16> {
        let follows = |n| Some(self.owner_at(&[n], "", "SELECT pg_is_in_recovery()").ok()? == "t");
        let leads = [follows(0)?, follows(1)?, follows(2)?].map(|it| !it);
        let senders = self.owner("SELECT count(*) FROM pg_stat_get_wal_senders()").ok()?;
        let alone = leads.iter().filter(|it| **it).count() == 1 && senders == "2";
        let first = leads.iter().position(|it| *it).and_then(|n| u16::try_from(n).ok())?;
        alone.then_some(first + 1)
    }

    /// What Patroni takes for the case.
    fn listed(&self) -> String {
        let config = self.at("patroni1.yml");
        let list = Command::new("patronictl").args(["-c", &config, "list"]).output().unwrap();
        String::from_utf8_lossy(&list.stdout).into_owned()
    }

    /// Until one leads, both others follow it, and one of them is named as synchronous: before that nobody may take
    /// the leader's place.
    fn until_all_follow(&self) -> u16 {
        let began = Instant::now();
        loop {
            if let Some(leader) = self.leader().filter(|_| self.listed().contains("Sync Standby")) {
                return leader;
            }
            assert!(began.elapsed() < 2 * SOON);
            std::thread::sleep(Duration::from_secs(1));
        }
    }

    fn server_of(&self, member: u16) -> u32 {
        number_in(&self.at(&format!("data{member}/postmaster.pid")))
    }

    fn patroni_of(&self, member: u16) -> u32 {
        number_in(&self.at(&format!("patroni{member}.pid")))
    }

    fn address(&self, number: u8) -> Address {
        let pem = fs::read(self.at("secrets/hub.crt")).unwrap();
        let der =
            <rustls::pki_types::CertificateDer as rustls::pki_types::pem::PemObject>::from_pem_slice(&pem);
        Address {
            hosts: (0..3).map(|n| ("127.0.0.1".to_owned(), self.first + n)).collect(),
            database: "hotline".to_owned(),
            role: format!("hotline_s{number}"),
            password: PASSWORD.to_owned().into(),
            certificates: vec![fingerprint(&der.unwrap())],
        }
    }

    /// Stations write while `fault` happens to the leader, until another one leads and they went on there.
    fn lose_leader(&self, what: &str, fault: impl FnOnce(u16)) {
        let writers = Writers::start_from(self.rows(), STATIONS, |number| self.address(number));
        assert!(writers.until_more(60, SOON));
        let old = self.until_all_follow();
        let began = Instant::now();
        fault(old);
        // What was on its way has come.
        std::thread::sleep(Duration::from_millis(500));
        assert!(writers.until_more(60, SOON), "{what}: nobody leads");
        let again = began.elapsed();
        self.up();
        let new = self.until_all_follow();
        let written = writers.end();
        let hub = Hub::new(self.address(1), PATIENCE).unwrap();
        let rows = journal(&hub);
        let found = examine(&rows, &written);
        println!(
            "{what}: {written}; hub{old} → hub{new}, sixty more {:.1} s after; {} rows; {found:?}",
            again.as_secs_f64(),
            rows.len()
        );
        assert_eq!(found, WHOLE);
    }

    /// How many there are: what a run writes has ids of its own.
    fn rows(&self) -> u64 {
        self.owner("SELECT pos FROM hotline.head").unwrap().parse().unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}", self.listed());
            for member in 1..=3 {
                let log = fs::read_to_string(self.at(&format!("patroni{member}.log"))).unwrap_or_default();
                let lines: Vec<&str> = log.lines().collect();
                println!("patroni{member}: {}", lines[lines.len().saturating_sub(60)..].join("\n"));
            }
        }
        script(&["--down", &self.at("")]);
    }
}

fn script(arguments: &[&str]) {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../papers/hub-ha/up.sh");
    // Its children keep no pipe of ours open.
    let status = Command::new(script).args(arguments).status().unwrap();
    assert!(status.success(), "up.sh {arguments:?}: {status}");
}

fn number_in(file: &str) -> u32 {
    fs::read_to_string(file).unwrap().lines().next().unwrap().trim().parse().unwrap()
}

/// The first of so many in a row.
fn free_ports(count: u16) -> u16 {
    let free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
    let start = u16::try_from(std::process::id() % 100).unwrap() * 100;
    (0..100)
        .map(|step| 20000 + (start + step * 100) % 10000)
        .find(|first| (*first..first + count).all(free))
        .unwrap()
}

#[test]
#[ignore = "it installs and runs Patroni and etcd for some minutes: cargo xtask test --long"]
fn under_patroni_a_leader_that_dies_or_freezes_costs_seconds_and_no_acknowledged_row() {
    let cluster = Cluster::start();
    cluster.lose_leader("kill −9 of PostgreSQL", |leader| kill_with_children(cluster.server_of(leader)));
    cluster.lose_leader("kill −9 of PostgreSQL and Patroni", |leader| {
        kill_with_children(cluster.patroni_of(leader));
        kill_with_children(cluster.server_of(leader));
    });
    cluster.lose_leader("frozen for 40 s", |leader| {
        let frozen = [cluster.patroni_of(leader), cluster.server_of(leader)].map(Frozen::now);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(40));
            drop(frozen);
        });
    });
}
