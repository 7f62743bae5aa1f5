//! The key of an account, prepared for signing, and the credentials it comes from.
//!
//! Hashing the two key blocks of an HMAC is a third of the cost of a short signature, so it is done once per
//! account and the keyed state is cloned per request. Deliberately absent: where credentials are stored.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use soarboard_secret::Secret;

use super::encode::push_hex;

/// An AccessKey pair, with the token that temporary ones need.
pub struct Credentials {
    /// AccessKey id; not secret, but shown masked only (see [`masked_key_id`]).
    pub access_key_id: String,
    /// AccessKey secret.
    pub secret: Secret,
    /// Token of a temporary key (STS).
    pub security_token: Option<Secret>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &masked_key_id(&self.access_key_id))
            .field("is_temporary", &self.security_token.is_some())
            .finish_non_exhaustive()
    }
}

/// Returns a key id fit to be shown: the first four and the last four characters, `LTAI…0001`.
///
/// Ids of fewer than twelve characters show their last two at most, so that a secret pasted into the wrong
/// field does not appear.
pub fn masked_key_id(access_key_id: &str) -> String {
    let chars: Vec<char> = access_key_id.chars().collect();
    let tail = |n: usize| chars[chars.len() - n..].iter().collect::<String>();
    match chars.len() {
        0..=3 => "…".to_owned(),
        4..=11 => format!("…{}", tail(2)),
        _ => format!("{}…{}", chars[..4].iter().collect::<String>(), tail(4)),
    }
}

/// The prepared HMAC states of one AccessKey secret.
#[derive(Clone)]
pub struct SigningKey {
    sha256: Hmac<Sha256>,
    sha1: Hmac<Sha1>,
    sha1_rpc: Hmac<Sha1>,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

impl SigningKey {
    /// Prepares the states for a secret.
    pub fn new(secret: &Secret) -> Self {
        let bare = secret.expose().as_bytes();
        let mut with_ampersand = Vec::with_capacity(bare.len() + 1);
        with_ampersand.extend_from_slice(bare);
        with_ampersand.push(b'&');
        let key = Self {
            sha256: Hmac::new_from_slice(bare).expect("HMAC takes keys of any length"),
            sha1: Hmac::new_from_slice(bare).expect("HMAC takes keys of any length"),
            sha1_rpc: Hmac::new_from_slice(&with_ampersand).expect("HMAC takes keys of any length"),
        };
        zeroize::Zeroize::zeroize(&mut with_ampersand);
        key
    }

    /// Returns the ACS3 signature of a text: HMAC-SHA256 in lower-case hexadecimal.
    pub fn acs3(&self, string_to_sign: &str) -> String {
        let mut mac = self.sha256.clone();
        mac.update(string_to_sign.as_bytes());
        let mut out = String::with_capacity(64);
        push_hex(&mut out, &mac.finalize().into_bytes());
        out
    }

    /// Returns the RPC v1 signature of a text: HMAC-SHA1 in base64, keyed with the secret and `&`.
    pub fn rpc_v1(&self, string_to_sign: &str) -> String {
        base64_of(self.sha1_rpc.clone(), string_to_sign)
    }

    /// Returns the ROA v1 signature of a text: HMAC-SHA1 in base64, keyed with the bare secret.
    pub fn roa_v1(&self, string_to_sign: &str) -> String {
        base64_of(self.sha1.clone(), string_to_sign)
    }
}

fn base64_of(mut mac: Hmac<Sha1>, text: &str) -> String {
    use base64::Engine as _;
    mac.update(text.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_ids_keep_only_both_ends() {
        assert_eq!(masked_key_id("LTAI5tSoarboardFake0001"), "LTAI…0001");
        assert_eq!(masked_key_id("short-id"), "…id");
        assert_eq!(masked_key_id("abc"), "…");
        assert_eq!(masked_key_id(""), "…");
    }

    #[test]
    fn debug_of_credentials_shows_neither_secret_nor_token() {
        let credentials = Credentials {
            access_key_id: "LTAI5tSoarboardFake0001".to_owned(),
            secret: Secret::new("canary-secret"),
            security_token: Some(Secret::new("canary-token")),
        };

        let shown = format!("{credentials:?} {:?}", SigningKey::new(&credentials.secret));

        assert!(!shown.contains("canary") && !shown.contains("SoarboardFake"), "{shown}");
    }
}
