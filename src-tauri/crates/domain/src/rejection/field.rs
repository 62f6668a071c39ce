//! The fields of forms and settings, by which a refusal finds its place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where on a form a refusal is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    Request,
    Title,
    Matter,
    Place,
    Number,
    Caller,
    Promise,
    PromiseDay,
    Answer,
    Confirmed,
    Lead,
    Assisting,
    Owner,
    Plan,
    Due,
    LateReason,
    Gap,
    Basis,
    Reason,
    Claimant,
    Master,
    Second,
    Asked,
    Reported,
    ThirdParty,
    Enterprise,
    Reply,
    Channel,
    Name,
    Date,
    Seats,
    Units,
    Note,
    /// 附件
    Evidence,
    /// 主场单位
    Host,
    /// 座次
    Hall,
    /// 分机
    Extension,
    // Settings.
    Aliases,
    DutyPhone,
    /// 职务
    Post,
    Address,
    Phone,
    Initials,
    Code,
    Scope,
    /// 参考口径
    Lines,
    Source,
    /// 时限 of a class.
    Limit,
    From,
    Timetable,
    SecondsACase,
    Undecided,
    Activity,
    District,
    Vague,
    Weekday,
    Minutes,
    // Accounts and clues.
    /// 工号
    StaffNo,
    Roles,
    /// 编号
    Reference,
    /// 反映对象
    About,
    /// 回执编号
    Receipt,
    // Follow-up.
    /// 进展
    Progress,
    /// 下一步
    Next,
    /// 结果
    Result,
    /// 措施
    Measures,
    /// 与诉求人联系
    Contacted,
    /// 节点
    Milestone,
    /// 对方怎样说的
    Said,
    Trigger,
    /// 报送对象
    Recipients,
    /// 签发人
    Signer,
    Review,
}
