//! When a session may be sealed: whole by one person, with a seat away by two, and supplemented by two.

use super::event::*;
use super::rule::stage_is;
use super::{Proposal, Proposed, Session, SessionStage};
use crate::aside::TakenWhy;
use crate::event::SessionEvent;
use crate::id::CaseId;
use crate::moment::{Around, Moment};
use crate::permission::Right;
use crate::rejection::{Field, Rejection};
use crate::seat::{Arrived, Sitting};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Signed acts on a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealCommand {
    Seal,
    ProposeSeal { absent: Vec<u8>, why: TakenWhy },
    ConfirmSeal,
    ProposeSupplement,
    ConfirmSupplement,
}

impl SealCommand {
    pub fn right(&self) -> Right {
        match self {
            SealCommand::Seal | SealCommand::ProposeSeal { .. } | SealCommand::ProposeSupplement => {
                Right::SealSession
            }
            SealCommand::ConfirmSeal | SealCommand::ConfirmSupplement => Right::ConfirmSeal,
        }
    }
}

/// # Errors
/// Whatever stands in the way of the seal, of its proposal or of its confirmation.
pub fn decide(
    state: Option<&Session>,
    command: SealCommand,
    moment: &Moment,
) -> Result<Vec<SessionEvent>, Rejection> {
    moment.may(command.right())?;
    let session = state.ok_or(Rejection::SessionNotPlanned)?;
    let around = moment.around;
    let event = match command {
        SealCommand::Seal => {
            stage_is(session, &[SessionStage::LinesClosed])?;
            SessionEvent::SessionSealed(seal(around, &BTreeSet::new(), None)?, None)
        }
        SealCommand::ProposeSeal { absent, why } => {
            stage_is(session, &[SessionStage::LinesClosed])?;
            let absent: BTreeSet<u8> = absent.into_iter().collect();
            if absent.is_empty() {
                return Err(Rejection::Missing { fields: vec![Field::Seats] });
            }
            seal(around, &absent, Some(why))?;
            let what = Proposed::Seal { absent: absent.iter().copied().collect(), why };
            nobody_proposed(session, &what, moment)?;
            let absent = absent.into_iter().collect();
            SessionEvent::SealProposed(SealProposed { absent, why }, None)
        }
        SealCommand::ConfirmSeal => {
            stage_is(session, &[SessionStage::LinesClosed])?;
            let Proposed::Seal { absent, why } = &of_another(session, moment)?.what else {
                return Err(Rejection::Lapsed);
            };
            let absent = absent.iter().copied().collect();
            SessionEvent::SessionSealed(seal(around, &absent, Some(*why))?, None)
        }
        SealCommand::ProposeSupplement => {
            supplement(session, around)?;
            nobody_proposed(session, &Proposed::Supplement, moment)?;
            SessionEvent::SupplementProposed(SupplementProposed {}, None)
        }
        SealCommand::ConfirmSupplement => {
            let added = supplement(session, around)?;
            if of_another(session, moment)?.what != Proposed::Supplement {
                return Err(Rejection::Lapsed);
            }
            SessionEvent::SupplementAdded(added, None)
        }
    };
    Ok(vec![event])
}

/// The same thing isn't proposed twice; another one takes its place.
fn nobody_proposed(session: &Session, what: &Proposed, moment: &Moment) -> Result<(), Rejection> {
    let waits = session.proposal.as_ref().is_some_and(|one| one.waits(moment.at) && one.what == *what);
    if waits { Err(Rejection::AlreadyThere) } else { Ok(()) }
}

fn of_another<'a>(session: &'a Session, moment: &Moment) -> Result<&'a Proposal, Rejection> {
    let waiting = session.proposal.as_ref().filter(|one| one.waits(moment.at));
    let waiting = waiting.ok_or(Rejection::Lapsed)?;
    if waiting.by == moment.actor { Err(Rejection::SamePerson) } else { Ok(waiting) }
}

/// Seals only what adds up: every seat has been closed and all that it counted is here, every answered call has one
/// disposition or a code, every transferred case is settled or on the undecided list, and the meeting has ended. Of
/// a seat that is away nothing more is asked: what it leaves open stays on its own streams.
fn seal(around: &Around, absent: &BTreeSet<u8>, why: Option<TakenWhy>) -> Result<SessionSealed, Rejection> {
    let (open, closed): (Vec<&Sitting>, Vec<&Sitting>) =
        around.sittings.iter().partition(|sitting| sitting.is_open());
    let waited: BTreeSet<u8> =
        open.iter().map(|sitting| sitting.seat).filter(|seat| !absent.contains(seat)).collect();
    if !waited.is_empty() {
        return Err(Rejection::SeatsOpen { seats: waited.into_iter().collect() });
    }
    if let Some(seat) = absent.iter().find(|seat| open.iter().all(|sitting| sitting.seat != **seat)) {
        return Err(Rejection::SeatNotAway { seat: *seat });
    }
    closed.iter().try_for_each(|sitting| all_here(sitting, &around.arrived))?;
    let left = open.iter().map(|sitting| Arrived::of(sitting, &around.arrived));
    let (left_live, left_unsorted) =
        left.fold((0, 0), |(live, unsorted), one| (live + one.live, unsorted + one.unsorted));
    let tally = around.tally;
    let live = tally.live.saturating_sub(left_live);
    let unsorted = tally.unsorted.saturating_sub(left_unsorted);
    if live > 0 || unsorted > 0 {
        return Err(Rejection::CallsUnfinished { live, unsorted });
    }
    let counted = tally.counted();
    if counted.saturating_add(tally.unsorted) != tally.answered {
        return Err(Rejection::DoesNotReconcile { answered: tally.answered, counted });
    }
    if around.unsettled > 0 {
        return Err(Rejection::Unsettled { count: around.unsettled });
    }
    match &around.meeting {
        Some(meeting) if meeting.adjourned_at.is_none() => return Err(Rejection::MeetingRunning),
        // A session whose calls were all answered on the line needs no meeting.
        None if tally.transferred > 0 => return Err(Rejection::MeetingNotRunning),
        Some(_) | None => {}
    }
    let undecided = undecided(around);
    let settled = tally.transferred_cases.saturating_sub(undecided);
    let (pos, hash) = around.point.clone().unzip();
    let (seats, absent) = (counts(around), away(around));
    Ok(SessionSealed { tally, settled, undecided, seats, absent, why, pos, hash })
}

fn all_here(sitting: &Sitting, arrived: &[Arrived]) -> Result<(), Rejection> {
    let (seat, here) = (sitting.seat, Arrived::of(sitting, arrived));
    let said = sitting.closed.map_or((0, 0), |closed| (closed.calls, closed.cases));
    if said.0 != here.calls {
        return Err(Rejection::SeatDiffers { seat, said: said.0, arrived: here.calls });
    }
    if said.1 != here.cases {
        return Err(Rejection::SeatDiffers { seat, said: said.1, arrived: here.cases });
    }
    Ok(())
}

/// What was ruled on, merged or voided after it had been listed is undecided no more.
fn undecided(around: &Around) -> u32 {
    let waits =
        |id: &CaseId| around.cases.iter().find(|case| case.id == *id).is_none_or(|case| case.pending());
    let listed = around.meeting.iter().flat_map(|meeting| meeting.undecided());
    listed.filter(waits).count() as u32
}

/// Of every seat that was closed; the order is everybody's.
fn counts(around: &Around) -> Vec<SeatCount> {
    let closed = around.sittings.iter().filter(|sitting| !sitting.is_open());
    let mut counts: Vec<SeatCount> = closed
        .map(|sitting| {
            let Arrived { seat, station, calls, cases, .. } = Arrived::of(sitting, &around.arrived);
            SeatCount { seat, station, calls, cases }
        })
        .collect();
    counts.sort_by_key(|one| (one.seat, one.station));
    counts
}

fn away(around: &Around) -> Vec<SeatAway> {
    let open = around.sittings.iter().filter(|sitting| sitting.is_open());
    let mut away: Vec<SeatAway> = open
        .map(|sitting| {
            let Arrived { seat, station, calls, cases, as_of, .. } = Arrived::of(sitting, &around.arrived);
            SeatAway { seat, station, calls, cases, as_of }
        })
        .collect();
    away.sort_by_key(|one| (one.seat, one.station));
    away
}

/// Whole figures as they stand now, if calls or cases have arrived since the last ones.
fn supplement(session: &Session, around: &Around) -> Result<SupplementAdded, Rejection> {
    let Some(seal) = &session.seal else {
        stage_is(session, &[SessionStage::Sealed])?;
        return Err(Rejection::NothingLate);
    };
    if !seal.late(around) {
        return Err(Rejection::NothingLate);
    }
    let tally = around.tally;
    let counted = tally.counted();
    if !tally.reconciles() {
        return Err(Rejection::DoesNotReconcile { answered: tally.answered, counted });
    }
    let undecided = undecided(around);
    let settled = tally.transferred_cases.saturating_sub(undecided).saturating_sub(around.unsettled);
    let (pos, hash) = around.point.clone().unzip();
    let number = seal.supplements.last().map_or(1, |last| last.number) + 1;
    let (seats, absent) = (counts(around), away(around));
    Ok(SupplementAdded { number, tally, settled, undecided, seats, absent, pos, hash })
}

impl super::Seal {
    /// 暂缺: the seats that are still missing from its newest figures.
    pub fn missing(&self) -> Vec<u8> {
        let absent = self.supplements.last().map_or(&self.absent, |last| &last.absent);
        absent.iter().map(|one| one.seat).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether calls or cases have arrived that no figure of it counts, or a seat that was away has come. What is merged
    /// or voided afterwards has not
    /// arrived.
    pub fn late(&self, around: &Around) -> bool {
        let (tally, seats, absent) = match self.supplements.last() {
            Some(last) => (last.tally, &last.seats, &last.absent),
            None => (self.tally, &self.seats, &self.absent),
        };
        let calls = |tally: crate::view::Tally| {
            let terms = tally.terms();
            terms.into_iter().filter(|(name, _)| !["transferredCases", "waiting"].contains(name)).collect()
        };
        let (then, now): (Vec<_>, Vec<_>) = (calls(tally), calls(around.tally));
        let closed = |seats: &[SeatCount]| -> BTreeSet<_> {
            seats.iter().map(|one| (one.seat, one.station, one.calls, one.cases)).collect()
        };
        let open = |absent: &[SeatAway]| -> BTreeSet<_> {
            absent.iter().map(|one| (one.seat, one.station, one.calls, one.cases)).collect()
        };
        then != now || closed(seats) != closed(&counts(around)) || open(absent) != open(&away(around))
    }
}
