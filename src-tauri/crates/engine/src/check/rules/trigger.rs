//! What starts the playbook.

use soarboard_model::playbook::TRIGGER_TYPES;

use super::Rule;
use crate::check::diagnostic::Diagnostic;
use crate::check::input::CheckInput;

pub(super) const RULE: Rule =
    Rule { codes: &["trigger-type-unknown"], of_node: None, of_flow: Some(trigger_type) };

fn trigger_type(input: &CheckInput<'_>, found: &mut Vec<Diagnostic>) {
    let kind = input.playbook.header.trigger.kind.as_str();
    if !TRIGGER_TYPES.contains(&kind) {
        found.push(Diagnostic::warn("trigger-type-unknown").with("type", kind));
    }
}
