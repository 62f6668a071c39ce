//! A house in a temporary folder, and events built by hand.

use chrono::{NaiveDate, NaiveTime};
use domain::call::facts::*;
use domain::call::text::CallerText;
use domain::call::{Call, Disposition, Line, Outcome};
use domain::case::text::{CaseText, ImportText};
use domain::case::*;
use domain::event::{
    CallEvent, CaseEvent, ClueEvent, DirectoryEvent, ErasureEvent, MeetingEvent, NoText, SeatEvent,
    SessionEvent,
};
use domain::id::*;
use domain::number::CaseNumber;
use domain::session::event::*;
use domain::triage::event::MeetingConvened;
use domain::{Event, Made, Stamp, State};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Committed, Error, Identity, Keeper, Opened, Reader, Store, StreamKeyFor, Write};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{Act, Compartment, Epoch, FileKey, Head, Keybook, Keys, Personal, facts_text, seal};

/// 2026-12-01 09:00 in Shanghai.
pub const NOW: i64 = 1_796_086_800_000;
pub const WHO: PersonId = PersonId(Uuid::from_u128(0x4444));
pub const SECRET: [u8; 32] = [7; 32];

pub struct House {
    _folder: TempDir,
    pub path: PathBuf,
    pub identity: Identity,
    pub record_key: FileKey,
    pub cases_key: FileKey,
    pub keys: Arc<Keys>,
}

impl House {
    pub fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_path_buf();
        House::at(folder, path)
    }

    pub fn at(folder: TempDir, path: PathBuf) -> House {
        let identity = Identity { house: Uuid::new_v4(), station: Uuid::new_v4(), ordinal: 1 };
        let epochs = [Compartment::Office, Compartment::General].map(|it| Epoch::new(it, 1).unwrap());
        let keys = Arc::new(Keys::new(identity.house, epochs));
        let (record_key, cases_key) = (FileKey::new().unwrap(), FileKey::new().unwrap());
        House { _folder: folder, path, identity, record_key, cases_key, keys }
    }

    /// A house whose epochs are of known bytes and whose file keys lie in its key book, so that another
    /// process can open it.
    pub fn known() -> House {
        let mut house = House::new();
        house.identity = Identity { house: id(1), station: id(2), ordinal: 1 };
        house.keys = known_keys();
        let (record, cases) = (&house.record_key, Some(&house.cases_key));
        Keybook::new(id(2), true, &house.keys, record, cases).unwrap().save(&house.path).unwrap();
        house
    }

    pub fn known_at(path: &Path) -> House {
        let mut house = House::at(tempfile::tempdir().unwrap(), path.to_path_buf());
        let book = Keybook::read(path).unwrap().book;
        house.keys = known_keys();
        house.record_key = book.record_key(&house.keys).unwrap();
        house.cases_key = book.cases_key(&house.keys).unwrap().unwrap();
        house
    }

    pub fn founded() -> (House, Desk) {
        let house = House::new();
        let desk = house.found().unwrap();
        (house, desk)
    }

    pub fn found(&self) -> Result<Desk, Error> {
        let (record, cases) = (&self.record_key, &self.cases_key);
        let store = Store::create(&self.path, &self.identity, &SECRET, record, cases, self.keys.clone())?;
        Ok(Desk { store, keys: self.keys.clone() })
    }

    pub fn try_open(&self) -> Result<(Store, Opened), Error> {
        Store::open(&self.path, &self.record_key, &self.cases_key, self.keys.clone())
    }

    pub fn open(&self) -> (Desk, Opened) {
        let (store, opened) = self.try_open().unwrap();
        (Desk { store, keys: self.keys.clone() }, opened)
    }

    pub fn reader(&self) -> Reader {
        Reader::open(&self.path, &self.record_key, &self.cases_key, self.keys.clone()).unwrap()
    }

    pub fn keeper(&self) -> Keeper {
        Keeper::open(&self.path, &self.record_key, &self.cases_key).unwrap()
    }

    pub fn verify(&self) -> store::VerifyReport {
        self.reader().verify(&mut |_, _| {}).unwrap()
    }

    /// What somebody holds who was admitted to these alone.
    pub fn keys_of(&self, compartments: &[Compartment]) -> Arc<Keys> {
        let epochs = compartments.iter().flat_map(|it| self.keys.epochs(*it));
        let copies = epochs.map(|it| Epoch::from_bytes(it.compartment(), it.number(), *it.expose()));
        Arc::new(Keys::new(self.identity.house, copies))
    }

    /// The store as whoever holds only the office opens it: the administrator, the auditor.
    pub fn office(&self) -> Store {
        let keys = self.keys_of(&[Compartment::Office]);
        Store::open(&self.path, &self.record_key, None, keys).unwrap().0
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub fn set_aside(&self) -> Vec<String> {
        let mut names: Vec<_> = names(&self.path).into_iter().filter(|it| it.contains("set-aside")).collect();
        names.sort();
        names
    }
}

fn known_keys() -> Arc<Keys> {
    let epochs = [(Compartment::Office, 1), (Compartment::General, 2)];
    Arc::new(Keys::new(
        id(1),
        epochs.map(|(compartment, byte)| Epoch::from_bytes(compartment, 1, [byte; 32])),
    ))
}

pub fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}

/// What the desk does with a store: fold, seal, commit.
pub struct Desk {
    pub store: Store,
    pub keys: Arc<Keys>,
}

impl Desk {
    pub fn act(&mut self, stream: Uuid, event: impl Into<One>) -> Committed {
        self.try_act(stream, event).unwrap()
    }

    pub fn try_act(&mut self, stream: Uuid, event: impl Into<One>) -> Result<Committed, Error> {
        let write = self.sealed(stream, &[event.into().0])?;
        self.store.commit(&[write], &[])
    }

    /// A write that could be committed, at the stream's next versions.
    pub fn sealed(&self, stream: Uuid, events: &[Event]) -> Result<Write, Error> {
        let before = self.store.state(stream)?;
        let version = self.store.events(stream)?.len() as u64;
        let standing = self.store.stream_key(stream, compartment(&events[0]))?;
        Ok(self.sealed_from(stream, before, version, standing, events))
    }

    /// The same without asking the store.
    pub fn sealed_from(
        &self,
        stream: Uuid,
        before: State,
        mut version: u64,
        standing: StreamKeyFor,
        events: &[Event],
    ) -> Write {
        let (mut envelopes, mut keys, mut after) = (Vec::new(), Vec::new(), before.clone());
        let mut key = match standing {
            StreamKeyFor::Standing(key) => Some(key),
            StreamKeyFor::Nothing | StreamKeyFor::Erased => None,
        };
        for event in events {
            version += 1;
            let at = NOW + i64::try_from(version).unwrap() * 1000;
            let parts = event.parts(WHO).unwrap();
            let facts = facts_text(&Act { kind: parts.kind, v: parts.v.into(), data: &parts.data }).unwrap();
            let text = parts.personal.map(|text| serde_json::to_vec(&text).unwrap());
            let (event_id, station) = (Uuid::now_v7(), Uuid::from_u128(2));
            let head = Head { event_id, stream, version, station, at };
            let compartment = compartment(event);
            if text.is_some() && key.is_none() {
                let new = self.keys.stream_key_new(stream, compartment).unwrap();
                keys.push((stream, new));
                key = Some(new);
            }
            let personal = text.as_ref().zip(key.as_ref()).map(|(text, key)| Personal { key, text });
            envelopes.push(seal(&self.keys, compartment, &head, &facts, personal).unwrap());
            let at = Stamp(at);
            after = after.apply(stream, Made { at, by: WHO, version, erased: false, event });
        }
        Write { envelopes, keys, stream, before, after }
    }
}

pub fn compartment(event: &Event) -> Compartment {
    match event {
        Event::Directory(_) | Event::Seat(_) | Event::Erasure(_) => Compartment::Office,
        Event::Clue(_) => Compartment::Clue,
        Event::Session(_)
        | Event::Call(_)
        | Event::Case(_)
        | Event::Follow(_)
        | Event::Meeting(_)
        | Event::Stream(_) => Compartment::General,
    }
}

/// An event of any stream.
pub struct One(pub Event);

impl From<CallEvent> for One {
    fn from(event: CallEvent) -> One {
        One(Event::Call(event))
    }
}
impl From<CaseEvent> for One {
    fn from(event: CaseEvent) -> One {
        One(Event::Case(event))
    }
}
impl From<SessionEvent> for One {
    fn from(event: SessionEvent) -> One {
        One(Event::Session(event))
    }
}
impl From<MeetingEvent> for One {
    fn from(event: MeetingEvent) -> One {
        One(Event::Meeting(event))
    }
}
impl From<DirectoryEvent> for One {
    fn from(event: DirectoryEvent) -> One {
        One(Event::Directory(event))
    }
}
impl From<SeatEvent> for One {
    fn from(event: SeatEvent) -> One {
        One(Event::Seat(event))
    }
}
impl From<ErasureEvent> for One {
    fn from(event: ErasureEvent) -> One {
        One(Event::Erasure(event))
    }
}
impl From<ClueEvent> for One {
    fn from(event: ClueEvent) -> One {
        One(Event::Clue(event))
    }
}

pub fn id(number: u64) -> Uuid {
    Uuid::from_u128(0x7000_0000_0000_4000_8000_0000_0000_0000 + u128::from(number))
}

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

pub fn planned(on: u32) -> SessionEvent {
    let plan = Plan {
        number: on,
        day: day(on),
        starts: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        minutes: 90,
        seats: Vec::new(),
        units: Vec::new(),
        chair: WHO,
        secretary: WHO,
        host: None,
        city_number: None,
        hall: Vec::new(),
    };
    SessionEvent::SessionPlanned(SessionPlanned { plan }, None)
}

pub fn rang(session: u64, number: &str) -> CallEvent {
    let facts = CallRang { session: SessionId(id(session)), line: Line::ByHand };
    CallEvent::CallRang(facts, Some(CallerText { number: Some(number.into()) }))
}

pub fn answered(seat: u8) -> CallEvent {
    CallEvent::CallAnswered(CallAnswered { seat, leader: WHO, recorder: WHO }, None)
}

pub fn logged(outcome: Outcome) -> CallEvent {
    CallEvent::CallLogged(CallLogged { outcome, cases: Vec::new(), read_back: true }, None)
}

pub fn disposed(disposition: Disposition) -> CallEvent {
    logged(Outcome::Disposed(disposition))
}

pub fn recorded(session: u64, call: u64, count: u16, text: MatterText) -> CaseEvent {
    let facts = CaseRecorded {
        session: SessionId(id(session)),
        call: CallId(id(call)),
        seat: 1,
        leader: WHO,
        number: CaseNumber { day: day(1), ordinal: 1, count },
        matter: Matter { category: Some(CategoryId(id(900))), ..Matter::default() },
        promised: Promised::Made { by: WHO, due: Some(Stamp(NOW)) },
        read_back: true,
        answered_at: None,
    };
    CaseEvent::CaseRecorded(facts, Some(CaseText { matter: text, promise: Some("本周内答复".into()) }))
}

pub fn text(title: &str, caller: &str, number: &str) -> MatterText {
    MatterText {
        title: title.into(),
        caller: caller.into(),
        number: number.into(),
        place: "桥华小区".into(),
        ..MatterText::default()
    }
}

pub fn handed_over() -> CaseEvent {
    CaseEvent::HandedOver(HandedOver { triage: true }, None)
}

pub fn assigned(unit: u64, due: i64) -> CaseEvent {
    assigned_with(unit, &[], due)
}

pub fn assigned_with(unit: u64, assisting: &[u64], due: i64) -> CaseEvent {
    let facts = CaseAssigned {
        lead: UnitId(id(unit)),
        assisting: assisting.iter().map(|unit| UnitId(id(*unit))).collect(),
        owner: WHO,
        due: Stamp(due),
        provisional: None,
        working_days: Some(5),
        same_day: false,
        said_by: WHO,
        later_than_promised: false,
        shielded: false,
        clock_out: None,
    };
    CaseEvent::CaseAssigned(facts, None)
}

pub fn merged(master: u64) -> CaseEvent {
    CaseEvent::CaseMerged(CaseMerged { master: CaseId(id(master)) }, None)
}

pub fn voided() -> CaseEvent {
    CaseEvent::CaseVoided(CaseVoided { reason: VoidReason::Test, second: WHO }, None)
}

pub fn imported(external: u64, unit: Option<u64>, recorded_at: i64) -> CaseEvent {
    let facts = CaseImported {
        external: id(external),
        recorded_at: Some(Stamp(recorded_at)),
        closed_at: None,
        category: Some(CategoryId(id(901))),
        unit: unit.map(|unit| UnitId(id(unit))),
    };
    let matter = text(&format!("旧件{external}"), "王先生", "");
    let text = ImportText { external_id: format!("GD{external}"), matter, ..ImportText::default() };
    CaseEvent::CaseImported(facts, Some(text))
}

pub fn convened(session: u64) -> MeetingEvent {
    let facts = MeetingConvened { session: SessionId(id(session)), chair: WHO, secretary: WHO };
    MeetingEvent::MeetingConvened(facts, None::<NoText>)
}

pub fn ids(calls: &[Call]) -> Vec<Uuid> {
    calls.iter().map(|call| call.id.0).collect()
}

pub fn case_ids(cases: &[Case]) -> Vec<Uuid> {
    cases.iter().map(|case| case.id.0).collect()
}
