//! Keeping the write-ahead logs short, off the command connection: a checkpoint there would make a call wait.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use store::Keeper;

/// How long a log may grow before it is folded back.
const EVERY: Duration = Duration::from_secs(3);

pub struct Keeping {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeping {
    pub fn start(keeper: Keeper) -> Keeping {
        let (stop, stopped) = channel();
        let run = move || {
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(EVERY) {
                report(keeper.checkpoint());
            }
            report(keeper.truncate().map(drop));
        };
        let thread = std::thread::Builder::new().name("keeper".into()).spawn(run);
        Keeping { stop: Some(stop), thread: thread.ok() }
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The keeper only ever panics if SQLite does; there is nobody left to tell.
            drop(thread.join());
        }
    }
}

/// A checkpoint that failed is tried again; the logs hold everything until then.
fn report(done: Result<(), store::Error>) {
    if let Err(error) = done {
        drop(crate::failure::Failure::from(error));
    }
}
