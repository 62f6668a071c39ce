//! A file that is there whole or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Puts `bytes` at `path`; what was there before stays until the new file is safe on the disk.
///
/// # Errors
/// When the folder can't be written, the disk is full, or another program (Excel on Windows) holds the file.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In the same folder, because a rename is whole only within one file system. Dropped, it deletes itself.
    let mut file = tempfile::Builder::new().prefix(".ledger-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    // The name too must outlive a power cut; a network folder may refuse this, and the file is there anyway.
    #[cfg(unix)]
    drop(std::fs::File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.xlsx");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_write_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        replace(&taken, b"new").unwrap_err();
        replace(&folder.path().join("missing/ledger.xlsx"), b"new").unwrap_err();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
