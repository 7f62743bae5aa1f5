//! The styles themselves: one nested value to pairs or to one text.
//!
//! Pure functions over JSON values, tested directly with the vectors. Deliberately absent: parameters and places.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

use crate::sign::encode::push_encoded;

/// Returns the text of a scalar: numbers as written, booleans `true`/`false`; `None` for `null`, lists, objects.
pub fn scalar_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(true) => Some(Cow::Borrowed("true")),
        Value::Bool(false) => Some(Cow::Borrowed("false")),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Appends `Name.1.Key=…` pairs: lists count from one, `null` leaves its number out, empty lists add nothing.
pub fn flat(name: &str, value: &Value, out: &mut Vec<(String, String)>) {
    walk(&mut name.to_owned(), value, KeyForm::Plain, out);
}

/// Appends pairs like [`flat`], with map keys written `#length#key` so that keys with dots stay apart.
pub fn map_flat(name: &str, value: &Value, out: &mut Vec<(String, String)>) {
    walk(&mut name.to_owned(), value, KeyForm::Counted, out);
}

/// Returns the value as one JSON text without spaces.
pub fn json_text(value: &Value) -> String {
    value.to_string()
}

/// Returns the elements joined; `None` when one of them is a list or an object. `null` elements are empty.
pub fn delimited(items: &[Value], separator: &str) -> Option<String> {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        match item {
            Value::Null => {}
            scalar => out.push_str(&scalar_text(scalar)?),
        }
    }
    Some(out)
}

/// Returns flattened pairs as an urlencoded form: `Items.1=a&Items.2=b`.
pub fn form_text(name: &str, value: &Value) -> String {
    joined(name, value, "&")
}

/// Returns flattened pairs joined with `&&`, the form in which some clients sign `repeatList`.
pub fn repeat_list_text(name: &str, value: &Value) -> String {
    joined(name, value, "&&")
}

fn joined(name: &str, value: &Value, separator: &str) -> String {
    let mut pairs = Vec::new();
    flat(name, value, &mut pairs);
    let mut out = String::new();
    for (index, (key, text)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        push_encoded(&mut out, key);
        out.push('=');
        push_encoded(&mut out, text);
    }
    out
}

#[derive(Clone, Copy)]
enum KeyForm {
    Plain,
    Counted,
}

/// One name buffer is grown and cut on the way, instead of a new text per level.
fn walk(name: &mut String, value: &Value, keys: KeyForm, out: &mut Vec<(String, String)>) {
    let length = name.len();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let _ = write!(name, ".{}", index + 1);
                walk(name, item, keys, out);
                name.truncate(length);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                let _ = match keys {
                    KeyForm::Plain => write!(name, ".{key}"),
                    KeyForm::Counted => write!(name, ".#{}#{key}", key.chars().count()),
                };
                walk(name, item, keys, out);
                name.truncate(length);
            }
        }
        scalar => out.extend(scalar_text(scalar).map(|text| (name.clone(), text.into_owned()))),
    }
}
