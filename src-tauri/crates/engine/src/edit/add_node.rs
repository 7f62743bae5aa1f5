//! Placing a new node, connected in the same step when it was dropped on a connection's end.

use soarboard_model::component::{self, ComponentKind, START_KIND};
use soarboard_model::playbook::{Edge, Node, Playbook, PortRef};

use super::command::AddNode;
use super::{Applied, Refusal, free_name, rules};
use crate::change::{Change, PlacedNode, Record};

pub(super) fn plan(playbook: &Playbook, command: &AddNode) -> Result<Applied, Refusal> {
    let kind = component::kind(&command.kind)
        .ok_or_else(|| Refusal::new("kind-unknown").with("kind", &command.kind))?;
    rules::may_add(playbook, kind)?;
    rules::may_stand_at(command.position)?;
    let mut node = new_node(playbook, kind);
    let mut applied = Applied { change: Change::default(), created: vec![node.id.to_string()] };
    if let Some(from) = &command.connect_from {
        // A node dropped from a port stands in the flow of that port.
        node.parent = rules::may_leave(playbook, from)?.parent.clone();
        let port = kind.inputs.first().ok_or_else(|| Refusal::new("no-inputs").with("name", &node.name))?;
        let to = PortRef { node: node.id.clone(), port: (*port).to_owned() };
        let id = playbook.fresh_id("e").as_str().into();
        let edge = Edge { id, from: from.clone(), to, ..Edge::default() };
        applied.created.push(edge.id.to_string());
        applied.change.add(playbook.edges.len(), Record::Edge(edge));
    }
    let placed = PlacedNode { node: node.id.clone(), position: command.position };
    match playbook.positions.get(&node.id) {
        // A file may hold the position of a node it does not have.
        Some(old) => applied.change.update(
            Record::Position(PlacedNode { node: node.id.clone(), position: *old }),
            Record::Position(placed),
        ),
        None => applied.change.add(0, Record::Position(placed)),
    }
    applied.change.add(playbook.nodes.len(), Record::Node(node));
    Ok(applied)
}

fn new_node(playbook: &Playbook, kind: &ComponentKind) -> Node {
    let name = if kind.id == START_KIND {
        // References need this very name; that another node has taken it is the checker's finding.
        kind.default_name.to_owned()
    } else {
        free_name(playbook, kind.default_name)
    };
    Node {
        id: playbook.fresh_id("n").as_str().into(),
        name,
        kind: kind.id.to_owned(),
        action: kind.actions.first().map(|action| action.id.to_owned()).unwrap_or_default(),
        settings: (kind.default_settings)(),
        ..Node::default()
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::playbook::Position;

    use crate::edit::{AddNode, EditCommand, apply};
    use crate::testing::{book, port};

    fn add(kind: &str, from: Option<(&str, &str)>) -> EditCommand {
        EditCommand::AddNode(AddNode {
            kind: kind.into(),
            position: Position { x: 10.0, y: 20.0 },
            connect_from: from.map(|(node, name)| port(node, name)),
        })
    }

    #[test]
    fn new_nodes_get_free_names_and_ids() {
        let mut playbook = book(&[("n4", "api")], &[]);
        playbook.nodes[0].name = "api_call".into();

        let first = apply(&mut playbook, &add("AliyunCloudOpenAPI", None)).unwrap();
        let second = apply(&mut playbook, &add("AliyunCloudOpenAPI", None)).unwrap();

        assert_eq!((first.created, second.created), (vec!["n5".to_owned()], vec!["n6".to_owned()]));
        assert_eq!(playbook.nodes["n5"].name, "api_call_2");
        assert_eq!(playbook.nodes["n6"].name, "api_call_3");
        assert_eq!(playbook.nodes["n6"].action, "assumeApi");
        assert_eq!(playbook.positions["n6"].x, 10.0);
    }

    #[test]
    fn a_dropped_connection_is_made_in_the_same_step() {
        let mut playbook = book(&[("n1", "start")], &[]);

        let applied = apply(&mut playbook, &add("end", Some(("n1", "out")))).unwrap();

        assert_eq!(applied.created, ["n2", "e1"]);
        assert_eq!(playbook.edges["e1"].to, port("n2", "in"));
        applied.change.reversed().apply(&mut playbook);
        assert!(playbook.edges.is_empty() && playbook.positions.is_empty() && playbook.nodes.len() == 1);
    }

    #[test]
    fn what_cannot_be_placed_is_refused_and_leaves_no_trace() {
        let mut playbook = book(&[("n1", "start"), ("n2", "end")], &[]);
        let before = playbook.clone();
        let mut code = |command| apply(&mut playbook, &command).unwrap_err().code;

        assert_eq!(code(add("start", None)), "kind-limit");
        assert_eq!(code(add("Toaster", None)), "kind-unknown");
        assert_eq!(code(add("end", Some(("n2", "in")))), "no-outputs");
        let far =
            AddNode { kind: "end".into(), position: Position { x: f64::NAN, y: 0.0 }, connect_from: None };
        assert_eq!(code(EditCommand::AddNode(far)), "position-malformed");
        assert_eq!(playbook, before);
    }
}
