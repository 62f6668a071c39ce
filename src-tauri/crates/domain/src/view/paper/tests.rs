//! What a row of the ledger shows, and to whom.

use super::*;
use crate::case::text::CaseText;
use crate::case::{CaseRecorded, Matter, Promised};
use crate::deadline::DeadlineClass;
use crate::directory::{Category, Person, Unit, UnitKind};
use crate::event::{CaseEvent, Made};
use crate::id::{CaseId, CategoryId, PersonId, UnitId};
use crate::number::CaseNumber;
use uuid::Uuid;

const LEADER: Uuid = Uuid::from_u128(1);
const UNIT: Uuid = Uuid::from_u128(2);
const CATEGORY: Uuid = Uuid::from_u128(3);
const MATTER: &str = "周晓兰来电 100 1234 6621：7 号楼电梯停运 5 天，已转 1201-01-07";

/// 周晓兰 of 春晓苑, who was promised something.
fn case(change: impl FnOnce(&mut Matter)) -> Case {
    let mut matter = Matter { category: Some(CategoryId(CATEGORY)), ..Matter::default() };
    change(&mut matter);
    let at = Stamp::parse("2026-12-01T09:12").unwrap();
    let facts = CaseRecorded {
        session: Uuid::from_u128(4).into(),
        call: Uuid::from_u128(5).into(),
        seat: 1,
        leader: PersonId(LEADER),
        number: CaseNumber { day: at.day(), ordinal: 1, count: 7 },
        matter,
        promised: Promised::Made { by: PersonId(LEADER), due: Stamp::parse("2026-12-03T17:30") },
        read_back: true,
        answered_at: None,
    };
    let text = CaseText {
        matter: MatterText {
            title: "电梯停运".into(),
            matter: MATTER.into(),
            caller: "周晓兰女士".into(),
            number: "10012346621".into(),
            place: "春晓苑 7 号楼 501 室".into(),
            ..MatterText::default()
        },
        promise: Some("三天内让周晓兰家的电梯动起来".into()),
    };
    let event = CaseEvent::CaseRecorded(facts, Some(text));
    let made = Made { at, by: PersonId(LEADER), version: 1, erased: false, event: &event };
    Case::apply(None, CaseId(Uuid::from_u128(6)), made).unwrap()
}

fn directory() -> Directory {
    let mut directory = Directory::default();
    let leader = Person {
        id: PersonId(LEADER),
        name: "林远".into(),
        title: "南湖区委书记".into(),
        address: Some("书记".into()),
        unit: None,
        phone: None,
    };
    directory.people.insert(leader.id, leader);
    let unit = Unit {
        id: UnitId(UNIT),
        name: "区住建局".into(),
        kind: UnitKind::Bureau,
        head: None,
        deputies: Vec::new(),
        above: None,
        plans: Vec::new(),
        order: 1,
        aliases: Vec::new(),
        duty_phone: None,
    };
    directory.units.insert(unit.id, unit);
    let category = Category {
        id: CategoryId(CATEGORY),
        name: "电梯".into(),
        initials: "dt".into(),
        above: None,
        unit: None,
        class: DeadlineClass::General,
        code: None,
        scope: None,
        lines: Vec::new(),
    };
    directory.categories.insert(category.id, category);
    directory
}

fn words(promise: &PromiseSeen) -> &str {
    match promise {
        PromiseSeen::Made { words, .. } => words,
        PromiseSeen::Unknown | PromiseSeen::Nothing => "",
    }
}

#[test]
fn the_full_row_says_everything() {
    let row = LedgerFull::of(&case(|_| {}), &directory());
    assert_eq!(row.phone(), Some("10012346621"));
    let line = row.line();
    assert_eq!((line.number.as_str(), line.leader.as_str()), ("1201-01-07", "林远书记"));
    assert_eq!((line.caller.as_str(), line.place.as_str()), ("周晓兰女士", "春晓苑 7 号楼 501 室"));
    assert_eq!(line.matter, MATTER);
    assert_eq!(words(&line.promise), "三天内让周晓兰家的电梯动起来");
}

#[test]
fn an_unchecked_text_never_reaches_the_masked_row() {
    let mut unchecked = case(|_| {});
    unchecked.answer = Some(crate::case::Answer {
        said_by: PersonId(LEADER),
        at: unchecked.recorded_at,
        answer: "已请周晓兰放心".into(),
        basis: String::new(),
    });
    let row = LedgerMasked::of(&unchecked, &directory());
    let line = row.line();
    assert_eq!((line.caller.as_str(), line.place.as_str()), ("周女士", "春晓苑"));
    assert_eq!((line.matter.as_str(), line.plan.as_str()), ("电梯", ""));
    let PromiseSeen::Made { due, words, .. } = &line.promise else { panic!("the promise is gone") };
    assert_eq!((*due, words.as_str()), (Stamp::parse("2026-12-03T17:30"), ""));
}

#[test]
fn a_checked_text_still_goes_without_numbers_and_the_callers_name() {
    let row = LedgerMasked::of(&case(|matter| matter.checked = true), &directory());
    let line = row.line();
    assert_eq!(line.matter, "周某来电 ***：某处电梯停运 5 天，已转 1201-01-07");
    assert_eq!(words(&line.promise), "三天内让周某家的电梯动起来");
}

#[test]
fn neither_row_says_who_a_shielded_caller_is() {
    let shielded = case(|matter| matter.request = Some(RequestType::Report));
    let full = LedgerFull::of(&shielded, &directory());
    assert_eq!((full.phone(), full.line().caller.as_str()), (None, ""));
    assert!(!full.line().matter.contains("周晓兰") && !full.line().matter.contains("6621"));
    assert!(!words(&full.line().promise).contains("周晓兰"));
    assert_eq!(LedgerMasked::of(&shielded, &directory()).line().caller, "");
}

#[test]
fn an_erased_case_shows_no_text_in_either_row() {
    let mut erased = case(|matter| matter.checked = true);
    erased.erased = true;
    let full = LedgerFull::of(&erased, &directory());
    let masked = LedgerMasked::of(&erased, &directory());
    assert_eq!(full.phone(), Some(""));
    for line in [full.line(), masked.line()] {
        assert!(line.erased);
        assert_eq!((line.caller.as_str(), line.place.as_str(), line.matter.as_str()), ("", "", ""));
        assert_eq!(words(&line.promise), "");
        assert_eq!(line.number, "1201-01-07");
    }
}

#[test]
fn an_imported_case_has_no_number_and_brings_its_unit() {
    let mut imported = case(|matter| matter.candidate = Some(UnitId(UNIT)));
    let guessed = LedgerFull::of(&imported, &directory());
    assert_eq!(guessed.line().lead, "");
    (imported.number, imported.origin) = (None, None);
    let row = LedgerFull::of(&imported, &directory());
    assert_eq!((row.line().number.as_str(), row.line().leader.as_str()), ("", ""));
    assert_eq!(row.line().lead, "区住建局");
}
