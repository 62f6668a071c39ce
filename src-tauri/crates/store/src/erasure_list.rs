//! `erasures.jsonl`: the signed acts of erasure, beside the backups, for whoever restores one that was made before.

use crate::error::{Error, File};
use crate::files;
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use uuid::Uuid;
use vault::Envelope;

const NAME: &str = "erasures.jsonl";

#[derive(Serialize, Deserialize)]
struct Line {
    house: Uuid,
    /// Base64.
    envelope: String,
}

/// Adds the acts of a house to the list in `to`. What the list holds stays: other houses may keep their backups
/// there, and a station that was restored may know fewer acts than the one before it.
///
/// Errors: [`Error::Damaged`] for a list that can't be read, which is left as it is.
pub fn note_erasures(to: &Path, house: Uuid, acts: &[Vec<u8>]) -> Result<(), Error> {
    let before = read(to)?;
    let mut lines = before.unwrap_or_default();
    for act in acts {
        let line = Line { house, envelope: BASE64.encode(act) };
        if !lines.iter().any(|known| (known.house, &known.envelope) == (house, &line.envelope)) {
            lines.push(line);
        }
    }
    let mut text = Vec::new();
    for line in &lines {
        let line =
            serde_json::to_vec(line).map_err(|_| Error::Unfit { what: "a line that can't be written" })?;
        text.extend(line);
        text.push(b'\n');
    }
    fs::create_dir_all(to)?;
    Ok(files::write_whole(to, NAME, &text)?)
}

/// The acts of a house in the list in `to`, by their place on their stream; None where there is no list.
pub fn noted_erasures(to: &Path, house: Uuid) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let Some(lines) = read(to)? else { return Ok(None) };
    let of_the_house = lines.iter().filter(|line| line.house == house);
    let acts = of_the_house.map(|line| BASE64.decode(line.envelope.as_bytes()).map_err(|_| damaged()));
    let mut acts = acts.collect::<Result<Vec<_>, _>>()?;
    for act in &acts {
        Envelope::parse(act).map_err(|_| damaged())?;
    }
    acts.sort_by_key(|act| Envelope::parse(act).map_or(0, |envelope| envelope.version()));
    Ok(Some(acts))
}

/// The acts of a house that can be read, whatever else stands in the list in `to`: for whoever goes on without a list
/// that holds.
pub fn legible_erasures(to: &Path, house: Uuid) -> Result<Vec<Vec<u8>>, Error> {
    let bytes = match fs::read(to.join(NAME)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let lines =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Line>(line).ok());
    let acts = lines.filter(|line| line.house == house);
    let acts = acts.filter_map(|line| BASE64.decode(line.envelope.as_bytes()).ok());
    let placed = acts.filter_map(|act| Some((Envelope::parse(&act).ok()?.version(), act)));
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|(version, _)| *version);
    Ok(placed.into_iter().map(|(_, act)| act).collect())
}

fn read(to: &Path) -> Result<Option<Vec<Line>>, Error> {
    let text = match fs::read_to_string(to.join(NAME)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => return Err(damaged()),
        Err(error) => return Err(error.into()),
    };
    text.lines()
        .map(|line| serde_json::from_str(line).map_err(|_| damaged()))
        .collect::<Result<_, _>>()
        .map(Some)
}

fn damaged() -> Error {
    Error::damaged(File::Backup, format!("{NAME} can't be read"))
}
