//! 组网: the first workstation of a hub, the admission of others, and what one that joined has still to say.

use super::HubLink;
use crate::chance::Chance;
use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::{Failure, Needs};
use crate::sharing::{Act, Born, failed};
use crate::signed::text;
use domain::directory::{HouseKind, HubJoined, StationKnown};
use domain::event::{DirectoryEvent, Event};
use domain::permission::Right;
use hub::Error;
use std::sync::Arc;
use uuid::Uuid;
use vault::{Bundle, JoinCode, RecoveryBox, StationKey};
use zeroize::Zeroizing;

/// What lets one more workstation in: for paper, and for the owner of the hub's database.
pub struct Admission {
    /// For paper, and for nobody but who sets the workstation up.
    pub code_text: Zeroizing<String>,
    pub role: String,
    /// Of that role, until the workstation changes it.
    pub password: Zeroizing<String>,
    pub id: Uuid,
    /// Sealed under the code.
    pub bundle: Vec<u8>,
    /// Its id; new.
    pub station: Uuid,
}

impl Desk {
    /// This workstation is the first of its hub: what is on record here is offered, and what will be. Twice changes
    /// nothing but the way to the hub.
    ///
    /// # Errors
    /// `Denied` for who may not, and in a rehearsal.
    pub fn found_hub(&self, link: HubLink) -> Result<(), Failure> {
        self.may_join_a_network()?;
        let link = HubLink { joining: None, ..link };
        let hub = link.hub()?;
        if self.write()?.hub_cursor()?.is_none() {
            // Before anything is offered, so that it goes with the rest.
            self.say_joined()?;
        }
        link.keep(&mut *self.write()?)?;
        self.share_over(Arc::new(hub))
    }

    /// The hub stands at another place. Who calls has seen that it is this house's, and takes this workstation's login.
    ///
    /// # Errors
    /// `Denied` for who may not, and in a rehearsal.
    pub fn move_hub(&self, link: HubLink) -> Result<(), Failure> {
        self.may_join_a_network()?;
        let hub = link.hub()?;
        link.keep(&mut *self.write()?)?;
        self.share_over(Arc::new(hub))
    }

    /// A join code for one workstation more, and what belongs behind it at the hub.
    ///
    /// # Errors
    /// `Denied` for who may not, and in a rehearsal; of the files.
    pub fn admission(
        &self,
        hosts: Vec<(String, u16)>,
        certificate: [u8; 16],
        ordinal: u8,
    ) -> Result<Admission, Failure> {
        self.may_join_a_network()?;
        let code = JoinCode::new(hosts, certificate, &self.house_fingerprint(), ordinal)?;
        let book = self.book()?;
        let station = Chance::system().stream();
        let bundle = Bundle {
            house: self.identity.house,
            station,
            ordinal,
            evaluation: book.evaluation(),
            people: book.people().to_vec(),
            recovery: RecoveryBox::read(&self.folder)?,
        };
        let bundle = Zeroizing::new(serde_json::to_vec(&bundle).map_err(Failure::fault)?);
        Ok(Admission {
            code_text: code.text(),
            role: code.role(),
            password: code.password(),
            id: code.id(),
            bundle: code.seal(&bundle)?,
            station,
        })
    }

    fn may_join_a_network(&self) -> Result<(), Failure> {
        self.may(Right::ManageAccounts)?;
        match self.kind() {
            HouseKind::Real | HouseKind::Evaluation => Ok(()),
            HouseKind::Rehearsal => Err(Failure::Denied { needs: Needs::NoRehearsal }),
        }
    }

    /// A join that was cut off: the role gets the password that is kept here, and the code is used up. Before that no
    /// login with it succeeds; afterwards none with the old one.
    pub(crate) fn settle_password(&self) -> Result<(), Failure> {
        let link = HubLink::of(&*self.write()?)?;
        let Some((link, code)) = link.and_then(|link| Some((link.clone(), link.joining?))) else {
            return Ok(());
        };
        let by_code = HubLink { password: code, ..link.clone() };
        match by_code.hub()?.set_password(&link.password) {
            // Changed before, or just now.
            Ok(()) | Err(Error::Denied) => link.hub()?.joined().map_err(failed),
            Err(error) => Err(failed(error)),
        }
    }

    /// The house knows this workstation; joining is over.
    pub(crate) fn settle_joining(&self) -> Result<(), Failure> {
        let link = HubLink::of(&*self.write()?)?.filter(|link| link.joining.is_some());
        let Some(link) = link else { return Ok(()) };
        let directory = self.directory();
        if directory.accounts.stations.iter().all(|known| known.station != self.identity.station) {
            self.say_joined()?;
        }
        HubLink { joining: None, ..link }.keep(&mut *self.write()?)
    }

    fn say_joined(&self) -> Result<(), Failure> {
        let house = self.directory_stream();
        self.commit_at_home(house, Born::AtHub, |store| {
            let key = StationKey::from_bytes(&*store.station_secret()?);
            let station = StationKnown {
                station: self.identity.station,
                ordinal: self.identity.ordinal,
                sign_public: text(&key.public()),
            };
            let event = Event::Directory(DirectoryEvent::HubJoined(HubJoined { station }, None));
            let before = self.standing(store, house)?;
            let write = self.sealed(store, house, before, &[event], self.my_hand())?;
            Ok(Act { write, drafts: Vec::new(), answer: () })
        })?;
        self.read_directory()?;
        self.announce(&[Topic::Directory]);
        Ok(())
    }
}
