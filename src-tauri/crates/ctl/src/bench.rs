//! An act beside the least that a disk can do for it, interleaved, so that both see the same weather.

use crate::Line;
use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{Answer, Failure, Order};
use domain::Command;
use domain::call::{self, CallCommand};
use domain::case::{CaseCommand, CaseForm, Matter, MatterText, RequestType};
use domain::directory::HouseKind;
use domain::id::{CallId, SessionId};
use domain::session::{Plan, SeatPlan, SessionCommand};
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// A page, as the raw write of the reference.
const PAGE: usize = 4096;

pub fn run(line: &Line, acts: u32) -> Result<ExitCode, Failure> {
    // Beside the stores, on the disk that they are on: a temporary folder may be memory.
    let own = desk::default_base().join(format!("bench-{}", std::process::id()));
    let folder = line.store.clone().unwrap_or_else(|| own.clone());
    let measured = measure(line, acts, &folder);
    drop(std::fs::remove_dir_all(&own));
    measured
}

fn measure(line: &Line, acts: u32, folder: &Path) -> Result<ExitCode, Failure> {
    if house::there(folder) {
        return Err(Failure::Away { what: desk::Trouble::StoreThere });
    }
    let new = NewHouse {
        kind: HouseKind::Evaluation,
        name: "值班员",
        title: "",
        district: "",
        staff_no: "",
        password: "",
        second: None,
    };
    let (desk, _) = house::found(folder, &new, Clock::wall())?;
    let session = open_session(&desk)?;
    let raw_path = folder.join("bench.raw");
    let mut raw = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .open(&raw_path)
        .map_err(|error| Failure::file(&error))?;
    let (mut act, mut write) = (Vec::new(), Vec::new());
    while act.len() < acts as usize {
        for order in one_call(&desk, session) {
            let began = Instant::now();
            let answers = desk.act(vec![order]);
            act.push(began.elapsed());
            done(answers)?;
            let page = [act.len() as u8; PAGE];
            let began = Instant::now();
            let written = raw
                .seek(SeekFrom::Start((act.len() * PAGE) as u64))
                .and_then(|_| raw.write_all(&page))
                .and_then(|()| raw.sync_data());
            written.map_err(|error| Failure::file(&error))?;
            write.push(began.elapsed());
        }
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

/// The acts of one call as a recorder's window sends them: it rings, is answered, recorded with its text,
/// handed over, ended and logged.
fn one_call(desk: &desk::Desk, session: SessionId) -> Vec<Order> {
    let (ringing, case) = (desk.chance.stream(), desk.chance.stream());
    let order = |stream, version, command| Order { stream, version: Some(version), command, draft: None };
    let call_order = |version, command| order(ringing, version, Command::Call(command));
    let form = CaseForm {
        matter: Matter { request: Some(RequestType::Complaint), ..Matter::default() },
        text: MatterText {
            matter: "7 号楼电梯已停运 9 天,楼高 32 层,有老人和孕妇,多次找物业没有结果。".into(),
            caller: "周女士".into(),
            number: "10047206621".into(),
            place: "南湖区·长桥街道·春晓苑".into(),
            ..MatterText::default()
        },
        promise: "今天会上定下单位,明天给您打电话。".into(),
        ..CaseForm::default()
    };
    let number = Some("10047206621".to_string());
    vec![
        call_order(0, CallCommand::RingCall { session, line: call::Line::ByHand, number }),
        call_order(1, CallCommand::AnswerCall { seat: 1, leader: None }),
        order(case, 0, Command::Case(CaseCommand::RecordCase { call: CallId(ringing), form })),
        order(case, 1, Command::Case(CaseCommand::HandOver)),
        call_order(2, CallCommand::EndCall),
        call_order(3, CallCommand::LogCall { no_case: None, words: None, read_back: true }),
    ]
}

fn open_session(desk: &desk::Desk) -> Result<SessionId, Failure> {
    let me = desk.me();
    let plan = Plan {
        number: 1,
        day: desk.clock.now().day(),
        starts: chrono::NaiveTime::MIN,
        minutes: 90,
        seats: vec![SeatPlan { seat: 1, leader: me, recorder: None, extension: None }],
        units: Vec::new(),
        chair: me,
        secretary: me,
        host: None,
        city_number: None,
        hall: Vec::new(),
    };
    let session = SessionId(desk.chance.stream());
    let order = |version, command| Order {
        stream: session.0,
        version: Some(version),
        command: Command::Session(command),
        draft: None,
    };
    done(
        desk.act(vec![order(0, SessionCommand::PlanSession { plan }), order(1, SessionCommand::OpenSession)]),
    )?;
    Ok(session)
}

fn done(answers: Vec<Answer>) -> Result<(), Failure> {
    answers.into_iter().try_for_each(|answer| match answer {
        Answer::Done(_) => Ok(()),
        Answer::Failed(failed) => Err(failed.failure),
    })
}
