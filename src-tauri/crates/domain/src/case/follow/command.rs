//! The commands of the follow-up, each with its rule in a file of its own.

use super::facts::*;
use super::{callback, extend, ladder, listing, notice, returns, work};
use crate::case::{BlobHash, Case, DueWish};
use crate::event::FollowEvent;
use crate::id::{PersonId, UnitId};
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::Rejection;
use crate::time::Stamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FollowCommand {
    /// 签收
    Acknowledge,
    /// 退单
    AskReturn {
        said_by: PersonId,
        belongs_to: UnitId,
        basis: String,
    },
    /// 准予退单: another lead, at once. A date only where the adjudicator resets it.
    UpholdReturn {
        decided_by: PersonId,
        basis: String,
        lead: UnitId,
        assisting: Vec<UnitId>,
        owner: PersonId,
        due: Option<DueWish>,
    },
    /// 驳回退单
    RefuseReturn {
        decided_by: PersonId,
        words: String,
    },
    /// 改派, by the chair's ruling: a 问题工单, or one that is handed to another unit (移交销号).
    RuleLead {
        decided_by: PersonId,
        basis: String,
        lead: UnitId,
        assisting: Vec<UnitId>,
        owner: PersonId,
        due: Option<DueWish>,
    },
    /// 进展
    NoteProgress {
        said_by: PersonId,
        words: String,
        next: String,
    },
    /// 申请延期
    AskExtension {
        said_by: PersonId,
        until: DueWish,
        reason: ExtensionReason,
        words: String,
        milestone: String,
    },
    /// 延期审批
    RuleExtension {
        approved: bool,
        decided_by: PersonId,
        words: String,
    },
    /// 登记办理结果
    Reply {
        signed_by: PersonId,
        contacted_at: Option<Stamp>,
        result: String,
        measures: String,
        proof: Vec<BlobHash>,
        no_proof: String,
    },
    /// 审核
    ReviewReply {
        passed: bool,
        words: String,
    },
    /// 告知
    NoteNotice {
        about: NoticeAbout,
        how: ContactHow,
        missed: Option<NotReached>,
        words: String,
    },
    /// 回访
    NoteCallback {
        how: ContactHow,
        answer: CallbackAnswer,
        words: String,
    },
    /// 联系不上
    CloseUnreachable,
    /// 拟解释说明
    ProposeExplanation {
        reasonableness: Reasonableness,
        basis: String,
        words: String,
    },
    ConfirmExplanation,
    DropExplanation,
    /// 重办
    Reopen {
        why: ReopenWhy,
        words: String,
    },
    /// 挂账
    List {
        chair: PersonId,
        plan: String,
        milestone: String,
        review: NaiveDate,
    },
    /// 挂账复核
    ReviewListing {
        words: String,
        review: NaiveDate,
    },
    /// 恢复办理
    Resume {
        due: DueWish,
    },
    /// 电话催办登记, 复制催办文字
    Remind {
        how: ContactHow,
        person: Option<PersonId>,
        said: String,
    },
    /// 拟提级
    ProposeEscalation {
        escalation: Uuid,
        level: Level,
        triggers: Vec<Trigger>,
        words: String,
    },
    /// 签发报送
    SignEscalation {
        escalation: Uuid,
        recipients: Vec<Recipient>,
        document: String,
        signer: String,
        words: String,
    },
    /// 登记回复
    AnswerEscalation {
        escalation: Uuid,
        recipient: u32,
        words: String,
    },
    /// 解除
    ReleaseEscalation {
        escalation: Uuid,
        words: String,
    },
    /// 降级
    LowerLevel {
        words: String,
    },
    /// 市平台工单号
    NotePlatform {
        number: String,
        status: Option<PlatformStatus>,
        word: String,
    },
}

impl FollowCommand {
    /// The row of the permission table that it needs.
    pub fn right(&self) -> Right {
        match self {
            FollowCommand::Acknowledge
            | FollowCommand::AskReturn { .. }
            | FollowCommand::NoteProgress { .. }
            | FollowCommand::AskExtension { .. }
            | FollowCommand::Reply { .. } => Right::WorkCase,
            FollowCommand::UpholdReturn { .. }
            | FollowCommand::RefuseReturn { .. }
            | FollowCommand::RuleLead { .. } => Right::RuleReturns,
            FollowCommand::RuleExtension { .. }
            | FollowCommand::ReviewReply { .. }
            | FollowCommand::ProposeExplanation { .. }
            | FollowCommand::ConfirmExplanation
            | FollowCommand::DropExplanation => Right::ReviewResults,
            FollowCommand::NoteNotice { .. } => Right::TellCitizens,
            FollowCommand::NoteCallback { .. } | FollowCommand::CloseUnreachable => Right::CallBack,
            FollowCommand::Reopen { .. } => Right::Reopen,
            FollowCommand::List { .. }
            | FollowCommand::ReviewListing { .. }
            | FollowCommand::Resume { .. } => Right::ListCases,
            FollowCommand::Remind { .. } | FollowCommand::ProposeEscalation { .. } => Right::Remind,
            FollowCommand::SignEscalation { .. }
            | FollowCommand::AnswerEscalation { .. }
            | FollowCommand::ReleaseEscalation { .. }
            | FollowCommand::LowerLevel { .. } => Right::Supervise,
            FollowCommand::NotePlatform { .. } => Right::ImportCases,
        }
    }
}

/// # Errors
/// `NotFound` for what isn't a case.
pub fn decide(case: &Case, command: FollowCommand, moment: &Moment) -> Result<Vec<FollowEvent>, Rejection> {
    use FollowCommand::*;
    match command {
        Acknowledge => work::acknowledge(case, moment),
        AskReturn { said_by, belongs_to, basis } => returns::ask(case, said_by, belongs_to, &basis, moment),
        UpholdReturn { decided_by, basis, lead, assisting, owner, due } => {
            returns::uphold(case, returns::Anew { decided_by, basis, lead, assisting, owner, due }, moment)
        }
        RefuseReturn { decided_by, words } => returns::refuse(case, decided_by, &words, moment),
        RuleLead { decided_by, basis, lead, assisting, owner, due } => {
            returns::rule(case, returns::Anew { decided_by, basis, lead, assisting, owner, due }, moment)
        }
        NoteProgress { said_by, words, next } => work::progress(case, said_by, &words, &next, moment),
        AskExtension { said_by, until, reason, words, milestone } => {
            extend::ask(case, said_by, until, reason, &words, &milestone, moment)
        }
        RuleExtension { approved, decided_by, words } => {
            extend::rule(case, approved, decided_by, &words, moment)
        }
        Reply { signed_by, contacted_at, result, measures, proof, no_proof } => {
            let reply = work::Result { signed_by, contacted_at, result, measures, proof, no_proof };
            work::reply(case, reply, moment)
        }
        ReviewReply { passed, words } => work::review(case, passed, &words, moment),
        NoteNotice { about, how, missed, words } => notice::note(case, about, how, missed, &words, moment),
        NoteCallback { how, answer, words } => callback::note(case, how, answer, &words, moment),
        CloseUnreachable => callback::close_unreachable(case, moment),
        ProposeExplanation { reasonableness, basis, words } => {
            callback::propose_explanation(case, reasonableness, &basis, &words, moment)
        }
        ConfirmExplanation => callback::confirm_explanation(case, moment),
        DropExplanation => callback::drop_explanation(case),
        Reopen { why, words } => callback::reopen(case, why, &words, moment),
        List { chair, plan, milestone, review } => {
            listing::list(case, chair, &plan, &milestone, review, moment)
        }
        ReviewListing { words, review } => listing::review(case, &words, review, moment),
        Resume { due } => listing::resume(case, due, moment),
        Remind { how, person, said } => ladder::remind(case, how, person, &said, moment),
        ProposeEscalation { escalation, level, triggers, words } => {
            ladder::propose(case, escalation, level, triggers, &words)
        }
        SignEscalation { escalation, recipients, document, signer, words } => {
            let letter = ladder::Letter { document, signer, words };
            ladder::sign(case, escalation, recipients, letter, moment)
        }
        AnswerEscalation { escalation, recipient, words } => {
            ladder::answer(case, escalation, recipient, &words)
        }
        ReleaseEscalation { escalation, words } => ladder::release(case, escalation, &words),
        LowerLevel { words } => ladder::lower(case, &words),
        NotePlatform { number, status, word } => notice::platform(case, &number, status, &word),
    }
}
