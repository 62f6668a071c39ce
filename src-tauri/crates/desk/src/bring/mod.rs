//! Bringing in tables: classifications, places, calendars. The same table twice adds nothing.

mod calendar;
mod categories;
mod column;
mod initials;
mod join;
mod places;
mod table;
mod tree;

use crate::desk::Desk;
use crate::door::{ImportOrder, ImportReceipt, ImportWhat, RowRefused};
use crate::failure::Failure;
use domain::directory::{Directory, DirectoryCommand};

/// Paths that show whether the file was understood.
const SAMPLE: usize = 5;

impl Desk {
    /// Brings in a table as one change of the directory. Rows that can't be taken are answered with their line;
    /// the others go in. A trial reads it all and changes nothing.
    ///
    /// # Errors
    /// When the file can't be read, or the directory can't be written.
    pub fn bring(&self, order: &ImportOrder) -> Result<ImportReceipt, Failure> {
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
