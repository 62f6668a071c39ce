//! What happens at one workstation is on the others, and who is cut off goes on with what is at home there.

use crate::law::{same_everywhere, waiting};
use desk::{Answer, Failure, KeysAct, Order, Query, RoomWindow, Trouble};
use domain::aside::TakenWhy;
use domain::call::{CallCommand, NoCase};
use domain::case::{CaseCommand, Stage};
use domain::permission::Role;
use domain::seat::SeatCommand;
use domain::session::{Seal, SessionCommand};
use domain::triage::MeetingCommand;
use domain::view::{DraftSeen, LedgerFilter, LedgerPage, SittingsView, Tally};
use domain::{Command, Rejection};
use tests::keys::{account, by, sign, sign_by};
use tests::shared::faults::Fault;
use tests::shared::{Seat, open, rest};
use tests::{assignment, lift, person};
use uuid::Uuid;

fn ledger(seat: &Seat) -> LedgerPage {
    seat.view(Query::Ledger { filter: LedgerFilter::default(), from: 0, count: 50 })
}

fn numbers(seat: &Seat) -> Vec<String> {
    let mut numbers: Vec<String> = ledger(seat).rows.into_iter().map(|row| row.number).collect();
    numbers.sort();
    numbers
}

fn round(seats: &[Seat]) {
    for seat in seats.iter().chain(seats) {
        assert!(seat.desk.share_once(), "the hub is there");
    }
}

fn attends(name: &str) -> Command {
    Command::Session(SessionCommand::TakeAttendance { person: person(name), arrived: None })
}

#[test]
fn a_case_of_one_seat_is_on_the_others_ledger_counters_and_agenda() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    two.case_act(case, CaseCommand::HandOver);
    two.log(call, None);
    assert_eq!(ledger(one).total, 0, "nobody has told it yet");
    assert_eq!(waiting(two), 7, "with the seat, that is opened by its first call");
    round(&seats);
    assert_eq!(ledger(one).rows, ledger(two).rows);
    assert_eq!(numbers(one), ["1201-02-01"]);
    assert_eq!((one.figures().tally.answered, one.figures().tally.transferred), (1, 1));
    assert_eq!(one.figures(), two.figures());
    let seen: SittingsView = one.view(Query::Sittings { session: one.session });
    assert_eq!(seen.sittings.iter().map(|it| it.station).collect::<Vec<_>>(), [two.desk.station()]);
    one.close_lines();
    one.convene();
    let listed: Vec<_> = one.agenda().groups.iter().flat_map(|it| &it.items).map(|it| it.case).collect();
    assert_eq!(listed, [case]);
    round(&seats);
    assert_eq!(two.agenda(), one.agenda());
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
}

#[test]
fn the_hall_says_which_workstation_its_figures_are_older_for_until_it_is_back() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let board = || one.desk.window(RoomWindow::Board).unwrap()["session"]["reach"].clone();
    round(&seats);
    assert!(board().is_null(), "all are heard of");
    let last = one.sharing().stations[2].seen;
    three.line.cut(true);
    hub.tick(5_000);
    for seat in [two, one, two, one] {
        assert!(seat.desk.share_once());
    }
    assert_eq!(board(), serde_json::json!({"live": 2, "total": 3, "oldest": last}));
    one.close_lines();
    one.convene();
    let projector = one.desk.window(RoomWindow::Projector).unwrap();
    assert_eq!(projector["scene"]["head"]["reach"], board());
    assert_eq!(one.desk.window(RoomWindow::Leader).unwrap()["reach"], board());
    three.line.cut(false);
    round(&seats);
    assert!(board().is_null());
}

#[test]
fn what_a_seat_still_records_is_its_own_until_it_is_handed_over() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    round(&seats);
    let amend = Command::Case(CaseCommand::AmendCase { form: lift() });
    assert_eq!(one.refused(case.0, amend), Rejection::AtHome { ordinal: 2 });
    let end = Command::Call(CallCommand::EndCall);
    assert_eq!(one.refused(call.0, end), Rejection::AtHome { ordinal: 2 });
    two.case_act(case, CaseCommand::HandOver);
    two.log(call, None);
    round(&seats);
    one.close_lines();
    one.convene();
    one.case_act(case, assignment("区市场监管局", "江临"));
    round(&seats);
    assert_eq!((two.stage_of(case), one.stage_of(case)), (Stage::Assigned, Stage::Assigned));
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
}

#[test]
fn who_is_cut_off_goes_on_and_everything_is_there_when_he_comes_back() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    two.line.cut(true);
    assert!(!two.desk.share_once());
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    two.case_act(case, CaseCommand::HandOver);
    assert_eq!(two.stage_of(case), Stage::PendingTriage);
    let mut form = lift();
    form.text.matter = "7 号楼电梯已停运 10 天。".into();
    two.case_act(case, CaseCommand::AmendCase { form });
    two.log(call, None);
    assert_eq!((waiting(two), two.sharing().connected), (8, Some(false)));
    let other = one.takes("10013800002");
    one.log(other, Some(domain::call::NoCase::CutOff));
    two.line.cut(false);
    round(&seats);
    assert_eq!((waiting(two), two.sharing().connected), (0, Some(true)));
    assert_eq!(one.case(case).text.matter, "7 号楼电梯已停运 10 天。");
    assert_eq!(one.figures(), two.figures());
    assert_eq!(two.figures().tally.answered, 2);
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
}

#[test]
fn without_the_hub_what_is_at_home_there_waits_and_nothing_is_written() {
    let (_hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let case = one.transferred("10013800001", lift());
    round(&seats);
    one.close_lines();
    one.convene();
    round(&seats);
    two.line.cut(true);
    let rows = |seat: &Seat| seat.desk.journal_length().unwrap();
    let before = rows(two);
    let away = Err(Failure::Away { what: Trouble::HubAway });
    for known_away in [false, true] {
        assert_eq!(two.sharing().connected, Some(!known_away), "the first act finds it out");
        assert_eq!(two.act(two.session.0, attends("丁原")), away);
    }
    assert_eq!(two.act(case.0, Command::Case(assignment("区市场监管局", "江临"))), away);
    let meeting = Command::Meeting(MeetingCommand::Convene { session: two.session });
    assert_eq!(two.act(Uuid::new_v4(), meeting), away);
    assert_eq!((rows(two), waiting(two)), (before, 0));
    two.line.cut(false);
    assert!(two.desk.share_once());
    two.must(two.session.0, attends("丁原"));
}

/// Acts with what was typed kept in a draft, as a window does.
fn with_a_draft(seat: &Seat, stream: Uuid, command: Command) -> Result<(), Failure> {
    let draft = Uuid::new_v4();
    let body = Some(serde_json::json!({ "typed": "…" }));
    seat.desk.draft(desk::DraftOrder { draft, stream, body }).unwrap();
    let order = Order { stream, version: Some(seat.version(stream)), command, draft: Some(draft) };
    match seat.desk.act(vec![order]).remove(0) {
        Answer::Done(_) => Ok(()),
        Answer::Failed(failed) => Err(failed.failure),
    }
}

/// The hub had it, and the console ended before it heard so: the draft is offered, and says that it was submitted.
#[test]
fn a_draft_that_outlived_its_act_says_when_this_workstation_submitted_it() {
    let (hub, mut seats) = open(1);
    let one = seats.pop().unwrap();
    let (draft, stream) = (Uuid::new_v4(), one.session.0);
    let body = Some(serde_json::json!({ "typed": "…" }));
    one.desk.draft(desk::DraftOrder { draft, stream, body }).unwrap();
    let at = one.desk.clock.now().plus_minutes(1);
    one.desk.clock.set(at);
    one.line.script(&[Fault::AnswerLost]);
    let (version, command) = (Some(one.version(stream)), attends("丁原"));
    let order = Order { stream, version, command, draft: Some(draft) };
    assert!(matches!(one.desk.act(vec![order])[0], Answer::Failed(_)));
    let done_at = |seat: &Seat| seat.view::<Vec<DraftSeen>>(Query::Drafts)[0].done_at;
    assert_eq!(done_at(&one), None, "nobody knows yet");
    let one = one.restarted();
    rest(&hub, std::slice::from_ref(&one));
    assert_eq!(done_at(&one), Some(at));
}

fn drafts(seat: &Seat) -> usize {
    seat.reader().drafts().unwrap().len()
}

#[test]
fn an_act_whose_answer_got_lost_stands_once_and_its_draft_is_gone() {
    for fault in [Fault::AnswerLost, Fault::RequestLost, Fault::Late, Fault::HeldBack] {
        let (hub, seats) = open(2);
        let [one, two] = &seats[..] else { panic!() };
        let before = one.version(one.session.0);
        one.line.script(&[fault]);
        // The first call of an act flushes nothing here: it is the act itself.
        let answered = with_a_draft(one, one.session.0, attends("丁原"));
        assert_eq!(answered, Err(Failure::Away { what: Trouble::Unconfirmed }), "{fault:?}");
        assert_eq!((one.version(one.session.0), drafts(one)), (before, 1));
        let again = one.act(one.session.0, attends("夏宁"));
        assert!(matches!(again, Err(Failure::Away { .. })), "the stream waits: {again:?}");
        assert!(one.desk.share_once());
        hub.deliver();
        assert_eq!((one.version(one.session.0), drafts(one)), (before + 1, 0), "{fault:?}");
        round(&seats);
        assert_eq!(two.version(two.session.0), before + 1, "once");
        rest(&hub, &seats);
        same_everywhere(&hub, &seats);
    }
}

#[test]
fn killed_before_the_answer_the_act_comes_back_as_this_seats_own() {
    let (hub, mut seats) = open(2);
    let two = seats.remove(1);
    let before = two.version(two.session.0);
    two.line.script(&[Fault::AnswerLost]);
    let answered = with_a_draft(&two, two.session.0, attends("丁原"));
    assert_eq!(answered, Err(Failure::Away { what: Trouble::Unconfirmed }));
    let two = two.restarted();
    seats.push(two);
    rest(&hub, &seats);
    assert_eq!(seats[1].version(seats[1].session.0), before + 1);
    assert_eq!(drafts(&seats[1]), 1, "offered to the person, who sees that it stands");
    same_everywhere(&hub, &seats);
}

#[test]
fn of_two_acts_on_one_version_one_stands_and_the_other_hears_who_was_first() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let stream = one.session.0;
    let order = |seat: &Seat, name| {
        let version = Some(seat.version(stream));
        vec![Order { stream, version, command: attends(name), draft: None }]
    };
    let (first, second) = (order(one, "丁原"), order(two, "夏宁"));
    assert!(matches!(one.desk.act(first)[0], Answer::Done(_)));
    let Answer::Failed(failed) = two.desk.act(second).remove(0) else { panic!("both stand") };
    let by = "李敏".to_owned();
    assert_eq!(failed.failure, Failure::Stale { by, at: one.desk.clock.now() });
    assert_eq!(two.version(stream), one.version(stream), "and sees what stands");
    two.must(stream, attends("夏宁"));
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
}

fn closes(seat: &Seat) {
    let (session, number) = (seat.session, seat.ordinal);
    let close = SeatCommand::CloseSeat { session, seat: number };
    let stream = store::sitting_stream(seat.desk.station(), session.0, number);
    seat.must(stream, Command::Seat(close));
}

fn sealed(seat: &Seat) -> Seal {
    seat.figures().seal.unwrap()
}

/// `record.md` §12.12
#[test]
fn a_session_sealed_without_a_seat_keeps_its_first_figures_when_the_seat_wakes_and_gets_second_ones() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    account(&one.desk, "方可", "2", &[Role::Secretary]);
    let session = one.session;
    two.log(two.takes("10013800001"), Some(NoCase::CutOff));
    one.log(one.takes("10013800002"), Some(NoCase::Silent));
    round(&seats);

    // Two calls that nobody hears of, and a seat that isn't closed.
    two.line.cut(true);
    assert!(!two.desk.share_once());
    let call = two.takes("10013800003");
    let case = two.record(call, lift());
    let (answer, basis) = ("已现场答复。".into(), String::new());
    two.case_act(case, CaseCommand::AnswerOnCall { answer, basis, confirmed: true });
    two.log(call, None);
    let last = two.takes("10013800004");
    one.close_lines();
    closes(one);
    let alone = one.unsigned(tests::keys::me(), KeysAct::Seal { session });
    assert_eq!(alone, Rejection::SeatsOpen { seats: vec![2] });
    let propose = KeysAct::ProposeSeal { session, absent: vec![2], why: TakenWhy::CutOff };
    sign(&one.desk, propose).unwrap();
    sign_by(&one.desk, by("2"), KeysAct::ConfirmSeal { session }).unwrap();
    let (first, stands) = (sealed(one), one.version(session.0));
    assert_eq!((first.missing(), first.why), (vec![2], Some(TakenWhy::CutOff)), "暂缺");
    assert_eq!((first.tally.answered, first.tally.no_case), (2, 2));
    assert_eq!(first.absent.iter().map(|away| (away.seat, away.calls)).collect::<Vec<_>>(), [(2, 1)]);

    // It doesn't know, and goes on with what is at home there.
    two.log(last, Some(NoCase::CutOff));
    closes(two);
    two.line.cut(false);
    round(&seats);
    for seat in &seats {
        assert_eq!((sealed(seat), seat.version(session.0)), (first.clone(), stands), "seat {}", seat.ordinal);
        let seen: SittingsView = seat.view(Query::Sittings { session });
        assert!(seen.late && seen.sittings.iter().all(|sitting| sitting.closed_at.is_some()));
        assert_eq!(seat.case(case).text.matter, lift().text.matter);
    }
    sign_by(&two.desk, by("2"), KeysAct::ProposeSupplement { session }).unwrap();
    round(&seats);
    sign(&one.desk, KeysAct::ConfirmSupplement { session }).unwrap();
    rest(&hub, &seats);
    let after = sealed(one);
    assert_eq!(Seal { supplements: Vec::new(), ..after.clone() }, first, "the first figures stay");
    let [added] = &after.supplements[..] else { panic!("{after:?}") };
    assert_eq!((added.number, added.seats.len(), added.absent.len()), (2, 2, 0));
    assert_eq!(added.tally, Tally { answered: 4, resolved_on_call: 1, no_case: 3, ..first.tally });
    assert_eq!(sealed(two), after);
    assert!(after.missing().is_empty() && !two.view::<SittingsView>(Query::Sittings { session }).late);
    same_everywhere(&hub, &seats);
}
