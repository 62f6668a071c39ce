//! A server at another address, and what a workstation asks of it before it follows.

use crate::server::{Server, program};
use crate::{House, done, lines};
use serde_json::Value;
use std::fs::{self, File};
use std::process::{Output, Stdio};

/// `move` in the words that a person reads.
fn follow(house: &House, store: &str, to: &Server, more: &[&str]) -> Output {
    let address = format!("127.0.0.1:{}", to.port());
    house.ask(store, &[&["hub", "move", "--to", &address], more].concat())
}

#[track_caller]
fn refused(output: &Output, code: i32, stop: &str) -> Value {
    let said: Value = serde_json::from_slice(&output.stderr).unwrap();
    let words = said["error"].as_str().unwrap();
    assert_eq!((output.status.code(), &said["stop"]), (Some(code), &stop.into()), "{said}");
    assert!(!words.contains("ctl.hub") && !words.contains('{'), "{words}");
    said
}

/// A backup of the one, loaded into the other: the logins come with it.
fn copy(house: &House, to: &Server) {
    let file = house.at("dump.sql");
    let reach = |server: &Server| {
        let sockets = server.folder.path().join("sockets").display().to_string();
        ["--username=owner".into(), format!("--port={}", server.port()), format!("--host={sockets}")]
    };
    let dump = program("pg_dumpall").args(reach(&house.server)).stdout(File::create(&file).unwrap()).status();
    assert!(dump.unwrap().success());
    let mut load = program("psql");
    load.args(reach(to)).args(["--no-psqlrc", "--quiet", "--dbname", "postgres"]);
    let load = load.stdin(File::open(&file).unwrap()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(load.unwrap().success());
}

const ROWS: &str = "SELECT string_agg(event_id::text, ' ' ORDER BY event_id) FROM hotline.journal";

#[test]
fn workstations_follow_a_server_that_moved_and_it_gets_again_what_its_backup_lacked() {
    let house = House::founded();
    done(&house.init());
    let code = done(&house.owning("one", &["admit"]))[0]["code"].as_str().unwrap().to_string();
    done(&house.ask("two", &["hub", "join", &code]));
    done(&house.init());
    let (all, second) = (house.server.owner(ROWS), Server::bare());

    let other = refused(&follow(&house, "one", &second, &[]), 1, "moveCertificate");
    let words = other["error"].as_str().unwrap();
    let shown = words.rsplit(' ').next().unwrap();
    let known = ["--certificate", shown];
    refused(&follow(&house, "one", &second, &known), 1, "moveDenied");
    copy(&house, &second);
    let own = second.owner("SELECT house FROM hotline.head");
    second.owner("UPDATE hotline.head SET house = '00000000-0000-4000-8000-000000000001'");
    refused(&follow(&house, "one", &second, &known), 1, "moveOtherHouse");
    assert_eq!(house.doctor("one").0, Some(0), "its old way is as it was");

    second.owner(&format!("UPDATE hotline.head SET house = '{own}'"));
    second.owner(
        "SET session_replication_role = replica; DELETE FROM hotline.journal WHERE pos > 3; \
         UPDATE hotline.head SET (pos, hash) = (SELECT pos, hash FROM hotline.journal WHERE pos = 3)",
    );
    let pem = second.folder.path().join("server.crt");
    let said = done(&follow(&house, "one", &second, &["--certificate", pem.to_str().unwrap()]));
    let old = format!("127.0.0.1:{}", house.server.port());
    assert_eq!(said[0]["host"], old.as_str(), "the old one still answers: {said:?}");
    let there = second.owner(ROWS);
    let missing: Vec<&str> = all.split(' ').filter(|row| !there.contains(row)).collect();
    assert!(missing.is_empty(), "{missing:?}");

    let House { folder, server } = house;
    drop(server);
    let house = House { folder, server: second };
    assert_eq!(house.doctor("two").0, Some(3), "it hasn't followed yet");
    let said = done(&follow(&house, "two", &house.server, &known));
    assert_eq!(said.len(), 1, "nobody answers at the old address: {said:?}");
    for store in ["one", "two"] {
        assert_eq!(house.doctor(store).0, Some(0), "{store}");
    }
    let status = lines(&house.ask("two", &["hub", "status"]));
    assert_eq!((&status[0]["waiting"], &status[0]["cursor"]), (&0.into(), &status[0]["head"]), "{status:?}");
}

#[test]
fn a_workstation_that_has_not_joined_has_nothing_to_move_and_an_absent_server_is_no_place() {
    let house = House::founded();
    refused(&follow(&house, "one", &house.server, &[]), 3, "notJoined");
    done(&house.init());
    let gone = house.ask("one", &["hub", "move", "--to", "127.0.0.1:1"]);
    refused(&gone, 3, "unreachable");
    let typed = house.ask("one", &["hub", "move", "--to", "127.0.0.1:port"]);
    refused(&typed, 1, "address");
    fs::write(house.at("no.pem"), "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----").unwrap();
    let file = house.at("no.pem");
    let wrong = follow(&house, "one", &house.server, &["--certificate", file.to_str().unwrap()]);
    refused(&wrong, 1, "certificate");
    assert_eq!(house.doctor("one").0, Some(0));
    let same = done(&follow(&house, "one", &house.server, &[]));
    assert_eq!(same.len(), 1, "{same:?}");
}
