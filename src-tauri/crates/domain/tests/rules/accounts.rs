//! Accounts: who opens one, in which roles, who admits whom to what, and what is left of somebody who leaves.

use crate::build::*;
use crate::office::*;
use domain::Rejection;
use domain::accounts::AccountCommand::*;
use domain::directory::HouseKind;
use domain::permission::{Compartment, Right, Role};
use domain::rejection::Field;

const READING: [Role; 1] = [Role::Recorder];

fn holders(office: &Office, compartment: Compartment) -> Vec<domain::id::PersonId> {
    office.accounts().holders(compartment).map(|account| account.person).collect()
}

#[test]
fn an_account_has_its_number_its_roles_and_the_office_at_once_and_cases_when_a_holder_admits() {
    let mut office = Office::separated();
    let command = office.opening(CLERK, &[Role::Secretary, Role::Recorder, Role::Secretary]);
    office.does(CHAIR, command);
    let account = office.account(CLERK);
    assert_eq!((account.staff_no.as_str(), account.keyed_by), ("a5", CHAIR));
    assert_eq!(account.roles(), [Role::Recorder, Role::Secretary], "each once");
    assert!(account.holds(Compartment::Office) && !account.holds(Compartment::General));
    office.does(FOUNDER, office.admission(CLERK, Compartment::General));
    assert!(office.account(CLERK).holds(Compartment::General));
    assert!(!office.account(CLERK).holds(Compartment::Clue));
}

#[test]
fn an_account_is_opened_once_for_somebody_of_the_directory() {
    let mut office = Office::separated();
    let stranger = office.opening(NOBODY, &READING);
    assert_eq!(office.refuses(CHAIR, stranger), Rejection::UnknownPerson);
    let twice = office.opening(HEAD, &[Role::Auditor]);
    assert_eq!(office.refuses(CHAIR, twice), Rejection::AlreadyThere);
}

#[test]
fn a_staff_number_is_there_short_and_one_persons_for_ever() {
    let mut office = Office::separated();
    office.open(CLERK, &READING);
    office.does(CHAIR, Withdraw { person: CLERK });
    let mut numbered = |person, number: &str| {
        let Open { roles, keyed, office: boxes, .. } = office.opening(person, &READING) else { panic!() };
        let staff_no = number.to_string();
        office.tries(CHAIR, Open { person, staff_no, roles, keyed, office: boxes }).err()
    };
    let field = Field::StaffNo;
    assert_eq!(numbered(LEADER, " "), Some(Rejection::Missing { fields: vec![field] }));
    assert_eq!(numbered(LEADER, "1234567890123"), Some(Rejection::TooMany { field, most: 12 }));
    assert_eq!(numbered(LEADER, "123456789012"), None);
    for taken in ["a4", "a5", " a5 "] {
        let name = taken.trim().to_string();
        assert_eq!(numbered(LEADER, taken), Some(Rejection::NameTaken { name }), "{taken}");
    }
    assert_eq!(numbered(CLERK, "a5"), None, "his own, when he comes back");
}

#[test]
fn an_account_without_a_role_is_none() {
    let mut office = Office::separated();
    let missing = Rejection::Missing { fields: vec![Field::Roles] };
    let roleless = office.opening(CLERK, &[]);
    assert_eq!(office.refuses(CHAIR, roleless), missing);
    assert_eq!(office.refuses(CHAIR, GiveRoles { person: HEAD, roles: Vec::new() }), missing);
}

#[test]
fn nobody_holds_two_that_stand_apart_unless_the_house_waives_it() {
    let mut office = Office::separated();
    office.open(CLERK, &READING);
    for one in Role::ALL {
        for other in Role::ALL {
            let roles = vec![one, other];
            let apart = one != other && (one.stands_apart() || other.stands_apart());
            let given = office.tries(CHAIR, GiveRoles { person: CLERK, roles: roles.clone() });
            assert_eq!(given.err(), apart.then_some(Rejection::RolesApart), "{roles:?}");
            let command = office.opening(LEADER, &roles);
            let opened = office.tries(CHAIR, command);
            assert_eq!(opened.err(), apart.then_some(Rejection::RolesApart), "{roles:?}");
        }
    }
    office.does(CHAIR, WaiveSeparation { waived: true });
    for role in Role::ALL {
        let roles = vec![Role::Administrator, role];
        assert!(office.tries(CHAIR, GiveRoles { person: CLERK, roles }).is_ok(), "{role:?}");
    }
}

#[test]
fn a_house_of_one_founder_begins_without_separation_and_a_house_of_two_with_it() {
    assert!(Office::founded().accounts().waived);
    let mut office = Office::founded();
    office.directory.accounts = Default::default();
    office.apply(FOUNDER, &founding(HouseKind::Real, &[FOUNDER, CHAIR]));
    assert!(!office.accounts().waived);
    assert_eq!(office.accounts().founders, [keyed(FOUNDER, 0).sign_public, keyed(CHAIR, 0).sign_public]);
}

#[test]
fn separation_comes_back_when_nobody_here_holds_both() {
    let mut office = Office::separated();
    office.does(CHAIR, WaiveSeparation { waived: true });
    office.open(CLERK, &[Role::Administrator, Role::Recorder]);
    let back = WaiveSeparation { waived: false };
    assert_eq!(office.refuses(CHAIR, back.clone()), Rejection::RolesApart);
    office.does(CHAIR, Withdraw { person: CLERK });
    office.does(CHAIR, back);
    assert!(!office.accounts().waived);
}

#[test]
fn the_last_administrator_neither_leaves_nor_gives_it_up() {
    let mut office = Office::separated();
    let away = GiveRoles { person: CHAIR, roles: vec![Role::Auditor] };
    let leaves = Withdraw { person: CHAIR };
    assert_eq!(office.refuses(CHAIR, away.clone()), Rejection::LastAdministrator);
    assert_eq!(office.refuses(CHAIR, leaves.clone()), Rejection::LastAdministrator);
    office.open(CLERK, &[Role::Administrator]);
    assert!(office.tries(CHAIR, away.clone()).is_ok() && office.tries(CHAIR, leaves.clone()).is_ok());
    office.does(CHAIR, Withdraw { person: CLERK });
    assert_eq!(office.refuses(CHAIR, away), Rejection::LastAdministrator, "who has left is no other");
    assert_eq!(office.refuses(CHAIR, leaves), Rejection::LastAdministrator);
}

#[test]
fn the_last_holder_of_a_key_stays_until_another_is_admitted() {
    let mut office = Office::separated();
    let leaves = Withdraw { person: FOUNDER };
    let less = |roles: &[Role]| GiveRoles { person: FOUNDER, roles: roles.to_vec() };
    let last = |compartment| Some(Rejection::LastHolder { compartment });
    let refused = |office: &Office, command| office.tries(CHAIR, command).err();
    assert_eq!(refused(&office, leaves.clone()), last(Compartment::General));
    assert_eq!(refused(&office, less(&[Role::ClueOfficer])), last(Compartment::General));
    assert_eq!(refused(&office, less(&[Role::Secretary])), last(Compartment::Clue));
    assert_eq!(refused(&office, less(&[Role::Recorder, Role::ClueOfficer])), None);
    let command = office.opening(CLERK, &READING);
    office.does(CHAIR, command);
    assert_eq!(refused(&office, leaves.clone()), last(Compartment::General), "his role alone reads nothing");
    office.does(FOUNDER, office.admission(CLERK, Compartment::General));
    assert_eq!(refused(&office, leaves.clone()), last(Compartment::Clue));
    office.open(LEADER, &[Role::ClueOfficer]);
    assert_eq!(refused(&office, less(&[Role::Auditor])), None);
    office.does(CHAIR, leaves);
    assert_eq!(holders(&office, Compartment::General), [CLERK]);
    assert_eq!(holders(&office, Compartment::Clue), [LEADER]);
}

#[test]
fn a_holder_admits_somebody_whose_role_asks_for_it_and_nobody_else_does() {
    let mut office = Office::separated();
    let command = office.opening(CLERK, &READING);
    office.does(CHAIR, command);
    let (general, clue) = (Compartment::General, Compartment::Clue);
    let admit = office.admission(CLERK, general);
    assert_eq!(office.refuses(CHAIR, admit.clone()), Rejection::NotAHolder { compartment: general });
    let right = Right::Admit;
    assert_eq!(office.refuses(HEAD, admit.clone()), Rejection::NotYours { right }, "an auditor");
    assert_eq!(office.refuses(CLERK, admit.clone()), Rejection::NotYours { right }, "a recorder");
    let forbids = |compartment| Rejection::RoleForbids { compartment };
    assert_eq!(office.refuses(FOUNDER, office.admission(CLERK, clue)), forbids(clue));
    assert_eq!(office.refuses(FOUNDER, office.admission(HEAD, general)), forbids(general));
    assert_eq!(office.refuses(FOUNDER, office.admission(LEADER, general)), Rejection::NotFound);
    office.does(CHAIR, Withdraw { person: CLERK });
    assert_eq!(office.refuses(FOUNDER, admit), Rejection::NotFound);
}

#[test]
fn a_new_role_that_reads_nothing_takes_the_key_away_and_the_old_role_does_not_bring_it_back() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary]);
    office.does(CHAIR, GiveRoles { person: CLERK, roles: vec![Role::Administrator] });
    let account = office.account(CLERK);
    assert!(account.holds(Compartment::Office) && !account.holds(Compartment::General));
    assert!(account.knew(&key_id(Compartment::General, 1)), "he knew it: the key wants turning");
    office.does(CHAIR, GiveRoles { person: CLERK, roles: vec![Role::Secretary] });
    assert!(!office.account(CLERK).holds(Compartment::General));
    office.does(FOUNDER, office.admission(CLERK, Compartment::General));
    assert!(office.account(CLERK).holds(Compartment::General));
}

#[test]
fn a_forgotten_password_is_a_new_key_pair_in_the_old_roles_admitted_anew() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary]);
    let before = office.account(CLERK).clone();
    let (keyed, boxes) = (office.new_keys(CLERK), office.boxes(Compartment::Office));
    office.does(CHAIR, KeyAnew { person: CLERK, keyed, office: boxes });
    let account = office.account(CLERK);
    assert_ne!((&account.sign_public, &account.slot), (&before.sign_public, &before.slot));
    assert_eq!((account.roles(), &account.staff_no), (before.roles(), &before.staff_no));
    assert!(account.holds(Compartment::Office) && !account.holds(Compartment::General));
    let keyed = office.new_keys(LEADER);
    let nobody = KeyAnew { person: LEADER, keyed, office: Vec::new() };
    assert_eq!(office.refuses(CHAIR, nobody), Rejection::NotFound);
    let keyed = office.new_keys(CHAIR);
    let himself = KeyAnew { person: CHAIR, keyed, office: Vec::new() };
    assert_eq!(office.refuses(CHAIR, himself), Rejection::SamePerson);
}

#[test]
fn a_changed_password_is_a_new_slot_and_nothing_else() {
    let mut office = Office::separated();
    office.open(CLERK, &READING);
    let before = office.account(CLERK).clone();
    office.does(CLERK, ChangePassword { slot: "another slot".into() });
    let slot = "another slot".to_string();
    assert_eq!(*office.account(CLERK), domain::accounts::Account { slot, ..before });
    assert_eq!(office.refuses(NOBODY, ChangePassword { slot: "slot".into() }), Rejection::NotFound);
}

#[test]
fn who_has_left_holds_nothing_and_may_nothing() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary]);
    office.open(LEADER, &[Role::Secretary]);
    office.does(CHAIR, Withdraw { person: CLERK });
    let account = office.account(CLERK);
    assert!(account.slot.is_empty() && account.grants.is_empty());
    assert!(Compartment::ALL.iter().all(|compartment| !account.holds(*compartment)));
    assert!(Right::ALL.iter().all(|right| !account.may(*right)));
    assert_eq!(account.withdrawn, Some((office.at, CHAIR)));
    let gone = Rejection::NotFound;
    assert_eq!(office.refuses(CLERK, ChangePassword { slot: "slot".into() }), gone);
    assert_eq!(office.refuses(CHAIR, Withdraw { person: CLERK }), gone);
    let roles = READING.to_vec();
    assert_eq!(office.refuses(CHAIR, GiveRoles { person: CLERK, roles }), gone);
    assert_eq!(holders(&office, Compartment::General), [FOUNDER, LEADER]);
}

#[test]
fn who_comes_back_begins_with_nothing() {
    let mut office = Office::separated();
    office.open(CLERK, &[Role::Secretary]);
    office.does(CHAIR, Withdraw { person: CLERK });
    let back = office.opening(CLERK, &READING);
    office.does(CHAIR, back);
    let account = office.account(CLERK);
    assert_eq!((account.withdrawn, account.roles()), (None, &READING[..]));
    assert!(account.holds(Compartment::Office) && !account.holds(Compartment::General));
}

#[test]
fn a_key_is_turned_by_a_holder_for_those_who_hold_it() {
    let mut office = Office::separated();
    office.open(CLERK, &READING);
    office.open(LEADER, &[Role::Secretary]);
    office.does(CHAIR, Withdraw { person: LEADER });
    let general = Compartment::General;
    let turn = office.turning(general, &[FOUNDER, CLERK]);
    assert_eq!(office.refuses(CHAIR, turn.clone()), Rejection::NotAHolder { compartment: general });
    assert_eq!(office.refuses(CLERK, turn.clone()), Rejection::NotYours { right: Right::TurnKeys });
    for other in [LEADER, HEAD, NOBODY] {
        let to_other = office.turning(general, &[FOUNDER, other]);
        assert_eq!(office.refuses(FOUNDER, to_other), Rejection::RoleForbids { compartment: general });
    }
    office.does(FOUNDER, turn);
    let newest = office.accounts().newest(general).unwrap();
    assert_eq!((newest.label.number, newest.opened_at), (2, office.at));
    let (first, second) = (key_id(general, 1), key_id(general, 2));
    let clerk = office.account(CLERK);
    assert!(clerk.grants.contains_key(&first) && clerk.grants.contains_key(&second), "the old one too");
    assert!(office.account(LEADER).knew(&first) && !office.account(LEADER).knew(&second));
    assert_eq!(office.accounts().newest(Compartment::Clue).unwrap().label.number, 1);
}
