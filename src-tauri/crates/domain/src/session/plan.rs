//! A plan that stands: seats, people, units and places in the hall that there are, and each of them once.

use super::event::{HallSeat, Host, Plan, SeatPlan};
use crate::input::{InputProblem, narrow};
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed;

/// A session seats at most this many; `architecture.md` §1 designs for twelve.
const MOST_SEATS: usize = 12;
/// Rows of a hall, and places of a row.
const MOST_PLACES: u8 = 30;
/// Characters of an extension, the codes of an exchange included: 8001, 9-8001#.
const MOST_EXTENSION: u32 = 12;

/// The plan as it is kept, or the first thing that can't be. A rest day is no reason against it: whoever
/// plans on one is shown so, by rota and readiness list.
pub(super) fn standing(mut plan: Plan, moment: &Moment) -> Result<Plan, Rejection> {
    if plan.seats.is_empty() || plan.seats.len() > MOST_SEATS {
        return Err(Rejection::Missing { fields: vec![Field::Seats] });
    }
    for (index, seat) in plan.seats.iter().enumerate() {
        one_seat(seat, &plan.seats[..index])?;
    }
    let people = &moment.directory.people;
    let named = plan.seats.iter().flat_map(|seat| [Some(seat.leader), seat.recorder]).flatten();
    let in_hall = plan.hall.iter().filter_map(|seat| seat.person);
    if named.chain([plan.chair, plan.secretary]).chain(in_hall).any(|person| !people.contains_key(&person)) {
        return Err(Rejection::UnknownPerson);
    }
    if plan.units.iter().any(|unit| !moment.directory.units.contains_key(unit)) {
        return Err(Rejection::UnknownUnit);
    }
    for (index, seat) in plan.hall.iter().enumerate() {
        in_the_hall(seat, &plan, &plan.hall[..index])?;
    }
    if plan.minutes == 0 || plan.minutes > 24 * 60 {
        return Err(Rejection::Missing { fields: vec![Field::Date] });
    }
    for seat in &mut plan.seats {
        seat.extension = seat.extension.as_deref().map(extension).transpose()?.flatten();
    }
    if let Some(Host { name, .. }) = &mut plan.host {
        *name = typed::name(name, Field::Host)?;
        if name.is_empty() {
            return Err(Rejection::Missing { fields: vec![Field::Host] });
        }
    }
    Ok(plan)
}

fn one_seat(seat: &SeatPlan, before: &[SeatPlan]) -> Result<(), Rejection> {
    if seat.seat == 0 || usize::from(seat.seat) > MOST_SEATS {
        return Err(Rejection::SeatUnknown { seat: seat.seat });
    }
    if before.iter().any(|other| other.seat == seat.seat) {
        return Err(Rejection::SeatTakenTwice { seat: seat.seat });
    }
    match before.iter().find(|other| other.leader == seat.leader) {
        // Nobody answers two telephones.
        Some(other) => Err(Rejection::PersonTakenTwice { seat: other.seat, other: seat.seat }),
        None => Ok(()),
    }
}

fn in_the_hall(seat: &HallSeat, plan: &Plan, before: &[HallSeat]) -> Result<(), Rejection> {
    let unit = seat.unit;
    if !plan.units.contains(&unit) || before.iter().any(|other| other.unit == unit) {
        return Err(Rejection::HallUnit { unit });
    }
    let (row, place) = match (seat.row, seat.place) {
        (None, None) => return Ok(()),
        (Some(row), Some(place)) => (row, place),
        (Some(_), None) | (None, Some(_)) => return Err(Rejection::Missing { fields: vec![Field::Hall] }),
    };
    if ![row, place].iter().all(|number| (1..=MOST_PLACES).contains(number)) {
        return Err(Rejection::OutOfRange { field: Field::Hall, least: 1, most: u32::from(MOST_PLACES) });
    }
    if before.iter().any(|other| (other.row, other.place) == (seat.row, seat.place)) {
        return Err(Rejection::HallPlaceTaken { row, place });
    }
    Ok(())
}

/// Digits and the signs of an exchange. Nothing typed: none.
fn extension(typed: &str) -> Result<Option<String>, Rejection> {
    let typed: String = typed.chars().map(narrow).filter(|sign| !sign.is_whitespace()).collect();
    let have = u32::try_from(typed.chars().count()).unwrap_or(u32::MAX);
    let refused = |problem| Err(Rejection::Input { field: Field::Extension, problem });
    if !typed.chars().all(|sign| sign.is_ascii_digit() || "#*-".contains(sign)) {
        return refused(InputProblem::NotANumber);
    }
    if have > MOST_EXTENSION {
        return refused(InputProblem::TooLong { max: MOST_EXTENSION, have });
    }
    Ok(Some(typed).filter(|typed| !typed.is_empty()))
}
