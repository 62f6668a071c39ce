//! Putting a case on record: unfinished is allowed, wrong is not.

use crate::build::*;
use domain::call::Disposition;
use domain::case::*;
use domain::input::InputProblem;
use domain::{Command, Field, Rejection, State};

fn refused(form: CaseForm) -> Option<Rejection> {
    Scene::new().refused(&State::Nothing, Command::Case(CaseCommand::RecordCase { call: CALL, form }))
}

#[test]
fn a_record_may_be_empty_but_what_stands_in_it_makes_sense() {
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    let input = |field, problem| Some(Rejection::Input { field, problem });
    let unit = Some(Rejection::UnknownUnit);
    let stop = PriorStop { unit: NO_UNIT, from: None, hours: None, why: PassedOn::NoAnswer };
    let lost = InputProblem::Unreadable { at: 1 };
    let too_long = InputProblem::TooLong { max: 5_000, have: 10_000 };
    let table: [(&str, CaseForm, Option<Rejection>); 18] = [
        ("nothing at all", CaseForm::default(), None),
        ("a complete one", form(), None),
        ("rare characters", form_with(|form| form.text.caller = "䶮㛃𬱖女士".into()), None),
        ("an emoji and markup", form_with(|form| form.text.matter = "<b>停水</b>👨‍👩‍👧".into()), None),
        (
            "a lost character in a name",
            form_with(|form| form.text.caller = "周□".into()),
            input(Field::Caller, lost),
        ),
        (
            "10,000 characters",
            form_with(|form| form.text.matter = "长".repeat(10_000)),
            input(Field::Matter, too_long),
        ),
        (
            "a number that is none",
            form_with(|form| form.text.number = "周女士".into()),
            input(Field::Number, InputProblem::NotANumber),
        ),
        ("no such category", form_with(|form| form.matter.category = Some(uuid::Uuid::nil().into())), {
            Some(Rejection::UnknownCategory)
        }),
        ("no such place", form_with(|form| form.matter.place = Some(uuid::Uuid::nil().into())), {
            Some(Rejection::UnknownPlace)
        }),
        ("no such reported unit", form_with(|form| form.matter.reported = Some(NO_UNIT)), unit.clone()),
        ("no such candidate", form_with(|form| form.matter.candidate = Some(NO_UNIT)), unit.clone()),
        ("no such earlier stop", form_with(|form| form.matter.stops = vec![stop]), unit),
        ("a promise with its date", promised(Some("2026-12-04")), None),
        ("a promise without a date", promised(None), None),
        ("未承诺 beside a promise", CaseForm { no_promise: true, ..promised(None) }, missing(Field::Promise)),
        (
            "未承诺 beside a date",
            form_with(|form| form.promise_due = Some(at("17:30"))),
            missing(Field::Promise),
        ),
        (
            "a date without a promise's words",
            CaseForm { promise: " ".into(), ..promised(Some("17:30")) },
            missing(Field::Promise),
        ),
        (
            "a promise in vague words, for it is verbatim",
            CaseForm { promise: "尽快研究研究".into(), ..promised(None) },
            None,
        ),
    ];
    for (what, form, answer) in table {
        assert_eq!(refused(form), answer, "{what}");
    }
}

#[test]
fn a_record_says_whose_call_it_was() {
    let case = Scene::new().recorded(promised(Some("2026-12-04")));
    let origin = case.origin.unwrap();
    assert_eq!((origin.session, origin.call, origin.seat, origin.leader), (SESSION, CALL, 1, LEADER));
    assert_eq!(
        (case.called_at(), case.recorded_at),
        (at("09:12"), at("11:00")),
        "a late record keeps its time"
    );
    assert_eq!(case.number.unwrap().to_string(), "20261201-01-07");
    let words = Some("三天内让电梯动起来".into());
    let made = Promise::Made { by: LEADER, at: at("11:00"), due: Some(at("2026-12-04")), words };
    assert_eq!(case.promise, made);
    assert_eq!(case.text.title, "7 号楼电梯停运 9 天");
    assert_eq!((case.stage, case.disposition), (Stage::Recording, None::<Disposition>));
}

#[test]
fn a_place_from_the_list_is_written_out() {
    let with = |text: &str| {
        let scene = Scene::new();
        let case = scene.recorded(form_with(|form| {
            form.matter.place = Some(ESTATE);
            form.text.place = text.into();
        }));
        case.text.place
    };
    assert_eq!((with(" ").as_str(), with("南门外").as_str()), ("春晓苑", "南门外"));
}

/// T4: what + where + number (or 匿名) + the promise or 未承诺.
#[test]
fn a_case_is_handed_over_only_when_the_four_must_fields_are_there() {
    use Field::*;
    type Change = fn(&mut CaseForm);
    let table: [(&str, Change, &[Field]); 9] = [
        ("complete", |_| {}, &[]),
        ("no kind of request", |form| form.matter.request = None, &[Request]),
        ("no matter", |form| form.text.matter.clear(), &[Matter]),
        ("no place", |form| form.text.place.clear(), &[Place]),
        (
            "a place from the list",
            |form| {
                form.text.place.clear();
                form.matter.place = Some(ESTATE);
            },
            &[],
        ),
        ("no number", |form| form.text.number.clear(), &[Number]),
        (
            "no number, anonymous",
            |form| {
                form.text.number.clear();
                form.matter.anonymous = true;
            },
            &[],
        ),
        ("no word on a promise", |form| form.no_promise = false, &[Promise]),
        ("nothing", |form| *form = CaseForm::default(), &[Request, Matter, Place, Number, Promise]),
    ];
    let scene = Scene::new();
    for (what, change, fields) in table {
        let case = scene.recorded(form_with(change));
        let answer = (!fields.is_empty()).then(|| Rejection::Missing { fields: fields.to_vec() });
        for command in [CaseCommand::HandOver, today("17:30")] {
            assert_eq!(scene.try_case(&case, command).err(), answer, "{what}");
        }
    }
}

#[test]
fn a_row_from_elsewhere_stands_where_its_dates_and_unit_say() {
    let row = |closed: Option<&str>| ImportRow {
        external_id: "NH-1".into(),
        detail: "路灯不亮，三天了".into(),
        phone: "未留号".into(),
        recorded_at: Some(at("2026-11-01")),
        closed_at: closed.map(at),
        ..ImportRow::default()
    };
    let table = [
        (row(None), None, Stage::PendingTriage),
        (row(None), Some(MARKET), Stage::InProgress),
        (row(Some("2026-11-02")), None, Stage::Closed { how: CloseKind::Elsewhere }),
        (row(Some("2026-11-02")), Some(MARKET), Stage::Closed { how: CloseKind::Elsewhere }),
    ];
    let scene = Scene::new();
    for (row, unit, stage) in table {
        let external = uuid::Uuid::from_u128(7);
        let import = CaseCommand::ImportCase { external, row: Box::new(row), category: None, unit };
        let case = only!(Case, scene.act(CASE.0, State::Nothing, Command::Case(import)));
        assert_eq!((case.stage, case.recorded_at), (stage, at("2026-11-01")));
        assert_eq!((case.text.title.as_str(), case.text.number.as_str()), ("路灯不亮", "未留号"));
    }
}
