//! Laws of accounts: whatever is written in whatever order, and whatever the rules accept.

use crate::build::*;
use crate::office::*;
use crate::signers::*;
use domain::accounts::AccountCommand::{self, *};
use domain::event::DirectoryEvent;
use domain::id::PersonId;
use domain::permission::{Compartment, Role};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [PersonId; 4] = [FOUNDER, CHAIR, CLERK, LEADER];

fn people() -> impl Strategy<Value = PersonId> {
    prop::sample::select(PEOPLE.to_vec())
}

fn some_roles() -> impl Strategy<Value = Vec<Role>> {
    prop::sample::subsequence(Role::ALL.to_vec(), 0..4)
}

/// Whatever a program may have written.
fn acts() -> impl Strategy<Value = DirectoryEvent> {
    let compartment = || prop::sample::select(Compartment::ALL.to_vec());
    let some_people = prop::sample::subsequence(PEOPLE.to_vec(), 0..4);
    prop_oneof![
        (people(), 0..3u32).prop_map(|(person, earlier)| DirectoryEvent::PersonKeyed(
            person_keyed(person, keyed(person, earlier)),
            None
        )),
        (people(), some_roles()).prop_map(|(person, given)| roles(person, &given)),
        (compartment(), 1..4u32, some_people).prop_map(|(compartment, number, people)| {
            DirectoryEvent::EpochOpened(epoch_opened(compartment, number, &people), None)
        }),
        (people(), compartment(), 1..4u32).prop_map(|(person, compartment, number)| {
            DirectoryEvent::Granted(granted(person, key_id(compartment, number), compartment, number), None)
        }),
        people().prop_map(withdrawn),
    ]
}

fn commands() -> impl Strategy<Value = (PersonId, AccountCommand)> {
    let compartment = || prop::sample::select(Compartment::ALL.to_vec());
    let command = prop_oneof![
        3 => (people(), some_roles()).prop_map(|(person, roles)| {
            let staff_no = format!("{:x}", person.0.as_u128());
            Open { person, staff_no, roles, keyed: keyed(person, 0), office: Vec::new() }
        }),
        1 => people().prop_map(|person| {
            KeyAnew { person, keyed: keyed(person, 0), office: Vec::new() }
        }),
        1 => Just(ChangePassword { slot: "another".into() }),
        4 => (people(), some_roles()).prop_map(|(person, roles)| GiveRoles { person, roles }),
        4 => (people(), compartment())
            .prop_map(|(person, compartment)| Admit { person, compartment, boxes: Vec::new() }),
        1 => people().prop_map(|person| Withdraw { person }),
        1 => compartment().prop_map(|compartment| {
            TurnKey { compartment, key_id: String::new(), boxes: Vec::new(), recovery: String::new() }
        }),
        2 => any::<bool>().prop_map(|waived| WaiveSeparation { waived }),
    ];
    (people(), command)
}

/// The command with the keys and boxes that a desk would make for it.
fn made(house: &mut Office, command: AccountCommand) -> AccountCommand {
    match command {
        Open { person, staff_no, roles, .. } => {
            let (keyed, office) = (house.new_keys(person), house.boxes(Compartment::Office));
            Open { person, staff_no, roles, keyed, office }
        }
        KeyAnew { person, .. } => {
            let (keyed, office) = (house.new_keys(person), house.boxes(Compartment::Office));
            KeyAnew { person, keyed, office }
        }
        Admit { person, compartment, .. } => house.admission(person, compartment),
        TurnKey { compartment, .. } => {
            let people: Vec<_> = house.accounts().holders(compartment).map(|one| one.person).collect();
            house.turning(compartment, &people)
        }
        ChangePassword { .. } | GiveRoles { .. } | Withdraw { .. } | WaiveSeparation { .. } => command,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_history_leaves_a_key_with_somebody_who_left_or_whose_roles_do_not_ask_for_it(
        history in prop::collection::vec((acts(), -3..60i64), 1..60),
    ) {
        let mut office = Office::founded();
        // What was boxed to the key pair that each has now.
        let mut boxed: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
        let founders = Compartment::ALL.map(|compartment| key_id(compartment, 1));
        boxed.insert(FOUNDER, founders.into());
        for (event, minutes) in history {
            office.at = office.at.plus_minutes(minutes);
            match &event {
                DirectoryEvent::PersonKeyed(facts, _) => {
                    let known = office.accounts().people.get(&facts.person);
                    let same = known.is_some_and(|one| one.sign_public == facts.sign_public);
                    if !same || known.is_some_and(|one| one.withdrawn.is_some()) {
                        boxed.remove(&facts.person);
                    }
                }
                DirectoryEvent::EpochOpened(facts, _) => {
                    for one in &facts.opening.as_ref().unwrap().boxes {
                        boxed.entry(one.person).or_default().insert(facts.key_id.clone());
                    }
                }
                DirectoryEvent::Granted(facts, _) => {
                    boxed.entry(facts.person).or_default().insert(facts.key_id.clone());
                }
                DirectoryEvent::HouseFounded(..)
                | DirectoryEvent::RoleGranted(..)
                | DirectoryEvent::PersonWithdrawn(..)
                | DirectoryEvent::SeparationWaived(..)
                | DirectoryEvent::UnitsChanged(..)
                | DirectoryEvent::PeopleChanged(..)
                | DirectoryEvent::CategoriesChanged(..)
                | DirectoryEvent::PlacesChanged(..)
                | DirectoryEvent::CalendarChanged(..)
                | DirectoryEvent::PoliciesChanged(..)
                | DirectoryEvent::WordsChanged(..)
                | DirectoryEvent::RotaChanged(..)
                | DirectoryEvent::HubJoined(..) => {}
            }
            office.apply(CHAIR, &event);
            for account in office.accounts().people.values() {
                let needs = account.needs();
                let held = boxed.get(&account.person).cloned().unwrap_or_default();
                for (key_id, (label, _)) in &account.grants {
                    prop_assert!(needs.contains(&label.compartment) && held.contains(key_id), "{:?}", account);
                }
                for compartment in Compartment::ALL {
                    let open = account.held.iter().filter(|one| one.until.is_none());
                    let keys: Vec<_> = open
                        .filter(|one| one.compartment == compartment)
                        .map(|one| &one.sign_public)
                        .collect();
                    let now = account.holds(compartment).then_some(&account.sign_public);
                    prop_assert_eq!(keys, now.into_iter().collect::<Vec<_>>(), "{:?}", account);
                }
                if account.withdrawn.is_some() {
                    prop_assert!(account.grants.is_empty() && account.slot.is_empty(), "{:?}", account);
                    prop_assert!(Compartment::ALL.iter().all(|one| !account.holds(*one)));
                }
            }
        }
    }

    #[test]
    fn whatever_the_rules_accept_the_actor_can_sign_and_the_house_stays_governed(
        history in prop::collection::vec(commands(), 1..60),
    ) {
        let mut office = Office::founded();
        for (actor, command) in history {
            office.at = office.at.plus_minutes(1);
            let command = made(&mut office, command);
            let anew = matches!(command, KeyAnew { .. });
            let before = Compartment::ALL.map(|one| office.accounts().holders(one).count());
            let Ok(events) = office.tries(actor, command) else { continue };
            for event in events {
                let key = office.accounts().people.get(&actor).map(|one| one.sign_public.clone()).unwrap();
                prop_assert!(of(&office, actor, event.clone()).contains(&key), "{:?} {:?}", actor, event);
                office.apply(actor, &event);
            }
            let here: Vec<_> =
                office.accounts().people.values().filter(|one| one.withdrawn.is_none()).collect();
            let administers = |roles: &[Role]| roles.contains(&Role::Administrator);
            prop_assert!(here.iter().any(|one| administers(one.roles())));
            for (compartment, held) in Compartment::ALL.into_iter().zip(before) {
                let lost = held > 0 && office.accounts().holders(compartment).count() == 0;
                prop_assert!(!lost || anew, "nobody holds {:?} any more", compartment);
            }
            for one in here.iter().filter(|_| !office.accounts().waived) {
                let apart = one.roles().iter().any(|role| role.stands_apart());
                prop_assert!(!apart || one.roles().len() == 1, "{:?}", one.roles());
            }
        }
    }
}
