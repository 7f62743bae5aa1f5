//! What went wrong with a call, in words: code, likely cause, what to do.

use soarboard_cloud::catalog::Operation;
use soarboard_cloud::http::{SendError, SendErrorKind};
use soarboard_cloud::invoke::{BodyError, BuildError, CredentialsError, InvokeError, Mismatch, VendorError};
use soarboard_cloud::ram::{self, PolicyDocument};
use soarboard_cloud::trust::EndpointRefusal;
use soarboard_model::format;
use soarboard_model::message::Message;

use crate::app::internal;
use crate::wire::{ErrorCode, MissingPermission, SignatureDifference, VendorAnswer, WireError};

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

/// Says in plain words why the call of an operation failed. Where a permission is missing and the service does not name
/// it, the catalogue's knowledge of the operation does.
pub fn explain_call(error: &InvokeError, operation: &Operation) -> WireError {
    let told = explain(error);
    let (InvokeError::Vendor(refusal), None) = (error, &told.permission) else { return told };
    let hint = ram::hint_of(operation);
    let (Some(action), true) = (hint.action, cause(refusal) == Some("permission")) else { return told };
    let policy = hint.least_privilege_policy.unwrap_or_else(|| PolicyDocument::allowing([action.clone()]));
    WireError {
        hint: Some(Message::new("error-cause-permission-likely").with("action", &action)),
        permission: Some(MissingPermission { action, is_named: false, policy: format::pretty(&policy) }),
        ..told
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
        SendErrorKind::Proxy => "proxy",
        SendErrorKind::Reset => "reset",
        SendErrorKind::TooLarge => "too-large",
        SendErrorKind::Other => "other",
    };
    let message =
        Message::new(format!("error-send-{word}")).with("host", &error.host).with("reason", &error.text);
    let retryable =
        !matches!(error.kind, SendErrorKind::Tls | SendErrorKind::Proxy | SendErrorKind::TooLarge);
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
    ("IncompleteSignature", "signature-incomplete"),
    ("InvalidAccessKeyId", "key-unknown"),
    ("InvalidAccessKeyId.NotFound", "key-unknown"),
    ("InvalidAccessKeyId.Inactive", "key-inactive"),
    ("SignatureNonceUsed", "nonce"),
    ("InvalidTimeStamp", "time"),
    ("InvalidSecurityToken", "token"),
    ("InvalidSecurityToken.Expired", "token-expired"),
    ("InvalidSecurityToken.MismatchWithAccessKey", "token-mismatch"),
    ("MissingSecurityToken", "token-missing"),
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
    ("Missing", "parameter-missing"),
    ("InvalidParameter", "parameter"),
    ("InvalidTag", "parameter"),
    ("UnsupportedHTTPMethod", "request"),
    ("InvalidProtocol.NeedSsl", "request"),
    ("ContentMD5NotMatched", "request"),
    ("Practice.NotImplemented", "practice"),
];

/// What a status most likely means where the code says nothing.
fn cause_of_status(status: u16) -> Option<&'static str> {
    match status {
        403 => Some("permission"),
        429 => Some("throttling"),
        500..=599 => Some("service"),
        _ => None,
    }
}

fn cause(error: &VendorError) -> Option<&'static str> {
    let known = CAUSES.iter().filter(|(code, _)| error.code.starts_with(code));
    let word = known.max_by_key(|(code, _)| code.len()).map(|(_, word)| *word);
    let is_web_page = error.format == soarboard_cloud::invoke::BodyFormat::Html;
    word.or_else(|| if is_web_page { Some("html") } else { cause_of_status(error.http_status) })
}

fn vendor(error: &VendorError) -> WireError {
    let message = Message::new(if error.http_status == 200 { "error-vendor-inside" } else { "error-vendor" })
        .with("status", error.http_status)
        .with("code", &error.code)
        .with("message", &error.message);
    let word = cause(error);
    let action = error.access_denied.as_ref().and_then(|denied| denied.auth_action.clone());
    let hint = match (&error.mismatch, &action, word) {
        (Some(mismatch), ..) => Some(signature_hint(mismatch)),
        (None, Some(action), _) => Some(Message::new("error-cause-permission-action").with("action", action)),
        (None, None, Some(word)) => Some(Message::new(format!("error-cause-{word}"))),
        (None, None, None) => None,
    };
    WireError {
        hint,
        vendor: Some(VendorAnswer {
            http_status: error.http_status,
            code: error.code.clone(),
            message: error.message.clone(),
            request_id: error.request_id.clone().unwrap_or_default(),
        }),
        signature: error.mismatch.as_ref().and_then(difference),
        permission: action.map(|action| MissingPermission {
            policy: format::pretty(&PolicyDocument::allowing([action.clone()])),
            is_named: true,
            action,
        }),
        retryable: matches!(word, Some("throttling" | "service" | "nonce")),
        ..WireError::new(ErrorCode::VendorRefused, message)
    }
}

/// Says what comparing the service's string to sign with ours shows.
fn signature_hint(mismatch: &Mismatch) -> Message {
    match mismatch {
        Mismatch::SameText => Message::new("error-cause-signature-same"),
        Mismatch::Differs { at, ours, theirs } => Message::new("error-cause-signature-differs")
            .with("at", at)
            .with("ours", ours)
            .with("theirs", theirs),
    }
}

/// Returns the place where the two texts differ, to be shown as it is.
fn difference(mismatch: &Mismatch) -> Option<SignatureDifference> {
    match mismatch {
        Mismatch::SameText => None,
        Mismatch::Differs { at, ours, theirs } => {
            Some(SignatureDifference { at: *at, ours: ours.clone(), theirs: theirs.clone() })
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use soarboard_cloud::invoke::AccessDenied;
    use soarboard_model::message::Lang;

    fn refused(code: &str, http_status: u16) -> VendorError {
        VendorError { code: code.to_owned(), http_status, ..VendorError::default() }
    }

    /// Every code of the vendor's pages on errors, with the cause that is told.
    const DOCUMENTED: &[(&str, u16, &str)] = &[
        ("SignatureDoesNotMatch", 400, "signature"),
        ("IncompleteSignature", 400, "signature-incomplete"),
        ("InvalidAccessKeyId.NotFound", 404, "key-unknown"),
        ("InvalidAccessKeyId.Inactive", 400, "key-inactive"),
        ("SignatureNonceUsed", 400, "nonce"),
        ("InvalidTimeStamp.Expired", 400, "time"),
        ("InvalidTimeStamp.Format", 400, "time"),
        ("MissingAction", 400, "parameter-missing"),
        ("MissingParameter", 400, "parameter-missing"),
        ("InvalidParameter", 400, "parameter"),
        ("InvalidParameter.PageSize", 400, "parameter"),
        ("MissingSecurityToken", 400, "token-missing"),
        ("InvalidSecurityToken.Expired", 400, "token-expired"),
        ("InvalidSecurityToken.Malformed", 400, "token"),
        ("InvalidSecurityToken.MismatchWithAccessKey", 400, "token-mismatch"),
        ("Throttling", 400, "throttling"),
        ("Throttling.User", 400, "throttling"),
        ("Throttling.Api", 429, "throttling"),
        ("ServiceUnavailable", 503, "service"),
        ("InternalError", 500, "service"),
        ("UnknownError", 502, "service"),
        ("Forbidden.RAM", 403, "permission"),
        ("NoPermission", 403, "permission"),
        ("NotAuthorized", 403, "permission"),
        ("Forbidden", 403, "permission"),
        ("InvalidAction.NotFound", 404, "operation"),
        ("InvalidVersion", 404, "operation"),
        ("InvalidProduct.NotFound", 404, "operation"),
        ("InvalidApi.NotFound", 404, "operation"),
        ("UnsupportedHTTPMethod", 400, "request"),
        ("InvalidProtocol.NeedSsl", 400, "request"),
        ("ContentMD5NotMatched", 400, "request"),
        ("SomethingNew", 403, "permission"),
        ("", 429, "throttling"),
        ("", 502, "service"),
    ];

    #[test]
    fn every_documented_code_has_its_cause_in_both_languages() {
        for (code, status, word) in DOCUMENTED {
            let told = vendor(&refused(code, *status));
            let hint = told.hint.unwrap_or_else(|| panic!("{code}"));
            assert_eq!(hint.id, format!("error-cause-{word}"), "{code}");
            assert!(hint.exists(Lang::En) && hint.exists(Lang::Zh), "{}", hint.id);
        }
        assert_eq!(vendor(&refused("SomethingNew", 400)).hint, None);
    }

    #[test]
    fn a_missing_permission_comes_with_a_policy_to_copy() {
        let mut error = refused("Forbidden.RAM", 403);
        let operation = crate::find_operation("Sas", "", "DescribeMonitorAccounts").unwrap();

        let likely =
            explain_call(&InvokeError::Vendor(Box::new(error.clone())), &operation).permission.unwrap();
        assert_eq!((likely.action.as_str(), likely.is_named), ("yundun-sas:DescribeMonitorAccounts", false));

        error.access_denied = Some(AccessDenied {
            auth_action: Some("yundun-sas:Other".to_owned()),
            ..AccessDenied::default()
        });
        let named = explain_call(&InvokeError::Vendor(Box::new(error)), &operation).permission.unwrap();
        assert_eq!((named.action.as_str(), named.is_named), ("yundun-sas:Other", true));
        let policy: serde_json::Value = serde_json::from_str(&named.policy).unwrap();
        assert_eq!(policy["Version"], "1");
        assert_eq!(policy["Statement"][0]["Action"], serde_json::json!(["yundun-sas:Other"]));
        assert_eq!(policy["Statement"][0]["Effect"], "Allow");
    }

    #[test]
    fn a_refused_signature_shows_where_the_texts_differ() {
        let mut error = refused("SignatureDoesNotMatch", 400);
        error.mismatch =
            Some(Mismatch::Differs { at: 7, ours: "a=1&b=2".to_owned(), theirs: "a=1&b=3".to_owned() });
        let told = vendor(&error);
        let shown = told.signature.unwrap();
        assert_eq!((shown.at, shown.ours.as_str(), shown.theirs.as_str()), (7, "a=1&b=2", "a=1&b=3"));
        assert_eq!(told.hint.unwrap().id, "error-cause-signature-differs");

        error.mismatch = Some(Mismatch::SameText);
        let told = vendor(&error);
        assert_eq!((told.signature, told.hint.unwrap().id.as_str()), (None, "error-cause-signature-same"));
    }

    #[test]
    fn other_refusals_name_no_permission() {
        let operation = crate::find_operation("Sas", "", "DescribeMonitorAccounts").unwrap();
        let told = explain_call(&InvokeError::Vendor(Box::new(refused("Throttling", 400))), &operation);
        assert_eq!((told.permission, told.retryable), (None, true));
    }
}
