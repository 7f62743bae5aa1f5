//! Random edits of a small playbook, some of which fit and some of which do not.
//!
//! A seeded xorshift, so a failing seed is printed and reproduces the run.

use soarboard_engine::change::PlacedNode;
use soarboard_engine::document::Document;
use soarboard_engine::edit::{
    AddNode, Axis, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MakeSpace, MoveNodes,
    MoveToFlow, MoveTogether, Paste, Reconnect, RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings,
    SettingChange, Splice, Ungroup, clipboard,
};
use soarboard_engine::session::Session;
use soarboard_model::playbook::{EdgeId, NodeId, Playbook, PortRef, Position, Trigger, TriggerInput};

pub(crate) struct Random(u64);

impl Random {
    /// Returns the generator of a seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
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
pub(crate) fn beginning(random: &mut Random) -> Playbook {
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

pub(crate) fn command(random: &mut Random, playbook: &Playbook) -> EditCommand {
    match random.below(27) {
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
                text: clipboard::copy(&Document::new(playbook.clone()), &nodes),
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
        24 => call(random, playbook),
        25 => {
            let trigger = Trigger {
                kind: random.pick(&["custom", "template-ip", "odd"]).to_owned(),
                inputs: vec![TriggerInput {
                    name: random.pick(&["ip", "x"]).to_owned(),
                    ..TriggerInput::default()
                }],
                ..Trigger::default()
            };
            EditCommand::SetHeader(SetHeader { trigger: Some(trigger), ..SetHeader::default() })
        }
        26 => {
            let text = random.pick(&[
                "${event.ip}",
                "${event.x.y}",
                "${event.",
                "${api_call.a}",
                "${end.b} ${scan.c}",
            ]);
            let value = serde_json::json!({ "value": text });
            let path = vec!["parameters".to_owned(), "C".to_owned()];
            let settings = vec![SettingChange { path, value }];
            EditCommand::SetSettings(SetSettings { node: random.node(playbook), settings })
        }
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
            let together = (random.below(2) == 0).then(|| {
                let nodes = (0..random.below(3)).map(|_| random.node(playbook)).collect();
                let Position { x: dx, y: dy } = random.place();
                MoveTogether { nodes, dx, dy }
            });
            EditCommand::MoveNodes(MoveNodes { moves, together })
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

/// Settings of a call: operations that are known and not, endpoints that fit and do not, paging half done.
fn call(random: &mut Random, playbook: &Playbook) -> EditCommand {
    let all: &[(&str, &[&str])] = &[
        ("product", &["Ecs", "cloud-siem", "Nowhere", ""]),
        ("operation", &["DescribeInstances", "ListAutomateResponseConfigs", "NoSuchThing", ""]),
        ("version", &["", "2014-05-26", "2022-06-16"]),
        ("endpoint", &["", "ecs.cn-hangzhou.aliyuncs.com", "https://ecs.aliyuncs.com/x", "evil.example.com"]),
        ("rowsPath", &["", "Rows", ".Rows"]),
        ("account", &["", "123", "everyone"]),
    ];
    let mut settings: Vec<SettingChange> = Vec::new();
    for (key, values) in all {
        if random.below(2) == 0 {
            settings.push(SettingChange { path: vec![(*key).to_owned()], value: random.pick(values).into() });
        }
    }
    let mode = random.pick(&["none", "number", "cursor"]);
    settings
        .push(SettingChange { path: vec!["paging".to_owned()], value: serde_json::json!({ "mode": mode }) });
    let region = random.pick(&["cn-hangzhou", "cn-beijing", "${event.region}"]);
    let value = serde_json::json!({ "value": region });
    settings.push(SettingChange { path: vec!["parameters".to_owned(), "RegionId".to_owned()], value });
    EditCommand::SetSettings(SetSettings { node: random.node(playbook), settings })
}
