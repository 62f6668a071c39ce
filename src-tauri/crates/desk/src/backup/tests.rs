//! The plan: when a backup is due, what keeps it waiting, and what is thrown away.

use super::due_at;
use crate::chance::id_by_name;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::door::{Answer, BackupOrder, BackupPlan, Order, Topic};
use crate::failure::{Failure, Trouble};
use crate::house::{self, NewHouse};
use crate::rehearsal;
use domain::directory::HouseKind;
use domain::id::{PersonId, UnitId};
use domain::session::{Plan, SeatPlan, SessionCommand};
use domain::{Command, Stamp};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

struct Kept {
    desk: Arc<Desk>,
    folder: TempDir,
}

fn at(text: &str) -> Stamp {
    Stamp::parse(&format!("2026-12-{text}")).unwrap()
}

impl Kept {
    fn new(kind: HouseKind) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let (title, district, staff_no) = ("记录员", "南湖区", "");
        let new = NewHouse {
            kind,
            name: "李敏",
            title,
            district,
            staff_no,
            password: "南湖的桥一共九座",
            second: None,
        };
        let store = folder.path().join("store");
        let (desk, _) = house::found(&store, &new, Clock::fixed(at("01T08:50"))).unwrap();
        Kept { desk: Arc::new(desk), folder }
    }

    /// What the tending thread does every half minute, until it has come to an end.
    fn tended(&self, text: &str) -> usize {
        self.desk.clock.set(at(text));
        self.desk.backup_by_plan();
        for _ in 0..1_000 {
            if !self.desk.backing_up().running {
                return self.desk.backups().unwrap().backups.len();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it never came to an end");
    }

    fn plan(&self, folder: Option<PathBuf>, keep_days: u32) -> Result<(), Failure> {
        let plan = BackupPlan { folder, keep_days, hour: Some(19) };
        self.desk.backup(BackupOrder::Plan { plan }).map(drop)
    }

    fn act(&self, stream: Uuid, version: u64, command: SessionCommand) {
        let order = Order { stream, version: Some(version), command: Command::Session(command), draft: None };
        let answer = self.desk.act(vec![order]).remove(0);
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    }
}

#[test]
fn it_is_due_once_a_day_at_the_hour_and_made_up_for_when_the_console_was_closed_then() {
    let plan = BackupPlan { hour: Some(19), ..BackupPlan::default() };
    let due = |newest: Option<&str>, now| due_at(&plan, newest.map(at), at(now));
    assert_eq!(due(None, "02T08:30"), Some(at("01T19:00")), "never yet");
    assert_eq!(due(Some("01T18:59"), "01T19:00"), Some(at("01T19:00")));
    assert_eq!(due(Some("01T19:00"), "01T19:01"), Some(at("02T19:00")));
    assert_eq!(due(Some("01T19:00"), "02T18:59"), Some(at("02T19:00")));
    assert_eq!(due(Some("01T12:00"), "02T08:30"), Some(at("01T19:00")), "yesterday's was missed");
    // Midnight in Shanghai is not midnight in UTC.
    let early = BackupPlan { hour: Some(0), ..BackupPlan::default() };
    assert_eq!(due_at(&early, Some(at("01T23:59")), at("02T00:00")), Some(at("02T00:00")));
    let by_hand = BackupPlan { hour: None, ..BackupPlan::default() };
    assert_eq!(due_at(&by_hand, None, at("02T08:30")), None);
}

#[test]
fn the_plan_makes_one_a_day_but_none_while_a_session_is_open() {
    let kept = Kept::new(HouseKind::Real);
    let told = Arc::new(AtomicU32::new(0));
    let heard = told.clone();
    kept.desk.on_change(move |topics| {
        heard.fetch_add(topics.contains(&Topic::Backups).into(), Ordering::Relaxed);
    });
    assert_eq!(kept.tended("01T08:50"), 1);
    assert_eq!(told.load(Ordering::Relaxed), 2, "begun and done");
    assert_eq!(kept.tended("01T08:55"), 1);
    assert_eq!(kept.desk.backups().unwrap().next_at, Some(at("01T19:00")));
    open_a_session(&kept);
    assert_eq!(kept.tended("01T19:30"), 1, "a session is open");
    assert_eq!(kept.desk.backups().unwrap().next_at, Some(at("01T19:30")), "as soon as it can be");
    let view = kept.desk.backup(BackupOrder::Run).unwrap();
    assert_eq!((view.backups.len(), view.trouble), (2, None), "by hand it is made all the same");
    assert!(kept.desk.verify(&mut |_, _| {}).unwrap().ok);
}

#[test]
fn a_rehearsal_backs_nothing_up_by_itself() {
    let kept = Kept::new(HouseKind::Evaluation);
    assert_eq!(kept.tended("02T20:00"), 0);
    assert_eq!(kept.desk.backup(BackupOrder::Run).unwrap().backups.len(), 1);
}

#[test]
fn trouble_is_kept_for_the_screen_and_waits_an_hour() {
    let kept = Kept::new(HouseKind::Real);
    let away = kept.folder.path().join("away");
    kept.plan(Some(away.clone()), 35).unwrap();
    std::fs::remove_dir(&away).unwrap();
    std::fs::write(&away, b"in the way").unwrap();
    kept.tended("01T19:00");
    let view = kept.desk.backups().unwrap();
    assert!(matches!(view.trouble, Some(Failure::Away { what: Trouble::File })), "{:?}", view.trouble);
    assert!(kept.plan(Some(away.clone()), 35).is_err(), "whoever chooses it is told");
    assert!(kept.desk.backup(BackupOrder::Run).is_err());
    std::fs::remove_file(&away).unwrap();
    assert_eq!(kept.tended("01T19:30"), 0);
    assert_eq!(kept.tended("01T20:00"), 1);
    assert_eq!(kept.desk.backups().unwrap().trouble, None);
}

#[test]
fn a_plan_that_no_clock_and_no_calendar_can_keep_is_refused() {
    let kept = Kept::new(HouseKind::Evaluation);
    let plan = |hour, keep_days| {
        kept.desk.backup(BackupOrder::Plan { plan: BackupPlan { folder: None, hour, keep_days } })
    };
    assert!(plan(Some(24), 35).is_err() && plan(Some(19), 0).is_err());
    let kept = plan(None, 7).unwrap();
    assert_eq!((kept.plan.hour, kept.plan.keep_days, kept.next_at), (None, 7, None));
}

#[test]
fn what_is_older_than_the_plan_keeps_is_thrown_away_and_nothing_else() {
    let kept = Kept::new(HouseKind::Real);
    kept.plan(None, 3).unwrap();
    assert_eq!(kept.tended("01T19:00"), 1);
    // Another house's, and what is no backup at all.
    let other = Kept::new(HouseKind::Evaluation);
    other.desk.clock.set(at("01T10:00"));
    let backups = kept.folder.path().join("backups");
    let others = other.desk.backup_to(&backups).unwrap();
    std::fs::create_dir(backups.join("20200101-000000")).unwrap();
    for (day, left) in [("02", 2), ("03", 3), ("04", 4), ("05", 4), ("06", 4)] {
        assert_eq!(kept.tended(&format!("{day}T19:00")), left, "{day}");
    }
    assert!(backups.join(others.name).join("record.db").exists());
    assert!(backups.join("20200101-000000").exists());
    // The newest is kept whatever its age.
    kept.desk.clock.set(at("30T08:00"));
    assert_eq!(kept.desk.backups().unwrap().backups.len(), 4);
    assert_eq!(kept.tended("30T08:00"), 1);
    assert_eq!(std::fs::read_dir(&backups).unwrap().count(), 4, "nothing half is left");
}

/// One seat, whose leader is there.
fn open_a_session(kept: &Kept) {
    rehearsal::settle(&kept.desk, kept.desk.my_hand()).unwrap();
    let person = |name: &str| PersonId(id_by_name("person", name));
    let (session, unit) = (Uuid::new_v4(), UnitId(id_by_name("unit", "区住建局")));
    let seat = SeatPlan { seat: 1, leader: person("林远"), recorder: None, extension: None };
    let plan = Plan {
        number: 6,
        day: at("01T09:00").day(),
        starts: at("01T09:00").time(),
        minutes: 90,
        seats: vec![seat],
        units: vec![unit],
        chair: person("林远"),
        secretary: person("方可"),
        host: None,
        city_number: None,
        hall: Vec::new(),
    };
    kept.act(session, 0, SessionCommand::PlanSession { plan });
    let arrived = Some(kept.desk.clock.now());
    kept.act(session, 1, SessionCommand::TakeAttendance { person: person("韩越"), arrived });
    kept.act(session, 2, SessionCommand::OpenSession);
}
