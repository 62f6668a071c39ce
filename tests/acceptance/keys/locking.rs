//! The lock: a screen that shows nothing while the desk goes on; and who takes a seat over.

use desk::{Entry, Failure, Front, Needs, Query, RoomWindow};
use domain::view::HeaderView;

fn rehearsing() -> (tempfile::TempDir, Front) {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let plan = desk::RehearsalPlan { calls: 3, seats: 1, minutes: 5, mine: Some(1), ..Default::default() };
    front.enter(Entry::Rehearse { wish: Some(plan) }).unwrap();
    (base, front)
}

fn pin(front: &Front, pin: &str) -> Result<(), Failure> {
    front.enter(Entry::Pin { pin: pin.into() }).map(drop)
}

#[test]
fn a_locked_screen_answers_nothing_and_board_and_projector_go_on() {
    let (_base, front) = rehearsing();
    front.enter(Entry::Lock).unwrap();
    let locked = Failure::Denied { needs: Needs::Unlocking };
    assert_eq!(front.view(Query::Header).unwrap_err(), locked);
    assert!(front.act(Vec::new()).is_empty());
    assert_eq!(front.window(RoomWindow::Leader).unwrap_err(), locked);
    assert!(front.window(RoomWindow::Board).is_ok() && front.window(RoomWindow::Projector).is_ok());
    let seen = front.start().locked.unwrap();
    assert_eq!((seen.name.as_str(), seen.pin), ("李敏", false));
    // Without a PIN only the password opens; the rehearsal's is empty.
    front.enter(Entry::Unlock { staff_no: "1".into(), password: String::new() }).unwrap();
    assert!(front.view(Query::Header).is_ok());
    assert!(front.start().locked.is_none());
}

#[test]
fn five_wrong_pins_leave_only_the_password() {
    let (_base, front) = rehearsing();
    let set = |pin: &str| front.enter(Entry::SetPin { pin: pin.into() }).map(drop);
    for bad in ["123", "123456789", "12a4"] {
        assert_eq!(set(bad), Err(Failure::Denied { needs: Needs::Digits { least: 4, most: 8 } }));
    }
    set("2468").unwrap();
    let header: HeaderView = serde_json::from_value(front.view(Query::Header).unwrap()).unwrap();
    assert!(header.me.pin);
    front.enter(Entry::Lock).unwrap();
    pin(&front, "2468").unwrap();
    front.enter(Entry::Lock).unwrap();
    for left in (1..=4).rev() {
        assert_eq!(pin(&front, "1357"), Err(Failure::Denied { needs: Needs::RightPin { left } }));
    }
    assert_eq!(pin(&front, "1357"), Err(Failure::Denied { needs: Needs::Password }));
    assert_eq!(pin(&front, "2468"), Err(Failure::Denied { needs: Needs::Password }), "even the right one");
    assert!(!front.start().locked.unwrap().pin);
    front.enter(Entry::Unlock { staff_no: String::new(), password: String::new() }).unwrap();
    assert!(front.view(Query::Header).is_ok());
}

#[test]
fn a_recorder_who_is_replaced_leaves_the_session_running_and_his_draft_behind() {
    const PASSWORD: &str = "南湖的桥一共九座";
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let new = desk::house::NewHouse {
        kind: domain::directory::HouseKind::Real,
        name: "李敏",
        title: "记录员",
        district: "南湖区",
        staff_no: "1",
        password: PASSWORD,
        second: None,
    };
    let clock = desk::clock::Clock::fixed(tests::at("09:00"));
    let (first, _) = desk::house::found(&base.path().join("store"), &new, clock).unwrap();
    desk::rehearsal::settle(&first, first.my_hand()).unwrap();
    let second = tests::person("赵敏");
    let signer = || desk::Signer { staff_no: None, password: PASSWORD.into() };
    let sign = |act| first.keys(desk::KeysOrder { signer: signer(), act }).unwrap().fingerprint;
    let fingerprint = sign(desk::KeysAct::OpenAccount {
        person: second,
        staff_no: "2".into(),
        roles: vec![domain::permission::Role::Recorder],
        password: PASSWORD.into(),
    });
    let compartment = domain::permission::Compartment::General;
    sign(desk::KeysAct::Admit { person: second, compartment, fingerprint: fingerprint.unwrap() });
    let session = domain::id::SessionId(uuid::Uuid::new_v4());
    let plan = tests::plan("2026-12-01", 1);
    for (version, command) in
        [domain::session::SessionCommand::PlanSession { plan }, domain::session::SessionCommand::OpenSession]
            .into_iter()
            .enumerate()
    {
        let command = domain::Command::Session(command);
        let order = desk::Order { stream: session.0, version: Some(version as u64), command, draft: None };
        assert!(matches!(first.act(vec![order])[0], desk::Answer::Done(_)));
    }
    drop(first);

    let unlock = |staff_no: &str, password: &str| {
        front.enter(Entry::Unlock { staff_no: staff_no.into(), password: password.into() })
    };
    unlock("1", PASSWORD).unwrap();
    let id = uuid::Uuid::new_v4();
    let body = Some(serde_json::json!({ "matter": "电梯停运九天" }));
    front.draft(desk::DraftOrder { draft: id, stream: id, body }).unwrap();
    front.enter(Entry::Lock).unwrap();
    assert!(unlock("2", "不是这个密码").is_err());
    assert!(front.start().locked.is_some(), "a wrong password closes nothing");
    unlock("2", PASSWORD).unwrap();
    let header: HeaderView = serde_json::from_value(front.view(Query::Header).unwrap()).unwrap();
    assert_eq!(header.me.name, "赵敏");
    let running = header.session.unwrap();
    assert_eq!((running.id, running.stage), (session, domain::session::SessionStage::Open));
    let drafts: Vec<domain::view::DraftSeen> =
        serde_json::from_value(front.view(Query::Drafts).unwrap()).unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.draft).collect::<Vec<_>>(), [id]);
}
