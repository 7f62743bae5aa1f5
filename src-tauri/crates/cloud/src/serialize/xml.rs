//! A request body as XML, for the few services that read nothing else.
//!
//! The rule of the official clients: an object's keys are elements, a list repeats its element, a scalar is text, `null`
//! sends nothing. Deliberately absent: attributes and namespaces, which none of those services takes.

use std::fmt::Write as _;

use serde_json::Value;

use super::style::scalar_text;

/// Returns the document whose root is the only key of an object; `None` when there is not exactly one, or a key or text
/// has signs that XML cannot carry.
pub(super) fn document(value: &Value) -> Option<String> {
    let mut roots = value.as_object()?.iter().filter(|(_, root)| !root.is_null());
    let (name, root) = roots.next()?;
    if roots.next().is_some() || root.is_array() {
        return None;
    }
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    element(&mut out, name, root)?;
    Some(out)
}

fn element(out: &mut String, name: &str, value: &Value) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    if let Value::Array(items) = value {
        return items.iter().try_for_each(|item| element(out, name, item));
    }
    if value.is_null() {
        return Some(());
    }
    let _ = write!(out, "<{name}>");
    match value {
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| element(out, name, field))?,
        scalar => escape(out, &scalar_text(scalar)?)?,
    }
    let _ = write!(out, "</{name}>");
    Some(())
}

fn escape(out: &mut String, text: &str) -> Option<()> {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A reader would turn a bare one into a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => return None,
            c => out.push(c),
        }
    }
    Some(())
}

fn is_name(name: &str) -> bool {
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    begins && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_elements_and_lists_repeat_them() {
        let body =
            json!({"Tagging": {"TagSet": {"Tag": [{"Key": "a<b"}, {"Key": "c&d", "Value": null}]}, "N": 7}});

        assert_eq!(
            document(&body).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Tagging><N>7</N><TagSet><Tag><Key>a&lt;b</Key></Tag>\
             <Tag><Key>c&amp;d</Key></Tag></TagSet></Tagging>"
        );
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for value in [
            json!({}),
            json!({"A": 1, "B": 2}),
            json!({"A": [1, 2]}),
            json!("text"),
            json!({"a b": 1}),
            json!({"A": {"<x": 1}}),
            json!({"A": "\u{1}"}),
        ] {
            assert_eq!(document(&value), None, "{value}");
        }
    }
}
