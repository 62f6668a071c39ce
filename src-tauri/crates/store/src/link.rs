//! How this workstation reaches its hub: opaque here, sealed with the rest of the record.

use crate::error::Error;
use crate::store::Store;
use rusqlite::OptionalExtension;

impl Store {
    /// What was kept last; None: it is alone.
    pub fn hub_link(&self) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT value FROM main.meta WHERE name = 'hub_link'";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
    }

    /// Keeps it in place of what was there.
    pub fn set_hub_link(&mut self, link: &[u8]) -> Result<(), Error> {
        let sql = "INSERT OR REPLACE INTO main.meta(name, value) VALUES('hub_link', ?1)";
        self.conn.prepare_cached(sql)?.execute([link])?;
        Ok(())
    }
}
