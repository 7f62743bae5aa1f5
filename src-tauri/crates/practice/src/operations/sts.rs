//! `Sts` 2015-04-01: who is calling, and session keys of roles.
//!
//! **Source**: domain page on invocation, section 4.

use serde_json::json;

use super::{Answer, fields};
use crate::call::Call;
use crate::keys::{Caller, PRACTICE_ACCOUNT_ID, Session, session_key_id};
use crate::refusal::Refusal;
use crate::seed::{self, uuid_of};
use crate::state::State;

/// Role that trusts the Security Center service and no account, in the practice account as in real ones.
const EXECUTION_ROLE: &str = "AliyunSiemSoarExecutionDefaultRole";

/// Name of the practice account's RAM user.
const USER: &str = "practice";

pub(super) fn caller_identity(call: &Call<'_>, _state: &mut State) -> Answer {
    Ok(fields(match &call.caller {
        Caller::Account => json!({
            "IdentityType": "RAMUser",
            "AccountId": PRACTICE_ACCOUNT_ID,
            "UserId": numeric_id("user", USER),
            "PrincipalId": numeric_id("user", USER),
            "Arn": format!("acs:ram::{PRACTICE_ACCOUNT_ID}:user/{USER}"),
        }),
        Caller::Session(session) => json!({
            "IdentityType": "AssumedRoleUser",
            "AccountId": session.account,
            "RoleId": role_id(session),
            "PrincipalId": format!("{}:{}", role_id(session), session.session),
            "Arn": session_arn(session),
        }),
    }))
}

pub(super) fn assume_role(call: &Call<'_>, _state: &mut State) -> Answer {
    let (account, role) = role_of(call.needed("RoleArn")?)?;
    let session_name = session_name(call.needed("RoleSessionName")?)?;
    let seconds = call.number_within("DurationSeconds", 3600, 900..=3600)?;
    check_policy(call)?;
    check_trust(account, role)?;
    let session = Session {
        key_id: session_key_id(call.nonce),
        account: account.to_owned(),
        role: role.to_owned(),
        session: session_name.to_owned(),
        expires_unix_s: call.now_unix_s + seconds,
    };
    Ok(fields(json!({
        "AssumedRoleUser": {
            "Arn": session_arn(&session),
            "AssumedRoleId": format!("{}:{}", role_id(&session), session.session),
        },
        "Credentials": {
            "AccessKeyId": session.key_id,
            "AccessKeySecret": session.secret().expose(),
            "SecurityToken": session.token(),
            "Expiration": Call::utc_time(session.expires_unix_s),
        },
    })))
}

fn role_of(arn: &str) -> Result<(&str, &str), Refusal> {
    let parts = arn.strip_prefix("acs:ram::").and_then(|rest| rest.split_once(":role/"));
    let is_plain = |(account, role): &(&str, &str)| {
        !account.is_empty()
            && account.bytes().all(|b| b.is_ascii_digit())
            && !role.is_empty()
            && role.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    parts
        .filter(is_plain)
        .ok_or_else(|| Refusal::invalid("RoleArn", "it is not of the form acs:ram::<account>:role/<name>"))
}

fn session_name(name: &str) -> Result<&str, Refusal> {
    let is_right = (2..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".@-_".contains(&b));
    if is_right {
        return Ok(name);
    }
    Err(Refusal::invalid("RoleSessionName", "2 to 64 letters, digits, or . @ - _ are allowed"))
}

fn check_policy(call: &Call<'_>) -> Result<(), Refusal> {
    let is_right = call.passes("Policy", |text| {
        serde_json::from_str::<serde_json::Value>(text)
            .is_ok_and(|policy| policy["Version"].is_string() && policy["Statement"].is_array())
    });
    if is_right {
        Ok(())
    } else {
        Err(Refusal::invalid("PolicyGrammar", "the policy has no Version and Statement"))
    }
}

fn check_trust(account: &str, role: &str) -> Result<(), Refusal> {
    let places = &seed::seed().places;
    if role == EXECUTION_ROLE {
        let message =
            format!("The role {role} trusts the Security Center service only; no account may assume it.");
        return Err(Refusal::new(403, "NoPermission", message));
    }
    if places.accounts.iter().any(|own| own == account) && places.roles.iter().any(|own| own == role) {
        return Ok(());
    }
    let message = format!("There is no role {role} in the account {account}.");
    Err(Refusal::new(404, "EntityNotExist.Role", message))
}

fn session_arn(session: &Session) -> String {
    format!("acs:ram::{}:assumed-role/{}/{}", session.account, session.role, session.session)
}

fn role_id(session: &Session) -> String {
    numeric_id("role", &format!("{}/{}", session.account, session.role))
}

/// Ids of users and roles are numbers of 18 digits; these are derived from names.
fn numeric_id(kind: &str, name: &str) -> String {
    let digits: String =
        uuid_of(kind, name).bytes().filter(|b| *b != b'-').map(|b| char::from(b'0' + b % 10)).collect();
    format!("3{}", &digits[..17])
}
