//! 交办: lead unit, named owner, plan and due date, claimed by a head or decided by the chair (T7, T8).

use super::facts::*;
use super::text::*;
use super::{Case, Stage, recheck};
use crate::deadline::{self, DeadlinePolicy, DueAt, NoDue, Span};
use crate::directory::Directory;
use crate::event::CaseEvent;
use crate::id::{PersonId, UnitId};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// 办结时限 as the meeting says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DueWish {
    /// 0 = today 17:30; n = 17:30 on the n-th working day.
    WorkingDays { days: u32 },
    /// 17:30 on that day.
    Day { day: NaiveDate },
    /// An exact time, rest day or not: hazards are counted in hours.
    At { at: Stamp },
}

/// Whose word settled it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Settlement {
    /// 认领: the head who spoke.
    Claimed { by: PersonId },
    /// 裁定: the chair, with the basis; the objection that he answered, if there was one.
    Decided { by: PersonId, basis: String, objection: Option<Objection>, dissent: String },
}

pub struct Wish {
    pub lead: UnitId,
    pub assisting: Vec<UnitId>,
    pub owner: PersonId,
    pub due: DueWish,
    pub plan: String,
    pub late_reason: String,
    pub gap: String,
    pub settlement: Settlement,
}

pub fn assign(case: &Case, mut wish: Wish, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    let directory = moment.directory;
    triage_open(case, &wish.settlement, moment)?;
    let unit_name = lead_stands(case, wish.lead, directory)?;
    if wish.assisting.contains(&wish.lead) {
        return Err(Rejection::LeadAmongAssisting);
    }
    if wish.assisting.iter().any(|unit| !directory.units.contains_key(unit)) {
        return Err(Rejection::UnknownUnit);
    }
    let mut named = BTreeSet::new();
    wish.assisting.retain(|unit| named.insert(*unit));
    let (Settlement::Claimed { by } | Settlement::Decided { by, .. }) = &wish.settlement;
    if [wish.owner, *by].iter().any(|person| !directory.people.contains_key(person)) {
        return Err(Rejection::UnknownPerson);
    }
    let due = due(wish.due, moment)?;
    let plan = typed::text(&wish.plan, Field::Plan, Kind::Long)?;
    typed::binding(&plan, Field::Plan, &directory.vague)?;
    let late_reason = typed::optional(&wish.late_reason, Field::LateReason, Kind::Line)?;
    let promised = case.promise.due().filter(|promised| deadline::later(due.at, *promised));
    if let (Some(promised), None) = (promised, &late_reason) {
        return Err(Rejection::LaterThanPromised { promised });
    }
    let mut events = Vec::new();
    let said_by = match &wish.settlement {
        Settlement::Claimed { by } => {
            let standing =
                case.claim.as_ref().is_some_and(|claim| claim.unit == wish.lead && claim.claimed_by == *by);
            if !standing || !wish.gap.trim().is_empty() {
                events.push(claim_event(wish.lead, *by, &wish.gap, directory)?);
            }
            *by
        }
        Settlement::Decided { by, basis, objection, dissent } => {
            if case.locked_lead() != Some(wish.lead) {
                events.push(adjudication_event(wish.lead, *by, basis, *objection, dissent, directory)?);
            }
            *by
        }
    };
    let facts = CaseAssigned {
        lead: wish.lead,
        assisting: wish.assisting,
        owner: wish.owner,
        due: due.at,
        provisional: due.provisional.map(|provisional| provisional.year),
        working_days: match due.basis.span {
            Span::WorkingDays(days) => Some(days),
            Span::WallClockHours(_) | Span::TodayAt(_) => None,
        },
        same_day: false,
        said_by,
        later_than_promised: promised.is_some(),
        shielded: case.shielded(),
        clock_out: recheck::clock_out(moment),
    };
    let text = AssignmentText {
        lead: unit_name,
        owner: directory.person_titled(wish.owner),
        plan,
        late_reason: promised.and(late_reason).unwrap_or_default(),
    };
    events.push(CaseEvent::CaseAssigned(facts, Some(text)));
    Ok(events)
}

/// 认领, before the rest is settled.
pub fn claim(
    case: &Case,
    unit: UnitId,
    claimed_by: PersonId,
    gap: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    triage_open(case, &Settlement::Claimed { by: claimed_by }, moment)?;
    lead_stands(case, unit, moment.directory)?;
    claim_event(unit, claimed_by, gap, moment.directory).map(|event| vec![event])
}

/// 裁定, before the rest is settled: from here on the lead is locked.
pub fn adjudicate(
    case: &Case,
    lead: UnitId,
    decided_by: PersonId,
    basis: &str,
    objection: Option<Objection>,
    dissent: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    let settlement =
        Settlement::Decided { by: decided_by, basis: basis.into(), objection, dissent: dissent.into() };
    triage_open(case, &settlement, moment)?;
    lead_stands(case, lead, moment.directory)?;
    adjudication_event(lead, decided_by, basis, objection, dissent, moment.directory).map(|event| vec![event])
}

pub fn name_owner(
    case: &Case,
    owner: PersonId,
    said_by: PersonId,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    if !matches!(case.stage, Stage::Assigned | Stage::InProgress) || case.assignment.is_none() {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    if ![owner, said_by].iter().all(|person| moment.directory.people.contains_key(person)) {
        return Err(Rejection::UnknownPerson);
    }
    let text = OwnerText { owner: moment.directory.person_titled(owner) };
    Ok(vec![CaseEvent::OwnerNamed(OwnerNamed { owner, said_by }, Some(text))])
}

/// When a due date as it was wished falls, and whether the calendar knows every year on the way.
pub fn due(wish: DueWish, moment: &Moment) -> Result<DueAt, Rejection> {
    let directory = moment.directory;
    let policy = directory.deadlines(moment.at.day());
    let due = match wish {
        DueWish::WorkingDays { days } => {
            deadline::due_after(Span::WorkingDays(days), moment.at, &directory.calendar, policy).map_err(
                |why| match why {
                    NoDue::TooLateToday { .. } => Rejection::DueInPast,
                    NoDue::NoRule { .. } | NoDue::TooFar => Rejection::DueTooFar,
                },
            )?
        }
        DueWish::Day { day } => {
            if directory.calendar.knows(day.year()) && !directory.calendar.is_working(day) {
                return Err(Rejection::DueOnRestDay);
            }
            said(Stamp::local(day, policy.close_of_day), directory, policy)
        }
        DueWish::At { at } => said(at, directory, policy),
    };
    if due.at <= moment.at {
        return Err(Rejection::DueInPast);
    }
    if due.at.seconds_since(moment.at) > MOST_DAYS_AHEAD * 86_400 {
        return Err(Rejection::DueTooFar);
    }
    Ok(due)
}

/// A due date further away is a slip of the keyboard, or a matter to be listed, not assigned.
const MOST_DAYS_AHEAD: i64 = 3 * 366;

fn said(at: Stamp, directory: &Directory, policy: &DeadlinePolicy) -> DueAt {
    let day = at.day();
    let year = day.year();
    DueAt {
        at,
        provisional: (!directory.calendar.knows(year)).then_some(deadline::Provisional { year }),
        basis: deadline::Basis {
            class: None,
            span: Span::TodayAt(at.time()),
            source: String::new(),
            counted_from: day,
            policy_version: policy.version,
        },
    }
}

/// Heads claim while the meeting sits; the chair may still rule on the undecided list after it.
fn triage_open(case: &Case, settlement: &Settlement, moment: &Moment) -> Result<(), Rejection> {
    if !case.pending() {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    let meeting = moment.around.meeting.as_ref().ok_or(Rejection::MeetingNotRunning)?;
    let ruling =
        matches!(settlement, Settlement::Decided { .. }) && meeting.undecided().any(|id| id == case.id);
    if meeting.adjourned_at.is_some() && !ruling {
        return Err(Rejection::MeetingOver);
    }
    Ok(())
}

fn lead_stands(case: &Case, lead: UnitId, directory: &Directory) -> Result<String, Rejection> {
    let unit = directory.units.get(&lead).ok_or(Rejection::UnknownUnit)?;
    if case.matter.reported == Some(lead) {
        return Err(Rejection::LeadIsReported { above: unit.above });
    }
    if let Some(locked) = case.locked_lead().filter(|locked| *locked != lead) {
        return Err(Rejection::LeadLocked { unit: locked });
    }
    Ok(unit.name.clone())
}

fn claim_event(
    unit: UnitId,
    claimed_by: PersonId,
    gap: &str,
    directory: &Directory,
) -> Result<CaseEvent, Rejection> {
    if !directory.people.contains_key(&claimed_by) {
        return Err(Rejection::UnknownPerson);
    }
    let gap = typed::optional(gap, Field::Gap, Kind::Line)?.unwrap_or_default();
    let text = ClaimText { name: directory.person_titled(claimed_by), gap };
    Ok(CaseEvent::CaseClaimed(CaseClaimed { unit, claimed_by }, Some(text)))
}

fn adjudication_event(
    lead: UnitId,
    decided_by: PersonId,
    basis: &str,
    objection: Option<Objection>,
    dissent: &str,
    directory: &Directory,
) -> Result<CaseEvent, Rejection> {
    if !directory.people.contains_key(&decided_by) {
        return Err(Rejection::UnknownPerson);
    }
    if let Some(objection) = objection {
        let units = [Some(objection.unit), objection.belongs_to];
        if units.iter().flatten().any(|unit| !directory.units.contains_key(unit)) {
            return Err(Rejection::UnknownUnit);
        }
        if !directory.people.contains_key(&objection.said_by) {
            return Err(Rejection::UnknownPerson);
        }
    }
    let basis = typed::text(basis, Field::Basis, Kind::Line)?;
    let dissent = typed::optional(dissent, Field::Reason, Kind::Line)?.unwrap_or_default();
    let text = AdjudicationText { name: directory.person_titled(decided_by), basis, dissent };
    Ok(CaseEvent::LeadAdjudicated(LeadAdjudicated { lead, decided_by, objection }, Some(text)))
}
