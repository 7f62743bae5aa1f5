//! `credential add|list|test|remove`: profiles whose secrets are in the system's keyring.
//!
//! A secret comes from the terminal, unseen, or from standard input, never from an argument: arguments stand in the
//! shell's history and in the list of processes.

use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use soarboard_api::App;
use soarboard_api::host::Host;
use soarboard_api::profile::{ENVIRONMENT, NewProfile, PRACTICE, Profile, RoleProfile};
use soarboard_api::wire::{BackendView, CallerIdentity, CredentialView, ErrorCode, RoleView};
use soarboard_model::message::Message;
use soarboard_secret::{Secret, StoreError};

use super::{call, credential_import};
use crate::args::{CredentialAddArgs, CredentialCommand, CredentialTestArgs};
use crate::files;
use crate::host::CliHost;
use crate::output::{Output, columns};
use crate::stop::{Exit, Failure, Outcome, Stop};

/// A key that no profile has: asking for it tells whether the keyring answers.
const PROBE: &str = "probe";

/// Runs one of the credential commands.
pub(crate) fn run(command: CredentialCommand, data_dir: Option<&Path>, out: &Output) -> Outcome {
    let host = CliHost::new(data_dir)?;
    let app = App::new(host.clone());
    match command {
        CredentialCommand::Add(args) => {
            let profile = match &args.role_arn {
                Some(role_arn) => add_role(&app, &host, &args, role_arn)?,
                None => add_keys(&app, &host, args, out)?,
            };
            out.note(&Message::new("cli-credential-added").with("name", &profile.name));
            list(&app, out, &|view| view.name == profile.name)?;
        }
        CredentialCommand::Import(args) => return credential_import::run(&app, &host, &args, out),
        CredentialCommand::List => list(&app, out, &|_| true)?,
        CredentialCommand::Test(args) => test(&app, &args, out)?,
        CredentialCommand::Remove { name } => {
            app.profiles().remove(&name, &*host.secrets())?;
            out.note(&Message::new("cli-credential-removed").with("name", &name));
            if out.json {
                list(&app, out, &|_| true)?;
            }
        }
    }
    Ok(Exit::Fine)
}

fn add_keys(app: &App, host: &CliHost, args: CredentialAddArgs, out: &Output) -> Result<Profile, Stop> {
    require_keyring(host)?;
    let (access_key_secret, security_token) = read_secrets(args.sts, out)?;
    let new = NewProfile {
        name: args.name,
        access_key_id: Secret::new(args.access_key_id.unwrap_or_default()),
        access_key_secret,
        security_token,
        region: args.region,
        read_only: args.read_only,
        expires_unix_s: None,
    };
    Ok(app.profiles().add(new, &*host.secrets())?)
}

fn add_role(app: &App, host: &CliHost, args: &CredentialAddArgs, role_arn: &str) -> Result<Profile, Stop> {
    let role = RoleProfile {
        source: args.source.clone().unwrap_or_default(),
        role_arn: role_arn.to_owned(),
        session_name: args.session_name.clone(),
        duration_seconds: args.duration,
        external_id: args.external_id.clone(),
        policy: args.session_policy.as_deref().map(files::read_text).transpose()?.unwrap_or_default(),
    };
    let marks = (args.region.clone(), args.read_only);
    Ok(app.profiles().add_role(&args.name, role, marks, &*host.secrets())?)
}

/// Refuses to go on without a keyring: this process would keep the secret until it ends, which is at once.
pub(super) fn require_keyring(host: &CliHost) -> Result<(), Stop> {
    match host.secrets().get(PROBE) {
        Err(StoreError::Missing(reason)) => {
            let message = Message::new("error-keyring-missing").with("reason", reason);
            Err(Failure::of(ErrorCode::Keyring, message).hint(Message::new("cli-hint-keyring")).into())
        }
        // A locked keyring may be unlocked while writing; its own error says what is the matter.
        _ => Ok(()),
    }
}

/// Reads the secret, and the token of temporary keys.
fn read_secrets(has_token: bool, out: &Output) -> Result<(Secret, Option<Secret>), Stop> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return secrets_from(stdin.lock(), has_token);
    }
    let ask = |id: &str| {
        let typed = rpassword::prompt_password(out.text(&Message::new(id)));
        typed.map(Secret::new).map_err(|error| Stop::from(unreadable(&error)))
    };
    let secret = ask("cli-ask-secret")?;
    let token = if has_token { Some(ask("cli-ask-token")?) } else { None };
    Ok((secret, token))
}

/// Reads the secret from the first line, and the token from the second.
fn secrets_from(mut input: impl BufRead, has_token: bool) -> Result<(Secret, Option<Secret>), Stop> {
    let mut line = || -> Result<Secret, Stop> {
        let mut text = String::new();
        input.read_line(&mut text).map_err(|error| Stop::from(unreadable(&error)))?;
        let secret = Secret::new(text);
        if secret.is_empty() {
            return Err(Failure::usage(Message::new("cli-secret-empty")).into());
        }
        Ok(secret)
    };
    let secret = line()?;
    let token = if has_token { Some(line()?) } else { None };
    Ok((secret, token))
}

fn unreadable(error: &std::io::Error) -> Failure {
    Failure::of(ErrorCode::FileUnreadable, Message::new("cli-stdin-unreadable").with("reason", error))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CredentialRow {
    name: String,
    kind: String,
    access_key_id_tail: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    region: String,
    read_only: bool,
    backend: BackendView,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<RoleView>,
}

fn list(app: &App, out: &Output, wanted: &dyn Fn(&CredentialView) -> bool) -> Result<(), Stop> {
    let views = app.profiles().list()?.iter().map(CredentialView::from).collect::<Vec<_>>();
    let row = |view: CredentialView| CredentialRow {
        name: view.name,
        kind: view.kind,
        access_key_id_tail: view.access_key_id_tail,
        region: view.region,
        read_only: view.read_only,
        backend: view.backend,
        role: view.role,
    };
    let rows: Vec<CredentialRow> = views.into_iter().filter(wanted).map(row).collect();
    if out.json {
        return out.value(&rows);
    }
    let cells = |row: &CredentialRow| {
        let what = match &row.role {
            Some(role) => format!("{} ← {}", role.role_arn, role.source),
            None => format!("…{}", row.access_key_id_tail),
        };
        let mark =
            if row.read_only { out.text(&Message::new("cli-credential-read-only")) } else { String::new() };
        vec![row.name.clone(), row.kind.clone(), what, row.region.clone(), mark]
    };
    out.say(&columns(&rows.iter().map(cells).collect::<Vec<_>>()))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IdentityReply {
    name: String,
    account_id: String,
    arn: String,
    identity_type: String,
    request_id: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    practice: bool,
}

fn test(app: &Arc<App>, args: &CredentialTestArgs, out: &Output) -> Result<(), Stop> {
    let runtime = call::runtime()?;
    let identity: CallerIdentity = runtime.block_on(call::caller_identity(app, args))?;
    let name = args.name.as_str();
    let is_practice = |name: &str| {
        app.profiles().chain(name).is_ok_and(|chain| chain.last().is_some_and(|base| base.name == PRACTICE))
    };
    let practice = name != ENVIRONMENT && is_practice(name);
    if practice {
        out.tell(&Message::new("cli-practice"));
    }
    let reply = IdentityReply {
        name: name.to_owned(),
        account_id: identity.account_id,
        arn: identity.arn,
        identity_type: identity.identity_type,
        request_id: identity.request_id,
        practice,
    };
    if out.json {
        return out.value(&reply);
    }
    out.say(&format!("{}  {}  {}", reply.account_id, reply.identity_type, reply.arn))?;
    if out.verbose {
        out.note(&Message::new("cli-request-id").with("id", &reply.request_id));
    }
    if name == ENVIRONMENT {
        out.note(&Message::new("cli-credential-env"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn piped_secrets_stand_on_lines_of_their_own() {
        let (secret, token) = secrets_from(&b"s3cret\r\nt0ken\n"[..], true).unwrap();

        assert_eq!(secret.expose(), "s3cret");
        assert_eq!(token.unwrap().expose(), "t0ken");
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(secrets_from(&b"\n"[..], false).is_err());
        assert!(secrets_from(&b"secret"[..], true).is_err());
    }
}
