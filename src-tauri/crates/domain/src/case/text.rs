//! The personal text of a case: erasable, under the stream's own key.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was typed about the matter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct MatterText {
    /// Short form; made from the matter when it is left empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// 事项
    #[serde(skip_serializing_if = "String::is_empty")]
    pub matter: String,
    /// 称呼: how the caller is addressed, 周女士.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caller: String,
    /// 回拨号码, digits only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// 曾找过哪些单位, in the caller's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// 被反映单位 when the directory does not hold it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reported: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub third_party: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub enterprise: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CaseText {
    pub matter: MatterText,
    /// 承诺, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DispatchText {
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reply: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AnswerText {
    pub answer: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

/// A reason, or words that were said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WordsText {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimText {
    /// 认领人 as he was called on that day.
    pub name: String,
    /// 本单位差距
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gap: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AdjudicationText {
    pub name: String,
    /// 法律、三定依据
    pub basis: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dissent: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AssignmentText {
    pub lead: String,
    pub owner: String,
    /// 解决方案
    pub plan: String,
    /// Why the date is later than the leader promised.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub late_reason: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OwnerText {
    pub owner: String,
}

/// 附件: what the file is called, and the key that opens it: with the text goes the file.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct EvidenceText {
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub key: String,
}

impl std::fmt::Debug for EvidenceText {
    /// A key isn't printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EvidenceText").finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ImportText {
    pub external_id: String,
    #[serde(flatten)]
    pub matter: MatterText,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
}
