//! Classifications: the standard's columns level by level, or `name,parent,code,unit,class,lines`.

use super::initials::initials;
use super::join::{Joined, Stand, Standing};
use super::table::Table;
use super::tree::Tree;
use super::{Read, answered};
use domain::deadline::DeadlineClass;
use domain::directory::{Category, Directory, DirectoryCommand};
use domain::id::CategoryId;

pub fn read(text: &str, directory: &Directory) -> Read {
    let mut tree = Tree::read(&Table::read(text), directory);
    let stands = directory.categories.values().map(|category| {
        let (code, above) = (category.code.as_deref(), category.above.map(|above| above.0));
        (category.id.0, Stand { name: &category.name, code, above })
    });
    let joined = Standing::new("category", stands).join(&mut tree);
    answered(
        &mut tree,
        &joined,
        |id| directory.categories.get(&CategoryId(id)),
        category,
        |set| DirectoryCommand::ChangeCategories { set, gone: Vec::new() },
    )
}

/// The category that a branch of the table makes. What somebody set by hand stays: where it hangs, its unit, its
/// class, its lines; a table only fills what is empty.
fn category(place: &Joined, tree: &Tree, known: Option<&Category>) -> Category {
    let branch = &tree.branches[place.branch];
    let said = branch.said.clone().unwrap_or_default();
    let Some(known) = known else {
        return Category {
            id: CategoryId(place.id),
            name: branch.name.clone(),
            initials: initials(&branch.name),
            above: place.above.map(CategoryId),
            unit: said.unit,
            class: said.class.unwrap_or(DeadlineClass::General),
            code: branch.code.clone(),
            scope: said.scope,
            lines: said.lines,
        };
    };
    let kept = known.name == branch.name && !known.initials.is_empty();
    Category {
        id: known.id,
        name: branch.name.clone(),
        initials: if kept { known.initials.clone() } else { initials(&branch.name) },
        above: known.above,
        unit: known.unit.or(said.unit),
        class: known.class,
        code: branch.code.clone().or_else(|| known.code.clone()),
        scope: said.scope.or_else(|| known.scope.clone()),
        lines: if known.lines.is_empty() { said.lines } else { known.lines.clone() },
    }
}
