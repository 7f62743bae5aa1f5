//! What an edit costs in a playbook of 5,000 nodes against one of 100, for each kind of edit, with undo and redo (P8).
//!
//! Both sizes take turns, and each edit touches as many records in one as in the other. The session keeps its journal, as
//! it does in the window.

use std::collections::BTreeMap;

use serde_json::json;
use soarboard_engine::change::PlacedNode;
use soarboard_engine::edit::{
    AddNode, Axis, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MakeSpace, MoveNodes,
    MoveToFlow, Paste, Reconnect, RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings, SettingChange,
    Ungroup, clipboard,
};
use soarboard_engine::session::Session;
use soarboard_engine::session::journal::Journals;
use soarboard_model::playbook::{Edge, Node, NodeId, PortRef, Position};

use crate::flows;
use crate::report::{machine, middle, short, thread_seconds, write};

const SMALL: usize = 100;
const LARGE: usize = 5_000;
/// Rounds in which both sizes take turns.
const ROUNDS: usize = 9;
/// Times each edit is made in a round.
const TURNS: usize = 40;
/// Largest multiple of the small playbook's cost.
const BOUND: f64 = 1.5;

/// Milliseconds of one kind of edit: applied, taken back, made again.
type Costs = BTreeMap<&'static str, Vec<[f64; 3]>>;

/// Runs the benchmark, prints the ratios and writes them to `target/bench/edits.json`.
pub(crate) fn run() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let journals = Journals::new(folder.path().to_owned(), Box::new(|error| eprintln!("journal: {error}")));
    let mut sessions = [SMALL, LARGE].map(|nodes| Session::new(flows::playbook(nodes)));
    for (index, session) in sessions.iter_mut().enumerate() {
        session.keep_in(journals.journal(&format!("bench-{index}")));
    }
    let mut costs: [Costs; 2] = Default::default();
    for _ in 0..ROUNDS {
        for (session, costs) in sessions.iter_mut().zip(&mut costs) {
            round(session, costs)?;
        }
    }
    let mut worst = 0.0_f64;
    let mut kinds = serde_json::Map::new();
    for (kind, large) in &costs[1] {
        let small = &costs[0][kind];
        let median =
            |costs: &Vec<[f64; 3]>, step: usize| middle(costs.iter().map(|cost| cost[step]).collect());
        let figure = |step: usize| {
            let (small, large) = (median(small, step), median(large, step));
            json!({"smallUs": short(small * 1e3), "largeUs": short(large * 1e3), "ratio": short(large / small)})
        };
        let whole = |costs: &Vec<[f64; 3]>| middle(costs.iter().map(|cost| cost.iter().sum()).collect());
        let ratio = whole(large) / whole(small);
        worst = worst.max(ratio);
        kinds.insert(
            (*kind).to_owned(),
            json!({"edit": figure(0), "undo": figure(1), "redo": figure(2), "ratio": short(ratio)}),
        );
    }
    let report = json!({
        "machine": machine(),
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
        "clock": "CPU time of the editing thread", "nodes": [SMALL, LARGE], "bound": BOUND, "worst": short(worst), "kinds": kinds,
    });
    println!("{report:#}");
    write("edits.json", &report)?;
    if worst > BOUND {
        Err(format!("an edit costs {worst:.2} times as much in the large playbook"))
    } else {
        Ok(())
    }
}

fn round(session: &mut Session, costs: &mut Costs) -> Result<(), String> {
    for (kind, edit) in edits(session)? {
        for _ in 0..TURNS {
            let begun = thread_seconds();
            let applied =
                session.apply(&edit, None).map_err(|refusal| format!("{kind}: {}", refusal.code))?;
            let edited = thread_seconds() - begun;
            if applied.change.is_empty() {
                return Err(format!("{kind} changed nothing"));
            }
            let begun = thread_seconds();
            drop(session.undo());
            let undone = thread_seconds() - begun;
            let begun = thread_seconds();
            drop(session.redo());
            let redone = thread_seconds() - begun;
            drop(session.undo());
            let ms = [edited, undone, redone].map(|seconds| seconds * 1e3);
            costs.entry(kind).or_default().push(ms);
        }
    }
    Ok(())
}

/// One edit of each kind about nodes in the middle, which lie the same in both playbooks.
fn edits(session: &mut Session) -> Result<Vec<(&'static str, EditCommand)>, String> {
    let playbook = session.playbook();
    let calls: Vec<NodeId> = flows::calls(playbook).cloned().collect();
    let at = |offset: usize| calls[calls.len() / 2 + offset].clone();
    let node = at(0);
    let leaving = |edge: &&Edge| edge.from.node == node;
    let edge = playbook.edges.values().find(leaving).ok_or("a call leads nowhere")?;
    let of_kind = |kind: &str| {
        let found = playbook.nodes.values().find(|node| node.kind == kind);
        found.map(|node: &Node| node.id.clone()).ok_or(format!("there is no {kind}"))
    };
    let (group, child, note) = (of_kind("group")?, of_kind("childFlow")?, of_kind("note")?);
    let out = |node: &NodeId, port: &str| PortRef { node: node.clone(), port: port.to_owned() };
    let place = |node: NodeId, x: f64| PlacedNode { node, position: Position { x, y: 3.0 } };
    let path = ["parameters", "Note"].map(str::to_owned).to_vec();
    let settings = vec![SettingChange { path, value: json!({ "value": "typed" }) }];
    let beyond = playbook.positions.values().map(|at| at.x).fold(0.0, f64::max) + 10.0;
    let mut edits = vec![
        ("add-node", EditCommand::AddNode(AddNode { kind: "SLS".to_owned(), ..AddNode::default() })),
        ("move-nodes", EditCommand::MoveNodes(MoveNodes { moves: vec![place(node.clone(), 7.0)] })),
        ("rename-node", EditCommand::RenameNode(RenameNode { node: node.clone(), name: "other".to_owned() })),
        (
            "describe-node",
            EditCommand::DescribeNode(DescribeNode { node: node.clone(), description: "why".to_owned() }),
        ),
        ("set-settings", EditCommand::SetSettings(SetSettings { node: node.clone(), settings })),
        ("connect", EditCommand::Connect(Connect { from: out(&node, "out"), to: out(&at(9), "in") })),
        ("delete", EditCommand::Delete(Delete { nodes: vec![node.clone()], ..Delete::default() })),
        (
            "delete-and-heal",
            EditCommand::Delete(Delete { nodes: vec![node.clone()], heal: true, ..Delete::default() }),
        ),
        (
            "set-header",
            EditCommand::SetHeader(SetHeader { name: Some("named".to_owned()), ..SetHeader::default() }),
        ),
        (
            "reconnect",
            EditCommand::Reconnect(Reconnect {
                edge: edge.id.clone(),
                from: None,
                to: Some(out(&at(9), "in")),
            }),
        ),
        ("set-edge", EditCommand::SetEdge(SetEdge { edge: edge.id.clone(), required: !edge.required })),
        (
            "disable-nodes",
            EditCommand::DisableNodes(DisableNodes { nodes: vec![node.clone()], disabled: true }),
        ),
        (
            "replace-node",
            EditCommand::ReplaceNode(ReplaceNode {
                node: node.clone(),
                kind: "SLS".to_owned(),
                action: None,
            }),
        ),
        (
            "splice",
            EditCommand::AddNode(AddNode {
                kind: "SLS".to_owned(),
                splice: Some(edge.id.clone()),
                position: Position { x: -9e6, y: 0.0 },
                ..AddNode::default()
            }),
        ),
        (
            "paste",
            EditCommand::Paste(Paste {
                text: clipboard::copy(playbook, &[node.clone(), at(1)]),
                position: Some(Position::default()),
                parent: None,
                links: false,
            }),
        ),
        ("layout", EditCommand::Layout(Layout { parent: None, nodes: vec![node.clone(), at(7)] })),
        (
            "move-to-flow",
            EditCommand::MoveToFlow(MoveToFlow {
                nodes: vec![node.clone()],
                parent: Some(child),
                ..MoveToFlow::default()
            }),
        ),
        ("ungroup", EditCommand::Ungroup(Ungroup { nodes: vec![group] })),
    ];
    // Room is made beyond everything but one note, so that one record moves in either playbook.
    session
        .apply(&EditCommand::MoveNodes(MoveNodes { moves: vec![place(note, beyond)] }), None)
        .map_err(|refusal| refusal.to_string())?;
    let space = MakeSpace { parent: None, axis: Axis::X, at: beyond, by: 50.0 };
    edits.push(("make-space", EditCommand::MakeSpace(space)));
    Ok(edits)
}
