//! From an unsigned request to the exact bytes that are sent: the one choke point for real signatures.
//!
//! Query text is encoded once and used both on the wire and in the canonical request, so the two cannot differ.
//! Deliberately absent: parameters of operations (see `serialize`), sending.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use soarboard_secret::Secret;

use super::canonical::{
    Acs3Parts, Pair, acs3_canonical_request, acs3_string_to_sign, payload_sha256, push_signed_headers,
    query_text, roa_v1_string_to_sign, rpc_v1_string_to_sign, sort_pairs,
};
use super::encode::push_encoded;
use super::plain::{PlainRequest, SignatureTrace, trace};
use super::{Credentials, Scheme, SigningKey, time};
use crate::http::{HttpRequest, Method};
use crate::trust::{TrustKind, TrustedEndpoint};

/// The two inputs that differ for every attempt.
#[derive(Debug, Clone, Copy)]
pub struct SignContext<'a> {
    /// Seconds since 1970 (UTC).
    pub unix_s: i64,
    /// Text never used before: 128 random bits.
    pub nonce: &'a str,
}

/// A request before it is signed. Values are decoded; nothing in it proves who sends it.
#[derive(Debug, Clone)]
pub struct UnsignedRequest {
    /// Method.
    pub method: Method,
    /// Operation name, e.g. `DescribeMonitorAccounts`.
    pub action: String,
    /// API version, e.g. `2018-12-03`.
    pub version: String,
    /// Percent-encoded path; `/` for RPC operations.
    pub path: String,
    /// Business parameters of the query.
    pub query: Vec<(String, String)>,
    /// Business headers, lower-case names.
    pub headers: Vec<(String, String)>,
    /// What the body holds.
    pub body: Body,
}

/// Body of an unsigned request.
#[derive(Debug, Clone, Default)]
pub enum Body {
    /// No body.
    #[default]
    Empty,
    /// Form fields, sent urlencoded.
    Form(Vec<(String, String)>),
    /// Bytes with their content type.
    Bytes {
        /// Value of the `content-type` header.
        content_type: &'static str,
        /// Exact bytes.
        bytes: Bytes,
    },
}

/// A request ready to be sent, with its signature for redaction of error texts.
#[derive(Clone)]
pub struct SignedRequest {
    /// What is sent.
    pub http: HttpRequest,
    /// The signature within it.
    pub signature: String,
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest").field("http", &self.http).finish_non_exhaustive()
    }
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The signature would not cover the host, and the host is not an official one.
    #[error("{scheme:?} does not cover the host name and is used with official endpoints only, not `{host}`")]
    SchemeNotForHost {
        /// Scheme asked for.
        scheme: Scheme,
        /// Host it would have gone to.
        host: String,
    },
    /// RPC v1 signs parameters only; this body would travel unsigned.
    #[error("the RPC v1 signature does not cover a body that is not a form")]
    BodyNotCovered,
    /// A business parameter has the name of a system parameter of RPC v1.
    #[error("parameter `{0}` is a system parameter of the RPC v1 signature")]
    SystemParameter(String),
}

/// System parameters of RPC v1; a business parameter of the same name would make the signature ambiguous.
const RPC_V1_SYSTEM: [&str; 10] = [
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// The signing side of one account: key id, prepared key, token.
pub struct Signer {
    access_key_id: String,
    key: SigningKey,
    token: Option<Secret>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("access_key_id", &super::masked_key_id(&self.access_key_id))
            .finish_non_exhaustive()
    }
}

impl Signer {
    /// Prepares an account for signing; the secret itself is not kept.
    pub fn new(credentials: &Credentials) -> Self {
        Self {
            access_key_id: credentials.access_key_id.clone(),
            key: SigningKey::new(&credentials.secret),
            token: credentials
                .security_token
                .as_ref()
                .filter(|token| !token.is_empty())
                .map(Secret::duplicate),
        }
    }

    /// Returns the key id.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Returns the token of a temporary key, for redaction.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// Returns the texts behind the signature of a request that this account signed, for explaining a refusal.
    pub fn trace(&self, scheme: Scheme, sent: &HttpRequest) -> SignatureTrace {
        trace(scheme, &PlainRequest::of(sent), &self.access_key_id, &self.key, None)
    }

    /// Signs a request for a trusted endpoint.
    ///
    /// **Errors**: when the scheme is not allowed for this endpoint or cannot cover the request.
    pub fn sign(
        &self,
        endpoint: &TrustedEndpoint,
        scheme: Scheme,
        request: &UnsignedRequest,
        context: SignContext<'_>,
    ) -> Result<SignedRequest, SignError> {
        if !scheme.covers_host() && endpoint.kind() == TrustKind::Consented {
            return Err(SignError::SchemeNotForHost { scheme, host: endpoint.host().to_owned() });
        }
        match scheme {
            Scheme::Acs3 => Ok(self.acs3(endpoint, request, context)),
            Scheme::RpcV1 => self.rpc_v1(endpoint, request, context),
            Scheme::RoaV1 => Ok(self.roa_v1(endpoint, request, context)),
        }
    }

    fn acs3(
        &self,
        endpoint: &TrustedEndpoint,
        request: &UnsignedRequest,
        context: SignContext<'_>,
    ) -> SignedRequest {
        let (content_type, body) = wire_body(&request.body);
        let payload = payload_sha256(&body);
        let mut headers = self.common_headers(endpoint, request, content_type);
        headers.push((Cow::Borrowed("x-acs-content-sha256"), payload));
        headers.push((Cow::Borrowed("x-acs-date"), time::iso(context.unix_s)));
        headers.push((Cow::Borrowed("x-acs-signature-nonce"), context.nonce.to_owned()));
        let query = query_text(&sorted_pairs(&request.query));
        let mut authorization = String::with_capacity(320);
        let signature = {
            let mut signed = Vec::with_capacity(headers.len());
            let ours = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
            signed.extend(headers.iter().map(|(n, v)| (n.as_ref(), v.as_str())).filter(|(n, _)| ours(n)));
            sort_pairs(&mut signed);
            let canonical = acs3_canonical_request(&Acs3Parts {
                method: request.method.as_str(),
                path: &request.path,
                query: &query,
                headers: &signed,
                payload_sha256: header_value(&headers, "x-acs-content-sha256"),
            });
            let signature = self.key.acs3(&acs3_string_to_sign(&canonical));
            authorization.push_str("ACS3-HMAC-SHA256 Credential=");
            authorization.push_str(&self.access_key_id);
            authorization.push_str(",SignedHeaders=");
            push_signed_headers(&mut authorization, &signed);
            authorization.push_str(",Signature=");
            authorization.push_str(&signature);
            signature
        };
        headers.push((Cow::Borrowed("authorization"), authorization));
        finish(endpoint, request.method, path_and_query(&request.path, &query), headers, body, signature)
    }

    fn rpc_v1(
        &self,
        endpoint: &TrustedEndpoint,
        request: &UnsignedRequest,
        context: SignContext<'_>,
    ) -> Result<SignedRequest, SignError> {
        let (content_type, body) = wire_body(&request.body);
        let form: &[(String, String)] = match &request.body {
            Body::Empty => &[],
            Body::Form(fields) => fields,
            Body::Bytes { .. } => return Err(SignError::BodyNotCovered),
        };
        let clash = request.query.iter().chain(form).find(|(name, _)| RPC_V1_SYSTEM.contains(&name.as_str()));
        if let Some((name, _)) = clash {
            return Err(SignError::SystemParameter(name.clone()));
        }
        let timestamp = time::iso(context.unix_s);
        let mut query = pairs_of(&request.query);
        query.extend([
            ("AccessKeyId", self.access_key_id.as_str()),
            ("Action", &request.action),
            ("Format", "JSON"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureNonce", context.nonce),
            ("SignatureVersion", "1.0"),
            ("Timestamp", &timestamp),
            ("Version", &request.version),
        ]);
        if let Some(token) = &self.token {
            query.push(("SecurityToken", token.expose()));
        }
        sort_pairs(&mut query);
        let mut wire_query = query_text(&query);
        let signature = if form.is_empty() {
            self.key.rpc_v1(&rpc_v1_string_to_sign(request.method.as_str(), &wire_query))
        } else {
            query.extend(pairs_of(form));
            sort_pairs(&mut query);
            self.key.rpc_v1(&rpc_v1_string_to_sign(request.method.as_str(), &query_text(&query)))
        };
        wire_query.push_str("&Signature=");
        push_encoded(&mut wire_query, &signature);
        let mut headers = plain_headers(request, content_type);
        headers.push((Cow::Borrowed("host"), endpoint.host().to_owned()));
        Ok(finish(endpoint, request.method, path_and_query("/", &wire_query), headers, body, signature))
    }

    fn roa_v1(
        &self,
        endpoint: &TrustedEndpoint,
        request: &UnsignedRequest,
        context: SignContext<'_>,
    ) -> SignedRequest {
        let (content_type, body) = wire_body(&request.body);
        let mut headers = self.common_headers(endpoint, request, content_type);
        headers.push((Cow::Borrowed("date"), time::rfc1123(context.unix_s)));
        headers.push((Cow::Borrowed("x-acs-signature-method"), "HMAC-SHA1".to_owned()));
        headers.push((Cow::Borrowed("x-acs-signature-nonce"), context.nonce.to_owned()));
        headers.push((Cow::Borrowed("x-acs-signature-version"), "1.0".to_owned()));
        // The official clients disagree on how an empty value is signed, so none is sent.
        let mut query = sorted_pairs(&request.query);
        query.retain(|(_, value)| !value.is_empty());
        let signature = {
            let mut sorted: Vec<Pair<'_>> = headers.iter().map(|(n, v)| (n.as_ref(), v.as_str())).collect();
            sort_pairs(&mut sorted);
            let text = roa_v1_string_to_sign(request.method.as_str(), &request.path, &query, &sorted);
            self.key.roa_v1(&text)
        };
        headers.push((Cow::Borrowed("authorization"), format!("acs {}:{signature}", self.access_key_id)));
        let target = path_and_query(&request.path, &query_text(&query));
        finish(endpoint, request.method, target, headers, body, signature)
    }

    /// Headers that ACS3 and ROA v1 share.
    fn common_headers(
        &self,
        endpoint: &TrustedEndpoint,
        request: &UnsignedRequest,
        content_type: Option<&'static str>,
    ) -> Vec<(Cow<'static, str>, String)> {
        let mut headers = plain_headers(request, content_type);
        headers.push((Cow::Borrowed("host"), endpoint.host().to_owned()));
        headers.push((Cow::Borrowed("x-acs-action"), request.action.clone()));
        headers.push((Cow::Borrowed("x-acs-version"), request.version.clone()));
        if let Some(token) = &self.token {
            headers.push((Cow::Borrowed("x-acs-accesskey-id"), self.access_key_id.clone()));
            headers.push((Cow::Borrowed("x-acs-security-token"), token.expose().to_owned()));
        }
        headers
    }
}

fn plain_headers(
    request: &UnsignedRequest,
    content_type: Option<&'static str>,
) -> Vec<(Cow<'static, str>, String)> {
    let mut headers = Vec::with_capacity(request.headers.len() + 11);
    headers.push((Cow::Borrowed("accept"), "application/json".to_owned()));
    if let Some(content_type) = content_type {
        headers.push((Cow::Borrowed("content-type"), content_type.to_owned()));
    }
    // Trimmed here so that what is signed is what a server sees after its own trimming.
    headers.extend(request.headers.iter().map(|(n, v)| (Cow::Owned(n.clone()), v.trim().to_owned())));
    headers
}

fn header_value<'a>(headers: &'a [(Cow<'static, str>, String)], name: &str) -> &'a str {
    headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}

fn wire_body(body: &Body) -> (Option<&'static str>, Bytes) {
    match body {
        Body::Empty => (None, Bytes::new()),
        Body::Form(fields) if fields.is_empty() => (None, Bytes::new()),
        Body::Form(fields) => (Some(FORM_TYPE), Bytes::from(query_text(&pairs_of(fields)))),
        Body::Bytes { content_type, bytes } => (Some(content_type), bytes.clone()),
    }
}

fn pairs_of(pairs: &[(String, String)]) -> Vec<Pair<'_>> {
    let mut out = Vec::with_capacity(pairs.len() + 9);
    out.extend(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    out
}

fn sorted_pairs(pairs: &[(String, String)]) -> Vec<Pair<'_>> {
    let mut out = pairs_of(pairs);
    sort_pairs(&mut out);
    out
}

fn path_and_query(path: &str, query: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1 + query.len());
    out.push_str(path);
    if !query.is_empty() {
        out.push('?');
        out.push_str(query);
    }
    out
}

fn finish(
    endpoint: &TrustedEndpoint,
    method: Method,
    path_and_query: String,
    headers: Vec<(Cow<'static, str>, String)>,
    body: Bytes,
    signature: String,
) -> SignedRequest {
    let host = endpoint.host().to_owned();
    let http = HttpRequest { method, channel: endpoint.channel(), host, path_and_query, headers, body };
    SignedRequest { http, signature }
}
