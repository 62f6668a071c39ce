//! Whose signature a signed act needs: what a changed program writes without it is kept, and not applied.

use crate::build::*;
use crate::office::*;
use crate::scramble::{EVENTS, read_event};
use domain::accounts::AccountCommand::*;
use domain::accounts::{Accounts, Keyed};
use domain::clue::ClueConfirmed;
use domain::directory::*;
use domain::erasure::{ErasureConfirmed, ErasureDropped};
use domain::event::{ClueEvent, DirectoryEvent, ErasureEvent, Event, SeatEvent};
use domain::id::PersonId;
use domain::permission::{Compartment, Role};
use domain::seat::StoreRestored;
use domain::{Stamp, State};
use std::collections::BTreeSet;
use uuid::Uuid;

fn signers(accounts: &Accounts, by: PersonId, at: Stamp, event: &Event) -> Option<Vec<String>> {
    accounts.signers(by, at, event).map(|keys| keys.into_iter().map(String::from).collect())
}

/// Whose word an act of the house is.
pub fn of(office: &Office, by: PersonId, event: DirectoryEvent) -> Vec<String> {
    signers(office.accounts(), by, office.at, &Event::Directory(event)).unwrap()
}

fn own(office: &Office, person: PersonId) -> Vec<String> {
    vec![office.account(person).sign_public.clone()]
}

pub fn roles(person: PersonId, roles: &[Role]) -> DirectoryEvent {
    DirectoryEvent::RoleGranted(RoleGranted { person, roles: roles.to_vec() }, None)
}

pub fn withdrawn(person: PersonId) -> DirectoryEvent {
    DirectoryEvent::PersonWithdrawn(PersonWithdrawn { person }, None)
}

pub fn granted(person: PersonId, key_id: String, compartment: Compartment, number: u32) -> Granted {
    let label = Some(EpochLabel { compartment, number });
    Granted { person, key_id, sealed: "box".into(), label, by_sheet: false }
}

/// Everything there is: signed acts, and the rest without a signature.
#[test]
fn the_signed_kinds_are_these() {
    let signed = EVENTS.iter().filter_map(|golden| {
        let event = read_event(golden).unwrap();
        Accounts::default().signers(FOUNDER, at("08:00"), &event).map(|_| event.kind())
    });
    let kinds = [
        "HouseFounded",
        "PersonKeyed",
        "RoleGranted",
        "EpochOpened",
        "Granted",
        "PersonWithdrawn",
        "SeparationWaived",
        "StoreRestored",
        "ErasureProposed",
        "ErasureConfirmed",
        "ErasureDropped",
        "ClueProposed",
        "ClueConfirmed",
        "ClueDelivered",
        "ClueDropped",
        "HomeTaken",
        "SealProposed",
        "SessionSealed",
        "SupplementProposed",
        "SupplementAdded",
    ];
    assert_eq!(signed.collect::<BTreeSet<_>>(), kinds.into());
}

#[test]
fn a_house_vouches_for_itself_once() {
    let mut office = Office::founded();
    let founded = founding(HouseKind::Real, &[FOUNDER, CHAIR]);
    assert!(of(&office, FOUNDER, founded.clone()).is_empty());
    office.directory.accounts = Accounts::default();
    let keys = [FOUNDER, CHAIR].map(|person| keyed(person, 0).sign_public);
    assert_eq!(of(&office, FOUNDER, founded), keys, "signing keys, not those of the boxes");
}

#[test]
fn the_founders_word_counts_until_every_compartment_has_its_key() {
    let mut office = Office::founded();
    office.directory.accounts = Accounts::default();
    office.apply(FOUNDER, &founding(HouseKind::Real, &[FOUNDER]));
    let founder = [keyed(FOUNDER, 0).sign_public];
    let acts = [
        DirectoryEvent::PersonKeyed(person_keyed(FOUNDER, keyed(FOUNDER, 0)), None),
        roles(FOUNDER, &Role::ALL),
        DirectoryEvent::EpochOpened(epoch_opened(Compartment::Office, 1, &[FOUNDER]), None),
        // A second key of one compartment ends no founding.
        DirectoryEvent::EpochOpened(epoch_opened(Compartment::Office, 2, &[FOUNDER]), None),
        DirectoryEvent::EpochOpened(epoch_opened(Compartment::General, 1, &[FOUNDER]), None),
        DirectoryEvent::EpochOpened(epoch_opened(Compartment::Clue, 1, &[FOUNDER]), None),
    ];
    for act in acts {
        assert_eq!(of(&office, FOUNDER, act.clone()), founder, "{act:?}");
        assert_eq!(of(&office, CHAIR, roles(CHAIR, &Role::ALL)), founder, "whoever is named");
        office.apply(FOUNDER, &act);
    }
    assert!(of(&office, CHAIR, roles(CHAIR, &Role::ALL)).is_empty(), "nobody yet");
}

#[test]
fn a_role_is_the_administrators_to_give_and_a_recorders_forgery_is_nobodys() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Recorder]);
    let acts = [
        roles(CLERK, &[Role::Secretary]),
        withdrawn(HEAD),
        DirectoryEvent::SeparationWaived(SeparationWaived { waived: true }, None),
        DirectoryEvent::PersonKeyed(person_keyed(HEAD, keyed(HEAD, 90)), None),
    ];
    for act in acts {
        assert_eq!(of(&office, CHAIR, act.clone()), own(&office, CHAIR), "{act:?}");
        for other in [CLERK, HEAD, FOUNDER, NOBODY] {
            assert!(of(&office, other, act.clone()).is_empty(), "{other:?} {act:?}");
        }
    }
}

#[test]
fn an_administrator_that_was_gives_nothing_however_he_dates_it() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Administrator]);
    office.open(WATER_HEAD, &[Role::Administrator]);
    let then = office.at;
    office.does(CHAIR, GiveRoles { person: CLERK, roles: vec![Role::Recorder] });
    office.does(CHAIR, Withdraw { person: WATER_HEAD });
    for person in [CLERK, WATER_HEAD] {
        let act = Event::Directory(roles(CLERK, &[Role::Administrator]));
        assert_eq!(signers(office.accounts(), person, then, &act), Some(vec![]), "{person:?}");
    }
}

#[test]
fn a_changed_password_is_vouched_for_by_the_key_pair_that_it_opens() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Recorder]);
    let slot = |office: &Office, of: PersonId| {
        let account = office.account(of);
        let (box_public, sign_public) = (account.box_public.clone(), account.sign_public.clone());
        let facts = person_keyed(of, Keyed { box_public, sign_public, slot: "new".into() });
        DirectoryEvent::PersonKeyed(facts, None)
    };
    assert_eq!(of(&office, CLERK, slot(&office, CLERK)), own(&office, CLERK));
    assert!(of(&office, CLERK, slot(&office, HEAD)).is_empty(), "another's");
    let other_keys = DirectoryEvent::PersonKeyed(person_keyed(CLERK, keyed(CLERK, 90)), None);
    assert!(of(&office, CLERK, other_keys).is_empty(), "another key pair");
    let number = "a number that he gives himself".to_string();
    let DirectoryEvent::PersonKeyed(facts, _) = slot(&office, CLERK) else { panic!() };
    let facts = PersonKeyed { staff_no: Some(number), ..facts };
    office.apply(CLERK, &DirectoryEvent::PersonKeyed(facts, None));
    assert_eq!((office.account(CLERK).slot.as_str(), office.account(CLERK).staff_no.as_str()), ("new", "a5"));
    let back = slot(&office, CLERK);
    office.does(CHAIR, Withdraw { person: CLERK });
    assert!(of(&office, CLERK, back.clone()).is_empty(), "nobody lets himself in again");
    assert_eq!(of(&office, CHAIR, back), own(&office, CHAIR));
}

#[test]
fn a_key_is_given_and_turned_by_who_holds_its_compartment() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Recorder]);
    let (general, clue) = (Compartment::General, Compartment::Clue);
    let given = |key_id: String, compartment, number| {
        DirectoryEvent::Granted(granted(CLERK, key_id, compartment, number), None)
    };
    let act = given(key_id(general, 1), general, 1);
    assert_eq!(of(&office, FOUNDER, act.clone()), own(&office, FOUNDER));
    assert!(of(&office, CHAIR, act).is_empty(), "an administrator reads no case");
    let known = granted(CLERK, key_id(clue, 1), clue, 1);
    let wrong = [
        ("a clue key called a key of cases", given(key_id(clue, 1), general, 1)),
        ("another number", given(key_id(general, 1), general, 2)),
        ("a key that nobody opened", given(key_id(general, 9), general, 9)),
        ("no label", DirectoryEvent::Granted(Granted { label: None, ..known }, None)),
    ];
    for (what, act) in wrong {
        assert!(of(&office, FOUNDER, act).is_empty(), "{what}");
    }
    let turned = DirectoryEvent::EpochOpened(epoch_opened(general, 2, &[FOUNDER]), None);
    assert_eq!(of(&office, FOUNDER, turned.clone()), own(&office, FOUNDER));
    assert!(of(&office, CHAIR, turned.clone()).is_empty());
    assert!(office.account(CLERK).holds(general));
    for act in [turned, given(key_id(general, 1), general, 1)] {
        assert!(
            of(&office, CLERK, act.clone()).is_empty(),
            "he holds it, and his role admits nobody: {act:?}"
        );
    }
    let office_turned = DirectoryEvent::EpochOpened(epoch_opened(Compartment::Office, 2, &[CHAIR]), None);
    assert!(of(&office, HEAD, office_turned).is_empty(), "an auditor changes nothing");
    let turned = DirectoryEvent::EpochOpened(EpochOpened { opening: None, key_id: key_id(general, 2) }, None);
    assert!(of(&office, FOUNDER, turned).is_empty());
}

#[test]
fn the_sheet_of_the_record_keys_anew_and_restores_and_the_sheet_of_the_clues_does_not() {
    let office = Office::separated();
    let keyed = PersonKeyed { by_sheet: true, ..person_keyed(CHAIR, keyed(CHAIR, 90)) };
    let box_of = granted(CHAIR, key_id(Compartment::Office, 1), Compartment::Office, 1);
    let restored = StoreRestored {
        station: Uuid::from_u128(0xf2),
        ordinal: 2,
        sign_public: "station 2".into(),
        from_station: Uuid::from_u128(0xf1),
        from_seq: 7,
        from_link: "00".into(),
        without_erasures: false,
        erased: Vec::new(),
    };
    let acts = [
        Event::Directory(DirectoryEvent::PersonKeyed(keyed, None)),
        Event::Directory(DirectoryEvent::Granted(Granted { by_sheet: true, ..box_of }, None)),
        Event::Seat(SeatEvent::StoreRestored(restored, None)),
    ];
    for act in acts {
        let sheet = Some(vec!["sheet".to_string()]);
        assert_eq!(signers(office.accounts(), CHAIR, office.at, &act), sheet, "{act:?}");
    }
}

fn confirmed() -> [Event; 2] {
    let erasure = Uuid::from_u128(0xe9);
    [
        Event::Erasure(ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure }, None)),
        Event::Clue(ClueEvent::ClueConfirmed(ClueConfirmed {}, None)),
    ]
}

#[test]
fn what_somebody_signed_in_a_role_that_he_gave_up_later_stays_signed() {
    let mut office = Office::separated();
    let before = office.at;
    office.at = at("09:00");
    office.open(CLERK, &[Role::Secretary, Role::ClueOfficer]);
    let then = office.at;
    office.does(CHAIR, GiveRoles { person: CLERK, roles: vec![Role::Auditor] });
    let key = Some(own(&office, CLERK));
    for act in confirmed() {
        assert_eq!(signers(office.accounts(), CLERK, then, &act), key, "{act:?}");
        for (when, at) in [("after", office.at), ("before he had it", before)] {
            assert_eq!(signers(office.accounts(), CLERK, at, &act), Some(vec![]), "{when} {act:?}");
        }
    }
}

#[test]
fn what_somebody_signed_before_he_left_stays_signed_and_what_is_dated_between_is_not() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary, Role::ClueOfficer]);
    let then = office.at;
    office.does(CHAIR, Withdraw { person: CLERK });
    let away = office.at.plus_minutes(1);
    office.at = away.plus_minutes(1);
    let key = office.account(CLERK).sign_public.clone();
    for comes_back in [false, true] {
        if comes_back {
            office.open(CLERK, &[Role::Secretary, Role::ClueOfficer]);
        }
        for act in confirmed() {
            let signed = |at| signers(office.accounts(), CLERK, at, &act).unwrap();
            assert!(signed(then).contains(&key), "{act:?}");
            assert!(signed(away).is_empty(), "{act:?}");
            assert_eq!(signed(office.at).is_empty(), !comes_back, "{act:?}");
        }
    }
}

#[test]
fn a_key_pair_that_was_replaced_signed_what_it_signed_and_signs_no_more() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary, Role::ClueOfficer]);
    let (then, old) = (office.at, office.account(CLERK).sign_public.clone());
    let keyed = office.new_keys(CLERK);
    office.does(CHAIR, KeyAnew { person: CLERK, keyed, office: Vec::new() });
    let between = office.at.plus_minutes(1);
    office.at = between;
    for compartment in [Compartment::General, Compartment::Clue] {
        office.does(FOUNDER, office.admission(CLERK, compartment));
    }
    let after = office.at;
    for act in confirmed() {
        let signed = |at| signers(office.accounts(), CLERK, at, &act).unwrap();
        assert_eq!(signed(then), std::slice::from_ref(&old), "{act:?}");
        assert!(signed(between).is_empty(), "nobody has admitted the new key yet: {act:?}");
        assert_eq!(signed(after), own(&office, CLERK), "{act:?}");
    }
}

#[test]
fn an_account_that_no_holder_admitted_signs_nothing_of_what_its_roles_would_sign() {
    let mut office = Office::separated();
    let unadmitted = office.opening(CLERK, &[Role::FloorManager, Role::ClueOfficer]);
    office.does(CHAIR, unadmitted);
    let erasure = Uuid::from_u128(0xe9);
    let dropped = Event::Erasure(ErasureEvent::ErasureDropped(ErasureDropped { erasure }, None));
    let signed = |office: &Office, act: &Event| signers(office.accounts(), CLERK, office.at, act).unwrap();
    for act in confirmed().iter().chain([&dropped]) {
        assert!(signed(&office, act).is_empty(), "by the administrator alone: {act:?}");
    }
    office.does(FOUNDER, office.admission(CLERK, Compartment::General));
    let [erasure, clue] = confirmed();
    assert_eq!(signed(&office, &erasure), own(&office, CLERK));
    assert!(signed(&office, &clue).is_empty(), "one compartment is not another");
}

#[test]
fn a_later_box_under_a_known_key_replaces_none_until_the_key_pair_is_another() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary]);
    let (general, key) = (Compartment::General, key_id(Compartment::General, 1));
    let box_of = |office: &Office| office.account(CLERK).grants.get(&key).map(|(_, sealed)| sealed.clone());
    let garbage = Granted { sealed: "garbage".into(), ..granted(CLERK, key.clone(), general, 1) };
    office.apply(FOUNDER, &DirectoryEvent::Granted(garbage.clone(), None));
    assert_eq!(box_of(&office).as_deref(), Some("box"));
    let mut again = epoch_opened(general, 1, &[CLERK]);
    again.opening.as_mut().unwrap().boxes[0].sealed = "garbage".into();
    office.apply(FOUNDER, &DirectoryEvent::EpochOpened(again, None));
    assert_eq!(box_of(&office).as_deref(), Some("box"));
    let keyed = office.new_keys(CLERK);
    office.does(CHAIR, KeyAnew { person: CLERK, keyed, office: Vec::new() });
    office.apply(FOUNDER, &DirectoryEvent::Granted(garbage, None));
    assert_eq!(box_of(&office).as_deref(), Some("garbage"), "the first one to the new key pair");
}

#[test]
fn an_event_that_is_passed_over_counts_on_its_line_and_changes_nothing() {
    for golden in EVENTS.iter() {
        let event = read_event(golden).unwrap();
        let state = fold(Uuid::from_u128(1), State::Nothing, &[event], at("08:00"), FOUNDER);
        if state == State::Nothing {
            continue;
        }
        let passed = state.clone().pass_over(7);
        assert_eq!(passed.version(), 7, "{golden}");
        assert_eq!(passed.pass_over(state.version()), state, "{golden}");
    }
}
