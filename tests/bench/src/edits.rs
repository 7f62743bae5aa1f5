//! What an edit costs in a playbook of 5,000 nodes against one of 100, for each kind of edit, with undo and redo (P8).
//!
//! Both sizes take turns, and each edit touches as many records in one as in the other. The session keeps its journal, as
//! it does in the window. What counts is that nobody can tell a large playbook by an edit: its cost is at most half as
//! much again as in the small one, or so little that a multiple of it says nothing. An edit that is about the whole
//! document or half of it cannot cost the same in both; it is held against the records it touches.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use soarboard_engine::change::PlacedNode;
use soarboard_engine::document::Document;
use soarboard_engine::edit::{
    AddNode, Axis, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MakeSpace, MoveNodes,
    MoveToFlow, MoveTogether, Paste, Reconnect, RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings,
    SettingChange, Ungroup, clipboard,
};
use soarboard_engine::session::Session;
use soarboard_engine::session::journal::Journals;
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position};

use crate::flows;
use crate::report::{machine, middle, short, thread_seconds, write};

const SMALL: usize = 100;
const LARGE: usize = 5_000;
/// Rounds in which both sizes take turns.
const ROUNDS: usize = 9;
/// Times each edit is made in a round.
const TURNS: usize = 40;
/// Times an edit about the whole document is made in a round.
const TURNS_OF_MANY: usize = 2;
/// Largest multiple of the small playbook's cost.
const BOUND: f64 = 1.5;
/// Microseconds that each step of an edit may take in the large playbook whatever the multiple: 160 of them fit a frame.
const ALWAYS_FINE_US: f64 = 100.0;
/// Most microseconds per record that a move of half the document or of all of it may take, and an arrangement of all.
const BOUND_MOVED_US: f64 = 10.0;
const BOUND_ARRANGED_US: f64 = 400.0;

/// Microseconds of the steps of one kind of edit: applied, taken back, made again.
type Costs = BTreeMap<&'static str, Vec<[f64; 3]>>;

/// What is measured: an edit, or copying nodes and pasting the copy.
enum Work {
    Edit(EditCommand),
    Duplicate(Vec<NodeId>),
}

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
    let (kinds, mut beyond) = against_small(&costs);
    let many = many(&mut sessions[1], &mut beyond)?;
    let report = json!({
        "machine": machine(),
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
        "clock": "CPU time of the editing thread", "nodes": [SMALL, LARGE],
        "bound": BOUND, "alwaysFineUs": ALWAYS_FINE_US, "kinds": kinds, "aboutAll": many,
    });
    println!("{report:#}");
    write("edits.json", &report)?;
    if beyond.is_empty() { Ok(()) } else { Err(beyond.join("; ")) }
}

fn median(costs: &[[f64; 3]], step: usize) -> f64 {
    middle(costs.iter().map(|cost| cost[step]).collect())
}

/// Returns the figures of each kind of edit, and what is beyond the bound.
fn against_small(costs: &[Costs; 2]) -> (Map<String, Value>, Vec<String>) {
    let (mut kinds, mut beyond) = (Map::new(), Vec::new());
    for (kind, large) in &costs[1] {
        let small = &costs[0][kind];
        let figure = |step: usize| {
            let (small, large) = (median(small, step), median(large, step));
            json!({"smallUs": short(small), "largeUs": short(large), "ratio": short(large / small)})
        };
        let whole = |costs: &[[f64; 3]]| middle(costs.iter().map(|cost| cost.iter().sum()).collect());
        let ratio = whole(large) / whole(small);
        let dearest = (0..3).map(|step| median(large, step)).fold(0.0, f64::max);
        let is_fine = ratio <= BOUND || dearest <= ALWAYS_FINE_US;
        if !is_fine {
            beyond.push(format!(
                "{kind} costs {ratio:.2} times as much in the large playbook, {dearest:.0} µs"
            ));
        }
        kinds.insert(
            (*kind).to_owned(),
            json!({"edit": figure(0), "undo": figure(1), "redo": figure(2), "ratio": short(ratio), "fine": is_fine}),
        );
    }
    (kinds, beyond)
}

/// Measures edits about half of the large playbook or all of it, per record they touch.
fn many(session: &mut Session, beyond: &mut Vec<String>) -> Result<Map<String, Value>, String> {
    let mut costs = Costs::new();
    let edits = about_all(session.playbook());
    for _ in 0..ROUNDS {
        for (kind, edit, _) in &edits {
            for _ in 0..TURNS_OF_MANY {
                let (touched, us) = measured(session, kind, edit)?;
                costs.entry(kind).or_default().push(us.map(|us| us / touched as f64));
            }
        }
    }
    let mut kinds = Map::new();
    for (kind, _, bound) in edits {
        let [edit, undo, redo] = [0, 1, 2].map(|step| short(median(&costs[kind], step)));
        if edit.max(undo).max(redo) > bound {
            beyond.push(format!("{kind} costs {edit} µs a record, undo {undo}, redo {redo}"));
        }
        let figures = json!({"editUs": edit, "undoUs": undo, "redoUs": redo, "boundUs": bound});
        kinds.insert(kind.to_owned(), figures);
    }
    Ok(kinds)
}

fn round(session: &mut Session, costs: &mut Costs) -> Result<(), String> {
    for (kind, work) in edits(session)? {
        for _ in 0..TURNS {
            costs.entry(kind).or_default().push(measured(session, kind, &work)?.1);
        }
    }
    Ok(())
}

/// Does the work, takes it back, makes it again and takes it back; returns records touched and the microseconds.
fn measured(session: &mut Session, kind: &str, work: &Work) -> Result<(usize, [f64; 3]), String> {
    let begun = thread_seconds();
    let edit = work.edit(session.document());
    let applied = session.apply(&edit, None).map_err(|refusal| format!("{kind}: {}", refusal.code))?;
    let edited = thread_seconds() - begun;
    let touched = applied.change.len();
    if touched == 0 {
        return Err(format!("{kind} changed nothing"));
    }
    let begun = thread_seconds();
    drop(session.undo());
    let undone = thread_seconds() - begun;
    let begun = thread_seconds();
    drop(session.redo());
    let redone = thread_seconds() - begun;
    drop(session.undo());
    Ok((touched, [edited, undone, redone].map(|seconds| seconds * 1e6)))
}

impl Work {
    fn edit(&self, document: &Document) -> Cow<'_, EditCommand> {
        match self {
            Work::Edit(edit) => Cow::Borrowed(edit),
            Work::Duplicate(nodes) => Cow::Owned(paste(clipboard::copy(document, nodes), None)),
        }
    }
}

fn paste(text: String, position: Option<Position>) -> EditCommand {
    EditCommand::Paste(Paste { text, position, parent: None, links: false })
}

/// Edits about half of a document or all of it, with the microseconds they may take per record.
fn about_all(playbook: &Playbook) -> [(&'static str, Work, f64); 3] {
    let nodes: Vec<NodeId> = playbook.nodes.keys().cloned().collect();
    let at = middle(playbook.positions.values().map(|at| at.x).collect());
    let together = Some(MoveTogether { nodes, dx: 16.0, dy: -8.0 });
    let space = MakeSpace { parent: None, axis: Axis::X, at, by: 50.0 };
    [
        (
            "move-all",
            Work::Edit(EditCommand::MoveNodes(MoveNodes { moves: Vec::new(), together })),
            BOUND_MOVED_US,
        ),
        ("make-space", Work::Edit(EditCommand::MakeSpace(space)), BOUND_MOVED_US),
        ("layout-all", Work::Edit(EditCommand::Layout(Layout::default())), BOUND_ARRANGED_US),
    ]
}

/// One edit of each kind about nodes in the middle, which lie the same in both playbooks.
fn edits(session: &Session) -> Result<Vec<(&'static str, Work)>, String> {
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
    let (group, child) = (of_kind("group")?, of_kind("childFlow")?);
    let out = |node: &NodeId, port: &str| PortRef { node: node.clone(), port: port.to_owned() };
    let place = |node: NodeId, x: f64| PlacedNode { node, position: Position { x, y: 3.0 } };
    let path = ["parameters", "Note"].map(str::to_owned).to_vec();
    let settings = vec![SettingChange { path, value: json!({ "value": "typed" }) }];
    let copied = clipboard::copy(session.document(), &[node.clone(), at(1)]);
    let edits = [
        ("add-node", EditCommand::AddNode(AddNode { kind: "SLS".to_owned(), ..AddNode::default() })),
        (
            "move-nodes",
            EditCommand::MoveNodes(MoveNodes { moves: vec![place(node.clone(), 7.0)], together: None }),
        ),
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
        ("paste", paste(copied, Some(Position::default()))),
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
    let duplicate = ("duplicate", Work::Duplicate(vec![node.clone(), at(1)]));
    Ok(edits.into_iter().map(|(kind, edit)| (kind, Work::Edit(edit))).chain([duplicate]).collect())
}
