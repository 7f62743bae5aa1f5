//! A change of a document as data, and its generic reversal.
//!
//! Every edit ends as one `Change`; undo applies the reversed one. No edit has an inverse of its own, so none can
//! forget something.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::playbook::{Edge, Header, Node, NodeId, Position};

/// What an edit did to the records of a document.
///
/// **Shape** `{"added": [{"index": 2, "record": {"node": {…}}}], "updated": [{"from": …, "to": …}], "removed": […]}`.
/// **Invariants** `removed` is sorted by kind and descending index, `added` by kind and ascending index, so that
/// applying them in order is exact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Place among the records of its kind; 0 for records without order.
    pub index: usize,
    /// The record.
    pub record: Record,
}

/// Old and new content of one record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// Content before.
    pub from: Record,
    /// Content after.
    pub to: Record,
}

/// One part of a document that changes as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
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
