//! Actions of components: the fields that the vendor requires are filled in.

use soarboard_model::component::{self, ASSUME_API_KIND, ParamValue};

use super::Rule;
use crate::check::diagnostic::Diagnostic;
use crate::check::input::CheckInput;

pub(super) const RULE: Rule = Rule { codes: &["field-missing"], run };

fn run(input: &CheckInput<'_>, found: &mut Vec<Diagnostic>) {
    for node in input.playbook.nodes.values().filter(|node| node.kind != ASSUME_API_KIND) {
        let action = component::kind(&node.kind).and_then(|kind| kind.action(&node.action));
        for field in action.map_or(&[][..], |action| action.fields).iter().filter(|field| field.required) {
            let value = node.settings.get("parameters").and_then(|all| all.get(field.name));
            if value.is_none_or(|json| ParamValue::from_json(json).is_blank()) {
                let diagnostic = Diagnostic::error("field-missing").at(node);
                found.push(diagnostic.param(format!("parameters.{}", field.name)).with("field", field.name));
            }
        }
    }
}
