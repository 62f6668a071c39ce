//! One command `act` for every write: who acts, load the stream, fold, decide, commit.

use crate::commit::Hand;
use crate::desk::Desk;
use crate::door::{Answer, Failed, Order, Receipt, Topic};
use crate::failure::Failure;
use domain::call::Missed;
use domain::call::{CallCommand, CallStage};
use domain::command::decide;
use domain::id::SessionId;
use domain::seat::CheckpointWhy;
use domain::session::{Session, SessionCommand};
use domain::triage::MeetingCommand;
use domain::{Command, Event, Moment, State};
use std::collections::HashMap;
use std::sync::PoisonError;
use store::Store;
use uuid::Uuid;

impl Desk {
    /// Acts on each order in turn, each with its own answer. An answer `Done` means: on disk.
    pub fn act(&self, orders: Vec<Order>) -> Vec<Answer> {
        let hand = Hand { at: self.clock.now(), actor: self.me, ordinal: self.identity.ordinal };
        self.act_as(orders, hand)
    }

    /// The same by another hand: a rehearsal plays several people at several seats.
    pub fn act_as(&self, orders: Vec<Order>, hand: Hand) -> Vec<Answer> {
        let mut written = HashMap::new();
        let mut answers = Vec::with_capacity(orders.len());
        for order in orders {
            answers.push(match self.act_once(order, hand, &mut written) {
                Ok(receipt) => Answer::Done(receipt),
                Err(failure) => Answer::Failed(Failed { failure }),
            });
        }
        answers
    }

    fn act_once(
        &self,
        mut order: Order,
        hand: Hand,
        written: &mut HashMap<Uuid, u64>,
    ) -> Result<Receipt, Failure> {
        self.may(order.command.right())?;
        if let Command::Directory(_) = order.command {
            // There is one directory a house; a window need not know under which id.
            order.stream = self.directory_stream();
        }
        if let Command::Meeting(MeetingCommand::Convene { session }) = order.command {
            self.miss_ringing(session, hand)?;
        }
        if let Command::Session(SessionCommand::SealSession) = order.command {
            self.miss_ringing(SessionId(order.stream), hand)?;
        }
        let mut store = self.write()?;
        let before = match order.command {
            Command::Directory(_) => State::Directory(Box::new((*self.directory()).clone())),
            Command::Session(_) | Command::Call(_) | Command::Case(_) | Command::Meeting(_) => {
                self.standing(&store, order.stream)?
            }
        };
        let seen = order.version.or_else(|| written.get(&order.stream).copied());
        if seen != Some(before.version()) {
            return Err(self.stale(&store, order.stream)?);
        }
        let closes_lines = matches!(order.command, Command::Session(SessionCommand::CloseLines));
        let seals = matches!(order.command, Command::Session(SessionCommand::SealSession));
        let drafts: Vec<Uuid> = order.draft.into_iter().collect();
        let receipt =
            self.decide_and_commit(&mut store, order.stream, before, order.command, hand, &drafts)?;
        drop(store);
        written.insert(order.stream, receipt.version);
        self.announce(&receipt.topics);
        if closes_lines {
            // The lines are closed whatever comes of this; the meeting and the seal sweep once more.
            drop(self.miss_ringing(SessionId(order.stream), hand));
        }
        if closes_lines || seals {
            // What stands is acknowledged; a checkpoint that fails now is made by the next thousand rows.
            let why = if seals { CheckpointWhy::Sealed } else { CheckpointWhy::SeatClosed };
            drop(self.checkpoint(why));
        }
        Ok(receipt)
    }

    pub(crate) fn decide_and_commit(
        &self,
        store: &mut Store,
        stream: Uuid,
        before: State,
        command: Command,
        hand: Hand,
        drafts: &[Uuid],
    ) -> Result<Receipt, Failure> {
        let directory = self.directory();
        let around = self.around(&before, &command, hand)?;
        let (roles, around) = (&*self.roles(), &around);
        let moment = Moment { at: hand.at, actor: hand.actor, roles, directory: &directory, around };
        let events = decide(&before, command, &moment)?;
        let write = self.sealed(store, stream, before, &events, hand)?;
        let number = match &write.after {
            State::Case(case) if case.version == 1 => case.number.map(|number| number.shown()),
            State::Nothing
            | State::Session(_)
            | State::Call(_)
            | State::Case(_)
            | State::Meeting(_)
            | State::Directory(_)
            | State::Seat(_)
            | State::Erasures(_)
            | State::Clue(_) => None,
        };
        let version = write.after.version();
        let after_directory = match &write.after {
            State::Directory(directory) => Some((**directory).clone()),
            State::Nothing
            | State::Session(_)
            | State::Call(_)
            | State::Case(_)
            | State::Meeting(_)
            | State::Seat(_)
            | State::Erasures(_)
            | State::Clue(_) => None,
        };
        let committed = store.commit(std::slice::from_ref(&write), drafts);
        let mut hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner);
        match committed {
            Ok(_) => hot.put(stream, write.after),
            Err(error) => {
                hot.forget(stream);
                return Err(error.into());
            }
        }
        drop(hot);
        if let Some(directory) = after_directory {
            self.set_directory(directory);
        }
        let mut topics = topics(&events);
        if !drafts.is_empty() {
            topics.push(Topic::Drafts);
        }
        Ok(Receipt { stream, version, topics, number })
    }

    /// A stream as it stands, for the holder of the writer.
    pub(crate) fn standing(&self, store: &Store, stream: Uuid) -> Result<State, Failure> {
        let hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner).get(stream);
        match hot {
            Some(state) => Ok(state),
            None => Ok(store.state(stream)?),
        }
    }

    fn stale(&self, store: &Store, stream: Uuid) -> Result<Failure, Failure> {
        let last = store.events(stream)?.pop();
        Ok(match last {
            Some(made) => Failure::Stale { by: self.directory().person_name(made.by), at: made.at },
            None => Failure::from(domain::Rejection::NotFound),
        })
    }

    /// Whoever still rang when the lines closed is on the list of callers to ring back.
    fn miss_ringing(&self, session: SessionId, hand: Hand) -> Result<(), Failure> {
        let closed = |session: Option<Session>| session.is_some_and(|session| !session.takes_calls());
        let ringing = self.read(|reader| {
            if closed(reader.session(session)?) { reader.ringing(session) } else { Ok(Vec::new()) }
        })?;
        if ringing.is_empty() {
            return Ok(());
        }
        for call in ringing.into_iter().filter(|call| call.stage == CallStage::Ringing) {
            let mut store = self.write()?;
            let (stream, before) = (call.id.0, self.standing(&store, call.id.0)?);
            let command = Command::Call(CallCommand::MissCall { why: Missed::Closed });
            self.decide_and_commit(&mut store, stream, before, command, hand, &[])?;
        }
        self.announce(&[Topic::Calls]);
        Ok(())
    }
}

fn topics(events: &[Event]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = events
        .iter()
        .flat_map(|event| match event {
            Event::Session(_) => vec![Topic::Session],
            Event::Call(_) => vec![Topic::Calls],
            Event::Case(_) => vec![Topic::Cases, Topic::Agenda],
            Event::Meeting(_) => vec![Topic::Agenda],
            Event::Directory(_) => vec![Topic::Directory],
            Event::Seat(_) => vec![Topic::Trail],
            Event::Erasure(_) => vec![Topic::Accounts],
            // Nobody hears of a referral.
            Event::Clue(_) => Vec::new(),
            Event::Stream(_) => vec![Topic::Session, Topic::Calls, Topic::Cases, Topic::Agenda],
        })
        .collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}
