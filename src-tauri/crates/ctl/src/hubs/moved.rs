//! A server at another address: this workstation follows it, once the one there has proved to be its house's.

use super::init::{address, of_file, publish};
use super::owner::host_of;
use super::{OFFICE, Stop, tell, written};
use crate::Line;
use data_encoding::HEXLOWER_PERMISSIVE;
use desk::joining::{Here, HubLink};
use hub::{Error, Hub, Patience, Probe, probe};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

const PROBED_FOR: Duration = Duration::from_secs(5);

pub fn run(line: &Line, to: &[String], certificates: &[String]) -> Result<ExitCode, Stop> {
    let desk = line.writing(OFFICE)?;
    let here = desk.hub_here()?;
    let link = here.link.as_ref().ok_or_else(|| Stop::lacking("notJoined", &[]))?;
    if link.joining.is_some() {
        return Err(Stop::refused("halfJoined", &[]));
    }
    let port = link.hosts.first().map_or(5432, |(_, port)| *port);
    let mut hosts = Vec::new();
    for typed in to {
        hosts.push(host_of(typed, port).ok_or_else(|| Stop::refused("address", &[("typed", typed)]))?);
    }
    let mut pinned = Vec::new();
    for typed in certificates {
        pinned.push(certificate(typed)?);
    }
    if pinned.is_empty() {
        pinned.clone_from(&link.certificates);
    }
    shows(&hosts, &pinned)?;
    let moved = HubLink { hosts, certificates: pinned, ..link.clone() };
    is_the_house(&here, &moved)?;
    desk.move_hub(moved.clone())?;
    // One that stayed behind would take what the others write from now on apart from here.
    let stayed = link.hosts.iter().filter(|host| !moved.hosts.contains(host));
    for host in stayed {
        if let Probe::Shows(_) = probe(&host.0, host.1, PROBED_FOR) {
            tell(line, "oldAnswers", &json!({"host": written(host)}));
        }
    }
    publish(&desk)?;
    let hosts: Vec<String> = moved.hosts.iter().map(written).collect();
    let answer = json!({"hosts": hosts.join(" "), "ordinal": here.ordinal, "house": here.house_fingerprint});
    tell(line, "moved", &answer);
    Ok(ExitCode::SUCCESS)
}

/// A file, or a fingerprint: SHA-256 as `openssl x509 -fingerprint -sha256` says it, or the first half of that.
fn certificate(typed: &str) -> Result<[u8; 16], Stop> {
    let signs: String = typed.chars().filter(|sign| !matches!(sign, ':' | ' ')).collect();
    match HEXLOWER_PERMISSIVE.decode(signs.as_bytes()) {
        Ok(bytes) if matches!(bytes.len(), 16 | 32) => Ok(std::array::from_fn(|at| bytes[at])),
        Ok(_) | Err(_) => of_file(Path::new(typed)),
    }
}

/// One server at least shows a certificate that is known, and none another.
fn shows(hosts: &[(String, u16)], known: &[[u8; 16]]) -> Result<(), Stop> {
    let mut absent = None;
    let mut right = false;
    for host in hosts {
        let at = written(host);
        match probe(&host.0, host.1, PROBED_FOR) {
            Probe::Shows(shown) if known.contains(&shown) => right = true,
            Probe::Shows(shown) => {
                let shown = data_encoding::HEXLOWER.encode(&shown);
                return Err(Stop::refused("moveCertificate", &[("host", &at), ("shown", &shown)]));
            }
            Probe::NoTls => return Err(Stop::lacking("noTls", &[("host", &at)])),
            Probe::Unresolved | Probe::Unreachable => absent = Some(at),
        }
    }
    match absent {
        Some(at) if !right => Err(Stop::lacking("unreachable", &[("host", &at)])),
        Some(_) | None => Ok(()),
    }
}

/// The server there takes this workstation's login, and is its house's. It appends nothing.
fn is_the_house(here: &Here, link: &HubLink) -> Result<(), Stop> {
    let hub = Hub::new(address(link), Patience::default()).map_err(|error| desk::Failure::file(&error))?;
    let hosts: Vec<String> = link.hosts.iter().map(written).collect();
    let host = hosts.join(" ");
    let Err(error) = hub.append(here.house, &[], &[]) else { return Ok(()) };
    Err(match error {
        Error::OtherHouse => Stop::refused("moveOtherHouse", &[("host", &host)]),
        Error::Denied | Error::NotAStation => Stop::refused("moveDenied", &[("host", &host)]),
        Error::OtherCertificate => Stop::refused("moveCertificate", &[("host", &host), ("shown", "")]),
        Error::Away(_)
        | Error::Unknown
        | Error::CodeSpent
        | Error::Conflict { .. }
        | Error::Malformed { .. }
        | Error::Refused { .. } => {
            Stop::lacking("moveNoAnswer", &[("host", &host), ("why", &error.to_string())])
        }
    })
}
