//! Gateways and child flows: branches that say when and lead somewhere, paths that are required, loops that end.

use soarboard_model::component::{
    self, Branch, Branching, CHILD_FLOW_KIND, CONVERGING_KIND, ComponentKind, Condition, ELSE_PORT, END_KIND,
    Loop, LoopMode, START_KIND,
};
use soarboard_model::playbook::{Node, Playbook};

use super::Rule;
use crate::check::diagnostic::Diagnostic;

pub(super) const RULE: Rule = Rule {
    codes: &[
        "branch-condition",
        "branch-unconnected",
        "branches-missing",
        "converging-required",
        "loop-unset",
        "child-flow-incomplete",
    ],
    run: |input, found| {
        for node in input.playbook.nodes.values() {
            match component::kind(&node.kind) {
                Some(kind) if kind.branching.is_some() => branches(input.playbook, kind, node, found),
                Some(kind) if kind.id == CONVERGING_KIND => converging(input.playbook, node, found),
                Some(kind) if kind.id == CHILD_FLOW_KIND => {
                    repeat(node, found);
                    inside(input.playbook, node, found);
                }
                _ => {}
            }
        }
    },
};

fn branches(playbook: &Playbook, kind: &ComponentKind, node: &Node, found: &mut Vec<Diagnostic>) {
    let branches = Branch::read(&node.settings);
    if branches.is_empty() {
        found.push(Diagnostic::warn("branches-missing").at(node).param("branches"));
    }
    for (index, branch) in branches.iter().enumerate() {
        let say = |diagnostic: Diagnostic| {
            let path = format!("branches.{}", branch.id);
            diagnostic.at(node).param(path).with("branch", shown(kind, index, branch))
        };
        if branch.when.is_blank() {
            found.push(say(Diagnostic::error("branch-condition")));
        } else if branch.when.unfinished() > 0 {
            found.push(say(Diagnostic::error("branch-condition").variant("unfinished")));
        } else if let Condition::Unknown(_) = branch.when {
            found.push(say(Diagnostic::warn("branch-condition").variant("unknown")));
        }
        if !leads(playbook, node, &branch.id) {
            found.push(say(Diagnostic::warn("branch-unconnected")));
        }
    }
    if kind.branching == Some(Branching::FirstThatHolds) && !leads(playbook, node, ELSE_PORT) {
        let diagnostic = Diagnostic::remind("branch-unconnected").variant("else");
        found.push(diagnostic.at(node).param("branches.else"));
    }
}

/// Returns what a branch is called: its name, else its place.
fn shown(kind: &ComponentKind, index: usize, branch: &Branch) -> String {
    match (branch.name.trim(), kind.branching, index) {
        ("", Some(Branching::FirstThatHolds), 0) => "IF".to_owned(),
        ("", Some(Branching::FirstThatHolds), _) => format!("ELSE IF {index}"),
        ("", ..) => format!("{}", index + 1),
        (name, ..) => name.to_owned(),
    }
}

fn leads(playbook: &Playbook, node: &Node, port: &str) -> bool {
    playbook.edges_at(node.id.as_str()).any(|(_, edge)| edge.from.node == node.id && edge.from.port == port)
}

fn converging(playbook: &Playbook, node: &Node, found: &mut Vec<Diagnostic>) {
    let mut incoming =
        playbook.edges_at(node.id.as_str()).filter(|(_, edge)| edge.to.node == node.id).peekable();
    if incoming.peek().is_some() && !incoming.any(|(_, edge)| edge.required) {
        found.push(Diagnostic::warn("converging-required").at(node).param("required"));
    }
}

fn repeat(node: &Node, found: &mut Vec<Diagnostic>) {
    let repeat = Loop::read(&node.settings);
    match repeat.mode {
        LoopMode::Each if repeat.over.trim().is_empty() => {
            found.push(Diagnostic::error("loop-unset").at(node).param("loop.over"));
        }
        LoopMode::Until if repeat.until.is_blank() || repeat.until.unfinished() > 0 => {
            found.push(Diagnostic::error("loop-unset").variant("until").at(node).param("loop.until"));
        }
        _ => {}
    }
}

fn inside(playbook: &Playbook, node: &Node, found: &mut Vec<Diagnostic>) {
    let has = |kind: &str| {
        playbook.nodes.values().any(|inner| inner.kind == kind && inner.parent.as_ref() == Some(&node.id))
    };
    if !has(START_KIND) {
        found.push(Diagnostic::error("child-flow-incomplete").at(node));
    } else if !has(END_KIND) {
        found.push(Diagnostic::error("child-flow-incomplete").variant("end").at(node));
    }
}
