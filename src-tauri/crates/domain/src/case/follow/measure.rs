//! What can be read off a case at a moment: how far over its time it is, and what the system has to do of itself.

use super::facts::*;
use super::text::SaidText;
use crate::case::{Case, Stage};
use crate::deadline::{self, DeadlineStatus, Span};
use crate::directory::Directory;
use crate::event::FollowEvent;
use crate::limits::{Limit, Limits};
use crate::moment::Moment;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The figures behind the three triggers of 提级督办.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// Whole working days past the due date.
    pub over: u32,
    /// Results sent back, extensions granted and returns refused.
    pub poor: u32,
    pub reopened: u32,
}

/// What any workstation may raise, in the system's name, once each: its key names rule and occurrence, and with the
/// case's id makes the event's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemAct {
    /// 沉默视为签收
    Acknowledge {
        occurrence: u32,
    },
    Raise {
        level: Level,
        trigger: Trigger,
        occurrence: u32,
    },
    Propose {
        level: Level,
        triggers: Vec<Trigger>,
        occurrence: u32,
    },
}

impl Measured {
    pub fn of(case: &Case, directory: &Directory, now: Stamp) -> Measured {
        let over = case.due().filter(|due| *due < now && working(case));
        let over = over.map_or(0, |due| directory.calendar.working_days_after(due.day(), now.day()));
        let follow = &case.follow;
        let refused = follow.returns.iter().filter(|one| one.ruling.as_ref().is_some_and(|it| !it.granted));
        let poor = follow.sent_back() + follow.granted_extensions().count() + refused.count();
        Measured { over, poor: poor as u32, reopened: follow.reopened.len() as u32 }
    }

    /// Which of the three have been reached.
    pub fn triggers(self, limits: &Limits) -> Vec<Trigger> {
        let reached = [
            (self.over >= limits.of(Limit::LongDays), Trigger::TooLong),
            (self.poor >= limits.of(Limit::PoorTimes), Trigger::Poor),
            (self.reopened >= limits.of(Limit::UnsolvedTimes), Trigger::Unsolved),
        ];
        reached.into_iter().filter_map(|(reached, trigger)| reached.then_some(trigger)).collect()
    }
}

impl SystemAct {
    /// One and the same wherever it is worked out, in the words of the record.
    pub fn key(&self) -> String {
        let word = |code: serde_json::Result<serde_json::Value>| {
            code.ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
        };
        match self {
            SystemAct::Acknowledge { occurrence } => format!("acknowledge/{occurrence}"),
            SystemAct::Raise { level, trigger, occurrence } => {
                let (level, trigger) =
                    (word(serde_json::to_value(level)), word(serde_json::to_value(trigger)));
                format!("raise/{level}/{trigger}/{occurrence}")
            }
            SystemAct::Propose { level, occurrence, .. } => {
                format!("propose/{}/{occurrence}", word(serde_json::to_value(level)))
            }
        }
    }

    /// `id` is made of the case and the key.
    pub fn event(self, id: Uuid) -> FollowEvent {
        match self {
            SystemAct::Acknowledge { .. } => {
                FollowEvent::CaseAcknowledged(CaseAcknowledged { silent: true }, None)
            }
            SystemAct::Raise { level, trigger, occurrence } => {
                FollowEvent::LevelRaised(LevelRaised { level, trigger, occurrence }, None)
            }
            SystemAct::Propose { level, triggers, .. } => {
                let facts = EscalationProposed { escalation: id, level, triggers, measured: true };
                FollowEvent::EscalationProposed(facts, None::<SaidText>)
            }
        }
    }
}

/// How near the due date is; none for what nobody works on.
pub fn status(case: &Case, directory: &Directory, now: Stamp) -> Option<DeadlineStatus> {
    let (due, began) = (case.due().filter(|_| working(case))?, case.round_began()?);
    let limits = directory.limits(now.day());
    Some(deadline::warn(due, began, now, &directory.calendar, limits))
}

/// What is due to be raised now. Outside working hours nothing is: nobody is reminded at night.
pub fn system_acts(case: &Case, directory: &Directory, now: Stamp) -> Vec<SystemAct> {
    let (limits, policy) = (directory.limits(now.day()), directory.deadlines(now.day()));
    if !policy.hours.open(now, &directory.calendar) || !working(case) {
        return Vec::new();
    }
    let after = |from: Stamp, days: u32| {
        let due = deadline::due_after(Span::WorkingDays(days), from, &directory.calendar, policy);
        due.map_or(Stamp(i64::MAX), |due| due.at)
    };
    let follow = &case.follow;
    let mut acts = Vec::new();
    let since = follow.hops.last().map_or(case.changed_at, |hop| hop.from);
    if case.stage == Stage::Assigned
        && follow.open_return().is_none()
        && now > after(since, limits.of(Limit::AckDays))
    {
        acts.push(SystemAct::Acknowledge { occurrence: follow.hops.len() as u32 });
    }
    // A due date is warned of once: another date, another warning.
    let dated = follow.due_since.or(case.round_began()).unwrap_or(case.changed_at);
    let mut warn = |level: Level, trigger: Trigger| {
        let raised = || follow.raised.iter().filter(|one| one.trigger == trigger);
        if raised().all(|one| one.at < dated) {
            acts.push(SystemAct::Raise { level, trigger, occurrence: raised().count() as u32 + 1 });
        }
    };
    match status(case, directory, now) {
        Some(DeadlineStatus::Amber) => warn(Level::Reminder, Trigger::Amber),
        Some(DeadlineStatus::Red | DeadlineStatus::Overdue) => warn(Level::Focused, Trigger::Red),
        Some(DeadlineStatus::Green) | None => {}
    }
    let heard = follow.progress.last().map(|one| one.at).into_iter();
    let raised = follow.raised.iter().filter(|one| one.trigger == Trigger::NoProgress).map(|one| one.at);
    let heard = heard.chain(follow.replies.last().map(|one| one.at)).chain(raised.clone()).chain([since]);
    if now > after(heard.max().unwrap_or(since), limits.of(Limit::ProgressDays)) {
        let occurrence = raised.count() as u32 + 1;
        acts.push(SystemAct::Raise { level: Level::Reminder, trigger: Trigger::NoProgress, occurrence });
    }
    acts.extend(proposals(case, directory, now));
    acts
}

/// 领导督办 and 提级督办 are proposed once a round for what has been reached, and then wait for a person.
fn proposals(case: &Case, directory: &Directory, now: Stamp) -> Vec<SystemAct> {
    let (follow, limits) = (&case.follow, directory.limits(now.day()));
    let overdue = status(case, directory, now) == Some(DeadlineStatus::Overdue);
    let refused = follow.returns.last().and_then(|one| one.ruling.as_ref()).filter(|ruling| !ruling.granted);
    let idle = refused.is_some_and(|ruling| follow.progress.iter().all(|one| one.at < ruling.at));
    let reopened = follow.reopened.len() as u32 >= limits.of(Limit::ReopensToLeader);
    let leader = [
        (overdue, Trigger::Overdue),
        (idle && overdue, Trigger::IdleAfterReturn),
        (reopened, Trigger::Reopened),
        (follow.hard.is_some(), Trigger::Hard),
    ];
    let leader = leader.into_iter().filter_map(|(reached, trigger)| reached.then_some(trigger)).collect();
    let escalated = Measured::of(case, directory, now).triggers(limits);
    let since = case.round_began().unwrap_or(case.changed_at);
    let new = |level: Level, triggers: Vec<Trigger>| {
        let same: Vec<_> = follow.escalations.iter().filter(|one| one.level == level).collect();
        let open = same.iter().any(|one| one.released.is_none());
        let known =
            |trigger: &Trigger| same.iter().any(|one| one.at >= since && one.triggers.contains(trigger));
        let fresh = triggers.iter().any(|trigger| !known(trigger));
        let occurrence = same.len() as u32 + 1;
        (fresh && !open).then_some(SystemAct::Propose { level, triggers, occurrence })
    };
    [new(Level::Leader, leader), new(Level::Escalated, escalated)].into_iter().flatten().collect()
}

/// The new time of a case that is reopened, and in working days: a share of what it had at first.
pub fn reopened_due(case: &Case, moment: &Moment) -> Option<(Stamp, u32)> {
    let (given, directory) = (case.assignment.as_ref()?, moment.directory);
    let limits = directory.limits(moment.at.day());
    let span = directory.calendar.working_days_after(given.at.day(), given.due.day());
    let share = (span * limits.of(Limit::ReopenShare)).div_ceil(100);
    let days = share.max(limits.of(Limit::ReopenLeast));
    let policy = directory.deadlines(moment.at.day());
    let due = deadline::due_after(Span::WorkingDays(days), moment.at, &directory.calendar, policy).ok()?;
    Some((due.at, days))
}

/// The unit's clock runs: until its result has passed the review.
pub fn working(case: &Case) -> bool {
    match case.stage {
        Stage::Assigned | Stage::InProgress | Stage::Replied => case.assignment.is_some(),
        Stage::Recording
        | Stage::PendingTriage
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Merged { .. }
        | Stage::Redirected { .. }
        | Stage::Voided { .. } => false,
    }
}
