//! Who looked: on the trail within a second, or before anything is shown.

use desk::{Failure, LookSeen, Needs, PaperOrder, Query, RevealOrder, TrailFilter, TrailPage};
use domain::permission::Right;
use domain::permission::Role;
use domain::seat::{LookKind, LookReason};
use tests::keys::{House, account, view};
use tests::{Room, form, lift};

fn trail(desk: &desk::Desk, filter: TrailFilter) -> Vec<LookSeen> {
    desk.flush_trail().unwrap();
    let page: TrailPage = view(desk, Query::Trail { filter, from: 0, count: 100 });
    page.rows
}

fn of(what: LookKind) -> TrailFilter {
    TrailFilter { what: vec![what], ..TrailFilter::default() }
}

#[test]
fn a_case_that_was_opened_is_on_the_trail_once_a_minute_at_most() {
    let room = Room::open(1);
    let case = room.transferred("10047206621", lift());
    room.case(case);
    room.case(case);
    assert_eq!(trail(&room.desk, of(LookKind::CaseOpened)).len(), 1, "a page that reads itself again");
    room.desk.clock.set(tests::at("09:30"));
    room.case(case);
    let looks = trail(&room.desk, of(LookKind::CaseOpened));
    assert_eq!(looks.len(), 2);
    assert_eq!((looks[0].name.as_str(), looks[0].number.as_str()), ("李敏", "1201-01-01"));
    let beside: Vec<LookSeen> = view(&room.desk, Query::CaseTrail { case });
    assert_eq!(beside.len(), 2, "the page of the case lists it");
    let other = room.transferred("10047206622", form("路灯不亮。", "区城管执法局"));
    let beside: Vec<LookSeen> = view(&room.desk, Query::CaseTrail { case: other });
    assert!(beside.is_empty());
}

#[test]
fn a_number_is_masked_everywhere_and_shown_for_a_reason_that_is_on_the_trail_first() {
    let room = Room::open(1);
    let case = room.transferred("10047206621", lift());
    assert_eq!(room.case(case).text.number, "100****6621");
    let order = RevealOrder { case, reason: LookReason::VerifyWithCaller, copy: false };
    let (_, revealed) = room.desk.reveal(order).unwrap();
    assert_eq!((revealed.number.as_deref(), revealed.seconds), (Some("10047206621"), 15));
    let (number, copied) = room.desk.reveal(RevealOrder { copy: true, ..order }).unwrap();
    assert_eq!((number.as_str(), copied.number, copied.seconds), ("10047206621", None, 60));
    let looks = trail(&room.desk, of(LookKind::NumberRevealed));
    assert_eq!((looks.len(), looks[0].reason), (1, Some(LookReason::VerifyWithCaller)));
    assert_eq!(trail(&room.desk, of(LookKind::NumberCopied)).len(), 1);
}

#[test]
fn the_recorders_own_live_call_shows_its_number_and_is_on_the_trail_once() {
    let room = Room::open(1);
    let call = room.call("10047206621");
    let number = || {
        let queue: domain::view::QueueView = room.view(Query::Queue { seat: 1 });
        queue.live.unwrap().number
    };
    assert_eq!((number(), number()), ("10047206621".into(), "10047206621".into()));
    assert_eq!(trail(&room.desk, of(LookKind::NumberShown)).len(), 1);
    room.must(call.0, domain::Command::Call(domain::call::CallCommand::EndCall));
    assert_eq!(number(), "100****6621", "masked again when the call has ended");
}

#[test]
fn a_masked_number_that_comes_back_is_the_number_that_stood_there() {
    let room = Room::open(1);
    let call = room.call("10047206621");
    room.must(call.0, domain::Command::Call(domain::call::CallCommand::EndCall));
    let mut masked = lift();
    masked.text.number = "100****6621".into();
    let case = room.record(call, masked.clone());
    let order = RevealOrder { case, reason: LookReason::CallBack, copy: false };
    assert_eq!(room.desk.reveal(order).unwrap().0, "10047206621");
    let shown: domain::view::FormView = room.view(Query::Form { case });
    assert_eq!(shown.form.text.number, "100****6621");
    room.case_act(case, domain::case::CaseCommand::AmendCase { form: shown.form });
    assert_eq!(room.desk.reveal(order).unwrap().0, "10047206621");
    masked.text.number = "100****0000".into();
    let refused = room.case_refused(case, domain::case::CaseCommand::AmendCase { form: masked });
    assert!(matches!(refused, domain::Rejection::Input { .. }), "{refused:?}");
}

#[test]
fn an_export_is_on_the_trail_with_its_reason_and_its_size() {
    let room = Room::open(1);
    room.transferred("10047206621", lift());
    let order = PaperOrder::Ledger {
        session: room.session,
        full: true,
        path: room.folder.path().join("ledger.xlsx"),
        language: desk::Language::Chinese,
        reason: LookReason::Archive,
    };
    room.desk.export(order).unwrap();
    let looks = trail(&room.desk, of(LookKind::Exported));
    assert_eq!((looks[0].reason, looks[0].count), (Some(LookReason::Archive), Some(1)));
}

#[test]
fn the_auditor_finds_by_person_kind_number_and_time_and_nobody_else_sees_it_all() {
    let (house, founder) = House::found();
    account(&founder, "江临", "2", &[Role::Auditor]);
    account(&founder, "方可", "3", &[Role::Secretary]);
    drop(founder);
    let secretary = house.login("3");
    let query = Query::Trail { filter: TrailFilter::default(), from: 0, count: 10 };
    let denied = secretary.view(query).unwrap_err();
    assert_eq!(denied, Failure::Denied { needs: Needs::Right { right: Right::SeeTrail } });
    drop(secretary);
    let auditor = house.login("2");
    let logins = trail(&auditor, of(LookKind::LoggedIn));
    let names: Vec<&str> = logins.iter().map(|look| look.name.as_str()).collect();
    assert_eq!(names, ["江临", "方可"], "newest first");
    let person = Some(tests::person("方可"));
    let hers = trail(&auditor, TrailFilter { person, ..TrailFilter::default() });
    assert!(hers.iter().all(|look| look.name == "方可") && !hers.is_empty());
    let none = trail(&auditor, TrailFilter { number: "0912-01-99".into(), ..TrailFilter::default() });
    assert!(none.is_empty());
    let later = Some(house.now.plus_minutes(1));
    assert!(trail(&auditor, TrailFilter { from: later, ..TrailFilter::default() }).is_empty());
}
