//! Identities: one type a noun, so that a case's id is never taken for a call's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { $name(id) }
        }
    )+};
}

ids! {
    /// 场次. Also the id of its stream.
    SessionId,
    /// 来电. Also the id of its stream.
    CallId,
    /// 诉求. Also the id of its stream.
    CaseId,
    /// 会商. Also the id of its stream.
    MeetingId,
    PersonId,
    UnitId,
    CategoryId,
    PlaceId,
}
