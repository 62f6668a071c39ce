//! The hub by the command line, on a PostgreSQL of the test's own: founded, joined, looked after.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

#[allow(dead_code, reason = "the hub's own tests use the rest of it")]
#[path = "../../../hub/tests/hub/server.rs"]
mod server;

mod moved;

use serde_json::Value;
use server::Server;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

const PASSWORD: &str = "南湖的桥一共九座";

/// A house and the server that its hub is to be on.
struct House {
    folder: TempDir,
    server: Server,
}

impl House {
    fn founded() -> House {
        let house = House { folder: tempfile::tempdir().unwrap(), server: Server::bare() };
        fs::write(house.at("password"), PASSWORD).unwrap();
        done(&house.ask("one", &["init", "--name", "周明"]));
        house
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ask(&self, store: &str, arguments: &[&str]) -> Output {
        let mut ctl = Command::new(env!("CARGO_BIN_EXE_hotlinectl"));
        ctl.arg("--store").arg(self.at(store)).arg("--password-file").arg(self.at("password"));
        // No server of the machine's own: what these tests ask about is theirs.
        ctl.env("PATH", path_without_clusters(self));
        ctl.args(["--json", "--language", "en"]).args(arguments).output().unwrap()
    }

    /// A verb that speaks to the server as its owner.
    fn owning(&self, store: &str, arguments: &[&str]) -> Output {
        let url = self.server.url();
        self.ask(store, &[&["hub"], arguments, &["--server", &url]].concat())
    }

    fn init(&self) -> Output {
        let address = format!("127.0.0.1:{}", self.server.port());
        self.owning("one", &["init", "--address", &address])
    }

    /// Findings of the doctor, by check.
    fn doctor(&self, store: &str) -> (Option<i32>, Vec<Value>) {
        let output = self.ask(store, &["hub", "doctor"]);
        (output.status.code(), lines(&output))
    }
}

/// `psql` alone, so that neither the machine's own cluster nor its packages are seen.
fn path_without_clusters(house: &House) -> PathBuf {
    let bin = house.at("bin");
    if fs::create_dir(&bin).is_ok() {
        std::os::unix::fs::symlink("/usr/bin/psql", bin.join("psql")).unwrap();
    }
    PathBuf::from(format!("{}:/bin-of-nobody", bin.display()))
}

fn lines(output: &Output) -> Vec<Value> {
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[track_caller]
fn done(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    lines(output)
}

#[track_caller]
fn finds(findings: &(Option<i32>, Vec<Value>), code: i32, check: &str, words: &str) {
    assert_eq!(findings.0, Some(code), "{:?}", findings.1);
    let found = findings.1.iter().find(|it| it["check"] == check);
    let said = found.unwrap_or_else(|| panic!("{check}: {:?}", findings.1))["said"].as_str().unwrap();
    assert!(said.contains(words) && !said.contains("ctl.hub"), "{said}");
}

#[test]
fn a_hub_is_founded_once_and_two_are_admitted_and_join() {
    let house = House::founded();
    let founded = done(&house.init());
    assert_eq!(founded.last().unwrap()["new"], true);
    let rows = house.server.owner("SELECT count(*) FROM hotline.journal");
    assert_ne!(rows, "0", "the house is there for whoever joins");
    let again = done(&house.init());
    assert_eq!(again.last().unwrap()["new"], false);
    assert_eq!(again.len(), 1, "nothing is made twice: {again:?}");

    let out = house.at("codes");
    let made = done(&house.owning("one", &["admit", "--count", "2", "--out", out.to_str().unwrap()]));
    assert_eq!(made.iter().map(|it| it["ordinal"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 3]);
    let file = out.join("join-02.txt");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let stations = "SELECT string_agg(ordinal || ' ' || pg_role || ' ' || rolcanlogin, ', ' ORDER BY ordinal) \
                    FROM hotline.stations JOIN pg_roles ON rolname = pg_role";
    let listed = house.server.owner(stations);
    assert_eq!(listed, "1 hotline_s01 true, 2 hotline_s02 true, 3 hotline_s03 true");
    let waits =
        "SELECT count(*) FROM hotline.joins WHERE expires - hotline.now_ms() BETWEEN 86000000 AND 86400000";
    assert_eq!(house.server.owner(waits), "2");
    let kept =
        "SELECT count(*) FROM pg_authid WHERE rolname LIKE 'hotline_s0%' AND rolpassword LIKE 'SCRAM%'";
    assert_eq!(house.server.owner(kept), "3");

    let code = fs::read_to_string(file).unwrap();
    let joined = done(&house.ask("two", &["hub", "join", code.trim()]));
    assert_eq!(joined.last().unwrap()["ordinal"], 2);
    assert_ne!(house.ask("again", &["hub", "join", code.trim()]).status.code(), Some(0), "once only");
    let status = done(&house.owning("one", &["status"]));
    assert_eq!(status[0]["ordinal"], 1);
    assert_eq!(status[2]["ordinal"], 2);
    assert!(status[2]["seen"].is_string() && status[3]["seen"].is_null(), "{status:?}");
    let well = house.doctor("two");
    assert!(well.0 == Some(0) && well.1.iter().all(|it| it["sign"] != "✗"), "{well:?}");
    finds(&well, 0, "house", "this house's");
}

#[test]
fn the_doctor_tells_apart_who_is_retired_whose_password_is_wrong_and_which_server_is_another() {
    let house = House::founded();
    finds(&house.doctor("one"), 3, "noLink", "join code");
    done(&house.init());
    house.server.owner("ALTER ROLE hotline_s01 NOLOGIN");
    finds(&house.doctor("one"), 1, "retired", "taken out");
    house.server.owner("ALTER ROLE hotline_s01 LOGIN PASSWORD 'changed by somebody'");
    finds(&house.doctor("one"), 1, "denied", "new join code");
    // A test server has the settings of a package, not those of a hub.
    let owner = lines(&house.owning("one", &["doctor"]));
    let wrong: Vec<&str> =
        owner.iter().filter(|it| it["sign"] == "✗").filter_map(|it| it["check"].as_str()).collect();
    let settings = ["setting.data_checksums", "setting.idle_in_transaction_session_timeout", "denied"];
    assert_eq!(wrong, settings);

    let House { folder, server } = house;
    let port = server.port();
    drop(server);
    let gone = House { folder, server: Server::bare() };
    finds(&gone.doctor("one"), 3, "unreachable", "can't be reached");
    // Another server in its place, with a certificate of its own.
    let relay = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let other = gone.server.port();
    std::thread::spawn(move || {
        for near in relay.incoming().map(Result::unwrap) {
            let far = std::net::TcpStream::connect(("127.0.0.1", other)).unwrap();
            let (mut from, mut to) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            let (mut from, mut to) = (far, near);
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
        }
    });
    finds(&gone.doctor("one"), 1, "otherCertificate", "another certificate");
}

#[test]
fn a_retired_workstation_is_refused_and_its_ordinal_is_not_given_again() {
    let house = House::founded();
    done(&house.init());
    let code = done(&house.owning("one", &["admit"]))[0]["code"].as_str().unwrap().to_string();
    done(&house.owning("one", &["retire", "2"]));
    assert_eq!(house.owning("one", &["retire", "1"]).status.code(), Some(1), "not itself");
    assert_eq!(house.owning("one", &["retire", "9"]).status.code(), Some(1), "nobody's");
    assert_ne!(house.ask("two", &["hub", "join", &code]).status.code(), Some(0));
    assert_eq!(done(&house.owning("one", &["admit"]))[0]["ordinal"], 3);
}

#[test]
fn another_house_changes_nothing_in_a_hub() {
    let house = House::founded();
    done(&house.init());
    done(&house.ask("other", &["init", "--name", "江临"]));
    let address = format!("127.0.0.1:{}", house.server.port());
    assert_eq!(house.owning("other", &["init", "--address", &address]).status.code(), Some(1));
    assert_eq!(house.server.owner("SELECT count(*) FROM hotline.stations"), "1");
}

#[test]
fn who_has_joined_one_server_is_not_taken_into_another() {
    let house = House::founded();
    done(&house.init());
    let other = Server::bare();
    let address = format!("127.0.0.1:{}", other.port());
    let refused = house.ask("one", &["hub", "init", "--server", &other.url(), "--address", &address]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("another server"));
    assert_eq!(house.doctor("one").0, Some(0), "its own is as it was");
}
