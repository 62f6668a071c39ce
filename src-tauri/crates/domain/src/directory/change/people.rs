//! People: named as they are called, and nobody goes who leads a unit.

use super::{line_or_none, name, office_number};
use crate::directory::event::{PeopleChanged, PeopleText};
use crate::directory::{Directory, Person};
use crate::id::PersonId;
use crate::rejection::{Field, Rejection};

pub(super) fn change(
    house: &Directory,
    set: Vec<Person>,
    gone: Vec<PersonId>,
) -> Result<(PeopleChanged, PeopleText), Rejection> {
    let set = set.into_iter().map(cleaned).collect::<Result<Vec<_>, _>>()?;
    for person in gone.iter().filter_map(|id| house.people.get(id)) {
        let leads = |unit: &&crate::directory::Unit| {
            unit.head == Some(person.id) || unit.deputies.contains(&person.id)
        };
        if let Some(unit) = house.units.values().find(leads) {
            return Err(Rejection::StillUsed { name: person.name.clone(), by: unit.name.clone() });
        }
    }
    let ids = set.iter().map(|person| person.id).collect();
    Ok((PeopleChanged { ids, gone }, PeopleText { set }))
}

fn cleaned(person: Person) -> Result<Person, Rejection> {
    let name = name(&person.name, Field::Name)?;
    let title = line_or_none(Some(&person.title), Field::Post)?.unwrap_or_default();
    let address = line_or_none(person.address.as_deref(), Field::Address)?;
    let phone = office_number(person.phone.as_deref(), Field::Phone)?;
    Ok(Person { name, title, address, phone, ..person })
}
