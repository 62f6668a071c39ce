//! When an erasure may be proposed, confirmed, dropped.

use super::{ErasureConfirmed, ErasureDropped, ErasureProposed, ErasureReason, Erasures};
use crate::case::Stage;
use crate::event::ErasureEvent;
use crate::id::CaseId;
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::Rejection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A two-person act lapses after so many days.
pub const LAPSES_AFTER_DAYS: i64 = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ErasureCommand {
    /// `erasure` is a new random id; the case stands in `Around::master`.
    Propose {
        erasure: Uuid,
        case: CaseId,
        reason: ErasureReason,
    },
    Confirm {
        erasure: Uuid,
    },
    Drop {
        erasure: Uuid,
    },
}

pub fn decide(
    state: &Erasures,
    command: ErasureCommand,
    moment: &Moment,
) -> Result<Vec<ErasureEvent>, Rejection> {
    let event = match command {
        ErasureCommand::Propose { erasure, case, reason } => {
            moment.may(Right::ProposeErasure)?;
            let found = moment.around.master.as_ref().filter(|found| found.id == case);
            let found = found.ok_or(Rejection::NotFound)?;
            match found.stage {
                Stage::Closed { .. }
                | Stage::Merged { .. }
                | Stage::Redirected { .. }
                | Stage::Voided { .. } => {}
                Stage::Recording
                | Stage::PendingTriage
                | Stage::Assigned
                | Stage::InProgress
                | Stage::Replied
                | Stage::PendingCallback
                | Stage::Listed => {
                    return Err(Rejection::StageForbids { stage: found.stage });
                }
            }
            let stands = state
                .all
                .iter()
                .any(|one| one.case == case && (one.confirmed.is_some() || one.waits(moment.at)));
            if stands || found.erased || state.get(erasure).is_some() {
                return Err(Rejection::AlreadyThere);
            }
            let call = found.origin.map(|origin| origin.call.0);
            let streams = [case.0].into_iter().chain(call).collect();
            let number = found.number;
            ErasureEvent::ErasureProposed(ErasureProposed { erasure, case, number, streams, reason }, None)
        }
        ErasureCommand::Confirm { erasure } => {
            moment.may(Right::ConfirmErasure)?;
            let one = waiting(state, erasure, moment)?;
            if one.proposed.1 == moment.actor {
                return Err(Rejection::SamePerson);
            }
            ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure }, None)
        }
        ErasureCommand::Drop { erasure } => {
            moment.may(Right::ProposeErasure)?;
            waiting(state, erasure, moment)?;
            ErasureEvent::ErasureDropped(ErasureDropped { erasure }, None)
        }
    };
    Ok(vec![event])
}

fn waiting<'a>(state: &'a Erasures, id: Uuid, moment: &Moment) -> Result<&'a super::Erasure, Rejection> {
    let one = state.get(id).ok_or(Rejection::NotFound)?;
    if one.waits(moment.at) { Ok(one) } else { Err(Rejection::Lapsed) }
}
