//! Who is in, and how far each has followed; asked over this workstation's own link.

use super::init::{address, stations};
use super::owner::Owner;
use super::{Stop, tell, written};
use crate::Line;
use crate::say::TROUBLE;
use desk::joining::Here;
use domain::Stamp;
use domain::permission::Right;
use hub::{Followed, Hub, Patience};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use uuid::Uuid;

/// Rows that are counted towards the head; beyond them it is at least so far.
pub const COUNTED: u32 = 2000;

pub fn run(line: &Line, server: Option<&str>) -> Result<ExitCode, Stop> {
    let desk = line.reading(Right::ProveRecord)?;
    let here = desk.hub_here()?;
    let link = here.link.as_ref().ok_or_else(|| Stop::lacking("notJoined", &[]))?;
    let hub = Hub::new(address(link), Patience::default()).map_err(|error| desk::Failure::file(&error))?;
    // Never further than it has got: where it stands is told to the others by this.
    let followed = hub.follow(here.cursor.0, COUNTED, None).ok();
    let head = followed.as_ref().map(|followed| head(&here, followed));
    let hosts: Vec<String> = link.hosts.iter().map(written).collect();
    let answer = json!({
        "hosts": hosts.join(" "), "house": here.house_fingerprint, "ordinal": here.ordinal, "cursor": here.cursor.0,
        "head": head, "waiting": here.waiting, "displaced": here.displaced, "reached": followed.is_some(),
    });
    tell(line, if followed.is_some() { "status.line" } else { "status.away" }, &answer);
    let Some(followed) = followed else { return Ok(ExitCode::from(TROUBLE)) };
    for station in seats(&here, &followed, server) {
        let key = match (station["retired"].as_bool(), station["seen"].is_string()) {
            (Some(true), _) => "status.retired",
            (_, true) => "status.seat",
            (_, false) => "status.never",
        };
        tell(line, key, &station);
    }
    Ok(ExitCode::SUCCESS)
}

/// The last place that this workstation can see.
pub fn head(here: &Here, followed: &Followed) -> u64 {
    let rows = followed.rows.iter().map(|row| row.pos);
    let others = followed.present.iter().map(|present| present.cursor);
    rows.chain(others).max().unwrap_or(0).max(here.cursor.0)
}

/// By ordinal: those that the house knows, those that were seen, and, where the server is at hand, all that it lists.
fn seats(here: &Here, followed: &Followed, server: Option<&str>) -> Vec<Value> {
    let mut ordinals: BTreeMap<Uuid, u8> = here.stations.iter().copied().collect();
    ordinals.insert(here.station, here.ordinal);
    let listed = Owner::find(server).ok().and_then(|owner| stations(&owner).ok()).unwrap_or_default();
    ordinals.extend(listed.iter().map(|listed| (listed.station, listed.ordinal)));
    for present in &followed.present {
        ordinals.entry(present.station).or_default();
    }
    let head = head(here, followed);
    let mut seats: Vec<(u8, Uuid)> =
        ordinals.into_iter().map(|(station, ordinal)| (ordinal, station)).collect();
    seats.sort_unstable();
    let seat = |(ordinal, station): (u8, Uuid)| {
        let present = followed.present.iter().find(|present| present.station == station);
        let retired = listed.iter().any(|listed| listed.station == station && listed.retired);
        json!({
            "ordinal": ordinal, "station": station, "retired": retired,
            "seen": present.map(|present| Stamp(present.seen).iso()),
            "cursor": present.map(|present| present.cursor),
            "behind": present.map(|present| head.saturating_sub(present.cursor)),
        })
    };
    seats.into_iter().map(seat).collect()
}
