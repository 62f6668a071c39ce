//! The limit on guessing passwords, counted in the key book and so across restarts.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Error;

/// Wrong passwords before the lock-out.
const TRIES: u8 = 5;
/// The lock-out, in ms.
const LOCKED_FOR: i64 = 15 * 60 * 1000;
/// Unknown staff numbers share so many counts, or the key book could be filled with them.
const STRANGERS: u8 = 64;

/// The wrong passwords of a key book, by staff number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Throttle(Vec<Wrong>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wrong {
    staff_no: String,
    count: u8,
    /// UTC, ms since 1970; the lock-out ends here.
    until: Option<i64>,
}

/// A try that is counted as wrong until it proves right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charge {
    /// How many more are left if it is.
    pub left: u8,
    /// Wrong ones counted before it.
    pub before: u8,
}

impl Throttle {
    /// [`Error::LockedOut`] while no try counts.
    pub(crate) fn charge(&mut self, staff_no: &str, now: i64) -> Result<Charge, Error> {
        let mut wrong =
            self.take(staff_no).unwrap_or(Wrong { staff_no: staff_no.to_owned(), count: 0, until: None });
        let before = wrong.count;
        if let Some(until) = wrong.until {
            // A clock set back must not lock a person out for longer than was meant.
            let until = until.min(now.saturating_add(LOCKED_FOR));
            if now < until {
                wrong.until = Some(until);
                self.0.push(wrong);
                return Err(Error::LockedOut { until });
            }
            wrong.count = 0;
            wrong.until = None;
        }
        wrong.count = wrong.count.saturating_add(1);
        let left = TRIES.saturating_sub(wrong.count);
        if left == 0 {
            wrong.until = Some(now.saturating_add(LOCKED_FOR));
        }
        self.0.push(wrong);
        Ok(Charge { left, before })
    }

    pub(crate) fn clear(&mut self, staff_no: &str) {
        self.take(staff_no);
    }

    fn take(&mut self, staff_no: &str) -> Option<Wrong> {
        let at = self.0.iter().position(|it| it.staff_no == staff_no)?;
        Some(self.0.remove(at))
    }
}

/// Under which name the tries of an unknown staff number are counted. Not under what was typed: some
/// people type their password there, and the key book keeps no trace of it.
pub(crate) fn stranger(house: Uuid, typed: &str) -> String {
    let digest = Sha256::new()
        .chain_update(b"12345/stranger/1")
        .chain_update(house.as_bytes())
        .chain_update(typed)
        .finalize();
    format!("?{:02}", digest[0] % STRANGERS)
}
