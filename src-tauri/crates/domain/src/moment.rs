//! What a rule may know besides the stream itself: who acts, when, and what stands around it.

use crate::call::Call;
use crate::case::Case;
use crate::directory::Directory;
use crate::id::PersonId;
use crate::number::CaseNumber;
use crate::permission::{Right, Role, may};
use crate::rejection::Rejection;
use crate::seat::{Arrived, Sitting};
use crate::session::Session;
use crate::time::Stamp;
use crate::triage::Meeting;
use crate::view::Tally;
use uuid::Uuid;

#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub at: Stamp,
    /// Who typed. Who spoke is named in the command.
    pub actor: PersonId,
    /// The roles of the login that acts.
    pub roles: &'a [Role],
    pub directory: &'a Directory,
    pub around: &'a Around,
}

impl Moment<'_> {
    /// [`Rejection::NotYours`] unless one of the roles may.
    pub fn may(&self, right: Right) -> Result<(), Rejection> {
        if may(self.roles, right) { Ok(()) } else { Err(Rejection::NotYours { right }) }
    }
}

/// Facts from other streams, gathered by the desk for one command; what a rule does not ask stays empty.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The session that the stream belongs to.
    pub session: Option<Session>,
    pub meeting: Option<Meeting>,
    /// The call that a case came from.
    pub call: Option<Call>,
    /// The cases of a call.
    pub cases: Vec<Case>,
    /// The case into which another is to be merged, or whose text is to be erased.
    pub master: Option<Case>,
    /// The session's counted calls.
    pub tally: Tally,
    /// Transferred cases of the session that are neither settled nor on the undecided list.
    pub unsettled: u32,
    /// The next number of this workstation on the session's day.
    pub number: Option<CaseNumber>,
    /// This workstation.
    pub station: Option<Uuid>,
    /// Which seats of the session are or were worked, and from where.
    pub sittings: Vec<Sitting>,
    /// What has arrived here, by seat and workstation.
    pub arrived: Vec<Arrived>,
    /// Milliseconds that this workstation's own clock is behind the hub's, as it was measured last.
    pub clock_behind: i64,
    /// As far as the hub has been followed: its place and hash.
    pub point: Option<(u64, String)>,
}
