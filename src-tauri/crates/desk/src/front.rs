//! What a window talks to: the stores of this workstation, one of them open at a time.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::door::*;
use crate::failure::{Failure, Trouble};
use crate::house::{self, NewHouse, REAL, REHEARSAL};
use crate::rehearsal::{self, Player};
use domain::Stamp;
use domain::directory::HouseKind;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

type Listener = Arc<dyn Fn(&[Topic]) + Send + Sync>;

pub struct Front {
    base: PathBuf,
    open: Mutex<Option<Open>>,
    listeners: RwLock<Vec<Listener>>,
}

struct Open {
    // Before the desk: its thread holds the desk too, and ends first.
    player: Option<Player>,
    desk: Arc<Desk>,
}

impl Front {
    /// `base` holds the real store and the rehearsal's, each in a folder of its own.
    pub fn new(base: PathBuf) -> Front {
        Front { base, open: Mutex::new(None), listeners: RwLock::default() }
    }

    pub fn start(&self) -> StartView {
        StartView {
            open: self.lock().as_ref().map(|open| open.desk.kind()),
            real: house::state(&self.base.join(REAL)),
            rehearsal: house::state(&self.base.join(REHEARSAL)),
        }
    }

    /// Opens a store, founding it first if that is the wish, or leaves the open one.
    ///
    /// # Errors
    /// `Denied` for a wrong password, `Away` when the store is in use, damaged, newer, or can't be written.
    pub fn enter(&self, entry: Entry) -> Result<Entered, Failure> {
        let mut slot = self.lock();
        // The old store is closed first: it may be the one that is asked for.
        *slot = None;
        let (opened, sheets) = match entry {
            Entry::Rehearse { wish } => (Some(self.rehearse(wish)?), Vec::new()),
            Entry::Found { name, title, district, password } => {
                let new = NewHouse {
                    kind: HouseKind::Real,
                    name: &name,
                    title: &title,
                    district: &district,
                    password: &password,
                };
                let (desk, sheets) = house::found(&self.base.join(REAL), &new, Clock::wall())?;
                (Some(Open { desk: Arc::new(desk), player: None }), sheets)
            }
            Entry::Unlock { password } => {
                let desk = house::open(&self.base.join(REAL), &password, Clock::wall())?;
                (Some(Open { desk: Arc::new(desk), player: None }), Vec::new())
            }
            Entry::Recover { sheets, password } => {
                let folder = self.base.join(REAL);
                let desk = crate::recover::recover(&folder, &sheets, &password, Clock::wall())?;
                (Some(Open { desk: Arc::new(desk), player: None }), Vec::new())
            }
            Entry::Leave => (None, Vec::new()),
        };
        if let Some(open) = &opened {
            for listener in self.listeners.read().unwrap_or_else(PoisonError::into_inner).iter().cloned() {
                open.desk.on_change(move |topics| listener(topics));
            }
        }
        let house = opened.as_ref().map(|open| open.desk.kind());
        *slot = opened;
        drop(slot);
        self.announce(&[Topic::House]);
        Ok(Entered { house, sheets })
    }

    /// One command `act` for every write: each order has its own answer.
    pub fn act(&self, orders: Vec<Order>) -> Vec<Answer> {
        match self.desk() {
            Ok(desk) => desk.act(orders),
            Err(failure) => {
                orders.iter().map(|_| Answer::Failed(Failed { failure: failure.clone() })).collect()
            }
        }
    }

    pub fn view(&self, query: Query) -> Result<Value, Failure> {
        self.desk()?.view(query)
    }

    /// The view of a window of the room.
    pub fn window(&self, window: RoomWindow) -> Result<Value, Failure> {
        self.desk()?.window(window)
    }

    /// Puts something on show in the room's windows.
    pub fn show(&self, show: Show) -> Result<(), Failure> {
        self.desk()?.show(show);
        Ok(())
    }

    /// A tap on the leader's window.
    pub fn propose(&self, proposal: Proposal) -> Result<(), Failure> {
        self.desk()?.propose(proposal)
    }

    /// Brings in a table from a file.
    pub fn bring(&self, order: ImportOrder) -> Result<ImportReceipt, Failure> {
        self.desk()?.bring(&order)
    }

    pub fn draft(&self, draft: DraftOrder) -> Result<DraftReceipt, Failure> {
        self.desk()?.draft(draft)
    }

    pub fn export(&self, paper: PaperOrder) -> Result<PaperReceipt, Failure> {
        self.desk()?.export(paper)
    }

    /// A wish to the rehearsal that plays; answers its state.
    pub fn rehearsal(&self, wish: RehearsalWish) -> Result<RehearsalState, Failure> {
        let slot = self.lock();
        let open = slot.as_ref().ok_or(Failure::Away { what: Trouble::NotOpen })?;
        match &open.player {
            Some(player) => player.wish(wish),
            None => Ok(RehearsalState {
                running: false,
                paused: false,
                speed: open.desk.clock.speed(),
                mine: None,
                now: open.desk.clock.now(),
                finished: true,
            }),
        }
    }

    /// Calls `listener` with the topics of every commit of whatever store is open.
    pub fn on_change(&self, listener: impl Fn(&[Topic]) + Send + Sync + 'static) {
        let listener: Listener = Arc::new(listener);
        if let Some(open) = &*self.lock() {
            let listener = listener.clone();
            open.desk.on_change(move |topics| listener(topics));
        }
        self.listeners.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    fn rehearse(&self, wish: Option<RehearsalPlan>) -> Result<Open, Failure> {
        let folder = self.base.join(REHEARSAL);
        match wish {
            None => {
                let desk = house::open(&folder, "", Clock::fixed(Stamp(0)))?;
                // The rehearsal's day goes on where it stood.
                desk.clock.set(desk.last_moment()?);
                desk.clock.run_at(1.0);
                Ok(Open { desk: Arc::new(desk), player: None })
            }
            Some(plan) => {
                if house::there(&folder) {
                    set_aside(&folder)?;
                }
                let desk = Arc::new(rehearsal::found(&folder, &plan)?);
                let player = Player::start(desk.clone(), plan)?;
                Ok(Open { desk, player: Some(player) })
            }
        }
    }

    fn desk(&self) -> Result<Arc<Desk>, Failure> {
        let slot = self.lock();
        slot.as_ref().map(|open| open.desk.clone()).ok_or(Failure::Away { what: Trouble::NotOpen })
    }

    fn announce(&self, topics: &[Topic]) {
        let listeners = self.listeners.read().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(topics));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A rehearsal made anew: the last one before it is kept beside it, older ones go. Nothing in them is real.
fn set_aside(folder: &Path) -> Result<(), Failure> {
    let before = folder.with_extension("before");
    if before.exists() {
        std::fs::remove_dir_all(&before).map_err(|error| Failure::file(&error))?;
    }
    std::fs::rename(folder, &before).map_err(|error| Failure::file(&error))
}
