//! Checks the business parameters of a call against the catalogue: what must be there, and what it must look like.
//!
//! Listed values are suggestions of the vendor and not enforced. Deliberately absent: rules of single operations
//! (they stand with the operation) and where a parameter travels; the real gateway merges query and form too.

use serde_json::Value;
use soarboard_cloud::catalog::Operation;
use soarboard_model::component::{ParamSpec, ParamStyle, Shape};

use crate::refusal::Refusal;
use crate::request::Incoming;

/// Checks all parameters of a call.
///
/// **Errors**: `MissingParameter` for the first required one that is absent or empty, `InvalidParameter.…` for the
/// first whose text does not fit its type.
pub(crate) fn check_parameters(operation: &Operation, incoming: &Incoming<'_>) -> Result<(), Refusal> {
    for spec in &operation.params {
        let items = indexed(incoming, &spec.name);
        let whole = incoming.parameter(&spec.name).filter(|text| !text.is_empty());
        if spec.required && items.is_empty() && whole.is_none() {
            return Err(Refusal::missing(&spec.name, &operation.name));
        }
        if let Some(text) = whole {
            check_whole(spec, text, incoming)?;
        }
        for (rest, text) in items {
            check_item(spec, &rest, text)?;
        }
    }
    Ok(())
}

/// Returns the parts `Name.…` of a parameter, each with what follows the name's dot.
pub(crate) fn indexed<'a>(incoming: &'a Incoming<'_>, name: &str) -> Vec<(String, &'a str)> {
    let parts = incoming.parameters().filter_map(|(key, value)| {
        let rest = key.strip_prefix(name)?.strip_prefix('.')?;
        Some((rest.to_owned(), value.as_str()))
    });
    parts.collect()
}

fn check_whole(spec: &ParamSpec, text: &str, incoming: &Incoming<'_>) -> Result<(), Refusal> {
    let wrong = |why: &str| Err(Refusal::invalid(&spec.name, why));
    match &spec.shape {
        Shape::Array(_) | Shape::Object(_) | Shape::Map(_) => {
            let is_json = spec.style == Some(ParamStyle::Json)
                || incoming.json.iter().any(|(name, _)| *name == spec.name);
            let is_delimited = matches!(
                spec.style,
                Some(ParamStyle::Simple | ParamStyle::SpaceDelimited | ParamStyle::PipeDelimited)
            );
            match serde_json::from_str::<Value>(text) {
                _ if is_delimited => Ok(()),
                Ok(Value::Array(_) | Value::Object(_)) if is_json => Ok(()),
                _ if is_json => wrong("it is not a JSON list or object"),
                _ => wrong("illegal serialization, the flat format (Name.1, Name.2) is required"),
            }
        }
        shape => check_scalar(&spec.name, shape, text),
    }
}

fn check_item(spec: &ParamSpec, rest: &str, text: &str) -> Result<(), Refusal> {
    let Shape::Array(item) = &spec.shape else { return Ok(()) };
    let (index, field) = rest.split_once('.').map_or((rest, None), |(index, field)| (index, Some(field)));
    if index.parse::<u32>().is_ok_and(|n| n >= 1) {
        let name = format!("{}.{rest}", spec.name);
        return match (item.as_ref(), field) {
            (Shape::Object(fields), Some(field)) => match fields.iter().find(|f| f.name == field) {
                Some(known) => check_scalar(&name, &known.shape, text),
                None => Ok(()),
            },
            (shape, None) => check_scalar(&name, shape, text),
            _ => Ok(()),
        };
    }
    Err(Refusal::invalid(&spec.name, "list positions are counted from 1"))
}

fn check_scalar(name: &str, shape: &Shape, text: &str) -> Result<(), Refusal> {
    let (is_right, wanted) = match shape {
        Shape::Int32 => (text.parse::<i32>().is_ok(), "a whole number of 32 bits"),
        Shape::Int64 => (text.parse::<i64>().is_ok(), "a whole number"),
        Shape::Number => (text.parse::<f64>().is_ok_and(f64::is_finite), "a number"),
        Shape::Boolean => (text == "true" || text == "false", "true or false"),
        _ => (true, ""),
    };
    if is_right { Ok(()) } else { Err(Refusal::invalid(name, format_args!("it is not {wanted}"))) }
}
