//! Referrals: in the journal sealed, in memory for who holds their key, and nowhere else.

use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::clue::*;
use domain::event::ClueEvent;
use domain::id::CaseId;
use domain::{Event, Made, Stamp, State};
use rusqlite::types::Value;
use store::{Error, TrailQuery};
use vault::Compartment;

const ABOUT: &str = "王某某副科长";

#[test]
fn a_referral_is_folded_for_who_holds_its_key_and_for_nobody_else() {
    let mut town = Town::founded();
    let (first, second) =
        (town.act(OFFICER, id(60), drawn_up(ABOUT)), town.act(OFFICER, id(61), drawn_up("李某")));
    let confirmed = || ClueEvent::ClueConfirmed(ClueConfirmed {}, None);
    town.act(OFFICER, id(60), confirmed());
    let clues = |town: &Town| town.house.reader().clues(&town.clue_keys).unwrap();
    assert_eq!(clues(&town)[0].1.as_ref().unwrap().signed, None, "the same person is no second one");
    town.forge(OTHER_OFFICER, Some(OFFICER), id(60), confirmed());
    town.act(SECRETARY, id(60), confirmed());
    assert_eq!(clues(&town)[0].1.as_ref().unwrap().signed, None, "neither a borrowed name nor a secretary");
    town.act(OTHER_OFFICER, id(60), confirmed());
    let found = clues(&town);
    let folded = found[0].1.as_ref().unwrap();
    assert_eq!((found[0].0, found[1].0, folded.version), (id(60), id(61), 5));
    assert_eq!((folded.text.about.as_str(), folded.signed.unwrap().1), (ABOUT, town.id(OTHER_OFFICER)));

    let reader = town.house.reader();
    assert_eq!(reader.clues(&town.house.keys).unwrap(), []);
    assert_eq!(reader.events(id(60)).unwrap(), []);
    assert!(matches!(town.desk.store.state(id(60)), Err(Error::Unopened { .. })));
    let report = town.house.verify();
    assert!(report.ok, "{report:?}");
    assert_eq!(report.unopened, (first..=second + 4).collect::<Vec<_>>());
}

#[test]
fn a_referral_that_no_clue_officer_drew_up_is_none() {
    let mut town = Town::founded();
    town.act(SECRETARY, id(60), drawn_up(ABOUT));
    town.forge(OFFICER, None, id(61), drawn_up(ABOUT));
    let found = town.house.reader().clues(&town.clue_keys).unwrap();
    assert_eq!(found, [(id(60), None), (id(61), None)]);
}

#[test]
fn a_referral_changes_no_row_no_counter_and_no_trail() {
    let mut town = Town::founded();
    town.desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    town.desk.store.save_draft(id(70), id(60), &draft(&town), NOW).unwrap();
    let before = rows(&town.house);
    // As the desk writes it: with the states that it has folded.
    let mut write =
        town.sealed(town.id(OFFICER), Some(&town.people[OFFICER]), id(60), &[One::from(drawn_up(ABOUT)).0]);
    let event: Event = One::from(drawn_up(ABOUT)).0;
    let (by, at) = (town.id(OFFICER), Stamp(NOW));
    write.after = State::Nothing.apply(id(60), Made { at, by, version: 1, erased: false, event: &event });
    assert!(matches!(write.after, State::Clue(_)));
    town.desk.store.commit(&[write], &[id(70)]).unwrap();
    assert_eq!(rows(&town.house), before);
    assert_eq!(town.desk.store.drafts().unwrap(), [], "the draft has gone with it");
    assert_eq!(town.house.reader().trail(&TrailQuery::default(), 0, 9).unwrap().0, 0);
    town.desk.store.rebuild().unwrap();
    assert_eq!(rows(&town.house), before);
    town.desk.act(id(10), handed_over());
    assert_ne!(rows(&town.house), before, "another act does");
    assert_eq!(town.house.reader().clues(&town.clue_keys).unwrap().len(), 1);
}

#[test]
fn a_referrals_draft_is_told_from_the_others_by_the_keys_that_open_it() {
    let mut town = Town::founded();
    let sealed = draft(&town);
    let own = town.house.keys.seal_draft(Compartment::General, id(10), b"half a sentence").unwrap();
    town.desk.store.save_draft(id(70), id(60), &sealed, NOW).unwrap();
    town.desk.store.save_draft(id(71), id(10), &own, NOW + 1).unwrap();
    let drafts = town.house.reader().drafts().unwrap();
    let opened = |keys: &vault::Keys| -> Vec<_> {
        drafts.iter().map(|it| keys.open_draft(it.stream, &it.sealed).map(drop)).collect()
    };
    let (theirs, ours) = (opened(&town.clue_keys), opened(&town.house.keys));
    assert!(matches!(ours[..], [Err(vault::Error::UnknownKey { .. }), Ok(())]), "{ours:?}");
    assert!(matches!(theirs[..], [Ok(()), Err(vault::Error::UnknownKey { .. })]), "{theirs:?}");
}

fn draft(town: &Town) -> Vec<u8> {
    town.clue_keys.seal_draft(Compartment::Clue, id(60), ABOUT.as_bytes()).unwrap()
}

pub fn drawn_up(about: &str) -> ClueEvent {
    let text = ClueText { about: about.into(), matter: "收受礼金".into(), ..ClueText::default() };
    let (recipient, mode) = (ClueRecipient::DistrictDiscipline, ClueMode::Whole);
    ClueEvent::ClueProposed(ClueProposed { case: Some(CaseId(id(10))), recipient, mode }, Some(text))
}

/// Every table of cases.db but its place in the journal.
fn rows(house: &House) -> Vec<Vec<Vec<Value>>> {
    let conn = raw::connect(&house.file("cases.db"), &house.cases_key);
    let table = |name: &str| {
        let mut select = conn.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).unwrap();
        let columns = select.column_count();
        let row =
            |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
        select.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    ["sessions", "meetings", "calls", "cases", "counters"].map(table).into()
}
