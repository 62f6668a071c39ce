//! 督办 (T26): what the system raises of itself, in working hours and once; what a person signs.

use crate::build::*;
use crate::build_follow::*;
use domain::case::follow::facts::*;
use domain::case::follow::{FollowCommand, SystemAct, system_acts};
use domain::case::*;
use domain::event::{Event, Made};
use domain::id::PersonId;
use domain::{Rejection, State};
use uuid::Uuid;

fn raises(case: &Case, scene: &Scene, time: &str) -> Vec<String> {
    system_acts(case, &scene.directory, at(time)).iter().map(SystemAct::key).collect()
}

/// What the system raises then stands on the case, as any workstation would write it.
fn raised(case: Case, scene: &Scene, time: &str) -> Case {
    let acts = system_acts(&case, &scene.directory, at(time));
    acts.into_iter().fold(case, |case, act| {
        let event = Event::Follow(act.event(Uuid::from_u128(0xf1)));
        let (version, by) = (case.version + 1, PersonId(Uuid::nil()));
        let made = Made { at: at(time), by, version, erased: false, event: &event };
        only!(Case, State::Case(Box::new(case.clone())).apply(case.id.0, made))
    })
}

/// Assigned on Tuesday 1 December at 11:00, due on Friday at 17:30: amber after a half of the time, red after four
/// fifths, since three working days are a short span.
#[test]
fn nobody_is_reminded_at_night_or_on_a_rest_day_and_each_warning_comes_once() {
    let scene = Scene::new();
    let case = scene.in_progress();
    let table: [(&str, &[&str]); 6] = [
        ("2026-12-02T16:00", &[]),
        ("2026-12-03T03:00", &[]),
        ("2026-12-03T12:30", &[]),
        ("2026-12-03T08:30", &["raise/reminder/amber/1"]),
        ("2026-12-04T09:00", &["raise/focused/red/1"]),
        ("2026-12-05T10:00", &[]),
    ];
    for (time, keys) in table {
        assert_eq!(raises(&case, &scene, time), keys, "{time}");
    }
    let amber = raised(case, &scene, "2026-12-03T08:30");
    assert_eq!(amber.follow.level, Some(Level::Reminder));
    assert!(raises(&amber, &scene, "2026-12-03T10:00").is_empty());
    let red = raised(amber, &scene, "2026-12-04T09:00");
    assert_eq!(red.follow.level, Some(Level::Focused));
    assert!(raises(&red, &scene, "2026-12-04T15:00").is_empty());
}

/// An approved date is another date: it is warned of on its own.
#[test]
fn a_date_that_was_set_anew_is_warned_of_anew() {
    let scene = Scene::new();
    let case = raised(scene.in_progress(), &scene, "2026-12-03T08:30");
    let listed = scene.later("2026-12-03T09:00").follow(&case, listing());
    let resume = FollowCommand::Resume { due: DueWish::WorkingDays { days: 3 } };
    let resumed = scene.later("2026-12-03T09:30").follow(&listed, resume);
    assert_eq!(resumed.due(), Some(at("2026-12-08T17:30")));
    assert!(raises(&resumed, &scene, "2026-12-03T10:00").is_empty());
    assert_eq!(raises(&resumed, &scene, "2026-12-08T09:00"), ["raise/focused/red/1"]);
    assert_eq!(raises(&resumed, &scene, "2026-12-07T08:30"), ["raise/reminder/amber/2"]);
}

#[test]
fn silence_for_a_working_day_is_acceptance_and_a_return_that_waits_is_not_silence() {
    let scene = Scene::new();
    let long = assignment(|said| said.due = DueWish::WorkingDays { days: 15 }).command();
    let case = scene.case(&scene.pending(), long);
    assert!(raises(&case, &scene, "2026-12-02T17:30").is_empty());
    assert_eq!(raises(&case, &scene, "2026-12-03T08:30"), ["acknowledge/1"]);
    assert_eq!(raised(case.clone(), &scene, "2026-12-03T08:30").stage, Stage::InProgress);
    let asked = scene.follow(&case, give_back(WATER));
    assert!(raises(&asked, &scene, "2026-12-03T08:30").is_empty());
}

#[test]
fn five_working_days_without_a_word_of_progress_are_reminded_and_then_five_more() {
    let scene = Scene::new();
    let long = assignment(|said| said.due = DueWish::WorkingDays { days: 15 }).command();
    let case = scene.follow(&scene.case(&scene.pending(), long), FollowCommand::Acknowledge);
    assert!(raises(&case, &scene, "2026-12-08T17:30").is_empty());
    assert_eq!(raises(&case, &scene, "2026-12-09T08:30"), ["raise/reminder/noProgress/1"]);
    let once = raised(case, &scene, "2026-12-09T08:30");
    assert!(raises(&once, &scene, "2026-12-16T17:00").is_empty());
    assert_eq!(raises(&once, &scene, "2026-12-17T08:30"), ["raise/reminder/noProgress/2"]);
}

#[test]
fn what_is_overdue_is_proposed_to_the_leader_and_after_five_working_days_to_the_offices() {
    let scene = Scene::new();
    let mut case = raised(scene.in_progress(), &scene, "2026-12-04T09:00");
    assert_eq!(raises(&case, &scene, "2026-12-07T08:30"), ["propose/leader/1"]);
    case = raised(case, &scene, "2026-12-07T08:30");
    assert!(raises(&case, &scene, "2026-12-08T08:30").is_empty(), "it waits for a person");
    let keys = raises(&case, &scene, "2026-12-11T09:00");
    assert!(keys.contains(&"propose/escalated/1".to_owned()), "{keys:?}");
    assert_eq!(case.follow.level, Some(Level::Focused), "a proposal raises nothing");
}

#[test]
fn an_escalation_is_signed_by_a_person_for_recipients_of_its_level_and_each_answers_for_himself() {
    let scene = Scene::new();
    let case = scene.follow(&scene.in_progress(), propose(Level::Escalated));
    let wrong = scene.follow_refused(&case, sign(Office::Leader, Some(LEADER)));
    assert_eq!(wrong, Rejection::WrongRecipient);
    let nobody = scene.follow_refused(&case, sign(Office::CongressDeputy, None));
    assert!(matches!(nobody, Rejection::Missing { .. }), "a deputy is a person: {nobody:?}");
    let signed = scene.follow(&case, sign(Office::PartyInspection, None));
    assert_eq!(signed.follow.level, Some(Level::Escalated));
    let answer = |recipient| FollowCommand::AnswerEscalation {
        escalation: LETTER,
        recipient,
        words: "已责成整改".into(),
    };
    assert_eq!(scene.follow_refused(&case, answer(0)), Rejection::NotSigned);
    assert_eq!(scene.follow_refused(&signed, answer(1)), Rejection::NotFound);
    let answered = scene.follow(&signed, answer(0));
    assert_eq!(scene.follow_refused(&answered, answer(0)), Rejection::AlreadyThere);
    let release = FollowCommand::ReleaseEscalation { escalation: LETTER, words: "已办结".into() };
    assert_eq!(scene.follow(&answered, release).follow.level, None);
}

#[test]
fn a_level_is_lowered_with_a_reason_and_what_was_raised_before_does_not_count_any_more() {
    let scene = Scene::new();
    let case = raised(scene.in_progress(), &scene, "2026-12-03T08:30");
    let lower = |words: &str| FollowCommand::LowerLevel { words: words.into() };
    let later = scene.later("2026-12-03T09:00");
    assert!(matches!(later.follow_refused(&case, lower("")), Rejection::Missing { .. }));
    let lowered = later.follow(&case, lower("已补报进展"));
    assert_eq!(lowered.follow.level, None);
    assert!(raises(&lowered, &scene, "2026-12-03T10:00").is_empty(), "not raised for the same again");
}
