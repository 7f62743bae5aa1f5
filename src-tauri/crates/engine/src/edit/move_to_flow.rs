//! Moving nodes into another flow. Ids and names stay, and with them every reference.
//!
//! An edge cannot cross the border of a flow, so those to nodes left behind are cut, or joined where that is asked for.

use std::collections::HashSet;

use soarboard_model::component::START_KIND;
use soarboard_model::playbook::{Edge, Node, NodeId, Position};

use super::command::MoveToFlow;
use super::{Refusal, cascades, delete, rules};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

/// Room between what a flow holds and what comes in without a place.
const GAP: f64 = 60.0;
/// Where nodes come to stand in an empty flow.
const CORNER: Position = Position { x: 80.0, y: 80.0 };

pub(super) fn plan(document: &Document, command: &MoveToFlow) -> Result<Change, Refusal> {
    rules::may_hold(document, command.parent.as_ref())?;
    let moving = moving(document, command)?;
    let mut change = Change::default();
    for node in in_file_order(document, &moving) {
        let new = Node { parent: command.parent.clone(), ..node.clone() };
        change.update(Record::Node(node.clone()), Record::Node(new));
    }
    let is_cut = |edge: &Edge| moving.contains(&edge.from.node) != moving.contains(&edge.to.node);
    let cut = moving.iter().flat_map(|id| document.edges_at(id)).filter(|(_, edge)| is_cut(edge));
    cut.for_each(|(index, edge)| change.remove(index, Record::Edge(edge.clone())));
    if command.heal {
        let first = document.edges.len() - change.removed.len();
        let mut ids = document.fresh_ids('e');
        for (offset, mut edge) in delete::healed(document, &moving, &[]).into_iter().enumerate() {
            edge.id = ids.take();
            change.add(first + offset, Record::Edge(edge));
        }
    }
    place(document, command, &moving, &mut change)?;
    Ok(change)
}

/// Returns the nodes that change their flow: not those inside others that move, and not those that are there.
fn moving<'a>(document: &'a Document, command: &'a MoveToFlow) -> Result<HashSet<&'a NodeId>, Refusal> {
    let mut chosen = HashSet::new();
    for id in &command.nodes {
        let node = rules::node(document, id)?;
        if node.kind == START_KIND && node.parent != command.parent {
            return Err(Refusal::new("flow-start-stays").with("name", &node.name));
        }
        chosen.insert(&node.id);
    }
    let mut with_inside = chosen.clone();
    cascades::nodes_inside(&mut with_inside, |id| document.nodes_in(id).collect());
    if command.parent.as_ref().is_some_and(|parent| with_inside.contains(parent)) {
        return Err(Refusal::new("flow-in-itself"));
    }
    chosen.retain(|id| {
        let parent = document.nodes[*id].parent.as_ref();
        parent != command.parent.as_ref() && !parent.is_some_and(|parent| with_inside.contains(parent))
    });
    Ok(chosen)
}

/// Returns the nodes of a flow in no order that means anything; those of the top level take a walk.
fn nodes_of<'a>(document: &'a Document, flow: Option<&NodeId>) -> Vec<&'a Node> {
    match flow {
        Some(flow) => document.nodes_in(flow).filter_map(|id| document.nodes.get(id)).collect(),
        None => document.nodes.values().filter(|node| node.parent.is_none()).collect(),
    }
}

fn in_file_order<'a>(document: &'a Document, nodes: &HashSet<&NodeId>) -> Vec<&'a Node> {
    let mut found: Vec<_> = nodes.iter().filter_map(|id| document.nodes.get_full(*id)).collect();
    found.sort_unstable_by_key(|(place, ..)| *place);
    found.into_iter().map(|(.., node)| node).collect()
}

/// Moves the nodes as they stand to each other; a node without a place gets none.
fn place(
    document: &Document,
    command: &MoveToFlow,
    moving: &HashSet<&NodeId>,
    change: &mut Change,
) -> Result<(), Refusal> {
    let at = |id: &NodeId| document.positions.get(id);
    let least = |places: &[Position]| {
        let fold = |pick: fn(&Position) -> f64| places.iter().map(pick).fold(f64::INFINITY, f64::min);
        Position { x: fold(|place| place.x), y: fold(|place| place.y) }
    };
    let places: Vec<Position> = moving.iter().filter_map(|id| at(id).copied()).collect();
    let corner = command.position.unwrap_or_else(|| {
        let there: Vec<(&Node, Position)> = nodes_of(document, command.parent.as_ref())
            .into_iter()
            .filter_map(|node| Some((node, *at(&node.id)?)))
            .collect();
        let bottom = there.iter().map(|(node, place)| place.y + rules::size_of(node).1);
        let bottom = bottom.fold(f64::NEG_INFINITY, f64::max);
        let left = least(&there.iter().map(|one| one.1).collect::<Vec<_>>()).x;
        if bottom.is_finite() { Position { x: left, y: bottom + GAP } } else { CORNER }
    });
    let old = least(&places);
    for node in in_file_order(document, moving) {
        let Some(place) = at(&node.id) else { continue };
        let position = Position { x: place.x - old.x + corner.x, y: place.y - old.y + corner.y };
        rules::may_stand_at(position)?;
        change.place(document, PlacedNode { node: node.id.clone(), position });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::write;

    use soarboard_model::playbook::Playbook;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::{book, port};

    fn sample() -> Playbook {
        let nodes =
            [("s", "start"), ("a", "api"), ("b", "api"), ("c", "childFlow"), ("i", "api"), ("z", "end")];
        let mut playbook = book(&nodes, &["s>a", "a>b", "b>c", "c>z"]);
        playbook.nodes["i"].parent = Some("c".into());
        playbook.nodes["c"].settings =
            json!({"loop": {"over": "${name-b.rows}"}}).as_object().cloned().unwrap();
        for (id, x, y) in [("a", 300.0, 10.0), ("b", 600.0, 30.0), ("i", 100.0, 200.0)] {
            playbook.positions.insert(id.into(), Position { x, y });
        }
        playbook
    }

    fn into(nodes: &[&str], parent: Option<&str>) -> MoveToFlow {
        let nodes = nodes.iter().copied().map(NodeId::from).collect();
        MoveToFlow { nodes, parent: parent.map(NodeId::from), ..MoveToFlow::default() }
    }

    #[test]
    fn nodes_keep_ids_names_and_the_edges_among_them() {
        let mut playbook = sample();
        let before = write(&playbook);
        let command = MoveToFlow { heal: true, ..into(&["a", "b"], Some("c")) };

        let change = apply(&mut playbook, &EditCommand::MoveToFlow(command)).unwrap().change;

        assert_eq!(
            (&playbook.nodes["a"].parent, playbook.nodes["a"].name.as_str()),
            (&Some("c".into()), "name-a")
        );
        let edges: Vec<_> =
            playbook.edges.values().map(|edge| (&edge.from.node.0[..], &edge.to.node.0[..])).collect();
        assert_eq!(
            edges,
            [("a", "b"), ("c", "z"), ("s", "c")],
            "what was before them goes on to what came after"
        );
        assert_eq!(playbook.nodes["c"].settings["loop"]["over"], json!("${name-b.rows}"));
        let at = |id: &str| (playbook.positions[id].x, playbook.positions[id].y);
        assert_eq!(
            (at("a"), at("b")),
            ((100.0, 324.0), (400.0, 344.0)),
            "below what is there, as they stood"
        );
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn nodes_come_out_again_where_they_are_asked_to() {
        let mut playbook = sample();
        let command = MoveToFlow { position: Some(Position { x: 7.0, y: 8.0 }), ..into(&["i", "a"], None) };

        apply(&mut playbook, &EditCommand::MoveToFlow(command)).unwrap();

        assert_eq!(playbook.nodes["i"].parent, None);
        assert_eq!((playbook.positions["i"].x, playbook.positions["i"].y), (7.0, 8.0));
        assert_eq!(playbook.positions["a"].x, 300.0, "it is there already");
        assert_eq!(playbook.edges["e1"].to, port("a", "in"));
    }

    #[test]
    fn what_cannot_go_there_is_refused() {
        let mut playbook = sample();
        playbook.nodes["z"].kind = "childFlow".into();
        playbook.nodes["z"].parent = Some("c".into());
        let mut code = |command| {
            apply(&mut playbook, &EditCommand::MoveToFlow(command)).err().map(|refusal| refusal.code)
        };

        assert_eq!(code(into(&["c"], Some("c"))), Some("flow-in-itself"));
        assert_eq!(code(into(&["c"], Some("z"))), Some("flow-in-itself"));
        assert_eq!(code(into(&["s"], Some("c"))), Some("flow-start-stays"));
        assert_eq!(code(into(&["a"], Some("b"))), Some("no-such-flow"));
        assert_eq!(code(into(&["q"], None)), Some("no-such-node"));
        assert_eq!(code(into(&["s", "a"], None)), None);
    }
}
