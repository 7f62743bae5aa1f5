//! Arranging a flow: what the layout is told about a playbook, and how its answer becomes moves.

use std::collections::{BTreeMap, HashMap};

use soarboard_model::component::{self, BRANCH_ROW, CardShape, ComponentKind, GROUP_KIND};
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, Position};

use super::command::{Layout, SettingChange};
use super::{Refusal, rules, settings};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;
use crate::layout::{self, Link, Size};

/// Room between a frame and what it holds; the title needs more.
const FRAME: (f64, f64) = (20.0, 40.0);

pub(super) fn plan(document: &Document, command: &Layout) -> Result<Change, Refusal> {
    rules::may_hold(document, command.parent.as_ref())?;
    for id in &command.nodes {
        rules::node(document, id)?;
    }
    let nodes =
        if command.nodes.is_empty() { document.nodes.values().collect() } else { chosen(document, command) };
    let of_flow = nodes.into_iter().filter(|node| node.parent == command.parent);
    let (steps, notes): (Vec<&Node>, Vec<&Node>) = of_flow.partition(|node| is_step(node));
    let places = places(document, &steps);
    let mut change = Change::default();
    for node in steps {
        change.place(document, PlacedNode { node: node.id.clone(), position: places[&node.id] });
    }
    if command.nodes.is_empty() {
        annotations(document, &notes, &places, &mut change)?;
    }
    Ok(change)
}

/// Returns the nodes that the edit names, in file order.
fn chosen<'a>(document: &'a Document, command: &Layout) -> Vec<&'a Node> {
    let mut nodes: Vec<_> = command.nodes.iter().filter_map(|id| document.nodes.get_full(id)).collect();
    nodes.sort_unstable_by_key(|(place, ..)| *place);
    nodes.dedup_by_key(|(place, ..)| *place);
    nodes.into_iter().map(|(.., node)| node).collect()
}

fn is_step(node: &Node) -> bool {
    component::kind(&node.kind).is_none_or(ComponentKind::is_step)
}

fn size_of(node: &Node) -> Size {
    let (width, height) = rules::size_of(node);
    Size { width, height }
}

/// Returns the new places; the top left corner of the drawing stays where it was.
fn places<'a>(document: &Document, steps: &[&'a Node]) -> HashMap<&'a NodeId, Position> {
    let index: HashMap<&NodeId, usize> = steps.iter().enumerate().map(|(at, node)| (&node.id, at)).collect();
    let sizes: Vec<Size> = steps.iter().map(|node| size_of(node)).collect();
    // In file order, by which the layout tells edges apart.
    let edges: BTreeMap<usize, &Edge> = steps.iter().flat_map(|node| document.edges_at(&node.id)).collect();
    let links: Vec<Link> = edges
        .into_values()
        .filter_map(|edge| {
            let (from, to) = (*index.get(&edge.from.node)?, *index.get(&edge.to.node)?);
            let from_y = height_of_port(steps[from], &edge.from.port, true);
            Some(Link { from, from_y, to, to_y: height_of_port(steps[to], &edge.to.port, false) })
        })
        .collect();
    let old = || steps.iter().filter_map(|node| document.positions.get(&node.id));
    let corner = |side: fn(&Position) -> f64, usual: f64| {
        let least = old().map(side).fold(f64::INFINITY, f64::min);
        if least.is_finite() { (least / 10.0).round() * 10.0 } else { usual }
    };
    let (left, top) = (corner(|place| place.x, 80.0), corner(|place| place.y, 80.0));
    let new = layout::arrange(&sizes, &links);
    steps.iter().zip(new).map(|(node, (x, y))| (&node.id, Position { x: left + x, y: top + y })).collect()
}

/// Returns how far below the top of a node a port is drawn.
fn height_of_port(node: &Node, port: &str, is_output: bool) -> f64 {
    let height = size_of(node).height;
    let Some(kind) = component::kind(&node.kind) else { return height / 2.0 };
    let ports = if is_output { kind.outputs_of(node) } else { kind.inputs.to_vec() };
    let at = ports.iter().position(|one| *one == port).unwrap_or(0) as f64;
    if kind.card == CardShape::Branches {
        let row = f64::from(BRANCH_ROW);
        return if is_output { (44.0 + row * (at + 0.5)).min(height) } else { 22.0 };
    }
    height * (at + 1.0) / (ports.len() as f64 + 1.0)
}

/// Frames go round what they held; notes go along with the node that was nearest.
fn annotations(
    playbook: &Playbook,
    notes: &[&Node],
    places: &HashMap<&NodeId, Position>,
    change: &mut Change,
) -> Result<(), Refusal> {
    for note in notes {
        let Some(old) = playbook.positions.get(&note.id) else { continue };
        let size = size_of(note);
        let held = |node: &&NodeId| {
            let inner = size_of(&playbook.nodes[*node]);
            playbook.positions.get(*node).is_some_and(|at| {
                at.x >= old.x
                    && at.y >= old.y
                    && at.x + inner.width <= old.x + size.width
                    && at.y + inner.height <= old.y + size.height
            })
        };
        if note.kind == GROUP_KIND {
            let members: Vec<&NodeId> = places.keys().copied().filter(held).collect();
            if !members.is_empty() {
                frame(playbook, note, &members, places, change)?;
            }
            continue;
        }
        let distance = |at: &Position| (at.x - old.x).hypot(at.y - old.y);
        let nearest = places
            .iter()
            .filter_map(|(id, new)| Some((playbook.positions.get(*id)?, new, *id)))
            .min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)).then_with(|| a.2.cmp(b.2)));
        if let Some((before, after, _)) = nearest {
            let position = Position { x: old.x + after.x - before.x, y: old.y + after.y - before.y };
            change.place(playbook, PlacedNode { node: note.id.clone(), position });
        }
    }
    // The places came from a map; equal edits give equal changes.
    change.added.sort_by_key(|entry| entry.record.place_in(playbook));
    change
        .updated
        .sort_by_key(|update| (update.to.place_in(playbook), matches!(update.to, Record::Position(_))));
    Ok(())
}

fn frame(
    playbook: &Playbook,
    group: &Node,
    members: &[&NodeId],
    places: &HashMap<&NodeId, Position>,
    change: &mut Change,
) -> Result<(), Refusal> {
    let fold = |start: f64, pick: &dyn Fn(&Position, Size) -> f64, join: fn(f64, f64) -> f64| {
        members.iter().map(|id| pick(&places[*id], size_of(&playbook.nodes[*id]))).fold(start, join)
    };
    let left = fold(f64::INFINITY, &|at, _| at.x, f64::min) - FRAME.0;
    let top = fold(f64::INFINITY, &|at, _| at.y, f64::min) - FRAME.1;
    let right = fold(f64::NEG_INFINITY, &|at, size| at.x + size.width, f64::max) + FRAME.0;
    let bottom = fold(f64::NEG_INFINITY, &|at, size| at.y + size.height, f64::max) + FRAME.0;
    let mut new = group.clone();
    for (key, side) in [("width", right - left), ("height", bottom - top)] {
        let value = (side.round() as i64).into();
        settings::set(&mut new.settings, &SettingChange { path: vec![key.to_owned()], value })?;
    }
    change.update(Record::Node(group.clone()), Record::Node(new));
    change.place(playbook, PlacedNode { node: group.id.clone(), position: Position { x: left, y: top } });
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    #[test]
    fn a_flow_is_arranged_in_one_step_with_its_frames() {
        let mut playbook = book(
            &[("s", "start"), ("a", "api"), ("b", "api"), ("z", "end"), ("g", "group"), ("n", "note")],
            &["s>a", "s>b", "a>z", "b>z"],
        );
        for (id, x, y) in
            [("s", 40.0, 40.0), ("a", 50.0, 50.0), ("b", 900.0, 40.0), ("g", 880.0, 0.0), ("n", 60.0, 200.0)]
        {
            playbook.positions.insert(id.into(), Position { x, y });
        }
        playbook.nodes["g"].settings = json!({"width": 300, "height": 200}).as_object().cloned().unwrap();
        let before = write(&playbook);

        let change = apply(&mut playbook, &EditCommand::Layout(Layout::default())).unwrap().change;

        let at = |id: &str| playbook.positions[id];
        assert_eq!(at("s").x, 40.0, "the corner stays");
        assert!(at("s").x < at("a").x && at("a").x == at("b").x && at("b").x < at("z").x);
        assert_eq!((at("g").x, at("g").y), (at("b").x - 20.0, at("b").y - 40.0));
        assert_eq!(playbook.nodes["g"].settings["width"], json!(260));
        assert_eq!((at("n").x - at("a").x, at("n").y - at("a").y), (10.0, 150.0));
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn only_the_chosen_nodes_move() {
        let mut playbook = book(&[("s", "start"), ("a", "api"), ("z", "end")], &["s>a", "a>z"]);
        for (id, x) in [("s", 500.0), ("a", 200.0), ("z", 0.0)] {
            playbook.positions.insert(id.into(), Position { x, y: 70.0 });
        }
        let nodes = ["s", "a"].map(NodeId::from).to_vec();

        apply(&mut playbook, &EditCommand::Layout(Layout { parent: None, nodes })).unwrap();

        let x = |id: &str| playbook.positions[id].x;
        assert_eq!((x("s"), x("a"), x("z")), (200.0, 390.0, 0.0));
    }
}
