//! 依法删除: two people, a reason, and both dates; figures and `verify` stay as they were.

use desk::{BackupOrder, ErasureSeen, ErasureState, Failure, KeysAct, Query, RevealOrder};
use domain::Rejection;
use domain::case::CaseCommand;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::CaseId;
use domain::permission::Role;
use domain::seat::LookReason;
use tests::keys::{account, by, sign, sign_by, view};
use tests::{Room, lift};
use uuid::Uuid;

fn closed(room: &Room) -> CaseId {
    let call = room.call("10047206621");
    let case = room.record(call, lift());
    let answer = CaseCommand::AnswerOnCall {
        answer: "已现场答复:电梯今日恢复。".into(),
        basis: String::new(),
        confirmed: true,
    };
    room.case_act(case, answer);
    room.log(call, None);
    case
}

fn propose(room: &Room, case: CaseId) -> Result<Uuid, Failure> {
    let erasure = Uuid::new_v4();
    let command = ErasureCommand::Propose { erasure, case, reason: ErasureReason::ConsentWithdrawn };
    sign(&room.desk, KeysAct::Erasure { command }).map(|_| erasure)
}

fn state(room: &Room) -> ErasureState {
    view::<Vec<ErasureSeen>>(&room.desk, Query::Erasures).remove(0).state
}

#[test]
fn what_two_people_erase_is_gone_and_the_figures_and_the_proof_stay() {
    let room = Room::open(1);
    account(&room.desk, "方可", "2", &[Role::Secretary]);
    let case = closed(&room);
    room.desk.backup(BackupOrder::Run).unwrap();
    let figures = room.figures();
    let erasure = propose(&room, case).unwrap();
    assert!(matches!(state(&room), ErasureState::Waiting { mine: true, .. }));
    let confirm = KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } };
    let alone = sign(&room.desk, confirm.clone()).unwrap_err();
    assert!(matches!(alone, Failure::Refused { rejection: Rejection::SamePerson, .. }));
    assert!(!room.case(case).erased);
    sign_by(&room.desk, by("2"), confirm).unwrap();

    let seen = room.case(case);
    assert!(seen.erased && seen.text.matter.is_empty() && seen.text.caller.is_empty());
    let order = RevealOrder { case, reason: LookReason::CallBack, copy: false };
    assert!(room.desk.reveal(order).is_err(), "there is no number any more");
    let ErasureState::Confirmed { done_at, complete_on, by, .. } = state(&room) else { panic!() };
    assert_eq!(by, "方可");
    let (done, complete) = (done_at.unwrap(), complete_on.unwrap());
    assert_eq!(complete, done.plus_minutes(35 * 24 * 60), "when the last backup has expired");
    room.desk.clock.set(complete.plus_minutes(1));
    let complete_on = |room: &Room| {
        let ErasureState::Confirmed { complete_on, .. } = state(room) else { panic!() };
        complete_on
    };
    assert_eq!(complete_on(&room), None, "the newest is kept whatever its age, and it was made before");
    room.desk.backup(BackupOrder::Run).unwrap();
    assert_eq!(complete_on(&room), Some(complete), "another took its place");
    let after = room.figures();
    assert_eq!((after.tally, after.cases), (figures.tally, figures.cases));
    let report = room.desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok, "{report:?}");
    room.desk.rebuild().unwrap();
    assert!(room.case(case).erased, "a rebuild brings nothing back");
}

#[test]
fn an_erasure_is_on_record_as_done_only_when_no_reader_was_in_its_way() {
    let room = Room::open(1);
    account(&room.desk, "方可", "2", &[Role::Secretary]);
    let case = closed(&room);
    let erasure = propose(&room, case).unwrap();
    let mut confirmed = false;
    // A proof reads the rows as they were when it began.
    room.desk
        .verify(&mut |_, _| {
            if !std::mem::replace(&mut confirmed, true) {
                let confirm = KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } };
                sign_by(&room.desk, by("2"), confirm).unwrap();
                room.desk.finish_erasures().unwrap();
            }
        })
        .unwrap();
    assert!(confirmed && room.case(case).erased, "nobody is shown it");
    let state = || {
        let ErasureState::Confirmed { done_at, complete_on, .. } = state(&room) else { panic!() };
        (done_at, complete_on)
    };
    assert_eq!(state(), (None, None), "the log still holds the old pages");
    room.desk.finish_erasures().unwrap();
    let (done_at, complete_on) = state();
    assert!(done_at.is_some() && complete_on.is_some());
    assert!(room.desk.verify(&mut |_, _| {}).unwrap().ok);
}

#[test]
fn an_open_case_is_not_erased() {
    let room = Room::open(1);
    let case = room.transferred("10047206621", lift());
    let refused = propose(&room, case).unwrap_err();
    assert!(matches!(refused, Failure::Refused { rejection: Rejection::StageForbids { .. }, .. }));
}

#[test]
fn a_proposal_lapses_after_seven_days_and_can_be_made_anew() {
    let room = Room::open(1);
    account(&room.desk, "方可", "2", &[Role::Secretary]);
    let case = closed(&room);
    let erasure = propose(&room, case).unwrap();
    assert!(matches!(propose(&room, case), Err(Failure::Refused { rejection: Rejection::AlreadyThere, .. })));
    room.desk.clock.set(tests::moment("2026-12-08T09:01"));
    assert_eq!(state(&room), ErasureState::Lapsed);
    let confirm = KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } };
    let late = sign_by(&room.desk, by("2"), confirm).unwrap_err();
    assert!(matches!(late, Failure::Refused { rejection: Rejection::Lapsed, .. }));
    propose(&room, case).unwrap();
}

#[test]
fn a_proposal_can_be_dropped() {
    let room = Room::open(1);
    let case = closed(&room);
    let erasure = propose(&room, case).unwrap();
    sign(&room.desk, KeysAct::Erasure { command: ErasureCommand::Drop { erasure } }).unwrap();
    assert!(matches!(state(&room), ErasureState::Dropped { .. }));
    assert!(!room.case(case).erased);
}
