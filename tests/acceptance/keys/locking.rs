//! The lock: a screen that shows nothing while the desk goes on; and who takes a seat over.

use desk::{
    Entry, Failure, Front, LookSeen, Needs, Query, RoomWindow, Topic, TrailFilter, TrailPage, Trouble,
};
use domain::permission::Role;
use domain::seat::LookKind;
use domain::view::HeaderView;
use std::sync::mpsc::channel;

const PASSWORD: &str = "南湖的桥一共九座";

fn rehearsing() -> (tempfile::TempDir, Front) {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let plan = desk::RehearsalPlan { calls: 3, seats: 1, minutes: 5, mine: Some(1), ..Default::default() };
    front.enter(Entry::Rehearse { wish: Some(plan) }).unwrap();
    (base, front)
}

/// A real house of 李敏 (工号 1), with 赵敏 (工号 2) in these roles.
fn real_house(roles: &[Role]) -> (tempfile::TempDir, desk::Desk) {
    let base = tempfile::tempdir().unwrap();
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
    let person = tests::person("赵敏");
    let signer = || desk::Signer { staff_no: None, password: PASSWORD.into() };
    let sign = |act| first.keys(desk::KeysOrder { signer: signer(), act }).unwrap().fingerprint;
    let (staff_no, roles, password) = ("2".into(), roles.to_vec(), PASSWORD.into());
    let fingerprint = sign(desk::KeysAct::OpenAccount { person, staff_no, roles, password });
    let compartment = domain::permission::Compartment::General;
    sign(desk::KeysAct::Admit { person, compartment, fingerprint: fingerprint.unwrap() });
    (base, first)
}

fn unlock(front: &Front, staff_no: &str, password: &str) -> Result<(), Failure> {
    front.enter(Entry::Unlock { staff_no: staff_no.into(), password: password.into() }).map(drop)
}

fn looks(front: &Front, what: LookKind) -> Vec<LookSeen> {
    let filter = TrailFilter { what: vec![what], ..TrailFilter::default() };
    let page = front.view(Query::Trail { filter, from: 0, count: 100 }).unwrap();
    serde_json::from_value::<TrailPage>(page).unwrap().rows
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
    let (base, first) = real_house(&[Role::Recorder]);
    let front = Front::new(base.path().into());
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

    unlock(&front, "1", PASSWORD).unwrap();
    let id = uuid::Uuid::new_v4();
    let body = Some(serde_json::json!({ "matter": "电梯停运九天" }));
    front.draft(desk::DraftOrder { draft: id, stream: id, body }).unwrap();
    front.enter(Entry::Lock).unwrap();
    assert!(unlock(&front, "2", "不是这个密码").is_err());
    assert!(front.start().locked.is_some(), "a wrong password closes nothing");
    unlock(&front, "2", PASSWORD).unwrap();
    let header: HeaderView = serde_json::from_value(front.view(Query::Header).unwrap()).unwrap();
    assert_eq!(header.me.name, "赵敏");
    let running = header.session.unwrap();
    assert_eq!((running.id, running.stage), (session, domain::session::SessionStage::Open));
    let drafts: Vec<domain::view::DraftSeen> =
        serde_json::from_value(front.view(Query::Drafts).unwrap()).unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.draft).collect::<Vec<_>>(), [id]);
}

#[test]
fn a_locked_screen_takes_no_pin_to_come_and_ends_for_nobody_who_can_not_open_it() {
    let (_base, front) = rehearsing();
    front.enter(Entry::Lock).unwrap();
    let (name, password) = (String::from("赵敏"), String::from(PASSWORD));
    let (title, district, staff_no) = (String::new(), String::new(), String::new());
    let refused = [
        Entry::SetPin { pin: "2468".into() },
        Entry::Rehearse { wish: None },
        Entry::Recover { sheets: Vec::new(), staff_no: staff_no.clone(), password: password.clone() },
        Entry::Restore { backup: "/nowhere".into(), sheets: Vec::new(), without_erasures: true },
        Entry::Found { name, title, district, staff_no, password, second: None },
    ];
    for entry in refused {
        assert_eq!(front.enter(entry), Err(Failure::Denied { needs: Needs::Unlocking }));
        assert!(front.start().locked.is_some());
    }
    assert_eq!(pin(&front, "2468"), Err(Failure::Denied { needs: Needs::Password }));
    assert!(front.view(Query::Header).is_err());
    front.enter(Entry::Leave).unwrap();
    assert!(front.start().open.is_none(), "it can be left");
}

#[test]
fn what_is_refused_ends_no_session() {
    let (base, first) = real_house(&[Role::Recorder]);
    drop(first);
    let front = Front::new(base.path().into());
    unlock(&front, "1", PASSWORD).unwrap();
    let (name, password) = (String::from("赵敏"), String::from(PASSWORD));
    let (title, district, staff_no) = (String::new(), String::new(), String::new());
    let away = |what| Err(Failure::Away { what });
    let recover =
        Entry::Recover { sheets: Vec::new(), staff_no: staff_no.clone(), password: password.clone() };
    for (entry, refusal) in [
        (Entry::Rehearse { wish: None }, away(Trouble::NoStore)),
        (recover, away(Trouble::InUse)),
        (
            Entry::Restore { backup: "/nowhere".into(), sheets: Vec::new(), without_erasures: true },
            away(Trouble::StoreThere),
        ),
        (Entry::Found { name, title, district, staff_no, password, second: None }, away(Trouble::StoreThere)),
    ] {
        assert_eq!(front.enter(entry), refusal);
        assert!(front.view(Query::Header).is_ok());
    }
}

#[test]
fn a_seat_is_not_taken_over_while_a_call_holds_the_store() {
    let (base, first) = real_house(&[Role::Recorder]);
    drop(first);
    let front = Front::new(base.path().into());
    unlock(&front, "1", PASSWORD).unwrap();
    let (begun, begins) = channel();
    let (go_on, goes_on) = channel::<()>();
    let (begun, goes_on) = (std::sync::Mutex::new(begun), std::sync::Mutex::new(goes_on));
    front.on_change(move |topics| {
        if topics == [Topic::Drafts] {
            begun.lock().unwrap().send(()).unwrap();
            goes_on.lock().unwrap().recv().unwrap();
        }
    });
    std::thread::scope(|scope| {
        let id = uuid::Uuid::new_v4();
        let body = Some(serde_json::json!({ "matter": "电梯停运九天" }));
        let front = &front;
        let long = scope.spawn(move || front.draft(desk::DraftOrder { draft: id, stream: id, body }));
        begins.recv().unwrap();
        front.enter(Entry::Lock).unwrap();
        let refused = unlock(front, "2", PASSWORD);
        let locked = front.start().locked.map(|locked| locked.name);
        go_on.send(()).unwrap();
        assert_eq!(refused, Err(Failure::Away { what: Trouble::InUse }));
        assert_eq!(locked.as_deref(), Some("李敏"), "the session goes on");
        long.join().unwrap().unwrap();
    });
    unlock(&front, "2", PASSWORD).unwrap();
    assert!(front.view(Query::Header).is_ok());
}

#[test]
fn wrong_pins_and_passwords_are_on_the_trail_with_what_came_after_them() {
    let (base, first) = real_house(&[Role::Auditor, Role::Recorder]);
    let act = || desk::KeysAct::WaiveSeparation { waived: true };
    let sign = |staff_no: &str, password: &str| {
        let signer = desk::Signer { staff_no: Some(staff_no.into()), password: password.into() };
        first.keys(desk::KeysOrder { signer, act: act() }).map(drop)
    };
    sign("2", "不是这个密码").unwrap_err();
    // His password is right, and what he signs isn't his to sign.
    sign("2", PASSWORD).unwrap_err();
    drop(first);
    let front = Front::new(base.path().into());
    unlock(&front, "1", PASSWORD).unwrap();
    front.enter(Entry::SetPin { pin: "2468".into() }).unwrap();
    front.enter(Entry::Lock).unwrap();
    pin(&front, "1357").unwrap_err();
    unlock(&front, "1", "不是这个密码").unwrap_err();
    unlock(&front, "1", PASSWORD).unwrap();
    front.enter(Entry::Lock).unwrap();
    pin(&front, "1357").unwrap_err();
    pin(&front, "1357").unwrap_err();
    unlock(&front, "2", PASSWORD).unwrap();
    let signed = looks(&front, LookKind::Signed);
    assert_eq!((signed.len(), signed[0].name.as_str(), signed[0].count), (1, "赵敏", Some(1)));
    let counts = |what| looks(&front, what).into_iter().map(|look| look.count).collect::<Vec<_>>();
    assert_eq!(counts(LookKind::Unlocked), [Some(2)]);
    assert_eq!(counts(LookKind::LoggedOut), [Some(2)], "at the screen that was left");
}
