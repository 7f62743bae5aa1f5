//! Profiles that sign as a role: another profile asks for a session, the session signs. They hold no secret.
//!
//! A chain may have any length; what leads back to itself is refused when it is stored and again when it is used,
//! since the list on disk may be edited by hand. Deliberately absent: asking for sessions (see `invoke`).

use serde::{Deserialize, Serialize};
use soarboard_cloud::credentials::{RoleRequest, RoleRequestError};
use soarboard_model::message::Message;
use soarboard_secret::{SecretStore, StoreError};

use super::{Profile, Profiles, entry, keyring_error, missing};
use crate::app::lock;
use crate::wire::{ErrorCode, RoleView, WireError};

/// What a profile of a role says beside its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleProfile {
    /// Profile whose keys, or whose role, ask for the session.
    pub source: String,
    /// Resource name of the role.
    pub role_arn: String,
    /// Name of the session; empty for the default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub session_name: String,
    /// Length of a session in seconds; 0 for the default.
    #[serde(default)]
    pub duration_seconds: u32,
    /// Id that the role's owner asks for; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
    /// Policy that narrows the session; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
}

impl RoleProfile {
    /// Returns what is asked of the service.
    ///
    /// **Errors** `BadRequest`, naming the setting.
    pub fn request(&self) -> Result<RoleRequest, WireError> {
        let build = || {
            RoleRequest::new(self.role_arn.parse()?)
                .session_name(&self.session_name)?
                .duration_s(self.duration_seconds)?
                .external_id(&self.external_id)?
                .policy(&self.policy)
        };
        build().map_err(|error| request_error(&error))
    }
}

impl From<&RoleProfile> for RoleView {
    fn from(role: &RoleProfile) -> Self {
        Self {
            source: role.source.clone(),
            role_arn: role.role_arn.clone(),
            session_name: role.session_name.clone(),
            duration_seconds: role.duration_seconds,
            external_id: role.external_id.clone(),
            policy: role.policy.clone(),
        }
    }
}

/// Says what is wrong with the arguments of a role.
pub(crate) fn request_error(error: &RoleRequestError) -> WireError {
    let (word, param) = match error {
        RoleRequestError::Arn(_) => ("arn", "role.roleArn"),
        RoleRequestError::SessionName(_) => ("session-name", "role.sessionName"),
        RoleRequestError::Duration(_) => ("duration", "role.durationSeconds"),
        RoleRequestError::ExternalId => ("external-id", "role.externalId"),
        RoleRequestError::Policy => ("policy", "role.policy"),
    };
    let mut message = Message::new(format!("error-role-{word}"));
    match error {
        RoleRequestError::Arn(text) | RoleRequestError::SessionName(text) => {
            message = message.with("text", text);
        }
        RoleRequestError::Duration(seconds) => message = message.with("seconds", seconds),
        RoleRequestError::ExternalId | RoleRequestError::Policy => {}
    }
    WireError { param: Some(param.to_owned()), ..WireError::new(ErrorCode::BadRequest, message) }
}

impl Profiles {
    /// Adds or replaces a profile that signs as a role. Nothing of it is secret.
    ///
    /// **Errors** `BadRequest` for a name, role or chain that cannot be, `CredentialMissing` without its source,
    /// `Keyring` when a key of the same name cannot be taken out of the keyring.
    pub fn add_role(
        &self,
        name: &str,
        role: RoleProfile,
        (region, read_only): (String, bool),
        keyring: &dyn SecretStore,
    ) -> Result<Profile, WireError> {
        super::check_name(name)?;
        let role_arn = role.request()?.arn().to_string();
        let profile = Profile {
            name: name.to_owned(),
            region,
            read_only,
            role: Some(RoleProfile { role_arn, ..role }),
            ..Profile::default()
        };
        let mut all = self.list()?;
        let had_keys = all.iter().any(|other| other.name == name && other.role.is_none());
        all.retain(|other| other.name != name);
        all.push(profile.clone());
        chain_in(&all, name)?;
        if had_keys {
            self.forget_secret(name, keyring)?;
        }
        let mut stored = self.stored()?;
        stored.retain(|other| other.name != name);
        stored.push(profile.clone());
        self.store(&stored)?;
        lock(&self.session).retain(|other| other.name != name);
        Ok(profile)
    }

    /// Returns a profile and those it stands on, the one with keys last.
    ///
    /// **Errors** `CredentialMissing` when one is not there, `BadRequest` when the chain leads back to itself.
    pub fn chain(&self, name: &str) -> Result<Vec<Profile>, WireError> {
        chain_in(&self.list()?, name)
    }

    /// Returns a role profile that stands on the one named.
    pub(super) fn role_on(&self, name: &str) -> Result<Option<String>, WireError> {
        let stands_on = |profile: &Profile| profile.role.as_ref().is_some_and(|role| role.source == name);
        Ok(self.list()?.into_iter().find(stands_on).map(|profile| profile.name))
    }

    fn forget_secret(&self, name: &str, keyring: &dyn SecretStore) -> Result<(), WireError> {
        self.memory.remove(&entry(name)).map_err(|error| keyring_error(&error))?;
        match keyring.remove(&entry(name)) {
            // Without a keyring the secret was in memory only.
            Ok(_) | Err(StoreError::Missing(_)) => Ok(()),
            Err(error) => Err(keyring_error(&error)),
        }
    }
}

fn chain_in(all: &[Profile], name: &str) -> Result<Vec<Profile>, WireError> {
    let find = |name: &str| all.iter().find(|profile| profile.name == name);
    let mut chain = vec![find(name).ok_or_else(|| missing(name))?.clone()];
    while let Some(role) = chain.last().and_then(|profile| profile.role.as_ref()) {
        if chain.iter().any(|profile| profile.name == role.source) {
            let names: Vec<&str> = chain.iter().map(|profile| profile.name.as_str()).collect();
            let path = format!("{} → {}", names.join(" → "), role.source);
            let message = Message::new("error-role-cycle").with("chain", path);
            return Err(
                WireError::new(ErrorCode::BadRequest, message).hint(Message::new("error-role-cycle-hint"))
            );
        }
        let source = find(&role.source).ok_or_else(|| {
            let owner = chain.last().map_or(name, |profile| profile.name.as_str());
            let message = Message::new("error-role-source").with("name", owner).with("source", &role.source);
            WireError::new(ErrorCode::CredentialMissing, message)
                .hint(Message::new("error-profile-missing-hint"))
        })?;
        chain.push(source.clone());
    }
    Ok(chain)
}
