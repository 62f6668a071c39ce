//! A seat's line to the hub in memory: it can be cut, and loses, doubles, delays and reorders what is said.

use super::faults::{Call, Fault, Weather};
use super::hub::{FakeHub, Server};
use desk::chance::Chance;
use hub::{Error, Followed, Line, Placed, Sealed, Wrapped};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// One station's way to it: two connections, as `hub::Hub` keeps them.
pub struct FakeLine {
    hub: Arc<FakeHub>,
    station: Uuid,
    state: Mutex<LineState>,
}

#[derive(Default)]
struct LineState {
    connections: u64,
    /// For writing, for reading: with which server.
    open: [Option<u64>; 2],
    cut: bool,
    weather: Weather,
}

const WRITING: usize = 0;
const READING: usize = 1;

impl FakeLine {
    pub fn of(hub: &Arc<FakeHub>, station: Uuid) -> Arc<FakeLine> {
        Arc::new(FakeLine { hub: hub.clone(), station, state: Mutex::default() })
    }

    fn state(&self) -> MutexGuard<'_, LineState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cable is pulled, or put back.
    pub fn cut(&self, cut: bool) {
        self.state().cut = cut;
    }

    /// What becomes of the next calls, one each.
    pub fn script(&self, faults: &[Fault]) {
        self.state().weather.script(faults);
    }

    pub fn weather(&self, weather: Option<(Chance, u32)>) {
        self.state().weather.by_chance(weather);
    }

    /// # Errors
    /// `Away` when it is cut off; `Unknown` on a connection that broke unnoticed.
    fn reach(&self, slot: usize) -> Result<Fault, Error> {
        let generation = self.hub.server().generation;
        let mut state = self.state();
        if state.cut {
            state.open = [None; 2];
            return Err(Error::Away(None));
        }
        let fault = state.weather.drawn();
        if state.open[slot].is_some_and(|with| with != generation) {
            state.open[slot] = None;
            if fault == Fault::RequestLost {
                return Err(Error::Unknown);
            }
        }
        if state.open[slot].is_none() {
            state.connections += 1;
            state.open[slot] = Some(generation);
        }
        if fault.breaks() {
            state.open[slot] = None;
        }
        Ok(fault)
    }

    /// For files, whose connection is their own: no weather, but the cable.
    fn there(&self) -> Result<MutexGuard<'_, Server>, Error> {
        if self.state().cut { Err(Error::Away(None)) } else { Ok(self.hub.server()) }
    }

    fn say(&self, call: &Call) -> Result<Vec<Placed>, Error> {
        let fault = self.reach(WRITING)?;
        let mut server = self.hub.server();
        let answered = match fault {
            Fault::None => server.hears(self.station, call),
            Fault::Doubled => {
                drop(server.hears(self.station, call));
                server.hears(self.station, call)
            }
            Fault::AnswerLost => {
                drop(server.hears(self.station, call));
                Err(Error::Unknown)
            }
            Fault::RequestLost => return Err(Error::Unknown),
            Fault::Late => {
                server.late.push((self.station, call.clone()));
                return Err(Error::Unknown);
            }
            Fault::HeldBack => {
                server.held.push((self.station, call.clone()));
                return Err(Error::Unknown);
            }
        };
        server.hears_held(self.station);
        answered
    }
}

impl Line for FakeLine {
    fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        self.say(&Call::append(house, group, keys))
    }

    fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error> {
        let fault = self.reach(READING).map_err(|_| Error::Away(None))?;
        let mut server = self.hub.server();
        match fault {
            Fault::RequestLost | Fault::Late | Fault::HeldBack => Err(Error::Away(None)),
            Fault::None | Fault::Doubled | Fault::AnswerLost => {
                let followed = server.follow(self.station, after, limit, doing);
                if fault == Fault::AnswerLost { Err(Error::Away(None)) } else { Ok(followed) }
            }
        }
    }

    fn erase(&self, stream: Uuid) -> Result<u64, Error> {
        self.say(&Call::Erase(stream)).map(|_| 0)
    }

    fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error> {
        self.there()?.files.insert(*hash, body.to_vec());
        Ok(())
    }

    fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.there()?.files.get(hash).cloned())
    }

    fn wait(&self, _most: Duration) -> bool {
        false
    }

    fn wake(&self) {}

    fn connections(&self) -> u64 {
        self.state().connections
    }
}
