//! Credential profiles: list, add, remove, test.

use std::sync::Arc;

use soarboard_model::message::Message;
use soarboard_secret::Backend;

use crate::app::App;
use crate::invoke;
use crate::profile::{self, NewProfile, blocking, keyring_error};
use crate::wire::{
    BackendView, CallerIdentity, CredentialAddRequest, CredentialList, CredentialRequest, CredentialView,
    ErrorCode, Nothing, WireError,
};

/// A key that no profile has: asking for it tells whether the keyring answers.
const PROBE: &str = "probe";

pub(crate) async fn list(app: &Arc<App>, _: Nothing) -> Result<CredentialList, WireError> {
    let (app, store) = (app.clone(), app.host().secrets());
    blocking(move || {
        let profiles = app.profiles().list()?.iter().map(CredentialView::from).collect();
        let problem = match store.backend() {
            Backend::SessionMemory => Some(Message::new("error-keyring-session-only")),
            Backend::SystemKeyring => store.get(PROBE).err().map(|error| keyring_error(&error).message),
        };
        let backend = if problem.is_some() { BackendView::SessionMemory } else { BackendView::SystemKeyring };
        Ok(CredentialList { backend, problem, profiles })
    })
    .await
}

pub(crate) async fn add(app: &Arc<App>, request: CredentialAddRequest) -> Result<CredentialList, WireError> {
    let new = NewProfile {
        name: request.name,
        access_key_id: request.access_key_id.0,
        access_key_secret: request.access_key_secret.0,
        security_token: request.security_token.map(|token| token.0).filter(|token| !token.is_empty()),
        region: request.region,
        read_only: request.read_only,
    };
    let (owner, store) = (app.clone(), app.host().secrets());
    blocking(move || owner.profiles().add(new, &*store)).await?;
    list(app, Nothing {}).await
}

pub(crate) async fn remove(app: &Arc<App>, request: CredentialRequest) -> Result<CredentialList, WireError> {
    let (owner, store) = (app.clone(), app.host().secrets());
    let name = request.name.clone();
    blocking(move || owner.profiles().remove(&name, &*store)).await?;
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
