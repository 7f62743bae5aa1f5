//! A checker that remembers: after an edit only what the edit touched is looked at again.
//!
//! What is known of a node by itself is kept until the node changes, the graph until an edge, a parent or a kind does.
//! Names, the order of references and whether everything can be reached are answered anew each time, which is cheap
//! once nothing must be read. A plain [`check`](super::check) is the first check of a new checker, so both agree.

use std::collections::HashMap;
use std::sync::Arc;

use soarboard_model::playbook::{Node, NodeId, Playbook};

use super::catalogue::Catalogue;
use super::diagnostic::Diagnostic;
use super::facts::NodeFacts;
use super::input::{CheckInput, Shape};
use super::knowledge::Knowledge;
use super::rules;
use crate::change::{Change, Record};

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
    shape: Option<Shape>,
    /// What is known of the nodes by their places; as long as the shape is.
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
        for entry in change.removed.iter().chain(&change.added) {
            self.forget(&entry.record);
            self.shape = None;
        }
        for update in &change.updated {
            self.forget(&update.to);
            let keeps_shape = match (&update.from, &update.to) {
                (Record::Node(from), Record::Node(to)) => from.kind == to.kind && from.parent == to.parent,
                (Record::Header(_) | Record::Position(_), _) => true,
                _ => false,
            };
            if !keeps_shape {
                self.shape = None;
            }
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
        let shape = self.shape.get_or_insert_with(|| Shape::of(playbook));
        let kept = self.row.iter().flat_map(|facts| facts.findings.iter().cloned());
        let mut found: Vec<Arc<Diagnostic>> = kept.collect();
        let input = CheckInput::new(playbook, &self.row, shape);
        let mut of_flow = Vec::new();
        for rule in rules::RULES.iter().filter_map(|rule| rule.of_flow) {
            rule(&input, &mut of_flow);
        }
        found.extend(of_flow.into_iter().map(Arc::new));
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
        let knowledge = &mut self.knowledge;
        let mut look = |node: &Node| Arc::new(NodeFacts::of(node, catalogue, knowledge));
        let unknown = std::mem::take(&mut self.unknown);
        if self.shape.is_some() {
            for id in unknown {
                // Twice unknown is looked at once; a node that is gone has changed the shape.
                if let Some((place, _, node)) = playbook.nodes.get_full(&id)
                    && !self.facts.contains_key(&id)
                {
                    self.row[place] = look(node);
                    self.facts.insert(id, Arc::clone(&self.row[place]));
                }
            }
            return;
        }
        self.row.clear();
        for node in playbook.nodes.values() {
            let known = match self.facts.get(&node.id) {
                Some(known) => Arc::clone(known),
                None => {
                    let known = look(node);
                    self.facts.insert(node.id.clone(), Arc::clone(&known));
                    known
                }
            };
            self.row.push(known);
        }
    }
}
