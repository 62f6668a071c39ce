//! Units: each known by names of its own, led by people of the directory, below units that exist.

use super::{line, lines, office_number};
use crate::directory::event::UnitsChanged;
use crate::directory::{Directory, Unit};
use crate::id::{PersonId, UnitId};
use crate::rejection::{Field, Rejection};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn change(
    house: &Directory,
    set: Vec<Unit>,
    gone: Vec<UnitId>,
) -> Result<UnitsChanged, Rejection> {
    let set = set.into_iter().map(|unit| cleaned(house, unit)).collect::<Result<Vec<_>, _>>()?;
    let mut after: BTreeMap<UnitId, &Unit> = house.units.iter().map(|(id, unit)| (*id, unit)).collect();
    after.extend(set.iter().map(|unit| (unit.id, unit)));
    after.retain(|id, _| !gone.contains(id));
    let touched: BTreeSet<UnitId> = set.iter().map(|unit| unit.id).collect();
    known_apart(&after, &touched)?;
    for unit in touched.iter().filter_map(|id| after.get(id)) {
        stands(unit, &after)?;
    }
    for unit in gone.iter().filter_map(|id| house.units.get(id)) {
        unused(house, unit, &after)?;
    }
    Ok(UnitsChanged { set, gone })
}

fn cleaned(house: &Directory, unit: Unit) -> Result<Unit, Rejection> {
    let name = line(&unit.name, Field::Name)?;
    let mut aliases = lines(&unit.aliases, Field::Aliases)?;
    aliases.retain(|alias| *alias != name);
    let mut deputies: Vec<PersonId> = Vec::with_capacity(unit.deputies.len());
    for deputy in unit.deputies {
        if Some(deputy) != unit.head && !deputies.contains(&deputy) {
            deputies.push(deputy);
        }
    }
    if unit.head.iter().chain(&deputies).any(|person| !house.people.contains_key(person)) {
        return Err(Rejection::UnknownPerson);
    }
    let plans = lines(&unit.plans, Field::Plan)?;
    let duty_phone = office_number(unit.duty_phone.as_deref(), Field::DutyPhone)?;
    Ok(Unit { name, aliases, deputies, plans, duty_phone, ..unit })
}

/// A name that two units go by points to neither.
fn known_apart(after: &BTreeMap<UnitId, &Unit>, touched: &BTreeSet<UnitId>) -> Result<(), Rejection> {
    let mut owners: BTreeMap<&str, UnitId> = BTreeMap::new();
    for unit in after.values() {
        for name in std::iter::once(&unit.name).chain(&unit.aliases) {
            let other = owners.insert(name, unit.id);
            // Two that have stood there so far don't hold up a third.
            if let Some(other) = other.filter(|other| *other != unit.id)
                && (touched.contains(&other) || touched.contains(&unit.id))
            {
                return Err(Rejection::NameTaken { name: name.clone() });
            }
        }
    }
    Ok(())
}

fn stands(unit: &Unit, after: &BTreeMap<UnitId, &Unit>) -> Result<(), Rejection> {
    let mut next = unit.above;
    // More steps than there are units are a walk in a circle.
    for _ in 0..=after.len() {
        let Some(id) = next else { return Ok(()) };
        next = after.get(&id).ok_or(Rejection::UnknownUnit)?.above;
    }
    Err(Rejection::Ring { name: unit.name.clone() })
}

fn unused(house: &Directory, unit: &Unit, after: &BTreeMap<UnitId, &Unit>) -> Result<(), Rejection> {
    let below = after.values().find(|other| other.above == Some(unit.id)).map(|other| &other.name);
    let category = || house.categories.values().find(|category| category.unit == Some(unit.id));
    match below.or_else(|| category().map(|category| &category.name)) {
        Some(by) => Err(Rejection::StillUsed { name: unit.name.clone(), by: by.clone() }),
        None => Ok(()),
    }
}
