//! 锁屏: the desk goes on and nobody sees it, until the PIN or a password opens the screen again.

use super::{Front, Open, Slot, open_of};
use crate::door::{Entered, Entry, LockSeen, Topic};
use crate::failure::{Failure, Needs};
use domain::Stamp;
use domain::seat::LookKind;
use vault::Pin;

pub(super) struct Locked {
    since: Stamp,
    pub(super) wrong_pins: u32,
}

/// Wrong PINs before only the password opens.
const PIN_TRIES: u32 = 5;

/// What a locked screen takes: ways to open it again and to leave. Nothing else is asked by whoever sits there.
pub(super) fn passes(slot: &Slot<'_>, entry: &Entry) -> Result<(), Failure> {
    if slot.as_ref().is_none_or(|open| open.lock.is_none()) {
        return Ok(());
    }
    match entry {
        Entry::Pin { .. } | Entry::Unlock { .. } | Entry::Lock | Entry::Leave => Ok(()),
        Entry::SetPin { .. }
        | Entry::Rehearse { .. }
        | Entry::Found { .. }
        | Entry::Recover { .. }
        | Entry::Join { .. }
        | Entry::Restore { .. } => Err(Failure::Denied { needs: Needs::Unlocking }),
    }
}

pub(super) fn seen(open: &Open) -> Option<LockSeen> {
    let lock = open.lock.as_ref()?;
    let me = open.desk.me_seen();
    let pin = open.pin.is_some() && lock.wrong_pins < PIN_TRIES;
    Some(LockSeen { name: me.name, staff_no: me.staff_no, pin, since: lock.since })
}

pub(super) fn set_pin(typed: &str) -> Result<Option<Pin>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let (least, most) = (Pin::LEAST, Pin::MOST);
    Pin::new(typed).map(Some).ok_or(Failure::Denied { needs: Needs::Digits { least, most } })
}

impl Front {
    /// Locks first: a disk that is full holds up the look, which goes on waiting, and never the lock.
    pub(super) fn lock_screen(&self, mut slot: Slot<'_>) -> Result<Entered, Failure> {
        let open = open_of(&mut slot)?;
        let house = Some(open.desk.kind());
        if open.lock.is_none() {
            open.lock = Some(Locked { since: open.desk.clock.now(), wrong_pins: 0 });
            open.desk.leave_clue_desk();
            drop(open.desk.look_at_once(open.desk.look_of(LookKind::Locked)));
        }
        drop(slot);
        self.announce(&[Topic::House]);
        Ok(Entered { house, sheets: Vec::new() })
    }

    pub(super) fn unlock_screen(&self, mut slot: Slot<'_>, typed: &str) -> Result<Entered, Failure> {
        let open = open_of(&mut slot)?;
        let Some(lock) = &mut open.lock else { return self.unlocked(slot, 0) };
        let left = PIN_TRIES.saturating_sub(lock.wrong_pins);
        match &open.pin {
            Some(pin) if left > 0 && pin.check(typed) => self.unlocked(slot, 0),
            Some(_) if left > 1 => {
                lock.wrong_pins += 1;
                Err(Failure::Denied { needs: Needs::RightPin { left: left - 1 } })
            }
            Some(_) => {
                lock.wrong_pins = PIN_TRIES;
                Err(Failure::Denied { needs: Needs::Password })
            }
            None => Err(Failure::Denied { needs: Needs::Password }),
        }
    }

    /// The look says how many PINs and passwords were wrong before.
    pub(super) fn unlocked(&self, mut slot: Slot<'_>, wrong_passwords: u32) -> Result<Entered, Failure> {
        let open = open_of(&mut slot)?;
        let house = Some(open.desk.kind());
        if let Some(lock) = open.lock.take() {
            let look = open.desk.look_of(LookKind::Unlocked).counting(lock.wrong_pins + wrong_passwords);
            // A full disk keeps nobody from his desk; the look goes on waiting for it.
            drop(open.desk.look_at_once(look));
        }
        drop(slot);
        self.announce(&[Topic::House]);
        Ok(Entered { house, sheets: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::house::{self, NewHouse};
    use domain::directory::HouseKind;
    use std::path::PathBuf;

    const PASSWORD: &str = "南湖的桥一共九座";

    /// Opened for reading only, nothing can be put on the trail: the same as on a full disk.
    #[test]
    fn what_can_not_be_written_holds_up_neither_the_lock_nor_the_unlocking() {
        let folder = tempfile::tempdir().unwrap();
        let new = NewHouse {
            kind: HouseKind::Real,
            name: "李敏",
            title: "",
            district: "",
            staff_no: "1",
            password: PASSWORD,
            second: None,
        };
        drop(house::found(folder.path(), &new, Clock::wall()).unwrap());
        let desk = house::open_reading(folder.path(), "1", PASSWORD).unwrap();
        assert!(desk.look_at_once(desk.look_of(LookKind::Locked)).is_err());
        let front = Front::new(PathBuf::new());
        *front.lock() = Some(Open::new(desk, None));
        front.enter(Entry::SetPin { pin: "2468".into() }).unwrap();
        front.enter(Entry::Lock).unwrap();
        assert!(front.start().locked.is_some());
        front.enter(Entry::Pin { pin: "2468".into() }).unwrap();
        assert!(front.start().locked.is_none());
    }
}
