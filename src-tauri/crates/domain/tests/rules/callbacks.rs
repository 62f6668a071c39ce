//! 办理结果, 审核, 回访 and the ends of a case (T16–T24): nothing is closed against the citizen's word.

use crate::build::*;
use crate::build_follow::*;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::*;
use domain::{Field, Rejection, Stamp};

const SATISFIED: Option<Satisfaction> = Some(Satisfaction::Satisfied);
const NOT_SATISFIED: Option<Satisfaction> = Some(Satisfaction::Dissatisfied);

#[test]
fn a_result_is_signed_by_the_head_with_proof_or_its_reason_and_the_citizen_spoken_to() {
    type Change = fn(&mut (PersonId, Option<Stamp>, &'static str, &'static str));
    use domain::id::PersonId;
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    let table: [(&str, Change, Option<Rejection>); 6] = [
        ("with all of it", |_| {}, None),
        ("signed by a clerk", |it| it.0 = CLERK, Some(Rejection::NotTheHead { unit: MARKET })),
        ("nobody spoken to", |it| it.1 = None, missing(Field::Contacted)),
        (
            "spoken to tomorrow",
            |it| it.1 = Some(at("2026-12-02T09:00")),
            Some(Rejection::InFuture { field: Field::Contacted }),
        ),
        ("no result", |it| it.2 = " ", missing(Field::Result)),
        ("neither proof nor reason", |it| it.3 = "", missing(Field::Evidence)),
    ];
    let scene = Scene::new();
    for (what, change, refused) in table {
        let mut said = (HEAD, Some(at("10:50")), "12月1日更换曳引机，已恢复运行", "室内，不便拍照");
        change(&mut said);
        let command = FollowCommand::Reply {
            signed_by: said.0,
            contacted_at: said.1,
            result: said.2.into(),
            measures: String::new(),
            proof: Vec::new(),
            no_proof: said.3.into(),
        };
        assert_eq!(scene.try_follow(&scene.in_progress(), command).err(), refused, "{what}");
    }
}

#[test]
fn the_unit_neither_reviews_nor_calls_back_what_it_did() {
    let scene = Scene::new();
    let own = scene.by(CLERK);
    let unit = MARKET;
    assert_eq!(own.follow_refused(&scene.replied(), review(true)), Rejection::OwnWork { unit });
    let ask = answered(Solved::Yes, SATISFIED);
    assert_eq!(own.follow_refused(&scene.reviewed(), ask), Rejection::OwnWork { unit });
    let back = scene.follow(&scene.replied(), review(false));
    assert_eq!(back.stage, Stage::InProgress);
    let fields = vec![Field::Reason];
    let silent = FollowCommand::ReviewReply { passed: false, words: String::new() };
    assert_eq!(scene.follow_refused(&scene.replied(), silent), Rejection::Missing { fields });
}

#[test]
fn solved_and_satisfied_are_two_questions_and_both_have_to_be_answered_well_to_close_it() {
    let (yes, partly, no) = (Solved::Yes, Solved::Partly, Solved::No);
    let closed = Stage::Closed { how: CloseKind::Solved };
    let table = [
        (yes, SATISFIED, closed),
        (yes, Some(Satisfaction::Very), closed),
        (yes, Some(Satisfaction::Basically), closed),
        (yes, None, closed),
        (yes, NOT_SATISFIED, Stage::PendingCallback),
        (yes, Some(Satisfaction::VeryDissatisfied), Stage::PendingCallback),
        (partly, SATISFIED, Stage::PendingCallback),
        (no, SATISFIED, Stage::PendingCallback),
        (no, None, Stage::PendingCallback),
    ];
    let scene = Scene::new();
    for (solved, satisfied, stage) in table {
        let case = scene.follow(&scene.reviewed(), answered(solved, satisfied));
        assert_eq!(case.stage, stage, "{solved:?} {satisfied:?}");
    }
    let answer = CallbackAnswer::Answered { solved: no, satisfied: None };
    let silent = FollowCommand::NoteCallback { how: ContactHow::Phone, answer, words: String::new() };
    let fields = vec![Field::Said];
    assert_eq!(scene.follow_refused(&scene.reviewed(), silent), Rejection::Missing { fields });
}

#[test]
fn unreachable_takes_three_attempts_on_two_days_at_different_times() {
    let scene = Scene::new();
    let day = |day: u32, time: &str| format!("2026-12-{day:02}T{time}");
    type Row = (&'static str, Vec<String>, Option<(u32, u32)>);
    let table: [Row; 6] = [
        ("none", vec![], Some((0, 0))),
        ("two", vec![day(1, "14:00"), day(2, "09:00")], Some((2, 2))),
        ("three in one day", vec![day(1, "11:30"), day(1, "14:00"), day(1, "16:30")], Some((3, 1))),
        ("three within an hour", vec![day(1, "14:00"), day(1, "14:20"), day(2, "14:40")], Some((2, 2))),
        ("at one hour every day", vec![day(1, "14:00"), day(2, "14:10"), day(3, "14:20")], Some((3, 3))),
        ("enough", vec![day(1, "14:00"), day(2, "09:00"), day(2, "16:00")], None),
    ];
    for (what, attempts, refused) in table {
        let tried =
            attempts.iter().fold(scene.reviewed(), |case, time| scene.later(time).follow(&case, missed()));
        let answer = scene.later("2026-12-04T10:00").try_follow(&tried, FollowCommand::CloseUnreachable);
        let expected = refused.map(|(attempts, days)| Rejection::TooFewAttempts {
            attempts,
            days,
            least: 3,
            least_days: 2,
        });
        assert_eq!(answer.err(), expected, "{what}");
    }
    let heard = scene.unsolved();
    assert_eq!(scene.follow_refused(&heard, FollowCommand::CloseUnreachable), Rejection::CitizenAnswered);
}

#[test]
fn a_merged_caller_is_unreachable_for_himself_and_asked_once() {
    let mut scene = Scene::new();
    scene.around.master = Some(Case { id: MASTER, ..scene.reviewed() });
    let merged = scene.at_stage(Stage::Merged { master: MASTER });
    let times = ["2026-12-01T14:00", "2026-12-02T09:00", "2026-12-02T16:00"];
    let mut later = scene.later("2026-12-03T10:00");
    later.around = scene.around.clone();
    let tried = times.iter().fold(merged, |case, time| scene.later(time).follow(&case, missed()));
    let ended = later.follow(&tried, FollowCommand::CloseUnreachable);
    assert_eq!((ended.stage, ended.closed_at), (Stage::Merged { master: MASTER }, Some(later.at)));
    assert_eq!(later.follow_refused(&ended, missed()), Rejection::AlreadyThere);
}

#[test]
fn an_anonymous_case_is_closed_by_its_proof_and_no_other() {
    let scene = Scene::new();
    let proof = |solved| FollowCommand::NoteCallback {
        how: ContactHow::Visit,
        answer: CallbackAnswer::ProofChecked { solved },
        words: String::new(),
    };
    assert_eq!(scene.follow_refused(&scene.reviewed(), proof(Solved::Yes)), Rejection::NotAnonymous);
    let mut case = scene.reviewed();
    case.matter.anonymous = true;
    assert_eq!(scene.follow_refused(&case, missed()), Rejection::Anonymous);
    let closed = scene.follow(&case, proof(Solved::Yes));
    assert_eq!(closed.stage, Stage::Closed { how: CloseKind::Solved });
}

#[test]
fn an_explanation_takes_two_people_and_is_never_for_what_is_reasonable() {
    let scene = Scene::new();
    let case = scene.unsolved();
    let reasonable = scene.follow_refused(&case, explanation(Reasonableness::Reasonable));
    assert_eq!(reasonable, Rejection::ReasonableIsReopened);
    let proposed = scene.follow(&case, explanation(Reasonableness::OutsideLaw));
    let alone = scene.follow_refused(&proposed, FollowCommand::ConfirmExplanation);
    assert_eq!(alone, Rejection::SamePerson);
    let own = scene.by(CLERK).follow_refused(&proposed, FollowCommand::ConfirmExplanation);
    assert_eq!(own, Rejection::OwnWork { unit: MARKET });
    let closed = scene.by(CHAIR).follow(&proposed, FollowCommand::ConfirmExplanation);
    assert_eq!(closed.stage, Stage::Closed { how: CloseKind::Explained });
    let by = closed.follow.explanation.map(|it| (it.by, it.confirmed_by));
    assert_eq!(by, Some((SECRETARY, Some(CHAIR))));
    let dropped = scene.follow(&proposed, FollowCommand::DropExplanation);
    assert_eq!(dropped.follow.explanation, None);
}

/// Half of what it had at first, and a working day at least; the second time it is 重点督办.
#[test]
fn a_reopened_case_gets_half_its_span_and_rises_on_the_ladder() {
    let scene = Scene::new();
    let once = scene.follow(&scene.unsolved(), reopen(ReopenWhy::Unsolved));
    // Three working days make two.
    assert_eq!((once.stage, once.due()), (Stage::InProgress, Some(at("2026-12-03T17:30"))));
    assert_eq!((once.follow.level, once.closed_at), (None, None));
    let again = scene.follow(&scene.follow(&once, result()), review(true));
    let again = scene.follow(&again, answered(Solved::Partly, NOT_SATISFIED));
    let twice = scene.follow(&again, reopen(ReopenWhy::Dissatisfied));
    assert_eq!(twice.follow.level, Some(Level::Focused));
    assert_eq!(twice.original_due(), Some(at("2026-12-04T17:30")));
}

#[test]
fn a_case_is_reopened_on_the_citizens_word_or_within_thirty_days_of_its_end() {
    let scene = Scene::new();
    let not_asked = Some(Rejection::CitizenNotAsked);
    let dissatisfied = scene.follow(&scene.reviewed(), answered(Solved::Yes, NOT_SATISFIED));
    let table = [
        ("not asked", scene.reviewed(), ReopenWhy::Unsolved, "11:00", not_asked.clone()),
        ("unsolved", scene.unsolved(), ReopenWhy::Unsolved, "11:00", None),
        ("unsolved, not dissatisfied", scene.unsolved(), ReopenWhy::Dissatisfied, "11:00", not_asked.clone()),
        ("dissatisfied", dissatisfied, ReopenWhy::Dissatisfied, "11:00", None),
        ("closed, called again", scene.solved(), ReopenWhy::CalledAgain, "2026-12-31T10:59", None),
        (
            "a month and a minute later",
            scene.solved(),
            ReopenWhy::CalledAgain,
            "2026-12-31T11:01",
            Some(Rejection::ClosedTooLong { days: 30 }),
        ),
        ("closed, unsolved", scene.solved(), ReopenWhy::Unsolved, "2026-12-02T09:00", not_asked),
    ];
    for (what, case, why, time, refused) in table {
        assert_eq!(scene.later(time).try_follow(&case, reopen(why)).err(), refused, "{what}");
    }
}

#[test]
fn a_listed_case_is_the_chairs_with_a_plan_and_a_day_on_which_it_is_looked_at() {
    let scene = Scene::new();
    let list = |chair, plan: &str, review: &str| FollowCommand::List {
        chair,
        plan: plan.into(),
        milestone: "12月底前完成设计".into(),
        review: review.parse().unwrap(),
    };
    let good = "2027年3月前列入改造计划";
    let latest = "2026-12-31".parse().unwrap();
    let table = [
        ("all of it", list(CHAIR, good, "2026-12-31"), None),
        ("not the chair", list(SECRETARY, good, "2026-12-31"), Some(Rejection::ChairDecides)),
        ("later than thirty days", list(CHAIR, good, "2027-01-01"), Some(Rejection::ReviewDay { latest })),
        ("today", list(CHAIR, good, "2026-12-01"), Some(Rejection::ReviewDay { latest })),
        ("no plan", list(CHAIR, "", "2026-12-31"), Some(Rejection::Missing { fields: vec![Field::Plan] })),
    ];
    for (what, command, refused) in table {
        assert_eq!(scene.try_follow(&scene.in_progress(), command).err(), refused, "{what}");
    }
    let resumed =
        scene.follow(&scene.listed(), FollowCommand::Resume { due: DueWish::WorkingDays { days: 5 } });
    assert_eq!((resumed.stage, resumed.due()), (Stage::InProgress, Some(at("2026-12-08T17:30"))));
}

/// `unsatisfied`: of 267, done again 184, explained 20, listed 52, given to another unit 11.
#[test]
fn of_267_that_were_not_satisfied_each_has_one_of_four_ways_on() {
    let scene = Scene::new();
    let case = scene.unsolved();
    let elsewhere = FollowCommand::RuleLead {
        decided_by: CHAIR,
        basis: "三定方案第四条".into(),
        lead: WATER,
        assisting: Vec::new(),
        owner: WATER_HEAD,
        due: None,
    };
    let mut ends = [0; 4];
    for n in 0..267 {
        let (way, after) = match n {
            0..184 => (0, scene.follow(&case, reopen(ReopenWhy::Unsolved))),
            184..204 => {
                let proposed = scene.follow(&case, explanation(Reasonableness::BeyondAbility));
                (1, scene.by(CHAIR).follow(&proposed, FollowCommand::ConfirmExplanation))
            }
            204..256 => (2, scene.follow(&case, listing())),
            _ => (3, scene.follow(&case, elsewhere.clone())),
        };
        let fits = match way {
            0 => after.stage == Stage::InProgress && after.follow.reopened.len() == 1,
            1 => after.stage == Stage::Closed { how: CloseKind::Explained },
            2 => after.stage == Stage::Listed,
            _ => after.stage == Stage::Assigned && after.lead() == Some(WATER),
        };
        assert!(fits, "{n}: {:?}", after.stage);
        ends[way] += 1;
    }
    assert_eq!((ends, ends.iter().sum::<i32>()), ([184, 20, 52, 11], 267));
}
