//! 退单: once a unit, with its basis and the unit that it belongs to, within a working day; and the ruling on it
//! (T11–T13, `domain.md` §4.4). The due date stands whatever comes of it.

use super::facts::*;
use super::text::*;
use super::work::{named, of_lead};
use super::{given, in_stage};
use crate::case::{Case, DueWish, Stage};
use crate::deadline::{self, Span};
use crate::event::FollowEvent;
use crate::id::{PersonId, UnitId};
use crate::limits::Limit;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use std::collections::BTreeSet;

/// Who has it from now on.
pub struct Anew {
    pub decided_by: PersonId,
    pub basis: String,
    pub lead: UnitId,
    pub assisting: Vec<UnitId>,
    pub owner: PersonId,
    pub due: Option<DueWish>,
}

pub fn ask(
    case: &Case,
    said_by: PersonId,
    belongs_to: UnitId,
    basis: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    of_lead(case, moment)?;
    let (directory, limits) = (moment.directory, moment.directory.limits(moment.at.day()));
    let given = case.assignment.as_ref().ok_or(Rejection::StageForbids { stage: case.stage })?;
    let unit = given.lead;
    in_stage(case, &[Stage::Assigned])?;
    if case.follow.open_return().is_some() {
        return Err(Rejection::ReturnOpen);
    }
    if case.follow.locked || case.locked_lead() == Some(unit) {
        return Err(Rejection::LeadLocked { unit });
    }
    let before = case.follow.returns.iter().filter(|one| one.unit == unit).count();
    if before >= limits.of(Limit::ReturnsAUnit) as usize {
        return Err(Rejection::ReturnedBefore { unit });
    }
    let since = case.follow.hops.last().map_or(given.at, |hop| hop.from);
    let latest = days_after(since, limits.of(Limit::ReturnDays), moment)?;
    if moment.at > latest {
        return Err(Rejection::ReturnTooLate { latest });
    }
    let name = named(said_by, moment)?;
    let belongs = directory.units.get(&belongs_to).ok_or(Rejection::UnknownUnit)?;
    if belongs_to == unit {
        return Err(Rejection::ReturnToItself);
    }
    if case.follow.had_it(belongs_to) {
        return Err(Rejection::InHopChain { unit: belongs_to });
    }
    let basis = typed::text(basis, Field::Basis, Kind::Long)?;
    let text = ReturnText { unit: directory.unit_name(unit), name, belongs_to: belongs.name.clone(), basis };
    let mut events = vec![FollowEvent::ReturnAsked(ReturnAsked { unit, said_by, belongs_to }, Some(text))];
    let asked = case.follow.returns.len() + 1;
    let units: BTreeSet<UnitId> = case.follow.hops.iter().map(|hop| hop.unit).collect();
    let why = if asked >= limits.of(Limit::ReturnsToHard) as usize {
        Some(HardWhy::Returned)
    } else if units.len() >= limits.of(Limit::UnitsToHard) as usize {
        Some(HardWhy::NoLead)
    } else {
        None
    };
    if let Some(why) = why.filter(|_| case.follow.hard.is_none()) {
        events.push(FollowEvent::HardCaseRaised(HardCaseRaised { why }, None));
    }
    Ok(events)
}

/// T12. A 问题工单 is the chair's, and so is giving a case back to a unit that had it: his word locks the lead.
pub fn uphold(case: &Case, anew: Anew, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    waits(case)?;
    let ruled = ReturnRuled { upheld: true, decided_by: anew.decided_by };
    let text = SaidText { name: named(anew.decided_by, moment)?, words: String::new() };
    let mut events = vec![FollowEvent::ReturnRuled(ruled, Some(text))];
    events.push(reassigned(case, anew, false, moment)?);
    Ok(events)
}

/// T13: it stays where it is, and can't be returned again.
pub fn refuse(
    case: &Case,
    decided_by: PersonId,
    words: &str,
    moment: &Moment,
) -> Result<Vec<FollowEvent>, Rejection> {
    waits(case)?;
    if case.follow.hard.is_some() && !is_chair(decided_by, moment) {
        return Err(Rejection::ChairDecides);
    }
    let text =
        SaidText { name: named(decided_by, moment)?, words: typed::text(words, Field::Reason, Kind::Long)? };
    Ok(vec![FollowEvent::ReturnRuled(ReturnRuled { upheld: false, decided_by }, Some(text))])
}

/// A return that nobody has ruled on, of a case that is still the unit's to answer for.
fn waits(case: &Case) -> Result<(), Rejection> {
    case.follow.open_return().ok_or(Rejection::NothingAsked)?;
    in_stage(case, &[Stage::Assigned])
}

/// The chair gives it to another unit without being asked by this one: a 问题工单, or 移交 after a callback.
pub fn rule(case: &Case, anew: Anew, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    in_stage(case, &[Stage::Assigned, Stage::InProgress, Stage::PendingCallback])?;
    given(case)?;
    if case.follow.open_return().is_some() {
        return Err(Rejection::ReturnOpen);
    }
    Ok(vec![reassigned(case, anew, true, moment)?])
}

fn reassigned(case: &Case, anew: Anew, ruled: bool, moment: &Moment) -> Result<FollowEvent, Rejection> {
    let directory = moment.directory;
    let Anew { decided_by, basis, lead, mut assisting, owner, due } = anew;
    let unit = directory.units.get(&lead).ok_or(Rejection::UnknownUnit)?;
    if case.matter.reported == Some(lead) {
        return Err(Rejection::LeadIsReported { above: unit.above });
    }
    if case.lead() == Some(lead) {
        return Err(Rejection::ReturnToItself);
    }
    let chair = is_chair(decided_by, moment);
    if case.follow.had_it(lead) && !chair {
        return Err(Rejection::InHopChain { unit: lead });
    }
    if (ruled || case.follow.hard.is_some() || due.is_some()) && !chair {
        return Err(Rejection::ChairDecides);
    }
    if assisting.contains(&lead) {
        return Err(Rejection::LeadAmongAssisting);
    }
    if assisting.iter().any(|unit| !directory.units.contains_key(unit)) {
        return Err(Rejection::UnknownUnit);
    }
    let mut seen = BTreeSet::new();
    assisting.retain(|unit| seen.insert(*unit));
    let text = ReassignedText {
        lead: unit.name.clone(),
        owner: named(owner, moment)?,
        name: named(decided_by, moment)?,
        basis: typed::text(&basis, Field::Basis, Kind::Long)?,
    };
    let due = due.map(|wish| crate::case::due(wish, moment)).transpose()?.map(|due| due.at);
    let facts = CaseReassigned { lead, assisting, owner, decided_by, locked: chair, due };
    Ok(FollowEvent::CaseReassigned(facts, Some(text)))
}

/// The meeting's chair, or the one who was planned where no meeting was held.
pub(super) fn is_chair(person: PersonId, moment: &Moment) -> bool {
    match (&moment.around.meeting, &moment.around.session) {
        (Some(meeting), _) => meeting.chair == person,
        (None, Some(session)) => session.plan.chair == person,
        // Imported from elsewhere: no meeting has a word in it, whoever is named decides.
        (None, None) => true,
    }
}

/// The close of the n-th working day after a moment.
pub(super) fn days_after(from: Stamp, days: u32, moment: &Moment) -> Result<Stamp, Rejection> {
    let directory = moment.directory;
    let policy = directory.deadlines(from.day());
    let due = deadline::due_after(Span::WorkingDays(days), from, &directory.calendar, policy);
    due.map(|due| due.at).map_err(|_| Rejection::DueTooFar)
}
