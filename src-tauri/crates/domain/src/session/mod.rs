//! Sessions (场次): planned, opened, lines closed, sealed.

pub mod event;
mod plan;
mod rule;

pub use event::{Check, HallSeat, Host, HostKind, Plan, SeatPlan};
pub use rule::{SessionCommand, decide};

use crate::aside::Aside;
use crate::directory::Directory;
use crate::event::{Made, SessionEvent};
use crate::id::{PersonId, SessionId};
use crate::time::Stamp;
use crate::view::Tally;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    pub seal: Option<Seal>,
    /// Taken over, or rows to be checked.
    #[serde(default, skip_serializing_if = "Aside::is_empty")]
    pub aside: Aside,
}

/// What a sealed session says for ever.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Seal {
    pub at: Stamp,
    pub tally: Tally,
    pub settled: u32,
    pub undecided: u32,
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
            SessionEvent::SessionSealed(facts, _) => {
                session.stage = SessionStage::Sealed;
                session.seal = Some(Seal {
                    at: made.at,
                    tally: facts.tally,
                    settled: facts.settled,
                    undecided: facts.undecided,
                });
            }
            SessionEvent::SessionCancelled(..) => session.stage = SessionStage::Cancelled,
            SessionEvent::SessionPostponed(facts, _) => {
                session.stage = SessionStage::Postponed;
                session.move_to(facts.to);
            }
        }
        Some(session)
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

    /// Calls can still be finished and cases still be amended.
    pub fn running(&self) -> bool {
        matches!(self.stage, SessionStage::Open | SessionStage::LinesClosed)
    }
}
