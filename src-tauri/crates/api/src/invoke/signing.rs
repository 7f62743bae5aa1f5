//! Whose keys sign a call, and through which roles: profiles and flags become one chain.

use soarboard_cloud::credentials::{RoleArn, RoleRequest};
use soarboard_model::message::Message;

use crate::app::{App, internal};
use crate::profile::{ENVIRONMENT, PRACTICE, role_request_error};
use crate::wire::{ErrorCode, WireError};

/// Who signs a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Profile the user named.
    pub profile: String,
    /// Profile whose keys are at the bottom: the named one, or the one its roles stand on.
    pub base: String,
    /// Roles from the bottom up; the last one makes the call. Empty when the keys sign themselves.
    pub roles: Vec<RoleRequest>,
}

/// A role chosen for one call, beyond what its profile says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleChoice {
    /// Resource name of a role, or with `account` its bare name; empty for none.
    pub role: String,
    /// UID of the member account whose role is meant; empty for the one that the role names.
    pub account: String,
    /// Policy that narrows the session of `role`; empty for none.
    pub policy: String,
}

impl Signing {
    /// Returns keys that sign themselves.
    pub fn plain(profile: &str) -> Self {
        Self { profile: profile.to_owned(), base: profile.to_owned(), roles: Vec::new() }
    }

    /// Says whether the practice service answers.
    pub fn is_practice(&self) -> bool {
        self.base == PRACTICE
    }

    /// Returns the role that makes the call.
    pub fn role(&self) -> Option<&RoleArn> {
        self.roles.last().map(RoleRequest::arn)
    }
}

/// Returns who signs with a profile, and with a role on top where one is chosen for this call.
///
/// With an account, the role of the same name there takes the place of the role chosen, or of the profile's own.
///
/// **Errors** `CredentialMissing` or `BadRequest`: a profile or role that is not there, or cannot be.
pub fn signing(app: &App, profile: &str, choice: &RoleChoice) -> Result<Signing, WireError> {
    let mut signing = of_profile(app, profile)?;
    let account = choice.account.trim();
    match choice.role.trim() {
        // A policy that narrows nothing must not pass for one that does.
        "" if !choice.policy.trim().is_empty() => return Err(internal("a session policy without its role")),
        "" if account.is_empty() => {}
        "" => {
            let Some(own) = signing.roles.pop() else { return Err(no_role(account)) };
            let there = role_of(account, own.arn().role())?;
            signing.roles.push(own.for_role(there));
        }
        role => {
            let arn = match (role.parse::<RoleArn>(), account) {
                (Ok(arn), "") => arn,
                (Ok(arn), account) => role_of(account, arn.role())?,
                (Err(error), "") => return Err(role_request_error(&error)),
                (Err(_), account) => role_of(account, role)?,
            };
            let request = RoleRequest::new(arn).policy(&choice.policy);
            signing.roles.push(request.map_err(|error| role_request_error(&error))?);
        }
    }
    Ok(signing)
}

fn of_profile(app: &App, profile: &str) -> Result<Signing, WireError> {
    if profile == ENVIRONMENT {
        return Ok(Signing::plain(profile));
    }
    let chain = app.profiles().chain(profile)?;
    let base = chain.last().map_or(profile, |last| last.name.as_str()).to_owned();
    let roles = chain.iter().rev().filter_map(|profile| profile.role.as_ref());
    let roles = roles.map(crate::profile::RoleProfile::request).collect::<Result<_, _>>()?;
    Ok(Signing { profile: profile.to_owned(), base, roles })
}

fn role_of(account: &str, role: &str) -> Result<RoleArn, WireError> {
    RoleArn::of(account, role).map_err(|error| role_request_error(&error))
}

fn no_role(account: &str) -> WireError {
    WireError::new(ErrorCode::BadRequest, Message::new("error-role-none").with("account", account))
        .hint(Message::new("error-role-none-hint"))
}
