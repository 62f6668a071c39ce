//! A line over a real hub that loses, doubles and reorders whole calls: what goes through TLS no relay can sort out.

use super::faults::{Call, Fault, Weather};
use desk::chance::Chance;
use hub::{Error, Followed, Line, Placed, Sealed, Wrapped};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;

pub struct Unruly {
    line: Arc<dyn Line>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    weather: Weather,
    /// Arrive when a test says so.
    late: Vec<Call>,
    /// Arrive behind the next of them.
    held: Vec<Call>,
    /// Connections that whoever heard no answer would have dropped.
    broken: u64,
}

impl Unruly {
    pub fn over(line: Arc<dyn Line>) -> Arc<Unruly> {
        Arc::new(Unruly { line, state: Mutex::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of a thousand calls so many have a fault, by this chance; None: it is calm.
    pub fn weather(&self, weather: Option<(Chance, u32)>) {
        self.state().weather.by_chance(weather);
    }

    /// What becomes of the next calls, one each.
    pub fn script(&self, faults: &[Fault]) {
        self.state().weather.script(faults);
    }

    /// How many calls had this fault.
    pub fn had(&self, fault: Fault) -> u32 {
        self.state().weather.had(fault)
    }

    /// What was under way arrives, in the order in which it was said; answers go nowhere.
    pub fn deliver(&self) {
        let mut state = self.state();
        let calls: Vec<Call> = state.late.drain(..).collect();
        drop(state);
        calls.iter().for_each(|call| drop(call.over(&*self.line)));
        self.deliver_held();
    }

    fn deliver_held(&self) {
        let held: Vec<Call> = self.state().held.drain(..).collect();
        held.iter().for_each(|call| drop(call.over(&*self.line)));
    }

    fn drawn(&self) -> Fault {
        let mut state = self.state();
        let fault = state.weather.drawn();
        state.broken += u64::from(fault.breaks());
        fault
    }

    fn say(&self, call: &Call) -> Result<Vec<Placed>, Error> {
        let answered = match self.drawn() {
            Fault::None => call.over(&*self.line),
            Fault::Doubled => {
                drop(call.over(&*self.line));
                call.over(&*self.line)
            }
            Fault::AnswerLost => {
                drop(call.over(&*self.line));
                Err(Error::Unknown)
            }
            Fault::RequestLost => return Err(Error::Unknown),
            Fault::Late => {
                self.state().late.push(call.clone());
                return Err(Error::Unknown);
            }
            Fault::HeldBack => {
                self.state().held.push(call.clone());
                return Err(Error::Unknown);
            }
        };
        self.deliver_held();
        answered
    }
}

impl Line for Unruly {
    fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        self.say(&Call::append(house, group, keys))
    }

    fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error> {
        let fault = self.drawn();
        match fault {
            Fault::RequestLost | Fault::Late | Fault::HeldBack => Err(Error::Away(None)),
            Fault::None | Fault::Doubled | Fault::AnswerLost => {
                let followed = self.line.follow(after, limit, doing);
                if fault == Fault::AnswerLost { Err(Error::Away(None)) } else { followed }
            }
        }
    }

    fn erase(&self, stream: Uuid) -> Result<u64, Error> {
        self.say(&Call::Erase(stream)).map(|_| 0)
    }

    fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error> {
        self.line.put_blob(hash, body)
    }

    fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        self.line.blob(hash)
    }

    fn wait(&self, most: Duration) -> bool {
        self.line.wait(most)
    }

    fn wake(&self) {
        self.line.wake();
    }

    fn connections(&self) -> u64 {
        self.line.connections() + self.state().broken
    }
}
