//! Taking over credentials of the vendor's own programs: shows what is there, stores what the user chose.
//!
//! The files are read anew for every request, so no key waits in memory between looking and taking. Entries without
//! keys of their own bring the entries they stand on. Deliberately absent: reading the files (see `import`).

use std::sync::Arc;

use soarboard_model::message::Message;
use soarboard_secret::SecretStore;

use super::credential;
use crate::app::App;
use crate::import::{self, Findings, Found, FoundKeys, FoundKind, Origin, program};
use crate::profile::{NewProfile, Profile, RoleProfile, blocking, key_tail};
use crate::wire::{
    CredentialImportReply, CredentialImportRequest, ErrorCode, ImportEntry, ImportOrigin, Nothing, RoleView,
    WireError,
};

/// Looks at the vendor's files and takes the named entries over.
///
/// **Errors** `BadRequest` before anything is stored when an entry cannot be taken over, or its name is taken; `Keyring`
/// when a secret cannot be kept: entries before it are stored then.
pub async fn import(
    app: &Arc<App>,
    request: CredentialImportRequest,
) -> Result<CredentialImportReply, WireError> {
    let (owner, store) = (app.clone(), app.host().secrets());
    let files = app.host().credential_files();
    let now_s = app.host().clock().now_unix_ms().div_euclid(1000);
    let is_taking = !request.take.is_empty();
    let (found, problems) = blocking(move || {
        let findings = import::look(&files, now_s);
        let mut taken = Vec::new();
        if is_taking {
            let wanted = wanted(&owner, &findings, &request)?;
            for entry in &wanted {
                take(&owner, entry, (&request, now_s), &*store)?;
                taken.push(entry.id());
            }
        }
        let profiles = owner.profiles().list()?;
        let found = findings.found.iter().map(|entry| view(entry, &profiles, &taken)).collect();
        Ok((found, findings.problems))
    })
    .await?;
    if is_taking {
        app.role_sessions().forget();
    }
    Ok(CredentialImportReply { found, problems, list: credential::list(app, Nothing {}).await? })
}

/// Returns the entries asked for and those they stand on, sources first. Nothing is stored before all are known to
/// be usable.
fn wanted<'f>(
    app: &App,
    findings: &'f Findings,
    request: &CredentialImportRequest,
) -> Result<Vec<&'f Found>, WireError> {
    let profiles = app.profiles().list()?;
    let mut wanted: Vec<&Found> = Vec::new();
    for id in &request.take {
        let mut chain = vec![named(findings, id)?];
        while let Some(FoundKind::RoleOnEntry(role)) = chain.last().map(|entry| &entry.kind) {
            let origin = chain[0].origin;
            chain.push(named(findings, &format!("{}:{}", origin.word(), role.source))?);
        }
        for entry in chain.into_iter().rev() {
            if let FoundKind::Unusable(problem) = &entry.kind {
                let message = Message::new("error-import-unusable").with("name", &entry.name);
                return Err(WireError::new(ErrorCode::BadRequest, message).hint(problem.clone()));
            }
            if let FoundKind::Program(line) = &entry.kind
                && !request.run_programs
            {
                let message = Message::new("error-import-program")
                    .with("name", &entry.name)
                    .with("program", program::name(line.expose()));
                return Err(WireError::new(ErrorCode::Unsafe, message)
                    .hint(Message::new("error-import-program-hint")));
            }
            let is_asked = request.take.contains(&entry.id());
            let is_new = !wanted.iter().any(|other| other.id() == entry.id());
            // A source that was taken over before serves again, if it is the same still.
            if is_new && (is_asked || !is_there(entry, &profiles)) {
                wanted.push(entry);
            }
        }
    }
    let clash = |(nth, entry): &(usize, &&Found)| {
        let is_twice = wanted[..*nth].iter().any(|other| other.name == entry.name);
        let names = names_of(entry);
        is_twice || (!request.replace && profiles.iter().any(|profile| names.contains(&profile.name)))
    };
    match wanted.iter().enumerate().find(clash) {
        None => Ok(wanted),
        Some((_, entry)) => {
            let message = Message::new("error-import-exists").with("name", &entry.name);
            Err(WireError::new(ErrorCode::BadRequest, message).hint(Message::new("error-import-exists-hint")))
        }
    }
}

fn named<'f>(findings: &'f Findings, id: &str) -> Result<&'f Found, WireError> {
    findings.found.iter().find(|entry| entry.id() == id).ok_or_else(|| {
        let name = id.split_once(':').map_or(id, |(_, name)| name);
        WireError::new(ErrorCode::BadRequest, Message::new("error-import-none").with("name", name))
    })
}

/// Says whether a profile looks like what an entry would become.
fn is_there(entry: &Found, profiles: &[Profile]) -> bool {
    let Some(profile) = profiles.iter().find(|profile| profile.name == entry.name) else { return false };
    match (&profile.role, entry.role(), entry.keys()) {
        (Some(own), Some(role), _) => own.role_arn == role.role_arn,
        (None, None, Some(keys)) => profile.access_key_id_tail == key_tail(keys.id.expose()),
        _ => false,
    }
}

/// Returns the profiles that an entry becomes. A role with keys becomes two: only keys have a secret to keep.
fn names_of(entry: &Found) -> Vec<String> {
    match &entry.kind {
        FoundKind::RoleOnKeys(..) => vec![keys_name(&entry.name), entry.name.clone()],
        _ => vec![entry.name.clone()],
    }
}

fn keys_name(name: &str) -> String {
    format!("{name} keys")
}

fn take(
    app: &App,
    entry: &Found,
    (request, now_s): (&CredentialImportRequest, i64),
    keyring: &dyn SecretStore,
) -> Result<(), WireError> {
    let add_keys = |name: String, keys: &FoundKeys| {
        let new = NewProfile {
            name,
            access_key_id: keys.id.duplicate(),
            access_key_secret: keys.secret.duplicate(),
            security_token: keys.token.as_ref().map(soarboard_secret::Secret::duplicate),
            region: entry.region.clone(),
            read_only: request.read_only,
            expires_unix_s: keys.expires_unix_s,
        };
        app.profiles().add(new, keyring)
    };
    let add_role = |role: RoleProfile| {
        let marks = (entry.region.clone(), request.read_only);
        app.profiles().add_role(&entry.name, role, marks, keyring)
    };
    match &entry.kind {
        FoundKind::Keys(keys) => add_keys(entry.name.clone(), keys)?,
        FoundKind::RoleOnKeys(keys, role) => {
            let source = add_keys(keys_name(&entry.name), keys)?.name;
            add_role(RoleProfile { source, ..role.clone() })?
        }
        FoundKind::RoleOnEntry(role) => add_role(role.clone())?,
        FoundKind::Program(line) => {
            let keys = program::run(line.expose(), now_s)
                .map_err(|problem| WireError::new(ErrorCode::CredentialMissing, problem))?;
            add_keys(entry.name.clone(), &keys)?
        }
        FoundKind::Unusable(_) => return Ok(()),
    };
    Ok(())
}

fn view(entry: &Found, profiles: &[Profile], taken: &[String]) -> ImportEntry {
    let kind = match &entry.kind {
        FoundKind::Keys(keys) if keys.token.is_some() => "stsToken",
        FoundKind::Keys(_) => "accessKey",
        FoundKind::RoleOnKeys(..) | FoundKind::RoleOnEntry(_) => "roleArn",
        // What it becomes shows when the program has run.
        FoundKind::Program(_) | FoundKind::Unusable(_) => "",
    };
    let problem = match &entry.kind {
        FoundKind::Unusable(problem) => Some(problem.clone()),
        _ => None,
    };
    ImportEntry {
        id: entry.id(),
        name: entry.name.clone(),
        origin: match entry.origin {
            Origin::CliConfig => ImportOrigin::CliConfig,
            Origin::CredentialsIni => ImportOrigin::CredentialsIni,
        },
        mode: entry.mode.clone(),
        kind: kind.to_owned(),
        access_key_id_tail: entry.keys().map(|keys| key_tail(keys.id.expose())).unwrap_or_default(),
        role: entry.role().map(RoleView::from),
        expires_unix_s: entry.keys().and_then(|keys| keys.expires_unix_s),
        exists: profiles.iter().any(|profile| profile.name == entry.name),
        program: match &entry.kind {
            FoundKind::Program(line) => Some(program::name(line.expose()).to_owned()),
            _ => None,
        },
        imported: taken.contains(&entry.id()),
        problem,
    }
}
