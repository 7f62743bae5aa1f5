//! What a user put into a field: a value, or an expression that becomes one at run time.
//!
//! The typed text of an expression is kept apart from whatever it resolves to. Inside a structured value a text
//! with `${…}` in it is an expression as well, since the vendor's flow documents know only texts.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::expr;

/// Content of one parameter.
///
/// **Shape** `{"value": <any JSON>}` or `{"expression": "${event.ip}"}`; anything else is kept as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A JSON value.
    Value(Value),
    /// A text with references.
    Expression(String),
    /// Something this version does not know; kept verbatim and reported.
    Unknown(Value),
}

impl ParamValue {
    /// Reads a value from its JSON form.
    pub fn from_json(json: &Value) -> Self {
        if let Value::Object(map) = json
            && map.len() == 1
        {
            if let Some(value) = map.get("value") {
                return Self::Value(value.clone());
            }
            if let Some(Value::String(text)) = map.get("expression") {
                return Self::Expression(text.clone());
            }
        }
        Self::Unknown(json.clone())
    }

    /// Returns the JSON form.
    pub fn to_json(&self) -> Value {
        let one = |key: &str, value: Value| Value::Object(Map::from_iter([(key.to_owned(), value)]));
        match self {
            Self::Value(value) => one("value", value.clone()),
            Self::Expression(text) => one("expression", Value::String(text.clone())),
            Self::Unknown(json) => json.clone(),
        }
    }

    /// Says whether the field counts as not filled in.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Value(Value::Null) => true,
            Self::Value(Value::String(text)) | Self::Expression(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Collects every expression text in it, those inside structured values included.
    pub fn expressions(&self) -> Vec<&str> {
        let mut found = Vec::new();
        match self {
            Self::Expression(text) => found.push(text.as_str()),
            Self::Value(value) | Self::Unknown(value) => collect(value, &mut found),
        }
        found
    }
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if expr::is_expression(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => map.values().for_each(|item| collect(item, found)),
        _ => {}
    }
}

impl Serialize for ParamValue {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(writer)
    }
}

impl<'de> Deserialize<'de> for ParamValue {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Value::deserialize(reader).map(|json| Self::from_json(&json))
    }
}

impl JsonSchema for ParamValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ParamValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Content of one parameter: a value, or an expression with ${…} references.",
            "type": "object",
            "properties": { "value": {}, "expression": { "type": "string" } },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_form_survives_a_round_trip() {
        for json in [
            json!({"value": 1}),
            json!({"expression": "${event.ip}"}),
            json!({"value": 1, "note": "x"}),
            json!(7),
        ] {
            assert_eq!(ParamValue::from_json(&json).to_json(), json);
        }
    }

    #[test]
    fn expressions_inside_lists_are_found() {
        let value = ParamValue::Value(json!(["a", {"Key": "${event.key}"}]));

        assert_eq!(value.expressions(), ["${event.key}"]);
    }
}
