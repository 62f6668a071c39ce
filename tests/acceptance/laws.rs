//! Laws, for random histories: replay equals live, accepted commands never break an invariant.

use desk::{Answer, Desk, Order, Query};
use domain::call::{CallCommand, Line, NoCase};
use domain::case::{CaseCommand, DueWish};
use domain::id::{CallId, CaseId, MeetingId};
use domain::session::SessionCommand;
use domain::triage::MeetingCommand;
use domain::view::{AgendaView, FiguresView};
use domain::{Command, Stamp};
use proptest::prelude::*;
use tests::{Room, assignment, form, lift, person, unit};
use uuid::Uuid;

/// A push at the desk: most of them make sense in some state, many are refused.
#[derive(Clone, Debug)]
enum Push {
    Ring,
    Answer(usize),
    Record(usize),
    OnCall(usize),
    Today(usize),
    HandOver(usize),
    Log(usize, bool),
    End(usize),
    CloseLines,
    Convene,
    Claim(usize),
    Assign(usize, u32),
    Merge(usize, usize),
    Unmerge(usize),
    Undo(usize),
    Undecided(usize),
    Void(usize),
    Amend(usize),
    Adjourn,
    Seal,
    Later(i64),
}

fn pushes() -> impl Strategy<Value = Vec<Push>> {
    use Push::*;
    let at = || 0..6usize;
    let push = prop_oneof![
        3 => Just(Ring),
        3 => at().prop_map(Answer),
        4 => at().prop_map(Record),
        1 => at().prop_map(OnCall),
        1 => at().prop_map(Today),
        4 => at().prop_map(HandOver),
        3 => (at(), any::<bool>()).prop_map(|(call, code)| Log(call, code)),
        1 => at().prop_map(End),
        1 => Just(CloseLines),
        1 => Just(Convene),
        1 => at().prop_map(Claim),
        3 => (at(), 0..9u32).prop_map(|(case, days)| Assign(case, days)),
        1 => (at(), at()).prop_map(|(case, master)| Merge(case, master)),
        1 => at().prop_map(Unmerge),
        1 => at().prop_map(Undo),
        1 => at().prop_map(Undecided),
        1 => at().prop_map(Void),
        1 => at().prop_map(Amend),
        1 => Just(Adjourn),
        1 => Just(Seal),
        1 => (1..5400i64).prop_map(Later),
    ];
    prop::collection::vec(push, 1..60)
}

struct Live {
    room: Room,
    calls: Vec<CallId>,
    cases: Vec<CaseId>,
    meeting: MeetingId,
}

impl Live {
    fn push(&mut self, push: &Push) {
        let Some((stream, command)) = self.command(push) else { return };
        let version = Some(self.room.version(stream));
        let order = Order { stream, version, command, draft: None };
        if let Answer::Done(_) = self.room.desk.act(vec![order]).remove(0) {
            if let Push::Ring = push {
                self.calls.push(CallId(stream));
            }
            if let Push::Record(_) = push {
                self.cases.push(CaseId(stream));
            }
        }
    }

    fn command(&self, push: &Push) -> Option<(Uuid, Command)> {
        let call = |index: &usize| self.calls.get(index % self.calls.len().max(1)).copied();
        let case = |index: &usize| self.cases.get(index % self.cases.len().max(1)).copied();
        let on_call = |index, command| Some((call(index)?.0, Command::Call(command)));
        let on_case = |index, command| Some((case(index)?.0, Command::Case(command)));
        let session = self.room.session;
        match push {
            Push::Ring => {
                let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number: None };
                Some((Uuid::new_v4(), Command::Call(ring)))
            }
            Push::Answer(at) => on_call(at, CallCommand::AnswerCall { seat: 1, leader: None }),
            Push::End(at) => on_call(at, CallCommand::EndCall),
            Push::Log(at, code) => {
                let no_case = code.then_some(NoCase::CutOff);
                on_call(at, CallCommand::LogCall { no_case, words: None, read_back: true })
            }
            Push::Record(at) => {
                let form = if at % 2 == 0 { lift() } else { form("路灯不亮。", "区城管执法局") };
                Some((Uuid::new_v4(), Command::Case(CaseCommand::RecordCase { call: call(at)?, form })))
            }
            Push::Amend(at) => on_case(at, CaseCommand::AmendCase { form: lift() }),
            Push::OnCall(at) => {
                let (answer, basis) = ("已当场答复".to_string(), String::new());
                on_case(at, CaseCommand::AnswerOnCall { answer, basis, confirmed: true })
            }
            Push::Today(at) => {
                let (lead, owner) = (unit("区市场监管局"), person("江临"));
                let due = tests::at("17:30");
                on_case(at, CaseCommand::HandleToday { lead, owner, due, plan: String::new() })
            }
            Push::HandOver(at) => on_case(at, CaseCommand::HandOver),
            Push::Claim(at) => {
                let (unit, claimed_by) = (unit("区市场监管局"), person("江临"));
                on_case(at, CaseCommand::ClaimCase { unit, claimed_by, gap: String::new() })
            }
            Push::Assign(at, count) => {
                let mut command = assignment("区市场监管局", "江临");
                if let CaseCommand::AssignCase { due, .. } = &mut command {
                    *due = DueWish::WorkingDays { days: *count };
                }
                on_case(at, command)
            }
            Push::Merge(at, into) => {
                on_case(at, CaseCommand::MergeCase { master: case(into)?, reason: "同一事项".into() })
            }
            Push::Unmerge(at) => on_case(at, CaseCommand::UnmergeCase),
            Push::Undo(at) => on_case(at, CaseCommand::UndoDecision),
            Push::Void(at) => {
                let (reason, second) = (domain::case::VoidReason::Test, person("林远"));
                on_case(at, CaseCommand::VoidCase { reason, second, note: "测试".into() })
            }
            Push::Undecided(at) => {
                let (case, owner) = (case(at)?, person("方可"));
                let command = MeetingCommand::LeaveUndecided { case, owner, reason: String::new() };
                Some((self.meeting.0, Command::Meeting(command)))
            }
            Push::Convene => Some((self.meeting.0, Command::Meeting(MeetingCommand::Convene { session }))),
            Push::Adjourn => Some((self.meeting.0, Command::Meeting(MeetingCommand::Adjourn))),
            Push::CloseLines => Some((session.0, Command::Session(SessionCommand::CloseLines))),
            // A signed act, and no order.
            Push::Seal => {
                drop(self.room.seal());
                None
            }
            Push::Later(seconds) => {
                self.room.desk.clock.set(self.room.desk.clock.now().plus_seconds(*seconds));
                None
            }
        }
    }
}

fn invariants(live: &Live) -> Result<(), TestCaseError> {
    let figures: FiguresView = live.room.figures();
    prop_assert!(figures.reconciles, "answered is the sum of its terms: {:?}", figures.tally);
    for case in &live.cases {
        let seen = live.room.case(*case);
        if let Some(given) = &seen.assignment {
            prop_assert!(!given.plan.is_empty() || given.same_day, "an assignment has a plan");
            prop_assert!(!given.owner_name.is_empty(), "an assignment has a named owner");
            prop_assert!(given.due > Stamp(0));
        }
    }
    if let Some(seal) = figures.seal {
        prop_assert_eq!(seal.tally.counted(), seal.tally.answered);
        prop_assert_eq!(seal.settled + seal.undecided, seal.tally.transferred_cases);
        prop_assert_eq!(figures.unsettled, 0);
    }
    Ok(())
}

/// Everything that screens show of a session.
fn shown(desk: &Desk, live: &Live) -> (FiguresView, Option<AgendaView>, Vec<serde_json::Value>) {
    let session = live.room.session;
    let read = |query| desk.view(query).unwrap();
    let figures = serde_json::from_value(read(Query::Figures { session })).unwrap();
    let agenda = serde_json::from_value(read(Query::Agenda { session })).unwrap();
    let cases = live.cases.iter().map(|case| read(Query::Case { case: *case })).collect();
    (figures, agenda, cases)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn replay_equals_live_and_no_accepted_command_breaks_an_invariant(history in pushes()) {
        let room = Room::open(1);
        let mut live =
            Live { room, calls: Vec::new(), cases: Vec::new(), meeting: MeetingId(Uuid::new_v4()) };
        for push in &history {
            live.push(push);
            invariants(&live)?;
        }
        let before = shown(&live.room.desk, &live);
        live.room.desk.rebuild().unwrap();
        let after = shown(&live.room.desk, &live);
        prop_assert_eq!(before, after);
        let report = live.room.desk.verify(&mut |_, _| {}).unwrap();
        prop_assert!(report.ok, "{:?}", report.first_broken);
    }
}
