//! Who looked: on the trail within a second, or before anything is shown.

use desk::{Failure, LookSeen, Needs, PaperOrder, Query, RevealOrder, TrailFilter, TrailPage};
use domain::case::CaseCommand;
use domain::permission::Right;
use domain::permission::Role;
use domain::seat::{LookKind, LookReason};
use tests::keys::{House, account, view};
use tests::{Room, assignment, form, lift, unit};

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

#[test]
fn a_liaisons_list_names_nobody_and_holds_what_his_unit_leads_and_what_it_assists_in() {
    let room = Room::open(1);
    let mut matter = lift();
    matter.text.caller = "周晓兰女士".into();
    matter.text.matter = "周晓兰说 7 号楼电梯已停运 9 天,家在 501 室,电话 10047206621。".into();
    let mut report = matter.clone();
    report.matter.request = Some(domain::case::RequestType::Report);
    let given = |lead, head, assists: &[&str]| {
        let form = if assists.is_empty() { &matter } else { &report };
        let case = room.transferred("10047206621", form.clone());
        (case, lead, head, assists.iter().map(|name| unit(name)).collect::<Vec<_>>())
    };
    let cases = [
        given("区住建局", "韩越", &[]),
        given("区市场监管局", "江临", &["区住建局"]),
        given("区市场监管局", "江临", &[]),
    ];
    room.close_lines();
    room.convene();
    for (case, lead, head, assists) in &cases {
        let mut command = assignment(lead, head);
        if let CaseCommand::AssignCase { assisting, .. } = &mut command {
            assisting.clone_from(assists);
        }
        room.case_act(*case, command);
    }
    account(&room.desk, "韩越", "2", &[Role::Liaison]);
    let (folder, now) = (room.folder, room.desk.clock.now());
    drop(room.desk);
    let clock = desk::clock::Clock::fixed(now);
    let liaison = desk::house::open(folder.path(), "2", "", clock).unwrap();
    let page = liaison.view(Query::UnitLedger { from: 0, count: 500 }).unwrap();
    let parts: Vec<_> = page["rows"].as_array().unwrap().iter().map(|row| row["part"].clone()).collect();
    assert_eq!((page["total"].as_u64(), parts), (Some(2), vec!["leads".into(), "assists".into()]));
    assert_eq!(page["rows"][1]["lead"], "区市场监管局");
    assert!(page["rows"][0]["title"].as_str().unwrap().contains("电梯已停运"));
    assert_eq!(page["rows"][1]["title"], "", "of a report its category, and this one has none");
    let written = page["rows"].to_string();
    for told in ["晓兰", "6621", "501", "春晓苑", "contact", "matter"] {
        assert!(!written.contains(told), "{told}: {written}");
    }
    let second = liaison.view(Query::UnitLedger { from: 1, count: 1 }).unwrap();
    assert_eq!(second["rows"].as_array().unwrap().as_slice(), &page["rows"].as_array().unwrap()[1..]);
    assert!(liaison.view(Query::UnitCase { case: cases[1].0 }).is_ok());
    assert!(liaison.view(Query::UnitCase { case: cases[2].0 }).is_err());
}

#[test]
fn a_history_asked_outside_ones_own_call_is_on_the_trail_and_hides_what_a_shielded_case_is_about() {
    let room = Room::open(1);
    let mut report = lift();
    report.matter.request = Some(domain::case::RequestType::Report);
    let cases = [room.transferred("10047206621", lift()), room.transferred("10047206621", report)];
    let call = room.call("10047206621");
    let history = |number: &str, except| -> domain::view::HistoryView {
        room.view(Query::History { number: number.into(), except })
    };
    let asked = || trail(&room.desk, of(LookKind::HistoryAsked));
    let shown = history("10047206621", Some(call));
    let titles: Vec<_> = shown.entries.iter().map(|it| (it.title.as_str(), it.shielded)).collect();
    assert!(titles.contains(&("7 号楼电梯已停运 9 天", false)) && titles.contains(&("", true)), "{titles:?}");
    assert!(asked().is_empty(), "the number of the call that one has");
    room.must(call.0, domain::Command::Call(domain::call::CallCommand::EndCall));
    assert_eq!(history("100****6621", Some(call)).times, 2);
    assert!(asked().is_empty(), "nor while it is finished");

    assert_eq!(history("10047206600", Some(call)).times, 0);
    let looks = asked();
    assert_eq!((looks.len(), looks[0].case), (1, None), "another number, and nothing was found");
    history("10047206621", None);
    history("100 4720 6621", None);
    let looks = asked();
    assert_eq!(looks.len(), 3, "once, with the two cases that it showed: {looks:?}");
    assert!(cases.iter().all(|case| looks.iter().any(|look| look.case == Some(*case))));
    let beside: Vec<LookSeen> = view(&room.desk, Query::CaseTrail { case: cases[1] });
    assert_eq!(beside.iter().map(|look| look.what).collect::<Vec<_>>(), [LookKind::HistoryAsked]);
}

#[test]
fn a_seats_callers_are_whole_only_to_the_recorder_who_is_in_a_call_there() {
    let room = Room::open(2);
    let mut named = lift();
    named.text.caller = "周晓兰女士".into();
    room.transferred("10047206621", named);
    let callers = |desk: &desk::Desk, seat| -> Vec<String> {
        let queue: domain::view::QueueView = view(desk, Query::Queue { seat });
        queue.records.into_iter().map(|record| record.caller).filter(|caller| !caller.is_empty()).collect()
    };
    let (whole, masked) = (["周晓兰女士"], ["周女士"]);
    assert_eq!(callers(&room.desk, 1), masked);
    let call = room.call("10047206622");
    assert_eq!(callers(&room.desk, 1), whole);
    room.must(call.0, domain::Command::Call(domain::call::CallCommand::EndCall));
    assert_eq!(callers(&room.desk, 1), masked);
    room.call("10047206623");
    account(&room.desk, "周楠", "2", &[Role::FloorManager]);
    let (folder, now) = (room.folder, room.desk.clock.now());
    drop(room.desk);
    let other = desk::house::open(folder.path(), "2", "", desk::clock::Clock::fixed(now)).unwrap();
    assert_eq!(callers(&other, 1), masked, "somebody else's seat");
}
