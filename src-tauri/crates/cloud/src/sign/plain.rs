//! Signing of a request given as plain parts: the shape of the vector files.
//!
//! The `sign` command prints its traces and a gateway compares its own trace with a received signature. Separate
//! from `request.rs` because nothing here may be sent: it knows no endpoint. Deliberately absent: adding headers.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use soarboard_secret::Secret;

use super::canonical::{
    Acs3Parts, Pair, acs3_canonical_request, acs3_string_to_sign, payload_sha256, push_signed_headers,
    query_text, roa_v1_string_to_sign, rpc_v1_string_to_sign, sort_pairs,
};
use super::encode::decoded;
use super::{Credentials, Scheme, SigningKey};
use crate::http::HttpRequest;

/// A request without its signature, as plain decoded parts.
///
/// **Shape**: `{"method","host","path","query":{…},"headers":{…},"form"?:{…},"body_utf8"?,"body_base64"?}`.
#[derive(Clone, Deserialize)]
pub struct PlainRequest {
    /// Upper-case method.
    pub method: String,
    /// Host name as in the `host` header.
    #[serde(default)]
    pub host: String,
    /// Path, already percent-encoded.
    pub path: String,
    /// Decoded query parameters.
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    /// Headers; names in any case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Decoded form fields; signed by RPC v1 together with the query.
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    /// Exact payload as text.
    #[serde(default)]
    pub body_utf8: Option<String>,
    /// Exact payload in base64, when it is not text.
    #[serde(default, deserialize_with = "base64_bytes")]
    pub body_base64: Option<Vec<u8>>,
}

impl PlainRequest {
    /// Takes a request apart the way a gateway does; its signature is left out.
    pub fn of(http: &HttpRequest) -> Self {
        let (path, query) = http.path_and_query.split_once('?').unwrap_or((&http.path_and_query, ""));
        let is_form = http.header("content-type") == Some("application/x-www-form-urlencoded");
        let text = String::from_utf8_lossy(&http.body);
        let headers = http.headers.iter().filter(|(name, _)| name != "authorization");
        let mut query = decoded_pairs(query);
        query.remove("Signature");
        Self {
            method: http.method.as_str().to_owned(),
            host: http.host.clone(),
            path: path.to_owned(),
            query,
            headers: headers.map(|(name, value)| (name.to_string(), value.clone())).collect(),
            form: if is_form { decoded_pairs(&text) } else { BTreeMap::new() },
            body_utf8: None,
            body_base64: Some(http.body.to_vec()),
        }
    }

    /// Returns the exact payload bytes.
    pub fn body(&self) -> &[u8] {
        match (&self.body_base64, &self.body_utf8) {
            (Some(bytes), _) => bytes,
            (None, Some(text)) => text.as_bytes(),
            (None, None) => &[],
        }
    }
}

/// The steps of one signature.
///
/// Canonical texts of temporary keys contain the token: show a trace only to whoever handed in the request.
/// `Debug` therefore prints nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SignatureTrace {
    /// Canonical request (ACS3 only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_request: Option<String>,
    /// Text handed to HMAC.
    pub string_to_sign: String,
    /// Signature: hexadecimal for ACS3, base64 for the others.
    pub signature: String,
    /// Value of the `Authorization` header (not for RPC v1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization: Option<String>,
}

impl fmt::Debug for SignatureTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignatureTrace(…)")
    }
}

/// Returns the header names our own requests sign: `host`, `content-type` and all `x-acs-*`.
pub fn signed_header_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    names
        .into_iter()
        .filter(|name| *name == "host" || *name == "content-type" || name.starts_with("x-acs-"))
        .collect()
}

/// Signs plain parts and returns every step.
///
/// `signed_headers` chooses what ACS3 signs (lower-case names); `None` means [`signed_header_names`].
pub fn trace(
    scheme: Scheme,
    request: &PlainRequest,
    access_key_id: &str,
    key: &SigningKey,
    signed_headers: Option<&[String]>,
) -> SignatureTrace {
    let lowered: Vec<(String, &str)> =
        request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.as_str())).collect();
    let mut headers: Vec<Pair<'_>> = lowered.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    sort_pairs(&mut headers);
    match scheme {
        Scheme::Acs3 => {
            match signed_headers {
                Some(wanted) => headers.retain(|(name, _)| wanted.iter().any(|w| w == name)),
                None => {
                    let ours = signed_header_names(headers.iter().map(|(name, _)| *name));
                    headers.retain(|(name, _)| ours.contains(name));
                }
            }
            acs3_trace(request, &headers, access_key_id, key)
        }
        Scheme::RpcV1 => rpc_v1_trace(request, key),
        Scheme::RoaV1 => roa_v1_trace(request, &headers, access_key_id, key),
    }
}

fn acs3_trace(
    request: &PlainRequest,
    headers: &[Pair<'_>],
    key_id: &str,
    key: &SigningKey,
) -> SignatureTrace {
    let canonical = acs3_canonical_request(&Acs3Parts {
        method: &request.method,
        path: &request.path,
        query: &query_text(&pairs_of(&request.query)),
        headers,
        payload_sha256: &payload_sha256(request.body()),
    });
    let string_to_sign = acs3_string_to_sign(&canonical);
    let signature = key.acs3(&string_to_sign);
    let mut authorization = format!("ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders=");
    push_signed_headers(&mut authorization, headers);
    authorization.push_str(",Signature=");
    authorization.push_str(&signature);
    SignatureTrace {
        canonical_request: Some(canonical),
        string_to_sign,
        signature,
        authorization: Some(authorization),
    }
}

fn rpc_v1_trace(request: &PlainRequest, key: &SigningKey) -> SignatureTrace {
    let mut pairs = pairs_of(&request.query);
    pairs.extend(pairs_of(&request.form));
    sort_pairs(&mut pairs);
    let string_to_sign = rpc_v1_string_to_sign(&request.method, &query_text(&pairs));
    let signature = key.rpc_v1(&string_to_sign);
    SignatureTrace { canonical_request: None, string_to_sign, signature, authorization: None }
}

fn roa_v1_trace(
    request: &PlainRequest,
    headers: &[Pair<'_>],
    key_id: &str,
    key: &SigningKey,
) -> SignatureTrace {
    let query = pairs_of(&request.query);
    let string_to_sign = roa_v1_string_to_sign(&request.method, &request.path, &query, headers);
    let signature = key.roa_v1(&string_to_sign);
    let authorization = Some(format!("acs {key_id}:{signature}"));
    SignatureTrace { canonical_request: None, string_to_sign, signature, authorization }
}

fn decoded_pairs(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(k, v)| (decoded(k), decoded(v)))
        .collect()
}

fn pairs_of(map: &BTreeMap<String, String>) -> Vec<Pair<'_>> {
    map.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

/// One request of a file in the vector shape, with what it is to be signed with.
pub struct SignCase {
    /// Name of the case.
    pub id: String,
    /// Scheme it names.
    pub scheme: Scheme,
    /// Made-up or real keys standing in the file.
    pub credentials: Credentials,
    /// Unsigned request.
    pub request: PlainRequest,
    /// Header names to sign, when the file says which (`expect.signed_headers`); else our own choice applies.
    pub signed_headers: Option<Vec<String>>,
}

impl SignCase {
    /// Signs the case.
    pub fn trace(&self) -> SignatureTrace {
        let key = SigningKey::new(&self.credentials.secret);
        trace(
            self.scheme,
            &self.request,
            &self.credentials.access_key_id,
            &key,
            self.signed_headers.as_deref(),
        )
    }
}

/// What a file in the vector shape holds; a case that cannot be read does not hide the others.
pub struct SignCases {
    /// Readable cases in file order.
    pub cases: Vec<SignCase>,
    /// Zero-based positions of the others, with what was wrong.
    pub unreadable: Vec<(usize, serde_json::Error)>,
}

/// Reads a file in the vector shape: `{"vectors":[…]}`, a bare array of cases, or one case.
///
/// **Errors**: only when the text is not JSON at all.
pub fn read_sign_cases(text: &str) -> Result<SignCases, serde_json::Error> {
    use serde_json::Value;
    let items = match serde_json::from_str(text)? {
        Value::Object(mut map) => match map.remove("vectors") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(map)],
        },
        Value::Array(items) => items,
        other => vec![other],
    };
    let mut read = SignCases { cases: Vec::with_capacity(items.len()), unreadable: Vec::new() };
    for (index, item) in items.into_iter().enumerate() {
        match serde_json::from_value::<CaseFile>(item) {
            Ok(case) => read.cases.push(case.into_case()),
            Err(error) => read.unreadable.push((index, error)),
        }
    }
    Ok(read)
}

#[derive(Deserialize)]
struct CaseFile {
    #[serde(default)]
    id: String,
    scheme: CaseScheme,
    credentials: CaseCredentials,
    request: PlainRequest,
    #[serde(default)]
    expect: CaseExpect,
}

#[derive(Deserialize)]
enum CaseScheme {
    #[serde(rename = "acs3", alias = "acs3-rpc", alias = "acs3-roa")]
    Acs3,
    #[serde(rename = "rpc-v1")]
    RpcV1,
    #[serde(rename = "roa-v1")]
    RoaV1,
}

#[derive(Deserialize)]
struct CaseCredentials {
    access_key_id: String,
    access_key_secret: String,
    #[serde(default)]
    security_token: Option<String>,
}

/// The expected results are ignored; only *which* headers were signed is an input.
#[derive(Default, Deserialize)]
struct CaseExpect {
    #[serde(default)]
    signed_headers: Option<Vec<String>>,
}

impl CaseFile {
    fn into_case(self) -> SignCase {
        SignCase {
            id: self.id,
            scheme: match self.scheme {
                CaseScheme::Acs3 => Scheme::Acs3,
                CaseScheme::RpcV1 => Scheme::RpcV1,
                CaseScheme::RoaV1 => Scheme::RoaV1,
            },
            credentials: Credentials {
                access_key_id: self.credentials.access_key_id,
                secret: Secret::new(self.credentials.access_key_secret),
                security_token: self.credentials.security_token.map(Secret::new),
            },
            request: self.request,
            signed_headers: self.expect.signed_headers,
        }
    }
}

fn base64_bytes<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Vec<u8>>, D::Error> {
    use base64::Engine as _;
    let text = Option::<String>::deserialize(input)?;
    text.map(|t| base64::engine::general_purpose::STANDARD.decode(t).map_err(serde::de::Error::custom))
        .transpose()
}
