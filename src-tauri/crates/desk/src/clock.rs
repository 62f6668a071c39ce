//! The only place that reads a clock: the wall's, or a rehearsal's own day running at a chosen speed.

use domain::Stamp;
use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub struct Clock(Mutex<Kind>);

#[derive(Clone, Copy)]
enum Kind {
    /// The wall's, and what it is known to be behind the hub's, in ms.
    Wall {
        behind: i64,
    },
    Played {
        from: Stamp,
        since: Instant,
        speed: f64,
    },
    Fixed {
        at: Stamp,
        behind: i64,
    },
}

impl Clock {
    pub fn wall() -> Clock {
        Clock(Mutex::new(Kind::Wall { behind: 0 }))
    }

    /// A rehearsal's clock that shows `from` now and runs `speed` times as fast as the wall's.
    pub fn played(from: Stamp, speed: f64) -> Clock {
        Clock(Mutex::new(Kind::Played { from, since: Instant::now(), speed }))
    }

    /// A clock that stands until it is set.
    pub fn fixed(at: Stamp) -> Clock {
        Clock::fixed_behind(at, 0)
    }

    /// One that stands, and was found so many ms behind the hub's before it was put right.
    pub fn fixed_behind(at: Stamp, behind: i64) -> Clock {
        Clock(Mutex::new(Kind::Fixed { at, behind }))
    }

    pub fn now(&self) -> Stamp {
        match self.kind() {
            Kind::Wall { behind } => Stamp(wall_now().0.saturating_add(behind)),
            Kind::Fixed { at, .. } => at,
            Kind::Played { from, since, speed } => {
                Stamp(from.0 + (since.elapsed().as_millis() as f64 * speed) as i64)
            }
        }
    }

    /// How many times as fast as the wall's; 0 when it stands.
    pub fn speed(&self) -> f64 {
        match self.kind() {
            Kind::Wall { .. } => 1.0,
            Kind::Fixed { .. } => 0.0,
            Kind::Played { speed, .. } => speed,
        }
    }

    /// Changes the speed of a played clock from this moment on. The wall's can't be changed.
    pub fn run_at(&self, speed: f64) {
        let now = self.now();
        let mut kind = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*kind, Kind::Wall { .. }) {
            *kind = Kind::Played { from: now, since: Instant::now(), speed };
        }
    }

    /// Sets a played or standing clock; never back, and never the wall's.
    pub fn set(&self, at: Stamp) {
        let mut kind = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *kind {
            Kind::Wall { .. } => {}
            Kind::Fixed { at: stands, .. } => *stands = at.max(*stands),
            Kind::Played { from, since, .. } => (*from, *since) = (at, Instant::now()),
        }
    }

    /// Whether it is the wall's, which can be wrong.
    pub fn is_wall(&self) -> bool {
        matches!(self.kind(), Kind::Wall { .. })
    }

    /// The wall's clock is so many ms behind the hub's, and goes by it from now on. Others go their own way.
    pub fn go_by(&self, behind: i64) {
        let mut kind = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*kind, Kind::Wall { .. }) {
            *kind = Kind::Wall { behind };
        }
    }

    /// How many ms the wall's clock is behind the hub's, as far as that is known.
    pub fn behind(&self) -> i64 {
        match self.kind() {
            Kind::Wall { behind } | Kind::Fixed { behind, .. } => behind,
            Kind::Played { .. } => 0,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walls_clock_goes_by_the_hubs_and_others_go_their_own_way() {
        let (wall, fixed) = (Clock::wall(), Clock::fixed(Stamp(5)));
        [&wall, &fixed].into_iter().for_each(|clock| clock.go_by(86_400_000));
        let ahead = wall.now().0 - wall_now().0;
        assert!((86_399_000..=86_401_000).contains(&ahead), "{ahead}");
        assert_eq!((wall.behind(), fixed.now(), fixed.behind()), (86_400_000, Stamp(5), 0));
        assert_eq!(wall.continued().behind(), 86_400_000);
    }
}
