//! A server that loses its tail, rows that lose their place, an erasure, clocks that are wrong, numbers.

use crate::law::{displaced, each_stands_or_is_put_aside, same_everywhere, waiting};
use desk::{DisplacedSeen, Failure, KeysAct, Query, TakeOver, Trouble};
use domain::aside::{Checked, StreamCommand, TakenWhy};
use domain::call::CallCommand;
use domain::case::CaseCommand;
use domain::directory::DirectoryCommand;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::permission::Role;
use domain::session::SessionCommand;
use domain::view::LedgerFilter;
use domain::{Command, Rejection};
use hub::Line;
use std::collections::BTreeSet;
use tests::keys::{account, by, sign, sign_by};
use tests::shared::faults::Fault;
use tests::shared::{Seat, open, rest};
use tests::{HEADS_PRESENT, assignment, lift, person, unit};
use uuid::Uuid;

fn round(seats: &[Seat]) {
    for seat in seats.iter().chain(seats) {
        assert!(seat.desk.share_once(), "the hub is there");
    }
}

fn comes(seat: &Seat, name: &str) -> Command {
    let arrived = Some(seat.desk.clock.now());
    Command::Session(SessionCommand::TakeAttendance { person: person(name), arrived })
}

fn to_check(seat: &Seat) -> Vec<DisplacedSeen> {
    seat.view(Query::ToCheck)
}

#[test]
fn what_lost_its_place_in_a_lost_tail_is_put_aside_once_and_a_person_checks_it() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let case = one.transferred("10013800001", lift());
    round(&seats);
    one.close_lines();
    one.convene();
    round(&seats);
    let length = hub.length();
    // Two stations hold the assignment; the third hasn't heard of it when the server loses it.
    let version = one.version(case.0) as usize;
    one.case_act(case, assignment("区市场监管局", "江临"));
    let lost = one.line_of(case.0).split_off(version);
    assert!(two.desk.share_once());
    hub.keep_only(length);
    assert!(three.desk.share_once());
    three.case_act(case, assignment("区住建局", "韩越"));
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    each_stands_or_is_put_aside(
        &hub,
        &seats,
        &lost.iter().map(|row| (case.0, row.clone())).collect::<Vec<_>>(),
    );
    for seat in &seats {
        assert_eq!(displaced(&hub, seat).len(), lost.len());
        let found = to_check(seat);
        assert_eq!((found.len(), found[0].rows, found[0].case), (1, lost.len() as u32, Some(case)));
        assert!(!found[0].lines.is_empty(), "it says what was said");
        let assigned = seat.reader().case(case).unwrap().unwrap().assignment.unwrap();
        assert_eq!(assigned.lead, unit("区住建局"));
    }
    let first = to_check(two)[0].first;
    two.must(case.0, Command::Stream(StreamCommand::CheckDisplaced { first, how: Checked::Redone }));
    rest(&hub, &seats);
    assert!(to_check(one).is_empty() && to_check(three).is_empty());
    same_everywhere(&hub, &seats);
}

/// Refused for what is missing before it isn't refused for good: others may hold it already, and it comes back.
#[test]
fn an_act_without_an_answer_outlives_a_server_that_lost_what_stands_before_it() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let house = one.desk.directory_stream();
    let says = |word: &str| {
        let vague = Some(vec![word.to_owned()]);
        Command::Directory(DirectoryCommand::ChangeWords { names: None, vague, templates: None })
    };
    let length = hub.length();
    one.must(house, says("尽快一"));
    round(&seats);
    one.line.script(&[Fault::AnswerLost]);
    let failure = one.act(house, says("尽快二")).unwrap_err();
    assert!(matches!(failure, Failure::Away { what: Trouble::Unconfirmed }), "{failure:?}");
    assert!(two.desk.share_once());
    assert_eq!(two.line_of(house).len(), one.line_of(house).len() + 1, "the other has it");
    hub.keep_only(length);
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    assert!(seats.iter().all(|seat| seat.sharing().why.is_none()));
    assert_eq!(hub.length(), length + 2, "each once");
}

/// `record.md` §12.9
#[test]
fn what_was_taken_over_goes_on_at_the_hub_and_what_the_late_seat_did_to_it_is_put_aside_once() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    round(&seats);
    two.line.cut(true);
    let late = |stream: Uuid, command: Command| -> Vec<(Uuid, Vec<u8>)> {
        let before = two.version(stream) as usize;
        two.must(stream, command);
        two.line_of(stream).split_off(before).into_iter().map(|row| (stream, row)).collect()
    };
    let take_over = || {
        let of = TakeOver { station: two.desk.station(), why: TakenWhy::CutOff };
        sign(&one.desk, KeysAct::TakeOver { of })
    };
    let there = Rejection::SeatThere { ordinal: 2 };
    assert!(matches!(take_over(), Err(Failure::Refused { rejection, .. }) if rejection == there));
    hub.tick(10_000);
    assert!(one.desk.share_once() && three.desk.share_once());
    take_over().unwrap();
    one.case_act(case, CaseCommand::HandOver);
    one.log(call, None);

    // It hasn't heard of it, and does the same in other words.
    let mut form = lift();
    form.text.matter = "7 号楼电梯已停运 10 天。".into();
    let mut rows = late(case.0, Command::Case(CaseCommand::AmendCase { form }));
    rows.extend(late(case.0, Command::Case(CaseCommand::HandOver)));
    rows.extend(late(call.0, Command::Call(CallCommand::EndCall)));
    two.line.cut(false);
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    each_stands_or_is_put_aside(&hub, &seats, &rows);
    for seat in &seats {
        assert_eq!(displaced(&hub, seat).len(), rows.len(), "seat {}", seat.ordinal);
        assert_eq!(to_check(seat).len(), 2, "of the case, and of the call");
        assert_eq!(seat.case(case).text.matter, lift().text.matter, "what stands is what the first one did");
    }
}

#[test]
fn an_act_without_an_answer_is_shown_as_it_stands_when_others_took_the_place_before_it() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let session = one.session.0;
    let length = hub.length();
    one.must(session, comes(one, HEADS_PRESENT[0]));
    one.must(session, comes(one, HEADS_PRESENT[1]));
    assert!(two.desk.share_once());
    one.line.script(&[Fault::RequestLost]);
    one.act(session, comes(one, HEADS_PRESENT[2])).unwrap_err();
    hub.keep_only(length);
    three.must(session, comes(one, HEADS_PRESENT[3]));
    // The two rows that lost their place are put aside as one, by whoever comes first: the version fits again.
    assert!(two.desk.share_once());
    rest(&hub, &seats);
    assert_eq!((to_check(one).len(), hub.length()), (1, length + 3));
    // What is shown is what a rebuild would give.
    same_everywhere(&hub, &seats);
}

/// Three rows lost their place and stand as one: the version of the fourth will never come.
#[test]
fn an_act_without_an_answer_is_given_up_when_what_it_was_decided_on_stands_no_longer() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let session = one.session.0;
    let length = hub.length();
    HEADS_PRESENT[..3].iter().for_each(|name| drop(one.must(session, comes(one, name))));
    one.line.script(&[Fault::RequestLost]);
    one.act(session, comes(one, HEADS_PRESENT[3])).unwrap_err();
    hub.keep_only(length);
    two.must(session, comes(one, HEADS_PRESENT[4]));
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    one.must(session, comes(one, HEADS_PRESENT[3]));
}

#[test]
fn what_two_stations_told_in_their_own_words_stands_once_and_each_record_proves_itself() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let session = one.session.0;
    let length = hub.length();
    one.must(session, comes(one, HEADS_PRESENT[0]));
    assert!(two.desk.share_once());
    hub.keep_only(length);
    three.must(session, comes(one, HEADS_PRESENT[1]));
    assert!(one.desk.share_once());
    assert_eq!(hub.length(), length + 2, "the first has told what lost its place");
    // The server forgets that, somebody else has the place, and the second tells it further on.
    hub.keep_only(length + 1);
    three.must(session, comes(one, HEADS_PRESENT[2]));
    assert!(two.desk.share_once());
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    assert_eq!(seats.iter().map(|seat| to_check(seat).len()).collect::<Vec<_>>(), [1, 1, 1]);
}

#[test]
fn rows_that_only_some_had_are_put_aside_all_the_same() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let house = one.desk.directory_stream();
    let length = hub.length();
    let says = |word: &str| {
        let vague = Some(vec![word.to_owned()]);
        Command::Directory(DirectoryCommand::ChangeWords { names: None, vague, templates: None })
    };
    one.must(house, says("尽快一"));
    let mut acknowledged = vec![(house, one.line_of(house).pop().unwrap())];
    // The second row is known to its author alone.
    assert!(two.desk.share_once());
    two.must(house, says("尽快二"));
    acknowledged.push((house, two.line_of(house).pop().unwrap()));
    hub.keep_only(length);
    assert!(three.desk.share_once());
    three.must(house, says("尽快三"));
    // Who has but the first of them tells it first.
    assert!(one.desk.share_once());
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    each_stands_or_is_put_aside(&hub, &seats, &acknowledged);
}

#[test]
fn a_server_that_lost_everything_is_filled_again_and_a_case_being_recorded_goes_on() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    round(&seats);
    let before = hub.lines();
    hub.keep_only(0);
    two.case_act(case, CaseCommand::HandOver);
    two.log(call, None);
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    for (stream, line) in before {
        assert!(hub.lines()[&stream].starts_with(&line), "in the old order");
    }
    assert!(displaced(&hub, one).is_empty());
}

#[test]
fn what_is_erased_at_one_seat_is_erased_at_the_others_and_at_the_hub_and_stays_so() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    account(&one.desk, "方可", "2", &[Role::Secretary]);
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    let (answer, basis) = ("已现场答复。".into(), String::new());
    two.case_act(case, CaseCommand::AnswerOnCall { answer, basis, confirmed: true });
    two.log(call, None);
    round(&seats);
    assert!(hub.holds_key(case.0) && hub.holds_key(call.0));
    let length = hub.length();
    let (erasure, reason) = (Uuid::new_v4(), ErasureReason::ConsentWithdrawn);
    let propose = KeysAct::Erasure { command: ErasureCommand::Propose { erasure, case, reason } };
    sign(&one.desk, propose).unwrap();
    sign_by(&one.desk, by("2"), KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } }).unwrap();
    assert!(one.case(case).erased && !two.case(case).erased);
    round(&seats);
    let gone = |seat: &Seat| seat.case(case).erased && seat.case(case).text.matter.is_empty();
    assert!(gone(two) && !hub.holds_key(case.0));
    // A server from before the erasure still has the key; it doesn't bring it back.
    hub.keep_only(length);
    assert!(hub.holds_key(case.0));
    rest(&hub, &seats);
    assert!(gone(one) && gone(two) && !hub.holds_key(case.0));
    same_everywhere(&hub, &seats);
}

/// `record.md` §12.10
#[test]
fn a_key_that_somebody_destroys_at_the_hub_without_two_people_stays_at_every_seat_that_has_it() {
    let (hub, seats) = open(2);
    let [one, two] = &seats[..] else { panic!() };
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    round(&seats);
    assert!(hub.holds_key(case.0));
    // By a station's own login, with nothing on record. The case's row is the last that everybody has followed: with
    // the next one it comes once more, and its key doesn't.
    one.line.erase(case.0).unwrap();
    assert!(!hub.holds_key(case.0));
    let vague = Some(vec!["尽快".to_owned()]);
    let words = DirectoryCommand::ChangeWords { names: None, vague, templates: None };
    one.must(one.desk.directory_stream(), Command::Directory(words));
    rest(&hub, &seats);
    for seat in &seats {
        let kept = seat.case(case);
        assert!(!kept.erased && kept.text.matter == lift().text.matter, "seat {}", seat.ordinal);
    }
    same_everywhere(&hub, &seats);
}

/// One day in ms.
const DAY: i64 = 24 * 60 * 60 * 1000;

#[test]
fn clocks_that_are_a_day_off_change_neither_order_nor_chain() {
    let (hub, seats) = open(3);
    let now = seats[0].desk.clock.now();
    let off = [0, -DAY, DAY];
    let seats: Vec<Seat> =
        seats.into_iter().zip(off).map(|(seat, off)| seat.restarted_at(domain::Stamp(now.0 + off))).collect();
    hub.set_clock(now.0 - 2 * DAY);
    let mut cases = Vec::new();
    for seat in &seats {
        let call = seat.takes("10013800001");
        let case = seat.record(call, lift());
        seat.case_act(case, CaseCommand::HandOver);
        seat.log(call, None);
        round(&seats);
        hub.tick(-1000);
        cases.push(case);
    }
    let [one, two, three] = &seats[..] else { panic!() };
    two.close_lines();
    round(&seats);
    let meeting = three.convene();
    round(&seats);
    one.case_act(cases[1], assignment("区市场监管局", "江临"));
    round(&seats);
    three.case_act(cases[0], assignment("区市场监管局", "江临"));
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    assert_eq!(two.version(meeting.0), one.version(meeting.0));
    let numbers = |seat: &Seat| -> Vec<String> {
        let (_, cases) = seat.reader().ledger(&LedgerFilter::default(), 0, 9).unwrap();
        let mut numbers: Vec<_> = cases.iter().filter_map(|case| case.number).map(|it| it.shown()).collect();
        numbers.sort();
        numbers
    };
    // The day is the session's, whatever the clock says.
    assert_eq!(numbers(one), ["1201-01-01", "1201-02-01", "1201-03-01"]);
    assert!(displaced(&hub, one).is_empty());
}

/// `record.md` §12.11
#[test]
fn numbers_of_seats_that_are_cut_off_at_the_same_second_are_unique() {
    let (hub, seats) = open(3);
    for seat in &seats {
        seat.line.cut(true);
        assert!(!seat.desk.share_once());
        for _ in 0..3 {
            // The third is a spare that takes calls at seat 2 as well.
            let call = seat.takes_at(seat.ordinal.min(2), "10013800001");
            seat.record(call, lift());
        }
    }
    assert_eq!(seats.iter().map(waiting).collect::<Vec<_>>(), [10, 10, 10], "three calls, and the seat");
    let numbers = |seat: &Seat| -> Vec<String> {
        let (_, cases) = seat.reader().ledger(&LedgerFilter::default(), 0, 99).unwrap();
        cases.iter().filter_map(|case| case.number).map(|number| number.shown()).collect()
    };
    // Callers have been told them.
    let told: BTreeSet<String> = seats.iter().flat_map(numbers).collect();
    for seat in &seats {
        seat.line.cut(false);
    }
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);
    let stand = numbers(&seats[0]);
    assert_eq!((stand.len(), stand.into_iter().collect()), (9, told));
}
