//! Categories and places: trees without rings, eight levels deep, where no two stand side by side by one name.

use crate::build::*;
use domain::deadline::DeadlineClass;
use domain::directory::*;
use domain::id::{CategoryId, PlaceId, UnitId};
use domain::input::InputProblem;
use domain::{Command, Field, Rejection, State};
use uuid::Uuid;

fn id(n: u128) -> CategoryId {
    CategoryId(Uuid::from_u128(0xd100 + n))
}

fn category(n: u128, name: &str, above: Option<CategoryId>) -> Category {
    Category {
        id: id(n),
        name: name.into(),
        initials: String::new(),
        above,
        unit: None,
        class: DeadlineClass::General,
        code: None,
        scope: None,
        lines: Vec::new(),
    }
}

fn place(n: u128, name: &str, above: Option<PlaceId>) -> Place {
    Place { id: PlaceId(id(n).0), name: name.into(), initials: String::new(), above }
}

fn refused(scene: &Scene, set: Vec<Category>, gone: Vec<CategoryId>) -> Option<Rejection> {
    let command = DirectoryCommand::ChangeCategories { set, gone };
    scene.refused(&State::Nothing, Command::Directory(command))
}

fn refused_places(scene: &Scene, set: Vec<Place>, gone: Vec<PlaceId>) -> Option<Rejection> {
    scene.refused(&State::Nothing, Command::Directory(DirectoryCommand::ChangePlaces { set, gone }))
}

/// A trunk of that many levels, root first.
fn trunk(levels: u128) -> Vec<Category> {
    (1..=levels).map(|n| category(n, &format!("第{n}层"), (n > 1).then(|| id(n - 1)))).collect()
}

#[test]
fn a_category_hangs_where_something_is_and_beside_others_of_other_names() {
    let scene = Scene::new();
    let lifts = || scene.directory.categories[&LIFTS].clone();
    let below = |name: &str| category(1, name, Some(LIFTS));
    let long = Rejection::Input { field: Field::Lines, problem: InputProblem::TooLong { max: 60, have: 61 } };
    let stranger = Some(UnitId(Uuid::from_u128(0xbf)));
    let table = [
        ("a branch", vec![below("困人")], None),
        ("its parent's name again", vec![below("电梯")], None),
        ("two by one name", vec![below("困人"), category(2, " 困人", Some(LIFTS))], taken("困人")),
        ("a second root by one name", vec![category(1, "电梯", None)], taken("电梯")),
        ("in the air", vec![category(1, "困人", Some(id(9)))], Some(Rejection::UnknownCategory)),
        ("both at once", vec![category(1, "困人", Some(id(2))), category(2, "运行", Some(LIFTS))], None),
        (
            "below itself",
            vec![Category { above: Some(LIFTS), ..lifts() }],
            Some(Rejection::Ring { name: "电梯".into() }),
        ),
        (
            "a unit that isn't there",
            vec![Category { unit: stranger, ..lifts() }],
            Some(Rejection::UnknownUnit),
        ),
        (
            "more lines than are shown",
            vec![Category { lines: ["一", "二", "三", "四"].map(String::from).to_vec(), ..lifts() }],
            Some(Rejection::TooMany { field: Field::Lines, most: 3 }),
        ),
        ("a line too long", vec![Category { lines: vec!["长".repeat(61)], ..lifts() }], Some(long)),
        (
            "three lines",
            vec![Category { lines: vec!["长".repeat(60), "二".into(), "三".into()], ..lifts() }],
            None,
        ),
    ];
    for (what, set, why) in table {
        assert_eq!(refused(&scene, set, vec![]), why, "{what}");
    }
}

fn taken(name: &str) -> Option<Rejection> {
    Some(Rejection::NameTaken { name: name.into() })
}

#[test]
fn a_tree_has_eight_levels_and_no_more() {
    let scene = Scene::new();
    assert_eq!(refused(&scene, trunk(8), vec![]), None);
    let deep = Some(Rejection::TooDeep { name: "第9层".into(), most: 8 });
    assert_eq!(refused(&scene, trunk(9), vec![]), deep);
    // What hangs on a branch goes down with it.
    let mut scene = Scene::new();
    scene.directory.categories.extend(trunk(8).into_iter().map(|category| (category.id, category)));
    let lowered = Category { above: Some(LIFTS), ..category(1, "第1层", None) };
    let deep = Some(Rejection::TooDeep { name: "第8层".into(), most: 8 });
    assert_eq!(refused(&scene, vec![lowered], vec![]), deep);
}

#[test]
fn a_long_ring_is_called_a_ring() {
    let mut ring = trunk(12);
    ring[0].above = Some(id(12));
    let refused = refused(&Scene::new(), ring, vec![]);
    assert!(matches!(refused, Some(Rejection::Ring { .. })), "{refused:?}");
}

#[test]
fn a_branch_goes_with_all_that_hangs_on_it_or_not_at_all() {
    let mut scene = Scene::new();
    scene.directory.categories.insert(id(1), category(1, "困人", Some(LIFTS)));
    let used = |by: &str| Some(Rejection::StillUsed { name: "电梯".into(), by: by.into() });
    assert_eq!(refused(&scene, vec![], vec![LIFTS]), used("困人"));
    assert_eq!(refused(&scene, vec![], vec![LIFTS, id(1)]), None);
    assert_eq!(refused(&scene, vec![category(1, "困人", None)], vec![LIFTS]), None, "it was moved away");
    let usual =
        Template {
            name: "电梯停运".into(), matter: "停运".into(), category: Some(LIFTS), hazard: false
        };
    scene.directory.templates = vec![usual];
    assert_eq!(refused(&scene, vec![], vec![LIFTS, id(1)]), used("电梯停运"));
}

#[test]
fn two_that_stood_by_one_name_before_this_rule_hold_up_nothing_else() {
    let mut scene = Scene::new();
    for n in [1, 2] {
        scene.directory.categories.insert(id(n), category(n, "旧名", None));
    }
    assert_eq!(refused(&scene, vec![category(3, "新名", None)], vec![]), None);
    assert_eq!(refused(&scene, vec![category(3, "旧名", None)], vec![]), taken("旧名"));
    assert_eq!(refused(&scene, vec![category(1, "改名", None)], vec![]), None);
}

#[test]
fn places_are_a_tree_by_the_same_rules() {
    let mut scene = Scene::new();
    let below = Some(ESTATE);
    assert_eq!(refused_places(&scene, vec![place(1, "7号楼", below)], vec![]), None);
    let twice = vec![place(1, "7号楼", below), place(2, "7号楼", below)];
    assert_eq!(refused_places(&scene, twice, vec![]), taken("7号楼"));
    let nowhere = vec![place(1, "7号楼", Some(PlaceId(id(9).0)))];
    assert_eq!(refused_places(&scene, nowhere, vec![]), Some(Rejection::UnknownPlace));
    let itself = Place { above: below, ..scene.directory.places[&ESTATE].clone() };
    let ring = Some(Rejection::Ring { name: "春晓苑".into() });
    assert_eq!(refused_places(&scene, vec![itself], vec![]), ring);
    scene.directory.places.insert(PlaceId(id(1).0), place(1, "7号楼", below));
    let used = Rejection::StillUsed { name: "春晓苑".into(), by: "7号楼".into() };
    assert_eq!(refused_places(&scene, vec![], vec![ESTATE]), Some(used));
}
