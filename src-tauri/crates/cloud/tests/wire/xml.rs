//! Reading an XML body back: elements to values, guided by the shape.

use serde_json::{Map, Value};
use soarboard_model::component::Shape;

use super::{field_shape, item_of, read_text};

/// An element with its text and its children.
#[derive(Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

/// Returns the value of a document, its root as the only key.
pub(super) fn read(shape: &Shape, document: &str) -> Option<Value> {
    let body = document.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let mut rest = body;
    let root = element(&mut rest)?;
    if !rest.is_empty() {
        return None;
    }
    let value = value_of(field_shape(shape, &root.name), &root);
    Some(Value::Object(Map::from_iter([(root.name, value)])))
}

/// What a value means as XML: nulls and empty lists send nothing.
pub(super) fn meant(shape: &Shape, value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            // A list in a list repeats the same element.
            let parts = |item: Value| if let Value::Array(parts) = item { parts } else { vec![item] };
            let items = items.iter().filter_map(|item| meant(item_of(shape), item));
            let items: Vec<Value> = items.flat_map(parts).collect();
            match (shape, items.len()) {
                (_, 0) => None,
                // Without a shape, one element is no list.
                (Shape::Any, 1) => items.into_iter().next(),
                _ => Some(Value::Array(items)),
            }
        }
        Value::Object(map) => {
            let field =
                |(name, one): (&String, &Value)| Some((name.clone(), meant(field_shape(shape, name), one)?));
            Some(Value::Object(map.iter().filter_map(field).collect()))
        }
        Value::String(text) => Some(read_text(shape, text)),
        other => Some(read_text(shape, &other.to_string())),
    }
}

fn element(rest: &mut &str) -> Option<Element> {
    let (name, after) = rest.strip_prefix('<')?.split_once('>')?;
    *rest = after;
    let mut found = Element { name: name.to_owned(), ..Element::default() };
    loop {
        if let Some(after) = rest.strip_prefix(&format!("</{name}>")) {
            *rest = after;
            return Some(found);
        }
        if rest.starts_with('<') {
            found.children.push(element(rest)?);
        } else {
            let end = rest.find('<')?;
            found.text.push_str(&unescaped(&rest[..end]));
            *rest = &rest[end..];
        }
    }
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r");
    plain.replace("&amp;", "&")
}

fn value_of(shape: &Shape, element: &Element) -> Value {
    let is_object = matches!(shape, Shape::Object(_) | Shape::Map(_)) || !element.children.is_empty();
    if !is_object {
        return read_text(shape, &element.text);
    }
    let mut fields = Map::new();
    for child in &element.children {
        let shape = field_shape(shape, &child.name);
        let value = |of: &Shape| value_of(of, child);
        match (fields.get_mut(&child.name), shape) {
            (Some(Value::Array(items)), _) => items.push(value(item_of(shape))),
            (Some(one), _) => *one = Value::Array(vec![one.take(), value(shape)]),
            (None, Shape::Array(item)) => {
                fields.insert(child.name.clone(), Value::Array(vec![value(item)]));
            }
            (None, _) => {
                fields.insert(child.name.clone(), value(shape));
            }
        }
    }
    Value::Object(fields)
}
