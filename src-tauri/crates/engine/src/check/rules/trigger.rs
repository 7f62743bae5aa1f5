//! What starts the playbook.

use soarboard_model::playbook::{TRIGGER_TYPES, Trigger};

use super::{Found, Rule};
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::input::CheckInput;
use crate::edit::{EditCommand, SetHeader};

pub(super) const RULE: Rule =
    Rule { codes: &["trigger-type-unknown"], of_node: None, of_flow: Some(trigger_type) };

fn trigger_type(input: &CheckInput<'_>, found: &mut Found) {
    let kind = input.playbook.header.trigger.kind.as_str();
    if !TRIGGER_TYPES.contains(&kind) {
        let custom = Trigger { kind: Trigger::default().kind, ..input.playbook.header.trigger.clone() };
        let edit = SetHeader { trigger: Some(custom), ..SetHeader::default() };
        let fix = Fix::new("trigger-custom", EditCommand::SetHeader(edit));
        found.push(Diagnostic::warn("trigger-type-unknown").with("type", kind).fix(fix));
    }
}
