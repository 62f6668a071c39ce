//! Bringing in tables: classifications, places, calendars. The same table twice adds nothing.

mod calendar;
mod categories;
mod column;
mod initials;
mod join;
mod listed;
mod places;
mod table;
mod tree;

use crate::desk::Desk;
use crate::door::{ImportOrder, ImportReceipt, ImportWhat, RowRefused};
use crate::failure::Failure;
use domain::directory::{Directory, DirectoryCommand};
use domain::permission::Right;
use join::Joined;
use tree::Tree;
use uuid::Uuid;

/// Paths that show whether the file was understood.
const SAMPLE: usize = 5;

impl Desk {
    /// Brings in a table as one change of the directory. Rows that can't be taken are answered with their line;
    /// the others go in. A trial reads it all and changes nothing.
    ///
    /// # Errors
    /// When the file can't be read, or the directory can't be written.
    pub fn bring(&self, order: &ImportOrder) -> Result<ImportReceipt, Failure> {
        self.may(Right::ChangeSettings)?;
        let bytes = std::fs::read(&order.path).map_err(|error| Failure::file(&error))?;
        let text = table::text(&bytes);
        let read = |directory: &Directory| match order.what {
            ImportWhat::Categories => categories::read(&text, directory),
            ImportWhat::Places => places::read(&text, directory),
            ImportWhat::Calendar => calendar::read(&text, directory, self.clock.now().day()),
        };
        if order.try_only {
            return Ok(read(&self.directory()).0);
        }
        self.change_directory_by(self.my_hand(), read)
    }
}

/// What a file comes to, and the command that puts it in; none when nothing would change.
type Read = (ImportReceipt, Option<DirectoryCommand>);

fn nothing(refused: Vec<RowRefused>) -> Read {
    let (levels, sample) = (Vec::new(), Vec::new());
    (ImportReceipt { rows: 0, added: 0, changed: 0, same: 0, levels, refused, sample }, None)
}

/// What a tree comes to: only what is new or another than it was is written.
fn answered<'a, T: PartialEq + 'a>(
    tree: &mut Tree,
    joined: &[Joined],
    known: impl Fn(Uuid) -> Option<&'a T>,
    made: impl Fn(&Joined, &Tree, Option<&T>) -> T,
    command: impl FnOnce(Vec<T>) -> DirectoryCommand,
) -> Read {
    // A row of several branches is refused once.
    tree.refused.sort_by_key(|refused| refused.line);
    tree.refused.dedup_by_key(|refused| refused.line);
    let (mut receipt, _) = nothing(std::mem::take(&mut tree.refused));
    receipt.rows = tree.rows.saturating_sub(receipt.refused.len() as u32);
    let mut set = Vec::new();
    for place in joined {
        let level = place.level as usize;
        receipt.levels.resize(receipt.levels.len().max(level), 0);
        receipt.levels[level - 1] += 1;
        if receipt.sample.len() < SAMPLE && tree.branches[place.branch].said.is_some() {
            receipt.sample.push(place.path.clone());
        }
        let known = known(place.id);
        let made = made(place, tree, known);
        match known {
            Some(known) if *known == made => receipt.same += 1,
            Some(_) => receipt.changed += 1,
            None => receipt.added += 1,
        }
        if known != Some(&made) {
            set.push(made);
        }
    }
    let command = (!set.is_empty()).then(|| command(set));
    (receipt, command)
}
