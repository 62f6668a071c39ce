//! Random histories: rows are a function of the journal, and nothing else.

use crate::house::*;
use domain::call::facts::*;
use domain::call::{Disposition, NoCase, Outcome};
use domain::case::text::*;
use domain::case::*;
use domain::event::*;
use domain::id::*;
use domain::triage::event::*;
use domain::triage::{Group, Pass};
use domain::{Event, Stamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use store::{Opened, StreamKeyFor};
use uuid::Uuid;

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_rebuild_gives_the_rows_and_counters_that_stand(history in vec(any::<Step>(), 1..60)) {
        let (house, mut desk) = House::founded();
        play(&mut desk, &history);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
        let counters = house.reader().counters(SessionId(id(1))).unwrap();
        let rebuilt = desk.store.rebuild().unwrap();
        prop_assert_eq!(rebuilt.events, house.reader().journal_length().unwrap());
        prop_assert_eq!(house.reader().counters(SessionId(id(1))).unwrap(), counters);
        prop_assert!(house.verify().ok);
    }

    #[test]
    fn erasing_changes_no_counter_and_a_rebuild_agrees(
        history in vec(any::<Step>(), 1..40),
        erased in vec(0_u64..30, 1..6),
        later in vec(any::<Step>(), 0..20),
    ) {
        let (house, mut desk) = House::founded();
        play(&mut desk, &history);
        let counters = house.reader().counters(SessionId(id(1))).unwrap();
        for stream in &erased {
            desk.store.erase(id(*stream)).unwrap();
        }
        prop_assert_eq!(house.reader().counters(SessionId(id(1))).unwrap(), counters);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
        play(&mut desk, &later);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
        drop(desk);
        std::fs::remove_file(house.file("cases.db")).unwrap();
        let (_desk, opened) = house.open();
        prop_assert_eq!(opened, Opened { applied: 0, rebuilt: true });
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
    }
}

#[derive(Clone, Copy, Debug, proptest_derive_free::Step)]
pub struct Never;
