//! One seat: its queue, its live call, its own records; who called before; drafts.

use super::found;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use domain::call::{Call, CallStage};
use domain::case::{Case, CaseForm, MatterText, Promise, Stage, WhatIsMissing};
use domain::deadline::later;
use domain::id::{CallId, CaseId};
use domain::input::{mask_name, mask_number};
use domain::session::SessionStage;
use domain::triage::likely_unit;
use domain::view::*;
use std::sync::PoisonError;
use uuid::Uuid;
use vault::Envelope;

/// Records of its own that a seat shows; a session has some fifteen a seat.
const OWN_RECORDS: u32 = 60;

/// Earlier cases that fit beside the form.
const EARLIER: u32 = 6;

/// Cases of the call being recorded that may stand before the earlier ones.
const OF_ONE_CALL: u32 = 10;

impl Desk {
    pub(crate) fn queue(&self, seat: u8) -> Result<QueueView, Failure> {
        let hand = self.my_hand();
        let empty = QueueView {
            waiting: 0,
            longest_since: None,
            next: None,
            live: None,
            records: Vec::new(),
            unfinished: 0,
            missed: 0,
        };
        self.read(|reader| {
            let running = |stage| matches!(stage, SessionStage::Open | SessionStage::LinesClosed);
            let Some(session) = reader.sessions()?.into_iter().find(|session| running(session.stage)) else {
                return Ok(empty);
            };
            let ringing = reader.ringing(session.id)?;
            let live = reader.live_on_seat(session.id, seat)?;
            let calls = reader.calls_of_seat(session.id, seat, OWN_RECORDS)?;
            let mut records = Vec::new();
            for call in &calls {
                records.extend(own_records(call, reader.cases_of_call(call.id)?));
            }
            // Whole only to the recorder who is in a call at this seat: any login may ask about any seat.
            let own_seat = |call: &Call| call.stage == CallStage::Live && self.has_in_hand(call);
            if !live.as_ref().is_some_and(own_seat) {
                records.iter_mut().for_each(|record| record.caller = mask_name(&record.caller));
            }
            let next = self.next_number(reader, session.plan.day, hand)?;
            let live = live.and_then(|call| {
                let answered = call.answered?;
                // Shown whole to nobody but the recorder whose call it is, and as long as it lasts.
                let own = own_seat(&call);
                if own {
                    self.number_shown(call.id, call.session);
                }
                let number = call.number.clone().unwrap_or_default();
                let script = self.scripts.lock().unwrap_or_else(PoisonError::into_inner);
                Some(LiveCall {
                    call: call.id,
                    version: call.version,
                    stage: call.stage,
                    number: if own { number } else { mask_number(&number) },
                    leader: self.directory().person_titled(answered.leader),
                    answered_at: answered.at,
                    ended_at: call.ended_at,
                    cases: records
                        .iter()
                        .filter(|record| record.call == call.id && record.case.is_some())
                        .cloned()
                        .collect(),
                    next_number: next.shown(),
                    next_spoken: next.spoken(),
                    script: script.get(&call.id).cloned(),
                })
            });
            Ok(QueueView {
                waiting: ringing.len() as u32,
                longest_since: ringing.first().map(|call| call.rang_at),
                next: ringing.first().map(|call| NextCall {
                    call: call.id,
                    version: call.version,
                    rang_at: call.rang_at,
                }),
                live,
                unfinished: records.iter().filter(|record| unfinished(record)).count() as u32,
                records,
                missed: reader.tally(session.id)?.missed,
            })
        })
    }

    pub(crate) fn form(&self, id: CaseId) -> Result<FormView, Failure> {
        let case = found(self.read(|reader| reader.case(id))?)?;
        self.case_opened(&case);
        let text = MatterText { number: mask_number(&case.text.number), ..case.text.clone() };
        let (words, due) = match &case.promise {
            Promise::Made { words, due, .. } => (words.clone().unwrap_or_default(), *due),
            Promise::Unknown | Promise::Nothing => (String::new(), None),
        };
        Ok(FormView {
            case: case.id,
            version: case.version,
            call: case.origin.map(|origin| origin.call),
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            spoken: case.number.map(|number| number.spoken()).unwrap_or_default(),
            stage: case.stage,
            missing: if case.stage == Stage::Recording { case.missing() } else { Vec::new() },
            sent_back: case.sent_back.clone(),
            form: CaseForm {
                promise: words,
                promise_due: due,
                no_promise: case.promise == Promise::Nothing,
                read_back: case.read_back,
                matter: case.matter,
                text,
            },
        })
    }

    /// The login's own call, until it is logged.
    fn has_in_hand(&self, call: &Call) -> bool {
        matches!(call.stage, CallStage::Live | CallStage::WrapUp)
            && call.answered.is_some_and(|answered| answered.recorder == self.me())
    }

    /// Earlier cases of a number; those of the call that is being recorded are not earlier.
    pub(crate) fn history(&self, number: &str, except: Option<CallId>) -> Result<HistoryView, Failure> {
        let now = self.clock.now();
        let directory = self.directory();
        let call = match except {
            Some(call) => self.read(|reader| reader.call(call))?,
            None => None,
        };
        let of_call = call.as_ref().and_then(|call| call.number.clone()).unwrap_or_default();
        // The window holds it masked once its call has ended; the call knows it.
        let masked = except.is_some() && domain::input::is_masked(number);
        let Ok(number) = domain::input::number(if masked { &of_call } else { number }) else {
            return Ok(HistoryView { times: 0, first_at: None, entries: Vec::new() });
        };
        let history = self.read(|reader| reader.by_number(&number, EARLIER + OF_ONE_CALL))?;
        let of_this_call = |case: &Case| except.is_some() && case.origin.map(|origin| origin.call) == except;
        let (now_recorded, earlier): (Vec<Case>, Vec<Case>) =
            history.newest.into_iter().partition(of_this_call);
        let times = history.total.saturating_sub(now_recorded.len() as u32);
        let earlier: Vec<Case> = earlier.into_iter().take(EARLIER as usize).collect();
        let in_hand = call.is_some_and(|call| self.has_in_hand(&call));
        if !in_hand || domain::input::number(&of_call).as_ref() != Ok(&number) {
            self.history_asked(&number, &earlier);
        }
        Ok(HistoryView {
            times,
            first_at: history.first_at.filter(|_| times > 0),
            entries: earlier
                .iter()
                .map(|case| {
                    let due = case.due();
                    HistoryEntry {
                        case: case.id,
                        number: case.number.map(|number| number.shown()).unwrap_or_default(),
                        at: case.called_at(),
                        title: if case.shielded() { String::new() } else { case.text.title.clone() },
                        shielded: case.shielded(),
                        stage: case.stage,
                        unit_name: likely_unit(case, &directory)
                            .map(|unit| directory.unit_name(unit))
                            .unwrap_or_default(),
                        due,
                        overdue: due.is_some_and(|due| {
                            later(now, due) && !matches!(case.stage, Stage::Closed { .. })
                        }),
                    }
                })
                .collect(),
        })
    }

    pub fn drafts(&self) -> Result<Vec<DraftSeen>, Failure> {
        let rows = self.read(|reader| reader.drafts())?;
        rows.into_iter()
            .filter_map(|row| match self.keys.open_draft(row.stream, &row.sealed) {
                // Another compartment's: not there for this login.
                Err(vault::Error::UnknownKey { .. }) => None,
                opened => Some((row, opened)),
            })
            .map(|(row, opened)| {
                let opened = opened?;
                let body = serde_json::from_slice(&opened).map_err(Failure::fault)?;
                let (saved_at, done_at) = (Stamp(row.saved_at), self.done_since(row.stream, row.saved_at)?);
                Ok(DraftSeen { draft: row.id, stream: row.stream, saved_at, done_at, body })
            })
            .collect()
    }

    /// When this workstation last wrote on a stream, if that was since.
    fn done_since(&self, stream: Uuid, since: i64) -> Result<Option<Stamp>, Failure> {
        let rows = self.read(|reader| reader.envelopes(stream))?;
        let own = rows.iter().rev().filter_map(|row| Envelope::parse(row).ok());
        let mut own = own.filter(|envelope| envelope.station() == self.identity.station);
        Ok(own.next().map(|envelope| envelope.at()).filter(|at| *at > since).map(Stamp))
    }
}

fn own_records(call: &Call, cases: Vec<Case>) -> Vec<OwnRecord> {
    let at = call.answered.map_or(call.rang_at, |answered| answered.at);
    let blank = OwnRecord {
        call: call.id,
        call_version: call.version,
        call_stage: call.stage,
        outcome: call.outcome,
        case: None,
        case_version: 0,
        number: String::new(),
        caller: String::new(),
        title: String::new(),
        at,
        stage: None,
        missing: Vec::new(),
        sent_back: None,
    };
    if cases.is_empty() {
        return vec![blank];
    }
    cases
        .into_iter()
        .map(|case| OwnRecord {
            case: Some(case.id),
            case_version: case.version,
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            caller: case.text.caller.clone(),
            title: case.text.title.clone(),
            stage: Some(case.stage),
            missing: if case.stage == Stage::Recording { case.missing() } else { Vec::new() },
            sent_back: case.sent_back.clone(),
            ..blank.clone()
        })
        .collect()
}

/// 待补录: the record has no disposition yet, was sent back, or its call ended without being logged.
fn unfinished(record: &OwnRecord) -> bool {
    record.sent_back.is_some()
        || record.stage == Some(Stage::Recording)
        || record.call_stage == CallStage::WrapUp
}
