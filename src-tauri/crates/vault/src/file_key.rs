//! The raw keys of the two database files, and their wraps in the key book.

use std::fmt;

use data_encoding::HEXLOWER;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Epoch, Error, Wrap,
    boxes::{Secret, as_key},
    random::random,
};

/// The raw key of `record.db` (R) or of `cases.db` (C); one of each a station, wiped when dropped.
#[derive(Clone)]
pub struct FileKey(Secret);

impl FileKey {
    /// A fresh random key.
    pub fn new() -> Result<Self, Error> {
        random().map(Self)
    }

    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// `x'…'` with 64 hexadecimal digits: the text that SQLCipher takes for a raw key.
    pub fn raw_text(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(HEXLOWER.encode(self.0.as_slice()));
        Zeroizing::new(format!("x'{}'", *digits))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        as_key(bytes).map(Self)
    }
}

/// Which of a station's files a wrapped key opens.
#[derive(Clone, Copy)]
pub(crate) enum File {
    Record,
    Cases,
}

pub(crate) fn wrap(
    key: &FileKey,
    file: File,
    epoch: &Epoch,
    house: Uuid,
    station: Uuid,
) -> Result<Wrap, Error> {
    epoch.wrap(&aad(file, &house, &station), &key.0)
}

pub(crate) fn unwrap(
    wrap: &Wrap,
    file: File,
    epoch: &Epoch,
    house: Uuid,
    station: Uuid,
) -> Result<FileKey, Error> {
    epoch.unwrap(&aad(file, &house, &station), wrap).map(FileKey).ok_or(Error::Damaged { what: "file key" })
}

fn aad<'a>(file: File, house: &'a Uuid, station: &'a Uuid) -> [&'a [u8]; 4] {
    let letter: &[u8] = match file {
        File::Record => b"R",
        File::Cases => b"C",
    };
    [b"12345/file/1", house.as_bytes(), station.as_bytes(), letter]
}

impl fmt::Debug for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("FileKey")
    }
}
