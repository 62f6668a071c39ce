//! People: passwords, publics, grants.

use uuid::Uuid;
use vault::{
    Compartment, Cost, Epoch, Error, Grant, Person, Publics, Signing, Slot, StationKey, house_fingerprint,
    verify_station,
};

use crate::{HOUSE, PERSON, epoch};

const OTHER: Uuid = Uuid::from_u128(7);

#[test]
fn a_slot_opens_with_its_password_person_and_house_only() {
    let person = Person::new(PERSON).unwrap();
    let slot = Slot::seal(HOUSE, &person, "正确的密码", Cost::EVALUATION).unwrap();

    let opened = slot.open(HOUSE, PERSON, "正确的密码").unwrap().unwrap();
    assert_eq!(opened.publics(), person.publics());
    assert!(slot.open(HOUSE, PERSON, "别的密码").unwrap().is_none());
    assert!(slot.open(HOUSE, PERSON, "").unwrap().is_none());
    assert!(slot.open(HOUSE, OTHER, "正确的密码").unwrap().is_none());
    assert!(slot.open(OTHER, PERSON, "正确的密码").unwrap().is_none());
}

#[test]
fn a_house_slot_costs_64_mib_and_three_passes() {
    let person = Person::new(PERSON).unwrap();
    let slot = Slot::seal(HOUSE, &person, "密码", Cost::HOUSE).unwrap();
    let cost = slot.cost();
    assert_eq!((cost.m, cost.t, cost.p), (65_536, 3, 1));
    assert!(slot.open(HOUSE, PERSON, "密码").unwrap().is_some());
}

#[test]
fn a_slot_whose_cost_was_changed_is_refused_or_stays_closed() {
    let person = Person::new(PERSON).unwrap();
    let slot = Slot::seal(HOUSE, &person, "密码", Cost::EVALUATION).unwrap();
    let with = |field: &str, value: u32| -> Slot {
        let mut json = serde_json::to_value(&slot).unwrap();
        json[field] = value.into();
        serde_json::from_value(json).unwrap()
    };
    assert!(with("t", 2).open(HOUSE, PERSON, "密码").unwrap().is_none());
    for (field, value) in [("m", u32::MAX), ("m", 0), ("t", 65), ("t", 0), ("p", 17), ("p", 0)] {
        let refused = with(field, value).open(HOUSE, PERSON, "密码");
        assert!(matches!(refused, Err(Error::Damaged { .. })), "{field} = {value}");
    }
}

#[test]
fn a_slot_travels_as_the_text_that_the_key_book_holds() {
    let person = Person::new(PERSON).unwrap();
    let slot = Slot::seal(HOUSE, &person, "密码", Cost::EVALUATION).unwrap();
    assert_eq!(Slot::from_text(&slot.to_text()).unwrap(), slot);
    assert_eq!(slot.to_text(), serde_json::to_string(&slot).unwrap());
    for wrong in ["", "{}", &slot.to_text().replace("\"m\":1024", "\"m\":-1")] {
        assert!(matches!(Slot::from_text(wrong), Err(Error::Damaged { .. })), "{wrong}");
    }
}

#[test]
fn publics_travel_as_two_texts() {
    let publics = Person::new(PERSON).unwrap().publics();
    let (box_pub, sign_pub) = publics.to_text();
    assert_eq!(Publics::from_text(&box_pub, &sign_pub).unwrap(), publics);
    assert_ne!(Publics::from_text(&sign_pub, &box_pub).unwrap(), publics);
    for wrong in ["", "AAAA", "热线"] {
        assert!(matches!(Publics::from_text(wrong, &sign_pub), Err(Error::Damaged { .. })), "{wrong}");
        assert!(matches!(Publics::from_text(&box_pub, wrong), Err(Error::Damaged { .. })), "{wrong}");
    }
}

#[test]
fn a_grant_opens_for_its_person_only() {
    let person = Person::new(PERSON).unwrap();
    let grant = Grant::to(HOUSE, PERSON, &person.publics(), &epoch(Compartment::General, 1)).unwrap();

    let opened = person.open_grant(HOUSE, &grant).unwrap();
    assert_eq!(opened.expose(), epoch(Compartment::General, 1).expose());
    assert_eq!((opened.compartment(), opened.number()), (Compartment::General, 1));

    let stranger = Person::new(PERSON).unwrap();
    assert!(matches!(stranger.open_grant(HOUSE, &grant), Err(Error::Damaged { .. })));
    assert!(person.open_grant(OTHER, &grant).is_err());
}

#[test]
fn a_relabelled_grant_is_refused() {
    let person = Person::new(PERSON).unwrap();
    let grant = Grant::to(HOUSE, PERSON, &person.publics(), &epoch(Compartment::General, 1)).unwrap();
    let clue = Grant { compartment: Compartment::Clue, ..grant.clone() };
    let later = Grant { epoch: 2, ..grant.clone() };
    let renamed = Grant { key_id: epoch(Compartment::Clue, 1).id(), ..grant };
    for wrong in [clue, later, renamed] {
        assert!(matches!(person.open_grant(HOUSE, &wrong), Err(Error::Damaged { .. })));
    }
}

#[test]
fn a_grant_with_any_byte_flipped_does_not_open() {
    let person = Person::new(PERSON).unwrap();
    let grant = Grant::to(HOUSE, PERSON, &person.publics(), &epoch(Compartment::Office, 1)).unwrap();
    for at in 0..grant.sealed.len() {
        let mut grant = grant.clone();
        // The top bit of the ephemeral key is ignored by X25519; the box key covers it all the same.
        grant.sealed[at] ^= 0x80;
        assert!(person.open_grant(HOUSE, &grant).is_err(), "byte {at}");
    }
}

#[test]
fn nothing_is_boxed_to_a_public_key_of_low_order() {
    let mut publics = Person::new(PERSON).unwrap().publics();
    publics.box_pub = [0; 32];
    let refused = Grant::to(HOUSE, PERSON, &publics, &Epoch::new(Compartment::Office, 1).unwrap());
    assert!(matches!(refused, Err(Error::Damaged { .. })));
}

#[test]
fn fingerprints_are_short_and_tell_people_and_houses_apart() {
    let (one, two) = (Person::new(PERSON).unwrap().publics(), Person::new(PERSON).unwrap().publics());
    assert_eq!(one.fingerprint(PERSON).replace('-', "").len(), 12);
    assert_eq!(one.fingerprint(PERSON), one.fingerprint(PERSON));
    assert_ne!(one.fingerprint(PERSON), two.fingerprint(PERSON));
    assert_ne!(one.fingerprint(PERSON), one.fingerprint(OTHER));

    assert_eq!(house_fingerprint(HOUSE, &[one]).replace('-', "").len(), 16);
    assert_ne!(house_fingerprint(HOUSE, &[one]), house_fingerprint(HOUSE, &[one, two]));
    assert_ne!(house_fingerprint(HOUSE, &[one]), house_fingerprint(OTHER, &[one]));
}

#[test]
fn a_person_and_a_station_sign_for_themselves() {
    let person = Person::new(PERSON).unwrap();
    let signature = person.sign(b"text");
    assert!(person.publics().verify(b"text", &signature).is_ok());
    assert!(matches!(person.publics().verify(b"other", &signature), Err(Error::BadSignature)));

    let station = StationKey::new().unwrap();
    let again = StationKey::from_bytes(station.expose());
    let signature = again.sign(b"checkpoint");
    assert!(verify_station(&station.public(), b"checkpoint", &signature).is_ok());
    let other = StationKey::new().unwrap().public();
    assert!(matches!(verify_station(&other, b"checkpoint", &signature), Err(Error::BadSignature)));
}
