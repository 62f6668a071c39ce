//! The played morning before nine: the plan, who arrives when, and what somebody has seen to by then.

use super::city::{self, DISTRICT, LEADERS, RECORDERS, SECRETARY, UNITS, person_id, unit_id};
use super::script::OPENS;
use crate::door::RehearsalPlan;
use domain::Stamp;
use domain::id::PersonId;
use domain::session::{Check, HallSeat, Host, HostKind, Plan, SeatPlan};

/// Minutes from nine: people come in from twenty past eight on, one a minute.
const DOORS_OPEN: i64 = -40;
/// And the last is there a minute before nine.
const LAST: i64 = -1;

pub fn plan(day: &RehearsalPlan, number: u32) -> Plan {
    let seats = (0..day.seats).map(|seat| SeatPlan {
        seat: seat + 1,
        leader: person_id(LEADERS[usize::from(seat) % LEADERS.len()].0),
        recorder: Some(person_id(RECORDERS[usize::from(seat) % RECORDERS.len()])),
        extension: Some(format!("80{:02}", seat + 1)),
    });
    Plan {
        number,
        day: day.day,
        starts: OPENS,
        minutes: day.minutes,
        seats: seats.collect(),
        units: units(day).map(|unit| unit_id(unit.name)).collect(),
        chair: person_id(LEADERS[0].0),
        secretary: person_id(SECRETARY.0),
        host: Some(Host { kind: HostKind::District, name: DISTRICT.into() }),
        city_number: Some(number),
        hall: hall(day),
    }
}

pub fn units(day: &RehearsalPlan) -> impl Iterator<Item = &'static city::CityUnit> + use<> {
    UNITS.iter().take(usize::from(day.units))
}

/// Heads sit in rows of four behind the seats.
fn hall(day: &RehearsalPlan) -> Vec<HallSeat> {
    let units = (0u8..).zip(units(day).map(|unit| unit_id(unit.name)));
    let seat = |(at, unit)| HallSeat { unit, person: None, row: Some(2 + at / 4), place: Some(1 + at % 4) };
    units.map(seat).collect()
}

/// The staff, who set up, then the leaders, then the heads: each with the minute at which he signed in.
pub fn arrivals(day: &RehearsalPlan) -> Vec<(PersonId, Stamp)> {
    let seats = usize::from(day.seats);
    let staff = RECORDERS.iter().take(seats).copied();
    let leaders = LEADERS.iter().take(seats).map(|(name, ..)| *name);
    let heads = units(day).map(|unit| unit.head.0);
    let people = std::iter::once(SECRETARY.0).chain(staff).chain(leaders).chain(heads);
    let opens = Stamp::local(day.day, OPENS);
    let minute = |place: i64| opens.plus_minutes((DOORS_OPEN + place).min(LAST));
    let arrive = |(place, name): (i64, &str)| (person_id(name), minute(place));
    let mut arrivals: Vec<_> = (0..).zip(people).map(arrive).collect();
    if let Some((_, at)) = arrivals.last_mut() {
        *at = opens.plus_minutes(LAST);
    }
    arrivals
}

/// What is seen to before nine. The visitor tries the telephone at his own seat himself.
pub fn checks(day: &RehearsalPlan) -> Vec<Check> {
    let lines = (1..=day.seats).filter(|seat| Some(*seat) != day.mine).map(|seat| Check::Line { seat });
    let rest = [Check::Notice, Check::Recording, Check::Printing, Check::Projection, Check::Briefing];
    rest.into_iter().chain(lines).collect()
}
