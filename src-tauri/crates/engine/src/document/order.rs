//! An order of nodes in which no edge leads back, so that most connections are known not to close a circle at once.
//!
//! Numbers with room between them: a node that is put in gets one between its neighbours. What does not fit makes the order
//! void, and the next question gathers it anew; a playbook with a circle has none.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use soarboard_model::playbook::{Edge, EdgeId, NodeId, Playbook};

use super::index::Many;
use crate::change::{Change, Record};

/// Room between two nodes at first; halved by each one put between them.
const ROOM: u64 = 1 << 32;

/// Nodes with edges and their numbers: each edge leads from a lower one to a higher one.
#[derive(Debug)]
pub(super) struct Order {
    numbers: HashMap<NodeId, u64>,
    taken: BTreeSet<u64>,
}

impl Order {
    /// Returns the order of a playbook; `None` where some edges form a circle.
    pub(super) fn of(playbook: &Playbook) -> Option<Self> {
        let place = |id: &NodeId| playbook.nodes.get_index_of(id);
        let ends = |edge: &Edge| Some((place(&edge.from.node)?, place(&edge.to.node)?));
        let edges: Vec<_> = playbook.edges.values().filter_map(ends).collect();
        let mut next = vec![Vec::new(); playbook.nodes.len()];
        let mut before = vec![0_usize; playbook.nodes.len()];
        for (from, to) in edges {
            next[from].push(to);
            before[to] += 1;
        }
        let mut ready: Vec<usize> = (0..before.len()).filter(|node| before[*node] == 0).collect();
        let (mut order, mut number) =
            (Self { numbers: HashMap::with_capacity(before.len()), taken: BTreeSet::new() }, 0);
        while let Some(node) = ready.pop() {
            number += ROOM;
            order.give(&playbook.nodes[node].id, number);
            for &after in &next[node] {
                before[after] -= 1;
                if before[after] == 0 {
                    ready.push(after);
                }
            }
        }
        (order.numbers.len() == before.len()).then_some(order)
    }

    /// Says whether no way leads from one node to another: it stands behind it.
    pub(super) fn is_behind(&self, node: &NodeId, other: &NodeId) -> bool {
        matches!((self.numbers.get(node), self.numbers.get(other)), (Some(node), Some(other)) if node > other)
    }

    /// Takes over a change; false when the order does not hold any more. `edges` are those at each node after it.
    pub(super) fn follow(&mut self, change: &Change, edges: &Many<NodeId, EdgeId>) -> bool {
        for entry in &change.removed {
            if let Record::Node(node) = &entry.record
                && let Some(number) = self.numbers.remove(&node.id)
            {
                self.taken.remove(&number);
            }
        }
        let added = change.added.iter().map(|entry| &entry.record);
        let new: Vec<&Edge> = added
            .clone()
            .chain(change.updated.iter().map(|update| &update.to))
            .filter_map(|record| if let Record::Edge(edge) = record { Some(edge) } else { None })
            .collect();
        let mut by_end: HashMap<&NodeId, Vec<&Edge>> = HashMap::new();
        for edge in &new {
            by_end.entry(&edge.from.node).or_default().push(edge);
            if edge.to.node != edge.from.node {
                by_end.entry(&edge.to.node).or_default().push(edge);
            }
        }
        for record in added {
            if let Record::Node(node) = record {
                let mine = by_end.get(&node.id).map_or(&[][..], Vec::as_slice);
                // A file may have edges at a node it does not have; such a one is not put in by its new ones alone.
                if mine.len() != edges.get(&node.id).len() || !self.put_in(&node.id, mine) {
                    return false;
                }
            }
        }
        new.iter().all(|edge| {
            match (self.numbers.get(&edge.from.node), self.numbers.get(&edge.to.node)) {
                (Some(from), Some(to)) => from < to,
                // An end that is not there leads nowhere.
                _ => true,
            }
        })
    }

    /// Gives a new node a number right behind what leads to it, else right before what it leads to, else behind all.
    fn put_in(&mut self, node: &NodeId, edges: &[&Edge]) -> bool {
        let number = |id: &NodeId| self.numbers.get(id).copied();
        let before =
            edges.iter().filter(|edge| edge.to.node == *node).filter_map(|edge| number(&edge.from.node));
        let after =
            edges.iter().filter(|edge| edge.from.node == *node).filter_map(|edge| number(&edge.to.node));
        let (low, high) = match (before.max(), after.min()) {
            (Some(low), _) => {
                let next = self.taken.range((Bound::Excluded(low), Bound::Unbounded)).next().copied();
                (low, next.unwrap_or(low.saturating_add(2 * ROOM)))
            }
            (None, Some(high)) => (self.taken.range(..high).next_back().copied().unwrap_or(0), high),
            (None, None) => {
                let last = self.taken.last().copied().unwrap_or(0);
                (last, last.saturating_add(2 * ROOM))
            }
        };
        let middle = low + (high - low) / 2;
        let fits = low < middle && middle < high;
        if fits {
            self.give(node, middle);
        }
        fits
    }

    fn give(&mut self, node: &NodeId, number: u64) {
        self.numbers.insert(node.clone(), number);
        self.taken.insert(number);
    }

    pub(super) fn assert_holds(&self, playbook: &Playbook) {
        assert!(self.numbers.keys().all(|node| playbook.nodes.contains_key(node)));
        assert_eq!((self.numbers.len(), self.taken.len()), (playbook.nodes.len(), playbook.nodes.len()));
        for edge in playbook.edges.values() {
            if let (Some(from), Some(to)) =
                (self.numbers.get(&edge.from.node), self.numbers.get(&edge.to.node))
            {
                assert!(from < to, "{} leads back", edge.id);
            }
        }
    }
}
