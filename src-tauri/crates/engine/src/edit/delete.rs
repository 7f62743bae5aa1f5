//! Deleting nodes and edges, with what hangs on them.

use std::collections::HashSet;

use soarboard_model::playbook::{EdgeId, NodeId, Playbook};

use super::command::Delete;
use super::{Refusal, cascades, rules};
use crate::change::{Change, PlacedNode, Record};

pub(super) fn plan(playbook: &Playbook, command: &Delete) -> Result<Change, Refusal> {
    for id in &command.nodes {
        rules::node(playbook, id)?;
    }
    for id in &command.edges {
        rules::edge(playbook, id)?;
    }
    let mut nodes: HashSet<&NodeId> = command.nodes.iter().collect();
    cascades::nodes_inside(playbook, &mut nodes);
    let mut edges: HashSet<&EdgeId> = command.edges.iter().collect();
    cascades::edges_at(playbook, &nodes, &mut edges);
    Ok(take_out(playbook, &nodes, &edges))
}

fn take_out(playbook: &Playbook, nodes: &HashSet<&NodeId>, edges: &HashSet<&EdgeId>) -> Change {
    let mut change = Change::default();
    for (index, (id, node)) in playbook.nodes.iter().enumerate() {
        if nodes.contains(id) {
            change.remove(index, Record::Node(node.clone()));
            if let Some(position) = playbook.positions.get(id) {
                change.remove(0, Record::Position(PlacedNode { node: id.clone(), position: *position }));
            }
        }
    }
    for (index, (id, edge)) in playbook.edges.iter().enumerate() {
        if edges.contains(id) {
            change.remove(index, Record::Edge(edge.clone()));
        }
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
        EditCommand::Delete(Delete { nodes, edges: edges.iter().map(|id| EdgeId::from(*id)).collect() })
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
}
