//! What the whole house keeps: its directory, its erasures, and the referrals of whoever holds their key.

use super::Reader;
use crate::error::Error;
use crate::fold::{self, Folded, Wanted};
use crate::streams::erasures_stream;
use crate::trust::House;
use domain::State;
use domain::clue::Clue;
use domain::directory::Directory;
use domain::erasure::Erasures;
use uuid::Uuid;
use vault::{Compartment, Envelope, Keys};

impl Reader {
    /// The directory as far as it opens, and the rows of acts in it that nobody signed who might: they are kept,
    /// and not applied.
    pub fn directory(&self) -> Result<(Directory, Vec<u64>), Error> {
        let Folded { state, refused, .. } = self.folded(self.identity.house)?;
        let directory =
            if let State::Directory(directory) = state { *directory } else { Directory::default() };
        Ok((directory, refused))
    }

    /// The erasures of the house, in the same way.
    pub fn erasures(&self) -> Result<(Erasures, Vec<u64>), Error> {
        let Folded { state, refused, .. } = self.folded(erasures_stream(self.identity.house))?;
        let erasures = if let State::Erasures(erasures) = state { *erasures } else { Erasures::default() };
        Ok((erasures, refused))
    }

    /// The referrals that open with these keys, in the order in which they were drawn up, folded in memory; None for
    /// a stream whose first act doesn't count. Whose signatures count is read with the login's own keys.
    pub fn clues(&self, keys: &Keys) -> Result<Vec<(Uuid, Option<Clue>)>, Error> {
        let mut streams: Vec<Uuid> = Vec::new();
        let sql = "SELECT body FROM main.unopened JOIN main.journal USING(seq) ORDER BY seq";
        let mut select = self.conn.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let Ok(envelope) = Envelope::parse(body) else { continue };
            let held = keys.compartment_of(envelope.key_id()) == Some(Compartment::Clue);
            if held && !streams.contains(&envelope.stream()) {
                streams.push(envelope.stream());
            }
        }
        let house = House::new(&self.conn, &self.place.keys);
        let folded = |stream| -> Result<_, Error> {
            let folded = fold::one(&self.conn, keys, stream, Wanted::Clues, &house)?;
            Ok((stream, if let State::Clue(clue) = folded.state { Some(*clue) } else { None }))
        };
        streams.into_iter().map(folded).collect()
    }

    fn folded(&self, stream: Uuid) -> Result<Folded, Error> {
        fold::row(&self.conn, &self.place.keys, stream)
    }
}
