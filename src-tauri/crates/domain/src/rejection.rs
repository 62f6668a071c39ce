//! Understood, and refused: the fact that stands in the way, with the field it belongs beside.

mod field;
mod place;

pub use field::Field;

use crate::case::Stage;
use crate::deadline::DeadlineClass;
use crate::id::{PersonId, UnitId};
use crate::input::InputProblem;
use crate::limits::Limit;
use crate::permission::{Compartment, Right};
use crate::time::Stamp;
use crate::vague::Missing;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Rejection {
    /// There is nothing under that id, or it is of another kind.
    NotFound,
    /// It exists already; a double click is not a second act.
    AlreadyThere,
    /// What the form needs before this can be done.
    Missing {
        fields: Vec<Field>,
    },
    /// A field holds what it cannot hold.
    Input {
        field: Field,
        problem: InputProblem,
    },
    /// The matter has passed the step, or has not reached it.
    StageForbids {
        stage: Stage,
    },

    SessionNotPlanned,
    SessionNotOpen,
    SessionOver,
    LinesOpen,
    LinesClosed,
    SeatUnknown {
        seat: u8,
    },
    SeatTakenTwice {
        seat: u8,
    },
    /// 停用: no call is answered there.
    SeatShut {
        seat: u8,
    },
    /// Another workstation works it; to be taken over, not doubled.
    SeatElsewhere {
        seat: u8,
    },
    /// Records of the seat without a disposition.
    SeatUnfinished {
        seat: u8,
        records: u32,
    },
    /// Seats that have not been closed: what they did may still be on its way.
    SeatsOpen {
        seats: Vec<u8>,
    },
    /// What the seat said at its closing isn't what has arrived, in calls or in cases.
    SeatDiffers {
        seat: u8,
        said: u32,
        arrived: u32,
    },
    /// It has been closed, or was never opened: nothing is missing of it.
    SeatNotAway {
        seat: u8,
    },
    /// Nothing has arrived since the session was sealed.
    NothingLate,
    /// One leader at two seats.
    PersonTakenTwice {
        seat: u8,
        other: u8,
    },
    /// A place in the hall for a unit that has one already, or isn't in the room.
    HallUnit {
        unit: UnitId,
    },
    HallPlaceTaken {
        row: u8,
        place: u8,
    },
    /// Another workstation, by its ordinal, is still recording it.
    AtHome {
        ordinal: u8,
    },
    /// The workstation answers: what it records isn't taken from it.
    SeatThere {
        ordinal: u8,
    },
    CallNotLive,
    CallStillLive,
    CallLogged,
    CallsUnfinished {
        live: u32,
        unsorted: u32,
    },
    /// Dispositions and no-case codes don't add up to the answered calls.
    DoesNotReconcile {
        answered: u32,
        counted: u32,
    },
    /// A call without a case needs a code.
    NoCaseNeeded,
    /// A call with cases is not a call without one.
    CallHasCases,
    /// A case of the call has no disposition yet.
    CaseUnsorted,

    CallerNotConfirmed,
    HazardNotOnCall,
    /// A caller from another district is handed over, never turned away.
    OutsideIsTransferred,
    NobodyReached {
        unit: UnitId,
    },
    DueNotToday {
        latest: Stamp,
    },
    DueInPast,
    DueOnRestDay,
    DueTooFar,
    LaterThanPromised {
        promised: Stamp,
    },
    LeadIsReported {
        above: Option<UnitId>,
    },
    LeadLocked {
        unit: UnitId,
    },
    LeadAmongAssisting,
    /// A date or plan in words that bind nobody.
    Vague {
        field: Field,
        word: String,
        missing: Missing,
    },
    PromiseStands,
    SamePerson,
    UnknownUnit,
    UnknownPerson,
    UnknownCategory,
    UnknownPlace,
    MergeIntoItself,
    MasterGone,
    NothingToUndo,
    MeetingNotRunning,
    MeetingRunning,
    MeetingOver,
    /// Transferred cases neither settled nor on the undecided list.
    Unsettled {
        count: u32,
    },
    NotOnAgenda,

    /// 退单 that waits for its ruling.
    ReturnOpen,
    /// This unit has returned it already.
    ReturnedBefore {
        unit: UnitId,
    },
    ReturnTooLate {
        latest: Stamp,
    },
    /// A unit can't be the one that it returns it to.
    ReturnToItself,
    /// The unit had it before: only the chair gives it back.
    InHopChain {
        unit: UnitId,
    },
    ChairDecides,
    /// The second 延期 is the leader's who took the call.
    LeaderDecides {
        leader: PersonId,
    },
    /// Nothing waits to be ruled on or confirmed.
    NothingAsked,
    ExtensionOpen,
    ExtensionsUsed {
        most: u32,
    },
    ExtensionTooLate {
        due: Stamp,
        days: u32,
    },
    ExtensionBackwards {
        due: Stamp,
    },
    ExtensionTooLong {
        days: u32,
        most: u32,
    },
    /// The citizen hears of it before it is approved.
    CitizenNotTold,
    /// 负责人签字: not the head or a deputy of the unit.
    NotTheHead {
        unit: UnitId,
    },
    NotYourUnit {
        unit: UnitId,
    },
    /// Review and callback aren't the lead unit's.
    OwnWork {
        unit: UnitId,
    },
    InFuture {
        field: Field,
    },
    /// Nobody can be rung or told.
    Anonymous,
    /// A caller who can be asked is asked.
    NotAnonymous,
    /// The citizen hasn't said what this would need.
    CitizenNotAsked,
    CitizenAnswered,
    TooFewAttempts {
        attempts: u32,
        days: u32,
        least: u32,
        least_days: u32,
    },
    /// What is reasonable is done again, not explained.
    ReasonableIsReopened,
    ClosedTooLong {
        days: u32,
    },
    ReviewDay {
        latest: NaiveDate,
    },
    /// 催办 and 重点督办 aren't signed.
    NotALevelToSign,
    WrongRecipient,
    NotSigned,
    /// It has another number in the city's platform already.
    OtherReference {
        number: String,
    },
    NoSuchLimit {
        limit: Limit,
    },
    LimitOutOfRange {
        limit: Limit,
        least: u32,
        most: u32,
    },
    NoLimitSource {
        limit: Limit,
    },
    /// Two limits that can't both hold.
    LimitsContradict {
        limit: Limit,
    },

    /// Two of a list by one name.
    NameTaken {
        name: String,
    },
    TooMany {
        field: Field,
        most: u32,
    },
    OutOfRange {
        field: Field,
        least: u32,
        most: u32,
    },
    /// It would stand below itself.
    Ring {
        name: String,
    },
    TooDeep {
        name: String,
        most: u32,
    },
    /// Something that stays leans on what is to go.
    StillUsed {
        name: String,
        by: String,
    },
    /// A time limit that doesn't say where it comes from.
    NoSource {
        class: DeadlineClass,
    },
    /// A policy without a limit for a class.
    NoLimit {
        class: DeadlineClass,
    },
    /// Working hours that overlap or end before they begin, or a day that closes before it begins.
    HoursUnsound,
    PolicyInPast,

    /// The roles of this login don't hold it.
    NotYours {
        right: Right,
    },
    /// The keys of a compartment are given by who holds it.
    NotAHolder {
        compartment: Compartment,
    },
    /// None of his roles asks for that compartment.
    RoleForbids {
        compartment: Compartment,
    },
    /// Running the house, looking at its trail and reading its cases are three people's.
    RolesApart,
    LastAdministrator,
    LastHolder {
        compartment: Compartment,
    },
    /// A two-person act that waited longer than seven days, or no longer waits.
    Lapsed,
    /// The second signature is missing.
    SecondSignature,
}
