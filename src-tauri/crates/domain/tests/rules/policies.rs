//! Policies with their versions, the words of a house, and the rota.

use crate::build::*;
use chrono::{NaiveDate, NaiveTime};
use domain::deadline::{DeadlineClass, DeadlinePolicy, DeadlineRule, Span};
use domain::directory::*;
use domain::input::InputProblem;
use domain::session::{Host, HostKind};
use domain::{Command, Field, Rejection, State};

fn refused(scene: &Scene, command: DirectoryCommand) -> Option<Rejection> {
    scene.refused(&State::Nothing, Command::Directory(command))
}

fn deadlines(policy: DeadlinePolicy, from: Option<NaiveDate>) -> DirectoryCommand {
    DirectoryCommand::ChangePolicies {
        deadlines: Some(policy),
        from,
        timetable: None,
        undecided: None,
        limits: None,
    }
}

fn policy(change: impl FnOnce(&mut DeadlinePolicy)) -> DeadlinePolicy {
    let mut policy = DeadlinePolicy::default();
    change(&mut policy);
    policy
}

fn general(span: Span, source: &str) -> DeadlinePolicy {
    let rule = DeadlineRule { span, source: source.into() };
    policy(|policy| drop(policy.rules.insert(DeadlineClass::General, rule)))
}

fn changed(scene: &mut Scene, command: DirectoryCommand) {
    let before = State::Directory(Box::new(scene.directory.clone()));
    scene.directory = only!(Directory, scene.act(uuid::Uuid::nil(), before, Command::Directory(command)));
}

#[test]
fn a_policy_names_every_class_with_a_limit_that_can_be_kept_and_its_source() {
    let out = |least, most| Some(Rejection::OutOfRange { field: Field::Limit, least, most });
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let class = DeadlineClass::General;
    let table = [
        ("as it is", policy(|_| {}), None),
        ("a working day", general(Span::WorkingDays(1), "本区规定"), None),
        ("no working day", general(Span::WorkingDays(0), "本区规定"), out(1, 250)),
        ("a year", general(Span::WorkingDays(250), "本区规定"), None),
        ("more than a year", general(Span::WorkingDays(251), "本区规定"), out(1, 250)),
        ("no hour", general(Span::WallClockHours(0), "本区规定"), out(1, 720)),
        ("thirty days in hours", general(Span::WallClockHours(720), "本区规定"), None),
        ("more hours", general(Span::WallClockHours(721), "本区规定"), out(1, 720)),
        ("before work begins", general(Span::TodayAt(clock(8)), "本区规定"), Some(Rejection::HoursUnsound)),
        ("without a source", general(Span::WorkingDays(3), " "), Some(Rejection::NoSource { class })),
        (
            "without a class",
            policy(|policy| drop(policy.rules.remove(&class))),
            Some(Rejection::NoLimit { class }),
        ),
        ("no working hours", policy(|policy| policy.hours.spans.clear()), Some(Rejection::HoursUnsound)),
        (
            "hours that overlap",
            policy(|policy| policy.hours.spans[1].from = clock(11)),
            Some(Rejection::HoursUnsound),
        ),
        (
            "a day that closes at dawn",
            policy(|policy| policy.close_of_day = clock(5)),
            Some(Rejection::HoursUnsound),
        ),
    ];
    for (what, policy, why) in table {
        assert_eq!(refused(&Scene::new(), deadlines(policy, None)), why, "{what}");
    }
}

#[test]
fn a_policy_begins_today_or_later() {
    let scene = Scene::new();
    let today = scene.at.day();
    assert_eq!(refused(&scene, deadlines(policy(|_| {}), today.pred_opt())), Some(Rejection::PolicyInPast));
    assert_eq!(refused(&scene, deadlines(policy(|_| {}), Some(today))), None);
    // Shortly after midnight in Shanghai the day is a new one there, whatever UTC says.
    let scene = Scene { at: at("2026-12-02T00:10"), ..scene };
    assert_eq!(refused(&scene, deadlines(policy(|_| {}), Some(today))), Some(Rejection::PolicyInPast));
}

#[test]
fn the_record_counts_the_versions_whatever_the_window_sends() {
    let mut scene = Scene::new();
    for (sent, kept) in [(77, 2), (0, 3), (u32::MAX, 4)] {
        changed(&mut scene, deadlines(policy(|policy| policy.version = sent), None));
        assert_eq!(scene.directory.policies.last().unwrap().policy.version, kept);
    }
}

#[test]
fn the_policy_that_began_last_holds() {
    let mut scene = Scene::new();
    let days = |days| general(Span::WorkingDays(days), "本区规定");
    let day = |text: &str| at(text).day();
    changed(&mut scene, deadlines(days(5), Some(day("2027-01-01"))));
    changed(&mut scene, deadlines(days(6), None));
    changed(&mut scene, deadlines(days(3), Some(day("2027-01-01"))));
    let table =
        [("2026-11-30", 7), ("2026-12-01", 6), ("2026-12-31", 6), ("2027-01-01", 3), ("2028-01-01", 3)];
    for (on, days) in table {
        let rule = &scene.directory.deadlines(day(on)).rules[&DeadlineClass::General];
        assert_eq!(rule.span, Span::WorkingDays(days), "{on}");
    }
    let entered = scene.directory.policies[1].entered;
    assert_eq!(entered, Some((scene.at, SECRETARY)));
}

#[test]
fn a_timetable_fits_into_a_morning() {
    let scene = Scene::new();
    let out = |field, least, most| Some(Rejection::OutOfRange { field, least, most });
    let standing = Timetable::default();
    let table = [
        (standing, None),
        (Timetable { absent: 0, ..standing }, out(Field::Timetable, 1, 180)),
        (Timetable { one_by_one: 181, ..standing }, out(Field::Timetable, 1, 180)),
        (Timetable { one_by_one: 180, by_unit: 111, ..standing }, None),
        (Timetable { one_by_one: 180, by_unit: 112, ..standing }, out(Field::Timetable, 1, 300)),
        (Timetable { seconds_a_case: 9, ..standing }, out(Field::SecondsACase, 10, 600)),
        (Timetable { seconds_a_case: 601, ..standing }, out(Field::SecondsACase, 10, 600)),
    ];
    for (timetable, why) in table {
        let (deadlines, from, undecided) = (None, None, None);
        let timetable = Some(timetable);
        let command =
            DirectoryCommand::ChangePolicies { deadlines, from, timetable, undecided, limits: None };
        assert_eq!(refused(&scene, command), why, "{timetable:?}");
    }
    for (days, why) in [(0, None), (30, None), (31, out(Field::Undecided, 0, 30))] {
        let undecided = Some(UndecidedRule { days, ..scene.directory.undecided });
        let command = DirectoryCommand::ChangePolicies {
            deadlines: None,
            from: None,
            timetable: None,
            undecided,
            limits: None,
        };
        assert_eq!(refused(&scene, command), why, "{days}");
    }
}

fn words(
    names: Option<Names>,
    vague: Option<Vec<String>>,
    templates: Option<Vec<Template>>,
) -> DirectoryCommand {
    DirectoryCommand::ChangeWords { names, vague, templates }
}

#[test]
fn the_words_of_a_house_are_short_and_name_what_exists() {
    let scene = Scene::new();
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    let long =
        |field, max, have| Some(Rejection::Input { field, problem: InputProblem::TooLong { max, have } });
    let called = |activity: &str| {
        words(Some(Names { activity: activity.into(), district: String::new() }), None, None)
    };
    let usual = |name: &str, matter: &str, category| Template {
        name: name.into(),
        matter: matter.into(),
        category,
        hazard: false,
    };
    let usuals = |templates| words(None, None, Some(templates));
    let many = |count: u32| (0..count).map(|n| format!("词{n}")).collect::<Vec<_>>();
    let unknown = Some(domain::id::CategoryId(uuid::Uuid::nil()));
    let table = [
        ("a name", called("“一把手”面对面"), None),
        ("no name", called(" \n"), missing(Field::Activity)),
        ("a long name", called(&"名".repeat(41)), long(Field::Activity, 40, 41)),
        ("as many words as are read", words(None, Some(many(500)), None), None),
        (
            "more words",
            words(None, Some(many(501)), None),
            Some(Rejection::TooMany { field: Field::Vague, most: 500 }),
        ),
        ("a sentence as a word", words(None, Some(vec!["长".repeat(31)]), None), long(Field::Vague, 30, 31)),
        ("a template", usuals(vec![usual("电梯", "电梯停运", Some(LIFTS))]), None),
        ("one without a name", usuals(vec![usual(" ", "电梯停运", None)]), missing(Field::Name)),
        ("one without a matter", usuals(vec![usual("电梯", "", None)]), missing(Field::Matter)),
        (
            "one of no category",
            usuals(vec![usual("电梯", "停运", unknown)]),
            Some(Rejection::UnknownCategory),
        ),
        (
            "two by one name",
            usuals(vec![usual("电梯", "停运", None), usual("电梯 ", "困人", None)]),
            Some(Rejection::NameTaken { name: "电梯".into() }),
        ),
    ];
    for (what, command, why) in table {
        assert_eq!(refused(&scene, command), why, "{what}");
    }
}

#[test]
fn a_rota_falls_on_a_weekday_and_its_hosts_have_names() {
    let mut scene = Scene::new();
    let out = |field, least, most| Some(Rejection::OutOfRange { field, least, most });
    let rule = |weekday, minutes| {
        let rule = Some(RotaRule { weekday, minutes, ..RotaRule::default() });
        DirectoryCommand::ChangeRota { rule, set: vec![], gone: vec![] }
    };
    let table = [
        (rule(1, 10), None),
        (rule(7, 600), None),
        (rule(0, 90), out(Field::Weekday, 1, 7)),
        (rule(8, 90), out(Field::Weekday, 1, 7)),
        (rule(2, 9), out(Field::Minutes, 10, 600)),
        (rule(2, 601), out(Field::Minutes, 10, 600)),
    ];
    for (command, why) in table {
        assert_eq!(refused(&scene, command.clone()), why, "{command:?}");
    }
    let hosted = |day: &str, name: &str| RotaEntry {
        day: at(day).day(),
        host: Some(Host { kind: HostKind::District, name: name.into() }),
    };
    let set = |set, gone| DirectoryCommand::ChangeRota { rule: None, set, gone };
    let nameless = Some(Rejection::Missing { fields: vec![Field::Host] });
    assert_eq!(refused(&scene, set(vec![hosted("2026-12-08", " ")], vec![])), nameless);
    let fallen = RotaEntry { day: at("2026-12-15").day(), host: None };
    changed(&mut scene, set(vec![hosted("2026-12-08", " 南湖区\n"), fallen.clone()], vec![]));
    let rota: Vec<_> = scene.directory.rota.values().cloned().collect();
    assert_eq!(rota, [hosted("2026-12-08", "南湖区"), fallen.clone()]);
    changed(&mut scene, set(vec![], vec![at("2026-12-08").day()]));
    assert_eq!(scene.directory.rota.into_values().collect::<Vec<_>>(), [fallen]);
    assert_eq!(scene.directory.rota_rule, RotaRule::default());
}
