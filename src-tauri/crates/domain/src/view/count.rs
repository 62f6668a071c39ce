//! What one stream adds to the counted projections: counters move by the difference of two of these.

use super::Tally;
use crate::call::Outcome;
use crate::case::{Case, Stage};
use crate::command::State;
use crate::id::SessionId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A counter: of a session, by name, for one key of that name (a unit, a category, a code) or for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Counter {
    pub session: SessionId,
    pub name: String,
    /// Empty, an id, or a code.
    pub key: String,
}

impl Counter {
    fn new(session: SessionId, name: &str, key: impl ToString) -> Counter {
        Counter { session, name: name.to_string(), key: key.to_string() }
    }
}

pub const CASES: &str = "cases";
pub const SETTLED: &str = "settled";
pub const MERGED: &str = "merged";
pub const CATEGORY: &str = "category";
pub const UNIT: &str = "unit";
pub const UNIT_TODAY: &str = "unitToday";
pub const NO_CASE: &str = "noCaseCode";

/// What a state adds; a function of that one stream alone, so the order between streams never matters.
pub fn counted(state: &State) -> Vec<(Counter, u32)> {
    match state {
        State::Nothing
        | State::Session(_)
        | State::Meeting(_)
        | State::Directory(_)
        | State::Seat(_)
        | State::Erasures(_)
        | State::Clue(_) => Vec::new(),
        State::Call(call) => {
            let of = |name: &str, key: &str| Counter::new(call.session, name, key);
            let mut counts: Vec<_> = Tally::of(call)
                .terms()
                .into_iter()
                .filter(|(_, value)| *value > 0)
                .map(|(name, value)| (of(name, ""), value))
                .collect();
            if let Some(Outcome::NoCase(code)) = call.outcome {
                let code = serde_json::to_value(code).ok();
                let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or_default();
                counts.push((of(NO_CASE, code), 1));
            }
            counts
        }
        State::Case(case) => case.session().map(|session| case_counts(case, session)).unwrap_or_default(),
    }
}

fn case_counts(case: &Case, session: SessionId) -> Vec<(Counter, u32)> {
    if let Stage::Voided { .. } = case.stage {
        return Vec::new();
    }
    let key = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut counts = vec![
        (Counter::new(session, CASES, ""), 1),
        (Counter::new(session, CATEGORY, key(case.matter.category.map(|id| id.0))), 1),
    ];
    if case.disposition == Some(crate::call::Disposition::Transferred) {
        counts.push((Counter::new(session, "transferredCases", ""), 1));
        if case.settled() {
            counts.push((Counter::new(session, SETTLED, ""), 1));
        }
        if let Stage::Merged { .. } = case.stage {
            counts.push((Counter::new(session, MERGED, ""), 1));
        }
    }
    if let Some(given) = &case.assignment {
        let name = if given.same_day { UNIT_TODAY } else { UNIT };
        counts.push((Counter::new(session, name, given.lead.0), 1));
    }
    counts
}
