//! What a console does by itself while a store is open: the trail to the disk, the clue desk closed in time,
//! erasures finished, checkpoints, backups by the plan, files that nobody names.

use crate::desk::Desk;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

/// A look is on disk within a second.
const EVERY: Duration = Duration::from_millis(500);
/// Beats between two looks at the plan of backups and at the length of the journal.
const SELDOM: u32 = 60;
/// Beats between two looks for files that nobody names; the first is made with the first seldom beat.
const HOURLY: u32 = 7_200;

pub(crate) struct Tending {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Tending {
    pub fn start(desk: &Arc<Desk>) -> Tending {
        let (stop, stopped) = channel();
        let desk = Arc::downgrade(desk);
        let run = move || {
            let mut beats = 0_u32;
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(EVERY) {
                beats = beats.wrapping_add(1);
                let hourly = beats.wrapping_sub(SELDOM).is_multiple_of(HOURLY);
                if !tend(&desk, beats.is_multiple_of(SELDOM), hourly) {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("tending".into()).spawn(run).ok();
        Tending { stop: Some(stop), thread }
    }
}

/// False when the desk is gone.
fn tend(desk: &Weak<Desk>, seldom: bool, hourly: bool) -> bool {
    let Some(desk) = desk.upgrade() else { return false };
    // What fails is tried again with the next beat, and its trouble is in the log already.
    drop(desk.flush_trail());
    desk.close_clue_desk_in_time();
    if seldom {
        drop(desk.finish_erasures());
        drop(desk.stand_up());
        drop(desk.checkpoint_by_rows());
        drop(desk.rekey_if_due());
        desk.backup_by_plan();
        if hourly {
            drop(desk.clear_files());
        }
    }
    true
}

impl Drop for Tending {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The last one to hold the desk may be this very thread; it can't wait for itself.
            if thread.thread().id() != std::thread::current().id() {
                drop(thread.join());
            }
        }
    }
}
