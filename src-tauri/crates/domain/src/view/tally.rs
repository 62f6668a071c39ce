//! The session's counted calls, and whether they add up.

use crate::call::{Call, CallStage, Disposition, NoCase, Outcome};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 已接 = 在线直办 + 当天办理 + 转办 + 无诉求 + 未归类, at every moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    pub answered: u32,
    pub resolved_on_call: u32,
    pub same_day: u32,
    pub transferred: u32,
    pub no_case: u32,
    /// 未归类: answered, not yet logged.
    pub unsorted: u32,
    /// Of the unsorted: still on the line.
    pub live: u32,
    pub missed: u32,
    pub waiting: u32,
    /// Cases (not calls) that were handed over to the meeting.
    pub transferred_cases: u32,
}

/// 11/12 席实时; 3 席截至 09:42: whose figures are in what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reach {
    /// Workstations that are heard of now; this one is among them.
    pub live: u32,
    pub total: u32,
    /// The last word of the one that has been silent longest.
    pub oldest: Option<Stamp>,
}

impl Tally {
    /// Calls with a disposition or a code.
    pub fn counted(&self) -> u32 {
        [self.resolved_on_call, self.same_day, self.transferred, self.no_case]
            .into_iter()
            .fold(0, u32::saturating_add)
    }

    pub fn reconciles(&self) -> bool {
        self.counted().saturating_add(self.unsorted) == self.answered
    }

    /// What one call adds to the counts. Sums of these are the tally.
    pub fn of(call: &Call) -> Tally {
        let mut tally = Tally::default();
        match call.stage {
            CallStage::Ringing => tally.waiting = 1,
            CallStage::Missed | CallStage::RungBack => tally.missed = 1,
            CallStage::Live => (tally.answered, tally.unsorted, tally.live) = (1, 1, 1),
            CallStage::WrapUp => (tally.answered, tally.unsorted) = (1, 1),
            CallStage::Logged => {
                tally.answered = 1;
                match call.outcome {
                    Some(Outcome::Disposed(Disposition::ResolvedOnCall)) => tally.resolved_on_call = 1,
                    Some(Outcome::Disposed(Disposition::SameDay)) => tally.same_day = 1,
                    Some(Outcome::Disposed(Disposition::Transferred)) => tally.transferred = 1,
                    Some(Outcome::NoCase(
                        NoCase::WrongNumber
                        | NoCase::Silent
                        | NoCase::Harassment
                        | NoCase::CutOff
                        | NoCase::Emergency
                        | NoCase::Redirected,
                    )) => tally.no_case = 1,
                    None => tally.unsorted = 1,
                }
            }
        }
        tally
    }

    /// The counts by name, in the order in which a store keeps them.
    pub fn terms(&self) -> [(&'static str, u32); 10] {
        [
            ("answered", self.answered),
            ("resolvedOnCall", self.resolved_on_call),
            ("sameDay", self.same_day),
            ("transferred", self.transferred),
            ("noCase", self.no_case),
            ("unsorted", self.unsorted),
            ("live", self.live),
            ("missed", self.missed),
            ("waiting", self.waiting),
            ("transferredCases", self.transferred_cases),
        ]
    }

    pub fn term(&mut self, name: &str) -> Option<&mut u32> {
        Some(match name {
            "answered" => &mut self.answered,
            "resolvedOnCall" => &mut self.resolved_on_call,
            "sameDay" => &mut self.same_day,
            "transferred" => &mut self.transferred,
            "noCase" => &mut self.no_case,
            "unsorted" => &mut self.unsorted,
            "live" => &mut self.live,
            "missed" => &mut self.missed,
            "waiting" => &mut self.waiting,
            "transferredCases" => &mut self.transferred_cases,
            _ => return None,
        })
    }
}
