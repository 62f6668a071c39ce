//! An act beside the least that a disk can do for it, interleaved, so that both see the same weather.

use crate::Line;
use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{Answer, Failure, Order};
use domain::Command;
use domain::directory::HouseKind;
use domain::session::SessionCommand;
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::process::ExitCode;
use std::time::Instant;

/// A page, as the raw write of the reference.
const PAGE: usize = 4096;

pub fn run(line: &Line, acts: u32) -> Result<ExitCode, Failure> {
    let folder = line.folder();
    if house::there(&folder) {
        return Err(Failure::Away { what: desk::Trouble::StoreThere });
    }
    let new =
        NewHouse { kind: HouseKind::Evaluation, name: "值班员", title: "", district: "", password: "" };
    let (desk, _) = house::found(&folder, &new, Clock::wall())?;
    let (session, person) = measured_session(&desk)?;
    let raw_path = folder.join("bench.raw");
    let mut raw = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .open(&raw_path)
        .map_err(|error| Failure::file(&error))?;
    let (mut act, mut write) = (Vec::new(), Vec::new());
    for version in 1..=u64::from(acts) {
        let arrived = Some(desk.clock.now());
        let command = Command::Session(SessionCommand::TakeAttendance { person, arrived });
        let order = Order { stream: session, version: Some(version), command, draft: None };
        let began = Instant::now();
        let answers = desk.act(vec![order]);
        act.push(began.elapsed());
        if let Some(Answer::Failed(failed)) = answers.into_iter().next() {
            return Err(failed.failure);
        }
        let page = [version as u8; PAGE];
        let began = Instant::now();
        let written = raw
            .seek(SeekFrom::Start((version - 1) * PAGE as u64))
            .and_then(|_| raw.write_all(&page))
            .and_then(|()| raw.sync_data());
        written.map_err(|error| Failure::file(&error))?;
        write.push(began.elapsed());
    }
    drop(std::fs::remove_file(&raw_path));
    let ms = |sorted: &[std::time::Duration], share: f64| {
        let place = ((sorted.len() as f64 - 1.0) * share) as usize;
        sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    act.sort();
    write.sort();
    let (act_p50, raw_p50) = (ms(&act, 0.5), ms(&write, 0.5));
    let answer = json!({
        "acts": acts,
        "act_p50_ms": act_p50, "act_p99_ms": ms(&act, 0.99),
        "raw_4k_fdatasync_p50_ms": raw_p50, "raw_4k_fdatasync_p99_ms": ms(&write, 0.99),
        "ratio_p50": act_p50 / raw_p50, "difference_p50_ms": act_p50 - raw_p50,
    });
    line.say(&answer, |answer| answer.to_string());
    Ok(ExitCode::SUCCESS)
}

/// A planned session, whose attendance is the act that is measured: one event, one row, no text.
fn measured_session(desk: &desk::Desk) -> Result<(uuid::Uuid, domain::id::PersonId), Failure> {
    let me = desk.me();
    let plan = domain::session::Plan {
        number: 1,
        day: desk.clock.now().day(),
        starts: chrono::NaiveTime::MIN,
        minutes: 90,
        seats: vec![domain::session::SeatPlan { seat: 1, leader: me, recorder: None }],
        units: Vec::new(),
        chair: me,
        secretary: me,
    };
    let stream = desk.chance.stream();
    let command = Command::Session(SessionCommand::PlanSession { plan });
    let order = Order { stream, version: Some(0), command, draft: None };
    match desk.act(vec![order]).into_iter().next() {
        Some(Answer::Failed(failed)) => Err(failed.failure),
        Some(Answer::Done(_)) | None => Ok((stream, me)),
    }
}
