//! 值班长: all seats with their state and the time in it.

use super::found;
use super::pause::unfinished;
use crate::desk::Desk;
use crate::door::{FloorCall, FloorRecord, FloorSeat, FloorState, FloorView, StationView};
use crate::failure::Failure;
use domain::call::{Call, CallStage};
use domain::case::Case;
use domain::directory::Directory;
use domain::id::SessionId;
use domain::input::mask_number;
use domain::seat::{Sitting, newest as newest_sitting};
use domain::session::{SeatPlan, Session};
use domain::view::{Reach, Unfinished};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What the seats' states are made of.
struct Floor<'a> {
    shut: &'a BTreeSet<u8>,
    sittings: &'a [Sitting],
    directory: &'a Directory,
    calls: &'a [Call],
    cases: &'a [Case],
    unfinished: &'a [Unfinished],
    /// The workstation that a call rang at.
    authors: &'a HashMap<Uuid, Uuid>,
    stations: &'a [StationView],
    shared: bool,
}

impl Desk {
    pub(crate) fn floor(&self, id: SessionId) -> Result<FloorView, Failure> {
        let directory = self.directory();
        let (session, calls, cases, tally, sittings) = self.read(|reader| {
            let (calls, cases) = (reader.calls_of_session(id)?, reader.cases_of_session(id)?);
            Ok((reader.session(id)?, calls, cases, reader.tally(id)?, reader.sittings(id)?))
        })?;
        let session = found(session)?;
        let sharing = self.sharing();
        let stations = sharing.as_ref().map(|sharing| self.stations_seen(&sharing.seen()));
        let (stations, shared) = (stations.unwrap_or_default(), sharing.is_some());
        let authors = self.read(|reader| {
            let known = calls.iter().map(|call| Ok((call.id.0, reader.author(call.id.0)?)));
            let known = known.collect::<Result<Vec<_>, store::Error>>()?;
            Ok(known.into_iter().filter_map(|(call, author)| Some((call, author?))).collect())
        })?;
        let unfinished = unfinished(&calls, &cases, &directory);
        let floor = Floor {
            shut: &session.shut,
            sittings: &sittings,
            directory: &directory,
            calls: &calls,
            cases: &cases,
            unfinished: &unfinished,
            authors: &authors,
            stations: &stations,
            shared,
        };
        Ok(FloorView {
            session: id,
            version: session.version,
            stage: session.stage,
            tally,
            seats: session.plan.seats.iter().map(|seat| floor.seat(seat)).collect(),
            ringing: floor.waiting(CallStage::Ringing),
            missed: floor.waiting(CallStage::Missed),
            unfinished: unfinished.iter().map(record).collect(),
            reach: reach(&stations),
        })
    }
}

impl Desk {
    /// For the windows of the hall: what their figures lack. None: nothing, or the seal says it.
    pub(super) fn reach_of(&self, session: &Session) -> Option<Reach> {
        let sharing = self.sharing().filter(|_| session.seal.is_none())?;
        let stations = self.stations_seen(&sharing.seen());
        Some(reach(&stations)).filter(|reach| reach.live < reach.total)
    }
}

impl Floor<'_> {
    fn seat(&self, plan: &SeatPlan) -> FloorSeat {
        let here = || {
            let at_seat = |call: &&Call| call.answered.is_some_and(|answered| answered.seat == plan.seat);
            self.calls.iter().filter(at_seat)
        };
        let newest = here().max_by_key(|call| call.answered.map(|answered| answered.at));
        let sits = newest_sitting(self.sittings, plan.seat).map(|sitting| sitting.station);
        let station = sits.or(newest.and_then(|call| self.authors.get(&call.id.0)).copied());
        let known = station.and_then(|id| self.stations.iter().find(|one| one.station == id));
        let there = !self.shared || known.is_none_or(|known| known.there);
        let (state, since) = match newest {
            None if self.shut.contains(&plan.seat) => (FloorState::Shut, None),
            None => (FloorState::Unopened, None),
            Some(_) if !there => (FloorState::Away, known.and_then(|known| known.seen)),
            Some(call) => match call.stage {
                CallStage::Live => (FloorState::Live, call.answered.map(|answered| answered.at)),
                CallStage::WrapUp => (FloorState::WrapUp, call.ended_at),
                CallStage::Ringing | CallStage::Logged | CallStage::Missed | CallStage::RungBack => {
                    let shut = self.shut.contains(&plan.seat);
                    (if shut { FloorState::Shut } else { FloorState::Free }, call.ended_at)
                }
            },
        };
        let recorder = newest.and_then(|call| call.answered).map(|answered| answered.recorder);
        let recorder = recorder.or(plan.recorder);
        let of_seat = |case: &&Case| case.origin.is_some_and(|origin| origin.seat == plan.seat);
        FloorSeat {
            seat: plan.seat,
            leader: self.directory.person_titled(plan.leader),
            recorder: recorder.map(|person| self.directory.person_name(person)).unwrap_or_default(),
            state,
            since,
            calls: here().count() as u32,
            cases: self.cases.iter().filter(of_seat).count() as u32,
            unfinished: self.unfinished.iter().filter(|record| record.seat == plan.seat).count() as u32,
            station,
            ordinal: known.map(|known| known.ordinal),
            there,
            seen: known.and_then(|known| known.seen),
        }
    }

    fn waiting(&self, stage: CallStage) -> Vec<FloorCall> {
        let mut waiting: Vec<FloorCall> = self
            .calls
            .iter()
            .filter(|call| call.stage == stage)
            .map(|call| FloorCall {
                call: call.id,
                version: call.version,
                rang_at: call.rang_at,
                number: call.number.as_deref().map(mask_number).unwrap_or_default(),
                ordinal: self.ordinal_of(call),
            })
            .collect();
        waiting.sort_by_key(|call| call.rang_at);
        waiting
    }

    fn ordinal_of(&self, call: &Call) -> Option<u8> {
        let station = self.authors.get(&call.id.0)?;
        let known = &self.directory.accounts.stations;
        known.iter().find(|one| one.station == *station).map(|one| one.ordinal)
    }
}

fn record(record: &Unfinished) -> FloorRecord {
    FloorRecord {
        call: record.call,
        case: record.case,
        seat: record.seat,
        recorder: record.recorder.clone(),
        number: record.number.clone(),
        caller: record.caller.clone(),
        at: record.at,
    }
}

/// Whose figures are in what is shown; alone it is this workstation's.
pub(super) fn reach(stations: &[StationView]) -> Reach {
    if stations.is_empty() {
        return Reach { live: 1, total: 1, oldest: None };
    }
    let silent = stations.iter().filter(|one| !one.there);
    Reach {
        live: stations.iter().filter(|one| one.there).count() as u32,
        total: stations.len() as u32,
        oldest: silent.filter_map(|one| one.seen).min(),
    }
}
