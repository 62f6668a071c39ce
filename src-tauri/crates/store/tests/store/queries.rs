//! What screens ask.

use crate::house::*;
use domain::Stamp;
use domain::call::Disposition;
use domain::id::*;
use domain::view::{CaseState, LedgerFilter};
use std::collections::HashSet;

const S: SessionId = SessionId(uuid::Uuid::from_u128(0x7000_0000_0000_4000_8000_0000_0000_0001));

#[test]
fn sessions_come_newest_first_and_a_meeting_with_its_session() {
    let (house, mut desk) = House::founded();
    for day in [2, 5, 3] {
        desk.act(id(u64::from(day)), planned(day));
    }
    desk.act(id(50), convened(5));
    let reader = house.reader();
    let days: Vec<_> = reader.sessions().unwrap().iter().map(|it| it.plan.number).collect();
    assert_eq!(days, [5, 3, 2]);
    let meeting = reader.meeting_of_session(SessionId(id(5))).unwrap().unwrap();
    assert_eq!(meeting.id.0, id(50));
    assert_eq!(reader.meeting(meeting.id).unwrap(), Some(meeting));
    assert_eq!(reader.meeting_of_session(SessionId(id(3))).unwrap(), None);
    assert_eq!(reader.session(SessionId(id(9))).unwrap(), None);
}

#[test]
fn calls_are_found_by_session_by_seat_and_by_stage() {
    let (house, mut desk) = House::founded();
    // Each stream's first event is at the same moment; ids break the tie.
    for call in 10..16 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    desk.act(id(16), rang(2, "10013800001"));
    for (call, seat) in [(11, 1), (12, 2), (13, 1)] {
        desk.act(id(call), answered(seat));
    }
    desk.act(id(11), disposed(Disposition::SameDay));
    let reader = house.reader();
    assert_eq!(ids(&reader.calls_of_session(S).unwrap()), [10, 11, 12, 13, 14, 15].map(id));
    assert_eq!(ids(&reader.ringing(S).unwrap()), [10, 14, 15].map(id));
    assert_eq!(ids(&reader.calls_of_seat(S, 1, 9).unwrap()), [13, 11].map(id));
    assert_eq!(ids(&reader.calls_of_seat(S, 1, 1).unwrap()), [13].map(id));
    assert_eq!(reader.live_on_seat(S, 1).unwrap().unwrap().id.0, id(13));
    assert_eq!(reader.live_on_seat(S, 3).unwrap(), None);
    let tally = reader.tally(S).unwrap();
    assert!(tally.reconciles() && tally.waiting == 3 && tally.answered == 3, "{tally:?}");
}

#[test]
fn cases_are_found_by_session_call_master_and_stage() {
    let (house, mut desk) = House::founded();
    for (case, count) in [(20, 3), (21, 1), (22, 2), (23, 4)] {
        desk.act(id(case), recorded(1, 10 + count, u16::try_from(count).unwrap(), text("路灯", "", "")));
        desk.act(id(case), handed_over());
    }
    desk.act(id(20), merged(21));
    desk.act(id(24), recorded(1, 11, 5, text("第二件", "", "")));
    desk.act(id(23), voided());
    let reader = house.reader();
    assert_eq!(case_ids(&reader.cases_of_session(S).unwrap()), [21, 22, 20, 23, 24].map(id));
    assert_eq!(case_ids(&reader.cases_of_call(CallId(id(11))).unwrap()), [21, 24].map(id));
    assert_eq!(case_ids(&reader.merged_into(CaseId(id(21))).unwrap()), [id(20)]);
    assert_eq!(reader.pending(S).unwrap(), [21, 22].map(|it| CaseId(id(it))));
    assert_eq!(reader.counters(S).unwrap()[&("cases".into(), String::new())], 4, "voided ones don't count");
}

#[test]
fn the_next_number_counts_this_workstations_day() {
    let (house, mut desk) = House::founded();
    let next = |on, ordinal| house.reader().next_count(day(on), ordinal).unwrap();
    assert_eq!(next(1, 1), 1);
    desk.act(id(20), recorded(1, 9, 1, text("一", "", "")));
    desk.act(id(21), recorded(1, 9, 7, text("二", "", "")));
    desk.act(id(21), voided());
    assert_eq!((next(1, 1), next(1, 2), next(2, 1)), (8, 1, 1), "a voided case keeps its number");
}

#[test]
fn a_callers_history_holds_what_he_rang_from_and_where_he_is_called_back() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, "10013800001"));
    desk.act(id(20), recorded(1, 10, 1, text("从这个号打来", "", "10013800009")));
    desk.act(id(21), recorded(1, 11, 2, text("回拨这个号", "", "10013800001")));
    desk.act(id(22), recorded(1, 11, 3, text("别人", "", "10013800002")));
    desk.act(id(23), recorded(1, 11, 4, text("没留号码", "", "")));
    let history = house.reader().by_number("10013800001", 1).unwrap();
    assert_eq!((history.total, history.first_at), (2, Some(Stamp(NOW + 1000))));
    assert_eq!(history.newest.len(), 1);
    assert_eq!(house.reader().by_number("", 9).unwrap().total, 0);
    assert_eq!(house.reader().by_number("10013800009", 9).unwrap().total, 1);
}

#[test]
fn imported_ids_are_known_again_and_open_work_is_counted_by_unit() {
    let (house, mut desk) = House::founded();
    desk.act(id(20), imported(500, Some(300), NOW));
    desk.act(id(21), imported(501, None, NOW));
    desk.act(id(22), recorded(1, 9, 1, text("一", "", "")));
    desk.act(id(22), assigned(300, NOW));
    desk.act(id(23), recorded(1, 9, 2, text("二", "", "")));
    desk.act(id(23), assigned(301, NOW + 10));
    let reader = house.reader();
    let known = reader.external_known(&[id(500), id(501), id(502)]).unwrap();
    assert_eq!(known, HashSet::from([id(500), id(501)]));
    let loads = reader.open_by_unit(Stamp(NOW + 5)).unwrap();
    let seen: Vec<_> = loads.iter().map(|it| (it.unit.0, it.open, it.overdue)).collect();
    assert_eq!(seen, [(id(300), 2, 1), (id(301), 1, 0)]);
}

#[test]
fn open_cases_come_in_the_ledgers_order_and_ended_ones_not_at_all() {
    let (house, mut desk) = House::founded();
    desk.act(id(20), imported(500, Some(300), NOW - 86_400_000 * 40));
    for (case, count) in [(21, 4), (22, 3), (23, 2), (24, 1), (25, 5)] {
        desk.act(id(case), recorded(1, 9, count, text("路灯", "", "")));
    }
    desk.act(id(22), handed_over());
    desk.act(id(23), assigned(300, NOW));
    desk.act(id(24), voided());
    desk.act(id(25), handed_over());
    desk.act(id(25), merged(22));
    let mut open = Vec::new();
    house.reader().open_cases(|case| open.push(case.id.0)).unwrap();
    assert_eq!(open, [23, 22, 21, 20].map(id));
}

#[test]
fn open_elsewhere_are_other_sessions_and_other_systems_cases_oldest_first() {
    let (house, mut desk) = House::founded();
    desk.act(id(20), imported(500, Some(300), NOW - 86_400_000));
    desk.act(id(21), imported(501, None, NOW - 86_400_000 * 2));
    for (case, session, count) in [(22, 1, 1), (23, 2, 2), (24, 2, 3), (25, 2, 4), (26, 2, 5)] {
        desk.act(id(case), recorded(session, 9, count, text("路灯", "", "")));
    }
    desk.act(id(24), handed_over());
    desk.act(id(24), assigned(300, NOW));
    desk.act(id(25), voided());
    desk.act(id(26), handed_over());
    desk.act(id(26), merged(24));
    let reader = house.reader();
    let open = |session: u64, limit| {
        let (count, cases) = reader.open_elsewhere(SessionId(id(session)), limit).unwrap();
        (count, case_ids(&cases))
    };
    assert_eq!(open(1, 9), (4, [21, 20, 23, 24].map(id).to_vec()));
    assert_eq!(open(2, 9), (3, [21, 20, 22].map(id).to_vec()));
    assert_eq!(open(3, 2), (5, [21, 20].map(id).to_vec()), "a session that has none of its own yet");
}

#[test]
fn alike_cases_are_settled_ones_of_the_category() {
    let (house, mut desk) = House::founded();
    for (case, count) in [(20, 1), (21, 2), (22, 3), (23, 4)] {
        desk.act(id(case), recorded(1, 9, count, text("路灯", "", "")));
    }
    desk.act(id(20), assigned(300, NOW));
    desk.act(id(21), assigned(301, NOW));
    desk.act(id(22), voided());
    let category = CategoryId(id(900));
    let alike =
        |except| case_ids(&house.reader().same_category_settled(category, CaseId(id(except)), 9).unwrap());
    assert_eq!(HashSet::from_iter(alike(23)), HashSet::from([id(20), id(21)]));
    assert_eq!(alike(20), [id(21)]);
}

#[test]
fn the_ledger_filters_pages_and_counts() {
    let (house, mut desk) = House::founded();
    desk.act(id(20), imported(500, Some(300), NOW - 86_400_000 * 40));
    desk.act(id(21), imported(501, Some(301), NOW - 86_400_000 * 39));
    for (case, count) in [(22, 1), (23, 2), (24, 3)] {
        desk.act(id(case), recorded(1, 9, count, text("100%的路灯_不亮", "周女士", "")));
    }
    desk.act(id(23), handed_over());
    desk.act(id(24), assigned(300, NOW));
    let reader = house.reader();
    let ledger = |filter: LedgerFilter, from, count| {
        let (total, cases) = reader.ledger(&filter, from, count).unwrap();
        (total, case_ids(&cases))
    };
    let all = LedgerFilter::default();
    assert_eq!(ledger(all.clone(), 0, 9), (5, [22, 23, 24, 21, 20].map(id).to_vec()));
    assert_eq!(ledger(all.clone(), 2, 2), (5, [24, 21].map(id).to_vec()));
    assert_eq!(ledger(all.clone(), 9, 2), (5, vec![]));

    let words = |words: &str| LedgerFilter { words: words.into(), ..all.clone() };
    for (typed, found) in [
        ("周女士", 3),
        ("1201-01-02", 1),
        ("20261201-01", 3),
        ("100%的", 3),
        ("灯_不", 3),
        ("100_的", 0),
        ("%", 3),
        ("桥华 路灯", 3),
        ("路灯 旧件", 0),
        ("旧件500", 1),
        ("'; DROP TABLE cases; --", 0),
        ("\\", 0),
    ] {
        assert_eq!(ledger(words(typed), 0, 9).0, found, "{typed}");
    }
    let filters = [
        (LedgerFilter { session: Some(S), ..all.clone() }, 3),
        (LedgerFilter { unit: Some(UnitId(id(300))), ..all.clone() }, 2),
        (LedgerFilter { state: Some(CaseState::PendingTriage), ..all.clone() }, 1),
        (LedgerFilter { state: Some(CaseState::InProgress), ..all.clone() }, 2),
        (LedgerFilter { disposition: Some(Disposition::Transferred), ..all.clone() }, 1),
        (LedgerFilter { hazard: true, ..all.clone() }, 0),
    ];
    for (filter, found) in filters {
        assert_eq!(ledger(filter.clone(), 0, 9).0, found, "{filter:?}");
    }
}

#[test]
fn a_unit_finds_what_it_leads_and_what_it_assists_in_and_nothing_that_was_taken_back() {
    let (house, mut desk) = House::founded();
    for (case, count) in [(20, 1), (21, 2), (22, 3), (23, 4)] {
        desk.act(id(case), recorded(1, 9, count, text("路灯", "", "")));
    }
    desk.act(id(20), assigned(300, NOW));
    desk.act(id(21), assigned_with(301, &[300, 302], NOW));
    desk.act(id(22), assigned_with(301, &[302], NOW));
    let given = |unit: u64, from, count| {
        let (total, cases) = house.reader().given_to(UnitId(id(unit)), from, count).unwrap();
        (total, case_ids(&cases))
    };
    assert_eq!(given(300, 0, 9), (2, [20, 21].map(id).to_vec()));
    assert_eq!(given(302, 0, 9), (2, [21, 22].map(id).to_vec()));
    assert_eq!(given(301, 1, 1), (2, [22].map(id).to_vec()));
    assert_eq!(given(303, 0, 9), (0, vec![]));
    desk.act(id(21), assigned(300, NOW));
    assert_eq!(given(302, 0, 9), (1, [22].map(id).to_vec()), "given to others since");
    assert!(house.verify().ok);
    desk.store.rebuild().unwrap();
    assert_eq!(given(300, 0, 9), (2, [20, 21].map(id).to_vec()));
}
