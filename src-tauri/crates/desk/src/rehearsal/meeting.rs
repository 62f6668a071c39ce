//! The played meeting: claims, rulings, merges, a batch for absent units, and a few cases left undecided.

use super::city::{LEADERS, SECRETARY, person_id};
use super::play::act;
use crate::chance::Chance;
use crate::commit::Hand;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::case::{CaseCommand, DueWish, Settlement};
use domain::id::{CaseId, MeetingId, SessionId, UnitId};
use domain::session::BREAK_MINUTES;
use domain::triage::{Group, MeetingCommand, Pass};
use domain::view::ItemView;
use domain::{Command, Rejection, Stamp};
use std::collections::HashMap;

/// One thing that happens in the meeting.
pub enum Minute {
    Convene(MeetingId),
    Pass(Pass),
    Settle(CaseId, Group),
    Merge(CaseId, CaseId),
    LeaveUndecided(CaseId),
    Adjourn,
}

/// Cases that a played meeting leaves for the next day, once there are enough of them.
const LEFT_UNDECIDED: usize = 2;
const ENOUGH: usize = 20;

/// Matters that several callers brought are merged, up to so many.
const MERGED: usize = 6;

/// Writes the meeting's minutes from the agenda as it will be when the lines have closed.
pub fn minutes(
    desk: &Desk,
    session: SessionId,
    closed_at: Stamp,
    chance: &Chance,
) -> Result<Vec<(Stamp, Minute)>, Failure> {
    let directory = desk.directory();
    let (Some(held), cases) =
        desk.read(|reader| Ok((reader.session(session)?, reader.cases_of_session(session)?)))?
    else {
        return Err(Failure::from(Rejection::SessionNotPlanned));
    };
    let agenda = domain::triage::sorted(&cases, &held, &directory);
    let table = directory.timetable;
    let mut at = closed_at.plus_minutes(BREAK_MINUTES);
    let mut minutes = vec![(at, Minute::Convene(MeetingId(chance.stream())))];
    at = at.plus_minutes(i64::from(table.opening));
    let mut pass = Pass::Opening;
    let mut first_of: HashMap<(&str, Group), CaseId> = HashMap::new();
    let mut merged = 0;
    let open = agenda.iter().filter(|entry| entry.group != Group::SameDay).count();
    let mut undecided = if open >= ENOUGH { LEFT_UNDECIDED } else { 0 };
    for entry in &agenda {
        let Some(case) = cases.iter().find(|case| case.id == entry.case) else { continue };
        let next = crate::views::pass_of(entry.group);
        if next != pass {
            pass = next;
            minutes.push((at, Minute::Pass(pass)));
        }
        let (minute, seconds) = match (entry.group, first_of.get(&(case.text.title.as_str(), entry.group))) {
            (Group::SameDay, _) => continue,
            (Group::ByUnit, Some(master)) if merged < MERGED => {
                merged += 1;
                (Minute::Merge(case.id, *master), 5)
            }
            (Group::Disputed, _) if undecided > 0 => {
                undecided -= 1;
                (Minute::LeaveUndecided(case.id), 30)
            }
            (group, _) => (Minute::Settle(case.id, group), seconds_for(group, table.seconds_a_case)),
        };
        first_of.entry((case.text.title.as_str(), entry.group)).or_insert(case.id);
        minutes.push((at, minute));
        at = at.plus_seconds(seconds);
    }
    minutes.push((at, Minute::Pass(Pass::Closing)));
    minutes.push((at.plus_minutes(i64::from(table.closing)), Minute::Adjourn));
    Ok(minutes)
}

fn seconds_for(group: Group, one_by_one: u32) -> i64 {
    match group {
        Group::Hazard | Group::Repeat | Group::Disputed => i64::from(one_by_one),
        Group::SameDay => 0,
        Group::ByUnit => 15,
        Group::Absent => 5,
    }
}

impl Minute {
    pub fn act(self, desk: &Desk, session: SessionId, hand: Hand) -> Result<(), Failure> {
        match self {
            Minute::Convene(id) => {
                let command = Command::Meeting(MeetingCommand::Convene { session });
                act(desk, hand, [(id.0, Some(0), command)])
            }
            Minute::Pass(pass) => meeting(desk, session, hand, MeetingCommand::StartPass { pass }),
            Minute::Merge(case, master) => {
                let command = CaseCommand::MergeCase { master, reason: "同一地点同一事项".into() };
                decided(desk, hand, case, command)
            }
            Minute::LeaveUndecided(case) => {
                let owner = person_id(SECRETARY.0);
                let reason = "两家单位各执一词，会后核对职责".to_string();
                meeting(desk, session, hand, MeetingCommand::LeaveUndecided { case, owner, reason })
            }
            Minute::Settle(case, group) => {
                meeting(desk, session, hand, MeetingCommand::OpenItem { case })?;
                let item = desk.item(case)?;
                let command = settled(&item, group, hand.at)?;
                let order = (case.0, Some(item.case.version), Command::Case(command));
                act(desk, hand, [order])
            }
            Minute::Adjourn => meeting(desk, session, hand, MeetingCommand::Adjourn),
        }
    }
}

/// What policy and directory propose for an item, claimed by the head who is there or ruled by the chair.
fn settled(item: &ItemView, group: Group, now: Stamp) -> Result<CaseCommand, Failure> {
    let lead: UnitId = item.preset.lead.ok_or(Failure::from(Rejection::UnknownUnit))?;
    let option = item.units.iter().find(|option| option.unit == lead);
    let head = option.and_then(|option| option.head);
    let owner = item.preset.owner.ok_or(Failure::from(Rejection::UnknownPerson))?;
    let chosen = item.due.iter().find(|option| Some(option.key) == item.preset.due);
    let due = match (group, chosen) {
        (Group::Hazard, _) => DueWish::At { at: now.plus_minutes(120) },
        (_, Some(option)) => DueWish::WorkingDays { days: option.working_days },
        (_, None) => DueWish::WorkingDays { days: 7 },
    };
    let chair = person_id(LEADERS[0].0);
    let settlement = match (group, head.filter(|_| option.is_some_and(|option| option.present))) {
        (Group::ByUnit | Group::Hazard, Some(by)) => Settlement::Claimed { by },
        (Group::Absent, _) => Settlement::Decided {
            by: chair,
            basis: "未到场单位，主持人当场确认".into(),
            objection: None,
            dissent: String::new(),
        },
        (Group::ByUnit | Group::Hazard | Group::Repeat | Group::Disputed | Group::SameDay, _) => {
            Settlement::Decided {
                by: chair,
                basis: "按三定方案由该单位牵头".into(),
                objection: None,
                dissent: String::new(),
            }
        }
    };
    Ok(CaseCommand::AssignCase {
        lead,
        assisting: Vec::new(),
        owner,
        due,
        plan: item.preset.plan.clone().unwrap_or_else(|| "现场核实并书面答复诉求人".into()),
        late_reason: chosen
            .filter(|option| option.later_than_promised)
            .map(|_| "需采购部件并报审".to_string())
            .unwrap_or_default(),
        gap: if group == Group::Repeat { "接到转办后没有到现场。".into() } else { String::new() },
        settlement,
    })
}

fn decided(desk: &Desk, hand: Hand, case: CaseId, command: CaseCommand) -> Result<(), Failure> {
    let known = desk.read(|reader| reader.case(case))?.ok_or(Failure::from(Rejection::NotFound))?;
    act(desk, hand, [(case.0, Some(known.version), Command::Case(command))])
}

fn meeting(desk: &Desk, session: SessionId, hand: Hand, command: MeetingCommand) -> Result<(), Failure> {
    let known = desk.read(|reader| reader.meeting_of_session(session))?;
    let known = known.ok_or(Failure::from(Rejection::MeetingNotRunning))?;
    act(desk, hand, [(known.id.0, Some(known.version), Command::Meeting(command))])
}
