//! Typed text at the rules' door: cleaned or refused with its field, and never in vague words where it binds.

use crate::input::{self, InputProblem, MATTER_MAX, TITLE_MAX, Text};
use crate::rejection::{Field, Rejection};
use crate::vague::VagueWords;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line, at most 200 characters.
    Line,
    /// Several lines, at most 5,000 characters.
    Long,
}

/// Text that must be there.
pub fn text(value: &str, field: Field, kind: Kind) -> Result<String, Rejection> {
    optional(value, field, kind)?.ok_or(Rejection::Missing { fields: vec![field] })
}

/// Text that may be left out: None when there is nothing in it.
pub fn optional(value: &str, field: Field, kind: Kind) -> Result<Option<String>, Rejection> {
    let read = match kind {
        Kind::Line => Text::line(value, TITLE_MAX),
        Kind::Long => Text::check(value, MATTER_MAX),
    };
    read_or(read, field)
}

/// A person's or firm's name; empty is allowed, a character that could not be read is not.
pub fn name(value: &str, field: Field) -> Result<String, Rejection> {
    read_or(input::name(value), field).map(Option::unwrap_or_default)
}

/// A telephone number, as digits.
pub fn number(value: &str, field: Field) -> Result<String, Rejection> {
    input::number(value).map_err(|problem| Rejection::Input { field, problem })
}

/// A plan that binds somebody: no vague word without a date or a deed beside it.
pub fn binding(plan: &str, field: Field, vague: &VagueWords) -> Result<(), Rejection> {
    match vague.find(plan) {
        Some(found) => Err(Rejection::Vague { field, word: found.word, missing: found.missing }),
        None => Ok(()),
    }
}

fn read_or(read: Result<String, InputProblem>, field: Field) -> Result<Option<String>, Rejection> {
    match read {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(InputProblem::Empty) => Ok(None),
        Err(problem) => Err(Rejection::Input { field, problem }),
    }
}
