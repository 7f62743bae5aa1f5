//! What a component can do: its actions with the fields that are publicly known.
//!
//! Apart from the kinds so that any table of them reads alone. The settings of every such node have one form; only
//! the fields differ. Deliberately absent: the `assumeApi` settings, which have a form of their own.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FieldSpec, ParamPlace, ParamSpec, ParamValue, Shape, ValueFacts};

/// One thing a component can do.
#[derive(Debug)]
pub struct ActionSpec {
    /// Id as stored in `Node::action`; the vendor's `actionName`.
    pub id: &'static str,
    /// Message id stem: `<stem>-title` exists in the catalogue.
    pub text: &'static str,
    /// Older spellings of the id that are valid in older flows.
    pub older: &'static [&'static str],
    /// Fields that are publicly known; others may be added by hand, since the lists are not complete.
    pub fields: &'static [Field],
}

/// A known field of an action.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name as the vendor spells it.
    pub name: &'static str,
    /// Whether the action is refused without it.
    pub required: bool,
    /// What its value looks like.
    pub form: FieldForm,
    /// An example in the vendor's own notation; empty when none is known.
    pub example: &'static str,
}

/// What the value of a field looks like. In the vendor's flow documents all of them are texts.
#[derive(Debug, Clone, Copy)]
pub enum FieldForm {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// One of some values; others are possible.
    Choice(&'static [&'static str]),
    /// Several of some values; others are possible.
    Choices(&'static [&'static str]),
    /// A JSON object with free keys.
    Json,
    /// A list of records with these text fields.
    Records(&'static [&'static str]),
}

/// Settings of a node that runs an action of a component.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ComponentAction {
    /// Asset (resource instance) whose connection data the action uses; empty when it needs none.
    pub asset: String,
    /// Fields of the action by the vendor's name.
    pub parameters: BTreeMap<String, ParamValue>,
}

/// Order in which the settings of a [`ComponentAction`] are written.
pub(super) const ACTION_SETTINGS: &[&str] = &["asset", "parameters"];

impl ActionSpec {
    /// Says whether a node's action is this one, under whichever spelling.
    pub fn is_called(&self, id: &str) -> bool {
        self.id == id || self.older.contains(&id)
    }

    /// Returns the fields as parameters, as forms and checks read them.
    pub fn params(&self) -> Vec<ParamSpec> {
        self.fields.iter().map(Field::param).collect()
    }
}

impl Field {
    /// Returns an optional field.
    pub(super) const fn new(name: &'static str, form: FieldForm) -> Self {
        Self { name, required: false, form, example: "" }
    }

    /// Marks the field as required.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Adds an example.
    pub(super) const fn example(mut self, text: &'static str) -> Self {
        self.example = text;
        self
    }

    fn param(&self) -> ParamSpec {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let (shape, choices) = match self.form {
            FieldForm::Text => (Shape::String, Vec::new()),
            FieldForm::Integer => (Shape::Int64, Vec::new()),
            FieldForm::Boolean => (Shape::Boolean, Vec::new()),
            FieldForm::Choice(list) => (Shape::String, words(list)),
            FieldForm::Choices(list) => (Shape::Array(Box::new(Shape::String)), words(list)),
            FieldForm::Json => (Shape::Map(Box::new(Shape::Any)), Vec::new()),
            FieldForm::Records(names) => {
                let field = |name: &&str| FieldSpec {
                    name: (*name).to_owned(),
                    shape: Shape::String,
                    ..FieldSpec::default()
                };
                let record = Shape::Object(names.iter().map(field).collect());
                (Shape::Array(Box::new(record)), Vec::new())
            }
        };
        let example = (!self.example.is_empty()).then(|| self.example.to_owned());
        ParamSpec {
            name: self.name.to_owned(),
            place: ParamPlace::Body,
            required: self.required,
            shape,
            choices,
            about: ValueFacts { example, ..ValueFacts::default() }.boxed(),
            ..ParamSpec::default()
        }
    }
}
