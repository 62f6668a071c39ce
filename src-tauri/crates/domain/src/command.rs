//! Every act there is: one order, one stream, one rule.

use crate::call::{self, Call, CallCommand};
use crate::case::{self, Case, CaseCommand};
use crate::directory::{self, Directory, DirectoryCommand};
use crate::event::{Event, Made};
use crate::moment::Moment;
use crate::rejection::Rejection;
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
    Meeting(MeetingCommand),
    Directory(DirectoryCommand),
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
            (Event::Meeting(event), State::Nothing) => folded!(Meeting, None, id, event),
            (Event::Meeting(event), State::Meeting(old)) => folded!(Meeting, Some(*old), id, event),
            (Event::Directory(event), state @ (State::Nothing | State::Directory(_))) => {
                let mut directory = match state {
                    State::Directory(directory) => directory,
                    State::Nothing
                    | State::Session(_)
                    | State::Call(_)
                    | State::Case(_)
                    | State::Meeting(_) => Box::default(),
                };
                directory.apply(Made { at, by, version, erased, event });
                State::Directory(directory)
            }
            (_, state) => state,
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
                | State::Directory(_) => return Err(Rejection::NotFound),
            };
            $module::decide(state, $command, moment)?.into_iter().map(Event::$kind).collect()
        }};
    }
    Ok(match command {
        Command::Session(command) => decided!(session, Session, command),
        Command::Call(command) => decided!(call, Call, command),
        Command::Case(command) => decided!(case, Case, command),
        Command::Meeting(command) => decided!(triage, Meeting, command),
        Command::Directory(command) => {
            if !matches!(state, State::Nothing | State::Directory(_)) {
                return Err(Rejection::NotFound);
            }
            directory::decide(command, moment)?.into_iter().map(Event::Directory).collect()
        }
    })
}
