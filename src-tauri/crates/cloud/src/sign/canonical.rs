//! The texts that are signed: one function per scheme, from plain parts to canonical text.
//!
//! They work on decoded pairs so that the client, the `sign` command and the practice gateway's check share one
//! implementation. Deliberately absent: keys, and any decision about which headers a request has.

use sha2::{Digest, Sha256};

use super::encode::{push_encoded, push_hex, push_pairs};

/// A decoded key and value.
pub type Pair<'a> = (&'a str, &'a str);

/// SHA-256 of nothing, the payload hash of every request without a body.
pub const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Returns the hexadecimal SHA-256 of a payload.
pub fn payload_sha256(body: &[u8]) -> String {
    if body.is_empty() {
        return EMPTY_SHA256.to_owned();
    }
    let mut out = String::with_capacity(64);
    push_hex(&mut out, &Sha256::digest(body));
    out
}

/// Sorts pairs by key, then by value, in code-point order (UTF-8 byte order is the same).
pub fn sort_pairs(pairs: &mut [Pair<'_>]) {
    pairs.sort_unstable();
}

/// What an ACS3 signature covers.
#[derive(Debug, Clone, Copy)]
pub struct Acs3Parts<'a> {
    /// Upper-case method.
    pub method: &'a str,
    /// Path as sent, already percent-encoded; `/` for RPC operations.
    pub path: &'a str,
    /// Encoded query in sorted order, without `?`.
    pub query: &'a str,
    /// Headers to sign: lower-case names in sorted order.
    pub headers: &'a [Pair<'a>],
    /// Hexadecimal SHA-256 of the exact body bytes.
    pub payload_sha256: &'a str,
}

/// Returns the canonical request of ACS3-HMAC-SHA256. **Source**: vendor guide "V3 request body and signature".
pub fn acs3_canonical_request(parts: &Acs3Parts<'_>) -> String {
    let header_bytes: usize =
        parts.headers.iter().map(|(name, value)| 2 * name.len() + value.len() + 3).sum();
    let mut out = String::with_capacity(parts.path.len() + parts.query.len() + header_bytes + 80);
    out.push_str(parts.method);
    out.push('\n');
    out.push_str(parts.path);
    out.push('\n');
    out.push_str(parts.query);
    out.push('\n');
    for (name, value) in parts.headers {
        out.push_str(name);
        out.push(':');
        out.push_str(value.trim());
        out.push('\n');
    }
    out.push('\n');
    push_signed_headers(&mut out, parts.headers);
    out.push('\n');
    out.push_str(parts.payload_sha256);
    out
}

/// Appends the names of the signed headers, joined with `;`.
pub fn push_signed_headers(out: &mut String, headers: &[Pair<'_>]) {
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            out.push(';');
        }
        out.push_str(name);
    }
}

/// Returns the string to sign of ACS3: the scheme's name and the hash of the canonical request.
pub fn acs3_string_to_sign(canonical_request: &str) -> String {
    let mut out = String::with_capacity(17 + 64);
    out.push_str("ACS3-HMAC-SHA256\n");
    push_hex(&mut out, &Sha256::digest(canonical_request.as_bytes()));
    out
}

/// Returns the string to sign of RPC v1 from the sorted, encoded parameters of query and form together.
pub fn rpc_v1_string_to_sign(method: &str, canonical_query: &str) -> String {
    let mut out = String::with_capacity(method.len() + 5 + canonical_query.len() * 5 / 4);
    out.push_str(method);
    out.push_str("&%2F&");
    push_encoded(&mut out, canonical_query);
    out
}

/// Returns pairs encoded and joined, in the order given.
pub fn query_text(pairs: &[Pair<'_>]) -> String {
    let bytes: usize = pairs.iter().map(|(key, value)| key.len() + value.len() + 2).sum();
    let mut out = String::with_capacity(bytes + bytes / 4);
    push_pairs(&mut out, pairs.iter().copied());
    out
}

/// Returns the string to sign of ROA v1. Query values are *not* encoded in it.
///
/// `headers` have lower-case names in sorted order, `query` is sorted.
pub fn roa_v1_string_to_sign(method: &str, path: &str, query: &[Pair<'_>], headers: &[Pair<'_>]) -> String {
    let header = |name: &str| headers.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value.trim());
    let mut out = String::with_capacity(512);
    for part in [method, header("accept"), header("content-md5"), header("content-type"), header("date")] {
        out.push_str(part);
        out.push('\n');
    }
    for (name, value) in headers.iter().filter(|(name, _)| name.starts_with("x-acs-")) {
        out.push_str(name);
        out.push(':');
        out.push_str(value.trim());
        out.push('\n');
    }
    out.push_str(path);
    for (index, (key, value)) in query.iter().enumerate() {
        out.push(if index == 0 { '?' } else { '&' });
        out.push_str(key);
        out.push('=');
        out.push_str(value);
    }
    out
}
