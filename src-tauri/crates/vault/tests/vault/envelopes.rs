//! The bytes of an event: what opens, and that nothing else does.

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use vault::{Compartment, Envelope, Error, Head, Keys, Personal, StreamKey, leaf, link, link_zero, seal};

use crate::{
    EVENT, FACTS, HOUSE, NOW, OTHER_STREAM, STATION, STREAM, TEXT, all_keys, epoch, few, head, keys,
};

#[test]
fn an_event_opens_to_what_was_sealed() {
    let (keys, key, bytes) = sealed(Compartment::General);
    let envelope = Envelope::parse(&bytes).unwrap();

    assert_eq!(envelope.head(), head());
    assert_eq!(envelope.kid(), Some(key.kid));
    assert_eq!(keys.compartment_of(envelope.key_id()), Some(Compartment::General));
    assert_eq!(*envelope.open_facts(&keys).unwrap(), FACTS);
    assert_eq!(*envelope.open_personal(&keys, Some(&key.wrap)).unwrap().unwrap(), TEXT);
}

#[test]
fn every_field_stands_at_its_offset() {
    let (keys, key, bytes) = sealed(Compartment::General);

    assert_eq!(bytes[..2], [1, 1]);
    assert_eq!(bytes[2..18], *EVENT.as_bytes());
    assert_eq!(bytes[18..34], *STREAM.as_bytes());
    assert_eq!(bytes[34..42], 1_u64.to_be_bytes());
    assert_eq!(bytes[42..58], *STATION.as_bytes());
    assert_eq!(bytes[58..66], NOW.to_be_bytes());
    assert_eq!(bytes[66..74], keys.current(Compartment::General).unwrap().id());
    assert_eq!(bytes[74..82], key.kid);
    let facts_end = 86 + FACTS.len() + 40;
    assert_eq!(bytes[82..86], u32::try_from(FACTS.len() + 40).unwrap().to_be_bytes());
    assert_eq!(bytes[facts_end..facts_end + 4], u32::try_from(TEXT.len() + 40).unwrap().to_be_bytes());
    assert_eq!(bytes.len(), facts_end + 4 + TEXT.len() + 40);
}

#[test]
fn an_event_without_personal_text_has_neither_box_nor_kid() {
    let keys = all_keys();
    let bytes = seal(&keys, Compartment::Office, &head(), FACTS, None).unwrap();
    let envelope = Envelope::parse(&bytes).unwrap();

    assert_eq!(envelope.kid(), None);
    assert_eq!(bytes[74..82], [0; 8]);
    assert_eq!(bytes[bytes.len() - 4..], [0; 4]);
    assert!(envelope.open_personal(&keys, None).unwrap().is_none());
}

#[test]
fn a_kid_without_a_box_is_refused() {
    let mut bytes = seal(&all_keys(), Compartment::Office, &head(), FACTS, None).unwrap();
    bytes[74] = 7;
    assert!(matches!(Envelope::parse(&bytes), Err(Error::Damaged { .. })));
}

#[test]
fn a_box_without_a_kid_is_refused() {
    let (_, _, mut bytes) = sealed(Compartment::General);
    bytes[74..82].fill(0);
    assert!(matches!(Envelope::parse(&bytes), Err(Error::Damaged { .. })));
}

#[test]
fn an_unknown_suite_or_layout_is_refused_by_name() {
    let (_, _, bytes) = sealed(Compartment::General);
    for (suite, layout) in [(2, 1), (1, 2), (0, 0)] {
        let mut bytes = bytes.clone();
        bytes[..2].copy_from_slice(&[suite, layout]);
        let refused = Envelope::parse(&bytes);
        assert!(
            matches!(refused, Err(Error::Unsupported { suite: s, layout: l }) if (s, l) == (suite, layout))
        );
    }
}

#[test]
fn a_cut_or_lengthened_envelope_is_refused() {
    let (_, _, bytes) = sealed(Compartment::General);
    for length in 0..bytes.len() {
        assert!(Envelope::parse(&bytes[..length]).is_err(), "cut at {length}");
    }
    assert!(Envelope::parse(&[bytes.as_slice(), &[0]].concat()).is_err());
}

#[test]
fn version_zero_is_not_sealed() {
    let refused = seal(&all_keys(), Compartment::Office, &Head { version: 0, ..head() }, FACTS, None);
    assert!(matches!(refused, Err(Error::Damaged { .. })));
}

#[test]
fn a_compartment_that_is_not_held_neither_seals_nor_opens() {
    let (_, key, bytes) = sealed(Compartment::General);
    let office = keys(&[Compartment::Office]);
    let envelope = Envelope::parse(&bytes).unwrap();

    let refused = seal(&office, Compartment::General, &head(), FACTS, None);
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::General })));
    assert!(matches!(envelope.open_facts(&office), Err(Error::UnknownKey { .. })));
    assert!(matches!(envelope.open_personal(&office, Some(&key.wrap)), Err(Error::UnknownKey { .. })));
}

#[test]
fn a_personal_box_does_not_open_once_its_wrap_is_gone() {
    let (keys, key, bytes) = sealed(Compartment::General);
    let envelope = Envelope::parse(&bytes).unwrap();
    envelope.open_personal(&keys, Some(&key.wrap)).unwrap();

    // Though the unwrapped key is still cached.
    let erased = envelope.open_personal(&keys, None);
    assert!(matches!(erased, Err(Error::Erased { stream: STREAM, kid }) if kid == key.kid));
    assert_eq!(*envelope.open_facts(&keys).unwrap(), FACTS);
}

#[test]
fn swapped_boxes_do_not_open() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let one = sealed_under(&keys, Compartment::General, &key, head());
    let two = sealed_under(&keys, Compartment::General, &key, Head { version: 2, ..head() });
    let cut = 82 + 4 + FACTS.len() + 40;

    let facts_of_two = [&one[..82], &two[82..cut], &one[cut..]].concat();
    let envelope = Envelope::parse(&facts_of_two).unwrap();
    assert!(matches!(envelope.open_facts(&keys), Err(Error::Damaged { .. })));
    assert!(envelope.open_personal(&keys, Some(&key.wrap)).is_ok());

    let personal_of_two = [&one[..cut], &two[cut..]].concat();
    let envelope = Envelope::parse(&personal_of_two).unwrap();
    assert!(envelope.open_facts(&keys).is_ok());
    assert!(matches!(envelope.open_personal(&keys, Some(&key.wrap)), Err(Error::Damaged { .. })));
}

#[test]
fn the_facts_box_does_not_open_as_a_personal_box() {
    // The same length, the same head; only the letter in the associated data tells them apart.
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let personal = Some(Personal { key: &key, text: FACTS });
    let bytes = seal(&keys, Compartment::General, &head(), FACTS, personal).unwrap();
    let half = 4 + FACTS.len() + 40;

    let swapped = [&bytes[..82], &bytes[82 + half..], &bytes[82..82 + half]].concat();
    let envelope = Envelope::parse(&swapped).unwrap();
    assert!(envelope.open_facts(&keys).is_err());
    assert!(envelope.open_personal(&keys, Some(&key.wrap)).is_err());
}

#[test]
fn clue_boxes_tell_their_length_in_steps_of_a_kilobyte() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::Clue).unwrap();
    for length in [2, 983, 984, 985, 3000] {
        let text = format!("\"{}\"", "x".repeat(length - 2));
        let personal = Some(Personal { key: &key, text: text.as_bytes() });
        let bytes = seal(&keys, Compartment::Clue, &head(), FACTS, personal).unwrap();
        let envelope = Envelope::parse(&bytes).unwrap();

        assert_eq!((bytes.len() - 82 - 8) % 1024, 0, "text of {length}");
        assert_eq!(*envelope.open_facts(&keys).unwrap(), FACTS);
        let opened = envelope.open_personal(&keys, Some(&key.wrap)).unwrap().unwrap();
        assert_eq!(*opened, text.as_bytes());
    }
}

#[test]
fn a_stream_key_of_another_compartment_does_not_seal() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let personal = Some(Personal { key: &key, text: TEXT });
    let refused = seal(&keys, Compartment::Clue, &head(), FACTS, personal);
    assert!(matches!(refused, Err(Error::Damaged { .. })));
}

#[test]
fn after_a_further_epoch_old_events_open_and_new_text_needs_a_new_stream_key() {
    let (keys, old_key, old) = sealed(Compartment::General);
    keys.hold(epoch(Compartment::General, 2));

    let envelope = Envelope::parse(&old).unwrap();
    assert!(envelope.open_facts(&keys).is_ok());
    assert!(envelope.open_personal(&keys, Some(&old_key.wrap)).is_ok());

    assert!(!keys.wrap_is_current(&old_key.wrap, Compartment::General));
    let personal = Some(Personal { key: &old_key, text: TEXT });
    assert!(seal(&keys, Compartment::General, &head(), FACTS, personal).is_err());

    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    assert!(keys.wrap_is_current(&key.wrap, Compartment::General));
    let new = sealed_under(&keys, Compartment::General, &key, head());
    assert_eq!(new[66..74], epoch(Compartment::General, 2).id());
}

#[test]
fn leaf_and_link_are_the_labelled_hashes() {
    let sha = |parts: &[&[u8]]| -> [u8; 32] { Sha256::digest(parts.concat()).into() };
    let zero = link_zero(HOUSE, STATION);
    let of_event = leaf(b"event");

    assert_eq!(of_event, sha(&[b"12345/leaf/1", b"event"]));
    assert_eq!(zero, sha(&[HOUSE.as_bytes(), STATION.as_bytes()]));
    let seven = 7_u64.to_be_bytes();
    assert_eq!(link(&zero, 7, &of_event), sha(&[b"12345/link/1", &zero, &seven, &of_event]));
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn any_text_comes_back(facts in ".{0,200}", text in ".{0,200}", at: i64, version in 1_u64..) {
        let keys = all_keys();
        let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
        let personal = Some(Personal { key: &key, text: text.as_bytes() });
        let head = Head { version, at, ..head() };
        let bytes = seal(&keys, Compartment::General, &head, facts.as_bytes(), personal).unwrap();
        let envelope = Envelope::parse(&bytes).unwrap();

        prop_assert_eq!(envelope.head(), head);
        prop_assert_eq!(&**envelope.open_facts(&keys).unwrap(), facts.as_bytes());
        // Another login, so that nothing is cached.
        let opened = envelope.open_personal(&all_keys(), Some(&key.wrap)).unwrap().unwrap();
        prop_assert_eq!(&**opened, text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Envelope::parse(&bytes);
        let _ = Envelope::parse(&[&[1, 1], bytes.as_slice()].concat());
    }
}

#[test]
fn an_envelope_with_any_byte_flipped_does_not_open_whole() {
    for compartment in [Compartment::Office, Compartment::General] {
        let (_, key, bytes) = sealed(compartment);
        let reader = all_keys();
        assert!(opens_whole(&reader, &bytes, &key.wrap));
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] ^= flip;
                assert!(!opens_whole(&reader, &bytes, &key.wrap), "byte {at} xor {flip}");
            }
        }
    }
}

#[test]
fn wraps_do_not_pass_between_streams_kids_and_events() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let same_stream = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let other_stream = keys.stream_key_new(OTHER_STREAM, Compartment::General).unwrap();
    let bytes = sealed_under(&keys, Compartment::General, &key, head());
    let envelope = Envelope::parse(&bytes).unwrap();

    // With the right key cached and without it: the cache must vouch for its own wrap only.
    for reader in [keys, all_keys()] {
        for wrong in [&same_stream, &other_stream] {
            let refused = envelope.open_personal(&reader, Some(&wrong.wrap));
            assert!(matches!(refused, Err(Error::Damaged { .. })));
        }
        assert!(envelope.open_personal(&reader, Some(&key.wrap)).is_ok());
        assert!(envelope.open_personal(&reader, Some(&key.wrap[..79])).is_err());
    }

    // A kid under another name doesn't seal either.
    let renamed = StreamKey { kid: same_stream.kid, wrap: key.wrap };
    let personal = Some(Personal { key: &renamed, text: TEXT });
    assert!(seal(&all_keys(), Compartment::General, &head(), FACTS, personal).is_err());
}

fn sealed(compartment: Compartment) -> (Keys, StreamKey, Vec<u8>) {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, compartment).unwrap();
    let bytes = sealed_under(&keys, compartment, &key, head());
    (keys, key, bytes)
}

fn sealed_under(keys: &Keys, compartment: Compartment, key: &StreamKey, head: Head) -> Vec<u8> {
    seal(keys, compartment, &head, FACTS, Some(Personal { key, text: TEXT })).unwrap()
}

fn opens_whole(keys: &Keys, bytes: &[u8], wrap: &[u8]) -> bool {
    Envelope::parse(bytes).is_ok_and(|envelope| {
        envelope.open_facts(keys).is_ok()
            && envelope.open_personal(keys, Some(wrap)).is_ok_and(|text| text.is_some())
    })
}
