//! Settings: tables come in from files, twice adds nothing, and a policy moves no date that stands.
//!
//! The classification is Appendix A of DB44/T 2479-2024 (广东省《12345 政务服务便民热线 诉求分类与代码》, 附录 A), a
//! public standard; the fixture is its table as it was printed, with one number that stands there twice.

use desk::house::{self, NewHouse};
use desk::{ImportOrder, ImportReceipt, ImportWhat, Query, RowRefused, RowWhy};
use domain::Command;
use domain::case::CaseForm;
use domain::deadline::{DeadlineClass, DeadlinePolicy, DeadlineRule, Span};
use domain::directory::{Category, DirectoryCommand, HouseKind};
use domain::view::DirectoryView;
use serde_json::Value;
use std::path::PathBuf;
use tests::{Room, assignment, form, found, moment};

const STANDARD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/db44t2479_2024_appendix_a.csv");

fn order(what: ImportWhat, path: impl Into<PathBuf>, try_only: bool) -> ImportOrder {
    ImportOrder { what, path: path.into(), try_only }
}

fn bring(desk: &desk::Desk, what: ImportWhat, text: impl AsRef<[u8]>) -> ImportReceipt {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    desk.bring(&order(what, file.path(), false)).unwrap()
}

fn empty_house(folder: &tempfile::TempDir) -> desk::Desk {
    let (kind, password) = (HouseKind::Real, "南湖区的密码有八位");
    let new =
        NewHouse {
            kind, name: "李敏", title: "", district: "南湖区", staff_no: "", password, second: None
        };
    house::found(folder.path(), &new, desk::clock::Clock::fixed(moment("2026-12-01T08:00"))).unwrap().0
}

fn by_code(desk: &desk::Desk, code: &str) -> Vec<Category> {
    let directory = desk.directory();
    directory.categories.values().filter(|category| category.code.as_deref() == Some(code)).cloned().collect()
}

#[test]
fn a_standard_classification_goes_in_whole_and_twice_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = empty_house(&folder);
    let before = desk.journal_length().unwrap();
    let tried = desk.bring(&order(ImportWhat::Categories, STANDARD, true)).unwrap();
    assert_eq!((tried.rows, tried.added, tried.refused.len()), (515, 14 + 99 + 515, 0));
    assert_eq!((desk.journal_length().unwrap(), desk.directory().categories.len()), (before, 0), "a trial");

    let done = desk.bring(&order(ImportWhat::Categories, STANDARD, false)).unwrap();
    assert_eq!(done, tried);
    assert_eq!(done.levels, [14, 99, 515]);
    assert_eq!(done.sample[0], "科教文体 / 科技事务 / 科技服务");
    assert_eq!(desk.journal_length().unwrap(), before + 1, "one event");

    let again = desk.bring(&order(ImportWhat::Categories, STANDARD, false)).unwrap();
    assert_eq!((again.added, again.changed, again.same), (0, 0, 628));
    assert_eq!(desk.journal_length().unwrap(), before + 1, "nothing to write");

    let [leaf] = by_code(&desk, "010101").try_into().unwrap();
    let path = desk.directory().category_path(leaf.id);
    assert_eq!(
        (path.as_str(), leaf.initials.as_str()),
        ("科教文体 / 科技事务 / 科技服务", "kjfw kqfw kjbw kqbw")
    );
    assert!(leaf.scope.unwrap().starts_with("科技服务（以技术和知识向社会提供服务）"));
    let mut twice: Vec<_> = by_code(&desk, "090499").into_iter().map(|category| category.name).collect();
    twice.sort();
    assert_eq!(twice, ["其他民族宗教", "其他生活服务"], "a number that was printed twice is two categories");
    let [nameless] = by_code(&desk, "999900").try_into().unwrap();
    assert_eq!(desk.directory().category_path(nameless.id), "其他 / 其他 / 其他");
}

#[test]
fn what_was_set_by_hand_survives_the_next_edition_of_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(folder.path(), moment("2026-12-01T08:00"));
    desk.bring(&order(ImportWhat::Categories, STANDARD, false)).unwrap();
    let [leaf] = by_code(&desk, "010101").try_into().unwrap();
    let by_hand = Category {
        unit: Some(tests::unit("区教育局")),
        class: DeadlineClass::Complex,
        lines: vec!["一周内答复。".into()],
        above: by_code(&desk, "0102").first().map(|category| category.id),
        ..leaf.clone()
    };
    let command = DirectoryCommand::ChangeCategories { set: vec![by_hand.clone()], gone: vec![] };
    let version = Some(desk.directory().version);
    let stream = desk.directory_stream();
    let order = desk::Order { stream, version, command: Command::Directory(command), draft: None };
    assert!(matches!(desk.act(vec![order])[..], [desk::Answer::Done(_)]));

    let text = std::fs::read_to_string(STANDARD).unwrap();
    let edition = text.replace(",科研工作,对科研工作的诉求", ",科研管理,对科研管理工作的诉求");
    let edition = edition.replace(",科技服务,科技服务（以技术", ",科技服务,（以技术");
    let done = bring(&desk, ImportWhat::Categories, edition);
    assert_eq!((done.added, done.changed, done.same), (0, 2, 626));
    let [kept] = by_code(&desk, "010101").try_into().unwrap();
    assert!(kept.scope.as_ref().unwrap().starts_with("（以技术"));
    assert_eq!(kept, Category { scope: kept.scope.clone(), ..by_hand });
    let [renamed] = by_code(&desk, "010102").try_into().unwrap();
    assert_eq!((renamed.name.as_str(), renamed.initials.as_str()), ("科研管理", "kygl kxgl"));
}

#[test]
fn a_list_made_by_hand_goes_in_beside_what_is_there_and_says_which_lines_it_could_not_take() {
    let folder = tempfile::tempdir().unwrap();
    let desk = found(folder.path(), moment("2026-12-01T08:00"));
    let standing = desk.directory().categories.len() as u32;
    let text = "名称,上级,编号,责任单位,时限类别,参考口径\n\
                加装,物业管理/电梯,,住建局,复杂,先由业主表决。|资金由业主分摊。\n\
                停运,物业管理/电梯,,,,\n\
                充电桩,物业管理,,没有的局,,\n\
                充电桩,没有的上级,,,,\n\
                ,物业管理,,,,\n\
                停车□,物业管理,,,,\n\
                车位,物业管理,,,很快,\n\
                门禁,物业管理\n\
                车库,车位,,,,\n";
    let done = bring(&desk, ImportWhat::Categories, text);
    let refused = [
        (4, RowWhy::NoUnit),
        (5, RowWhy::NoParent),
        (6, RowWhy::Empty),
        (7, RowWhy::Unreadable),
        (8, RowWhy::Malformed),
        (9, RowWhy::Short),
        (10, RowWhy::NoParent),
    ];
    assert_eq!(done.refused, refused.map(|(line, why)| RowRefused { line, why }));
    assert_eq!((done.rows, done.added, done.same), (2, 1, 1));
    assert_eq!(done.levels, [0, 0, 2]);
    let directory = desk.directory();
    assert_eq!(directory.categories.len() as u32, standing + 1);
    let added = directory.categories.values().find(|category| category.name == "加装").unwrap();
    assert_eq!(directory.category_path(added.id), "物业管理 / 电梯 / 加装");
    assert_eq!((added.unit, added.class), (Some(tests::unit("区住建局")), DeadlineClass::Complex));
    assert_eq!(added.lines, ["先由业主表决。", "资金由业主分摊。"]);
}

#[test]
fn a_file_that_is_no_table_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = empty_house(&folder);
    let before = desk.journal_length().unwrap();
    let table = [("", RowWhy::Empty), ("一,二,三\n四,五,六\n", RowWhy::Malformed)];
    for (text, why) in table {
        let done = bring(&desk, ImportWhat::Places, text);
        assert_eq!((done.rows, done.refused), (0, vec![RowRefused { line: 1, why }]));
    }
    let absent = desk.bring(&order(ImportWhat::Places, "/nowhere/at/all.csv", false));
    assert!(matches!(absent, Err(desk::Failure::Away { what: desk::Trouble::File })), "{absent:?}");
    assert_eq!(desk.journal_length().unwrap(), before);
}

/// Streets and communities of a city that doesn't exist, as lists of divisions are published.
fn divisions() -> String {
    let mut text = String::from("level,code,name,parent_code\n");
    for district in 1..=10 {
        text += &format!("area,9902{district:02},第{district}区,9902\n");
        for street in 1..=20 {
            let code = format!("9902{district:02}{street:03}");
            text += &format!("street,{code},重庆路{street}号街道,9902{district:02}\n");
            for village in 1..=50 {
                text += &format!("village,{code}{village:03},第{village}社区,{code}\n");
            }
        }
    }
    text
}

#[test]
fn ten_thousand_places_go_in_as_one_event_and_are_found_by_first_letters() {
    let folder = tempfile::tempdir().unwrap();
    let desk = empty_house(&folder);
    let before = desk.journal_length().unwrap();
    let done = bring(&desk, ImportWhat::Places, divisions());
    assert_eq!((done.rows, done.added, done.refused.len()), (10_210, 10_210, 0));
    assert_eq!(done.levels, [10, 200, 10_000]);
    assert_eq!(desk.journal_length().unwrap(), before + 1);
    let view: DirectoryView = serde_json::from_value(desk.view(Query::Directory).unwrap()).unwrap();
    assert_eq!(view.places.len(), 10_210);
    let street = view.places.iter().find(|seen| seen.path == "第3区 · 重庆路7号街道").unwrap();
    assert_eq!(street.place.initials.split(' ').next(), Some("zql7hjd"));
    assert!(
        street.place.initials.split(' ').any(|letters| letters == "cql7hjd"),
        "{}",
        street.place.initials
    );
    let again = bring(&desk, ImportWhat::Places, divisions());
    assert_eq!((again.added, again.changed, again.same), (0, 0, 10_210));
    let renamed = bring(&desk, ImportWhat::Places, divisions().replace("第7社区", "春晓社区"));
    assert_eq!((renamed.added, renamed.changed), (0, 200), "its number says that it is the same place");
}

#[test]
fn a_calendar_goes_in_by_whole_years_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let desk = empty_house(&folder);
    let before = desk.journal_length().unwrap();
    let text = "date,kind,name,source\n2027-01-01,holiday,元旦,公报\n2027-01-02,workday,元旦,公报\n";
    let wrong = bring(&desk, ImportWhat::Calendar, text.replace("workday", "rest"));
    assert_eq!(wrong.refused, [RowRefused { line: 3, why: RowWhy::Malformed }]);
    assert!(!desk.directory().calendar.knows(2027));
    let done = bring(&desk, ImportWhat::Calendar, text);
    assert_eq!((done.rows, done.added, done.sample[0].as_str()), (2, 2, "2027-01-01 元旦"));
    assert!(desk.directory().calendar.is_working("2027-01-02".parse().unwrap()));
    let again = bring(&desk, ImportWhat::Calendar, text);
    assert_eq!((again.added, again.same), (0, 2));
    assert_eq!(desk.journal_length().unwrap(), before + 1);
    let fewer = bring(&desk, ImportWhat::Calendar, "date,kind,name,source\n2027-01-01,holiday,元旦,公报\n");
    assert_eq!((fewer.added, fewer.changed, fewer.same), (0, 1, 1), "a day that the year has no longer");
    assert!(!desk.directory().calendar.is_working("2027-01-02".parse().unwrap()), "a Saturday again");
}

/// The house's deadlines with another limit for general cases and another close of the day.
fn stricter(room: &Room) -> DeadlinePolicy {
    let mut policy = room.desk.directory().deadlines(moment("2026-12-01").day()).clone();
    let rule = DeadlineRule { span: Span::WorkingDays(3), source: "本区办理规定".into() };
    policy.rules.insert(DeadlineClass::General, rule);
    policy.close_of_day = chrono::NaiveTime::from_hms_opt(18, 0, 0).unwrap();
    policy
}

fn enter(room: &Room, deadlines: DeadlinePolicy, from: Option<&str>) {
    let from = from.map(|day| moment(day).day());
    let (deadlines, timetable, undecided) = (Some(deadlines), None, None);
    let command = DirectoryCommand::ChangePolicies { deadlines, from, timetable, undecided, limits: None };
    room.must(room.desk.directory_stream(), Command::Directory(command));
}

fn lamp() -> CaseForm {
    form("路灯不亮,请来修理。", "区城管执法局")
}

#[test]
fn a_policy_from_a_later_day_moves_no_date_that_stands() {
    let room = Room::open(1);
    let [before, after] = ["10000000001", "10000000002"].map(|number| room.transferred(number, lamp()));
    room.close_lines();
    room.convene();
    enter(&room, stricter(&room), Some("2026-12-02"));

    assert_eq!(room.item(before).preset.due, Some('7'), "still by the old rule");
    room.case_act(before, assignment("区城管执法局", "贺川"));
    let due = |case| room.case(case).assignment.unwrap().due.iso();
    assert_eq!(due(before), "2026-12-08T17:30:00+08:00");

    room.desk.clock.set(moment("2026-12-02T09:30"));
    assert_eq!(room.item(after).preset.due, Some('3'), "by the new one");
    room.case_act(after, assignment("区城管执法局", "贺川"));
    assert_eq!(due(after), "2026-12-09T18:00:00+08:00");
    assert_eq!(due(before), "2026-12-08T17:30:00+08:00", "what was assigned stays");
}

#[test]
fn the_versions_of_a_policy_say_who_entered_them_and_which_one_holds() {
    let room = Room::open(1);
    enter(&room, stricter(&room), Some("2026-12-02"));
    let held = |room: &Room| {
        let seen = room.desk.view(Query::Policies).unwrap();
        let versions = seen
            .as_array()
            .unwrap()
            .iter()
            .map(|seen| (seen["policy"]["version"].as_u64().unwrap(), seen["holds"].as_bool().unwrap()));
        (versions.collect::<Vec<_>>(), seen[0].clone())
    };
    let (versions, newest) = held(&room);
    assert_eq!(versions, [(2, false), (1, true)], "newest first");
    assert_eq!((newest["from"].as_str(), newest["enteredBy"].as_str()), (Some("2026-12-02"), Some("李敏")));
    room.desk.clock.set(moment("2026-12-02T00:00"));
    assert_eq!(held(&room).0, [(2, true), (1, false)]);
}

#[test]
fn a_preview_counts_what_a_policy_would_touch_and_says_what_becomes_of_it() {
    let room = Room::open(1);
    let [waits, given, danger, gone] =
        ["10000000001", "10000000002", "10000000003", "10000000004"].map(|number| {
            let mut asked = lamp();
            asked.matter.hazard = number.ends_with('3');
            room.transferred(number, asked)
        });
    room.close_lines();
    room.convene();
    room.desk.clock.set(moment("2026-12-01T10:50"));
    room.case_act(given, assignment("区城管执法局", "贺川"));
    let reason = domain::case::VoidReason::Misrecorded;
    let (second, note) = (tests::person("林远"), "误登记".into());
    room.case_act(gone, domain::case::CaseCommand::VoidCase { reason, second, note });

    let preview = |deadlines: &DeadlinePolicy, from: &str| -> Value {
        let (deadlines, from) = (deadlines.clone(), moment(from).day());
        room.desk.view(Query::PolicyPreview { deadlines, from }).unwrap()
    };
    let counts = |seen: &Value| ["open", "touched", "waiting"].map(|count| seen[count].as_u64().unwrap());
    let standing = room.desk.directory().deadlines(moment("2026-12-01").day()).clone();
    let mut sourced = standing.clone();
    sourced.rules.get_mut(&DeadlineClass::General).unwrap().source = "另一份文件".into();
    let mut quicker = standing.clone();
    quicker.rules.get_mut(&DeadlineClass::Hazard).unwrap().span = Span::WallClockHours(1);
    let mut longer = standing.clone();
    longer.close_of_day = chrono::NaiveTime::from_hms_opt(18, 0, 0).unwrap();
    let table = [
        ("the same", &standing, [3, 0, 0]),
        ("another source", &sourced, [3, 0, 0]),
        ("another span of hazards", &quicker, [3, 1, 1]),
        ("another close of the day", &longer, [3, 2, 1]),
        ("another span and close", &stricter(&room), [3, 2, 1]),
    ];
    for (what, deadlines, counted) in table {
        assert_eq!(counts(&preview(deadlines, "2026-12-01")), counted, "{what}");
    }

    let seen = preview(&stricter(&room), "2026-12-04");
    assert_eq!(seen["classes"], serde_json::json!([{"class": "general", "cases": 2}]));
    let row = |case: domain::id::CaseId| {
        let rows = seen["cases"].as_array().unwrap();
        rows.iter().find(|row| row["case"] == serde_json::json!(case)).cloned()
    };
    let due = |value: &Value| value.as_i64().map(|at| domain::Stamp(at).iso());
    let waiting = row(waits).unwrap();
    assert_eq!(due(&waiting["byOld"]).unwrap(), "2026-12-15T17:30:00+08:00", "seven days from the 4th");
    assert_eq!(due(&waiting["byNew"]).unwrap(), "2026-12-09T18:00:00+08:00", "three");
    assert_eq!((&waiting["due"], waiting["number"].as_str()), (&Value::Null, Some("1201-01-01")));
    let assigned = row(given).unwrap();
    assert_eq!(due(&assigned["due"]).unwrap(), "2026-12-08T17:30:00+08:00");
    assert_eq!((&assigned["byOld"], &assigned["byNew"]), (&Value::Null, &Value::Null), "its date stands");
    assert_eq!((row(danger), row(gone)), (None, None));
    assert!(!seen.to_string().contains("1000000000"), "no number of a caller");
}
