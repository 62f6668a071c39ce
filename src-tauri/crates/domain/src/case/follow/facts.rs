//! Facts of the follow-up: codes, ids, dates and numbers only.

use crate::case::{BlobHash, CloseKind};
use crate::id::{PersonId, UnitId};
use crate::time::Stamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$inner])* pub $field: $kind),* }
    )+};
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $code:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$inner])* $code),+ }
    )+};
}

codes! {
    /// Why a case is a 问题工单.
    HardWhy {
        /// 多次退单
        Returned,
        /// 多个单位无人牵头
        NoLead,
    }
    /// 延期原因
    ExtensionReason {
        /// 备料、采购
        Supply,
        /// 天气、季节
        Weather,
        /// 需其他单位先办
        Others,
        /// 审批、招标程序
        Procedure,
        /// 经费
        Funds,
        /// 其他
        Other,
    }
    /// 告知了什么
    NoticeAbout {
        /// 责任单位、办结时限、受理号
        Assignment,
        /// 延期
        Extension,
        /// 晚于承诺
        LaterThanPromised,
        /// 挂账
        Listing,
    }
    /// 怎样联系
    ContactHow {
        Phone,
        /// 短信
        Message,
        /// 市平台代发
        Platform,
        /// 上门
        Visit,
    }
    /// 没有联系上的原因
    NotReached {
        /// 无人接听
        NoAnswer,
        /// 占线
        Busy,
        /// 关机、停机
        Off,
        /// 号码有误
        WrongNumber,
        /// 拒接
        Refused,
    }
    /// 问题解决了吗: the citizen's own word. Partly counts as not solved.
    Solved { Yes, Partly, No }
    /// 对办理满意吗: five words, never figures.
    Satisfaction {
        /// 非常满意
        Very,
        /// 满意
        Satisfied,
        /// 基本满意
        Basically,
        /// 不满意
        Dissatisfied,
        /// 非常不满意
        VeryDissatisfied,
    }
    /// 重办原因
    ReopenWhy {
        /// 未解决
        Unsolved,
        /// 不满意
        Dissatisfied,
        /// 出现新情况
        NewEvidence,
        /// 诉求人再次来电
        CalledAgain,
        /// 并入的诉求人未解决
        MergedCaller,
    }
    /// 合理性
    Reasonableness {
        /// 合理
        Reasonable,
        /// 法律政策不支持
        OutsideLaw,
        /// 超出能力
        BeyondAbility,
        /// 诉求本身不成立
        Unfounded,
    }
    /// L1–L4 of `domain.md` §4.6. L5 is a clue, and isn't here.
    Level {
        /// 催办
        Reminder,
        /// 重点督办
        Focused,
        /// 领导督办
        Leader,
        /// 提级督办
        Escalated,
    }
    /// 触发
    Trigger {
        /// 临期
        Amber,
        /// 没有进展
        NoProgress,
        /// 加急
        Red,
        /// 再次重办
        Reopened,
        /// 超期
        Overdue,
        /// 退单被驳回后仍未办
        IdleAfterReturn,
        /// 问题工单
        Hard,
        /// 办理周期长
        TooLong,
        /// 办理质效低
        Poor,
        /// 合理诉求未得到有效解决
        Unsolved,
        /// 人工提出
        ByHand,
    }
    /// 报送给谁. 两代表一委员 are people of the roster.
    Office {
        /// 市委督查室
        PartyInspection,
        /// 市政府督查室
        GovernmentInspection,
        /// 党代表
        PartyDelegate,
        /// 人大代表
        CongressDeputy,
        /// 政协委员
        CppccMember,
        /// 领导督办: the leader who promised.
        Leader,
    }
}

/// One recipient of an escalation; recipients are parallel, each with its own date and answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    pub office: Office,
    /// A person of the directory, where it is one.
    pub person: Option<PersonId>,
    /// 回复时限
    pub reply_by: Stamp,
}

facts! {
    /// 签收 (T10)
    CaseAcknowledged {
        /// By silence, not by a person.
        silent: bool,
    }
    /// 退单 (T11)
    ReturnAsked {
        unit: UnitId,
        said_by: PersonId,
        /// The unit that it belongs to, as the returning unit says.
        belongs_to: UnitId,
    }
    /// 退单裁定 (T12, T13). The due date stands.
    ReturnRuled {
        upheld: bool,
        decided_by: PersonId,
    }
    /// 改派: lead and owner change in one event, so that no minute is without a responsible unit.
    CaseReassigned {
        lead: UnitId,
        assisting: Vec<UnitId>,
        owner: PersonId,
        decided_by: PersonId,
        /// The chair's word: nobody else moves it any more.
        locked: bool,
        /// A date reset by the adjudicator, with a reason; none: it stands.
        due: Option<Stamp>,
    }
    /// 问题工单
    HardCaseRaised {
        why: HardWhy,
    }
    /// 进展 (T14)
    ProgressNoted {
        said_by: PersonId,
    }
    /// 申请延期 (T15)
    ExtensionAsked {
        said_by: PersonId,
        until: Stamp,
        working_days: u32,
        reason: ExtensionReason,
    }
    /// 延期审批
    ExtensionRuled {
        approved: bool,
        decided_by: PersonId,
    }
    /// 办理结果 (T16)
    CaseReplied {
        /// 负责人签字
        signed_by: PersonId,
        /// When the citizen was contacted by the unit; none: anonymous.
        contacted_at: Option<Stamp>,
        proof: Vec<BlobHash>,
    }
    /// 审核 (T17, T18)
    ReplyReviewed {
        passed: bool,
    }
    /// 告知
    NoticeMade {
        about: NoticeAbout,
        how: ContactHow,
        /// None: told.
        missed: Option<NotReached>,
    }
    /// 回访
    CallbackMade {
        how: ContactHow,
        answer: CallbackAnswer,
    }
    /// 办结 (T19, T21, T22)
    CaseClosed {
        how: CloseKind,
        /// 合理性, with T21.
        reasonableness: Option<Reasonableness>,
    }
    /// 拟解释说明: the first of two reviewers.
    ExplanationProposed {
        reasonableness: Reasonableness,
    }
    ExplanationDropped {}
    /// 重办 (T20, T24)
    CaseReopened {
        why: ReopenWhy,
        due: Stamp,
        working_days: u32,
    }
    /// 挂账 (T23)
    CaseListed {
        chair: PersonId,
        review: NaiveDate,
    }
    /// 挂账复核
    ListingReviewed {
        review: NaiveDate,
    }
    /// 恢复办理
    CaseResumed {
        due: Stamp,
    }
    /// 催办, by telephone or by a copied text.
    Reminded {
        how: ContactHow,
        person: Option<PersonId>,
    }
    /// 催办、重点督办: raised by the system, in working hours, under a derived id.
    LevelRaised {
        level: Level,
        trigger: Trigger,
        /// Of this rule on this case, from 1.
        occurrence: u32,
    }
    /// 拟提级
    EscalationProposed {
        escalation: Uuid,
        level: Level,
        triggers: Vec<Trigger>,
        /// By the system, on measured thresholds.
        measured: bool,
    }
    /// 已报送: signed by a person.
    EscalationSigned {
        escalation: Uuid,
        recipients: Vec<Recipient>,
    }
    /// 已回复, one recipient
    EscalationAnswered {
        escalation: Uuid,
        /// Place in the list of recipients.
        recipient: u32,
    }
    /// 已解除, or not signed at all
    EscalationReleased {
        escalation: Uuid,
    }
    /// 降级
    LevelLowered {}
    /// 市平台工单号 and status there
    PlatformNoted {
        status: Option<PlatformStatus>,
    }
}

codes! {
    /// 市平台的状态
    PlatformStatus { Open, Replied, Closed, Returned }
}

/// What came of one callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CallbackAnswer {
    Missed {
        why: NotReached,
    },
    /// Two questions; the second may be left out: 未评价.
    Answered {
        solved: Solved,
        satisfied: Option<Satisfaction>,
    },
    /// 匿名: nobody can be asked, and the proof was looked at instead.
    ProofChecked {
        solved: Solved,
    },
}

impl CallbackAnswer {
    pub fn solved(self) -> Option<Solved> {
        match self {
            CallbackAnswer::Missed { .. } => None,
            CallbackAnswer::Answered { solved, .. } | CallbackAnswer::ProofChecked { solved } => Some(solved),
        }
    }

    pub fn satisfied(self) -> Option<Satisfaction> {
        match self {
            CallbackAnswer::Answered { satisfied, .. } => satisfied,
            CallbackAnswer::Missed { .. } | CallbackAnswer::ProofChecked { .. } => None,
        }
    }
}

impl Satisfaction {
    /// 基本满意 and better.
    pub fn content(self) -> bool {
        match self {
            Satisfaction::Very | Satisfaction::Satisfied | Satisfaction::Basically => true,
            Satisfaction::Dissatisfied | Satisfaction::VeryDissatisfied => false,
        }
    }
}
