//! The lines of the follow-up on a case's timeline.

use super::timeline::TimelineEntry;
use crate::case::follow::facts::*;
use crate::case::follow::text::SaidText;
use crate::directory::Directory;
use crate::event::FollowEvent;
use serde::Serialize;

pub(super) fn write(event: &FollowEvent, directory: &Directory, line: &mut TimelineEntry) {
    match event {
        FollowEvent::CaseAcknowledged(facts, _) => {
            if facts.silent {
                line.codes.push("ack.silent".into());
            }
        }
        FollowEvent::ReturnAsked(facts, text) => {
            line.unit = directory.unit_name(facts.belongs_to);
            line.who = directory.person_titled(facts.said_by);
            line.words = text.as_ref().map(|text| text.basis.clone()).unwrap_or_default();
        }
        FollowEvent::ReturnRuled(facts, text) => {
            line.who = directory.person_titled(facts.decided_by);
            line.codes.push(if facts.upheld { "return.upheld" } else { "return.refused" }.into());
            line.words = said(text.as_ref());
        }
        FollowEvent::CaseReassigned(facts, text) => {
            line.unit = directory.unit_name(facts.lead);
            line.who = directory.person_titled(facts.owner);
            line.due = facts.due;
            line.words = text.as_ref().map(|text| text.basis.clone()).unwrap_or_default();
        }
        FollowEvent::HardCaseRaised(facts, _) => line.codes.push(code("hard", &facts.why)),
        FollowEvent::ProgressNoted(facts, text) => {
            line.who = directory.person_titled(facts.said_by);
            both(line, text.as_ref().map(|text| (&text.words, &text.next)));
        }
        FollowEvent::ExtensionAsked(facts, text) => {
            line.who = directory.person_titled(facts.said_by);
            line.due = Some(facts.until);
            line.codes.push(code("extension", &facts.reason));
            both(line, text.as_ref().map(|text| (&text.words, &text.milestone)));
        }
        FollowEvent::ExtensionRuled(facts, text) => {
            line.who = directory.person_titled(facts.decided_by);
            line.codes.push(if facts.approved { "ruled.approved" } else { "ruled.refused" }.into());
            line.words = said(text.as_ref());
        }
        FollowEvent::CaseReplied(facts, text) => {
            line.who = directory.person_titled(facts.signed_by);
            both(line, text.as_ref().map(|text| (&text.result, &text.measures)));
        }
        FollowEvent::ReplyReviewed(facts, text) => {
            line.codes.push(if facts.passed { "review.passed" } else { "review.back" }.into());
            line.words = said(text.as_ref());
        }
        FollowEvent::NoticeMade(facts, text) => {
            line.codes.extend([code("about", &facts.about), code("how", &facts.how)]);
            line.codes.push(facts.missed.map_or("notice.told".into(), |why| code("missed", &why)));
            line.words = said(text.as_ref());
        }
        FollowEvent::CallbackMade(facts, text) => {
            line.codes.push(code("how", &facts.how));
            line.codes.extend(answer(facts.answer));
            line.words = said(text.as_ref());
        }
        FollowEvent::CaseClosed(facts, _) => {
            line.codes.push(code("closed", &facts.how));
            line.codes.extend(facts.reasonableness.map(|how| code("reasonableness", &how)));
        }
        FollowEvent::ExplanationProposed(facts, text) => {
            line.codes.push(code("reasonableness", &facts.reasonableness));
            both(line, text.as_ref().map(|text| (&text.basis, &text.words)));
        }
        FollowEvent::CaseReopened(facts, text) => {
            line.due = Some(facts.due);
            line.codes.push(code("reopen", &facts.why));
            line.words = said(text.as_ref());
        }
        FollowEvent::CaseListed(facts, text) => {
            line.who = directory.person_titled(facts.chair);
            both(line, text.as_ref().map(|text| (&text.plan, &text.milestone)));
        }
        FollowEvent::CaseResumed(facts, _) => line.due = Some(facts.due),
        FollowEvent::Reminded(facts, text) => {
            line.who = facts.person.map(|person| directory.person_titled(person)).unwrap_or_default();
            line.codes.push(code("how", &facts.how));
            line.words = text.as_ref().map(|text| text.said.clone()).unwrap_or_default();
        }
        FollowEvent::LevelRaised(facts, _) => {
            line.codes.extend([code("level", &facts.level), code("trigger", &facts.trigger)]);
        }
        FollowEvent::EscalationProposed(facts, text) => {
            line.codes.push(code("level", &facts.level));
            line.codes.extend(facts.triggers.iter().map(|trigger| code("trigger", trigger)));
            line.words = said(text.as_ref());
        }
        FollowEvent::EscalationSigned(facts, text) => {
            line.codes.extend(facts.recipients.iter().map(|one| code("office", &one.office)));
            line.due = facts.recipients.iter().map(|one| one.reply_by).min();
            line.who = text.as_ref().map(|text| text.signer.clone()).unwrap_or_default();
            both(line, text.as_ref().map(|text| (&text.words, &text.document)));
        }
        FollowEvent::PlatformNoted(facts, text) => {
            line.codes.extend(facts.status.map(|status| code("platform", &status)));
            both(line, text.as_ref().map(|text| (&text.number, &text.status)));
        }
        FollowEvent::ListingReviewed(_, text)
        | FollowEvent::EscalationAnswered(_, text)
        | FollowEvent::EscalationReleased(_, text)
        | FollowEvent::LevelLowered(_, text) => line.words = said(text.as_ref()),
        FollowEvent::ExplanationDropped(..) => {}
    }
}

fn answer(answer: CallbackAnswer) -> Vec<String> {
    match answer {
        CallbackAnswer::Missed { why } => vec![code("missed", &why)],
        CallbackAnswer::Answered { solved, satisfied } => {
            let satisfied = satisfied.map_or("satisfied.none".into(), |word| code("satisfied", &word));
            vec![code("solved", &solved), satisfied]
        }
        CallbackAnswer::ProofChecked { solved } => vec!["callback.proof".into(), code("solved", &solved)],
    }
}

/// A code as the windows' words have it.
fn code(of: &str, value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => format!("{of}.{name}"),
        Ok(_) | Err(_) => of.to_owned(),
    }
}

fn said(text: Option<&SaidText>) -> String {
    text.map(|text| text.words.clone()).unwrap_or_default()
}

fn both(line: &mut TimelineEntry, said: Option<(&String, &String)>) {
    if let Some((words, more)) = said {
        (line.words, line.more) = (words.clone(), more.clone());
    }
}
