//! 会商次序: hazards, same-day promises, repeats, disputes, then unit by unit, absent units last.

use super::AgendaEntry;
use crate::call::Disposition;
use crate::case::{Case, Stage};
use crate::directory::Directory;
use crate::id::UnitId;
use crate::session::Session;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Group {
    /// 安全隐患
    Hazard,
    /// 当天办理: assigned already, only progress is reported.
    SameDay,
    /// 重复/推诿
    Repeat,
    /// 有争议/多单位
    Disputed,
    /// 逐单位
    ByUnit,
    /// 未到场单位
    Absent,
}

/// Three stops before this call, or a repeat, make a case one of ball-passing; the source is `domain.md` §4.4.
const STOPS_OF_A_BALL: usize = 3;

/// The group of a case on the agenda; None when it has no business there.
pub fn group_of(case: &Case, session: &Session, directory: &Directory) -> Option<Group> {
    match case.stage {
        Stage::Recording | Stage::Redirected { .. } | Stage::Voided { .. } | Stage::Closed { .. } => {
            return None;
        }
        Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Merged { .. } => {}
    }
    match case.disposition? {
        Disposition::ResolvedOnCall => return None,
        Disposition::SameDay => return Some(Group::SameDay),
        Disposition::Transferred => {}
    }
    let matter = &case.matter;
    if matter.hazard {
        return Some(Group::Hazard);
    }
    if matter.repeat_of.is_some() || matter.asked_before > 0 || matter.stops.len() >= STOPS_OF_A_BALL {
        return Some(Group::Repeat);
    }
    let Some(unit) = likely_unit(case, directory) else { return Some(Group::Disputed) };
    let objected = case.adjudication.as_ref().is_some_and(|ruling| ruling.objection.is_some());
    if matter.stops.len() >= 2 || objected || case.sent_back.is_some() {
        return Some(Group::Disputed);
    }
    let here = session.plan.units.contains(&unit)
        && directory.units.get(&unit).is_some_and(|unit| {
            session.arrived.is_empty() || session.present(unit.head.iter().chain(&unit.deputies).copied())
        });
    Some(if here { Group::ByUnit } else { Group::Absent })
}

/// The unit that a case will probably go to: assigned, claimed, guessed by the recorder, or by category.
pub fn likely_unit(case: &Case, directory: &Directory) -> Option<UnitId> {
    let guess = case.matter.candidate.or_else(|| directory.unit_of(case.matter.category?));
    let guess = case.locked_lead().or(case.claim.as_ref().map(|claim| claim.unit)).or(guess);
    case.assignment.as_ref().map(|assignment| assignment.lead).or(guess)
}

/// Agenda order: group, then the unit's place in lists (so that one head speaks once), then the number.
pub fn sort_key(
    case: &Case,
    session: &Session,
    directory: &Directory,
) -> Option<(Group, u32, Option<crate::number::CaseNumber>)> {
    let group = group_of(case, session, directory)?;
    let unit = likely_unit(case, directory).and_then(|unit| directory.units.get(&unit));
    let place = match group {
        Group::ByUnit | Group::Absent => unit.map_or(u32::MAX, |unit| unit.order),
        Group::Hazard | Group::SameDay | Group::Repeat | Group::Disputed => 0,
    };
    Some((group, place, case.number))
}

/// The whole agenda of a session's cases.
pub fn sorted(cases: &[Case], session: &Session, directory: &Directory) -> Vec<AgendaEntry> {
    let mut keyed: Vec<_> =
        cases.iter().filter_map(|case| Some((sort_key(case, session, directory)?, case.id))).collect();
    keyed.sort();
    keyed.into_iter().map(|((group, ..), case)| AgendaEntry { case, group }).collect()
}
