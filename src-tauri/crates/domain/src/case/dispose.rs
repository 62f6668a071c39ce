//! The three dispositions of a case on the line, and redirection to another channel.

use super::facts::*;
use super::text::*;
use super::{Case, Promise, Stage, recheck};
use crate::deadline;
use crate::event::{CaseEvent, NoText};
use crate::id::{PersonId, UnitId};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};

/// What a record still lacks (待补录), field by field.
pub trait WhatIsMissing {
    fn missing(&self) -> Vec<Field>;
}

impl WhatIsMissing for Case {
    /// What, where, a number or 匿名, and the promise or 未承诺 (T4).
    fn missing(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut need = |lacks: bool, field| {
            if lacks {
                fields.push(field);
            }
        };
        need(self.matter.request.is_none(), Field::Request);
        need(self.text.matter.is_empty(), Field::Matter);
        need(self.text.place.is_empty() && self.matter.place.is_none(), Field::Place);
        need(self.text.number.is_empty() && !self.matter.anonymous, Field::Number);
        need(self.promise == Promise::Unknown, Field::Promise);
        fields
    }
}

/// T2: an answer, the caller's assent, and no safety hazard.
pub fn answer(case: &Case, answer: &str, basis: &str, confirmed: bool) -> Result<Vec<CaseEvent>, Rejection> {
    recording(case)?;
    if case.matter.hazard {
        return Err(Rejection::HazardNotOnCall);
    }
    if case.text.matter.is_empty() {
        return Err(Rejection::Missing { fields: vec![Field::Matter] });
    }
    let answer = typed::text(answer, Field::Answer, Kind::Long)?;
    if !confirmed {
        return Err(Rejection::CallerNotConfirmed);
    }
    let basis = typed::optional(basis, Field::Basis, Kind::Line)?.unwrap_or_default();
    let said_by = case.origin.map_or(case.recorded_by, |origin| origin.leader);
    Ok(vec![
        CaseEvent::AnsweredOnCall(AnsweredOnCall { said_by }, Some(AnswerText { answer, basis })),
        home_moves(),
    ])
}

/// T3: a head of the unit is in the room or was reached, an owner is named, and the time is today.
pub fn handle_today(
    case: &Case,
    lead: UnitId,
    owner: PersonId,
    due: Stamp,
    plan: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    recording(case)?;
    complete(case)?;
    let directory = moment.directory;
    let unit = directory.units.get(&lead).ok_or(Rejection::UnknownUnit)?;
    if case.matter.reported == Some(lead) {
        return Err(Rejection::LeadIsReported { above: unit.above });
    }
    let heads: Vec<PersonId> = unit.head.iter().chain(&unit.deputies).copied().collect();
    let present =
        moment.around.session.as_ref().is_some_and(|session| session.present(heads.iter().copied()));
    let reached = case.dispatches.iter().any(|dispatch| {
        // Of a unit without a head on record, whoever answers for it.
        dispatch.reached
            && (heads.contains(&dispatch.person) || (heads.is_empty() && dispatch.unit == Some(lead)))
    });
    if !present && !reached {
        return Err(Rejection::NobodyReached { unit: lead });
    }
    if !directory.people.contains_key(&owner) {
        return Err(Rejection::UnknownPerson);
    }
    let latest = Stamp::local(moment.at.day(), directory.deadlines(moment.at.day()).close_of_day);
    if due <= moment.at {
        return Err(Rejection::DueInPast);
    }
    if due > latest {
        return Err(Rejection::DueNotToday { latest });
    }
    if let Some(promised) = case.promise.due().filter(|promised| deadline::later(due, *promised)) {
        return Err(Rejection::LaterThanPromised { promised });
    }
    let plan = typed::optional(plan, Field::Plan, Kind::Long)?.unwrap_or_default();
    typed::binding(&plan, Field::Plan, &directory.vague)?;
    let said_by = case.origin.map_or(moment.actor, |origin| origin.leader);
    let facts = CaseAssigned {
        lead,
        assisting: Vec::new(),
        owner,
        due,
        provisional: None,
        working_days: None,
        same_day: true,
        said_by,
        later_than_promised: false,
        shielded: case.shielded(),
        clock_out: recheck::clock_out(moment),
    };
    let text = AssignmentText {
        lead: unit.name.clone(),
        owner: directory.person_titled(owner),
        plan,
        late_reason: String::new(),
    };
    Ok(vec![CaseEvent::CaseAssigned(facts, Some(text)), home_moves()])
}

/// T4: the meeting decides; a caller from another district is handed over too, never turned away.
pub fn hand_over(case: &Case) -> Result<Vec<CaseEvent>, Rejection> {
    recording(case)?;
    complete(case)?;
    Ok(vec![CaseEvent::HandedOver(HandedOver { triage: true }, None)])
}

/// T5: another channel, with the words said to the caller. No channel ends the matter of a caller from
/// another district: it is handed over (T4).
pub fn redirect(case: &Case, channel: Channel, words: &str) -> Result<Vec<CaseEvent>, Rejection> {
    recording(case)?;
    if case.matter.outside.is_some() {
        return Err(Rejection::OutsideIsTransferred);
    }
    let words = typed::text(words, Field::Reason, Kind::Long)?;
    let facts = CaseRedirected { channel };
    Ok(vec![CaseEvent::CaseRedirected(facts, Some(WordsText { words })), home_moves()])
}

fn home_moves() -> CaseEvent {
    CaseEvent::HandedOver(HandedOver { triage: false }, None::<NoText>)
}

fn recording(case: &Case) -> Result<(), Rejection> {
    if case.stage == Stage::Recording { Ok(()) } else { Err(Rejection::StageForbids { stage: case.stage }) }
}

fn complete(case: &Case) -> Result<(), Rejection> {
    let fields = case.missing();
    if fields.is_empty() { Ok(()) } else { Err(Rejection::Missing { fields }) }
}
