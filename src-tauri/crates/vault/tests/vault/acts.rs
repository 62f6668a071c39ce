//! Signed acts: who did it, over exactly what.

use serde_json::{Value, json};
use uuid::Uuid;
use vault::{
    Act, Compartment, Envelope, Error, Head, Keys, Person, Personal, Sheet, StreamKey, facts_text, seal,
    seal_act, signed, verify_act,
};

use crate::{EVENT, HOUSE, NOW, OTHER_STREAM, PERSON, STREAM, TEXT, all_keys, head};

#[test]
fn a_signed_act_holds_for_its_signer_and_nobody_else() {
    let act = Made::new();
    act.check(HOUSE, &act.bytes, &act.facts()).unwrap();

    let other = Person::new(PERSON).unwrap().publics().sign_pub;
    let envelope = Envelope::parse(&act.bytes).unwrap();
    let refused = verify_act(&envelope, HOUSE, &act.facts(), &other);
    assert!(matches!(refused, Err(Error::BadSignature)));
}

#[test]
fn its_facts_carry_kind_shape_data_and_signature() {
    let facts: Value = serde_json::from_slice(&Made::new().facts()).unwrap();
    assert_eq!(facts["kind"], "ErasureProposed");
    assert_eq!(facts["v"], 1);
    assert_eq!(facts["data"], data());
    assert_eq!(facts["sig"].as_str().unwrap().len(), 88);
}

#[test]
fn it_does_not_hold_in_another_house() {
    let act = Made::new();
    let elsewhere = Uuid::from_u128(9);
    assert!(matches!(act.check(elsewhere, &act.bytes, &act.facts()), Err(Error::BadSignature)));
}

/// Whoever holds the compartment can seal; he still can't put a signature under another event.
#[test]
fn its_signature_does_not_move_to_another_head_kind_shape_data_or_text() {
    let act = Made::new();
    let facts = act.facts();
    let reseal = |head: Head, facts: &[u8], text: Option<&[u8]>| {
        let personal = text.map(|text| Personal { key: &act.key, text });
        seal(&act.keys, Compartment::Office, &head, facts, personal).unwrap()
    };
    let said = String::from_utf8(facts.clone()).unwrap();
    let stream = act.keys.stream_key_new(OTHER_STREAM, Compartment::Office).unwrap();

    for (head, facts) in [
        (Head { version: 2, ..head() }, said.clone()),
        (Head { at: NOW + 1, ..head() }, said.clone()),
        (Head { event_id: Uuid::from_u128(EVENT.as_u128() + 1), ..head() }, said.clone()),
        (head(), said.replace("ErasureProposed", "ErasureConfirmed")),
        (head(), said.replace("\"v\":1", "\"v\":2")),
        (head(), said.replace("citizen", "mistake")),
    ] {
        let forged = reseal(head, facts.as_bytes(), Some(TEXT));
        let refused = act.check(HOUSE, &forged, facts.as_bytes());
        assert!(matches!(refused, Err(Error::BadSignature)), "{facts}");
    }
    let without_text = reseal(head(), &facts, None);
    assert!(act.check(HOUSE, &without_text, &facts).is_err());
    let other_text = reseal(head(), &facts, Some(b"{}"));
    assert!(act.check(HOUSE, &other_text, &facts).is_err());
    let personal = Some(Personal { key: &stream, text: TEXT });
    let other_stream = Head { stream: OTHER_STREAM, ..head() };
    let moved = seal(&act.keys, Compartment::Office, &other_stream, &facts, personal).unwrap();
    assert!(act.check(HOUSE, &moved, &facts).is_err());
}

#[test]
fn an_unsigned_event_does_not_pass_for_an_act() {
    let act = Made::new();
    let unsigned = facts_text(&Act { kind: "ErasureProposed", v: 1, data: &data() }).unwrap();
    let bytes = seal(&act.keys, Compartment::Office, &head(), &unsigned, None).unwrap();
    assert!(matches!(act.check(HOUSE, &bytes, &unsigned), Err(Error::BadSignature)));
    assert!(signed(&Envelope::parse(&bytes).unwrap(), HOUSE, &unsigned).is_none());
}

#[test]
fn a_signature_is_checked_against_several_candidates() {
    let act = Made::new();
    let envelope = Envelope::parse(&act.bytes).unwrap();
    let found = signed(&envelope, HOUSE, &act.facts()).unwrap();
    let strangers = [1, 2].map(|id| Person::new(Uuid::from_u128(id)).unwrap().publics().sign_pub);

    assert!(found.is_by(&act.person.publics().sign_pub));
    assert!(!strangers.iter().any(|it| found.is_by(it)));
    let elsewhere = signed(&envelope, Uuid::from_u128(9), &act.facts()).unwrap();
    assert!(!elsewhere.is_by(&act.person.publics().sign_pub));
}

#[test]
fn a_recovery_sheet_signs_too() {
    let keys = all_keys();
    let (sheet, other) = (Sheet::new().unwrap(), Sheet::new().unwrap());
    let data = data();
    let act = Act { kind: "PersonKeyed", v: 1, data: &data };
    let bytes = seal_act(&keys, &sheet, Compartment::Office, &head(), &act, None).unwrap();
    let envelope = Envelope::parse(&bytes).unwrap();
    let facts = envelope.open_facts(&keys).unwrap();

    verify_act(&envelope, HOUSE, &facts, &sheet.publics().sign_pub).unwrap();
    assert!(verify_act(&envelope, HOUSE, &facts, &other.publics().sign_pub).is_err());
}

/// Negative control: in the general compartment the longer one shows.
#[test]
fn clue_acts_of_different_length_are_of_one_size_and_hold() {
    let person = Person::new(PERSON).unwrap();
    let sealed = |compartment, reason: &str| -> usize {
        let keys = all_keys();
        let key = keys.stream_key_new(STREAM, compartment).unwrap();
        let data = json!({ "reason": reason });
        let text = json!({ "told": reason.repeat(9) }).to_string();
        let act = Act { kind: "ClueProposed", v: 1, data: &data };
        let personal = Some(Personal { key: &key, text: text.as_bytes() });
        let bytes = seal_act(&keys, &person, compartment, &head(), &act, personal).unwrap();

        let envelope = Envelope::parse(&bytes).unwrap();
        let facts = envelope.open_facts(&keys).unwrap();
        verify_act(&envelope, HOUSE, &facts, &person.publics().sign_pub).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&facts).unwrap()["data"], data);
        let opened = envelope.open_personal(&keys, Some(&key.wrap)).unwrap().unwrap();
        assert_eq!(*opened, text.as_bytes());
        bytes.len()
    };
    let (short, long) = ("线索", "一条长得多的线索，说的是另一个人");
    assert_eq!(sealed(Compartment::Clue, short), sealed(Compartment::Clue, long));
    assert_ne!(sealed(Compartment::General, short), sealed(Compartment::General, long));
}

/// One act of one person with a personal box.
struct Made {
    keys: Keys,
    person: Person,
    key: StreamKey,
    bytes: Vec<u8>,
}

impl Made {
    fn new() -> Self {
        let keys = all_keys();
        let person = Person::new(PERSON).unwrap();
        let key = keys.stream_key_new(STREAM, Compartment::Office).unwrap();
        let data = data();
        let act = Act { kind: "ErasureProposed", v: 1, data: &data };
        let personal = Some(Personal { key: &key, text: TEXT });
        let bytes = seal_act(&keys, &person, Compartment::Office, &head(), &act, personal).unwrap();
        Self { keys, person, key, bytes }
    }

    fn facts(&self) -> Vec<u8> {
        Envelope::parse(&self.bytes).unwrap().open_facts(&self.keys).unwrap().to_vec()
    }

    fn check(&self, house: Uuid, bytes: &[u8], facts: &[u8]) -> Result<(), Error> {
        verify_act(&Envelope::parse(bytes)?, house, facts, &self.person.publics().sign_pub)
    }
}

fn data() -> Value {
    json!({ "by": PERSON, "streams": [STREAM], "reason": "citizen" })
}
