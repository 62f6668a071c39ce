//! Signed acts: whoever may has to have signed, or the act is kept and changes nothing.

use crate::house::*;
use crate::town::*;
use domain::State;
use domain::directory::*;
use domain::erasure::*;
use domain::event::{DirectoryEvent, ErasureEvent, SeatEvent};
use domain::permission::{Compartment, Role};
use domain::seat::StoreRestored;
use store::erasures_stream;
use uuid::Uuid;

#[test]
fn what_the_founders_signed_stands() {
    let town = Town::founded();
    let (directory, refused) = town.house.reader().directory().unwrap();
    assert_eq!(refused, [] as [u64; 0]);
    let accounts = &directory.accounts;
    assert_eq!((accounts.people.len(), accounts.epochs.len(), accounts.stations.len()), (6, 3, 1));
    assert_eq!(accounts.people[&town.id(SECRETARY)].roles(), [Role::Secretary]);
    let report = town.house.verify();
    assert!(report.ok && report.unsigned.is_empty(), "{report:?}");
}

#[test]
fn the_administrator_alone_admits_nobody_and_a_holder_does() {
    let mut town = Town::founded();
    let holds = |town: &Town| {
        let (directory, _) = town.house.reader().directory().unwrap();
        directory.accounts.people[&town.id(RECORDER)].holds(Compartment::General)
    };
    let alone = town.govern(ADMIN, town.granted(RECORDER));
    assert!(!holds(&town), "the administrator holds no general key");
    let borrowed = town.forge(SECRETARY, Some(ADMIN), town.house.identity.house, town.granted(RECORDER));
    assert!(!holds(&town), "another's name is not his signature");
    let key_id = base64(&[9; 8]);
    let boxes = vec![EpochBox { person: town.id(ADMIN), sealed: "box".into() }];
    let opening =
        Some(EpochOpening { compartment: Compartment::General, number: 2, boxes, recovery: String::new() });
    let turned = town.govern(ADMIN, DirectoryEvent::EpochOpened(EpochOpened { key_id, opening }, None));
    let (directory, refused) = town.house.reader().directory().unwrap();
    assert_eq!(refused, [alone, borrowed, turned]);
    assert_eq!(directory.version, 19, "the line goes on after them");
    assert!(!directory.accounts.people[&town.id(ADMIN)].holds(Compartment::General));
    town.govern(SECRETARY, town.granted(RECORDER));
    assert!(holds(&town), "a holder's signature counts");
    let report = town.house.verify();
    assert!(report.ok, "{report:?}");
    assert_eq!(report.unsigned, [alone, borrowed, turned]);
}

#[test]
fn a_role_that_a_recorders_program_gave_is_not_applied() {
    let mut town = Town::founded();
    let house = town.house.identity.house;
    let given = |town: &Town, who| {
        let facts = RoleGranted { person: town.id(who), roles: vec![Role::Administrator] };
        DirectoryEvent::RoleGranted(facts, None)
    };
    let own = town.govern(RECORDER, given(&town, RECORDER));
    let named = town.forge(ADMIN, Some(RECORDER), house, given(&town, RECORDER));
    let bare = town.forge(ADMIN, None, house, given(&town, RECORDER));
    let (directory, refused) = town.house.reader().directory().unwrap();
    assert_eq!(refused, [own, named, bare]);
    assert_eq!(directory.accounts.people[&town.id(RECORDER)].roles(), [Role::Recorder]);
    let State::Directory(state) = town.desk.store.state(house).unwrap() else { panic!("a directory") };
    assert_eq!(*state, directory, "the writer's state is the reader's");
    town.govern(ADMIN, given(&town, RECORDER));
    let (directory, _) = town.house.reader().directory().unwrap();
    assert_eq!(directory.accounts.people[&town.id(RECORDER)].roles(), [Role::Administrator]);
}

#[test]
fn a_signature_for_another_place_on_the_line_counts_nowhere_else() {
    let mut town = Town::founded();
    let house = town.house.identity.house;
    let event = DirectoryEvent::RoleGranted(
        RoleGranted { person: town.id(RECORDER), roles: vec![Role::Secretary] },
        None,
    );
    let write = town.sealed(town.id(ADMIN), Some(&town.people[ADMIN]), house, &[One::from(event.clone()).0]);
    // The facts with their signature, taken out and sealed anew into the next place.
    let envelope = vault::Envelope::parse(&write.envelopes[0]).unwrap();
    let facts = envelope.open_facts(&town.house.keys).unwrap();
    let head = vault::Head {
        event_id: Uuid::now_v7(),
        stream: house,
        version: envelope.version() + 1,
        station: envelope.station(),
        at: envelope.at(),
    };
    let again = vault::seal(&town.house.keys, vault::Compartment::Office, &head, &facts, None).unwrap();
    let replayed = store::Write { envelopes: vec![again], keys: Vec::new(), ..write.clone() };
    town.desk.store.commit(&[write], &[]).unwrap();
    let seq = town.desk.store.commit(&[replayed], &[]).unwrap().seq;
    assert_eq!(town.house.reader().directory().unwrap().1, [seq]);
}

#[test]
fn a_house_is_founded_once() {
    let mut town = Town::founded();
    let (box_public, sign_public) = town.people[RECORDER].publics().to_text();
    let facts = HouseFounded {
        kind: HouseKind::Real,
        founders: vec![box_public, sign_public],
        sheets: Vec::new(),
        station: None,
    };
    let seq = town.govern(RECORDER, DirectoryEvent::HouseFounded(facts, None));
    let (directory, refused) = town.house.reader().directory().unwrap();
    assert_eq!((refused, directory.accounts.founders.len()), (vec![seq], 2));
}

#[test]
fn an_erasure_takes_the_signatures_of_two_who_may() {
    let mut town = Town::founded();
    let all = erasures_stream(town.house.identity.house);
    let erasure = id(70);
    let confirmed = ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure }, None);
    let waits = |town: &Town| town.house.reader().erasures().unwrap().0.confirmed().count();
    // The first act on the stream is a forgery: the line goes on after it.
    let by_a_recorder = town.act(RECORDER, all, proposed(erasure, id(10)));
    town.act(SECRETARY, all, proposed(erasure, id(10)));
    let bare = town.forge(SUPERVISOR, None, all, confirmed.clone());
    let lent = town.forge(SUPERVISOR, Some(SECRETARY), all, confirmed.clone());
    assert_eq!(waits(&town), 0);
    let (erasures, refused) = town.house.reader().erasures().unwrap();
    assert_eq!((erasures.version, erasures.all.len(), refused), (4, 1, vec![by_a_recorder, bare, lent]));
    town.act(SECRETARY, all, confirmed.clone());
    assert_eq!(waits(&town), 0, "one person is not two, whatever he signs");
    town.act(SUPERVISOR, all, confirmed);
    assert_eq!(waits(&town), 1);
}

#[test]
fn a_restored_station_needs_the_sheet() {
    let mut town = Town::founded();
    let facts = StoreRestored {
        station: id(3),
        ordinal: 2,
        sign_public: base64(&[1; 32]),
        from_station: town.house.identity.station,
        from_seq: 0,
        from_link: String::new(),
        without_erasures: false,
        erased: Vec::new(),
    };
    let event = SeatEvent::StoreRestored(facts, None);
    let seq = town.act(ADMIN, id(3), event.clone());
    assert_eq!(town.house.verify().unsigned, [seq]);
    let by_sheet = town.sealed(town.id(ADMIN), Some(&town.sheet), id(4), &[One::from(event).0]);
    town.desk.store.commit(&[by_sheet], &[]).unwrap();
    assert_eq!(town.house.verify().unsigned, [seq]);
}

#[test]
fn an_act_of_another_kind_on_the_houses_own_stream_brings_no_fold_down() {
    let mut town = Town::founded();
    let house = town.house.identity.house;
    let seq = town.act(SECRETARY, house, proposed(id(70), id(10)));
    let (directory, refused) = town.house.reader().directory().unwrap();
    assert_eq!((directory.accounts.people.len(), refused), (6, vec![]), "signed, and nothing of a directory");
    assert_eq!(town.house.reader().erasures().unwrap().0.all, []);
    let forged = town.forge(SECRETARY, None, house, proposed(id(70), id(10)));
    assert!(forged > seq);
    assert_eq!(town.house.reader().directory().unwrap().1, [forged]);
    assert!(town.house.verify().ok);
}

#[test]
fn ordinary_events_need_no_signature() {
    let mut town = Town::founded();
    town.desk.act(id(10), rang(1, "10013800001"));
    town.checkpoint();
    town.look(vec![look(0, town.id(SECRETARY), domain::seat::LookKind::LoggedIn)]);
    let report = town.house.verify();
    assert!(report.ok && report.unsigned.is_empty(), "{report:?}");
}
