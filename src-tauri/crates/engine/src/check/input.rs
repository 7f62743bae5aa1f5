//! What the rules about the whole flow look at: facts of the nodes, names, edges by their ends, the flow's shape.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use soarboard_model::component::END_KIND;
use soarboard_model::playbook::{Edge, NodeId, Playbook};

use super::diagnostic::Diagnostic;
use super::facts::NodeFacts;
use super::knowledge::Knowledge;
use super::shape::Shape;

/// Everything a rule about the flow may look at. Nodes and edges go by their places in file order.
pub(super) struct CheckInput<'a> {
    pub playbook: &'a Playbook,
    /// What is known of each node by itself.
    pub facts: &'a [Arc<NodeFacts>],
    pub shape: &'a Shape,
    knowledge: &'a Knowledge,
    /// Places of the nodes by the numbers of their names, in node order.
    by_name: Vec<usize>,
    /// Where the bearers of each name begin in `by_name`.
    starts: Vec<usize>,
    /// Place of the first end of each flow that has one; flows go by the child flow they are in.
    pub first_end: HashMap<Option<&'a NodeId>, usize>,
    /// Names as people mix them up, with the one name that is meant; made when a rule asks first.
    pub plain_names: OnceCell<HashMap<String, Option<&'a str>>>,
}

impl<'a> CheckInput<'a> {
    pub(super) fn new(
        playbook: &'a Playbook,
        facts: &'a [Arc<NodeFacts>],
        shape: &'a Shape,
        knowledge: &'a Knowledge,
    ) -> Self {
        let mut starts = vec![0; knowledge.names() + 1];
        facts.iter().for_each(|facts| starts[facts.name + 1] += 1);
        for name in 0..knowledge.names() {
            starts[name + 1] += starts[name];
        }
        let (mut free, mut by_name) = (starts.clone(), vec![0; facts.len()]);
        for (index, facts) in facts.iter().enumerate() {
            by_name[free[facts.name]] = index;
            free[facts.name] += 1;
        }
        let mut first_end = HashMap::new();
        for (index, node) in playbook.nodes.values().enumerate().filter(|(_, node)| node.kind == END_KIND) {
            first_end.entry(node.parent.as_ref()).or_insert(index);
        }
        Self { playbook, facts, shape, knowledge, by_name, starts, first_end, plain_names: OnceCell::new() }
    }

    /// Returns the places of the nodes that bear the name of a number, in node order.
    pub(super) fn bearers(&self, name: usize) -> &[usize] {
        &self.by_name[self.starts[name]..self.starts[name + 1]]
    }

    /// Says whether some node bears a name.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.knowledge.known_number(name).is_some_and(|number| !self.bearers(number).is_empty())
    }

    /// Returns the edges with the places of their ends, in file order.
    pub(super) fn edges(&self) -> impl Iterator<Item = (&'a Edge, Option<usize>, Option<usize>)> {
        let edges = self.playbook.edges.values().zip(&self.shape.ends);
        edges.map(|(edge, (from, to))| (edge, *from, *to))
    }

    /// Returns where a finding stands: the playbook itself first, then nodes, then edges.
    pub(super) fn place_of(&self, diagnostic: &Diagnostic) -> usize {
        let node = diagnostic.node.as_ref().and_then(|id| self.playbook.nodes.get_index_of(id));
        let edge = diagnostic.edge.as_ref().and_then(|id| self.playbook.edges.get_index_of(id));
        match (node, edge) {
            (Some(index), _) => 1 + index,
            (None, Some(index)) => 1 + self.playbook.nodes.len() + index,
            (None, None) => 0,
        }
    }
}
