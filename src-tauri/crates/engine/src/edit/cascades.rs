//! What follows from an edit: the edges of a deleted node, the nodes inside it, the references to a renamed one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};
use soarboard_model::component::{self, EVENT_NAME};
use soarboard_model::expr;
use soarboard_model::playbook::{Edge, EdgeId, Node, NodeId, Playbook};

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

/// Returns a node and all that follow it, the same each time.
pub(super) fn nodes_after<'a>(playbook: &'a Playbook, node: &'a NodeId) -> Vec<&'a NodeId> {
    let mut targets: HashMap<&NodeId, Vec<&NodeId>> = HashMap::new();
    for edge in playbook.edges.values() {
        targets.entry(&edge.from.node).or_default().push(&edge.to.node);
    }
    let (mut seen, mut found) = (HashSet::from([node]), vec![node]);
    let mut next = 0;
    while let Some(id) = found.get(next) {
        next += 1;
        let more: Vec<_> = targets.get(*id).into_iter().flatten().filter(|id| seen.insert(**id)).collect();
        found.extend(more.into_iter().copied());
    }
    found
}

/// Returns the edges that leave a node by a port it had and has no more, with their place in file order.
pub(super) fn edges_of_lost_ports<'a>(
    playbook: &'a Playbook,
    old: &'a Node,
    new: &'a Node,
) -> impl Iterator<Item = (usize, &'a Edge)> {
    let forks = component::kind(&old.kind).filter(|kind| kind.branching.is_some());
    forks.into_iter().flat_map(move |kind| {
        playbook.edges_at(old.id.as_str()).filter(move |(_, edge)| {
            let port = edge.from.port.as_str();
            edge.from.node == old.id && kind.has_output(old, port) && !kind.has_output(new, port)
        })
    })
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
    rename_all(settings, &[(old.to_owned(), new.to_owned())]);
}

/// As [`rename_references`] for several names at once, so that one new name may be another's old one.
pub(super) fn rename_all(settings: &mut Map<String, Value>, names: &[(String, String)]) {
    settings.values_mut().for_each(|value| rename_in(value, names));
}

fn rename_in(value: &mut Value, names: &[(String, String)]) {
    match value {
        Value::String(text) if expr::is_expression(text) => {
            // From the back, so that the ranges further ahead keep their meaning.
            let found = references::find(text);
            for reference in found.references.iter().rev().filter(|one| one.node != EVENT_NAME) {
                if let Some((_, new)) = names.iter().find(|(old, _)| *old == reference.node) {
                    text.replace_range(reference.name_range.clone(), new);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename_in(item, names)),
        Value::Object(map) => map.values_mut().for_each(|item| rename_in(item, names)),
        _ => {}
    }
}
