//! Cases on their way from the assignment to the end, each as it really gets there.

use crate::build::*;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::*;
use domain::event::FollowEvent;
use domain::id::*;
use domain::{Command, Event, Rejection, State};
use uuid::Uuid;

pub const LETTER: Uuid = Uuid::from_u128(0xe5);

impl Scene {
    pub fn try_follow(&self, case: &Case, command: FollowCommand) -> Result<Vec<FollowEvent>, Rejection> {
        let events = self.try_on(&State::Case(Box::new(case.clone())), Command::Follow(command))?;
        let own = |event: &Event| match event {
            Event::Follow(event) => Some(event.clone()),
            Event::Session(_)
            | Event::Call(_)
            | Event::Case(_)
            | Event::Meeting(_)
            | Event::Directory(_)
            | Event::Seat(_)
            | Event::Erasure(_)
            | Event::Clue(_)
            | Event::Stream(_) => None,
        };
        let all: Vec<_> = events.iter().filter_map(own).collect();
        assert_eq!(all.len(), events.len(), "a command of the follow-up wrote {events:?}");
        Ok(all)
    }

    #[track_caller]
    pub fn follow(&self, case: &Case, command: FollowCommand) -> Case {
        let state = State::Case(Box::new(case.clone()));
        only!(Case, self.act(case.id.0, state, Command::Follow(command)))
    }

    #[track_caller]
    pub fn follow_refused(&self, case: &Case, command: FollowCommand) -> Rejection {
        self.try_follow(case, command).unwrap_err()
    }

    /// The same scene at another moment.
    pub fn later(&self, time: &str) -> Scene {
        Scene {
            at: at(time),
            actor: self.actor,
            directory: self.directory.clone(),
            around: self.around.clone(),
        }
    }

    /// The same scene by another hand.
    pub fn by(&self, actor: PersonId) -> Scene {
        Scene { actor, ..self.later(&self.at.iso()) }
    }

    pub fn in_progress(&self) -> Case {
        self.follow(&self.assigned(), FollowCommand::Acknowledge)
    }

    pub fn replied(&self) -> Case {
        self.follow(&self.in_progress(), result())
    }

    pub fn reviewed(&self) -> Case {
        self.follow(&self.replied(), review(true))
    }

    pub fn listed(&self) -> Case {
        self.follow(&self.in_progress(), listing())
    }

    pub fn solved(&self) -> Case {
        self.follow(&self.reviewed(), answered(Solved::Yes, Some(Satisfaction::Satisfied)))
    }

    /// Called back, and not solved.
    pub fn unsolved(&self) -> Case {
        self.follow(&self.reviewed(), answered(Solved::No, None))
    }
}

pub fn result() -> FollowCommand {
    FollowCommand::Reply {
        signed_by: HEAD,
        contacted_at: Some(at("10:50")),
        result: "12月1日更换曳引机，已恢复运行".into(),
        measures: String::new(),
        proof: Vec::new(),
        no_proof: "室内，不便拍照".into(),
    }
}

pub fn review(passed: bool) -> FollowCommand {
    FollowCommand::ReviewReply {
        passed, words: if passed { "" } else { "没有说清哪一天恢复" }.into()
    }
}

pub fn answered(solved: Solved, satisfied: Option<Satisfaction>) -> FollowCommand {
    let words = if solved == Solved::Yes { "" } else { "又停了" }.into();
    let answer = CallbackAnswer::Answered { solved, satisfied };
    FollowCommand::NoteCallback { how: ContactHow::Phone, answer, words }
}

pub fn missed() -> FollowCommand {
    let answer = CallbackAnswer::Missed { why: NotReached::NoAnswer };
    FollowCommand::NoteCallback { how: ContactHow::Phone, answer, words: String::new() }
}

pub fn reopen(why: ReopenWhy) -> FollowCommand {
    FollowCommand::Reopen { why, words: "又停了".into() }
}

pub fn listing() -> FollowCommand {
    FollowCommand::List {
        chair: CHAIR,
        plan: "2027年3月前列入改造计划".into(),
        milestone: "12月底前完成设计".into(),
        review: "2026-12-28".parse().unwrap(),
    }
}

pub fn explanation(reasonableness: Reasonableness) -> FollowCommand {
    let (basis, words) = ("物业管理条例第三十条".into(), "已当面说明".into());
    FollowCommand::ProposeExplanation { reasonableness, basis, words }
}

pub fn give_back(belongs_to: UnitId) -> FollowCommand {
    FollowCommand::AskReturn { said_by: HEAD, belongs_to, basis: "三定方案第四条".into() }
}

pub fn uphold(decided_by: PersonId, lead: UnitId) -> FollowCommand {
    let (basis, assisting, due) = ("三定方案第四条".into(), Vec::new(), None);
    FollowCommand::UpholdReturn { decided_by, basis, lead, assisting, owner: CLERK, due }
}

pub fn refuse(decided_by: PersonId) -> FollowCommand {
    FollowCommand::RefuseReturn { decided_by, words: "电梯归你们管".into() }
}

pub fn extension(days: u32) -> FollowCommand {
    FollowCommand::AskExtension {
        said_by: HEAD,
        until: DueWish::WorkingDays { days },
        reason: ExtensionReason::Supply,
        words: "曳引机缺货".into(),
        milestone: "12月7日到货".into(),
    }
}

pub fn rule(approved: bool, decided_by: PersonId) -> FollowCommand {
    FollowCommand::RuleExtension { approved, decided_by, words: "按此办".into() }
}

pub fn tell(about: NoticeAbout) -> FollowCommand {
    FollowCommand::NoteNotice { about, how: ContactHow::Phone, missed: None, words: String::new() }
}

pub fn propose(level: Level) -> FollowCommand {
    let (triggers, words) = (vec![Trigger::ByHand], "两次承诺都没有做到".into());
    FollowCommand::ProposeEscalation { escalation: LETTER, level, triggers, words }
}

pub fn sign(office: Office, person: Option<PersonId>) -> FollowCommand {
    let recipients = vec![Recipient { office, person, reply_by: at("2026-12-11T17:30") }];
    let (document, signer, words) = (String::new(), "方可".into(), "请督办".into());
    FollowCommand::SignEscalation { escalation: LETTER, recipients, document, signer, words }
}
