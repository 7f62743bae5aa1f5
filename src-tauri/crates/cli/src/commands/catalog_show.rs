//! `catalog show`: one product, or one operation with its parameters, paging, permission and endpoint.

use serde::Serialize;
use soarboard_api::wire::{EndpointRequest, ErrorCode, PagingView, StandingView, SystemPolicyView};
use soarboard_api::{
    endpoint_view, find_operation, operation_view, paging_view, permission_view, product_views,
};
use soarboard_cloud::catalog::{Catalog, Operation};
use soarboard_cloud::paging::{self, PagingMode};
use soarboard_model::component::{FieldSpec, ParamPlace, ParamSpec, ParamStyle, Shape, ValueFacts};
use soarboard_model::message::Message;

use super::catalog::access_word;
use super::policy::standing;
use crate::output::{Output, columns};
use crate::stop::{Exit, Failure, Outcome, Stop};

#[derive(Serialize)]
struct ProductReply {
    product: String,
    title: String,
    version: String,
    versions: Vec<String>,
    operations: Vec<OperationRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OperationRow {
    operation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_level: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OperationReply {
    product: String,
    version: String,
    operation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    style: String,
    method: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_level: Option<&'static str>,
    deprecated: bool,
    parameters: Vec<Parameter>,
    paging: Paging,
    ram: Ram,
    #[serde(skip_serializing_if = "Option::is_none")]
    endpoint: Option<Endpoint>,
    doc: String,
    source: String,
}

/// A parameter, or a part of one.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameter {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    place: Option<ParamPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<ParamStyle>,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deprecated: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    choices: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Parameter>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Vec<Parameter>>,
    /// What the vendor writes about it, in the language of the output; only imported metadata has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<String>,
    /// Shape of the values of a map with free keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Box<Parameter>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Paging {
    mode: PagingMode,
    recommended: soarboard_model::component::PagingMode,
    page_field: String,
    size_field: String,
    cursor_field: String,
    total_path: String,
    cursor_path: String,
    rows_path: String,
    reasons: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ram {
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    standing: StandingView,
    role: String,
    system_policies: Vec<SystemPolicyView>,
    source: String,
}

#[derive(Serialize)]
struct Endpoint {
    host: String,
    rule: String,
}

/// Shows a product or an operation.
pub(crate) fn run(product: &str, version: &str, operation: Option<&str>, out: &Output) -> Outcome {
    match operation {
        None => show_product(product, version, out)?,
        Some(operation) => show_operation(&*find_operation(product, version, operation)?, out)?,
    }
    Ok(Exit::Fine)
}

fn show_product(product: &str, version: &str, out: &Output) -> Result<(), Stop> {
    let view = product_views().into_iter().find(|view| view.code.eq_ignore_ascii_case(product.trim()));
    let view = view.ok_or_else(|| unknown(Message::new("error-product-unknown").with("product", product)))?;
    let version = if version.is_empty() { view.default_version.as_str() } else { version };
    if !view.versions.iter().any(|known| known == version) {
        let message = Message::new("error-version-unknown").with("product", product).with("version", version);
        return Err(unknown(message.with("versions", view.versions.join(", "))));
    }
    let row = |summary: &soarboard_cloud::catalog::OperationSummary| OperationRow {
        operation: summary.name.clone(),
        title: title(summary.title_en.as_deref(), summary.title_zh.as_deref(), out),
        access_level: access_word(summary.access),
    };
    let operations = Catalog::current().operations(&view.code, Some(version)).iter().map(row).collect();
    let reply = ProductReply {
        title: out.pick(&view.name_en, &view.name_zh).to_owned(),
        version: version.to_owned(),
        versions: view.versions,
        operations,
        product: view.code,
    };
    if out.json {
        return out.value(&reply);
    }
    let cells = |row: &OperationRow| {
        let access = row.access_level.unwrap_or("unknown").to_owned();
        vec![row.operation.clone(), access, row.title.clone().unwrap_or_default()]
    };
    let head = format!("{} {}  {}\n", reply.product, reply.version, reply.title);
    out.say(&(head + &columns(&reply.operations.iter().map(cells).collect::<Vec<_>>())))
}

fn unknown(message: Message) -> Stop {
    Failure::of(ErrorCode::BadRequest, message).hint(Message::new("cli-hint-catalog")).into()
}

fn title(en: Option<&str>, zh: Option<&str>, out: &Output) -> Option<String> {
    let title = out.pick(en.unwrap_or_default(), zh.unwrap_or_default());
    (!title.is_empty()).then(|| title.to_owned())
}

fn show_operation(operation: &Operation, out: &Output) -> Result<(), Stop> {
    let reply = reply(operation, out);
    if out.json { out.value(&reply) } else { out.say(&text(&reply, out)) }
}

fn reply(operation: &Operation, out: &Output) -> OperationReply {
    let view = operation_view(operation);
    let found = paging::detect(operation);
    let permission = permission_view(&operation.product, &operation.name);
    let request = EndpointRequest { product: operation.product.clone(), region: String::new(), vpc: false };
    let endpoint = endpoint_view(&request);
    OperationReply {
        title: title(operation.title_en.as_deref(), operation.title_zh.as_deref(), out),
        access_level: access_word(operation.access),
        parameters: view.params.iter().map(|one| parameter(one, out)).collect(),
        paging: paging_reply(found.mode, paging_view(&found), out),
        ram: Ram {
            action: permission.ram_action,
            standing: permission.standing,
            role: permission.role,
            system_policies: permission.system_policies,
            source: permission.source,
        },
        // A mere guess is no fact about the operation.
        endpoint: (endpoint.rule != "guess").then_some(Endpoint { host: endpoint.host, rule: endpoint.rule }),
        doc: out.pick(&view.doc_url_en, &view.doc_url_zh).to_owned(),
        product: view.product,
        version: view.version,
        operation: view.operation,
        style: view.style,
        method: view.method,
        path: view.path,
        deprecated: view.deprecated,
        source: view.source,
    }
}

fn paging_reply(mode: PagingMode, view: PagingView, out: &Output) -> Paging {
    Paging {
        mode,
        recommended: view.default_mode,
        page_field: view.page_field,
        size_field: view.size_field,
        cursor_field: view.cursor_field,
        total_path: view.total_path,
        cursor_path: view.cursor_path,
        rows_path: view.rows_path,
        reasons: view.reasons.iter().map(|reason| out.text(reason)).collect(),
    }
}

fn parameter(spec: &ParamSpec, out: &Output) -> Parameter {
    Parameter {
        name: Some(spec.name.clone()),
        place: Some(spec.place),
        style: spec.style,
        required: Some(spec.required),
        deprecated: spec.deprecated,
        choices: spec.choices.clone(),
        doc: doc(spec.about.as_deref(), out),
        ..shape(&spec.shape, out)
    }
}

fn field(spec: &FieldSpec, out: &Output) -> Parameter {
    Parameter {
        name: Some(spec.name.clone()),
        required: Some(spec.required),
        doc: doc(spec.about.as_deref(), out),
        ..shape(&spec.shape, out)
    }
}

fn doc(about: Option<&ValueFacts>, out: &Output) -> Option<String> {
    let text = about.map(|about| out.pick(&about.doc.en, &about.doc.zh))?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn shape(of: &Shape, out: &Output) -> Parameter {
    let format = match of {
        Shape::Int32 => Some("int32"),
        Shape::Int64 => Some("int64"),
        _ => None,
    };
    let plain = Parameter { r#type: of.word(), format, ..Parameter::default() };
    match of {
        Shape::Array(item) => Parameter { items: Some(Box::new(shape(item, out))), ..plain },
        Shape::Object(fields) => {
            Parameter { properties: Some(fields.iter().map(|one| field(one, out)).collect()), ..plain }
        }
        Shape::Map(value) => {
            Parameter { r#type: "object", values: Some(Box::new(shape(value, out))), ..plain }
        }
        _ => plain,
    }
}

fn text(reply: &OperationReply, out: &Output) -> String {
    let label = |id: &str, value: &str| out.text(&Message::new(id).with("value", value));
    let mut lines = vec![format!("{} {} {}", reply.product, reply.version, reply.operation)];
    lines.extend(reply.title.clone());
    lines.push(format!("{} {} {}", reply.style, reply.method, reply.path));
    lines.push(label("cli-show-access", reply.access_level.unwrap_or("unknown")));
    if reply.deprecated {
        lines.push(out.text(&Message::new("cli-show-deprecated")));
    }
    lines.push(out.text(&Message::new("cli-show-parameters").count("count", reply.parameters.len() as u64)));
    let rows: Vec<Vec<String>> = reply.parameters.iter().map(cells).collect();
    lines.push(columns(&rows).trim_end().to_owned());
    lines.extend(reply.paging.reasons.iter().map(|reason| label("cli-show-paging", reason)));
    if let Some(action) = &reply.ram.action {
        let sure = out.text(&standing(reply.ram.standing));
        lines
            .push(out.text(&Message::new("cli-policy-action").with("action", action).with("standing", sure)));
    }
    if let Some(endpoint) = &reply.endpoint {
        lines.push(label("cli-show-endpoint", &endpoint.host));
    }
    lines.push(label("cli-show-doc", &reply.doc));
    lines.push(label("cli-show-source", &reply.source));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn cells(parameter: &Parameter) -> Vec<String> {
    let mark = if parameter.required == Some(true) { "*" } else { " " };
    let place = parameter.place.map(|place| format!("{place:?}").to_lowercase()).unwrap_or_default();
    let name = parameter.name.clone().unwrap_or_default();
    vec![format!("  {mark} {name}"), parameter.r#type.to_owned(), place, parameter.choices.join(" | ")]
}
