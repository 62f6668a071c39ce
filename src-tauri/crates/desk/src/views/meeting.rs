//! The meeting: its agenda, and one item with the options that number keys choose.

use super::found;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use domain::case::{Case, Stage};
use domain::deadline::{self, DeadlineClass, DeadlinePolicy, DueOption, Span};
use domain::directory::Directory;
use domain::id::{CaseId, SessionId, UnitId};
use domain::session::Session;
use domain::triage::{Deferral, Group, Meeting, Pass, likely_unit};
use domain::view::*;
use std::collections::HashMap;

/// 同类怎么定的: as many as fit beside the card.
const ALIKE: u32 = 4;

impl Desk {
    pub(crate) fn agenda(&self, session: SessionId) -> Result<Option<AgendaView>, Failure> {
        let directory = self.directory();
        let read = self.read(|reader| {
            Ok((
                reader.meeting_of_session(session)?,
                reader.cases_of_session(session)?,
                reader.session(session)?,
            ))
        })?;
        let (Some(meeting), cases, Some(session)) = read else { return Ok(None) };
        let by_id: HashMap<CaseId, &Case> = cases.iter().map(|case| (case.id, case)).collect();
        let mut groups: Vec<AgendaGroup> = Vec::new();
        let mut count = AgendaCount::default();
        for (place, entry) in (1..).zip(&meeting.order) {
            let Some(case) = by_id.get(&entry.case) else { continue };
            let item = agenda_item(case, entry.group, place, &meeting, &directory);
            tally(&mut count, item.state);
            let done = u32::from(is_done(item.state));
            match groups.last_mut().filter(|group| group.group == entry.group) {
                Some(group) => {
                    group.done += done;
                    group.items.push(item);
                }
                None => groups.push(AgendaGroup { group: entry.group, done, items: vec![item] }),
            }
        }
        let on_agenda = |case: &Case| meeting.order.iter().any(|entry| entry.case == case.id);
        let late = cases
            .iter()
            .filter(|case| case.pending() && !on_agenda(case))
            .filter(|case| domain::triage::group_of(case, &session, &directory).is_some())
            .count() as u32;
        Ok(Some(AgendaView {
            meeting: meeting.id,
            version: meeting.version,
            session: session.id,
            chair: meeting.chair,
            chair_name: directory.person_titled(meeting.chair),
            secretary_name: directory.person_name(meeting.secretary),
            convened_at: meeting.convened_at,
            adjourned_at: meeting.adjourned_at,
            pass: meeting.pass,
            passes: passes(&meeting, &groups, &directory),
            groups,
            count,
            opened: meeting.opened.map(|(case, _)| case),
            opened_at: meeting.opened.map(|(_, at)| at),
            planned_seconds_a_case: directory.timetable.seconds_a_case,
            late,
        }))
    }

    pub(crate) fn item(&self, id: CaseId) -> Result<ItemView, Failure> {
        let directory = self.directory();
        let now = self.clock.now();
        let (case, session, meeting, alike, open, counters) = self
            .read(|reader| {
                let Some(case) = reader.case(id)? else { return Ok(None) };
                let Some(session_id) = case.session() else { return Ok(None) };
                let alike = match case.matter.category {
                    Some(category) => reader.same_category_settled(category, id, ALIKE)?,
                    None => Vec::new(),
                };
                Ok(Some((
                    reader.session(session_id)?,
                    reader.meeting_of_session(session_id)?,
                    alike,
                    reader.open_by_unit(now)?,
                    reader.counters(session_id)?,
                    case,
                )))
            })?
            .map(|(session, meeting, alike, open, counters, case)| {
                (case, session, meeting, alike, open, counters)
            })
            .ok_or_else(|| Failure::from(domain::Rejection::NotFound))?;
        let (session, meeting) = (found(session)?, found(meeting)?);
        self.case_opened(&case);
        let place = meeting.order.iter().position(|entry| entry.case == id);
        let group = found(place.map(|place| meeting.order[place].group))?;
        let class = case.class(&directory);
        let due =
            deadline::options(now, case.promise.due(), &directory.calendar, directory.deadlines(now.day()));
        let units = unit_options(&case, &session, &directory);
        let preset = preset(&case, class, &due, &directory, now);
        Ok(ItemView {
            group,
            place: place.map_or(0, |place| place as u32 + 1),
            state: item_state(&case, group, &meeting),
            deferral: meeting.deferred.get(&id).map(|deferred| deferred.to),
            plans: preset
                .lead
                .and_then(|unit| directory.units.get(&unit))
                .map(|unit| unit.plans.clone())
                .unwrap_or_default(),
            owners: owners(&directory),
            units,
            due,
            class,
            preset,
            alike: alike.iter().map(|case| alike_case(case, &directory)).collect(),
            loads: directory
                .units_in_order()
                .into_iter()
                .filter(|unit| session.plan.units.contains(&unit.id))
                .map(|unit| {
                    let key = (count::UNIT.to_string(), unit.id.0.to_string());
                    let load = open.iter().find(|load| load.unit == unit.id);
                    UnitLoad {
                        unit: unit.id,
                        name: unit.name.clone(),
                        session: counters.get(&key).copied().unwrap_or(0),
                        open: load.map_or(0, |load| load.open),
                        overdue: load.map_or(0, |load| load.overdue),
                    }
                })
                .collect(),
            case: CaseFull::of(&case, &directory),
        })
    }
}

fn agenda_item(
    case: &Case,
    group: Group,
    place: u32,
    meeting: &Meeting,
    directory: &Directory,
) -> AgendaItem {
    let unit = likely_unit(case, directory);
    AgendaItem {
        case: case.id,
        version: case.version,
        place,
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        title: case.text.title.clone(),
        unit,
        unit_name: unit.map(|unit| directory.unit_name(unit)).unwrap_or_default(),
        state: item_state(case, group, meeting),
        repeats: case.matter.asked_before.max(u32::from(case.matter.repeat_of.is_some())),
        sent_back: case.sent_back.is_some(),
        hazard: case.matter.hazard,
    }
}

pub(super) fn item_state(case: &Case, group: Group, meeting: &Meeting) -> ItemState {
    if group == Group::SameDay {
        return ItemState::SameDay;
    }
    match case.stage {
        Stage::Merged { .. } => ItemState::Merged,
        Stage::PendingTriage => match meeting.deferred.get(&case.id).map(|deferred| deferred.to) {
            Some(Deferral::Undecided { .. }) => ItemState::Undecided,
            Some(Deferral::Later) => ItemState::Deferred,
            None => ItemState::Open,
        },
        Stage::Recording
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed
        | Stage::Closed { .. }
        | Stage::Redirected { .. }
        | Stage::Voided { .. } => ItemState::Settled,
    }
}

pub(super) fn is_done(state: ItemState) -> bool {
    match state {
        ItemState::Settled | ItemState::Merged | ItemState::Undecided | ItemState::SameDay => true,
        ItemState::Open | ItemState::Deferred => false,
    }
}

pub(super) fn tally(count: &mut AgendaCount, state: ItemState) {
    match state {
        ItemState::SameDay => {
            count.same_day += 1;
            return;
        }
        ItemState::Settled => count.settled += 1,
        ItemState::Merged => {
            count.settled += 1;
            count.merged += 1;
        }
        ItemState::Undecided => count.undecided += 1,
        ItemState::Deferred => count.deferred += 1,
        ItemState::Open => count.open += 1,
    }
    count.total += 1;
}

fn passes(meeting: &Meeting, groups: &[AgendaGroup], directory: &Directory) -> Vec<PassSeen> {
    let table = directory.timetable;
    Pass::ALL
        .into_iter()
        .map(|pass| {
            let minutes = match pass {
                Pass::Opening => table.opening,
                Pass::OneByOne => table.one_by_one,
                Pass::ByUnit => table.by_unit,
                Pass::Absent => table.absent,
                Pass::Closing => table.closing,
            };
            let of_pass = groups.iter().filter(|group| pass_of(group.group) == pass);
            let items = of_pass.flat_map(|group| group.items.iter().map(|item| (group.group, item)));
            let (items, done) = items.fold((0, 0), |(items, done), (group, item)| {
                (items + 1, done + u32::from(is_through(meeting, item.place, group, item.state)))
            });
            PassSeen { pass, minutes, started_at: meeting.passes.get(&pass).copied(), items, done }
        })
        .collect()
}

/// Whether the meeting is through with an item at its place on the agenda, from 1. What was assigned on the call
/// is only reported: it counts once the meeting has come to a later item, or a later pass.
pub(super) fn is_through(meeting: &Meeting, place: u32, group: Group, state: ItemState) -> bool {
    if state != ItemState::SameDay {
        return is_done(state);
    }
    let pass = pass_of(group);
    let opened = meeting.opened.and_then(|(case, _)| {
        let at = meeting.order.iter().position(|entry| entry.case == case)?;
        (pass_of(meeting.order[at].group) == pass).then_some(at as u32 + 1)
    });
    meeting.pass > pass || opened.is_some_and(|opened| place < opened)
}

/// In which part of the timetable a group is handled.
pub(crate) fn pass_of(group: Group) -> Pass {
    match group {
        Group::Hazard | Group::SameDay | Group::Repeat | Group::Disputed => Pass::OneByOne,
        Group::ByUnit => Pass::ByUnit,
        Group::Absent => Pass::Absent,
    }
}

fn unit_options(case: &Case, session: &Session, directory: &Directory) -> Vec<UnitOption> {
    let likely = likely_unit(case, directory);
    let mut options: Vec<UnitOption> = directory
        .units_in_order()
        .into_iter()
        .map(|unit| UnitOption {
            unit: unit.id,
            name: unit.name.clone(),
            head: unit.head,
            head_name: unit.head.map(|head| directory.person_titled(head)).unwrap_or_default(),
            present: session.present(unit.head.iter().chain(&unit.deputies).copied()),
            reported: case.matter.reported == Some(unit.id),
        })
        .collect();
    // The likely one first, then who is in the room; the rest keep their place in lists.
    options.sort_by_key(|option| (Some(option.unit) != likely, !option.present));
    options
}

fn owners(directory: &Directory) -> Vec<OwnerOption> {
    let of_unit = |unit: &domain::directory::Unit| {
        let id = unit.id;
        let head = unit.head;
        unit.head
            .into_iter()
            .chain(unit.deputies.clone())
            .map(move |person| (id, person, Some(person) == head))
    };
    directory
        .units_in_order()
        .into_iter()
        .flat_map(of_unit)
        .map(|(unit, person, head)| OwnerOption { person, name: directory.person_titled(person), unit, head })
        .collect()
}

fn preset(case: &Case, class: DeadlineClass, due: &[DueOption], directory: &Directory, now: Stamp) -> Preset {
    let likely = likely_unit(case, directory);
    let reported = case.matter.reported;
    let lead = match likely.filter(|unit| Some(*unit) == reported) {
        Some(reported) => directory.units.get(&reported).and_then(|unit| unit.above),
        None => likely,
    };
    let unit = lead.and_then(|unit: UnitId| directory.units.get(&unit));
    Preset {
        lead,
        owner: unit.and_then(|unit| unit.head),
        due: preset_due(case.promise.due(), class, due, directory.deadlines(now.day())),
        plan: unit.and_then(|unit| unit.plans.first().cloned()),
    }
}

/// The class's span, but not later than was promised when a key offers an earlier day.
fn preset_due(
    promised: Option<Stamp>,
    class: DeadlineClass,
    due: &[DueOption],
    policy: &DeadlinePolicy,
) -> Option<char> {
    let days = match policy.rules.get(&class).map(|rule| rule.span) {
        Some(Span::WorkingDays(days)) => days,
        // Two hours are today; the key only names the day.
        Some(Span::WallClockHours(hours)) => hours / 24,
        Some(Span::TodayAt(_)) => 0,
        None => return None,
    };
    let fits = |option: &&DueOption| promised.is_none() || !option.later_than_promised;
    let latest = due.iter().filter(|option| option.working_days <= days).rfind(fits);
    latest.or_else(|| due.iter().find(fits)).or_else(|| due.first()).map(|option| option.key)
}

fn alike_case(case: &Case, directory: &Directory) -> AlikeCase {
    let given = case.assignment.as_ref();
    AlikeCase {
        case: case.id,
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        title: case.text.title.clone(),
        unit_name: given.map(|given| directory.unit_name(given.lead)).unwrap_or_default(),
        working_days: given.and_then(|given| given.working_days),
        why: None,
    }
}
