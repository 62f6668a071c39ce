//! Facts of a case: codes, ids, dates and numbers only. Everything that was typed is in `text.rs`.

pub use super::hash::BlobHash;
use crate::id::{CallId, CaseId, CategoryId, PersonId, PlaceId, SessionId, UnitId};
use crate::number::CaseNumber;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// 诉求类型
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RequestType {
    /// 咨询
    Inquiry,
    /// 投诉
    Complaint,
    /// 举报: never reaches a unit with the caller's identity
    Report,
    /// 求助
    Help,
    /// 建议
    Suggestion,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Party {
    #[default]
    Person,
    Enterprise,
}

/// Where a caller of another district is sent: a transfer, never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outside {
    /// 市平台
    CityPlatform,
    /// 其他旗县区
    OtherDistrict,
}

/// Why a unit passed the matter on before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PassedOn {
    /// 不属本单位职责
    NotItsDuty,
    /// 属企业
    BelongsToCompany,
    /// 尚未移交
    NotHandedOver,
    /// 没有答复
    NoAnswer,
    /// 其他
    Other,
}

/// 曾找过哪些单位: one stop of the hop chain before this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PriorStop {
    pub unit: UnitId,
    pub from: Option<Stamp>,
    /// Hours that it lay there, as the caller or an earlier order says.
    pub hours: Option<u32>,
    pub why: PassedOn,
}

/// What was asked, in codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Matter {
    pub request: Option<RequestType>,
    pub category: Option<CategoryId>,
    pub place: Option<PlaceId>,
    pub party: Party,
    pub anonymous: bool,
    /// 安全隐患
    pub hazard: bool,
    /// 要求保密
    pub confidential: bool,
    /// 老人、孕妇、残疾人等
    pub vulnerable: bool,
    /// 同意拍摄
    pub film: bool,
    /// 同意刊播
    pub publish: bool,
    /// 已核对脱敏: the free text may be shown on a projector.
    pub checked: bool,
    pub households: Option<u32>,
    /// Days that the problem has lasted.
    pub days: Option<u32>,
    pub stops: Vec<PriorStop>,
    /// 被反映单位
    pub reported: Option<UnitId>,
    /// 建议责任单位
    pub candidate: Option<UnitId>,
    /// An earlier case about the same matter.
    pub repeat_of: Option<CaseId>,
    /// How often the caller has asked before, as he says.
    pub asked_before: u32,
    pub outside: Option<Outside>,
    /// 普通话, 方言, 少数民族语言: so that the leader is warned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub speech: Option<Speech>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Speech {
    /// 普通话
    Mandarin,
    /// 方言
    Dialect,
    /// 少数民族语言
    Minority,
}

/// 承诺, the part that binds by date; its words are text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Promised {
    /// Not filled in yet.
    #[default]
    Unknown,
    /// 未承诺 is an answer too, and says so in the meeting.
    Nothing,
    /// Made by the seat's leader; `due` none = without a date.
    Made { by: PersonId, due: Option<Stamp> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseRecorded {
    pub session: SessionId,
    pub call: CallId,
    pub seat: u8,
    pub leader: PersonId,
    pub number: CaseNumber,
    pub matter: Matter,
    pub promised: Promised,
    pub read_back: bool,
    /// When the call was answered: a late record keeps this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Stamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseAmended {
    pub matter: Matter,
    pub promised: Promised,
    pub read_back: bool,
}

/// 现场调度: who was called to the seat, when, and whether he could be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DispatchNoted {
    pub person: PersonId,
    pub unit: Option<UnitId>,
    pub called_at: Stamp,
    pub reached: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnsweredOnCall {
    pub said_by: PersonId,
}

/// Recording has ended; `triage` when the meeting is to decide, else only the home moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandedOver {
    pub triage: bool,
}

/// 退回补录
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseSentBack {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseMerged {
    pub master: CaseId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseUnmerged {}

/// 认领: the head who spoke; who typed is the event's author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseClaimed {
    pub unit: UnitId,
    pub claimed_by: PersonId,
}

/// 异议, answered by the adjudication that it stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Objection {
    pub unit: UnitId,
    pub said_by: PersonId,
    /// The unit that the objector says it belongs to.
    pub belongs_to: Option<UnitId>,
}

/// 裁定责任单位: locks the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LeadAdjudicated {
    pub lead: UnitId,
    pub decided_by: PersonId,
    pub objection: Option<Objection>,
}

/// 交办. It is the filing with supervision too (转办同步报备).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseAssigned {
    pub lead: UnitId,
    pub assisting: Vec<UnitId>,
    pub owner: PersonId,
    pub due: Stamp,
    /// 暂定: the year whose holidays were not known.
    pub provisional: Option<i32>,
    /// Working days it was counted in, if it was.
    pub working_days: Option<u32>,
    pub same_day: bool,
    /// Who decided it aloud.
    pub said_by: PersonId,
    pub later_than_promised: bool,
    /// The unit may not learn who called: confidential, or a 举报.
    pub shielded: bool,
    /// Seconds that the workstation's clock was behind the hub's, where that was enough to doubt `due`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_out: Option<i64>,
}

/// 核对办结时限: how it stands from here on, as it was or set anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueDateChecked {
    pub due: Stamp,
    /// As in [`CaseAssigned`].
    pub provisional: Option<i32>,
    pub working_days: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnerNamed {
    pub owner: PersonId,
    pub said_by: PersonId,
}

/// Takes back what the meeting decided on this case, while the meeting runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DecisionUndone {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    Police110,
    Fire119,
    Ambulance120,
    /// 信访
    Petition,
    /// 诉讼、仲裁
    Court,
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseRedirected {
    pub channel: Channel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VoidReason {
    Test,
    Misrecorded,
    Harassment,
}

/// 作废, with two names: who typed, and the second.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseVoided {
    pub reason: VoidReason,
    pub second: PersonId,
}

/// 附件: a file beside the record. What it is called is text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceAttached {
    pub hash: BlobHash,
    /// Bytes, before it was sealed.
    pub size: u32,
    pub kind: EvidenceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EvidenceKind {
    Photo,
    Document,
    Audio,
    Other,
}

/// A row brought in from another system; `external` is a keyed hash of its id there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseImported {
    pub external: Uuid,
    pub recorded_at: Option<Stamp>,
    pub closed_at: Option<Stamp>,
    pub category: Option<CategoryId>,
    pub unit: Option<UnitId>,
}
