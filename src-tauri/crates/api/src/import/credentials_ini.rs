//! `~/.alibabacloud/credentials.ini`, the credentials file of the vendor's SDKs.

use std::collections::BTreeMap;

use soarboard_model::message::Message;
use soarboard_secret::Secret;

use super::{Findings, Found, FoundKeys, FoundKind, Origin, keys, usable};
use crate::profile::RoleProfile;

const ELSEWHERE: [&str; 6] =
    ["ecs_ram_role", "oidc_role_arn", "rsa_key_pair", "bearer", "credentials_uri", "external"];

type Section = BTreeMap<String, Secret>;

/// Reads the sections of the file.
pub(super) fn read(text: &str, findings: &mut Findings) {
    let mut sections: Vec<(String, Section)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            sections.push((name.0.trim().to_owned(), Section::new()));
            continue;
        }
        let pair = line.split_once('=').or_else(|| line.split_once(':'));
        match (sections.last_mut(), pair) {
            (Some((_, section)), Some((key, value))) => {
                // The vendor's reader ends a value at the mark of a comment.
                let value = value.split('#').next().unwrap_or_default();
                section.insert(key.trim().to_ascii_lowercase(), Secret::new(value));
            }
            // The line itself could be a secret that lost its name: only its number is told.
            _ => findings.problems.push(
                Message::new("error-import-line").with("file", "credentials.ini").with("line", index + 1),
            ),
        }
    }
    for (name, section) in sections {
        let found = entry(name, section);
        if findings.found.iter().all(|other| other.id() != found.id()) {
            findings.found.push(found);
        }
    }
}

fn entry(name: String, mut section: Section) -> Found {
    let mode = text(&section, "type");
    let kind = match mode.as_str() {
        "access_key" | "sts" => own_keys(&mut section).map(FoundKind::Keys),
        "ram_role_arn" => {
            let role = role(&section);
            own_keys(&mut section).map(|keys| FoundKind::RoleOnKeys(keys, role))
        }
        other if ELSEWHERE.contains(&other) => {
            Err(Message::new("error-import-unsupported").with("mode", other))
        }
        other => {
            Err(Message::new("error-import-mode").with("mode", other.chars().take(40).collect::<String>()))
        }
    };
    let region = text(&section, "region_id");
    Found { origin: Origin::CredentialsIni, name, mode, region, kind: usable(kind) }
}

fn own_keys(section: &mut Section) -> Result<FoundKeys, Message> {
    let mut take = |name: &str| section.remove(name).filter(|secret| !secret.is_empty());
    keys(take("access_key_id"), take("access_key_secret"), take("security_token"), None)
}

fn role(section: &Section) -> RoleProfile {
    RoleProfile {
        source: String::new(),
        role_arn: text(section, "role_arn"),
        session_name: text(section, "role_session_name"),
        duration_seconds: 0,
        external_id: text(section, "external_id"),
        policy: text(section, "policy"),
    }
}

fn text(section: &Section, name: &str) -> String {
    section.get(name).map(|value| value.expose().to_owned()).unwrap_or_default()
}
