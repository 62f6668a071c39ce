//! 10:30–10:40: who is still on the line, which records wait for whom, and the press line.

use super::counts::by_category;
use super::found;
use super::sheets::sheets;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::call::{Call, CallStage};
use domain::case::{Case, Stage, WhatIsMissing};
use domain::directory::Directory;
use domain::id::SessionId;
use domain::redact::Redacted;
use domain::session::BREAK_MINUTES;
use domain::view::*;

/// “涉及物业、房产、城市治理等”
const CATEGORIES: usize = 3;

impl Desk {
    pub(crate) fn break_view(&self, id: SessionId) -> Result<BreakView, Failure> {
        let directory = self.directory();
        let (session, meeting, calls, cases, tally, counters) = self.read(|reader| {
            Ok((
                reader.session(id)?,
                reader.meeting_of_session(id)?,
                reader.calls_of_session(id)?,
                reader.cases_of_session(id)?,
                reader.tally(id)?,
                reader.counters(id)?,
            ))
        })?;
        let session = found(session)?;
        let named = by_category(&counters, &directory).into_iter().filter(|count| count.category.is_some());
        let closes = session.lines_closed_at.unwrap_or_else(|| session.ends_at());
        Ok(BreakView {
            session: id,
            number: session.plan.number,
            minutes: session.plan.minutes,
            lines_closed_at: session.lines_closed_at,
            meets_at: closes.plus_minutes(BREAK_MINUTES),
            reconciles: tally.reconciles(),
            tally,
            live: live(&calls, &directory),
            unfinished: unfinished(&calls, &cases, &directory),
            categories: named.map(|count| count.name).take(CATEGORIES).collect(),
            units: sheets(&session, meeting.as_ref(), &cases, &directory).len() as u32,
        })
    }
}

fn live(calls: &[Call], directory: &Directory) -> Vec<LiveSeat> {
    let live = calls.iter().filter(|call| call.stage == CallStage::Live).filter_map(|call| call.answered);
    let mut live: Vec<LiveSeat> = live
        .map(|answered| LiveSeat {
            seat: answered.seat,
            leader: directory.person_titled(answered.leader),
            since: answered.at,
        })
        .collect();
    live.sort_by_key(|live| live.seat);
    live
}

/// What the recorders still have to finish, oldest call first: cases without a disposition or sent back, and
/// calls that have ended and aren't logged.
pub(super) fn unfinished(calls: &[Call], cases: &[Case], directory: &Directory) -> Vec<Unfinished> {
    let waits = |case: &Case| case.stage == Stage::Recording || case.sent_back.is_some();
    let mut open = Vec::new();
    for call in calls {
        let Some(answered) = call.answered else { continue };
        let blank = Unfinished {
            call: call.id,
            case: None,
            seat: answered.seat,
            recorder: directory.person_name(answered.recorder),
            number: String::new(),
            caller: Redacted::default(),
            at: answered.at,
            missing: Vec::new(),
        };
        let of_call = || cases.iter().filter(|case| case.origin.is_some_and(|origin| origin.call == call.id));
        let before = open.len();
        open.extend(of_call().filter(|case| waits(case)).map(|case| of_case(case, &blank, directory)));
        if call.stage == CallStage::WrapUp && open.len() == before {
            open.push(of_call().next().map_or(blank.clone(), |case| of_case(case, &blank, directory)));
        }
    }
    open.sort_by_key(|record: &Unfinished| (record.at, record.seat));
    open
}

fn of_case(case: &Case, call: &Unfinished, directory: &Directory) -> Unfinished {
    let shielded = case.shielded() || case.erased;
    Unfinished {
        case: Some(case.id),
        recorder: directory.person_name(case.recorded_by),
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        caller: if shielded { Redacted::default() } else { Redacted::name(&case.text.caller) },
        missing: case.missing(),
        ..call.clone()
    }
}
