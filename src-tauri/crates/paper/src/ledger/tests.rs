//! Both books written and read back. All people are made up; their numbers start with 100.

use super::*;
use calamine::{Data, Range, Reader};
use domain::call::Disposition;
use domain::case::text::CaseText;
use domain::case::{Assignment, Case, CaseRecorded, Matter, MatterText, Promised, RequestType, Stage};
use domain::deadline::DeadlineClass;
use domain::directory::{Category, Directory};
use domain::event::{CaseEvent, Made};
use domain::id::PersonId;
use domain::number::CaseNumber;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

const LANGUAGES: [(&str, &str, &str); 2] = [
    (
        "zh-CN",
        include_str!("../../../../../ui/src/i18n/zh-CN/paper.json"),
        include_str!("../../../../../ui/src/i18n/zh-CN/time.json"),
    ),
    (
        "en",
        include_str!("../../../../../ui/src/i18n/en/paper.json"),
        include_str!("../../../../../ui/src/i18n/en/time.json"),
    ),
];
const PEOPLE: [(&str, &str); 4] = [
    ("周晓兰女士", "10012346621"),
    ("欧阳春生", "10023457732"),
    ("小䶮", "01003456789"),
    ("沈一平先生", "10045679954"),
];

fn words(language: usize) -> BTreeMap<String, String> {
    fn flatten(path: String, tree: &Value, words: &mut BTreeMap<String, String>) {
        match tree {
            Value::String(text) => drop(words.insert(path, text.clone())),
            Value::Object(map) => {
                map.iter().for_each(|(name, tree)| flatten(format!("{path}.{name}"), tree, words));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => panic!("{path} is no text"),
        }
    }
    let mut words = BTreeMap::new();
    flatten("paper".into(), &serde_json::from_str(LANGUAGES[language].1).unwrap(), &mut words);
    words
}

fn stamp(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn head() -> Head {
    Head {
        activity: "“一把手”走进12345热线".into(),
        district: "南湖区".into(),
        number: 6,
        day: stamp("2026-12-01").day(),
        as_of: stamp("2026-12-01T11:30"),
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn directory() -> Directory {
    let mut directory = Directory::default();
    let category = Category {
        id: id(9).into(),
        name: "供水".into(),
        initials: "gs".into(),
        above: None,
        unit: None,
        class: DeadlineClass::Utilities,
        code: None,
        scope: None,
        lines: Vec::new(),
    };
    directory.categories.insert(category.id, category);
    directory
}

/// The case of one of the `PEOPLE`, with the name and the number in every text.
fn case(person: usize, change: impl FnOnce(&mut Case)) -> Case {
    let (caller, number) = PEOPLE[person];
    let at = stamp("2026-12-01T09:12").plus_minutes(person as i64);
    let facts = CaseRecorded {
        session: id(4).into(),
        call: id(5).into(),
        seat: 1,
        leader: id(1).into(),
        number: CaseNumber { day: at.day(), ordinal: 1, count: person as u16 + 1 },
        matter: Matter {
            request: Some(RequestType::Help),
            category: Some(id(9).into()),
            ..Matter::default()
        },
        promised: Promised::Made { by: id(1).into(), due: Some(stamp("2026-12-03T17:30")) },
        read_back: true,
        answered_at: None,
    };
    let text = CaseText {
        matter: MatterText {
            title: format!("{caller}家停水"),
            matter: format!(
                "{caller}（{number}）反映：桂花里 3 号楼 2 单元停水两天，物业没有答复，家中有老人。"
            ),
            caller: caller.into(),
            number: number.into(),
            place: "桂花里 3 号楼 2 单元 501 室".into(),
            ..MatterText::default()
        },
        promise: Some(format!("今天派人上门，给{number}回电")),
    };
    let event = CaseEvent::CaseRecorded(facts, Some(text));
    let made = Made { at, by: PersonId(id(1)), version: 1, erased: false, event: &event };
    let mut case = Case::apply(None, id(100 + person as u128).into(), made).unwrap();
    change(&mut case);
    case
}

fn assigned(due: &str, provisional: Option<i32>) -> impl FnOnce(&mut Case) {
    let due = stamp(due);
    move |case| {
        case.stage = Stage::Assigned;
        case.disposition = Some(Disposition::Transferred);
        case.assignment = Some(Assignment {
            at: stamp("2026-12-01T11:00"),
            recorded_by: id(1).into(),
            said_by: id(1).into(),
            lead: id(2).into(),
            assisting: Vec::new(),
            owner: id(3).into(),
            due,
            provisional,
            working_days: Some(3),
            same_day: false,
            later_than_promised: false,
            shielded: false,
            clock_out: None,
            lead_name: "区住房和城乡建设局".into(),
            owner_name: "贺建国局长".into(),
            plan: format!("上门检修，完成后给{}回电", case.text.caller),
            late_reason: String::new(),
        });
    }
}

fn cases() -> Vec<Case> {
    vec![
        case(0, assigned("2026-12-01T11:00", None)),
        case(1, |case| {
            assigned("2027-01-08T17:30", Some(2027))(case);
            case.matter.checked = true;
        }),
        case(2, |case| case.matter.confidential = true),
        case(3, |case| {
            (case.number, case.origin) = (None, None);
            case.stage = Stage::InProgress;
        }),
    ]
}

fn full(cases: &[Case]) -> Book {
    Book::Full(cases.iter().map(|case| LedgerFull::of(case, &directory())).collect())
}

fn masked(cases: &[Case]) -> Book {
    Book::Masked(cases.iter().map(|case| LedgerMasked::of(case, &directory())).collect())
}

/// The book written to a file and read back.
fn read(head: &Head, book: &Book, language: usize) -> Range<Data> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(suggested_name(head, matches!(book, Book::Masked(_))));
    let words = words(language);
    write(&path, head, book, &|key| words.get(key).cloned().unwrap_or_else(|| panic!("no word for {key}")))
        .unwrap();
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    workbook.worksheet_range(&sheet).unwrap()
}

fn texts(range: &Range<Data>, row: u32) -> Vec<String> {
    (0..range.width() as u32)
        .map(|column| range.get_value((row, column)).map(Data::to_string).unwrap_or_default())
        .collect()
}

fn text_of(range: &Range<Data>, row: u32, name: &str) -> String {
    let column = texts(range, 2).iter().position(|head| head == name).unwrap();
    texts(range, row)[column].clone()
}

#[test]
fn each_case_is_one_row_under_its_columns() {
    for (language, columns) in [(0, 19), (1, 19)] {
        let range = read(&head(), &full(&cases()), language);
        assert_eq!((range.height(), range.width()), (3 + 4, columns));
        let range = read(&head(), &masked(&cases()), language);
        assert_eq!((range.height(), range.width()), (3 + 4, columns - 1));
        assert!(
            texts(&range, 2).iter().all(|head| !head.is_empty() && head != "联系电话" && head != "Telephone")
        );
    }
}

#[test]
fn the_title_says_the_session_the_time_and_who_may_read_it() {
    let range = read(&head(), &masked(&cases()), 0);
    assert_eq!(texts(&range, 0)[0], "“一把手”走进12345热线诉求台账（第 6 场）");
    assert_eq!(
        texts(&range, 1)[0],
        "南湖区 · 第 6 场 · 12 月 1 日 周二 · 共 4 件 · 截至 12 月 1 日 周二 11:30 制表 · 已脱敏"
    );
    let range = read(&head(), &full(&cases()), 1);
    assert_eq!(
        texts(&range, 1)[0],
        "南湖区 · Session 6 · Tue 1 Dec · Cases: 4 · Made as of Tue 1 Dec 11:30 · Internal"
    );
}

#[test]
fn no_cell_of_the_masked_book_says_who_called() {
    for language in [0, 1] {
        let range = read(&head(), &masked(&cases()), language);
        for cell in range.cells().filter(|(row, ..)| *row >= 3).map(|(.., cell)| cell.to_string()) {
            for (caller, number) in PEOPLE {
                let parts = number.as_bytes().windows(4).map(|part| std::str::from_utf8(part).unwrap());
                for part in parts {
                    assert!(!cell.contains(part), "{cell} holds {part} of {number}");
                }
                let name: String = caller.trim_end_matches("女士").trim_end_matches("先生").into();
                assert!(!cell.contains(&name), "{cell} holds {name}");
            }
            assert!(!cell.contains("501"), "{cell} holds the room");
        }
    }
    let range = read(&head(), &masked(&cases()), 0);
    assert_eq!(text_of(&range, 3, "承诺"), "已承诺");
    assert!(text_of(&range, 4, "诉求内容").starts_with("欧阳某（***）反映"));
    assert_eq!(text_of(&range, 5, "诉求人"), "");
}

#[test]
fn the_full_book_keeps_the_identity_of_a_shielded_caller_to_itself() {
    let range = read(&head(), &full(&cases()), 0);
    assert_eq!(text_of(&range, 3, "联系电话"), "10012346621");
    assert_eq!(text_of(&range, 5, "联系电话"), "由热线联系诉求人");
    assert_eq!(text_of(&range, 5, "诉求人"), "");
}

#[test]
fn days_are_dates_of_shanghai_in_either_book() {
    let range = read(&head(), &masked(&cases()), 0);
    let column = texts(&range, 2).iter().position(|head| head == "办结时限").unwrap();
    let Some(Data::DateTime(due)) = range.get_value((4, column as u32)) else { panic!("no date") };
    let expected = stamp("2027-01-08T17:30").shown() - stamp("1899-12-30T00:00").shown();
    assert!((due.as_f64() - expected.num_minutes() as f64 / 1440.0).abs() < 1e-6);
}

#[test]
fn what_was_due_before_and_is_open_is_overdue() {
    let mut cases = cases();
    cases[1].stage = Stage::Closed { how: domain::case::CloseKind::Elsewhere };
    let late = Head { as_of: stamp("2027-02-01T09:00"), ..head() };
    let range = read(&late, &full(&cases), 0);
    let states: Vec<String> = (3..7).map(|row| text_of(&range, row, "状态")).collect();
    assert_eq!(states, ["超期", "办结", "记录中", "办理中"]);
}

#[test]
fn a_case_without_a_number_and_an_erased_one_keep_their_rows() {
    let erased = case(0, |case| {
        case.erased = true;
        case.text = MatterText::default();
    });
    let range = read(&head(), &full(&[erased, cases().remove(3)]), 0);
    assert_eq!(text_of(&range, 3, "诉求内容"), "已依法删除");
    assert_eq!(text_of(&range, 3, "承诺"), "已依法删除");
    assert_eq!(text_of(&range, 3, "受理号"), "1201-01-01");
    assert_eq!(text_of(&range, 4, "受理号"), "");
    assert_eq!(text_of(&range, 4, "序号"), "2");
}

#[test]
fn no_text_is_a_formula_or_breaks_the_file() {
    let nasty = case(0, |case| {
        case.text.matter = "=HYPERLINK(\"http://x\")\u{0}\u{1b}\u{ffff}<&>_x0041_\r\n二行".into()
    });
    let long = case(1, |case| case.text.matter = "𬭊".repeat(20_000));
    let range = read(&head(), &full(&[nasty, long]), 0);
    assert_eq!(text_of(&range, 3, "诉求内容"), "=HYPERLINK(\"http://x\")<&>_x0041_\n二行");
    let cut = text_of(&range, 4, "诉求内容");
    assert!(cut.ends_with("𬭊…") && cut.encode_utf16().count() <= 32_767);
    let odd = Head { activity: "A&B".repeat(20_000), district: "x".repeat(300), number: u32::MAX, ..head() };
    assert_eq!(read(&odd, &full(&[]), 1).height(), 3);
    let early = case(0, |case| case.recorded_at = stamp("1899-05-01T08:00"));
    assert!(text_of(&read(&head(), &full(&[early]), 0), 3, "来电时间").starts_with("1899 年 5 月 1 日"));
}

#[test]
fn the_suggested_name_says_whether_it_may_leave_the_office() {
    assert_eq!(suggested_name(&head(), true), "南湖区第6场台账_2026年12月1日_已脱敏.xlsx");
    let odd = Head { district: "../南/湖:区".into(), ..head() };
    assert_eq!(suggested_name(&odd, false), "南湖区第6场台账_2026年12月1日_内部.xlsx");
}

#[test]
fn both_languages_have_the_same_words_and_name_days_as_the_windows_do() {
    let keys = |language| words(language).into_keys().collect::<Vec<_>>();
    assert_eq!(keys(0), keys(1));
    for (language, (name, paper, time)) in LANGUAGES.into_iter().enumerate() {
        assert!(words(language).values().all(|said| !said.trim().is_empty()), "{name}");
        let (paper, time): (Value, Value) =
            (serde_json::from_str(paper).unwrap(), serde_json::from_str(time).unwrap());
        for key in ["weekday", "monthName", "date", "dateOfYear", "at"] {
            assert_eq!(paper[key], time[key], "{name} {key}");
        }
    }
}

#[test]
fn a_word_to_choose_holds_no_comma() {
    // Excel takes the list of choices apart at commas.
    for language in [0, 1] {
        let words = words(language);
        for column in full(&[]).columns() {
            assert!(column.choices().iter().all(|key| !words[&format!("paper.{key}")].contains(',')));
        }
    }
}

/// Leaves both books of both languages in a folder, to be looked at: `LOOK=/tmp/look cargo test -p paper -- --ignored`.
#[test]
#[ignore = "for eyes only"]
fn books_for_looking_at() {
    let folder = std::path::PathBuf::from(std::env::var("LOOK").unwrap());
    let mut many: Vec<Case> = (0..12).flat_map(|_| cases()).collect();
    many.iter_mut().for_each(|case| {
        case.text.matter +=
            "三楼以上水压一直不足，早晚高峰没有水；物业说是泵房的问题，水务公司说是小区管网的问题。"
    });
    for (language, (name, ..)) in LANGUAGES.into_iter().enumerate() {
        let words = words(language);
        for (book, kind) in [(full(&many), "full"), (masked(&many), "masked")] {
            let path = folder.join(format!("{name}-{kind}.xlsx"));
            write(&path, &head(), &book, &|key| words[key].clone()).unwrap();
        }
    }
}
