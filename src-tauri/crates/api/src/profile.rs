//! Credential profiles: their names and marks in a plain file, their secrets in a store.
//!
//! A profile's secret is one entry of the secret store. Where the system has no keyring the whole profile lives in
//! memory until the program ends; it is never written to a file instead.

mod role;

use std::path::PathBuf;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use soarboard_cloud::sign::Credentials;
use soarboard_engine::session::store;
use soarboard_model::message::Message;
use soarboard_secret::{Backend, MemoryStore, Secret, SecretStore, StoreError};

use crate::app::lock;
use crate::wire::{BackendView, CredentialView, ErrorCode, ProfileColour, RoleView, WireError};

pub use role::RoleProfile;
pub(crate) use role::request_error as role_request_error;

/// Name of the built-in profile that the practice service answers.
pub const PRACTICE: &str = "practice";
/// Name under which the command line reads the vendor's environment variables.
pub const ENVIRONMENT: &str = "env";

const FILE: &str = "profiles.json";

/// A profile without its secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Last four characters of the AccessKey id; empty for a role, whose keys change.
    #[serde(default)]
    pub access_key_id_tail: String,
    /// Whether it has an STS token.
    #[serde(default)]
    pub temporary: bool,
    /// Its region; empty when it has none.
    #[serde(default)]
    pub region: String,
    /// Whether operations that write are refused.
    #[serde(default)]
    pub read_only: bool,
    /// The role it signs as; absent when it has keys of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleProfile>,
    /// When its temporary keys end, in seconds since 1970; absent when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_unix_s: Option<i64>,
    /// Colour it is shown in; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<ProfileColour>,
    /// Whether its secret is in the memory of this process only.
    #[serde(skip)]
    pub session_only: bool,
}

/// What tells a profile apart and limits it; nothing of it is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its region; may be empty.
    pub region: String,
    /// Whether operations that write are refused.
    pub read_only: bool,
    /// Colour it is shown in.
    pub colour: Option<ProfileColour>,
}

/// A profile to be added.
#[derive(Debug)]
pub struct NewProfile {
    /// Its name.
    pub name: String,
    /// AccessKey id.
    pub access_key_id: Secret,
    /// AccessKey secret.
    pub access_key_secret: Secret,
    /// STS token of temporary keys.
    pub security_token: Option<Secret>,
    /// Its region; may be empty.
    pub region: String,
    /// Whether operations that write are refused.
    pub read_only: bool,
    /// When temporary keys end, in seconds since 1970, where that is known.
    pub expires_unix_s: Option<i64>,
}

/// The profiles of a data folder and of this process.
#[derive(Debug)]
pub struct Profiles {
    data_dir: PathBuf,
    session: Mutex<Vec<Profile>>,
    memory: MemoryStore,
}

/// What a store entry holds. Written by hand below: `Secret` has no `Serialize`.
#[derive(Deserialize)]
struct StoredKeys {
    id: String,
    secret: String,
    #[serde(default)]
    token: Option<String>,
}

impl Profiles {
    pub(crate) fn new(data_dir: PathBuf) -> Self {
        Self { data_dir, session: Mutex::default(), memory: MemoryStore::default() }
    }

    /// Returns the profiles by name, the built-in one first.
    ///
    /// **Errors** `FileUnreadable` when the list on disk is damaged; it is left as it is.
    pub fn list(&self) -> Result<Vec<Profile>, WireError> {
        let mut profiles = self.stored()?;
        profiles.extend(lock(&self.session).iter().cloned());
        profiles.sort_by(|a, b| a.name.cmp(&b.name));
        let key_id = soarboard_practice::PRACTICE_ACCESS_KEY_ID;
        profiles.insert(
            0,
            Profile {
                name: PRACTICE.to_owned(),
                access_key_id_tail: key_tail(key_id),
                region: "cn-hangzhou".to_owned(),
                ..Profile::default()
            },
        );
        Ok(profiles)
    }

    /// Returns the profile of a name.
    ///
    /// **Errors** `CredentialMissing` when there is none.
    pub fn find(&self, name: &str) -> Result<Profile, WireError> {
        self.list()?.into_iter().find(|profile| profile.name == name).ok_or_else(|| missing(name))
    }

    /// Adds or replaces a profile; its secret goes into `keyring`, or into memory where there is no keyring.
    ///
    /// **Errors** `BadRequest` for a name or key that cannot be, `Keyring` when the keyring refuses.
    pub fn add(&self, new: NewProfile, keyring: &dyn SecretStore) -> Result<Profile, WireError> {
        check(&new)?;
        let keys = stored_text(&new);
        let session_only = match keyring.set(&entry(&new.name), &keys) {
            Ok(()) => keyring.backend() == Backend::SessionMemory,
            Err(StoreError::Missing(_)) => {
                // Memory of our own never fails.
                self.memory.set(&entry(&new.name), &keys).map_err(|error| keyring_error(&error))?;
                true
            }
            Err(error) => return Err(keyring_error(&error)),
        };
        let profile = Profile {
            access_key_id_tail: key_tail(new.access_key_id.expose()),
            temporary: new.security_token.is_some(),
            name: new.name,
            region: new.region,
            read_only: new.read_only,
            role: None,
            expires_unix_s: new.expires_unix_s,
            colour: None,
            session_only,
        };
        lock(&self.session).retain(|other| other.name != profile.name);
        let mut stored = self.stored()?;
        stored.retain(|other| other.name != profile.name);
        if session_only {
            lock(&self.session).push(profile.clone());
        } else {
            stored.push(profile.clone());
        }
        self.store(&stored)?;
        Ok(profile)
    }

    /// Changes the marks of a profile; its secret stays where it is.
    ///
    /// **Errors** `CredentialMissing` when there is none, `BadRequest` for the built-in one.
    pub fn mark(&self, name: &str, marks: Marks) -> Result<(), WireError> {
        if self.find(name)?.name == PRACTICE {
            return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-profile-built-in")));
        }
        let apply = |profile: &mut Profile| {
            profile.region.clone_from(&marks.region);
            profile.read_only = marks.read_only;
            profile.colour = marks.colour;
        };
        lock(&self.session).iter_mut().filter(|profile| profile.name == name).for_each(apply);
        let mut stored = self.stored()?;
        stored.iter_mut().filter(|profile| profile.name == name).for_each(apply);
        self.store(&stored)
    }

    /// Removes a profile and its secret.
    ///
    /// **Errors** `CredentialMissing` when there is none, `Keyring` when the keyring does not let go of the secret.
    pub fn remove(&self, name: &str, keyring: &dyn SecretStore) -> Result<(), WireError> {
        let profile = self.find(name)?;
        if profile.name == PRACTICE {
            return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-profile-built-in")));
        }
        if let Some(role) = self.role_on(name)? {
            let message = Message::new("error-profile-is-source").with("name", name).with("role", role);
            return Err(WireError::new(ErrorCode::BadRequest, message)
                .hint(Message::new("error-profile-is-source-hint")));
        }
        if profile.session_only {
            self.memory.remove(&entry(name)).map_err(|error| keyring_error(&error))?;
        }
        // A role has no secret: it can go while the keyring is locked.
        let has_entry = !profile.session_only && profile.role.is_none();
        if has_entry || keyring.backend() == Backend::SessionMemory {
            keyring.remove(&entry(name)).map_err(|error| keyring_error(&error))?;
        }
        lock(&self.session).retain(|other| other.name != name);
        let mut stored = self.stored()?;
        stored.retain(|other| other.name != name);
        self.store(&stored)
    }

    /// Returns the keys of a profile that has some; a role has none, see [`Profiles::chain`].
    ///
    /// **Errors** `CredentialMissing` when the profile or its secret is not there, `Keyring` when the keyring refuses.
    pub fn credentials(&self, name: &str, keyring: &dyn SecretStore) -> Result<Credentials, WireError> {
        if name == PRACTICE {
            return Ok(practice_credentials());
        }
        let profile = self.find(name)?;
        if profile.role.is_some() {
            return Err(crate::app::internal("a role has no keys"));
        }
        let in_memory =
            if profile.session_only { self.memory.get(&entry(name)).ok().flatten() } else { None };
        let text = match in_memory {
            Some(text) => Some(text),
            None => keyring.get(&entry(name)).map_err(|error| keyring_error(&error))?,
        };
        let text = text.ok_or_else(|| missing(name))?;
        let keys: StoredKeys = serde_json::from_str(text.expose())
            .map_err(|_| keyring_error(&StoreError::Malformed("not an entry of this program".to_owned())))?;
        Ok(Credentials {
            access_key_id: keys.id,
            secret: Secret::new(keys.secret),
            security_token: keys.token.map(Secret::new),
        })
    }

    fn stored(&self) -> Result<Vec<Profile>, WireError> {
        let path = self.data_dir.join(FILE);
        match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(list_unreadable(&error.to_string())),
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| list_unreadable(&error.to_string())),
        }
    }

    fn store(&self, profiles: &[Profile]) -> Result<(), WireError> {
        let text = soarboard_model::format::pretty(&profiles);
        store::save(&self.data_dir.join(FILE), text.as_bytes(), None)
            .map(|_| ())
            .map_err(|error| crate::bodies::document::store_error(&error))
    }
}

impl From<&Profile> for CredentialView {
    fn from(profile: &Profile) -> Self {
        let practice = profile.name == PRACTICE;
        let kind = if practice {
            PRACTICE
        } else if profile.role.is_some() {
            "roleArn"
        } else if profile.temporary {
            "stsToken"
        } else {
            "accessKey"
        };
        let backend = if practice {
            BackendView::BuiltIn
        } else if profile.role.is_some() {
            BackendView::None
        } else if profile.session_only {
            BackendView::SessionMemory
        } else {
            BackendView::SystemKeyring
        };
        Self {
            name: profile.name.clone(),
            kind: kind.to_owned(),
            access_key_id_tail: profile.access_key_id_tail.clone(),
            region: profile.region.clone(),
            read_only: profile.read_only,
            colour: profile.colour,
            backend,
            role: profile.role.as_ref().map(RoleView::from),
            expires_unix_s: profile.expires_unix_s,
        }
    }
}

pub(crate) fn check_name(name: &str) -> Result<(), WireError> {
    let bad = |id: &str| Err(WireError::new(ErrorCode::BadRequest, Message::new(id)));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '@');
    if name.is_empty() || name.len() > 64 || name.trim() != name || !name.chars().all(is_plain) {
        return bad("error-profile-name");
    }
    if name.eq_ignore_ascii_case(PRACTICE) || name.eq_ignore_ascii_case(ENVIRONMENT) {
        return bad("error-profile-reserved");
    }
    Ok(())
}

fn check(new: &NewProfile) -> Result<(), WireError> {
    check_name(&new.name)?;
    let bad = |id: &str| Err(WireError::new(ErrorCode::BadRequest, Message::new(id)));
    let is_key = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    if !is_key(new.access_key_id.expose()) || !is_key(new.access_key_secret.expose()) {
        return bad("error-profile-key");
    }
    if new.security_token.as_ref().is_some_and(|token| !is_key(token.expose())) {
        return bad("error-profile-key");
    }
    Ok(())
}

fn stored_text(new: &NewProfile) -> Secret {
    let token = new.security_token.as_ref().map(Secret::expose);
    let map = serde_json::json!({
        "id": new.access_key_id.expose(), "secret": new.access_key_secret.expose(), "token": token,
    });
    Secret::new(map.to_string())
}

fn entry(name: &str) -> String {
    format!("profile/{name}")
}

/// Returns the end of a key id, by which people tell keys apart.
pub(crate) fn key_tail(access_key_id: &str) -> String {
    let mut tail: Vec<char> = access_key_id.chars().rev().take(4).collect();
    tail.reverse();
    tail.into_iter().collect()
}

fn missing(name: &str) -> WireError {
    WireError::new(ErrorCode::CredentialMissing, Message::new("error-profile-missing").with("name", name))
        .hint(Message::new("error-profile-missing-hint"))
}

fn list_unreadable(reason: &str) -> WireError {
    WireError::new(ErrorCode::FileUnreadable, Message::new("error-profile-list").with("reason", reason))
        .hint(Message::new("error-profile-list-hint"))
}

/// Says in plain words what a keyring did.
pub(crate) fn keyring_error(error: &StoreError) -> WireError {
    let (id, reason) = match error {
        StoreError::Missing(reason) => ("missing", reason),
        StoreError::Locked(reason) => ("locked", reason),
        StoreError::Denied(reason) => ("denied", reason),
        StoreError::Malformed(reason) => ("malformed", reason),
    };
    let message = Message::new(format!("error-keyring-{id}")).with("reason", reason);
    let retryable = matches!(error, StoreError::Locked(_));
    WireError {
        retryable,
        ..WireError::new(ErrorCode::Keyring, message).hint(Message::new(format!("error-keyring-{id}-hint")))
    }
}

/// Runs something that may wait for a person at the keyring, off the async threads.
///
/// **Errors** those of `act`.
pub(crate) async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    // The reason would quote the panic's text, which may hold data.
    tokio::task::spawn_blocking(act).await.map_err(|_| crate::app::internal(crate::app::BROKE))?
}

fn practice_credentials() -> Credentials {
    Credentials {
        access_key_id: soarboard_practice::PRACTICE_ACCESS_KEY_ID.to_owned(),
        secret: Secret::new(soarboard_practice::PRACTICE_ACCESS_KEY_SECRET),
        security_token: None,
    }
}
