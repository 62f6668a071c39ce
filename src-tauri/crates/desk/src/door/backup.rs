//! Backups of this workstation, and the checkpoint that goes on paper.

use domain::Stamp;
use domain::seat::CheckpointWhy;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BackupOrder {
    /// 立即备份
    Run,
    Plan {
        plan: BackupPlan,
    },
}

/// Where and when backups are made. A matter of this workstation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupPlan {
    /// None: `backups` beside the store.
    #[ts(type = "string | null")]
    pub folder: Option<PathBuf>,
    /// Every day at this hour, 0–23, Asia/Shanghai; none: by hand only.
    pub hour: Option<u8>,
    /// Days that a backup is kept; the newest is kept whatever its age.
    pub keep_days: u32,
}

impl Default for BackupPlan {
    /// `record.md` §10: short, because each backup is whole.
    fn default() -> Self {
        BackupPlan { folder: None, hour: Some(19), keep_days: 35 }
    }
}

/// → `Query::Backups`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    pub plan: BackupPlan,
    #[ts(type = "string")]
    pub folder: PathBuf,
    /// Newest first.
    pub backups: Vec<BackupSeen>,
    /// One is being made now.
    pub running: bool,
    /// Why the last one came to nothing.
    pub trouble: Option<crate::failure::Failure>,
    /// When the next one is due by the plan.
    pub next_at: Option<Stamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupSeen {
    pub name: String,
    pub made_at: Stamp,
    /// Rows of the journal in it.
    pub events: u64,
    pub bytes: u64,
    pub expires_at: Stamp,
}

/// → `Query::Checkpoints`, newest first, at most twenty
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckpointSeen {
    pub at: Stamp,
    pub seq: u64,
    pub why: CheckpointWhy,
    /// 16 characters, `ABCD-EFGH-JKLM-NPQR`.
    pub code: String,
    /// What was signed, and the signature: all that a stranger needs to check it.
    pub text: String,
    /// The same as a QR code, as SVG path data over a square of `modules`.
    pub path: String,
    pub modules: u32,
}
