//! What the invocation layer needs from the outside: sending, time, random nonces. Traits and their plain types.
//!
//! Injected so that tests, the practice service and the desktop share one loop. The real transport lives in
//! `transport.rs` behind the feature `http`. Deliberately absent: signing, retrying, any idea of paging.

mod outside;
#[cfg(feature = "http")]
mod transport;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
pub use futures_util::future::BoxFuture;

pub use outside::{Clock, NonceError, NonceSource, RandomNonce, SystemClock};
#[cfg(feature = "http")]
pub use transport::{ReqwestSend, TransportLimits};

/// Method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `PATCH`
    Patch,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// Returns the upper-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
            Method::Patch => "PATCH",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
        }
    }
}

/// A method name nobody here knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown http method `{0}`")]
pub struct UnknownMethod(pub String);

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        let all = [
            Method::Get,
            Method::Post,
            Method::Put,
            Method::Delete,
            Method::Patch,
            Method::Head,
            Method::Options,
        ];
        all.into_iter()
            .find(|m| m.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownMethod(text.to_owned()))
    }
}

/// Over what a request travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// TLS to a service.
    Https,
    /// Plain HTTP to this machine.
    Loopback,
    /// The built-in practice service, in process; a transport with sockets must refuse it.
    Practice,
}

/// A signed request, ready to be sent. `Debug` shows no query, header value or body: they carry signatures.
#[derive(Clone)]
pub struct HttpRequest {
    /// Method.
    pub method: Method,
    /// Over what it travels.
    pub channel: Channel,
    /// Host, with the port where it is not the default.
    pub host: String,
    /// Encoded path and query, starting with `/`.
    pub path_and_query: String,
    /// Headers with lower-case names, `host` included.
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// Exact body bytes.
    pub body: Bytes,
}

impl HttpRequest {
    /// Returns the value of a header (lower-case name).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path_and_query.split('?').next().unwrap_or_default();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("path", &path)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A response as received; its body is decompressed already.
#[derive(Debug, Clone)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// Headers with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Body bytes.
    pub body: Bytes,
}

impl HttpResponse {
    /// Returns the value of a header (lower-case name).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// What went wrong between us and the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SendErrorKind {
    /// No connection was made: nothing of the request was sent.
    Connect,
    /// The time allowed ran out after the request may have been sent.
    Timeout,
    /// The other side's certificate or TLS was not acceptable.
    Tls,
    /// The proxy would not let the connection through: nothing of the request was sent.
    Proxy,
    /// The connection broke, or the body was cut, after the request may have been sent.
    Reset,
    /// The response was larger than the cap.
    TooLarge,
    /// Anything else.
    Other,
}

/// A request that got no complete response. Names the host, never the URL, which may carry a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("request to {host} failed ({kind:?}): {text}")]
pub struct SendError {
    /// What kind of failure.
    pub kind: SendErrorKind,
    /// Host that was asked.
    pub host: String,
    /// Cause in the transport's words, without URL.
    pub text: String,
}

/// Sends one request and returns its complete response.
pub trait HttpSend: Send + Sync {
    /// Sends `request`. Redirects are returned, never followed. Dropping the future gives up the request.
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>>;
}
