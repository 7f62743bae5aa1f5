//! Which cursors were sent before, in memory that does not grow with a run.
//!
//! A cursor may be a thousand characters long and a run a million pages, so a digest stands for each, and no more than two
//! generations of them are kept: a cycle of up to [`GENERATION`] pages is noticed at its first repeat. For longer ones
//! a single mark moves on whenever the run has doubled, as in Brent's search for cycles: they are noticed, too, after
//! some turns. Deliberately absent: cursors themselves.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

/// Cursors of a generation: two of them take a third of a MiB.
const GENERATION: usize = 8_192;

/// The digests of the latest cursors.
#[derive(Debug, Clone, Default)]
pub(super) struct SeenCursors {
    young: HashSet<u64>,
    old: HashSet<u64>,
    /// The cursor at the last power of two, and how many came in all.
    mark: u64,
    count: u64,
}

impl SeenCursors {
    /// Adds a cursor and says whether it is new.
    pub fn insert(&mut self, cursor: &str) -> bool {
        let digest = digest(cursor);
        let is_mark = self.count > 0 && digest == self.mark;
        if is_mark || self.old.contains(&digest) || !self.young.insert(digest) {
            return false;
        }
        self.count += 1;
        if self.count.is_power_of_two() {
            self.mark = digest;
        }
        if self.young.len() == GENERATION {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        true
    }
}

/// Two of the cursors kept have the same digest in one of a billion runs of a million pages.
fn digest(cursor: &str) -> u64 {
    let digest = Sha256::digest(cursor.as_bytes());
    digest.iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_new_once() {
        let mut seen = SeenCursors::default();
        assert!(seen.insert("a") && seen.insert("b") && seen.insert(""));
        assert!(!seen.insert("a") && !seen.insert(""));
    }

    #[test]
    fn a_cycle_as_long_as_a_generation_is_noticed_at_its_first_repeat() {
        let mut seen = SeenCursors::default();
        let cursors = || (0..GENERATION).map(|n| n.to_string());
        assert!(cursors().all(|cursor| seen.insert(&cursor)));
        assert!(cursors().all(|cursor| !seen.insert(&cursor)));
    }

    #[test]
    fn a_longer_cycle_is_noticed_after_some_turns() {
        let length = 5 * GENERATION;
        let mut seen = SeenCursors::default();

        let until = (0..10 * length).position(|n| !seen.insert(&(n % length).to_string()));

        assert!(until.is_some_and(|at| at < 4 * length), "{until:?}");
    }

    #[test]
    fn memory_stays_bounded() {
        let mut seen = SeenCursors::default();
        for n in 0..10 * GENERATION {
            assert!(seen.insert(&n.to_string()));
        }
        assert!(seen.young.len() + seen.old.len() <= 2 * GENERATION);
        assert!(seen.young.capacity().max(seen.old.capacity()) < 2 * GENERATION);
    }
}
