//! 活动准备: the rota, and whether a session is ready.

use super::found;
use crate::desk::Desk;
use crate::failure::Failure;
use chrono::NaiveDate;
use domain::directory::Directory;
use domain::id::{PersonId, SessionId, UnitId};
use domain::session::{Check, Plan, Session};
use domain::view::*;
use std::collections::BTreeSet;

/// 未结诉求 that a page lists; the ledger has the rest.
const OLDEST: u32 = 50;

impl Desk {
    pub(crate) fn rota(&self, from: NaiveDate, count: u32) -> Result<RotaView, Failure> {
        let sessions = self.read(|reader| reader.sessions())?;
        Ok(RotaView::of(&self.directory(), &sessions, self.clock.now().day(), from, count))
    }

    pub(crate) fn prep(&self, id: SessionId) -> Result<PrepView, Failure> {
        let directory = self.directory();
        let (session, sessions, (unfinished, oldest)) = self.read(|reader| {
            Ok((reader.session(id)?, reader.sessions()?, reader.open_elsewhere(id, OLDEST)?))
        })?;
        let session = found(session)?;
        let items = items(&session, &directory);
        let can_be_missing = || items.iter().filter(|item| item.what != ReadyWhat::Lines);
        Ok(PrepView {
            session: id,
            version: session.version,
            ready: can_be_missing().filter(|item| item.done).count() as u32,
            all: can_be_missing().count() as u32,
            items,
            unfinished,
            rows: oldest.iter().map(|case| CaseRow::of(case, &directory)).collect(),
            tried: tried(&session),
            last: before(&session, sessions, &directory),
        })
    }
}

/// In the order in which the list is read: what the plan says, who has come, what somebody has seen to.
fn items(session: &Session, directory: &Directory) -> Vec<Ready> {
    let plan = &session.plan;
    let (seats, units) = (plan.seats.len(), plan.units.len());
    let leaders: BTreeSet<PersonId> = plan.seats.iter().map(|seat| seat.leader).collect();
    let titled = |id: &&PersonId| directory.people.get(id).is_some_and(|person| !person.title.is_empty());
    let lines = directory.categories.values().filter(|category| !category.lines.is_empty()).count();
    let come = leaders.iter().filter(|leader| session.present([**leader])).count();
    let here = plan.units.iter().filter(|unit| session.present(speakers(**unit, session, directory))).count();
    let tested = plan.seats.iter().filter(|seat| session.ticked(Check::Line { seat: seat.seat })).count();
    let ticked = |check: Check| Ready {
        what: ReadyWhat::Ticked { check: check.into() },
        done: session.ticked(check),
        have: 0,
        want: 0,
    };
    vec![
        Ready { what: ReadyWhat::Day, done: directory.calendar.is_working(plan.day), have: 0, want: 0 },
        counted(
            ReadyWhat::Recorders,
            plan.seats.iter().filter(|seat| seat.recorder.is_some()).count(),
            seats,
        ),
        counted(ReadyWhat::Titles, leaders.iter().filter(titled).count(), leaders.len()),
        counted(
            ReadyWhat::Hall,
            plan.units.iter().filter(|unit| placed(**unit, session, directory)).count(),
            units,
        ),
        counted(ReadyWhat::Attendance, come + here, leaders.len() + units),
        Ready { what: ReadyWhat::Lines, done: true, have: lines as u32, want: 0 },
        ticked(Check::Notice),
        counted(ReadyWhat::Ticked { check: TickedCheck::Lines }, tested, seats),
        ticked(Check::Recording),
        ticked(Check::Printing),
        ticked(Check::Projection),
        ticked(Check::Briefing),
    ]
}

fn tried(session: &Session) -> Vec<u8> {
    let seats = session.plan.seats.iter().map(|seat| seat.seat);
    seats.filter(|seat| session.ticked(Check::Line { seat: *seat })).collect()
}

/// The plan of the newest session that was held before this one; of this host's, if it has held any.
fn before(session: &Session, sessions: Vec<Session>, directory: &Directory) -> Option<Plan> {
    let host = session.host(directory);
    let held = sessions.into_iter().filter(|other| {
        other.id != session.id && other.opened_at.is_some() && other.plan.day <= session.plan.day
    });
    held.max_by_key(|other| (other.host(directory) == host, other.plan.day, other.opened_at))
        .map(|other| other.plan)
}

fn counted(what: ReadyWhat, have: usize, want: usize) -> Ready {
    Ready { what, done: have == want, have: have as u32, want: want as u32 }
}

/// Who may come for a unit: whom the hall names, its head, its deputies.
fn speakers(unit: UnitId, session: &Session, directory: &Directory) -> Vec<PersonId> {
    let named = session.plan.hall.iter().filter(|seat| seat.unit == unit).filter_map(|seat| seat.person);
    let own = directory.units.get(&unit).into_iter();
    named.chain(own.flat_map(|unit| unit.head.into_iter().chain(unit.deputies.clone()))).collect()
}

/// Somebody comes for the unit, and knows where he sits.
fn placed(unit: UnitId, session: &Session, directory: &Directory) -> bool {
    let seat = session.plan.hall.iter().find(|seat| seat.unit == unit);
    let head = directory.units.get(&unit).and_then(|unit| unit.head);
    seat.is_some_and(|seat| seat.row.is_some() && seat.person.or(head).is_some())
}
