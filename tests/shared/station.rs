//! A workstation as a process of its own: the console behind its doors, or one that shares step by step and dies
//! between two of them.

use desk::clock::Clock;
use desk::{Desk, Entry, Front, Topic, house};
use hub::{Error, Followed, Hub, Line, Patience, Placed, Sealed, Wrapped};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tests::station::{Ask, Moment, Pace, Said};
use uuid::Uuid;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let base = PathBuf::from(arguments.next().expect("FOLDER console|steps"));
    let station =
        if arguments.next().as_deref() == Some(Pace::STEPS) { At::steps(base) } else { At::console(base) };
    say(&Said::Ok(Value::Null));
    for line in std::io::stdin().lines() {
        let ask = serde_json::from_str(&line.expect("a line")).expect("an order");
        say(&station.does(ask));
    }
}

fn say(said: &Said) {
    let mut out = std::io::stdout().lock();
    let line = serde_json::to_string(said).expect("an answer");
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}

enum At {
    /// As the shell has it, with the threads that share and tend.
    Console(Box<Front>),
    Steps(Box<Desk>, Arc<Mortal>),
}

impl At {
    fn console(base: PathBuf) -> At {
        let front = Front::new(base);
        front.enter(Entry::Unlock { staff_no: "1".into(), password: String::new() }).expect("a login");
        At::Console(Box::new(front))
    }

    fn steps(base: PathBuf) -> At {
        let desk = house::open(&base.join(house::REAL), "1", "", Clock::wall()).expect("a login");
        let link = desk.hub_here().expect("how it stands").link.expect("a workstation that has joined");
        let address = hub::Address {
            hosts: link.hosts,
            database: link.database,
            role: link.role,
            password: link.password.into(),
            certificates: link.certificates,
        };
        let hub = Hub::new(address, Patience::default()).expect("a hub");
        let line = Arc::new(Mortal { hub, death: Mutex::default() });
        desk.share_over(line.clone()).expect("a shared journal");
        let told = line.clone();
        // News of the hub speaks of no draft.
        desk.on_change(move |topics| {
            if topics.contains(&Topic::Drafts) {
                told.comes(Moment::Committed);
            }
        });
        At::Steps(Box::new(desk), line)
    }

    fn does(&self, ask: Ask) -> Said {
        match (self, ask) {
            (At::Console(front), Ask::Act(orders)) => Ok(json!(front.act(orders))),
            (At::Steps(desk, _), Ask::Act(orders)) => Ok(json!(desk.act(orders))),
            (At::Console(front), Ask::View(query)) => front.view(query),
            (At::Steps(desk, _), Ask::View(query)) => desk.view(query),
            (At::Console(front), Ask::Draft(draft)) => front.draft(draft).map(value),
            (At::Steps(desk, _), Ask::Draft(draft)) => desk.draft(draft).map(value),
            (At::Steps(desk, _), Ask::Share) => Ok(json!(desk.share_once())),
            (At::Steps(_, line), Ask::Die(moment, times)) => {
                *line.death() = Some((moment, times));
                Ok(Value::Null)
            }
            (At::Console(_), Ask::Share | Ask::Die(..)) => panic!("a console shares by itself"),
        }
    }
}

fn value(answer: impl Serialize) -> Value {
    json!(answer)
}

/// A way to the hub that ends the process at a moment.
struct Mortal {
    hub: Hub,
    /// When it comes, and for which time from now.
    death: Mutex<Option<(Moment, u32)>>,
}

impl Mortal {
    fn death(&self) -> std::sync::MutexGuard<'_, Option<(Moment, u32)>> {
        self.death.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn comes(&self, moment: Moment) {
        if let Some((at, times)) = &mut *self.death()
            && *at == moment
        {
            *times -= 1;
            if *times == 0 {
                die();
            }
        }
    }
}

/// By SIGKILL, as when somebody pulls the plug of the process: nothing is tidied up.
fn die() -> ! {
    let me = std::process::id().to_string();
    drop(std::process::Command::new("kill").args(["-KILL", &me]).status());
    unreachable!("killed")
}

impl Line for Mortal {
    fn append(&self, house: Uuid, group: &[Sealed], keys: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        self.comes(Moment::BeforeAppend);
        let placed = Line::append(&self.hub, house, group, keys);
        if placed.is_ok() {
            self.comes(Moment::AfterAppend);
        }
        placed
    }

    fn follow(&self, after: u64, limit: u32, doing: Option<&[u8]>) -> Result<Followed, Error> {
        self.comes(Moment::BeforeFollow);
        let followed = Line::follow(&self.hub, after, limit, doing)?;
        if followed.rows.iter().any(|row| row.pos > after) {
            self.comes(Moment::AfterNews);
        }
        Ok(followed)
    }

    fn erase(&self, stream: Uuid) -> Result<u64, Error> {
        Line::erase(&self.hub, stream)
    }

    fn put_blob(&self, hash: &[u8; 32], body: &[u8]) -> Result<(), Error> {
        Line::put_blob(&self.hub, hash, body)
    }

    fn blob(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        Line::blob(&self.hub, hash)
    }

    fn wait(&self, most: Duration) -> bool {
        Line::wait(&self.hub, most)
    }

    fn wake(&self) {
        Line::wake(&self.hub);
    }

    fn connections(&self) -> u64 {
        Line::connections(&self.hub)
    }
}
