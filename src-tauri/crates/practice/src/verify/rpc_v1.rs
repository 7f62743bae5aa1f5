//! Signature version 1.0 in parameters: query and form fields are signed together, the host is not.
//!
//! Kept apart from ACS3 because the two share nothing but percent-encoding.

use base64::Engine as _;

use super::{Claim, ClaimScheme, ServerView, canonical_pairs, percent_encoded};
use crate::refusal::Refusal;
use crate::request::Incoming;

pub(super) fn read_claim(incoming: &Incoming<'_>) -> Result<Claim, Refusal> {
    let common = |name: &str| {
        incoming
            .parameter(name)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| Refusal::missing_common(name))
    };
    let claim = Claim {
        scheme: ClaimScheme::RpcV1,
        action: common("Action")?,
        version: common("Version")?,
        key_id: common("AccessKeyId")?,
        signature: common("Signature")?,
        time: common("Timestamp")?,
        nonce: common("SignatureNonce")?,
        token: incoming.parameter("SecurityToken").map(str::to_owned),
    };
    for (name, expected) in [("SignatureMethod", "HMAC-SHA1"), ("SignatureVersion", "1.0")] {
        if common(name)? != expected {
            return Err(Refusal::invalid(name, format_args!("only {expected} is known")));
        }
    }
    Ok(claim)
}

pub(super) fn server_view(incoming: &Incoming<'_>) -> ServerView {
    let signed = incoming.query.iter().chain(&incoming.form).filter(|(name, _)| name != "Signature");
    let string_to_sign = format!("{}&%2F&{}", incoming.method, percent_encoded(&canonical_pairs(signed)));
    ServerView { canonical_request: None, string_to_sign }
}

pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
