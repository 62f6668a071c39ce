//! What is asked with a password: accounts, admission, keys. Each act is signed by the person whose password it
//! was, and stands in the directory for every workstation.

use crate::clock::wall_now;
use crate::desk::Desk;
use crate::door::{KeysAct, KeysOrder, KeysReceipt, Signer, Topic};
use crate::failure::{Failure, Needs};
use crate::house::LEAST_PASSWORD;
use crate::recover::to_the_sheet;
use crate::sealing::By;
use crate::sharing::{Act, Born};
use crate::signed::{self, bytes, of_vault, text};
use domain::accounts::{self, Account, AccountCommand, Keyed, Sealed};
use domain::directory::{EpochBox, HouseKind};
use domain::event::{DirectoryEvent, Event};
use domain::id::PersonId;
use domain::permission::{Compartment, Right, Role, may};
use domain::seat::LookKind;
use domain::{Around, Moment, Rejection};
use vault::{Entry, Epoch, Grant, Keybook, Person, Publics, Slot};

/// A person who has just given his password, and what he may.
pub(crate) struct Signatory {
    pub person: Person,
    pub id: PersonId,
    pub roles: Vec<Role>,
    /// What he was admitted to: the administrator gives roles alone, and reads and erases nothing in them.
    pub held: Vec<Compartment>,
}

impl Signatory {
    /// # Errors
    /// `Denied`: none of his roles may, or nobody has admitted him to what it is about.
    pub(crate) fn may(&self, right: Right) -> Result<(), Failure> {
        if !may(&self.roles, right) {
            return Err(Failure::Denied { needs: Needs::Right { right } });
        }
        let compartment = right.compartment();
        if self.held.contains(&compartment) {
            Ok(())
        } else {
            Err(Failure::Denied { needs: Needs::Admission { compartment } })
        }
    }
}

impl Desk {
    /// A signed act.
    ///
    /// # Errors
    /// `Denied` for a wrong password, for a role that may not, and for who was not admitted; `Refused` by the rule.
    pub fn keys(&self, order: KeysOrder) -> Result<KeysReceipt, Failure> {
        let signatory = self.signatory(&order.signer)?;
        signatory.may(order.act.right())?;
        if let Some((session, command)) = order.act.of_session() {
            return self.seal(&signatory, session, command);
        }
        let mut fingerprint = None;
        let command = match order.act {
            KeysAct::OpenAccount { person, staff_no, roles, password } => {
                let made = self.keyed(person, &password)?;
                fingerprint = Some(made.fingerprint);
                let office = self.boxes(&signatory, person, &made.publics, Compartment::Office)?;
                AccountCommand::Open { person, staff_no, roles, keyed: made.keyed, office }
            }
            KeysAct::KeyAnew { person, password } => {
                let made = self.keyed(person, &password)?;
                fingerprint = Some(made.fingerprint);
                let office = self.boxes(&signatory, person, &made.publics, Compartment::Office)?;
                AccountCommand::KeyAnew { person, keyed: made.keyed, office }
            }
            KeysAct::ChangePassword { password } => {
                let slot = self.book()?.slot(&signatory.person, self.fit(&password)?)?;
                AccountCommand::ChangePassword { slot: slot.to_text() }
            }
            KeysAct::GiveRoles { person, roles } => AccountCommand::GiveRoles { person, roles },
            KeysAct::Admit { person, compartment, fingerprint } => {
                let publics = self.publics_of(person)?;
                if publics.fingerprint(person.0) != fingerprint.trim().to_uppercase() {
                    return Err(Failure::Denied { needs: Needs::RightFingerprint });
                }
                let boxes = self.boxes(&signatory, person, &publics, compartment)?;
                AccountCommand::Admit { person, compartment, boxes }
            }
            KeysAct::Withdraw { person } => AccountCommand::Withdraw { person },
            KeysAct::WaiveSeparation { waived } => AccountCommand::WaiveSeparation { waived },
            KeysAct::TurnKey { compartment } => {
                self.turn_key(&signatory, compartment)?;
                return Ok(self.keys_done(None));
            }
            KeysAct::TakeOver { of } => {
                self.take_over(&signatory, of)?;
                return Ok(self.keys_done(None));
            }
            KeysAct::Erasure { command } => {
                self.erasure(&signatory, command)?;
                return Ok(self.keys_done(None));
            }
            KeysAct::Seal { .. }
            | KeysAct::ProposeSeal { .. }
            | KeysAct::ConfirmSeal { .. }
            | KeysAct::ProposeSupplement { .. }
            | KeysAct::ConfirmSupplement { .. } => return Ok(self.keys_done(None)),
        };
        self.decide_account(&signatory, command)?;
        Ok(self.keys_done(fingerprint))
    }

    /// Whose password it is. Counts a wrong one, across restarts; the right one puts the count on the trail.
    pub(crate) fn signatory(&self, signer: &Signer) -> Result<Signatory, Failure> {
        let directory = self.directory();
        let mine = directory.accounts.people.get(&self.me).map(|me| me.staff_no.clone());
        let staff_no = signer.staff_no.clone().filter(|typed| !typed.trim().is_empty()).or(mine);
        let password = if self.kind() == HouseKind::Real { signer.password.as_str() } else { "" };
        let staff_no = staff_no.unwrap_or_default();
        let (admitted, _) = vault::sign_in(&self.folder, staff_no.trim(), password, wall_now().0)?;
        let person = admitted.person;
        let id = PersonId(person.id());
        if admitted.wrong_before > 0 {
            let look = self.look_of(LookKind::Signed).by(id).counting(u32::from(admitted.wrong_before));
            self.look_at_once(look)?;
        }
        let account = directory.accounts.people.get(&id).filter(|account| account.withdrawn.is_none());
        let roles = account.map(|account| account.roles().to_vec()).unwrap_or_default();
        let holds = |compartment: &Compartment| account.is_some_and(|account| account.holds(*compartment));
        let held = Compartment::ALL.into_iter().filter(holds).collect();
        Ok(Signatory { person, id, roles, held })
    }

    /// Decides, signs, commits; the key book follows.
    fn decide_account(&self, signatory: &Signatory, command: AccountCommand) -> Result<(), Failure> {
        let house = self.directory_stream();
        self.commit_at_home(house, Born::AtHub, |store| {
            let directory = self.directory();
            let at = self.clock.now();
            let around = Around::default();
            let (actor, roles) = (signatory.id, &*signatory.roles);
            let moment = Moment { at, actor, roles, directory: &directory, around: &around };
            let events: Vec<Event> =
                accounts::decide(command, &moment)?.into_iter().map(Event::Directory).collect();
            let by = By { person: actor, at };
            let write = signed::write(store, &self.keys, &signatory.person, house, &events, by)?;
            Ok(Act { write, drafts: Vec::new(), answer: () })
        })?;
        self.read_directory()?;
        self.follow_accounts()
    }

    fn keys_done(&self, fingerprint: Option<String>) -> KeysReceipt {
        let topics = vec![Topic::Directory, Topic::Accounts];
        self.announce(&topics);
        KeysReceipt { topics, fingerprint }
    }

    /// A new key pair under a new password.
    fn keyed(&self, person: PersonId, password: &str) -> Result<Made, Failure> {
        let new = Person::new(person.0)?;
        let publics = new.publics();
        let slot = self.book()?.slot(&new, self.fit(password)?)?;
        let (box_public, sign_public) = publics.to_text();
        let keyed = Keyed { box_public, sign_public, slot: slot.to_text() };
        Ok(Made { keyed, publics, fingerprint: publics.fingerprint(person.0) })
    }

    /// A password that can be taken: long enough in a real house, and none at all in one that opens without.
    fn fit<'a>(&self, password: &'a str) -> Result<&'a str, Failure> {
        if self.kind() != HouseKind::Real {
            return Ok("");
        }
        if password.chars().count() < LEAST_PASSWORD as usize {
            return Err(Failure::Denied { needs: Needs::LongerPassword { least: LEAST_PASSWORD } });
        }
        Ok(password)
    }

    /// Every epoch of a compartment that the signatory holds, boxed to a person.
    fn boxes(
        &self,
        signatory: &Signatory,
        person: PersonId,
        publics: &Publics,
        compartment: Compartment,
    ) -> Result<Vec<Sealed>, Failure> {
        let epochs = self.epochs_of(&signatory.person, compartment)?;
        let house = self.identity.house;
        epochs
            .iter()
            .map(|epoch| {
                let grant = Grant::to(house, person.0, publics, epoch)?;
                let (key_id, sealed) = (text(&grant.key_id), text(&grant.sealed));
                Ok(Sealed { key_id, label: signed::label(&grant), sealed })
            })
            .collect()
    }

    /// What a person's own grants open, with his password just given.
    pub(crate) fn epochs_of(&self, person: &Person, compartment: Compartment) -> Result<Vec<Epoch>, Failure> {
        Ok(self.book()?.epochs_of(person, of_vault(compartment))?)
    }

    pub(crate) fn book(&self) -> Result<Keybook, Failure> {
        Ok(Keybook::read(&self.folder)?.book)
    }

    pub(crate) fn publics_of(&self, person: PersonId) -> Result<Publics, Failure> {
        let directory = self.directory();
        let account = directory.accounts.people.get(&person).ok_or(Rejection::NotFound)?;
        publics(account).ok_or_else(|| Rejection::NotFound.into())
    }

    /// The key book says what the accounts say: slots and grants of those who are here, nothing of those who left.
    pub(crate) fn follow_accounts(&self) -> Result<(), Failure> {
        let directory = self.directory();
        Keybook::edit(&self.folder, |book| {
            for account in directory.accounts.people.values() {
                if account.withdrawn.is_some() {
                    book.withdraw(account.person.0);
                } else if let Some(entry) = entry(account).filter(|entry| !book.people().contains(entry)) {
                    book.enter(entry);
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The sheets open what was turned, even if the workstation stopped between the record and their box.
    fn follow_epochs(&self) -> Result<(), Failure> {
        let directory = self.directory();
        let opened = &directory.accounts.epochs;
        // The box was made with the first key of each.
        if opened.iter().all(|epoch| epoch.label.number == 1) {
            return Ok(());
        }
        // A box that is gone or damaged stops nobody at the login.
        let Ok(before) = vault::RecoveryBox::read(&self.folder) else { return Ok(()) };
        let mut after = before.clone();
        for made in self.read(|reader| reader.events(self.identity.house))? {
            let Event::Directory(DirectoryEvent::EpochOpened(facts, _)) = made.event else { continue };
            let stands =
                opened.iter().any(|epoch| epoch.key_id == facts.key_id && epoch.opened_at == made.at);
            if let Some(grant) = to_the_sheet(&facts).filter(|grant| stands && grant.epoch > 1)
                && after.sheet(grant.compartment).is_some()
            {
                after = after.with_epoch(grant)?;
            }
        }
        if after != before {
            after.save(&self.folder)?;
        }
        Ok(())
    }

    /// What was left undone: the key book and the sheets' box behind the accounts, a confirmed erasure that isn't
    /// carried out here.
    pub(crate) fn catch_up_on_keys(&self) -> Result<(), Failure> {
        self.follow_accounts()?;
        self.follow_epochs()?;
        self.apply_erasures()?;
        self.rekey_if_due()
    }
}

struct Made {
    keyed: Keyed,
    publics: Publics,
    fingerprint: String,
}

/// The public halves of an account, as the vault takes them.
pub(crate) fn publics(account: &Account) -> Option<Publics> {
    Publics::from_text(&account.box_public, &account.sign_public).ok()
}

/// An account as the key book keeps it; None for one whose slot is gone.
fn entry(account: &Account) -> Option<Entry> {
    let grants = account.grants.iter().filter_map(|(key_id, (label, sealed))| {
        Some(Grant {
            compartment: of_vault(label.compartment),
            epoch: label.number,
            key_id: bytes(key_id)?.try_into().ok()?,
            sealed: bytes(sealed)?,
        })
    });
    Some(Entry {
        staff_no: account.staff_no.clone(),
        person: account.person.0,
        publics: publics(account)?,
        slot: Slot::from_text(&account.slot).ok()?,
        grants: grants.collect(),
    })
}

impl Desk {
    /// 换钥: a new epoch for those who are to hold it, then new keys for this workstation's files.
    fn turn_key(&self, signatory: &Signatory, compartment: Compartment) -> Result<(), Failure> {
        let directory = self.directory();
        let held = self.epochs_of(&signatory.person, compartment)?;
        let number = held.iter().map(Epoch::number).max().ok_or(Rejection::NotAHolder { compartment })? + 1;
        let people: Vec<_> = directory
            .accounts
            .holders(compartment)
            .filter(|account| account.needs().contains(&compartment))
            .filter_map(|account| Some((account.person.0, publics(account)?)))
            .collect();
        let recovery = vault::RecoveryBox::read(&self.folder)?;
        let sheet = recovery.sheet(of_vault(compartment)).ok_or(Rejection::NotAHolder { compartment })?;
        let epoch = Epoch::new(of_vault(compartment), number)?;
        let opening = vault::EpochOpening::new(self.identity.house, &epoch, &people, &sheet)?;
        let boxes = opening
            .boxes
            .iter()
            .map(|(person, grant)| EpochBox { person: PersonId(*person), sealed: text(&grant.sealed) });
        let command = AccountCommand::TurnKey {
            compartment,
            key_id: text(&opening.key_id),
            boxes: boxes.collect(),
            recovery: text(&opening.recovery.sealed),
        };
        self.decide_account(signatory, command)?;
        recovery.with_epoch(opening.recovery)?.save(&self.folder)?;
        if compartment != Compartment::Clue {
            self.keys.hold(epoch);
            self.rekey_if_due()?;
        }
        Ok(())
    }
}
