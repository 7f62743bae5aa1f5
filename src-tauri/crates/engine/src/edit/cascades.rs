//! What follows from an edit: the edges of a deleted node, the nodes inside it, the references to a renamed one.

use std::collections::HashSet;

use serde_json::{Map, Value};
use soarboard_model::component::{self, EVENT_NAME};
use soarboard_model::expr;
use soarboard_model::playbook::{Edge, EdgeId, Node, NodeId};

use crate::document::Document;
use crate::references;

/// Adds the nodes that stand inside those already there, at any depth; `inside` tells those directly inside one.
pub(super) fn nodes_inside<'a>(nodes: &mut HashSet<&'a NodeId>, inside: impl Fn(&NodeId) -> Vec<&'a NodeId>) {
    let mut open: Vec<&NodeId> = nodes.iter().copied().collect();
    while let Some(id) = open.pop() {
        open.extend(inside(id).into_iter().filter(|id| nodes.insert(id)));
    }
}

/// Adds the edges that begin or end at the nodes.
pub(super) fn edges_at<'a>(
    document: &'a Document,
    nodes: &HashSet<&NodeId>,
    edges: &mut HashSet<&'a EdgeId>,
) {
    edges.extend(nodes.iter().flat_map(|id| document.edges_at(id)).map(|(_, edge)| &edge.id));
}

/// Returns a node and all that follow it, the same each time.
pub(super) fn nodes_after<'a>(document: &'a Document, node: &'a NodeId) -> Vec<&'a NodeId> {
    let (mut seen, mut found) = (HashSet::from([node]), vec![node]);
    let mut next = 0;
    while let Some(id) = found.get(next) {
        next += 1;
        let targets = document.edges_from(id).map(|(_, edge)| &edge.to.node);
        let more: Vec<_> = targets.filter(|id| seen.insert(id)).collect();
        found.extend(more);
    }
    found
}

/// Returns the edges that leave a node by a port it had and has no more, with their place in file order.
pub(super) fn edges_of_lost_ports<'a>(
    document: &'a Document,
    old: &'a Node,
    new: &'a Node,
) -> impl Iterator<Item = (usize, &'a Edge)> {
    let forks = component::kind(&old.kind).filter(|kind| kind.branching.is_some());
    forks.into_iter().flat_map(move |kind| {
        document.edges_from(&old.id).filter(move |(_, edge)| {
            let port = edge.from.port.as_str();
            kind.has_output(old, port) && !kind.has_output(new, port)
        })
    })
}

/// Says whether references follow a node to its new name.
///
/// They do not when another node keeps the name, since they may mean that one, nor when the name is the reserved
/// `event`, which means the playbook's input whoever bears it.
pub(super) fn follows_rename(document: &Document, node: &Node) -> bool {
    let shared = document.is_name_of_other(&node.name, &node.id);
    !node.name.is_empty() && node.name != EVENT_NAME && !shared
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
