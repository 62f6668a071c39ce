//! 脱敏: free text without what tells who called or where he lives. Never the only guard: a person ticks 已核对脱敏.

mod door;
mod name;
mod number;
mod page;
mod sign;

use crate::input::{mask_name, mask_place};
use page::Page;
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

    /// Down to the compound; the caller's name in it goes too, and a number before the mask could cut it in two.
    pub fn place(place: &str, caller: &str) -> Redacted {
        let masked = mask_place(&redact(place, caller));
        Redacted(masked.trim_end_matches(['*', ' ', '·']).to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it is said behind a place that was named: there a building that became 某处 tells nothing.
    pub fn behind_a_place(self) -> Redacted {
        match self.0.strip_prefix(SOMEWHERE) {
            Some(rest) => Redacted(rest.to_owned()),
            None => self,
        }
    }
}

/// What stands for a building or a room.
const SOMEWHERE: &str = "某处";

/// What stands together once a find between is taken away is read again; two readings are nearly always enough.
const READINGS: usize = 6;

/// The text without telephone numbers, identity numbers, plates, bank cards, buildings and rooms, and names.
///
/// Numbers become `***`, a name what [`mask_name`] leaves of it. A building goes altogether where a name stands
/// before it (春晓苑电梯停运) and becomes 某处 elsewhere. All else stays as it is, to the byte.
pub fn redact(text: &str, caller: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..READINGS {
        match read(&text, caller) {
            Some(shorter) => text = shorter,
            None => break,
        }
    }
    text
}

/// One reading; none where there is nothing to hide.
fn read(text: &str, caller: &str) -> Option<String> {
    let page = Page::of(text);
    let mut found = Vec::new();
    number::find(&page, &mut found);
    name::find(&page, caller, &mut found);
    sign::mails(&page, &mut found);
    sign::plates(&page, &mut found);
    door::find(&page, &mut found);
    // Of finds that overlap the first says what stands there, and of those that begin together the longest.
    found.sort_by_key(|find| (find.from, usize::MAX - find.to));
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars();
    let mut at = 0;
    for find in found {
        if find.from >= at {
            shown.extend(letters.by_ref().take(find.from - at));
            shown.push_str(&find.put);
            at = find.from;
        }
        letters.by_ref().take(find.to.saturating_sub(at)).for_each(drop);
        at = at.max(find.to);
    }
    shown.push_str(letters.as_str());
    (shown != text).then_some(shown)
}

/// A stretch of the text, in characters, and what stands there instead.
struct Found {
    from: usize,
    to: usize,
    put: String,
}

impl Found {
    fn put(from: usize, to: usize, put: String) -> Found {
        Found { from, to, put }
    }

    fn stars(from: usize, to: usize) -> Found {
        Found::put(from, to, "***".into())
    }
}

#[cfg(test)]
mod tests;
