//! 延期 (T15): in time, with a reason, at most twice, and the citizen hears of it first.

use crate::build::*;
use crate::build_follow::*;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::*;
use domain::{Field, Rejection};

/// Assigned on Tuesday for three working days: due on Friday, 4 December, 17:30.
fn case(scene: &Scene) -> Case {
    let case = scene.in_progress();
    assert_eq!(case.due(), Some(at("2026-12-04T17:30")));
    case
}

#[test]
fn an_extension_is_asked_for_a_working_day_ahead_and_for_no_longer_than_the_first_span() {
    let scene = Scene::new();
    let (case, due) = (case(&scene), at("2026-12-04T17:30"));
    let late = |days| Some(Rejection::ExtensionTooLate { due, days });
    let table = [
        ("2026-12-01T11:00", 6, None),
        ("2026-12-01T11:00", 3, Some(Rejection::ExtensionBackwards { due })),
        ("2026-12-01T11:00", 7, Some(Rejection::ExtensionTooLong { days: 4, most: 3 })),
        ("2026-12-03T17:30", 4, None),
        ("2026-12-03T17:31", 4, late(1)),
        ("2026-12-04T10:00", 4, late(1)),
        ("2026-12-05T10:00", 3, late(1)),
    ];
    for (time, days, refused) in table {
        let answer = scene.later(time).try_follow(&case, extension(days)).err();
        assert_eq!(answer, refused, "{days} working days asked for at {time}");
    }
}

/// 办结时限 is the approved date from then on; the promise keeps the original one.
#[test]
fn it_is_approved_when_the_citizen_has_been_told_and_the_original_date_stays() {
    let scene = Scene::new();
    let asked = scene.follow(&case(&scene), extension(6));
    assert_eq!(asked.due(), Some(at("2026-12-04T17:30")), "a request moves nothing");
    assert_eq!(scene.follow_refused(&asked, rule(true, SECRETARY)), Rejection::CitizenNotTold);
    assert_eq!(scene.follow_refused(&asked, extension(6)), Rejection::ExtensionOpen);
    assert_eq!(scene.follow_refused(&asked, result()), Rejection::ExtensionOpen);
    let told = scene.follow(&asked, tell(NoticeAbout::Extension));
    let granted = scene.follow(&told, rule(true, SECRETARY));
    assert_eq!(granted.due(), Some(at("2026-12-09T17:30")));
    assert_eq!(granted.original_due(), Some(at("2026-12-04T17:30")));
    let refused = scene.follow(&told, rule(false, SECRETARY));
    assert_eq!(refused.due(), Some(at("2026-12-04T17:30")));
}

#[test]
fn the_first_is_the_supervisions_to_approve() {
    use domain::Command;
    use domain::State;
    use domain::permission::{Right, Role};
    let scene = Scene::new();
    let told = scene.follow(&scene.follow(&case(&scene), extension(6)), tell(NoticeAbout::Extension));
    let state = State::Case(Box::new(told));
    let ask = |role| {
        let roles = [role];
        domain::decide(&state, Command::Follow(rule(true, SECRETARY)), &scene.moment_as(&roles)).err()
    };
    assert_eq!(ask(Role::Secretary), Some(Rejection::NotYours { right: Right::Supervise }));
    assert_eq!(ask(Role::SupervisionOfficer), None);
}

#[test]
fn the_second_is_the_leaders_who_took_the_call_and_there_is_no_third() {
    let scene = Scene::new();
    let one = scene.follow(&scene.follow(&case(&scene), extension(6)), tell(NoticeAbout::Extension));
    let one = scene.follow(&one, rule(true, SECRETARY));
    let asked = scene.follow(&scene.follow(&one, extension(8)), tell(NoticeAbout::Extension));
    let leader = scene.follow_refused(&asked, rule(true, SECRETARY));
    assert_eq!(leader, Rejection::LeaderDecides { leader: LEADER });
    let two = scene.follow(&asked, rule(true, LEADER));
    assert_eq!(scene.follow_refused(&two, extension(9)), Rejection::ExtensionsUsed { most: 2 });
}

#[test]
fn all_of_them_together_are_no_longer_than_the_limit() {
    let scene = Scene::new();
    let long = assignment(|said| said.due = DueWish::WorkingDays { days: 15 }).command();
    let case = scene.follow(&scene.case(&scene.pending(), long), FollowCommand::Acknowledge);
    let one = scene.follow(&scene.follow(&case, extension(25)), tell(NoticeAbout::Extension));
    let one = scene.follow(&one, rule(true, SECRETARY));
    assert_eq!(scene.follow_refused(&one, extension(31)), Rejection::ExtensionTooLong { days: 6, most: 5 });
    assert!(scene.try_follow(&one, extension(30)).is_ok());
}

#[test]
fn the_second_is_no_longer_than_the_first_span_either() {
    let scene = Scene::new();
    let one = scene.follow(&scene.follow(&case(&scene), extension(6)), tell(NoticeAbout::Extension));
    let one = scene.follow(&one, rule(true, SECRETARY));
    let long = scene.follow_refused(&one, extension(10));
    assert_eq!(long, Rejection::ExtensionTooLong { days: 4, most: 3 });
    let asked = scene.follow(&scene.follow(&case(&scene), extension(6)), tell(NoticeAbout::Extension));
    let listed = Case { stage: Stage::Listed, ..asked };
    let stage = Stage::Listed;
    assert_eq!(scene.follow_refused(&listed, rule(true, SECRETARY)), Rejection::StageForbids { stage });
}

#[test]
fn nobody_is_told_of_an_anonymous_callers_case_and_a_refusal_has_its_reason() {
    let scene = Scene::new();
    let anonymous = form_with(|form| {
        form.matter.anonymous = true;
        form.text.number.clear();
    });
    let pending = scene.case(&scene.recorded(anonymous), CaseCommand::HandOver);
    let assigned = scene.case(&pending, assignment(|_| {}).command());
    let asked = scene.follow(&scene.follow(&assigned, FollowCommand::Acknowledge), extension(6));
    assert_eq!(scene.follow_refused(&asked, tell(NoticeAbout::Extension)), Rejection::Anonymous);
    assert!(scene.try_follow(&asked, rule(true, SECRETARY)).is_ok());
    let silent = FollowCommand::RuleExtension { approved: false, decided_by: SECRETARY, words: " ".into() };
    let fields = vec![Field::Reason];
    assert_eq!(scene.follow_refused(&asked, silent), Rejection::Missing { fields });
}
