//! `lift`, to its end: the unit reports, somebody else reviews, the citizen is told, called back, and says solved.

use desk::{CasePage, Query};
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::{CaseCommand, CloseKind, Stage};
use domain::id::CaseId;
use domain::{Command, Rejection, Stamp};
use tests::{Room, at, lift, person, unit};

fn follow(room: &Room, case: CaseId, time: &str, command: FollowCommand) {
    // A clock on the day of the session, or a whole date.
    let moment = if time.len() > 5 { Stamp::parse(time).unwrap() } else { at(time) };
    room.desk.clock.set(moment);
    room.must(case.0, Command::Follow(command));
}

fn repaired(result: &str) -> FollowCommand {
    FollowCommand::Reply {
        signed_by: person("江临"),
        contacted_at: Some(at("15:10")),
        result: result.into(),
        measures: "签了维保合同".into(),
        proof: Vec::new(),
        no_proof: "机房不便拍照".into(),
    }
}

fn told(solved: Solved, words: &str) -> FollowCommand {
    let answer = CallbackAnswer::Answered { solved, satisfied: Some(Satisfaction::Satisfied) };
    FollowCommand::NoteCallback { how: ContactHow::Phone, answer, words: words.into() }
}

fn given_for_today(room: &Room) -> CaseId {
    room.desk.clock.set(at("09:44"));
    let call = room.call("10047206621");
    let case = room.record(call, lift());
    let (lead, owner) = (unit("区市场监管局"), person("江临"));
    let plan = "更换主板后复检".into();
    room.case_act(case, CaseCommand::HandleToday { lead, owner, due: at("17:30"), plan });
    room.log(call, None);
    case
}

#[test]
fn a_promise_is_kept_when_the_citizen_says_so() {
    let room = Room::open(1);
    let case = given_for_today(&room);
    follow(&room, case, "10:00", FollowCommand::Acknowledge);
    let progress = FollowCommand::NoteProgress {
        said_by: person("江临"),
        words: "主板已到".into(),
        next: String::new(),
    };
    follow(&room, case, "13:40", progress);
    let notice = FollowCommand::NoteNotice {
        about: NoticeAbout::Assignment,
        how: ContactHow::Phone,
        missed: None,
        words: String::new(),
    };
    follow(&room, case, "14:00", notice);
    follow(&room, case, "15:12", repaired("15:10更换主板，已恢复运行"));
    assert_eq!(room.case(case).stage, Stage::Replied);
    follow(&room, case, "15:30", FollowCommand::ReviewReply { passed: true, words: String::new() });
    follow(&room, case, "16:00", told(Solved::Yes, ""));
    assert_eq!(room.case(case).stage, Stage::Closed { how: CloseKind::Solved });

    let page: CasePage = room.view(Query::Case { case });
    let kinds: Vec<&str> = page.timeline.iter().map(|line| line.kind.as_str()).collect();
    let expected = ["CaseAcknowledged", "ProgressNoted", "NoticeMade", "CaseReplied", "ReplyReviewed"];
    assert!(kinds.windows(5).any(|seen| seen == expected), "{kinds:?}");
    let last = page.timeline.last().unwrap();
    assert_eq!(
        (last.kind.as_str(), last.codes.as_slice()),
        ("CaseClosed", &["closed.solved".to_owned()][..])
    );
    let report = room.desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok && report.rebuilt_equals_live, "{report:?}");
}

#[test]
fn what_is_not_solved_is_done_again_and_the_third_time_waits_for_a_signature() {
    let room = Room::open(1);
    let case = given_for_today(&room);
    let refused = |command| room.refused(case.0, Command::Follow(command));
    let mut levels = Vec::new();
    for day in ["2026-12-01", "2026-12-02", "2026-12-03"] {
        let time = |clock: &str| format!("{day}T{clock}");
        follow(&room, case, &time("15:12"), repaired("更换主板，已恢复运行"));
        follow(
            &room,
            case,
            &time("15:30"),
            FollowCommand::ReviewReply { passed: true, words: String::new() },
        );
        follow(&room, case, &time("16:00"), told(Solved::No, "又停了"));
        assert_eq!(room.case(case).stage, Stage::PendingCallback, "nothing is closed against her word");
        assert_eq!(refused(FollowCommand::CloseUnreachable), Rejection::CitizenAnswered);
        let again = FollowCommand::Reopen { why: ReopenWhy::Unsolved, words: "又停了".into() };
        follow(&room, case, &time("16:05"), again);
        let page: CasePage = room.view(Query::Case { case });
        levels.push(page.timeline.last().unwrap().codes.clone());
    }
    assert_eq!(levels[0], ["reopen.unsolved"]);
    assert_eq!(levels[1], ["level.focused", "trigger.reopened"]);
    let propose = FollowCommand::ProposeEscalation {
        escalation: uuid::Uuid::from_u128(7),
        level: Level::Leader,
        triggers: vec![Trigger::Reopened],
        words: "三次没有修好".into(),
    };
    follow(&room, case, "2026-12-03T16:10", propose);
    let twice = FollowCommand::ProposeEscalation {
        escalation: uuid::Uuid::from_u128(8),
        level: Level::Leader,
        triggers: vec![Trigger::Reopened],
        words: "三次没有修好".into(),
    };
    assert_eq!(refused(twice), Rejection::AlreadyThere);
}
