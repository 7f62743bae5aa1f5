//! Where in an operation's parameters something stands, down to the fields of nested values.
//!
//! Kept as steps, since vendor names hold dots themselves (`SystemDisk.Size` is one parameter). Deliberately absent:
//! reading a path back from its text.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A parameter, or a field inside one.
///
/// **Shape** text: `Filter` for the parameter itself, `Filter[].Key` for a field of a list's elements, `Labels{}.Key`
/// for one of a map's values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParamPath {
    param: String,
    steps: Vec<Step>,
}

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// The field of an object.
    Field(String),
    /// Any element of a list.
    Item,
    /// Any value of a map.
    MapValue,
}

impl ParamPath {
    /// Returns the path of a parameter itself.
    pub(super) fn of(param: &str) -> ParamPath {
        ParamPath { param: param.to_owned(), steps: Vec::new() }
    }

    /// Returns the path of a field of what this names.
    pub(super) fn field(&self, name: &str) -> ParamPath {
        self.with(Step::Field(name.to_owned()))
    }

    /// Returns the path of the elements of what this names.
    pub(super) fn item(&self) -> ParamPath {
        self.with(Step::Item)
    }

    /// Returns the path of the values of the map that this names.
    pub(super) fn map_value(&self) -> ParamPath {
        self.with(Step::MapValue)
    }

    fn with(&self, step: Step) -> ParamPath {
        let mut longer = self.clone();
        longer.steps.push(step);
        longer
    }

    /// Returns the name of the parameter.
    pub fn param(&self) -> &str {
        &self.param
    }

    /// Says whether it names the parameter itself and nothing inside.
    pub fn is_whole(&self) -> bool {
        self.steps.is_empty()
    }

    /// Says whether what this names is anywhere in a value of the parameter. A text that is JSON counts as the value it
    /// stands for.
    pub fn is_in(&self, value: &Value) -> bool {
        walk(&self.steps, value, &mut |object, name| object.is_none_or(|object| object.contains_key(name)))
    }

    /// Says whether a value of the parameter has an object that should hold the field this names and does not; `false`
    /// for a parameter itself.
    pub fn is_missing_in(&self, value: &Value) -> bool {
        walk(&self.steps, value, &mut |object, name| object.is_some_and(|object| !object.contains_key(name)))
    }
}

type Object = serde_json::Map<String, Value>;

/// Asks about the last field at every place the steps lead to, until one is a hit; without steps, about no object.
fn walk(steps: &[Step], value: &Value, is_hit: &mut impl FnMut(Option<&Object>, &str) -> bool) -> bool {
    let Some((step, rest)) = steps.split_first() else { return is_hit(None, "") };
    let read: Value;
    let value = match value {
        Value::String(text) => {
            read = serde_json::from_str(text).unwrap_or_default();
            &read
        }
        other => other,
    };
    match (step, value) {
        (Step::Field(name), Value::Object(object)) if rest.is_empty() => is_hit(Some(object), name),
        (Step::Field(name), Value::Object(object)) => {
            object.get(name).is_some_and(|inner| walk(rest, inner, is_hit))
        }
        (Step::Item, Value::Array(items)) => items.iter().any(|item| walk(rest, item, is_hit)),
        (Step::MapValue, Value::Object(object)) => object.values().any(|one| walk(rest, one, is_hit)),
        _ => false,
    }
}

impl fmt::Display for ParamPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.param)?;
        for step in &self.steps {
            match step {
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item => f.write_str("[]")?,
                Step::MapValue => f.write_str("{}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for ParamPath {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.collect_str(self)
    }
}

impl JsonSchema for ParamPath {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ParamPath".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_reads_as_one_looks_into_a_value() {
        let path = ParamPath::of("Filter").item().field("Labels").map_value().field("Key");

        assert_eq!(path.to_string(), "Filter[].Labels{}.Key");
        assert_eq!(
            (path.param(), ParamPath::of("SystemDisk.Size").to_string()),
            ("Filter", "SystemDisk.Size".into())
        );
    }

    #[test]
    fn a_field_is_looked_for_in_every_element() {
        let key = ParamPath::of("Filter").item().field("Key");

        for (value, is_in, is_missing) in [
            (json!([{"Key": 1}]), true, false),
            (json!([{"Key": 1}, {"Name": 1}]), true, true),
            (json!([{"Name": 1}]), false, true),
            (json!("[{\"Key\":1}]"), true, false),
            (json!([]), false, false),
            (json!({"Key": 1}), false, false),
            (json!("${event.filter}"), false, false),
            (json!(null), false, false),
        ] {
            assert_eq!((key.is_in(&value), key.is_missing_in(&value)), (is_in, is_missing), "{value}");
        }
    }

    #[test]
    fn a_parameter_itself_is_in_every_value_of_it() {
        let param = ParamPath::of("Filter");

        assert!(param.is_in(&json!(null)) && !param.is_missing_in(&json!({})));
        assert!(ParamPath::of("Tags").map_value().field("Key").is_in(&json!({"any": {"Key": 1}})));
    }
}
