//! The keys of a shared journal: who erased, what the hub has lost or destroyed, what comes late.

use crate::house::*;
use crate::sharing::{Hub, beside, follow, publish, shared};
use domain::id::SessionId;
use store::Taken;

fn number(house: &House) -> Option<String> {
    house.reader().calls_of_session(SessionId(id(1))).unwrap()[0].number.clone()
}

#[test]
fn an_erased_key_stays_erased_whoever_brings_it() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let (two, mut second) = beside(&one, 2);
    first.act(id(100), rang(1, "10013800001"));
    publish(&mut first.store, &mut hub);
    follow(&mut second.store, &hub, 100);
    assert_eq!(number(&two).as_deref(), Some("10013800001"));
    first.store.erase(id(100)).unwrap();
    assert_eq!(first.store.offers(9).unwrap(), []);
    // The hub still has it, and brings it again with the row at the cursor.
    follow(&mut first.store, &hub, 100);
    assert_eq!(number(&one), None);
    second.store.erase(id(100)).unwrap();
    assert_eq!(second.store.take(&hub.follow(1, 1)).unwrap(), Taken::default());
    assert_eq!(number(&two), None);
}

#[test]
fn a_key_that_is_gone_from_the_hub_alone_stays_here_and_who_comes_later_is_told() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let ((two, mut second), (three, mut third)) = (beside(&one, 2), beside(&one, 3));
    first.act(id(100), rang(1, "10013800001"));
    publish(&mut first.store, &mut hub);
    follow(&mut second.store, &hub, 100);
    hub.erase(id(100));
    assert_eq!(second.store.take(&hub.follow(1, 1)).unwrap(), Taken::default());
    assert_eq!(number(&two).as_deref(), Some("10013800001"));
    assert!(two.verify().ok);
    follow(&mut third.store, &hub, 100);
    assert_eq!(number(&three), None, "the call counts there, without its text");
    assert_eq!(three.verify().erased_without_act, [id(100)]);
}

#[test]
fn a_row_whose_key_the_hub_has_lost_is_erased_where_its_stream_is_erased() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    first.act(id(100), rang(1, "10013800001"));
    publish(&mut first.store, &mut hub);
    hub.keys.clear();
    for erased_before in [true, false] {
        let (two, mut second) = beside(&one, 2);
        if erased_before {
            second.store.erase(id(100)).unwrap();
        }
        second.store.take(&hub.follow(0, 100)).unwrap();
        if !erased_before {
            second.store.erase(id(100)).unwrap();
        }
        drop(second);
        let broken = two.verify().first_broken;
        assert_eq!(broken, None, "erased before it came: {erased_before}");
    }
}
