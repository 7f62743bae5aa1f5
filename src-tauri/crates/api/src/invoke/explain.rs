//! What went wrong with a call, in words: code, likely cause, what to do.

use soarboard_cloud::http::{SendError, SendErrorKind};
use soarboard_cloud::invoke::{BodyError, BuildError, CredentialsError, InvokeError, VendorError};
use soarboard_cloud::trust::EndpointRefusal;
use soarboard_model::message::Message;

use crate::app::internal;
use crate::wire::{ErrorCode, VendorAnswer, WireError};

/// Says in plain words why a run failed.
pub fn explain(error: &InvokeError) -> WireError {
    match error {
        InvokeError::Build(BuildError::OwnGateway { product, .. }) => {
            bad(Message::new("error-own-gateway").with("product", product))
        }
        InvokeError::Build(error) => bad(Message::new("error-call-build").with("reason", error)),
        InvokeError::Sign(error) => {
            WireError::new(ErrorCode::Unsafe, Message::new("error-call-sign").with("reason", error))
        }
        InvokeError::Nonce(error) => internal(&error.to_string()),
        InvokeError::Credentials(error) => credentials(error),
        InvokeError::Send(error) => unreachable_error(error),
        InvokeError::Vendor(error) => vendor(error),
        InvokeError::Body(error) => body(error),
        InvokeError::Clock { offset_ms, vendor: refusal } => {
            let minutes = offset_ms.map_or(0, |offset| offset.unsigned_abs() / 60_000);
            WireError {
                hint: Some(Message::new("error-clock-hint").count("minutes", minutes)),
                ..vendor(refusal)
            }
        }
        InvokeError::Sink(error) => WireError::new(
            ErrorCode::FileUnwritable,
            Message::new("error-rows-unwritable").with("reason", error),
        )
        .hint(Message::new("error-rows-unwritable-hint")),
        InvokeError::Deadline => WireError {
            retryable: true,
            ..WireError::new(ErrorCode::Unreachable, Message::new("error-deadline"))
        },
    }
}

fn bad(message: Message) -> WireError {
    WireError::new(ErrorCode::BadRequest, message)
}

/// Says why there are no keys to sign with; a role's refusal is told with what makes one likely.
fn credentials(error: &CredentialsError) -> WireError {
    let Some((role, reason)) = error.role() else {
        let message = match error {
            CredentialsError::OddSession => Message::new("error-role-odd"),
            other => Message::new("error-call-credentials").with("reason", other),
        };
        return WireError::new(ErrorCode::CredentialMissing, message);
    };
    let told = explain(reason);
    let InvokeError::Vendor(refusal) = reason else { return told };
    let hint = match refusal.code.as_str() {
        "NoPermission" if role.is_execution_role() => Some("error-role-execution"),
        "NoPermission" => Some("error-role-no-permission"),
        "EntityNotExist.Role" => Some("error-role-unknown"),
        "InvalidParameter.DurationSeconds" => Some("error-role-too-long"),
        _ => None,
    };
    let message = Message::new("error-role-refused")
        .with("role", role)
        .with("status", refusal.http_status)
        .with("code", &refusal.code)
        .with("message", &refusal.message);
    let hint = hint.map(|id| Message::new(id).with("role", role.role()).with("account", role.account()));
    WireError { message, hint: hint.or(told.hint.clone()), ..told }
}

fn unreachable_error(error: &SendError) -> WireError {
    let word = match error.kind {
        SendErrorKind::Connect => "connect",
        SendErrorKind::Timeout => "timeout",
        SendErrorKind::Tls => "tls",
        SendErrorKind::Reset => "reset",
        SendErrorKind::TooLarge => "too-large",
        SendErrorKind::Other => "other",
    };
    let message =
        Message::new(format!("error-send-{word}")).with("host", &error.host).with("reason", &error.text);
    let retryable = !matches!(error.kind, SendErrorKind::Tls | SendErrorKind::TooLarge);
    WireError {
        retryable,
        ..WireError::new(ErrorCode::Unreachable, message)
            .hint(Message::new(format!("error-send-{word}-hint")))
    }
}

fn body(error: &BodyError) -> WireError {
    let message = match error {
        BodyError::NotJson(reason) => Message::new("error-body-not-json").with("reason", reason),
        BodyError::RowsNotList { path, found } => {
            Message::new("error-body-not-list").with("path", path).with("found", found)
        }
        BodyError::RowsMissing { path, instead: None } => {
            Message::new("error-body-no-rows").with("path", path)
        }
        BodyError::RowsMissing { path, instead: Some(other) } => {
            Message::new("error-body-other-rows").with("path", path).with("other", other)
        }
    };
    WireError::new(ErrorCode::VendorRefused, message)
}

/// What a code of the vendor most likely means; the longest matching beginning wins.
const CAUSES: &[(&str, &str)] = &[
    ("SignatureDoesNotMatch", "signature"),
    ("IncompleteSignature", "signature"),
    ("InvalidAccessKeyId.NotFound", "key-unknown"),
    ("InvalidAccessKeyId.Inactive", "key-inactive"),
    ("SignatureNonceUsed", "nonce"),
    ("InvalidTimeStamp", "time"),
    ("InvalidSecurityToken", "token"),
    ("MissingSecurityToken", "token"),
    ("Throttling", "throttling"),
    ("ServiceUnavailable", "service"),
    ("InternalError", "service"),
    ("UnknownError", "service"),
    ("Forbidden", "permission"),
    ("NoPermission", "permission"),
    ("NotAuthorized", "permission"),
    ("InvalidAction", "operation"),
    ("InvalidVersion", "operation"),
    ("InvalidProduct", "operation"),
    ("InvalidApi", "operation"),
    ("Missing", "parameter"),
    ("InvalidParameter", "parameter"),
    ("Practice.NotImplemented", "practice"),
];

fn vendor(error: &VendorError) -> WireError {
    let cause =
        CAUSES.iter().filter(|(code, _)| error.code.starts_with(code)).max_by_key(|(code, _)| code.len());
    let message = Message::new(if error.http_status == 200 { "error-vendor-inside" } else { "error-vendor" })
        .with("status", error.http_status)
        .with("code", &error.code)
        .with("message", &error.message);
    let word = cause.map(|(_, word)| *word);
    let hint = match (word, error.access_denied.as_ref().and_then(|denied| denied.auth_action.as_ref())) {
        (_, Some(action)) => Some(Message::new("error-cause-permission-action").with("action", action)),
        (Some(word), None) => Some(Message::new(format!("error-cause-{word}"))),
        (None, None) if error.format == soarboard_cloud::invoke::BodyFormat::Html => {
            Some(Message::new("error-cause-html"))
        }
        (None, None) => None,
    };
    WireError {
        hint,
        vendor: Some(VendorAnswer {
            http_status: error.http_status,
            code: error.code.clone(),
            message: error.message.clone(),
            request_id: error.request_id.clone().unwrap_or_default(),
        }),
        retryable: matches!(word, Some("throttling" | "service" | "nonce")),
        ..WireError::new(ErrorCode::VendorRefused, message)
    }
}

/// Says why a host gets no signature.
pub fn refusal(refusal: &EndpointRefusal) -> WireError {
    let (word, text) = match refusal {
        EndpointRefusal::Empty => ("empty", ""),
        EndpointRefusal::Scheme(text) => ("scheme", text.as_str()),
        EndpointRefusal::PlainHttp(text) => ("plain-http", text.as_str()),
        EndpointRefusal::UserInfo(text)
        | EndpointRefusal::Port(text)
        | EndpointRefusal::Path(text)
        | EndpointRefusal::International(text)
        | EndpointRefusal::Address(text)
        | EndpointRefusal::NotAHostName(text) => ("malformed", text.as_str()),
        EndpointRefusal::NeedsConsent(text) => ("foreign", text.as_str()),
        EndpointRefusal::LoopbackNotChosen(text) => ("loopback", text.as_str()),
        EndpointRefusal::LoopbackNotBuilt(text) => ("loopback-absent", text.as_str()),
    };
    let message = Message::new(format!("error-endpoint-{word}")).with("endpoint", text);
    WireError::new(ErrorCode::Unsafe, message).hint(Message::new(format!("error-endpoint-{word}-hint")))
}
