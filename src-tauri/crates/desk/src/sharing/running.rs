//! The thread of the sharing: woken by the hub, by whoever commits here, and once a second all the same.

use crate::desk::Desk;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

/// A wake-up can be lost; nobody waits longer than this for what others did.
const EVERY: Duration = Duration::from_secs(1);

pub(crate) struct Running {
    desk: Weak<Desk>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn start(desk: &Arc<Desk>) -> Running {
        let (desk, stop) = (Arc::downgrade(desk), Arc::new(AtomicBool::new(false)));
        let (shared, stopped) = (desk.clone(), stop.clone());
        let run = move || {
            while !stopped.load(Ordering::Relaxed) {
                // Not held while it waits: whoever closes the desk needn't wait for this.
                let Some(desk) = shared.upgrade() else { return };
                let sharing = desk.sharing();
                if sharing.is_some() {
                    desk.share_once();
                }
                drop(desk);
                match sharing {
                    Some(sharing) => sharing.wait(EVERY),
                    // Alone: it may join at any time.
                    None => std::thread::park_timeout(EVERY),
                }
            }
        };
        super::files::start(desk.clone(), stop.clone());
        let thread = std::thread::Builder::new().name("sharing".into()).spawn(run).ok();
        Running { desk, stop, thread }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(sharing) = self.desk.upgrade().and_then(|desk| desk.sharing()) {
            sharing.wake();
        }
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // The last one to hold the desk may be this very thread; it can't wait for itself.
            if thread.thread().id() != std::thread::current().id() {
                drop(thread.join());
            }
        }
    }
}
