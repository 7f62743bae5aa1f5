//! The edits there are, as data. The window, the command line and quick fixes all send these.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use soarboard_model::playbook::{EdgeId, NodeId, PortRef, Position, Trigger};

use crate::change::PlacedNode;

/// A named edit of a document.
///
/// **Shape** `{"addNode": {…}}`, `{"moveNodes": {…}}` and so on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum EditCommand {
    /// Places a new node of a kind, with its default name and settings.
    AddNode(AddNode),
    /// Moves nodes.
    MoveNodes(MoveNodes),
    /// Gives a node another name.
    RenameNode(RenameNode),
    /// Changes the note of a node.
    DescribeNode(DescribeNode),
    /// Sets or removes settings of a node.
    SetSettings(SetSettings),
    /// Connects two ports.
    Connect(Connect),
    /// Deletes nodes and edges; edges of deleted nodes go with them.
    Delete(Delete),
    /// Changes name, description or trigger of the playbook.
    SetHeader(SetHeader),
    /// Leads one end of an edge elsewhere.
    Reconnect(Reconnect),
    /// Puts a node into an edge; the first half keeps the edge's condition, the second what it requires.
    Splice(Splice),
    /// Changes what an edge says beside its ends.
    SetEdge(SetEdge),
    /// Lets runs pass over nodes, or not any more.
    DisableNodes(DisableNodes),
    /// Makes a node one of another kind; its edges go on where the new kind has ports for them.
    ReplaceNode(ReplaceNode),
    /// Puts copied nodes in, with new ids and free names.
    Paste(Paste),
    /// Arranges a flow, or some of its nodes.
    Layout(Layout),
    /// Opens or closes room in a flow, to the right of a line or below it.
    MakeSpace(MakeSpace),
    /// Moves nodes into another flow under the ids and names they have, so that references to them stay.
    MoveToFlow(MoveToFlow),
    /// Takes frames away, and lets what stands in child flows come out into the flow around them.
    Ungroup(Ungroup),
    /// Carries out edits one after the other, as one step: all or none.
    Several(Vec<EditCommand>),
}

impl EditCommand {
    /// Returns the stable name of the edit; `check-edit-<name>` is its text, as in "Undo move".
    pub fn name(&self) -> &'static str {
        match self {
            EditCommand::AddNode(_) => "add-node",
            EditCommand::MoveNodes(_) => "move-nodes",
            EditCommand::RenameNode(_) => "rename-node",
            EditCommand::DescribeNode(_) => "describe-node",
            EditCommand::SetSettings(_) => "set-settings",
            EditCommand::Connect(_) => "connect",
            EditCommand::Delete(_) => "delete",
            EditCommand::SetHeader(_) => "set-header",
            EditCommand::Reconnect(_) => "reconnect",
            EditCommand::Splice(_) => "splice",
            EditCommand::SetEdge(_) => "set-edge",
            EditCommand::DisableNodes(_) => "disable-nodes",
            EditCommand::ReplaceNode(_) => "replace-node",
            EditCommand::Paste(_) => "paste",
            EditCommand::Layout(_) => "layout",
            EditCommand::MakeSpace(_) => "make-space",
            EditCommand::MoveToFlow(_) => "move-to-flow",
            EditCommand::Ungroup(_) => "ungroup",
            EditCommand::Several(_) => "several",
        }
    }
}

/// See [`EditCommand::AddNode`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddNode {
    /// Id of the component kind.
    pub kind: String,
    /// Action of the component; absent takes its first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Child flow the node goes into; absent is the top level, or the flow of what it is connected to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Where its top left corner goes.
    pub position: Position,
    /// A port to connect the new node's first input to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect_from: Option<PortRef>,
    /// A port to connect the new node's first output to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect_to: Option<PortRef>,
    /// An edge the node is put into; what follows moves on if it is in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub splice: Option<EdgeId>,
}

/// See [`EditCommand::MoveNodes`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoveNodes {
    /// Nodes with their new places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<PlacedNode>,
    /// Nodes that all move by the same distance; one that has no place stays without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<MoveTogether>,
}

/// Nodes that move as they stand to each other: their ids and one distance, however many they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoveTogether {
    /// The nodes.
    pub nodes: Vec<NodeId>,
    /// How far to the right, in canvas units.
    pub dx: f64,
    /// How far down, in canvas units.
    pub dy: f64,
}

/// See [`EditCommand::RenameNode`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RenameNode {
    /// The node.
    pub node: NodeId,
    /// Its new name; references to the old one follow.
    pub name: String,
}

/// See [`EditCommand::DescribeNode`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DescribeNode {
    /// The node.
    pub node: NodeId,
    /// Its new note.
    pub description: String,
}

/// See [`EditCommand::SetSettings`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetSettings {
    /// The node.
    pub node: NodeId,
    /// What to set, in order.
    pub settings: Vec<SettingChange>,
}

/// One setting and its new value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettingChange {
    /// Keys from the settings down, e.g. `["parameters", "PageSize"]`.
    pub path: Vec<String>,
    /// The JSON to put there; `null` removes the key.
    #[serde(default)]
    pub value: Value,
}

/// See [`EditCommand::Connect`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Connect {
    /// Output port.
    pub from: PortRef,
    /// Input port.
    pub to: PortRef,
}

/// See [`EditCommand::Delete`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delete {
    /// Nodes to delete.
    #[serde(default)]
    pub nodes: Vec<NodeId>,
    /// Edges to delete.
    #[serde(default)]
    pub edges: Vec<EdgeId>,
    /// Whether what led to a deleted node goes on to what followed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heal: bool,
}

/// See [`EditCommand::SetHeader`]; absent fields stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetHeader {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// New trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Trigger>,
}

/// See [`EditCommand::Reconnect`]; an absent end stays where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reconnect {
    /// The edge.
    pub edge: EdgeId,
    /// New output port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PortRef>,
    /// New input port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PortRef>,
}

/// See [`EditCommand::Splice`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Splice {
    /// A node without edges.
    pub node: NodeId,
    /// The edge it goes into.
    pub edge: EdgeId,
}

/// See [`EditCommand::SetEdge`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetEdge {
    /// The edge.
    pub edge: EdgeId,
    /// Whether a converging gateway insists on this path.
    pub required: bool,
}

/// See [`EditCommand::DisableNodes`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisableNodes {
    /// The nodes.
    pub nodes: Vec<NodeId>,
    /// Whether runs pass over them.
    pub disabled: bool,
}

/// See [`EditCommand::ReplaceNode`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReplaceNode {
    /// The node; id, name, note and place stay.
    pub node: NodeId,
    /// Id of its new kind.
    pub kind: String,
    /// Action of the new kind; absent takes its first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// See [`EditCommand::Paste`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Paste {
    /// Text that copying gave.
    pub text: String,
    /// Where the top left corner of what is pasted goes; absent is a little beside the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Child flow it goes into; absent is the top level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Whether the edges to nodes that were not copied come along, as far as those nodes are here under the same id
    /// and name and no rule forbids it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub links: bool,
}

/// See [`EditCommand::Layout`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// Child flow to arrange; absent is the top level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Nodes to arrange; empty is the whole flow.
    #[serde(default)]
    pub nodes: Vec<NodeId>,
}

/// See [`EditCommand::MakeSpace`].
///
/// Nodes that begin behind the line move; those that begin before it stay, and a frame across the line grows or shrinks.
/// Closing ends before a moved card would cover one that stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MakeSpace {
    /// Child flow; absent is the top level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Which way nodes move.
    pub axis: Axis,
    /// Where the line stands, in canvas units.
    pub at: f64,
    /// How far nodes move, in canvas units; closes room where negative.
    pub by: f64,
}

/// A direction on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Axis {
    /// To the right.
    X,
    /// Down.
    Y,
}

/// See [`EditCommand::MoveToFlow`]. Edges among the nodes stay; those to nodes left behind are cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoveToFlow {
    /// The nodes; what stands inside them comes along.
    pub nodes: Vec<NodeId>,
    /// Child flow they go into; absent is the top level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Where the top left corner of them all goes; absent is below what the flow holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Whether what led to a moved node goes on to what followed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heal: bool,
}

/// See [`EditCommand::Ungroup`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ungroup {
    /// Frames and child flows; other nodes stay as they are.
    pub nodes: Vec<NodeId>,
}
