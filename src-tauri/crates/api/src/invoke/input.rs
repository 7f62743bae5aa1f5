//! The settings of a call as plain values, and how a node's settings become them.

use std::collections::BTreeMap;

use serde_json::Value;
use soarboard_cloud::sign::Scheme;
use soarboard_cloud::trust::Consent;
use soarboard_model::component::{AssumeApi, PagingMode, ParamValue};
use soarboard_model::expr::{self, PartKind};
use soarboard_model::playbook::Trigger;

/// What is to be called, with whom, where and how.
#[derive(Debug, Clone)]
pub struct CallInput {
    /// Product code; case does not matter.
    pub product: String,
    /// Version; empty for the default.
    pub version: String,
    /// Operation.
    pub operation: String,
    /// Parameters; texts of the vendor's names.
    pub params: BTreeMap<String, Value>,
    /// Endpoint as written; empty for the recommended one.
    pub endpoint: String,
    /// Region the recommendation is for.
    pub region: String,
    /// Credential profile.
    pub profile: String,
    /// What the user agreed to beyond the vendor's hosts.
    pub consent: Option<Consent>,
    /// Signature.
    pub scheme: Scheme,
    /// Paging.
    pub paging: PagingInput,
    /// Dot path of the rows; empty to look for them.
    pub rows_path: String,
    /// Pause between requests, in seconds.
    pub interval_seconds: u32,
}

/// Paging as it was set; empty texts were not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagingInput {
    /// Mode.
    pub mode: PagingMode,
    /// Most requests; 0 for the default.
    pub max_requests: u32,
    /// Dot path of the total.
    pub total_path: String,
    /// Parameter of the page number.
    pub page_field: String,
    /// Parameter of the page size.
    pub size_field: String,
    /// Rows a page; `None` for the parameter's own value.
    pub page_size: Option<u64>,
    /// Parameter of the cursor.
    pub cursor_field: String,
    /// Dot path of the cursor.
    pub cursor_path: String,
}

/// Returns the call that a node's settings describe, references replaced by the given values.
pub fn from_node(api: &AssumeApi, profile: &str, values: &BTreeMap<String, String>) -> CallInput {
    let filled = |text: &str| fill(text, values);
    let params = api.parameters.iter().filter(|(_, value)| !value.is_blank()).map(|(name, value)| {
        let value = match value {
            ParamValue::Expression(text) => Value::String(filled(text)),
            ParamValue::Value(value) | ParamValue::Unknown(value) => fill_all(value, values),
        };
        (name.clone(), value)
    });
    CallInput {
        product: api.product.clone(),
        version: api.version.clone(),
        operation: api.operation.clone(),
        params: params.collect(),
        endpoint: filled(api.endpoint.trim()),
        region: api.region.clone(),
        profile: profile.to_owned(),
        consent: None,
        scheme: Scheme::Acs3,
        paging: PagingInput {
            mode: api.paging.mode,
            max_requests: api.paging.max_requests,
            total_path: api.paging.total_path.clone(),
            page_field: api.paging.page_field.clone(),
            size_field: api.paging.size_field.clone(),
            page_size: None,
            cursor_field: api.paging.cursor_field.clone(),
            cursor_path: api.paging.cursor_path.clone(),
        },
        rows_path: api.rows_path.clone(),
        interval_seconds: api.interval_seconds,
    }
}

/// Returns the references and functions in a node's settings that a test needs values for, in order, each once, with
/// the example of the declared input where there is one.
pub fn references(api: &AssumeApi, trigger: &Trigger) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let texts = api.parameters.values().flat_map(ParamValue::expressions).chain([api.endpoint.as_str()]);
    for text in texts {
        for part in expr::parse(text).parts {
            let example = match &part.kind {
                PartKind::Text | PartKind::Broken => continue,
                PartKind::Code(_) => String::new(),
                PartKind::Reference { node, path } => example(trigger, node, path),
            };
            let reference = text[part.range].to_owned();
            if found.iter().all(|(known, _)| *known != reference) {
                found.push((reference, example));
            }
        }
    }
    found
}

fn example(trigger: &Trigger, node: &str, path: &[String]) -> String {
    let name = if node == soarboard_model::component::EVENT_NAME { path.first() } else { None };
    let input = name.and_then(|name| trigger.inputs.iter().find(|input| input.name == *name));
    input.map(|input| input.example.clone()).unwrap_or_default()
}

/// Replaces references by their values; those without one stay as they are and are reported by `prepare`.
fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let template = expr::parse(text);
    let piece = |part: &expr::Part| {
        let written = &text[part.range.clone()];
        values.get(written).map_or(written, String::as_str).to_owned()
    };
    template.parts.iter().map(piece).collect()
}

fn fill_all(value: &Value, values: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) if expr::is_expression(text) => Value::String(fill(text, values)),
        Value::Array(items) => items.iter().map(|item| fill_all(item, values)).collect(),
        Value::Object(map) => map.iter().map(|(key, item)| (key.clone(), fill_all(item, values))).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use soarboard_model::playbook::TriggerInput;

    fn api() -> AssumeApi {
        let parameters = [
            ("Name".to_owned(), ParamValue::Expression("${event.rule} of ${scan.datalist.*.ip}".into())),
            ("Tags".to_owned(), ParamValue::Value(json!([{ "Key": "${event.rule}" }]))),
            ("Empty".to_owned(), ParamValue::Expression(String::new())),
        ];
        AssumeApi {
            parameters: BTreeMap::from(parameters),
            endpoint: "ecs.${event.region}.x".into(),
            ..AssumeApi::default()
        }
    }

    #[test]
    fn references_are_listed_once_with_their_examples() {
        let input = TriggerInput { name: "rule".into(), example: "r1".into(), ..TriggerInput::default() };
        let trigger = Trigger { inputs: vec![input], ..Trigger::default() };

        let found = references(&api(), &trigger);

        let expected = [("${event.rule}", "r1"), ("${scan.datalist.*.ip}", ""), ("${event.region}", "")];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn given_values_replace_references_everywhere() {
        let values =
            BTreeMap::from([("${event.rule}".into(), "r1".into()), ("${event.region}".into(), "eu".into())]);

        let input = from_node(&api(), "p", &values);

        assert_eq!(input.params["Name"], json!("r1 of ${scan.datalist.*.ip}"));
        assert_eq!(input.params["Tags"], json!([{ "Key": "r1" }]));
        assert_eq!(input.endpoint, "ecs.eu.x");
        assert!(!input.params.contains_key("Empty"));
    }
}
