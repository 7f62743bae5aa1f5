//! Numbers that are taken, kept as runs without gaps: the lowest free one is found without counting up.

use std::collections::BTreeMap;

/// A set of numbers.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Runs(BTreeMap<u64, u64>);

impl Runs {
    /// Says whether no number is in the set.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a number in.
    pub(super) fn add(&mut self, number: u64) {
        if self.run_of(number).is_some() {
            return;
        }
        let first = number.checked_sub(1).and_then(|before| self.run_of(before)).map_or(number, |run| run.0);
        let last = number.checked_add(1).and_then(|after| self.0.remove(&after)).unwrap_or(number);
        self.0.insert(first, last);
    }

    /// Takes a number out.
    pub(super) fn remove(&mut self, number: u64) {
        let Some((first, last)) = self.run_of(number) else { return };
        self.0.remove(&first);
        if first < number {
            self.0.insert(first, number - 1);
        }
        if number < last {
            self.0.insert(number + 1, last);
        }
    }

    /// Returns the lowest number, not below `from`, that is not in the set.
    pub(super) fn free(&self, from: u64) -> u64 {
        self.run_of(from).map_or(from, |run| run.1.saturating_add(1))
    }

    /// Returns the ends of the run that a number is in.
    fn run_of(&self, number: u64) -> Option<(u64, u64)> {
        let (first, last) = self.0.range(..=number).next_back()?;
        (*last >= number).then_some((*first, *last))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn runs_hold_what_a_set_holds() {
        let (mut runs, mut set, mut seed) = (Runs::default(), BTreeSet::new(), 7_u64);
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = (seed >> 40) % 40;
            if seed >> 63 == 0 {
                runs.add(number);
                set.insert(number);
            } else {
                runs.remove(number);
                set.remove(&number);
            }
            let from = (seed >> 20) % 40;
            assert_eq!(Some(runs.free(from)), (from..).find(|number| !set.contains(number)));
            assert_eq!(runs.is_empty(), set.is_empty());
        }
        runs.add(u64::MAX);
        assert_eq!(runs.free(u64::MAX), u64::MAX, "there is none beyond");
        runs.remove(u64::MAX);
    }
}
