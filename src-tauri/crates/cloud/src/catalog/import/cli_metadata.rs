//! The metadata of the vendor's official command line: one small file per API, in folders by product code, once without
//! texts (`metadatas/`) and once with English ones (`en-US/`).
//!
//! The files come in any order, so they are gathered by folder and joined at the end. It knows no answers, choices or
//! examples: any other source is stronger.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use soarboard_model::component::{
    FieldSpec, LocalText, ParamPlace, ParamSpec, ParamStyle, Shape, ValueFacts,
};

use super::document::is_plain_name;
use super::schema::{flag, text_of};
use super::{Imported, Language, Remark, SourceKind, VersionFacts, Why, prose};
use crate::catalog::access;
use crate::catalog::operation::{ApiStyle, Operation};

/// What the files of all products say.
#[derive(Default)]
pub(super) struct Gathered {
    products: BTreeMap<String, Product>,
}

#[derive(Default)]
struct Product {
    code: Option<String>,
    version: Option<String>,
    style: Option<ApiStyle>,
    titles: BTreeMap<String, (String, bool)>,
    apis: BTreeMap<String, Api>,
}

struct Api {
    style_of_path: Option<String>,
    methods: String,
    params: Vec<ParamSpec>,
    has_texts: bool,
}

/// Says whether an object is one API of this metadata.
pub(super) fn is_api(object: &Map<String, Value>) -> bool {
    object.contains_key("pathPattern") && object.get("name").is_some_and(Value::is_string)
}

/// Says whether an object is the list of titles of a product version.
pub(super) fn is_titles(object: &Map<String, Value>) -> bool {
    object.get("apis").is_some_and(Value::is_object) && object.get("version").is_some_and(Value::is_string)
}

/// Returns the product list, when the object is one.
pub(super) fn product_list(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    object.get("products").and_then(Value::as_array)
}

impl Gathered {
    /// Takes a product list.
    pub(super) fn add_products(&mut self, list: &[Value]) {
        for row in list {
            let Some(code) = row.get("code").and_then(text_of).filter(|code| is_plain_name(code)) else {
                continue;
            };
            let product = self.products.entry(code.to_ascii_lowercase()).or_default();
            product.version = row.get("version").and_then(text_of).or(product.version.take());
            if let Some(style) = row.get("api_style").or_else(|| row.get("style")).and_then(Value::as_str) {
                product.style = Some(style_of(style));
            }
            product.code = Some(code);
        }
    }

    /// Takes the titles of the product whose folder this file stands in.
    pub(super) fn add_titles(&mut self, folder: &str, object: &Map<String, Value>) {
        let product = self.products.entry(folder.to_ascii_lowercase()).or_default();
        product.version = object.get("version").and_then(text_of).or(product.version.take());
        product.style = object.get("style").and_then(Value::as_str).map(style_of).or(product.style);
        for (name, api) in object.get("apis").and_then(Value::as_object).into_iter().flatten() {
            let title = api.get("summary").or_else(|| api.get("title")).and_then(text_of).unwrap_or_default();
            let deprecated = api.as_object().is_some_and(|api| flag(api, "deprecated"));
            product.titles.insert(name.clone(), (prose::clean(&title), deprecated));
        }
    }

    /// Takes one API of the product whose folder this file stands in. The file with texts leads; the
    /// one without only adds.
    ///
    /// **Errors** `BadName`.
    pub(super) fn add_api(
        &mut self,
        folder: &str,
        object: &Map<String, Value>,
        seen: &mut Imported,
    ) -> Result<(), Why> {
        let name = object.get("name").and_then(text_of).unwrap_or_default();
        if !is_plain_name(&name) || !is_plain_name(folder) {
            return Err(Why::BadName);
        }
        let apis = &mut self.products.entry(folder.to_ascii_lowercase()).or_default().apis;
        let list = object.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let list: Vec<&Value> = list.collect();
        let has_texts = list.iter().any(|param| param.get("description").is_some());
        let path = object.get("pathPattern").and_then(text_of);
        let mut params: Vec<ParamSpec> = Vec::new();
        for value in list {
            let param = param(value, path.is_some(), seen);
            if params.iter().any(|known| known.name == param.name && known.place == param.place) {
                seen.remark(Remark::DuplicateParameter);
            } else {
                params.push(param);
            }
        }
        let methods = object.get("method").and_then(text_of).unwrap_or_default();
        let mut api = Api { style_of_path: path, methods, params, has_texts };
        if let Some(mut known) = apis.remove(&name) {
            if known.has_texts {
                std::mem::swap(&mut api, &mut known);
            }
            // Each folder lacks a few parameters that the other has.
            let mine =
                |param: &ParamSpec| api.params.iter().any(|p| p.name == param.name && p.place == param.place);
            let missing: Vec<ParamSpec> = known.params.into_iter().filter(|param| !mine(param)).collect();
            api.params.extend(missing);
        }
        apis.insert(name, api);
        Ok(())
    }

    /// Joins what was gathered; products whose version nobody told are skipped.
    pub(super) fn finish(self, seen: &mut Imported) -> Vec<VersionFacts> {
        let mut versions = Vec::new();
        for (folder, product) in self.products.into_iter().filter(|(_, product)| !product.apis.is_empty()) {
            let Some(version) = product.version.clone().filter(|version| is_plain_name(version)) else {
                seen.skip(&folder, Why::NoIdentity);
                continue;
            };
            versions.push(product.facts(folder, version));
        }
        versions
    }
}

impl Product {
    fn facts(self, folder: String, version: String) -> VersionFacts {
        let code = self.code.unwrap_or(folder);
        let titles = self.titles;
        let operations = self.apis.into_iter().map(|(name, api)| {
            let (title, deprecated) = titles.get(&name).cloned().unwrap_or_default();
            let title = Some(title).filter(|title| !title.is_empty() && *title != name);
            let path = api.style_of_path.map(|path| path.replace('[', "{").replace(']', "}"));
            let style = if path.is_some() { ApiStyle::Roa } else { ApiStyle::Rpc };
            Operation {
                product: code.clone(),
                version: version.clone(),
                access: access::infer(&name),
                name,
                style,
                method: method(style, &api.methods),
                path: path.unwrap_or_else(|| "/".to_owned()),
                params: api.params,
                title_en: title,
                deprecated,
                source: "cli-metadata".to_owned(),
                ..Operation::default()
            }
        });
        let operations: Vec<Operation> = operations.collect();
        let style = self.style.unwrap_or_default();
        let (kind, language) = (SourceKind::CliMetadata, Language::En);
        VersionFacts { style, kind, language, complete: true, operations, product: code, version }
    }
}

fn style_of(word: &str) -> ApiStyle {
    if word.eq_ignore_ascii_case("rpc") { ApiStyle::Rpc } else { ApiStyle::Roa }
}

fn method(style: ApiStyle, methods: &str) -> String {
    let mut all = methods.split('|').map(str::trim).filter(|method| !method.is_empty());
    let post = methods.split('|').any(|method| method.trim() == "POST") && style == ApiStyle::Rpc;
    if post { "POST".to_owned() } else { all.next().unwrap_or("POST").to_owned() }
}

fn param(value: &Value, has_path: bool, seen: &mut Imported) -> ParamSpec {
    let get = |key: &str| value.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default();
    let name = get("name").to_owned();
    let place = match get("position") {
        "Query" => ParamPlace::Query,
        "Path" => ParamPlace::Path,
        "Header" => ParamPlace::Header,
        "Host" => ParamPlace::Host,
        "Body" if has_path || name == "body" => ParamPlace::Body,
        "Body" | "FormData" => ParamPlace::Form,
        _ => {
            seen.remark(Remark::PlaceUnknown);
            ParamPlace::Query
        }
    };
    ParamSpec {
        style: (get("type") == "Json").then_some(ParamStyle::Json),
        shape: shape(value, 0, seen),
        required: value.get("required") == Some(&Value::Bool(true)) || place == ParamPlace::Path,
        choices: prose::listed_values(get("description")),
        about: about(get("description")),
        name,
        place,
        ..ParamSpec::default()
    }
}

fn about(description: &str) -> Option<Box<ValueFacts>> {
    let doc = LocalText { en: prose::clean(description), zh: String::new() };
    ValueFacts { doc, ..ValueFacts::default() }.boxed()
}

fn shape(value: &Value, depth: usize, seen: &mut Imported) -> Shape {
    /// Deepest nesting of a shape.
    const MAX_DEPTH: usize = 6;
    let parts = value.get("sub_parameters").and_then(Value::as_array).filter(|parts| !parts.is_empty());
    let fields = |seen: &mut Imported| -> Option<Shape> {
        let parts = parts?;
        if depth + 1 >= MAX_DEPTH {
            seen.remark(Remark::RecursionCut);
            return Some(Shape::Any);
        }
        let field = |part: &Value| {
            let description = part.get("description").and_then(Value::as_str).unwrap_or_default();
            FieldSpec {
                name: part.get("name").and_then(text_of).unwrap_or_default(),
                required: part.get("required") == Some(&Value::Bool(true)),
                shape: shape(part, depth + 1, seen),
                choices: prose::listed_values(description),
                about: about(description),
                ..FieldSpec::default()
            }
        };
        Some(Shape::Object(parts.iter().map(field).collect()))
    };
    match value.get("type").and_then(Value::as_str).unwrap_or_default() {
        "String" => Shape::String,
        "Integer" => Shape::Int32,
        "Long" => Shape::Int64,
        "Boolean" => Shape::Boolean,
        "Float" | "Double" => Shape::Number,
        "RepeatList" => Shape::Array(Box::new(fields(seen).unwrap_or(Shape::String))),
        "Array" => Shape::Array(Box::new(fields(seen).unwrap_or(Shape::Any))),
        "Struct" => fields(seen).unwrap_or(Shape::Map(Box::new(Shape::Any))),
        "Json" | "Any" => Shape::Any,
        _ => {
            seen.remark(Remark::TypeMissing);
            Shape::Any
        }
    }
}
