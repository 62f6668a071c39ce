//! The header of every screen, the list of sessions, and a session's figures.

use super::found;
use crate::around::unsettled;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use domain::directory::Directory;
use domain::id::{CategoryId, SessionId, UnitId};
use domain::session::{Session, SessionStage};
use domain::view::count::{CASES, CATEGORY, MERGED, NO_CASE, SETTLED, UNIT, UNIT_TODAY};
use domain::view::*;
use std::collections::BTreeMap;

impl Desk {
    pub(crate) fn header(&self) -> Result<HeaderView, Failure> {
        let directory = self.directory();
        let (session, meeting, tally) = self.read(|reader| {
            let session = current(reader.sessions()?);
            let Some(session) = session else { return Ok((None, None, Tally::default())) };
            let meeting = reader.meeting_of_session(session.id)?;
            let tally = reader.tally(session.id)?;
            Ok((Some(session), meeting, tally))
        })?;
        Ok(HeaderView {
            house: self.kind(),
            names: directory.names.clone(),
            me: self.me(),
            my_name: directory.person_name(self.me()),
            now: self.clock.now(),
            speed: self.clock.speed(),
            session: session.map(|session| seen(session, &directory)),
            meeting: meeting.map(|meeting| MeetingSeen {
                id: meeting.id,
                version: meeting.version,
                adjourned: meeting.adjourned_at.is_some(),
            }),
            tally,
        })
    }

    pub fn sessions(&self) -> Result<Vec<SessionRow>, Failure> {
        self.read(|reader| {
            let rows = reader.sessions()?.into_iter().map(|session| {
                Ok(SessionRow {
                    id: session.id,
                    number: session.plan.number,
                    day: session.plan.day,
                    stage: session.stage,
                    tally: reader.tally(session.id)?,
                    seal: session.seal,
                })
            });
            rows.collect()
        })
    }

    pub fn figures(&self, id: SessionId) -> Result<FiguresView, Failure> {
        let directory = self.directory();
        let (session, meeting, counters, tally, unsettled) = self.read(|reader| {
            let meeting = reader.meeting_of_session(id)?;
            let unsettled = unsettled(reader, id, meeting.as_ref())?;
            Ok((reader.session(id)?, meeting, reader.counters(id)?, reader.tally(id)?, unsettled))
        })?;
        let session = found(session)?;
        let count = |name: &str| counters.get(&(name.to_string(), String::new())).copied().unwrap_or(0);
        let of = |name: &'static str| {
            counters
                .iter()
                .filter(move |((known, _), value)| known == name && **value > 0)
                .map(|((_, key), value)| (key.as_str(), *value))
        };
        let mut categories: BTreeMap<Option<CategoryId>, u32> = BTreeMap::new();
        for (key, cases) in of(CATEGORY) {
            // Figures name the top branch: 物业, not each of its leaves.
            let top = key.parse().ok().map(|id| top_branch(&directory, CategoryId(id)));
            *categories.entry(top).or_default() += cases;
        }
        let mut categories: Vec<CategoryCount> = categories
            .into_iter()
            .map(|(category, cases)| CategoryCount {
                category,
                name: category.map(|id| directory.category_path(id)).unwrap_or_default(),
                cases,
            })
            .collect();
        categories.sort_by(|a, b| b.cases.cmp(&a.cases).then_with(|| a.name.cmp(&b.name)));
        let mut units: BTreeMap<UnitId, (u32, u32)> = BTreeMap::new();
        for (key, cases) in of(UNIT) {
            key.parse().into_iter().for_each(|id| units.entry(UnitId(id)).or_default().0 += cases);
        }
        for (key, cases) in of(UNIT_TODAY) {
            key.parse().into_iter().for_each(|id| units.entry(UnitId(id)).or_default().1 += cases);
        }
        let place = |unit: &UnitId| directory.units.get(unit).map_or(u32::MAX, |unit| unit.order);
        let mut units: Vec<UnitCount> = units
            .into_iter()
            .map(|(unit, (assigned, same_day))| UnitCount {
                unit,
                name: directory.unit_name(unit),
                assigned,
                same_day,
            })
            .collect();
        units.sort_by_key(|count| (place(&count.unit), count.unit));
        Ok(FiguresView {
            session: id,
            number: session.plan.number,
            day: session.plan.day,
            stage: session.stage,
            as_of: self.clock.now(),
            tally,
            reconciles: tally.reconciles(),
            no_case: of(NO_CASE).filter_map(|(code, calls)| Some((code_of(code)?, calls))).collect(),
            cases: count(CASES),
            settled: count(SETTLED),
            merged: count(MERGED),
            undecided: meeting.map_or(0, |meeting| meeting.undecided().count() as u32),
            unsettled,
            categories,
            units,
            seal: session.seal,
        })
    }
}

/// The session that screens are about: the one that runs, else the next planned, else the newest.
fn current(sessions: Vec<Session>) -> Option<Session> {
    let rank = |session: &Session| match session.stage {
        SessionStage::Open | SessionStage::LinesClosed => 0,
        SessionStage::Planned | SessionStage::Postponed => 1,
        SessionStage::Sealed => 2,
        SessionStage::Cancelled => 3,
    };
    sessions.into_iter().min_by_key(|session| (rank(session), std::cmp::Reverse(session.plan.day)))
}

fn seen(session: Session, directory: &Directory) -> SessionSeen {
    let plan = session.plan;
    SessionSeen {
        id: session.id,
        version: session.version,
        stage: session.stage,
        starts_at: Stamp::local(plan.day, plan.starts),
        opened_at: session.opened_at,
        ends_at: session.opened_at.map(|at| at.plus_minutes(i64::from(plan.minutes))),
        lines_closed_at: session.lines_closed_at,
        seats: plan
            .seats
            .iter()
            .map(|seat| SeatSeen {
                seat: seat.seat,
                leader: seat.leader,
                leader_name: directory.person_titled(seat.leader),
            })
            .collect(),
        arrived: session.arrived.iter().map(|(person, at)| Arrival { person: *person, at: *at }).collect(),
        seal: session.seal,
        plan,
    }
}

fn top_branch(directory: &Directory, category: CategoryId) -> CategoryId {
    let mut top = category;
    for _ in 0..8 {
        match directory.categories.get(&top).and_then(|category| category.above) {
            Some(above) => top = above,
            None => break,
        }
    }
    top
}

fn code_of(code: &str) -> Option<domain::call::NoCase> {
    serde_json::from_value(serde_json::Value::String(code.to_string())).ok()
}
