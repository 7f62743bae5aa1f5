//! The way back: from the pieces of a request to the value of a parameter.
//!
//! Written from the styles' definitions, apart from the code that it checks. A reader knows the shape, so a number is
//! read as a number; where the shape is not known, a flat text stays a text.

mod xml;

use std::str::FromStr;

use serde_json::{Map, Number, Value};
use soarboard_cloud::serialize::{Placed, fill_path};
use soarboard_model::component::{ParamPlace, ParamSpec, ParamStyle, Shape};

/// How a value is written, as far as it matters to what can come back.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// One text or many, all of them texts.
    Texts,
    /// Joined with a separator: a missing element is an empty text.
    Joined,
    /// JSON, which keeps types, empty parts and nulls.
    Json,
}

/// Returns what a value means once written: `None` when it sends nothing.
pub(crate) fn meant(spec: &ParamSpec, value: &Value) -> Option<Value> {
    if spec.style == Some(ParamStyle::Xml) && value.is_object() {
        return xml::meant(&spec.shape, value);
    }
    let form = form_of(spec, value);
    // Without a shape, a reader of JSON takes a text for what it looks like.
    let is_guessed = matches!(spec.shape, Shape::Any) && spec.style == Some(ParamStyle::Json);
    if is_guessed && form == Form::Texts && (value.is_number() || value.is_boolean()) {
        return Some(value.clone());
    }
    match (form, value) {
        (Form::Json, Value::Array(items)) if items.is_empty() && spec.place != ParamPlace::Body => None,
        (Form::Json, value) => Some(typed(&spec.shape, value)),
        (Form::Joined, Value::Array(items)) if items.is_empty() => None,
        (Form::Joined, Value::Array(items)) => {
            let item = item_of(&spec.shape);
            let one = |v: &Value| if v.is_null() { read_text(item, "") } else { leaf(item, v) };
            Some(Value::Array(items.iter().map(one).collect()))
        }
        (_, value) => flat_meaning(&spec.shape, value),
    }
}

/// Returns the value of a parameter as a server reads it from a request. `others` are the operation's parameters, of
/// which a longer name takes its pairs for itself.
pub(crate) fn read_back(spec: &ParamSpec, placed: &Placed, others: &[ParamSpec]) -> Option<Value> {
    match spec.place {
        ParamPlace::Query => from_pairs(spec, &placed.query, others),
        ParamPlace::Form => from_pairs(spec, &placed.form, others),
        ParamPlace::Path => from_text(spec, find(&placed.path, &spec.name)?),
        ParamPlace::Header if spec.name.ends_with('*') => from_prefix(spec, &placed.headers),
        ParamPlace::Header => from_text(spec, find(&placed.headers, &spec.name.to_ascii_lowercase())?),
        ParamPlace::Host => from_text(spec, placed.host_label.as_deref()?),
        ParamPlace::Body => from_body(spec, placed.body.as_deref()?, others),
    }
}

/// Returns the text of a path parameter after it went through the path of a request.
pub(crate) fn through_path(spec: &ParamSpec, placed: &Placed) -> Option<String> {
    let (path, _) = fill_path(&format!("/a/{{{}}}", spec.name), &placed.path).ok()?;
    let encoded = path.strip_prefix("/a/")?;
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn form_of(spec: &ParamSpec, value: &Value) -> Form {
    let is_structured = value.is_array() || value.is_object();
    let is_one_text = matches!(spec.place, ParamPlace::Path | ParamPlace::Header | ParamPlace::Host);
    match spec.style {
        _ if spec.place == ParamPlace::Body => Form::Json,
        _ if !is_structured => Form::Texts,
        Some(ParamStyle::Json) => Form::Json,
        Some(ParamStyle::Simple | ParamStyle::SpaceDelimited | ParamStyle::PipeDelimited) => Form::Joined,
        _ if is_one_text => Form::Joined,
        _ => Form::Texts,
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
}

fn from_pairs(spec: &ParamSpec, pairs: &[(String, String)], others: &[ParamSpec]) -> Option<Value> {
    if let Some(text) = find(pairs, &spec.name) {
        return from_text(spec, text);
    }
    let begins = format!("{}.", spec.name);
    let is_others = |key: &str| {
        let has = |other: &ParamSpec| key == other.name || key.starts_with(&format!("{}.", other.name));
        others.iter().any(|other| other.name.len() > spec.name.len() && has(other))
    };
    let own = pairs.iter().filter(|(key, _)| !is_others(key));
    let parts: Vec<(&str, &str)> =
        own.filter_map(|(key, text)| Some((key.strip_prefix(&begins)?, text.as_str()))).collect();
    unflatten(&spec.shape, &parts)
}

/// Headers that share the beginning of their names are one map.
fn from_prefix(spec: &ParamSpec, headers: &[(String, String)]) -> Option<Value> {
    let prefix = spec.name.trim_end_matches('*').to_ascii_lowercase();
    let own = headers.iter().filter_map(|(name, text)| Some((name.strip_prefix(&prefix)?, text)));
    let own = own.map(|(key, text)| (key.to_owned(), read_text(field_shape(&spec.shape, key), text)));
    Some(Value::Object(own.collect()))
}

/// One text: JSON, elements with a separator, or a scalar.
fn from_text(spec: &ParamSpec, text: &str) -> Option<Value> {
    let separator = match spec.style {
        Some(ParamStyle::Json) if is_structured(&spec.shape) || matches!(spec.shape, Shape::Any) => {
            let read = serde_json::from_str(text).ok();
            return read.or_else(|| Some(Value::String(text.to_owned())));
        }
        Some(ParamStyle::SpaceDelimited) => ' ',
        Some(ParamStyle::PipeDelimited) => '|',
        _ => ',',
    };
    let Shape::Array(item) = &spec.shape else { return Some(read_text(&spec.shape, text)) };
    Some(Value::Array(text.split(separator).map(|one| read_text(item, one)).collect()))
}

fn from_body(spec: &ParamSpec, body: &str, others: &[ParamSpec]) -> Option<Value> {
    let is_whole = spec.is_whole_body();
    if spec.style == Some(ParamStyle::Xml) {
        return xml::read(&spec.shape, body);
    }
    // A body that is one text is sent as it stands, not as a JSON string.
    if is_whole && matches!(spec.shape, Shape::String | Shape::File) {
        return Some(Value::String(body.to_owned()));
    }
    let text = || Some(Value::String(body.to_owned()));
    let Ok(body) = serde_json::from_str::<Value>(body) else { return text().filter(|_| is_whole) };
    if !is_whole {
        return body.get(&spec.name).cloned();
    }
    let Value::Object(mut keys) = body else { return Some(body) };
    // Beside a whole body, single keys have come from parameters of their own.
    keys.retain(|key, _| {
        !others.iter().any(|o| o.place == ParamPlace::Body && !o.is_whole_body() && o.name == *key)
    });
    Some(Value::Object(keys))
}

/// Builds a value from the rests of flat names: `1.Key`, `2.Key`.
fn unflatten(shape: &Shape, parts: &[(&str, &str)]) -> Option<Value> {
    if parts.is_empty() {
        return None;
    }
    if let [("", text)] = parts {
        return Some(read_text(shape, text));
    }
    let is_list = match shape {
        Shape::Array(_) => true,
        Shape::Any => {
            parts.iter().all(|(key, _)| key.split('.').next().is_some_and(|n| n.parse::<usize>().is_ok()))
        }
        _ => false,
    };
    let mut groups: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for (key, text) in parts {
        let (head, rest) = match shape {
            // A map of plain values: the whole rest is the key, dots and all.
            Shape::Map(item) if !is_structured(item) && !matches!(**item, Shape::Any) => (*key, ""),
            // Fields may have dots in their names; the longest that fits is meant.
            Shape::Object(fields) => {
                let fit = |n: &&str| *key == *n || key.strip_prefix(n).is_some_and(|r| r.starts_with('.'));
                let name = fields.iter().map(|f| f.name.as_str()).filter(fit).max_by_key(|n| n.len())?;
                (name, key[name.len()..].trim_start_matches('.'))
            }
            _ => key.split_once('.').unwrap_or((key, "")),
        };
        match groups.iter_mut().find(|(known, _)| *known == head) {
            Some((_, of)) => of.push((rest, text)),
            None => groups.push((head, vec![(rest, text)])),
        }
    }
    if is_list {
        let mut items = Vec::new();
        for (number, of) in groups {
            let at = number.parse::<usize>().ok()?.checked_sub(1)?;
            items.resize(items.len().max(at + 1), Value::Null);
            items[at] = unflatten(item_of(shape), &of)?;
        }
        return Some(Value::Array(items));
    }
    let field = |name: &str| match shape {
        Shape::Object(fields) => fields.iter().find(|f| f.name == name).map(|f| &f.shape),
        Shape::Map(item) => Some(&**item),
        _ => Some(&Shape::Any),
    };
    let read = |(name, of): (&str, Vec<(&str, &str)>)| Some((name.to_owned(), unflatten(field(name)?, &of)?));
    groups.into_iter().map(read).collect::<Option<Map<_, _>>>().map(Value::Object)
}

/// Nulls and empty parts send nothing in flat names; a list keeps the numbers of those that do.
fn flat_meaning(shape: &Shape, value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let one = |item: &Value| flat_meaning(item_of(shape), item).unwrap_or(Value::Null);
            let mut items: Vec<Value> = items.iter().map(one).collect();
            while items.last().is_some_and(Value::is_null) {
                items.pop();
            }
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(map) => {
            let one = |(name, v): (&String, &Value)| {
                Some((name.clone(), flat_meaning(field_shape(shape, name), v)?))
            };
            let map: Map<String, Value> = map.iter().filter_map(one).collect();
            (!map.is_empty()).then_some(Value::Object(map))
        }
        scalar => Some(leaf(shape, scalar)),
    }
}

/// A scalar after it has been a text.
fn leaf(shape: &Shape, value: &Value) -> Value {
    match value {
        Value::String(text) => read_text(shape, text),
        other => read_text(shape, &other.to_string()),
    }
}

/// A value in JSON: numbers that the form keeps as texts are numbers there.
fn typed(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Array(item), Value::Array(items)) => items.iter().map(|one| typed(item, one)).collect(),
        (Shape::Map(item), Value::Object(map)) => {
            map.iter().map(|(key, one)| (key.clone(), typed(item, one))).collect()
        }
        (Shape::Object(fields), Value::Object(map)) => {
            let of = |key: &str| fields.iter().find(|f| f.name == key).map_or(&Shape::Any, |f| &f.shape);
            map.iter().map(|(key, one)| (key.clone(), typed(of(key), one))).collect()
        }
        (Shape::Int32 | Shape::Int64 | Shape::Number, Value::String(text)) => read_text(shape, text),
        _ => value.clone(),
    }
}

fn read_text(shape: &Shape, text: &str) -> Value {
    let as_text = || Value::String(text.to_owned());
    match shape {
        Shape::Int32 | Shape::Int64 | Shape::Number => {
            Number::from_str(text).map_or_else(|_| as_text(), Value::Number)
        }
        Shape::Boolean => text.parse().map_or_else(|_| as_text(), Value::Bool),
        _ => as_text(),
    }
}

fn field_shape<'s>(shape: &'s Shape, name: &str) -> &'s Shape {
    match shape {
        Shape::Object(fields) => fields.iter().find(|f| f.name == name).map_or(&Shape::Any, |f| &f.shape),
        Shape::Map(item) => item,
        _ => &Shape::Any,
    }
}

fn item_of(shape: &Shape) -> &Shape {
    match shape {
        Shape::Array(item) => item,
        _ => &Shape::Any,
    }
}

fn is_structured(shape: &Shape) -> bool {
    matches!(shape, Shape::Array(_) | Shape::Object(_) | Shape::Map(_))
}
