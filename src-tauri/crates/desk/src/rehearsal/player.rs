//! The thread that plays a rehearsal beside the windows: at its speed, paused, or one call more.

use super::play::{Cast, Play};
use crate::desk::Desk;
use crate::door::{RehearsalPlan, RehearsalState, RehearsalWish, Topic};
use crate::failure::Failure;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

pub struct Player {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    mine: Option<u8>,
    meeting: bool,
}

struct Shared {
    desk: Arc<Desk>,
    control: Mutex<Control>,
    changed: Condvar,
}

struct Control {
    play: Play,
    cast: Cast,
    paused: bool,
    speed: f64,
    stop: bool,
    failed: Option<Failure>,
}

/// How often the player looks at its clock.
const TICK: Duration = Duration::from_millis(40);

impl Player {
    /// Plans the day and starts to play it.
    pub fn start(desk: Arc<Desk>, plan: RehearsalPlan) -> Result<Player, Failure> {
        let (mine, speed) = (plan.mine, plan.speed);
        let meeting = plan.meeting;
        let (mut play, cast, _) = Play::new(&desk, plan)?;
        if meeting {
            while let Some(at) = play.next_at() {
                desk.clock.set(at);
                play.step(&desk, &cast)?;
            }
        }
        let control = Control { play, cast, paused: false, speed, stop: false, failed: None };
        let shared = Arc::new(Shared { desk, control: Mutex::new(control), changed: Condvar::new() });
        let playing = shared.clone();
        let thread = std::thread::Builder::new().name("rehearsal".into()).spawn(move || playing.run()).ok();
        Ok(Player { shared, thread, mine, meeting })
    }

    pub fn wish(&self, wish: RehearsalWish) -> Result<RehearsalState, Failure> {
        let mut control = self.shared.lock();
        let clock = &self.shared.desk.clock;
        match wish {
            RehearsalWish::Speed { speed } => {
                control.speed = speed.clamp(0.0, 3600.0);
                if !control.paused {
                    clock.run_at(control.speed);
                }
            }
            RehearsalWish::Pause => {
                control.paused = true;
                clock.run_at(0.0);
            }
            RehearsalWish::Resume => {
                control.paused = false;
                clock.run_at(control.speed);
            }
            RehearsalWish::Ring => control.play.ring_now(&self.shared.desk)?,
            RehearsalWish::State => {}
        }
        if let Some(failure) = control.failed.take() {
            return Err(failure);
        }
        let state = RehearsalState {
            running: true,
            paused: control.paused,
            speed: control.speed,
            mine: self.mine,
            now: clock.now(),
            // While the visitor works, the clock is his to set and more calls can ring.
            finished: self.mine.is_none() && !self.meeting && control.play.next_at().is_none(),
        };
        drop(control);
        self.shared.changed.notify_all();
        self.shared.desk.announce(&[Topic::Clock]);
        Ok(state)
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Shared {
    fn run(&self) {
        let mut control = self.lock();
        while !control.stop {
            let due = control.play.next_at().filter(|_| !control.paused);
            if due.is_some_and(|at| at <= self.desk.clock.now()) {
                let Control { play, cast, .. } = &mut *control;
                if let Err(failure) = play.step(&self.desk, cast) {
                    // A visitor can get in the script's way, for instance by closing the lines early; the
                    // rest of the day goes on, and the window hears of it with its next wish.
                    control.failed = Some(failure);
                }
                continue;
            }
            control = self.changed.wait_timeout(control, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Control> {
        self.control.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
