//! Small files that must be whole after a power cut.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Writes `folder/name` so that either the old or the new bytes are there after a power cut.
/// Readable by this user only, where the system knows that.
pub(crate) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{name}.new"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, folder.join(name))?;
    sync_folder(folder)
}

/// Moves a damaged file out of the way, to the first free name; nothing is deleted or overwritten.
pub(crate) fn set_aside(folder: &Path, stem: &str, extension: &str) -> io::Result<()> {
    let from = folder.join(format!("{stem}.{extension}"));
    for number in 1..u32::MAX {
        let to = folder.join(format!("{stem}.damaged-{number}.{extension}"));
        if !to.try_exists()? {
            fs::rename(&from, &to)?;
            return sync_folder(folder);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The file's bytes; None if there is no such file.
pub(crate) fn read_if_there(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    match fs::read(folder.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Windows can't open a folder as a file; there the rename itself is what is promised.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
