//! Placing a new node, connected in the same step when it was dropped on a connection or its end.

use soarboard_model::component::{self, CHILD_FLOW_KIND, ComponentKind, END_KIND, START_KIND};
use soarboard_model::ids::FreshIds;
use soarboard_model::playbook::{Edge, Node, NodeId, PortRef, Position};

use super::command::AddNode;
use super::fresh::FreeNames;
use super::{Applied, Refusal, rules, splice};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

/// Places of start and end in a new child flow.
const INSIDE: [(&str, f64); 2] = [(START_KIND, 80.0), (END_KIND, 560.0)];

pub(super) fn plan(document: &Document, command: &AddNode) -> Result<Applied, Refusal> {
    let kind = rules::kind(&command.kind)?;
    rules::may_stand_at(command.position)?;
    let mut adding = Adding::of(document);
    let parent = parent_of(document, command)?;
    rules::may_add(document, kind, parent.as_ref())?;
    let mut node = adding.node(kind, parent);
    if let Some(action) = &command.action {
        node.action.clone_from(action);
    }
    if let Some(from) = &command.connect_from {
        let to = PortRef { node: node.id.clone(), port: rules::first_input(kind, &node)? };
        adding.edge(Edge { from: from.clone(), to, ..Edge::default() });
    }
    if let Some(to) = &command.connect_to {
        let from = PortRef { node: node.id.clone(), port: rules::first_output(kind, &node)? };
        adding.edge(Edge { from, to: to.clone(), ..Edge::default() });
    }
    if let Some(edge) = &command.splice {
        let second = splice::into(document, edge, &node, command.position, &mut adding.change)?;
        adding.edge(second);
    }
    let id = node.id.clone();
    adding.put(node, command.position);
    if kind.id == CHILD_FLOW_KIND {
        adding.inside(&id);
    }
    Ok(adding.done())
}

/// A node stands in the flow of what it is connected to, else where the command says.
fn parent_of(document: &Document, command: &AddNode) -> Result<Option<NodeId>, Refusal> {
    if let Some(from) = &command.connect_from {
        rules::may_leave_once_more(document, from, None)?;
        return Ok(rules::node(document, &from.node)?.parent.clone());
    }
    if let Some(to) = &command.connect_to {
        return Ok(rules::may_enter(document, to)?.parent.clone());
    }
    if let Some(edge) = &command.splice {
        let edge = rules::edge(document, edge)?;
        return Ok(document.nodes.get(&edge.from.node).and_then(|node| node.parent.clone()));
    }
    rules::may_hold(document, command.parent.as_ref())?;
    Ok(command.parent.clone())
}

/// What is being added, with ids and names that stay apart from each other.
struct Adding<'a> {
    document: &'a Document,
    change: Change,
    node_ids: FreshIds,
    edge_ids: FreshIds,
    names: FreeNames<'a>,
    nodes: Vec<String>,
    edges: Vec<String>,
}

impl<'a> Adding<'a> {
    fn of(document: &'a Document) -> Self {
        Self {
            document,
            change: Change::default(),
            node_ids: document.fresh_ids('n'),
            edge_ids: document.fresh_ids('e'),
            names: FreeNames::of(document),
            nodes: Vec::new(),
            edges: Vec::new(),
        }
    }

    fn node(&mut self, kind: &ComponentKind, parent: Option<NodeId>) -> Node {
        let name = if kind.id == START_KIND && parent.is_none() {
            // References need this very name; that another node has taken it is the checker's finding.
            kind.default_name.to_owned()
        } else if kind.id == START_KIND {
            self.names.take("begin")
        } else {
            self.names.take(kind.default_name)
        };
        Node {
            id: self.node_ids.take(),
            name,
            kind: kind.id.to_owned(),
            action: kind.actions.first().map(|action| action.id.to_owned()).unwrap_or_default(),
            parent,
            settings: (kind.default_settings)(),
            ..Node::default()
        }
    }

    fn put(&mut self, node: Node, position: Position) {
        // A file may hold the position of a node it does not have.
        self.change.place(self.document, PlacedNode { node: node.id.clone(), position });
        let index = self.document.nodes.len() + self.nodes.len();
        self.nodes.push(node.id.to_string());
        self.change.add(index, Record::Node(node));
    }

    fn edge(&mut self, mut edge: Edge) {
        edge.id = self.edge_ids.take();
        let index = self.document.edges.len() + self.edges.len();
        self.edges.push(edge.id.to_string());
        self.change.add(index, Record::Edge(edge));
    }

    /// A child flow has a start and an end of its own from the beginning.
    fn inside(&mut self, parent: &NodeId) {
        for (id, x) in INSIDE {
            if let Some(kind) = component::kind(id) {
                let node = self.node(kind, Some(parent.clone()));
                self.put(node, Position { x, y: 200.0 });
            }
        }
    }

    fn done(mut self) -> Applied {
        self.nodes.append(&mut self.edges);
        Applied { change: self.change, created: self.nodes, ..Applied::default() }
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
            ..AddNode::default()
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
            AddNode { kind: "end".into(), position: Position { x: f64::NAN, y: 0.0 }, ..AddNode::default() };
        assert_eq!(code(EditCommand::AddNode(far)), "position-malformed");
        assert_eq!(playbook, before);
    }

    #[test]
    fn a_child_flow_comes_with_its_own_start_and_end() {
        let mut playbook = book(&[("n1", "start"), ("n2", "end")], &[]);

        let applied = apply(&mut playbook, &add("childFlow", Some(("n1", "out")))).unwrap();

        assert_eq!(applied.created, ["n3", "n4", "n5", "e1"]);
        let inside: Vec<_> = playbook.nodes.values().filter(|node| node.parent.is_some()).collect();
        assert_eq!(inside.iter().map(|node| node.kind.as_str()).collect::<Vec<_>>(), ["start", "end"]);
        assert_eq!(inside.iter().map(|node| node.name.as_str()).collect::<Vec<_>>(), ["begin", "end"]);
        let second = AddNode { kind: "start".into(), parent: Some("n3".into()), ..AddNode::default() };
        assert_eq!(apply(&mut playbook, &EditCommand::AddNode(second)).unwrap_err().code, "kind-limit");
        let nowhere = AddNode { kind: "end".into(), parent: Some("n1".into()), ..AddNode::default() };
        assert_eq!(apply(&mut playbook, &EditCommand::AddNode(nowhere)).unwrap_err().code, "no-such-flow");
    }

    #[test]
    fn a_branch_that_is_connected_takes_no_second_node() {
        let mut playbook = book(&[("n1", "start"), ("n2", "end")], &[]);
        apply(&mut playbook, &add("exclusiveGateway", Some(("n1", "out")))).unwrap();

        apply(&mut playbook, &add("end", Some(("n3", "b1")))).unwrap();

        assert_eq!(apply(&mut playbook, &add("end", Some(("n3", "b1")))).unwrap_err().code, "branch-taken");
        assert!(apply(&mut playbook, &add("end", Some(("n3", "else")))).is_ok());
        assert_eq!(apply(&mut playbook, &add("note", Some(("n1", "out")))).unwrap_err().code, "no-inputs");
    }
}
