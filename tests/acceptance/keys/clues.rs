//! The clue desk: signed by two, and nowhere but there.

use desk::{ClueOrder, ClueState, ClueView, Failure, KeysAct, Needs, Query, Topic, TrailFilter, TrailPage};
use domain::Rejection;
use domain::clue::{ClueCommand, ClueMode, ClueRecipient, ClueText};
use domain::permission::{Compartment, Right, Role};
use std::sync::{Arc, Mutex};
use tests::Room;
use tests::keys::{account, by, me, sign, view};
use uuid::Uuid;

const SECRET: &str = "收受维保单位礼金";

fn text() -> ClueText {
    ClueText {
        reference: "线〔2026〕3号".into(),
        about: "区市场监管局某科".into(),
        matter: SECRET.into(),
        basis: "诉求人提供的照片".into(),
    }
}

fn propose(mode: ClueMode) -> ClueCommand {
    ClueCommand::Propose { case: None, recipient: ClueRecipient::CityDiscipline, mode, text: text() }
}

fn opened(room: &Room) -> ClueView {
    room.desk.clue(ClueOrder::Open { password: String::new() }).unwrap()
}

fn act(room: &Room, clue: Uuid, signer: desk::Signer, command: ClueCommand) -> Result<ClueView, Failure> {
    room.desk.clue(ClueOrder::Act { clue, signer, command })
}

#[test]
fn a_referral_is_signed_by_two_and_delivered() {
    let room = Room::open(1);
    account(&room.desk, "方可", "2", &[Role::ClueOfficer]);
    assert!(opened(&room).clues.is_empty());
    let clue = Uuid::new_v4();
    let seen = act(&room, clue, me(), propose(ClueMode::Whole)).unwrap();
    assert!(matches!(seen.clues[0].state, ClueState::Waiting { mine: true, .. }));
    let deliver = || ClueCommand::Deliver { receipt: "收〔2026〕12号".into() };
    let early = act(&room, clue, me(), deliver()).unwrap_err();
    assert!(matches!(early, Failure::Refused { rejection: Rejection::SecondSignature, .. }));
    let alone = act(&room, clue, me(), ClueCommand::Confirm).unwrap_err();
    assert!(matches!(alone, Failure::Refused { rejection: Rejection::SamePerson, .. }));
    act(&room, clue, by("2"), ClueCommand::Confirm).unwrap();
    let seen = act(&room, clue, me(), deliver()).unwrap();
    assert!(
        matches!(&seen.clues[0].state, ClueState::Delivered { receipt, .. } if receipt == "收〔2026〕12号")
    );
}

#[test]
fn the_second_signature_is_not_that_of_an_account_that_nobody_admitted() {
    let room = Room::open(1);
    let open = KeysAct::OpenAccount {
        person: tests::person("方可"),
        staff_no: "2".into(),
        roles: vec![Role::ClueOfficer],
        password: String::new(),
    };
    sign(&room.desk, open).unwrap();
    opened(&room);
    let clue = Uuid::new_v4();
    act(&room, clue, me(), propose(ClueMode::Whole)).unwrap();
    let denied = act(&room, clue, by("2"), ClueCommand::Confirm).unwrap_err();
    assert_eq!(denied, Failure::Denied { needs: Needs::Admission { compartment: Compartment::Clue } });
}

#[test]
fn a_closed_desk_shows_nothing_and_who_is_no_clue_officer_is_told_nothing() {
    let room = Room::open(1);
    opened(&room);
    act(&room, Uuid::new_v4(), me(), propose(ClueMode::Whole)).unwrap();
    let left = room.desk.clue(ClueOrder::Leave).unwrap();
    assert!(!left.open && left.clues.is_empty() && left.drafts.is_empty());
    let closed = act(&room, Uuid::new_v4(), me(), propose(ClueMode::Whole)).unwrap_err();
    assert_eq!(closed, Failure::Denied { needs: Needs::Password });
    account(&room.desk, "方可", "2", &[Role::Secretary]);
    let folder = room.folder;
    drop(room.desk);
    let clock = desk::clock::Clock::fixed(tests::at("09:00"));
    let secretary = desk::house::open(folder.path(), "2", "", clock).unwrap();
    let denied = secretary.clue(ClueOrder::See).unwrap_err();
    assert_eq!(denied, Failure::Denied { needs: Needs::Right { right: Right::Clues } });
    assert!(!secretary.rights().contains(&Right::Clues));
}

#[test]
fn no_topic_no_trail_no_view_and_no_draft_elsewhere_tells_of_a_referral() {
    let room = Room::open(1);
    let heard: Arc<Mutex<Vec<Topic>>> = Arc::default();
    opened(&room);
    let listens = heard.clone();
    room.desk.on_change(move |topics| listens.lock().unwrap().extend_from_slice(topics));
    let clue = Uuid::new_v4();
    room.desk.clue(ClueOrder::Draft { clue, text: Some(text()) }).unwrap();
    assert_eq!(room.desk.clue(ClueOrder::See).unwrap().drafts.len(), 1);
    act(&room, clue, me(), propose(ClueMode::Whole)).unwrap();
    assert!(room.desk.clue(ClueOrder::See).unwrap().drafts.is_empty(), "consumed by the act");
    assert!(heard.lock().unwrap().is_empty(), "{heard:?}");
    room.desk.clue(ClueOrder::Draft { clue: Uuid::new_v4(), text: Some(text()) }).unwrap();
    let drafts: Vec<domain::view::DraftSeen> = view(&room.desk, Query::Drafts);
    assert!(drafts.is_empty());
    room.desk.flush_trail().unwrap();
    let page: TrailPage =
        view(&room.desk, Query::Trail { filter: TrailFilter::default(), from: 0, count: 500 });
    assert!(!serde_json::to_string(&page).unwrap().contains("线"));
    for query in [
        Query::Header,
        Query::Sessions,
        Query::Directory,
        Query::Accounts,
        Query::Ledger { filter: Default::default(), from: 0, count: 500 },
        Query::Figures { session: room.session },
    ] {
        let shown = room.desk.view(query.clone()).unwrap().to_string();
        assert!(!shown.contains(SECRET) && !shown.contains("线〔2026〕3号"), "{query:?}");
    }
    // And a rebuild of the rows finds nothing of it either.
    room.desk.rebuild().unwrap();
    let report = room.desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok && report.unopened.len() == 1, "{report:?}");
}

#[test]
fn reference_only_keeps_the_number_of_the_paper_and_nothing_else() {
    let room = Room::open(1);
    opened(&room);
    let seen = act(&room, Uuid::new_v4(), me(), propose(ClueMode::ReferenceOnly)).unwrap();
    let kept = &seen.clues[0].text;
    assert_eq!(kept.reference, "线〔2026〕3号");
    assert!(kept.about.is_empty() && kept.matter.is_empty() && kept.basis.is_empty());
}
