//! The rehearsal caller: rings a morning full of calls, the same for the same seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// One caller of a rehearsal. Times are seconds after the lines opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The seat that is free for it, from 1.
    pub seat: u8,
    pub rings: i64,
    pub answered: i64,
    /// The receiver goes down.
    pub ended: i64,
    /// Wrapped up: the seat is free again.
    pub wrapped_up: i64,
    /// Eleven digits that start with 100: no telephone anywhere has such a number.
    pub number: String,
}

/// The calls of `seats` seats in `minutes` minutes, in the order in which they ring. All of them are answered
/// before the lines close, however many they are: the more there are, the shorter each one talks.
pub fn rings(seed: [u8; 32], calls: u32, minutes: u32, seats: u8) -> Vec<Ring> {
    let mut chance = ChaCha8Rng::from_seed(seed);
    let mut below = |end: u32| i64::from(chance.next_u32() % end);
    let (calls, seats) = (i64::from(calls), i64::from(seats.max(1)));
    let span = i64::from(minutes) * 60;
    // What one call may take of one seat.
    let slot = (span * seats / calls.max(1)).max(1);
    let mut free = vec![0; seats as usize];
    let mut rings = Vec::with_capacity(calls as usize);
    for index in 0..calls {
        let seat = free.iter().enumerate().min_by_key(|(_, free)| **free).map_or(0, |(seat, _)| seat);
        let at = (span * index / calls).max(free[seat]);
        let answered = at + below(10).min(slot / 10);
        let ended = answered + slot * (62 + below(26)) / 100;
        let wrapped_up = ended + (slot / 20).min(20);
        free[seat] = wrapped_up;
        let number = format!("100{:08}", 10_000_000 + below(89_999_999));
        rings.push(Ring { seat: seat as u8 + 1, rings: at, answered, ended, wrapped_up, number });
    }
    rings.sort_by_key(|ring| (ring.rings, ring.seat));
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_rings_the_same_morning() {
        assert_eq!(rings([7; 32], 123, 90, 9), rings([7; 32], 123, 90, 9));
        assert_ne!(rings([7; 32], 123, 90, 9), rings([8; 32], 123, 90, 9));
    }

    #[test]
    fn every_call_is_answered_before_the_lines_close_and_no_seat_takes_two_at_once() {
        for (calls, minutes, seats) in [(123, 90, 9), (1, 1, 1), (400, 90, 12), (3, 30, 12)] {
            let rings = rings([1; 32], calls, minutes, seats);
            assert_eq!(rings.len(), calls as usize);
            let span = i64::from(minutes) * 60;
            assert!(rings.iter().all(|ring| ring.answered <= span), "{calls} calls at {seats} seats");
            for seat in 1..=seats {
                let mut busy_until = 0;
                for ring in rings.iter().filter(|ring| ring.seat == seat) {
                    assert!(ring.rings >= busy_until);
                    assert!(ring.rings <= ring.answered && ring.answered <= ring.ended);
                    busy_until = ring.wrapped_up;
                }
            }
        }
    }

    #[test]
    fn numbers_are_of_the_rehearsal_range() {
        for ring in rings([3; 32], 50, 90, 9) {
            assert!(ring.number.starts_with("100") && ring.number.len() == 11, "{}", ring.number);
        }
    }
}
