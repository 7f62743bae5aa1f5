//! Edits by chance for the drills; what each kind of edit does is tested elsewhere.

use soarboard_engine::change::PlacedNode;
use soarboard_engine::edit::{AddNode, Delete, EditCommand, MoveNodes, SetHeader};
use soarboard_engine::session::Session;
use soarboard_model::component::ASSUME_API_KIND;
use soarboard_model::playbook::{Playbook, Position};

use crate::Chance;

/// Does one thing to a document: mostly edits, some of them as one gesture, and steps back and forth.
pub fn one(session: &mut Session, chance: &mut Chance) {
    match chance.below(10) {
        0 => drop(session.undo()),
        1 => drop(session.redo()),
        _ => {
            let command = command(session.playbook(), chance);
            let mark = (chance.below(4) == 0).then(|| "gesture".to_owned());
            // A refusal is an outcome like any other here.
            let _ = session.apply(&command, mark);
        }
    }
}

fn command(playbook: &Playbook, chance: &mut Chance) -> EditCommand {
    let place = Position { x: chance.below(4_000) as f64, y: chance.below(900) as f64 / 4.0 };
    let pick = chance.below(playbook.nodes.len() as u64) as usize;
    let node = playbook.nodes.get_index(pick).map(|(id, _)| id.clone());
    match (chance.below(6), node) {
        (0, _) => EditCommand::SetHeader(SetHeader {
            name: Some(format!("名 {}", chance.below(1_000))),
            ..SetHeader::default()
        }),
        // Documents stay small, so that many edits say much about edits and little about size.
        (1, Some(node)) if playbook.nodes.len() > 30 => {
            EditCommand::Delete(Delete { nodes: vec![node], ..Delete::default() })
        }
        (2 | 3, Some(node)) => EditCommand::MoveNodes(MoveNodes {
            moves: vec![PlacedNode { node, position: place }],
            together: None,
        }),
        _ if playbook.nodes.len() < 60 => EditCommand::AddNode(AddNode {
            kind: ASSUME_API_KIND.to_owned(),
            position: place,
            ..AddNode::default()
        }),
        _ => EditCommand::SetHeader(SetHeader {
            description: Some(format!("{}", chance.below(1_000))),
            ..SetHeader::default()
        }),
    }
}
