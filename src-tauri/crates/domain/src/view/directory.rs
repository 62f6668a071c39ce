//! The directory as pickers need it: with paths, and the days on which nobody works.

use crate::deadline::DeadlinePolicy;
use crate::directory::{Category, Directory, Names, Person, Place, Template, Timetable, UndecidedRule, Unit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryView {
    pub version: u64,
    pub names: Names,
    pub units: Vec<UnitSeen>,
    pub people: Vec<Person>,
    pub categories: Vec<CategorySeen>,
    pub places: Vec<PlaceSeen>,
    pub templates: Vec<Template>,
    /// 含糊用语
    pub vague: Vec<String>,
    /// The ones that hold today.
    pub deadlines: DeadlinePolicy,
    pub timetable: Timetable,
    pub undecided: UndecidedRule,
    pub calendar: Vec<CalendarYear>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitSeen {
    #[serde(flatten)]
    pub unit: Unit,
    pub head_name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CategorySeen {
    #[serde(flatten)]
    pub category: Category,
    pub path: String,
    /// No branch below it.
    pub leaf: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceSeen {
    #[serde(flatten)]
    pub place: Place,
    pub path: String,
}

/// One year of the calendar: what deviates from Monday to Friday, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarYear {
    pub year: i32,
    /// False: due dates that touch it are 暂定.
    pub known: bool,
    pub off: Vec<NaiveDate>,
    pub work: Vec<NaiveDate>,
    /// The names of the days that have one: 国庆节.
    pub named: Vec<(NaiveDate, String)>,
    pub source: String,
    pub updated: Option<NaiveDate>,
}

impl DirectoryView {
    /// With the calendar of the years around `today`.
    pub fn of(directory: &Directory, today: NaiveDate) -> DirectoryView {
        let year = chrono::Datelike::year(&today);
        let branches: std::collections::BTreeSet<_> =
            directory.categories.values().filter_map(|category| category.above).collect();
        DirectoryView {
            version: directory.version,
            names: directory.names.clone(),
            units: directory
                .units_in_order()
                .into_iter()
                .map(|unit| UnitSeen {
                    unit: unit.clone(),
                    head_name: unit.head.map(|head| directory.person_titled(head)).unwrap_or_default(),
                })
                .collect(),
            people: directory.people.values().cloned().collect(),
            categories: directory
                .categories
                .values()
                .map(|category| CategorySeen {
                    category: category.clone(),
                    path: directory.category_path(category.id),
                    leaf: !branches.contains(&category.id),
                })
                .collect(),
            places: directory
                .places
                .values()
                .map(|place| PlaceSeen { place: place.clone(), path: directory.place_path(place.id) })
                .collect(),
            templates: directory.templates.clone(),
            vague: directory.vague.words.clone(),
            deadlines: directory.deadlines(today).clone(),
            timetable: directory.timetable,
            undecided: directory.undecided,
            calendar: (year - 1..=year + 2).map(|year| calendar_year(directory, year)).collect(),
        }
    }
}

fn calendar_year(directory: &Directory, year: i32) -> CalendarYear {
    use crate::calendar::DayKind;
    let data = directory.calendar.years.get(&year);
    let days = |kind: DayKind| {
        let entries = data.into_iter().flat_map(|data| &data.days);
        entries.filter(|(_, entry)| entry.kind == kind).map(|(day, _)| *day).collect()
    };
    CalendarYear {
        year,
        known: directory.calendar.knows(year),
        off: days(DayKind::Off),
        work: days(DayKind::Work),
        named: data
            .into_iter()
            .flat_map(|data| &data.days)
            .filter(|(_, entry)| !entry.name.is_empty())
            .map(|(day, entry)| (*day, entry.name.clone()))
            .collect(),
        source: data.map(|data| data.source.clone()).unwrap_or_default(),
        updated: data.map(|data| data.updated),
    }
}
