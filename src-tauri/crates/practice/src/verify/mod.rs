//! The gateway's own check of a signature, written apart from the signer on purpose.
//!
//! Nothing here calls `soarboard_cloud::sign`: canonical request and string to sign are derived a second time from
//! the received bytes, so a mistake in one of the two shows as a difference. Both are held against the same vectors.
//! Deliberately absent: clock, nonces and keys (see `gate.rs`), resource-style V1.
//! **Source**: domain page on invocation, sections 1.1 and 1.3.

mod acs3;
mod rpc_v1;

#[cfg(test)]
mod tests;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use soarboard_secret::Secret;

use crate::refusal::Refusal;
use crate::request::Incoming;

/// What a request says about who signed it, and how.
pub(crate) struct Claim {
    /// Scheme of the signature.
    pub(crate) scheme: ClaimScheme,
    /// AccessKey id.
    pub(crate) key_id: String,
    /// Token of a temporary key.
    pub(crate) token: Option<String>,
    /// Time of signing as written.
    pub(crate) time: String,
    /// Nonce.
    pub(crate) nonce: String,
    /// Called action.
    pub(crate) action: String,
    /// Version of the product's API.
    pub(crate) version: String,
    /// Signature as sent.
    pub(crate) signature: String,
}

/// Scheme of a signature, with what only that scheme needs.
pub(crate) enum ClaimScheme {
    /// ACS3-HMAC-SHA256 with its signed header names, sorted.
    Acs3(Vec<String>),
    /// Signature version 1.0 in parameters.
    RpcV1,
}

/// What the gateway would have signed.
pub(crate) struct ServerView {
    /// Canonical request (ACS3 only).
    pub(crate) canonical_request: Option<String>,
    /// Text under the signature.
    pub(crate) string_to_sign: String,
}

/// Reads the claim of a request: the `Authorization` header if there is one, else parameters.
///
/// **Errors**: `IncompleteSignature` or `Missing…` when a part is not there.
pub(crate) fn read_claim(incoming: &Incoming<'_>) -> Result<Claim, Refusal> {
    match incoming.header("authorization") {
        Some(authorization) => acs3::read_claim(incoming, authorization),
        None if incoming.parameter("Signature").is_none() && incoming.header("x-acs-action").is_some() => {
            Err(Refusal::new(400, "IncompleteSignature", "The request carries no Authorization header."))
        }
        None => rpc_v1::read_claim(incoming),
    }
}

/// Derives what the claimant should have signed.
pub(crate) fn server_view(incoming: &Incoming<'_>, scheme: &ClaimScheme) -> ServerView {
    match scheme {
        ClaimScheme::Acs3(signed_headers) => acs3::server_view(incoming, signed_headers),
        ClaimScheme::RpcV1 => rpc_v1::server_view(incoming),
    }
}

/// Checks the signature of a request with the secret of the claimed key.
///
/// **Errors**: `SignatureDoesNotMatch` with the text the gateway would have signed.
pub(crate) fn check_signature(
    incoming: &Incoming<'_>,
    claim: &Claim,
    secret: &Secret,
) -> Result<(), Refusal> {
    let view = server_view(incoming, &claim.scheme);
    let text = view.string_to_sign.as_bytes();
    let is_right = match claim.scheme {
        ClaimScheme::Acs3(_) => acs3::decode_hex(&claim.signature)
            .is_some_and(|tag| keyed::<Hmac<Sha256>>(secret.expose(), text).verify_slice(&tag).is_ok()),
        ClaimScheme::RpcV1 => {
            let mut key = zeroize::Zeroizing::new(secret.expose().to_owned());
            key.push('&');
            rpc_v1::decode_base64(&claim.signature)
                .is_some_and(|tag| keyed::<Hmac<Sha1>>(&key, text).verify_slice(&tag).is_ok())
        }
    };
    if is_right { Ok(()) } else { Err(mismatch(&view)) }
}

fn keyed<M: Mac + KeyInit>(key: &str, text: &[u8]) -> M {
    let mut mac = <M as KeyInit>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text);
    mac
}

fn mismatch(view: &ServerView) -> Refusal {
    let mut message = format!(
        "The signature is not the one calculated here. server string to sign is:{}",
        view.string_to_sign
    );
    if let Some(canonical) = &view.canonical_request {
        message.push_str(" server canonical request is:");
        message.push_str(canonical);
    }
    Refusal::new(400, "SignatureDoesNotMatch", message)
}

/// Writes a text with every byte outside `A-Za-z0-9-_.~` as `%XX`.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Joins pairs sorted by name, then value, both encoded.
fn canonical_pairs<'a>(pairs: impl Iterator<Item = &'a (String, String)>) -> String {
    let mut sorted: Vec<_> = pairs.collect();
    sorted.sort();
    let parts: Vec<String> = sorted
        .into_iter()
        .map(|(name, value)| format!("{}={}", percent_encoded(name), percent_encoded(value)))
        .collect();
    parts.join("&")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
