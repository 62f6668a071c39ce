//! Accounts: made by one, admitted by another; who leaves takes no key along.

use desk::clock::Clock;
use desk::house;
use desk::{Failure, KeysAct, KeysOrder, Needs, Query, Signer};
use domain::Rejection;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::CaseId;
use domain::permission::{Compartment, Right, Role};
use domain::view::HeaderView;
use std::path::Path;
use tests::keys::{House, account, accounts, by, found_real, sign, sign_by, view};
use tests::person;
use uuid::Uuid;

fn rejected(result: Result<desk::KeysReceipt, Failure>) -> Rejection {
    match result {
        Err(Failure::Refused { rejection, .. }) => rejection,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn an_account_reads_no_case_until_a_holder_has_admitted_it() {
    let (house, founder) = House::found();
    let secretary = person("方可");
    let open = KeysAct::OpenAccount {
        person: secretary,
        staff_no: "2".into(),
        roles: vec![Role::Secretary],
        password: String::new(),
    };
    let fingerprint = sign(&founder, open).unwrap().fingerprint.unwrap();
    drop(founder);

    let waiting = house.login("2");
    let header: HeaderView = view(&waiting, Query::Header);
    assert_eq!(header.me.waiting_for, [Compartment::General]);
    assert_eq!(header.me.fingerprint, fingerprint, "the person reads it out from his own screen");
    let denied = waiting.view(Query::Sessions).unwrap_err();
    let needs = Needs::Admission { compartment: Compartment::General };
    assert_eq!(denied, Failure::Denied { needs });
    drop(waiting);

    let founder = house.login("1");
    let admit = |fingerprint: &str| KeysAct::Admit {
        person: secretary,
        compartment: Compartment::General,
        fingerprint: fingerprint.into(),
    };
    let other = sign(&founder, admit("AAAA-BBBB-CCCC")).unwrap_err();
    assert_eq!(other, Failure::Denied { needs: Needs::RightFingerprint });
    sign(&founder, admit(&fingerprint)).unwrap();
    drop(founder);

    let admitted = house.login("2");
    let header: HeaderView = view(&admitted, Query::Header);
    assert!(header.me.waiting_for.is_empty());
    assert!(admitted.view(Query::Sessions).is_ok());
}

#[test]
fn the_administrator_alone_admits_nobody_and_the_holder_alone_makes_no_account() {
    let (house, founder) = House::found();
    account(&founder, "韩越", "2", &[Role::Administrator]);
    account(&founder, "方可", "3", &[Role::Secretary]);
    drop(founder);

    let administrator = house.login("2");
    let open = |name: &str, staff_no: &str| KeysAct::OpenAccount {
        person: person(name),
        staff_no: staff_no.into(),
        roles: vec![Role::Recorder],
        password: String::new(),
    };
    let fingerprint = sign(&administrator, open("江临", "4")).unwrap().fingerprint.unwrap();
    let compartment = Compartment::General;
    let admit = KeysAct::Admit { person: person("江临"), compartment, fingerprint };
    assert_eq!(rejected(sign(&administrator, admit.clone())), Rejection::NotAHolder { compartment });
    drop(administrator);

    let holder = house.login("3");
    let denied = sign(&holder, open("贺川", "5")).unwrap_err();
    assert_eq!(denied, Failure::Denied { needs: Needs::Right { right: Right::ManageAccounts } });
    sign(&holder, admit).unwrap();
}

#[test]
fn who_runs_the_house_or_looks_at_its_trail_reads_no_case() {
    let (house, founder) = House::found();
    account(&founder, "韩越", "2", &[Role::Administrator]);
    account(&founder, "江临", "3", &[Role::Auditor]);
    let waive = |waived| KeysAct::WaiveSeparation { waived };
    // The founder holds everything, and the house says so; it can't be taken back while it is so.
    assert!(accounts(&founder).waived);
    assert_eq!(rejected(sign(&founder, waive(false))), Rejection::RolesApart);
    let reading = vec![Role::Secretary, Role::ClueOfficer];
    let me = founder.me();
    sign(&founder, KeysAct::GiveRoles { person: me, roles: reading }).unwrap();
    drop(founder);
    let administrator = house.login("2");
    sign(&administrator, waive(false)).unwrap();
    let both = vec![Role::Administrator, Role::Secretary];
    let mixed = KeysAct::GiveRoles { person: person("江临"), roles: both };
    assert_eq!(rejected(sign(&administrator, mixed)), Rejection::RolesApart);
    for query in [Query::Sessions, Query::Ledger { filter: Default::default(), from: 0, count: 1 }] {
        assert!(matches!(administrator.view(query), Err(Failure::Denied { .. })));
    }
    drop(administrator);
    let auditor = house.login("3");
    assert!(auditor.view(Query::Trail { filter: Default::default(), from: 0, count: 10 }).is_ok());
    assert!(matches!(auditor.view(Query::Sessions), Err(Failure::Denied { .. })));
}

#[test]
fn who_has_left_finds_no_way_in_and_the_key_is_turned() {
    let (house, founder) = House::found();
    account(&founder, "方可", "2", &[Role::Secretary]);
    let before = house.path().join("keys.json");
    let old_book = std::fs::read(&before).unwrap();
    sign(&founder, KeysAct::Withdraw { person: person("方可") }).unwrap();
    let general = |desk: &desk::Desk| {
        accounts(desk).epochs.into_iter().find(|epoch| epoch.compartment == Compartment::General).unwrap()
    };
    assert!(general(&founder).turn, "somebody who left knows it");
    for compartment in [Compartment::Office, Compartment::General] {
        sign(&founder, KeysAct::TurnKey { compartment }).unwrap();
    }
    assert_eq!((general(&founder).number, general(&founder).turn), (2, false));
    drop(founder);
    assert!(house.try_login("2").is_err());

    // The key book of yesterday with the password of yesterday: both files refuse.
    let now = std::fs::read(&before).unwrap();
    for name in ["keys.json", "keys.prev.json"] {
        std::fs::write(house.path().join(name), &old_book).unwrap();
    }
    assert!(house.try_login("2").is_err());
    std::fs::write(&before, now).unwrap();
    let founder = house.login("1");
    assert!(founder.verify(&mut |_, _| {}).unwrap().ok);
}

#[test]
fn a_forgotten_password_is_a_new_key_pair_that_is_admitted_anew() {
    let (house, founder) = House::found();
    let secretary = account(&founder, "方可", "2", &[Role::Secretary]);
    let before = accounts(&founder);
    let fingerprint = |view: &desk::AccountsView| {
        view.accounts.iter().find(|seen| seen.person == secretary).unwrap().fingerprint.clone()
    };
    let anew = KeysAct::KeyAnew { person: secretary, password: String::new() };
    let new = sign(&founder, anew).unwrap().fingerprint.unwrap();
    assert_ne!(fingerprint(&before), new);
    drop(founder);
    assert!(matches!(house.login("2").view(Query::Sessions), Err(Failure::Denied { .. })));
    let founder = house.login("1");
    let admit = KeysAct::Admit { person: secretary, compartment: Compartment::General, fingerprint: new };
    sign(&founder, admit).unwrap();
    drop(founder);
    assert!(house.login("2").view(Query::Sessions).is_ok());
}

#[test]
fn a_changed_password_keeps_what_was_granted() {
    let (house, founder) = House::found();
    account(&founder, "方可", "2", &[Role::Secretary]);
    drop(founder);
    let secretary = house.login("2");
    sign(&secretary, KeysAct::ChangePassword { password: String::new() }).unwrap();
    drop(secretary);
    assert!(house.login("2").view(Query::Sessions).is_ok());
}

#[test]
fn a_role_that_was_taken_away_is_gone_with_the_next_thing_asked() {
    let (house, founder) = House::found();
    account(&founder, "方可", "2", &[Role::Secretary, Role::FloorManager]);
    drop(founder);
    let secretary = house.login("2");
    assert!(secretary.rights().contains(&Right::SealSession));
    // The founder comes over and signs at the secretary's workstation.
    let less = KeysAct::GiveRoles { person: person("方可"), roles: vec![Role::FloorManager] };
    sign_by(&secretary, by("1"), less).unwrap();
    assert!(!secretary.rights().contains(&Right::SealSession));
}

#[test]
fn the_last_administrator_stays() {
    let (_house, founder) = House::found();
    let me = founder.me();
    let away = KeysAct::GiveRoles { person: me, roles: vec![Role::Secretary] };
    assert_eq!(rejected(sign(&founder, away)), Rejection::LastAdministrator);
    assert_eq!(rejected(sign(&founder, KeysAct::Withdraw { person: me })), Rejection::LastAdministrator);
}

#[test]
fn a_staff_number_is_one_persons() {
    let (_house, founder) = House::found();
    let open = KeysAct::OpenAccount {
        person: person("方可"),
        staff_no: "1".into(),
        roles: vec![Role::Secretary],
        password: String::new(),
    };
    assert_eq!(rejected(sign(&founder, open)), Rejection::NameTaken { name: "1".into() });
}

#[test]
fn the_administrator_signs_no_erasure_with_accounts_that_nobody_admitted() {
    let (_house, founder) = House::found();
    let open = |name: &str, staff_no: &str| KeysAct::OpenAccount {
        person: person(name),
        staff_no: staff_no.into(),
        roles: vec![Role::FloorManager],
        password: String::new(),
    };
    sign(&founder, open("方可", "2")).unwrap();
    let erasure = Uuid::new_v4();
    let case = CaseId(Uuid::nil());
    let reason = ErasureReason::ConsentWithdrawn;
    let compartment = Compartment::General;
    for command in [
        ErasureCommand::Propose { erasure, case, reason },
        ErasureCommand::Confirm { erasure },
        ErasureCommand::Drop { erasure },
    ] {
        let denied = sign_by(&founder, by("2"), KeysAct::Erasure { command }).unwrap_err();
        assert_eq!(denied, Failure::Denied { needs: Needs::Admission { compartment } });
    }
}

const PASSWORD: &str = "南湖的桥一共九座";

/// The sheets' box as it lies there when the workstation stops between a turned key and the box.
fn without_what_was_turned(folder: &Path) -> String {
    let path = folder.join("recovery.box");
    let whole = std::fs::read_to_string(&path).unwrap();
    let mut cut: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let mut turned = 0;
    for part in ["main", "clue"] {
        let more = cut[part].as_object_mut().unwrap().remove("more");
        turned += more.map_or(0, |more| more.as_array().unwrap().len());
    }
    assert_eq!(turned, 4);
    std::fs::write(&path, cut.to_string()).unwrap();
    whole
}

#[test]
fn the_sheets_open_a_house_whose_keys_were_turned_just_before_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (founder, sheets) = found_real(folder, PASSWORD);
    let signer = || Signer { staff_no: None, password: PASSWORD.into() };
    // The office twice: the second stands under the first.
    for compartment in [Compartment::Office, Compartment::Office, Compartment::General, Compartment::Clue] {
        founder.keys(KeysOrder { signer: signer(), act: KeysAct::TurnKey { compartment } }).unwrap();
    }
    drop(founder);
    let parts = |text: &str| {
        let parts: serde_json::Value = serde_json::from_str(text).unwrap();
        ["main", "clue"].map(|part| parts[part]["more"].clone())
    };

    // The next login puts it right.
    let whole = without_what_was_turned(folder);
    drop(house::open(folder, "1", PASSWORD, Clock::wall()).unwrap());
    let now = || std::fs::read_to_string(folder.join("recovery.box")).unwrap();
    assert_eq!(parts(&now()), parts(&whole));

    // And whoever has the sheets only gets in without it.
    without_what_was_turned(folder);
    let other = "北湖的桥只有一座";
    let desk = desk::recover::recover(folder, &sheets, "", other, Clock::wall()).unwrap();
    assert_eq!(parts(&now()), parts(&whole));
    assert!(desk.view(Query::Sessions).is_ok());
    assert!(desk.verify(&mut |_, _| {}).unwrap().ok);
    let signer = || Signer { staff_no: None, password: other.into() };
    let turn = KeysAct::TurnKey { compartment: Compartment::Clue };
    desk.keys(KeysOrder { signer: signer(), act: turn }).unwrap();
}
