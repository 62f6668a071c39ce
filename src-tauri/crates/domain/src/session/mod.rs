//! Sessions (场次): planned, opened, lines closed, sealed.

pub mod event;
mod plan;
mod rule;
mod seal;

pub use event::{Check, HallSeat, Host, HostKind, Plan, SeatAway, SeatCount, SeatPlan};
pub use rule::{SessionCommand, decide};
pub use seal::{SealCommand, decide as decide_seal};

use crate::aside::{Aside, TakenWhy};
use crate::directory::Directory;
use crate::erasure::LAPSES_AFTER_DAYS;
use crate::event::{Made, SessionEvent};
use crate::id::{PersonId, SessionId};
use crate::rejection::Rejection;
use crate::time::Stamp;
use crate::view::Tally;
use chrono::NaiveDate;
use event::{SessionSealed, SupplementAdded};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// 10:30–10:40: between the lines' closing and the meeting, calls and records are finished (`domain.md` §2.3).
pub const BREAK_MINUTES: i64 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SessionStage {
    Planned,
    Open,
    LinesClosed,
    Sealed,
    Cancelled,
    Postponed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub version: u64,
    pub stage: SessionStage,
    pub plan: Plan,
    pub arrived: BTreeMap<PersonId, Stamp>,
    /// What was seen to, and when.
    #[serde(default)]
    pub checked: Vec<(Check, Stamp)>,
    pub opened_at: Option<Stamp>,
    pub lines_closed_at: Option<Stamp>,
    /// 停用
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shut: BTreeSet<u8>,
    /// What waits for the second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    pub seal: Option<Seal>,
    /// Taken over, or rows to be checked.
    #[serde(default, skip_serializing_if = "Aside::is_empty")]
    pub aside: Aside,
}

/// What a sealed session says for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Seal {
    pub at: Stamp,
    /// Who signed it.
    pub by: PersonId,
    pub tally: Tally,
    pub settled: u32,
    pub undecided: u32,
    pub seats: Vec<SeatCount>,
    /// 暂缺
    pub absent: Vec<SeatAway>,
    pub why: Option<TakenWhy>,
    /// Who proposed it with a seat away.
    pub proposed_by: Option<PersonId>,
    /// The hub's place and hash.
    pub pos: Option<u64>,
    pub hash: Option<String>,
    /// Figures that were added later, n° 2 first.
    pub supplements: Vec<Supplement>,
}

/// 补充
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Supplement {
    pub number: u32,
    pub at: Stamp,
    pub by: PersonId,
    pub proposed_by: PersonId,
    pub tally: Tally,
    pub settled: u32,
    pub undecided: u32,
    pub seats: Vec<SeatCount>,
    pub absent: Vec<SeatAway>,
}

/// What one person has signed and another has to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub what: Proposed,
    pub at: Stamp,
    pub by: PersonId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Proposed {
    /// 缺席封存
    Seal { absent: Vec<u8>, why: TakenWhy },
    /// 补充
    Supplement,
}

impl Proposal {
    /// Waits for the second person; after seven days it no longer does, nor for one who dates his word before it.
    pub fn waits(&self, now: Stamp) -> bool {
        self.at <= now && now < self.lapses_at()
    }

    pub fn lapses_at(&self) -> Stamp {
        self.at.plus_minutes(LAPSES_AFTER_DAYS * 24 * 60)
    }
}

impl Host {
    /// The house's own district.
    pub fn own(directory: &Directory) -> Host {
        Host { kind: HostKind::District, name: directory.names.district.clone() }
    }
}

impl Session {
    /// Folds one event; the first must be SessionPlanned, anything else before it is passed over.
    pub fn apply(state: Option<Session>, id: SessionId, made: Made<&SessionEvent>) -> Option<Session> {
        let Some(mut session) = state else {
            let SessionEvent::SessionPlanned(facts, _) = made.event else { return None };
            return Some(Session {
                id,
                version: made.version,
                stage: SessionStage::Planned,
                plan: facts.plan.clone(),
                arrived: BTreeMap::new(),
                checked: Vec::new(),
                opened_at: None,
                lines_closed_at: None,
                shut: BTreeSet::new(),
                proposal: None,
                seal: None,
                aside: Aside::default(),
            });
        };
        session.version = made.version;
        match made.event {
            SessionEvent::SessionPlanned(facts, _) => session.plan_anew(&facts.plan),
            SessionEvent::AttendanceTaken(facts, _) => match facts.arrived {
                Some(at) => drop(session.arrived.insert(facts.person, at)),
                None => drop(session.arrived.remove(&facts.person)),
            },
            SessionEvent::CheckTicked(facts, _) => {
                session.checked.retain(|(check, _)| *check != facts.check);
                if facts.done {
                    session.checked.push((facts.check, made.at));
                }
            }
            SessionEvent::SessionOpened(..) => {
                session.stage = SessionStage::Open;
                session.opened_at = Some(made.at);
            }
            SessionEvent::LinesClosed(..) => {
                session.stage = SessionStage::LinesClosed;
                session.lines_closed_at = Some(made.at);
            }
            SessionEvent::SeatShut(facts, _) => {
                session.shut.remove(&facts.seat);
                session.shut.extend(facts.shut.then_some(facts.seat));
            }
            SessionEvent::SealProposed(facts, _) => {
                let what = Proposed::Seal { absent: facts.absent.clone(), why: facts.why };
                session.proposal = Some(Proposal { what, at: made.at, by: made.by });
            }
            SessionEvent::SupplementProposed(..) => {
                session.proposal = Some(Proposal { what: Proposed::Supplement, at: made.at, by: made.by });
            }
            SessionEvent::SessionSealed(facts, _) => session.sealed(facts, made.at, made.by),
            SessionEvent::SupplementAdded(facts, _) => session.supplemented(facts, made.at, made.by),
            SessionEvent::SessionCancelled(..) => session.stage = SessionStage::Cancelled,
            SessionEvent::SessionPostponed(facts, _) => {
                session.stage = SessionStage::Postponed;
                session.move_to(facts.to);
            }
        }
        Some(session)
    }

    /// The first seal stands for ever. With a seat away it takes two people by what was written, whatever a program
    /// let through.
    fn sealed(&mut self, facts: &SessionSealed, at: Stamp, by: PersonId) {
        let mut away: Vec<u8> = facts.absent.iter().map(|one| one.seat).collect();
        away.dedup();
        let proposed = self.of_another(at, by).filter(|one| match &one.what {
            Proposed::Seal { absent, .. } => *absent == away,
            Proposed::Supplement => false,
        });
        let proposed_by = proposed.map(|one| one.by).filter(|_| !away.is_empty());
        if self.seal.is_some() || proposed_by.is_none() && !away.is_empty() {
            return;
        }
        let SessionSealed { tally, settled, undecided, seats, absent, why, pos, hash } = facts.clone();
        let supplements = Vec::new();
        self.stage = SessionStage::Sealed;
        self.proposal = None;
        self.seal = Some(Seal {
            at,
            by,
            tally,
            settled,
            undecided,
            seats,
            absent,
            why,
            proposed_by,
            pos,
            hash,
            supplements,
        });
    }

    fn supplemented(&mut self, facts: &SupplementAdded, at: Stamp, by: PersonId) {
        let proposed = self.of_another(at, by).filter(|one| one.what == Proposed::Supplement);
        let (Some(proposed_by), Some(seal)) = (proposed.map(|one| one.by), &mut self.seal) else { return };
        let SupplementAdded { number, tally, settled, undecided, seats, absent, .. } = facts.clone();
        let added = Supplement { number, at, by, proposed_by, tally, settled, undecided, seats, absent };
        seal.supplements.push(added);
        self.proposal = None;
    }

    fn of_another(&self, at: Stamp, by: PersonId) -> Option<&Proposal> {
        self.proposal.as_ref().filter(|one| one.waits(at) && one.by != by)
    }

    fn plan_anew(&mut self, plan: &Plan) {
        self.move_to(plan.day);
        self.plan = plan.clone();
        // A seat that is gone takes the test of its line with it.
        let plan = &self.plan;
        self.checked.retain(|(check, _)| match check {
            Check::Line { seat } => plan.seats.iter().any(|planned| planned.seat == *seat),
            Check::Notice | Check::Recording | Check::Printing | Check::Projection | Check::Briefing => true,
        });
        // A postponed session that is planned anew can be opened.
        if self.stage == SessionStage::Postponed {
            self.stage = SessionStage::Planned;
        }
    }

    /// Who came on one day has not come on another; what was seen to stays seen to.
    fn move_to(&mut self, day: NaiveDate) {
        if self.plan.day != day {
            self.arrived.clear();
        }
        self.plan.day = day;
    }

    /// When the lines should close: the planned minutes after it really opened, else after it should.
    pub fn ends_at(&self) -> Stamp {
        let begins = self.opened_at.unwrap_or_else(|| Stamp::local(self.plan.day, self.plan.starts));
        begins.plus_minutes(i64::from(self.plan.minutes))
    }

    /// Whose session it is; a plan that says nothing is of the house's own district.
    pub fn host(&self, directory: &Directory) -> Host {
        self.plan.host.clone().unwrap_or_else(|| Host::own(directory))
    }

    pub fn ticked(&self, check: Check) -> bool {
        self.checked.iter().any(|(ticked, _)| *ticked == check)
    }

    pub fn seat(&self, seat: u8) -> Option<&SeatPlan> {
        self.plan.seats.iter().find(|plan| plan.seat == seat)
    }

    /// A unit is in the room when its head or a deputy has signed in.
    pub fn present(&self, people: impl IntoIterator<Item = PersonId>) -> bool {
        people.into_iter().any(|person| self.arrived.contains_key(&person))
    }

    /// New calls are taken.
    pub fn takes_calls(&self) -> bool {
        self.stage == SessionStage::Open
    }

    /// # Errors
    /// 停用
    pub fn takes_calls_at(&self, seat: u8) -> Result<(), Rejection> {
        if self.shut.contains(&seat) { Err(Rejection::SeatShut { seat }) } else { Ok(()) }
    }

    /// Calls can still be finished and cases still be amended.
    pub fn running(&self) -> bool {
        matches!(self.stage, SessionStage::Open | SessionStage::LinesClosed)
    }
}
