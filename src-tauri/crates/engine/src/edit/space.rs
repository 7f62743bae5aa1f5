//! Opening and closing room: what lies behind a line moves, what lies before it stays.
//!
//! In the engine rather than in the view, since thousands of nodes may move and one number says how far. A frame across
//! the line grows or shrinks with the room in it.

use soarboard_model::component::{self, ComponentKind, GROUP_KIND};
use soarboard_model::playbook::{Node, Playbook, Position};

use super::command::{Axis, MakeSpace, SettingChange};
use super::{Refusal, rules, settings};
use crate::change::{Change, PlacedNode, Record};

/// Room that closing leaves between two cards.
const LEAST_GAP: f64 = 20.0;
/// Least side of a frame that shrinks.
const LEAST_FRAME: f64 = 80.0;

pub(super) fn plan(playbook: &Playbook, command: &MakeSpace) -> Result<Change, Refusal> {
    rules::may_hold(playbook, command.parent.as_ref())?;
    rules::may_stand_at(Position { x: command.at, y: command.by })?;
    let placed = placed(playbook, command);
    let (behind, before): (Vec<Placed>, Vec<Placed>) =
        placed.into_iter().partition(|one| one.near >= command.at);
    let by = command.by.max(-most_closing(&before, &behind).min(-command.by.min(0.0)));
    let mut change = Change::default();
    if by == 0.0 {
        return Ok(change);
    }
    for one in &behind {
        let mut position = one.position;
        *side_of(command.axis, &mut position) += by;
        rules::may_stand_at(position)?;
        change.place(playbook, PlacedNode { node: one.node.id.clone(), position });
    }
    for one in before.iter().filter(|one| one.node.kind == GROUP_KIND && one.far > command.at) {
        let side = (one.far - one.near + by).max(LEAST_FRAME.min(one.far - one.near)).round();
        let key = if command.axis == Axis::X { "width" } else { "height" };
        let mut new = one.node.clone();
        let setting = SettingChange { path: vec![key.to_owned()], value: (side as i64).into() };
        settings::set(&mut new.settings, &setting)?;
        change.update(Record::Node(one.node.clone()), Record::Node(new));
    }
    Ok(change)
}

/// A node with what it takes up along the axis (`near` to `far`) and across it (`from` to `to`).
struct Placed<'a> {
    node: &'a Node,
    position: Position,
    near: f64,
    far: f64,
    from: f64,
    to: f64,
}

impl Placed<'_> {
    fn is_card(&self) -> bool {
        component::kind(&self.node.kind).is_none_or(ComponentKind::is_step)
    }
}

fn placed<'a>(playbook: &'a Playbook, command: &MakeSpace) -> Vec<Placed<'a>> {
    let of_flow = playbook.nodes.values().filter(|node| node.parent == command.parent);
    let place = |node: &'a Node| {
        let position = *playbook.positions.get(&node.id)?;
        let (width, height) = rules::size_of(node);
        let (across, along) = ((position.x, width), (position.y, height));
        let ((near, length), (from, breadth)) =
            if command.axis == Axis::X { (across, along) } else { (along, across) };
        Some(Placed { node, position, near, far: near + length, from, to: from + breadth })
    };
    of_flow.filter_map(place).collect()
}

fn side_of(axis: Axis, position: &mut Position) -> &mut f64 {
    match axis {
        Axis::X => &mut position.x,
        Axis::Y => &mut position.y,
    }
}

/// Returns how far the cards behind may come before one reaches a card that stays. Cards that cover each other already
/// stand in nobody's way.
fn most_closing(before: &[Placed], behind: &[Placed]) -> f64 {
    let mut stay: Vec<&Placed> = before.iter().filter(|one| one.is_card()).collect();
    stay.sort_by(|a, b| b.far.total_cmp(&a.far));
    let mut most = f64::INFINITY;
    for one in behind.iter().filter(|one| one.is_card()) {
        let first = stay.partition_point(|other| other.far > one.near);
        let reached = stay[first..].iter().find(|other| other.from < one.to && one.from < other.to);
        if let Some(other) = reached {
            most = most.min((one.near - other.far - LEAST_GAP).max(0.0));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn drawn() -> Playbook {
        let mut playbook =
            book(&[("s", "start"), ("a", "api"), ("b", "api"), ("low", "api"), ("g", "group")], &["s>a"]);
        for (id, x, y) in [
            ("s", 0.0, 0.0),
            ("a", 200.0, 0.0),
            ("b", 600.0, 0.0),
            ("low", 500.0, 400.0),
            ("g", 180.0, -40.0),
        ] {
            playbook.positions.insert(id.into(), Position { x, y });
        }
        playbook.nodes["g"].settings = json!({"width": 700, "height": 200}).as_object().cloned().unwrap();
        playbook
    }

    fn make(playbook: &mut Playbook, axis: Axis, at: f64, by: f64) -> Change {
        let command = MakeSpace { parent: None, axis, at, by };
        apply(playbook, &EditCommand::MakeSpace(command)).unwrap().change
    }

    #[test]
    fn what_lies_behind_the_line_moves_and_a_frame_across_it_grows() {
        let mut playbook = drawn();
        let before = write(&playbook);

        let change = make(&mut playbook, Axis::X, 450.0, 100.0);

        let x = |id: &str| playbook.positions[id].x;
        assert_eq!((x("s"), x("a"), x("b"), x("low"), x("g")), (0.0, 200.0, 700.0, 600.0, 180.0));
        assert_eq!(playbook.nodes["g"].settings["width"], json!(800));
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
        make(&mut playbook, Axis::Y, 100.0, 60.0);
        assert_eq!(playbook.positions["low"].y, 460.0);
        assert_eq!(playbook.nodes["g"].settings["height"], json!(260));
    }

    #[test]
    fn closing_ends_before_cards_cover_each_other() {
        let mut playbook = drawn();

        make(&mut playbook, Axis::X, 450.0, -500.0);

        // a ends at 420 and b began at 600.
        assert_eq!(playbook.positions["b"].x, 440.0);
        assert_eq!(playbook.positions["low"].x, 340.0);
        assert_eq!(playbook.nodes["g"].settings["width"], json!(540));
        assert!(make(&mut playbook, Axis::X, 430.0, -500.0).is_empty(), "no room is left");
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        let mut playbook = drawn();
        let command = MakeSpace { parent: None, axis: Axis::X, at: 0.0, by: f64::INFINITY };

        let refusal = apply(&mut playbook, &EditCommand::MakeSpace(command)).unwrap_err();

        assert_eq!(refusal.code, "position-malformed");
    }
}
