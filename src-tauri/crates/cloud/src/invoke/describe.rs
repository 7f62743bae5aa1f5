//! What would be sent, without sending or signing: the dry run and the equivalent `aliyun` command line.
//!
//! Deliberately absent: signatures and tokens, and the key id in full.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use soarboard_model::component::ParamPlace;

use super::call::{BuildError, CallSpec, CallStyle};
use super::pager::{PagePlan, Pager};
use crate::http::Channel;
use crate::serialize::place;
use crate::sign::canonical::{query_text, sort_pairs};
use crate::sign::{Body, Scheme, masked_key_id};
use crate::trust::TrustedEndpoint;

/// The first request of a run, as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
    /// Method.
    pub method: String,
    /// URL with business parameters only; the practice service has the scheme `practice`.
    pub url: String,
    /// Host the signature would go to.
    pub host: String,
    /// Operation name.
    pub action: String,
    /// API version.
    pub version: String,
    /// Signature scheme.
    pub scheme: Scheme,
    /// Key id, masked: `LTAI…0001`.
    pub access_key_id: String,
    /// Headers of the caller's parameters and the content type.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Most requests the run would send, retries apart.
    pub max_requests: u64,
    /// Equivalent `aliyun` command line for the first request.
    pub aliyun: String,
}

/// Describes the first request of a run. **Errors**: as [`CallSpec::unsigned`].
pub fn describe_request(
    call: &CallSpec,
    endpoint: &TrustedEndpoint,
    access_key_id: &str,
    plan: &PagePlan,
) -> Result<DryRun, BuildError> {
    let fields = Pager::new(plan.clone(), call).next_fields().unwrap_or_default();
    let request = call.unsigned(&fields)?;
    let mut pairs: Vec<(&str, &str)> = request.query.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    sort_pairs(&mut pairs);
    let query = query_text(&pairs);
    let scheme = match endpoint.channel() {
        Channel::Https => "https",
        Channel::Loopback => "http",
        Channel::Practice => "practice",
    };
    let mark = if query.is_empty() { "" } else { "?" };
    let mut headers = request.headers;
    let body = match request.body {
        Body::Empty => None,
        Body::Form(fields) => {
            headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            Some(query_text(&pairs))
        }
        Body::Bytes { content_type, bytes } => {
            headers.push(("content-type".to_owned(), content_type.to_owned()));
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
    };
    Ok(DryRun {
        method: request.method.as_str().to_owned(),
        url: format!("{scheme}://{}{}{mark}{query}", endpoint.host(), request.path),
        host: endpoint.host().to_owned(),
        action: request.action,
        version: request.version,
        scheme: call.scheme,
        access_key_id: masked_key_id(access_key_id),
        headers,
        body,
        max_requests: plan.max_requests.max(1),
        aliyun: aliyun_line(call, endpoint, &fields)?,
    })
}

/// Returns the `aliyun` command line that sends the same request, quoted for a POSIX shell.
///
/// `--version` and `--force` name the version, because the command's own metadata may hold another one.
pub fn aliyun_line(
    call: &CallSpec,
    endpoint: &TrustedEndpoint,
    fields: &[(String, Value)],
) -> Result<String, BuildError> {
    let params = call.with(fields);
    let placed = place(&params)?;
    let mut words = vec!["aliyun".to_owned(), call.product.to_ascii_lowercase()];
    match call.style {
        CallStyle::Rpc => words.push(call.operation.clone()),
        CallStyle::Roa => {
            let (path, fixed) = crate::serialize::fill_path(&call.path, &placed.path)?;
            words.push(call.method.as_str().to_owned());
            words.push(path);
            fixed.iter().for_each(|(name, value)| push_option(&mut words, name, value));
        }
    }
    for (spec, value) in params.iter().filter(|(spec, value)| {
        !value.is_null() && matches!(spec.place, ParamPlace::Query | ParamPlace::Form)
    }) {
        // Structured values are shown flattened, as they travel; one already in its wire text goes as it is.
        let one = place(&[(spec.clone(), value.clone())])?;
        for (name, text) in one.query.iter().chain(&one.form) {
            push_option(&mut words, name, text);
        }
    }
    for (name, text) in &placed.headers {
        push_option(&mut words, "header", &format!("{name}={text}"));
    }
    if let Some(body) = &placed.body {
        push_option(&mut words, "body", body);
    }
    push_option(&mut words, "version", &call.version);
    if endpoint.channel() == Channel::Https {
        push_option(&mut words, "endpoint", endpoint.host());
    }
    words.push("--force".to_owned());
    Ok(words.iter().map(|word| shell_quoted(word)).collect::<Vec<_>>().join(" "))
}

fn push_option(words: &mut Vec<String>, name: &str, value: &str) {
    words.push(format!("--{name}"));
    words.push(value.to_owned());
}

/// Returns a word quoted for a POSIX shell; words of plain characters stay as they are.
pub fn shell_quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:=,@+".contains(&b);
    if !word.is_empty() && word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}
