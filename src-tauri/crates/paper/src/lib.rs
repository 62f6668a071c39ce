//! The paper: what leaves the desk as a file.

mod file;
pub mod ledger;
mod words;

pub use file::replace;

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or the disk: the person can choose another place.
    #[error("the paper could not be written: {0}")]
    File(#[from] std::io::Error),
    /// The workbook itself: a fault of ours.
    #[error("the workbook could not be made: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
}
