//! Credentials that were typed into a parameter, where everyone who sees the playbook can read them.
//!
//! The text itself is never repeated in a finding.

use serde_json::Value;
use soarboard_model::component::ParamValue;
use soarboard_model::expr;

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::facts::NodeInput;

pub(super) const RULE: Rule = Rule { codes: &["secret-in-parameter"], of_node: Some(typed), of_flow: None };

fn typed(input: &NodeInput<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(call) = &input.call {
        for (name, value) in &call.api.parameters {
            let is_secret = match value {
                ParamValue::Value(value) | ParamValue::Unknown(value) => is_secret_value(name, value),
                ParamValue::Expression(text) => looks_like_key_id(text),
            };
            if is_secret {
                let diagnostic = Diagnostic::remind("secret-in-parameter").at(call.node);
                let gone = [(&["parameters", name.as_str()][..], Value::Null)];
                let fix = Fix::settings("remove-value", call.node, gone);
                found.push(diagnostic.param(format!("parameters.{name}")).with("parameter", name).fix(fix));
            }
        }
    }
}

/// Says whether a value looks like a credential, by itself or by the name it has; within structures too.
pub fn is_secret_value(name: &str, value: &Value) -> bool {
    match value {
        Value::String(text) => {
            looks_like_key_id(text) || looks_like_key_secret(text) || (is_secret_name(name) && is_plain(text))
        }
        Value::Array(items) => items.iter().any(|item| is_secret_value(name, item)),
        Value::Object(map) => map.iter().any(|(key, item)| is_secret_value(key, item)),
        _ => false,
    }
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && !expr::is_expression(text)
}

fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["accesskeysecret", "password", "secretkey", "securitytoken"].iter().any(|end| name.ends_with(end))
}

/// AccessKey ids begin with `LTAI`, those of temporary credentials with `STS.`.
fn looks_like_key_id(text: &str) -> bool {
    let follows = |start: &str, least: usize| {
        text.match_indices(start).any(|(at, _)| {
            let own_word = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let rest = &text[at + start.len()..];
            own_word && rest.bytes().take_while(u8::is_ascii_alphanumeric).count() >= least
        })
    };
    follows("LTAI", 12) || follows("STS.", 20)
}

/// AccessKey secrets are 30 letters and digits, mixed.
fn looks_like_key_secret(text: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| text.bytes().any(|b| kind(&b));
    text.len() == 30
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn key_shapes_are_told_from_ordinary_texts() {
        // Put together here, so that no scanner takes this file for a leak.
        let id = format!("LTAI{}", "5tExample0000000");
        let secret = "Ab1".repeat(10);

        assert!(is_secret_value("X", &json!(id)));
        assert!(is_secret_value("X", &json!({"Y": [secret]})));
        assert!(is_secret_value("Password", &json!("hunter2")));
        assert!(!is_secret_value("Password", &json!("${event.password}")));
        for harmless in
            ["LTAI", "VOLTAIRE5tExample0000000", "cn-hangzhou", &"a".repeat(30), &"Ab1".repeat(11)]
        {
            assert!(!is_secret_value("X", &json!(harmless)), "{harmless}");
        }
        assert!(!is_secret_value("NextToken", &json!("abc")));
        assert!(!is_secret_value("PasswordInherit", &json!("true")));
    }
}
