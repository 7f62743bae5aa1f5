//! A bound on requests per second, shared by everything that calls with one account.
//!
//! A sliding window: no second holds more than the bound, also right after a pause. Deliberately absent: waiting;
//! it answers how long to wait and the caller sleeps.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const WINDOW_MS: i64 = 1000;
/// A clock set back must not stop calls; waits beyond this can have no other cause.
const LONGEST_WAIT_MS: i64 = 60_000;

/// Hands out the moments at which requests may start.
#[derive(Debug)]
pub struct Limiter {
    per_second: usize,
    slots: Mutex<VecDeque<i64>>,
}

impl Limiter {
    /// Returns a limiter with a bound of at least one request per second.
    pub fn per_second(bound: usize) -> Self {
        Self { per_second: bound.max(1), slots: Mutex::new(VecDeque::new()) }
    }

    /// Returns a limiter without a bound, for the practice service and for measurements.
    pub fn unlimited() -> Self {
        Self { per_second: usize::MAX, slots: Mutex::new(VecDeque::new()) }
    }

    /// Takes the next free moment and returns how long it is until then.
    pub fn reserve(&self, now_ms: i64) -> Duration {
        if self.per_second == usize::MAX {
            return Duration::ZERO;
        }
        // A panic elsewhere leaves moments behind, which are valid whatever happened.
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.front().is_some_and(|first| first + WINDOW_MS - now_ms > LONGEST_WAIT_MS) {
            slots.clear();
        }
        let mut slot = now_ms;
        if slots.len() == self.per_second {
            slot = slots.pop_front().map_or(now_ms, |first| now_ms.max(first + WINDOW_MS));
        }
        slots.push_back(slot);
        Duration::from_millis(u64::try_from(slot - now_ms).unwrap_or(0))
    }
}

impl Default for Limiter {
    fn default() -> Self {
        Self::per_second(10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_window_of_a_second_holds_more_than_the_bound() {
        let limiter = Limiter::per_second(10);
        let mut now = 0;
        let mut starts = Vec::new();
        for step in 0..500 {
            now += if step % 37 == 0 { 1500 } else { 13 };
            starts.push(now + limiter.reserve(now).as_millis() as i64);
        }

        for (index, start) in starts.iter().enumerate() {
            let within = starts[index..].iter().filter(|later| **later < start + 1000).count();
            assert!(within <= 10, "{within} from {start}");
        }
    }

    #[test]
    fn a_clock_set_back_does_not_stop_calls() {
        let limiter = Limiter::per_second(1);
        assert_eq!(limiter.reserve(7_200_000), Duration::ZERO);

        assert_eq!(limiter.reserve(0), Duration::ZERO);
    }
}
