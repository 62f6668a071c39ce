//! 附件: a file on a case. The file lies beside the record, sealed; its name, its note and its key are text.

use super::facts::{BlobHash, EvidenceAttached, EvidenceKind};
use super::text::EvidenceText;
use super::{Case, Stage};
use crate::event::CaseEvent;
use crate::id::PersonId;
use crate::input::InputProblem;
use crate::rejection::{Field, Rejection};
use crate::time::Stamp;
use crate::typed::{self, Kind};
use serde::{Deserialize, Serialize};

/// Bytes of one file.
pub const EVIDENCE_MOST: u32 = 20 << 20;
/// Files of one case.
pub const FILES_MOST: u32 = 50;

/// A file as it stands on its case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub hash: BlobHash,
    pub size: u32,
    pub kind: EvidenceKind,
    pub at: Stamp,
    pub by: PersonId,
    /// None: erased, and with it the key that opens the file.
    pub text: Option<EvidenceText>,
}

pub fn attach(
    case: &Case,
    hash: BlobHash,
    size: u32,
    kind: EvidenceKind,
    text: &EvidenceText,
) -> Result<Vec<CaseEvent>, Rejection> {
    match case.stage {
        Stage::Recording
        | Stage::PendingTriage
        | Stage::Assigned
        | Stage::InProgress
        | Stage::Replied
        | Stage::PendingCallback
        | Stage::Listed => {}
        Stage::Closed { .. } | Stage::Merged { .. } | Stage::Redirected { .. } | Stage::Voided { .. } => {
            return Err(Rejection::StageForbids { stage: case.stage });
        }
    }
    fits(u64::from(size))?;
    if case.evidence.iter().any(|one| one.hash == hash) {
        return Err(Rejection::AlreadyThere);
    }
    if case.evidence.len() >= FILES_MOST as usize {
        return Err(Rejection::TooMany { field: Field::Evidence, most: FILES_MOST });
    }
    let name = typed::text(&text.name, Field::Evidence, Kind::Line)?;
    let note = typed::optional(&text.note, Field::Note, Kind::Line)?.unwrap_or_default();
    let text = EvidenceText { name, note, key: text.key.clone() };
    Ok(vec![CaseEvent::EvidenceAttached(EvidenceAttached { hash, size, kind }, Some(text))])
}

/// Whether a file of so many bytes is taken: asked before it is read, and again by the rule.
///
/// # Errors
/// `Input` beside the file.
pub fn fits(size: u64) -> Result<(), Rejection> {
    let problem = match size {
        0 => InputProblem::Empty,
        _ if size > u64::from(EVIDENCE_MOST) => InputProblem::TooLarge { megabytes: EVIDENCE_MOST >> 20 },
        _ => return Ok(()),
    };
    Err(Rejection::Input { field: Field::Evidence, problem })
}
