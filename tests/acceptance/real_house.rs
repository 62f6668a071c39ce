//! A real house begins empty: its first plan brings its people and units.

use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{
    AccountsView, Answer, Entry, Failure, FounderForm, Front, KeysAct, KeysOrder, Needs, Order, Query,
    Signer, StoreState,
};
use domain::directory::{DirectoryCommand, HouseKind, Person, Unit, UnitKind};
use domain::id::{PersonId, SessionId, UnitId};
use domain::permission::{Compartment, Right, Role};
use domain::session::{Plan, SeatPlan, SessionCommand};
use domain::view::{DirectoryView, HeaderView};
use domain::{Command, Rejection};
use uuid::Uuid;

const PASSWORD: &str = "南湖的桥一共九座";

const OTHER_PASSWORD: &str = "西山的亭子有十一座";

fn found(front: &Front) -> Vec<String> {
    found_with(front, None)
}

/// Founded by two: 李敏 (1) runs the house, 方可 (2) works in it.
fn found_by_two(front: &Front) -> Vec<String> {
    let second = FounderForm {
        name: "方可".into(),
        title: "会商秘书".into(),
        staff_no: String::new(),
        password: OTHER_PASSWORD.into(),
    };
    found_with(front, Some(second))
}

fn found_with(front: &Front, second: Option<FounderForm>) -> Vec<String> {
    let entry = Entry::Found {
        name: "李敏".into(),
        title: "值班长".into(),
        district: "南湖区".into(),
        staff_no: String::new(),
        password: PASSWORD.into(),
        second,
    };
    front.enter(entry).unwrap().sheets
}

fn unlock(front: &Front, staff_no: &str, password: &str) -> Result<desk::Entered, Failure> {
    front.enter(Entry::Unlock { staff_no: staff_no.into(), password: password.into() })
}

fn view<T: serde::de::DeserializeOwned>(front: &Front, query: Query) -> T {
    serde_json::from_value(front.view(query).unwrap()).unwrap()
}

#[test]
fn the_first_plan_of_a_real_house_brings_its_people_and_units() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    assert_eq!(front.start().real, StoreState::Absent);
    assert_eq!(found(&front).len(), 2, "two recovery sheets, shown once");
    let directory: DirectoryView = view(&front, Query::Directory);
    assert!(directory.units.is_empty());
    assert_eq!(directory.people.len(), 1, "the founder");
    let (head, bureau, session) =
        (PersonId(Uuid::new_v4()), UnitId(Uuid::new_v4()), SessionId(Uuid::new_v4()));
    let me = directory.people[0].id;
    let person = Person {
        id: head,
        name: "韩越".into(),
        title: "局长".into(),
        address: None,
        unit: Some(bureau),
        phone: None,
    };
    let unit = Unit {
        id: bureau,
        name: "区住建局".into(),
        kind: UnitKind::Bureau,
        head: Some(head),
        deputies: Vec::new(),
        above: None,
        plans: Vec::new(),
        order: 1,
        aliases: Vec::new(),
        duty_phone: None,
    };
    let plan = Plan {
        number: 1,
        day: "2026-12-01".parse().unwrap(),
        starts: chrono::NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        minutes: 90,
        seats: vec![SeatPlan { seat: 1, leader: me, recorder: None, extension: None }],
        units: vec![bureau],
        chair: me,
        secretary: me,
        host: None,
        city_number: None,
        hall: Vec::new(),
    };
    // A window does not know the directory's id, and need not.
    let order = |stream, version, command| Order { stream, version, command, draft: None };
    let people = DirectoryCommand::ChangePeople { set: vec![person], gone: Vec::new() };
    let units = DirectoryCommand::ChangeUnits { set: vec![unit], gone: Vec::new() };
    let version = Some(directory.version);
    let answers = front.act(vec![
        order(Uuid::nil(), version, Command::Directory(people)),
        order(Uuid::nil(), None, Command::Directory(units)),
        order(session.0, Some(0), Command::Session(SessionCommand::PlanSession { plan })),
    ]);
    assert!(answers.iter().all(|answer| matches!(answer, Answer::Done(_))), "{answers:?}");

    // It is all there after the next login.
    front.enter(Entry::Leave).unwrap();
    assert_eq!(front.start().real, StoreState::Present { house: HouseKind::Real, needs_password: true });
    let wrong = front.enter(Entry::Unlock { staff_no: String::new(), password: "不是这个密码".into() });
    assert_eq!(wrong, Err(Failure::Denied { needs: Needs::RightPassword { left: 4 } }));
    front.enter(Entry::Unlock { staff_no: String::new(), password: PASSWORD.into() }).unwrap();
    let header: HeaderView = view(&front, Query::Header);
    assert_eq!((header.house, header.names.district.as_str()), (HouseKind::Real, "南湖区"));
    assert_eq!(header.session.unwrap().id, session);
}

/// A plan in which one person does everything that a plan names.
fn plan_order(session: Uuid, who: PersonId) -> Order {
    let plan = Plan {
        number: 1,
        day: "2026-12-01".parse().unwrap(),
        starts: chrono::NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        minutes: 90,
        seats: vec![SeatPlan { seat: 1, leader: who, recorder: None, extension: None }],
        units: Vec::new(),
        chair: who,
        secretary: who,
        host: None,
        city_number: None,
        hall: Vec::new(),
    };
    let command = Command::Session(SessionCommand::PlanSession { plan });
    Order { stream: session, version: Some(0), command, draft: None }
}

#[test]
fn of_two_founders_one_runs_the_house_and_the_other_reads_its_cases() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    found_by_two(&front);
    let accounts: AccountsView = view(&front, Query::Accounts);
    assert!(!accounts.waived, "nobody has waived the separation");
    let me: HeaderView = view(&front, Query::Header);
    assert_eq!((me.me.name.as_str(), me.me.roles.as_slice()), ("李敏", &[Role::Administrator][..]));
    assert_eq!(me.me.waiting_for, [], "he holds what his role asks for");
    assert!(matches!(front.view(Query::Sessions), Err(Failure::Refused { .. } | Failure::Denied { .. })));

    unlock(&front, "2", OTHER_PASSWORD).unwrap();
    let other: HeaderView = view(&front, Query::Header);
    assert_eq!(other.me.name, "方可");
    assert!(!other.me.roles.iter().any(|role| role.stands_apart()));
    assert_eq!(other.me.waiting_for, []);
    assert!(front.view(Query::Sessions).is_ok());
    assert!(!other.me.rights.contains(&Right::ManageAccounts) && other.me.rights.contains(&Right::Admit));
    // What the second writes is there at his next login, though the first had the files open between.
    let session = Uuid::new_v4();
    let order = plan_order(session, other.me.person);
    let answers = front.act(vec![order]);
    assert!(matches!(answers[..], [Answer::Done(_)]), "{answers:?}");
    unlock(&front, "1", PASSWORD).unwrap();
    unlock(&front, "2", OTHER_PASSWORD).unwrap();
    let header: HeaderView = view(&front, Query::Header);
    assert_eq!(header.session.unwrap().id, SessionId(session));
}

#[test]
fn two_founders_have_two_numbers_and_two_long_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let found = |staff_no: &str, password: &str| {
        let second = FounderForm {
            name: "方可".into(),
            title: String::new(),
            staff_no: staff_no.into(),
            password: password.into(),
        };
        let (kind, name, title, district) = (HouseKind::Real, "李敏", "", "");
        let second = Some(&second);
        let new = NewHouse { kind, name, title, district, staff_no: "", password: PASSWORD, second };
        house::found(folder.path(), &new, Clock::wall()).map(drop)
    };
    let least = Failure::Denied { needs: Needs::LongerPassword { least: 8 } };
    assert_eq!(found("2", "短"), Err(least));
    assert!(matches!(found("1", OTHER_PASSWORD), Err(Failure::Refused { .. })));
    assert!(!house::there(folder.path()), "nothing was founded");
}

#[test]
fn the_last_reader_who_forgot_his_password_comes_back_by_the_sheets_alone() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let sheets = found_by_two(&front);
    let accounts: AccountsView = view(&front, Query::Accounts);
    let second = accounts.accounts.iter().find(|one| one.staff_no == "2").unwrap().person;
    let signer = Signer { staff_no: None, password: PASSWORD.into() };
    let act = KeysAct::KeyAnew { person: second, password: "东湖的船有三十二条".into() };
    let refused = front.keys(KeysOrder { signer, act }).unwrap_err();
    let last = Rejection::LastHolder { compartment: Compartment::General };
    assert!(matches!(refused, Failure::Refused { rejection, .. } if rejection == last));
    front.enter(Entry::Leave).unwrap();
    let nobody = Entry::Recover { sheets: sheets.clone(), staff_no: "7".into(), password: PASSWORD.into() };
    assert!(front.enter(nobody).is_err());
    let password = "东湖的船有三十二条";
    let entry = Entry::Recover { sheets, staff_no: "2".into(), password: password.into() };
    front.enter(entry).unwrap();
    let header: HeaderView = view(&front, Query::Header);
    assert_eq!((header.me.name.as_str(), header.me.waiting_for.len()), ("方可", 0));
    assert!(front.view(Query::Sessions).is_ok());
    assert!(unlock(&front, "2", OTHER_PASSWORD).is_err(), "the forgotten one opens nothing");
    unlock(&front, "1", PASSWORD).unwrap();
}

#[test]
fn a_real_house_takes_no_import_and_no_rehearsal() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = tests::keys::found_real(folder.path(), PASSWORD);
    let refused = desk.import("{\"external_id\":\"a\"}".as_bytes());
    assert_eq!(refused, Err(Failure::Denied { needs: Needs::Rehearsal }));
    assert_eq!(desk.journal_length().unwrap(), 8, "what it was founded with, and nothing else");
}

#[test]
fn nothing_is_asked_of_a_store_that_is_not_open() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    assert!(matches!(front.view(Query::Header), Err(Failure::Away { .. })));
    assert!(matches!(
        front.enter(Entry::Unlock { staff_no: String::new(), password: "x".into() }),
        Err(Failure::Away { .. })
    ));
}

#[test]
fn a_rehearsal_made_anew_keeps_the_last_one_aside() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let wish = || {
        let plan =
            desk::RehearsalPlan { calls: 3, seats: 1, minutes: 5, mine: Some(1), ..Default::default() };
        Entry::Rehearse { wish: Some(plan) }
    };
    front.enter(wish()).unwrap();
    front.enter(wish()).unwrap();
    assert!(base.path().join("rehearsal.before/record.db").exists());
    front.enter(Entry::Leave).unwrap();
    front.enter(Entry::Rehearse { wish: None }).unwrap();
    let header: HeaderView = view(&front, Query::Header);
    assert_eq!(header.house, HouseKind::Rehearsal);
    assert_eq!(header.now.day().to_string(), "2026-12-01", "the rehearsal's day goes on");
}

#[test]
fn a_forgotten_password_is_replaced_by_whoever_holds_the_sheets() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    let sheets = found(&front);
    front.enter(Entry::Leave).unwrap();
    let recover = |sheets: Vec<String>, password: &str| {
        front.enter(Entry::Recover { sheets, staff_no: String::new(), password: password.into() })
    };
    let other = if sheets[0].starts_with('7') { "A" } else { "7" };
    let mistyped = vec![format!("{other}{}", &sheets[0][1..])];
    let wrong = Err(Failure::Denied { needs: Needs::RightSheet });
    assert_eq!(recover(mistyped, "北湖的桥只有一座").map(drop), wrong.clone().map(drop));
    assert_eq!(recover(vec![sheets[1].clone()], "北湖的桥只有一座"), wrong, "the second sheet alone");
    let short = recover(sheets.clone(), "短").map(drop);
    assert_eq!(short, Err(Failure::Denied { needs: Needs::LongerPassword { least: 8 } }));
    recover(sheets, "北湖的桥只有一座").unwrap();
    front.enter(Entry::Leave).unwrap();
    assert!(
        front.enter(Entry::Unlock { staff_no: String::new(), password: PASSWORD.into() }).is_err(),
        "the old one is gone"
    );
    front.enter(Entry::Unlock { staff_no: String::new(), password: "北湖的桥只有一座".into() }).unwrap();
    let directory: DirectoryView = view(&front, Query::Directory);
    assert_eq!(directory.version, 8 + 4, "keyed anew and granted three times, on record");
}

#[test]
fn a_founding_that_was_cut_off_can_be_tried_again() {
    let base = tempfile::tempdir().unwrap();
    let front = Front::new(base.path().into());
    found(&front);
    front.enter(Entry::Leave).unwrap();
    for book in ["keys.json", "keys.prev.json"] {
        drop(std::fs::remove_file(base.path().join("store").join(book)));
    }
    assert_eq!(front.start().real, StoreState::Absent);
    found(&front);
    assert!(base.path().join("store/unfinished-1/record.db").exists(), "what was there is kept");
}

#[test]
fn a_calendar_is_imported_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let desk = tests::found(folder.path(), tests::at("08:00"));
    let good = "date,kind,name,source\n2027-01-01,holiday,元旦,示例通知\n2027-01-03,workday,元旦,示例通知\n";
    assert_eq!(desk.import_calendar(good).unwrap(), Ok(2));
    let calendar = &desk.directory().calendar;
    assert!(calendar.knows(2027));
    assert!(!calendar.is_working("2027-01-01".parse().unwrap()));
    assert!(calendar.is_working("2027-01-03".parse().unwrap()), "a shifted Sunday");
    let bad = desk.import_calendar("date,kind,name,source\n2027-02-30,holiday,春节,示例通知\n").unwrap();
    assert_eq!(bad.unwrap_err().line, 2);
}

#[test]
fn the_sweep_before_the_meeting_misses_whoever_still_rings() {
    let room = tests::Room::open(1);
    let (call, session) = (Uuid::new_v4(), room.session);
    let ring =
        domain::call::CallCommand::RingCall { session, line: domain::call::Line::ByHand, number: None };
    room.must(call, Command::Call(ring));
    room.close_lines();
    room.convene();
    assert_eq!(room.figures().tally.missed, 1);
    assert_eq!(room.figures().tally.waiting, 0);
}
