//! Putting a node into an edge.
//!
//! The edge itself becomes the first half, so that the branch it leaves by stays; what a converging gateway requires
//! goes with the second half, which now arrives there.

use soarboard_model::component;
use soarboard_model::playbook::{Edge, EdgeId, Node, NodeId, PortRef, Position};

use super::command::Splice;
use super::{Applied, Refusal, cascades, rules};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

/// Room between a node and the one that follows it, in canvas units.
const GAP: f64 = 60.0;

pub(super) fn plan(document: &Document, command: &Splice) -> Result<Applied, Refusal> {
    let node = rules::node(document, &command.node)?;
    let edge = rules::edge(document, &command.edge)?;
    if !document.edges_at(&node.id).is_empty() {
        return Err(Refusal::new("splice-connected").with("name", &node.name));
    }
    let parent = document.nodes.get(&edge.from.node).and_then(|node| node.parent.as_ref());
    if parent != node.parent.as_ref() {
        return Err(Refusal::new("other-flow"));
    }
    let mut change = Change::default();
    let position = document.positions.get(&node.id).copied();
    let mut second = match position {
        Some(position) => into(document, &command.edge, node, position, &mut change)?,
        None => halves(document, &command.edge, node, &mut change)?,
    };
    second.id = document.fresh_ids('e').take();
    let created = vec![second.id.to_string()];
    change.add(document.edges.len(), Record::Edge(second));
    Ok(Applied { change, created, ..Applied::default() })
}

/// Leads an edge to a node that stands at a position and returns the edge that goes on from it, without an id yet.
/// What follows moves on when it would stand in the way.
pub(super) fn into(
    document: &Document,
    edge: &EdgeId,
    node: &Node,
    position: Position,
    change: &mut Change,
) -> Result<Edge, Refusal> {
    let second = halves(document, edge, node, change)?;
    make_room(document, node, position, &second.to.node, change);
    Ok(second)
}

fn halves(document: &Document, edge: &EdgeId, node: &Node, change: &mut Change) -> Result<Edge, Refusal> {
    let old = rules::edge(document, edge)?;
    let (input, output) = match component::kind(&node.kind) {
        Some(kind) => (rules::first_input(kind, node)?, rules::first_output(kind, node)?),
        None => ("in".to_owned(), "out".to_owned()),
    };
    let end = |port: String| PortRef { node: node.id.clone(), port };
    let first = Edge { to: end(input), required: false, ..old.clone() };
    change.update(Record::Edge(old.clone()), Record::Edge(first));
    Ok(Edge { from: end(output), to: old.to.clone(), required: old.required, ..Edge::default() })
}

fn make_room(document: &Document, node: &Node, position: Position, next: &NodeId, change: &mut Change) {
    let Some(follower) = document.positions.get(next) else { return };
    let (width, _) = rules::size_of(node);
    let missing = position.x + width + GAP - follower.x;
    // A follower on the left is drawn backwards on purpose; one far enough away stays.
    if missing <= 0.0 || follower.x + 1.0 < position.x - 2.0 * width {
        return;
    }
    let shift = (missing / 10.0).ceil() * 10.0;
    for id in cascades::nodes_after(document, next) {
        if *id != node.id
            && let Some(old) = document.positions.get(id)
        {
            let moved = Position { x: old.x + shift, y: old.y };
            change.place(document, PlacedNode { node: id.clone(), position: moved });
        }
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;

    use soarboard_model::playbook::Playbook;

    use super::*;
    use crate::edit::{AddNode, EditCommand, apply};
    use crate::testing::{book, port};

    fn forked() -> Playbook {
        let mut playbook = book(
            &[("s", "start"), ("g", "exclusiveGateway"), ("m", "convergingGateway"), ("z", "end")],
            &["s>g", "m>z"],
        );
        playbook.nodes["g"].settings = serde_json::from_str(r#"{"branches":[{"id":"b1"}]}"#).unwrap();
        let edge = Edge {
            id: "e7".into(),
            from: port("g", "b1"),
            to: port("m", "in"),
            required: true,
            ..Edge::default()
        };
        playbook.edges.insert(edge.id.clone(), edge);
        for (id, x) in [("s", 0.0), ("g", 200.0), ("m", 500.0), ("z", 700.0)] {
            playbook.positions.insert(id.into(), Position { x, y: 0.0 });
        }
        playbook
    }

    #[test]
    fn both_halves_keep_what_belongs_to_them_and_followers_make_room() {
        let mut playbook = forked();
        let before = write(&playbook);
        let add = AddNode {
            kind: "AliyunCloudOpenAPI".into(),
            position: Position { x: 440.0, y: 0.0 },
            splice: Some("e7".into()),
            ..AddNode::default()
        };

        let applied = apply(&mut playbook, &EditCommand::AddNode(add)).unwrap();

        let new = applied.created[0].as_str();
        let (first, second) = (&playbook.edges["e7"], &playbook.edges[applied.created[1].as_str()]);
        assert_eq!((&first.from, &first.to, first.required), (&port("g", "b1"), &port(new, "in"), false));
        assert_eq!((&second.from, &second.to, second.required), (&port(new, "out"), &port("m", "in"), true));
        assert_eq!((playbook.positions["m"].x, playbook.positions["z"].x), (720.0, 920.0));
        assert_eq!(playbook.positions["g"].x, 200.0);
        applied.change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn only_a_loose_node_of_the_same_flow_is_put_in() {
        let mut playbook = forked();
        let splice =
            |node: &str, edge: &str| EditCommand::Splice(Splice { node: node.into(), edge: edge.into() });
        let mut loose = Node { id: "a".into(), kind: "Timer".into(), name: "a".into(), ..Node::default() };
        playbook.nodes.insert("a".into(), loose.clone());
        loose.parent = Some("m".into());
        playbook.nodes.insert("b".into(), Node { id: "b".into(), ..loose });

        assert_eq!(apply(&mut playbook, &splice("z", "e7")).unwrap_err().code, "splice-connected");
        assert_eq!(apply(&mut playbook, &splice("b", "e7")).unwrap_err().code, "other-flow");
        assert_eq!(apply(&mut playbook, &splice("a", "e9")).unwrap_err().code, "no-such-edge");
        apply(&mut playbook, &splice("a", "e7")).unwrap();
        assert_eq!(playbook.edges["e7"].to, port("a", "in"));
    }
}
