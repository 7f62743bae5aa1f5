//! The AccessKeys the practice service knows: one lasting pair, and the session keys it issues itself.
//!
//! A session key is its own record: the token names key, role and end, under a keyed digest, and the secret derives
//! from the key id. So keys outlive a restart of the host without anything being stored. None of this protects
//! anything: the values stand in open source and open nothing but practice data.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use soarboard_secret::Secret;

use crate::refusal::Refusal;

/// AccessKey id of the practice account.
pub const PRACTICE_ACCESS_KEY_ID: &str = "PracticeSoarboard0001";

/// AccessKey secret of the practice account; public on purpose, it opens nothing real.
pub const PRACTICE_ACCESS_KEY_SECRET: &str = "open-to-everyone-practice-only";

/// Account number of the practice account.
pub const PRACTICE_ACCOUNT_ID: &str = "1000000000000001";

/// Who a verified request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Caller {
    /// The lasting key of the practice account.
    Account,
    /// A session of an assumed role.
    Session(Session),
}

/// What the token of a session key says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// AccessKey id the token belongs to.
    pub(crate) key_id: String,
    /// Account the role belongs to.
    pub(crate) account: String,
    /// Role name.
    pub(crate) role: String,
    /// Session name.
    pub(crate) session: String,
    /// End, in seconds since 1970.
    pub(crate) expires_unix_s: i64,
}

impl Session {
    /// Returns the token that stands for this session.
    pub(crate) fn token(&self) -> String {
        let text = serde_json::to_string(self).expect("texts and numbers always write as JSON");
        let claims = URL_SAFE_NO_PAD.encode(text);
        let proof = digest("token", &claims);
        format!("{claims}.{proof}")
    }

    /// Returns the secret of this session's key.
    pub(crate) fn secret(&self) -> Secret {
        Secret::new(digest("secret", &self.key_id))
    }

    fn read(token: &str) -> Option<Self> {
        let (claims, proof) = token.split_once('.')?;
        if digest("token", claims) != proof {
            return None;
        }
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }
}

/// Returns a fresh session key id; `seed` must not have been used before.
pub(crate) fn session_key_id(seed: &str) -> String {
    format!("STS.Practice{}", &digest("id", seed)[..16])
}

/// Finds who a key id belongs to and the secret to check with. Whether a session has ended is the caller's question,
/// asked after the signature: see [`refuse_ended`].
///
/// **Errors**: `InvalidAccessKeyId.NotFound`, `MissingSecurityToken` or `InvalidSecurityToken.…`.
pub(crate) fn identify(key_id: &str, token: Option<&str>) -> Result<(Caller, Secret), Refusal> {
    let token = token.filter(|token| !token.is_empty());
    if key_id == PRACTICE_ACCESS_KEY_ID {
        return match token {
            None => Ok((Caller::Account, Secret::new(PRACTICE_ACCESS_KEY_SECRET))),
            Some(_) => Err(token_refusal("MismatchWithAccessKey", "belongs to no lasting key")),
        };
    }
    if !key_id.starts_with("STS.") {
        return Err(unknown_key());
    }
    let token = token.ok_or_else(|| {
        Refusal::new(400, "MissingSecurityToken", "A temporary key needs its security token.")
    })?;
    let session = Session::read(token).ok_or_else(|| token_refusal("Malformed", "was not issued here"))?;
    if session.key_id != key_id {
        return Err(token_refusal("MismatchWithAccessKey", "belongs to another key"));
    }
    let secret = session.secret();
    Ok((Caller::Session(session), secret))
}

/// Refuses a session that has ended.
///
/// **Errors**: `InvalidSecurityToken.Expired`.
pub(crate) fn refuse_ended(caller: &Caller, now_unix_s: i64) -> Result<(), Refusal> {
    match caller {
        Caller::Session(session) if session.expires_unix_s <= now_unix_s => {
            Err(token_refusal("Expired", "has expired"))
        }
        _ => Ok(()),
    }
}

fn unknown_key() -> Refusal {
    Refusal::new(404, "InvalidAccessKeyId.NotFound", "No account has this AccessKey id.")
}

fn token_refusal(kind: &str, why: &str) -> Refusal {
    Refusal::new(400, format!("InvalidSecurityToken.{kind}"), format!("The security token {why}."))
}

fn digest(purpose: &str, text: &str) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(PRACTICE_ACCESS_KEY_SECRET.as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(purpose.as_bytes());
    mac.update(b"\n");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(key_id: &str) -> Session {
        Session {
            key_id: key_id.to_owned(),
            account: PRACTICE_ACCOUNT_ID.to_owned(),
            role: "auditor".to_owned(),
            session: "me".to_owned(),
            expires_unix_s: 100,
        }
    }

    fn code(result: Result<(Caller, Secret), Refusal>) -> String {
        result.map_or_else(|refusal| refusal.code, |_| "ok".to_owned())
    }

    #[test]
    fn a_token_opens_its_own_key_only() {
        let one = session("STS.One");

        assert_eq!(code(identify("STS.One", Some(&one.token()))), "ok");
        assert_eq!(
            code(identify("STS.Two", Some(&one.token()))),
            "InvalidSecurityToken.MismatchWithAccessKey"
        );
        assert_eq!(code(identify("STS.One", None)), "MissingSecurityToken");
    }

    #[test]
    fn a_changed_token_is_malformed() {
        let mut token = session("STS.One").token();
        token.insert(3, 'A');

        assert_eq!(code(identify("STS.One", Some(&token))), "InvalidSecurityToken.Malformed");
    }

    #[test]
    fn unknown_keys_and_tokens_of_lasting_keys_are_refused() {
        assert_eq!(code(identify("Nobody", None)), "InvalidAccessKeyId.NotFound");
        assert_eq!(
            code(identify(PRACTICE_ACCESS_KEY_ID, Some("x"))),
            "InvalidSecurityToken.MismatchWithAccessKey"
        );
    }

    #[test]
    fn a_session_ends_at_its_second() {
        let caller = Caller::Session(session("STS.One"));

        assert!(refuse_ended(&caller, 99).is_ok());
        assert_eq!(refuse_ended(&caller, 100).unwrap_err().code, "InvalidSecurityToken.Expired");
    }
}
