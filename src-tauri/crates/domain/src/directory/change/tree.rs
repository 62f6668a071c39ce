//! Categories and places are trees: no rings, eight levels at most, no two branches of one name side by side.

use super::{at_most, line, line_or_none, lines};
use crate::directory::event::{CategoriesChanged, PlacesChanged};
use crate::directory::{Category, Directory, Place};
use crate::id::{CategoryId, PlaceId};
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Paths are shown in one line, and no classification in use is deeper.
pub const MOST_LEVELS: u32 = 8;
/// 参考口径: what the leader's window has room for.
pub const MOST_LINES: u32 = 3;
pub const LONGEST_LINE: u32 = 60;

pub(super) fn categories(
    house: &Directory,
    set: Vec<Category>,
    gone: Vec<CategoryId>,
) -> Result<CategoriesChanged, Rejection> {
    let set = set.into_iter().map(|category| cleaned(house, category)).collect::<Result<Vec<_>, _>>()?;
    let branch = |category: &Category| (category.id, (category.name.clone(), category.above));
    let tree = Tree {
        before: house.categories.values().map(branch).collect(),
        set: set.iter().map(branch).collect(),
        gone: gone.iter().copied().collect(),
    };
    tree.check(Rejection::UnknownCategory)?;
    let goes = |id: &CategoryId| gone.contains(id);
    for template in house.templates.iter().filter(|template| template.category.as_ref().is_some_and(goes)) {
        let name = template.category.and_then(|id| house.categories.get(&id)).map(|gone| gone.name.clone());
        if let Some(name) = name {
            return Err(Rejection::StillUsed { name, by: template.name.clone() });
        }
    }
    Ok(CategoriesChanged { set, gone })
}

pub(super) fn places(
    house: &Directory,
    set: Vec<Place>,
    gone: Vec<PlaceId>,
) -> Result<PlacesChanged, Rejection> {
    let clean = |place: Place| {
        let name = line(&place.name, Field::Name)?;
        let initials = initials(&place.initials)?;
        Ok(Place { name, initials, ..place })
    };
    let set = set.into_iter().map(clean).collect::<Result<Vec<_>, Rejection>>()?;
    let branch = |place: &Place| (place.id, (place.name.clone(), place.above));
    let tree = Tree {
        before: house.places.values().map(branch).collect(),
        set: set.iter().map(branch).collect(),
        gone: gone.iter().copied().collect(),
    };
    tree.check(Rejection::UnknownPlace)?;
    Ok(PlacesChanged { set, gone })
}

fn cleaned(house: &Directory, category: Category) -> Result<Category, Rejection> {
    let name = line(&category.name, Field::Name)?;
    let initials = initials(&category.initials)?;
    let code = line_or_none(category.code.as_deref(), Field::Code)?;
    let scope = typed::optional(category.scope.as_deref().unwrap_or_default(), Field::Scope, Kind::Long)?;
    let lines = lines(&category.lines, Field::Lines)?;
    lines.iter().try_for_each(|line| at_most(line, LONGEST_LINE, Field::Lines))?;
    if lines.len() > MOST_LINES as usize {
        return Err(Rejection::TooMany { field: Field::Lines, most: MOST_LINES });
    }
    if category.unit.is_some_and(|unit| !house.units.contains_key(&unit)) {
        return Err(Rejection::UnknownUnit);
    }
    Ok(Category { name, initials, code, scope, lines, ..category })
}

fn initials(text: &str) -> Result<String, Rejection> {
    Ok(line_or_none(Some(text), Field::Initials)?.unwrap_or_default())
}

/// A name, and the branch that it hangs on.
type Branch<Id> = (String, Option<Id>);

struct Tree<Id> {
    before: BTreeMap<Id, Branch<Id>>,
    set: BTreeMap<Id, Branch<Id>>,
    gone: BTreeSet<Id>,
}

impl<Id: Copy + Ord> Tree<Id> {
    /// `unknown` when a branch is to hang where nothing is.
    fn check(&self, unknown: Rejection) -> Result<(), Rejection> {
        let mut after: BTreeMap<Id, &Branch<Id>> =
            self.before.iter().map(|(id, branch)| (*id, branch)).collect();
        after.extend(self.set.iter().map(|(id, branch)| (*id, branch)));
        after.retain(|id, _| !self.gone.contains(id));
        let mut named: BTreeMap<(Option<Id>, &str), Id> = BTreeMap::new();
        for (id, (name, above)) in &after {
            if let Some(above) = above.filter(|above| !after.contains_key(above)) {
                match self.before.get(&above).filter(|_| self.gone.contains(&above)) {
                    Some((gone, _)) => {
                        return Err(Rejection::StillUsed { name: gone.clone(), by: name.clone() });
                    }
                    None if self.set.contains_key(id) => return Err(unknown),
                    None => {}
                }
            }
            match named.entry((*above, name)) {
                // Two that have stood there so far don't hold up a third.
                Entry::Occupied(other) => {
                    if self.set.contains_key(id) || self.set.contains_key(other.get()) {
                        return Err(Rejection::NameTaken { name: name.clone() });
                    }
                }
                Entry::Vacant(free) => drop(free.insert(*id)),
            }
        }
        after.iter().try_for_each(|(id, _)| low_enough(*id, &after))
    }
}

/// What hangs on a branch that moves goes down with it, so every branch is looked at.
fn low_enough<Id: Copy + Ord>(id: Id, after: &BTreeMap<Id, &Branch<Id>>) -> Result<(), Rejection> {
    let above = |id: Id| after.get(&id).and_then(|(_, above)| *above);
    let up = || std::iter::successors(Some(id), |id| above(*id)).take_while(|id| after.contains_key(id));
    let levels = up().take(MOST_LEVELS as usize + 1).count();
    if levels <= MOST_LEVELS as usize {
        return Ok(());
    }
    let name = after.get(&id).map(|(name, _)| name.clone()).unwrap_or_default();
    // A walk that comes by more often than there are branches goes round.
    let round = up().take(after.len() + 1).count() > after.len();
    Err(if round { Rejection::Ring { name } } else { Rejection::TooDeep { name, most: MOST_LEVELS } })
}
