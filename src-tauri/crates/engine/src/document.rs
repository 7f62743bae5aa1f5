//! A playbook together with what edits look up in it, so that an edit costs the same whatever the playbook's size.
//!
//! The one place where an open document changes: [`Document::apply`] changes the playbook and what is known of it. Reads
//! as the playbook it is. Deliberately absent: history, files, and what an edit does.

mod index;
mod order;
mod runs;

use std::cell::OnceCell;
use std::ops::Deref;

use soarboard_model::component::ComponentKind;
use soarboard_model::ids::FreshIds;
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position};

use crate::change::Change;
use index::Index;

/// A playbook with what is known of it; the latter is gathered by the first question.
#[derive(Debug, Default)]
pub struct Document {
    playbook: Playbook,
    index: OnceCell<Index>,
}

impl Document {
    /// Returns the document of a playbook.
    pub fn new(playbook: Playbook) -> Self {
        Self { playbook, index: OnceCell::new() }
    }

    /// Returns the playbook.
    pub fn playbook(&self) -> &Playbook {
        &self.playbook
    }

    /// Returns the playbook and forgets what was known of it.
    pub fn into_playbook(self) -> Playbook {
        self.playbook
    }

    /// Applies a change that was made for this document.
    pub fn apply(&mut self, change: &Change) {
        change.apply(&mut self.playbook);
        if let Some(index) = self.index.get_mut() {
            index.follow(change);
        }
    }

    /// Returns what gives out ids of a letter that nothing here has.
    pub(crate) fn fresh_ids(&self, prefix: char) -> FreshIds {
        self.index().numbers.fresh(prefix)
    }

    /// Says whether some node bears a name.
    pub(crate) fn is_name_taken(&self, name: &str) -> bool {
        !self.index().names.get(name).is_empty()
    }

    /// Says whether a node other than the given one bears a name.
    pub(crate) fn is_name_of_other(&self, name: &str, node: &NodeId) -> bool {
        self.index().names.get(name).iter().any(|bearer| bearer != node)
    }

    /// Returns the lowest number, not below `from`, for which no node is called `stem_number`.
    pub(crate) fn free_number(&self, stem: &str, from: u64) -> u64 {
        self.index().free_number(stem, from)
    }

    /// Returns the nodes that refer to a name, in file order.
    pub(crate) fn referring_to(&self, name: &str) -> Vec<&Node> {
        let mut places: Vec<usize> = self.places(self.index().referring(&self.playbook).get(name));
        places.sort_unstable();
        places.into_iter().map(|place| &self.playbook.nodes[place]).collect()
    }

    /// Returns the edges that begin or end at a node, in file order with their places.
    pub(crate) fn edges_at(&self, node: &NodeId) -> Vec<(usize, &Edge)> {
        let edges = self.index().edges.get(node).iter();
        let mut found: Vec<_> = edges.filter_map(|id| self.playbook.edges.get_full(id)).collect();
        found.sort_unstable_by_key(|(place, ..)| *place);
        found.into_iter().map(|(place, _, edge)| (place, edge)).collect()
    }

    /// Returns the edges that begin at a node, in file order with their places.
    pub(crate) fn edges_from<'a>(&'a self, node: &'a NodeId) -> impl Iterator<Item = (usize, &'a Edge)> {
        self.edges_at(node).into_iter().filter(move |(_, edge)| edge.from.node == *node)
    }

    /// Returns the edges that begin at a port, in file order.
    pub(crate) fn edges_of_port<'a>(&'a self, port: &'a PortRef) -> impl Iterator<Item = &'a Edge> {
        self.edges_from(&port.node).map(|(_, edge)| edge).filter(move |edge| edge.from == *port)
    }

    /// Returns the nodes that stand directly inside another, in no order that means anything.
    pub(crate) fn nodes_in(&self, node: &NodeId) -> impl Iterator<Item = &NodeId> {
        self.index().inside.get(node).iter()
    }

    /// Returns how many nodes of a kind that has a limit stand in a flow.
    pub(crate) fn count_of(&self, kind: &ComponentKind, parent: Option<&NodeId>) -> usize {
        self.index().count_of(kind.id, parent)
    }

    /// Returns the nodes that stand at exactly a place.
    pub(crate) fn nodes_at(&self, position: Position) -> impl Iterator<Item = &Node> {
        let nodes = self.index().spots.get(&index::spot(position)).iter();
        nodes.filter_map(|id| self.playbook.nodes.get(id))
    }

    /// Says whether surely no way leads from one node to another. When it does not say so there may be none all the same.
    pub(crate) fn is_surely_behind(&self, node: &NodeId, other: &NodeId) -> bool {
        self.index().order(&self.playbook).is_some_and(|order| order.is_behind(node, other))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.playbook))
    }

    fn places<'a>(&self, nodes: impl IntoIterator<Item = &'a NodeId>) -> Vec<usize> {
        nodes.into_iter().filter_map(|id| self.playbook.nodes.get_index_of(id)).collect()
    }

    /// Fails when what is known of the document is not what a look at the whole tells.
    ///
    /// For tests: a document that is changed beside [`Document::apply`] cannot be made, so nothing else has to ask.
    #[doc(hidden)]
    pub fn assert_index_holds(&self) {
        self.index().assert_holds(&self.playbook);
    }
}

impl Deref for Document {
    type Target = Playbook;

    fn deref(&self) -> &Playbook {
        &self.playbook
    }
}
