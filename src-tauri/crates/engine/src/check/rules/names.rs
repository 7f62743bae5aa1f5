//! Names of nodes: references find nodes by them.

use soarboard_model::component::{EVENT_NAME, START_KIND};
use soarboard_model::playbook::Node;

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::input::CheckInput;
use crate::edit::{EditCommand, RenameNode, rules::is_referable};

pub(super) const RULE: Rule = Rule {
    codes: &["name-empty", "name-malformed", "name-reserved", "name-repeated", "start-name"],
    of_node: None,
    of_flow: Some(names),
};

fn names(input: &CheckInput<'_>, found: &mut Vec<Diagnostic>) {
    for (index, node) in input.playbook.nodes.values().enumerate() {
        let is_start = node.kind == START_KIND;
        let shared = input.by_name.get(node.name.as_str());
        let first = shared.and_then(|places| places.first()).copied();
        let diagnostic = if is_start && node.parent.is_none() && node.name != EVENT_NAME {
            Diagnostic::error("start-name").fix(rename(node, EVENT_NAME))
        } else if node.name.is_empty() {
            Diagnostic::error("name-empty").fix(suggest(input, node))
        } else if !is_start && node.name == EVENT_NAME {
            Diagnostic::error("name-reserved").fix(suggest(input, node))
        } else if !is_referable(&node.name) {
            Diagnostic::error("name-malformed").fix(suggest(input, node))
        } else if first != Some(index) && !(is_start && node.parent.is_none()) {
            // The first bearer keeps the name; a second start node is another rule's finding.
            Diagnostic::error("name-repeated").fix(suggest(input, node))
        } else {
            continue;
        };
        found.push(diagnostic.at(node).param("name"));
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
    let free = names.find(|name| !input.by_name.contains_key(name.as_str()));
    rename(node, &free.expect("a playbook has fewer than 2^64 nodes, so some number is free"))
}
