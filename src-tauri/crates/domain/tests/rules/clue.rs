//! Clue referrals: drawn up by one officer, signed by another, then delivered; or dropped.

use crate::build::*;
use domain::clue::{
    self, Clue, ClueCommand, ClueConfirmed, ClueDelivered, ClueDropped, ClueMode, ClueProposed,
    ClueRecipient, ClueText,
};
use domain::event::{ClueEvent, Made};
use domain::id::PersonId;
use domain::permission::Role;
use domain::rejection::Field;
use domain::{Moment, Rejection, Stamp};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x91);
const RECIPIENT: ClueRecipient = ClueRecipient::CityDiscipline;

fn text() -> ClueText {
    ClueText {
        reference: "线索-2026-01".into(),
        about: "春晓苑物业服务站".into(),
        matter: "维修资金去向不清。".into(),
        basis: "来电记录".into(),
    }
}

fn propose(mode: ClueMode, text: ClueText) -> ClueCommand {
    ClueCommand::Propose { case: Some(CASE), recipient: RECIPIENT, mode, text }
}

fn deliver() -> ClueCommand {
    ClueCommand::Deliver { receipt: " 收-17 ".into() }
}

fn drop_it() -> ClueCommand {
    ClueCommand::Drop { reason: "与另一件相同".into() }
}

fn tries(
    clue: Option<&Clue>,
    actor: PersonId,
    at: Stamp,
    command: ClueCommand,
) -> Result<Vec<ClueEvent>, Rejection> {
    let scene = Scene::new();
    clue::decide(clue, command, &Moment { actor, at, ..scene.moment_as(&[Role::ClueOfficer]) })
}

fn refused(clue: &Clue, actor: PersonId, at: Stamp, command: ClueCommand) -> Option<Rejection> {
    tries(Some(clue), actor, at, command).err()
}

fn applied(clue: Option<Clue>, by: PersonId, at: Stamp, event: &ClueEvent) -> Option<Clue> {
    let version = clue.as_ref().map_or(1, |clue| clue.version + 1);
    Clue::apply(clue, ID, Made { at, by, version, erased: false, event })
}

#[track_caller]
fn does(clue: Option<Clue>, actor: PersonId, at: Stamp, command: ClueCommand) -> Clue {
    let events = tries(clue.as_ref(), actor, at, command).unwrap();
    events.iter().fold(clue, |clue, event| applied(clue, actor, at, event)).unwrap()
}

/// Drawn up by the secretary at nine.
fn drawn_up() -> Clue {
    does(None, SECRETARY, at("09:00"), propose(ClueMode::Whole, text()))
}

fn signed() -> Clue {
    does(Some(drawn_up()), CLERK, at("10:00"), ClueCommand::Confirm)
}

#[test]
fn a_referral_is_drawn_up_signed_by_another_and_delivered() {
    let clue = does(Some(signed()), SECRETARY, at("11:00"), deliver());
    assert_eq!((clue.case, clue.recipient, clue.mode), (Some(CASE), RECIPIENT, ClueMode::Whole));
    assert_eq!(clue.text, text());
    assert_eq!(clue.drawn_up, (at("09:00"), SECRETARY));
    assert_eq!(clue.signed, Some((at("10:00"), CLERK)));
    assert_eq!(clue.delivered, Some((at("11:00"), SECRETARY)));
    assert_eq!((clue.receipt.as_str(), clue.version), ("收-17", 3));
}

#[test]
fn it_says_about_whom_and_what() {
    let without = |change: fn(&mut ClueText)| {
        let mut text = text();
        change(&mut text);
        tries(None, SECRETARY, at("09:00"), propose(ClueMode::Whole, text)).err()
    };
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    assert_eq!(without(|text| text.about.clear()), missing(Field::About));
    assert_eq!(without(|text| text.matter = " ".into()), missing(Field::Matter));
    assert_eq!(without(|text| (text.reference, text.basis) = Default::default()), None);
}

#[test]
fn where_the_law_wants_no_copy_the_number_of_the_paper_is_all_that_is_kept() {
    let clue = does(None, SECRETARY, at("09:00"), propose(ClueMode::ReferenceOnly, text()));
    assert_eq!(clue.text, ClueText { reference: text().reference, ..ClueText::default() });
    let unnumbered = ClueText { reference: String::new(), ..text() };
    let answer = tries(None, SECRETARY, at("09:00"), propose(ClueMode::ReferenceOnly, unnumbered)).err();
    assert_eq!(answer, Some(Rejection::Missing { fields: vec![Field::Reference] }));
}

#[test]
fn the_second_signature_is_another_persons() {
    let clue = drawn_up();
    let later = at("10:00");
    assert_eq!(refused(&clue, SECRETARY, later, ClueCommand::Confirm), Some(Rejection::SamePerson));
    let event = ClueEvent::ClueConfirmed(ClueConfirmed {}, None);
    let own = applied(Some(clue), SECRETARY, later, &event).unwrap();
    assert_eq!((own.signed, own.version), (None, 2), "even if it was written");
    assert_eq!(refused(&signed(), HEAD, later, ClueCommand::Confirm), Some(Rejection::Lapsed), "signed once");
    let again = applied(Some(signed()), HEAD, later, &event).unwrap();
    assert_eq!(again.signed, signed().signed);
}

#[test]
fn it_is_delivered_after_two_signatures_only() {
    let clue = drawn_up();
    for actor in [SECRETARY, CLERK] {
        assert_eq!(refused(&clue, actor, at("10:00"), deliver()), Some(Rejection::SecondSignature));
    }
    let event = ClueEvent::ClueDelivered(ClueDelivered {}, None);
    assert_eq!(applied(Some(clue), CLERK, at("10:00"), &event).unwrap().delivered, None, "even if written");
    let unreceipted = ClueCommand::Deliver { receipt: String::new() };
    let missing = Rejection::Missing { fields: vec![Field::Receipt] };
    assert_eq!(refused(&signed(), SECRETARY, at("11:00"), unreceipted), Some(missing));
}

#[test]
fn it_waits_for_the_second_signature_seven_days_to_the_minute() {
    let clue = drawn_up();
    let week = 7 * 24 * 60;
    let (last, over) = (at("09:00").plus_minutes(week - 1), at("09:00").plus_minutes(week));
    assert_eq!(clue.lapses_at(), over);
    assert_eq!(refused(&clue, CLERK, last, ClueCommand::Confirm), None);
    assert_eq!(refused(&clue, CLERK, over, ClueCommand::Confirm), Some(Rejection::Lapsed));
    let event = ClueEvent::ClueConfirmed(ClueConfirmed {}, None);
    assert_eq!(applied(Some(clue), CLERK, over, &event).unwrap().signed, None, "even if it was written");
    assert_eq!(refused(&signed(), CLERK, over, deliver()), None, "what is signed has no hurry");
}

#[test]
fn an_act_that_is_dated_before_the_last_one_is_kept_and_not_applied() {
    let (drawn, signed) = (drawn_up(), signed());
    let confirmed = ClueEvent::ClueConfirmed(ClueConfirmed {}, None);
    let delivered = ClueEvent::ClueDelivered(ClueDelivered {}, None);
    let dropped = ClueEvent::ClueDropped(ClueDropped {}, None);
    let early = |clue: &Clue| clue.last_act().plus_minutes(-1);
    for (clue, acts) in [(&drawn, [&confirmed, &dropped]), (&signed, [&delivered, &dropped])] {
        for event in acts {
            let after = applied(Some(clue.clone()), CLERK, early(clue), event).unwrap();
            assert_eq!(after, Clue { version: clue.version + 1, ..clue.clone() }, "{event:?}");
            let in_time = applied(Some(clue.clone()), CLERK, clue.last_act(), event).unwrap();
            assert_ne!(in_time, after, "{event:?}");
        }
    }
}

#[test]
fn it_is_dropped_with_a_reason_until_it_is_delivered() {
    let reasonless = ClueCommand::Drop { reason: String::new() };
    let missing = Rejection::Missing { fields: vec![Field::Reason] };
    assert_eq!(refused(&drawn_up(), SECRETARY, at("10:00"), reasonless), Some(missing));
    for clue in [drawn_up(), signed()] {
        let dropped = does(Some(clue), CLERK, at("12:00"), drop_it());
        assert_eq!(dropped.dropped, Some((at("12:00"), CLERK)));
        assert_eq!(dropped.drop_reason, "与另一件相同");
    }
    let delivered = does(Some(signed()), SECRETARY, at("11:00"), deliver());
    assert_eq!(refused(&delivered, CLERK, at("12:00"), drop_it()), Some(Rejection::AlreadyThere));
    let event = ClueEvent::ClueDropped(ClueDropped {}, None);
    assert_eq!(applied(Some(delivered), CLERK, at("12:00"), &event).unwrap().dropped, None);
}

#[test]
fn what_is_dropped_is_neither_signed_nor_delivered() {
    let unsigned = does(Some(drawn_up()), CLERK, at("12:00"), drop_it());
    assert_eq!(refused(&unsigned, CLERK, at("12:01"), ClueCommand::Confirm), Some(Rejection::Lapsed));
    let dropped = does(Some(signed()), CLERK, at("12:00"), drop_it());
    assert_eq!(refused(&dropped, CLERK, at("12:01"), deliver()), Some(Rejection::AlreadyThere));
    let written =
        [ClueEvent::ClueDelivered(ClueDelivered {}, None), ClueEvent::ClueDropped(ClueDropped {}, None)];
    for event in written {
        let after = applied(Some(dropped.clone()), SECRETARY, at("12:01"), &event).unwrap();
        assert_eq!(Clue { version: dropped.version, ..after }, dropped, "{event:?}");
    }
}

#[test]
fn nothing_is_done_to_a_referral_that_is_not_there_and_none_is_drawn_up_twice() {
    for command in [ClueCommand::Confirm, deliver(), drop_it()] {
        let answer = tries(None, SECRETARY, at("09:00"), command.clone()).err();
        assert_eq!(answer, Some(Rejection::NotFound), "{command:?}");
    }
    let again = propose(ClueMode::Whole, text());
    assert_eq!(refused(&drawn_up(), CLERK, at("10:00"), again), Some(Rejection::AlreadyThere));
    let (case, mode) = (None, ClueMode::ReferenceOnly);
    let facts = ClueProposed { case, recipient: ClueRecipient::Stationed, mode };
    let event = ClueEvent::ClueProposed(facts, Some(ClueText::default()));
    let after = applied(Some(drawn_up()), CLERK, at("10:00"), &event).unwrap();
    assert_eq!(Clue { version: 1, ..after }, drawn_up(), "a second drawing up changes nothing");
}

#[test]
fn without_its_text_it_stands_with_its_facts() {
    let facts = ClueProposed { case: None, recipient: RECIPIENT, mode: ClueMode::Whole };
    let clue = applied(None, SECRETARY, at("09:00"), &ClueEvent::ClueProposed(facts, None)).unwrap();
    assert_eq!(clue.text, ClueText::default());
    let clue = applied(Some(clue), CLERK, at("10:00"), &ClueEvent::ClueConfirmed(ClueConfirmed {}, None));
    let clue = applied(clue, CLERK, at("11:00"), &ClueEvent::ClueDelivered(ClueDelivered {}, None)).unwrap();
    assert_eq!((clue.receipt.as_str(), clue.delivered), ("", Some((at("11:00"), CLERK))));
}
