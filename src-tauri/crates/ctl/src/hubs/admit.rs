//! Workstations that come and go: join codes, joining with one, and leaving for good.

use super::init::stations;
use super::owner::Owner;
use super::{OFFICE, Stop, tell};
use crate::Line;
use data_encoding::HEXLOWER;
use desk::Failure;
use desk::clock::Clock;
use hub::admin;
use serde_json::json;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub fn admit(
    line: &Line,
    count: u8,
    hours: u32,
    out: Option<&Path>,
    server: Option<&str>,
) -> Result<ExitCode, Stop> {
    let desk = line.writing(OFFICE)?;
    let here = desk.hub_here()?;
    let link = here.link.as_ref().ok_or_else(|| Stop::lacking("notJoined", &[]))?;
    let owner = Owner::find(server)?;
    let certificate = *link.certificates.first().ok_or_else(|| Stop::lacking("notJoined", &[]))?;
    let mut given: Vec<u8> = stations(&owner)?.iter().map(|listed| listed.ordinal).collect();
    given.extend(here.stations.iter().map(|(_, ordinal)| *ordinal));
    if let Some(folder) = out {
        fs::create_dir_all(folder).map_err(|error| Failure::file(&error))?;
    }
    let free: Vec<u8> = (1..=99).filter(|ordinal| !given.contains(ordinal)).take(count.into()).collect();
    if free.len() < count.into() {
        return Err(Stop::refused("noOrdinal", &[]));
    }
    for ordinal in free {
        let made = desk.admission(link.hosts.clone(), certificate, ordinal)?;
        let (id, station, ordinal_text) =
            (made.id.to_string(), made.station.to_string(), ordinal.to_string());
        let (verifier, bundle, hours) =
            (hub::verifier(&made.password), HEXLOWER.encode(&made.bundle), hours.to_string());
        let sets = [
            ("station", station.as_str()),
            ("ordinal", &ordinal_text),
            ("role", &made.role),
            ("verifier", &verifier),
            ("id", &id),
            ("bundle", &bundle),
            ("hours", &hours),
        ];
        owner.ask(&[admin::STATION, admin::JOIN].join("\n"), &sets)?;
        let mut answer = json!({"ordinal": ordinal, "code": &*made.code_text, "hours": hours});
        match out {
            None => tell(line, "admitted", &answer),
            Some(folder) => {
                let file = folder.join(format!("join-{ordinal:02}.txt"));
                keep(&file, &made.code_text)?;
                answer["file"] = json!(file);
                tell(line, "admittedTo", &answer);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A file that only its owner can read.
fn keep(file: &Path, code: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let kept = options.open(file).and_then(|mut file| writeln!(file, "{code}"));
    kept.map_err(|error| Failure::file(&error))
}

pub fn join(line: &Line, code: &str) -> Result<ExitCode, Stop> {
    let password = line.first_password()?;
    let desk = desk::joining::join(&line.folder(), code, &line.staff_no, &password, Clock::wall())?;
    let here = desk.hub_here()?;
    let answer = json!({"store": line.folder(), "ordinal": here.ordinal, "house": here.house_fingerprint});
    tell(line, "joined", &answer);
    Ok(ExitCode::SUCCESS)
}

pub fn retire(line: &Line, ordinal: u8, server: Option<&str>) -> Result<ExitCode, Stop> {
    let desk = line.writing(OFFICE)?;
    let here = desk.hub_here()?;
    if here.ordinal == ordinal {
        return Err(Stop::refused("retireMe", &[]));
    }
    let owner = Owner::find(server)?;
    let answered = owner.ask(admin::RETIRE, &[("ordinal", &ordinal.to_string())])?;
    if answered.is_empty() {
        return Err(Stop::refused("noStation", &[("ordinal", &ordinal.to_string())]));
    }
    tell(line, "retired", &json!({"ordinal": ordinal}));
    Ok(ExitCode::SUCCESS)
}
