//! The directory: lists change by what is set and what goes, and only on their own stream.

use crate::build::*;
use domain::calendar::{DayEntry, DayKind};
use domain::directory::*;
use domain::{Command, Field, Rejection, State};

fn lists(name: &str) -> [DirectoryCommand; 4] {
    let house = Scene::new().directory;
    let unit = Unit { name: name.into(), ..house.units[&MARKET].clone() };
    let person = Person { name: name.into(), ..house.people[&HEAD].clone() };
    let category = Category { name: name.into(), ..house.categories[&LIFTS].clone() };
    let place = Place { name: name.into(), ..house.places[&ESTATE].clone() };
    [
        DirectoryCommand::ChangeUnits { set: vec![unit], gone: vec![WATER] },
        DirectoryCommand::ChangePeople { set: vec![person], gone: vec![CLERK] },
        DirectoryCommand::ChangeCategories { set: vec![category], gone: vec![] },
        DirectoryCommand::ChangePlaces { set: vec![place], gone: vec![] },
    ]
}

fn after(command: DirectoryCommand) -> Directory {
    let scene = Scene::new();
    let before = State::Directory(Box::new(scene.directory.clone()));
    only!(Directory, scene.act(uuid::Uuid::nil(), before, Command::Directory(command)))
}

#[test]
fn everything_in_a_list_has_a_name() {
    let scene = Scene::new();
    let nameless = Some(Rejection::Missing { fields: vec![Field::Name] });
    for (name, refused) in [("", nameless.clone()), (" \n ", nameless), ("新名", None)] {
        for command in lists(name) {
            let answer = scene.refused(&State::Nothing, Command::Directory(command.clone()));
            assert_eq!(answer, refused, "{command:?}");
        }
    }
}

#[test]
fn a_list_keeps_what_was_neither_set_nor_gone() {
    let [units, people, categories, places] = lists("新名").map(after);
    assert_eq!((units.unit_name(MARKET).as_str(), units.unit_name(CITY).as_str()), ("新名", "市12345平台"));
    assert!(!units.units.contains_key(&WATER));
    assert_eq!((people.person_name(HEAD).as_str(), people.person_name(LEADER).as_str()), ("新名", "林远"));
    assert!(!people.people.contains_key(&CLERK));
    assert_eq!(categories.category_path(LIFTS), "新名");
    assert_eq!(places.place_path(ESTATE), "新名");
}

#[test]
fn the_directory_is_changed_on_no_other_stream() {
    let scene = Scene::new();
    let states = [
        State::Session(Box::new(scene.around.session.clone().unwrap())),
        State::Call(Box::new(scene.around.call.clone().unwrap())),
        State::Case(Box::new(scene.pending())),
        State::Meeting(Box::new(scene.around.meeting.clone().unwrap())),
    ];
    for state in states {
        for command in lists("新名") {
            assert_eq!(scene.refused(&state, Command::Directory(command)), Some(Rejection::NotFound));
        }
    }
}

#[test]
fn one_day_set_by_hand_changes_that_day_and_no_other() {
    let saturday = "2026-12-05".parse().unwrap();
    let entry = DayEntry { kind: DayKind::Work, name: "加班".into() };
    let set = |entry| DirectoryCommand::ChangeCalendar { days: vec![(saturday, entry)], rows: vec![] };
    let changed = after(set(Some(entry)));
    assert!(changed.calendar.is_working(saturday));
    assert!(!changed.calendar.is_working("2026-12-06".parse().unwrap()));
    assert!(!after(set(None)).calendar.is_working(saturday));
}

#[test]
fn policies_and_words_change_one_by_one() {
    let house = Scene::new().directory;
    let rule = UndecidedRule { days: 2, ..house.undecided };
    let (deadlines, timetable) = (None, None);
    let policies = DirectoryCommand::ChangePolicies { deadlines, timetable, undecided: Some(rule) };
    let changed = after(policies);
    assert_eq!((changed.undecided, &changed.deadlines), (rule, &house.deadlines));
    let vague = Some(vec!["一定".to_string(), " ".into(), "一定".into()]);
    let words = DirectoryCommand::ChangeWords { names: None, vague, templates: None };
    let changed = after(words);
    assert_eq!((changed.vague.words, changed.names), (vec!["一定".to_string()], house.names));
}

#[test]
fn a_ring_of_categories_ends() {
    let mut house = Scene::new().directory;
    let lifts = house.categories.get_mut(&LIFTS).unwrap();
    (lifts.above, lifts.unit) = (Some(LIFTS), None);
    assert_eq!(house.unit_of(LIFTS), None);
    assert_eq!(house.category_path(LIFTS).matches("电梯").count(), 8);
}
