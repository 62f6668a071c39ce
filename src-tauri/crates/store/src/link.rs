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

    /// How many ms this workstation's clock was behind the hub's when it was last compared.
    pub fn clock_behind(&self) -> Result<Option<i64>, Error> {
        let sql = "SELECT value FROM main.meta WHERE name = 'clock_behind'";
        let kept: Option<[u8; 8]> =
            self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        Ok(kept.map(i64::from_be_bytes))
    }

    pub fn set_clock_behind(&mut self, behind: i64) -> Result<(), Error> {
        let sql = "INSERT OR REPLACE INTO main.meta(name, value) VALUES('clock_behind', ?1)";
        self.conn.prepare_cached(sql)?.execute([behind.to_be_bytes()])?;
        Ok(())
    }
}
