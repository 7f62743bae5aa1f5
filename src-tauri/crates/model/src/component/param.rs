//! What one parameter looks like, whether it belongs to a component action or to an API operation.
//!
//! One shape type serves the form, the validator, the serialiser and the JSON Schema. Vendor spelling of names is
//! kept verbatim. Deliberately absent: values (see `value.rs`) and anything that draws.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::ValueFacts;

/// A named input of a component action or API operation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParamSpec {
    /// Name as the vendor spells it, e.g. `CurrentPage`.
    pub name: String,
    /// Where the value travels in a request.
    #[serde(default, rename = "in")]
    pub place: ParamPlace,
    /// How a structured value is written there; absent means the default of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<ParamStyle>,
    /// Whether a call without it is refused.
    #[serde(default)]
    pub required: bool,
    /// Whether the vendor advises against it, or it is owner clutter that is hidden by default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// What its value looks like.
    pub shape: Shape,
    /// Values the vendor lists, for the elements when the shape is a list; empty when none are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What else the source tells; absent when it tells nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Box<ValueFacts>>,
}

/// A named part of an object shape.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldSpec {
    /// Name as the vendor spells it.
    pub name: String,
    /// Whether the object is refused without it.
    #[serde(default)]
    pub required: bool,
    /// Whether the vendor advises against it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// What its value looks like.
    pub shape: Shape,
    /// Values the vendor lists, for the elements when the shape is a list; empty when none are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What else the source tells; absent when it tells nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Box<ValueFacts>>,
}

/// What a value looks like. Nested shapes are finite: sources cut recursion at depth 6.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Shape {
    /// Text.
    String,
    /// Whole number of at most 32 bits.
    Int32,
    /// Whole number of at most 64 bits; kept as text wherever 2^53 could bite.
    Int64,
    /// Floating-point number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// List of values of one shape.
    Array(Box<Shape>),
    /// Object with known fields.
    Object(Vec<FieldSpec>),
    /// Object with free keys and values of one shape.
    Map(Box<Shape>),
    /// Content of a file.
    File,
    /// Anything; the source does not say.
    #[default]
    Any,
}

/// Where a parameter travels in a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ParamPlace {
    /// Query string.
    #[default]
    Query,
    /// Field of a form body (`formData` in the vendor's metadata).
    Form,
    /// The JSON request body, or a top-level key of it.
    Body,
    /// `{Name}` in the path.
    Path,
    /// Request header.
    Header,
    /// First label of the host name.
    Host,
}

/// How a structured value is written into a flat place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ParamStyle {
    /// `Tag.1.Key=k`, one-based; the default of arrays and objects in query and form.
    Flat,
    /// The same as `flat` for query and form; named `repeatList` in the vendor's metadata.
    RepeatList,
    /// The whole value as one JSON text.
    Json,
    /// Elements joined with `,`.
    Simple,
    /// Elements joined with a space.
    SpaceDelimited,
    /// Elements joined with `|`.
    PipeDelimited,
    /// The value is the whole JSON body, although the parameter is not called `body`.
    Whole,
    /// The value is the whole body, written as XML.
    Xml,
}

impl ParamSpec {
    /// Says whether its value is the whole request body rather than a top-level key of it.
    pub fn is_whole_body(&self) -> bool {
        let is_marked = matches!(self.style, Some(ParamStyle::Whole | ParamStyle::Xml));
        self.place == ParamPlace::Body && (is_marked || self.name.eq_ignore_ascii_case("body"))
    }

    /// Says whether the parameter is owner clutter that the vendor keeps for old clients and forms hide.
    pub fn is_clutter(&self) -> bool {
        self.deprecated
            || matches!(
                self.name.as_str(),
                "OwnerId"
                    | "OwnerAccount"
                    | "ResourceOwnerId"
                    | "ResourceOwnerAccount"
                    | "SourceIp"
                    | "SecurityToken"
            )
    }
}

impl Shape {
    /// Returns the short name of the shape for people: `string`, `integer`, `array` ….
    pub fn word(&self) -> &'static str {
        match self {
            Shape::String => "string",
            Shape::Int32 | Shape::Int64 => "integer",
            Shape::Number => "number",
            Shape::Boolean => "boolean",
            Shape::Array(_) => "array",
            Shape::Object(_) => "object",
            Shape::Map(_) => "map",
            Shape::File => "file",
            Shape::Any => "any",
        }
    }
}
