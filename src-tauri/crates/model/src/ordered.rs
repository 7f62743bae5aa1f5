//! Records by key that keep an order, so that one in the middle goes or comes without moving those behind it.
//!
//! Stands apart since nothing else knows how the order is kept: records lie in no order in a hash map of the kept library,
//! and short runs of their slots make up the order. Taking out, putting in and asking for a place look at one run and at
//! the heads of the runs behind it, which are under a hundred in a playbook of 5,000 nodes. Deliberately absent: sorting, and
//! whatever no document needs.

use std::fmt;
use std::hash::Hash;
use std::ops::{Index, IndexMut};

use indexmap::{Equivalent, IndexMap};

/// Most slots of a run; a full one is halved.
const MOST: usize = 128;

/// Records by key in an order of their own; a new one goes behind all.
///
/// Two are equal when they hold equal records, in whatever order.
#[derive(Clone)]
pub struct Ordered<K, V> {
    records: IndexMap<K, V>,
    /// The run that each slot of `records` stands in.
    homes: Vec<u32>,
    runs: Vec<Run>,
    /// The runs that hold something, in order.
    sequence: Vec<u32>,
    /// The runs that hold nothing.
    free: Vec<u32>,
}

/// Some slots that follow one another.
#[derive(Debug, Clone, Default)]
struct Run {
    slots: Vec<u32>,
    /// Place of the run among those that hold something.
    rank: usize,
    /// Place of its first record.
    start: usize,
}

impl<K, V> Ordered<K, V> {
    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Says whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Returns the record at a place.
    pub fn get_index(&self, index: usize) -> Option<(&K, &V)> {
        self.records.get_index(self.slot_at(index)?)
    }

    /// Returns the records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + Clone {
        self.slots().filter_map(|slot| self.records.get_index(slot))
    }

    /// Returns the keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// Returns the values in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// Returns the values to be changed, in no order that means anything.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.records.values_mut()
    }

    /// Takes out all records.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn slots(&self) -> impl DoubleEndedIterator<Item = usize> + Clone {
        let runs = self.sequence.iter().map(|run| &self.runs[*run as usize]);
        runs.flat_map(|run| run.slots.iter().map(|slot| *slot as usize))
    }

    /// Returns the rank of the run that a place stands in, or would were there one more; `None` where there is no run.
    fn rank_at(&self, index: usize) -> Option<usize> {
        let begins = |run: &u32| self.runs[*run as usize].start <= index;
        // No run holds more than the most, so the one that is looked for is this one or, seldom, one behind it.
        let near = (index / MOST).min(self.sequence.len().checked_sub(1)?);
        let behind = &self.sequence[near + 1..];
        let is_near = behind.first().is_none_or(|run| !begins(run));
        Some(if is_near { near } else { near + behind.partition_point(begins) })
    }

    fn slot_at(&self, index: usize) -> Option<usize> {
        let run = &self.runs[self.sequence[self.rank_at(index)?] as usize];
        run.slots.get(index - run.start).map(|slot| *slot as usize)
    }

    fn place_of(&self, slot: usize) -> usize {
        let run = &self.runs[self.homes[slot] as usize];
        run.start + offset_of(&run.slots, slot)
    }

    /// Gives a new slot its place.
    fn list(&mut self, slot: usize, index: usize) {
        let rank = self.rank_for(index);
        let run = self.sequence[rank];
        self.homes.push(run);
        let Run { slots, start, .. } = &mut self.runs[run as usize];
        slots.insert(index - *start, slot as u32);
        self.renumber(rank);
    }

    /// Returns the rank of a run that has room for a slot at a place.
    fn rank_for(&mut self, index: usize) -> usize {
        let Some(rank) = self.rank_at(index) else { return self.open(0, Vec::new()) };
        let run = &mut self.runs[self.sequence[rank] as usize];
        if run.slots.len() < MOST {
            return rank;
        }
        let at = index - run.start;
        // One that is filled from the front to the back leaves full runs behind.
        let from = if at == MOST { MOST } else { MOST / 2 };
        let later = run.slots.split_off(from);
        let second = self.open(rank + 1, later);
        if at > from || at == MOST { second } else { rank }
    }

    /// Puts a run in at a rank.
    fn open(&mut self, rank: usize, slots: Vec<u32>) -> usize {
        let run = self.free.pop().unwrap_or_else(|| {
            self.runs.push(Run::default());
            (self.runs.len() - 1) as u32
        });
        for slot in &slots {
            self.homes[*slot as usize] = run;
        }
        self.runs[run as usize].slots = slots;
        self.sequence.insert(rank, run);
        self.renumber(rank);
        rank
    }

    /// Takes a slot out of the order. The last slot then gets its number, as the last record gets its slot.
    fn unlist(&mut self, slot: usize) {
        let run = self.homes[slot];
        let Run { slots, rank, .. } = &mut self.runs[run as usize];
        let (offset, rank) = (offset_of(slots, slot), *rank);
        slots.remove(offset);
        if slots.is_empty() {
            self.sequence.remove(rank);
            self.free.push(run);
        }
        self.renumber(rank);
        let last = self.homes.len() - 1;
        if slot != last {
            let slots = &mut self.runs[self.homes[last] as usize].slots;
            let offset = offset_of(slots, last);
            slots[offset] = slot as u32;
        }
        self.homes.swap_remove(slot);
    }

    /// Counts anew where runs begin, from a rank on.
    fn renumber(&mut self, from: usize) {
        let before = from.checked_sub(1).map(|rank| &self.runs[self.sequence[rank] as usize]);
        let mut start = before.map_or(0, |run| run.start + run.slots.len());
        for (rank, run) in self.sequence.iter().enumerate().skip(from) {
            let run = &mut self.runs[*run as usize];
            (run.rank, run.start) = (rank, start);
            start += run.slots.len();
        }
    }
}

fn offset_of(slots: &[u32], slot: usize) -> usize {
    // Records that came one after another have slots one after another.
    let near = slots.first().map_or(0, |first| slot.wrapping_sub(*first as usize));
    if slots.get(near).is_some_and(|other| *other as usize == slot) {
        return near;
    }
    slots.iter().position(|other| *other as usize == slot).expect("a slot stands in its home")
}

impl<K: Hash + Eq, V> Ordered<K, V> {
    /// Returns the value of a key.
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<&V> {
        self.records.get(key)
    }

    /// Returns the value of a key, to be changed.
    pub fn get_mut<Q: ?Sized + Hash + Equivalent<K>>(&mut self, key: &Q) -> Option<&mut V> {
        self.records.get_mut(key)
    }

    /// Says whether there is a record of a key.
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> bool {
        self.records.contains_key(key)
    }

    /// Returns the place of a key.
    pub fn get_index_of<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<usize> {
        Some(self.place_of(self.records.get_index_of(key)?))
    }

    /// Returns the record of a key with its place.
    pub fn get_full<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<(usize, &K, &V)> {
        let (slot, key, value) = self.records.get_full(key)?;
        Some((self.place_of(slot), key, value))
    }

    /// Puts a record in behind all others. Where the key is there already, its record keeps its place, gets the new value and
    /// the old one is returned.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let (slot, old) = self.records.insert_full(key, value);
        if old.is_none() {
            self.list(slot, slot);
        }
        old
    }

    /// Puts a record in at a place; a place beyond the end is the end. The old record of the key, if any, goes first.
    pub fn insert_at(&mut self, index: usize, key: K, value: V) {
        self.remove(&key);
        let index = index.min(self.len());
        let (slot, _) = self.records.insert_full(key, value);
        self.list(slot, index);
    }

    /// Takes out the record of a key and returns its value.
    pub fn remove<Q: ?Sized + Hash + Equivalent<K>>(&mut self, key: &Q) -> Option<V> {
        let slot = self.records.get_index_of(key)?;
        self.unlist(slot);
        self.records.swap_remove_index(slot).map(|(_, value)| value)
    }

    /// Takes out the records that a question, asked in order, does not keep. Costs a look at all of them.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        *self = std::mem::take(self).into_iter().filter(|(key, value)| keep(key, value)).collect();
    }
}

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        let records = IndexMap::default();
        Self { records, homes: Vec::new(), runs: Vec::new(), sequence: Vec::new(), free: Vec::new() }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Ordered<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Hash + Eq, V: PartialEq> PartialEq for Ordered<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<K: Hash + Eq, V, Q: ?Sized + Hash + Equivalent<K>> Index<&Q> for Ordered<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        &self.records[key]
    }
}

impl<K: Hash + Eq, V, Q: ?Sized + Hash + Equivalent<K>> IndexMut<&Q> for Ordered<K, V> {
    fn index_mut(&mut self, key: &Q) -> &mut V {
        &mut self.records[key]
    }
}

impl<K, V> Index<usize> for Ordered<K, V> {
    type Output = V;

    fn index(&self, index: usize) -> &V {
        self.get_index(index).expect("whoever asks by place asks for one that is there").1
    }
}

impl<K, V> IndexMut<usize> for Ordered<K, V> {
    fn index_mut(&mut self, index: usize) -> &mut V {
        let slot = self.slot_at(index).expect("whoever asks by place asks for one that is there");
        &mut self.records[slot]
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for Ordered<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, records: I) {
        records.into_iter().for_each(|(key, value)| drop(self.insert(key, value)));
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Ordered<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(records: I) -> Self {
        let mut ordered = Self::default();
        ordered.extend(records);
        ordered
    }
}

impl<K, V> IntoIterator for Ordered<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(mut self) -> Self::IntoIter {
        let mut records: Vec<Option<(K, V)>> =
            std::mem::take(&mut self.records).into_iter().map(Some).collect();
        self.slots().filter_map(|slot| records[slot].take()).collect::<Vec<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails when the order, the places or the runs are not those of a plain list.
    fn assert_is(ordered: &Ordered<u32, u32>, list: &[(u32, u32)]) {
        assert!(ordered.iter().map(|(key, value)| (*key, *value)).eq(list.iter().copied()));
        assert!(ordered.iter().rev().map(|(key, _)| *key).eq(list.iter().rev().map(|(key, _)| *key)));
        assert_eq!((ordered.len(), ordered.homes.len()), (list.len(), list.len()));
        for (index, (key, value)) in list.iter().enumerate() {
            assert_eq!(ordered.get_full(key), Some((index, key, value)));
            assert_eq!(ordered.get_index(index), Some((key, value)));
        }
        assert_eq!(ordered.get_index(list.len()), None);
        assert_eq!(ordered.sequence.len() + ordered.free.len(), ordered.runs.len());
        let runs = || ordered.sequence.iter().map(|run| &ordered.runs[*run as usize]);
        assert!(runs().all(|run| (1..=MOST).contains(&run.slots.len())));
    }

    #[test]
    fn records_keep_the_places_of_a_plain_list() {
        for seed in 1..=20_u64 {
            let (mut ordered, mut list) = (Ordered::default(), Vec::<(u32, u32)>::new());
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut random = |below: usize| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state % below as u64) as usize
            };
            for step in 0..3_000_u32 {
                // Growing first and shrinking to nothing later, so that runs are halved, emptied and used again.
                let grows = if step < 1_500 { 8 } else { 2 };
                let key = random(900) as u32;
                let found = list.iter().position(|(other, _)| *other == key);
                if random(10) >= grows {
                    assert_eq!(ordered.remove(&key), found.map(|index| list.remove(index).1));
                } else if random(4) == 0 {
                    let old = ordered.insert(key, step);
                    assert_eq!(old, found.map(|index| list[index].1));
                    match found {
                        Some(index) => list[index].1 = step,
                        None => list.push((key, step)),
                    }
                } else {
                    let index = random(list.len() + 3);
                    ordered.insert_at(index, key, step);
                    list.retain(|(other, _)| *other != key);
                    list.insert(index.min(list.len()), (key, step));
                }
                if step % 50 == 0 {
                    assert_is(&ordered, &list);
                }
            }
            assert!(ordered.clone().into_iter().eq(list.iter().copied()), "seed {seed}");
            ordered.retain(|key, _| key % 3 == 0);
            list.retain(|(key, _)| key % 3 == 0);
            assert_is(&ordered, &list);
            list.drain(..).for_each(|(key, value)| assert_eq!(ordered.remove(&key), Some(value)));
            assert_is(&ordered, &[]);
        }
    }

    #[test]
    fn what_is_filled_from_front_to_back_has_full_runs() {
        let ordered: Ordered<u32, u32> = (0..1_000).map(|key| (key, key)).collect();

        assert_eq!(ordered.sequence.len(), 1_000_usize.div_ceil(MOST));
    }

    #[test]
    fn equal_records_are_equal_in_any_order() {
        let one: Ordered<u32, u32> = [(1, 1), (2, 2)].into_iter().collect();
        let other: Ordered<u32, u32> = [(2, 2), (1, 1)].into_iter().collect();

        assert_eq!(one, other);
        assert_ne!(one, [(1, 1), (2, 3)].into_iter().collect());
    }
}
