//! When a referral may be drawn up, signed, delivered, dropped.

use super::{
    Clue, ClueConfirmed, ClueDelivered, ClueDropped, ClueMode, ClueProposed, ClueRecipient, ClueText,
    DropText, ReceiptText,
};
use crate::event::ClueEvent;
use crate::id::CaseId;
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ClueCommand {
    /// 拟报送
    Propose { case: Option<CaseId>, recipient: ClueRecipient, mode: ClueMode, text: ClueText },
    /// 会签
    Confirm,
    /// 已送达
    Deliver { receipt: String },
    /// 不报送
    Drop { reason: String },
}

pub fn decide(
    state: Option<&Clue>,
    command: ClueCommand,
    moment: &Moment,
) -> Result<Vec<ClueEvent>, Rejection> {
    moment.may(Right::Clues)?;
    let event = match (command, state) {
        (ClueCommand::Propose { .. }, Some(_)) => return Err(Rejection::AlreadyThere),
        (ClueCommand::Propose { case, recipient, mode, text }, None) => {
            let text = checked(mode, &text)?;
            ClueEvent::ClueProposed(ClueProposed { case, recipient, mode }, Some(text))
        }
        (_, None) => return Err(Rejection::NotFound),
        (ClueCommand::Confirm, Some(clue)) => {
            if clue.drawn_up.1 == moment.actor {
                return Err(Rejection::SamePerson);
            }
            if !clue.waits(moment.at) {
                return Err(Rejection::Lapsed);
            }
            ClueEvent::ClueConfirmed(ClueConfirmed {}, None)
        }
        (ClueCommand::Deliver { receipt }, Some(clue)) => {
            if clue.signed.is_none() {
                return Err(Rejection::SecondSignature);
            }
            if clue.delivered.is_some() || clue.dropped.is_some() {
                return Err(Rejection::AlreadyThere);
            }
            let receipt = typed::text(&receipt, Field::Receipt, Kind::Line)?;
            ClueEvent::ClueDelivered(ClueDelivered {}, Some(ReceiptText { receipt }))
        }
        (ClueCommand::Drop { reason }, Some(clue)) => {
            if clue.delivered.is_some() || clue.dropped.is_some() {
                return Err(Rejection::AlreadyThere);
            }
            let reason = typed::text(&reason, Field::Reason, Kind::Long)?;
            ClueEvent::ClueDropped(ClueDropped {}, Some(DropText { reason }))
        }
    };
    Ok(vec![event])
}

/// Whole: about whom and what. Reference only: the number of the paper and nothing that tells more.
fn checked(mode: ClueMode, text: &ClueText) -> Result<ClueText, Rejection> {
    match mode {
        ClueMode::ReferenceOnly => Ok(ClueText {
            reference: typed::text(&text.reference, Field::Reference, Kind::Line)?,
            ..ClueText::default()
        }),
        ClueMode::Whole => Ok(ClueText {
            reference: typed::optional(&text.reference, Field::Reference, Kind::Line)?.unwrap_or_default(),
            about: typed::text(&text.about, Field::About, Kind::Line)?,
            matter: typed::text(&text.matter, Field::Matter, Kind::Long)?,
            basis: typed::optional(&text.basis, Field::Basis, Kind::Long)?.unwrap_or_default(),
        }),
    }
}
