//! Sessions (场次): planned, opened, lines closed, sealed.

pub mod event;
mod rule;

pub use event::{Check, HallSeat, Host, HostKind, Plan, SeatPlan};
pub use rule::{SessionCommand, decide};

use crate::event::{Made, SessionEvent};
use crate::id::{PersonId, SessionId};
use crate::time::Stamp;
use crate::view::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

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
            });
        };
        session.version = made.version;
        match made.event {
            SessionEvent::SessionPlanned(facts, _) => {
                session.plan = facts.plan.clone();
                // A postponed session that is planned anew can be opened.
                if session.stage == SessionStage::Postponed {
                    session.stage = SessionStage::Planned;
                }
            }
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
                session.plan.day = facts.to;
            }
        }
        Some(session)
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
