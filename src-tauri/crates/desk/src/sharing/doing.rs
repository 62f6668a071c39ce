//! What is being done at this workstation, sealed for those who read cases: the others show it beside the seat.

use super::Sharing;
use crate::desk::Desk;
use domain::Stamp;
use domain::id::PersonId;
use serde::{Deserialize, Serialize};
use std::sync::{MutexGuard, PoisonError};
use uuid::Uuid;
use vault::Compartment;

/// Somebody who types nothing for so long edits nothing, in ms.
const EDITS_FOR: i64 = 15_000;

/// What the others are told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DoingNow {
    pub person: Option<PersonId>,
    /// The stream that is being typed on.
    pub edits: Option<Uuid>,
}

/// What was last said, sealed once: the same bytes until it changes, so that nobody is woken for nothing.
#[derive(Default)]
pub(crate) struct Doing {
    edits: Option<(Uuid, Stamp)>,
    said: Option<(DoingNow, Vec<u8>)>,
}

impl Sharing {
    fn doing(&self) -> MutexGuard<'_, Doing> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Somebody types on a stream here; None: he has stopped.
    pub(crate) fn edits(&self, stream: Option<Uuid>) {
        let Some(sharing) = self.sharing() else { return };
        let mut doing = sharing.doing();
        let before = doing.edits.map(|(stream, _)| stream);
        doing.edits = stream.map(|stream| (stream, self.clock.now()));
        drop(doing);
        if before != stream {
            sharing.wake();
        }
    }

    /// None for a login that reads no case.
    pub(super) fn sealed_doing(&self, sharing: &Sharing) -> Option<Vec<u8>> {
        if !self.keys.holds(Compartment::General) {
            return None;
        }
        let now = self.clock.now();
        let mut doing = sharing.doing();
        let edits = doing.edits.filter(|(_, since)| now.0 - since.0 < EDITS_FOR).map(|(stream, _)| stream);
        let current = DoingNow { person: Some(self.me), edits };
        if let Some((said, sealed)) = &doing.said
            && *said == current
        {
            return Some(sealed.clone());
        }
        let text = serde_json::to_vec(&current).ok()?;
        // As a draft is sealed, for the stream that has the station's id.
        let sealed = self.keys.seal_draft(Compartment::General, self.identity.station, &text).ok()?;
        doing.said = Some((current, sealed.clone()));
        Some(sealed)
    }

    /// None for what this login can't open.
    pub(super) fn opened_doing(&self, station: Uuid, sealed: &[u8]) -> Option<DoingNow> {
        let text = self.keys.open_draft(station, sealed).ok()?;
        serde_json::from_slice(&text).ok()
    }
}
