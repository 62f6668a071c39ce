//! Bad input gets a refusal beside its field; nothing is written, nothing is lost.

use desk::Query;
use domain::case::{CaseCommand, CaseForm};
use domain::id::{CaseId, CategoryId};
use domain::input::InputProblem;
use domain::{Command, Field, Rejection};
use tests::{Room, lift};
use uuid::Uuid;

/// Records the form that `change` has spoilt; answers why not.
fn refused(change: impl FnOnce(&mut CaseForm)) -> Rejection {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let mut form = lift();
    change(&mut form);
    let events = room.desk.journal_length().unwrap();
    let rejection = room.refused(Uuid::new_v4(), Command::Case(CaseCommand::RecordCase { call, form }));
    assert_eq!(room.desk.journal_length().unwrap(), events, "nothing was written");
    rejection
}

/// What a record keeps of what was typed.
fn kept(change: impl FnOnce(&mut CaseForm)) -> domain::view::FormView {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let mut form = lift();
    change(&mut form);
    let case: CaseId = room.record(call, form);
    room.view(Query::Form { case })
}

#[test]
fn ten_thousand_characters_are_too_many_and_the_refusal_says_how_many_fit() {
    let rejection = refused(|form| form.text.matter = "长".repeat(10_000));
    let problem = InputProblem::TooLong { max: 5000, have: 10_000 };
    assert_eq!(rejection, Rejection::Input { field: Field::Matter, problem });
}

#[test]
fn rare_characters_emoji_and_pasted_html_are_kept_as_they_are() {
    for text in ["䶮先生住㛃园,𬱖桥北", "<script>alert(1)</script><b>电梯</b>", "停水🚱三天"]
    {
        let view = kept(|form| form.text.matter = text.into());
        assert_eq!(view.form.text.matter, text);
    }
}

#[test]
fn control_characters_are_left_out() {
    let view = kept(|form| form.text.matter = "电梯\u{0}停\u{7}运\u{202e}\r\n第二行".into());
    assert_eq!(view.form.text.matter, "电梯停运\n第二行");
}

#[test]
fn a_name_that_could_not_be_read_is_never_saved_silently() {
    for name in ["周□女士", "周\u{fffd}"] {
        let rejection = refused(|form| form.text.caller = name.into());
        assert!(
            matches!(
                rejection,
                Rejection::Input { field: Field::Caller, problem: InputProblem::Unreadable { .. } }
            ),
            "{rejection:?}"
        );
    }
}

#[test]
fn what_is_no_telephone_number_is_refused() {
    for number in ["12", "电话在村口", "138001380013800", "0047-abc"] {
        let rejection = refused(|form| form.text.number = number.into());
        assert!(
            matches!(rejection, Rejection::Input { field: Field::Number, .. }),
            "{number}: {rejection:?}"
        );
    }
}

#[test]
fn a_category_that_the_directory_lacks_is_refused() {
    let rejection = refused(|form| form.matter.category = Some(CategoryId(Uuid::new_v4())));
    assert_eq!(rejection, Rejection::UnknownCategory);
}

#[test]
fn malformed_rows_are_named_and_the_others_go_in() {
    let room = Room::open(1);
    let long = "长".repeat(10_000);
    let file = format!(
        "\u{feff}{{\"external_id\":\"a\",\"title\":\"路灯\",\"category\":\"照明\"}}\n\
         {{\"external_id\":\n\n\
         {{\"title\":\"没有编号\"}}\n\
         {{\"external_id\":\"b\",\"recorded_at\":\"2026-02-30\"}}\n\
         {{\"external_id\":\"c\",\"detail\":\"{long}\"}}\n\
         {{\"external_id\":\"d\",\"title\":\"䶮\",\"closed_at\":\"2026-03-01\"}}\n"
    );
    let done = room.desk.import(file.as_bytes()).unwrap();
    let refused: Vec<_> =
        done.refused.iter().map(|problem| (problem.row, problem.field.as_deref())).collect();
    assert_eq!(refused, [(2, None), (4, Some("external_id")), (5, Some("recorded_at")), (6, Some("detail"))]);
    assert_eq!((done.added, done.known, done.categories_created), (2, 0, 1));
    let again = room.desk.import(file.as_bytes()).unwrap();
    assert_eq!((again.added, again.known), (0, 2), "the same file twice adds nothing");
}

#[test]
fn an_import_after_an_erasure_does_not_bring_the_text_back() {
    let room = Room::open(1);
    let file = "{\"external_id\":\"a\",\"title\":\"路灯\",\"caller\":\"周女士\"}\n";
    assert_eq!(room.desk.import(file.as_bytes()).unwrap().added, 1);
    let filter = domain::view::LedgerFilter { words: "路灯".into(), ..Default::default() };
    let page: domain::view::LedgerPage = room.view(Query::Ledger { filter, from: 0, count: 10 });
    room.desk.erase_stream(page.rows[0].id.0).unwrap();
    let again = room.desk.import(file.as_bytes()).unwrap();
    assert_eq!((again.added, again.known), (0, 1));
    let seen = room.case(page.rows[0].id);
    assert!(seen.erased && seen.text.caller.is_empty() && seen.text.title.is_empty());
}
