//! The commands on a case, each with its rule in a file of its own.

use super::facts::*;
use super::record::CaseForm;
use super::text::EvidenceText;
use super::{
    Case, DueWish, ImportRow, Settlement, assign, dispose, evidence, import, merge, recheck, record, undo,
};
use crate::event::CaseEvent;
use crate::id::{CallId, CaseId, PersonId, UnitId};
use crate::moment::Moment;
use crate::rejection::Rejection;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CaseCommand {
    /// Puts a new case on record; unfinished is allowed (待补录).
    RecordCase {
        call: CallId,
        form: CaseForm,
    },
    AmendCase {
        form: CaseForm,
    },
    /// 现场调度
    NoteDispatch {
        person: PersonId,
        called_at: Stamp,
        reached: bool,
        reply: String,
    },
    /// 在线直办
    AnswerOnCall {
        answer: String,
        basis: String,
        confirmed: bool,
    },
    /// 当天办理
    HandleToday {
        lead: UnitId,
        owner: PersonId,
        due: Stamp,
        plan: String,
    },
    /// 转办
    HandOver,
    /// 引导其他渠道
    RedirectCase {
        channel: Channel,
        words: String,
    },
    /// 退回补录
    SendBackCase {
        missing: String,
    },
    /// 并单
    MergeCase {
        master: CaseId,
        reason: String,
    },
    UnmergeCase,
    /// 认领
    ClaimCase {
        unit: UnitId,
        claimed_by: PersonId,
        gap: String,
    },
    /// 裁定责任单位
    AdjudicateLead {
        lead: UnitId,
        decided_by: PersonId,
        basis: String,
        objection: Option<Objection>,
        dissent: String,
    },
    /// 交办
    AssignCase {
        lead: UnitId,
        assisting: Vec<UnitId>,
        owner: PersonId,
        due: DueWish,
        plan: String,
        late_reason: String,
        gap: String,
        settlement: Settlement,
    },
    NameOwner {
        owner: PersonId,
        said_by: PersonId,
    },
    /// 核对办结时限: right as it stands, or set anew.
    CheckDueDate {
        anew: Option<DueWish>,
    },
    /// Takes back claim, adjudication and assignment, while the meeting runs.
    UndoDecision,
    /// 附件: the file is sealed and beside the record already.
    AttachEvidence {
        hash: BlobHash,
        size: u32,
        what: EvidenceKind,
        text: EvidenceText,
    },
    /// 作废
    VoidCase {
        reason: VoidReason,
        second: PersonId,
        note: String,
    },
    ImportCase {
        external: uuid::Uuid,
        row: Box<ImportRow>,
        category: Option<crate::id::CategoryId>,
        unit: Option<UnitId>,
    },
}

pub fn decide(
    state: Option<&Case>,
    command: CaseCommand,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    use CaseCommand::*;
    match (command, state) {
        (RecordCase { .. } | ImportCase { .. }, Some(_)) => Err(Rejection::AlreadyThere),
        (RecordCase { call, form }, None) => record::record(call, form, moment),
        (ImportCase { external, row, category, unit }, None) => {
            import::import(external, *row, category, unit)
        }
        (_, None) => Err(Rejection::NotFound),
        (AmendCase { form }, Some(case)) => record::amend(case, form, moment),
        (NoteDispatch { person, called_at, reached, reply }, Some(case)) => {
            record::note_dispatch(case, person, called_at, reached, &reply, moment)
        }
        (AnswerOnCall { answer, basis, confirmed }, Some(case)) => {
            dispose::answer(case, &answer, &basis, confirmed)
        }
        (HandleToday { lead, owner, due, plan }, Some(case)) => {
            dispose::handle_today(case, lead, owner, due, &plan, moment)
        }
        (HandOver, Some(case)) => dispose::hand_over(case),
        (RedirectCase { channel, words }, Some(case)) => dispose::redirect(case, channel, &words),
        (SendBackCase { missing }, Some(case)) => merge::send_back(case, &missing, moment),
        (MergeCase { master, reason }, Some(case)) => merge::merge(case, master, &reason, moment),
        (UnmergeCase, Some(case)) => merge::unmerge(case, moment),
        (ClaimCase { unit, claimed_by, gap }, Some(case)) => {
            assign::claim(case, unit, claimed_by, &gap, moment)
        }
        (AdjudicateLead { lead, decided_by, basis, objection, dissent }, Some(case)) => {
            assign::adjudicate(case, lead, decided_by, &basis, objection, &dissent, moment)
        }
        (AssignCase { lead, assisting, owner, due, plan, late_reason, gap, settlement }, Some(case)) => {
            let wish = assign::Wish { lead, assisting, owner, due, plan, late_reason, gap, settlement };
            assign::assign(case, wish, moment)
        }
        (NameOwner { owner, said_by }, Some(case)) => assign::name_owner(case, owner, said_by, moment),
        (CheckDueDate { anew }, Some(case)) => recheck::check_due(case, anew, moment),
        (UndoDecision, Some(case)) => undo::undo(case, moment),
        (AttachEvidence { hash, size, what, text }, Some(case)) => {
            evidence::attach(case, hash, size, what, &text)
        }
        (VoidCase { reason, second, note }, Some(case)) => undo::void(case, reason, second, &note, moment),
    }
}
