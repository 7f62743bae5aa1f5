//! A checker that remembers: after an edit only what the edit touched is looked at again.
//!
//! What is known of a node by itself is kept until the node changes, the graph until an edge, a parent or a kind does.
//! Names, the order of references and whether everything can be reached are answered anew each time, which is cheap
//! once nothing must be read. A plain [`check`](super::check) is the first check of a new checker, so both agree.

use std::collections::HashMap;

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
    facts: HashMap<NodeId, NodeFacts>,
    knowledge: Knowledge,
    shape: Option<Shape>,
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
        }
    }

    /// Returns the findings, in the order of [`check`](super::check).
    pub fn check(&mut self, playbook: &Playbook, catalogue: &dyn Catalogue) -> Vec<Diagnostic> {
        self.learn(playbook, catalogue);
        let shape = self.shape.get_or_insert_with(|| Shape::of(playbook));
        let known = |node: &Node| self.facts.get(&node.id).expect("the lines above looked at every node");
        let facts: Vec<&NodeFacts> = playbook.nodes.values().map(known).collect();
        let mut found: Vec<Diagnostic> = Vec::new();
        for facts in &facts {
            found.extend_from_slice(&facts.findings);
        }
        let input = CheckInput::new(playbook, facts, shape);
        for rule in rules::RULES {
            if let Some(of_flow) = rule.of_flow {
                of_flow(&input, &mut found);
            }
        }
        // Runs pass over a disabled node, so nothing in it can be wrong; its place in the flow still can.
        found.retain(|one| {
            let node = one.node.as_ref().filter(|_| one.param.is_some());
            !node.and_then(|id| playbook.nodes.get(id)).is_some_and(|node| node.disabled)
        });
        found.sort_by_cached_key(|one| {
            (one.severity, input.place_of(one), one.code, one.param.clone(), one.message.id.clone())
        });
        found
    }

    /// Looks at the nodes of which nothing is known.
    fn learn(&mut self, playbook: &Playbook, catalogue: &dyn Catalogue) {
        let edition = catalogue.edition();
        if edition != self.edition {
            self.facts.clear();
            self.knowledge = Knowledge::default();
            self.edition = edition;
        }
        for node in playbook.nodes.values() {
            if !self.facts.contains_key(&node.id) {
                let facts = NodeFacts::of(node, catalogue, &mut self.knowledge);
                self.facts.insert(node.id.clone(), facts);
            }
        }
    }
}
