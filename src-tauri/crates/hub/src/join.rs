//! What a station asks while it joins: the bundle behind its code, and a password of its own.

use crate::calls::Hub;
use crate::error::Error;
use zeroize::Zeroizing;

const JOIN: &str = "SELECT hotline.join($1)";

/// What the server keeps of a password: a SCRAM-SHA-256 verifier, so that the password itself is never sent, logged or
/// stood on a command line.
pub fn verifier(password: &str) -> String {
    postgres_protocol::password::scram_sha_256(password.as_bytes())
}

impl Hub {
    /// The sealed bundle that lies here for this station.
    ///
    /// # Errors
    /// [`Error::CodeSpent`] when it was used up or is too old; asking twice does no harm.
    pub fn bundle(&self) -> Result<Vec<u8>, Error> {
        Ok(self.join(false)?.unwrap_or_default())
    }

    /// This station needs the bundle no longer: nobody gets it again. Twice changes nothing.
    ///
    /// # Errors
    /// As `append`.
    pub fn joined(&self) -> Result<(), Error> {
        self.join(true).map(drop)
    }

    /// Gives this station's role another password, for logins from now on.
    ///
    /// # Errors
    /// As `append`; [`Error::Unknown`]: it may be the old one or the new one.
    pub fn set_password(&self, password: &str) -> Result<(), Error> {
        let sql = Zeroizing::new(format!("ALTER ROLE CURRENT_USER PASSWORD '{}'", verifier(password)));
        self.asked(&self.writing, async |link| link.client.batch_execute(&sql).await)
    }

    fn join(&self, done: bool) -> Result<Option<Vec<u8>>, Error> {
        let rows = self.asked(&self.writing, async |link| link.query(JOIN, &[&done]).await)?;
        let bundle = rows.first().map(|row| row.try_get(0)).transpose();
        Ok(bundle.map_err(|error| Error::of_call(&error))?.flatten())
    }
}
