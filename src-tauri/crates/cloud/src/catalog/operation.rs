//! What the catalogue tells about one operation, and how a line of facts becomes that.
//!
//! The notation of a line is explained in `schemas/catalog/README.md`. Deliberately absent: descriptions, examples and
//! anything else that only the online metadata has.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use soarboard_model::component::{FieldSpec, ParamPlace, ParamSpec, ParamStyle, Shape};

use super::access::{self, AccessLevel};
use super::facts::OperationFacts;

/// How requests of an operation are built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ApiStyle {
    /// Action and version beside the parameters; path `/`.
    #[default]
    Rpc,
    /// The path and the method say what is called.
    Roa,
}

/// One operation of a product version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// Product code in the vendor's spelling.
    pub product: String,
    /// API version, e.g. `2022-06-16`.
    pub version: String,
    /// Name in the vendor's spelling.
    pub name: String,
    /// How requests are built.
    pub style: ApiStyle,
    /// HTTP method that the vendor's SDK uses.
    pub method: String,
    /// Path with `{Name}` places; `/` for RPC.
    pub path: String,
    /// Parameters: path, host, header, query, form, body; inside a place in the vendor's order.
    pub params: Vec<ParamSpec>,
    /// Shape of the answer; absent when the operation answers nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Shape>,
    /// What it does to resources.
    pub access: AccessLevel,
    /// Short English title, for the operations that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Short Chinese title, for the operations that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
    /// Whether the vendor advises against it.
    pub deprecated: bool,
    /// Where these facts come from, e.g. a package and its version; several sources are joined with `; `, the one that
    /// decided the parameters first.
    pub source: String,
    /// What imported metadata tells besides; absent for operations that only the embedded facts know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Box<OperationFacts>>,
}

/// What a list of operations shows of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationSummary {
    /// Product code in the vendor's spelling.
    pub product: String,
    /// API version.
    pub version: String,
    /// Name in the vendor's spelling.
    pub name: String,
    /// What it does to resources.
    pub access: AccessLevel,
    /// Short English title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Short Chinese title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
}

/// Addresses of the vendor's reference page; best effort, the vendor moves pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceLinks {
    /// Page on the international site.
    pub en: String,
    /// Page on the Chinese site.
    pub zh: String,
}

impl Operation {
    /// Returns the addresses of the vendor's reference page.
    pub fn reference(&self) -> ReferenceLinks {
        reference_links(&self.product, &self.version, &self.name)
    }

    /// Returns the parameter with exactly that name.
    pub fn param(&self, name: &str) -> Option<&ParamSpec> {
        self.params.iter().find(|param| param.name == name)
    }
}

/// Returns the addresses of the vendor's reference page of any operation.
pub fn reference_links(product: &str, version: &str, operation: &str) -> ReferenceLinks {
    let page = format!("api/{product}/{version}/{operation}");
    ReferenceLinks {
        en: format!("https://api.alibabacloud.com/{page}"),
        zh: format!("https://api.aliyun.com/{page}"),
    }
}

/// Who an operation is; what a line of facts does not repeat.
pub(super) struct Identity<'a> {
    pub(super) product: &'a str,
    pub(super) version: &'a str,
    pub(super) name: &'a str,
    pub(super) style: &'a str,
    pub(super) source: &'a str,
}

/// Reads a line of facts.
pub(super) fn decode(who: &Identity<'_>, line: &str) -> Result<Operation, serde_json::Error> {
    let facts: Facts = serde_json::from_str(line)?;
    let style = facts.style.as_deref().unwrap_or(who.style);
    Ok(Operation {
        product: who.product.to_owned(),
        version: who.version.to_owned(),
        name: who.name.to_owned(),
        style: if style == "RPC" { ApiStyle::Rpc } else { ApiStyle::Roa },
        method: facts.method.clone(),
        path: facts.path.clone().unwrap_or_else(|| "/".to_owned()),
        access: access::infer(who.name),
        title_en: None,
        title_zh: None,
        deprecated: facts.deprecated,
        source: who.source.to_owned(),
        about: None,
        response: facts.response.clone().map(|shape| shape.0),
        params: facts.params(),
    })
}

#[derive(Deserialize)]
struct Facts {
    method: String,
    path: Option<String>,
    style: Option<String>,
    #[serde(default)]
    deprecated: bool,
    #[serde(default)]
    path_params: Fields,
    #[serde(default)]
    host: Fields,
    #[serde(default)]
    header: Fields,
    #[serde(default)]
    query: Fields,
    #[serde(default)]
    form: Fields,
    #[serde(default)]
    body: Fields,
    #[serde(default)]
    json: Vec<String>,
    #[serde(default)]
    simple: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    deprecated_params: Vec<String>,
    #[serde(default)]
    choices: IndexMap<String, Vec<String>>,
    response: Option<Written>,
}

type Fields = IndexMap<String, Written>;

impl Facts {
    fn params(mut self) -> Vec<ParamSpec> {
        let places = [
            (ParamPlace::Path, std::mem::take(&mut self.path_params)),
            (ParamPlace::Host, std::mem::take(&mut self.host)),
            (ParamPlace::Header, std::mem::take(&mut self.header)),
            (ParamPlace::Query, std::mem::take(&mut self.query)),
            (ParamPlace::Form, std::mem::take(&mut self.form)),
            (ParamPlace::Body, std::mem::take(&mut self.body)),
        ];
        let params =
            places.into_iter().flat_map(|(place, fields)| fields.into_iter().map(move |f| (place, f)));
        params.map(|(place, (name, shape))| self.param(place, &name, shape.0)).collect()
    }

    fn param(&self, place: ParamPlace, marked: &str, shape: Shape) -> ParamSpec {
        let (name, required) = unmark(marked);
        let among = |names: &[String]| names.contains(&name);
        let style = if among(&self.json) {
            Some(ParamStyle::Json)
        } else if among(&self.simple) {
            Some(ParamStyle::Simple)
        } else if among(&self.whole) {
            Some(ParamStyle::Whole)
        } else {
            None
        };
        let deprecated = among(&self.deprecated_params);
        let choices = self.choices.get(&name).cloned().unwrap_or_default();
        ParamSpec { name, place, style, required, deprecated, shape, choices, about: None }
    }
}

/// `Name*` is a required field called `Name`.
fn unmark(marked: &str) -> (String, bool) {
    match marked.strip_suffix('*') {
        Some(name) => (name.to_owned(), true),
        None => (marked.to_owned(), false),
    }
}

/// A shape as the facts write it.
#[derive(Debug, Clone)]
struct Written(Shape);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor).map(Written)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a shape, a list with one shape, or an object of shapes")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Shape, E> {
        Ok(match word {
            "string" => Shape::String,
            // Wheels do not tell the width; the wider one loses nothing.
            "integer" => Shape::Int64,
            "number" => Shape::Number,
            "boolean" => Shape::Boolean,
            "file" => Shape::File,
            "any" => Shape::Any,
            other => return Err(E::custom(format!("unknown shape {other}"))),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let item = seq.next_element::<Written>()?.map_or(Shape::Any, |item| item.0);
        while seq.next_element::<Written>()?.is_some() {}
        Ok(Shape::Array(Box::new(item)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut fields = Vec::new();
        let mut free = None;
        while let Some((key, shape)) = map.next_entry::<String, Written>()? {
            if key == "*" {
                free = Some(Box::new(shape.0));
            } else {
                let (name, required) = unmark(&key);
                fields.push(FieldSpec { name, required, shape: shape.0, ..FieldSpec::default() });
            }
        }
        Ok(free.map_or(Shape::Object(fields), Shape::Map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: Identity<'_> =
        Identity { product: "P", version: "2020-01-01", name: "ListX", style: "RPC", source: "package 1" };

    #[test]
    fn a_line_gives_places_marks_styles_and_shapes_in_order() {
        let line = r#"{"method":"POST","query":{"Z*":"integer","Tags":[{"Key*":"string"}]},
            "form":{"A":{"*":"any"}},"json":["Tags"],"choices":{"Z":["1","2"]},"response":{"Rows":["string"]}}"#;

        let op = decode(&WHO, line).unwrap();

        assert_eq!(op.params.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Z", "Tags", "A"]);
        assert!(op.params[0].required && op.params[0].choices == ["1", "2"]);
        assert_eq!(op.params[1].style, Some(ParamStyle::Json));
        let key = FieldSpec {
            name: "Key".to_owned(),
            required: true,
            shape: Shape::String,
            ..FieldSpec::default()
        };
        assert_eq!(op.params[1].shape, Shape::Array(Box::new(Shape::Object(vec![key]))));
        assert_eq!(
            (op.params[2].place, &op.params[2].shape),
            (ParamPlace::Form, &Shape::Map(Box::new(Shape::Any)))
        );
        assert_eq!((op.style, op.path.as_str()), (ApiStyle::Rpc, "/"));
    }

    #[test]
    fn a_whole_body_may_have_a_name_of_its_own() {
        let line =
            r#"{"method":"POST","body":{"addons":[{"name":"string"}],"other":"string"},"whole":["addons"]}"#;

        let params = decode(&WHO, line).unwrap().params;

        assert_eq!(params.iter().map(ParamSpec::is_whole_body).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn an_unknown_shape_is_refused() {
        assert!(decode(&WHO, r#"{"method":"POST","query":{"A":"text"}}"#).is_err());
    }
}
