//! Credentials that other programs of the vendor keep on this machine: finding and reading them, never writing.
//!
//! What is read becomes a list of `Found`, each usable or with the reason why it is not; a broken file is told and
//! left alone. Deliberately absent: storing anything (see `bodies::credential_import`), and keys that only live
//! behind a network.
//! **Source**: domain page on invocation, section 5.

mod cli_config;
mod credentials_ini;
pub(crate) mod program;

use std::path::{Path, PathBuf};

use soarboard_model::message::Message;
use soarboard_secret::Secret;

use crate::profile::{RoleProfile, check_name};

/// Largest file that is read; real ones have a few kilobytes.
const MAX_BYTES: u64 = 1 << 20;
/// The vendor's switch against programs that hand out keys.
const OFF_VARIABLE: &str = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS";
const INI_VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";

/// Where the vendor's programs keep credentials; `None` where this program does not look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CredentialFiles {
    /// Configuration of the vendor's command line.
    pub cli_config: Option<PathBuf>,
    /// Credentials file of the vendor's SDKs.
    pub credentials_ini: Option<PathBuf>,
    /// Whether programs that a file names may not be run even when told to.
    pub programs_off: bool,
}

impl CredentialFiles {
    /// Returns the places below the home folder, and the one that the vendor's variable names.
    pub fn of_user() -> Self {
        let home = std::env::home_dir();
        let named = std::env::var_os(INI_VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let usual = home.as_ref().map(|home| {
            let folder = home.join(".alibabacloud");
            let old = folder.join("credentials");
            // The older Go client reads the file without the extension.
            let ini = folder.join("credentials.ini");
            if !ini.exists() && old.is_file() { old } else { ini }
        });
        Self {
            cli_config: home.map(|home| home.join(".aliyun").join("config.json")),
            credentials_ini: named.or(usual),
            programs_off: std::env::var(OFF_VARIABLE).is_ok_and(|value| value == "1"),
        }
    }
}

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    CliConfig,
    CredentialsIni,
}

impl Origin {
    /// Returns the word that tells entries of one name apart.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::CliConfig => "config",
            Self::CredentialsIni => "ini",
        }
    }
}

/// Keys as they stand in a file.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    pub(crate) id: Secret,
    pub(crate) secret: Secret,
    pub(crate) token: Option<Secret>,
    pub(crate) expires_unix_s: Option<i64>,
}

/// What an entry is good for.
#[derive(Debug)]
pub(crate) enum FoundKind {
    /// Keys that sign.
    Keys(FoundKeys),
    /// A role, with the keys that ask for its session.
    RoleOnKeys(FoundKeys, RoleProfile),
    /// A role whose session another entry of the file asks for.
    RoleOnEntry(RoleProfile),
    /// Keys that a program hands out; the line that runs it may hold secrets.
    Program(Secret),
    /// Nothing here; the reason.
    Unusable(Message),
}

/// One entry of a file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    /// Its mode or type as the file spells it.
    pub(crate) mode: String,
    pub(crate) region: String,
    pub(crate) kind: FoundKind,
}

impl Found {
    /// Returns what tells it from all others.
    pub(crate) fn id(&self) -> String {
        format!("{}:{}", self.origin.word(), self.name)
    }

    pub(crate) fn role(&self) -> Option<&RoleProfile> {
        match &self.kind {
            FoundKind::RoleOnKeys(_, role) | FoundKind::RoleOnEntry(role) => Some(role),
            FoundKind::Keys(_) | FoundKind::Program(_) | FoundKind::Unusable(_) => None,
        }
    }

    pub(crate) fn keys(&self) -> Option<&FoundKeys> {
        match &self.kind {
            FoundKind::Keys(keys) | FoundKind::RoleOnKeys(keys, _) => Some(keys),
            FoundKind::RoleOnEntry(_) | FoundKind::Program(_) | FoundKind::Unusable(_) => None,
        }
    }
}

/// Everything that was found, and what is wrong with the files themselves.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) found: Vec<Found>,
    pub(crate) problems: Vec<Message>,
}

/// Reads both files. A file that is not there is no problem.
pub(crate) fn look(files: &CredentialFiles, now_unix_s: i64) -> Findings {
    let mut findings = Findings::default();
    let mut read_one = |path: &Option<PathBuf>, read: &dyn Fn(&str, &mut Findings)| {
        let Some(path) = path else { return };
        match text_of(path) {
            Ok(None) => {}
            Ok(Some(text)) => {
                let text = text.expose();
                read(text.strip_prefix('\u{feff}').unwrap_or(text), &mut findings);
            }
            Err(problem) => findings.problems.push(problem),
        }
    };
    read_one(&files.cli_config, &|text, findings| {
        cli_config::read(text, now_unix_s, files.programs_off, findings)
    });
    read_one(&files.credentials_ini, &|text, findings| credentials_ini::read(text, findings));
    check_names(&mut findings.found);
    check_roles(&mut findings.found);
    check_sources(&mut findings.found);
    findings
}

/// Returns the text of a file, which may hold secrets; `None` when there is no such file.
fn text_of(path: &Path) -> Result<Option<Secret>, Message> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unreadable = |reason: &dyn std::fmt::Display| {
        Message::new("error-import-unreadable").with("file", &name).with("reason", reason)
    };
    let metadata = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(|error| unreadable(&error))?,
    };
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        return Err(Message::new("error-import-no-file").with("file", &name));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
    // Taken apart so that nothing of the bytes gets into the message.
    let text = String::from_utf8(bytes).map_err(|_| Message::new("error-import-text").with("file", &name))?;
    Ok(Some(Secret::new(text)))
}

/// Turns entries whose names no profile can have into entries that say so.
fn check_names(found: &mut [Found]) {
    for entry in found {
        if let Err(error) = check_name(&entry.name) {
            entry.kind = FoundKind::Unusable(error.message);
        }
    }
}

/// Turns roles that cannot be asked for into entries that say so.
fn check_roles(found: &mut [Found]) {
    for entry in found {
        if let Some(Err(error)) = entry.role().map(RoleProfile::request) {
            entry.kind = FoundKind::Unusable(error.message);
        }
    }
}

/// Follows each chain of the command line's file to keys; one that ends elsewhere or nowhere says so.
fn check_sources(found: &mut [Found]) {
    let problems: Vec<Option<Message>> = found.iter().map(|entry| source_problem(found, entry)).collect();
    for (entry, problem) in found.iter_mut().zip(problems) {
        if let Some(problem) = problem {
            entry.kind = FoundKind::Unusable(problem);
        }
    }
}

fn source_problem(found: &[Found], start: &Found) -> Option<Message> {
    let mut chain = vec![start.name.as_str()];
    let mut entry = start;
    while let FoundKind::RoleOnEntry(role) = &entry.kind {
        if chain.contains(&role.source.as_str()) {
            let path = format!("{} → {}", chain.join(" → "), role.source);
            return Some(Message::new("error-role-cycle").with("chain", path));
        }
        let next = found.iter().find(|other| other.origin == start.origin && other.name == role.source);
        let Some(next) = next else {
            return Some(
                Message::new("error-role-source").with("name", &entry.name).with("source", &role.source),
            );
        };
        chain.push(&next.name);
        entry = next;
    }
    let is_broken = matches!(entry.kind, FoundKind::Unusable(_)) && entry.name != start.name;
    is_broken.then(|| Message::new("error-import-source").with("source", &entry.name))
}

/// Wraps a text of a file as a secret, unless it is empty.
fn secret(text: String) -> Option<Secret> {
    Some(Secret::new(text)).filter(|secret| !secret.is_empty())
}

/// Puts the parts of a key together, or names the first that is missing or cannot be one.
fn keys(
    id: Option<Secret>,
    secret: Option<Secret>,
    token: Option<Secret>,
    expires_unix_s: Option<i64>,
) -> Result<FoundKeys, Message> {
    let missing = |field: &str| Message::new("error-import-incomplete").with("field", field);
    let keys = FoundKeys {
        id: id.ok_or_else(|| missing("access_key_id"))?,
        secret: secret.ok_or_else(|| missing("access_key_secret"))?,
        token,
        expires_unix_s,
    };
    let is_key = |secret: &Secret| secret.expose().bytes().all(|b| b.is_ascii_graphic());
    let all_good = is_key(&keys.id) && is_key(&keys.secret) && keys.token.as_ref().is_none_or(is_key);
    if all_good { Ok(keys) } else { Err(Message::new("error-profile-key")) }
}

fn usable(kind: Result<FoundKind, Message>) -> FoundKind {
    kind.unwrap_or_else(FoundKind::Unusable)
}

#[cfg(test)]
mod tests;
