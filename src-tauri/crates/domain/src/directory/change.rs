//! The rules for changing the directory: lists are changed by what is set and what goes.
//!
//! What is set is cleaned first; then the list as it would stand is looked at, so that what belongs together
//! can change together.

mod calendar;
mod people;
mod policies;
mod rota;
mod tree;
mod units;
mod words;

pub use tree::{LONGEST_LINE, MOST_LEVELS, MOST_LINES};

use super::event::PoliciesChanged;
use super::{Category, Names, Person, Place, RotaEntry, RotaRule, Template, Timetable, UndecidedRule, Unit};
use crate::calendar::{CalendarRow, DayEntry};
use crate::deadline::DeadlinePolicy;
use crate::event::DirectoryEvent;
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use crate::input::{self, InputProblem};
use crate::limits::Limits;
use crate::moment::Moment;
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DirectoryCommand {
    ChangeUnits {
        set: Vec<Unit>,
        gone: Vec<UnitId>,
    },
    ChangePeople {
        set: Vec<Person>,
        gone: Vec<PersonId>,
    },
    ChangeCategories {
        set: Vec<Category>,
        gone: Vec<CategoryId>,
    },
    ChangePlaces {
        set: Vec<Place>,
        gone: Vec<PlaceId>,
    },
    ChangeCalendar {
        days: Vec<(NaiveDate, Option<DayEntry>)>,
        rows: Vec<CalendarRow>,
    },
    ChangePolicies {
        deadlines: Option<DeadlinePolicy>,
        /// From which day the deadlines apply; none: at once.
        #[serde(default)]
        from: Option<NaiveDate>,
        timetable: Option<Timetable>,
        undecided: Option<UndecidedRule>,
        /// 督办规则
        #[serde(default)]
        limits: Option<Limits>,
    },
    ChangeWords {
        names: Option<Names>,
        vague: Option<Vec<String>>,
        templates: Option<Vec<Template>>,
    },
    /// 轮值
    ChangeRota {
        rule: Option<RotaRule>,
        set: Vec<RotaEntry>,
        gone: Vec<NaiveDate>,
    },
}

pub fn decide(command: DirectoryCommand, moment: &Moment) -> Result<Vec<DirectoryEvent>, Rejection> {
    let house = moment.directory;
    let event = match command {
        DirectoryCommand::ChangeUnits { set, gone } => {
            DirectoryEvent::UnitsChanged(units::change(house, set, gone)?, None)
        }
        DirectoryCommand::ChangePeople { set, gone } => {
            let (facts, text) = people::change(house, set, gone)?;
            DirectoryEvent::PeopleChanged(facts, Some(text))
        }
        DirectoryCommand::ChangeCategories { set, gone } => {
            DirectoryEvent::CategoriesChanged(tree::categories(house, set, gone)?, None)
        }
        DirectoryCommand::ChangePlaces { set, gone } => {
            DirectoryEvent::PlacesChanged(tree::places(house, set, gone)?, None)
        }
        DirectoryCommand::ChangeCalendar { days, rows } => {
            DirectoryEvent::CalendarChanged(calendar::change(days, rows)?, None)
        }
        DirectoryCommand::ChangePolicies { deadlines, from, timetable, undecided, limits } => {
            let facts = PoliciesChanged { deadlines, from, timetable, undecided, limits };
            DirectoryEvent::PoliciesChanged(policies::change(facts, moment)?, None)
        }
        DirectoryCommand::ChangeWords { names, vague, templates } => {
            DirectoryEvent::WordsChanged(words::change(house, names, vague, templates)?, None)
        }
        DirectoryCommand::ChangeRota { rule, set, gone } => {
            DirectoryEvent::RotaChanged(rota::change(rule, set, gone)?, None)
        }
    };
    Ok(vec![event])
}

/// One line that must be there.
fn line(text: &str, field: Field) -> Result<String, Rejection> {
    typed::text(text, field, Kind::Line)
}

/// A name that must be there, without a character that was lost.
fn name(text: &str, field: Field) -> Result<String, Rejection> {
    match typed::name(text, field)? {
        name if name.is_empty() => Err(Rejection::Missing { fields: vec![field] }),
        name => Ok(name),
    }
}

/// One line, or nothing.
fn line_or_none(text: Option<&str>, field: Field) -> Result<Option<String>, Rejection> {
    typed::optional(text.unwrap_or_default(), field, Kind::Line)
}

/// Several texts of one line each: cleaned, without the empty and the repeated ones.
fn lines(texts: &[String], field: Field) -> Result<Vec<String>, Rejection> {
    let mut kept = Vec::with_capacity(texts.len());
    for text in texts {
        if let Some(text) = line_or_none(Some(text), field)?
            && !kept.contains(&text)
        {
            kept.push(text);
        }
    }
    Ok(kept)
}

/// The shortest number of an exchange in an office: 12.
const SHORTEST_EXTENSION: usize = 2;

/// An office number, or the short one of an exchange in the house.
fn office_number(text: Option<&str>, field: Field) -> Result<Option<String>, Rejection> {
    let Some(text) = line_or_none(text, field)? else { return Ok(None) };
    match input::number(&text) {
        Ok(number) => Ok(Some(number)),
        Err(_) if text.len() >= SHORTEST_EXTENSION && is_extension(&text) => Ok(Some(text)),
        Err(problem) => Err(Rejection::Input { field, problem }),
    }
}

fn is_extension(text: &str) -> bool {
    text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn at_most(text: &str, max: u32, field: Field) -> Result<(), Rejection> {
    let have = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if have <= max {
        return Ok(());
    }
    Err(Rejection::Input { field, problem: InputProblem::TooLong { max, have } })
}

fn within(number: u32, least: u32, most: u32, field: Field) -> Result<(), Rejection> {
    if (least..=most).contains(&number) { Ok(()) } else { Err(Rejection::OutOfRange { field, least, most }) }
}
