//! ACS3-HMAC-SHA256: reading the `Authorization` header and deriving the canonical request.
//!
//! The payload hash is taken from the received body, never from the header, so a changed body cannot pass.
//! Deliberately absent: the other schemes.

use sha2::{Digest, Sha256};

use super::{Claim, ClaimScheme, ServerView, canonical_pairs, hex};
use crate::refusal::Refusal;
use crate::request::Incoming;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// Headers without which the gateway does not look at the signature, with the name their absence is reported under.
const REQUIRED: [(&str, &str); 5] = [
    ("x-acs-action", "Action"),
    ("x-acs-version", "Version"),
    ("x-acs-date", "Timestamp"),
    ("x-acs-signature-nonce", "SignatureNonce"),
    ("x-acs-content-sha256", "ContentSha256"),
];

pub(super) fn read_claim(incoming: &Incoming<'_>, authorization: &str) -> Result<Claim, Refusal> {
    let fields = authorization
        .strip_prefix(ALGORITHM)
        .ok_or_else(|| incomplete("the practice service reads ACS3-HMAC-SHA256 in this header"))?;
    let field = |name: &str| {
        let found = fields.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        found.filter(|value| !value.is_empty()).ok_or_else(|| incomplete(&format!("{name} is not there")))
    };
    for (header, name) in REQUIRED {
        if incoming.header(header).is_none_or(str::is_empty) {
            return Err(Refusal::missing_common(name));
        }
    }
    let signed_headers = signed_headers(incoming, field("SignedHeaders")?)?;
    let text = |header: &str| incoming.header(header).unwrap_or_default().to_owned();
    Ok(Claim {
        key_id: field("Credential")?.to_owned(),
        signature: field("Signature")?.to_owned(),
        scheme: ClaimScheme::Acs3(signed_headers),
        token: incoming.header("x-acs-security-token").map(str::to_owned),
        time: text("x-acs-date"),
        nonce: text("x-acs-signature-nonce"),
        action: text("x-acs-action"),
        version: text("x-acs-version"),
    })
}

/// Splits the list and refuses one that leaves out a common header which is present.
fn signed_headers(incoming: &Incoming<'_>, list: &str) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = list.split(';').map(str::to_owned).collect();
    names.sort();
    let is_common = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    match incoming.header_names().find(|name| is_common(name) && !names.contains(name)) {
        Some(left_out) => Err(incomplete(&format!("the header {left_out} is sent but not signed"))),
        None => Ok(names),
    }
}

pub(super) fn server_view(incoming: &Incoming<'_>, signed_headers: &[String]) -> ServerView {
    let mut canonical = format!(
        "{}\n{}\n{}\n",
        incoming.method,
        if incoming.path.is_empty() { "/" } else { incoming.path },
        canonical_pairs(incoming.query.iter())
    );
    for name in signed_headers {
        let value = incoming.header(name).unwrap_or_default().trim();
        canonical.push_str(&format!("{name}:{value}\n"));
    }
    canonical.push_str(&format!("\n{}\n{}", signed_headers.join(";"), hex(&Sha256::digest(incoming.body))));
    let string_to_sign = format!("{ALGORITHM}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    ServerView { canonical_request: Some(canonical), string_to_sign }
}

/// Reads lower-case hexadecimal; capital letters are not what the scheme writes.
pub(super) fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(pair[0])? * 16 + digit(*pair.get(1)?)?)).collect()
}

fn incomplete(why: &str) -> Refusal {
    Refusal::new(400, "IncompleteSignature", format!("The Authorization header is incomplete: {why}."))
}
