//! Calls (来电): Ringing → Live → WrapUp → Logged; Missed → RungBack.

pub mod facts;
mod rule;
pub mod text;

pub use facts::{Disposition, Line, Missed, NoCase, Outcome};
pub use rule::{CallCommand, decide};

use crate::aside::Aside;
use crate::event::{CallEvent, Made};
use crate::id::{CallId, CaseId, PersonId, SessionId};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CallStage {
    Ringing,
    Live,
    WrapUp,
    Logged,
    Missed,
    RungBack,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    pub id: CallId,
    pub version: u64,
    pub stage: CallStage,
    pub session: SessionId,
    pub line: Line,
    /// None: withheld, or erased.
    pub number: Option<String>,
    pub rang_at: Stamp,
    pub answered: Option<Answered>,
    pub ended_at: Option<Stamp>,
    pub missed: Option<Missed>,
    pub outcome: Option<Outcome>,
    pub cases: Vec<CaseId>,
    pub read_back: bool,
    pub marks: Vec<Stamp>,
    pub erased: bool,
    /// Taken over, or rows to be checked.
    #[serde(default, skip_serializing_if = "Aside::is_empty")]
    pub aside: Aside,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    pub at: Stamp,
    pub seat: u8,
    pub leader: PersonId,
    pub recorder: PersonId,
}

impl Call {
    /// Folds one event; the first must be CallRang.
    pub fn apply(state: Option<Call>, id: CallId, made: Made<&CallEvent>) -> Option<Call> {
        let Some(mut call) = state else {
            let CallEvent::CallRang(facts, text) = made.event else { return None };
            return Some(Call {
                id,
                version: made.version,
                stage: CallStage::Ringing,
                session: facts.session,
                line: facts.line,
                number: text.as_ref().and_then(|text| text.number.clone()),
                rang_at: made.at,
                answered: None,
                ended_at: None,
                missed: None,
                outcome: None,
                cases: Vec::new(),
                read_back: false,
                marks: Vec::new(),
                erased: made.erased,
                aside: Aside::default(),
            });
        };
        call.version = made.version;
        call.erased |= made.erased;
        match made.event {
            CallEvent::CallRang(..) => {}
            CallEvent::CallAnswered(facts, _) => {
                call.stage = CallStage::Live;
                call.answered = Some(Answered {
                    at: made.at,
                    seat: facts.seat,
                    leader: facts.leader,
                    recorder: facts.recorder,
                });
            }
            CallEvent::CallEnded(..) => {
                call.stage = CallStage::WrapUp;
                call.ended_at = Some(made.at);
            }
            CallEvent::CallLogged(facts, _) => {
                call.stage = CallStage::Logged;
                call.ended_at = call.ended_at.or(Some(made.at));
                call.outcome = Some(facts.outcome);
                call.cases = facts.cases.clone();
                call.read_back = facts.read_back;
            }
            CallEvent::CallMissed(facts, _) => {
                call.stage = CallStage::Missed;
                call.missed = Some(facts.why);
            }
            CallEvent::CallRungBack(..) => call.stage = CallStage::RungBack,
            CallEvent::MarkDropped(..) => call.marks.push(made.at),
        }
        Some(call)
    }

    pub fn disposition(&self) -> Option<Disposition> {
        match self.outcome? {
            Outcome::Disposed(disposition) => Some(disposition),
            Outcome::NoCase(_) => None,
        }
    }
}
