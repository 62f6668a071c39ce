//! Signed acts: who did it, over exactly what.

use serde_json::{Value, json};
use uuid::Uuid;
use vault::{
    Act, Compartment, Envelope, Error, Head, Keys, Person, Personal, StreamKey, facts_text, seal, seal_act,
    verify_act,
};

use crate::{EVENT, HOUSE, NOW, OTHER_STREAM, PERSON, STREAM, TEXT, all_keys, head};

#[test]
fn a_signed_act_holds_for_its_signer_and_nobody_else() {
    let act = Signed::new();
    act.check(HOUSE, &act.bytes, &act.facts()).unwrap();

    let other = Person::new(PERSON).unwrap().publics().sign_pub;
    let envelope = Envelope::parse(&act.bytes).unwrap();
    let refused = verify_act(&envelope, HOUSE, &act.facts(), &other);
    assert!(matches!(refused, Err(Error::BadSignature)));
}

#[test]
fn its_facts_carry_kind_shape_data_and_signature() {
    let facts: Value = serde_json::from_slice(&Signed::new().facts()).unwrap();
    assert_eq!(facts["kind"], "ErasureProposed");
    assert_eq!(facts["v"], 1);
    assert_eq!(facts["data"], data());
    assert_eq!(facts["sig"].as_str().unwrap().len(), 88);
}

#[test]
fn it_does_not_hold_in_another_house() {
    let act = Signed::new();
    let elsewhere = Uuid::from_u128(9);
    assert!(matches!(act.check(elsewhere, &act.bytes, &act.facts()), Err(Error::BadSignature)));
}

/// Whoever holds the compartment can seal; he still can't put a signature under another event.
#[test]
fn its_signature_does_not_move_to_another_head_kind_shape_data_or_text() {
    let act = Signed::new();
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
    let act = Signed::new();
    let unsigned = facts_text(&Act { kind: "ErasureProposed", v: 1, data: &data() }).unwrap();
    let bytes = seal(&act.keys, Compartment::Office, &head(), &unsigned, None).unwrap();
    assert!(matches!(act.check(HOUSE, &bytes, &unsigned), Err(Error::BadSignature)));
}

#[test]
fn an_act_of_the_clue_compartment_holds_in_spite_of_its_padding() {
    let keys = all_keys();
    let person = Person::new(PERSON).unwrap();
    let data = json!({ "reason": "线索" });
    let act = Act { kind: "ClueProposed", v: 1, data: &data };
    let bytes = seal_act(&keys, &person, Compartment::Clue, &head(), &act, None).unwrap();
    let envelope = Envelope::parse(&bytes).unwrap();
    let facts = envelope.open_facts(&keys).unwrap();
    verify_act(&envelope, HOUSE, &facts, &person.publics().sign_pub).unwrap();
}

/// One act of one person with a personal box.
struct Signed {
    keys: Keys,
    person: Person,
    key: StreamKey,
    bytes: Vec<u8>,
}

impl Signed {
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
