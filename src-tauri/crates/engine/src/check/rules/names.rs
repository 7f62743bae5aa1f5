//! Names of nodes: references find nodes by them.

use soarboard_model::component::{EVENT_NAME, START_KIND};
use soarboard_model::playbook::Node;

use super::{Found, Rule};
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::input::CheckInput;
use crate::edit::{EditCommand, RenameNode, rules::is_referable};

pub(super) const RULE: Rule = Rule {
    codes: &["name-empty", "name-malformed", "name-reserved", "name-repeated", "start-name"],
    of_node: None,
    of_flow: Some(names),
};

fn names(input: &CheckInput<'_>, found: &mut Found) {
    for (index, facts) in input.facts.iter().enumerate() {
        let code = match facts.name_fault {
            Some(code) => code,
            // The first bearer keeps the name.
            None if input.bearers(facts.name).first() != Some(&index) => "name-repeated",
            None => continue,
        };
        let node = &input.playbook.nodes[index];
        let is_main_start = node.kind == START_KIND && node.parent.is_none();
        if code == "name-repeated" && is_main_start {
            // A second start node is another rule's finding.
            continue;
        }
        let fix = if code == "start-name" { rename(node, EVENT_NAME) } else { suggest(input, node) };
        found.push(Diagnostic::error(code).fix(fix).at(node).param("name"));
    }
}

/// Returns what is wrong with the name of a node whatever the others are called.
pub(in crate::check) fn name_fault(node: &Node) -> Option<&'static str> {
    let is_start = node.kind == START_KIND;
    if is_start && node.parent.is_none() && node.name != EVENT_NAME {
        Some("start-name")
    } else if node.name.is_empty() {
        Some("name-empty")
    } else if !is_start && node.name == EVENT_NAME {
        Some("name-reserved")
    } else {
        (!is_referable(&node.name)).then_some("name-malformed")
    }
}

fn rename(node: &Node, name: &str) -> Fix {
    let edit = EditCommand::RenameNode(RenameNode { node: node.id.clone(), name: name.to_owned() });
    Fix::new("rename", edit).with("name", name)
}

/// Suggests the name without what breaks references, or that of the kind, and a number where it is taken.
fn suggest(input: &CheckInput<'_>, node: &Node) -> Fix {
    let clean: String =
        node.name.trim().chars().map(|c| if is_referable(&c.to_string()) { c } else { '_' }).collect();
    let default = soarboard_model::component::kind(&node.kind).map_or("node", |kind| kind.default_name);
    let stem = if clean.is_empty() || clean == EVENT_NAME { default } else { clean.as_str() };
    let numbered = (2_u64..).map(|number| format!("{stem}_{number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    let free = names.find(|name| !input.is_taken(name));
    rename(node, &free.expect("a playbook has fewer than 2^64 nodes, so some number is free"))
}
