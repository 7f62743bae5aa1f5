//! What edits look up in a document: numbers of ids, names, edges of nodes, what stands inside what, who refers to whom.
//!
//! Gathered once and carried on with every change. Each part is gathered by the same function that carries it on, so one
//! can only be wrong as the other is; a test compares both after random edits.

use std::borrow::Borrow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use serde_json::{Map, Value};
use soarboard_model::component;
use soarboard_model::expr;
use soarboard_model::ids::Numbers;
use soarboard_model::playbook::{EdgeId, Node, NodeId, Playbook, PortRef, Position};

use super::order::Order;
use super::runs::Runs;
use crate::change::{Change, PlacedNode, Record};
use crate::references;

/// What is known of a playbook.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Bearers of each name.
    pub names: Many<String, NodeId>,
    /// Edges at each end.
    pub edges: Many<NodeId, EdgeId>,
    /// Nodes directly inside each node.
    pub inside: Many<NodeId, NodeId>,
    /// Nodes by the place they stand at.
    pub spots: Many<(u64, u64), NodeId>,
    /// Numbers behind names that end in one, by what stands before.
    numbered: HashMap<String, Runs>,
    /// Numbers of ids; see [`Playbook::numbers`].
    pub numbers: Numbers,
    /// How many nodes of a kind that has a limit stand in each flow.
    limited: HashMap<(Option<NodeId>, String), usize>,
    /// Nodes by the names they refer to; gathered when somebody asks first.
    referring: OnceCell<Many<String, NodeId>>,
    /// An order in which no edge leads back; gathered when somebody asks first, empty where there is none.
    order: OnceCell<Option<Order>>,
}

/// Things by a key, several to each.
#[derive(Debug)]
pub(super) struct Many<K, V> {
    all: HashMap<K, BTreeSet<V>>,
    none: BTreeSet<V>,
}

impl<K, V> Default for Many<K, V> {
    fn default() -> Self {
        Self { all: HashMap::new(), none: BTreeSet::new() }
    }
}

impl<K: Hash + Eq, V: PartialEq> PartialEq for Many<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl<K: Hash + Eq, V: Ord> Many<K, V> {
    pub(super) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> &BTreeSet<V>
    where
        K: Borrow<Q>,
    {
        self.all.get(key).unwrap_or(&self.none)
    }

    fn add(&mut self, key: K, value: V) {
        self.all.entry(key).or_default().insert(value);
    }

    fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q, value: &V)
    where
        K: Borrow<Q>,
    {
        if let Some(values) = self.all.get_mut(key) {
            values.remove(value);
            if values.is_empty() {
                self.all.remove(key);
            }
        }
    }
}

/// Returns a place as a key; a zero has no sign there.
pub(super) fn spot(position: Position) -> (u64, u64) {
    ((position.x + 0.0).to_bits(), (position.y + 0.0).to_bits())
}

impl Index {
    /// Gathers what is to be known of a playbook.
    pub(super) fn of(playbook: &Playbook) -> Self {
        let mut index = Self { numbers: playbook.numbers(), ..Self::default() };
        playbook.nodes.values().for_each(|node| index.add_node(node));
        playbook.edges.values().for_each(|edge| index.add_edge(&edge.id, &edge.from, &edge.to));
        for (node, position) in &playbook.positions {
            index.spots.add(spot(*position), node.clone());
        }
        index
    }

    /// Takes over a change.
    pub(super) fn follow(&mut self, change: &Change) {
        change.removed.iter().for_each(|entry| self.forget(&entry.record));
        change.added.iter().for_each(|entry| self.learn(&entry.record));
        for update in &change.updated {
            match (&update.from, &update.to) {
                // The usual edit of settings touches nothing that is kept but the references.
                (Record::Node(from), Record::Node(to)) if is_alike(from, to) => self.refer_anew(from, to),
                (Record::Position(from), Record::Position(to)) if from.node == to.node => {
                    self.stand(from, to)
                }
                (from, to) => {
                    self.forget(from);
                    self.learn(to);
                }
            }
        }
        let holds = match self.order.get_mut() {
            Some(Some(order)) => order.follow(change, &self.edges),
            // Without an edge less a circle stays one.
            Some(None) => change.removed.is_empty() && change.updated.is_empty(),
            None => true,
        };
        if !holds {
            self.order = OnceCell::new();
        }
    }

    pub(super) fn free_number(&self, stem: &str, from: u64) -> u64 {
        self.numbered.get(stem).map_or(from, |numbers| numbers.free(from))
    }

    pub(super) fn count_of(&self, kind: &str, parent: Option<&NodeId>) -> usize {
        self.limited.get(&(parent.cloned(), kind.to_owned())).copied().unwrap_or(0)
    }

    pub(super) fn referring(&self, playbook: &Playbook) -> &Many<String, NodeId> {
        self.referring.get_or_init(|| {
            let mut referring = Many::default();
            playbook.nodes.values().for_each(|node| refer(node, &mut referring));
            referring
        })
    }

    pub(super) fn order(&self, playbook: &Playbook) -> Option<&Order> {
        self.order.get_or_init(|| Order::of(playbook)).as_ref()
    }

    fn learn(&mut self, record: &Record) {
        match record {
            Record::Header(_) => {}
            Record::Node(node) => {
                self.numbers.add(node.id.as_str());
                self.add_node(node);
            }
            Record::Edge(edge) => {
                self.numbers.add(edge.id.as_str());
                self.add_edge(&edge.id, &edge.from, &edge.to);
            }
            Record::Position(PlacedNode { node, position }) => {
                self.numbers.add(node.as_str());
                self.spots.add(spot(*position), node.clone());
            }
        }
    }

    fn forget(&mut self, record: &Record) {
        match record {
            Record::Header(_) => {}
            Record::Node(node) => {
                self.numbers.remove(node.id.as_str());
                self.remove_node(node);
            }
            Record::Edge(edge) => {
                self.numbers.remove(edge.id.as_str());
                self.edges.remove(&edge.from.node, &edge.id);
                self.edges.remove(&edge.to.node, &edge.id);
            }
            Record::Position(PlacedNode { node, position }) => {
                self.numbers.remove(node.as_str());
                self.spots.remove(&spot(*position), node);
            }
        }
    }

    fn add_node(&mut self, node: &Node) {
        if self.names.get(&node.name).is_empty()
            && let Some((stem, number)) = numbered(&node.name)
        {
            self.numbered.entry(stem.to_owned()).or_default().add(number);
        }
        self.names.add(node.name.clone(), node.id.clone());
        if let Some(parent) = &node.parent {
            self.inside.add(parent.clone(), node.id.clone());
        }
        if is_limited(node) {
            *self.limited.entry((node.parent.clone(), node.kind.clone())).or_default() += 1;
        }
        if let Some(referring) = self.referring.get_mut() {
            refer(node, referring);
        }
    }

    fn remove_node(&mut self, node: &Node) {
        self.names.remove(&node.name, &node.id);
        if self.names.get(&node.name).is_empty()
            && let Some((stem, number)) = numbered(&node.name)
            && let Some(numbers) = self.numbered.get_mut(stem)
        {
            numbers.remove(number);
            if numbers.is_empty() {
                self.numbered.remove(stem);
            }
        }
        if let Some(parent) = &node.parent {
            self.inside.remove(parent, &node.id);
        }
        if is_limited(node) {
            let key = (node.parent.clone(), node.kind.clone());
            match self.limited.get_mut(&key) {
                Some(count) if *count > 1 => *count -= 1,
                _ => drop(self.limited.remove(&key)),
            }
        }
        if let Some(referring) = self.referring.get_mut() {
            refer_no_more(node, referring);
        }
    }

    fn add_edge(&mut self, id: &EdgeId, from: &PortRef, to: &PortRef) {
        self.edges.add(from.node.clone(), id.clone());
        self.edges.add(to.node.clone(), id.clone());
    }

    fn stand(&mut self, from: &PlacedNode, to: &PlacedNode) {
        self.spots.remove(&spot(from.position), &from.node);
        self.spots.add(spot(to.position), to.node.clone());
    }

    fn refer_anew(&mut self, from: &Node, to: &Node) {
        if from.settings == to.settings {
            return;
        }
        if let Some(referring) = self.referring.get_mut() {
            refer_no_more(from, referring);
            refer(to, referring);
        }
    }

    pub(super) fn assert_holds(&self, playbook: &Playbook) {
        let whole = Self::of(playbook);
        assert_eq!(self.names, whole.names);
        assert_eq!(self.edges, whole.edges);
        assert_eq!(self.inside, whole.inside);
        assert_eq!(self.spots, whole.spots);
        assert_eq!(self.numbered, whole.numbered);
        assert_eq!(self.numbers, whole.numbers);
        assert_eq!(self.limited, whole.limited);
        assert_eq!(self.referring(playbook), whole.referring(playbook));
        if let Some(order) = self.order(playbook) {
            order.assert_holds(playbook);
        }
    }
}

/// Says whether two contents of a node differ in its settings at most, as far as anything here is concerned.
fn is_alike(from: &Node, to: &Node) -> bool {
    (&from.name, &from.parent, &from.kind) == (&to.name, &to.parent, &to.kind)
}

fn is_limited(node: &Node) -> bool {
    component::kind(&node.kind).is_some_and(|kind| kind.limit.is_some())
}

/// Splits a name as new names are made: `stem_number`, without zeros ahead.
fn numbered(name: &str) -> Option<(&str, u64)> {
    let (stem, digits) = name.rsplit_once('_')?;
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    Some((stem, digits.parse().ok().filter(|_| is_plain)?))
}

fn refer(node: &Node, referring: &mut Many<String, NodeId>) {
    each_name(&node.settings, &mut |name| referring.add(name, node.id.clone()));
}

fn refer_no_more(node: &Node, referring: &mut Many<String, NodeId>) {
    each_name(&node.settings, &mut |name| referring.remove(&name, &node.id));
}

/// Tells every name that some text of the settings refers to, as often as it does.
fn each_name(settings: &Map<String, Value>, tell: &mut impl FnMut(String)) {
    settings.values().for_each(|value| names_in(value, tell));
}

fn names_in(value: &Value, tell: &mut impl FnMut(String)) {
    match value {
        Value::String(text) if expr::is_expression(text) => {
            references::find(text).references.into_iter().for_each(|reference| tell(reference.node));
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, tell)),
        Value::Object(map) => map.values().for_each(|item| names_in(item, tell)),
        _ => {}
    }
}
