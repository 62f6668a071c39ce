//! What screens show of the sharing: is the hub there, who else is, what do they do.

use super::Sharing;
use super::doing::DoingNow;
use crate::desk::Desk;
use crate::failure::Trouble;
use domain::Stamp;
use hub::Present;
use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// Another station counts as there for so long after its last word, in ms: it says one every second.
pub(crate) const THERE_FOR: i64 = 4_000;
/// A clock that is read over a slower answer says nothing.
const FAIR_ANSWER: Duration = Duration::from_millis(400);

#[derive(Default)]
pub(crate) struct Seen {
    /// None: not tried yet.
    pub connected: Option<bool>,
    /// Since when it is as it is.
    pub since: Option<Stamp>,
    /// Why it is away.
    pub why: Option<Trouble>,
    /// The workstation, by its ordinal, that has signed another order of the hub than this one has followed.
    pub doubt: Option<u8>,
    pub stations: BTreeMap<Uuid, StationSeen>,
    /// Milliseconds that this clock was behind the server's at the last answer that was quick enough to tell.
    pub apart: Option<i64>,
}

/// One workstation, as far as the hub knows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StationSeen {
    /// Its last word, by the server's clock.
    pub seen: Stamp,
    /// It holds everything up to here.
    pub cursor: u64,
    /// It was heard of, when the others were last asked about.
    there: bool,
    pub doing: Option<DoingNow>,
    sealed: Option<Vec<u8>>,
}

impl Sharing {
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn connected(&self) -> bool {
        self.seen().connected == Some(true)
    }

    /// It was away a moment ago: the thread of the sharing tries again, and nobody waits for it.
    pub fn known_away(&self) -> Option<Trouble> {
        let seen = self.seen();
        (seen.connected == Some(false)).then(|| seen.why.clone().unwrap_or(Trouble::HubAway))
    }

    /// Answers whether that is news.
    pub fn note(&self, connected: bool, why: Option<Trouble>, at: Stamp) -> bool {
        let mut seen = self.seen();
        let news = seen.connected != Some(connected) || seen.why != why;
        if seen.connected != Some(connected) {
            seen.since = Some(at);
        }
        (seen.connected, seen.why) = (Some(connected), why);
        news
    }

    /// Who else is there. Answers whether somebody came, went, or does something else.
    pub fn meet(&self, desk: &Desk, present: &[Present], took: Duration, asked: Stamp) -> bool {
        let mut seen = self.seen();
        let mine = present.iter().find(|one| one.station == desk.identity.station);
        if let Some(mine) = mine.filter(|_| took < FAIR_ANSWER) {
            let half = i64::try_from(took.as_millis() / 2).unwrap_or_default();
            seen.apart = Some(mine.seen - (asked.0 + half));
        }
        let now = mine.map_or(asked.0, |mine| mine.seen);
        let mut news = false;
        for one in present {
            let before = seen.stations.get(&one.station);
            let there = now - one.seen < THERE_FOR;
            let same = before.is_some_and(|before| before.sealed == one.doing);
            news |= !same || before.is_none_or(|before| before.there != there);
            let doing = match before {
                Some(before) if same => before.doing.clone(),
                Some(_) | None => {
                    one.doing.as_deref().and_then(|sealed| desk.opened_doing(one.station, sealed))
                }
            };
            let (at, cursor, sealed) = (Stamp(one.seen), one.cursor, one.doing.clone());
            let station = StationSeen { seen: at, cursor, there, doing, sealed };
            seen.stations.insert(one.station, station);
        }
        news
    }
}
