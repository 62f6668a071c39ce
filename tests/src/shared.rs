//! Several workstations of one house over a hub in memory: no server, no threads, every round where a test says so.

pub mod faults;
pub mod hub;
pub mod line;
pub mod relay;
pub mod unruly;

use crate::keys::account;
use crate::{LEADERS, Room};
use desk::clock::Clock;
use desk::{Query, SharingView, house};
use domain::call::{CallCommand, Line};
use domain::directory::{HubJoined, StationKnown};
use domain::event::DirectoryEvent;
use domain::id::{CallId, CaseId, PersonId, SessionId};
use domain::permission::Role;
use domain::{Command, Event, Made, Stamp};
use hub::FakeHub;
use line::FakeLine;
use std::cell::OnceCell;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use store::{Identity, Reader, Store, Write};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{Act, Compartment, FileKey, Head, Keybook, StationKey};

/// A workstation: its desk, and its way to the hub.
pub struct Seat {
    room: Room,
    pub line: Arc<FakeLine>,
    pub ordinal: u8,
    reader: OnceCell<Reader>,
}

impl Deref for Seat {
    type Target = Room;

    fn deref(&self) -> &Room {
        &self.room
    }
}

/// A session that is open at so many workstations, each at a seat of its own number, all at rest.
pub fn open(stations: u8) -> (Arc<FakeHub>, Vec<Seat>) {
    assert!(usize::from(stations) <= LEADERS.len(), "a leader each");
    let (hub, first) = founder(Room::open(stations));
    let mut seats = vec![first];
    for ordinal in 2..=stations {
        let beside = join(&seats[0], &hub, ordinal);
        seats.push(beside);
    }
    rest(&hub, &seats);
    (hub, seats)
}

/// The first workstation of a house begins to share.
pub fn founder(room: Room) -> (Arc<FakeHub>, Seat) {
    let hub = FakeHub::of(room.desk.directory_stream(), room.desk.clock.now().0);
    let line = FakeLine::of(&hub, room.desk.station());
    room.desk.share_over(line.clone()).expect("a shared journal");
    assert!(room.desk.share_once(), "the hub is there");
    (hub, Seat { room, line, ordinal: 1, reader: OnceCell::new() })
}

/// Another workstation with the first one's people and everything that the hub has.
pub fn join(first: &Seat, hub: &Arc<FakeHub>, ordinal: u8) -> Seat {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let now = first.desk.clock.now();
    let (unlocked, reading) = vault::unlock_in(first.folder.path(), "1", "", now.0).expect("the same people");
    let (record, cases) = (FileKey::new().expect("a key"), FileKey::new().expect("a key"));
    let identity = Identity { house: first.desk.directory_stream(), station: Uuid::new_v4(), ordinal };
    let mut book =
        Keybook::new(identity.station, true, &unlocked.keys, &record, Some(&cases)).expect("a key book");
    reading.book.people().iter().for_each(|entry| book.enter(entry.clone()));
    let key = StationKey::new().expect("a key");
    let (person, keys) = (unlocked.person, Arc::new(unlocked.keys));
    let mut store = Store::create(folder.path(), &identity, key.expose(), &record, &cases, keys.clone())
        .expect("a store");
    store.share().expect("a shared journal");
    store.take(&hub.all()).expect("rows that follow one another");
    let before = store.state(identity.house).expect("the directory");
    let sign_public = data_encoding::BASE64.encode(&key.public());
    let joined = HubJoined { station: StationKnown { station: identity.station, ordinal, sign_public } };
    let event = Event::Directory(DirectoryEvent::HubJoined(joined, None));
    let (by, stream, version) = (PersonId(person.id()), identity.house, before.version() + 1);
    let parts = event.parts(by).expect("facts");
    let act = Act { kind: parts.kind, v: u32::from(parts.v), data: &parts.data };
    let head = Head { event_id: Uuid::now_v7(), stream, version, station: identity.station, at: now.0 };
    let envelope =
        vault::seal_act(&keys, &person, Compartment::Office, &head, &act, None).expect("an envelope");
    let after = before.clone().apply(stream, Made { at: now, by, version, erased: false, event: &event });
    let write = Write { envelopes: vec![envelope], keys: Vec::new(), stream, before, after };
    store.commit(&[write], &[]).expect("that it joined");
    drop(store);
    book.save(folder.path()).expect("a key book");
    let line = FakeLine::of(hub, identity.station);
    let seat = Seat::opened(folder, first.session, line, ordinal, now);
    assert!(seat.desk.share_once(), "the hub is there");
    seat
}

impl Seat {
    /// Opens what lies in a folder, and shares over this line.
    pub fn opened(folder: TempDir, session: SessionId, line: Arc<FakeLine>, ordinal: u8, now: Stamp) -> Seat {
        let desk = house::open(folder.path(), "1", "", Clock::fixed(now)).expect("a login");
        desk.share_over(line.clone()).expect("a shared journal");
        Seat { room: Room { desk, session, folder }, line, ordinal, reader: OnceCell::new() }
    }

    /// The console ends, whatever it was about, and begins again with its clock at this moment.
    pub fn restarted_at(self, now: Stamp) -> Seat {
        let Seat { room: Room { desk, session, folder }, line, ordinal, .. } = self;
        drop(desk);
        Seat::opened(folder, session, line, ordinal, now)
    }

    pub fn restarted(self) -> Seat {
        let now = self.desk.clock.now();
        self.restarted_at(now)
    }

    /// A call is taken at the seat of this workstation, and is live.
    #[track_caller]
    pub fn takes(&self, number: &str) -> CallId {
        self.takes_at(self.ordinal, number)
    }

    #[track_caller]
    pub fn takes_at(&self, seat: u8, number: &str) -> CallId {
        let call = CallId(Uuid::new_v4());
        let (session, number) = (self.session, Some(number.to_owned()));
        let line = Line::Rehearsal;
        self.must(call.0, Command::Call(CallCommand::RingCall { session, line, number }));
        self.must(call.0, Command::Call(CallCommand::AnswerCall { seat, leader: None }));
        call
    }

    pub fn sharing(&self) -> SharingView {
        self.view(Query::Sharing)
    }

    /// The envelopes of a stream as they stand here.
    pub fn line_of(&self, stream: Uuid) -> Vec<Vec<u8>> {
        self.reader().envelopes(stream).expect("a readable stream")
    }

    /// On a connection of its own.
    pub fn reader(&self) -> &Reader {
        self.reader.get_or_init(|| reader(self.folder.path()))
    }

    pub fn stage_of(&self, case: CaseId) -> domain::case::Stage {
        self.case(case).stage
    }
}

fn reader(folder: &Path) -> Reader {
    let (unlocked, _) = vault::unlock_in(folder, "1", "", 0).expect("a login");
    Reader::open(folder, &unlocked.record_key, unlocked.cases_key.as_ref(), Arc::new(unlocked.keys))
        .expect("a reader")
}

/// Rounds that each bring everybody what the others wrote; nothing is left after so many.
const ROUNDS: usize = 40;

/// Rounds in turn until nothing moves any more, twice: in the first a workstation may only find that its connection is
/// a new one.
#[track_caller]
pub fn rest(hub: &FakeHub, seats: &[Seat]) {
    let mut calm = 0;
    for _ in 0..ROUNDS {
        let before = hub.length();
        let there = seats.iter().map(|seat| seat.desk.share_once()).filter(|there| *there).count();
        let waiting: u64 = seats.iter().map(|seat| seat.desk_waits()).sum();
        let moves = there < seats.len() || waiting > 0 || hub.length() != before;
        calm = if moves { 0 } else { calm + 1 };
        if calm == 2 {
            return;
        }
    }
    let states: Vec<_> = seats.iter().map(|seat| (seat.ordinal, seat.sharing())).collect();
    panic!("no rest after {ROUNDS} rounds: {states:#?}");
}

impl Seat {
    fn desk_waits(&self) -> u64 {
        self.sharing().waiting.into()
    }
}

/// A house that was made once, to be copied: founding costs more than a history does.
pub struct Template {
    hub: Arc<FakeHub>,
    session: SessionId,
    now: Stamp,
    stations: Vec<(TempDir, Uuid, u8)>,
}

impl Template {
    pub fn make(stations: u8) -> Template {
        let (hub, seats) = open(stations);
        account(&seats[0].desk, "方可", "2", &[Role::Secretary]);
        rest(&hub, &seats);
        let (session, now) = (seats[0].session, seats[0].desk.clock.now());
        let stations = seats.into_iter().map(|seat| {
            let Seat { room: Room { desk, folder, .. }, ordinal, .. } = seat;
            let station = desk.station();
            drop(desk);
            (folder, station, ordinal)
        });
        Template { stations: stations.collect(), hub, session, now }
    }

    /// 李敏 (工号 1) logs in at each; 方可 (工号 2) may confirm what she proposes.
    pub fn copy(&self) -> (Arc<FakeHub>, Vec<Seat>) {
        let hub = self.hub.copied();
        let seats = self.stations.iter().map(|(from, station, ordinal)| {
            let folder = memory();
            for entry in std::fs::read_dir(from.path()).expect("a folder") {
                let path = entry.expect("a file").path();
                if path.is_file() {
                    let to = folder.path().join(path.file_name().expect("a name"));
                    std::fs::copy(&path, to).expect("a copy");
                }
            }
            Seat::opened(folder, self.session, FakeLine::of(&hub, *station), *ordinal, self.now)
        });
        (hub.clone(), seats.collect())
    }
}

/// In memory where the system has a place for it: what a disk keeps through a crash is tested elsewhere.
fn memory() -> TempDir {
    let folder = Path::new("/dev/shm");
    let made = if folder.is_dir() { tempfile::tempdir_in(folder) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}
