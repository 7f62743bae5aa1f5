//! Taking groups apart: a frame goes and leaves what it held; a child flow lets its steps come out into the flow around
//! it, joined to what led there and what followed.

use std::collections::{BTreeMap, HashSet};

use soarboard_model::component::{CHILD_FLOW_KIND, END_KIND, GROUP_KIND, START_KIND};
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position};

use super::command::{Axis, Delete, EditCommand, MakeSpace, Ungroup};
use super::steps::Steps;
use super::{Refusal, delete, rules};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

pub(super) fn ungroup(document: &mut Document, command: &Ungroup) -> Result<Change, Refusal> {
    let kind_of = |document: &Document, id: &NodeId| document.nodes.get(id).map(|node| node.kind.clone());
    for id in &command.nodes {
        rules::node(document, id)?;
    }
    let is_group = |id: &&NodeId| {
        kind_of(document, id).is_some_and(|kind| [GROUP_KIND, CHILD_FLOW_KIND].contains(&kind.as_str()))
    };
    let groups: Vec<&NodeId> = command.nodes.iter().filter(is_group).collect();
    if groups.is_empty() {
        return Err(Refusal::new("ungroup-nothing"));
    }
    let mut steps = Steps::of(document);
    for id in groups {
        if kind_of(steps.document(), id).is_some_and(|kind| kind == CHILD_FLOW_KIND) {
            make_room(&mut steps, id)?;
            let inside = dissolve(&mut steps, id);
            remove(&mut steps, inside)?;
        }
        if steps.document().nodes.contains_key(id) {
            remove(&mut steps, vec![id.clone()])?;
        }
    }
    Ok(steps.done())
}

fn remove(steps: &mut Steps<'_>, nodes: Vec<NodeId>) -> Result<(), Refusal> {
    steps.carry_out(&EditCommand::Delete(Delete { nodes, ..Delete::default() })).map(drop)
}

/// Returns the nodes directly inside a child flow, in file order.
fn inside<'a>(document: &'a Document, flow: &NodeId) -> Vec<&'a Node> {
    let mut nodes: Vec<_> = document.nodes_in(flow).filter_map(|id| document.nodes.get_full(id)).collect();
    nodes.sort_unstable_by_key(|(place, ..)| *place);
    nodes.into_iter().map(|(.., node)| node).collect()
}

/// Returns left, top, right and bottom of the steps that come out of a child flow.
fn extent(document: &Document, flow: &NodeId) -> Option<[f64; 4]> {
    let mut extent: Option<[f64; 4]> = None;
    for node in inside(document, flow).into_iter().filter(|node| !is_limit(&node.kind)) {
        let Some(at) = document.positions.get(&node.id) else { continue };
        let (width, height) = rules::size_of(node);
        let [left, top, right, bottom] = extent.unwrap_or([at.x, at.y, at.x, at.y]);
        extent = Some([left.min(at.x), top.min(at.y), right.max(at.x + width), bottom.max(at.y + height)]);
    }
    extent
}

/// Where a flow begins and ends.
fn is_limit(kind: &str) -> bool {
    [START_KIND, END_KIND].contains(&kind)
}

/// Moves what stands right of and below the child flow as far as its inside is larger than its card.
fn make_room(steps: &mut Steps<'_>, flow: &NodeId) -> Result<(), Refusal> {
    let document = steps.document();
    let (Some([left, top, right, bottom]), Some(at)) =
        (extent(document, flow), document.positions.get(flow).copied())
    else {
        return Ok(());
    };
    let parent = document.nodes[flow].parent.clone();
    let (width, height) = rules::size_of(&document.nodes[flow]);
    for (axis, at, by) in
        [(Axis::X, at.x + width, right - left - width), (Axis::Y, at.y + height, bottom - top - height)]
    {
        if by > 0.0 {
            let space = MakeSpace { parent: parent.clone(), axis, at, by };
            steps.carry_out(&EditCommand::MakeSpace(space))?;
        }
    }
    Ok(())
}

/// Brings the steps out and joins them; returns the starts and ends that are left inside.
fn dissolve(steps: &mut Steps<'_>, flow: &NodeId) -> Vec<NodeId> {
    let document = steps.document();
    let shift = match (extent(document, flow), document.positions.get(flow)) {
        (Some([left, top, ..]), Some(at)) => (at.x - left, at.y - top),
        _ => (0.0, 0.0),
    };
    let parent = &document.nodes[flow].parent;
    let (mut starts, mut ends, mut change) = (Vec::new(), Vec::new(), Change::default());
    for node in inside(document, flow) {
        match node.kind.as_str() {
            START_KIND => starts.push(node.id.clone()),
            END_KIND => ends.push(node.id.clone()),
            _ => {
                let out = Node { parent: parent.clone(), ..node.clone() };
                change.update(Record::Node(node.clone()), Record::Node(out));
                if let Some(at) = document.positions.get(&node.id) {
                    let position = Position { x: at.x + shift.0, y: at.y + shift.1 };
                    change.place(document, PlacedNode { node: node.id.clone(), position });
                }
            }
        }
    }
    let first = document.edges.len();
    let mut ids = document.fresh_ids('e');
    for (offset, mut edge) in joined(document, flow, &starts, &ends).into_iter().enumerate() {
        edge.id = ids.take();
        change.add(first + offset, Record::Edge(edge));
    }
    steps.make(change);
    starts.append(&mut ends);
    starts
}

/// Returns the edges by which what led to the child flow goes on to what followed its starts, and what led to its ends to
/// what followed the flow; without ids yet.
fn joined(document: &Document, flow: &NodeId, starts: &[NodeId], ends: &[NodeId]) -> Vec<Edge> {
    // As if the edges of the flow were those of its starts and ends: passing over these is what deleting can do. What is
    // around them is enough for that: their edges, and those of the nodes at the other end.
    let middle = || starts.iter().chain(ends).chain([flow]);
    let near: HashSet<&NodeId> = middle()
        .flat_map(|id| document.edges_at(id))
        .flat_map(|(_, edge)| [&edge.from.node, &edge.to.node])
        .collect();
    let around: BTreeMap<usize, &Edge> =
        near.iter().copied().chain(middle()).flat_map(|id| document.edges_at(id)).collect();
    let mut through = Playbook::default();
    for edge in around.into_values() {
        for id in [&edge.from.node, &edge.to.node] {
            if let Some(node) = document.nodes.get(id) {
                through.nodes.insert(id.clone(), node.clone());
            }
        }
        let outer: Vec<Edge> = if edge.to.node == *flow {
            let to = |start: &NodeId| PortRef { node: start.clone(), port: String::new() };
            starts.iter().map(|start| Edge { to: to(start), ..edge.clone() }).collect()
        } else if edge.from.node == *flow {
            let from = |end: &NodeId| PortRef { node: end.clone(), port: String::new() };
            ends.iter().map(|end| Edge { from: from(end), ..edge.clone() }).collect()
        } else {
            vec![edge.clone()]
        };
        for (turn, mut edge) in outer.into_iter().enumerate() {
            edge.id = format!("{turn} {}", edge.id).as_str().into();
            through.edges.insert(edge.id.clone(), edge);
        }
    }
    let passed: HashSet<&NodeId> = starts.iter().chain(ends).collect();
    delete::healed(&Document::new(through), &passed, &[])
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::apply;
    use crate::testing::book;

    fn ungroup(playbook: &mut Playbook, nodes: &[&str]) -> Result<Change, &'static str> {
        let nodes = nodes.iter().copied().map(NodeId::from).collect();
        let applied = apply(playbook, &EditCommand::Ungroup(Ungroup { nodes }));
        applied.map(|applied| applied.change).map_err(|refusal| refusal.code)
    }

    fn edges(playbook: &Playbook) -> Vec<String> {
        playbook.edges.values().map(|edge| format!("{}>{}", edge.from.node, edge.to.node)).collect()
    }

    #[test]
    fn a_frame_goes_and_leaves_what_it_held() {
        let mut playbook = book(&[("s", "start"), ("g", "group"), ("a", "api")], &["s>a"]);
        playbook.positions.insert("g".into(), Position::default());

        ungroup(&mut playbook, &["g", "a"]).unwrap();

        assert!(playbook.positions.is_empty() && playbook.nodes.contains_key("a"));
        assert_eq!(edges(&playbook), ["s>a"]);
        assert_eq!(ungroup(&mut playbook, &["a"]), Err("ungroup-nothing"));
        assert_eq!(ungroup(&mut playbook, &["q"]), Err("no-such-node"));
    }

    #[test]
    fn the_steps_of_a_child_flow_come_out_joined_and_find_room() {
        let nodes = [
            ("s", "start"),
            ("c", "childFlow"),
            ("z", "end"),
            ("b", "start"),
            ("i", "api"),
            ("j", "api"),
            ("y", "end"),
        ];
        let mut playbook = book(&nodes, &["s>c", "c>z", "b>i", "i>j", "j>y"]);
        for id in ["b", "i", "j", "y"] {
            playbook.nodes[id].parent = Some("c".into());
        }
        for (id, x, y) in [
            ("s", 0.0, 0.0),
            ("c", 200.0, 0.0),
            ("z", 500.0, 10.0),
            ("b", 80.0, 200.0),
            ("i", 300.0, 200.0),
            ("j", 600.0, 260.0),
        ] {
            playbook.positions.insert(id.into(), Position { x, y });
        }
        let before = write(&playbook);

        let change = ungroup(&mut playbook, &["c"]).unwrap();

        let left: Vec<_> = playbook.nodes.keys().map(NodeId::as_str).collect();
        assert_eq!(left, ["s", "z", "i", "j"]);
        assert_eq!(edges(&playbook), ["i>j", "s>i", "j>z"]);
        let at = |id: &str| (playbook.positions[id].x, playbook.positions[id].y);
        assert_eq!((at("i"), at("j")), ((200.0, 0.0), (500.0, 60.0)));
        assert_eq!(at("z"), (800.0, 10.0), "520 wide instead of 220");
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn an_empty_child_flow_leaves_its_neighbours_connected() {
        let mut playbook = book(
            &[("s", "start"), ("c", "childFlow"), ("z", "end"), ("b", "start"), ("y", "end")],
            &["s>c", "c>z", "b>y"],
        );
        for id in ["b", "y"] {
            playbook.nodes[id].parent = Some("c".into());
        }

        ungroup(&mut playbook, &["c"]).unwrap();

        assert_eq!(edges(&playbook), ["s>z"]);
    }
}
