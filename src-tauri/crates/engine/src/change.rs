//! A change of a document as data, and its generic reversal.
//!
//! Every edit ends as one `Change`; undo applies the reversed one. No edit has an inverse of its own, so none can
//! forget something. Joining two changes into one is in `merge`, the change from one document to another in
//! `between`. Deliberately absent: deciding what changes.

mod between;
mod merge;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::playbook::{Edge, Header, Node, NodeId, Playbook, Position};

/// What an edit did to the records of a document.
///
/// **Shape** `{"added": [{"index": 2, "record": {"node": {…}}}], "updated": [{"from": …, "to": …}], "removed": […]}`.
/// **Invariants** `removed` is sorted by kind and descending index, `added` by kind and ascending index, so that
/// applying them in order is exact. Indexes of `removed` count in the document before the change, those of `added`
/// in the document after it. A record stands at most once in `updated`, never together with `added` or `removed`;
/// it may stand in both of these, which moves it to another place in file order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Records taken out, with the place they had.
    pub removed: Vec<Entry>,
    /// Records put in, with the place they get.
    pub added: Vec<Entry>,
    /// Records that stay under their id with other content.
    pub updated: Vec<Update>,
}

/// A record with its place in file order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Place among the records of its kind; 0 for records without order.
    pub index: usize,
    /// The record.
    pub record: Record,
}

/// Old and new content of one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// Content before.
    pub from: Record,
    /// Content after.
    pub to: Record,
}

/// One part of a document that changes as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "DocumentRecord")]
pub enum Record {
    /// Name, description, trigger.
    Header(Header),
    /// A node, by its id.
    Node(Node),
    /// An edge, by its id.
    Edge(Edge),
    /// Where a node stands.
    Position(PlacedNode),
}

/// A node's place on the canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlacedNode {
    /// The node.
    pub node: NodeId,
    /// Its top left corner.
    pub position: Position,
}

impl Record {
    /// Returns the rank of the record's kind in the order of a change's lists.
    fn rank(&self) -> u8 {
        match self {
            Record::Header(_) => 0,
            Record::Node(_) => 1,
            Record::Edge(_) => 2,
            Record::Position(_) => 3,
        }
    }

    /// Returns the place of the record's node or edge in file order.
    pub(crate) fn place_in(&self, playbook: &Playbook) -> usize {
        match self {
            Record::Header(_) => None,
            Record::Node(node) => playbook.nodes.get_index_of(&node.id),
            Record::Edge(edge) => playbook.edges.get_index_of(&edge.id),
            Record::Position(placed) => playbook.nodes.get_index_of(&placed.node),
        }
        .unwrap_or(usize::MAX)
    }

    /// Returns kind and id, which name the record within its document.
    fn key(&self) -> (u8, &str) {
        let id = match self {
            Record::Header(_) => "",
            Record::Node(node) => node.id.as_str(),
            Record::Edge(edge) => edge.id.as_str(),
            Record::Position(placed) => placed.node.as_str(),
        };
        (self.rank(), id)
    }
}

impl Change {
    /// Says whether the change does nothing.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.updated.is_empty()
    }

    /// Returns the number of records the change touches.
    pub fn len(&self) -> usize {
        self.removed.len() + self.added.len() + self.updated.len()
    }

    /// Applies the change to the document it was made for.
    ///
    /// On another document it does what it can without panicking: unknown records are skipped, places beyond the
    /// end become the end.
    pub fn apply(&self, playbook: &mut Playbook) {
        for entry in &self.removed {
            take_out(entry, playbook);
        }
        for entry in &self.added {
            put_in(entry, playbook);
        }
        for update in &self.updated {
            replace(&update.to, playbook);
        }
    }

    /// Returns the change that takes this one back.
    pub fn reversed(&self) -> Change {
        let back = |update: &Update| Update { from: update.to.clone(), to: update.from.clone() };
        let mut change = Change {
            removed: self.added.clone(),
            added: self.removed.clone(),
            updated: self.updated.iter().map(back).collect(),
        };
        change.sort();
        change
    }

    /// Adds an update, unless both contents are the same.
    pub(crate) fn update(&mut self, from: Record, to: Record) {
        if from != to {
            self.updated.push(Update { from, to });
        }
    }

    /// Gives a node a place, whether it had one or not.
    pub(crate) fn place(&mut self, playbook: &Playbook, placed: PlacedNode) {
        match playbook.positions.get(&placed.node) {
            Some(old) => {
                let old = PlacedNode { node: placed.node.clone(), position: *old };
                self.update(Record::Position(old), Record::Position(placed));
            }
            None => self.add(0, Record::Position(placed)),
        }
    }

    /// Adds a record that is put in.
    pub(crate) fn add(&mut self, index: usize, record: Record) {
        self.added.push(Entry { index, record });
    }

    /// Adds a record that is taken out.
    pub(crate) fn remove(&mut self, index: usize, record: Record) {
        self.removed.push(Entry { index, record });
    }

    /// Restores the order that the invariants ask for.
    pub(crate) fn sort(&mut self) {
        self.removed.sort_by_key(|entry| (entry.record.rank(), std::cmp::Reverse(entry.index)));
        self.added.sort_by_key(|entry| (entry.record.rank(), entry.index));
    }
}

fn take_out(entry: &Entry, playbook: &mut Playbook) {
    match &entry.record {
        Record::Header(_) => playbook.header = Header::default(),
        Record::Node(node) => drop(playbook.nodes.remove(&node.id)),
        Record::Edge(edge) => drop(playbook.edges.remove(&edge.id)),
        Record::Position(placed) => drop(playbook.positions.remove(&placed.node)),
    }
}

fn put_in(entry: &Entry, playbook: &mut Playbook) {
    match &entry.record {
        Record::Header(header) => playbook.header = header.clone(),
        Record::Node(node) => {
            playbook.nodes.insert_at(entry.index, node.id.clone(), node.clone());
        }
        Record::Edge(edge) => {
            playbook.edges.insert_at(entry.index, edge.id.clone(), edge.clone());
        }
        Record::Position(placed) => {
            playbook.positions.insert(placed.node.clone(), placed.position);
        }
    }
}

fn replace(record: &Record, playbook: &mut Playbook) {
    match record {
        Record::Header(header) => playbook.header = header.clone(),
        Record::Node(node) => {
            if let Some(slot) = playbook.nodes.get_mut(&node.id) {
                *slot = node.clone();
            }
        }
        Record::Edge(edge) => {
            if let Some(slot) = playbook.edges.get_mut(&edge.id) {
                *slot = edge.clone();
            }
        }
        Record::Position(placed) => {
            if let Some(slot) = playbook.positions.get_mut(&placed.node) {
                *slot = placed.position;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str) -> Record {
        Record::Node(Node { id: id.into(), name: format!("name of {id}"), ..Node::default() })
    }

    fn playbook(ids: &[&str]) -> Playbook {
        let mut playbook = Playbook::default();
        for id in ids {
            playbook.nodes.insert((*id).into(), Node { id: (*id).into(), ..Node::default() });
        }
        playbook
    }

    fn ids(playbook: &Playbook) -> Vec<&str> {
        playbook.nodes.keys().map(NodeId::as_str).collect()
    }

    #[test]
    fn removed_records_come_back_to_their_places() {
        let mut book = playbook(&["a", "b", "c", "d"]);
        let before = book.clone();
        let record = |id: &str| Record::Node(before.nodes[id].clone());
        let mut change = Change::default();
        change.remove(0, record("a"));
        change.remove(2, record("c"));
        change.add(1, node("x"));
        change.sort();

        change.apply(&mut book);
        assert_eq!(ids(&book), ["b", "x", "d"]);

        change.reversed().apply(&mut book);
        assert_eq!(book, before);
        assert_eq!(ids(&book), ids(&before));
    }

    #[test]
    fn a_change_for_another_document_does_not_panic() {
        let mut book = playbook(&["a"]);
        let mut change = Change::default();
        change.remove(7, node("q"));
        change.add(9, node("x"));
        change.update(node("y"), Record::Node(Node { id: "y".into(), ..Node::default() }));

        change.apply(&mut book);

        assert_eq!(ids(&book), ["a", "x"]);
    }
}
