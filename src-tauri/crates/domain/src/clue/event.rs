//! What happens to a referral. All of it is sealed under the clue compartment, padded to one size.

use crate::id::CaseId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 拟报送
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClueProposed {
    /// The case that it came from, if it came from one.
    pub case: Option<CaseId>,
    pub recipient: ClueRecipient,
    pub mode: ClueMode,
}

/// 会签: the second signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueConfirmed {}

/// 已送达
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueDelivered {}

/// 不报送
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueDropped {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClueRecipient {
    /// 市纪委监委
    CityDiscipline,
    /// 区纪委监委
    DistrictDiscipline,
    /// 派驻纪检监察组
    Stationed,
}

/// 检举控告工作规则 §15: where the law wants no copy, only the reference number is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClueMode {
    Whole,
    /// 只存编号
    ReferenceOnly,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ClueText {
    /// 编号 of the sealed paper.
    pub reference: String,
    /// 反映对象: name, unit, post.
    pub about: String,
    /// 问题表现
    pub matter: String,
    /// 依据和材料
    pub basis: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReceiptText {
    pub receipt: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DropText {
    pub reason: String,
}
