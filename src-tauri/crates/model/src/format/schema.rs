//! The JSON Schema of the playbook file, made from the Rust types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::SCHEMA_REF;
use crate::component::kinds;
use crate::playbook::{Edge, Node, Position, Trigger};

/// Returns the JSON Schema (2020-12) of a playbook file; each kind's settings stand under `$defs`.
pub fn playbook_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let node = generator.subschema_for::<Node>();
    let edge = generator.subschema_for::<Edge>();
    let trigger = generator.subschema_for::<Trigger>();
    let position = generator.subschema_for::<Position>();
    let mut defs = Value::Object(generator.take_definitions(true));
    let mut by_kind = Vec::new();
    for kind in kinds() {
        let mut settings = (kind.settings_schema)().to_value();
        // Definitions of the settings move up beside the others; `#/$defs/…` inside them keeps its meaning.
        if let Some(Value::Object(inner)) = settings.as_object_mut().and_then(|map| map.remove("$defs"))
            && let Some(map) = defs.as_object_mut()
        {
            map.extend(inner);
        }
        if let Some(map) = settings.as_object_mut() {
            map.remove("$schema");
        }
        let name = format!("Settings.{}", kind.id);
        defs[&name] = settings;
        by_kind.push(json!({
            "if": { "properties": { "kind": { "const": kind.id } }, "required": ["kind"] },
            "then": { "properties": { "settings": { "$ref": format!("#/$defs/{name}") } } },
        }));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_REF,
        "title": "Soarboard playbook",
        "type": "object",
        "required": ["formatVersion"],
        "properties": {
            "$schema": { "type": "string" },
            "formatVersion": { "type": "integer", "minimum": 1 },
            "name": { "type": "string" },
            "description": { "type": "string" },
            "trigger": trigger,
            "nodes": { "type": "array", "items": { "allOf": [node, { "allOf": by_kind }] } },
            "edges": { "type": "array", "items": edge },
            "layout": {
                "type": "object",
                "properties": { "nodes": { "type": "object", "additionalProperties": position } },
            },
        },
        "$defs": defs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_in_the_schema_has_its_definition() {
        let schema = playbook_schema();

        let text = schema.to_string();
        for part in text.split("\"$ref\":\"#/$defs/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{name} is not defined");
        }
        assert!(schema["$defs"]["Settings.AliyunCloudOpenAPI"]["properties"]["paging"].is_object());
    }
}
