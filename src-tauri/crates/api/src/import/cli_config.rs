//! `~/.aliyun/config.json`, the configuration of the vendor's command line.

use serde_json::{Map, Value};
use soarboard_model::message::Message;
use soarboard_secret::Secret;

use super::{Findings, Found, FoundKeys, FoundKind, Origin, keys, secret, usable};
use crate::profile::RoleProfile;

/// Modes whose keys live elsewhere: on an instance, behind an address or a token file.
const ELSEWHERE: [&str; 7] = [
    "EcsRamRole",
    "RamRoleArnWithRoleName",
    "CredentialsURI",
    "OIDC",
    "BearerToken",
    "Anonymous",
    "RsaKeyPair",
];

/// Reads the profiles of the file.
pub(super) fn read(text: &str, now_unix_s: i64, programs_off: bool, findings: &mut Findings) {
    let broken = || Message::new("error-import-json").with("file", "config.json");
    // The parser's own words could quote the file: only the place is told.
    let mut json: Value = match serde_json::from_str(text) {
        Ok(json) => json,
        Err(error) => {
            findings.problems.push(broken().with("line", error.line()));
            return;
        }
    };
    let Some(profiles) = json.get_mut("profiles").and_then(Value::as_array_mut) else {
        findings.problems.push(broken().with("line", 1));
        return;
    };
    for profile in profiles {
        let Some(fields) = profile.as_object_mut() else { continue };
        let found = entry(fields, now_unix_s, programs_off);
        // The command line takes the first of one name.
        if findings.found.iter().all(|other| other.id() != found.id()) {
            findings.found.push(found);
        }
    }
}

fn entry(fields: &mut Map<String, Value>, now_unix_s: i64, programs_off: bool) -> Found {
    let (name, mode, region) = (text(fields, "name"), text(fields, "mode"), text(fields, "region_id"));
    let kind = match mode.as_str() {
        "AK" => own_keys(fields, false).map(FoundKind::Keys),
        "StsToken" => own_keys(fields, true).map(FoundKind::Keys),
        "RamRoleArn" => own_keys(fields, true).map(|keys| FoundKind::RoleOnKeys(keys, role(fields))),
        "ChainableRamRoleArn" => match role(fields) {
            role if role.source.is_empty() => {
                Err(Message::new("error-import-incomplete").with("field", "source_profile"))
            }
            role => Ok(FoundKind::RoleOnEntry(role)),
        },
        "CloudSSO" | "OAuth" => cached_keys(fields, now_unix_s).map(FoundKind::Keys),
        "External" if programs_off => Err(Message::new("error-import-programs-off")),
        "External" => take(fields, "process_command")
            .map(FoundKind::Program)
            .ok_or_else(|| Message::new("error-import-incomplete").with("field", "process_command")),
        other if ELSEWHERE.contains(&other) => {
            Err(Message::new("error-import-unsupported").with("mode", other))
        }
        other => Err(Message::new("error-import-mode").with("mode", shown(other))),
    };
    Found { origin: Origin::CliConfig, name, mode: shown(&mode), region, kind: usable(kind) }
}

fn own_keys(fields: &mut Map<String, Value>, with_token: bool) -> Result<FoundKeys, Message> {
    let (id, key) = (take(fields, "access_key_id"), take(fields, "access_key_secret"));
    let token = take(fields, "sts_token").filter(|_| with_token);
    if with_token && token.is_none() && text(fields, "mode") == "StsToken" {
        return Err(Message::new("error-import-incomplete").with("field", "sts_token"));
    }
    keys(id, key, token, None)
}

/// Keys that a sign-in left behind, good until the moment the file names.
fn cached_keys(fields: &mut Map<String, Value>, now_unix_s: i64) -> Result<FoundKeys, Message> {
    let end = match fields.get("sts_expiration") {
        Some(Value::Number(number)) => number.as_i64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let end = end.filter(|end| *end > now_unix_s).ok_or_else(|| Message::new("error-import-expired"))?;
    let (id, key, token) =
        (take(fields, "access_key_id"), take(fields, "access_key_secret"), take(fields, "sts_token"));
    keys(id, key, token, Some(end))
}

/// Reads the answer of a program, which has the form of a profile with keys of its own.
pub(super) fn answered_keys(fields: &mut Map<String, Value>, now_unix_s: i64) -> Result<FoundKeys, Message> {
    match text(fields, "mode").as_str() {
        "AK" => own_keys(fields, false),
        "StsToken" if fields.contains_key("sts_expiration") => cached_keys(fields, now_unix_s),
        "StsToken" => own_keys(fields, true),
        other => Err(Message::new("error-import-mode").with("mode", shown(other))),
    }
}

fn role(fields: &Map<String, Value>) -> RoleProfile {
    let seconds = fields.get("expired_seconds").and_then(Value::as_u64).unwrap_or(0);
    RoleProfile {
        source: text(fields, "source_profile"),
        role_arn: text(fields, "ram_role_arn"),
        session_name: text(fields, "ram_session_name"),
        // A number that fits nowhere is refused by the bounds of a session.
        duration_seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
        external_id: text(fields, "external_id"),
        policy: text(fields, "policy"),
    }
}

/// Takes a secret text out of the tree, so that no second copy stays there.
fn take(fields: &mut Map<String, Value>, name: &str) -> Option<Secret> {
    match fields.get_mut(name).map(Value::take) {
        Some(Value::String(text)) => secret(text),
        _ => None,
    }
}

fn text(fields: &Map<String, Value>, name: &str) -> String {
    fields.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
