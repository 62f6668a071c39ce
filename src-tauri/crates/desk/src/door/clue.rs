//! The clue desk: a door of its own, opened by its own key. Nothing that passes it is announced, counted or logged.

use super::Signer;
use domain::Stamp;
use domain::clue::{ClueCommand, ClueMode, ClueRecipient, ClueText};
use domain::id::CaseId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ClueOrder {
    /// Opens the desk for five minutes from the last thing done at it.
    Open {
        password: String,
    },
    See,
    /// `clue` is a new random id for a new referral.
    Act {
        clue: Uuid,
        signer: Signer,
        command: ClueCommand,
    },
    /// What is being drawn up, sealed under the desk's key; none throws it away.
    Draft {
        clue: Uuid,
        text: Option<ClueText>,
    },
    Leave,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClueView {
    /// False: closed, and the rest is empty.
    pub open: bool,
    /// Closes by itself then.
    pub closes_at: Option<Stamp>,
    /// Newest first.
    pub clues: Vec<ClueSeen>,
    pub drafts: Vec<ClueDraft>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClueDraft {
    pub clue: Uuid,
    pub saved_at: Stamp,
    pub text: ClueText,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClueSeen {
    pub clue: Uuid,
    pub case: Option<CaseId>,
    pub case_number: String,
    pub recipient: ClueRecipient,
    pub mode: ClueMode,
    pub text: ClueText,
    pub drawn_up_at: Stamp,
    pub drawn_up_by: String,
    /// 会签
    pub signed: Option<ClueSigned>,
    pub state: ClueState,
}

/// The second signature, which stands whatever became of the referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClueSigned {
    pub at: Stamp,
    pub by: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ClueState {
    /// 待会签
    Waiting {
        until: Stamp,
        mine: bool,
    },
    /// 逾期未会签
    Lapsed,
    Signed {
        at: Stamp,
        by: String,
    },
    Delivered {
        at: Stamp,
        by: String,
        receipt: String,
    },
    Dropped {
        at: Stamp,
        by: String,
        reason: String,
    },
}
