//! 附件: a file put on a case, and taken from it again.

use domain::case::BlobHash;
use domain::id::CaseId;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// Bytes of a picture that a page shows; a larger one is saved and looked at elsewhere.
pub const PICTURE_MOST: u32 = 8 << 20;

/// → Receipt
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachOrder {
    pub case: CaseId,
    /// The version that the person saw.
    pub version: u64,
    /// What the person chose in the system's own dialog.
    #[ts(type = "string")]
    pub path: PathBuf,
    pub note: String,
}

/// One file of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceOrder {
    pub case: CaseId,
    pub hash: BlobHash,
}
