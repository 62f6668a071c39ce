//! `ballpass`: a matter that two units returned; the chair rules, the lead is locked, the due date stays.

use domain::Rejection;
use domain::case::{CaseCommand, DueWish, Objection, PassedOn, PriorStop, Settlement};
use domain::triage::Group;
use tests::{Room, assignment, form, person, unit};

fn returned_twice() -> domain::case::CaseForm {
    let mut form = form("楼前水管漏水五天,流到路上结冰。", "区水务局");
    let stop = |name: &str, why| PriorStop { unit: unit(name), from: None, hours: Some(48), why };
    form.matter.stops =
        vec![stop("区住建局", PassedOn::NotItsDuty), stop("区水务局", PassedOn::BelongsToCompany)];
    form
}

fn ruling(lead: &str) -> CaseCommand {
    CaseCommand::AdjudicateLead {
        lead: unit(lead),
        decided_by: person("林远"),
        basis: "三定方案:小区红线内管网由住建部门牵头".into(),
        objection: Some(Objection {
            unit: unit("区住建局"),
            said_by: person("韩越"),
            belongs_to: Some(unit("区水务局")),
        }),
        dissent: "韩越:管网没有移交".into(),
    }
}

#[test]
fn two_returns_put_a_case_among_the_disputed() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", returned_twice());
    room.close_lines();
    room.convene();
    let agenda = room.agenda();
    assert_eq!((agenda.groups[0].group, agenda.groups[0].items[0].case), (Group::Disputed, case));
}

#[test]
fn the_chairs_ruling_locks_the_lead() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", returned_twice());
    room.close_lines();
    room.convene();
    room.case_act(case, ruling("区住建局"));
    let locked = Rejection::LeadLocked { unit: unit("区住建局") };
    assert_eq!(room.case_refused(case, assignment("区水务局", "洪波")), locked);
    let claim =
        CaseCommand::ClaimCase {
            unit: unit("区水务局"), claimed_by: person("洪波"), gap: String::new()
        };
    assert_eq!(room.case_refused(case, claim), locked);
    assert_eq!(room.case_refused(case, ruling("区水务局")), locked);
    room.case_act(case, assignment("区住建局", "韩越"));
    let seen = room.case(case);
    let adjudication = seen.adjudication.unwrap();
    assert_eq!((adjudication.lead.as_str(), adjudication.decided_by.as_str()), ("区住建局", "林远书记"));
    assert_eq!(adjudication.objection.unwrap().belongs_to, Some(unit("区水务局")));
    assert_eq!(adjudication.dissent, "韩越:管网没有移交");
}

#[test]
fn a_ruling_needs_its_basis() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", returned_twice());
    room.close_lines();
    room.convene();
    let bare = CaseCommand::AdjudicateLead {
        lead: unit("区住建局"),
        decided_by: person("林远"),
        basis: "  ".into(),
        objection: None,
        dissent: String::new(),
    };
    let missing = Rejection::Missing { fields: vec![domain::Field::Basis] };
    assert_eq!(room.case_refused(case, bare), missing);
}

#[test]
fn nothing_but_a_decision_moves_a_due_date_once_set() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", returned_twice());
    room.close_lines();
    room.convene();
    room.case_act(case, ruling("区住建局"));
    room.case_act(case, assignment("区住建局", "韩越"));
    let due = room.case(case).assignment.unwrap().due;
    let again = CaseCommand::AssignCase {
        lead: unit("区住建局"),
        assisting: Vec::new(),
        owner: person("韩越"),
        due: DueWish::WorkingDays { days: 15 },
        plan: "更换阀门".into(),
        late_reason: String::new(),
        gap: String::new(),
        settlement: Settlement::Claimed { by: person("韩越") },
    };
    assert!(matches!(room.case_refused(case, again), Rejection::StageForbids { .. }));
    room.case_act(case, CaseCommand::NameOwner { owner: person("白帆"), said_by: person("韩越") });
    let given = room.case(case).assignment.unwrap();
    assert_eq!((given.due, given.owner_name.as_str()), (due, "白帆副局长"));
}
