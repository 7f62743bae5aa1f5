//! Whose keys sign: a profile, the environment, or the practice service.
//!
//! Practice is never taken silently: rows that look real but are not must be asked for by name.

use std::sync::Arc;

use serde_json::{Value, json};
use soarboard_api::App;
use soarboard_api::invoke::{self, CallInput, PagingInput, Prepared, RoleChoice, Signing, Watch};
use soarboard_api::profile::{ENVIRONMENT, PRACTICE};
use soarboard_api::wire::{CallerIdentity, ErrorCode};
use soarboard_cloud::invoke::{CancelFlag, MemorySink};
use soarboard_cloud::sign::{Credentials, Scheme};
use soarboard_model::message::Message;
use soarboard_secret::Secret;

use crate::args::{CallArgs, CredentialTestArgs};
use crate::files;
use crate::output::Output;
use crate::stop::{Failure, Stop};

const KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Who signs.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Profile, `env` or `practice`; empty for a dry run without any.
    pub(super) profile: String,
    /// Region the profile is for; empty when it has none.
    pub(super) region: String,
}

/// Chooses the profile: as given, else the one that the window's settings name, but never practice.
///
/// **Errors** `CredentialMissing` when none is given or the one that is given is not there.
pub(super) async fn choose(app: &Arc<App>, args: &CallArgs, out: &Output) -> Result<Account, Stop> {
    let profile = match &args.credential {
        Some(name) => name.trim().to_owned(),
        None => match of_settings(app).await? {
            Some(name) => {
                out.note(&Message::new("cli-credential-of-settings").with("name", &name));
                name
            }
            None if args.dry_run => return Ok(Account::default()),
            None => return Err(none()),
        },
    };
    if profile.is_empty() {
        return Err(none());
    }
    let region = match profile.as_str() {
        ENVIRONMENT | PRACTICE => String::new(),
        name => app.profiles().find(name)?.region,
    };
    Ok(Account { profile, region })
}

/// Returns who signs: the account's keys, with the role of the command line on top.
///
/// **Errors** a role that cannot be, or an account without a role to take there.
pub(super) fn signing(app: &App, account: &Account, args: &CallArgs) -> Result<Signing, Stop> {
    // A dry run without a credential shows no role either.
    if account.profile.is_empty() {
        return Ok(Signing::plain(""));
    }
    let role = args.assume_role.clone().unwrap_or_default();
    let policy = args.session_policy.as_deref().map(files::read_text).transpose()?.unwrap_or_default();
    let choice = RoleChoice { role, account: args.account.clone().unwrap_or_default(), policy };
    Ok(invoke::signing(app, &account.profile, &choice)?)
}

async fn of_settings(app: &Arc<App>) -> Result<Option<String>, Stop> {
    let info = app.call("app_info", json!({})).await?;
    let name = info.pointer("/settings/profile").and_then(Value::as_str).unwrap_or_default();
    Ok(Some(name.to_owned()).filter(|name| !name.is_empty() && name != PRACTICE))
}

fn none() -> Stop {
    Failure::of(ErrorCode::CredentialMissing, Message::new("cli-credential-none"))
        .hint(Message::new("cli-credential-none-hint"))
        .into()
}

/// Returns the keys to sign with.
///
/// **Errors** the profile's secret, or a variable of the environment, is not there.
pub(super) async fn keys(app: &Arc<App>, profile: &str) -> Result<Credentials, Stop> {
    if profile == ENVIRONMENT {
        return environment(|name| std::env::var(name).ok());
    }
    Ok(invoke::credentials(app, profile).await?)
}

fn environment(variable: impl Fn(&str) -> Option<String>) -> Result<Credentials, Stop> {
    let missing = |name: &str, id: &str| -> Stop {
        Failure::of(ErrorCode::CredentialMissing, Message::new(id).with("variable", name)).into()
    };
    let read = |name: &str| {
        let secret = variable(name).map(Secret::new).filter(|secret| !secret.is_empty());
        match secret {
            // Anything else could not stand in a header.
            Some(secret) if !secret.expose().bytes().all(|b| b.is_ascii_graphic()) => {
                Err(missing(name, "cli-env-malformed"))
            }
            other => Ok(other),
        }
    };
    Ok(Credentials {
        access_key_id: read(KEY_ID)?.ok_or_else(|| missing(KEY_ID, "cli-env-missing"))?.expose().to_owned(),
        secret: read(KEY_SECRET)?.ok_or_else(|| missing(KEY_SECRET, "cli-env-missing"))?,
        security_token: read(TOKEN)?,
    })
}

/// Returns a key id whose masked form may be shown, without reading any secret; empty when there is none.
///
/// **Errors** the profile, or the variable of the environment, is not there.
pub(super) fn shown_key_id(app: &App, prepared: &Prepared) -> Result<String, Stop> {
    // The key of a session is not known before it is asked for.
    if prepared.signing.role().is_some() {
        return Ok(String::new());
    }
    match prepared.profile.as_str() {
        "" => Ok(String::new()),
        ENVIRONMENT => environment(|name| std::env::var(name).ok()).map(|keys| keys.access_key_id),
        // Masking keeps the last four characters, which is all that is known of a stored profile.
        name => Ok(format!("LTAI0000{}", app.profiles().find(name)?.access_key_id_tail)),
    }
}

/// Asks the service who signs.
///
/// **Errors** as a call's; `Unsafe` for an endpoint that must not get a signature.
pub(crate) async fn caller_identity(
    app: &Arc<App>,
    args: &CredentialTestArgs,
) -> Result<CallerIdentity, Stop> {
    // The engine's own test asks the vendor's service for stored profiles; other hosts and the environment belong to
    // the command line.
    if args.name != ENVIRONMENT && args.endpoint.is_none() {
        let answer = app.call("credential_test", json!({ "name": args.name })).await?;
        return Ok(CallerIdentity {
            account_id: text(&answer, "accountId"),
            arn: text(&answer, "arn"),
            identity_type: text(&answer, "identityType"),
            request_id: text(&answer, "requestId"),
        });
    }
    let (answer, request_id) = asked(app, args).await?;
    if text(&answer, "AccountId").is_empty() {
        return Err(Failure::of(ErrorCode::VendorRefused, Message::new("error-answer-odd")).into());
    }
    Ok(CallerIdentity {
        account_id: text(&answer, "AccountId"),
        arn: text(&answer, "Arn"),
        identity_type: text(&answer, "IdentityType"),
        request_id,
    })
}

fn text(answer: &Value, key: &str) -> String {
    answer.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

async fn asked(app: &Arc<App>, args: &CredentialTestArgs) -> Result<(Value, String), Stop> {
    let endpoint = args.endpoint.as_deref().unwrap_or_default().trim();
    let input = CallInput {
        product: "Sts".to_owned(),
        version: String::new(),
        operation: "GetCallerIdentity".to_owned(),
        params: Default::default(),
        endpoint: endpoint.to_owned(),
        region: String::new(),
        profile: args.name.clone(),
        consent: super::consent(args.endpoint.as_deref(), args.trust_endpoint),
        scheme: Scheme::Acs3,
        paging: PagingInput::default(),
        rows_path: String::new(),
        interval_seconds: 0,
    };
    let prepared = invoke::prepare_as(&input, &invoke::signing(app, &args.name, &RoleChoice::default())?)?;
    super::refuse_endpoint(&input, &prepared)?;
    let keys = keys(app, &args.name).await?;
    let mut sink = MemorySink::default();
    let watch = Watch { cancel: &CancelFlag::new(), progress: &mut |_| {} };
    let summary = invoke::send(app, &prepared, &keys, None, &mut sink, watch).await?;
    if let Some(error) = &summary.error {
        return Err(invoke::explain(error).into());
    }
    let row = sink.rows.first().and_then(|row| serde_json::from_str(row).ok());
    Ok((row.unwrap_or(Value::Null), summary.request_ids.last().cloned().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &'static [(&str, &str)]) -> Result<Credentials, Stop> {
        environment(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_needs_both_halves_of_the_key() {
        assert!(of(&[(KEY_ID, "LTAI1")]).is_err());
        assert!(of(&[(KEY_ID, "LTAI1"), (KEY_SECRET, " ")]).is_err());

        let keys = of(&[(KEY_ID, "LTAI1\n"), (KEY_SECRET, "s"), (TOKEN, "")]).unwrap();

        assert_eq!((keys.access_key_id.as_str(), keys.secret.expose()), ("LTAI1", "s"));
        assert!(keys.security_token.is_none());
    }

    #[test]
    fn characters_that_no_key_has_are_refused_without_showing_them() {
        let stop = of(&[(KEY_ID, "LTAI1"), (KEY_SECRET, "canary\nvalue")]).unwrap_err();

        assert!(!format!("{stop:?}").contains("canary"));
    }
}
