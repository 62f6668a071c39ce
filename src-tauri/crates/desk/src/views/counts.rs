//! Counters as people read them: by top branch of the categories, by unit in fixed order.

use domain::directory::Directory;
use domain::id::{CategoryId, UnitId};
use domain::view::count::{CATEGORY, UNIT, UNIT_TODAY};
use domain::view::{CategoryCount, UnitCount};
use std::collections::BTreeMap;

/// A session's counters, by name and key.
pub(super) type Counters = BTreeMap<(String, String), u32>;

/// The counters of one name that aren't nought, by key.
pub(super) fn of<'a>(counters: &'a Counters, name: &'static str) -> impl Iterator<Item = (&'a str, u32)> {
    counters
        .iter()
        .filter(move |((known, _), value)| known == name && **value > 0)
        .map(|((_, key), value)| (key.as_str(), *value))
}

/// Figures name the top branch, 物业, not each of its leaves; the biggest first.
pub(super) fn by_category(counters: &Counters, directory: &Directory) -> Vec<CategoryCount> {
    let mut cases: BTreeMap<Option<CategoryId>, u32> = BTreeMap::new();
    for (key, count) in of(counters, CATEGORY) {
        let top = key.parse().ok().map(|id| top_branch(directory, CategoryId(id)));
        *cases.entry(top).or_default() += count;
    }
    let named = |(category, cases): (Option<CategoryId>, u32)| CategoryCount {
        category,
        name: category.map(|id| directory.category_path(id)).unwrap_or_default(),
        cases,
    };
    let mut categories: Vec<CategoryCount> = cases.into_iter().map(named).collect();
    categories.sort_by(|a, b| b.cases.cmp(&a.cases).then_with(|| a.name.cmp(&b.name)));
    categories
}

/// What each unit was given; in the order of lists, never ranked.
pub(super) fn by_unit(counters: &Counters, directory: &Directory) -> Vec<UnitCount> {
    let mut units: BTreeMap<UnitId, (u32, u32)> = BTreeMap::new();
    for (key, cases) in of(counters, UNIT) {
        key.parse().into_iter().for_each(|id| units.entry(UnitId(id)).or_default().0 += cases);
    }
    for (key, cases) in of(counters, UNIT_TODAY) {
        key.parse().into_iter().for_each(|id| units.entry(UnitId(id)).or_default().1 += cases);
    }
    let named = |(unit, (assigned, same_day)): (UnitId, (u32, u32))| UnitCount {
        unit,
        name: directory.unit_name(unit),
        assigned,
        same_day,
    };
    let mut units: Vec<UnitCount> = units.into_iter().map(named).collect();
    let place = |unit: &UnitId| directory.units.get(unit).map_or(u32::MAX, |unit| unit.order);
    units.sort_by_key(|count| (place(&count.unit), count.unit));
    units
}

pub(super) fn top_branch(directory: &Directory, category: CategoryId) -> CategoryId {
    let mut top = category;
    for _ in 0..8 {
        match directory.categories.get(&top).and_then(|category| category.above) {
            Some(above) => top = above,
            None => break,
        }
    }
    top
}
