//! Taking groups apart: a frame goes and leaves what it held; a child flow lets its steps come out into the flow around
//! it, joined to what led there and what followed.

use std::collections::HashSet;

use soarboard_model::component::{CHILD_FLOW_KIND, END_KIND, GROUP_KIND, START_KIND};
use soarboard_model::playbook::{Edge, NodeId, Playbook, PortRef, Position};

use super::command::{Axis, Delete, EditCommand, MakeSpace, Ungroup};
use super::fresh::FreshIds;
use super::{Refusal, apply, between, delete, rules};
use crate::change::Change;

pub(super) fn plan(playbook: &Playbook, command: &Ungroup) -> Result<Change, Refusal> {
    let is_group = |id: &&NodeId| {
        let kind = playbook.nodes.get(*id).map(|node| node.kind.as_str());
        kind == Some(GROUP_KIND) || kind == Some(CHILD_FLOW_KIND)
    };
    for id in &command.nodes {
        rules::node(playbook, id)?;
    }
    let groups: Vec<&NodeId> = command.nodes.iter().filter(is_group).collect();
    if groups.is_empty() {
        return Err(Refusal::new("ungroup-nothing"));
    }
    let mut copy = playbook.clone();
    for id in groups {
        if copy.nodes.get(id).is_some_and(|node| node.kind == CHILD_FLOW_KIND) {
            make_room(&mut copy, id)?;
            let inside = dissolve(&mut copy, id);
            remove(&mut copy, inside)?;
        }
        if copy.nodes.contains_key(id) {
            remove(&mut copy, vec![id.clone()])?;
        }
    }
    Ok(between(playbook, &copy))
}

fn remove(copy: &mut Playbook, nodes: Vec<NodeId>) -> Result<(), Refusal> {
    apply(copy, &EditCommand::Delete(Delete { nodes, ..Delete::default() })).map(drop)
}

/// Returns left, top, right and bottom of the steps that come out of a child flow.
fn extent(playbook: &Playbook, flow: &NodeId) -> Option<[f64; 4]> {
    let mut extent: Option<[f64; 4]> = None;
    for node in
        playbook.nodes.values().filter(|node| node.parent.as_ref() == Some(flow) && !is_limit(&node.kind))
    {
        let Some(at) = playbook.positions.get(&node.id) else { continue };
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
fn make_room(copy: &mut Playbook, flow: &NodeId) -> Result<(), Refusal> {
    let (Some([left, top, right, bottom]), Some(at)) =
        (extent(copy, flow), copy.positions.get(flow).copied())
    else {
        return Ok(());
    };
    let parent = copy.nodes[flow].parent.clone();
    let (width, height) = rules::size_of(&copy.nodes[flow]);
    for (axis, at, by) in
        [(Axis::X, at.x + width, right - left - width), (Axis::Y, at.y + height, bottom - top - height)]
    {
        if by > 0.0 {
            let space = MakeSpace { parent: parent.clone(), axis, at, by };
            apply(copy, &EditCommand::MakeSpace(space))?;
        }
    }
    Ok(())
}

/// Brings the steps out and joins them; returns the starts and ends that are left inside.
fn dissolve(copy: &mut Playbook, flow: &NodeId) -> Vec<NodeId> {
    let shift = match (extent(copy, flow), copy.positions.get(flow)) {
        (Some([left, top, ..]), Some(at)) => (at.x - left, at.y - top),
        _ => (0.0, 0.0),
    };
    let parent = copy.nodes[flow].parent.clone();
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for node in copy.nodes.values_mut().filter(|node| node.parent.as_ref() == Some(flow)) {
        match node.kind.as_str() {
            START_KIND => starts.push(node.id.clone()),
            END_KIND => ends.push(node.id.clone()),
            _ => {
                node.parent.clone_from(&parent);
                if let Some(Position { x, y }) = copy.positions.get_mut(&node.id) {
                    (*x, *y) = (*x + shift.0, *y + shift.1);
                }
            }
        }
    }
    join(copy, flow, &starts, &ends);
    starts.append(&mut ends);
    starts
}

/// What led to the child flow goes on to what followed its starts, what led to its ends to what followed the flow.
fn join(copy: &mut Playbook, flow: &NodeId, starts: &[NodeId], ends: &[NodeId]) {
    // As if the edges of the flow were those of its starts and ends: passing over these is what deleting can do.
    let mut through = copy.clone();
    through.edges.clear();
    for (id, edge) in &copy.edges {
        let outer: Vec<Edge> = if edge.to.node == *flow {
            let to = |start: &NodeId| PortRef { node: start.clone(), port: String::new() };
            starts.iter().map(|start| Edge { to: to(start), ..edge.clone() }).collect()
        } else if edge.from.node == *flow {
            let from = |end: &NodeId| PortRef { node: end.clone(), port: String::new() };
            ends.iter().map(|end| Edge { from: from(end), ..edge.clone() }).collect()
        } else {
            vec![edge.clone()]
        };
        for (turn, edge) in outer.into_iter().enumerate() {
            through.edges.insert(format!("{turn} {id}").as_str().into(), edge);
        }
    }
    let passed: HashSet<&NodeId> = starts.iter().chain(ends).collect();
    let mut ids = FreshIds::of(copy, "e");
    for mut edge in delete::healed(&through, &passed, &[]) {
        edge.id = ids.take();
        copy.edges.insert(edge.id.clone(), edge);
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;

    use super::*;
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
