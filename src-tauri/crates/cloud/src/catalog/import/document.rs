//! Documents of the metadata service: a product version, a single API, the list of products.

use serde_json::{Map, Value};

use super::api::{self, Context};
use super::schema::{Schemas, local, text_of};
use super::{ApiIdentity, Imported, Language, ProductFacts, SourceKind, VersionFacts, Why, prose};
use crate::catalog::operation::{ApiStyle, Operation};

/// Texts looked at to tell the language; more do not make it surer.
const LANGUAGE_SAMPLE: usize = 200;

/// Says whether an object is the document of a product version.
pub(super) fn is_version(object: &Map<String, Value>) -> bool {
    object.get("apis").is_some_and(Value::is_object)
        && object.get("info").and_then(|info| info.get("product")).is_some_and(Value::is_string)
}

/// Reads the document of a product version.
///
/// **Errors** when its own names are unusable; a single API that is not is skipped.
pub(super) fn version(
    object: &Map<String, Value>,
    known: Option<Language>,
    seen: &mut Imported,
) -> Result<VersionFacts, Why> {
    let info =
        |key: &str| object.get("info").and_then(|info| info.get(key)).and_then(text_of).unwrap_or_default();
    let (product, version) = (info("product"), info("version"));
    if !is_plain_name(&product) || !is_plain_name(&version) {
        return Err(Why::BadName);
    }
    let apis = object.get("apis").and_then(Value::as_object);
    let language = known.unwrap_or_else(|| language_of(apis));
    let context = Context {
        product: &product,
        version: &version,
        // Styles other than these two are called by path and method, as ROA is.
        style: if matches!(info("style").as_str(), "RPC" | "V3") { ApiStyle::Rpc } else { ApiStyle::Roa },
        language,
        source: "api-docs",
        schemas: Schemas::new(components(object), language),
    };
    let mut operations: Vec<Operation> = Vec::new();
    for (name, value) in apis.into_iter().flatten() {
        let read = match value.as_object() {
            _ if !is_plain_name(name) => Err(Why::BadName),
            Some(one) => api::read(&context, name, one, seen),
            None => Err(Why::Unrecognised),
        };
        match read {
            Ok(operation) => operations.push(operation),
            Err(why) => seen.skip(&format!("{product}/{version}/{name}"), why),
        }
    }
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    let (style, complete) = (context.style, true);
    Ok(VersionFacts { style, kind: SourceKind::ApiDocs, language, complete, operations, product, version })
}

/// Reads an answer about a single API.
///
/// **Errors** `NoIdentity` when nobody knows which product it belongs to, `NoSuchApi` when it is without substance.
pub(super) fn single(
    object: &Map<String, Value>,
    who: Option<&ApiIdentity>,
    known: Option<Language>,
    seen: &mut Imported,
) -> Result<VersionFacts, Why> {
    let who = who.ok_or(Why::NoIdentity)?;
    if ![&who.product, &who.version, &who.operation].into_iter().all(|name| is_plain_name(name)) {
        return Err(Why::BadName);
    }
    let has_path = object.get("path").and_then(Value::as_str).is_some_and(|path| path.trim() != "/");
    let language = known.unwrap_or(Language::En);
    let context = Context {
        product: &who.product,
        version: &who.version,
        style: if has_path { ApiStyle::Roa } else { ApiStyle::Rpc },
        language,
        source: "api-docs",
        schemas: Schemas::new(components(object), language),
    };
    let operation = api::read(&context, &who.operation, object, seen)?;
    Ok(VersionFacts {
        product: who.product.clone(),
        version: who.version.clone(),
        style: context.style,
        kind: SourceKind::ApiDocs,
        language,
        complete: false,
        operations: vec![operation],
    })
}

/// Reads the list of products; rows without a usable code are skipped.
pub(super) fn products(list: &[Value], known: Option<Language>, seen: &mut Imported) -> Vec<ProductFacts> {
    let names: String =
        list.iter().filter_map(|row| row.get("name")?.as_str()).take(LANGUAGE_SAMPLE).collect();
    let guessed = if prose::looks_chinese(&names) { Language::Zh } else { Language::En };
    let language = known.unwrap_or(guessed);
    let mut products = Vec::new();
    for row in list {
        let get = |key: &str| row.get(key).and_then(text_of).unwrap_or_default();
        let code = get("code");
        if !is_plain_name(&code) {
            seen.skip(&format!("product {code:.40}"), Why::BadName);
            continue;
        }
        let versions: Vec<String> = super::schema::strings(row.get("versions")).map(str::to_owned).collect();
        products.push(ProductFacts {
            code,
            name: local(language, get("name")),
            default_version: get("defaultVersion"),
            versions,
            category: row.get("category2Name").and_then(text_of),
        });
    }
    products
}

/// Says whether a name is one that may name a file and a part of an address: letters, digits, `.`, `-`, `_`.
pub(super) fn is_plain_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (1..=128).contains(&name.len()) && !name.starts_with('.') && name.chars().all(is_plain)
}

fn components(object: &Map<String, Value>) -> Option<&Map<String, Value>> {
    object.get("components").and_then(|all| all.get("schemas")).and_then(Value::as_object)
}

fn language_of(apis: Option<&Map<String, Value>>) -> Language {
    let texts = apis.into_iter().flatten().flat_map(|(_, api)| {
        let of_api = ["summary", "description"].into_iter().filter_map(|key| api.get(key)?.as_str());
        let params = api.get("parameters").and_then(Value::as_array).into_iter().flatten();
        of_api.chain(params.filter_map(|param| param.get("schema")?.get("description")?.as_str()))
    });
    let sample: String = texts.take(LANGUAGE_SAMPLE).collect();
    if prose::looks_chinese(&sample) { Language::Zh } else { Language::En }
}
