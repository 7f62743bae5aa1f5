//! The playbook document: what a user draws and configures.
//!
//! Nodes and edges keep the order of the file and are found by stable id, never by display name. Layout stands
//! apart from logic. Unknown fields are kept in `extra` on every level. Deliberately absent: text form (see
//! `format`), rules (the engine's checker) and edits (the engine's too).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::Numbers;
use crate::ordered::Ordered;

macro_rules! id_type {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(
            Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Returns the id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id_type!(NodeId, "Stable id of a node within its playbook, e.g. `n3`.");
id_type!(EdgeId, "Stable id of an edge within its playbook, e.g. `e3`.");

/// A whole playbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Playbook {
    /// Format version the file declared; written back as the current one.
    pub format_version: u32,
    /// Everything about the playbook that is neither node nor edge.
    pub header: Header,
    /// Nodes in file order.
    pub nodes: Ordered<NodeId, Node>,
    /// Edges in file order.
    pub edges: Ordered<EdgeId, Edge>,
    /// Where nodes stand on the canvas; a node without a position is placed when it is first drawn.
    pub positions: BTreeMap<NodeId, Position>,
    /// Fields of `layout` that this version does not know.
    pub layout_extra: Map<String, Value>,
    /// Top-level fields that this version does not know.
    pub extra: Map<String, Value>,
    /// Fields inside places and ends of edges that this version does not know.
    pub fringe: Fringe,
}

/// Fields that this version does not know, in values that travel by the thousand and are copied at every move; they
/// stand apart, by the id of what they belong to, and are written wherever that is. What is deleted keeps them here, for
/// undo.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Fringe {
    /// In `layout.nodes`, by node.
    #[serde(default)]
    pub places: BTreeMap<NodeId, Map<String, Value>>,
    /// In `from` and `to`, by edge.
    #[serde(default)]
    pub ends: BTreeMap<EdgeId, [Map<String, Value>; 2]>,
}

/// Name, description and trigger of a playbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Display name.
    #[serde(default)]
    pub name: String,
    /// What the playbook is for.
    #[serde(default)]
    pub description: String,
    /// What starts it, with its declared inputs.
    #[serde(default)]
    pub trigger: Trigger,
}

/// What starts a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Trigger {
    /// Vendor's trigger type, one of [`TRIGGER_TYPES`]; others are kept and reported.
    #[serde(rename = "type", default = "custom_trigger")]
    pub kind: String,
    /// Declared inputs, referred to as `${event.<name>}`.
    #[serde(default)]
    pub inputs: Vec<TriggerInput>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Trigger types of the vendor (`ParamType` of ModifyPlaybookInputOutput).
pub const TRIGGER_TYPES: &[&str] = &[
    "custom",
    "template-incident",
    "template-alert",
    "template-ip",
    "template-file",
    "template-process",
    "template-domain",
    "template-container",
    "template-host",
];

fn custom_trigger() -> String {
    "custom".to_owned()
}

impl Default for Trigger {
    fn default() -> Self {
        Self { kind: custom_trigger(), inputs: Vec::new(), extra: Map::new() }
    }
}

/// One declared input of a playbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TriggerInput {
    /// Name used in references.
    #[serde(default)]
    pub name: String,
    /// Vendor's data type: `String`, `Long`, `Integer`, `Double`, `Boolean`, or an entity type.
    #[serde(rename = "type", default)]
    pub data_type: String,
    /// Whether a run without it is refused.
    #[serde(default)]
    pub required: bool,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// A sample value; practice runs start from it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A placed component.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "PlaybookNode")]
pub struct Node {
    /// Stable id, unique in the playbook.
    #[serde(default)]
    pub id: NodeId,
    /// Name used in references; unique in the playbook.
    #[serde(default)]
    pub name: String,
    /// Id of the component kind, e.g. `AliyunCloudOpenAPI`; unknown kinds are kept.
    #[serde(default)]
    pub kind: String,
    /// Action of the component, e.g. `assumeApi`; empty for flow nodes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// Note for readers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The child flow the node stands in; absent on the top level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Whether runs pass over the node as if its edges were joined.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
    /// Settings as the component kind defines them, kept verbatim where it does not know them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub settings: Map<String, Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A connection from a port to a port.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Edge {
    /// Stable id, unique in the playbook.
    #[serde(default)]
    pub id: EdgeId,
    /// Where it begins.
    #[serde(default)]
    pub from: PortRef,
    /// Where it ends.
    #[serde(default)]
    pub to: PortRef,
    /// Whether a converging gateway insists on this path.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One port of one node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PortRef {
    /// The node.
    #[serde(default)]
    pub node: NodeId,
    /// The port as the node's kind names it, e.g. `out`.
    #[serde(default)]
    pub port: String,
}

/// Place of a node's top left corner on the canvas.
///
/// **Units** canvas units, one pixel at 100 % zoom; x grows to the right, y down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Horizontal.
    #[serde(serialize_with = "short_number")]
    pub x: f64,
    /// Vertical.
    #[serde(serialize_with = "short_number")]
    pub y: f64,
}

/// Writes whole numbers without `.0`, so that a drag on the grid gives short, stable diffs.
fn short_number<S: serde::Serializer>(value: &f64, writer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        writer.serialize_i64(*value as i64)
    } else {
        writer.serialize_f64(*value)
    }
}

impl Playbook {
    /// Returns the numbers of all ids in use: of nodes, edges and places, and of what [`Fringe`] still has fields for, so
    /// that none of it goes to a new record.
    pub fn numbers(&self) -> Numbers {
        let Fringe { places, ends } = &self.fringe;
        let nodes = self.nodes.keys().chain(self.positions.keys()).chain(places.keys());
        let edges = self.edges.keys().chain(ends.keys());
        nodes.map(NodeId::as_str).chain(edges.map(EdgeId::as_str)).collect()
    }

    /// Says whether both have the same unknown fields in the places and ends that they would write.
    pub fn writes_fringe_of(&self, other: &Self) -> bool {
        fn places(of: &Playbook) -> impl Iterator<Item = (&NodeId, &Map<String, Value>)> {
            of.fringe.places.iter().filter(|(node, _)| of.positions.contains_key(*node))
        }
        fn ends(of: &Playbook) -> impl Iterator<Item = (&EdgeId, &[Map<String, Value>; 2])> {
            of.fringe.ends.iter().filter(|(edge, _)| of.edges.contains_key(*edge))
        }
        places(self).eq(places(other)) && ends(self).eq(ends(other))
    }

    /// Returns the node of the given name.
    pub fn node_named(&self, name: &str) -> Option<&Node> {
        self.nodes.values().find(|node| node.name == name)
    }
}
