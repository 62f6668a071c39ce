//! 依法删除: the personal text of a closed case is destroyed on lawful request, by two people.
//!
//! One stream a house holds all of them: ids and reason codes, no name.

mod rule;

pub use rule::{ErasureCommand, LAPSES_AFTER_DAYS, decide};

use crate::event::{ErasureEvent, Made};
use crate::id::{CaseId, PersonId};
use crate::number::CaseNumber;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureProposed {
    pub erasure: Uuid,
    pub case: CaseId,
    pub number: Option<CaseNumber>,
    /// The case's stream and that of its call.
    pub streams: Vec<Uuid>,
    pub reason: ErasureReason,
}

/// Effective with this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureConfirmed {
    pub erasure: Uuid,
}

/// Taken back before it was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureDropped {
    pub erasure: Uuid,
}

/// 个人信息保护法第四十七条, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErasureReason {
    /// 处理目的已实现或者不再必要
    PurposeServed,
    /// 保存期限已届满
    PeriodOver,
    /// 个人撤回同意
    ConsentWithdrawn,
    /// 违法或者违约处理
    UnlawfullyProcessed,
    /// 法律、行政法规规定的其他情形
    OtherLaw,
}

/// One erasure, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    pub id: Uuid,
    pub case: CaseId,
    pub number: Option<CaseNumber>,
    pub streams: Vec<Uuid>,
    pub reason: ErasureReason,
    pub proposed: (Stamp, PersonId),
    pub confirmed: Option<(Stamp, PersonId)>,
    pub dropped: Option<(Stamp, PersonId)>,
}

impl Erasure {
    /// Waits for the second person; after seven days it no longer does, nor for one who dates his word before it.
    pub fn waits(&self, now: Stamp) -> bool {
        let stands = self.confirmed.is_none() && self.dropped.is_none();
        stands && self.proposed.0 <= now && now < self.lapses_at()
    }

    pub fn lapses_at(&self) -> Stamp {
        self.proposed.0.plus_minutes(LAPSES_AFTER_DAYS * 24 * 60)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasures {
    pub version: u64,
    /// In the order in which they were proposed.
    pub all: Vec<Erasure>,
}

impl Erasures {
    pub fn apply(&mut self, made: Made<&ErasureEvent>) {
        self.version = made.version;
        let by = (made.at, made.by);
        match made.event {
            ErasureEvent::ErasureProposed(facts, _) if self.get(facts.erasure).is_some() => {}
            ErasureEvent::ErasureProposed(facts, _) => self.all.push(Erasure {
                id: facts.erasure,
                case: facts.case,
                number: facts.number,
                streams: facts.streams.clone(),
                reason: facts.reason,
                proposed: by,
                confirmed: None,
                dropped: None,
            }),
            ErasureEvent::ErasureConfirmed(facts, _) => {
                // Two people by what was written, whatever a program let through.
                let one = self.all.iter_mut().find(|one| one.id == facts.erasure);
                if let Some(one) = one.filter(|one| one.waits(made.at) && one.proposed.1 != made.by) {
                    one.confirmed = Some(by);
                }
            }
            ErasureEvent::ErasureDropped(facts, _) => {
                let one = self.all.iter_mut().find(|one| one.id == facts.erasure);
                if let Some(one) = one.filter(|one| one.confirmed.is_none() && one.proposed.0 <= made.at) {
                    one.dropped = Some(by);
                }
            }
        }
    }

    pub fn confirmed(&self) -> impl Iterator<Item = &Erasure> {
        self.all.iter().filter(|one| one.confirmed.is_some())
    }

    pub fn get(&self, id: Uuid) -> Option<&Erasure> {
        self.all.iter().find(|one| one.id == id)
    }
}
