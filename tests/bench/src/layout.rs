//! Arranging a playbook: 200 nodes within 300 ms, what was asked for, and how the time grows with the playbook.
//!
//! Each arrangement is looked over: no card covers another, edges lead forward, twice gives the same places. Child flows
//! are arranged with the flow around them, and frames go round what they held.

use std::collections::HashMap;

use serde_json::{Value, json};
use soarboard_engine::edit::{arrange, rules};
use soarboard_model::component::{self, ComponentKind};
use soarboard_model::playbook::{Node, NodeId, Playbook};

use crate::flows;
use crate::report::{machine, middle, short, thread_seconds, write};

/// Nodes of the playbooks that are arranged.
const SIZES: [usize; 3] = [200, 1_000, 5_000];
/// Most milliseconds that the first of them may take.
const BOUND_MS: f64 = 300.0;
/// Times each is arranged.
const ROUNDS: usize = 7;

/// Runs the benchmark, prints the figures and writes them to `target/bench/layout.json`.
pub(crate) fn run() -> Result<(), String> {
    let mut sizes = Vec::new();
    for nodes in SIZES {
        sizes.push(one(nodes)?);
    }
    let first = sizes[0]["medianMs"].as_f64().unwrap_or(f64::INFINITY);
    let report = json!({
        "machine": machine(),
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
        "clock": "CPU time of the thread", "boundMs": BOUND_MS, "sizes": sizes,
    });
    println!("{report:#}");
    write("layout.json", &report)?;
    if first > BOUND_MS { Err(format!("{} nodes take {first:.0} ms", SIZES[0])) } else { Ok(()) }
}

fn one(nodes: usize) -> Result<Value, String> {
    let untidy = flows::playbook(nodes);
    let (mut times, mut arranged) = (Vec::new(), None);
    for _ in 0..ROUNDS {
        let mut playbook = untidy.clone();
        let begun = thread_seconds();
        arrange(&mut playbook);
        times.push((thread_seconds() - begun) * 1e3);
        if arranged.as_ref().is_some_and(|before: &Playbook| before.positions != playbook.positions) {
            return Err(format!("{nodes} nodes are not arranged the same each time"));
        }
        arranged = Some(playbook);
    }
    let playbook = arranged.unwrap_or_default();
    let (covered, backward) = (covered(&playbook), backward(&playbook));
    if covered + backward > 0 {
        return Err(format!("{nodes} nodes: {covered} cards cover another, {backward} edges lead back"));
    }
    Ok(json!({
        "nodes": playbook.nodes.len(), "edges": playbook.edges.len(),
        "childFlows": playbook.nodes.values().filter(|node| node.kind == component::CHILD_FLOW_KIND).count(),
        "medianMs": short(middle(times.clone())), "maxMs": short(times.iter().copied().fold(0.0, f64::max)),
        "covered": covered, "backward": backward,
    }))
}

fn is_card(node: &&Node) -> bool {
    component::kind(&node.kind).is_none_or(ComponentKind::is_step)
}

/// Counts the cards that cover another of their flow, by a sweep from left to right.
fn covered(playbook: &Playbook) -> usize {
    let mut flows: HashMap<Option<&NodeId>, Vec<[f64; 4]>> = HashMap::new();
    for node in playbook.nodes.values().filter(is_card) {
        let Some(at) = playbook.positions.get(&node.id) else { continue };
        let (width, height) = rules::size_of(node);
        flows.entry(node.parent.as_ref()).or_default().push([at.x, at.y, at.x + width, at.y + height]);
    }
    let mut count = 0;
    for mut boxes in flows.into_values() {
        boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
        for (index, one) in boxes.iter().enumerate() {
            let near = boxes[index + 1..].iter().take_while(|other| other[0] < one[2]);
            count += near.filter(|other| other[1] < one[3] && one[1] < other[3]).count();
        }
    }
    count
}

/// Counts the edges that end left of where they begin.
fn backward(playbook: &Playbook) -> usize {
    let leads_back = |from: &NodeId, to: &NodeId| {
        let node = playbook.nodes.get(from)?;
        let (from, to) = (playbook.positions.get(from)?, playbook.positions.get(to)?);
        Some(from.x + rules::size_of(node).0 >= to.x)
    };
    let edges = playbook.edges.values();
    edges.filter(|edge| leads_back(&edge.from.node, &edge.to.node) == Some(true)).count()
}
