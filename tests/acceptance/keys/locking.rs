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
