//! The timeline of a case: every event as one line, with who spoke and who typed.

use super::follow_line;
use crate::case::Promised;
use crate::directory::Directory;
use crate::event::{CallEvent, CaseEvent, Event, Made};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line. The window words it by `kind`; what is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct TimelineEntry {
    #[ts(type = "number")]
    pub at: i64,
    /// Who typed.
    pub by: String,
    pub kind: String,
    /// Who spoke, or was spoken to.
    pub who: String,
    pub unit: String,
    pub due: Option<Stamp>,
    pub words: String,
    /// What was said besides: the next step, a milestone, a document's number.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub more: String,
    /// What came of it, in codes: `solved.yes`, `level.focused`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub codes: Vec<String>,
    /// 已依法删除
    pub erased: bool,
}

/// The line of one event; None for events that mean nothing on a case's page.
pub fn entry(made: &Made<Event>, directory: &Directory) -> Option<TimelineEntry> {
    let mut line = TimelineEntry {
        at: made.at.0,
        by: directory.person_name(made.by),
        kind: made.event.kind().to_string(),
        erased: made.erased,
        ..TimelineEntry::default()
    };
    match &made.event {
        Event::Case(event) => case_line(event, directory, &mut line),
        Event::Follow(event) => follow_line::write(event, directory, &mut line),
        Event::Call(event) => call_line(event, directory, &mut line),
        Event::Session(_)
        | Event::Meeting(_)
        | Event::Directory(_)
        | Event::Seat(_)
        | Event::Erasure(_)
        | Event::Clue(_) => return None,
        // Its name says it; who and when stand there already.
        Event::Stream(_) => {}
    }
    Some(line)
}

fn case_line(event: &CaseEvent, directory: &Directory, line: &mut TimelineEntry) {
    match event {
        CaseEvent::CaseRecorded(facts, text) => {
            // Named where a promise was made; who answered the call stands in the call's own line.
            if let Promised::Made { by, .. } = &facts.promised {
                line.who = directory.person_titled(*by);
            }
            promise(&facts.promised, text.as_ref().and_then(|text| text.promise.as_deref()), line);
        }
        CaseEvent::CaseAmended(facts, text) => {
            promise(&facts.promised, text.as_ref().and_then(|text| text.promise.as_deref()), line);
        }
        CaseEvent::DispatchNoted(facts, text) => {
            line.who = text.as_ref().map(|text| text.name.clone()).unwrap_or_default();
            line.unit = facts.unit.map(|unit| directory.unit_name(unit)).unwrap_or_default();
            line.words = text.as_ref().map(|text| text.reply.clone()).unwrap_or_default();
        }
        CaseEvent::AnsweredOnCall(facts, text) => {
            line.who = directory.person_titled(facts.said_by);
            line.words = text.as_ref().map(|text| text.answer.clone()).unwrap_or_default();
        }
        CaseEvent::CaseClaimed(facts, text) => {
            line.unit = directory.unit_name(facts.unit);
            line.who = directory.person_titled(facts.claimed_by);
            line.words = text.as_ref().map(|text| text.gap.clone()).unwrap_or_default();
        }
        CaseEvent::LeadAdjudicated(facts, text) => {
            line.unit = directory.unit_name(facts.lead);
            line.who = directory.person_titled(facts.decided_by);
            line.words = text.as_ref().map(|text| text.basis.clone()).unwrap_or_default();
        }
        CaseEvent::CaseAssigned(facts, text) => {
            line.unit = directory.unit_name(facts.lead);
            line.who = directory.person_titled(facts.owner);
            line.due = Some(facts.due);
            line.words = text.as_ref().map(|text| text.plan.clone()).unwrap_or_default();
        }
        CaseEvent::EvidenceAttached(_, text) => {
            line.words = text.as_ref().map(|text| text.name.clone()).unwrap_or_default();
        }
        CaseEvent::DueDateChecked(facts, _) => line.due = Some(facts.due),
        CaseEvent::OwnerNamed(facts, _) => line.who = directory.person_titled(facts.owner),
        CaseEvent::CaseVoided(facts, text) => {
            line.who = directory.person_titled(facts.second);
            line.words = text.as_ref().map(|text| text.words.clone()).unwrap_or_default();
        }
        CaseEvent::CaseSentBack(_, text)
        | CaseEvent::CaseMerged(_, text)
        | CaseEvent::CaseRedirected(_, text) => {
            line.words = text.as_ref().map(|text| text.words.clone()).unwrap_or_default();
        }
        CaseEvent::HandedOver(..)
        | CaseEvent::CaseUnmerged(..)
        | CaseEvent::DecisionUndone(..)
        | CaseEvent::CaseImported(..) => {}
    }
}

fn call_line(event: &CallEvent, directory: &Directory, line: &mut TimelineEntry) {
    match event {
        CallEvent::CallAnswered(facts, _) => line.who = directory.person_titled(facts.leader),
        CallEvent::MarkDropped(_, text) | CallEvent::CallRungBack(_, text) => {
            line.words = text.as_ref().and_then(|text| text.note.clone()).unwrap_or_default();
        }
        CallEvent::CallLogged(_, text) => {
            line.words = text.as_ref().and_then(|text| text.words.clone()).unwrap_or_default();
        }
        CallEvent::CallRang(..) | CallEvent::CallEnded(..) | CallEvent::CallMissed(..) => {}
    }
}

fn promise(promised: &Promised, words: Option<&str>, line: &mut TimelineEntry) {
    if let Promised::Made { due, .. } = promised {
        line.due = *due;
        line.words = words.unwrap_or_default().to_string();
    }
}
