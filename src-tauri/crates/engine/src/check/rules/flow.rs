//! The shape of the flow: start and ends, reachability, circles, connections that hang in the air, unknown kinds.

use std::collections::HashSet;
use std::sync::Arc;

use soarboard_model::component::{ComponentKind, END_KIND, START_KIND};
use soarboard_model::playbook::{EdgeId, Node, Playbook, PortRef, Position};

use super::{Found, Rule};
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::facts::NodeInput;
use crate::check::input::CheckInput;
use crate::edit::{AddNode, Connect, Delete, EditCommand, ReplaceNode};

pub(super) const RULE: Rule = Rule {
    codes: &[
        "start-missing",
        "start-repeated",
        "end-missing",
        "unreachable",
        "no-way-to-end",
        "cycle",
        "edge-dangling",
        "kind-unknown",
    ],
    of_node: Some(unknown_kind),
    of_flow: Some(|input, found| {
        let starts = places_of(input.playbook, START_KIND);
        let ends = places_of(input.playbook, END_KIND);
        start_and_end(input, &starts, &ends, found);
        ways(input, &starts, &ends, found);
        circles(input, found);
        dangling(input, found);
    }),
};

/// Returns the places of the nodes of a kind on the top level; child flows have their own start and end.
fn places_of(playbook: &Playbook, kind: &str) -> Vec<usize> {
    let nodes = playbook.nodes.values().enumerate();
    nodes.filter(|(_, node)| node.kind == kind && node.parent.is_none()).map(|(index, _)| index).collect()
}

fn start_and_end(input: &CheckInput<'_>, starts: &[usize], ends: &[usize], found: &mut Found) {
    let drawing = || edges_of_drawing(input.playbook);
    if starts.is_empty() {
        let (left, _) = drawing();
        let position = Position { x: left.x - 240.0, y: left.y };
        found.push(Diagnostic::error("start-missing").fix(add("add-start", START_KIND, position)));
    }
    for &index in starts.iter().skip(1) {
        let node = &input.playbook.nodes[index];
        let delete = Delete { nodes: vec![node.id.clone()], ..Delete::default() };
        let fix = Fix::new("delete-node", EditCommand::Delete(delete)).with("name", &node.name);
        found.push(Diagnostic::error("start-repeated").at(node).fix(fix));
    }
    if ends.is_empty() {
        let (_, right) = drawing();
        let position = Position { x: right.x + 320.0, y: right.y };
        found.push(Diagnostic::error("end-missing").fix(add("add-end", END_KIND, position)));
    }
}

fn add(title: &str, kind: &str, position: Position) -> Fix {
    Fix::new(title, EditCommand::AddNode(AddNode { kind: kind.to_owned(), position, ..AddNode::default() }))
}

/// Returns the places of the leftmost and the rightmost node.
fn edges_of_drawing(playbook: &Playbook) -> (Position, Position) {
    let by_x = |a: &&Position, b: &&Position| a.x.total_cmp(&b.x);
    let left = playbook.positions.values().min_by(by_x);
    let right = playbook.positions.values().max_by(by_x);
    (left.copied().unwrap_or_default(), right.copied().unwrap_or_default())
}

/// A node that cannot be reached is told so; one that can be but leads nowhere is told that.
fn ways(input: &CheckInput<'_>, starts: &[usize], ends: &[usize], found: &mut Found) {
    let reached = input.shape.graph.reachable_from(starts.iter().copied());
    let leading = input.shape.graph.reaching(ends.iter().copied());
    for (index, node) in input.playbook.nodes.values().enumerate() {
        if !input.facts[index].kind.is_none_or(ComponentKind::is_step) {
            continue;
        }
        if !starts.is_empty() && !reached[index] {
            let kept = &input.facts[index].unreachable;
            found.push_kept(kept.get_or_init(|| Arc::new(Diagnostic::error("unreachable").at(node))));
        } else if !ends.is_empty() && !leading[index] {
            found.push(Diagnostic::error("no-way-to-end").at(node).fix(lead_to_end(input, index)));
        }
    }
}

/// A node that leads nowhere is led to the end of its flow. A gateway's branches have findings of their own, and what
/// leads to such a node is mended with it.
fn lead_to_end(input: &CheckInput<'_>, place: usize) -> Option<Fix> {
    let kind = input.facts[place].kind;
    if !input.shape.graph.next(place).is_empty() || kind.is_some_and(|kind| kind.branching.is_some()) {
        return None;
    }
    let port = kind.map_or(Some("out"), |kind| kind.outputs.first().copied())?;
    let node = &input.playbook.nodes[place];
    connect_to_end(input, node, port)
}

/// Returns the fix that connects a port with the end of its flow, if that has one.
pub(super) fn connect_to_end(input: &CheckInput<'_>, node: &Node, port: &str) -> Option<Fix> {
    let end = &input.playbook.nodes[*input.first_end.get(&node.parent.as_ref())?];
    let from = PortRef { node: node.id.clone(), port: port.to_owned() };
    let to = PortRef { node: end.id.clone(), port: "in".to_owned() };
    Some(Fix::new("connect-end", EditCommand::Connect(Connect { from, to })).with("name", &end.name))
}

/// Tells the first node of each circle. Inside child flows nothing is told: they may repeat.
fn circles(input: &CheckInput<'_>, found: &mut Found) {
    let nodes = &input.playbook.nodes;
    let mut told = HashSet::new();
    for (index, node) in nodes.values().enumerate() {
        let plain = node.parent.is_none() && !input.shape.has_inside[index];
        let circle = input.shape.graph.circle_of(index);
        let closes = |next: &usize| input.shape.graph.circle_of(*next) == circle;
        if plain && input.shape.graph.next(index).iter().any(closes) && told.insert(circle) {
            found.push(Diagnostic::warn("cycle").at(node).fix(open_circle(input, index)));
        }
    }
}

/// Returns the fix that cuts the edges by which a circle comes back to its node.
fn open_circle(input: &CheckInput<'_>, place: usize) -> Fix {
    let circle = |place: usize| input.shape.graph.circle_of(place);
    let closing = input
        .edges()
        .filter(|(_, from, to)| *to == Some(place) && from.is_some_and(|from| circle(from) == circle(place)));
    let edges = closing.map(|(edge, ..)| edge.id.clone()).collect();
    Fix::new("open-circle", EditCommand::Delete(Delete { edges, ..Delete::default() }))
}

fn dangling(input: &CheckInput<'_>, found: &mut Found) {
    for (edge, from, to) in input.edges() {
        let odd_end = [(&edge.from, from, true), (&edge.to, to, false)].into_iter().find_map(
            |(port, place, is_from)| {
                let Some(place) = place else {
                    return Some(Diagnostic::error("edge-dangling").with("node", &port.node));
                };
                (!input.facts[place].has_port(&port.port, is_from)).then(|| {
                    // The finding belongs to the edge; the node is named for people only.
                    let node = &input.playbook.nodes[place];
                    let name = if node.name.is_empty() { node.id.as_str() } else { node.name.as_str() };
                    Diagnostic::error("edge-dangling")
                        .variant("port")
                        .with("node", name)
                        .with("port", &port.port)
                })
            },
        );
        if let Some(diagnostic) = odd_end {
            found.push(diagnostic.at_edge(&edge.id).fix(delete_edge(&edge.id)));
        }
    }
}

fn delete_edge(edge: &EdgeId) -> Fix {
    let delete = Delete { edges: vec![edge.clone()], ..Delete::default() };
    Fix::new("delete-edge", EditCommand::Delete(delete))
}

fn unknown_kind(input: &NodeInput<'_>, found: &mut Vec<Diagnostic>) {
    let node = input.node;
    match input.kind {
        None => found.push(Diagnostic::warn("kind-unknown").at(node).with("kind", &node.kind)),
        Some(kind) if !kind.actions.is_empty() && kind.action(&node.action).is_none() => {
            let diagnostic = Diagnostic::warn("kind-unknown").variant("action").at(node);
            let fix = kind.actions.first().map(|action| {
                let (node, kind) = (node.id.clone(), node.kind.clone());
                let replace = ReplaceNode { node, kind, action: Some(action.id.to_owned()) };
                Fix::new("action", EditCommand::ReplaceNode(replace)).with("action", action.id)
            });
            found.push(diagnostic.with("kind", &node.kind).with("action", &node.action).fix(fix));
        }
        Some(_) => {}
    }
}
