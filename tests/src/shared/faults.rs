//! What can become of a call between a seat and its hub: the same words for the hub in memory and for a real one.

use desk::chance::Chance;
use hub::{Error, Line, Placed, Sealed, Wrapped};
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// What becomes of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It never arrives.
    RequestLost,
    /// It is done, and nobody hears of it.
    AnswerLost,
    /// It is done twice; the second answer counts.
    Doubled,
    /// It arrives when whoever sent it has given up: when a test says so.
    Late,
    /// Whoever sent it has given up, and it arrives behind the next that he has written: often the
    /// same once more.
    HeldBack,
    None,
}

impl Fault {
    pub const EVERY: [Fault; 5] =
        [Fault::RequestLost, Fault::AnswerLost, Fault::Doubled, Fault::Late, Fault::HeldBack];

    /// Whoever hears no answer drops the connection.
    pub fn breaks(self) -> bool {
        match self {
            Fault::RequestLost | Fault::AnswerLost | Fault::Late | Fault::HeldBack => true,
            Fault::Doubled | Fault::None => false,
        }
    }
}

/// What becomes of the next calls: as it is written down, then by chance.
#[derive(Default)]
pub struct Weather {
    script: VecDeque<Fault>,
    /// Of a thousand calls so many have a fault, by this chance.
    lot: Option<(Chance, u32)>,
    had: BTreeMap<Fault, u32>,
}

impl Weather {
    pub fn script(&mut self, faults: &[Fault]) {
        self.script.extend(faults);
    }

    pub fn by_chance(&mut self, lot: Option<(Chance, u32)>) {
        self.lot = lot;
    }

    pub fn drawn(&mut self) -> Fault {
        let fault = self.script.pop_front().unwrap_or_else(|| self.by_lot());
        *self.had.entry(fault).or_default() += 1;
        fault
    }

    /// How many calls had this fault.
    pub fn had(&self, fault: Fault) -> u32 {
        self.had.get(&fault).copied().unwrap_or_default()
    }

    fn by_lot(&self) -> Fault {
        let Some((chance, of_thousand)) = &self.lot else { return Fault::None };
        if chance.below(1000) >= *of_thousand {
            return Fault::None;
        }
        Fault::EVERY[chance.below(Fault::EVERY.len() as u32) as usize]
    }
}

/// A call that writes, kept to be said later or twice.
#[derive(Clone)]
pub enum Call {
    Append { house: Uuid, group: Vec<Sealed>, keys: Vec<Wrapped> },
    Erase(Uuid),
}

impl Call {
    pub fn append(house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Call {
        Call::Append { house, group: group.to_vec(), keys: keys.to_vec() }
    }

    /// # Errors
    /// Of the line.
    pub fn over(&self, line: &dyn Line) -> Result<Vec<Placed>, Error> {
        match self {
            Call::Append { house, group, keys } => line.append(*house, group, keys),
            Call::Erase(stream) => line.erase(*stream).map(|_| Vec::new()),
        }
    }
}
