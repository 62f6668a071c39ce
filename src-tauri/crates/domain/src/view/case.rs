//! A case for those who handle it. The telephone number is masked even here.

use crate::call::Disposition;
use crate::case::{
    BlobHash, Case, Evidence, EvidenceKind, Matter, MatterText, Objection, PassedOn, Promise, Stage,
    WhatIsMissing,
};
use crate::directory::Directory;
use crate::id::{CallId, CaseId, PersonId, SessionId, UnitId};
use crate::input::mask_number;
use crate::rejection::Field;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseFull {
    pub id: CaseId,
    pub version: u64,
    /// 受理号 as shown, `1201-01-07`; none on imported cases.
    pub number: Option<String>,
    /// Its last four digits, as spoken.
    pub spoken: Option<String>,
    pub stage: Stage,
    pub session: Option<SessionId>,
    pub call: Option<CallId>,
    pub seat: Option<u8>,
    pub leader: String,
    pub recorded_at: Stamp,
    /// 来电时间: when the call was answered, however late the record was finished.
    pub called_at: Stamp,
    pub recorded_by: String,
    pub matter: Matter,
    /// With `number` masked.
    pub text: MatterText,
    pub category: String,
    pub place: String,
    pub candidate: String,
    pub reported: String,
    pub promise: PromiseSeen,
    pub read_back: bool,
    pub disposition: Option<Disposition>,
    pub answer: String,
    pub dispatches: Vec<DispatchSeen>,
    pub hops: Vec<Hop>,
    pub sent_back: Option<String>,
    pub claimed_by: String,
    pub gap: String,
    pub adjudication: Option<AdjudicationSeen>,
    pub assignment: Option<AssignmentSeen>,
    pub missing: Vec<Field>,
    pub evidence: Vec<EvidenceSeen>,
    /// Reaches units without the caller's identity.
    pub shielded: bool,
    /// 已依法删除
    pub erased: bool,
}

/// 附件
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceSeen {
    pub hash: BlobHash,
    /// Empty: 已依法删除.
    pub name: String,
    pub note: String,
    pub size: u32,
    pub kind: EvidenceKind,
    pub at: Stamp,
    pub by: String,
    /// On this workstation; the desk knows, a fold doesn't.
    pub here: bool,
    /// The workstation where it was attached, by its ordinal; 0: not known.
    pub station: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PromiseSeen {
    Unknown,
    Nothing,
    Made { by: String, at: Stamp, due: Option<Stamp>, words: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DispatchSeen {
    pub name: String,
    pub called_at: Stamp,
    pub reached: bool,
    pub reply: String,
}

/// 流转过程: one stop of the hop chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hop {
    pub unit: String,
    pub from: Option<Stamp>,
    pub hours: Option<u32>,
    pub why: Option<PassedOn>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AdjudicationSeen {
    pub unit: UnitId,
    pub lead: String,
    pub decided_by: String,
    pub basis: String,
    pub dissent: String,
    pub objection: Option<Objection>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssignmentSeen {
    pub at: Stamp,
    pub lead: UnitId,
    pub lead_name: String,
    pub assisting: Vec<String>,
    pub owner: PersonId,
    pub owner_name: String,
    pub owner_phone: String,
    pub plan: String,
    pub due: Stamp,
    /// 暂定: the year whose holidays were not known.
    pub provisional: Option<i32>,
    pub working_days: Option<u32>,
    pub same_day: bool,
    pub said_by: String,
    pub recorded_by: String,
    pub later_than_promised: bool,
    pub late_reason: String,
    /// Seconds that the clock was out when the due date was given, while nobody has checked it.
    #[ts(type = "number | null")]
    pub clock_out: Option<i64>,
}

impl CaseFull {
    pub fn of(case: &Case, directory: &Directory) -> CaseFull {
        let unit = |id: Option<UnitId>| id.map(|id| directory.unit_name(id)).unwrap_or_default();
        let matter = &case.matter;
        let mut text = case.text.clone();
        text.number = mask_number(&text.number);
        CaseFull {
            id: case.id,
            version: case.version,
            number: case.number.map(|number| number.shown()),
            spoken: case.number.map(|number| number.spoken()),
            stage: case.stage,
            session: case.session(),
            call: case.origin.map(|origin| origin.call),
            seat: case.origin.map(|origin| origin.seat),
            leader: case.origin.map(|origin| directory.person_titled(origin.leader)).unwrap_or_default(),
            recorded_at: case.recorded_at,
            called_at: case.called_at(),
            recorded_by: directory.person_name(case.recorded_by),
            matter: matter.clone(),
            category: matter.category.map(|id| directory.category_path(id)).unwrap_or_default(),
            place: case.place(directory),
            candidate: unit(matter.candidate),
            reported: if text.reported.is_empty() { unit(matter.reported) } else { text.reported.clone() },
            text,
            promise: PromiseSeen::of(&case.promise, directory),
            read_back: case.read_back,
            disposition: case.disposition,
            answer: case.answer.as_ref().map(|answer| answer.answer.clone()).unwrap_or_default(),
            dispatches: case.dispatches.iter().map(DispatchSeen::of).collect(),
            hops: Hop::chain(case, directory),
            sent_back: case.sent_back.clone(),
            claimed_by: case.claim.as_ref().map(|claim| claim.name.clone()).unwrap_or_default(),
            gap: case.claim.as_ref().map(|claim| claim.gap.clone()).unwrap_or_default(),
            adjudication: case.adjudication.as_ref().map(|ruling| AdjudicationSeen {
                unit: ruling.lead,
                lead: directory.unit_name(ruling.lead),
                decided_by: ruling.name.clone(),
                basis: ruling.basis.clone(),
                dissent: ruling.dissent.clone(),
                objection: ruling.objection,
            }),
            assignment: case.assignment.as_ref().map(|given| AssignmentSeen {
                at: given.at,
                lead: given.lead,
                lead_name: named(&given.lead_name, || directory.unit_name(given.lead)),
                assisting: given.assisting.iter().map(|unit| directory.unit_name(*unit)).collect(),
                owner: given.owner,
                owner_name: named(&given.owner_name, || directory.person_titled(given.owner)),
                owner_phone: directory
                    .people
                    .get(&given.owner)
                    .and_then(|person| person.phone.clone())
                    .unwrap_or_default(),
                plan: given.plan.clone(),
                due: case.due().unwrap_or(given.due),
                provisional: given.provisional,
                working_days: given.working_days,
                same_day: given.same_day,
                said_by: directory.person_titled(given.said_by),
                recorded_by: directory.person_name(given.recorded_by),
                later_than_promised: given.later_than_promised,
                late_reason: given.late_reason.clone(),
                clock_out: case.due_to_check(),
            }),
            missing: if case.stage == Stage::Recording { case.missing() } else { Vec::new() },
            evidence: case.evidence.iter().map(|one| EvidenceSeen::of(one, directory)).collect(),
            shielded: case.shielded(),
            erased: case.erased,
        }
    }
}

impl Case {
    /// Where it is: as typed, else the directory's path.
    pub fn place(&self, directory: &Directory) -> String {
        named(&self.text.place, || self.matter.place.map(|id| directory.place_path(id)).unwrap_or_default())
    }
}

impl EvidenceSeen {
    fn of(evidence: &Evidence, directory: &Directory) -> EvidenceSeen {
        let text = evidence.text.clone().unwrap_or_default();
        EvidenceSeen {
            hash: evidence.hash,
            name: text.name,
            note: text.note,
            size: evidence.size,
            kind: evidence.kind,
            at: evidence.at,
            by: directory.person_name(evidence.by),
            here: false,
            station: 0,
        }
    }
}

impl PromiseSeen {
    pub fn of(promise: &Promise, directory: &Directory) -> PromiseSeen {
        match promise {
            Promise::Unknown => PromiseSeen::Unknown,
            Promise::Nothing => PromiseSeen::Nothing,
            Promise::Made { by, at, due, words } => PromiseSeen::Made {
                by: directory.person_titled(*by),
                at: *at,
                due: *due,
                words: words.clone().unwrap_or_default(),
            },
        }
    }
}

impl DispatchSeen {
    fn of(dispatch: &crate::case::Dispatch) -> DispatchSeen {
        DispatchSeen {
            name: dispatch.name.clone(),
            called_at: dispatch.called_at,
            reached: dispatch.reached,
            reply: dispatch.reply.clone(),
        }
    }
}

impl Hop {
    /// The stops before this call in order, and the units that it was given to since; the last has it now, unless it has
    /// hours like those before it.
    pub fn chain(case: &Case, directory: &Directory) -> Vec<Hop> {
        let before = case.matter.stops.iter().map(|stop| Hop {
            unit: directory.unit_name(stop.unit),
            from: stop.from,
            hours: stop.hours,
            why: Some(stop.why),
        });
        let since = case.follow.hops.iter().map(|hop| Hop {
            unit: named(&hop.name, || directory.unit_name(hop.unit)),
            from: Some(hop.from),
            hours: hop.until.map(|until| until.seconds_since(hop.from).max(0) as u32 / 3600),
            why: None,
        });
        before.chain(since).collect()
    }
}

/// The name as it was then; the directory's when the text that held it was erased.
pub(crate) fn named(then: &str, now: impl FnOnce() -> String) -> String {
    if then.is_empty() { now() } else { then.to_string() }
}
