//! One API of a document of the metadata service becomes one operation.

use serde_json::{Map, Value};
use soarboard_model::component::{ParamPlace, ParamSpec, ParamStyle, Shape};

use super::schema::{Schemas, flag, strings, text_of};
use super::{Imported, Language, Remark, Why};
use crate::catalog::access;
use crate::catalog::facts::{ErrorFact, OperationFacts, RamActionFact};
use crate::catalog::operation::{ApiStyle, Operation};

/// What all APIs of a document share.
pub(super) struct Context<'a> {
    pub(super) product: &'a str,
    pub(super) version: &'a str,
    pub(super) style: ApiStyle,
    pub(super) language: Language,
    pub(super) source: &'a str,
    pub(super) schemas: Schemas<'a>,
}

/// Reads one API.
///
/// **Errors** `NoSuchApi` when it has neither methods nor parameters: that is how the service answers about an API that
/// does not exist.
pub(super) fn read<'a>(
    context: &Context<'a>,
    name: &str,
    api: &'a Map<String, Value>,
    seen: &mut Imported,
) -> Result<Operation, Why> {
    let methods: Vec<String> = strings(api.get("methods")).map(str::to_ascii_uppercase).collect();
    if methods.is_empty()
        && api.get("parameters").is_none_or(|list| list.as_array().is_none_or(Vec::is_empty))
    {
        return Err(Why::NoSuchApi);
    }
    let path = api.get("path").and_then(text_of).unwrap_or_else(|| "/".to_owned());
    let style = if context.style == ApiStyle::Rpc && path == "/" { ApiStyle::Rpc } else { ApiStyle::Roa };
    let title = api.get("summary").and_then(text_of).or_else(|| api.get("title").and_then(text_of));
    let title = title.map(|text| super::prose::clean(&text)).filter(|text| text != name);
    let (title_en, title_zh) = match context.language {
        Language::En => (title, None),
        Language::Zh => (None, title),
    };
    let tags = api.get("systemTags").and_then(Value::as_object);
    let tag = |key: &str| tags.and_then(|tags| tags.get(key)).and_then(Value::as_str).unwrap_or_default();
    Ok(Operation {
        product: context.product.to_owned(),
        version: context.version.to_owned(),
        name: name.to_owned(),
        style,
        method: method(style, &methods),
        path,
        params: params(context, api, seen),
        response: response(context, api, seen),
        access: access::documented(tag("operationType")).unwrap_or_else(|| access::infer(name)),
        title_en,
        title_zh,
        deprecated: flag(api, "deprecated"),
        source: context.source.to_owned(),
        about: Some(Box::new(OperationFacts {
            doc: context.schemas.text(&api.get("description").and_then(text_of).unwrap_or_default()),
            high_risk: tag("riskType") == "high",
            paid: tag("chargeType") == "paid",
            ram_actions: ram_actions(api),
            errors: errors(api),
            response_demo: response_demo(api),
            origins: Vec::new(),
        })),
    })
}

/// RPC calls are posted where that is allowed: long parameters do not fit into a query.
fn method(style: ApiStyle, methods: &[String]) -> String {
    let post = methods.iter().find(|method| *method == "POST").filter(|_| style == ApiStyle::Rpc);
    post.or_else(|| methods.first()).cloned().unwrap_or_else(|| "POST".to_owned())
}

fn params<'a>(context: &Context<'a>, api: &'a Map<String, Value>, seen: &mut Imported) -> Vec<ParamSpec> {
    let mut params: Vec<ParamSpec> = Vec::new();
    for param in api.get("parameters").and_then(Value::as_array).into_iter().flatten() {
        let Some(name) = param.get("name").and_then(text_of) else {
            seen.skip(&format!("{}/{}: parameter", context.product, context.version), Why::BadName);
            continue;
        };
        let place = place(param.get("in").and_then(Value::as_str).unwrap_or_default(), seen);
        if params.iter().any(|known| known.name == name && known.place == place) {
            seen.remark(Remark::DuplicateParameter);
            continue;
        }
        let described = match param.get("schema") {
            Some(schema) if schema.as_object().is_some_and(|object| !object.is_empty()) => {
                context.schemas.describe(schema, seen)
            }
            _ => {
                seen.remark(Remark::TypeMissing);
                Default::default()
            }
        };
        let always = matches!(place, ParamPlace::Path | ParamPlace::Host);
        params.push(ParamSpec {
            style: style(param.get("style").and_then(Value::as_str), (place, &name), seen),
            name,
            place,
            required: described.required || always || param.get("required") == Some(&Value::Bool(true)),
            deprecated: described.deprecated || param.get("deprecated") == Some(&Value::Bool(true)),
            shape: described.shape,
            choices: described.choices,
            about: described.facts.boxed(),
        });
    }
    params
}

fn place(word: &str, seen: &mut Imported) -> ParamPlace {
    match word.trim() {
        "query" => ParamPlace::Query,
        "formData" => ParamPlace::Form,
        "body" => ParamPlace::Body,
        "path" => ParamPlace::Path,
        "header" => ParamPlace::Header,
        "host" => ParamPlace::Host,
        _ => {
            seen.remark(Remark::PlaceUnknown);
            ParamPlace::Query
        }
    }
}

/// In these documents a parameter of the body always is the whole body, whatever its name and style: the official
/// clients write it as JSON (`json`, `flat`, `struct` and none alike) or as XML.
fn style(word: Option<&str>, (place, name): (ParamPlace, &str), seen: &mut Imported) -> Option<ParamStyle> {
    let word = word.unwrap_or_default().trim();
    if place == ParamPlace::Body {
        if !matches!(word, "" | "json" | "flat" | "struct" | "xml") {
            seen.remark(Remark::StyleUnknown);
        }
        let is_named_so = name.eq_ignore_ascii_case("body");
        return if word == "xml" {
            Some(ParamStyle::Xml)
        } else {
            (!is_named_so).then_some(ParamStyle::Whole)
        };
    }
    match word {
        "repeatList" => Some(ParamStyle::RepeatList),
        "flat" => Some(ParamStyle::Flat),
        "json" => Some(ParamStyle::Json),
        "simple" => Some(ParamStyle::Simple),
        "spaceDelimited" => Some(ParamStyle::SpaceDelimited),
        "pipeDelimited" => Some(ParamStyle::PipeDelimited),
        "" => None,
        _ => {
            seen.remark(Remark::StyleUnknown);
            None
        }
    }
}

/// The answer of success: `200`, else the first 2xx that has a schema.
fn response<'a>(context: &Context<'a>, api: &'a Map<String, Value>, seen: &mut Imported) -> Option<Shape> {
    let answers = api.get("responses").and_then(Value::as_object)?;
    let of = |status: &str| answers.get(status).and_then(|answer| answer.get("schema"));
    let schema = of("200").or_else(|| answers.keys().filter(|s| s.starts_with('2')).find_map(|s| of(s)))?;
    Some(context.schemas.describe(schema, seen).shape)
}

fn ram_actions(api: &Map<String, Value>) -> Vec<RamActionFact> {
    let actions = api.get("ramActions").and_then(Value::as_array).into_iter().flatten();
    let fact = |entry: &Value| {
        let action = entry.get("ramAction")?;
        let resources = action.get("resources").and_then(Value::as_array).into_iter().flatten();
        Some(RamActionFact {
            action: action.get("action").and_then(text_of)?,
            resources: resources.filter_map(|resource| resource.get("arn").and_then(text_of)).collect(),
        })
    };
    actions.filter_map(fact).collect()
}

fn errors(api: &Map<String, Value>) -> Vec<ErrorFact> {
    let by_status = api.get("errorCodes").and_then(Value::as_object).into_iter().flatten();
    let fact = |status: &String, entry: &Value| {
        Some(ErrorFact {
            status: status.clone(),
            code: entry.get("errorCode").and_then(text_of)?,
            message: entry.get("errorMessage").and_then(text_of).unwrap_or_default(),
        })
    };
    let entries = by_status.flat_map(|(status, list)| {
        list.as_array().into_iter().flatten().filter_map(move |entry| fact(status, entry))
    });
    entries.collect()
}

/// The first JSON example in the text, which is itself JSON: a list of `{type, example, …}`.
fn response_demo(api: &Map<String, Value>) -> Option<String> {
    let list: Vec<Value> = serde_json::from_str(api.get("responseDemo")?.as_str()?).ok()?;
    let is_json = |demo: &&Value| demo.get("type").and_then(Value::as_str) == Some("json");
    let demo = list.iter().find(is_json).or_else(|| list.first())?;
    demo.get("example").and_then(text_of)
}
