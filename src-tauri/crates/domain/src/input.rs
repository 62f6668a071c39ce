//! Typed and pasted text at the boundary: what is kept, what is refused and what a masked view shows.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod mask;
pub use mask::{is_masked, mask_name, mask_number, mask_place};

/// Lengths in characters (Unicode scalar values).
pub const TITLE_MAX: u32 = 200;
pub const MATTER_MAX: u32 = 5_000;
/// Long enough for a firm's full name.
pub const NAME_MAX: u32 = 100;

/// Why a typed text was not taken; shown beside its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum InputProblem {
    /// Nothing that can be seen.
    Empty,
    /// In characters.
    TooLong {
        max: u32,
        have: u32,
    },
    /// A file.
    TooLarge {
        megabytes: u32,
    },
    NotANumber,
    /// A stand-in (□) instead of a rare character, at this place, counted from 0 in characters.
    Unreadable {
        at: u32,
    },
    NotADate,
}

/// The text that is stored: everything kept but what cannot be seen and what turns lines around.
///
/// Deliberately no NFC: it would replace compatibility ideographs, which occur in names.
pub struct Text;

impl Text {
    /// Several lines: LF line ends, trimmed, at most `max_chars` characters.
    pub fn check(text: &str, max_chars: u32) -> Result<String, InputProblem> {
        fitting(clean(text).trim(), max_chars)
    }

    /// One line: line ends and tabs of a pasted text become single spaces.
    pub fn line(text: &str, max_chars: u32) -> Result<String, InputProblem> {
        let pieces: Vec<String> = clean(text)
            .split(['\n', '\t'])
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .map(str::to_owned)
            .collect();
        fitting(&pieces.join(" "), max_chars)
    }
}

/// A person's or a firm's name: one line, and no □ is saved silently (`ux.md` §2.9).
pub fn name(text: &str) -> Result<String, InputProblem> {
    let name = Text::line(text, NAME_MAX)?;
    match name.chars().position(is_stand_in) {
        Some(at) => Err(InputProblem::Unreadable { at: count(at) }),
        None => Ok(name),
    }
}

/// A callback number as digits: a mobile (11 digits from 1, the rehearsal range 100… included), a
/// landline with or without its area code, or a service number (3–12 digits).
///
/// Takes spaces, dashes, brackets, full-width digits and +86. Foreign numbers and extensions are refused.
pub fn number(text: &str) -> Result<String, InputProblem> {
    let text: String = clean(text).chars().map(narrow).filter(|c| !is_number_filler(*c)).collect();
    if text.is_empty() {
        return Err(InputProblem::Empty);
    }
    let home = text.strip_prefix("+86").or_else(|| text.strip_prefix("0086"));
    let digits = home.unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(InputProblem::NotANumber);
    }
    // 86 without the plus, and the trunk 0 before a mobile; no area code begins with 013–019.
    let digits = match digits.as_bytes() {
        [b'8', b'6', b'1', ..] if digits.len() == 13 => &digits[2..],
        [b'0', b'1', b'3'..=b'9', ..] if digits.len() == 12 => &digits[1..],
        _ => digits,
    };
    if is_number(digits) { Ok(digits.to_owned()) } else { Err(InputProblem::NotANumber) }
}

/// A moment as [`Stamp::parse`] reads it: ISO 8601, Asia/Shanghai unless it says otherwise.
pub fn moment(text: &str) -> Result<Stamp, InputProblem> {
    let text: String = clean(text).chars().map(narrow).collect();
    if text.trim().is_empty() {
        return Err(InputProblem::Empty);
    }
    Stamp::parse(&text).ok_or(InputProblem::NotADate)
}

/// A full-width digit, letter or sign as its ASCII twin; everything else as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_invisible(*c))).collect()
}

/// Marks that reorder a line on screen (U+202A–202E, U+2066–2069) and spaces without width. The joiner
/// U+200D is not among them: emoji are made with it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// What stands where a character was lost: □ and its kin, U+FFFD, and the private use area, in which
/// old GBK fonts kept rare characters that no other machine can show.
fn is_stand_in(c: char) -> bool {
    matches!(c, '\u{fffd}' | '□' | '▯' | '〓' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn fitting(text: &str, max: u32) -> Result<String, InputProblem> {
    // Joiners and variation selectors alone show nothing.
    if text
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'))
    {
        return Err(InputProblem::Empty);
    }
    let have = count(text.chars().count());
    if have > max { Err(InputProblem::TooLong { max, have }) } else { Ok(text.to_owned()) }
}

fn is_number_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '(' | ')' | '.' | '·' | '‐'..='―' | '−' | 'ー')
}

fn is_number(digits: &str) -> bool {
    let length = digits.len();
    match digits.as_bytes() {
        [b'0', b'0', ..] => false,
        // 010 and 02x with 7–8 digits, 0xxx with 7–8.
        [b'0', ..] => (10..=12).contains(&length),
        // Senders of messages.
        [b'1', b'0', b'6', ..] => (3..=12).contains(&length),
        // Between 110 or 10086 and a mobile there is nothing but mistyped mobiles.
        [b'1', ..] => (3..=8).contains(&length) || length == 11,
        _ => (3..=12).contains(&length),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
