//! 附件: which files a case takes, what of one stays after an erasure.

use crate::build::*;
use domain::case::evidence::{EVIDENCE_MOST, FILES_MOST, fits};
use domain::case::text::EvidenceText;
use domain::case::*;
use domain::event::CaseEvent;
use domain::input::InputProblem;
use domain::permission::{Right, Role, may};
use domain::view::CaseFull;
use domain::{Field, Made, Rejection};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

pub fn attach(n: u8) -> CaseCommand {
    attach_with(n, 482_113, "井盖塌陷.jpg", "诉求人次日送来")
}

fn attach_with(n: u8, size: u32, name: &str, note: &str) -> CaseCommand {
    let text = EvidenceText { name: name.into(), note: note.into(), key: KEY.into() };
    CaseCommand::AttachEvidence { hash: BlobHash([n; 32]), size, what: EvidenceKind::Photo, text }
}

#[test]
fn a_file_stands_on_its_case_with_who_and_when_and_without_its_key_in_a_view() {
    let scene = Scene::new();
    let case = scene.case(&scene.pending(), attach(1));
    let seen = CaseFull::of(&case, &scene.directory).evidence.pop().unwrap();
    assert_eq!((seen.name.as_str(), seen.note.as_str()), ("井盖塌陷.jpg", "诉求人次日送来"));
    assert_eq!((seen.hash, seen.size, seen.here), (BlobHash([1; 32]), 482_113, false));
    assert_eq!(case.evidence[0].text.as_ref().unwrap().key, KEY);
    assert!(!serde_json::to_string(&seen).unwrap().contains(KEY));
    assert!(!format!("{case:?}").contains(KEY), "a key isn't printed");
}

#[test]
fn what_does_not_fit_is_refused_beside_the_file() {
    let scene = Scene::new();
    let case = scene.pending();
    let file = |problem| Rejection::Input { field: Field::Evidence, problem };
    let long = "长".repeat(201);
    let table = [
        ("empty", attach_with(1, 0, "a.jpg", ""), file(InputProblem::Empty)),
        (
            "a byte too much",
            attach_with(1, EVIDENCE_MOST + 1, "a.jpg", ""),
            file(InputProblem::TooLarge { megabytes: 20 }),
        ),
        ("without a name", attach_with(1, 1, " ", ""), Rejection::Missing { fields: vec![Field::Evidence] }),
        (
            "a long note",
            attach_with(1, 1, "a.jpg", &long),
            Rejection::Input { field: Field::Note, problem: InputProblem::TooLong { max: 200, have: 201 } },
        ),
    ];
    for (what, command, refused) in table {
        assert_eq!(scene.refused_case(&case, command), refused, "{what}");
    }
    assert_eq!(fits(u64::from(EVIDENCE_MOST)), Ok(()));
    assert_eq!(fits(u64::MAX), Err(file(InputProblem::TooLarge { megabytes: 20 })));
}

#[test]
fn the_same_file_is_attached_once_and_there_is_an_end() {
    let scene = Scene::new();
    let mut case = scene.case(&scene.pending(), attach(1));
    assert_eq!(scene.refused_case(&case, attach(1)), Rejection::AlreadyThere);
    for n in 2..=u8::try_from(FILES_MOST).unwrap() {
        case = scene.case(&case, attach(n));
    }
    let most = Rejection::TooMany { field: Field::Evidence, most: FILES_MOST };
    assert_eq!(scene.refused_case(&case, attach(99)), most);
}

#[test]
fn an_erased_case_names_no_file_and_has_no_key() {
    let scene = Scene::new();
    let facts = EvidenceAttached { hash: BlobHash([1; 32]), size: 5, kind: EvidenceKind::Photo };
    let event = CaseEvent::EvidenceAttached(facts, None);
    let case = scene.pending();
    let made = Made { at: at("09:30"), by: CLERK, version: case.version + 1, erased: true, event: &event };
    let case = Case::apply(Some(case), CASE, made).unwrap();
    assert_eq!(case.evidence[0].text, None);
    let seen = CaseFull::of(&case, &scene.directory);
    assert!(seen.erased && seen.evidence[0].name.is_empty() && seen.evidence[0].size == 5);
}

#[test]
fn who_works_on_cases_attaches_and_who_calls_back_opens() {
    let may_attach = |role| may(&[role], Right::AttachEvidence);
    let may_open = |role| may(&[role], Right::OpenEvidence);
    let of = |allowed: &dyn Fn(Role) -> bool| Role::ALL.into_iter().filter(|role| allowed(*role)).count();
    use Role::*;
    assert!([Recorder, FloorManager, Secretary, SupervisionOfficer].into_iter().all(may_attach));
    assert!([Recorder, FloorManager, Secretary, SupervisionOfficer, CallbackAgent].into_iter().all(may_open));
    assert_eq!((of(&may_attach), of(&may_open)), (4, 5));
}

#[test]
fn a_name_of_a_file_has_one_way_to_be_written() {
    let hash = BlobHash([0xab; 32]);
    let text = hash.to_string();
    assert_eq!(text.parse(), Ok(hash));
    assert_eq!(text, "ab".repeat(32));
    for wrong in ["", "ab", &text.to_uppercase(), &text.replace('a', "g"), &format!("{text}0")] {
        assert_eq!(wrong.parse::<BlobHash>(), Err(NoHash), "{wrong}");
    }
}
