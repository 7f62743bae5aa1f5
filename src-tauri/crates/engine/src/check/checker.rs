//! A checker that remembers: after an edit only what the edit touched is looked at again.
//!
//! What is known of a node by itself is kept until the node changes; how nodes hang together is carried on (`shape`).
//! Names, the order of references and whether everything can be reached are answered anew each time, which is cheap
//! once nothing must be read. A plain [`check`](super::check) is the first check of a new checker, so both agree.

use std::collections::HashMap;
use std::sync::Arc;

use soarboard_model::playbook::{Node, NodeId, Playbook};

use super::catalogue::Catalogue;
use super::diagnostic::Diagnostic;
use super::facts::NodeFacts;
use super::input::CheckInput;
use super::knowledge::Knowledge;
use super::rules;
use super::shape::{Moves, Shape};
use crate::change::{Change, Entry, Record, Update};

/// Checks one document again and again.
///
/// **Invariants** every change of the document is told by [`Checker::follow`] before the next check; a document that is
/// replaced as a whole gets a new checker.
#[derive(Debug, Default)]
pub struct Checker {
    facts: HashMap<NodeId, Arc<NodeFacts>>,
    /// Nodes of which nothing is known any more.
    unknown: Vec<NodeId>,
    knowledge: Knowledge,
    /// The shape the last check saw.
    shape: Option<Shape>,
    /// What happened to it since; absent while nothing did.
    moves: Option<Moves>,
    /// What is known of the nodes by their places in the shape.
    row: Vec<Arc<NodeFacts>>,
    edition: u64,
}

impl Checker {
    /// Returns a checker that knows nothing yet; its first check looks at everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes note of a change: what it touches is looked at again by the next check.
    pub fn follow(&mut self, change: &Change) {
        let entries = change.removed.iter().chain(&change.added).map(|entry| &entry.record);
        entries.chain(change.updated.iter().map(|update| &update.to)).for_each(|record| self.forget(record));
        let keeps_shape = |update: &Update| match (&update.from, &update.to) {
            (Record::Node(from), Record::Node(to)) => from.kind == to.kind && from.parent == to.parent,
            (Record::Edge(from), Record::Edge(to)) => (&from.from, &from.to) == (&to.from, &to.to),
            (Record::Header(_) | Record::Position(_), _) => true,
            _ => false,
        };
        let is_place = |entry: &Entry| matches!(entry.record, Record::Header(_) | Record::Position(_));
        if change.updated.iter().all(keeps_shape) && change.removed.iter().chain(&change.added).all(is_place)
        {
            return;
        }
        let Some(shape) = &self.shape else { return };
        let moves = self.moves.get_or_insert_with(|| Moves::none(shape.graph.len(), shape.ends.len()));
        if !moves.follow(change) {
            (self.shape, self.moves) = (None, None);
        }
    }

    fn forget(&mut self, record: &Record) {
        if let Record::Node(node) = record {
            self.facts.remove(&node.id);
            self.unknown.push(node.id.clone());
        }
    }

    /// Returns the findings, in the order of [`check`](super::check). Those that are kept are shared, not copied.
    pub fn check(&mut self, playbook: &Playbook, catalogue: &dyn Catalogue) -> Vec<Arc<Diagnostic>> {
        self.learn(playbook, catalogue);
        let shape = match (self.shape.take(), self.moves.take()) {
            (Some(shape), Some(moves)) => shape.after(&moves, playbook),
            (Some(shape), None) => shape,
            (None, _) => Shape::of(playbook),
        };
        let shape = self.shape.insert(shape);
        let kept = self.row.iter().flat_map(|facts| facts.findings.iter().cloned());
        let mut found: Vec<Arc<Diagnostic>> = kept.collect();
        let input = CheckInput::new(playbook, &self.row, shape, &self.knowledge);
        let mut of_flow = rules::Found::default();
        for rule in rules::RULES.iter().filter_map(|rule| rule.of_flow) {
            rule(&input, &mut of_flow);
        }
        found.append(&mut of_flow.0);
        // Runs pass over a disabled node, so nothing in it can be wrong; its place in the flow still can.
        found.retain(|one| {
            let node = one.node.as_ref().filter(|_| one.param.is_some());
            !node.and_then(|id| playbook.nodes.get(id)).is_some_and(|node| node.disabled)
        });
        let mut placed: Vec<(usize, Arc<Diagnostic>)> =
            found.into_iter().map(|one| (input.place_of(&one), one)).collect();
        placed.sort_by(|(a_place, a), (b_place, b)| {
            let left = (a.severity, a_place, a.code, &a.param, &a.message.id);
            left.cmp(&(b.severity, b_place, b.code, &b.param, &b.message.id))
        });
        placed.into_iter().map(|(_, one)| one).collect()
    }

    /// Looks at the nodes of which nothing is known, and brings what is known of all into their order.
    fn learn(&mut self, playbook: &Playbook, catalogue: &dyn Catalogue) {
        let edition = catalogue.edition();
        if edition != self.edition {
            *self = Self { edition, ..Self::default() };
        }
        if self.moves.as_ref().is_some_and(|moves| !moves.lead_to(playbook)) {
            (self.shape, self.moves) = (None, None);
        }
        if self.shape.is_none() {
            self.row = playbook.nodes.values().map(|node| self.look(node, catalogue)).collect();
        } else if let Some(moves) = &self.moves {
            let known: Vec<_> =
                moves.nodes.iter().map(|place| place.map(|place| Arc::clone(&self.row[place]))).collect();
            let row = playbook.nodes.values().zip(known);
            self.row = row.map(|(node, known)| known.unwrap_or_else(|| self.look(node, catalogue))).collect();
        }
        for id in std::mem::take(&mut self.unknown) {
            // Twice unknown is looked at once.
            if let Some((place, _, node)) = playbook.nodes.get_full(&id) {
                self.row[place] = self.look(node, catalogue);
            }
        }
    }

    /// Returns what is known of a node, after a look at it when nothing is.
    fn look(&mut self, node: &Node, catalogue: &dyn Catalogue) -> Arc<NodeFacts> {
        if let Some(known) = self.facts.get(&node.id) {
            return Arc::clone(known);
        }
        let known = Arc::new(NodeFacts::of(node, catalogue, &mut self.knowledge));
        self.facts.insert(node.id.clone(), Arc::clone(&known));
        known
    }
}
