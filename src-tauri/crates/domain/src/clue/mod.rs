//! 问题线索报送: drawn up by a clue officer, signed by two, never automatic. Folded in memory only; no row, count,
//! search, paper, topic or trail knows of it.

pub mod event;
mod rule;

pub use event::*;
pub use rule::{ClueCommand, decide};

use crate::event::{ClueEvent, Made};
use crate::id::{CaseId, PersonId};
use crate::time::Stamp;
use uuid::Uuid;

/// One referral, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    pub id: Uuid,
    pub version: u64,
    pub case: Option<CaseId>,
    pub recipient: ClueRecipient,
    pub mode: ClueMode,
    pub text: ClueText,
    pub drawn_up: (Stamp, PersonId),
    pub signed: Option<(Stamp, PersonId)>,
    pub delivered: Option<(Stamp, PersonId)>,
    /// 回执编号
    pub receipt: String,
    pub dropped: Option<(Stamp, PersonId)>,
    pub drop_reason: String,
}

impl Clue {
    pub fn apply(old: Option<Clue>, id: Uuid, made: Made<&ClueEvent>) -> Option<Clue> {
        let by = (made.at, made.by);
        let mut clue = match (old, made.event) {
            (None, ClueEvent::ClueProposed(facts, text)) => Clue {
                id,
                version: 0,
                case: facts.case,
                recipient: facts.recipient,
                mode: facts.mode,
                text: text.clone().unwrap_or_default(),
                drawn_up: by,
                signed: None,
                delivered: None,
                receipt: String::new(),
                dropped: None,
                drop_reason: String::new(),
            },
            (old, _) => old?,
        };
        clue.version = made.version;
        // Whose role or key has ended can't sign between acts that others have signed since.
        if made.at < clue.last_act() {
            return Some(clue);
        }
        match made.event {
            ClueEvent::ClueProposed(..) => {}
            ClueEvent::ClueConfirmed(..) => {
                if clue.waits(made.at) && clue.drawn_up.1 != made.by {
                    clue.signed = Some(by);
                }
            }
            ClueEvent::ClueDelivered(_, text) => {
                if clue.signed.is_some() && clue.delivered.is_none() && clue.dropped.is_none() {
                    clue.delivered = Some(by);
                    clue.receipt = text.as_ref().map(|text| text.receipt.clone()).unwrap_or_default();
                }
            }
            ClueEvent::ClueDropped(_, text) => {
                if clue.delivered.is_none() && clue.dropped.is_none() {
                    clue.dropped = Some(by);
                    clue.drop_reason = text.as_ref().map(|text| text.reason.clone()).unwrap_or_default();
                }
            }
        }
        Some(clue)
    }

    /// When the last of its acts was signed: none is dated before it.
    pub fn last_act(&self) -> Stamp {
        let later = [self.signed, self.delivered, self.dropped].into_iter().flatten().map(|(at, _)| at);
        later.fold(self.drawn_up.0, Stamp::max)
    }

    /// Waits for the second signature, for seven days.
    pub fn waits(&self, now: Stamp) -> bool {
        self.signed.is_none() && self.dropped.is_none() && now < self.lapses_at()
    }

    pub fn lapses_at(&self) -> Stamp {
        self.drawn_up.0.plus_minutes(crate::erasure::LAPSES_AFTER_DAYS * 24 * 60)
    }
}
