//! Four seats on a real server, each behind a relay of its own: cut off in turn, over lines that lose, double, delay and
//! reorder, with clocks a day off.

use crate::law::{Journal, each_stands_or_is_put_aside, same_everywhere, waiting};
use crate::simulation::number;
use crate::town::server::{PASSWORD, Server};
use desk::chance::Chance;
use desk::{Answer, Failure, Order, Trouble};
use domain::Command;
use domain::call::CallCommand;
use domain::case::CaseCommand;
use domain::id::{CallId, CaseId};
use domain::session::SessionCommand;
use domain::view::LedgerFilter;
use hub::{Error, Hub, Patience};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tests::shared::faults::Fault;
use tests::shared::relay::{Mischief, Relay};
use tests::shared::unruly::Unruly;
use tests::shared::{Seat, open};
use tests::{HEADS_PRESENT, assignment, lift, person};
use uuid::Uuid;

const SEATS: u8 = 4;
/// One day in ms.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Of a thousand calls, and of a thousand pieces of what flows.
const CALLS: u32 = 150;
const PIECES: u32 = 25;
const PATIENCE: Patience = Patience { connect: Duration::from_secs(3), call: Duration::from_secs(5) };

fn chance(of: u8) -> Chance {
    let seed = number("SHARED_SEED").unwrap_or_default();
    let mut bytes = [of; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    Chance::seeded(bytes)
}

/// A seat, and what lies between it and the server.
struct Place {
    seat: Seat,
    relay: Relay,
    line: Arc<Unruly>,
    chance: Chance,
    /// Rows of acts that were answered with `Done`.
    acknowledged: Vec<(Uuid, Vec<u8>)>,
    cases: Vec<CaseId>,
}

impl Place {
    fn of(seat: Seat, server: &Server) -> Place {
        let (number, relay) = (seat.ordinal, Relay::to(server.port()));
        server.admit(number, PASSWORD, seat.desk.station());
        let mut address = server.address(number);
        address.hosts = vec![("127.0.0.1".to_owned(), relay.port())];
        let line = Unruly::over(Arc::new(Hub::new(address, PATIENCE).unwrap()));
        seat.desk.share_over(line.clone()).unwrap();
        let chance = chance(number);
        Place { seat, relay, line, chance, acknowledged: Vec::new(), cases: Vec::new() }
    }

    fn storm(&self) {
        self.line.weather(Some((Chance::seeded(self.chance.seed()), CALLS)));
        self.relay.unruly(Chance::seeded(self.chance.seed()), PIECES, &Mischief::EVERY);
    }

    fn calm(&self) {
        self.relay.cut(false);
        self.relay.calm();
        self.line.weather(None);
        self.line.deliver();
    }

    /// Whatever the line does, the hub is there or away, and nothing worse is believed of it.
    fn round(&self) -> bool {
        let there = self.seat.desk.share_once();
        let sharing = self.seat.sharing();
        let fair = matches!(sharing.why, None | Some(Trouble::HubAway)) && sharing.doubt.is_none();
        assert!(fair, "seat {}: {sharing:?}", self.seat.ordinal);
        there
    }

    fn act(&mut self, stream: Uuid, command: Command) -> Result<(), Failure> {
        let version = self.seat.version(stream);
        let order = Order { stream, version: Some(version), command, draft: None };
        match self.seat.desk.act(vec![order]).remove(0) {
            Answer::Done(receipt) => {
                let line = self.seat.line_of(stream);
                let rows = &line[version as usize..receipt.version as usize];
                self.acknowledged.extend(rows.iter().map(|row| (stream, row.clone())));
                Ok(())
            }
            Answer::Failed(failed) => Err(failed.failure),
        }
    }

    /// What is at home at a seat is done whether the hub is there or not.
    fn at_home(&mut self, stream: Uuid, command: Command) {
        let done = self.act(stream, command);
        assert!(done.is_ok(), "seat {}: {done:?}", self.seat.ordinal);
    }

    /// What is at home at the hub may be refused, overtaken or unanswered.
    fn at_hub(&mut self, stream: Uuid, command: Command) -> bool {
        match self.act(stream, command) {
            Ok(()) => true,
            Err(Failure::Refused { .. } | Failure::Stale { .. } | Failure::Away { .. }) => false,
            Err(fault @ (Failure::Denied { .. } | Failure::Fault { .. })) => panic!("{fault:?}"),
        }
    }

    fn call(&mut self, number: &str) {
        let (call, case) = (CallId(Uuid::new_v4()), CaseId(Uuid::new_v4()));
        let (session, seat) = (self.seat.session, self.seat.ordinal);
        let (line, number) = (domain::call::Line::Rehearsal, Some(number.to_owned()));
        let of_the_call = |command| (call.0, Command::Call(command));
        let of_the_case = |command| (case.0, Command::Case(command));
        for (stream, command) in [
            of_the_call(CallCommand::RingCall { session, line, number }),
            of_the_call(CallCommand::AnswerCall { seat, leader: None }),
            of_the_case(CaseCommand::RecordCase { call, form: lift() }),
            of_the_case(CaseCommand::HandOver),
            of_the_call(CallCommand::EndCall),
            of_the_call(CallCommand::LogCall { no_case: None, words: None, read_back: true }),
        ] {
            self.at_home(stream, command);
            if self.chance.below(3) == 0 {
                self.round();
            }
        }
        self.cases.push(case);
    }

    fn somebody_comes(&mut self) {
        let name = HEADS_PRESENT[self.chance.below(HEADS_PRESENT.len() as u32) as usize];
        let arrived = Some(self.seat.desk.clock.now());
        let attends = SessionCommand::TakeAttendance { person: person(name), arrived };
        self.at_hub(self.seat.session.0, Command::Session(attends));
    }

    fn assign_one(&mut self, cases: &[CaseId]) -> bool {
        let case = cases[self.chance.below(cases.len() as u32) as usize];
        self.at_hub(case.0, Command::Case(assignment("区市场监管局", "江临")))
    }
}

/// All at once, twice in each turn; between the two one is cut off, and the others go on.
fn each_cut_off_in_turn(places: &mut [Place], work: impl Fn(&mut Place, usize) + Sync) {
    for cut in 0..places.len() {
        places.iter().for_each(Place::storm);
        thread::scope(|scope| {
            for (at, place) in places.iter_mut().enumerate() {
                let work = &work;
                scope.spawn(move || {
                    work(place, cut * 2);
                    if at == cut {
                        place.relay.cut(true);
                    }
                    work(place, cut * 2 + 1);
                });
            }
        });
        let gone = &mut places[cut];
        assert!(!gone.round(), "nothing gets through");
        let before = gone.seat.desk.journal_length().unwrap();
        gone.somebody_comes();
        assert_eq!(gone.seat.desk.journal_length().unwrap(), before, "and what needs the hub isn't done");
        gone.relay.cut(false);
        // Some of it comes through; the rest later.
        for place in &*places {
            let _ = place.round() || place.round();
        }
    }
}

/// Until nobody has anything to say and all have followed to the same place.
fn rest(server: &Server, places: &[Place]) {
    places.iter().for_each(Place::calm);
    for _ in 0..40 {
        let before = server.owner("SELECT pos FROM hotline.head");
        let there = places.iter().filter(|place| place.round()).count();
        let waits: u32 = places.iter().map(|place| waiting(&place.seat)).sum();
        if (there, waits) == (places.len(), 0) && server.owner("SELECT pos FROM hotline.head") == before {
            return;
        }
    }
    panic!("no rest");
}

#[test]
fn four_seats_cut_off_in_turn_over_unruly_lines_come_to_one_record() {
    let (_, seats) = open(SEATS);
    let now = seats[0].desk.clock.now();
    let server =
        Server::of(seats[0].desk.directory_stream(), &vault::place_zero(seats[0].desk.directory_stream()));
    let off = [0, DAY, -DAY, 0];
    let at = |(seat, off): (Seat, i64)| seat.restarted_at(domain::Stamp(now.0 + off));
    let mut places: Vec<Place> =
        seats.into_iter().zip(off).map(at).map(|seat| Place::of(seat, &server)).collect();
    rest(&server, &places);

    each_cut_off_in_turn(&mut places, |place, n| {
        place.call(&format!("100138000{}{n}", place.seat.ordinal));
        place.somebody_comes();
        place.round();
    });
    rest(&server, &places);
    let cases: Vec<CaseId> = places.iter().flat_map(|place| place.cases.clone()).collect();
    assert_eq!(cases.len(), usize::from(SEATS) * usize::from(SEATS) * 2);
    let first = &mut places[0];
    let session = first.seat.session;
    first.at_home(session.0, Command::Session(SessionCommand::CloseLines));
    first.seat.convene();
    rest(&server, &places);

    each_cut_off_in_turn(&mut places, |place, _| {
        for _ in 0..3 {
            place.assign_one(&cases);
            place.round();
        }
    });
    rest(&server, &places);

    let acknowledged: Vec<(Uuid, Vec<u8>)> =
        places.iter().flat_map(|place| place.acknowledged.clone()).collect();
    let hub = Hub::new(server.address(1), PATIENCE).unwrap();
    let had = |fault| places.iter().map(|place| place.line.had(fault)).sum::<u32>();
    let suffered = |mischief| places.iter().map(|place| place.relay.had(mischief)).sum::<u32>();
    for fault in Fault::EVERY {
        assert!(had(fault) > 0, "calm proves nothing: {fault:?}");
    }
    for mischief in Mischief::EVERY {
        assert!(suffered(mischief) > 0, "calm proves nothing: {mischief:?}");
    }
    assert!(places.iter().all(|place| place.relay.cut_off() > 0), "each was cut off");
    let seats: Vec<Seat> = places.into_iter().map(|place| place.seat).collect();
    same_everywhere(&hub, &seats);
    each_stands_or_is_put_aside(&hub, &seats, &acknowledged);
    let counted = "SELECT count(*) = count(DISTINCT event_id) AND count(*) = max(pos) FROM hotline.journal";
    assert_eq!(server.owner(counted), "t", "each event once, without a gap");
    let (count, rows) = seats[0].reader().ledger(&LedgerFilter::default(), 0, 99).unwrap();
    let numbers: BTreeSet<String> =
        rows.iter().filter_map(|case| case.number).map(|number| number.shown()).collect();
    assert_eq!((count as usize, numbers.len()), (cases.len(), cases.len()), "each case once, and its number");
    let assigned = cases.iter().filter(|case| seats[0].case(**case).stage == domain::case::Stage::Assigned);
    assert!(assigned.count() > 0, "and some were assigned between the cuts");
}

#[test]
fn bytes_that_come_twice_or_in_another_order_break_the_connection_and_are_believed_by_nobody() {
    let (_, seats) = open(1);
    let [seat] = &seats[..] else { panic!() };
    let house = seat.desk.directory_stream();
    let server = Server::of(house, &vault::place_zero(house));
    server.admit(1, PASSWORD, seat.desk.station());
    let direct = Arc::new(Hub::new(server.address(1), PATIENCE).unwrap());
    seat.desk.share_over(direct.clone()).unwrap();
    assert!(seat.desk.share_once());
    let lines = Journal::lines(&*direct);
    let rows = direct.follow(0, 500, None).unwrap().rows;
    assert!(rows.len() > 20, "enough to get wrong");

    for (n, mischief) in [Mischief::Doubled, Mischief::Swapped].into_iter().enumerate() {
        let relay = Relay::to(server.port());
        let mut address = server.address(1);
        address.hosts = vec![("127.0.0.1".to_owned(), relay.port())];
        let behind = Hub::new(address, PATIENCE).unwrap();
        relay.unruly(chance(n as u8), 60, &[mischief]);
        let (mut whole, mut broken) = (0, 0);
        for _ in 0..40 {
            match behind.follow(0, 500, None) {
                Ok(followed) => {
                    assert_eq!(followed.rows, rows);
                    whole += 1;
                }
                Err(Error::Away(_)) => broken += 1,
                Err(error) => panic!("{mischief:?}: {error:?}"),
            }
        }
        assert!(whole > 0 && broken > 0, "{mischief:?}: {whole} whole, {broken} broken");
        assert!(relay.had(mischief) >= broken && behind.connections() > 1);
    }
    assert_eq!(Journal::lines(&*direct), lines);
}

/// The control of the test before: what a relay does is seen by whoever has no TLS.
#[test]
fn without_tls_bytes_that_come_twice_or_in_another_order_would_be_believed() {
    let heard = |mischief: Mischief, length: usize| -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let relay = Relay::to(listener.local_addr().unwrap().port());
        relay.unruly(chance(0), 1000, &[mischief]);
        let mut said = TcpStream::connect(("127.0.0.1", relay.port())).unwrap();
        said.write_all(b"one two ").unwrap();
        let (mut far, _) = listener.accept().unwrap();
        let mut bytes = vec![0; length];
        far.read_exact(&mut bytes).unwrap();
        // What swallows ends by itself.
        let cut = length > 0;
        relay.cut(cut);
        assert_eq!((far.read(&mut [0]).unwrap(), said.read(&mut [0]).unwrap()), (0, 0), "both ends");
        assert_eq!((relay.had(mischief), relay.cut_off()), (1, cut.into()));
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(heard(Mischief::Delayed, 8), "one two ");
    assert_eq!(heard(Mischief::Doubled, 16), "one two one two ");
    assert_eq!(heard(Mischief::Swapped, 8), "two one ");
    assert_eq!(heard(Mischief::Swallowed, 0), "");
}
