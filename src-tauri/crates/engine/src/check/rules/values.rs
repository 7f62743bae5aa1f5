//! Whether the values of parameters keep to what the vendor's facts say, however deep inside lists and objects.
//!
//! The facts come from documentation and are now and then wrong, so a value that breaks them is a warning; only what is
//! missing is an error, as it is for a parameter itself. Deliberately absent: expressions, whose values come later, and
//! texts that stand for a whole list or object, which are sent as they are.

use std::fmt::Display;

use serde_json::Value;
use soarboard_model::component::{FieldSpec, ParamValue, Shape, ValueFacts};
use soarboard_model::expr;

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::facts::NodeInput;
use crate::check::knowledge::{Call, Knowledge, Lookup};

pub(super) const RULE: Rule = Rule {
    codes: &["value-malformed", "value-out-of-bounds", "value-pattern", "value-unlisted"],
    of_node: Some(values),
    of_flow: None,
};

/// Choices that a finding names; more would be no sentence.
const NAMED_CHOICES: usize = 12;

fn values(input: &NodeInput<'_>, found: &mut Vec<Diagnostic>) {
    let Some(call) = &input.call else { return };
    let Lookup::Known(facts) = &call.operation else { return };
    for (name, value) in &call.api.parameters {
        let (Some(spec), ParamValue::Value(value)) = (facts.param(name), value) else { continue };
        let told = Told { shape: &spec.shape, choices: &spec.choices, about: spec.about.as_deref() };
        let mut path = name.clone();
        Walk { call, name, knowledge: input.knowledge, found }.value(told, value, &mut path);
    }
}

/// What the facts tell of a value.
#[derive(Clone, Copy)]
struct Told<'a> {
    shape: &'a Shape,
    choices: &'a [String],
    about: Option<&'a ValueFacts>,
}

impl<'a> Told<'a> {
    fn of(field: &'a FieldSpec) -> Self {
        Told { shape: &field.shape, choices: &field.choices, about: field.about.as_deref() }
    }

    fn bare(shape: &'a Shape) -> Self {
        Told { shape, choices: &[], about: None }
    }
}

struct Walk<'w, 'c> {
    call: &'w Call<'c>,
    /// The parameter it began with.
    name: &'w str,
    knowledge: &'w Knowledge,
    found: &'w mut Vec<Diagnostic>,
}

impl Walk<'_, '_> {
    fn value(&mut self, told: Told<'_>, value: &Value, path: &mut String) {
        match (told.shape, value) {
            (_, Value::Null) => {}
            // An expression, a field not filled in yet, or a list or object in the form it is sent in.
            (Shape::Array(_) | Shape::Object(_) | Shape::Map(_), Value::String(_)) => {}
            (_, Value::String(text)) if text.is_empty() || expr::is_expression(text) => {}
            (Shape::Array(item), Value::Array(items)) => self.list(told, item, items, path),
            (Shape::Object(fields), Value::Object(map)) => {
                for field in fields {
                    inside(path, &field.name, |path| self.field(field, map.get(&field.name), path));
                }
            }
            (Shape::Map(item), Value::Object(map)) => {
                for (key, one) in map {
                    inside(path, key, |path| self.value(Told::bare(item), one, path));
                }
            }
            (Shape::Any | Shape::File, _) => {}
            // A structure where a text is expected is sent as its JSON.
            (Shape::String, Value::Array(_) | Value::Object(_)) => {}
            (Shape::String | Shape::Int32 | Shape::Int64 | Shape::Number | Shape::Boolean, scalar) => {
                self.scalar(told, scalar, path);
            }
            (shape, _) => self.malformed(shape, path),
        }
    }

    fn list(&mut self, told: Told<'_>, item: &Shape, items: &[Value], path: &mut String) {
        let count = items.len().to_string();
        if let Some(about) = told.about {
            self.bounds(&count, [&about.min_items, &about.max_items], ["few", "many"], path);
        }
        // The choices of a list are those of its elements; its bounds are not.
        let closed = told
            .about
            .filter(|about| about.closed_choices)
            .map(|_| ValueFacts { closed_choices: true, ..ValueFacts::default() });
        let of_item = Told { shape: item, choices: told.choices, about: closed.as_ref() };
        for (at, one) in items.iter().enumerate() {
            inside(path, at, |path| self.value(of_item, one, path));
        }
    }

    fn field(&mut self, field: &FieldSpec, value: Option<&Value>, path: &mut String) {
        let is_blank = value.is_none_or(|value| value.is_null() || value.as_str() == Some(""));
        match value {
            _ if is_blank && field.required && !field.deprecated => {
                self.tell(Diagnostic::error("parameter-missing"), path);
            }
            Some(value) => self.value(Told::of(field), value, path),
            None => {}
        }
    }

    fn scalar(&mut self, told: Told<'_>, value: &Value, path: &str) {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if !is_of(told.shape, value, &text) {
            let fix = meant(told.shape, &text).and_then(|meant| self.instead(path, meant));
            let malformed = Diagnostic::warn("value-malformed").variant(told.shape.word());
            return self.tell(malformed.fix(fix), path);
        }
        let Some(about) = told.about else { return };
        if Amount::read(&text).is_some() {
            self.bounds(&text, [&about.minimum, &about.maximum], ["small", "large"], path);
        }
        if matches!(told.shape, Shape::String) {
            let length = text.chars().count().to_string();
            self.bounds(&length, [&about.min_length, &about.max_length], ["short", "long"], path);
            self.pattern(about, &text, path);
        }
        if about.closed_choices && !told.choices.is_empty() && !told.choices.contains(&text) {
            let named: Vec<&str> = told.choices.iter().take(NAMED_CHOICES).map(String::as_str).collect();
            let more = if told.choices.len() > NAMED_CHOICES { ", …" } else { "" };
            let choices = format!("{}{more}", named.join(", "));
            let meant = told.choices.iter().find(|one| one.eq_ignore_ascii_case(text.trim()));
            let fix = meant.and_then(|meant| self.instead(path, meant));
            let told = Diagnostic::warn("value-unlisted").with("value", &text).with("choices", choices);
            self.tell(told.fix(fix), path);
        }
    }

    fn malformed(&mut self, shape: &Shape, path: &str) {
        self.tell(Diagnostic::warn("value-malformed").variant(shape.word()), path);
    }

    /// Compares with the least and the most; `variants` name the sentences for less and for more.
    fn bounds(&mut self, text: &str, limits: [&Option<String>; 2], variants: [&str; 2], path: &str) {
        let Some(amount) = Amount::read(text) else { return };
        let read = |limit: &Option<String>| limit.as_deref().and_then(Amount::read);
        let broken = match (read(limits[0]), read(limits[1])) {
            (Some(least), _) if amount.is_below(least) => Some(0),
            (_, Some(most)) if most.is_below(amount) => Some(1),
            _ => None,
        };
        if let Some(side) = broken {
            let limit = limits[side].as_deref().unwrap_or_default();
            let told = Diagnostic::warn("value-out-of-bounds").variant(variants[side]);
            // A number can be brought to its bound; which characters or elements to leave out nobody can say.
            let is_number = ["small", "large"].contains(&variants[side]);
            let fix = if is_number { self.instead(path, limit) } else { None };
            self.tell(told.with("limit", limit).with("value", text).fix(fix), path);
        }
    }

    fn pattern(&mut self, about: &ValueFacts, text: &str, path: &str) {
        let Some(pattern) = &about.pattern else { return };
        if !self.knowledge.fits(pattern, text) {
            self.tell(Diagnostic::warn("value-pattern").with("pattern", pattern), path);
        }
    }

    /// Returns the fix that sets another value; only for a parameter itself, as no setting names what lies inside one.
    fn instead(&self, path: &str, text: &str) -> Option<Fix> {
        (path == self.name).then(|| Fix::parameter(self.call.node, self.name, text))
    }

    fn tell(&mut self, diagnostic: Diagnostic, path: &str) {
        let diagnostic = diagnostic.at(self.call.node).param(format!("parameters.{path}"));
        self.found.push(diagnostic.with("parameter", path));
    }
}

/// Returns what a text of the wrong form was surely meant to be.
fn meant<'a>(shape: &Shape, text: &'a str) -> Option<&'a str> {
    let trimmed = text.trim();
    match shape {
        Shape::Boolean => match trimmed.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("true"),
            "false" | "no" | "off" | "0" => Some("false"),
            _ => None,
        },
        _ => Some(trimmed).filter(|trimmed| is_of(shape, &Value::from(*trimmed), trimmed)),
    }
}

/// Walks with a longer path, and puts the path back.
fn inside(path: &mut String, part: impl Display, walk: impl FnOnce(&mut String)) {
    let length = path.len();
    path.push('.');
    path.push_str(&part.to_string());
    walk(path);
    path.truncate(length);
}

/// Numbers and truth may be written as texts: a form keeps digits beyond 2^53 that way.
fn is_of(shape: &Shape, value: &Value, text: &str) -> bool {
    match shape {
        Shape::Int32 | Shape::Int64 => {
            !value.is_boolean() && matches!(Amount::read(text), Some(Amount::Whole(_)))
        }
        Shape::Number => !value.is_boolean() && Amount::read(text).is_some(),
        Shape::Boolean => matches!(text, "true" | "false"),
        _ => true,
    }
}

/// A number, exact where it is whole.
#[derive(Clone, Copy)]
enum Amount {
    Whole(i128),
    Other(f64),
}

impl Amount {
    fn read(text: &str) -> Option<Amount> {
        let text = text.trim();
        if let Ok(whole) = text.parse() {
            return Some(Amount::Whole(whole));
        }
        let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
        // `1e3` and `10.0` are whole numbers as well.
        let is_whole = number.fract() == 0.0 && number.abs() < 1e15;
        Some(if is_whole { Amount::Whole(number as i128) } else { Amount::Other(number) })
    }

    fn is_below(self, other: Amount) -> bool {
        match (self, other) {
            (Amount::Whole(a), Amount::Whole(b)) => a < b,
            (a, b) => a.approximately() < b.approximately(),
        }
    }

    fn approximately(self) -> f64 {
        match self {
            Amount::Whole(whole) => whole as f64,
            Amount::Other(number) => number,
        }
    }
}
