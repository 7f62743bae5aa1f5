//! Actions of components: the fields that the vendor requires are filled in.

use soarboard_model::component::ParamValue;

use super::Rule;
use crate::check::diagnostic::Diagnostic;
use crate::check::facts::NodeInput;

pub(super) const RULE: Rule = Rule { codes: &["field-missing"], of_node: Some(fields), of_flow: None };

fn fields(input: &NodeInput<'_>, found: &mut Vec<Diagnostic>) {
    let node = input.node;
    let action = input.kind.filter(|_| input.call.is_none()).and_then(|kind| kind.action(&node.action));
    for field in action.map_or(&[][..], |action| action.fields).iter().filter(|field| field.required) {
        let value = node.settings.get("parameters").and_then(|all| all.get(field.name));
        if value.is_none_or(|json| ParamValue::from_json(json).is_blank()) {
            let diagnostic = Diagnostic::error("field-missing").at(node);
            found.push(diagnostic.param(format!("parameters.{}", field.name)).with("field", field.name));
        }
    }
}
