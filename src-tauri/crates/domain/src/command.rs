//! Every act there is: one order, one stream, one rule.

use crate::aside::{self, Aside, StreamCommand};
use crate::call::{self, Call, CallCommand};
use crate::case::follow::{self, FollowCommand};
use crate::case::{self, Case, CaseCommand};
use crate::clue::Clue;
use crate::directory::{self, Directory, DirectoryCommand};
use crate::erasure::Erasures;
use crate::event::{Event, Made};
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::Rejection;
use crate::seat::{self, SeatCommand, SeatLog};
use crate::session::{self, Session, SessionCommand};
use crate::triage::{self, Meeting, MeetingCommand};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "one at a time, made and taken apart at once")]
pub enum Command {
    Session(SessionCommand),
    Call(CallCommand),
    Case(CaseCommand),
    /// 跟踪, on the stream of its case.
    Follow(FollowCommand),
    Meeting(MeetingCommand),
    Directory(DirectoryCommand),
    /// On a stream of any kind.
    Stream(StreamCommand),
    Seat(SeatCommand),
}

/// The folded state of one stream.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// A stream that nobody has written to.
    #[default]
    Nothing,
    Session(Box<Session>),
    Call(Box<Call>),
    Case(Box<Case>),
    Meeting(Box<Meeting>),
    Directory(Box<Directory>),
    Seat(Box<SeatLog>),
    Erasures(Box<Erasures>),
    /// In memory of a clue officer's desk, and nowhere else.
    Clue(Box<Clue>),
}

impl State {
    /// Folds one event. An event of another kind of stream leaves the state as it is.
    pub fn apply(self, id: Uuid, made: Made<&Event>) -> State {
        let Made { at, by, version, erased, event } = made;
        macro_rules! folded {
            ($kind:ident, $old:expr, $id:expr, $event:expr) => {
                match $kind::apply($old, $id.into(), Made { at, by, version, erased, event: $event }) {
                    Some(state) => State::$kind(Box::new(state)),
                    None => State::Nothing,
                }
            };
        }
        match (event, self) {
            (Event::Session(event), State::Nothing) => folded!(Session, None, id, event),
            (Event::Session(event), State::Session(old)) => folded!(Session, Some(*old), id, event),
            (Event::Call(event), State::Nothing) => folded!(Call, None, id, event),
            (Event::Call(event), State::Call(old)) => folded!(Call, Some(*old), id, event),
            (Event::Case(event), State::Nothing) => folded!(Case, None, id, event),
            (Event::Case(event), State::Case(old)) => folded!(Case, Some(*old), id, event),
            (Event::Follow(event), State::Case(old)) => {
                State::Case(Box::new(old.followed(Made { at, by, version, erased, event })))
            }
            (Event::Meeting(event), State::Nothing) => folded!(Meeting, None, id, event),
            (Event::Meeting(event), State::Meeting(old)) => folded!(Meeting, Some(*old), id, event),
            (Event::Clue(event), State::Nothing) => folded!(Clue, None, id, event),
            (Event::Clue(event), State::Clue(old)) => folded!(Clue, Some(*old), id, event),
            (Event::Directory(event), State::Nothing) => {
                let mut directory = Box::<Directory>::default();
                directory.apply(Made { at, by, version, erased, event });
                State::Directory(directory)
            }
            (Event::Directory(event), State::Directory(mut directory)) => {
                directory.apply(Made { at, by, version, erased, event });
                State::Directory(directory)
            }
            (Event::Seat(event), State::Nothing) => {
                let mut log = Box::<SeatLog>::default();
                log.apply(Made { at, by, version, erased, event });
                State::Seat(log)
            }
            (Event::Seat(event), State::Seat(mut log)) => {
                log.apply(Made { at, by, version, erased, event });
                State::Seat(log)
            }
            (Event::Erasure(event), State::Nothing) => {
                let mut erasures = Box::<Erasures>::default();
                erasures.apply(Made { at, by, version, erased, event });
                State::Erasures(erasures)
            }
            (Event::Erasure(event), State::Erasures(mut erasures)) => {
                erasures.apply(Made { at, by, version, erased, event });
                State::Erasures(erasures)
            }
            (Event::Stream(event), mut state) => {
                if let Some(aside) = state.aside_mut() {
                    aside.apply(Made { at, by, version, erased, event });
                }
                state.pass_over(version)
            }
            (_, state) => state,
        }
    }

    /// What stands beside it: taken over, rows to be checked. None where a kind has no such thing to show.
    pub fn aside(&self) -> Option<&Aside> {
        match self {
            State::Session(session) => Some(&session.aside),
            State::Call(call) => Some(&call.aside),
            State::Case(case) => Some(&case.aside),
            State::Meeting(meeting) => Some(&meeting.aside),
            State::Nothing | State::Directory(_) | State::Seat(_) | State::Erasures(_) | State::Clue(_) => {
                None
            }
        }
    }

    fn aside_mut(&mut self) -> Option<&mut Aside> {
        match self {
            State::Session(session) => Some(&mut session.aside),
            State::Call(call) => Some(&mut call.aside),
            State::Case(case) => Some(&mut case.aside),
            State::Meeting(meeting) => Some(&mut meeting.aside),
            State::Nothing | State::Directory(_) | State::Seat(_) | State::Erasures(_) | State::Clue(_) => {
                None
            }
        }
    }

    pub fn version(&self) -> u64 {
        match self {
            State::Nothing => 0,
            State::Session(session) => session.version,
            State::Call(call) => call.version,
            State::Case(case) => case.version,
            State::Meeting(meeting) => meeting.version,
            State::Directory(directory) => directory.version,
            State::Seat(log) => log.version,
            State::Erasures(erasures) => erasures.version,
            State::Clue(clue) => clue.version,
        }
    }

    /// An event that is kept and not applied: the line goes on after it.
    pub fn pass_over(self, version: u64) -> State {
        let mut state = self;
        match &mut state {
            State::Nothing => {}
            State::Session(session) => session.version = version,
            State::Call(call) => call.version = version,
            State::Case(case) => case.version = version,
            State::Meeting(meeting) => meeting.version = version,
            State::Directory(directory) => directory.version = version,
            State::Seat(log) => log.version = version,
            State::Erasures(erasures) => erasures.version = version,
            State::Clue(clue) => clue.version = version,
        }
        state
    }
}

impl Command {
    /// The row of the permission table that it needs.
    pub fn right(&self) -> Right {
        match self {
            Command::Session(command) => match command {
                SessionCommand::PlanSession { .. }
                | SessionCommand::TakeAttendance { .. }
                | SessionCommand::TickCheck { .. }
                | SessionCommand::CancelSession { .. }
                | SessionCommand::PostponeSession { .. } => Right::PrepareSession,
                SessionCommand::OpenSession
                | SessionCommand::CloseLines
                | SessionCommand::ShutSeat { .. } => Right::RunSession,
            },
            Command::Call(command) => match command {
                CallCommand::RingCall { .. }
                | CallCommand::AnswerCall { .. }
                | CallCommand::EndCall
                | CallCommand::LogCall { .. }
                | CallCommand::MissCall { .. }
                | CallCommand::DropMark { .. } => Right::TakeCalls,
                CallCommand::RingBack { .. } => Right::RingBack,
            },
            Command::Case(command) => match command {
                CaseCommand::RecordCase { .. }
                | CaseCommand::AmendCase { .. }
                | CaseCommand::NoteDispatch { .. }
                | CaseCommand::AnswerOnCall { .. }
                | CaseCommand::HandleToday { .. }
                | CaseCommand::HandOver
                | CaseCommand::RedirectCase { .. } => Right::TakeCalls,
                CaseCommand::MergeCase { .. } | CaseCommand::UnmergeCase | CaseCommand::VoidCase { .. } => {
                    Right::TidyCases
                }
                CaseCommand::SendBackCase { .. }
                | CaseCommand::ClaimCase { .. }
                | CaseCommand::AdjudicateLead { .. }
                | CaseCommand::AssignCase { .. }
                | CaseCommand::UndoDecision => Right::RunMeeting,
                CaseCommand::NameOwner { .. } => Right::NameOwner,
                CaseCommand::CheckDueDate { .. } => Right::CheckDueDate,
                CaseCommand::AttachEvidence { .. } => Right::AttachEvidence,
                CaseCommand::ImportCase { .. } => Right::ImportCases,
            },
            Command::Follow(command) => command.right(),
            Command::Meeting(command) => match command {
                MeetingCommand::Convene { .. }
                | MeetingCommand::SortAgenda
                | MeetingCommand::StartPass { .. }
                | MeetingCommand::OpenItem { .. }
                | MeetingCommand::DeferItem { .. }
                | MeetingCommand::LeaveUndecided { .. }
                | MeetingCommand::Adjourn => Right::RunMeeting,
            },
            Command::Stream(StreamCommand::CheckDisplaced { .. }) => Right::TidyCases,
            Command::Directory(command) => match command {
                DirectoryCommand::ChangeRota { .. } => Right::ChangeRota,
                DirectoryCommand::ChangeUnits { .. }
                | DirectoryCommand::ChangePeople { .. }
                | DirectoryCommand::ChangeCategories { .. }
                | DirectoryCommand::ChangePlaces { .. }
                | DirectoryCommand::ChangeCalendar { .. }
                | DirectoryCommand::ChangePolicies { .. }
                | DirectoryCommand::ChangeWords { .. } => Right::ChangeSettings,
            },
            Command::Seat(SeatCommand::OpenSeat { .. } | SeatCommand::CloseSeat { .. }) => Right::TakeCalls,
        }
    }
}

/// The one rule above all others: which rule answers which command.
pub fn decide(state: &State, command: Command, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    macro_rules! decided {
        ($module:ident, $kind:ident, $command:expr) => {{
            let state = match state {
                State::$kind(state) => Some(&**state),
                State::Nothing => None,
                #[allow(unreachable_patterns)]
                State::Session(_)
                | State::Call(_)
                | State::Case(_)
                | State::Meeting(_)
                | State::Directory(_)
                | State::Seat(_)
                | State::Erasures(_)
                | State::Clue(_) => return Err(Rejection::NotFound),
            };
            $module::decide(state, $command, moment)?.into_iter().map(Event::$kind).collect()
        }};
    }
    moment.may(command.right())?;
    Ok(match command {
        Command::Session(command) => decided!(session, Session, command),
        Command::Call(command) => decided!(call, Call, command),
        Command::Case(command) => decided!(case, Case, command),
        Command::Follow(command) => {
            let State::Case(case) = state else { return Err(Rejection::NotFound) };
            follow::decide(case, command, moment)?.into_iter().map(Event::Follow).collect()
        }
        Command::Meeting(command) => decided!(triage, Meeting, command),
        Command::Stream(command) => aside::decide(state, command)?.into_iter().map(Event::Stream).collect(),
        Command::Seat(command) => decided!(seat, Seat, command),
        Command::Directory(command) => {
            if !matches!(state, State::Nothing | State::Directory(_)) {
                return Err(Rejection::NotFound);
            }
            directory::decide(command, moment)?.into_iter().map(Event::Directory).collect()
        }
    })
}
