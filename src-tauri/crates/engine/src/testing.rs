//! Small playbooks for the tests of this crate.

use soarboard_model::component::ASSUME_API_KIND;
use soarboard_model::playbook::{Edge, Node, Playbook, PortRef};

/// Builds a playbook from `(id, kind)` and `from>to`; `api` stands for an API call. Nodes are called `name-<id>`,
/// the start node `event`.
pub(crate) fn book(nodes: &[(&str, &str)], edges: &[&str]) -> Playbook {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    for (id, kind) in nodes {
        let name = if *kind == "start" { "event".to_owned() } else { format!("name-{id}") };
        let (kind, action) = if *kind == "api" { (ASSUME_API_KIND, "assumeApi") } else { (*kind, "") };
        let node =
            Node { id: (*id).into(), name, kind: kind.into(), action: action.into(), ..Node::default() };
        playbook.nodes.insert(node.id.clone(), node);
    }
    for (index, edge) in edges.iter().enumerate() {
        let (from, to) = edge.split_once('>').expect("edges are written from>to");
        let id = format!("e{}", index + 1).as_str().into();
        let edge = Edge { id, from: port(from, "out"), to: port(to, "in"), ..Edge::default() };
        playbook.edges.insert(edge.id.clone(), edge);
    }
    playbook
}

/// Returns a port.
pub(crate) fn port(node: &str, port: &str) -> PortRef {
    PortRef { node: node.into(), port: port.into() }
}
