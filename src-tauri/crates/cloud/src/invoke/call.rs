//! One call as plain data, and the unsigned request it becomes.
//!
//! Separate from the catalogue so that anything able to fill a [`CallSpec`] can call. Deliberately absent: signing,
//! and any default for a parameter.

use serde_json::Value;
use sha2::{Digest, Sha256};
use soarboard_model::component::ParamSpec;

use super::pager::PagePlan;
use crate::http::Method;
use crate::serialize::{BodyFormat, SerializeError, fill_path, place};
use crate::sign::{Body, Scheme, UnsignedRequest, encode::push_hex};

/// Whether an operation is addressed by its name or by a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallStyle {
    /// By name; the path is `/`.
    Rpc,
    /// By method and path.
    Roa,
}

/// Everything that is needed to call an operation, apart from host and credentials.
#[derive(Debug, Clone)]
pub struct CallSpec {
    /// Product code, e.g. `sas`; used for the `aliyun` line and the fingerprint.
    pub product: String,
    /// API version, e.g. `2018-12-03`.
    pub version: String,
    /// Operation name.
    pub operation: String,
    /// Addressing.
    pub style: CallStyle,
    /// Method.
    pub method: Method,
    /// Path template with `{Name}` placeholders; ignored for RPC operations.
    pub path: String,
    /// Parameters with their values. `null` sends nothing, but tells paging where its field travels: list the
    /// specs of page, size and cursor fields even when they have no value.
    pub params: Vec<(ParamSpec, Value)>,
    /// Signature scheme.
    pub scheme: Scheme,
    /// Whether the call changes nothing and may be repeated; see [`is_read_name`] when nothing better is known.
    pub is_read: bool,
}

/// Why a call cannot become a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// A value does not fit its place.
    #[error(transparent)]
    Value(#[from] SerializeError),
    /// The product has its own gateway and signature (it addresses by host label); sending could not work.
    #[error("`{product}` uses its own gateway (parameter `{param}` is part of the host name)")]
    OwnGateway {
        /// Product code.
        product: String,
        /// Parameter that would change the host.
        param: String,
    },
    /// A v1 scheme of the other style.
    #[error("signature scheme {scheme:?} does not fit a {style:?} operation")]
    SchemeForStyle {
        /// Scheme asked for.
        scheme: Scheme,
        /// Style of the operation.
        style: CallStyle,
    },
}

/// Says whether an operation's name promises to change nothing: `Describe* Get* List* Query* Search*`.
pub fn is_read_name(operation: &str) -> bool {
    ["Describe", "Get", "List", "Query", "Search"].iter().any(|verb| {
        // `Getaway` is no `Get`: a verb ends where the next capital or the name ends.
        operation.strip_prefix(verb).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
    })
}

impl CallSpec {
    /// Builds the unsigned request, with `fields` (page number, size, cursor) replacing parameters by name.
    ///
    /// A field without a parameter of that name goes to the query. **Errors**: when a value does not fit.
    pub fn unsigned(&self, fields: &[(String, Value)]) -> Result<UnsignedRequest, BuildError> {
        let fits = matches!(
            (self.scheme, self.style),
            (Scheme::Acs3, _) | (Scheme::RpcV1, CallStyle::Rpc) | (Scheme::RoaV1, CallStyle::Roa)
        );
        if !fits {
            return Err(BuildError::SchemeForStyle { scheme: self.scheme, style: self.style });
        }
        let placed = if fields.is_empty() { place(&self.params)? } else { place(&self.with(fields))? };
        if placed.host_label.is_some() {
            let is_host = |spec: &ParamSpec| spec.place == soarboard_model::component::ParamPlace::Host;
            let param = self.params.iter().map(|(spec, _)| spec).find(|spec| is_host(spec));
            let param = param.map(|spec| spec.name.clone()).unwrap_or_default();
            return Err(BuildError::OwnGateway { product: self.product.clone(), param });
        }
        let (path, mut query) = match self.style {
            CallStyle::Rpc => ("/".to_owned(), Vec::new()),
            CallStyle::Roa => fill_path(&self.path, &placed.path)?,
        };
        query.extend(placed.query);
        let body = match placed.body {
            Some(text) => Body::Bytes { content_type: content_type(placed.body_format), bytes: text.into() },
            None if placed.form.is_empty() => Body::Empty,
            None => Body::Form(placed.form),
        };
        Ok(UnsignedRequest {
            method: self.method,
            action: self.operation.clone(),
            version: self.version.clone(),
            path,
            query,
            headers: placed.headers,
            body,
        })
    }

    /// Returns the value given for a parameter, unless it is `null`.
    pub fn value_of(&self, name: &str) -> Option<&Value> {
        self.params
            .iter()
            .find(|(spec, _)| spec.name == name)
            .map(|(_, value)| value)
            .filter(|v| !v.is_null())
    }

    pub(super) fn with(&self, fields: &[(String, Value)]) -> Vec<(ParamSpec, Value)> {
        let mut params = self.params.clone();
        for (name, value) in fields {
            match params.iter_mut().find(|(spec, _)| spec.name == *name) {
                Some((_, old)) => *old = value.clone(),
                None => params.push((query_spec(name), value.clone())),
            }
        }
        params
    }
}

fn content_type(format: BodyFormat) -> &'static str {
    match format {
        BodyFormat::Json => "application/json; charset=utf-8",
        BodyFormat::Xml => "application/xml; charset=utf-8",
    }
}

fn query_spec(name: &str) -> ParamSpec {
    ParamSpec {
        name: name.to_owned(),
        place: soarboard_model::component::ParamPlace::Query,
        shape: soarboard_model::component::Shape::Any,
        ..ParamSpec::default()
    }
}

/// Returns a fingerprint of what a run asks for: operation, values, host and paging, without any secret.
///
/// Two runs with the same fingerprint fetch the same rows, so one may go on where the other stopped. The bounds of
/// a run (`max_requests`, interval) are left out on purpose.
pub fn fingerprint(call: &CallSpec, host: &str, plan: &PagePlan) -> String {
    let params: Vec<_> =
        call.params.iter().filter(|(_, v)| !v.is_null()).map(|(spec, v)| (&spec.name, v)).collect();
    let said = serde_json::json!([
        call.product,
        call.version,
        call.operation,
        call.method.as_str(),
        call.path,
        host,
        params,
        format!("{:?}", plan.mode),
        plan.rows_path.as_ref().map(ToString::to_string),
    ]);
    let mut out = String::with_capacity(64);
    push_hex(&mut out, &Sha256::digest(said.to_string().as_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_operations_are_known_by_their_verb() {
        for name in ["DescribeRegions", "GetX", "ListA", "QueryB", "SearchC", "List"] {
            assert!(is_read_name(name), "{name}");
        }
        for name in ["DeleteX", "Getaway", "CreateList", "RunDescribe", "", "describeX"] {
            assert!(!is_read_name(name), "{name}");
        }
    }
}
