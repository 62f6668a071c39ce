//! What a rule may ask of other streams, gathered for one command and no more than it needs.

use crate::commit::Hand;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::call::{Call, CallCommand};
use domain::case::{Case, CaseCommand};
use domain::id::{CallId, SessionId};
use domain::number::CaseNumber;
use domain::seat::SeatCommand;
use domain::session::Session;
use domain::triage::{Meeting, MeetingCommand};
use domain::{Around, Command, State};
use std::sync::PoisonError;
use store::{Error, Reader};
use uuid::Uuid;

impl Desk {
    pub(crate) fn around(&self, state: &State, command: &Command, hand: Hand) -> Result<Around, Failure> {
        let around = self.read(|reader| match (command, state) {
            (Command::Call(CallCommand::RingCall { session, .. }), _) => {
                Ok(Around { session: self.session(reader, *session)?, ..Around::default() })
            }
            (Command::Call(command), State::Call(call)) => self.of_call(reader, command, call),
            (Command::Case(CaseCommand::RecordCase { call, .. }), _) => {
                let call = self.call(reader, *call)?;
                let session = call.as_ref().map(|call| self.session(reader, call.session));
                let session = session.transpose()?.flatten();
                let number = session.as_ref().map(|session| self.next_number(reader, session.plan.day, hand));
                Ok(Around { number: number.transpose()?, session, call, ..Around::default() })
            }
            (Command::Case(command), State::Case(case)) => self.of_case(reader, command, case),
            (Command::Follow(_), State::Case(case)) => self.of_follow_up(reader, case),
            (Command::Meeting(MeetingCommand::Convene { session }), _) => Ok(Around {
                session: reader.session(*session)?,
                meeting: reader.meeting_of_session(*session)?,
                cases: reader.cases_of_session(*session)?,
                ..Around::default()
            }),
            (Command::Meeting(command), State::Meeting(meeting)) => of_meeting(reader, command, meeting),
            (Command::Seat(SeatCommand::OpenSeat { session, .. }), _) => Ok(Around {
                session: self.session(reader, *session)?,
                station: Some(self.identity.station),
                sittings: reader.sittings(*session)?,
                ..Around::default()
            }),
            (Command::Seat(SeatCommand::CloseSeat { session, .. }), _) => {
                Ok(Around { arrived: reader.arrived(*session)?, ..Around::default() })
            }
            (
                Command::Session(_)
                | Command::Call(_)
                | Command::Case(_)
                | Command::Follow(_)
                | Command::Meeting(_)
                | Command::Directory(_)
                | Command::Stream(_),
                _,
            ) => Ok(Around::default()),
        })?;
        Ok(Around { clock_behind: self.clock.behind(), ..around })
    }

    /// The next number of a workstation on a session's day.
    pub(crate) fn next_number(
        &self,
        reader: &Reader,
        day: chrono::NaiveDate,
        hand: Hand,
    ) -> Result<CaseNumber, Error> {
        let count = reader.next_count(day, hand.ordinal)?;
        Ok(CaseNumber { day, ordinal: hand.ordinal, count })
    }
}

impl Desk {
    /// Who asks holds the writer, so what was written last is what stands.
    fn session(&self, reader: &Reader, id: SessionId) -> Result<Option<Session>, Error> {
        match self.written(id.0) {
            Some(State::Session(session)) => Ok(Some(*session)),
            Some(_) | None => reader.session(id),
        }
    }

    fn call(&self, reader: &Reader, id: CallId) -> Result<Option<Call>, Error> {
        match self.written(id.0) {
            Some(State::Call(call)) => Ok(Some(*call)),
            Some(_) | None => reader.call(id),
        }
    }

    fn written(&self, stream: Uuid) -> Option<State> {
        self.hot.lock().unwrap_or_else(PoisonError::into_inner).get(stream)
    }

    fn of_call(&self, reader: &Reader, command: &CallCommand, call: &Call) -> Result<Around, Error> {
        match command {
            CallCommand::AnswerCall { .. } => {
                Ok(Around { session: self.session(reader, call.session)?, ..Around::default() })
            }
            CallCommand::LogCall { .. } => {
                Ok(Around { cases: reader.cases_of_call(call.id)?, ..Around::default() })
            }
            CallCommand::RingCall { .. }
            | CallCommand::EndCall
            | CallCommand::MissCall { .. }
            | CallCommand::RingBack { .. }
            | CallCommand::DropMark { .. } => Ok(Around::default()),
        }
    }

    fn of_case(&self, reader: &Reader, command: &CaseCommand, case: &Case) -> Result<Around, Error> {
        let Some(session) = case.session() else { return Ok(Around::default()) };
        let mut around = Around { session: self.session(reader, session)?, ..Around::default() };
        match command {
            CaseCommand::MergeCase { master, .. } => {
                around.master = reader.case(*master)?;
                around.meeting = reader.meeting_of_session(session)?;
            }
            CaseCommand::UnmergeCase
            | CaseCommand::ClaimCase { .. }
            | CaseCommand::AdjudicateLead { .. }
            | CaseCommand::AssignCase { .. }
            | CaseCommand::UndoDecision => around.meeting = reader.meeting_of_session(session)?,
            CaseCommand::RecordCase { .. }
            | CaseCommand::AmendCase { .. }
            | CaseCommand::NoteDispatch { .. }
            | CaseCommand::AnswerOnCall { .. }
            | CaseCommand::HandleToday { .. }
            | CaseCommand::HandOver
            | CaseCommand::RedirectCase { .. }
            | CaseCommand::SendBackCase { .. }
            | CaseCommand::NameOwner { .. }
            | CaseCommand::CheckDueDate { .. }
            | CaseCommand::AttachEvidence { .. }
            | CaseCommand::VoidCase { .. }
            | CaseCommand::ImportCase { .. } => {}
        }
        Ok(around)
    }
}

impl Desk {
    /// The chair is the meeting's; who called about a merged case is told and asked of its master.
    fn of_follow_up(&self, reader: &Reader, case: &Case) -> Result<Around, Error> {
        let master = case.master().map(|master| reader.case(master)).transpose()?.flatten();
        let Some(session) = case.session() else { return Ok(Around { master, ..Around::default() }) };
        let (session, meeting) = (self.session(reader, session)?, reader.meeting_of_session(session)?);
        Ok(Around { session, meeting, master, ..Around::default() })
    }
}

/// Transferred cases that are neither settled nor on the undecided list.
pub(crate) fn unsettled(
    reader: &Reader,
    session: SessionId,
    meeting: Option<&Meeting>,
) -> Result<u32, Error> {
    let pending = reader.pending(session)?;
    let listed: std::collections::HashSet<_> = meeting.into_iter().flat_map(Meeting::undecided).collect();
    Ok(pending.into_iter().filter(|case| !listed.contains(case)).count() as u32)
}

fn of_meeting(reader: &Reader, command: &MeetingCommand, meeting: &Meeting) -> Result<Around, Error> {
    let session = meeting.session;
    Ok(match command {
        MeetingCommand::SortAgenda => Around {
            session: reader.session(session)?,
            cases: reader.cases_of_session(session)?,
            ..Around::default()
        },
        MeetingCommand::LeaveUndecided { case, .. } => {
            Around { cases: reader.case(*case)?.into_iter().collect(), ..Around::default() }
        }
        MeetingCommand::Adjourn => {
            Around { unsettled: unsettled(reader, session, Some(meeting))?, ..Around::default() }
        }
        MeetingCommand::Convene { .. }
        | MeetingCommand::StartPass { .. }
        | MeetingCommand::OpenItem { .. }
        | MeetingCommand::DeferItem { .. } => Around::default(),
    })
}
