//! What follows from an edit: the edges of a deleted node, the nodes inside it, the references to a renamed one.

use std::collections::HashSet;

use serde_json::{Map, Value};
use soarboard_model::component::EVENT_NAME;
use soarboard_model::expr;
use soarboard_model::playbook::{EdgeId, Node, NodeId, Playbook};

use crate::references;

/// Adds the nodes that stand inside those already there, at any depth.
pub(super) fn nodes_inside<'a>(playbook: &'a Playbook, nodes: &mut HashSet<&'a NodeId>) {
    loop {
        let inside = |node: &&Node| {
            !nodes.contains(&node.id) && node.parent.as_ref().is_some_and(|id| nodes.contains(id))
        };
        let more: Vec<&NodeId> = playbook.nodes.values().filter(inside).map(|node| &node.id).collect();
        if more.is_empty() {
            return;
        }
        nodes.extend(more);
    }
}

/// Adds the edges that begin or end at the nodes.
pub(super) fn edges_at<'a>(
    playbook: &'a Playbook,
    nodes: &HashSet<&NodeId>,
    edges: &mut HashSet<&'a EdgeId>,
) {
    let touched = playbook
        .edges
        .iter()
        .filter(|(_, edge)| nodes.contains(&edge.from.node) || nodes.contains(&edge.to.node));
    edges.extend(touched.map(|(id, _)| id));
}

/// Says whether references follow a node to its new name.
///
/// They do not when another node keeps the name, since they may mean that one, nor when the name is the reserved
/// `event`, which means the playbook's input whoever bears it.
pub(super) fn follows_rename(playbook: &Playbook, node: &Node) -> bool {
    let shared = playbook.nodes.values().any(|other| other.id != node.id && other.name == node.name);
    !node.name.is_empty() && node.name != EVENT_NAME && !shared
}

/// Says whether some text of the settings refers to a name; most nodes do not and need no copy.
pub(super) fn refers_to(settings: &Map<String, Value>, name: &str) -> bool {
    fn within(value: &Value, name: &str) -> bool {
        match value {
            Value::String(text) if expr::is_expression(text) => {
                references::find(text).references.iter().any(|reference| reference.node == name)
            }
            Value::Array(items) => items.iter().any(|item| within(item, name)),
            Value::Object(map) => map.values().any(|item| within(item, name)),
            _ => false,
        }
    }
    settings.values().any(|value| within(value, name))
}

/// Rewrites `${old.…}` to `${new.…}` in every text of the settings; all else stays verbatim.
pub(super) fn rename_references(settings: &mut Map<String, Value>, old: &str, new: &str) {
    settings.values_mut().for_each(|value| rename_in(value, old, new));
}

fn rename_in(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if expr::is_expression(text) => {
            // From the back, so that the ranges further ahead keep their meaning.
            let found = references::find(text);
            for reference in found.references.iter().rev().filter(|reference| reference.node == old) {
                text.replace_range(reference.name_range.clone(), new);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename_in(item, old, new)),
        Value::Object(map) => map.values_mut().for_each(|item| rename_in(item, old, new)),
        _ => {}
    }
}
