//! Credential profiles: list, add, remove, test.

use std::sync::Arc;

use serde_json::Value;
use soarboard_model::message::Message;
use soarboard_secret::{Backend, StoreError};

use crate::app::App;
use crate::invoke;
use crate::profile::{self, Marks, NewProfile, RoleProfile, blocking, keyring_error};
use crate::wire::{
    BackendView, CallerIdentity, CredentialAddRequest, CredentialList, CredentialMarkRequest,
    CredentialRequest, CredentialView, ErrorCode, MemberAccountView, MemberAccountsReply,
    MemberAccountsRequest, Nothing, RoleView, SecretText, WireError,
};

/// A key that no profile has: asking for it tells whether the keyring answers.
const PROBE: &str = "probe";

pub(crate) async fn list(app: &Arc<App>, _: Nothing) -> Result<CredentialList, WireError> {
    let (app, store) = (app.clone(), app.host().secrets());
    blocking(move || {
        let profiles = app.profiles().list()?.iter().map(CredentialView::from).collect();
        let answer = match store.backend() {
            Backend::SessionMemory => None,
            Backend::SystemKeyring => Some(store.get(PROBE).map(drop)),
        };
        // A keyring that is locked or refuses is still where secrets go: only a missing one is stood in for.
        let backend = match &answer {
            None | Some(Err(StoreError::Missing(_))) => BackendView::SessionMemory,
            Some(_) => BackendView::SystemKeyring,
        };
        let problem = match answer {
            None => Some(Message::new("error-keyring-session-only")),
            Some(answer) => answer.err().map(|error| keyring_error(&error).message),
        };
        Ok(CredentialList { backend, problem, profiles, places: places(backend) })
    })
    .await
}

/// Says where secrets are, as it is on this machine now.
fn places(backend: BackendView) -> Vec<Message> {
    let keyring = match std::env::consts::OS {
        "macos" => "error-secrets-keychain",
        "windows" => "error-secrets-credential-manager",
        _ => "error-secrets-secret-service",
    };
    let is_memory = backend == BackendView::SessionMemory;
    let kept = if is_memory { "error-secrets-memory" } else { keyring };
    ["error-secrets-list", "error-secrets-sessions"].iter().fold(vec![Message::new(kept)], |mut all, id| {
        all.push(Message::new(*id));
        all
    })
}

pub(crate) async fn add(app: &Arc<App>, request: CredentialAddRequest) -> Result<CredentialList, WireError> {
    let (owner, store) = (app.clone(), app.host().secrets());
    let name = request.name.clone();
    let marks =
        Marks { region: request.region.clone(), read_only: request.read_only, colour: request.colour };
    if let Some(role) = request.role {
        let marks = (request.region, request.read_only);
        let name = request.name;
        blocking(move || owner.profiles().add_role(&name, role.into(), marks, &*store)).await?;
    } else {
        let needed = |key: Option<SecretText>| {
            key.map(|key| key.0)
                .ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-profile-key")))
        };
        let new = NewProfile {
            name: request.name,
            access_key_id: needed(request.access_key_id)?,
            access_key_secret: needed(request.access_key_secret)?,
            security_token: request.security_token.map(|token| token.0).filter(|token| !token.is_empty()),
            region: request.region,
            read_only: request.read_only,
            expires_unix_s: None,
        };
        blocking(move || owner.profiles().add(new, &*store)).await?;
    }
    let owner = app.clone();
    blocking(move || owner.profiles().mark(&name, marks)).await?;
    app.role_sessions().forget();
    list(app, Nothing {}).await
}

pub(crate) async fn mark(
    app: &Arc<App>,
    request: CredentialMarkRequest,
) -> Result<CredentialList, WireError> {
    let owner = app.clone();
    let marks = Marks { region: request.region, read_only: request.read_only, colour: request.colour };
    blocking(move || owner.profiles().mark(&request.name, marks)).await?;
    list(app, Nothing {}).await
}

impl From<RoleView> for RoleProfile {
    fn from(role: RoleView) -> Self {
        Self {
            source: role.source,
            role_arn: role.role_arn,
            session_name: role.session_name,
            duration_seconds: role.duration_seconds,
            external_id: role.external_id,
            policy: role.policy,
        }
    }
}

pub(crate) async fn remove(app: &Arc<App>, request: CredentialRequest) -> Result<CredentialList, WireError> {
    let (owner, store) = (app.clone(), app.host().secrets());
    let name = request.name.clone();
    blocking(move || owner.profiles().remove(&name, &*store)).await?;
    app.role_sessions().forget();
    let mut settings = app.settings().clone();
    if settings.profile == request.name {
        settings.profile = profile::PRACTICE.to_owned();
        super::app::set_settings(app, settings).await?;
    }
    list(app, Nothing {}).await
}

pub(crate) async fn test(app: &Arc<App>, request: CredentialRequest) -> Result<CallerIdentity, WireError> {
    let (answer, request_id) = invoke::single(app, &request.name, "Sts", "GetCallerIdentity").await?;
    let text = |key: &str| answer.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    if text("AccountId").is_empty() {
        return Err(WireError::new(ErrorCode::VendorRefused, Message::new("error-answer-odd")));
    }
    Ok(CallerIdentity {
        account_id: text("AccountId"),
        arn: text("Arn"),
        identity_type: text("IdentityType"),
        request_id,
    })
}

/// Product and operation that list the member accounts.
const MEMBERS: (&str, &str) = ("Sas", "DescribeMonitorAccounts");

pub(crate) async fn member_accounts(
    app: &Arc<App>,
    request: MemberAccountsRequest,
) -> Result<MemberAccountsReply, WireError> {
    let (product, operation) = MEMBERS;
    let asked = invoke::would_ask(app, &request.profile, product, operation)?;
    let reply = |accounts| MemberAccountsReply {
        host: asked.host.clone(),
        operation: operation.to_owned(),
        accounts,
    };
    match &request.confirmed_host {
        None if !asked.practice => return Ok(reply(None)),
        Some(host) if *host != asked.host => {
            return Err(WireError::new(ErrorCode::Unsafe, Message::new("error-confirm-host")));
        }
        _ => {}
    }
    let (rows, _) = invoke::ask(app, &request.profile, product, operation).await?;
    Ok(reply(Some(members(&rows))))
}

/// Reads accounts out of the rows of an answer: with their names where it has them, else their numbers alone.
fn members(rows: &[String]) -> Vec<MemberAccountView> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let mut all: Vec<MemberAccountView> = Vec::new();
    for row in rows.iter().filter_map(|row| serde_json::from_str::<Value>(row).ok()) {
        let (uid, name) = if row.is_object() {
            (text(&row["AccountId"]), text(&row["DisplayName"]))
        } else {
            (text(&row), String::new())
        };
        if !uid.is_empty() && all.iter().all(|known| known.uid != uid) {
            all.push(MemberAccountView { uid, name });
        }
    }
    all
}
