//! The only place that reads a clock: the wall's, or a rehearsal's own day running at a chosen speed.

use domain::Stamp;
use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub struct Clock(Mutex<Kind>);

#[derive(Clone, Copy)]
enum Kind {
    Wall,
    Played { from: Stamp, since: Instant, speed: f64 },
    Fixed(Stamp),
}

impl Clock {
    pub fn wall() -> Clock {
        Clock(Mutex::new(Kind::Wall))
    }

    /// A rehearsal's clock that shows `from` now and runs `speed` times as fast as the wall's.
    pub fn played(from: Stamp, speed: f64) -> Clock {
        Clock(Mutex::new(Kind::Played { from, since: Instant::now(), speed }))
    }

    /// A clock that stands until it is set.
    pub fn fixed(at: Stamp) -> Clock {
        Clock(Mutex::new(Kind::Fixed(at)))
    }

    pub fn now(&self) -> Stamp {
        match self.kind() {
            Kind::Wall => wall_now(),
            Kind::Fixed(at) => at,
            Kind::Played { from, since, speed } => {
                Stamp(from.0 + (since.elapsed().as_millis() as f64 * speed) as i64)
            }
        }
    }

    /// How many times as fast as the wall's; 0 when it stands.
    pub fn speed(&self) -> f64 {
        match self.kind() {
            Kind::Wall => 1.0,
            Kind::Fixed(_) => 0.0,
            Kind::Played { speed, .. } => speed,
        }
    }

    /// Changes the speed of a played clock from this moment on. The wall's can't be changed.
    pub fn run_at(&self, speed: f64) {
        let now = self.now();
        let mut kind = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*kind, Kind::Wall) {
            *kind = Kind::Played { from: now, since: Instant::now(), speed };
        }
    }

    /// Sets a played or standing clock; never back, and never the wall's.
    pub fn set(&self, at: Stamp) {
        let mut kind = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *kind {
            Kind::Wall => {}
            Kind::Fixed(stands) => *stands = at.max(*stands),
            Kind::Played { from, since, .. } => (*from, *since) = (at, Instant::now()),
        }
    }

    /// A clock of its own that goes on where this one is.
    pub fn continued(&self) -> Clock {
        Clock(Mutex::new(self.kind()))
    }

    fn kind(&self) -> Kind {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the clock on the wall shows, for what is not part of a rehearsal's day.
#[allow(clippy::disallowed_methods, reason = "the one reading of the wall clock")]
pub fn wall_now() -> Stamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
