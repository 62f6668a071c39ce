//! What a workstation says of itself. The office reads it all; no text of a caller is in it.

use crate::id::{CaseId, PersonId, SessionId};
use crate::number::CaseNumber;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// 查看记录, written in batches of at most a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Looked {
    pub looks: Vec<Look>,
}

/// One person, one thing looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Look {
    pub at: Stamp,
    pub person: PersonId,
    pub what: LookKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<CaseNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LookReason>,
    /// Cases on the paper, or wrong passwords and PINs before a login, an unlocking, a leaving, a signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LookKind {
    /// 打开诉求
    CaseOpened,
    /// 查看号码, for a reason.
    NumberRevealed,
    /// 复制号码, for a reason.
    NumberCopied,
    /// 号码自动显示: in the recorder's own live call, or the callback agent's own item.
    NumberShown,
    /// 查询号码历史: by a number that isn't that of the recorder's own call; for each case that was found, or
    /// one without a case.
    HistoryAsked,
    /// 打开附件: shown or saved.
    EvidenceOpened,
    /// 打印
    Printed,
    /// 导出
    Exported,
    /// 登录, with the wrong tries before it.
    LoggedIn,
    LoggedOut,
    /// 锁屏
    Locked,
    /// 解锁, with the wrong PINs and passwords before it.
    Unlocked,
    /// 签字, where wrong passwords came before it. What was signed stands on record itself.
    Signed,
}

/// Why somebody looks. A list, so that the reason holds nothing of what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LookReason {
    /// 联系诉求人核实情况
    VerifyWithCaller,
    /// 回访
    CallBack,
    /// 告知办理情况
    TellCaller,
    /// 交承办单位办理
    HandToUnit,
    /// 会商使用
    Meeting,
    /// 督办核查
    Supervision,
    /// 诉求人本人查询
    CallerAsked,
    /// 存档
    Archive,
}

impl LookReason {
    pub const ALL: [LookReason; 8] = [
        LookReason::VerifyWithCaller,
        LookReason::CallBack,
        LookReason::TellCaller,
        LookReason::HandToUnit,
        LookReason::Meeting,
        LookReason::Supervision,
        LookReason::CallerAsked,
        LookReason::Archive,
    ];
}

/// 核验点: the station's signature under its journal as far as `seq`. The text that was signed is made of these
/// and of house and station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkpointed {
    pub station: Uuid,
    pub seq: u64,
    /// Hexadecimal.
    pub link: String,
    pub at: Stamp,
    /// Ed25519 by the station, base64.
    pub signature: String,
    pub why: CheckpointWhy,
    /// How far it had followed the hub; none: it worked alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubPlace>,
}

/// A place in the hub's order, with the hash that proves all before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HubPlace {
    pub pos: u64,
    /// Hexadecimal.
    pub hash: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckpointWhy {
    /// Every thousand rows.
    Rows,
    /// 坐席关闭: the lines have closed, or the console.
    SeatClosed,
    /// 封存
    Sealed,
    /// 备份
    Backup,
}

/// This workstation has destroyed what an erasure names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErasureApplied {
    pub station: Uuid,
    pub erasure: Uuid,
}

/// A new workstation that began with a backup of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoreRestored {
    pub station: Uuid,
    pub ordinal: u8,
    /// Ed25519, base64.
    pub sign_public: String,
    /// The workstation whose chain ended there.
    pub from_station: Uuid,
    pub from_seq: u64,
    /// Hexadecimal.
    pub from_link: String,
    /// The list of erasures was missing, or didn't hold, and somebody said so: erased text may have come back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_erasures: bool,
    /// Streams that two people had confirmed in such a list, whose acts don't fit into the journal: destroyed at the
    /// restore, under the sheet's signature.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erased: Vec<Uuid>,
}

/// The two files of this workstation have new keys, under these epochs (key ids, base64).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StationRekeyed {
    pub station: Uuid,
    pub under: Vec<String>,
}

/// A backup that was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BackedUp {
    pub station: Uuid,
    pub seq: u64,
    /// Bytes of the whole backup.
    pub size: u64,
    pub by_hand: bool,
}

/// 校时: this workstation's clock was found so many milliseconds behind the hub's, and goes by it from here on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClockCompared {
    pub station: Uuid,
    pub behind: i64,
    /// What it had gone by before.
    pub before: i64,
}

/// 开席: somebody works this seat of a session from this workstation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeatOpened {
    pub station: Uuid,
    pub session: SessionId,
    pub seat: u8,
    pub person: PersonId,
}

/// 关席: how many calls this workstation answered at the seat, and how many cases it recorded there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeatClosed {
    pub session: SessionId,
    pub seat: u8,
    pub calls: u32,
    pub cases: u32,
}
