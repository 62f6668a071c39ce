//! Where a stream is at home, and an act that is committed there.
//!
//! A call and a case that is being recorded are at home on the seat that began them: they are committed here and
//! published in order. Once the call is over, or the case handed over, the stream moves to the hub, at the instant
//! the hub has the event that says so; until then the seat may still correct it. All else is at home on the hub,
//! which has it first.

use super::publish::{check_leaves, sealed, wrapped};
use super::{Broken, Lane, Sharing};
use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Trouble};
use domain::State;
use domain::aside::at_seat;
use domain::rejection::Rejection;
use hub::{Error, Sealed, Wrapped};
use std::sync::{MutexGuard, PoisonError};
use store::{Store, Write};
use uuid::Uuid;

/// What an act is to write, and what it answers when that stands.
pub(crate) struct Act<T> {
    pub write: Write,
    /// They go with it.
    pub drafts: Vec<Uuid>,
    pub answer: T,
}

/// Where a stream of its kind begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Born {
    /// Calls, cases, a workstation's own streams.
    AtSeat,
    AtHub,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Home {
    Here,
    /// Given up here, and the hub doesn't have it yet.
    Leaving,
    Hub,
    Seat(Uuid),
}

/// Sent to the hub, with no certain answer.
pub(super) struct Pending {
    write: Write,
    drafts: Vec<Uuid>,
    events: Vec<Uuid>,
    group: Vec<Sealed>,
    keys: Vec<Wrapped>,
}

impl Desk {
    /// Commits an act where its stream is at home. `make` looks at what stands, decides and seals; nobody writes on
    /// the stream between that and the commit.
    ///
    /// # Errors
    /// `Refused` with `AtHome` for what another seat is still recording; `Away` while the hub can't be reached, or
    /// when whether it has the act is unknown; of `make`; of the store.
    pub(crate) fn commit_at_home<T>(
        &self,
        stream: Uuid,
        born: Born,
        make: impl FnOnce(&Store) -> Result<Act<T>, Failure>,
    ) -> Result<T, Failure> {
        let Some(sharing) = self.sharing() else { return self.commit_here(self.write()?, make) };
        if born == Born::AtSeat {
            let store = self.write()?;
            match self.home(&store, stream)? {
                Home::Here => return self.commit_and_publish(&sharing, store, make),
                Home::Seat(station) => return Err(self.at_home(station)),
                Home::Leaving | Home::Hub => {}
            }
        }
        let mut lane = sharing.lane();
        if born == Born::AtSeat {
            // Once more: while this waited, the hub may have got it.
            let store = self.write()?;
            match self.home(&store, stream)? {
                Home::Here | Home::Leaving => return self.commit_and_publish(&sharing, store, make),
                Home::Seat(station) => return Err(self.at_home(station)),
                Home::Hub => {}
            }
        }
        self.commit_at_hub(&sharing, &mut lane, stream, make)
    }

    fn home(&self, store: &Store, stream: Uuid) -> Result<Home, Failure> {
        let state = self.standing(store, stream)?;
        match &state {
            State::Nothing => return Ok(Home::Here),
            State::Call(_) | State::Case(_) | State::Seat(_) => {}
            State::Session(_)
            | State::Meeting(_)
            | State::Directory(_)
            | State::Erasures(_)
            | State::Clue(_) => return Ok(Home::Hub),
        }
        if state.aside().is_some_and(|aside| aside.taken_from.is_some()) {
            return Ok(Home::Hub);
        }
        let given_up = !at_seat(&state);
        self.hot.lock().unwrap_or_else(PoisonError::into_inner).put(stream, state);
        let author = store.author(stream)?.unwrap_or(self.identity.station);
        let mine = author == self.identity.station;
        Ok(match (mine, given_up) {
            (true, false) => Home::Here,
            (false, false) => Home::Seat(author),
            (true, true) if store.waits(stream)? => Home::Leaving,
            (_, true) => Home::Hub,
        })
    }

    fn at_home(&self, station: Uuid) -> Failure {
        let directory = self.directory();
        let known = directory.accounts.stations.iter().find(|known| known.station == station);
        Rejection::AtHome { ordinal: known.map_or(0, |known| known.ordinal) }.into()
    }

    fn commit_here<T>(
        &self,
        mut store: MutexGuard<'_, Store>,
        make: impl FnOnce(&Store) -> Result<Act<T>, Failure>,
    ) -> Result<T, Failure> {
        let Act { write, drafts, answer } = make(&store)?;
        let committed = store.commit(std::slice::from_ref(&write), &drafts);
        self.remember(write, committed.is_ok());
        committed?;
        Ok(answer)
    }

    fn commit_and_publish<T>(
        &self,
        sharing: &Sharing,
        store: MutexGuard<'_, Store>,
        make: impl FnOnce(&Store) -> Result<Act<T>, Failure>,
    ) -> Result<T, Failure> {
        let answer = self.commit_here(store, make)?;
        sharing.wake();
        if !sharing.connected() {
            // One more waits.
            self.announce(&[Topic::Sharing]);
        }
        Ok(answer)
    }

    /// What waits goes first, so that nobody sees a reference before what it is to; then the act, sealed once: the
    /// same bytes however often they are sent.
    fn commit_at_hub<T>(
        &self,
        sharing: &Sharing,
        lane: &mut Lane,
        stream: Uuid,
        make: impl FnOnce(&Store) -> Result<Act<T>, Failure>,
    ) -> Result<T, Failure> {
        if let Some(why) = sharing.known_away() {
            return Err(Failure::Away { what: why });
        }
        self.flushed(sharing, lane).map_err(|broken| self.lost(sharing, lane, broken))?;
        if lane.pending.iter().any(|one| one.write.stream == stream) {
            return Err(Failure::Away { what: Trouble::Unconfirmed });
        }
        let mut store = self.write()?;
        let Act { write, drafts, answer } = make(&store)?;
        let group: Vec<Sealed> =
            write.envelopes.iter().map(|bytes| sealed(bytes)).collect::<Result<_, _>>()?;
        let events: Vec<Uuid> = group.iter().map(|one| one.event_id).collect();
        let keys: Vec<Wrapped> = write.keys.iter().map(wrapped).collect();
        store.ask(&events)?;
        drop(store);
        let asked = Pending { write, drafts, events, group, keys };
        match sharing.line.append(self.identity.house, &asked.group, &asked.keys) {
            Ok(placed) => {
                check_leaves(&asked.group, &placed).map_err(|broken| self.lost(sharing, lane, broken))?;
                self.stands(lane, asked, &placed)?;
                sharing.wake();
                Ok(answer)
            }
            Err(Error::Conflict { .. }) => {
                self.write()?.refused(&asked.events)?;
                self.follow(sharing, lane).map_err(|broken| self.lost(sharing, lane, broken))?;
                let store = self.write()?;
                Err(self.stale(&store, stream)?)
            }
            Err(Error::Unknown) => {
                lane.pending.push(asked);
                drop(self.lost(sharing, lane, Broken::Away));
                Err(Failure::Away { what: Trouble::Unconfirmed })
            }
            Err(error) => {
                self.write()?.refused(&asked.events)?;
                Err(self.lost(sharing, lane, error.into()))
            }
        }
    }

    fn flushed(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        self.proved(sharing, lane)?;
        self.publish(sharing, lane)?;
        self.settle_pending(sharing, lane)
    }

    /// The connection is in doubt from now on, and screens say so.
    fn lost(&self, sharing: &Sharing, lane: &mut Lane, broken: Broken) -> Failure {
        lane.proved_on = None;
        if sharing.note(false, Some(broken.trouble()), self.clock.now()) {
            self.announce(&[Topic::Sharing]);
        }
        broken.failure()
    }

    /// The hub has it: so has this station.
    fn stands(&self, lane: &mut Lane, asked: Pending, placed: &[hub::Placed]) -> Result<(), Failure> {
        lane.erasures_due |= asked.write.stream == store::erasures_stream(self.identity.house);
        let places: Vec<u64> = placed.iter().map(|placed| placed.pos).collect();
        let mut store = self.write()?;
        let committed = store.commit_at(std::slice::from_ref(&asked.write), &asked.drafts, &places);
        self.remember(asked.write, committed.is_ok());
        committed?;
        Ok(())
    }

    fn remember(&self, write: Write, stands: bool) {
        let mut hot = self.hot.lock().unwrap_or_else(PoisonError::into_inner);
        if stands { hot.put(write.stream, write.after) } else { hot.forget(write.stream) }
    }

    /// Sends again what has no certain answer, until it has one. After publishing: a hub that lost its tail has to have
    /// what stands before it first.
    pub(super) fn settle_pending(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        while let Some(asked) = lane.pending.pop() {
            let house = self.directory_stream();
            let directory = asked.write.stream == house;
            match sharing.line.append(house, &asked.group, &asked.keys) {
                // What it was decided on may have lost its place since: it is folded where it stands, by following.
                Ok(placed) => {
                    check_leaves(&asked.group, &placed)?;
                    lane.erasures_due |= asked.write.stream == store::erasures_stream(house);
                    let mut store = self.write()?;
                    asked.drafts.iter().try_for_each(|draft| store.drop_draft(*draft))?;
                    drop(store);
                    self.follow(sharing, lane)?;
                }
                // The hub lacks what stands before it. While that stands here, it is offered first, and an earlier copy that
                // is still under way may yet fit. If it stands no longer, the act is given up: what was typed is in
                // its draft. It stays known as asked, should it arrive all the same.
                Err(Error::Conflict { index, current }) if gap(&asked.group, index, current) => {
                    let stands = self.write()?.state(asked.write.stream)?.version();
                    if asked.group.get(index).is_some_and(|row| row.version <= stands + 1) {
                        lane.pending.push(asked);
                        return Err(Broken::Away);
                    }
                }
                // Somebody was first: it never stood. What was typed is in its draft.
                Err(Error::Conflict { .. }) => self.write()?.refused(&asked.events)?,
                Err(error) => {
                    lane.pending.push(asked);
                    return Err(error.into());
                }
            }
            if directory {
                self.read_directory()?;
            }
            let everything = [Topic::Session, Topic::Calls, Topic::Cases, Topic::Agenda, Topic::Drafts];
            self.announce(&everything);
            self.announce(&[Topic::Directory, Topic::Accounts, Topic::Sharing]);
        }
        Ok(())
    }
}

/// Refused for what is missing before it, not because another row has its version.
fn gap(group: &[Sealed], index: usize, current: u64) -> bool {
    group.get(index).is_some_and(|row| row.version > current + 1)
}

impl From<vault::Error> for Broken {
    fn from(error: vault::Error) -> Broken {
        store::Error::from(error).into()
    }
}
