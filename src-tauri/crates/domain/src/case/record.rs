//! Putting a case on record and completing it: unfinished is allowed, wrong is not.

use super::facts::*;
use super::text::*;
use super::{Case, CloseKind, Promise, Stage, WhatIsMissing};
use crate::call::CallStage;
use crate::deadline;
use crate::event::CaseEvent;
use crate::id::{CallId, PersonId};
use crate::input;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The recorder's form. Empty fields are 待补录; a filled one must make sense.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CaseForm {
    pub matter: Matter,
    pub text: MatterText,
    /// 承诺, the leader's own words.
    pub promise: String,
    pub promise_due: Option<Stamp>,
    /// 未承诺
    pub no_promise: bool,
    pub read_back: bool,
}

/// The longest title made from a matter, in characters.
const TITLE_CHARS: usize = 30;

pub fn record(call: CallId, form: CaseForm, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    let session = moment.around.session.as_ref().ok_or(Rejection::SessionNotPlanned)?;
    let from = moment.around.call.as_ref().filter(|from| from.id == call && from.session == session.id);
    let from = from.ok_or(Rejection::NotFound)?;
    if !session.running() {
        return Err(Rejection::SessionOver);
    }
    if from.stage == CallStage::Logged {
        return Err(Rejection::CallLogged);
    }
    let answered = from.answered.ok_or(Rejection::CallNotLive)?;
    let number = moment.around.number.ok_or(Rejection::NotFound)?;
    let form = unmasked(form, from.number.as_deref().unwrap_or_default());
    let (matter, text) = checked(&form, moment)?;
    let promised = promised(&form, answered.leader)?;
    let facts = CaseRecorded {
        session: session.id,
        call,
        seat: answered.seat,
        leader: answered.leader,
        number,
        matter,
        promised,
        read_back: form.read_back,
        answered_at: Some(answered.at),
    };
    Ok(vec![CaseEvent::CaseRecorded(facts, Some(text))])
}

/// A masked number that comes back is the number that stood there: the window never held another.
fn unmasked(mut form: CaseForm, stands: &str) -> CaseForm {
    if input::is_masked(&form.text.number) && form.text.number == input::mask_number(stands) {
        form.text.number = stands.to_string();
    }
    form
}

pub fn amend(case: &Case, form: CaseForm, moment: &Moment) -> Result<Vec<CaseEvent>, Rejection> {
    let form = unmasked(form, &case.text.number);
    match case.stage {
        Stage::Voided { .. } | Stage::Redirected { .. } => {
            return Err(Rejection::StageForbids { stage: case.stage });
        }
        Stage::Closed { how: CloseKind::OnSpot } if form.matter.hazard => {
            return Err(Rejection::HazardNotOnCall);
        }
        Stage::Recording
        | Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Merged { .. } => {}
    }
    if moment.around.session.as_ref().is_some_and(|session| !session.running()) {
        return Err(Rejection::SessionOver);
    }
    let (matter, mut text) = checked(&form, moment)?;
    let leader = case.origin.map_or(moment.actor, |origin| origin.leader);
    let mut promised = promised(&form, leader)?;
    if let Promise::Made { by, due, words, .. } = &case.promise {
        let same = form.promise_due == *due && text.promise == *words && !form.no_promise;
        if !same {
            return Err(Rejection::PromiseStands);
        }
        promised = Promised::Made { by: *by, due: *due };
        text.promise = None;
    }
    still_stands(case, &matter, &text, promised, moment)?;
    let facts = CaseAmended { matter, promised, read_back: form.read_back };
    Ok(vec![CaseEvent::CaseAmended(facts, Some(text))])
}

/// What was disposed of on a record stays true of it: nothing that it had goes missing, the lead is not the
/// unit complained of, and no promise comes up before a due date that was given without its reason.
fn still_stands(
    case: &Case,
    matter: &Matter,
    text: &CaseText,
    promised: Promised,
    moment: &Moment,
) -> Result<(), Rejection> {
    if case.stage == Stage::Recording {
        return Ok(());
    }
    let mut after = Case { matter: matter.clone(), text: text.matter.clone(), ..case.clone() };
    if !matches!(case.promise, Promise::Made { .. }) {
        after.promise = super::fold::promise(promised, moment.at, Some(text));
    }
    let before = case.missing();
    let fields: Vec<Field> = after.missing().into_iter().filter(|field| !before.contains(field)).collect();
    if !fields.is_empty() {
        return Err(Rejection::Missing { fields });
    }
    let Some(given) = &case.assignment else { return Ok(()) };
    if after.matter.reported == Some(given.lead) && case.matter.reported != Some(given.lead) {
        let above = moment.directory.units.get(&given.lead).and_then(|unit| unit.above);
        return Err(Rejection::LeadIsReported { above });
    }
    match after.promise.due() {
        Some(promised) if !given.later_than_promised && deadline::later(given.due, promised) => {
            Err(Rejection::LaterThanPromised { promised })
        }
        Some(_) | None => Ok(()),
    }
}

pub fn note_dispatch(
    case: &Case,
    person: PersonId,
    called_at: Stamp,
    reached: bool,
    reply: &str,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    if !matches!(case.stage, Stage::Recording | Stage::PendingTriage | Stage::Assigned) {
        return Err(Rejection::StageForbids { stage: case.stage });
    }
    let known = moment.directory.people.get(&person).ok_or(Rejection::UnknownPerson)?;
    let reply = typed::optional(reply, Field::Reply, Kind::Line)?.unwrap_or_default();
    let facts = DispatchNoted { person, unit: known.unit, called_at, reached };
    let text = DispatchText { name: moment.directory.person_titled(person), reply };
    Ok(vec![CaseEvent::DispatchNoted(facts, Some(text))])
}

/// A title for lists: the matter's first clause, cut at a length that a row can show.
pub fn title_of(matter: &str) -> String {
    let clauses = matter.split(['\n', '。', '，', ',', '；', ';', '！', '!', '？', '?']).map(str::trim);
    let clause = clauses.into_iter().find(|clause| !clause.is_empty()).unwrap_or_default();
    if clause.chars().count() <= TITLE_CHARS {
        return clause.to_string();
    }
    clause.chars().take(TITLE_CHARS - 1).chain(['…']).collect()
}

fn checked(form: &CaseForm, moment: &Moment) -> Result<(Matter, CaseText), Rejection> {
    let directory = moment.directory;
    let matter = &form.matter;
    if matter.category.is_some_and(|id| !directory.categories.contains_key(&id)) {
        return Err(Rejection::UnknownCategory);
    }
    if matter.place.is_some_and(|id| !directory.places.contains_key(&id)) {
        return Err(Rejection::UnknownPlace);
    }
    let units = matter.stops.iter().map(|stop| stop.unit).chain(matter.reported).chain(matter.candidate);
    if units.into_iter().any(|unit| !directory.units.contains_key(&unit)) {
        return Err(Rejection::UnknownUnit);
    }
    let line = |value: &str, field| typed::optional(value, field, Kind::Line).map(Option::unwrap_or_default);
    let text = &form.text;
    let long = typed::optional(&text.matter, Field::Matter, Kind::Long)?.unwrap_or_default();
    let title = line(&text.title, Field::Title)?;
    let number = match text.number.trim() {
        "" => String::new(),
        number => typed::number(number, Field::Number)?,
    };
    let place = match (text.place.trim(), matter.place) {
        ("", Some(place)) => directory.place_path(place),
        (place, _) => line(place, Field::Place)?,
    };
    let checked = MatterText {
        title: if title.is_empty() { title_of(&long) } else { title },
        matter: long,
        caller: typed::name(&text.caller, Field::Caller)?,
        number,
        place,
        asked: line(&text.asked, Field::Asked)?,
        reported: line(&text.reported, Field::Reported)?,
        third_party: line(&text.third_party, Field::ThirdParty)?,
        enterprise: typed::name(&text.enterprise, Field::Enterprise)?,
    };
    let promise = typed::optional(&form.promise, Field::Promise, Kind::Long)?;
    Ok((matter.clone(), CaseText { matter: checked, promise }))
}

/// 未承诺 and a promise exclude each other; a date without words is not a promise yet.
fn promised(form: &CaseForm, leader: PersonId) -> Result<Promised, Rejection> {
    match (form.promise.trim().is_empty(), form.no_promise) {
        (true, true) if form.promise_due.is_none() => Ok(Promised::Nothing),
        (_, true) => Err(Rejection::Missing { fields: vec![Field::Promise] }),
        (true, false) if form.promise_due.is_some() => {
            Err(Rejection::Missing { fields: vec![Field::Promise] })
        }
        (true, false) => Ok(Promised::Unknown),
        (false, false) => Ok(Promised::Made { by: leader, due: form.promise_due }),
    }
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn a_title_is_the_first_clause_of_the_matter() {
        assert_eq!(title_of("7 号楼电梯已停运 9 天,楼高 32 层。"), "7 号楼电梯已停运 9 天");
        assert_eq!(title_of("7 号楼电梯已停运 9 天，楼高 32 层。"), "7 号楼电梯已停运 9 天");
        assert_eq!(title_of("停水三天了；没人来修"), "停水三天了");
        assert_eq!(title_of("\n  \n路灯不亮"), "路灯不亮");
        assert_eq!(title_of("。。，路灯不亮。"), "路灯不亮");
        assert_eq!(title_of(&"长".repeat(80)).chars().count(), 30);
        assert_eq!(title_of(""), "");
    }
}
