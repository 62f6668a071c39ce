//! The header of every screen, the list of sessions, and a session's figures.

use super::counts::{by_category, by_unit, of};
use super::found;
use crate::around::unsettled;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::Stamp;
use domain::directory::Directory;
use domain::id::SessionId;
use domain::session::{Session, SessionStage};
use domain::view::count::{CASES, MERGED, NO_CASE, SETTLED};
use domain::view::*;

impl Desk {
    pub(crate) fn header(&self) -> Result<HeaderView, Failure> {
        let directory = self.directory();
        let reads = self.file_keys().1.is_some();
        let (session, meeting, tally) = self.read(|reader| {
            if !reads {
                // The office reads no session.
                return Ok((None, None, Tally::default()));
            }
            let session = current(reader.sessions()?);
            let Some(session) = session else { return Ok((None, None, Tally::default())) };
            let meeting = reader.meeting_of_session(session.id)?;
            let tally = reader.tally(session.id)?;
            Ok((Some(session), meeting, tally))
        })?;
        Ok(HeaderView {
            house: self.kind(),
            names: directory.names.clone(),
            me: self.me_seen(),
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
                    seal: session.seal.clone(),
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
        Ok(FiguresView {
            session: id,
            number: session.plan.number,
            day: session.plan.day,
            stage: session.stage,
            as_of: self.clock.now(),
            tally,
            reconciles: tally.reconciles(),
            no_case: of(&counters, NO_CASE)
                .filter_map(|(code, calls)| Some((code_of(code)?, calls)))
                .collect(),
            cases: count(CASES),
            settled: count(SETTLED),
            merged: count(MERGED),
            undecided: meeting.map_or(0, |meeting| meeting.undecided().count() as u32),
            unsettled,
            categories: by_category(&counters, &directory),
            units: by_unit(&counters, &directory),
            seal: session.seal,
        })
    }
}

/// The session that screens are about: the one that runs, else the next planned, else the newest.
pub(super) fn current(sessions: Vec<Session>) -> Option<Session> {
    let rank = |session: &Session| match session.stage {
        SessionStage::Open | SessionStage::LinesClosed => 0,
        SessionStage::Planned | SessionStage::Postponed => 1,
        SessionStage::Sealed => 2,
        SessionStage::Cancelled => 3,
    };
    let distance = |session: &Session| {
        let day = i64::from(chrono::Datelike::num_days_from_ce(&session.plan.day));
        // Of those to come the nearest, of those that were the newest.
        if rank(session) == 1 { day } else { -day }
    };
    sessions.into_iter().min_by_key(|session| (rank(session), distance(session)))
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
        shut: session.shut.into_iter().collect(),
        plan,
    }
}

fn code_of(code: &str) -> Option<domain::call::NoCase> {
    serde_json::from_value(serde_json::Value::String(code.to_string())).ok()
}
