//! Gateways and child flows: branches that say when and lead somewhere, paths that are required, loops that end.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use soarboard_model::component::{
    Branch, Branching, CHILD_FLOW_KIND, CONVERGING_KIND, ComponentKind, Condition, ELSE_PORT, END_KIND, Loop,
    LoopMode, START_KIND,
};
use soarboard_model::playbook::{Edge, Node, PortRef, Position};

use super::{Found, Rule, flow};
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::input::CheckInput;
use crate::edit::{AddNode, EditCommand, SetEdge};

pub(super) const RULE: Rule = Rule {
    codes: &[
        "branch-condition",
        "branch-unconnected",
        "branches-missing",
        "converging-required",
        "loop-unset",
        "child-flow-incomplete",
    ],
    of_node: Some(|input, found| match input.kind {
        Some(kind) if kind.branching.is_some() => conditions(kind, input.node, found),
        Some(kind) if kind.id == CHILD_FLOW_KIND => repeat(input.node, found),
        _ => {}
    }),
    of_flow: Some(|input, found| {
        let about = About::of(input);
        for (index, node) in input.playbook.nodes.values().enumerate() {
            match input.facts[index].kind {
                Some(kind) if kind.branching.is_some() => branches(input, &about, index, kind, found),
                Some(kind) if kind.id == CONVERGING_KIND => converging(input, &about, index, node, found),
                Some(kind) if kind.id == CHILD_FLOW_KIND => inside(&about, index, node, found),
                _ => {}
            }
        }
    }),
};

/// What one walk over edges and nodes tells the rules here.
#[derive(Default)]
struct About<'a> {
    /// Branches that lead somewhere, each with the place of its gateway.
    leading: HashSet<(usize, &'a str)>,
    /// Places of nodes with edges coming in, and whether one of these is required.
    entered: HashMap<usize, bool>,
    /// Places of child flows with a start inside, and with an end.
    with_start: HashSet<usize>,
    with_end: HashSet<usize>,
}

impl<'a> About<'a> {
    fn of(input: &CheckInput<'a>) -> Self {
        let mut about = Self::default();
        let kind_of = |place: Option<usize>| input.facts[place?].kind;
        for (edge, from, to) in input.edges() {
            if let Some(from) = from.filter(|_| kind_of(from).is_some_and(|kind| kind.branching.is_some())) {
                about.leading.insert((from, edge.from.port.as_str()));
            }
            if let Some(to) = to.filter(|_| kind_of(to).is_some_and(|kind| kind.id == CONVERGING_KIND)) {
                *about.entered.entry(to).or_default() |= edge.required;
            }
        }
        for node in input.playbook.nodes.values() {
            let Some(parent) = &node.parent else { continue };
            let Some(parent) = input.playbook.nodes.get_index_of(parent) else { continue };
            match node.kind.as_str() {
                START_KIND => about.with_start.insert(parent),
                END_KIND => about.with_end.insert(parent),
                _ => false,
            };
        }
        about
    }
}

fn path_of(branch: &str) -> String {
    format!("branches.{branch}")
}

fn conditions(kind: &ComponentKind, node: &Node, found: &mut Vec<Diagnostic>) {
    let branches = Branch::read(&node.settings);
    if branches.is_empty() {
        let one = json!([{ "id": "b1", "name": "", "when": { "all": [] } }]);
        let fix = Fix::settings("add-branch", node, [(&["branches"][..], one)]);
        found.push(Diagnostic::warn("branches-missing").at(node).param("branches").fix(fix));
    }
    for (index, branch) in branches.iter().enumerate() {
        let diagnostic = if branch.when.is_blank() {
            Diagnostic::error("branch-condition")
        } else if branch.when.unfinished() > 0 {
            Diagnostic::error("branch-condition").variant("unfinished")
        } else if let Condition::Unknown(_) = branch.when {
            Diagnostic::warn("branch-condition").variant("unknown")
        } else {
            continue;
        };
        let shown = shown(kind, index, branch);
        let fix = (branches.len() > 1).then(|| without(node, &branch.id).with("branch", &shown));
        found.push(diagnostic.at(node).param(path_of(&branch.id)).with("branch", shown).fix(fix));
    }
}

fn without(node: &Node, branch: &str) -> Fix {
    let all = node.settings.get("branches").and_then(Value::as_array);
    let is_other = |entry: &&Value| entry.get("id").and_then(Value::as_str) != Some(branch);
    let left: Vec<Value> = all.into_iter().flatten().filter(is_other).cloned().collect();
    Fix::settings("remove-branch", node, [(&["branches"][..], Value::Array(left))])
}

/// A branch goes to the end of its flow, or to a new one where the flow has none.
fn lead(input: &CheckInput<'_>, node: &Node, branch: &str) -> Fix {
    flow::connect_to_end(input, node, branch).unwrap_or_else(|| {
        let beside = input.playbook.positions.get(&node.id).copied().unwrap_or_default();
        let position = Position { x: beside.x + 320.0, y: beside.y };
        let from = PortRef { node: node.id.clone(), port: branch.to_owned() };
        let add =
            AddNode { kind: END_KIND.to_owned(), position, connect_from: Some(from), ..AddNode::default() };
        Fix::new("add-end", EditCommand::AddNode(add))
    })
}

fn branches(
    input: &CheckInput<'_>,
    about: &About<'_>,
    place: usize,
    kind: &ComponentKind,
    found: &mut Found,
) {
    let node = &input.playbook.nodes[place];
    for (id, shown) in &input.facts[place].branches {
        if !about.leading.contains(&(place, id.as_str())) {
            let diagnostic = Diagnostic::warn("branch-unconnected").at(node);
            found.push(diagnostic.param(path_of(id)).with("branch", shown).fix(lead(input, node, id)));
        }
    }
    if kind.branching == Some(Branching::FirstThatHolds) && !about.leading.contains(&(place, ELSE_PORT)) {
        let diagnostic = Diagnostic::remind("branch-unconnected").variant("else");
        found.push(diagnostic.at(node).param(path_of(ELSE_PORT)).fix(lead(input, node, ELSE_PORT)));
    }
}

/// Returns what a branch is called: its name, else its place.
pub(in crate::check) fn shown(kind: &ComponentKind, index: usize, branch: &Branch) -> String {
    match (branch.name.trim(), kind.branching, index) {
        ("", Some(Branching::FirstThatHolds), 0) => "IF".to_owned(),
        ("", Some(Branching::FirstThatHolds), _) => format!("ELSE IF {index}"),
        ("", ..) => format!("{}", index + 1),
        (name, ..) => name.to_owned(),
    }
}

fn converging(input: &CheckInput<'_>, about: &About<'_>, place: usize, node: &Node, found: &mut Found) {
    if about.entered.get(&place) == Some(&false) {
        let incoming = input.edges().filter(|(_, _, to)| *to == Some(place));
        let require = |edge: &Edge| EditCommand::SetEdge(SetEdge { edge: edge.id.clone(), required: true });
        let all = incoming.map(|(edge, ..)| require(edge)).collect();
        let fix = Fix::new("require-all", EditCommand::Several(all));
        found.push(Diagnostic::warn("converging-required").at(node).param("required").fix(fix));
    }
}

fn repeat(node: &Node, found: &mut Vec<Diagnostic>) {
    let repeat = Loop::read(&node.settings);
    let once = || Fix::settings("run-once", node, [(&["loop", "mode"][..], "none".into())]);
    match repeat.mode {
        LoopMode::Each if repeat.over.trim().is_empty() => {
            found.push(Diagnostic::error("loop-unset").at(node).param("loop.over").fix(once()));
        }
        LoopMode::Until if repeat.until.is_blank() || repeat.until.unfinished() > 0 => {
            found.push(
                Diagnostic::error("loop-unset").variant("until").at(node).param("loop.until").fix(once()),
            );
        }
        _ => {}
    }
}

fn inside(about: &About<'_>, place: usize, node: &Node, found: &mut Found) {
    let add = |title: &str, kind: &str, x: f64| {
        let (parent, position) = (Some(node.id.clone()), Position { x, y: 200.0 });
        Fix::new(
            title,
            EditCommand::AddNode(AddNode { kind: kind.to_owned(), parent, position, ..AddNode::default() }),
        )
    };
    if !about.with_start.contains(&place) {
        found.push(Diagnostic::error("child-flow-incomplete").at(node).fix(add(
            "add-start",
            START_KIND,
            80.0,
        )));
    } else if !about.with_end.contains(&place) {
        let diagnostic = Diagnostic::error("child-flow-incomplete").variant("end");
        found.push(diagnostic.at(node).fix(add("add-end", END_KIND, 560.0)));
    }
}
