//! The triage meeting (诉求会商): an agenda that sorts itself, passes, deferral, adjournment.

mod agenda;
pub mod event;
mod rule;

pub use agenda::{Group, group_of, likely_unit, sort_key, sorted};
pub use event::{AgendaEntry, Deferral};
pub use rule::{MeetingCommand, decide};

use crate::aside::Aside;
use crate::event::{Made, MeetingEvent};
use crate::id::{CaseId, MeetingId, PersonId, SessionId};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The parts of the meeting's timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Pass {
    /// 开场
    Opening,
    /// 逐件
    OneByOne,
    /// 逐单位
    ByUnit,
    /// 未到场单位
    Absent,
    /// 收尾
    Closing,
}

impl Pass {
    pub const ALL: [Pass; 5] = [Pass::Opening, Pass::OneByOne, Pass::ByUnit, Pass::Absent, Pass::Closing];
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub version: u64,
    pub session: SessionId,
    pub chair: PersonId,
    pub secretary: PersonId,
    pub convened_at: Stamp,
    pub order: Vec<AgendaEntry>,
    pub pass: Pass,
    pub passes: BTreeMap<Pass, Stamp>,
    pub opened: Option<(CaseId, Stamp)>,
    pub deferred: BTreeMap<CaseId, Deferred>,
    pub adjourned_at: Option<Stamp>,
    /// Taken over, or rows to be checked.
    #[serde(default, skip_serializing_if = "Aside::is_empty")]
    pub aside: Aside,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferred {
    pub to: Deferral,
    pub at: Stamp,
    pub reason: String,
}

impl Meeting {
    /// Folds one event; the first must be MeetingConvened.
    pub fn apply(state: Option<Meeting>, id: MeetingId, made: Made<&MeetingEvent>) -> Option<Meeting> {
        let Some(mut meeting) = state else {
            let MeetingEvent::MeetingConvened(facts, _) = made.event else { return None };
            return Some(Meeting {
                id,
                version: made.version,
                session: facts.session,
                chair: facts.chair,
                secretary: facts.secretary,
                convened_at: made.at,
                order: Vec::new(),
                pass: Pass::Opening,
                passes: BTreeMap::from([(Pass::Opening, made.at)]),
                opened: None,
                deferred: BTreeMap::new(),
                adjourned_at: None,
                aside: Aside::default(),
            });
        };
        meeting.version = made.version;
        match made.event {
            MeetingEvent::MeetingConvened(..) => {}
            MeetingEvent::AgendaSorted(facts, _) => meeting.order = facts.items.clone(),
            MeetingEvent::PassStarted(facts, _) => {
                meeting.pass = facts.pass;
                meeting.passes.entry(facts.pass).or_insert(made.at);
            }
            MeetingEvent::ItemOpened(facts, _) => {
                meeting.opened = Some((facts.case, made.at));
                meeting.deferred.remove(&facts.case);
            }
            MeetingEvent::ItemDeferred(facts, text) => {
                let reason = text.clone().unwrap_or_default().reason;
                meeting.deferred.insert(facts.case, Deferred { to: facts.to, at: made.at, reason });
            }
            MeetingEvent::MeetingAdjourned(..) => meeting.adjourned_at = Some(made.at),
        }
        Some(meeting)
    }

    /// The cases on the undecided list (未决清单).
    pub fn undecided(&self) -> impl Iterator<Item = CaseId> + '_ {
        self.deferred.iter().filter_map(|(case, deferred)| match deferred.to {
            Deferral::Undecided { .. } => Some(*case),
            Deferral::Later => None,
        })
    }
}
