//! Confidential cases and every 举报 reach a unit without the caller's identity, by type.

use domain::case::{Case, RequestType};
use domain::view::{CaseForUnit, CaseRow, LedgerMasked, UnitContact};
use serde_json::to_string;
use tests::{Room, lift};

fn recorded(change: impl FnOnce(&mut domain::case::CaseForm)) -> (Room, Case) {
    let room = Room::open(1);
    let mut form = lift();
    change(&mut form);
    let id = room.transferred("10047206621", form);
    let case = room.desk.folded_case(id).unwrap();
    (room, case)
}

#[test]
fn a_unit_gets_the_caller_of_an_open_case() {
    let (room, case) = recorded(|_| {});
    let seen = CaseForUnit::of(&case, &room.desk.directory());
    let named = UnitContact::Named { caller: "周女士".into(), number: "10047206621".into() };
    assert_eq!(seen.contact, named);
}

#[test]
fn a_unit_gets_no_caller_of_a_confidential_case_or_a_report() {
    let confidential = recorded(|form| form.matter.confidential = true);
    let report = recorded(|form| form.matter.request = Some(RequestType::Report));
    for (room, case) in [confidential, report] {
        let seen = CaseForUnit::of(&case, &room.desk.directory());
        assert_eq!(seen.contact, UnitContact::ThroughHotline);
        let written = to_string(&seen).unwrap();
        assert!(!written.contains("周") && !written.contains("6621"), "{written}");
    }
}

#[test]
fn no_masked_view_holds_a_telephone_number() {
    let (room, case) = recorded(|form| form.text.place = "春晓苑7号楼2单元501室".into());
    let directory = room.desk.directory();
    // A random id may have any three digits in it.
    let row = to_string(&CaseRow::of(&case, &directory)).unwrap().replace(&case.id.0.to_string(), "");
    let ledger = format!("{:?}", LedgerMasked::of(&case, &directory));
    for written in [row, ledger] {
        assert!(!written.contains("6621") && !written.contains("501"), "{written}");
    }
    let full = to_string(&room.case(case.id)).unwrap();
    assert!(full.contains("100****6621") && !full.contains("10047206621"), "{full}");
}

#[test]
fn free_text_reaches_masked_eyes_only_after_it_was_checked() {
    let matter =
        |room: &Room, case: &Case| LedgerMasked::of(case, &room.desk.directory()).line().matter.clone();
    let (room, case) = recorded(|_| {});
    assert_eq!(matter(&room, &case), "");
    let (room, case) = recorded(|form| form.matter.checked = true);
    assert!(matter(&room, &case).contains("电梯"));
}
