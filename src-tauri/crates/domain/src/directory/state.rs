//! The directory as it stands, folded from its stream and kept in memory: it is small and always needed.

use super::event::HouseKind;
use super::{
    Category, Names, Person, Place, RotaEntry, RotaRule, Template, Timetable, UndecidedRule, Unit, UnitKind,
};
use crate::accounts::Accounts;
use crate::calendar::WorkCalendar;
use crate::deadline::DeadlinePolicy;
use crate::event::{DirectoryEvent, Made};
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use crate::limits::Limits;
use crate::time::Stamp;
use crate::vague::VagueWords;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    pub kind: HouseKind,
    pub names: Names,
    pub units: BTreeMap<UnitId, Unit>,
    pub people: BTreeMap<PersonId, Person>,
    pub categories: BTreeMap<CategoryId, Category>,
    pub places: BTreeMap<PlaceId, Place>,
    pub calendar: WorkCalendar,
    /// The deadlines of each version, oldest first; the first is the one that the house began with.
    pub policies: Vec<PolicyVersion>,
    /// 督办规则, each version with the day from which it holds.
    pub limits: Vec<LimitsVersion>,
    pub timetable: Timetable,
    pub undecided: UndecidedRule,
    pub vague: VagueWords,
    pub templates: Vec<Template>,
    pub rota_rule: RotaRule,
    pub rota: BTreeMap<NaiveDate, RotaEntry>,
    pub accounts: Accounts,
    pub version: u64,
}

/// One version of the deadline policy, and from when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyVersion {
    pub policy: DeadlinePolicy,
    /// None: since the house was founded.
    pub from: Option<NaiveDate>,
    /// When it was entered, and by whom; none: it came with the program.
    pub entered: Option<(Stamp, PersonId)>,
}

/// One version of the limits, and from when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LimitsVersion {
    pub limits: Limits,
    /// None: since the house was founded.
    pub from: Option<NaiveDate>,
    /// When it was entered, and by whom; none: it came with the program.
    pub entered: Option<(Stamp, PersonId)>,
}

impl Default for Directory {
    fn default() -> Self {
        Directory {
            kind: HouseKind::Real,
            names: Names::default(),
            units: BTreeMap::new(),
            people: BTreeMap::new(),
            categories: BTreeMap::new(),
            places: BTreeMap::new(),
            calendar: WorkCalendar::bundled(),
            policies: vec![PolicyVersion { policy: DeadlinePolicy::default(), from: None, entered: None }],
            limits: vec![LimitsVersion { limits: Limits::default(), from: None, entered: None }],
            timetable: Timetable::default(),
            undecided: UndecidedRule {
                days: 1,
                time: NaiveTime::from_hms_opt(17, 0, 0).unwrap_or(NaiveTime::MIN),
            },
            vague: VagueWords::default(),
            templates: Vec::new(),
            rota_rule: RotaRule::default(),
            rota: BTreeMap::new(),
            accounts: Accounts::default(),
            version: 0,
        }
    }
}

impl Directory {
    pub fn apply(&mut self, made: Made<&DirectoryEvent>) {
        self.version = made.version;
        match made.event {
            DirectoryEvent::HouseFounded(facts, _) => {
                self.kind = facts.kind;
                self.accounts.founded(&facts.founders, &facts.sheets, facts.station.as_ref());
            }
            DirectoryEvent::PersonKeyed(facts, _) => self.accounts.keyed(facts, made.at, made.by),
            DirectoryEvent::RoleGranted(facts, _) => self.accounts.given(facts.person, &facts.roles, made.at),
            DirectoryEvent::EpochOpened(facts, _) => self.accounts.opened(facts, made.at),
            DirectoryEvent::Granted(facts, _) => self.accounts.granted(facts, made.at),
            DirectoryEvent::PersonWithdrawn(facts, _) => {
                self.accounts.withdrawn(facts.person, made.at, made.by);
            }
            DirectoryEvent::SeparationWaived(facts, _) => self.accounts.waived = facts.waived,
            DirectoryEvent::UnitsChanged(facts, _) => {
                self.units.extend(facts.set.iter().map(|unit| (unit.id, unit.clone())));
                facts.gone.iter().for_each(|id| drop(self.units.remove(id)));
            }
            DirectoryEvent::PeopleChanged(facts, text) => {
                let set = text.iter().flat_map(|text| &text.set);
                self.people.extend(set.map(|person| (person.id, person.clone())));
                facts.gone.iter().for_each(|id| drop(self.people.remove(id)));
            }
            DirectoryEvent::CategoriesChanged(facts, _) => {
                self.categories.extend(facts.set.iter().map(|category| (category.id, category.clone())));
                facts.gone.iter().for_each(|id| drop(self.categories.remove(id)));
            }
            DirectoryEvent::PlacesChanged(facts, _) => {
                self.places.extend(facts.set.iter().map(|place| (place.id, place.clone())));
                facts.gone.iter().for_each(|id| drop(self.places.remove(id)));
            }
            DirectoryEvent::CalendarChanged(facts, _) => {
                if !facts.rows.is_empty() {
                    self.calendar.replace_years(facts.rows.clone(), made.at.day());
                }
                for (day, entry) in &facts.days {
                    self.calendar.set_day(*day, entry.clone(), made.at.day());
                }
            }
            DirectoryEvent::PoliciesChanged(facts, _) => {
                if let Some(policy) = &facts.deadlines {
                    let from = Some(facts.from.unwrap_or_else(|| made.at.day()));
                    let entered = Some((made.at, made.by));
                    self.policies.push(PolicyVersion { policy: policy.clone(), from, entered });
                }
                if let Some(limits) = &facts.limits {
                    let from = Some(facts.from.unwrap_or_else(|| made.at.day()));
                    let entered = Some((made.at, made.by));
                    self.limits.push(LimitsVersion { limits: limits.clone(), from, entered });
                }
                facts.timetable.iter().for_each(|timetable| self.timetable = *timetable);
                facts.undecided.iter().for_each(|undecided| self.undecided = *undecided);
            }
            DirectoryEvent::WordsChanged(facts, _) => {
                facts.names.iter().for_each(|names| self.names = names.clone());
                facts.vague.iter().for_each(|words| self.vague = VagueWords::new(words.clone()));
                facts.templates.iter().for_each(|templates| self.templates = templates.clone());
            }
            DirectoryEvent::HubJoined(facts, _) => self.accounts.joined(&facts.station),
            DirectoryEvent::RotaChanged(facts, _) => {
                facts.rule.iter().for_each(|rule| self.rota_rule = *rule);
                self.rota.extend(facts.set.iter().map(|entry| (entry.day, entry.clone())));
                facts.gone.iter().for_each(|day| drop(self.rota.remove(day)));
            }
        }
    }

    /// The deadlines that hold on a day: of the versions that have begun, the one that began last; of two that
    /// began on one day, the one entered last. So a change for today leaves one for next month standing.
    pub fn deadlines(&self, day: NaiveDate) -> &DeadlinePolicy {
        let begun = self.policies.iter().filter(|version| version.from.is_none_or(|from| from <= day));
        match begun.max_by_key(|version| version.from).or(self.policies.first()) {
            Some(version) => &version.policy,
            None => DeadlinePolicy::bundled(),
        }
    }

    /// The limits that hold on a day, found as [`Directory::deadlines`] is.
    pub fn limits(&self, day: NaiveDate) -> &Limits {
        let begun = self.limits.iter().filter(|version| version.from.is_none_or(|from| from <= day));
        match begun.max_by_key(|version| version.from).or(self.limits.first()) {
            Some(version) => &version.limits,
            None => Limits::bundled(),
        }
    }

    /// The unit's name, or an empty text if the directory no longer knows it.
    pub fn unit_name(&self, id: UnitId) -> String {
        self.units.get(&id).map(|unit| unit.name.clone()).unwrap_or_default()
    }

    pub fn person_name(&self, id: PersonId) -> String {
        self.people.get(&id).map(|person| person.name.clone()).unwrap_or_default()
    }

    /// Name and form of address: 林远书记.
    pub fn person_titled(&self, id: PersonId) -> String {
        let titled =
            |person: &Person| format!("{}{}", person.name, person.address.as_ref().unwrap_or(&person.title));
        self.people.get(&id).map(titled).unwrap_or_default()
    }

    /// 物业管理 / 电梯 / 停运
    pub fn category_path(&self, id: CategoryId) -> String {
        let mut names = Vec::new();
        let mut next = Some(id);
        // A tree that was made into a ring by a bad import must not hang the screen.
        while let Some(category) = next.and_then(|id| self.categories.get(&id)).filter(|_| names.len() < 8) {
            names.push(category.name.as_str());
            next = category.above;
        }
        names.reverse();
        names.join(" / ")
    }

    pub fn place_path(&self, id: PlaceId) -> String {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(place) = next.and_then(|id| self.places.get(&id)).filter(|_| names.len() < 8) {
            names.push(place.name.as_str());
            next = place.above;
        }
        names.reverse();
        names.join(" · ")
    }

    /// The unit that answers for a category: its own, or that of the nearest branch above.
    pub fn unit_of(&self, category: CategoryId) -> Option<UnitId> {
        let mut next = Some(category);
        for _ in 0..8 {
            let category = self.categories.get(&next?)?;
            if category.unit.is_some() {
                return category.unit;
            }
            next = category.above;
        }
        None
    }

    pub fn units_of_kind(&self, kind: UnitKind) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(move |unit| unit.kind == kind)
    }

    /// Units in the order that lists show.
    pub fn units_in_order(&self) -> Vec<&Unit> {
        let mut units: Vec<&Unit> = self.units.values().collect();
        units.sort_by(|a, b| (a.order, &a.name).cmp(&(b.order, &b.name)));
        units
    }
}
