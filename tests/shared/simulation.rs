//! Histories by chance: acts of every kind at several workstations, over lines that lose and double what is said, with
//! consoles that end at any moment and servers that lose their tail. Then everything heals and comes to rest.
//!
//! `SHARED_SEEDS=20000` for more of them, `SHARED_SEED=17` for one.

use crate::law::{displaced, each_stands_or_is_put_aside, same_everywhere};
use desk::chance::Chance;
use desk::{Answer, Failure, KeysAct, Order, TakeOver};
use domain::Command;
use domain::aside::{Checked, StreamCommand, TakenWhy};
use domain::call::{CallCommand, Line, NoCase};
use domain::case::{CaseCommand, Stage};
use domain::directory::DirectoryCommand;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::{CallId, CaseId, MeetingId};
use domain::session::SessionCommand;
use domain::triage::MeetingCommand;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tests::keys::{by, sign, sign_by};
use tests::shared::hub::FakeHub;
use tests::shared::{Seat, Template, rest};
use tests::{HEADS_PRESENT, assignment, lift, person};
use uuid::Uuid;

/// Some 0.9 s of a processor each in a debug build; more by `SHARED_SEEDS`.
const SEEDS: u64 = 200;
const STEPS: u32 = 60;

pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

#[test]
fn whatever_happens_all_stations_come_to_one_record_and_nothing_acknowledged_is_lost() {
    let template = Template::make(3);
    if let Some(seed) = number("SHARED_SEED") {
        history(&template, seed);
        return;
    }
    let (seeds, next, failed) =
        (number("SHARED_SEEDS").unwrap_or(SEEDS), AtomicU64::new(0), Mutex::new(Vec::new()));
    let lost = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        return;
                    }
                    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        lost.fetch_add(history(&template, seed), Ordering::Relaxed);
                    }));
                    if ran.is_err() {
                        failed.lock().unwrap().push(seed);
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort_unstable();
    let lost = lost.into_inner();
    assert!(lost > 0 || seeds < SEEDS, "where nothing loses its place nothing is proved");
    assert!(failed.is_empty(), "{} of {seeds} seeds: {failed:?}", failed.len());
}

fn history(template: &Template, seed: u64) -> usize {
    let (hub, seats) = template.copy();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let chance = Chance::seeded(bytes);
    let mut story = Story {
        hub,
        seats: seats.into_iter().map(Some).collect(),
        chance,
        calls: Vec::new(),
        cases: Vec::new(),
        meeting: MeetingId(Uuid::new_v4()),
        acknowledged: Vec::new(),
        told: number("SHARED_SEED").is_some(),
    };
    for n in 0..STEPS {
        story.step(n);
    }
    story.heal()
}

struct Story {
    hub: Arc<FakeHub>,
    /// None only while a console ends and begins again.
    seats: Vec<Option<Seat>>,
    chance: Chance,
    /// By the seat that took them.
    calls: Vec<(usize, CallId)>,
    cases: Vec<(usize, CaseId)>,
    meeting: MeetingId,
    /// Rows of acts that were answered with `Done`.
    acknowledged: Vec<(Uuid, Vec<u8>)>,
    told: bool,
}

impl Story {
    fn seat(&self, at: usize) -> &Seat {
        self.seats[at].as_ref().unwrap()
    }

    fn below(&self, end: usize) -> usize {
        self.chance.below(end as u32) as usize
    }

    fn tell(&self, words: impl Fn() -> String) {
        if self.told {
            eprintln!("{}", words());
        }
    }

    fn step(&mut self, n: u32) {
        self.hub.tick(i64::from(self.chance.below(3000)));
        let at = self.below(self.seats.len());
        match self.chance.below(100) {
            0..30 => {
                let there = self.seat(at).desk.share_once();
                self.tell(|| format!("{n}: round at {at}: {there}"));
            }
            30..38 => self.take_call(n, at),
            38..46 => self.record(n, at),
            46..58 => self.go_on(n, at),
            58..64 => {
                let name = HEADS_PRESENT[self.below(HEADS_PRESENT.len())];
                let arrived = self.chance.below(2).eq(&0).then(|| self.seat(at).desk.clock.now());
                let attends = SessionCommand::TakeAttendance { person: person(name), arrived };
                self.act(n, at, self.seat(at).session.0, Command::Session(attends));
            }
            64..67 => {
                let vague = Some(vec![format!("尽快{n}")]);
                let words = DirectoryCommand::ChangeWords { names: None, vague, templates: None };
                self.act(n, at, self.seat(at).desk.directory_stream(), Command::Directory(words));
            }
            67..73 => self.meet(n, at),
            73..76 => self.check(n, at),
            76..78 => self.take_over(n, at),
            78..80 => self.erase(n, at),
            80..84 => {
                let cut = self.chance.below(2) == 0;
                self.seat(at).line.cut(cut);
                self.tell(|| format!("{n}: {at} cut {cut}"));
            }
            84..90 => {
                let often = self.chance.below(4) * 120;
                let weather = (often > 0).then(|| (Chance::seeded(self.chance.seed()), often));
                self.seat(at).line.weather(weather);
                self.tell(|| format!("{n}: weather at {at} {often}"));
            }
            90..93 => {
                self.hub.deliver();
                self.tell(|| format!("{n}: late calls arrive"));
            }
            93..96 => {
                let length = self.hub.length();
                // Once in a while a hub that has nothing at all.
                let keep =
                    if self.chance.below(6) == 0 { 0 } else { length - self.below(length.min(12) + 1) };
                self.hub.keep_only(keep);
                self.tell(|| format!("{n}: the hub keeps {keep} of {length}"));
            }
            _ => {
                let seat = self.seats[at].take().map(Seat::restarted);
                self.seats[at] = seat;
                self.tell(|| format!("{n}: {at} begins again"));
            }
        }
    }

    fn act(&mut self, n: u32, at: usize, stream: Uuid, command: Command) -> bool {
        let seat = self.seats[at].as_ref().unwrap();
        let before = seat.version(stream);
        let said = self.told.then(|| format!("{command:?}"));
        let order = Order { stream, version: Some(before), command, draft: None };
        let answer = seat.desk.act(vec![order]).remove(0);
        if let Some(said) = said {
            let said: String = said.chars().take(60).collect();
            eprintln!("{n}: {at} on {stream} at {before}: {said} → {answer:?}");
        }
        match answer {
            Answer::Done(receipt) => {
                let line = seat.line_of(stream);
                let rows = &line[before as usize..receipt.version as usize];
                self.acknowledged.extend(rows.iter().map(|row| (stream, row.clone())));
                true
            }
            Answer::Failed(failed) => match failed.failure {
                Failure::Refused { .. } | Failure::Stale { .. } | Failure::Away { .. } => false,
                fault @ (Failure::Denied { .. } | Failure::Fault { .. }) => panic!("{n}: {fault:?}"),
            },
        }
    }

    fn take_call(&mut self, n: u32, at: usize) {
        let call = CallId(Uuid::new_v4());
        let (session, number) = (self.seat(at).session, Some(format!("1001380{n:04}")));
        let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number };
        if self.act(n, at, call.0, Command::Call(ring)) {
            self.calls.push((at, call));
            let seat = self.seat(at).ordinal;
            self.act(n, at, call.0, Command::Call(CallCommand::AnswerCall { seat, leader: None }));
        }
    }

    fn record(&mut self, n: u32, at: usize) {
        let mine: Vec<CallId> =
            self.calls.iter().filter(|(seat, _)| *seat == at).map(|(_, call)| *call).collect();
        if mine.is_empty() {
            return;
        }
        let (call, case) = (mine[self.below(mine.len())], CaseId(Uuid::new_v4()));
        if self.act(n, at, case.0, Command::Case(CaseCommand::RecordCase { call, form: lift() })) {
            self.cases.push((at, case));
        }
    }

    /// Something that may be done with a call or a case, mostly at the seat that has it.
    fn go_on(&mut self, n: u32, at: usize) {
        let own = self.chance.below(5) > 0;
        let cases: Vec<CaseId> =
            self.cases.iter().filter(|(seat, _)| !own || *seat == at).map(|(_, case)| *case).collect();
        let calls: Vec<CallId> =
            self.calls.iter().filter(|(seat, _)| !own || *seat == at).map(|(_, call)| *call).collect();
        if self.chance.below(3) > 0 && !cases.is_empty() {
            let case = cases[self.below(cases.len())];
            let command = match self.chance.below(3) {
                0 => {
                    let mut form = lift();
                    form.text.matter = format!("7 号楼电梯已停运 {n} 天。");
                    CaseCommand::AmendCase { form }
                }
                1 => CaseCommand::HandOver,
                _ => {
                    let (answer, basis) = ("已现场答复。".into(), String::new());
                    CaseCommand::AnswerOnCall { answer, basis, confirmed: true }
                }
            };
            self.act(n, at, case.0, Command::Case(command));
        } else if !calls.is_empty() {
            let call = calls[self.below(calls.len())];
            self.act(n, at, call.0, Command::Call(CallCommand::EndCall));
            let no_case = self.chance.below(2).eq(&0).then_some(NoCase::CutOff);
            let log = CallCommand::LogCall { no_case, words: None, read_back: true };
            self.act(n, at, call.0, Command::Call(log));
        }
    }

    fn meet(&mut self, n: u32, at: usize) {
        let (session, meeting) = (self.seat(at).session, self.meeting);
        match self.chance.below(8) {
            0 if n > STEPS / 2 => {
                self.act(n, at, session.0, Command::Session(SessionCommand::CloseLines));
                self.act(n, at, meeting.0, Command::Meeting(MeetingCommand::Convene { session }));
            }
            1 => {
                self.act(n, at, meeting.0, Command::Meeting(MeetingCommand::SortAgenda));
            }
            _ => {
                let Some(end) = self.cases.len().checked_sub(1) else { return };
                let (_, case) = self.cases[self.below(end + 1)];
                self.act(n, at, case.0, Command::Case(assignment("区市场监管局", "江临")));
            }
        }
    }

    /// 核对 of what waits for it.
    fn check(&mut self, n: u32, at: usize) {
        let waits = self.seat(at).reader().to_check().unwrap();
        let Some((stream, state)) = waits.into_iter().next() else { return };
        let Some(first) = state.aside().and_then(|aside| aside.waiting.first()).map(|one| one.first) else {
            return;
        };
        let command = StreamCommand::CheckDisplaced { first, how: Checked::Redone };
        self.act(n, at, stream, Command::Stream(command));
    }

    fn take_over(&mut self, n: u32, at: usize) {
        let from = self.below(self.seats.len());
        let station = self.seat(from).desk.station();
        let order = TakeOver { station, why: TakenWhy::CutOff };
        let taken = sign(&self.seat(at).desk, KeysAct::TakeOver { of: order });
        self.tell(|| format!("{n}: {at} takes over from {from}: {taken:?}"));
        match taken {
            Ok(_) | Err(Failure::Refused { .. } | Failure::Stale { .. } | Failure::Away { .. }) => {}
            Err(fault) => panic!("{n}: {fault:?}"),
        }
    }

    fn erase(&mut self, n: u32, at: usize) {
        let seat = self.seat(at);
        let closed = |case: &CaseId| matches!(seat.reader().case(*case), Ok(Some(case)) if matches!(case.stage, Stage::Closed { .. }));
        let Some(case) = self.cases.iter().map(|(_, case)| *case).find(closed) else { return };
        let (erasure, reason) = (Uuid::new_v4(), ErasureReason::ConsentWithdrawn);
        let propose = KeysAct::Erasure { command: ErasureCommand::Propose { erasure, case, reason } };
        let proposed = sign(&seat.desk, propose);
        let confirm = KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } };
        let erased = proposed.and_then(|_| sign_by(&seat.desk, by("2"), confirm));
        self.tell(|| format!("{n}: {at} erases {case:?}: {erased:?}"));
        match erased {
            Ok(_) | Err(Failure::Refused { .. } | Failure::Stale { .. } | Failure::Away { .. }) => {}
            Err(fault) => panic!("{n}: {fault:?}"),
        }
    }

    /// How many rows lost their place.
    fn heal(self) -> usize {
        self.hub.deliver();
        let seats: Vec<Seat> = self.seats.into_iter().flatten().collect();
        for seat in &seats {
            seat.line.cut(false);
            seat.line.weather(None);
        }
        rest(&self.hub, &seats);
        same_everywhere(&self.hub, &seats);
        each_stands_or_is_put_aside(&self.hub, &seats, &self.acknowledged);
        displaced(&self.hub, &seats[0]).len()
    }
}
