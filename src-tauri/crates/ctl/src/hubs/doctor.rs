//! What is wrong between this workstation and its hub, in plain words, each with what to do about it.

use super::init::address;
use super::owner::Owner;
use super::status::COUNTED;
use super::{Stop, debian, written};
use crate::Line;
use crate::say::{REFUSED, TROUBLE};
use desk::joining::{Here, HubLink};
use domain::Stamp;
use domain::permission::Right;
use hub::{Error, Hub, Patience, Probe, admin, probe};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Finding {
    Well,
    /// Worth a look; nothing is lost meanwhile.
    Mind,
    /// Refused: somebody has to decide.
    Bad,
    /// Absent, or out of reach.
    Away,
}

impl Finding {
    fn sign(self) -> &'static str {
        match self {
            Finding::Well => "✓",
            Finding::Mind => "!",
            Finding::Bad | Finding::Away => "✗",
        }
    }
}

struct Doctor<'a> {
    line: &'a Line,
    worst: Finding,
}

/// Clocks further apart than this are told, milliseconds.
const APART: i64 = 2000;
/// Of the disk with the data, per cent.
const FULL: u8 = 90;

pub fn run(line: &Line, server: Option<&str>) -> Result<ExitCode, Stop> {
    let desk = line.reading(Right::ProveRecord)?;
    let here = desk.hub_here()?;
    let mut doctor = Doctor { line, worst: Finding::Well };
    doctor.server(server);
    match &here.link {
        None => doctor.say(Finding::Away, "noLink", &[]),
        Some(link) => {
            if doctor.way(link) {
                doctor.talk(&here, link, || desk.clock.now())?;
            }
            doctor.waiting(&here);
        }
    }
    Ok(match doctor.worst {
        Finding::Well | Finding::Mind => ExitCode::SUCCESS,
        Finding::Bad => ExitCode::from(REFUSED),
        Finding::Away => ExitCode::from(TROUBLE),
    })
}

impl Doctor<'_> {
    fn say(&mut self, finding: Finding, key: &str, named: &[(&str, String)]) {
        if finding > self.worst {
            self.worst = finding;
        }
        let sentence = self.line.words().say(&format!("ctl.hub.doctor.{key}"), named);
        let mut answer =
            Map::from_iter([("check".to_string(), json!(key)), ("sign".into(), json!(finding.sign()))]);
        answer.extend(named.iter().map(|(name, value)| ((*name).to_string(), json!(value))));
        answer.insert("said".into(), json!(sentence));
        self.line.say(&Value::Object(answer), |_| format!("{} {sentence}", finding.sign()));
    }

    /// From the name to the certificate. Of several servers one is enough.
    fn way(&mut self, link: &HubLink) -> bool {
        let probed: Vec<_> =
            link.hosts.iter().map(|host| (host, probe(&host.0, host.1, Duration::from_secs(3)))).collect();
        let right = |it: &Probe| matches!(it, Probe::Shows(seen) if link.certificates.contains(seen));
        let one_is_right = probed.iter().any(|(_, it)| right(it));
        for (host, found) in &probed {
            let (key, finding) = match found {
                Probe::Unresolved => ("unresolved", Finding::Away),
                Probe::Unreachable => ("unreachable", Finding::Away),
                Probe::NoTls => ("noTls", Finding::Away),
                Probe::Shows(_) if right(found) => ("certificate", Finding::Well),
                Probe::Shows(_) => ("otherCertificate", Finding::Bad),
            };
            let eased = one_is_right && finding == Finding::Away;
            self.say(if eased { Finding::Mind } else { finding }, key, &[("host", written(host))]);
        }
        one_is_right
    }

    fn talk(&mut self, here: &Here, link: &HubLink, now: impl Fn() -> Stamp) -> Result<(), Stop> {
        let hub =
            Hub::new(address(link), Patience::default()).map_err(|error| desk::Failure::file(&error))?;
        let sent = now();
        let followed = match hub.follow(here.cursor.0, COUNTED, None) {
            Ok(followed) => followed,
            Err(error) => {
                self.refused(&error);
                return Ok(());
            }
        };
        let came = now();
        self.say(Finding::Well, "login", &[("role", link.role.clone())]);
        if link.joining.is_some() {
            self.say(Finding::Mind, "halfJoined", &[]);
        }
        // It appends nothing, and names the house.
        match hub.append(here.house, &[], &[]) {
            Ok(_) => self.say(Finding::Well, "house", &[]),
            Err(error) => self.refused(&error),
        }
        let there = followed.rows.first().filter(|row| row.pos == here.cursor.0);
        if here.cursor.0 > 0 && there.is_none_or(|row| row.hash != here.cursor.1) {
            self.say(Finding::Mind, "otherTail", &[("cursor", here.cursor.0.to_string())]);
        }
        let mine = followed.present.iter().find(|present| present.station == here.station);
        if let Some(mine) = mine {
            let apart = mine.seen - (sent.0 + came.0) / 2;
            let seconds = ("seconds", format!("{:.1}", apart as f64 / 1000.0));
            let finding = if apart.abs() > APART { Finding::Mind } else { Finding::Well };
            self.say(finding, if apart.abs() > APART { "clockApart" } else { "clock" }, &[seconds]);
        }
        Ok(())
    }

    fn refused(&mut self, error: &Error) {
        let (finding, key) = match error {
            Error::Away(_) | Error::Unknown => (Finding::Away, "noAnswer"),
            Error::OtherHouse => (Finding::Bad, "otherHouse"),
            Error::NotAStation => (Finding::Bad, "retired"),
            Error::Denied => (Finding::Bad, "denied"),
            Error::OtherCertificate => (Finding::Bad, "otherCertificate"),
            Error::CodeSpent | Error::Conflict { .. } | Error::Malformed { .. } | Error::Refused { .. } => {
                (Finding::Bad, "refused")
            }
        };
        self.say(finding, key, &[("host", String::new()), ("why", error.to_string())]);
    }

    fn waiting(&mut self, here: &Here) {
        match here.waiting_since {
            Some(since) if here.waiting > 0 => {
                let since = since.shown().format("%Y-%m-%d %H:%M").to_string();
                self.say(Finding::Mind, "waiting", &[("rows", here.waiting.to_string()), ("since", since)]);
            }
            Some(_) | None => self.say(Finding::Well, "nothingWaits", &[]),
        }
    }

    /// On the machine of the server, or with its URL.
    fn server(&mut self, server: Option<&str>) {
        let cluster = debian::cluster();
        if let (None, Some(cluster)) = (server, &cluster) {
            let finding = if cluster.online { Finding::Well } else { Finding::Away };
            let port = ("port", cluster.port.to_string());
            self.say(finding, if cluster.online { "running" } else { "down" }, &[port]);
            if let Some((free, used)) = debian::disk(cluster) {
                let free = ("free", format!("{:.1}", free as f64 / 1e9));
                let key = if used >= FULL { "diskFull" } else { "disk" };
                self.say(if used >= FULL { Finding::Bad } else { Finding::Well }, key, &[free]);
            }
            if !cluster.online {
                return;
            }
        }
        if server.is_none() && cluster.is_none() {
            return;
        }
        let asked = Owner::find(server).and_then(|owner| owner.ask(admin::SETTINGS, &[]));
        match asked {
            Ok(rows) => self.settings(&rows),
            Err(_) => self.say(Finding::Mind, "noOwner", &[]),
        }
    }

    fn settings(&mut self, rows: &[Vec<String>]) {
        let pairs = rows.iter().filter_map(|row| Some((row.first()?.as_str(), row.get(1)?.as_str())));
        let settings: BTreeMap<&str, &str> = pairs.collect();
        let of = |name: &str| settings.get(name).copied().unwrap_or_default();
        let idle: u64 = of("idle_in_transaction_session_timeout").parse().unwrap_or_default();
        let right = [
            ("data_checksums", of("data_checksums") == "on"),
            ("fsync", of("fsync") == "on"),
            ("full_page_writes", of("full_page_writes") == "on"),
            ("ssl", of("ssl") == "on"),
            ("password_encryption", of("password_encryption") == "scram-sha-256"),
            ("synchronous_commit", matches!(of("synchronous_commit"), "on" | "remote_apply")),
            ("idle_in_transaction_session_timeout", (1..=60_000).contains(&idle)),
        ];
        for (name, _) in right.iter().filter(|(_, right)| !right) {
            let named = [("name", (*name).to_string()), ("value", of(name).to_string())];
            self.say(Finding::Bad, &format!("setting.{name}"), &named);
        }
        if of("open_lines") != "0" {
            self.say(Finding::Bad, "openLines", &[("lines", of("open_lines").to_string())]);
        } else if right.iter().all(|(_, right)| *right) {
            self.say(Finding::Well, "settings", &[]);
        }
    }
}
