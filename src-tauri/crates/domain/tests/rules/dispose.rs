//! The three dispositions on the line, and the channels beside them (T2, T3, T5).

use crate::build::*;
use domain::call::Disposition;
use domain::case::*;
use domain::vague::Missing;
use domain::{Field, Rejection, Stamp};

fn reported(unit: domain::id::UnitId) -> CaseForm {
    form_with(|form| form.matter.reported = Some(unit))
}

#[test]
fn an_answer_needs_a_text_and_the_callers_word_and_no_hazard() {
    let say = |answer: &str, confirmed| CaseCommand::AnswerOnCall {
        answer: answer.into(),
        basis: String::new(),
        confirmed,
    };
    let no_answer = Rejection::Missing { fields: vec![Field::Answer] };
    let no_matter = Rejection::Missing { fields: vec![Field::Matter] };
    let hazard = form_with(|form| form.matter.hazard = true);
    let blank = form_with(|form| form.text.matter.clear());
    let table = [
        ("with all of it", form(), say("按天数退", true), None),
        ("without a word", form(), say(" \n", true), Some(no_answer)),
        ("without the caller", form(), say("按天数退", false), Some(Rejection::CallerNotConfirmed)),
        ("on a hazard", hazard, say("按天数退", true), Some(Rejection::HazardNotOnCall)),
        ("on nothing", blank, say("按天数退", true), Some(no_matter)),
        ("with half the form", form_with(|form| form.text.place.clear()), say("按天数退", true), None),
    ];
    let scene = Scene::new();
    for (what, form, command, refused) in table {
        assert_eq!(scene.try_case(&scene.recorded(form), command).err(), refused, "{what}");
    }
    let case = scene.at_stage(Stage::Closed { how: CloseKind::OnSpot });
    assert_eq!((case.disposition, case.closed_at), (Some(Disposition::ResolvedOnCall), Some(scene.at)));
    assert_eq!(case.answer.unwrap().said_by, LEADER);
}

#[test]
fn today_needs_a_unit_an_owner_and_an_hour_of_today() {
    let with =
        |lead, owner, due, plan: &str| CaseCommand::HandleToday { lead, owner, due, plan: plan.into() };
    let latest = at("17:30");
    let vague = Rejection::Vague { field: Field::Plan, word: "尽快".into(), missing: Missing::Deed };
    let table = [
        ("at the close of day", with(MARKET, HEAD, latest, ""), None),
        ("with a plan", with(MARKET, CLERK, at("14:00"), "下午更换曳引机"), None),
        ("now", with(MARKET, HEAD, at("11:00"), ""), Some(Rejection::DueInPast)),
        ("before", with(MARKET, HEAD, at("08:00"), ""), Some(Rejection::DueInPast)),
        ("long before", with(MARKET, HEAD, Stamp(i64::MIN), ""), Some(Rejection::DueInPast)),
        ("after the close", with(MARKET, HEAD, at("17:31"), ""), Some(Rejection::DueNotToday { latest })),
        (
            "at the end of time",
            with(MARKET, HEAD, Stamp(i64::MAX), ""),
            Some(Rejection::DueNotToday { latest }),
        ),
        ("by no unit", with(NO_UNIT, HEAD, latest, ""), Some(Rejection::UnknownUnit)),
        ("by nobody", with(MARKET, NOBODY, latest, ""), Some(Rejection::UnknownPerson)),
        ("by nobody reached", with(WATER, HEAD, latest, ""), Some(Rejection::NobodyReached { unit: WATER })),
        ("as soon as it may be", with(MARKET, HEAD, latest, "尽快处理"), Some(vague)),
    ];
    let scene = Scene::new();
    for (what, command, refused) in table {
        assert_eq!(scene.try_case(&scene.recorded(form()), command).err(), refused, "{what}");
    }
    let refused = scene.refused_case(&scene.recorded(reported(MARKET)), today("17:30"));
    assert_eq!(refused, Rejection::LeadIsReported { above: Some(CITY) });
}

#[test]
fn nothing_is_for_today_after_the_close_of_day() {
    let mut scene = Scene::new();
    let case = scene.recorded(form());
    scene.at = at("17:30");
    assert_eq!(scene.refused_case(&case, today("17:30")), Rejection::DueInPast);
    assert_eq!(scene.refused_case(&case, today("18:00")), Rejection::DueNotToday { latest: at("17:30") });
}

#[test]
fn the_same_day_keeps_a_promise_of_that_day() {
    let table = [
        ("the day alone", "2026-12-01", "17:30", None),
        ("that very hour", "15:00", "15:00", None),
        ("a later day", "2026-12-04", "17:30", None),
        ("an earlier hour", "15:00", "15:01", Some("15:00")),
    ];
    let scene = Scene::new();
    for (what, promise, due, later) in table {
        let case = scene.recorded(promised(Some(promise)));
        let refused = later.map(|promised| Rejection::LaterThanPromised { promised: at(promised) });
        assert_eq!(scene.try_case(&case, today(due)).err(), refused, "{what}");
    }
}

#[test]
fn a_head_is_in_the_room_or_was_reached() {
    let lead = |lead| CaseCommand::HandleToday { lead, owner: HEAD, due: at("17:30"), plan: String::new() };
    let table = [
        ("the head came", MARKET, true, None, true),
        ("nobody came", MARKET, false, None, false),
        ("the head was called, not reached", MARKET, false, Some((HEAD, false)), false),
        ("the head was reached", MARKET, false, Some((HEAD, true)), true),
        ("a clerk of the unit was reached", MARKET, false, Some((CLERK, true)), false),
        ("another unit's head was reached", MARKET, false, Some((WATER_HEAD, true)), false),
        ("whoever answers for a unit without a head", HEADLESS, false, Some((DESK, true)), true),
        ("another's clerk for a unit without a head", HEADLESS, false, Some((CLERK, true)), false),
    ];
    for (what, unit, came, call, accepted) in table {
        let mut scene = Scene::new();
        if !came {
            scene.around.session.as_mut().unwrap().arrived.clear();
        }
        let mut case = scene.recorded(form());
        if let Some((person, reached)) = call {
            let (called_at, reply) = (at("10:55"), "已派人".into());
            let note = CaseCommand::NoteDispatch { person, called_at, reached, reply };
            case = scene.case(&case, note);
        }
        let answer = scene.try_case(&case, lead(unit)).err();
        let refused = (!accepted).then_some(Rejection::NobodyReached { unit });
        assert_eq!(answer, refused, "{what}");
    }
}

#[test]
fn a_same_day_case_is_assigned_by_the_leaders_word() {
    let scene = Scene::new();
    let case = scene.case(&scene.recorded(form()), today("17:30"));
    let given = case.assignment.unwrap();
    assert_eq!(case.disposition, Some(Disposition::SameDay));
    assert_eq!((given.said_by, given.recorded_by, given.due), (LEADER, SECRETARY, at("17:30")));
    assert_eq!((given.same_day, given.lead_name.as_str()), (true, "区市场监管局"));
}

#[test]
fn a_channel_needs_the_words_said_and_is_not_for_callers_of_another_district() {
    let send = |words: &str| CaseCommand::RedirectCase { channel: Channel::Police110, words: words.into() };
    let missing = |field| Rejection::Missing { fields: vec![field] };
    let outside = |to| form_with(|form| form.matter.outside = Some(to));
    let table = [
        ("with words", form(), "请马上拨打110", None),
        ("without words", form(), " ", Some(missing(Field::Reason))),
        (
            "of another district",
            outside(Outside::OtherDistrict),
            "请拨打",
            Some(Rejection::OutsideIsTransferred),
        ),
        ("of the city", outside(Outside::CityPlatform), "请拨打", Some(Rejection::OutsideIsTransferred)),
    ];
    let scene = Scene::new();
    for (what, form, words, refused) in table {
        assert_eq!(scene.try_case(&scene.recorded(form), send(words)).err(), refused, "{what}");
    }
    let away = scene.case(&scene.recorded(outside(Outside::CityPlatform)), CaseCommand::HandOver);
    assert_eq!(away.disposition, Some(Disposition::Transferred));
}

#[test]
fn voiding_takes_two_people_and_a_note() {
    let by =
        |second, note: &str| CaseCommand::VoidCase { reason: VoidReason::Test, second, note: note.into() };
    let table = [
        ("two", by(CHAIR, "开场试线"), None),
        ("one", by(SECRETARY, "开场试线"), Some(Rejection::SamePerson)),
        ("one and a stranger", by(NOBODY, "开场试线"), Some(Rejection::UnknownPerson)),
        ("no note", by(CHAIR, ""), Some(Rejection::Missing { fields: vec![Field::Note] })),
    ];
    let scene = Scene::new();
    for (what, command, refused) in table {
        assert_eq!(scene.try_case(&scene.pending(), command).err(), refused, "{what}");
    }
}

#[test]
fn a_dispatch_names_a_person_that_the_house_knows() {
    let scene = Scene::new();
    let note = |person| CaseCommand::NoteDispatch {
        person,
        called_at: at("10:55"),
        reached: true,
        reply: "已派人".into(),
    };
    assert_eq!(scene.refused_case(&scene.pending(), note(NOBODY)), Rejection::UnknownPerson);
    let case = scene.case(&scene.pending(), note(CLERK));
    assert_eq!((case.dispatches[0].unit, case.dispatches[0].name.as_str()), (Some(MARKET), "文澜同志"));
}
