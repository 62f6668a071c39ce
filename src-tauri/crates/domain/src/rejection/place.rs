//! Beside which field a refusal stands.

use super::{Field, Rejection};

impl Rejection {
    /// Where the sentence stands; none when it concerns the whole act.
    pub fn field(&self) -> Option<Field> {
        match self {
            Rejection::Missing { fields } => fields.first().copied(),
            Rejection::Input { field, .. }
            | Rejection::Vague { field, .. }
            | Rejection::TooMany { field, .. }
            | Rejection::OutOfRange { field, .. } => Some(*field),
            Rejection::NameTaken { .. } => Some(Field::Name),
            Rejection::NoSource { .. } => Some(Field::Source),
            Rejection::NoLimit { .. } | Rejection::HoursUnsound => Some(Field::Limit),
            Rejection::PolicyInPast => Some(Field::From),
            Rejection::RolesApart | Rejection::LastAdministrator => Some(Field::Roles),
            Rejection::CallerNotConfirmed => Some(Field::Confirmed),
            Rejection::NobodyReached { .. }
            | Rejection::LeadIsReported { .. }
            | Rejection::LeadLocked { .. }
            | Rejection::UnknownUnit => Some(Field::Lead),
            Rejection::LeadAmongAssisting => Some(Field::Assisting),
            Rejection::DueNotToday { .. }
            | Rejection::DueInPast
            | Rejection::DueOnRestDay
            | Rejection::DueTooFar => Some(Field::Due),
            Rejection::LaterThanPromised { .. } => Some(Field::LateReason),
            Rejection::PromiseStands => Some(Field::Promise),
            Rejection::SamePerson => Some(Field::Second),
            Rejection::InHopChain { .. } | Rejection::ReturnToItself => Some(Field::Lead),
            Rejection::ExtensionBackwards { .. } | Rejection::ExtensionTooLong { .. } => Some(Field::Due),
            Rejection::NotTheHead { .. } => Some(Field::Signer),
            Rejection::InFuture { field } => Some(*field),
            Rejection::ReviewDay { .. } => Some(Field::Review),
            Rejection::WrongRecipient => Some(Field::Recipients),
            Rejection::OtherReference { .. } => Some(Field::Reference),
            Rejection::NoSuchLimit { .. }
            | Rejection::LimitOutOfRange { .. }
            | Rejection::LimitsContradict { .. } => Some(Field::Limit),
            Rejection::NoLimitSource { .. } => Some(Field::Source),
            Rejection::UnknownPerson => Some(Field::Owner),
            Rejection::UnknownCategory | Rejection::UnknownPlace => Some(Field::Place),
            Rejection::MergeIntoItself | Rejection::MasterGone => Some(Field::Master),
            Rejection::SeatUnknown { .. }
            | Rejection::SeatNotAway { .. }
            | Rejection::SeatTakenTwice { .. }
            | Rejection::PersonTakenTwice { .. } => Some(Field::Seats),
            Rejection::HallUnit { .. } | Rejection::HallPlaceTaken { .. } => Some(Field::Hall),
            Rejection::NotFound
            | Rejection::AlreadyThere
            | Rejection::StageForbids { .. }
            | Rejection::SessionNotPlanned
            | Rejection::SessionNotOpen
            | Rejection::SessionOver
            | Rejection::LinesOpen
            | Rejection::LinesClosed
            | Rejection::AtHome { .. }
            | Rejection::SeatThere { .. }
            | Rejection::SeatShut { .. }
            | Rejection::SeatElsewhere { .. }
            | Rejection::SeatUnfinished { .. }
            | Rejection::SeatsOpen { .. }
            | Rejection::SeatDiffers { .. }
            | Rejection::NothingLate
            | Rejection::CallNotLive
            | Rejection::CallStillLive
            | Rejection::CallLogged
            | Rejection::CallsUnfinished { .. }
            | Rejection::DoesNotReconcile { .. }
            | Rejection::NoCaseNeeded
            | Rejection::CallHasCases
            | Rejection::CaseUnsorted
            | Rejection::HazardNotOnCall
            | Rejection::OutsideIsTransferred
            | Rejection::NothingToUndo
            | Rejection::MeetingNotRunning
            | Rejection::MeetingRunning
            | Rejection::MeetingOver
            | Rejection::Unsettled { .. }
            | Rejection::NotOnAgenda
            | Rejection::ReturnOpen
            | Rejection::ReturnedBefore { .. }
            | Rejection::ReturnTooLate { .. }
            | Rejection::ChairDecides
            | Rejection::LeaderDecides { .. }
            | Rejection::NothingAsked
            | Rejection::ExtensionOpen
            | Rejection::ExtensionsUsed { .. }
            | Rejection::ExtensionTooLate { .. }
            | Rejection::CitizenNotTold
            | Rejection::NotYourUnit { .. }
            | Rejection::OwnWork { .. }
            | Rejection::Anonymous
            | Rejection::NotAnonymous
            | Rejection::CitizenNotAsked
            | Rejection::CitizenAnswered
            | Rejection::TooFewAttempts { .. }
            | Rejection::ReasonableIsReopened
            | Rejection::ClosedTooLong { .. }
            | Rejection::NotALevelToSign
            | Rejection::NotSigned
            | Rejection::Ring { .. }
            | Rejection::TooDeep { .. }
            | Rejection::StillUsed { .. }
            | Rejection::NotYours { .. }
            | Rejection::NotAHolder { .. }
            | Rejection::RoleForbids { .. }
            | Rejection::LastHolder { .. }
            | Rejection::Lapsed
            | Rejection::SecondSignature => None,
        }
    }
}
