//! Moving nodes.

use std::collections::BTreeMap;

use soarboard_model::playbook::Playbook;

use super::command::MoveNodes;
use super::{Refusal, rules};
use crate::change::Change;

pub(super) fn plan(playbook: &Playbook, command: &MoveNodes) -> Result<Change, Refusal> {
    // Of two moves of one node the last counts; a change holds each record once.
    let mut last = BTreeMap::new();
    for placed in &command.moves {
        rules::node(playbook, &placed.node)?;
        rules::may_stand_at(placed.position)?;
        last.insert(&placed.node, placed);
    }
    let mut change = Change::default();
    for placed in last.into_values() {
        change.place(playbook, placed.clone());
    }
    Ok(change)
}

#[cfg(test)]
mod tests {
    use soarboard_model::playbook::Position;

    use super::*;
    use crate::change::PlacedNode;
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
        let command = MoveNodes { moves: vec![to("n1", 5.0), to("n2", 6.0), to("n2", 7.0)] };

        let change = apply(&mut playbook, &EditCommand::MoveNodes(command)).unwrap().change;

        assert_eq!((playbook.positions["n1"].x, playbook.positions["n2"].x), (5.0, 7.0));
        change.reversed().apply(&mut playbook);
        assert_eq!(playbook, before);
    }

    #[test]
    fn one_unknown_node_refuses_the_whole_move() {
        let mut playbook = book(&[("n1", "start")], &[]);
        let command = MoveNodes { moves: vec![to("n1", 5.0), to("n9", 6.0)] };

        assert_eq!(apply(&mut playbook, &EditCommand::MoveNodes(command)).unwrap_err().code, "no-such-node");
        assert!(playbook.positions.is_empty());
    }
}
