//! Random edit sequences: undo gives the first bytes back, redo the last, and every edit keeps the invariants.
//!
//! The generator is a seeded xorshift, so a failing seed is printed and reproduces the run.

use soarboard_engine::change::PlacedNode;
use soarboard_engine::edit::{
    AddNode, Axis, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MakeSpace, MoveNodes,
    MoveToFlow, Paste, Reconnect, RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings, SettingChange,
    Splice, Ungroup, clipboard,
};
use soarboard_engine::session::Session;
use soarboard_model::component;
use soarboard_model::format::write;
use soarboard_model::playbook::{EdgeId, NodeId, Playbook, PortRef, Position};

const SEQUENCES: u64 = 1_000;
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

    fn node(&mut self, playbook: &Playbook) -> NodeId {
        let beyond = usize::from(self.below(8) == 0);
        let index = self.below(playbook.nodes.len() + beyond);
        playbook.nodes.get_index(index).map_or_else(|| "n999".into(), |(id, _)| id.clone())
    }

    fn flow(&mut self, playbook: &Playbook) -> NodeId {
        let flows: Vec<_> = playbook.nodes.values().filter(|node| node.kind == "childFlow").collect();
        if flows.is_empty() { self.node(playbook) } else { flows[self.below(flows.len())].id.clone() }
    }

    fn edge(&mut self, playbook: &Playbook) -> EdgeId {
        let index = self.below(playbook.edges.len() + 1);
        playbook.edges.get_index(index).map_or_else(|| "e999".into(), |(id, _)| id.clone())
    }

    fn place(&mut self) -> Position {
        Position { x: self.below(40) as f64 * 8.0, y: self.below(40) as f64 / 4.0 }
    }
}

/// Kinds of every shape: fixed ports, branches, none, an inside, and one nobody knows.
const KINDS: &[&str] = &[
    "start",
    "end",
    "AliyunCloudOpenAPI",
    "AliyunCloudOpenAPI",
    "exclusiveGateway",
    "inclusiveGateway",
    "defaultInput",
    "convergingGateway",
    "childFlow",
    "note",
    "group",
    "NotifyMessage",
    "Toaster",
];
const OUTPUTS: &[&str] = &["out", "out", "out", "b1", "b2", "else", "in"];

/// A small flow with a gateway and a child flow, so that most edits find something to act on.
fn beginning(random: &mut Random) -> Playbook {
    let mut session = Session::new(Playbook { format_version: 1, ..Playbook::default() });
    let at = |node: &str, port: &str| PortRef { node: node.into(), port: port.into() };
    let nodes = [
        ("start", None),
        ("AliyunCloudOpenAPI", Some(at("n1", "out"))),
        ("exclusiveGateway", Some(at("n2", "out"))),
        ("childFlow", Some(at("n3", "b1"))),
        ("end", Some(at("n3", "else"))),
        ("note", None),
    ];
    for (kind, connect_from) in nodes {
        let position = random.place();
        let add = AddNode { kind: kind.to_owned(), position, connect_from, ..AddNode::default() };
        session.apply(&EditCommand::AddNode(add), None).expect("each port is free and each kind known");
    }
    session.playbook().clone()
}

fn port(random: &mut Random, playbook: &Playbook, names: &[&str]) -> PortRef {
    PortRef { node: random.node(playbook), port: random.pick(names).to_owned() }
}

fn command(random: &mut Random, playbook: &Playbook) -> EditCommand {
    match random.below(24) {
        0..3 => {
            let way = random.below(5);
            EditCommand::AddNode(AddNode {
                kind: random.pick(KINDS).to_owned(),
                action: None,
                position: random.place(),
                parent: (random.below(4) == 0).then(|| random.flow(playbook)),
                connect_from: (way < 2).then(|| port(random, playbook, OUTPUTS)),
                connect_to: (way == 2).then(|| port(random, playbook, &["in"])),
                splice: (way == 3).then(|| random.edge(playbook)),
            })
        }
        12 => EditCommand::Reconnect(Reconnect {
            edge: random.edge(playbook),
            from: (random.below(2) == 0).then(|| port(random, playbook, OUTPUTS)),
            to: (random.below(2) == 0).then(|| port(random, playbook, &["in", "in", "out"])),
        }),
        13 => EditCommand::Splice(Splice { node: random.node(playbook), edge: random.edge(playbook) }),
        14 => EditCommand::SetEdge(SetEdge { edge: random.edge(playbook), required: random.below(2) == 0 }),
        15 => {
            let nodes = (0..random.below(4)).map(|_| random.node(playbook)).collect();
            EditCommand::DisableNodes(DisableNodes { nodes, disabled: random.below(2) == 0 })
        }
        16 => EditCommand::ReplaceNode(ReplaceNode {
            node: random.node(playbook),
            kind: random.pick(KINDS).to_owned(),
            action: None,
        }),
        17 => {
            let nodes: Vec<_> = (0..random.below(4)).map(|_| random.node(playbook)).collect();
            EditCommand::Paste(Paste {
                text: clipboard::copy(playbook, &nodes),
                position: (random.below(2) == 0).then(|| random.place()),
                parent: (random.below(4) == 0).then(|| random.flow(playbook)),
                links: random.below(2) == 0,
            })
        }
        20 => EditCommand::MakeSpace(MakeSpace {
            parent: (random.below(4) == 0).then(|| random.flow(playbook)),
            axis: if random.below(2) == 0 { Axis::X } else { Axis::Y },
            at: random.below(300) as f64,
            by: random.below(400) as f64 - 200.0,
        }),
        21 => EditCommand::MoveToFlow(MoveToFlow {
            nodes: (0..random.below(4)).map(|_| random.node(playbook)).collect(),
            parent: (random.below(3) > 0).then(|| random.flow(playbook)),
            position: (random.below(2) == 0).then(|| random.place()),
            heal: random.below(2) == 0,
        }),
        22 => {
            let nodes = if random.below(2) == 0 { random.flow(playbook) } else { random.node(playbook) };
            EditCommand::Ungroup(Ungroup { nodes: vec![nodes] })
        }
        23 => EditCommand::Several((0..random.below(3)).map(|_| command(random, playbook)).collect()),
        18 => {
            let nodes = (0..random.below(3)).map(|_| random.node(playbook)).collect();
            EditCommand::Layout(Layout { parent: None, nodes })
        }
        19 => {
            let branches: Vec<_> = (0..random.below(3))
                .map(|_| serde_json::json!({ "id": random.pick(&["b1", "b2", "b3"]), "when": { "text": "${scan.x}" } }))
                .collect();
            let settings = vec![SettingChange { path: vec!["branches".to_owned()], value: branches.into() }];
            EditCommand::SetSettings(SetSettings { node: random.node(playbook), settings })
        }
        3..6 => EditCommand::Connect(Connect {
            from: port(random, playbook, OUTPUTS),
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
            EditCommand::Delete(Delete { nodes, edges, heal: random.below(2) == 0 })
        }
    }
}

fn assert_invariants(playbook: &Playbook, seed: u64) {
    for (id, edge) in &playbook.edges {
        assert_eq!(*id, edge.id, "seed {seed}");
        assert!(playbook.nodes.contains_key(&edge.from.node), "seed {seed}: {edge:?}");
        assert!(playbook.nodes.contains_key(&edge.to.node), "seed {seed}: {edge:?}");
        let has_port = |port: &PortRef| {
            let node = &playbook.nodes[&port.node];
            component::kind(&node.kind).is_none_or(|kind| {
                kind.has_output(node, &port.port) || kind.inputs.contains(&port.port.as_str())
            })
        };
        assert!(has_port(&edge.from) && has_port(&edge.to), "seed {seed}: {edge:?}");
        let parent = |port: &PortRef| &playbook.nodes[&port.node].parent;
        assert_eq!(parent(&edge.from), parent(&edge.to), "seed {seed}: {edge:?} crosses a border");
    }
    let mut ends: Vec<_> = playbook.edges.values().map(|edge| (&edge.from, &edge.to)).collect();
    ends.sort_by_key(|(from, to)| (&from.node, &from.port, &to.node, &to.port));
    assert!(ends.windows(2).all(|pair| pair[0] != pair[1]), "seed {seed}: an edge stands twice");
    for pair in ends.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let kind = component::kind(&playbook.nodes[&pair[0].0.node].kind);
        let most = kind.and_then(component::ComponentKind::most_edges_out);
        assert!(most.is_none(), "seed {seed}: a branch leads to two nodes");
    }
    for node in playbook.nodes.values().filter_map(|node| node.parent.as_ref()) {
        assert_eq!(playbook.nodes[node].kind, "childFlow", "seed {seed}: {node} holds nodes");
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
        let mut session = Session::new(beginning(&mut random));
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
    assert!(done > 8_000 && refused > 1_000 && joined > 500, "the generator has become too tame");
}
