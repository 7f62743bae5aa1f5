//! The change that makes one document out of another.
//!
//! Used where a whole document takes the place of another (a file that was changed outside), so that this too is a step
//! that undo takes back. Records that only changed their place in file order are taken out and put in again.

use std::collections::HashMap;
use std::hash::Hash;

use serde_json::{Map, Value};
use soarboard_model::format::SCHEMA_REF;
use soarboard_model::ordered::Ordered;
use soarboard_model::playbook::Playbook;

use super::{Change, PlacedNode, Record};

impl Change {
    /// Returns the change from one document to another; `None` when they differ in what no record holds, which is
    /// fields that this version does not know.
    pub fn between(old: &Playbook, new: &Playbook) -> Option<Change> {
        let differ = old.layout_extra != new.layout_extra || !old.writes_fringe_of(new);
        if differ || unknown(old) != unknown(new) {
            return None;
        }
        let mut change = Change::default();
        change.update(Record::Header(old.header.clone()), Record::Header(new.header.clone()));
        ordered(&old.nodes, &new.nodes, Record::Node, &mut change);
        ordered(&old.edges, &new.edges, Record::Edge, &mut change);
        let place = |(node, position): (&_, &_)| {
            Record::Position(PlacedNode { node: Clone::clone(node), position: *position })
        };
        for entry in &old.positions {
            match new.positions.get_key_value(entry.0) {
                Some(now) => change.update(place(entry), place(now)),
                None => change.remove(0, place(entry)),
            }
        }
        for entry in new.positions.iter().filter(|(node, _)| !old.positions.contains_key(*node)) {
            change.add(0, place(entry));
        }
        change.sort();
        Some(change)
    }
}

/// Returns the unknown fields as they would be written: a document without a schema line gets the usual one.
fn unknown(playbook: &Playbook) -> Map<String, Value> {
    let mut fields = playbook.extra.clone();
    fields.entry("$schema").or_insert_with(|| SCHEMA_REF.into());
    fields
}

/// Adds what happened to records that have an order.
fn ordered<K: Hash + Eq, V: Clone + PartialEq>(
    old: &Ordered<K, V>,
    new: &Ordered<K, V>,
    record: fn(V) -> Record,
    change: &mut Change,
) {
    let stays = in_order(old, new);
    for (index, (key, value)) in old.iter().enumerate() {
        match new.get(key) {
            Some(now) if stays.contains_key(&index) => {
                if value != now {
                    change.update(record(value.clone()), record(now.clone()));
                }
            }
            _ => change.remove(index, record(value.clone())),
        }
    }
    for (index, (key, value)) in new.iter().enumerate() {
        if !old.get_index_of(key).is_some_and(|old| stays.contains_key(&old)) {
            change.add(index, record(value.clone()));
        }
    }
}

/// Returns the places in `old` of the most records that stand in both in the same order: the longest ascending row of
/// their places in `new`.
fn in_order<K: Hash + Eq, V>(old: &Ordered<K, V>, new: &Ordered<K, V>) -> HashMap<usize, usize> {
    let both: Vec<(usize, usize)> =
        old.keys().enumerate().filter_map(|(at, key)| Some((at, new.get_index_of(key)?))).collect();
    // `ends[n]` is the entry of `both` that ends a row of n + 1 with the smallest place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(both.len());
    for (entry, &(_, place)) in both.iter().enumerate() {
        let row = ends.partition_point(|&end| both[end].1 < place);
        before.push(row.checked_sub(1).map(|row| ends[row]));
        if row == ends.len() { ends.push(entry) } else { ends[row] = entry }
    }
    let mut next = ends.last().copied();
    let mut found = HashMap::with_capacity(ends.len());
    while let Some(entry) = next {
        found.insert(both[entry].0, both[entry].1);
        next = before[entry];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::book;

    fn same(change: &Change, old: &Playbook, new: &Playbook) {
        let mut document = old.clone();
        change.apply(&mut document);
        assert_eq!(&document, new);
        assert!(document.nodes.keys().eq(new.nodes.keys()), "order of nodes");
        assert!(document.edges.keys().eq(new.edges.keys()), "order of edges");
        change.reversed().apply(&mut document);
        assert_eq!(&document, old);
        assert!(document.nodes.keys().eq(old.nodes.keys()), "order of nodes after undo");
    }

    #[test]
    fn whatever_differs_becomes_the_other_document_and_back() {
        let old = book(&[("n1", "start"), ("n2", "api"), ("n3", "api"), ("n4", "end")], &["n1>n2", "n2>n3"]);
        let mut new = book(&[("n4", "end"), ("n1", "start"), ("n9", "api"), ("n3", "api")], &["n1>n9"]);
        new.header.name = "other".into();
        new.positions.insert("n9".into(), Default::default());
        new.nodes["n3"].name = "renamed".into();

        let change = Change::between(&old, &new).unwrap();

        same(&change, &old, &new);
        assert_eq!(change.removed.len(), 2 + 1, "n2 and n4 leave their places, and one edge goes");
    }

    #[test]
    fn equal_documents_differ_in_nothing_and_unknown_fields_are_no_records() {
        let old = book(&[("n1", "start")], &[]);
        let mut new = old.clone();

        assert_eq!(Change::between(&old, &new), Some(Change::default()));
        new.extra.insert("later".into(), 1.into());
        assert_eq!(Change::between(&old, &new), None);
    }

    #[test]
    fn random_orders_are_exact() {
        let mut seed = 9_u64;
        let mut below = |limit: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 16) as usize % limit
        };
        for _ in 0..300 {
            let mut draw = || {
                let mut ids: Vec<String> = (0..12).map(|id| format!("n{id}")).collect();
                for at in 0..ids.len() {
                    let other = below(12);
                    ids.swap(at, other);
                }
                ids.truncate(4 + below(8));
                let nodes: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "api")).collect();
                book(&nodes, &[])
            };
            let (old, new) = (draw(), draw());
            same(&Change::between(&old, &new).unwrap(), &old, &new);
        }
    }
}
