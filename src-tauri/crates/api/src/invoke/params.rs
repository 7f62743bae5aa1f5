//! Texts become values of the shape that the catalogue knows.
//!
//! Flags of the command line and resolved references are texts; an integer parameter wants a number, a list wants
//! JSON. Number texts are kept, never read into a float.

use std::str::FromStr;

use serde_json::{Number, Value};
use soarboard_model::component::{ParamSpec, Shape};

/// A text that is no value of the parameter's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamProblem {
    /// Name of the parameter.
    pub name: String,
    /// What was expected, as [`Shape::word`] says it.
    pub expected: &'static str,
}

/// Returns a value of the parameter's shape; values that are no texts are left alone.
///
/// **Errors** [`ParamProblem`] when the text cannot be such a value.
pub fn typed(spec: &ParamSpec, value: Value) -> Result<Value, ParamProblem> {
    let Value::String(text) = value else { return Ok(value) };
    let problem = || ParamProblem { name: spec.name.clone(), expected: spec.shape.word() };
    match &spec.shape {
        Shape::String | Shape::File | Shape::Any => Ok(Value::String(text)),
        Shape::Int32 | Shape::Int64 => {
            let is_whole = |t: &str| t.strip_prefix('-').unwrap_or(t).bytes().all(|b| b.is_ascii_digit());
            let number = is_whole(text.trim()).then(|| Number::from_str(text.trim()).ok()).flatten();
            number.map(Value::Number).ok_or_else(problem)
        }
        Shape::Number => Number::from_str(text.trim()).map(Value::Number).map_err(|_| problem()),
        Shape::Boolean => match text.trim() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(problem()),
        },
        Shape::Array(_) => json(&text).filter(Value::is_array).ok_or_else(problem),
        Shape::Object(_) | Shape::Map(_) => json(&text).filter(Value::is_object).ok_or_else(problem),
    }
}

fn json(text: &str) -> Option<Value> {
    soarboard_model::json::parse(text).ok().map(|parsed| parsed.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spec(shape: Shape) -> ParamSpec {
        serde_json::from_value(json!({ "name": "P", "shape": serde_json::to_value(shape).unwrap() })).unwrap()
    }

    fn value(shape: Shape, text: &str) -> Option<String> {
        typed(&spec(shape), Value::String(text.into())).ok().map(|value| value.to_string())
    }

    #[test]
    fn texts_become_values_of_the_shape() {
        assert_eq!(value(Shape::Int64, "9007199254740993").as_deref(), Some("9007199254740993"));
        assert_eq!(value(Shape::Int32, "1.5"), None);
        assert_eq!(value(Shape::Int32, "-"), None);
        assert_eq!(value(Shape::Number, "0.10").as_deref(), Some("0.10"));
        assert_eq!(value(Shape::Boolean, "yes"), None);
        assert_eq!(value(Shape::Array(Box::new(Shape::String)), r#"["a"]"#).as_deref(), Some(r#"["a"]"#));
        assert_eq!(value(Shape::Object(vec![]), "[]"), None);
        assert_eq!(value(Shape::String, "7").as_deref(), Some("\"7\""));
    }
}
