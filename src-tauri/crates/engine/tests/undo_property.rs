//! Random edit sequences: undo gives the first bytes back, redo the last, and every edit keeps the invariants.
//!
//! The generator is a seeded xorshift, so a failing seed is printed and reproduces the run.

use soarboard_engine::change::PlacedNode;
use soarboard_engine::edit::{
    AddNode, Connect, Delete, DescribeNode, EditCommand, MoveNodes, RenameNode, SetHeader, SetSettings,
    SettingChange,
};
use soarboard_engine::session::Session;
use soarboard_model::format::write;
use soarboard_model::playbook::{Playbook, PortRef, Position};

const SEQUENCES: u64 = 1_500;
const EDITS: usize = 24;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    fn node(&mut self, playbook: &Playbook) -> soarboard_model::playbook::NodeId {
        let index = self.below(playbook.nodes.len() + 1);
        playbook.nodes.get_index(index).map_or_else(|| "n999".into(), |(id, _)| id.clone())
    }

    fn place(&mut self) -> Position {
        Position { x: self.below(40) as f64 * 8.0, y: self.below(40) as f64 / 4.0 }
    }
}

fn port(random: &mut Random, playbook: &Playbook, names: &[&str]) -> PortRef {
    PortRef { node: random.node(playbook), port: random.pick(names).to_owned() }
}

fn command(random: &mut Random, playbook: &Playbook) -> EditCommand {
    match random.below(12) {
        0..3 => {
            let connect = random.below(2) == 0;
            EditCommand::AddNode(AddNode {
                kind: random.pick(&["start", "end", "AliyunCloudOpenAPI", "AliyunCloudOpenAPI"]).to_owned(),
                position: random.place(),
                connect_from: connect.then(|| port(random, playbook, &["out"])),
            })
        }
        3..6 => EditCommand::Connect(Connect {
            from: port(random, playbook, &["out", "out", "out", "in"]),
            to: port(random, playbook, &["in", "in", "in", "out"]),
        }),
        6 | 7 => {
            let moves = (0..=random.below(3))
                .map(|_| PlacedNode { node: random.node(playbook), position: random.place() })
                .collect();
            EditCommand::MoveNodes(MoveNodes { moves })
        }
        8 => EditCommand::RenameNode(RenameNode {
            node: random.node(playbook),
            name: random.pick(&["scan", "list", "event", "查询", "a.b", "scan_2"]).to_owned(),
        }),
        9 => {
            let value =
                random.pick(&["${scan.x}", "${list.datalist.*}", "plain", "${查询.a} <%= f(${scan.b}) %>"]);
            let key = random.pick(&["A", "B"]);
            let value = if random.below(4) == 0 {
                serde_json::Value::Null
            } else {
                serde_json::json!({ "value": value })
            };
            let path = vec!["parameters".to_owned(), key.to_owned()];
            let settings = vec![SettingChange { path, value }];
            EditCommand::SetSettings(SetSettings { node: random.node(playbook), settings })
        }
        10 => {
            let name = random.pick(&["a", "b", "c"]).to_owned();
            match random.below(2) {
                0 => EditCommand::SetHeader(SetHeader { name: Some(name), ..SetHeader::default() }),
                _ => {
                    EditCommand::DescribeNode(DescribeNode { node: random.node(playbook), description: name })
                }
            }
        }
        _ => {
            let edge = random.below(playbook.edges.len() + 1);
            let edges = playbook.edges.get_index(edge).map(|(id, _)| id.clone()).into_iter().collect();
            let nodes = (0..random.below(3)).map(|_| random.node(playbook)).collect();
            EditCommand::Delete(Delete { nodes, edges })
        }
    }
}

fn assert_invariants(playbook: &Playbook, seed: u64) {
    for (id, edge) in &playbook.edges {
        assert_eq!(*id, edge.id, "seed {seed}");
        assert!(playbook.nodes.contains_key(&edge.from.node), "seed {seed}: {edge:?}");
        assert!(playbook.nodes.contains_key(&edge.to.node), "seed {seed}: {edge:?}");
    }
    for id in playbook.positions.keys() {
        assert!(playbook.nodes.contains_key(id), "seed {seed}: position of {id}");
    }
    let mut names: Vec<_> = playbook.nodes.values().map(|node| &node.name).collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "seed {seed}: a name stands twice");
}

#[test]
fn undo_gives_the_first_bytes_back_and_redo_the_last() {
    let (mut done, mut refused, mut joined) = (0_usize, 0_usize, 0_usize);
    for seed in 1..=SEQUENCES {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut session = Session::new(Playbook { format_version: 1, ..Playbook::default() });
        let mut mirror = session.playbook().clone();
        let mut states = vec![write(session.playbook())];
        let mut edits = 0;
        for _ in 0..EDITS {
            let command = command(&mut random, session.playbook());
            let mark = (random.below(3) == 0).then(|| "gesture".to_owned());
            let before = write(session.playbook());
            match session.apply(&command, mark) {
                Ok(applied) => {
                    applied.change.apply(&mut mirror);
                    edits += usize::from(!applied.change.is_empty());
                    done += 1;
                }
                Err(_) => {
                    refused += 1;
                    assert_eq!(write(session.playbook()), before, "seed {seed}: a refused edit left a trace");
                }
            }
            assert_invariants(session.playbook(), seed);
            assert_eq!(write(&mirror), write(session.playbook()), "seed {seed}: the mirror differs");
        }
        let last = write(session.playbook());

        let mut steps = 0;
        while let Some(change) = session.undo() {
            change.apply(&mut mirror);
            assert_invariants(session.playbook(), seed);
            states.push(write(session.playbook()));
            steps += 1;
        }
        assert_eq!(write(session.playbook()), states[0], "seed {seed}: undo");
        assert!(!session.is_dirty(), "seed {seed}");
        joined += edits - steps;
        while let Some(change) = session.redo() {
            assert_eq!(write(&mirror), states[states.len() - 1], "seed {seed}");
            states.pop();
            change.apply(&mut mirror);
        }
        assert_eq!(write(session.playbook()), last, "seed {seed}: redo");
        assert_eq!(write(&mirror), last, "seed {seed}: the mirror after redo");
    }
    println!("{SEQUENCES} sequences: {done} edits done, {refused} refused, {joined} joined into gestures");
    assert!(done > 10_000 && refused > 1_000 && joined > 500, "the generator has become too tame");
}
