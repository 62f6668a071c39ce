//! A case as one row of the ledger (台账) that leaves the desk as a file: in full for the office, or masked.

use super::CaseState;
use super::case::{PromiseSeen, named};
use crate::call::Disposition;
use crate::case::{Case, MatterText, RequestType};
use crate::directory::Directory;
use crate::input::{mask_name, mask_place};
use crate::redact::redact;
use crate::time::Stamp;

/// A row of the full ledger: 内部资料.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerFull {
    line: LedgerLine,
    phone: Option<String>,
}

/// A row that may leave the office: holds no telephone number by type, and no text that nobody has checked.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerMasked {
    line: LedgerLine,
}

/// What both ledgers have. A text is empty where nothing is known, or where it was erased.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerLine {
    /// 受理号 as shown; empty on imported cases.
    pub number: String,
    /// 来电时间
    pub called_at: Stamp,
    /// 接听领导
    pub leader: String,
    pub caller: String,
    pub place: String,
    pub request: Option<RequestType>,
    pub category: String,
    /// 诉求内容
    pub matter: String,
    pub disposition: Option<Disposition>,
    pub promise: PromiseSeen,
    /// 责任单位
    pub lead: String,
    pub assisting: Vec<String>,
    /// 责任人
    pub owner: String,
    /// 解决方案; of a case that was answered on the call, the answer.
    pub plan: String,
    pub due: Option<Stamp>,
    /// 暂定: the year whose holidays were not known.
    pub provisional: Option<i32>,
    pub state: CaseState,
    /// 已依法删除
    pub erased: bool,
}

impl LedgerFull {
    /// A caller who is shielded stays so here too: a file is passed on, and the console has the number.
    pub fn of(case: &Case, directory: &Directory) -> LedgerFull {
        let shielded = case.shielded();
        let text = text_of(case);
        let said = |said: String| if shielded { redact(&said, &case.text.caller) } else { said };
        let mut promise = promise(case, directory);
        if let PromiseSeen::Made { words, .. } = &mut promise {
            *words = said(std::mem::take(words));
        }
        let line = LedgerLine {
            caller: if shielded { String::new() } else { text.caller },
            place: named(&text.place, || directory_place(case, directory)),
            matter: said(if text.matter.is_empty() { text.title } else { text.matter }),
            plan: said(plan(case)),
            promise,
            ..LedgerLine::coded(case, directory)
        };
        LedgerFull { line, phone: (!shielded).then_some(text.number) }
    }

    pub fn line(&self) -> &LedgerLine {
        &self.line
    }

    /// 联系电话; none: 由热线联系诉求人.
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }
}

impl LedgerMasked {
    pub fn of(case: &Case, directory: &Directory) -> LedgerMasked {
        let mut full = LedgerFull::of(case, directory).line;
        let checked = case.matter.checked;
        // It may have been amended since somebody ticked it.
        let safe = |text: &str| redact(text, &case.text.caller);
        if let PromiseSeen::Made { words, .. } = &mut full.promise {
            *words = if checked { safe(words) } else { String::new() };
        }
        let line = LedgerLine {
            caller: mask_name(&full.caller),
            place: safe(&mask_place(&full.place)),
            matter: match (full.erased, checked) {
                (true, _) => String::new(),
                (false, true) => safe(&full.matter),
                (false, false) => full.category.clone(),
            },
            plan: if checked { safe(&full.plan) } else { String::new() },
            promise: full.promise,
            ..LedgerLine::coded(case, directory)
        };
        LedgerMasked { line }
    }

    pub fn line(&self) -> &LedgerLine {
        &self.line
    }
}

impl LedgerLine {
    /// The columns that come from codes and the directory; the texts are left empty.
    fn coded(case: &Case, directory: &Directory) -> LedgerLine {
        let given = case.assignment.as_ref();
        // A case from elsewhere brings its unit along; on ours the candidate is a guess and no decision.
        let decided = case.locked_lead().or(case.matter.candidate.filter(|_| case.origin.is_none()));
        LedgerLine {
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            called_at: case.called_at(),
            leader: case.origin.map(|origin| directory.person_titled(origin.leader)).unwrap_or_default(),
            caller: String::new(),
            place: String::new(),
            request: case.matter.request,
            category: case.matter.category.map(|id| directory.category_path(id)).unwrap_or_default(),
            matter: String::new(),
            disposition: case.disposition,
            promise: PromiseSeen::Unknown,
            lead: match given {
                Some(given) => named(&given.lead_name, || directory.unit_name(given.lead)),
                None => decided.map(|unit| directory.unit_name(unit)).unwrap_or_default(),
            },
            assisting: given
                .map(|given| given.assisting.iter().map(|unit| directory.unit_name(*unit)).collect())
                .unwrap_or_default(),
            owner: given
                .map(|given| named(&given.owner_name, || directory.person_titled(given.owner)))
                .unwrap_or_default(),
            plan: String::new(),
            due: case.due(),
            provisional: given.and_then(|given| given.provisional),
            state: CaseState::of(case.stage),
            erased: case.erased,
        }
    }
}

/// Nothing of an erased case, even where a caller of this module still holds its text.
fn text_of(case: &Case) -> MatterText {
    if case.erased { MatterText::default() } else { case.text.clone() }
}

fn directory_place(case: &Case, directory: &Directory) -> String {
    case.matter.place.map(|id| directory.place_path(id)).unwrap_or_default()
}

fn plan(case: &Case) -> String {
    let given = case.assignment.as_ref().map(|given| &given.plan);
    let said = case.answer.as_ref().map(|answer| &answer.answer);
    given.or(said).filter(|_| !case.erased).cloned().unwrap_or_default()
}

fn promise(case: &Case, directory: &Directory) -> PromiseSeen {
    let mut promise = PromiseSeen::of(&case.promise, directory);
    if case.erased
        && let PromiseSeen::Made { words, .. } = &mut promise
    {
        words.clear();
    }
    promise
}

#[cfg(test)]
mod tests;
