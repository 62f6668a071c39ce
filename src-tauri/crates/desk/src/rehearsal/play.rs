//! Playing a day: every cue is acted through the desk, by the hand of whoever sits there.

use super::city::{self, RECORDERS, SECRETARY, UNITS, person_id, unit_id};
use super::eve;
use super::meeting::Minute;
use super::script::{self, Deed, OPENS, ScriptedCall};
use crate::chance::Chance;
use crate::commit::Hand;
use crate::desk::Desk;
use crate::door::{Answer, KeysAct, KeysOrder, Order, RehearsalPlan, Signer};
use crate::failure::Failure;
use domain::call::{CallCommand, Line};
use domain::case::{CaseCommand, CaseForm, Matter, MatterText, PassedOn, PriorStop};
use domain::id::{CallId, PersonId, SessionId};
use domain::session::{Check, SessionCommand, SessionStage};
use domain::{Command, Stamp};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::PoisonError;
use uuid::Uuid;

pub struct Play {
    plan: RehearsalPlan,
    pub session: SessionId,
    chance: Chance,
    cues: VecDeque<(Stamp, Cue)>,
    /// The meeting has been put on the list of cues.
    convened: bool,
}

enum Cue {
    Arrive(Vec<(PersonId, Stamp)>),
    Check(Vec<Check>),
    Open,
    Ring(usize),
    Answer(usize),
    Record(usize),
    Log(usize),
    CloseLines,
    Meeting(Minute),
    Seal,
}

/// What a rehearsed day came to: the last line of `hotlinectl rehearse`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    pub session: SessionId,
    pub answered: u32,
    pub resolved_on_call: u32,
    pub same_day: u32,
    pub transferred: u32,
    pub no_case: u32,
    pub settled: u32,
    pub undecided: u32,
    pub sealed: bool,
    pub reconciles: bool,
    pub merged: u32,
    pub cases: u32,
}

/// The calls of a play, kept beside it so that cues can name them by place.
pub struct Cast {
    calls: Vec<ScriptedCall>,
    ids: Vec<(Uuid, Uuid)>,
}

impl Play {
    /// Plans the day in the desk's store. A day that was played before with the same plan is None: what it
    /// came to is on record, under the same ids.
    pub fn new(desk: &Desk, plan: RehearsalPlan) -> Result<(Play, Cast, bool), Failure> {
        let begins = super::day_begins(&plan);
        city::settle(desk, Hand { at: begins, actor: desk.me(), ordinal: 1 })?;
        for again in 0u32.. {
            let chance = Chance::seeded(seed(&plan, again));
            let session = SessionId(chance.stream());
            let known = desk.read(|reader| reader.session(session))?;
            match known.map(|session| session.stage) {
                Some(SessionStage::Sealed) => {
                    let cast = Cast { calls: Vec::new(), ids: Vec::new() };
                    let cues = VecDeque::new();
                    return Ok((Play { plan, session, chance, cues, convened: true }, cast, true));
                }
                // Broken off: that day stays as it is, and this one gets ids of its own.
                Some(_) => continue,
                None => {}
            }
            let calls = script::calls(&plan, &chance);
            let ids = calls.iter().map(|_| (chance.stream(), chance.stream())).collect();
            let mut play = Play { plan, session, chance, cues: VecDeque::new(), convened: false };
            play.announce(desk)?;
            let cast = Cast { calls, ids };
            play.write_cues(&cast);
            return Ok((play, cast, false));
        }
        Err(Failure::from(domain::Rejection::AlreadyThere))
    }

    /// When the next cue falls; None when the play has come to its end.
    pub fn next_at(&self) -> Option<Stamp> {
        self.cues.front().map(|(at, _)| *at)
    }

    /// Acts the next cue.
    pub fn step(&mut self, desk: &Desk, cast: &Cast) -> Result<(), Failure> {
        let Some((at, cue)) = self.cues.pop_front() else { return Ok(()) };
        match cue {
            Cue::Arrive(people) => {
                let come = |(person, at)| SessionCommand::TakeAttendance { person, arrived: Some(at) };
                self.session_acts(desk, at, people.into_iter().map(come))?;
            }
            Cue::Check(checks) => {
                let tick = |check| SessionCommand::TickCheck { check, done: true };
                self.session_acts(desk, at, checks.into_iter().map(tick))?;
            }
            Cue::Open => self.session_acts(desk, at, [SessionCommand::OpenSession])?,
            Cue::Ring(index) => self.ring(desk, &cast.calls[index], cast.ids[index].0, at)?,
            Cue::Answer(index) => {
                let call = &cast.calls[index];
                let command = CallCommand::AnswerCall { seat: call.seat, leader: None };
                let order = (cast.ids[index].0, Some(1), Command::Call(command));
                act(desk, recorder(call.seat, at), [order])?;
            }
            Cue::Record(index) => {
                let call = &cast.calls[index];
                act(desk, recorder(call.seat, at), self.recording(call, cast.ids[index], at))?;
            }
            Cue::Log(index) => {
                let call = &cast.calls[index];
                let command = CallCommand::LogCall { no_case: None, words: None, read_back: true };
                let order = (cast.ids[index].0, Some(3), Command::Call(command));
                act(desk, recorder(call.seat, at), [order])?;
            }
            Cue::CloseLines => self.session_acts(desk, at, [SessionCommand::CloseLines])?,
            Cue::Meeting(minute) => minute.act(desk, self.session, self.secretary(at))?,
            Cue::Seal => {
                // Nobody of the play has an account: whoever watches it signs.
                let signer = Signer { staff_no: None, password: String::new() };
                drop(desk.keys(KeysOrder { signer, act: KeysAct::Seal { session: self.session } })?);
            }
        }
        if self.cues.is_empty() && !self.convened && self.plan.mine.is_none() && !self.plan.meeting {
            self.convened = true;
            let minutes = super::meeting::minutes(desk, self.session, at, &self.chance)?;
            let ends = minutes.last().map_or(at, |(at, _)| *at);
            self.cues.extend(minutes.into_iter().map(|(at, minute)| (at, Cue::Meeting(minute))));
            self.cues.push_back((ends.plus_minutes(2), Cue::Seal));
        }
        Ok(())
    }

    /// One more call at the visitor's seat.
    pub fn ring_now(&self, desk: &Desk) -> Result<(), Failure> {
        let one = RehearsalPlan { calls: 1, seed: desk.clock.now().0.unsigned_abs(), ..self.plan.clone() };
        let chance = Chance::seeded(seed(&one, 0));
        for call in script::calls(&one, &chance) {
            self.ring(desk, &call, chance.stream(), desk.clock.now())?;
        }
        Ok(())
    }

    pub fn brief(&self, desk: &Desk) -> Result<Brief, Failure> {
        let figures = desk.figures(self.session)?;
        let tally = figures.tally;
        Ok(Brief {
            session: self.session,
            answered: tally.answered,
            resolved_on_call: tally.resolved_on_call,
            same_day: tally.same_day,
            transferred: tally.transferred,
            no_case: tally.no_case,
            settled: figures.settled,
            undecided: figures.undecided,
            sealed: figures.seal.is_some(),
            reconciles: figures.reconciles,
            merged: figures.merged,
            cases: figures.cases,
        })
    }

    fn announce(&self, desk: &Desk) -> Result<(), Failure> {
        let number = desk.sessions()?.iter().map(|row| row.number).max().unwrap_or(0) + 1;
        let plan = eve::plan(&self.plan, number);
        let at = super::day_begins(&self.plan);
        let command = Command::Session(SessionCommand::PlanSession { plan });
        act(desk, self.secretary(at), [(self.session.0, Some(0), command)])
    }

    fn write_cues(&mut self, cast: &Cast) {
        let opens = Stamp::local(self.plan.day, OPENS);
        let begins = super::day_begins(&self.plan);
        let mut arrivals = eve::arrivals(&self.plan);
        let last = arrivals.pop();
        let mut cues = vec![
            (begins, Cue::Arrive(arrivals)),
            (begins, Cue::Check(eve::checks(&self.plan))),
            (opens, Cue::Open),
        ];
        cues.extend(last.map(|(person, at)| (at, Cue::Arrive(vec![(person, at)]))));
        for (index, call) in cast.calls.iter().enumerate() {
            cues.push((call.rings, Cue::Ring(index)));
            if Some(call.seat) != self.plan.mine {
                cues.push((call.answered, Cue::Answer(index)));
                cues.push((call.recorded, Cue::Record(index)));
                cues.push((call.logged, Cue::Log(index)));
            }
        }
        if self.plan.mine.is_none() {
            let over = opens.plus_minutes(i64::from(self.plan.minutes));
            let last = cast.calls.iter().map(|call| call.logged).max().unwrap_or(over);
            cues.push((over.max(last), Cue::CloseLines));
        }
        // Stable: what falls in one second keeps the order in which it was written.
        cues.sort_by_key(|(at, _)| *at);
        self.cues = cues.into();
    }

    fn ring(&self, desk: &Desk, call: &ScriptedCall, id: Uuid, at: Stamp) -> Result<(), Failure> {
        if self.plan.mine == Some(call.seat) {
            let says = format!("我是{}的{}。{}", call.compound, call.caller, call.matter.detail);
            desk.scripts.lock().unwrap_or_else(PoisonError::into_inner).insert(CallId(id), says);
        }
        let command = CallCommand::RingCall {
            session: self.session,
            line: Line::Rehearsal,
            number: Some(call.number.clone()),
        };
        act(desk, recorder(call.seat, at), [(id, Some(0), Command::Call(command))])
    }

    /// The record of a played call: the form, the disposition, the receiver down.
    fn recording(
        &self,
        call: &ScriptedCall,
        (id, case): (Uuid, Uuid),
        at: Stamp,
    ) -> Vec<(Uuid, Option<u64>, Command)> {
        let unit = UNITS.iter().find(|unit| unit.name == call.matter.unit).unwrap_or(&UNITS[0]);
        let close = Stamp::local(self.plan.day, close_of_day());
        let form = form(call, close);
        let mut orders =
            vec![(case, Some(0), Command::Case(CaseCommand::RecordCase { call: CallId(id), form }))];
        orders.push(match call.deed {
            Deed::OnCall => {
                let answer = "已当场答复办理条件、所需材料和窗口地点".to_string();
                let (basis, confirmed) = (String::new(), true);
                (case, None, Command::Case(CaseCommand::AnswerOnCall { answer, basis, confirmed }))
            }
            Deed::Today => {
                let (lead, owner) = (unit_id(unit.name), person_id(unit.head.0));
                let plan = unit.plans[0].to_string();
                let due = close.min(at.plus_minutes(8 * 60));
                (case, None, Command::Case(CaseCommand::HandleToday { lead, owner, due, plan }))
            }
            Deed::HandOver | Deed::Repeat | Deed::Disputed => {
                (case, None, Command::Case(CaseCommand::HandOver))
            }
        });
        orders.push((id, Some(2), Command::Call(CallCommand::EndCall)));
        orders
    }

    /// One after the other, the first on the session as it stands.
    fn session_acts(
        &self,
        desk: &Desk,
        at: Stamp,
        commands: impl IntoIterator<Item = SessionCommand>,
    ) -> Result<(), Failure> {
        let stands = std::iter::once(Some(self.session_version(desk)?)).chain(std::iter::repeat(None));
        let order = |(command, version)| (self.session.0, version, Command::Session(command));
        act(desk, self.secretary(at), commands.into_iter().zip(stands).map(order))
    }

    fn session_version(&self, desk: &Desk) -> Result<u64, Failure> {
        let session = desk.read(|reader| reader.session(self.session))?;
        Ok(session.map_or(0, |session| session.version))
    }

    fn secretary(&self, at: Stamp) -> Hand {
        Hand { at, actor: person_id(SECRETARY.0), ordinal: 1 }
    }
}

/// Acts orders that must all be done; a refusal is a mistake in the script, and says which.
pub(super) fn act(
    desk: &Desk,
    hand: Hand,
    orders: impl IntoIterator<Item = (Uuid, Option<u64>, Command)>,
) -> Result<(), Failure> {
    let orders = orders
        .into_iter()
        .map(|(stream, version, command)| Order { stream, version, command, draft: None })
        .collect();
    for answer in desk.act_as(orders, hand) {
        if let Answer::Failed(failed) = answer {
            return Err(failed.failure);
        }
    }
    Ok(())
}

fn recorder(seat: u8, at: Stamp) -> Hand {
    let name = RECORDERS[usize::from(seat.saturating_sub(1)) % RECORDERS.len()];
    Hand { at, actor: person_id(name), ordinal: seat }
}

fn form(call: &ScriptedCall, close: Stamp) -> CaseForm {
    let stop =
        |unit: &str, hours, why| PriorStop { unit: unit_id(unit), from: None, hours: Some(hours), why };
    let stops = match call.deed {
        Deed::OnCall | Deed::Today | Deed::HandOver => Vec::new(),
        Deed::Disputed => vec![
            stop("石桥街道办事处", 26, PassedOn::NotItsDuty),
            stop("区住建局", 52, PassedOn::BelongsToCompany),
        ],
        Deed::Repeat => vec![
            stop("石桥街道办事处", 26, PassedOn::NotItsDuty),
            stop("区住建局", 52, PassedOn::BelongsToCompany),
            stop("滨河供热公司", 90, PassedOn::NotHandedOver),
        ],
    };
    let outside = match call.matter.unit {
        "市12345平台" => Some(domain::case::Outside::CityPlatform),
        "其他旗县区平台" => Some(domain::case::Outside::OtherDistrict),
        _ => None,
    };
    let (promise, promise_due, no_promise) = match call.deed {
        Deed::OnCall => (String::new(), None, true),
        Deed::Today => ("今天下午五点半前办好，办好给您打电话。".into(), Some(close), false),
        Deed::HandOver | Deed::Repeat | Deed::Disputed => {
            ("今天会上定下单位和日期，明天下班前打电话告诉您。".into(), None, false)
        }
    };
    CaseForm {
        matter: Matter {
            request: Some(call.matter.request),
            category: Some(city::category_id(call.matter.category)),
            place: Some(city::place_id(call.compound)),
            hazard: call.matter.hazard,
            confidential: call.matter.request == domain::case::RequestType::Report,
            candidate: Some(unit_id(call.matter.unit)),
            asked_before: u32::from(call.deed == Deed::Repeat) * 2,
            stops,
            outside,
            ..Matter::default()
        },
        text: MatterText {
            title: format!("{}{}", call.compound, call.matter.title),
            matter: call.matter.detail.into(),
            caller: call.caller.clone(),
            number: call.number.clone(),
            place: format!("{} · {} · {}", city::DISTRICT, call.street, call.compound),
            ..MatterText::default()
        },
        promise,
        promise_due,
        no_promise,
        read_back: true,
    }
}

fn close_of_day() -> chrono::NaiveTime {
    domain::deadline::DeadlinePolicy::default().close_of_day
}

/// All that makes one day different from another; how fast it is played is not part of it.
fn seed(plan: &RehearsalPlan, again: u32) -> [u8; 32] {
    let named = (plan.seed, plan.day, plan.calls, plan.minutes, plan.seats, plan.units, again);
    let text = serde_json::to_vec(&named).unwrap_or_default();
    Sha256::digest(text).into()
}
