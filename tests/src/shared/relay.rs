//! A relay on loopback between one seat and a server: it can be cut, and it delays, swallows, doubles and swaps bytes.

use desk::chance::Chance;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What becomes of one piece of what flows. But for a delay the connection must not outlive it: TLS sees to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mischief {
    /// It arrives, later.
    Delayed,
    /// It is lost, nothing more is said, and after a while the connection is cut.
    Swallowed,
    /// It arrives twice.
    Doubled,
    /// Its halves arrive in the wrong order.
    Swapped,
}

impl Mischief {
    pub const EVERY: [Mischief; 4] =
        [Mischief::Delayed, Mischief::Swallowed, Mischief::Doubled, Mischief::Swapped];
}

/// What a slow line adds, at most, in ms.
const SLOW: u32 = 20;
/// A connection that swallowed something says nothing for so long.
const SILENT: Duration = Duration::from_millis(150);

pub struct Relay {
    port: u16,
    inner: Arc<Inner>,
    accepts: Option<JoinHandle<()>>,
}

struct Inner {
    /// The server's port.
    to: u16,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cut: bool,
    ended: bool,
    mischief: Option<Drawn>,
    /// Both ends of each connection that stands.
    open: BTreeMap<u32, [TcpStream; 2]>,
    connections: u32,
    had: BTreeMap<Mischief, u32>,
    /// Connections that were closed by a cut, or not taken during one.
    cut_off: u32,
}

struct Drawn {
    chance: Chance,
    of_thousand: u32,
    kinds: Vec<Mischief>,
}

impl Relay {
    /// To a server's port on loopback.
    pub fn to(port: u16) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = listener.local_addr().expect("an address").port();
        let inner = Arc::new(Inner { to: port, state: Mutex::default() });
        let accepting = inner.clone();
        let accepts = thread::spawn(move || accept(&accepting, &listener));
        Relay { port: own, inner, accepts: Some(accepts) }
    }

    /// Where the seat finds it.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The cable is pulled: every connection ends and none comes about; or it is put back.
    pub fn cut(&self, cut: bool) {
        let mut state = self.inner.state();
        state.cut = cut;
        if cut {
            state.cut_off += state.open.len() as u32;
            std::mem::take(&mut state.open).values().for_each(close);
        }
    }

    /// Of a thousand pieces so many suffer one of these; none: it is calm.
    pub fn unruly(&self, chance: Chance, of_thousand: u32, kinds: &[Mischief]) {
        let kinds = kinds.to_vec();
        self.inner.state().mischief = Some(Drawn { chance, of_thousand, kinds });
    }

    pub fn calm(&self) {
        self.inner.state().mischief = None;
    }

    /// How many pieces suffered this.
    pub fn had(&self, mischief: Mischief) -> u32 {
        self.inner.state().had.get(&mischief).copied().unwrap_or_default()
    }

    /// How many connections a cut ended or kept from coming about.
    pub fn cut_off(&self) -> u32 {
        self.inner.state().cut_off
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.cut(true);
        self.inner.state().ended = true;
        // So that it looks up.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        drop(self.accepts.take().map(JoinHandle::join));
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What becomes of the next piece, of so many bytes, and by how much it is delayed.
    fn drawn(&self, length: usize) -> Option<(Mischief, Duration)> {
        let mut state = self.state();
        let drawn = state.mischief.as_ref()?;
        if drawn.chance.below(1000) >= drawn.of_thousand {
            return None;
        }
        let kind = *drawn.kinds.get(drawn.chance.below(drawn.kinds.len() as u32) as usize)?;
        if kind == Mischief::Swapped && length < 2 {
            return None;
        }
        let slow = Duration::from_millis(drawn.chance.below(SLOW).into());
        *state.had.entry(kind).or_default() += 1;
        Some((kind, slow))
    }
}

fn close(ends: &[TcpStream; 2]) {
    ends.iter().for_each(|end| drop(end.shutdown(Shutdown::Both)));
}

fn accept(inner: &Arc<Inner>, listener: &TcpListener) {
    for near in listener.incoming() {
        let mut state = inner.state();
        if state.ended {
            return;
        }
        let Ok(near) = near else { continue };
        if state.cut {
            state.cut_off += 1;
            continue;
        }
        let Ok(far) = TcpStream::connect(("127.0.0.1", inner.to)) else { continue };
        let ends = [near, far];
        let (Ok(there), Ok(back), Ok(kept)) = (copied(&ends), copied(&ends), copied(&ends)) else { continue };
        state.connections += 1;
        let connection = state.connections;
        state.open.insert(connection, kept);
        drop(state);
        let [near, far] = back;
        for ends in [there, [far, near]] {
            let inner = inner.clone();
            thread::spawn(move || {
                drop(carry(&inner, &ends));
                close(&ends);
                inner.state().open.remove(&connection);
            });
        }
    }
}

fn copied([near, far]: &[TcpStream; 2]) -> std::io::Result<[TcpStream; 2]> {
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    Ok([near.try_clone()?, far.try_clone()?])
}

/// Until one end is closed, or the other.
fn carry(inner: &Inner, [from, to]: &[TcpStream; 2]) -> std::io::Result<()> {
    let (mut from, mut to, mut bytes) = (from, to, [0; 4096]);
    loop {
        let length = from.read(&mut bytes)?;
        let piece = &bytes[..length];
        if piece.is_empty() {
            return Ok(());
        }
        match inner.drawn(length) {
            None => to.write_all(piece)?,
            Some((Mischief::Delayed, slow)) => {
                thread::sleep(slow);
                to.write_all(piece)?;
            }
            Some((Mischief::Swallowed, _)) => {
                thread::sleep(SILENT);
                return Ok(());
            }
            Some((Mischief::Doubled, _)) => {
                to.write_all(piece)?;
                to.write_all(piece)?;
            }
            Some((Mischief::Swapped, _)) => {
                let (first, second) = piece.split_at(length / 2);
                to.write_all(second)?;
                to.write_all(first)?;
            }
        }
    }
}
