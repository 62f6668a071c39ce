//! What can happen to a stream of any kind once several workstations share it: it is taken over from a seat that
//! doesn't answer, and rows that lost their place are put aside for a person to check (待核).

use crate::call::CallStage;
use crate::case::Stage;
use crate::command::State;
use crate::event::{Event, Made, StreamEvent};
use crate::moment::Moment;
use crate::permission::Right;
use crate::rejection::Rejection;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// 接管: the stream is at home on the hub from now on, whatever its seat still has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HomeTaken {
    /// The workstation that it was at home on.
    pub from: Uuid,
    pub why: TakenWhy,
}

/// A list, so that it holds nothing of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TakenWhy {
    /// 工作站故障
    Broken,
    /// 断网
    CutOff,
    /// 人员离席
    Left,
}

/// Rows that were acknowledged at a seat and stand no longer, whole. Any station that holds them offers this, under
/// one id made of the first of them, and only one stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Displaced {
    /// The id of the first of them.
    pub first: Uuid,
    /// Their author.
    pub station: Uuid,
    pub rows: Vec<SealedRow>,
}

/// A sealed row, base64. Its text is under the stream's own key, and goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedRow(pub String);

/// 核对: somebody has read what was displaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplacedChecked {
    /// As [`Displaced::first`].
    pub first: Uuid,
    pub how: Checked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Checked {
    /// 已补办: what it says was done again.
    Redone,
    /// 无需补办
    Dismissed,
}

/// What stands beside a stream's own state. Empty for most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Aside {
    /// The workstation that it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<Uuid>,
    /// 待核
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Waiting>,
}

/// Rows that wait to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    pub first: Uuid,
    pub station: Uuid,
    /// When it was found out.
    pub at: Stamp,
    pub rows: u32,
}

impl Aside {
    pub fn is_empty(&self) -> bool {
        *self == Aside::default()
    }

    pub(crate) fn apply(&mut self, made: Made<&StreamEvent>) {
        match made.event {
            StreamEvent::HomeTaken(facts, _) => self.taken_from = Some(facts.from),
            StreamEvent::Displaced(facts, _) => {
                let Displaced { first, station, ref rows } = *facts;
                let rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                self.waiting.retain(|one| one.first != first);
                self.waiting.push(Waiting { first, station, at: made.at, rows });
            }
            StreamEvent::DisplacedChecked(facts, _) => self.waiting.retain(|one| one.first != facts.first),
        }
    }
}

/// What may be done on a stream of any kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StreamCommand {
    /// 核对: what was displaced has been read, and done again or dismissed.
    CheckDisplaced { first: Uuid, how: Checked },
}

/// # Errors
/// `NotFound` for what doesn't wait to be checked.
pub fn decide(state: &State, command: StreamCommand) -> Result<Vec<StreamEvent>, Rejection> {
    let StreamCommand::CheckDisplaced { first, how } = command;
    let waiting = state.aside().map(|aside| aside.waiting.as_slice()).unwrap_or_default();
    if !waiting.iter().any(|one| one.first == first) {
        return Err(Rejection::NotFound);
    }
    Ok(vec![StreamEvent::DisplacedChecked(DisplacedChecked { first, how }, None)])
}

/// Whether a stream is still at home on the seat that began it: a call that isn't over, a case that isn't handed
/// over, and nobody has taken it.
pub fn at_seat(state: &State) -> bool {
    let begun = match state {
        State::Call(call) => match call.stage {
            CallStage::Ringing | CallStage::Live | CallStage::WrapUp => true,
            CallStage::Logged | CallStage::Missed | CallStage::RungBack => false,
        },
        State::Case(case) => case.stage == Stage::Recording,
        State::Seat(_) => true,
        State::Nothing
        | State::Session(_)
        | State::Meeting(_)
        | State::Directory(_)
        | State::Erasures(_)
        | State::Clue(_) => false,
    };
    begun && state.aside().is_none_or(|aside| aside.taken_from.is_none())
}

/// 接管 of one stream.
///
/// # Errors
/// `NotYours`; `NotFound` for what isn't at home on a seat.
pub fn take_over(state: &State, from: Uuid, why: TakenWhy, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    moment.may(Right::TakeOver)?;
    if !at_seat(state) || state.aside().is_none() {
        return Err(Rejection::NotFound);
    }
    Ok(vec![Event::Stream(StreamEvent::HomeTaken(HomeTaken { from, why }, None))])
}
