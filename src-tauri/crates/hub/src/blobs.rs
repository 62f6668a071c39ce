//! Sealed files beside the journal: brought once, fetched when somebody opens one.

use crate::calls::Hub;
use crate::error::Error;

const PUT_BLOB: &str = "SELECT hotline.put_blob($1, $2)";
const BLOB: &str = "SELECT hotline.blob($1)";

impl Hub {
    /// Keeps a sealed file at the hub under the SHA-256 of its bytes. Bringing it twice does no harm.
    ///
    /// # Errors
    /// [`Error::Malformed`] when these aren't the bytes of that name; [`Error::Refused`] for more than 21 MiB.
    pub fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error> {
        self.call(&self.files, PUT_BLOB, &[&hash.as_slice(), &body]).map(drop)
    }

    /// The sealed file of that name, whose bytes the caller checks; None: nobody has brought it yet.
    ///
    /// # Errors
    /// [`Error::Away`] when there is no answer.
    pub fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        let rows = match self.call(&self.files, BLOB, &[&hash.as_slice()]) {
            // Nothing was asked to be written: an answer that got lost is no answer.
            Err(Error::Unknown) => return Err(Error::Away(None)),
            answered => answered?,
        };
        let body = rows.first().map(|row| row.try_get(0)).transpose();
        body.map(Option::flatten).map_err(|error| Error::of_call(&error))
    }
}
