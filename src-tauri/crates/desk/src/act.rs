//! One command `act` for every write: who acts, load the stream, fold, decide, commit.

use crate::commit::Hand;
use crate::desk::Desk;
use crate::door::{Answer, Failed, Order, Receipt, Topic};
use crate::failure::Failure;
use crate::sharing::{Act, Born};
use domain::call::Missed;
use domain::call::{CallCommand, CallStage};
use domain::command::decide;
use domain::event::SeatEvent;
use domain::id::SessionId;
use domain::rejection::Rejection;
use domain::seat::{CheckpointWhy, SeatCommand};
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
        self.file_stands(&order.command)?;
        if let Command::Directory(_) = order.command {
            // There is one directory a house; a window need not know under which id.
            order.stream = self.directory_stream();
        }
        if let Command::Meeting(MeetingCommand::Convene { session }) = order.command {
            self.miss_ringing(session, hand)?;
        }
        if let Command::Seat(command) = order.command {
            // Nor under which id a seat is worked from here.
            let (session, seat) = command.about();
            order.stream = store::sitting_stream(self.identity.station, session.0, seat);
        }
        if let Command::Call(CallCommand::AnswerCall { seat, .. }) = order.command {
            self.sit_down(order.stream, seat, hand)?;
        }
        let closes_lines = matches!(order.command, Command::Session(SessionCommand::CloseLines));
        let closes_seat = matches!(order.command, Command::Seat(SeatCommand::CloseSeat { .. }));
        let seen = order.version.or_else(|| written.get(&order.stream).copied());
        let drafts: Vec<Uuid> = order.draft.into_iter().collect();
        let (stream, about) = (order.stream, about(&order.command));
        let receipt = self.commit_at_home(stream, born(&order.command), |store| {
            let before = match about {
                About::Directory => State::Directory(Box::new((*self.directory()).clone())),
                About::Another => self.standing(store, stream)?,
            };
            if seen != Some(before.version()) {
                return Err(self.stale(store, stream)?);
            }
            self.decided(store, stream, before, order.command, hand, drafts)
        })?;
        self.follow_directory(stream)?;
        written.insert(stream, receipt.version);
        self.announce(&receipt.topics);
        if closes_lines {
            // The lines are closed whatever comes of this; the meeting and the seal sweep once more.
            drop(self.miss_ringing(SessionId(order.stream), hand));
        }
        if closes_lines || closes_seat {
            // What stands is acknowledged; a checkpoint that fails now is made by the next thousand rows.
            drop(self.checkpoint(CheckpointWhy::SeatClosed));
        }
        Ok(receipt)
    }

    /// What a command comes to on a stream as it stands, sealed and ready to be written.
    pub(crate) fn decided(
        &self,
        store: &Store,
        stream: Uuid,
        before: State,
        command: Command,
        hand: Hand,
        drafts: Vec<Uuid>,
    ) -> Result<Act<Receipt>, Failure> {
        let directory = self.directory();
        let around = self.around(&before, &command, hand)?;
        let (roles, around) = (&*self.roles(), &around);
        let moment = Moment { at: hand.at, actor: hand.actor, roles, directory: &directory, around };
        let events = decide(&before, command, &moment)?;
        let write = self.sealed(store, stream, before, &events, hand)?;
        let number = if let State::Case(case) = &write.after
            && case.version == 1
        {
            case.number.map(|number| number.shown())
        } else {
            None
        };
        let mut topics = topics(&events);
        if !drafts.is_empty() {
            topics.push(Topic::Drafts);
        }
        let answer = Receipt { stream, version: write.after.version(), topics, number };
        Ok(Act { write, drafts, answer })
    }

    /// Memory follows an act on the directory, which has no row.
    pub(crate) fn follow_directory(&self, stream: Uuid) -> Result<(), Failure> {
        if stream == self.directory_stream() { self.read_directory() } else { Ok(()) }
    }

    /// A stream as it stands, for the holder of the writer.
    pub(crate) fn standing(&self, store: &Store, stream: Uuid) -> Result<State, Failure> {
        let hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner).get(stream);
        match hot {
            Some(state) => Ok(state),
            None => Ok(store.state(stream)?),
        }
    }

    pub(crate) fn stale(&self, store: &Store, stream: Uuid) -> Result<Failure, Failure> {
        let last = store.events(stream)?.pop();
        Ok(match last {
            Some(made) => Failure::Stale { by: self.directory().person_name(made.by), at: made.at },
            None => Failure::from(domain::Rejection::NotFound),
        })
    }

    /// Whoever still rang when the lines closed is on the list of callers to ring back.
    pub(crate) fn miss_ringing(&self, session: SessionId, hand: Hand) -> Result<(), Failure> {
        let closed = |session: Option<Session>| session.is_some_and(|session| !session.takes_calls());
        let ringing = self.read(|reader| {
            if closed(reader.session(session)?) { reader.ringing(session) } else { Ok(Vec::new()) }
        })?;
        if ringing.is_empty() {
            return Ok(());
        }
        for call in ringing.into_iter().filter(|call| call.stage == CallStage::Ringing) {
            let stream = call.id.0;
            let command = Command::Call(CallCommand::MissCall { why: Missed::Closed });
            let missed = self.commit_at_home(stream, Born::AtSeat, |store| {
                let before = self.standing(store, stream)?;
                self.decided(store, stream, before, command, hand, Vec::new())
            });
            match missed {
                // It rings at another seat, whose own console misses it.
                Err(Failure::Refused { rejection: Rejection::AtHome { .. }, .. }) => {}
                missed => drop(missed?),
            }
        }
        self.announce(&[Topic::Calls]);
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum About {
    /// It is folded in memory.
    Directory,
    Another,
}

fn about(command: &Command) -> About {
    match command {
        Command::Directory(_) => About::Directory,
        Command::Session(_)
        | Command::Call(_)
        | Command::Case(_)
        | Command::Follow(_)
        | Command::Meeting(_)
        | Command::Seat(_)
        | Command::Stream(_) => About::Another,
    }
}

/// Where the stream of such a command begins.
fn born(command: &Command) -> Born {
    match command {
        Command::Call(_) | Command::Case(_) | Command::Follow(_) | Command::Seat(_) | Command::Stream(_) => {
            Born::AtSeat
        }
        Command::Session(_) | Command::Meeting(_) | Command::Directory(_) => Born::AtHub,
    }
}

pub(crate) fn topics(events: &[Event]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = events
        .iter()
        .flat_map(|event| match event {
            Event::Session(_) => vec![Topic::Session],
            Event::Call(_) => vec![Topic::Calls],
            Event::Case(_) => vec![Topic::Cases, Topic::Agenda],
            Event::Follow(_) => vec![Topic::Cases],
            Event::Meeting(_) => vec![Topic::Agenda],
            Event::Directory(_) => vec![Topic::Directory],
            Event::Seat(SeatEvent::SeatOpened(..) | SeatEvent::SeatClosed(..)) => vec![Topic::Session],
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
