//! Places: `name,parent`, a list by numbers, or a path a row from the province down.

use super::initials::initials;
use super::join::{Joined, Stand, Standing};
use super::table::Table;
use super::tree::Tree;
use super::{Read, answered};
use domain::directory::{Directory, DirectoryCommand, Place};
use domain::id::PlaceId;

pub fn read(text: &str, directory: &Directory) -> Read {
    let mut tree = Tree::read(&Table::read(text), directory);
    let stands = directory.places.values().map(|place| {
        let above = place.above.map(|above| above.0);
        (place.id.0, Stand { name: &place.name, code: None, above })
    });
    let joined = Standing::new("place", stands).join(&mut tree);
    answered(
        &mut tree,
        &joined,
        |id| directory.places.get(&PlaceId(id)),
        place,
        |set| DirectoryCommand::ChangePlaces { set, gone: Vec::new() },
    )
}

fn place(joined: &Joined, tree: &Tree, known: Option<&Place>) -> Place {
    let name = tree.branches[joined.branch].name.clone();
    let kept = known.filter(|known| known.name == name && !known.initials.is_empty());
    Place {
        id: PlaceId(joined.id),
        initials: kept.map_or_else(|| initials(&name), |known| known.initials.clone()),
        above: joined.above.map(PlaceId),
        name,
    }
}
