//! The ledger on screen and as a workbook.

use calamine::{Reader, open_workbook_auto};
use desk::{Language, PaperOrder, Query};
use domain::call::Disposition;
use domain::seat::LookReason;
use domain::view::{CaseState, LedgerFilter, LedgerPage};
use tests::{Room, form, lift, unit};

#[test]
fn the_ledger_filters_and_pages() {
    let room = Room::open(1);
    for index in 0..30 {
        room.transferred(&format!("100000001{index:02}"), form("路灯不亮。", "区城管执法局"));
    }
    let lift = room.transferred("10047206621", lift());
    let page =
        |filter: LedgerFilter, from, count| room.view::<LedgerPage>(Query::Ledger { filter, from, count });
    let all = page(LedgerFilter::default(), 20, 10);
    assert_eq!((all.total, all.from, all.rows.len()), (31, 20, 10));
    let of_unit = LedgerFilter { unit: Some(unit("区市场监管局")), ..LedgerFilter::default() };
    assert_eq!(page(of_unit, 0, 10).rows[0].id, lift);
    let words = LedgerFilter { words: "电梯".into(), ..LedgerFilter::default() };
    assert_eq!(page(words, 0, 10).total, 1);
    let percent = LedgerFilter { words: "%".into(), ..LedgerFilter::default() };
    assert_eq!(page(percent, 0, 10).total, 0, "what is typed is text, not a pattern");
    let state = LedgerFilter {
        state: Some(CaseState::PendingTriage),
        disposition: Some(Disposition::Transferred),
        ..LedgerFilter::default()
    };
    assert_eq!(page(state, 0, 10).total, 31);
}

#[test]
fn the_workbook_has_a_row_a_case_and_hides_callers_unless_it_is_full() {
    let room = Room::open(1);
    room.transferred("10047206621", lift());
    room.transferred("10047206622", form("路灯不亮。", "区城管执法局"));
    let read = |full: bool| {
        let path = room.folder.path().join(format!("ledger-{full}.xlsx"));
        let order = PaperOrder::Ledger {
            session: room.session,
            full,
            path: path.clone(),
            language: Language::Chinese,
            reason: LookReason::Meeting,
        };
        assert_eq!(room.desk.export(order).unwrap().rows, 2);
        let mut book = open_workbook_auto(path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
        cells.join("\n")
    };
    let (masked, full) = (read(false), read(true));
    for number in ["1201-01-01", "1201-01-02"] {
        assert!(masked.contains(number) && full.contains(number));
    }
    assert!(full.contains("10047206621"));
    assert!(!masked.contains("10047206621") && !masked.contains("6621"));
}
