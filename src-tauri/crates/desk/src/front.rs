//! What a window talks to: the stores of this workstation, one of them open at a time.

mod files;
mod locking;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::door::*;
use crate::failure::{Failure, Needs, Trouble};
use crate::house::{self, NewHouse, REAL, REHEARSAL};
use crate::login;
use crate::rehearsal::{self, Player};
use crate::sharing::Running;
use crate::tending::Tending;
use domain::Stamp;
use domain::directory::HouseKind;
use domain::permission::Right;
use locking::Locked;
use serde_json::Value;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use vault::Pin;

type Listener = Arc<dyn Fn(&[Topic]) + Send + Sync>;

pub struct Front {
    base: PathBuf,
    open: Mutex<Option<Open>>,
    listeners: RwLock<Vec<Listener>>,
}

struct Open {
    // Before the desk: their threads hold the desk too, and end first.
    player: Option<Player>,
    _tending: Tending,
    _sharing: Running,
    desk: Arc<Desk>,
    lock: Option<Locked>,
    pin: Option<Pin>,
    /// Cloned into every call under way, so that they can be counted.
    calls: Arc<()>,
}

/// The open desk as long as one call needs it.
struct Call {
    desk: Arc<Desk>,
    _counted: Arc<()>,
}

impl Deref for Call {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.desk
    }
}

/// How often, and how many times, a store that changes hands looks for calls still under way.
const CALL_ENDS: (Duration, u32) = (Duration::from_millis(25), 40);

impl Open {
    fn new(desk: Desk, player: Option<Player>) -> Open {
        Open::of(Arc::new(desk), player)
    }

    fn of(desk: Arc<Desk>, player: Option<Player>) -> Open {
        let (_tending, _sharing) = (Tending::start(&desk), Running::start(&desk));
        Open { player, _tending, _sharing, desk, lock: None, pin: None, calls: Arc::new(()) }
    }

    fn call(&self) -> Call {
        Call { desk: self.desk.clone(), _counted: self.calls.clone() }
    }

    /// Waits a moment for calls under way. False: one goes on, such as a backup by hand, and holds the store.
    fn at_rest(&self) -> bool {
        let (pause, times) = CALL_ENDS;
        (0..times).any(|_| {
            let ended = Arc::strong_count(&self.calls) == 1;
            if !ended {
                std::thread::sleep(pause);
            }
            ended
        })
    }
}

impl Front {
    /// `base` holds the real store and the rehearsal's, each in a folder of its own.
    pub fn new(base: PathBuf) -> Front {
        Front { base, open: Mutex::new(None), listeners: RwLock::default() }
    }

    pub fn start(&self) -> StartView {
        let slot = self.lock();
        StartView {
            open: slot.as_ref().map(|open| open.desk.kind()),
            locked: slot.as_ref().and_then(locking::seen),
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
        locking::passes(&slot, &entry)?;
        let mut sheets = Vec::new();
        let real = self.base.join(REAL);
        // What is open ends last, when the new one stands: a slip in a form must not end a session.
        let opened = match entry {
            Entry::Lock => return self.lock_screen(slot),
            Entry::Pin { pin } => return self.unlock_screen(slot, &pin),
            Entry::SetPin { pin } => {
                let open = open_of(&mut slot)?;
                open.pin = locking::set_pin(&pin)?;
                return Ok(Entered { house: Some(open.desk.kind()), sheets });
            }
            Entry::Unlock { staff_no, password } => {
                let folder = match &*slot {
                    Some(open) if open.lock.is_some() => open.desk.folder.clone(),
                    Some(_) | None => real,
                };
                // The password first: a wrong one must not close what is open.
                let unlocked = login::unlock(&folder, &staff_no, &password)?;
                if let Some(open) = &*slot
                    && open.lock.is_some()
                    && open.desk.me().0 == unlocked.person.id()
                {
                    return self.unlocked(slot, u32::from(unlocked.wrong_before));
                }
                // Somebody takes the seat over: the session goes on under his name.
                let clock = hand_over(&mut slot, &folder)?.unwrap_or_else(Clock::wall);
                Some(Open::new(login::enter(&folder, unlocked, clock, true)?, None))
            }
            Entry::Rehearse { wish } => {
                let folder = self.base.join(REHEARSAL);
                if wish.is_none() && !house::there(&folder) {
                    return Err(Failure::Away { what: Trouble::NoStore });
                }
                hand_over(&mut slot, &folder)?;
                Some(rehearse(&folder, wish)?)
            }
            Entry::Found { name, title, district, staff_no, password, second } => {
                let new = NewHouse {
                    kind: HouseKind::Real,
                    name: &name,
                    title: &title,
                    district: &district,
                    staff_no: &staff_no,
                    password: &password,
                    second: second.as_ref(),
                };
                let (desk, new_sheets) = house::found(&real, &new, Clock::wall())?;
                sheets = new_sheets;
                Some(Open::new(desk, None))
            }
            Entry::Recover { sheets, staff_no, password } => {
                // Whoever sits in the real house leaves it first.
                if slot.as_ref().is_some_and(|open| open.desk.folder == real) {
                    return Err(Failure::Away { what: Trouble::InUse });
                }
                let desk = crate::recover::recover(&real, &sheets, &staff_no, &password, Clock::wall())?;
                Some(Open::new(desk, None))
            }
            Entry::Restore { backup, sheets, without_erasures } => {
                // People log in with their own passwords, which came with the backup.
                crate::backup::restore(&real, &backup, &sheets, without_erasures)?;
                None
            }
            Entry::Join { code, staff_no, password } => {
                let joined = crate::joining::join(&real, &code, &staff_no, &password, Clock::wall())?;
                Some(Open::new(joined, None))
            }
            Entry::Leave => None,
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
        // Before the call begins: one that waits for the slot would hold up who waits for calls to end.
        let pin = self.lock().as_ref().is_some_and(|open| open.pin.is_some());
        let desk = self.desk()?;
        if query == Query::Header {
            let mut header = desk.header()?;
            header.me.pin = pin;
            return serde_json::to_value(header).map_err(Failure::fault);
        }
        desk.view(query)
    }

    /// The view of a window of the room. Board and projector go on when the screen is locked; the leader's window
    /// doesn't: nobody is at the seat.
    pub fn window(&self, window: RoomWindow) -> Result<Value, Failure> {
        match window {
            RoomWindow::Leader => self.desk()?.window(window),
            RoomWindow::Board | RoomWindow::Projector => self.desk_behind_the_lock()?.window(window),
        }
    }

    /// A signed act.
    pub fn keys(&self, order: KeysOrder) -> Result<KeysReceipt, Failure> {
        self.desk()?.keys(order)
    }

    /// 查看号码. The number itself is for the clipboard, which the shell holds, when it isn't for the screen.
    pub fn reveal(&self, order: RevealOrder) -> Result<(String, Revealed), Failure> {
        self.desk()?.reveal(order)
    }

    pub fn printing(&self, order: PrintOrder) -> Result<(), Failure> {
        self.desk()?.printing(order)
    }

    pub fn clue(&self, order: ClueOrder) -> Result<ClueView, Failure> {
        self.desk()?.clue(order)
    }

    pub fn backup(&self, order: BackupOrder) -> Result<BackupsView, Failure> {
        self.desk()?.backup(order)
    }

    /// Puts something on show in the room's windows.
    pub fn show(&self, show: Show) -> Result<(), Failure> {
        let desk = self.desk()?;
        desk.may(Right::SeeRoom)?;
        desk.show(show);
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

    /// The open desk, for whoever is at it.
    fn desk(&self) -> Result<Call, Failure> {
        let slot = self.lock();
        let open = slot.as_ref().ok_or(Failure::Away { what: Trouble::NotOpen })?;
        match open.lock {
            Some(_) => Err(Failure::Denied { needs: Needs::Unlocking }),
            None => Ok(open.call()),
        }
    }

    fn desk_behind_the_lock(&self) -> Result<Call, Failure> {
        self.lock().as_ref().map(Open::call).ok_or(Failure::Away { what: Trouble::NotOpen })
    }

    fn announce(&self, topics: &[Topic]) {
        let listeners = self.listeners.read().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(topics));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Slot<'a> = MutexGuard<'a, Option<Open>>;

impl Open {
    /// Ends threads and writes what waits; answers the clock, for whoever takes the seat over.
    fn closed(self) -> Clock {
        let clock = self.desk.clock.continued();
        drop(self);
        clock
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.desk.take_leave(self.lock.as_ref().map_or(0, |lock| lock.wrong_pins));
    }
}

/// Closes the open store if it is the one that is asked for, and answers its clock; any other stays open until the
/// new one is.
///
/// # Errors
/// `InUse` while a call holds it: closed now, it could not be opened again, and nobody would have it.
fn hand_over(slot: &mut Slot<'_>, folder: &Path) -> Result<Option<Clock>, Failure> {
    match &**slot {
        Some(open) if open.desk.folder == folder => {
            if !open.at_rest() {
                return Err(Failure::Away { what: Trouble::InUse });
            }
            Ok(slot.take().map(Open::closed))
        }
        Some(_) | None => Ok(None),
    }
}

fn rehearse(folder: &Path, wish: Option<RehearsalPlan>) -> Result<Open, Failure> {
    match wish {
        None => {
            let desk = house::open(folder, "", "", Clock::fixed(Stamp(0)))?;
            desk.clock.run_at(1.0);
            Ok(Open::new(desk, None))
        }
        Some(plan) => {
            if house::there(folder) {
                set_aside(folder)?;
            }
            let desk = Arc::new(rehearsal::found(folder, &plan)?);
            let player = Player::start(desk.clone(), plan)?;
            Ok(Open::of(desk, Some(player)))
        }
    }
}

fn open_of<'a>(slot: &'a mut Slot<'_>) -> Result<&'a mut Open, Failure> {
    slot.as_mut().ok_or(Failure::Away { what: Trouble::NotOpen })
}

/// A rehearsal made anew: the last one before it is kept beside it, older ones go. Nothing in them is real.
fn set_aside(folder: &Path) -> Result<(), Failure> {
    let before = folder.with_extension("before");
    if before.exists() {
        std::fs::remove_dir_all(&before).map_err(|error| Failure::file(&error))?;
    }
    std::fs::rename(folder, &before).map_err(|error| Failure::file(&error))
}
