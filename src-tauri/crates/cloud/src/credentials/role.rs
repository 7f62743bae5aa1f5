//! Which role, for how long, under which name: the arguments of `AssumeRole`, checked before anything is sent.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};
use soarboard_model::component::{ParamPlace, ParamSpec, Shape};

use crate::http::Method;
use crate::invoke::{CallSpec, CallStyle};
use crate::sign::Scheme;

/// Role that runs playbooks. It trusts the Security Center service, so nobody can assume it from a desk.
pub const EXECUTION_ROLE: &str = "AliyunSiemSoarExecutionDefaultRole";
/// Session name where nobody chose one.
pub const DEFAULT_SESSION_NAME: &str = "soarboard";
/// Length of a session where nobody chose one, in seconds; every role allows it.
pub const DEFAULT_SESSION_S: u32 = 3600;

/// Shortest and longest session the service grants to anybody, in seconds.
const SESSION_S: std::ops::RangeInclusive<u32> = 900..=43_200;
/// The documentation names 32 in one place and 64 in another; the smaller bound is right in both.
const SESSION_NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=32;
const EXTERNAL_ID_CHARS: std::ops::RangeInclusive<usize> = 2..=1224;

/// The resource name of a role, `acs:ram::<account>:role/<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoleArn {
    account: String,
    role: String,
}

impl RoleArn {
    /// Returns the role of a name in an account.
    ///
    /// **Errors**: [`RoleRequestError::Arn`] when the account is no number or the name no role name.
    pub fn of(account: &str, role: &str) -> Result<Self, RoleRequestError> {
        let is_uid = (1..=20).contains(&account.len()) && account.bytes().all(|b| b.is_ascii_digit());
        let is_name = (1..=64).contains(&role.len())
            && role.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if is_uid && is_name {
            return Ok(Self { account: account.to_owned(), role: role.to_owned() });
        }
        Err(RoleRequestError::Arn(shown(&format!("acs:ram::{account}:role/{role}"))))
    }

    /// Returns the UID of the account the role belongs to.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Returns the role's name.
    pub fn role(&self) -> &str {
        &self.role
    }

    /// Says whether it is the role that runs playbooks; RAM does not tell upper from lower case.
    pub fn is_execution_role(&self) -> bool {
        self.role.eq_ignore_ascii_case(EXECUTION_ROLE)
    }
}

impl FromStr for RoleArn {
    type Err = RoleRequestError;

    fn from_str(text: &str) -> Result<Self, RoleRequestError> {
        let parts = text.trim().strip_prefix("acs:ram::").and_then(|rest| rest.split_once(":role/"));
        let (account, role) = parts.ok_or_else(|| RoleRequestError::Arn(shown(text)))?;
        Self::of(account, role)
    }
}

impl fmt::Display for RoleArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "acs:ram::{}:role/{}", self.account, self.role)
    }
}

/// What is wrong with the arguments of `AssumeRole`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleRequestError {
    /// Not the name of a role; cut to 100 characters.
    #[error("`{0}` is not of the form acs:ram::<account>:role/<name>")]
    Arn(String),
    /// Not 2 to 32 letters, digits or `.@-_`.
    #[error("`{0}` is no session name")]
    SessionName(String),
    /// Not 900 to 43200 seconds.
    #[error("a session cannot last {0} s")]
    Duration(u32),
    /// Not 2 to 1224 plain characters.
    #[error("the external id has characters that none has, or is too long or short")]
    ExternalId,
    /// No JSON object with `Version` and `Statement`.
    #[error("the session policy is no policy")]
    Policy,
}

/// The arguments of `AssumeRole`, known to be well formed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoleRequest {
    arn: RoleArn,
    session_name: String,
    duration_s: u32,
    external_id: Option<String>,
    policy: Option<String>,
}

impl RoleRequest {
    /// Returns the request for a role with the default name and length.
    pub fn new(arn: RoleArn) -> Self {
        Self {
            arn,
            session_name: DEFAULT_SESSION_NAME.to_owned(),
            duration_s: DEFAULT_SESSION_S,
            external_id: None,
            policy: None,
        }
    }

    /// Names the session; it shows in the audit log of the account. Empty keeps the default.
    ///
    /// **Errors**: [`RoleRequestError::SessionName`].
    pub fn session_name(mut self, name: &str) -> Result<Self, RoleRequestError> {
        let is_right = SESSION_NAME_CHARS.contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".@-_".contains(&b));
        match name {
            "" => {}
            _ if is_right => self.session_name = name.to_owned(),
            _ => return Err(RoleRequestError::SessionName(shown(name))),
        }
        Ok(self)
    }

    /// Sets the length in seconds; 0 keeps the default.
    ///
    /// **Errors**: [`RoleRequestError::Duration`].
    pub fn duration_s(mut self, seconds: u32) -> Result<Self, RoleRequestError> {
        match seconds {
            0 => {}
            _ if SESSION_S.contains(&seconds) => self.duration_s = seconds,
            _ => return Err(RoleRequestError::Duration(seconds)),
        }
        Ok(self)
    }

    /// Sets the id that the role's owner asks for; empty sends none.
    ///
    /// **Errors**: [`RoleRequestError::ExternalId`].
    pub fn external_id(mut self, id: &str) -> Result<Self, RoleRequestError> {
        let is_right = EXTERNAL_ID_CHARS.contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
        if !id.is_empty() && !is_right {
            return Err(RoleRequestError::ExternalId);
        }
        self.external_id = Some(id.to_owned()).filter(|id| !id.is_empty());
        Ok(self)
    }

    /// Narrows what the session may do; empty leaves it to the role.
    ///
    /// **Errors**: [`RoleRequestError::Policy`].
    pub fn policy(mut self, policy: &str) -> Result<Self, RoleRequestError> {
        let is_policy = |text: &str| {
            serde_json::from_str::<Value>(text)
                .is_ok_and(|json| json["Version"].is_string() && json["Statement"].is_array())
        };
        if !policy.is_empty() && !is_policy(policy) {
            return Err(RoleRequestError::Policy);
        }
        self.policy = Some(policy.to_owned()).filter(|policy| !policy.is_empty());
        Ok(self)
    }

    /// Returns the same request for another role.
    pub fn for_role(mut self, arn: RoleArn) -> Self {
        self.arn = arn;
        self
    }

    /// Returns the role.
    pub fn arn(&self) -> &RoleArn {
        &self.arn
    }

    /// Returns the length asked for, in milliseconds.
    pub(super) fn lifetime_ms(&self) -> i64 {
        i64::from(self.duration_s) * 1000
    }

    /// Returns the call that asks for a session. It changes nothing, so it may be repeated.
    pub fn call(&self) -> CallSpec {
        let mut params = vec![
            text("RoleArn", self.arn.to_string()),
            text("RoleSessionName", self.session_name.clone()),
            (spec("DurationSeconds", Shape::Int64), json!(self.duration_s)),
        ];
        params.extend(self.external_id.iter().map(|id| text("ExternalId", id.clone())));
        params.extend(self.policy.iter().map(|policy| text("Policy", policy.clone())));
        CallSpec {
            product: "Sts".to_owned(),
            version: "2015-04-01".to_owned(),
            operation: "AssumeRole".to_owned(),
            style: CallStyle::Rpc,
            method: Method::Post,
            path: String::new(),
            params,
            scheme: Scheme::Acs3,
            is_read: true,
        }
    }
}

fn text(name: &str, value: String) -> (ParamSpec, Value) {
    (spec(name, Shape::String), Value::String(value))
}

fn spec(name: &str, shape: Shape) -> ParamSpec {
    ParamSpec {
        name: name.to_owned(),
        place: ParamPlace::Query,
        style: None,
        required: false,
        deprecated: false,
        shape,
        choices: Vec::new(),
        about: None,
    }
}

fn shown(text: &str) -> String {
    text.chars().take(100).collect()
}
