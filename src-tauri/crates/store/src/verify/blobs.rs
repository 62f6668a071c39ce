//! Files beside the record: each that is here has the bytes of its name, and none of an erased case is.

use super::FirstBroken;
use crate::blobs::{self, Blobs};
use crate::error::Error;
use crate::files;
use rusqlite::Connection;
use std::path::Path;
use uuid::Uuid;

#[derive(Default)]
pub(super) struct Compared {
    pub here: u64,
    /// Named by a case and not on this workstation: fetched when somebody opens them.
    pub away: u64,
    /// Cases that were erased and left a file.
    pub not_erased: Vec<Uuid>,
}

pub(super) fn compare(conn: &Connection, folder: &Path, broken: &mut FirstBroken) -> Result<Compared, Error> {
    let mut compared = Compared::default();
    for (_, hash) in blobs::named(conn, false)? {
        if !Blobs::of(folder).here(hash) {
            compared.away += 1;
            continue;
        }
        compared.here += 1;
        if files::sum(&folder.join(blobs::FOLDER).join(hash.to_string()))?.sha256 != hash.to_string() {
            broken.otherwise(format!("the file {hash} is not what was sealed"));
        }
    }
    let left = blobs::named(conn, true)?.into_iter().filter(|(_, hash)| Blobs::of(folder).here(*hash));
    compared.not_erased = left.map(|(case, _)| case).collect();
    Ok(compared)
}
