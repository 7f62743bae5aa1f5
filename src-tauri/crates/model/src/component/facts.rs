//! What a source tells about a value besides its shape: texts, an example, bounds, titles of choices.
//!
//! Apart from `param.rs` because most parameters of the embedded facts have none of it; a boxed, optional record keeps
//! those small. Everything is text: the vendor writes bounds and defaults as text, and a bound beyond 2^53 must survive.
//! Deliberately absent: judging a value by these facts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text in the languages it is known in. It comes from outside: Markdown to be shown as text, never as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LocalText {
    /// English; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// Chinese; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zh: String,
}

/// Facts about a value that its shape does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ValueFacts {
    /// What the vendor writes about it, as Markdown text.
    #[serde(default, skip_serializing_if = "LocalText::is_empty")]
    pub doc: LocalText,
    /// An example, as the vendor writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The value the service takes when none is given.
    #[serde(default, rename = "default", skip_serializing_if = "Option::is_none")]
    pub default_value: Option<String>,
    /// Smallest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// Largest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// Fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<String>,
    /// Most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<String>,
    /// Regular expression in the vendor's dialect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Fewest elements of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<String>,
    /// Most elements of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<String>,
    /// Format hint, e.g. `date-time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Whether only the listed choices are accepted; otherwise they are suggestions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed_choices: bool,
    /// Titles of the choices, in their order; empty when no choice has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choice_titles: Vec<LocalText>,
}

impl LocalText {
    /// Says whether it is known in no language.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.zh.is_empty()
    }

    /// Takes from `other` the languages that are missing here.
    pub fn fill_from(&mut self, other: &LocalText) {
        if self.en.is_empty() {
            self.en.clone_from(&other.en);
        }
        if self.zh.is_empty() {
            self.zh.clone_from(&other.zh);
        }
    }
}

impl ValueFacts {
    /// Returns the facts boxed, or nothing when there are none.
    pub fn boxed(self) -> Option<Box<ValueFacts>> {
        (self != ValueFacts::default()).then(|| Box::new(self))
    }

    /// Takes from `other` what is missing here. Choices stay with their own titles, so titles come only when both
    /// lists have the same length.
    pub fn fill_from(&mut self, other: &ValueFacts) {
        self.doc.fill_from(&other.doc);
        let pairs = [
            (&mut self.example, &other.example),
            (&mut self.default_value, &other.default_value),
            (&mut self.minimum, &other.minimum),
            (&mut self.maximum, &other.maximum),
            (&mut self.min_length, &other.min_length),
            (&mut self.max_length, &other.max_length),
            (&mut self.pattern, &other.pattern),
            (&mut self.min_items, &other.min_items),
            (&mut self.max_items, &other.max_items),
            (&mut self.format, &other.format),
        ];
        for (mine, theirs) in pairs {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        if self.choice_titles.len() == other.choice_titles.len() {
            self.choice_titles
                .iter_mut()
                .zip(&other.choice_titles)
                .for_each(|(mine, theirs)| mine.fill_from(theirs));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{ParamSpec, Shape};

    #[test]
    fn a_parameter_of_an_older_file_still_reads_and_writes_the_same() {
        let text = r#"{"name":"A","in":"query","required":true,"shape":"string"}"#;

        let spec: ParamSpec = serde_json::from_str(text).unwrap();

        assert_eq!(
            spec,
            ParamSpec { name: "A".into(), required: true, shape: Shape::String, ..ParamSpec::default() }
        );
        assert_eq!(serde_json::to_string(&spec).unwrap(), text);
    }

    #[test]
    fn what_is_missing_is_filled_and_what_stands_stays() {
        let en = |text: &str| LocalText { en: text.into(), zh: String::new() };
        let mut mine = ValueFacts { doc: en("mine"), minimum: Some("1".into()), ..ValueFacts::default() };
        let theirs = ValueFacts {
            doc: LocalText { en: "theirs".into(), zh: "他们".into() },
            minimum: Some("2".into()),
            maximum: Some("9007199254740993".into()),
            ..ValueFacts::default()
        };

        mine.fill_from(&theirs);

        assert_eq!((mine.doc.en.as_str(), mine.doc.zh.as_str()), ("mine", "他们"));
        assert_eq!((mine.minimum.as_deref(), mine.maximum.as_deref()), (Some("1"), Some("9007199254740993")));
    }

    #[test]
    fn no_facts_are_no_box() {
        assert_eq!(ValueFacts::default().boxed(), None);
    }
}
