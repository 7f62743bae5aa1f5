//! Looking up, checking and assembling one call.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use soarboard_cloud::catalog::{ApiStyle, Operation};
use soarboard_cloud::endpoint::{self, Network};
use soarboard_cloud::http::Method;
use soarboard_cloud::invoke::{CallSpec, CallStyle, CursorPaging, DotPath, NumberPaging, PageMode, PagePlan};
use soarboard_cloud::trust::{Consent, EndpointRefusal, TrustedEndpoint, check_endpoint};
use soarboard_model::component::{PagingMode, ParamSpec};
use soarboard_model::expr;
use soarboard_model::message::Message;

use super::{CallInput, DEFAULT_MAX_REQUESTS, DEFAULT_PAGE_SIZE, Signing, typed};
use crate::bodies::catalog::find;
use crate::wire::WireError;

/// A call with everything looked up.
#[derive(Debug)]
pub struct Prepared {
    /// The operation.
    pub operation: Arc<Operation>,
    /// What is sent.
    pub call: CallSpec,
    /// How it goes on.
    pub plan: PagePlan,
    /// Host as it will be called.
    pub host: String,
    /// Whether signatures may go there.
    pub endpoint: Result<TrustedEndpoint, EndpointRefusal>,
    /// Whether it changes something, or nobody knows that it does not.
    pub writes: bool,
    /// Profile that signs.
    pub profile: String,
    /// Whose keys sign, and through which roles.
    pub signing: Signing,
    /// Whether the practice service answers.
    pub practice: bool,
    /// What stands in the way; nothing is sent while there is something.
    pub problems: Vec<Message>,
}

/// Looks up an operation and assembles its call, signed by the keys of the named profile themselves.
///
/// A profile of a role needs [`prepare_as`]: what is prepared here for one is refused when it is admitted.
///
/// **Errors** only when the operation is not in the catalogue; everything else is collected in `problems`.
pub fn prepare(input: &CallInput) -> Result<Prepared, WireError> {
    prepare_as(input, &Signing::plain(&input.profile))
}

/// Looks up an operation and assembles its call for those who sign it.
///
/// **Errors** only when the operation is not in the catalogue; everything else is collected in `problems`.
pub fn prepare_as(input: &CallInput, signing: &Signing) -> Result<Prepared, WireError> {
    let operation = find(&input.product, &input.version, &input.operation)?;
    let mut problems = Vec::new();
    let plan = page_plan(input, &operation, &mut problems);
    let params = parameters(input, &operation, &mut problems);
    let host = endpoint_text(input, &operation);
    let practice = signing.is_practice();
    let endpoint = trusted(&host, practice, input.consent.as_ref());
    if let Err(refusal) = &endpoint
        && !matches!(refusal, EndpointRefusal::NeedsConsent(_) | EndpointRefusal::LoopbackNotChosen(_))
    {
        problems.push(super::refusal(refusal).message);
    }
    let method = operation.method.parse().unwrap_or(Method::Post);
    let style = match operation.style {
        ApiStyle::Rpc => CallStyle::Rpc,
        ApiStyle::Roa => CallStyle::Roa,
    };
    let writes = !operation.access.is_read();
    let call = CallSpec {
        product: operation.product.clone(),
        version: operation.version.clone(),
        operation: operation.name.clone(),
        style,
        method,
        path: operation.path.clone(),
        params,
        scheme: input.scheme,
        is_read: !writes,
    };
    Ok(Prepared {
        host,
        call,
        plan,
        endpoint,
        writes,
        practice,
        profile: signing.profile.clone(),
        signing: signing.clone(),
        problems,
        operation,
    })
}

fn endpoint_text(input: &CallInput, operation: &Operation) -> String {
    if !input.endpoint.is_empty() {
        return input.endpoint.clone();
    }
    let region = (!input.region.is_empty()).then_some(input.region.as_str());
    endpoint::recommend(&operation.product, region, Network::Public).host
}

fn trusted(
    host: &str,
    practice: bool,
    consent: Option<&Consent>,
) -> Result<TrustedEndpoint, EndpointRefusal> {
    if practice {
        return TrustedEndpoint::practice_at(host);
    }
    check_endpoint(host, endpoint::is_official_host, consent)
}

/// Pairs the given values with what the catalogue knows of them; the fields of paging are listed without a value, so
/// that the pager knows where they travel.
fn parameters(
    input: &CallInput,
    operation: &Operation,
    problems: &mut Vec<Message>,
) -> Vec<(ParamSpec, Value)> {
    let driven = driven_fields(input);
    for name in input.params.keys().filter(|name| operation.param(name).is_none()) {
        problems
            .push(Message::new("error-param-unknown").with("name", name).with("operation", &operation.name));
    }
    let mut pairs = Vec::new();
    for spec in &operation.params {
        let is_driven = driven.iter().any(|name| *name == spec.name);
        match input.params.get(&spec.name).filter(|value| !value.is_null()) {
            Some(value) => match typed(spec, value.clone()) {
                Ok(value) => {
                    unresolved(&value, problems);
                    pairs.push((spec.clone(), value));
                }
                Err(problem) => problems.push(
                    Message::new("error-param-shape")
                        .with("name", problem.name)
                        .with("expected", problem.expected),
                ),
            },
            None if is_driven => pairs.push((spec.clone(), Value::Null)),
            None if spec.required => {
                problems.push(Message::new("error-param-missing").with("name", &spec.name));
            }
            None => {}
        }
    }
    pairs
}

fn unresolved(value: &Value, problems: &mut Vec<Message>) {
    match value {
        Value::String(text) if expr::is_expression(text) => {
            problems.push(Message::new("error-reference-open").with("reference", text));
        }
        Value::Array(items) => items.iter().for_each(|item| unresolved(item, problems)),
        Value::Object(map) => map.values().for_each(|item| unresolved(item, problems)),
        _ => {}
    }
}

fn driven_fields(input: &CallInput) -> Vec<&str> {
    let paging = &input.paging;
    let fields = match paging.mode {
        PagingMode::None => return Vec::new(),
        PagingMode::Number => [&paging.page_field, &paging.size_field],
        PagingMode::Cursor => [&paging.cursor_field, &paging.size_field],
    };
    fields.into_iter().map(String::as_str).filter(|field| !field.is_empty()).collect()
}

fn page_plan(input: &CallInput, operation: &Operation, problems: &mut Vec<Message>) -> PagePlan {
    let paging = &input.paging;
    let rows_path = path(&input.rows_path, "rows-path", problems);
    let size_field = (!paging.size_field.is_empty()).then(|| paging.size_field.clone());
    let page_size = paging.page_size.or_else(|| default_size(input, operation));
    let total_path = path(&paging.total_path, "total-path", problems);
    let mode = match paging.mode {
        PagingMode::None => PageMode::Single,
        PagingMode::Number => {
            require(&paging.page_field, "page-field", problems);
            let page_field = paging.page_field.clone();
            PageMode::Number(NumberPaging { page_field, size_field, page_size, total_path })
        }
        PagingMode::Cursor => {
            require(&paging.cursor_field, "cursor-field", problems);
            require(&paging.cursor_path, "cursor-path", problems);
            let cursor_field = paging.cursor_field.clone();
            // Without its path nothing is sent: the missing path is a problem by now.
            path(&paging.cursor_path, "cursor-path", problems).map_or(PageMode::Single, |cursor_path| {
                PageMode::Cursor(CursorPaging {
                    cursor_field,
                    cursor_path,
                    size_field,
                    page_size,
                    total_path,
                })
            })
        }
    };
    let max_requests = match (paging.mode, paging.max_requests) {
        (PagingMode::None, _) => 1,
        (_, 0) => DEFAULT_MAX_REQUESTS,
        (_, set) => set,
    };
    let interval = Duration::from_secs(u64::from(input.interval_seconds));
    PagePlan { mode, max_requests: u64::from(max_requests), rows_path, interval }
}

fn require(text: &str, what: &'static str, problems: &mut Vec<Message>) {
    if text.is_empty() {
        problems.push(Message::new(format!("error-paging-missing-{what}")));
    }
}

/// Reads a dot path; an empty one is none, a malformed one is a problem.
fn path(text: &str, what: &'static str, problems: &mut Vec<Message>) -> Option<DotPath> {
    let path = text.parse::<DotPath>().ok();
    if path.is_none() && !text.is_empty() {
        problems.push(Message::new(format!("error-paging-{what}")).with("path", text));
    }
    path
}

/// A page size is chosen only where the service insists on one and nobody gave it.
fn default_size(input: &CallInput, operation: &Operation) -> Option<u64> {
    let field = &input.paging.size_field;
    let is_required = operation.param(field).is_some_and(|spec| spec.required);
    let is_given = input.params.get(field).is_some_and(|value| !value.is_null());
    (is_required && !is_given).then_some(DEFAULT_PAGE_SIZE)
}
