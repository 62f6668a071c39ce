//! One transaction: all of it, or nothing.

use crate::house::*;
use crate::raw;
use domain::State;
use domain::call::Disposition;
use domain::id::*;
use store::{Error, StreamKeyFor};
use vault::Compartment;

#[test]
fn an_event_its_row_and_its_counters_are_committed_together() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, "10013800001"));
    let reader = house.reader();
    assert_eq!(reader.tally(SessionId(id(1))).unwrap().waiting, 1);
    assert_eq!(desk.act(id(10), answered(3)).seq, 2);
    desk.act(id(10), disposed(Disposition::SameDay));
    let tally = reader.tally(SessionId(id(1))).unwrap();
    assert_eq!((tally.waiting, tally.answered, tally.same_day, tally.live), (0, 1, 1, 0));
    let State::Call(call) = desk.store.state(id(10)).unwrap() else { panic!("a call") };
    assert_eq!(reader.call(CallId(id(10))).unwrap(), Some(*call));
    assert_eq!(reader.events(id(10)).unwrap(), desk.store.events(id(10)).unwrap());
    assert_eq!(reader.journal_length().unwrap(), 3);
}

#[test]
fn a_version_is_written_once() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, "10013800001"));
    let first = desk.sealed(id(10), &[One::from(answered(1)).0]).unwrap();
    let second = desk.sealed(id(10), &[One::from(answered(2)).0]).unwrap();
    let other = desk.sealed(id(11), &[One::from(rang(1, "")).0]).unwrap();
    desk.store.commit(&[first], &[]).unwrap();
    let refused = desk.store.commit(&[other, second], &[]);
    assert!(matches!(refused, Err(Error::VersionTaken { stream, version: 2 }) if stream == id(10)));
    assert_eq!(house.reader().journal_length().unwrap(), 2, "the whole batch is undone");
    assert_eq!(house.reader().call(CallId(id(11))).unwrap(), None);
    desk.act(id(11), rang(1, ""));
    assert!(house.verify().ok);
}

#[test]
fn a_version_without_the_one_before_it_is_refused() {
    let (_house, mut desk) = House::founded();
    let write =
        desk.sealed_from(id(10), State::Nothing, 4, StreamKeyFor::Nothing, &[One::from(rang(1, "")).0]);
    let refused = desk.store.commit(&[write], &[]);
    assert!(matches!(refused, Err(Error::VersionGap { version: 5, .. })));
}

#[test]
fn an_event_id_is_written_once() {
    let (_house, mut desk) = House::founded();
    let mut write = desk.sealed(id(10), &[One::from(rang(1, "")).0]).unwrap();
    desk.store.commit(std::slice::from_ref(&write), &[]).unwrap();
    write.keys.clear();
    assert!(matches!(desk.store.commit(&[write], &[]), Err(Error::EventTaken { .. })));
}

#[test]
fn an_envelope_of_another_stream_is_refused() {
    let (house, mut desk) = House::founded();
    let mut write = desk.sealed(id(10), &[One::from(rang(1, "")).0]).unwrap();
    write.stream = id(11);
    write.keys.clear();
    assert!(matches!(desk.store.commit(&[write], &[]), Err(Error::Unfit { .. })));
    assert_eq!(house.reader().journal_length().unwrap(), 0);
}

#[test]
fn the_journal_refuses_every_update_and_delete() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, ""));
    let conn = raw::connect(&house.file("record.db"), &house.record_key);
    for sql in ["UPDATE journal SET body = x''", "DELETE FROM journal", "UPDATE journal SET seq = 9"] {
        let refused = conn.execute(sql, []).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    assert!(house.verify().ok);
}

#[test]
fn a_reader_sees_what_has_been_committed_since() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, ""));
    let reader = house.reader();
    desk.act(id(10), answered(1));
    assert_eq!(reader.call(CallId(id(10))).unwrap().unwrap().version, 2);
}

#[test]
fn a_draft_survives_and_goes_with_the_act_that_consumes_it() {
    let (house, mut desk) = House::founded();
    let (one, two) = (id(1), id(2));
    desk.store.save_draft(one, id(10), b"half a sen", NOW).unwrap();
    desk.store.save_draft(one, id(10), b"half a sentence", NOW + 1).unwrap();
    desk.store.save_draft(two, id(11), b"another", NOW).unwrap();
    drop(desk);
    let (mut desk, _) = house.open();
    let drafts = desk.store.drafts().unwrap();
    let seen: Vec<_> = drafts.iter().map(|it| (it.id, it.stream, &it.sealed[..], it.saved_at)).collect();
    assert_eq!(seen, [(two, id(11), &b"another"[..], NOW), (one, id(10), b"half a sentence", NOW + 1)]);

    let taken = desk.sealed(id(10), &[One::from(rang(1, "")).0]).unwrap();
    desk.store.commit(std::slice::from_ref(&taken), &[one]).unwrap();
    desk.store.save_draft(one, id(10), b"again", NOW).unwrap();
    assert!(desk.store.commit(&[taken], &[one]).is_err());
    assert_eq!(desk.store.drafts().unwrap().len(), 2, "a refused act consumes nothing");
    desk.store.drop_draft(one).unwrap();
    desk.store.drop_draft(one).unwrap();
    assert_eq!(desk.store.drafts().unwrap().len(), 1);
}

#[test]
fn a_standing_stream_key_is_used_again_until_the_epoch_changes() {
    let (_house, mut desk) = House::founded();
    let of = |desk: &Desk| desk.store.stream_key(id(10), Compartment::General).unwrap();
    assert_eq!(of(&desk), StreamKeyFor::Nothing);
    desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    let StreamKeyFor::Standing(key) = of(&desk) else { panic!("a key stands") };
    desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    assert_eq!(of(&desk), StreamKeyFor::Standing(key));
    desk.keys.hold(vault::Epoch::new(Compartment::General, 2).unwrap());
    assert_eq!(of(&desk), StreamKeyFor::Nothing);
    desk.act(id(10), recorded(1, 9, 1, text("路灯又不亮", "周女士", "10013800001")));
    assert!(matches!(of(&desk), StreamKeyFor::Standing(new) if new != key));
    assert_eq!(desk.store.events(id(10)).unwrap().len(), 3);
}

#[test]
fn a_key_is_recorded_once() {
    let (_house, mut desk) = House::founded();
    let text = text("路灯不亮", "", "");
    let write = desk.sealed(id(10), &[One::from(recorded(1, 9, 1, text.clone())).0]).unwrap();
    let keys = write.keys.clone();
    desk.store.commit(&[write], &[]).unwrap();
    let mut again = desk.sealed(id(11), &[One::from(recorded(1, 9, 2, text)).0]).unwrap();
    again.keys.extend(keys);
    assert!(matches!(desk.store.commit(&[again], &[]), Err(Error::Unfit { .. })));
}

#[test]
fn the_readable_rows_are_only_in_the_file_of_the_readers() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), recorded(1, 9, 1, text("桥华小区路灯不亮", "周女士", "10013800001")));
    house.keeper().truncate().unwrap();
    for (name, key, found) in [("record.db", &house.record_key, false), ("cases.db", &house.cases_key, true)]
    {
        let pages = raw::pages(&house.file(name), key);
        assert_eq!(raw::holds(&pages, "桥华小区路灯不亮"), found, "{name}");
        let bytes = std::fs::read(house.file(name)).unwrap();
        assert!(!raw::holds(&bytes, "10013800001"), "{name} is sealed on disk");
    }
}

#[test]
fn nothing_is_checkpointed_but_by_the_keeper() {
    let (house, mut desk) = House::founded();
    let length = || std::fs::metadata(house.file("record.db")).unwrap().len();
    let before = length();
    for at in 0..400 {
        desk.act(id(at), rang(1, "10013800001"));
    }
    assert_eq!(length(), before);
    let keeper = desk.store.keeper().unwrap();
    keeper.checkpoint().unwrap();
    assert!(length() > before);
    assert!(keeper.truncate().unwrap());
    assert_eq!(std::fs::metadata(house.file("record.db-wal")).unwrap().len(), 0);
    assert_eq!(std::fs::metadata(house.file("cases.db-wal")).unwrap().len(), 0);
    let (_house, opened) = {
        drop((desk, keeper));
        house.open()
    };
    assert_eq!(opened.applied, 0);
}
