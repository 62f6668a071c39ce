//! A workstation whose clock was far out: the due dates that it gave wait until a person has looked at them.

use desk::clock::Clock;
use desk::{DueToCheck, Query, SharingView, house};
use domain::Rejection;
use domain::case::{CaseCommand, DueWish};
use domain::id::CaseId;
use tests::{Room, assignment, at, lift};

/// The console is opened again on a machine whose clock was found so many seconds behind the server's.
fn out_by(room: Room, seconds: i64) -> Room {
    let Room { desk, session, folder } = room;
    let now = desk.clock.now();
    drop(desk);
    let desk = house::open(folder.path(), "1", "", Clock::fixed_behind(now, seconds * 1000)).unwrap();
    Room { desk, session, folder }
}

fn waiting(room: &Room) -> Vec<(CaseId, i64)> {
    let dues: Vec<DueToCheck> = room.view(Query::DuesToCheck);
    let counted = room.view::<SharingView>(Query::Sharing).to_check;
    assert_eq!(counted as usize, dues.len(), "the strip counts them");
    dues.into_iter().map(|due| (due.case, due.clock_out)).collect()
}

fn check(anew: Option<DueWish>) -> CaseCommand {
    CaseCommand::CheckDueDate { anew }
}

#[test]
fn due_dates_of_a_clock_far_out_are_listed_until_a_person_has_checked_them() {
    let room = Room::open(1);
    let cases = ["10000000001", "10000000002", "10000000003"].map(|number| room.transferred(number, lift()));
    room.close_lines();
    room.convene();
    let [well, right, wrong] = cases;
    room.case_act(well, assignment("区市场监管局", "江临"));
    let room = out_by(room, -200);
    for case in [right, wrong] {
        room.case_act(case, assignment("区市场监管局", "江临"));
    }
    let mut listed = waiting(&room);
    listed.sort_by_key(|(case, _)| *case != right);
    assert_eq!(listed, [(right, -200), (wrong, -200)], "and not what was given before");
    assert_eq!(room.case(right).assignment.unwrap().clock_out, Some(-200));
    assert_eq!(room.case_refused(well, check(None)), Rejection::NotFound);

    let due = room.case(right).assignment.unwrap().due;
    room.case_act(right, check(None));
    assert_eq!(room.case(right).assignment.unwrap().due, due);
    let anew = at("17:30").plus_seconds(2 * 86_400);
    room.case_act(wrong, check(Some(DueWish::At { at: anew })));
    assert_eq!(room.case(wrong).assignment.unwrap().due, anew);
    assert_eq!(waiting(&room), []);
    let report = room.desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok && report.rebuilt_equals_live, "{report:?}");
}
