//! Folding the follow-up into its case. Holds no rule and never fails.

use super::*;
use crate::case::{CloseKind, Stage};
use crate::event::{FollowEvent, Made};

impl Case {
    /// An event of the follow-up; on a case that was never assigned it is kept and changes nothing but the version.
    pub fn followed(mut self, made: Made<&FollowEvent>) -> Case {
        self.version = made.version;
        self.changed_at = made.at;
        self.erased |= made.erased;
        self.follow_up(made);
        self
    }

    /// 交办: the chain begins.
    pub(in crate::case) fn given(&mut self, unit: UnitId, name: &str, at: Stamp) {
        self.follow.hops.push(Hop { unit, name: name.to_owned(), from: at, until: None });
    }

    /// Nothing of an earlier decision stands; what the city's platform calls it does.
    pub(in crate::case) fn begin_anew(&mut self) {
        let platform = self.follow.platform.take();
        self.follow = Follow { platform, ..Follow::default() };
    }

    /// No unit answers for it any more.
    pub(in crate::case) fn leaves(&mut self, at: Stamp) {
        if let Some(hop) = self.follow.hops.last_mut() {
            hop.until.get_or_insert(at);
        }
    }

    fn due_now(&mut self, due: Stamp, at: Stamp) {
        self.follow.due = Some(due);
        self.follow.due_since = Some(at);
    }

    fn follow_up(&mut self, made: Made<&FollowEvent>) {
        let (at, by) = (made.at, made.by);
        match made.event {
            FollowEvent::CaseAcknowledged(facts, _) => {
                self.stage = Stage::InProgress;
                self.follow.acked = Some(Acked { at, by, silent: facts.silent });
            }
            FollowEvent::ReturnAsked(facts, text) => self.follow.returns.push(Return {
                at,
                unit: facts.unit,
                said_by: facts.said_by,
                belongs_to: facts.belongs_to,
                text: text.clone().unwrap_or_default(),
                ruling: None,
            }),
            FollowEvent::ReturnRuled(facts, text) => {
                let text = text.clone().unwrap_or_default();
                let ruling = Ruling { at, granted: facts.upheld, decided_by: facts.decided_by, text };
                if let Some(one) = self.follow.returns.last_mut() {
                    one.ruling.get_or_insert(ruling);
                }
                if !facts.upheld {
                    self.stage = Stage::InProgress;
                    self.follow.locked = true;
                }
            }
            FollowEvent::CaseReassigned(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.leaves(at);
                self.given(facts.lead, &text.lead, at);
                if let Some(given) = &mut self.assignment {
                    (given.lead, given.lead_name) = (facts.lead, text.lead);
                    (given.owner, given.owner_name) = (facts.owner, text.owner);
                    given.assisting = facts.assisting.clone();
                }
                self.stage = Stage::Assigned;
                self.closed_at = None;
                self.follow.acked = None;
                self.follow.locked = facts.locked;
                if let Some(due) = facts.due {
                    self.due_now(due, at);
                }
            }
            FollowEvent::HardCaseRaised(facts, _) => {
                self.follow.hard.get_or_insert((at, facts.why));
            }
            FollowEvent::ProgressNoted(facts, text) => self.follow.progress.push(Progress {
                at,
                by,
                said_by: facts.said_by,
                text: text.clone().unwrap_or_default(),
            }),
            FollowEvent::ExtensionAsked(facts, text) => {
                let from = self.due().unwrap_or(at);
                self.follow.extensions.push(Extension {
                    at,
                    said_by: facts.said_by,
                    from,
                    until: facts.until,
                    working_days: facts.working_days,
                    reason: facts.reason,
                    text: text.clone().unwrap_or_default(),
                    ruling: None,
                });
            }
            FollowEvent::ExtensionRuled(facts, text) => {
                let text = text.clone().unwrap_or_default();
                let ruling = Ruling { at, granted: facts.approved, decided_by: facts.decided_by, text };
                if let Some(one) = self.follow.extensions.last_mut().filter(|one| one.ruling.is_none()) {
                    one.ruling = Some(ruling);
                    let until = one.until;
                    if facts.approved {
                        self.due_now(until, at);
                    }
                }
            }
            FollowEvent::CaseReplied(facts, text) => {
                self.stage = Stage::Replied;
                self.follow.replies.push(Reply {
                    at,
                    by,
                    signed_by: facts.signed_by,
                    contacted_at: facts.contacted_at,
                    proof: facts.proof.clone(),
                    text: text.clone().unwrap_or_default(),
                    review: None,
                });
            }
            FollowEvent::ReplyReviewed(facts, text) => {
                let words = text.clone().unwrap_or_default().words;
                self.stage = if facts.passed { Stage::PendingCallback } else { Stage::InProgress };
                if let Some(reply) = self.follow.replies.last_mut() {
                    reply.review = Some(Review { at, by, passed: facts.passed, words });
                }
            }
            FollowEvent::NoticeMade(facts, text) => self.follow.notices.push(Notice {
                at,
                by,
                about: facts.about,
                how: facts.how,
                missed: facts.missed,
                words: text.clone().unwrap_or_default().words,
            }),
            FollowEvent::CallbackMade(facts, text) => self.follow.callbacks.push(Callback {
                at,
                by,
                how: facts.how,
                answer: facts.answer,
                words: text.clone().unwrap_or_default().words,
            }),
            FollowEvent::CaseClosed(facts, _) => {
                if let (CloseKind::Explained, Some(explanation)) = (facts.how, &mut self.follow.explanation) {
                    explanation.confirmed_by = Some(by);
                }
                // The caller of a merged case is called back for himself; the case goes with its master.
                if !matches!(self.stage, Stage::Merged { .. }) {
                    self.stage = Stage::Closed { how: facts.how };
                }
                self.closed_at = Some(at);
                self.leaves(at);
            }
            FollowEvent::ExplanationProposed(facts, text) => {
                let (reasonableness, text) = (facts.reasonableness, text.clone().unwrap_or_default());
                let confirmed_by = None;
                self.follow.explanation = Some(Explanation { at, by, reasonableness, text, confirmed_by });
            }
            FollowEvent::ExplanationDropped(..) => self.follow.explanation = None,
            FollowEvent::CaseReopened(facts, text) => {
                let words = text.clone().unwrap_or_default().words;
                if let Some(given) = &self.assignment {
                    let (lead, name) = (given.lead, given.lead_name.clone());
                    self.leaves(at);
                    self.given(lead, &name, at);
                }
                self.stage = Stage::InProgress;
                self.closed_at = None;
                self.follow.explanation = None;
                self.due_now(facts.due, at);
                let (why, due, working_days) = (facts.why, facts.due, facts.working_days);
                self.follow.reopened.push(Reopened { at, by, why, due, working_days, words });
            }
            FollowEvent::CaseListed(facts, text) => {
                let text = text.clone().unwrap_or_default();
                self.stage = Stage::Listed;
                let (chair, review) = (facts.chair, facts.review);
                self.follow.listing = Some(Listing { at, chair, review, reviewed: 0, text });
            }
            FollowEvent::ListingReviewed(facts, _) => {
                if let Some(listing) = &mut self.follow.listing {
                    listing.review = facts.review;
                    listing.reviewed += 1;
                }
            }
            FollowEvent::CaseResumed(facts, _) => {
                self.stage = Stage::InProgress;
                self.due_now(facts.due, at);
                self.follow.listing = None;
            }
            FollowEvent::Reminded(facts, text) => self.follow.reminders.push(Reminder {
                at,
                by,
                how: facts.how,
                person: facts.person,
                text: text.clone().unwrap_or_default(),
            }),
            FollowEvent::LevelRaised(facts, _) => {
                self.follow.level = self.follow.level.max(Some(facts.level));
                self.follow.raised.push(Raised { at, level: facts.level, trigger: facts.trigger });
            }
            FollowEvent::EscalationProposed(facts, text) => {
                let words = text.clone().unwrap_or_default().words;
                let (id, triggers) = (facts.escalation, facts.triggers.clone());
                let (level, measured, signed, released) = (facts.level, facts.measured, None, None);
                let one = Escalation { id, at, by, level, triggers, measured, words, signed, released };
                self.follow.escalations.push(one);
            }
            FollowEvent::EscalationSigned(facts, text) => {
                let text = text.clone().unwrap_or_default();
                let addressed = |recipient: &Recipient| Addressed { recipient: *recipient, answered: None };
                let recipients = facts.recipients.iter().map(addressed).collect();
                if let Some(one) = self.follow.escalation_mut(facts.escalation) {
                    one.signed = Some(Signed { at, by, recipients, text });
                    let level = one.level;
                    self.follow.level = self.follow.level.max(Some(level));
                }
            }
            FollowEvent::EscalationAnswered(facts, text) => {
                let words = text.clone().unwrap_or_default().words;
                let signed = self.follow.escalation_mut(facts.escalation).and_then(|one| one.signed.as_mut());
                let place = facts.recipient as usize;
                if let Some(one) = signed.and_then(|signed| signed.recipients.get_mut(place)) {
                    one.answered = Some((at, words));
                }
            }
            FollowEvent::EscalationReleased(facts, text) => {
                let words = text.clone().unwrap_or_default().words;
                if let Some(one) = self.follow.escalation_mut(facts.escalation) {
                    one.released = Some((at, by, words));
                }
                self.follow.level = self.follow.standing_level();
            }
            FollowEvent::LevelLowered(..) => {
                self.follow.lowered = Some(at);
                self.follow.level = self.follow.standing_level();
            }
            FollowEvent::PlatformNoted(facts, text) => {
                let PlatformText { number, status: word } = text.clone().unwrap_or_default();
                self.follow.platform = Some(Platform { at, number, status: facts.status, word });
            }
        }
    }
}

impl Follow {
    fn escalation_mut(&mut self, id: Uuid) -> Option<&mut Escalation> {
        self.escalations.iter_mut().find(|one| one.id == id)
    }

    /// The highest level that something still stands for.
    fn standing_level(&self) -> Option<Level> {
        let signed = self.open_escalations().filter(|one| one.signed.is_some()).map(|one| one.level);
        let since = self.lowered.unwrap_or(Stamp(i64::MIN));
        let raised = self.raised.iter().filter(|one| one.at > since).map(|one| one.level);
        raised.chain(signed).max()
    }
}
