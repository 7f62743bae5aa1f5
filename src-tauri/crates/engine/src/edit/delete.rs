//! Deleting nodes and edges, with what hangs on them.

use std::collections::HashSet;

use soarboard_model::component;
use soarboard_model::playbook::{Edge, EdgeId, NodeId};

use super::command::Delete;
use super::{Refusal, cascades, rules};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

pub(super) fn plan(document: &Document, command: &Delete) -> Result<Change, Refusal> {
    for id in &command.nodes {
        rules::node(document, id)?;
    }
    for id in &command.edges {
        rules::edge(document, id)?;
    }
    let mut nodes: HashSet<&NodeId> = command.nodes.iter().collect();
    cascades::nodes_inside(&mut nodes, |id| document.nodes_in(id).collect());
    let mut edges: HashSet<&EdgeId> = command.edges.iter().collect();
    cascades::edges_at(document, &nodes, &mut edges);
    let mut change = take_out(document, &nodes, &edges);
    if command.heal {
        let mut ids = document.fresh_ids('e');
        let first = document.edges.len() - edges.len();
        for (offset, mut edge) in healed(document, &nodes, &command.edges).into_iter().enumerate() {
            edge.id = ids.take();
            change.add(first + offset, Record::Edge(edge));
        }
    }
    Ok(change)
}

/// Returns the edges that join what led to nodes that go away with what followed them, without ids yet.
///
/// A branch that takes one edge only goes on to the first of several followers.
pub(super) fn healed(document: &Document, nodes: &HashSet<&NodeId>, cut: &[EdgeId]) -> Vec<Edge> {
    let stays = |id: &NodeId| document.nodes.contains_key(id) && !nodes.contains(id);
    let mut healed: Vec<Edge> = Vec::new();
    let mut there = HashSet::new();
    for edge in leading_in(document, nodes).into_iter().filter(|edge| stays(&edge.from.node)) {
        if cut.contains(&edge.id) {
            continue;
        }
        there.extend(document.edges_of_port(&edge.from).map(|edge| (edge.from.clone(), edge.to.clone())));
        let node = document.nodes.get(&edge.from.node);
        let most = node.and_then(|node| component::kind(&node.kind)?.most_edges_out()).unwrap_or(usize::MAX);
        let mut made = 0;
        for last in followers(document, nodes, &edge.to.node, cut) {
            if made < most && stays(&last.to.node) && there.insert((edge.from.clone(), last.to.clone())) {
                healed.push(Edge {
                    id: EdgeId::default(),
                    from: edge.from.clone(),
                    to: last.to.clone(),
                    required: last.required,
                    extra: edge.extra.clone(),
                });
                made += 1;
            }
        }
    }
    healed
}

/// Returns the edges that end at some nodes, in file order.
fn leading_in<'a>(document: &'a Document, nodes: &HashSet<&NodeId>) -> Vec<&'a Edge> {
    let leading = nodes.iter().flat_map(|id| document.edges_at(id));
    let mut leading: Vec<_> = leading.filter(|(_, edge)| nodes.contains(&edge.to.node)).collect();
    leading.sort_unstable_by_key(|(place, _)| *place);
    leading.dedup_by_key(|(place, _)| *place);
    leading.into_iter().map(|(_, edge)| edge).collect()
}

/// Returns the edges by which a walk through deleted nodes comes out again.
fn followers<'a>(
    document: &'a Document,
    nodes: &HashSet<&NodeId>,
    from: &'a NodeId,
    cut: &[EdgeId],
) -> Vec<&'a Edge> {
    let (mut seen, mut open, mut found) = (HashSet::from([from]), vec![from], Vec::new());
    while let Some(id) = open.pop() {
        for (_, edge) in document.edges_from(id).filter(|(_, edge)| !cut.contains(&edge.id)) {
            if !nodes.contains(&edge.to.node) {
                found.push(edge);
            } else if seen.insert(&edge.to.node) {
                open.push(&edge.to.node);
            }
        }
    }
    found
}

fn take_out(document: &Document, nodes: &HashSet<&NodeId>, edges: &HashSet<&EdgeId>) -> Change {
    let mut change = Change::default();
    let mut found: Vec<_> = nodes.iter().filter_map(|id| document.nodes.get_full(*id)).collect();
    found.sort_unstable_by_key(|(index, ..)| *index);
    for (index, id, node) in found {
        change.remove(index, Record::Node(node.clone()));
        if let Some(position) = document.positions.get(id) {
            change.remove(0, Record::Position(PlacedNode { node: id.clone(), position: *position }));
        }
    }
    for (index, _, edge) in edges.iter().filter_map(|id| document.edges.get_full(*id)) {
        change.remove(index, Record::Edge(edge.clone()));
    }
    change
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;
    use soarboard_model::playbook::Position;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn delete(nodes: &[&str], edges: &[&str]) -> EditCommand {
        let nodes = nodes.iter().map(|id| NodeId::from(*id)).collect();
        let edges = edges.iter().map(|id| EdgeId::from(*id)).collect();
        EditCommand::Delete(Delete { nodes, edges, heal: false })
    }

    #[test]
    fn undo_restores_edges_of_a_deleted_node() {
        let mut playbook = book(&[("s", "start"), ("a", "api"), ("z", "end")], &["s>a", "s>z", "a>z"]);
        playbook.positions.insert("a".into(), Position { x: 1.0, y: 2.0 });
        let before = write(&playbook);

        let change = apply(&mut playbook, &delete(&["a"], &[])).unwrap().change;

        assert_eq!(playbook.edges.len(), 1);
        assert!(playbook.positions.is_empty());
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn nodes_inside_a_deleted_node_go_too() {
        let mut playbook = book(&[("a", "api"), ("b", "api"), ("c", "api"), ("d", "api")], &["b>d"]);
        playbook.nodes[1].parent = Some("a".into());
        playbook.nodes[2].parent = Some("b".into());

        apply(&mut playbook, &delete(&["a"], &[])).unwrap();

        assert_eq!(playbook.nodes.keys().map(NodeId::as_str).collect::<Vec<_>>(), ["d"]);
        assert!(playbook.edges.is_empty());
    }

    #[test]
    fn deleting_what_is_not_there_is_refused() {
        let mut playbook = book(&[("a", "api")], &[]);

        assert_eq!(apply(&mut playbook, &delete(&["a", "q"], &[])).unwrap_err().code, "no-such-node");
        assert_eq!(apply(&mut playbook, &delete(&[], &["q"])).unwrap_err().code, "no-such-edge");
        assert_eq!(playbook.nodes.len(), 1);
    }

    #[test]
    fn healing_joins_what_the_deleted_nodes_stood_between() {
        let mut playbook = book(
            &[
                ("s", "start"),
                ("g", "exclusiveGateway"),
                ("a", "api"),
                ("b", "api"),
                ("c", "api"),
                ("z", "end"),
            ],
            &["s>a", "a>b", "a>c", "b>z", "c>z"],
        );
        playbook.edges["e1"].from = crate::testing::port("g", "b1");
        playbook.edges["e4"].required = true;
        let before = write(&playbook);
        let nodes = ["a", "b"].map(NodeId::from).to_vec();
        let command = EditCommand::Delete(Delete { nodes, edges: Vec::new(), heal: true });

        let change = apply(&mut playbook, &command).unwrap().change;

        let ends: Vec<_> =
            playbook.edges.values().map(|edge| (edge.from.node.as_str(), edge.to.node.as_str())).collect();
        assert_eq!(ends, [("c", "z"), ("g", "c")], "a branch goes on to one follower only");
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }
}
