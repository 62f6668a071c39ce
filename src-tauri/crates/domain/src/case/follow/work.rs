//! The unit's own work: 签收, 进展, 办理结果, and its review by somebody who isn't of that unit (T10, T14, T16–T18).

use super::facts::*;
use super::text::*;
use super::{given, in_stage};
use crate::case::{BlobHash, Case, Stage};
use crate::event::FollowEvent;
use crate::id::{PersonId, UnitId};
use crate::moment::Moment;
use crate::permission::Role;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};

pub struct Result {
    pub signed_by: PersonId,
    pub contacted_at: Option<Stamp>,
    pub result: String,
    pub measures: String,
    pub proof: Vec<BlobHash>,
    pub no_proof: String,
}

type Decided = std::result::Result<Vec<FollowEvent>, Rejection>;

/// T10. Silence for a working day does it too.
pub fn acknowledge(case: &Case, moment: &Moment) -> Decided {
    of_lead(case, moment)?;
    in_stage(case, &[Stage::Assigned])?;
    if case.follow.open_return().is_some() {
        return Err(Rejection::ReturnOpen);
    }
    Ok(vec![FollowEvent::CaseAcknowledged(CaseAcknowledged { silent: false }, None)])
}

/// T14. Whoever reports progress has accepted.
pub fn progress(case: &Case, said_by: PersonId, words: &str, next: &str, moment: &Moment) -> Decided {
    of_lead(case, moment)?;
    let mut events = accepted(case)?;
    let name = named(said_by, moment)?;
    let words = typed::text(words, Field::Progress, Kind::Long)?;
    let next = typed::optional(next, Field::Next, Kind::Line)?.unwrap_or_default();
    let text = ProgressText { name, words, next };
    events.push(FollowEvent::ProgressNoted(ProgressNoted { said_by }, Some(text)));
    Ok(events)
}

/// T16: what was done, by whose signature, with proof or the reason why there is none, and the citizen spoken to.
pub fn reply(case: &Case, reply: Result, moment: &Moment) -> Decided {
    of_lead(case, moment)?;
    let mut events = accepted(case)?;
    if case.follow.open_extension().is_some() {
        return Err(Rejection::ExtensionOpen);
    }
    let directory = moment.directory;
    let lead = case.lead().ok_or(Rejection::NotFound)?;
    let name = named(reply.signed_by, moment)?;
    if let Some(unit) = directory.units.get(&lead)
        && let heads = unit.head.iter().chain(&unit.deputies).collect::<Vec<_>>()
        && !heads.is_empty()
        && !heads.contains(&&reply.signed_by)
    {
        return Err(Rejection::NotTheHead { unit: lead });
    }
    let result = typed::text(&reply.result, Field::Result, Kind::Long)?;
    typed::binding(&result, Field::Result, &directory.vague)?;
    let measures = typed::optional(&reply.measures, Field::Measures, Kind::Long)?.unwrap_or_default();
    if reply.proof.iter().any(|hash| !case.evidence.iter().any(|one| one.hash == *hash)) {
        return Err(Rejection::NotFound);
    }
    let no_proof = typed::optional(&reply.no_proof, Field::Evidence, Kind::Line)?.unwrap_or_default();
    if reply.proof.is_empty() && no_proof.is_empty() {
        return Err(Rejection::Missing { fields: vec![Field::Evidence] });
    }
    // Of a shielded case the unit doesn't know whom to ring.
    let hidden = case.matter.anonymous || case.shielded();
    match reply.contacted_at {
        None if !hidden => return Err(Rejection::Missing { fields: vec![Field::Contacted] }),
        Some(at) if at > moment.at => return Err(Rejection::InFuture { field: Field::Contacted }),
        Some(_) | None => {}
    }
    let facts =
        CaseReplied { signed_by: reply.signed_by, contacted_at: reply.contacted_at, proof: reply.proof };
    let text = ReplyText { name, result, measures, no_proof };
    events.push(FollowEvent::CaseReplied(facts, Some(text)));
    Ok(events)
}

/// T17, T18.
pub fn review(case: &Case, passed: bool, words: &str, moment: &Moment) -> Decided {
    in_stage(case, &[Stage::Replied])?;
    not_of_lead(case, moment)?;
    let words = if passed {
        typed::optional(words, Field::Reason, Kind::Long)?.unwrap_or_default()
    } else {
        typed::text(words, Field::Reason, Kind::Long)?
    };
    let text = SaidText { name: String::new(), words };
    Ok(vec![FollowEvent::ReplyReviewed(ReplyReviewed { passed }, Some(text))])
}

/// Work on a case that was assigned accepts it.
fn accepted(case: &Case) -> Decided {
    in_stage(case, &[Stage::Assigned, Stage::InProgress])?;
    given(case)?;
    if case.stage == Stage::InProgress {
        return Ok(Vec::new());
    }
    if case.follow.open_return().is_some() {
        return Err(Rejection::ReturnOpen);
    }
    Ok(vec![FollowEvent::CaseAcknowledged(CaseAcknowledged { silent: false }, None)])
}

/// A liaison works on what his unit leads; staff of the hotline enter it for whichever unit told them.
pub(super) fn of_lead(case: &Case, moment: &Moment) -> std::result::Result<(), Rejection> {
    let lead = case.lead().ok_or(Rejection::StageForbids { stage: case.stage })?;
    let liaison_alone = moment.roles.contains(&Role::Liaison)
        && !moment.roles.contains(&Role::Secretary)
        && !moment.roles.contains(&Role::SupervisionOfficer);
    if liaison_alone && unit_of(moment) != Some(lead) {
        return Err(Rejection::NotYourUnit { unit: lead });
    }
    Ok(())
}

/// Review and callback aren't the affair of the unit that did the work.
pub(super) fn not_of_lead(case: &Case, moment: &Moment) -> std::result::Result<(), Rejection> {
    match case.lead() {
        Some(lead) if unit_of(moment) == Some(lead) => Err(Rejection::OwnWork { unit: lead }),
        Some(_) | None => Ok(()),
    }
}

fn unit_of(moment: &Moment) -> Option<UnitId> {
    moment.directory.people.get(&moment.actor).and_then(|person| person.unit)
}

/// Name and form of address of somebody whom the directory knows.
pub(super) fn named(person: PersonId, moment: &Moment) -> std::result::Result<String, Rejection> {
    if moment.directory.people.contains_key(&person) {
        Ok(moment.directory.person_titled(person))
    } else {
        Err(Rejection::UnknownPerson)
    }
}
