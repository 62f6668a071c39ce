//! Files of a backup: their sums, copies that are on the disk, and names that stay inside their folder.

use crate::error::{Error, File as Which};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

/// What a file's bytes come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
}

pub(crate) fn sum(path: &Path) -> Result<Sum, Error> {
    let mut file = File::open(path).map_err(|error| Error::of_path(error, path))?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hash.update(&piece[..read]);
        bytes += read as u64;
    }
    Ok(Sum { bytes, sha256: HEXLOWER.encode(&hash.finalize()) })
}

/// Writes a file that wasn't there, onto the disk; for this user only, where the system knows that.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes `folder/name` so that either the old or the new bytes are there, whatever happens on the way.
pub(crate) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = folder.join(format!("{name}.new"));
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    write_new(&new, bytes)?;
    fs::rename(&new, folder.join(name))?;
    sync_folder(folder)
}

/// Copies a file onto the disk, making the folders above it.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(above) = to.parent() {
        fs::create_dir_all(above)?;
    }
    fs::copy(from, to)?;
    OpenOptions::new().write(true).open(to)?.sync_all()?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// A name from a manifest as a path: one that would lead out of the folder is refused.
pub(crate) fn inside(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let refused = || Error::damaged(Which::Backup, format!("{name} leads out of it"));
    if plain && !name.is_empty() { Ok(folder.join(name)) } else { Err(refused()) }
}

/// The names, from `folder`, of all files below `folder/part`, `/` between their parts.
pub(crate) fn below(folder: &Path, part: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder.join(part)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = if part.is_empty() { name } else { format!("{part}/{name}") };
        if entry.file_type()?.is_dir() {
            names.extend(below(folder, &name)?);
        } else {
            names.push(name);
        }
    }
    Ok(names)
}

/// Windows can't open a folder as a file; there the rename itself is what is promised.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
