//! Joining two changes that follow each other into one.
//!
//! A gesture sends many small changes that undo takes back as one step. Places are the difficulty: those of the
//! first change count in the documents before and between, those of the later one between and after, and the
//! joined change may speak only of before and after.

use std::collections::{HashMap, HashSet};

use super::{Change, Entry, Record, Update};

type Key = (u8, String);

fn key_of(record: &Record) -> Key {
    let (rank, id) = record.key();
    (rank, id.to_owned())
}

impl Change {
    /// Returns the one change that does what `self` and then `later` do.
    pub fn merge(self, later: Change) -> Change {
        let mut merged = Change::default();
        merge_removed(&self, &later, &mut merged);
        merge_added(&self, &later, &mut merged);
        merge_updates(self, later, &mut merged);
        merged.sort();
        merged
    }
}

/// Taken out in all: what the first took, and what the later one took of the records that were there before.
fn merge_removed(first: &Change, later: &Change, merged: &mut Change) {
    let born: HashSet<_> = first.added.iter().map(|entry| entry.record.key()).collect();
    let before: HashMap<_, _> = first.updated.iter().map(|update| (update.to.key(), &update.from)).collect();
    merged.removed = first.removed.clone();
    for entry in &later.removed {
        let key = entry.record.key();
        if !born.contains(&key) {
            let index = place_behind(entry, &first.added, &first.removed);
            let record = before.get(&key).map_or(&entry.record, |from| from).clone();
            merged.removed.push(Entry { index, record });
        }
    }
}

/// Put in in all: what the later one put, and what the first put and the later one left standing.
fn merge_added(first: &Change, later: &Change, merged: &mut Change) {
    let gone: HashSet<_> = later.removed.iter().map(|entry| entry.record.key()).collect();
    let after: HashMap<_, _> = later.updated.iter().map(|update| (update.from.key(), &update.to)).collect();
    merged.added = later.added.clone();
    for entry in &first.added {
        let key = entry.record.key();
        if !gone.contains(&key) {
            let index = place_behind(entry, &later.removed, &later.added);
            let record = after.get(&key).map_or(&entry.record, |to| to).clone();
            merged.added.push(Entry { index, record });
        }
    }
}

/// Returns the place a record has once the entries of `out` are gone and those of `back` have come.
fn place_behind(entry: &Entry, out: &[Entry], back: &[Entry]) -> usize {
    let rank = entry.record.rank();
    if matches!(entry.record, Record::Header(_) | Record::Position(_)) {
        return 0;
    }
    let same = |other: &&Entry| other.record.rank() == rank;
    let mut index = entry.index
        - out.iter().filter(same).filter(|other| other.index < entry.index).count().min(entry.index);
    let mut places: Vec<usize> = back.iter().filter(same).map(|other| other.index).collect();
    places.sort_unstable();
    for place in places {
        if place <= index {
            index += 1;
        }
    }
    index
}

fn merge_updates(first: Change, later: Change, merged: &mut Change) {
    let moved: HashSet<Key> =
        merged.removed.iter().chain(&merged.added).map(|entry| key_of(&entry.record)).collect();
    let mut last: HashMap<Key, Record> =
        later.updated.iter().map(|update| (key_of(&update.from), update.to.clone())).collect();
    let born: HashSet<Key> = first.added.iter().map(|entry| key_of(&entry.record)).collect();
    for Update { from, to } in first.updated {
        let key = key_of(&from);
        let to = last.remove(&key).unwrap_or(to);
        if !moved.contains(&key) {
            merged.update(from, to);
        }
    }
    for Update { from, to } in later.updated {
        let key = key_of(&from);
        if last.contains_key(&key) && !born.contains(&key) && !moved.contains(&key) {
            merged.update(from, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::playbook::{Node, NodeId, Playbook};

    use super::*;

    fn book(ids: &[&str]) -> Playbook {
        let mut playbook = Playbook::default();
        for id in ids {
            playbook.nodes.insert((*id).into(), node(id, ""));
        }
        playbook
    }

    fn node(id: &str, name: &str) -> Node {
        Node { id: id.into(), name: name.into(), ..Node::default() }
    }

    fn entry(index: usize, id: &str) -> Entry {
        Entry { index, record: Record::Node(node(id, "")) }
    }

    fn renamed(id: &str, from: &str, to: &str) -> Update {
        Update { from: Record::Node(node(id, from)), to: Record::Node(node(id, to)) }
    }

    fn check(start: &Playbook, first: Change, later: Change) -> Change {
        let mut twice = start.clone();
        first.apply(&mut twice);
        later.apply(&mut twice);
        let merged = first.merge(later);
        let mut once = start.clone();
        merged.apply(&mut once);
        let ids = |playbook: &Playbook| playbook.nodes.keys().map(NodeId::to_string).collect::<Vec<_>>();
        assert_eq!((ids(&once), &once), (ids(&twice), &twice));
        merged.reversed().apply(&mut once);
        assert_eq!((ids(&once), &once), (ids(start), start));
        merged
    }

    #[test]
    fn places_before_and_after_are_kept_apart() {
        let start = book(&["a", "b", "c", "d", "e"]);
        let first = Change {
            removed: vec![entry(3, "d"), entry(0, "a")],
            added: vec![entry(1, "x"), entry(4, "y")],
            updated: vec![renamed("c", "", "C")],
        };
        // Between them stands b x c e y.
        let later = Change {
            removed: vec![Entry { index: 2, record: Record::Node(node("c", "C")) }, entry(1, "x")],
            added: vec![entry(0, "z")],
            updated: vec![renamed("y", "", "Y")],
        };

        let merged = check(&start, first, later);

        assert_eq!(merged.added.len(), 2);
        assert_eq!(merged.removed.len(), 3);
    }

    #[test]
    fn what_comes_and_goes_leaves_nothing() {
        let start = book(&["a"]);
        let first =
            Change { added: vec![entry(1, "x")], updated: vec![renamed("a", "", "A")], ..Change::default() };
        let later = Change {
            removed: vec![entry(1, "x")],
            updated: vec![renamed("a", "A", "")],
            ..Change::default()
        };

        assert!(check(&start, first, later).is_empty());
    }

    #[test]
    fn a_record_that_leaves_and_returns_keeps_its_last_content() {
        let start = book(&["a", "b"]);
        let first = Change { removed: vec![entry(0, "a")], ..Change::default() };
        let back = Entry { index: 1, record: Record::Node(node("a", "again")) };
        let later = Change { added: vec![back], updated: vec![renamed("b", "", "B")], ..Change::default() };

        check(&start, first, later);
    }
}
