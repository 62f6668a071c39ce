//! The rule for changing the directory: lists are changed by what is set and what goes.

use super::event::*;
use super::{
    Category, Directory, Names, Person, Place, RotaEntry, RotaRule, Template, Timetable, UndecidedRule, Unit,
};
use crate::calendar::{CalendarRow, DayEntry};
use crate::deadline::DeadlinePolicy;
use crate::event::DirectoryEvent;
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use crate::rejection::{Field, Rejection};
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

pub fn decide(_: &Directory, command: DirectoryCommand) -> Result<Vec<DirectoryEvent>, Rejection> {
    let event = match command {
        DirectoryCommand::ChangeUnits { set, gone } => {
            set.iter().try_for_each(|unit| named(&unit.name))?;
            DirectoryEvent::UnitsChanged(UnitsChanged { set, gone }, None)
        }
        DirectoryCommand::ChangePeople { set, gone } => {
            set.iter().try_for_each(|person| named(&person.name))?;
            let ids = set.iter().map(|person| person.id).collect();
            DirectoryEvent::PeopleChanged(PeopleChanged { ids, gone }, Some(PeopleText { set }))
        }
        DirectoryCommand::ChangeCategories { set, gone } => {
            set.iter().try_for_each(|category| named(&category.name))?;
            DirectoryEvent::CategoriesChanged(CategoriesChanged { set, gone }, None)
        }
        DirectoryCommand::ChangePlaces { set, gone } => {
            set.iter().try_for_each(|place| named(&place.name))?;
            DirectoryEvent::PlacesChanged(PlacesChanged { set, gone }, None)
        }
        DirectoryCommand::ChangeCalendar { days, rows } => {
            DirectoryEvent::CalendarChanged(CalendarChanged { days, rows }, None)
        }
        DirectoryCommand::ChangePolicies { deadlines, from, timetable, undecided } => {
            DirectoryEvent::PoliciesChanged(PoliciesChanged { deadlines, from, timetable, undecided }, None)
        }
        DirectoryCommand::ChangeWords { names, vague, templates } => {
            DirectoryEvent::WordsChanged(WordsChanged { names, vague, templates }, None)
        }
        DirectoryCommand::ChangeRota { rule, set, gone } => {
            DirectoryEvent::RotaChanged(RotaChanged { rule, set, gone }, None)
        }
    };
    Ok(vec![event])
}

fn named(name: &str) -> Result<(), Rejection> {
    if name.trim().is_empty() { Err(Rejection::Missing { fields: vec![Field::Name] }) } else { Ok(()) }
}
