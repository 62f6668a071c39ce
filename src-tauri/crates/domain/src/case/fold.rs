//! Folding a case from its events. Holds no rule and never fails.

use super::text::MatterText;
use super::*;
use crate::event::{CaseEvent, Made};

impl Case {
    /// Folds one event; the first must record or import the case, anything else before it is passed over.
    pub fn apply(state: Option<Case>, id: CaseId, made: Made<&CaseEvent>) -> Option<Case> {
        let mut case = match (state, made.event) {
            (Some(case), _) => case,
            (None, CaseEvent::CaseRecorded(facts, _)) => Case {
                origin: Some(Origin {
                    session: facts.session,
                    call: facts.call,
                    seat: facts.seat,
                    leader: facts.leader,
                    answered_at: facts.answered_at,
                }),
                number: Some(facts.number),
                ..blank(id, &made)
            },
            (None, CaseEvent::CaseImported(..)) => blank(id, &made),
            (None, _) => return None,
        };
        case.version = made.version;
        case.changed_at = made.at;
        case.erased |= made.erased;
        case.take(made);
        Some(case)
    }

    fn take(&mut self, made: Made<&CaseEvent>) {
        match made.event {
            CaseEvent::CaseRecorded(facts, text) => {
                self.matter = facts.matter.clone();
                self.read_back = facts.read_back;
                self.text = text.as_ref().map(|text| text.matter.clone()).unwrap_or_default();
                self.promise = promise(facts.promised, made.at, text.as_ref());
            }
            CaseEvent::CaseAmended(facts, text) => {
                self.matter = facts.matter.clone();
                self.read_back = facts.read_back;
                self.text = text.as_ref().map(|text| text.matter.clone()).unwrap_or_default();
                if !matches!(self.promise, Promise::Made { .. }) {
                    self.promise = promise(facts.promised, made.at, text.as_ref());
                }
                self.sent_back = None;
            }
            CaseEvent::DispatchNoted(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.dispatches.push(Dispatch {
                    person: facts.person,
                    unit: facts.unit,
                    called_at: facts.called_at,
                    reached: facts.reached,
                    name: text.name,
                    reply: text.reply,
                });
            }
            CaseEvent::AnsweredOnCall(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.stage = Stage::Closed { how: CloseKind::OnSpot };
                self.disposition = Some(Disposition::ResolvedOnCall);
                self.closed_at = Some(made.at);
                self.answer = Some(Answer {
                    said_by: facts.said_by,
                    at: made.at,
                    answer: text.answer,
                    basis: text.basis,
                });
            }
            CaseEvent::HandedOver(facts, _) => {
                if facts.triage {
                    self.stage = Stage::PendingTriage;
                    self.disposition = Some(Disposition::Transferred);
                }
            }
            CaseEvent::CaseSentBack(_, text) => {
                self.sent_back = Some(text.clone().unwrap_or_default().words);
            }
            CaseEvent::CaseMerged(facts, _) => self.stage = Stage::Merged { master: facts.master },
            CaseEvent::CaseUnmerged(..) => self.stage = Stage::PendingTriage,
            CaseEvent::CaseClaimed(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.claim = Some(Claim {
                    unit: facts.unit,
                    claimed_by: facts.claimed_by,
                    name: text.name,
                    gap: text.gap,
                });
            }
            CaseEvent::LeadAdjudicated(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.adjudication = Some(Adjudication {
                    lead: facts.lead,
                    decided_by: facts.decided_by,
                    objection: facts.objection,
                    name: text.name,
                    basis: text.basis,
                    dissent: text.dissent,
                });
            }
            CaseEvent::CaseAssigned(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.stage = Stage::Assigned;
                if facts.same_day {
                    self.disposition = Some(Disposition::SameDay);
                }
                self.begin_anew();
                self.given(facts.lead, &text.lead, made.at);
                self.follow.locked = self.locked_lead() == Some(facts.lead);
                self.assignment = Some(Assignment {
                    at: made.at,
                    recorded_by: made.by,
                    said_by: facts.said_by,
                    lead: facts.lead,
                    assisting: facts.assisting.clone(),
                    owner: facts.owner,
                    due: facts.due,
                    provisional: facts.provisional,
                    working_days: facts.working_days,
                    same_day: facts.same_day,
                    later_than_promised: facts.later_than_promised,
                    shielded: facts.shielded,
                    clock_out: facts.clock_out,
                    lead_name: text.lead,
                    owner_name: text.owner,
                    plan: text.plan,
                    late_reason: text.late_reason,
                });
            }
            CaseEvent::OwnerNamed(facts, text) => {
                if let Some(assignment) = &mut self.assignment {
                    assignment.owner = facts.owner;
                    assignment.owner_name = text.clone().unwrap_or_default().owner;
                }
            }
            CaseEvent::DueDateChecked(facts, _) => {
                if let Some(assignment) = &mut self.assignment {
                    assignment.due = facts.due;
                    (assignment.provisional, assignment.working_days) =
                        (facts.provisional, facts.working_days);
                    assignment.clock_out = None;
                }
            }
            CaseEvent::DecisionUndone(..) => {
                self.stage = Stage::PendingTriage;
                (self.claim, self.adjudication, self.assignment) = (None, None, None);
                self.begin_anew();
            }
            CaseEvent::CaseRedirected(facts, _) => self.stage = Stage::Redirected { to: facts.channel },
            CaseEvent::CaseVoided(facts, _) => {
                self.stage = Stage::Voided { reason: facts.reason };
                self.leaves(made.at);
            }
            CaseEvent::EvidenceAttached(facts, text) => self.evidence.push(Evidence {
                hash: facts.hash,
                size: facts.size,
                kind: facts.kind,
                at: made.at,
                by: made.by,
                text: text.clone(),
            }),
            CaseEvent::CaseImported(facts, text) => {
                self.external = Some(facts.external);
                self.recorded_at = facts.recorded_at.unwrap_or(made.at);
                self.matter.category = facts.category;
                self.matter.candidate = facts.unit;
                self.text = text.as_ref().map(|text| text.matter.clone()).unwrap_or_default();
                self.closed_at = facts.closed_at;
                self.stage = match (facts.closed_at, facts.unit) {
                    (Some(_), _) => Stage::Closed { how: CloseKind::Elsewhere },
                    (None, Some(_)) => Stage::InProgress,
                    (None, None) => Stage::PendingTriage,
                };
            }
        }
    }
}

pub(super) fn promise(promised: Promised, at: Stamp, text: Option<&text::CaseText>) -> Promise {
    match promised {
        Promised::Unknown => Promise::Unknown,
        Promised::Nothing => Promise::Nothing,
        Promised::Made { by, due } => {
            Promise::Made { by, at, due, words: text.and_then(|text| text.promise.clone()) }
        }
    }
}

fn blank(id: CaseId, made: &Made<&CaseEvent>) -> Case {
    Case {
        id,
        version: made.version,
        stage: Stage::Recording,
        origin: None,
        number: None,
        recorded_at: made.at,
        recorded_by: made.by,
        changed_at: made.at,
        matter: Matter::default(),
        text: MatterText::default(),
        promise: Promise::Unknown,
        read_back: false,
        disposition: None,
        answer: None,
        dispatches: Vec::new(),
        sent_back: None,
        claim: None,
        adjudication: None,
        assignment: None,
        closed_at: None,
        follow: Follow::default(),
        external: None,
        evidence: Vec::new(),
        erased: made.erased,
        aside: Aside::default(),
    }
}
