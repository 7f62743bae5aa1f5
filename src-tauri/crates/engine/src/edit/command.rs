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
        }
    }
}

/// See [`EditCommand::AddNode`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddNode {
    /// Id of the component kind.
    pub kind: String,
    /// Where its top left corner goes.
    pub position: Position,
    /// A port to connect the new node's first input to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect_from: Option<PortRef>,
}

/// See [`EditCommand::MoveNodes`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoveNodes {
    /// The nodes with their new places.
    pub moves: Vec<PlacedNode>,
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
