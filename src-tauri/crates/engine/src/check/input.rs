//! What the rules about the whole flow look at: facts of the nodes, names, edges by their ends, the flow as a graph.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use soarboard_model::component::END_KIND;
use soarboard_model::playbook::{Edge, NodeId, Playbook};

use super::diagnostic::Diagnostic;
use super::facts::NodeFacts;
use super::graph::Graph;

/// Everything a rule about the flow may look at. Nodes and edges go by their places in file order.
pub(super) struct CheckInput<'a> {
    pub playbook: &'a Playbook,
    /// What is known of each node by itself.
    pub facts: &'a [Arc<NodeFacts>],
    pub shape: &'a Shape,
    /// Places of the nodes of each name, in node order.
    pub by_name: HashMap<&'a str, Vec<usize>>,
    /// Place of the first end of each flow that has one; flows go by the child flow they are in.
    pub first_end: HashMap<Option<&'a NodeId>, usize>,
    /// Names as people mix them up, with the one name that is meant; made when a rule asks first.
    pub plain_names: OnceCell<HashMap<String, Option<&'a str>>>,
}

/// How nodes hang together; it stays as long as no edge, parent or kind changes and no node comes or goes.
#[derive(Debug)]
pub(super) struct Shape {
    pub graph: Graph,
    /// Places of the nodes at both ends of each edge, as far as they are there.
    pub ends: Vec<(Option<usize>, Option<usize>)>,
}

impl Shape {
    pub(super) fn of(playbook: &Playbook) -> Self {
        let place = |id: &str| playbook.nodes.get_index_of(id);
        let ends = |edge: &Edge| (place(edge.from.node.as_str()), place(edge.to.node.as_str()));
        let ends: Vec<_> = playbook.edges.values().map(ends).collect();
        Self { graph: Graph::of(playbook, &ends), ends }
    }
}

impl<'a> CheckInput<'a> {
    pub(super) fn new(playbook: &'a Playbook, facts: &'a [Arc<NodeFacts>], shape: &'a Shape) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::with_capacity(playbook.nodes.len());
        let mut first_end = HashMap::new();
        for (index, node) in playbook.nodes.values().enumerate() {
            by_name.entry(node.name.as_str()).or_default().push(index);
            if node.kind == END_KIND {
                first_end.entry(node.parent.as_ref()).or_insert(index);
            }
        }
        Self { playbook, facts, shape, by_name, first_end, plain_names: OnceCell::new() }
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
