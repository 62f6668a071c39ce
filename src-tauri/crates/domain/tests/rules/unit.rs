//! What a unit receives: who called only where the case allows it, in no field and in no text.

use crate::build::*;
use domain::case::*;
use domain::view::{CaseForUnit, UnitContact};

fn telling(change: fn(&mut CaseForm)) -> CaseForm {
    let mut form = promised(Some("2026-12-04"));
    form.text.matter = "周晓兰来电 100 4720 6621：7 号楼电梯停运".into();
    form.text.place = "春晓苑周晓兰家".into();
    form.promise = "三天内给周晓兰修好电梯".into();
    change(&mut form);
    form
}

fn seen(change: fn(&mut CaseForm)) -> CaseForUnit {
    let scene = Scene::new();
    let pending = scene.case(&scene.recorded(telling(change)), CaseCommand::HandOver);
    let said = |said: &mut Said| said.plan = "12月4日前到周晓兰家更换曳引机".into();
    let case = scene.case(&pending, assignment(said).command());
    CaseForUnit::of(&case, &scene.directory)
}

#[test]
fn an_open_case_reaches_the_unit_with_its_caller() {
    let open = seen(|_| {});
    let named = UnitContact::Named { caller: "周晓兰女士".into(), number: "10047206621".into() };
    assert_eq!(open.contact, named);
    assert!(open.matter.contains("周晓兰") && open.plan.contains("周晓兰"));
}

#[test]
fn a_shielded_case_names_its_caller_in_no_text() {
    let changes: [fn(&mut CaseForm); 3] = [
        |form| form.matter.confidential = true,
        |form| form.matter.request = Some(RequestType::Report),
        |form| form.matter.anonymous = true,
    ];
    for change in changes {
        let shielded = seen(change);
        assert_eq!(shielded.contact, UnitContact::ThroughHotline);
        let written = serde_json::to_string(&shielded).unwrap();
        assert!(!written.contains("晓兰") && !written.contains("6621"), "{written}");
        assert!(
            written.contains("电梯停运") && written.contains("更换曳引机"),
            "the matter stays: {written}"
        );
    }
}
