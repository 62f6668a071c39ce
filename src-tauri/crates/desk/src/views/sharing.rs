//! The other workstations, and what has to be checked.

use crate::desk::Desk;
use crate::door::{DisplacedSeen, DueToCheck, SharingView, StationView};
use crate::failure::Failure;
use crate::sharing::{Seen, THERE_FOR};
use domain::aside::{Displaced, Waiting};
use domain::event::{Event, StreamEvent};
use domain::view::entry;
use domain::{Made, Stamp, State};
use uuid::Uuid;

impl Desk {
    pub(crate) fn sharing_view(&self) -> Result<SharingView, Failure> {
        let reads = self.file_keys().1.is_some();
        let (waiting, to_check) = self.read(|reader| {
            let to_check = if reads { reader.count_to_check()? } else { 0 };
            Ok((reader.waiting()?.rows, to_check))
        })?;
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        let Some(sharing) = self.sharing() else {
            return Ok(SharingView {
                shared: false,
                connected: None,
                since: None,
                why: None,
                waiting,
                to_check,
                stations: Vec::new(),
                doubt: None,
                clock_behind: 0,
            });
        };
        let seen = sharing.seen();
        Ok(SharingView {
            shared: true,
            connected: seen.connected,
            since: seen.since,
            why: seen.why.clone(),
            waiting,
            to_check,
            stations: self.stations_seen(&seen),
            doubt: seen.doubt,
            clock_behind: self.clock.behind(),
        })
    }

    /// Every workstation that has joined and was heard of, or is known by name.
    pub(crate) fn stations_seen(&self, seen: &Seen) -> Vec<StationView> {
        let directory = self.directory();
        let me = self.identity.station;
        // By the server's clock; without it nobody is there but this one.
        let newest = seen.stations.get(&me).map_or(Stamp(i64::MAX), |mine| mine.seen);
        let connected = seen.connected == Some(true);
        let view = |station: Uuid, ordinal: u8| {
            let known = seen.stations.get(&station);
            let doing = known.and_then(|known| known.doing.as_ref());
            let mine = station == me;
            let heard = known.is_some_and(|known| newest.0.saturating_sub(known.seen.0) < THERE_FOR);
            let there = mine || (connected && heard);
            let person = if mine { Some(self.me) } else { doing.and_then(|doing| doing.person) };
            StationView {
                station,
                ordinal,
                me: mine,
                there,
                seen: known.map(|known| known.seen),
                person: person.map(|person| directory.person_name(person)).unwrap_or_default(),
                edits: doing.and_then(|doing| doing.edits).filter(|_| there),
            }
        };
        let mut stations: Vec<StationView> =
            directory.accounts.stations.iter().map(|known| view(known.station, known.ordinal)).collect();
        stations.retain(|one| one.me || one.seen.is_some());
        stations.sort_by_key(|one| one.ordinal);
        stations
    }

    pub(crate) fn displaced_seen(&self) -> Result<Vec<DisplacedSeen>, Failure> {
        let mut seen = Vec::new();
        for (stream, state) in self.read(|reader| reader.to_check())? {
            let events = self.read(|reader| reader.events(stream))?;
            for waiting in state.aside().map(|aside| aside.waiting.as_slice()).unwrap_or_default() {
                if let Some(displaced) = events.iter().find_map(|made| displaced_in(made, waiting)) {
                    seen.push(self.one_displaced(stream, &state, waiting, displaced)?);
                }
            }
        }
        seen.sort_by_key(|one| std::cmp::Reverse(one.found_at));
        Ok(seen)
    }

    /// The date that comes first, first.
    pub(crate) fn dues_to_check(&self) -> Result<Vec<DueToCheck>, Failure> {
        let directory = self.directory();
        let waiting = self.read(|reader| reader.to_check())?;
        let one = |(_, state): &(Uuid, State)| {
            let State::Case(case) = state else { return None };
            let (given, clock_out) = (case.assignment.as_ref()?, case.due_to_check()?);
            Some(DueToCheck {
                case: case.id,
                version: case.version,
                number: case.number.map(|number| number.shown()).unwrap_or_default(),
                unit: directory.unit_name(given.lead),
                given_at: given.at,
                given_by: directory.person_name(given.recorded_by),
                due: given.due,
                clock_out,
            })
        };
        let mut dues: Vec<DueToCheck> = waiting.iter().filter_map(one).collect();
        dues.sort_by_key(|one| (one.due, one.case));
        Ok(dues)
    }

    fn one_displaced(
        &self,
        stream: Uuid,
        state: &State,
        waiting: &Waiting,
        displaced: &Displaced,
    ) -> Result<DisplacedSeen, Failure> {
        let directory = self.directory();
        let rows: Vec<Vec<u8>> =
            displaced.rows.iter().filter_map(|row| crate::signed::bytes(&row.0)).collect();
        let opened = self.read(|reader| reader.opened_rows(&rows))?;
        let stations = &directory.accounts.stations;
        let known = stations.iter().find(|known| known.station == waiting.station);
        let case = if let State::Case(case) = state { Some(&**case) } else { None };
        Ok(DisplacedSeen {
            stream,
            version: state.version(),
            first: waiting.first,
            number: case.and_then(|case| case.number).map(|number| number.shown()).unwrap_or_default(),
            case: case.map(|case| case.id),
            ordinal: known.map_or(0, |known| known.ordinal),
            found_at: waiting.at,
            rows: waiting.rows,
            lines: opened.iter().flatten().filter_map(|made| entry(made, &directory)).collect(),
        })
    }
}

fn displaced_in<'a>(made: &'a Made<Event>, waiting: &Waiting) -> Option<&'a Displaced> {
    let Event::Stream(StreamEvent::Displaced(displaced, _)) = &made.event else { return None };
    (displaced.first == waiting.first).then_some(displaced)
}
