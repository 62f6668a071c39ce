//! A house that was founded: people with keys and roles, and acts that they sign.

use crate::house::*;
use data_encoding::BASE64;
use domain::directory::*;
use domain::erasure::*;
use domain::event::{DirectoryEvent, ErasureEvent, SeatEvent};
use domain::id::{CaseId, PersonId};
use domain::permission::{Compartment as Part, Role};
use domain::seat::{CheckpointWhy, Checkpointed, Look, LookKind, Looked};
use domain::{Event, Stamp, State};
use std::sync::Arc;
use store::{Write, erasures_stream, trail_stream};
use uuid::Uuid;
use vault::{
    Act, Checkpoint, Compartment, Epoch, Head, Keys, Person, Personal, Sheet, Signing, StationKey,
    facts_text, seal, seal_act,
};

pub const ADMIN: usize = 0;
pub const SECRETARY: usize = 1;
pub const SUPERVISOR: usize = 2;
pub const OFFICER: usize = 3;
pub const OTHER_OFFICER: usize = 4;
pub const RECORDER: usize = 5;

pub struct Town {
    pub house: House,
    pub desk: Desk,
    pub people: Vec<Person>,
    pub sheet: Sheet,
    /// Of the clue officers: their compartment and the office.
    pub clue_keys: Arc<Keys>,
}

impl Town {
    pub fn founded() -> Town {
        Town::on(House::new())
    }

    /// Six people, the first two of them the founders; three compartments, each boxed to those who hold it.
    pub fn on(house: House) -> Town {
        let desk = house.found().unwrap();
        let people = (0..6).map(|at| Person::new(id(400 + at)).unwrap()).collect();
        let clue = Epoch::new(Compartment::Clue, 1).unwrap();
        let clue_id = base64(&clue.id());
        let office = house.keys.current(Compartment::Office).unwrap();
        let office = Epoch::from_bytes(Compartment::Office, 1, *office.expose());
        let clue_keys = Arc::new(Keys::new(house.identity.house, [office, clue]));
        let mut town = Town { house, desk, people, sheet: Sheet::new().unwrap(), clue_keys };
        let publics: Vec<_> = town.people.iter().map(|it| it.publics().to_text()).collect();
        let founders =
            [ADMIN, SECRETARY].iter().flat_map(|who| [publics[*who].0.clone(), publics[*who].1.clone()]);
        let station = StationKnown {
            station: town.house.identity.station,
            ordinal: 1,
            sign_public: base64(&StationKey::from_bytes(&SECRET).public()),
        };
        let sheets = vec![base64(&town.sheet.publics().sign_pub)];
        let mut events = vec![DirectoryEvent::HouseFounded(
            HouseFounded {
                kind: HouseKind::Real,
                founders: founders.collect(),
                sheets,
                station: Some(station),
            },
            None,
        )];
        let roles = [
            Role::Administrator,
            Role::Secretary,
            Role::SupervisionOfficer,
            Role::ClueOfficer,
            Role::ClueOfficer,
            Role::Recorder,
        ];
        for (who, role) in roles.into_iter().enumerate() {
            events.push(town.keyed(who));
            events.push(DirectoryEvent::RoleGranted(
                RoleGranted { person: town.id(who), roles: vec![role] },
                None,
            ));
        }
        let all = [ADMIN, SECRETARY, SUPERVISOR, OFFICER, OTHER_OFFICER, RECORDER];
        // The recorder has his role and hasn't been admitted yet.
        let readers = [SECRETARY, SUPERVISOR];
        let key_of = |part| base64(&town.house.keys.current(part).unwrap().id());
        events.push(town.opened(Part::Office, key_of(Compartment::Office), &all));
        events.push(town.opened(Part::General, key_of(Compartment::General), &readers));
        events.push(town.opened(Part::Clue, clue_id, &[OFFICER, OTHER_OFFICER]));
        let stream = town.house.identity.house;
        let events: Vec<Event> = events.into_iter().map(Event::Directory).collect();
        town.commit(ADMIN, Some(ADMIN), stream, &events);
        town
    }

    pub fn id(&self, who: usize) -> PersonId {
        PersonId(self.people[who].id())
    }

    pub fn keyed(&self, who: usize) -> DirectoryEvent {
        let (box_public, sign_public) = self.people[who].publics().to_text();
        let (person, staff_no) = (self.id(who), Some(format!("{}", 1000 + who)));
        let slot = Some("{}".into());
        let facts = PersonKeyed { person, box_public, sign_public, staff_no, slot, by_sheet: false };
        DirectoryEvent::PersonKeyed(facts, None)
    }

    fn opened(&self, compartment: Part, key_id: String, to: &[usize]) -> DirectoryEvent {
        let boxes = to.iter().map(|who| EpochBox { person: self.id(*who), sealed: "box".into() }).collect();
        let opening = Some(EpochOpening { compartment, number: 1, boxes, recovery: String::new() });
        DirectoryEvent::EpochOpened(EpochOpened { key_id, opening }, None)
    }

    /// A grant of the general key that somebody made for somebody.
    pub fn granted(&self, to: usize) -> DirectoryEvent {
        let key_id = base64(&self.house.keys.current(Compartment::General).unwrap().id());
        let label = Some(EpochLabel { compartment: Part::General, number: 1 });
        let facts = Granted { person: self.id(to), key_id, sealed: "box".into(), label, by_sheet: false };
        DirectoryEvent::Granted(facts, None)
    }

    /// An act that its author has signed. Answers its seq.
    pub fn act(&mut self, who: usize, stream: Uuid, event: impl Into<One>) -> u64 {
        self.commit(who, Some(who), stream, &[event.into().0])
    }

    /// An act in the name of one, with the signature of another, or with none.
    pub fn forge(&mut self, name: usize, signer: Option<usize>, stream: Uuid, event: impl Into<One>) -> u64 {
        self.commit(name, signer, stream, &[event.into().0])
    }

    /// An act on the directory's own stream.
    pub fn govern(&mut self, who: usize, event: DirectoryEvent) -> u64 {
        self.act(who, self.house.identity.house, event)
    }

    fn commit(&mut self, name: usize, signer: Option<usize>, stream: Uuid, events: &[Event]) -> u64 {
        let signer = signer.map(|who| &self.people[who] as &dyn Signing);
        let write = self.sealed(self.id(name), signer, stream, events);
        self.desk.store.commit(&[write], &[]).unwrap().seq
    }

    /// Sealed for the office or for the clue officers, at the stream's next versions.
    pub fn sealed(
        &self,
        by: PersonId,
        signer: Option<&dyn Signing>,
        stream: Uuid,
        events: &[Event],
    ) -> Write {
        self.sealed_on(&self.house, by, signer, stream, events)
    }

    /// The same for another station of the house.
    pub fn sealed_on(
        &self,
        on: &House,
        by: PersonId,
        signer: Option<&dyn Signing>,
        stream: Uuid,
        events: &[Event],
    ) -> Write {
        let reader = on.reader();
        let standing = reader.envelopes(stream).unwrap().len() as u64;
        let after = NOW + i64::try_from(reader.journal_length().unwrap()).unwrap() * 1000;
        let (mut envelopes, mut keys) = (Vec::new(), Vec::new());
        for (at, event) in events.iter().enumerate() {
            let compartment = compartment(event);
            let held = if compartment == Compartment::Clue { &self.clue_keys } else { &self.house.keys };
            let parts = event.parts(by).unwrap();
            let text = parts.personal.map(|text| serde_json::to_vec(&text).unwrap());
            let key = text.as_ref().map(|_| held.stream_key_new(stream, compartment).unwrap());
            keys.extend(key.map(|key| (stream, key)));
            let personal = text.as_ref().zip(key.as_ref()).map(|(text, key)| Personal { key, text });
            let head = Head {
                event_id: Uuid::now_v7(),
                stream,
                version: standing + 1 + at as u64,
                station: on.identity.station,
                at: after + i64::try_from(at).unwrap(),
            };
            let act = Act { kind: parts.kind, v: parts.v.into(), data: &parts.data };
            envelopes.push(match signer {
                Some(signer) => seal_act(held, signer, compartment, &head, &act, personal).unwrap(),
                None => seal(held, compartment, &head, &facts_text(&act).unwrap(), personal).unwrap(),
            });
        }
        Write { envelopes, keys, stream, before: State::Nothing, after: State::Nothing }
    }

    /// 依法删除 as it should be: proposed by one, confirmed by another, carried out.
    pub fn erase(&mut self, stream: Uuid) {
        self.confirm_erasure(stream);
        assert!(self.desk.store.erase(stream).unwrap().wiped);
    }

    pub fn confirm_erasure(&mut self, stream: Uuid) {
        let (erasure, all) = (Uuid::new_v4(), erasures_stream(self.house.identity.house));
        self.act(SECRETARY, all, proposed(erasure, stream));
        self.act(SUPERVISOR, all, ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure }, None));
    }

    /// What the station looks back on and signs.
    pub fn checkpoint(&mut self) -> u64 {
        let (seq, link) = self.desk.store.head();
        let facts = self.checkpointed(seq, link);
        self.note(self.house.identity.station, SeatEvent::Checkpointed(facts, None))
    }

    pub fn checkpointed(&self, seq: u64, link: [u8; 32]) -> Checkpointed {
        let store::Identity { house, station, .. } = self.house.identity;
        let point = Checkpoint { house, station, seq, link, hub: None, at: NOW };
        let signature = base64(&point.sign(&StationKey::from_bytes(&SECRET)));
        let link = data_encoding::HEXLOWER.encode(&link);
        Checkpointed { station, seq, link, at: Stamp(NOW), signature, why: CheckpointWhy::Rows, hub: None }
    }

    /// An event of the program: nobody signs it.
    pub fn note(&mut self, stream: Uuid, event: SeatEvent) -> u64 {
        self.forge(RECORDER, None, stream, event)
    }

    /// Looks of the first of December, in one batch.
    pub fn look(&mut self, looks: Vec<Look>) -> u64 {
        let stream = trail_stream(self.house.identity.station, day(1));
        self.note(stream, looked(looks))
    }
}

pub fn looked(looks: Vec<Look>) -> SeatEvent {
    SeatEvent::Looked(Looked { looks }, None)
}

/// A look `minutes` after nine.
pub fn look(minutes: i64, person: PersonId, what: LookKind) -> Look {
    let at = Stamp(NOW + minutes * 60_000);
    Look { at, person, what, case: None, number: None, session: None, reason: None, count: None }
}

pub fn proposed(erasure: Uuid, stream: Uuid) -> ErasureEvent {
    let (case, reason) = (CaseId(stream), ErasureReason::ConsentWithdrawn);
    ErasureEvent::ErasureProposed(
        ErasureProposed { erasure, case, number: None, streams: vec![stream], reason },
        None,
    )
}

pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}
