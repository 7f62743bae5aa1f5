//! Expands Python types into the notation of the facts.
//!
//! **Shape** of a value: `"string"`, `"integer"`, `"number"`, `"boolean"`, `"file"`, `"any"`; `[shape]` a list;
//! `{"Name":shape,"Other*":shape}` an object whose starred fields are required; `{"*":shape}` free keys.

use super::models::Models;
use super::text::{last_name, quote};

/// Deepest nesting that is written; deeper and recursive parts become `"any"`.
const MAX_DEPTH: usize = 6;

/// Writes the shape of a Python type.
pub fn write(class: &str, models: &Models) -> String {
    let mut out = String::new();
    Expansion { models, open: Vec::new() }.class(class, 0, &mut out);
    out
}

struct Expansion<'a> {
    models: &'a Models,
    open: Vec<String>,
}

impl Expansion<'_> {
    fn class(&mut self, class: &str, depth: usize, out: &mut String) {
        if let Some(inner) = generic(class, "List[") {
            out.push('[');
            self.class(inner, depth, out);
            out.push(']');
        } else if let Some(inner) = generic(class, "Dict[str, ") {
            out.push_str("{\"*\":");
            self.class(inner, depth, out);
            out.push('}');
        } else {
            match class {
                "str" => out.push_str("\"string\""),
                "int" => out.push_str("\"integer\""),
                "float" => out.push_str("\"number\""),
                "bool" => out.push_str("\"boolean\""),
                "bytes" | "BinaryIO" => out.push_str("\"file\""),
                "dict" => out.push_str("{\"*\":\"any\"}"),
                other => self.model(last_name(other), depth, out),
            }
        }
    }

    fn model(&mut self, name: &str, depth: usize, out: &mut String) {
        let recursive = self.open.iter().any(|open| open == name);
        let Some(model) = self.models.get(name).filter(|_| depth < MAX_DEPTH && !recursive) else {
            out.push_str("\"any\"");
            return;
        };
        self.open.push(name.to_owned());
        out.push('{');
        for (i, field) in model.fields.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            let mark = if field.required { "*" } else { "" };
            out.push_str(&quote(&format!("{}{mark}", field.wire)));
            out.push(':');
            self.class(&field.class, depth + 1, out);
        }
        out.push('}');
        self.open.pop();
    }
}

fn generic<'a>(class: &'a str, start: &str) -> Option<&'a str> {
    class.strip_prefix(start)?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_generics_and_unknown_classes() {
        let models = Models::default();

        assert_eq!(write("List[Dict[str, Any]]", &models), r#"[{"*":"any"}]"#);
        assert_eq!(write("Dict[str, List[int]]", &models), r#"{"*":["integer"]}"#);
        assert_eq!(write("main_models.Missing", &models), r#""any""#);
    }

    #[test]
    fn recursion_ends() {
        let file = "
class Tree(DaraModel):
    def __init__(
        self,
        children: List[main_models.Tree] = None,
    ):
        self.children = children
    def to_map(self):
        result['Children'] = []
        for k1 in self.children:
            pass
";
        let models = Models::parse(&[file.to_owned()]).unwrap();

        assert_eq!(write("main_models.Tree", &models), r#"{"Children":["any"]}"#);
    }
}
