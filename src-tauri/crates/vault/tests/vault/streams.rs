//! Stream keys, drafts, imports: what a login holds in memory.

use proptest::prelude::*;
use vault::{Compartment, Envelope, Error, Keys, Personal, seal};

use crate::{FACTS, HOUSE, OTHER_STREAM, STREAM, TEXT, all_keys, epoch, few, head, keys};

#[test]
fn keys_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Keys>();
}

#[test]
fn keys_do_not_print_themselves() {
    let printed = format!("{:?} {:?}", all_keys(), epoch(Compartment::Office, 1));
    for byte in [0x11_u8, 0x21, 0x31] {
        assert!(!printed.contains(&format!("{byte:02x}").repeat(4)));
        assert!(!printed.contains(&format!("{byte}, {byte}")));
    }
}

#[test]
fn two_stream_keys_of_one_stream_differ() {
    let keys = all_keys();
    let one = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let two = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    assert_ne!(one.kid, two.kid);
    assert_ne!(one.kid, [0; 8]);
    assert_eq!(one.wrap[..8], epoch(Compartment::General, 1).id());
}

#[test]
fn a_dropped_compartment_takes_its_stream_keys_along_and_comes_back_with_its_epoch() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::Clue).unwrap();
    let general = keys.stream_key_new(OTHER_STREAM, Compartment::General).unwrap();
    let personal = Some(Personal { key: &key, text: TEXT });
    let bytes = seal(&keys, Compartment::Clue, &head(), FACTS, personal).unwrap();
    let envelope = Envelope::parse(&bytes).unwrap();

    keys.drop_compartment(Compartment::Clue);
    assert!(!keys.holds(Compartment::Clue));
    assert!(envelope.open_facts(&keys).is_err());
    let refused = envelope.open_personal(&keys, Some(&key.wrap));
    assert!(matches!(refused, Err(Error::UnknownKey { .. })));
    assert!(keys.wrap_is_current(&general.wrap, Compartment::General));

    keys.hold(epoch(Compartment::Clue, 1));
    assert!(envelope.open_personal(&keys, Some(&key.wrap)).is_ok());
}

#[test]
fn a_forgotten_stream_opens_again_only_with_its_wrap() {
    let keys = all_keys();
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let personal = Some(Personal { key: &key, text: TEXT });
    let bytes = seal(&keys, Compartment::General, &head(), FACTS, personal).unwrap();
    let envelope = Envelope::parse(&bytes).unwrap();

    keys.forget_stream(STREAM);
    assert!(matches!(envelope.open_personal(&keys, None), Err(Error::Erased { .. })));
    assert!(envelope.open_personal(&keys, Some(&key.wrap)).is_ok());
}

#[test]
fn drafts_of_a_clue_are_of_one_size() {
    let keys = all_keys();
    let sealed = |compartment, text: &str| keys.seal_draft(compartment, STREAM, text.as_bytes()).unwrap();
    let (short, long) = (r#"{"told":"线"}"#, r#"{"told":"长得多的线索"}"#);
    let clue = [short, long].map(|it| sealed(Compartment::Clue, it));
    assert_eq!(clue[0].len(), clue[1].len());
    assert_eq!(*keys.open_draft(STREAM, &clue[1]).unwrap(), long.as_bytes());
    assert_ne!(sealed(Compartment::General, short).len(), sealed(Compartment::General, long).len());
}

#[test]
fn a_draft_opens_for_its_stream_only() {
    let keys = all_keys();
    let sealed = keys.seal_draft(Compartment::General, STREAM, TEXT).unwrap();

    assert_eq!(*keys.open_draft(STREAM, &sealed).unwrap(), TEXT);
    assert!(matches!(keys.open_draft(OTHER_STREAM, &sealed), Err(Error::Damaged { .. })));
}

#[test]
fn a_draft_of_another_compartment_stays_closed() {
    let sealed = all_keys().seal_draft(Compartment::Clue, STREAM, TEXT).unwrap();
    let reader = keys(&[Compartment::Office, Compartment::General]);
    assert!(matches!(reader.open_draft(STREAM, &sealed), Err(Error::UnknownKey { .. })));
}

#[test]
fn an_imported_number_hashes_alike_after_a_further_epoch_and_unlike_another() {
    let keys = all_keys();
    let before = keys.import_hash("2025-000123").unwrap();
    keys.hold(epoch(Compartment::General, 2));

    assert_eq!(keys.import_hash("2025-000123").unwrap(), before);
    assert_ne!(keys.import_hash("2025-000124").unwrap(), before);
    let elsewhere = Keys::new(HOUSE, [epoch(Compartment::General, 3)]);
    assert_ne!(elsewhere.import_hash("2025-000123").unwrap(), before);
}

#[test]
fn the_derivations_of_an_epoch_differ_by_epoch_and_not_by_label() {
    assert_ne!(epoch(Compartment::Office, 1).id(), epoch(Compartment::Office, 2).id());
    assert_ne!(epoch(Compartment::Office, 1).id(), epoch(Compartment::General, 1).id());
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_draft_with_any_byte_flipped_does_not_open(text in ".{0,80}", at: prop::sample::Index, flip in 1_u8..) {
        let keys = all_keys();
        let mut sealed = keys.seal_draft(Compartment::General, STREAM, text.as_bytes()).unwrap();
        prop_assert_eq!(&**keys.open_draft(STREAM, &sealed).unwrap(), text.as_bytes());
        let at = at.index(sealed.len());
        sealed[at] ^= flip;
        prop_assert!(keys.open_draft(STREAM, &sealed).is_err());
    }
}
