//! The streams that were written last, folded: an act on one of them reads and unseals nothing.
//!
//! Only the holder of the writer's lock looks in here, and a store has one writer: what was put here after a
//! commit is what the journal says until the next commit.

use domain::State;
use std::collections::VecDeque;
use uuid::Uuid;

/// A call, its case, the session and the meeting at each of a dozen seats.
const KEPT: usize = 48;

#[derive(Default)]
pub struct Hot(VecDeque<(Uuid, State)>);

impl Hot {
    /// The state of a stream, if it was written not long ago.
    pub fn get(&self, stream: Uuid) -> Option<State> {
        self.0.iter().find(|(known, _)| *known == stream).map(|(_, state)| state.clone())
    }

    /// What a stream is after a commit.
    pub fn put(&mut self, stream: Uuid, state: State) {
        self.forget(stream);
        self.0.truncate(KEPT - 1);
        self.0.push_front((stream, state));
    }

    /// After a commit that failed, an erasure or a rebuild only the journal is asked.
    pub fn forget(&mut self, stream: Uuid) {
        self.0.retain(|(known, _)| *known != stream);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_kept_once_and_the_oldest_goes() {
        let mut hot = Hot::default();
        let streams: Vec<Uuid> = (0..=KEPT as u128).map(Uuid::from_u128).collect();
        for stream in &streams {
            hot.put(*stream, State::Nothing);
            hot.put(*stream, State::Nothing);
        }
        assert_eq!(hot.0.len(), KEPT);
        assert!(hot.get(streams[0]).is_none() && hot.get(streams[KEPT]).is_some());
        hot.forget(streams[KEPT]);
        assert!(hot.get(streams[KEPT]).is_none());
    }
}
