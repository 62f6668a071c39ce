//! The directory: lists change by what is set and what goes, and only on their own stream; units and people.

use crate::build::*;
use domain::calendar::{CalendarRow, DayEntry, DayKind};
use domain::directory::*;
use domain::input::InputProblem;
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
    let undecided = Some(rule);
    let policies = DirectoryCommand::ChangePolicies {
        deadlines: None,
        from: None,
        timetable: None,
        undecided,
        limits: None,
    };
    let changed = after(policies);
    assert_eq!((changed.undecided, &changed.policies), (rule, &house.policies));
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

/// What stands against a change of units.
fn units_refused(set: Vec<Unit>, gone: Vec<domain::id::UnitId>) -> Option<Rejection> {
    let command = Command::Directory(DirectoryCommand::ChangeUnits { set, gone });
    Scene::new().refused(&State::Nothing, command)
}

fn unit(id: domain::id::UnitId) -> Unit {
    Scene::new().directory.units[&id].clone()
}

#[test]
fn a_unit_stands_with_a_name_of_its_own_below_what_exists_and_led_by_whom_one_knows() {
    let taken = |name: &str| Some(Rejection::NameTaken { name: name.into() });
    let input = |field, problem| Some(Rejection::Input { field, problem });
    let market = || unit(MARKET);
    let table = [
        ("as it is", market(), None),
        ("another's name", Unit { name: " 区水务局 ".into(), ..market() }, taken("区水务局")),
        (
            "another's name as an alias",
            Unit { aliases: vec!["区水务局".into()], ..market() },
            taken("区水务局"),
        ),
        ("its own name as an alias", Unit { aliases: vec!["区市场监管局".into()], ..market() }, None),
        (
            "a name that runs over two screens",
            Unit { name: "局".repeat(201), ..market() },
            input(Field::Name, InputProblem::TooLong { max: 200, have: 201 }),
        ),
        ("below nothing", Unit { above: Some(NO_UNIT), ..market() }, Some(Rejection::UnknownUnit)),
        (
            "below itself",
            Unit { above: Some(MARKET), ..market() },
            Some(Rejection::Ring { name: "区市场监管局".into() }),
        ),
        ("led by a stranger", Unit { head: Some(NOBODY), ..market() }, Some(Rejection::UnknownPerson)),
        (
            "with a deputy who is a stranger",
            Unit { deputies: vec![CLERK, NOBODY], ..market() },
            Some(Rejection::UnknownPerson),
        ),
        ("on an exchange", Unit { duty_phone: Some("12".into()), ..market() }, None),
        ("on a line", Unit { duty_phone: Some("100-4720 1234".into()), ..market() }, None),
        (
            "on no telephone",
            Unit { duty_phone: Some("传达室".into()), ..market() },
            input(Field::DutyPhone, InputProblem::NotANumber),
        ),
    ];
    for (what, unit, refused) in table {
        assert_eq!(units_refused(vec![unit], vec![]), refused, "{what}");
    }
}

#[test]
fn a_ring_of_units_is_seen_however_long_it_is() {
    let city = Unit { above: Some(WATER), ..unit(CITY) };
    let water = Unit { above: Some(MARKET), ..unit(WATER) };
    let refused = units_refused(vec![city.clone(), water.clone()], vec![]);
    assert!(matches!(refused, Some(Rejection::Ring { .. })), "{refused:?}");
    let free = Unit { above: None, ..unit(MARKET) };
    assert_eq!(
        units_refused(vec![city, water, free], vec![]),
        None,
        "what belongs together changes together"
    );
}

#[test]
fn what_is_typed_for_a_unit_is_kept_clean() {
    let unit = Unit {
        name: " 区市场\u{200b}监管局\n".into(),
        aliases: vec!["市监局".into(), " ".into(), " 市监局 ".into(), "区市场监管局".into()],
        deputies: vec![CLERK, HEAD, CLERK],
        plans: vec![" 24 小时内到场 ".into(), String::new()],
        duty_phone: Some(" ".into()),
        ..unit(MARKET)
    };
    let kept = after(DirectoryCommand::ChangeUnits { set: vec![unit], gone: vec![] }).units[&MARKET].clone();
    assert_eq!((kept.name.as_str(), kept.aliases), ("区市场监管局", vec!["市监局".to_string()]));
    assert_eq!((kept.deputies, kept.duty_phone), (vec![CLERK], None), "the head is no deputy of himself");
    assert_eq!(kept.plans, ["24 小时内到场"]);
}

#[test]
fn a_unit_that_something_leans_on_stays() {
    let used = |name: &str, by: &str| Some(Rejection::StillUsed { name: name.into(), by: by.into() });
    assert_eq!(units_refused(vec![], vec![CITY]), used("市12345平台", "区市场监管局"));
    assert_eq!(units_refused(vec![], vec![MARKET]), used("区市场监管局", "电梯"));
    assert_eq!(units_refused(vec![], vec![WATER, NO_UNIT]), None);
    let free = Unit { above: None, ..unit(MARKET) };
    assert_eq!(units_refused(vec![free], vec![CITY]), None, "what leaned on it was moved in the same act");
}

#[test]
fn a_person_who_leads_a_unit_stays_and_names_are_readable() {
    let scene = Scene::new();
    let clerk = || scene.directory.people[&CLERK].clone();
    let input = |field, problem| Some(Rejection::Input { field, problem });
    let (set, gone) = (Vec::new, Vec::new);
    let table = [
        ("as he is", vec![clerk()], gone(), None),
        (
            "a character that was lost",
            vec![Person { name: "文□".into(), ..clerk() }],
            gone(),
            input(Field::Name, InputProblem::Unreadable { at: 1 }),
        ),
        (
            "a title of several pages",
            vec![Person { title: "长".repeat(201), ..clerk() }],
            gone(),
            input(Field::Post, InputProblem::TooLong { max: 200, have: 201 }),
        ),
        (
            "no telephone",
            vec![Person { phone: Some("1".into()), ..clerk() }],
            gone(),
            input(Field::Phone, InputProblem::NotANumber),
        ),
        ("the clerk goes", set(), vec![CLERK], None),
        ("nobody goes", set(), vec![NOBODY], None),
        (
            "the head goes",
            set(),
            vec![HEAD],
            Some(Rejection::StillUsed { name: "江临".into(), by: "区市场监管局".into() }),
        ),
    ];
    for (what, set, gone, refused) in table {
        let command = Command::Directory(DirectoryCommand::ChangePeople { set, gone });
        assert_eq!(scene.refused(&State::Nothing, command), refused, "{what}");
    }
    let typed = Person {
        name: " 文\t澜 ".into(),
        address: Some(" ".into()),
        phone: Some("８００１".into()),
        ..clerk()
    };
    let kept =
        after(DirectoryCommand::ChangePeople { set: vec![typed], gone: vec![] }).people[&CLERK].clone();
    assert_eq!((kept.name.as_str(), kept.address, kept.phone.as_deref()), ("文 澜", None, Some("8001")));
}

#[test]
fn a_deputy_is_not_let_go_either() {
    let mut scene = Scene::new();
    scene.directory.units.get_mut(&WATER).unwrap().deputies = vec![CLERK];
    let command = DirectoryCommand::ChangePeople { set: vec![], gone: vec![CLERK] };
    let refused = scene.refused(&State::Nothing, Command::Directory(command));
    assert_eq!(refused, Some(Rejection::StillUsed { name: "文澜".into(), by: "区水务局".into() }));
}

#[test]
fn days_are_named_in_one_line_and_a_year_has_its_source() {
    let (scene, day) = (Scene::new(), at("2027-01-01").day());
    let entry = |name: &str| DayEntry { kind: DayKind::Off, name: name.into() };
    let row = |source: &str| CalendarRow { day, entry: entry(" 元旦\n"), source: source.into() };
    let long =
        DirectoryCommand::ChangeCalendar { days: vec![(day, Some(entry(&"元".repeat(201))))], rows: vec![] };
    let problem = InputProblem::TooLong { max: 200, have: 201 };
    let refused = Some(Rejection::Input { field: Field::Name, problem });
    assert_eq!(scene.refused(&State::Nothing, Command::Directory(long)), refused);
    let unsourced = DirectoryCommand::ChangeCalendar { days: vec![], rows: vec![row(" ")] };
    let refused = Some(Rejection::Missing { fields: vec![Field::Source] });
    assert_eq!(scene.refused(&State::Nothing, Command::Directory(unsourced)), refused);
    let changed = after(DirectoryCommand::ChangeCalendar { days: vec![], rows: vec![row("公报")] });
    assert_eq!(changed.calendar.entry(day), Some(&entry("元旦")));
    assert!(changed.calendar.knows(2027));
}
