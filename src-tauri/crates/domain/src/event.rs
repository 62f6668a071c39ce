//! Every event there is, in one closed list: its facts survive, its personal text can be erased.

use crate::aside::{Displaced, DisplacedChecked, HomeTaken};
use crate::call::facts::*;
use crate::call::text::*;
use crate::case::facts::*;
use crate::case::follow::facts::*;
use crate::case::follow::text::*;
use crate::case::text::*;
use crate::clue::event::*;
use crate::directory::*;
use crate::erasure::{ErasureConfirmed, ErasureDropped, ErasureProposed};
use crate::id::PersonId;
use crate::seat::event::*;
use crate::session::event::*;
use crate::time::Stamp;
use crate::triage::event::*;
use crate::upcast;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

/// An event as it stands on its stream: what happened, when, and who typed it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made<E> {
    pub at: Stamp,
    pub by: PersonId,
    pub version: u64,
    /// Its personal text has been destroyed by lawful request.
    pub erased: bool,
    pub event: E,
}

/// An event taken apart for sealing: facts under the compartment's key, text under the stream's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    pub kind: &'static str,
    pub v: u16,
    pub data: Value,
    pub personal: Option<Value>,
}

#[derive(Debug, Error, PartialEq, Eq)]
pub enum DecodeError {
    #[error("an event of a kind that this version does not know")]
    UnknownKind,
    #[error("an event of a newer shape than this version knows")]
    NewerVersion,
    #[error("an event whose content does not fit its kind")]
    Malformed,
}

/// An event that carries no text of any person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoText {}

macro_rules! events {
    ($($(#[$doc:meta])* $stream:ident { $($kind:ident($facts:ty, $text:ty)),+ $(,)? })+) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $stream { $($kind($facts, Option<$text>)),+ }

        impl $stream {
            pub const KINDS: &'static [&'static str] = &[$(stringify!($kind)),+];

            pub fn kind(&self) -> &'static str {
                match self { $($stream::$kind(..) => stringify!($kind)),+ }
            }

            fn contents(&self) -> Result<(Value, Value), serde_json::Error> {
                match self {
                    $($stream::$kind(facts, text) => Ok((serde_json::to_value(facts)?, serde_json::to_value(text)?))),+
                }
            }

            fn read(kind: &str, data: Value, personal: Option<Value>) -> Result<Self, DecodeError> {
                match kind {
                    $(stringify!($kind) => {
                        let facts = serde_json::from_value(data).map_err(|_| DecodeError::Malformed)?;
                        let text = personal.map(serde_json::from_value).transpose();
                        Ok($stream::$kind(facts, text.map_err(|_| DecodeError::Malformed)?))
                    })+
                    _ => Err(DecodeError::UnknownKind),
                }
            }
        })+
    };
}

events! {
    /// 场次
    SessionEvent {
        SessionPlanned(SessionPlanned, NoText),
        AttendanceTaken(AttendanceTaken, NoText),
        CheckTicked(CheckTicked, NoText),
        SessionOpened(SessionOpened, NoText),
        LinesClosed(LinesClosed, NoText),
        SeatShut(SeatShut, NoText),
        SealProposed(SealProposed, NoText),
        SessionSealed(SessionSealed, NoText),
        SupplementProposed(SupplementProposed, NoText),
        SupplementAdded(SupplementAdded, NoText),
        SessionCancelled(SessionCancelled, ReasonText),
        SessionPostponed(SessionPostponed, ReasonText),
    }
    /// 来电
    CallEvent {
        CallRang(CallRang, CallerText),
        CallAnswered(CallAnswered, NoText),
        CallEnded(CallEnded, NoText),
        CallLogged(CallLogged, LoggedText),
        CallMissed(CallMissed, NoText),
        CallRungBack(CallRungBack, NoteText),
        MarkDropped(MarkDropped, NoteText),
    }
    /// 诉求
    CaseEvent {
        CaseRecorded(CaseRecorded, CaseText),
        CaseAmended(CaseAmended, CaseText),
        DispatchNoted(DispatchNoted, DispatchText),
        AnsweredOnCall(AnsweredOnCall, AnswerText),
        HandedOver(HandedOver, NoText),
        CaseSentBack(CaseSentBack, WordsText),
        CaseMerged(CaseMerged, WordsText),
        CaseUnmerged(CaseUnmerged, NoText),
        CaseClaimed(CaseClaimed, ClaimText),
        LeadAdjudicated(LeadAdjudicated, AdjudicationText),
        CaseAssigned(CaseAssigned, AssignmentText),
        OwnerNamed(OwnerNamed, OwnerText),
        DueDateChecked(DueDateChecked, NoText),
        DecisionUndone(DecisionUndone, NoText),
        CaseRedirected(CaseRedirected, WordsText),
        CaseVoided(CaseVoided, WordsText),
        EvidenceAttached(EvidenceAttached, EvidenceText),
        CaseImported(CaseImported, ImportText),
    }
    /// 跟踪, on the stream of its case
    FollowEvent {
        CaseAcknowledged(CaseAcknowledged, NoText),
        ReturnAsked(ReturnAsked, ReturnText),
        ReturnRuled(ReturnRuled, SaidText),
        CaseReassigned(CaseReassigned, ReassignedText),
        HardCaseRaised(HardCaseRaised, NoText),
        ProgressNoted(ProgressNoted, ProgressText),
        ExtensionAsked(ExtensionAsked, ExtensionText),
        ExtensionRuled(ExtensionRuled, SaidText),
        CaseReplied(CaseReplied, ReplyText),
        ReplyReviewed(ReplyReviewed, SaidText),
        NoticeMade(NoticeMade, SaidText),
        CallbackMade(CallbackMade, SaidText),
        CaseClosed(CaseClosed, NoText),
        ExplanationProposed(ExplanationProposed, ExplanationText),
        ExplanationDropped(ExplanationDropped, NoText),
        CaseReopened(CaseReopened, SaidText),
        CaseListed(CaseListed, ListingText),
        ListingReviewed(ListingReviewed, SaidText),
        CaseResumed(CaseResumed, NoText),
        Reminded(Reminded, RemindedText),
        LevelRaised(LevelRaised, NoText),
        EscalationProposed(EscalationProposed, SaidText),
        EscalationSigned(EscalationSigned, LetterText),
        EscalationAnswered(EscalationAnswered, SaidText),
        EscalationReleased(EscalationReleased, SaidText),
        LevelLowered(LevelLowered, SaidText),
        PlatformNoted(PlatformNoted, PlatformText),
    }
    /// 会商
    MeetingEvent {
        MeetingConvened(MeetingConvened, NoText),
        AgendaSorted(AgendaSorted, NoText),
        PassStarted(PassStarted, NoText),
        ItemOpened(ItemOpened, NoText),
        ItemDeferred(ItemDeferred, DeferText),
        MeetingAdjourned(MeetingAdjourned, NoText),
    }
    /// 单位、人员、分类、地点、日历、政策、用语、轮值
    DirectoryEvent {
        HouseFounded(HouseFounded, NoText),
        PersonKeyed(PersonKeyed, NoText),
        RoleGranted(RoleGranted, NoText),
        EpochOpened(EpochOpened, NoText),
        Granted(Granted, NoText),
        PersonWithdrawn(PersonWithdrawn, NoText),
        SeparationWaived(SeparationWaived, NoText),
        UnitsChanged(UnitsChanged, NoText),
        PeopleChanged(PeopleChanged, PeopleText),
        CategoriesChanged(CategoriesChanged, NoText),
        PlacesChanged(PlacesChanged, NoText),
        CalendarChanged(CalendarChanged, NoText),
        PoliciesChanged(PoliciesChanged, NoText),
        WordsChanged(WordsChanged, NoText),
        RotaChanged(RotaChanged, NoText),
        HubJoined(HubJoined, NoText),
    }
    /// 工作站自己的: 查看记录、核验点、备份
    SeatEvent {
        Looked(Looked, NoText),
        Checkpointed(Checkpointed, NoText),
        ErasureApplied(ErasureApplied, NoText),
        StoreRestored(StoreRestored, NoText),
        StationRekeyed(StationRekeyed, NoText),
        BackedUp(BackedUp, NoText),
        ClockCompared(ClockCompared, NoText),
        SeatOpened(SeatOpened, NoText),
        SeatClosed(SeatClosed, NoText),
    }
    /// 任何一条记录: 接管, 待核
    StreamEvent {
        HomeTaken(HomeTaken, NoText),
        Displaced(Displaced, NoText),
        DisplacedChecked(DisplacedChecked, NoText),
    }
    /// 依法删除
    ErasureEvent {
        ErasureProposed(ErasureProposed, NoText),
        ErasureConfirmed(ErasureConfirmed, NoText),
        ErasureDropped(ErasureDropped, NoText),
    }
    /// 问题线索报送
    ClueEvent {
        ClueProposed(ClueProposed, ClueText),
        ClueConfirmed(ClueConfirmed, NoText),
        ClueDelivered(ClueDelivered, ReceiptText),
        ClueDropped(ClueDropped, DropText),
    }
}

/// An event of any stream.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "most events are of cases, the largest variant")]
pub enum Event {
    Session(SessionEvent),
    Call(CallEvent),
    Case(CaseEvent),
    Follow(FollowEvent),
    Meeting(MeetingEvent),
    Directory(DirectoryEvent),
    Seat(SeatEvent),
    Erasure(ErasureEvent),
    Clue(ClueEvent),
    /// On a stream of any kind.
    Stream(StreamEvent),
}

impl Event {
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Session(event) => event.kind(),
            Event::Call(event) => event.kind(),
            Event::Case(event) => event.kind(),
            Event::Follow(event) => event.kind(),
            Event::Meeting(event) => event.kind(),
            Event::Directory(event) => event.kind(),
            Event::Seat(event) => event.kind(),
            Event::Erasure(event) => event.kind(),
            Event::Clue(event) => event.kind(),
            Event::Stream(event) => event.kind(),
        }
    }

    /// Takes the event apart; who typed it travels with the facts.
    pub fn parts(&self, by: PersonId) -> Result<Parts, serde_json::Error> {
        let (data, text) = match self {
            Event::Session(event) => event.contents()?,
            Event::Call(event) => event.contents()?,
            Event::Case(event) => event.contents()?,
            Event::Follow(event) => event.contents()?,
            Event::Meeting(event) => event.contents()?,
            Event::Directory(event) => event.contents()?,
            Event::Seat(event) => event.contents()?,
            Event::Erasure(event) => event.contents()?,
            Event::Clue(event) => event.contents()?,
            Event::Stream(event) => event.contents()?,
        };
        let mut data = match data {
            Value::Object(map) => map,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                Map::new()
            }
        };
        data.insert("by".into(), serde_json::to_value(by)?);
        let empty = text.as_object().is_none_or(Map::is_empty);
        Ok(Parts {
            kind: self.kind(),
            v: upcast::NEWEST,
            data: Value::Object(data),
            personal: (!empty).then_some(text),
        })
    }

    /// Puts an event together again; answers who typed it too.
    pub fn decode(
        kind: &str,
        v: u16,
        data: Value,
        personal: Option<Value>,
    ) -> Result<(PersonId, Event), DecodeError> {
        let mut data = upcast::to_newest(kind, v, data)?;
        let by = data.as_object_mut().and_then(|map| map.remove("by")).ok_or(DecodeError::Malformed)?;
        let by = serde_json::from_value(by).map_err(|_| DecodeError::Malformed)?;
        let event = if SessionEvent::KINDS.contains(&kind) {
            Event::Session(SessionEvent::read(kind, data, personal)?)
        } else if CallEvent::KINDS.contains(&kind) {
            Event::Call(CallEvent::read(kind, data, personal)?)
        } else if CaseEvent::KINDS.contains(&kind) {
            Event::Case(CaseEvent::read(kind, data, personal)?)
        } else if FollowEvent::KINDS.contains(&kind) {
            Event::Follow(FollowEvent::read(kind, data, personal)?)
        } else if MeetingEvent::KINDS.contains(&kind) {
            Event::Meeting(MeetingEvent::read(kind, data, personal)?)
        } else if SeatEvent::KINDS.contains(&kind) {
            Event::Seat(SeatEvent::read(kind, data, personal)?)
        } else if ErasureEvent::KINDS.contains(&kind) {
            Event::Erasure(ErasureEvent::read(kind, data, personal)?)
        } else if ClueEvent::KINDS.contains(&kind) {
            Event::Clue(ClueEvent::read(kind, data, personal)?)
        } else if StreamEvent::KINDS.contains(&kind) {
            Event::Stream(StreamEvent::read(kind, data, personal)?)
        } else {
            Event::Directory(DirectoryEvent::read(kind, data, personal)?)
        };
        Ok((by, event))
    }
}
