//! A refusal and how it is written: the vendor's codes, HTTP statuses and body shape.
//!
//! Sentences are this project's own; only codes and field names follow the vendor (domain page on invocation,
//! section 2). Deliberately absent: the decision to refuse.

use serde_json::{Map, Value, json};

/// A refused request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    /// HTTP status.
    pub(crate) status: u16,
    /// Code in the vendor's spelling.
    pub(crate) code: String,
    /// What was wrong.
    pub(crate) message: String,
    /// Further fields of the body, such as `AccessDeniedDetail`.
    pub(crate) extra: Map<String, Value>,
    /// Further response headers (lower-case names).
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Refusal {
    /// Makes a refusal.
    pub(crate) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), extra: Map::new(), headers: Vec::new() }
    }

    /// A common parameter that is not there, e.g. `MissingAction`.
    pub(crate) fn missing_common(name: &str) -> Self {
        Self::new(400, format!("Missing{name}"), format!("The common parameter {name} is not there."))
    }

    /// A business parameter that is not there.
    pub(crate) fn missing(name: &str, action: &str) -> Self {
        Self::new(400, "MissingParameter", format!("{action} needs the parameter {name}."))
    }

    /// A business parameter with an unusable value.
    pub(crate) fn invalid(name: &str, why: impl std::fmt::Display) -> Self {
        Self::new(
            400,
            format!("InvalidParameter.{name}"),
            format!("The parameter {name} cannot be used: {why}."),
        )
    }

    /// Adds a field to the body.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.extra.insert(name.to_owned(), value);
        self
    }

    /// Adds a response header.
    pub(crate) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes the body.
    pub(crate) fn body(&self, request_id: &str, host_id: &str) -> Value {
        let mut body = Map::new();
        body.insert("RequestId".to_owned(), json!(request_id));
        body.insert("HostId".to_owned(), json!(host_id));
        body.insert("Code".to_owned(), json!(self.code));
        body.insert("Message".to_owned(), json!(self.message));
        let page = format!("https://api.aliyun.com/troubleshoot?q={}&requestId={request_id}", self.code);
        body.insert("Recommend".to_owned(), json!(page));
        body.extend(self.extra.clone());
        Value::Object(body)
    }
}
