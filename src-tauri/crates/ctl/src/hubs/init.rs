//! Founding: the schema, the house, and this workstation as the first. What stands already is passed over.

use super::owner::{DATABASE, OWNER, Owner, host_of, hosts};
use super::{OFFICE, Seen, Stop, debian, tell, written};
use crate::Line;
use data_encoding::{BASE64, HEXLOWER};
use desk::Desk;
use desk::chance::Chance;
use desk::joining::{Here, HubLink};
use hub::{Address, Hub, Patience, Probe, admin, probe};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use uuid::Uuid;

pub fn run(line: &Line, server: Option<&str>, port: u16, seen: &Seen) -> Result<ExitCode, Stop> {
    let desk = line.writing(OFFICE)?;
    let here = desk.hub_here()?;
    let (owner, default) = match server {
        Some(url) => (Owner::at(url), hosts(url)),
        None => {
            let port = debian::prepare(line, port)?;
            (Owner::Here { port }, Vec::new())
        }
    };
    let port = match &owner {
        Owner::Here { port } => *port,
        Owner::Server { .. } => 5432,
    };
    let hosts = reached_at(seen, default, port, server.is_none())?;
    found(line, &owner, &here)?;
    let certificates = certificates(&hosts, &seen.certificate)?;
    enter(line, &desk, &owner, &here, hosts, certificates)
}

fn reached_at(
    seen: &Seen,
    default: Vec<(String, u16)>,
    port: u16,
    here: bool,
) -> Result<Vec<(String, u16)>, Stop> {
    let mut hosts = Vec::new();
    for typed in &seen.address {
        hosts.push(host_of(typed, port).ok_or_else(|| Stop::refused("address", &[("typed", typed)]))?);
    }
    if hosts.is_empty() {
        hosts = default;
    }
    if hosts.is_empty() && here {
        hosts.push((debian::address()?, port));
    }
    if hosts.is_empty() { Err(Stop::lacking("noAddress", &[])) } else { Ok(hosts) }
}

/// The schema of this house, made unless it stands.
fn found(line: &Line, owner: &Owner, here: &Here) -> Result<(), Stop> {
    let mut sets = Vec::new();
    if let Owner::Here { .. } = owner {
        owner.outside(admin::DATABASE, &[("owner", OWNER), ("database", DATABASE)])?;
        sets.push(("owner", OWNER));
    }
    let house = here.house.to_string();
    match owner.ask(admin::STATE, &[])?.first() {
        // A new server in the place of one that was lost: its backup goes into an empty database.
        None if here.link.is_some() => Err(Stop::refused("otherLink", &[])),
        None => {
            tell(line, "step.schema", &json!({"step": "schema"}));
            let zero = HEXLOWER.encode(&here.zero);
            sets.extend([("house", house.as_str()), ("zero", zero.as_str())]);
            let script = [admin::GROUP, hub::SCHEMA, admin::HEAD].join("\n");
            owner.ask(&script, &sets).map(drop)
        }
        Some(row) if row.first() == Some(&house) => Ok(()),
        Some(_) => Err(Stop::refused("otherHouse", &[])),
    }
}

/// What the servers show, or what the files say.
fn certificates(hosts: &[(String, u16)], files: &[std::path::PathBuf]) -> Result<Vec<[u8; 16]>, Stop> {
    let mut all = Vec::new();
    for file in files {
        all.push(of_file(file)?);
    }
    if files.is_empty() {
        for host in hosts {
            match probe(&host.0, host.1, Duration::from_secs(5)) {
                Probe::Shows(certificate) => all.push(certificate),
                Probe::Unresolved | Probe::Unreachable => {
                    return Err(Stop::lacking("unreachable", &[("host", &written(host))]));
                }
                Probe::NoTls => return Err(Stop::lacking("noTls", &[("host", &written(host))])),
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

pub fn of_file(file: &Path) -> Result<[u8; 16], Stop> {
    let bytes = std::fs::read(file).map_err(|error| desk::Failure::file(&error))?;
    let text = String::from_utf8_lossy(&bytes);
    let pem = text.split("-----BEGIN CERTIFICATE-----").nth(1).and_then(|it| it.split("-----END").next());
    match pem {
        None => Ok(hub::fingerprint(&bytes)),
        Some(pem) => {
            let letters: Vec<u8> = pem.bytes().filter(|letter| !letter.is_ascii_whitespace()).collect();
            let wrong = |_| Stop::refused("certificate", &[("file", &file.display().to_string())]);
            Ok(hub::fingerprint(&BASE64.decode(&letters).map_err(wrong)?))
        }
    }
}

/// Gives this workstation its role and lets it join, unless it has.
fn enter(
    line: &Line,
    desk: &Desk,
    owner: &Owner,
    here: &Here,
    hosts: Vec<(String, u16)>,
    certificates: Vec<[u8; 16]>,
) -> Result<ExitCode, Stop> {
    if here.link.is_some() && stations(owner)?.iter().all(|it| it.station != here.station) {
        // The way of the other workstations leads to the server that they joined.
        return Err(Stop::refused("otherLink", &[]));
    }
    if here.link.is_none() {
        let role = format!("hotline_s{:02}", here.ordinal);
        taken_by_another(owner, here)?;
        let chance = Chance::system();
        let password = format!("{}{}", chance.stream().simple(), chance.stream().simple());
        let (station, ordinal) = (here.station.to_string(), here.ordinal.to_string());
        let verifier = hub::verifier(&password);
        let sets =
            [("station", &*station), ("ordinal", &*ordinal), ("role", &*role), ("verifier", &*verifier)];
        owner.ask(admin::STATION, &sets)?;
        let database = DATABASE.to_string();
        let link = HubLink { hosts, database, role, password, certificates, joining: None };
        desk.found_hub(link)?;
    }
    let link = desk.hub_here()?.link.ok_or_else(|| Stop::lacking("notJoined", &[]))?;
    let hub = Hub::new(address(&link), Patience::default()).map_err(|error| desk::Failure::file(&error))?;
    if hub.append(here.house, &[], &[]).is_err() {
        return Err(Stop::lacking("noAnswer", &[]));
    }
    publish(desk)?;
    let hosts: Vec<String> = link.hosts.iter().map(written).collect();
    let answer = json!({
        "hosts": hosts.join(" "), "ordinal": here.ordinal, "house": here.house_fingerprint,
        "new": here.link.is_none(),
    });
    tell(line, if here.link.is_none() { "founded" } else { "foundedBefore" }, &answer);
    Ok(ExitCode::SUCCESS)
}

/// Whoever joins finds the house there: what is on record here goes out before this ends.
pub fn publish(desk: &Desk) -> Result<(), Stop> {
    let mut left = u64::MAX;
    loop {
        let there = desk.share_once();
        let waiting = desk.hub_here()?.waiting;
        if waiting == 0 {
            // What was taken there is followed back at once, so that the next look shows no distance.
            desk.share_once();
            return Ok(());
        }
        if !there || waiting >= left {
            return Err(Stop::lacking("unpublished", &[("rows", &waiting.to_string())]));
        }
        left = waiting;
    }
}

/// An ordinal is one workstation's: a restored store that kept another's would take its role.
fn taken_by_another(owner: &Owner, here: &Here) -> Result<(), Stop> {
    let mine = (here.station, here.ordinal);
    let taken = stations(owner)?.into_iter().any(|it| it.ordinal == mine.1 && it.station != mine.0);
    if taken { Err(Stop::refused("ordinalTaken", &[("ordinal", &mine.1.to_string())])) } else { Ok(()) }
}

/// A workstation as the hub lists it.
pub struct Listed {
    pub station: Uuid,
    pub ordinal: u8,
    pub retired: bool,
}

pub fn stations(owner: &Owner) -> Result<Vec<Listed>, Stop> {
    let rows = owner.ask(admin::STATIONS, &[])?;
    let listed = rows.iter().filter_map(|row| {
        let [station, ordinal, _, retired] = row.as_slice() else { return None };
        let (station, ordinal) = (station.parse().ok()?, ordinal.parse().ok()?);
        Some(Listed { station, ordinal, retired: retired == "t" })
    });
    Ok(listed.collect())
}

pub fn address(link: &HubLink) -> Address {
    Address {
        hosts: link.hosts.clone(),
        database: link.database.clone(),
        role: link.role.clone(),
        password: link.password.clone().into(),
        certificates: link.certificates.clone(),
    }
}
