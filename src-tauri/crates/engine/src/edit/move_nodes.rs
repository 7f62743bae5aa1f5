//! Moving nodes: each to a place of its own, or many by one distance.

use std::collections::BTreeMap;

use soarboard_model::playbook::{NodeId, Playbook, Position};

use super::command::{MoveNodes, MoveTogether};
use super::{Refusal, rules};
use crate::change::{Change, PlacedNode};

pub(super) fn plan(playbook: &Playbook, command: &MoveNodes) -> Result<Change, Refusal> {
    // Of two moves of one node the last counts; a change holds each record once.
    let mut last = BTreeMap::new();
    for placed in &command.moves {
        rules::node(playbook, &placed.node)?;
        last.insert(&placed.node, placed.position);
    }
    if let Some(together) = &command.together {
        for node in &together.nodes {
            rules::node(playbook, node)?;
            last.extend(moved(playbook, node, together).map(|position| (node, position)));
        }
    }
    let mut change = Change::default();
    for (node, position) in last {
        rules::may_stand_at(position)?;
        change.place(playbook, PlacedNode { node: node.clone(), position });
    }
    Ok(change)
}

fn moved(playbook: &Playbook, node: &NodeId, together: &MoveTogether) -> Option<Position> {
    let Position { x, y } = *playbook.positions.get(node)?;
    Some(Position { x: x + together.dx, y: y + together.dy })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn to(node: &str, x: f64) -> PlacedNode {
        PlacedNode { node: node.into(), position: Position { x, y: 0.0 } }
    }

    #[test]
    fn nodes_without_a_place_get_one_and_lose_it_again() {
        let mut playbook = book(&[("n1", "start"), ("n2", "end")], &[]);
        playbook.positions.insert("n2".into(), Position { x: 1.0, y: 1.0 });
        let before = playbook.clone();
        let command = MoveNodes { moves: vec![to("n1", 5.0), to("n2", 6.0), to("n2", 7.0)], together: None };

        let change = apply(&mut playbook, &EditCommand::MoveNodes(command)).unwrap().change;

        assert_eq!((playbook.positions["n1"].x, playbook.positions["n2"].x), (5.0, 7.0));
        change.reversed().apply(&mut playbook);
        assert_eq!(playbook, before);
    }

    #[test]
    fn one_unknown_node_refuses_the_whole_move() {
        let mut playbook = book(&[("n1", "start")], &[]);
        let command = MoveNodes { moves: vec![to("n1", 5.0), to("n9", 6.0)], together: None };

        assert_eq!(apply(&mut playbook, &EditCommand::MoveNodes(command)).unwrap_err().code, "no-such-node");
        assert!(playbook.positions.is_empty());
    }

    fn together(nodes: &[&str], dx: f64, dy: f64) -> EditCommand {
        let nodes = nodes.iter().map(|node| NodeId::from(*node)).collect();
        EditCommand::MoveNodes(MoveNodes {
            together: Some(MoveTogether { nodes, dx, dy }),
            moves: Vec::new(),
        })
    }

    #[test]
    fn nodes_move_together_once_each_and_one_without_a_place_stays_without() {
        let mut playbook = book(&[("n1", "start"), ("n2", "api"), ("n3", "end")], &[]);
        playbook.positions.insert("n1".into(), Position { x: 1.0, y: 1.0 });
        playbook.positions.insert("n2".into(), Position { x: 100.0, y: -1.0 });
        let before = playbook.clone();

        let change = apply(&mut playbook, &together(&["n2", "n1", "n3", "n1"], 10.0, -5.0)).unwrap().change;

        assert_eq!(playbook.positions["n1"], Position { x: 11.0, y: -4.0 });
        assert_eq!(playbook.positions["n2"], Position { x: 110.0, y: -6.0 });
        assert!(!playbook.positions.contains_key("n3"));
        let after = playbook.clone();
        change.reversed().apply(&mut playbook);
        assert_eq!(playbook, before);
        change.apply(&mut playbook);
        assert_eq!(playbook, after);
    }

    #[test]
    fn nodes_do_not_move_together_where_none_may_stand_or_one_is_unknown() {
        let mut playbook = book(&[("n1", "start")], &[]);
        playbook.positions.insert("n1".into(), Position { x: 1.0, y: 1.0 });
        let before = playbook.clone();
        let mut refusal = |edit: EditCommand| apply(&mut playbook, &edit).unwrap_err().code;

        assert_eq!(refusal(together(&["n1"], f64::MAX, 0.0)), "position-malformed");
        assert_eq!(refusal(together(&["n1"], 0.0, f64::NAN)), "position-malformed");
        assert_eq!(refusal(together(&["n1", "n9"], 1.0, 1.0)), "no-such-node");
        assert_eq!(playbook, before);
    }
}
