//! Schemas of the metadata service become shapes and facts about values.
//!
//! Bounds come as text or number and are kept as text. Recursion is cut at depth 6 or where a schema is met again
//! inside itself; what is not understood is anything, and counted.

use serde_json::{Map, Value};
use soarboard_model::component::{FieldSpec, LocalText, Shape, ValueFacts};

use super::{Imported, Language, Remark, prose};

/// Deepest nesting of a shape.
const MAX_DEPTH: usize = 6;

/// Reads the schemas of one document.
pub(super) struct Schemas<'a> {
    components: Option<&'a Map<String, Value>>,
    language: Language,
}

/// What a schema tells about a value.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) choices: Vec<String>,
    pub(super) facts: ValueFacts,
}

/// The way from the root to a schema.
#[derive(Clone, Default)]
struct Way<'a> {
    depth: usize,
    visited: Vec<&'a str>,
}

impl<'a> Schemas<'a> {
    /// Returns the reader of a document with these `components.schemas`.
    pub(super) fn new(components: Option<&'a Map<String, Value>>, language: Language) -> Self {
        Schemas { components, language }
    }

    /// Returns what a schema tells.
    pub(super) fn describe(&self, schema: &'a Value, seen: &mut Imported) -> Described {
        self.read(schema, &Way::default(), seen)
    }

    /// Returns a text in the document's language.
    pub(super) fn text(&self, text: &str) -> LocalText {
        local(self.language, prose::clean(text))
    }

    fn read(&self, schema: &'a Value, way: &Way<'a>, seen: &mut Imported) -> Described {
        let Some(own) = schema.as_object() else {
            seen.remark(Remark::TypeMissing);
            return Described::default();
        };
        let mut way = way.clone();
        let Some(target) = self.resolve(own, &mut way, seen) else {
            return Described { required: flag(own, "required"), ..Described::default() };
        };
        let shape = self.shape(target, &way, seen);
        let mut described = Described {
            shape,
            required: flag(own, "required"),
            deprecated: flag(own, "deprecated"),
            ..Described::default()
        };
        described.facts = self.facts(own);
        if !std::ptr::eq(own, target) {
            described.facts.fill_from(&self.facts(target));
        }
        self.choices(target, &mut described, seen);
        described
    }

    /// Follows `$ref` to the schema it names; `None` when that is missing or would never end.
    fn resolve(
        &self,
        own: &'a Map<String, Value>,
        way: &mut Way<'a>,
        seen: &mut Imported,
    ) -> Option<&'a Map<String, Value>> {
        let mut at = own;
        while let Some(reference) = at.get("$ref").and_then(Value::as_str) {
            let name = reference.strip_prefix("#/components/schemas/").unwrap_or(reference);
            if way.visited.contains(&name) {
                seen.remark(Remark::RecursionCut);
                return None;
            }
            way.visited.push(name);
            let Some(target) = self.components.and_then(|all| all.get(name)).and_then(Value::as_object)
            else {
                seen.remark(Remark::ReferenceMissing);
                return None;
            };
            at = target;
        }
        Some(at)
    }

    fn shape(&self, schema: &'a Map<String, Value>, way: &Way<'a>, seen: &mut Imported) -> Shape {
        let kind = schema.get("type").and_then(Value::as_str).unwrap_or_default();
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        match kind.trim() {
            "string" if format == "binary" => Shape::File,
            "string" => Shape::String,
            "integer" | "long" if format == "int32" => Shape::Int32,
            "integer" | "long" => Shape::Int64,
            "number" | "float" | "double" => Shape::Number,
            "boolean" => Shape::Boolean,
            "file" => Shape::File,
            "array" => self.array(schema, way, seen),
            "object" | "map" => self.object(schema, way, seen),
            _ if schema.contains_key("properties") => self.object(schema, way, seen),
            _ if schema.contains_key("items") => self.array(schema, way, seen),
            _ if schema.contains_key("enum") => Shape::String,
            "any" => Shape::Any,
            _ => {
                seen.remark(Remark::TypeMissing);
                Shape::Any
            }
        }
    }

    fn array(&self, schema: &'a Map<String, Value>, way: &Way<'a>, seen: &mut Imported) -> Shape {
        let item = schema.get("items").map_or(Shape::Any, |item| self.below(item, way, seen).shape);
        Shape::Array(Box::new(item))
    }

    fn object(&self, schema: &'a Map<String, Value>, way: &Way<'a>, seen: &mut Imported) -> Shape {
        let required: Vec<&str> = strings(schema.get("required")).collect();
        let properties = schema.get("properties").and_then(Value::as_object).filter(|all| !all.is_empty());
        let Some(properties) = properties else {
            let free = schema.get("additionalProperties").filter(|more| more.is_object());
            let item = free.map_or(Shape::Any, |more| self.below(more, way, seen).shape);
            return Shape::Map(Box::new(item));
        };
        let field = |(name, property): (&String, &'a Value)| {
            let described = self.below(property, way, seen);
            FieldSpec {
                required: described.required || required.contains(&name.as_str()),
                name: name.clone(),
                deprecated: described.deprecated,
                shape: described.shape,
                choices: described.choices,
                about: described.facts.boxed(),
            }
        };
        Shape::Object(properties.iter().map(field).collect())
    }

    fn below(&self, schema: &'a Value, way: &Way<'a>, seen: &mut Imported) -> Described {
        if way.depth + 1 >= MAX_DEPTH {
            let is_deep = schema.get("properties").is_some()
                || schema.get("items").is_some()
                || schema.get("$ref").is_some();
            if is_deep {
                seen.remark(Remark::RecursionCut);
                return Described {
                    required: schema.get("required") == Some(&Value::Bool(true)),
                    ..Described::default()
                };
            }
        }
        let way = Way { depth: way.depth + 1, visited: way.visited.clone() };
        self.read(schema, &way, seen)
    }

    fn facts(&self, schema: &Map<String, Value>) -> ValueFacts {
        let get = |key: &str| schema.get(key).and_then(text_of);
        // Titles are often Chinese in English documents: the description is the better text.
        let doc = get("description").or_else(|| get("title")).unwrap_or_default();
        ValueFacts {
            doc: self.text(&doc),
            example: get("example"),
            default_value: get("default"),
            minimum: get("minimum"),
            maximum: get("maximum"),
            min_length: get("minLength"),
            max_length: get("maxLength"),
            pattern: get("pattern"),
            min_items: get("minItems"),
            max_items: get("maxItems"),
            format: get("format").filter(|format| !format.starts_with("int")),
            ..ValueFacts::default()
        }
    }

    /// Choices: the closed list, the titled values, the elements' own, else what the prose lists.
    fn choices(&self, schema: &'a Map<String, Value>, into: &mut Described, seen: &mut Imported) {
        let titles = schema.get("enumValueTitles").and_then(Value::as_object);
        let listed: Vec<String> =
            schema.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(text_of).collect();
        let of_items = schema.get("items").and_then(|items| items.get("enum")).and_then(Value::as_array);
        if !listed.is_empty() {
            into.choices = listed;
            into.facts.closed_choices = true;
        } else if let Some(titles) = titles {
            into.choices = titles.keys().cloned().collect();
            into.facts.closed_choices = !into.choices.is_empty();
        } else if let Some(values) = of_items {
            into.choices = values.iter().filter_map(text_of).collect();
            into.facts.closed_choices = !into.choices.is_empty();
        } else if !matches!(into.shape, Shape::Object(_) | Shape::Map(_) | Shape::Boolean) {
            let doc = &into.facts.doc;
            into.choices = prose::listed_values(if doc.en.is_empty() { &doc.zh } else { &doc.en });
            if !into.choices.is_empty() {
                seen.remark(Remark::ChoicesFromProse);
            }
        }
        if let Some(titles) = titles {
            let title = |choice: &String| titles.get(choice).and_then(text_of).unwrap_or_default();
            into.facts.choice_titles = into.choices.iter().map(|choice| self.text(&title(choice))).collect();
        }
    }
}

/// Returns a text in one language.
pub(super) fn local(language: Language, text: String) -> LocalText {
    match language {
        Language::En => LocalText { en: text, zh: String::new() },
        Language::Zh => LocalText { en: String::new(), zh: text },
    }
}

/// Returns a text or number as trimmed text; empty ones count as absent.
pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        // Some examples are structures: their text is what a user would paste.
        Value::Array(_) | Value::Object(_) => value.to_string(),
        Value::Null => return None,
    };
    (!text.is_empty()).then_some(text)
}

pub(super) fn flag(object: &Map<String, Value>, key: &str) -> bool {
    match object.get(key) {
        Some(Value::Bool(is_set)) => *is_set,
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

pub(super) fn strings(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
