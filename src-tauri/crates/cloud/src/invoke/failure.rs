//! Reading refusals: JSON in two spellings, XML, HTML error pages, and failures dressed as HTTP 200.
//!
//! Everything the service said is kept verbatim, except that texts known to be secret are taken out: some refusals
//! quote the string to sign, which holds the token. Deliberately absent: what to do about it (see `retry`).

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::extract::Envelope;
use super::mismatch::Mismatch;
use crate::http::HttpResponse;
use crate::sign::encode::encoded;

/// Longest message kept, in bytes.
const MESSAGE_CAP: usize = 16 * 1024;

/// In what form a refusal came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// An HTML page, which is not from the service itself but from something before it.
    Html,
    /// Nothing readable.
    #[default]
    Other,
}

/// A refusal or failure reported by the service, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorError {
    /// HTTP status; 200 for a failure reported inside a success.
    pub http_status: u16,
    /// Vendor's code, e.g. `Throttling.User`; empty when the body names none.
    pub code: String,
    /// Vendor's message; for an HTML page its title.
    pub message: String,
    /// Id to quote to the vendor's support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Vendor's troubleshooting link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommend: Option<String>,
    /// Which permission was missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_denied: Option<AccessDenied>,
    /// In what form it came.
    pub format: BodyFormat,
    /// Where the service's string to sign differs from ours, when it refused the signature and showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mismatch: Option<Mismatch>,
}

/// The vendor's `AccessDeniedDetail`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessDenied {
    /// RAM action that was not allowed, e.g. `yundun-sas:DescribeX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_action: Option<String>,
    /// Kind of caller: `SubUser`, `AssumedRoleUser` ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_principal_type: Option<String>,
    /// Name of the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_principal_display_name: Option<String>,
    /// Account the caller belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_principal_owner_id: Option<String>,
    /// `ImplicitDeny` or `ExplicitDeny`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_permission_type: Option<String>,
    /// Kind of policy that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_type: Option<String>,
    /// Text that RAM can decode into the full reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoded_diagnostic_message: Option<String>,
}

impl std::error::Error for VendorError {}

impl fmt::Display for VendorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {} {}: {}", self.http_status, self.code, self.message)
    }
}

impl VendorError {
    /// Says whether the service asks to slow down: a code starting with `Throttling`, or HTTP 429.
    pub fn is_throttling(&self) -> bool {
        self.http_status == 429 || self.code.starts_with("Throttling")
    }

    /// Takes secret texts out of what the service quoted, also percent-encoded once or twice.
    pub fn redact(&mut self, secrets: &[&str]) {
        let texts = [Some(&mut self.code), Some(&mut self.message), self.recommend.as_mut()];
        texts.into_iter().flatten().for_each(|text| redact(text, secrets));
    }
}

/// Takes secret texts out of a text, also percent-encoded once or twice.
pub(super) fn redact(text: &mut String, secrets: &[&str]) {
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let once = encoded(secret);
        let twice = encoded(&once);
        for form in [twice.as_str(), once.as_str(), secret] {
            if text.contains(form) {
                *text = text.replace(form, "…");
            }
        }
    }
}

/// Says whether a 2xx body reports a failure: `Success` false, or a `Code` other than 200, `OK`, `Success`.
pub fn is_failure_inside(envelope: &Envelope) -> bool {
    match envelope.success.as_deref() {
        Some(text) if text.eq_ignore_ascii_case("true") => false,
        Some(text) if text.eq_ignore_ascii_case("false") => true,
        _ => envelope.code.as_deref().is_some_and(|code| {
            let good = ["", "200", "ok", "success"];
            !good.iter().any(|word| code.eq_ignore_ascii_case(word))
        }),
    }
}

/// Reads a response that is a failure by its status or by its body.
pub fn read_failure(response: &HttpResponse) -> VendorError {
    let text = String::from_utf8_lossy(&response.body);
    let start = text.trim_start();
    let mut error = if let Ok(Value::Object(map)) = serde_json::from_str::<Value>(start) {
        from_json(&map)
    } else if is_html(start) {
        VendorError { message: html_words(start), format: BodyFormat::Html, ..VendorError::default() }
    } else if start.starts_with('<') {
        from_xml(start)
    } else {
        VendorError { message: cut(start, 300), ..VendorError::default() }
    };
    error.http_status = response.status;
    error.message = cut(&error.message, MESSAGE_CAP);
    if error.request_id.as_ref().is_none_or(String::is_empty) {
        error.request_id = response.header("x-acs-request-id").map(str::to_owned);
    }
    error
}

fn from_json(map: &Map<String, Value>) -> VendorError {
    let first = |names: &[&str]| names.iter().find_map(|name| text_of(map.get(*name)?));
    VendorError {
        http_status: 0,
        code: first(&["Code", "code"]).unwrap_or_default(),
        message: first(&["Message", "message"]).unwrap_or_default(),
        request_id: first(&["RequestId", "requestId", "requestid", "request_id"]),
        recommend: first(&["Recommend", "recommend"]),
        access_denied: ["AccessDeniedDetail", "accessDeniedDetail", "accessdenieddetail"]
            .iter()
            .find_map(|name| map.get(*name)?.as_object())
            .map(denied),
        format: BodyFormat::Json,
        mismatch: None,
    }
}

fn denied(map: &Map<String, Value>) -> AccessDenied {
    let get = |wanted: &str| {
        let (_, value) = map.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
        text_of(value)
    };
    AccessDenied {
        auth_action: get("AuthAction"),
        auth_principal_type: get("AuthPrincipalType"),
        auth_principal_display_name: get("AuthPrincipalDisplayName"),
        auth_principal_owner_id: get("AuthPrincipalOwnerId"),
        no_permission_type: get("NoPermissionType"),
        policy_type: get("PolicyType"),
        encoded_diagnostic_message: get("EncodedDiagnosticMessage"),
    }
}

fn text_of(value: &Value) -> Option<String> {
    crate::serialize::scalar_text(value).map(std::borrow::Cow::into_owned)
}

fn from_xml(text: &str) -> VendorError {
    VendorError {
        code: element(text, "Code").unwrap_or_default(),
        message: element(text, "Message").unwrap_or_default(),
        request_id: element(text, "RequestId"),
        recommend: element(text, "Recommend"),
        format: BodyFormat::Xml,
        ..VendorError::default()
    }
}

/// The flat error document needs no XML reader: an element is what stands between its tags.
fn element(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (inner, _) = rest.split_once(&format!("</{name}>"))?;
    let inner = inner.strip_prefix("<![CDATA[").and_then(|t| t.strip_suffix("]]>")).unwrap_or(inner);
    let unescaped =
        inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    Some(unescaped.replace("&amp;", "&"))
}

fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(200).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.contains("<html")
        || head.starts_with("<head")
        || head.starts_with("<body")
}

fn html_words(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").zip(lower.find("</title>")).filter(|(start, end)| start + 7 <= *end);
    match title {
        // Lower-casing ASCII keeps byte positions.
        Some((start, end)) => cut(text[start + 7..end].trim(), 300),
        None => {
            let mut words = String::new();
            let mut is_tag = false;
            for c in text.chars().take(4000) {
                match c {
                    '<' => is_tag = true,
                    '>' => is_tag = false,
                    c if !is_tag => words.push(c),
                    _ => {}
                }
            }
            cut(&words.split_whitespace().collect::<Vec<_>>().join(" "), 300)
        }
    }
}

fn cut(text: &str, cap: usize) -> String {
    let mut end = text.len().min(cap);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> VendorError {
        let headers = vec![("x-acs-request-id".to_owned(), "from-header".to_owned())];
        read_failure(&HttpResponse { status, headers, body: body.to_owned().into() })
    }

    #[test]
    fn both_json_spellings_are_read() {
        let upper = read(
            403,
            r#"{"RequestId":"r","HostId":"h","Code":"NoPermission","Message":"no","Recommend":"https://x",
            "AccessDeniedDetail":{"AuthAction":"yundun-sas:X","PolicyType":"AccountLevelIdentityBasedPolicy","AuthPrincipalOwnerId":123}}"#,
        );
        assert_eq!(
            (upper.code.as_str(), upper.message.as_str(), upper.request_id.as_deref()),
            ("NoPermission", "no", Some("r"))
        );
        let denied = upper.access_denied.unwrap();
        assert_eq!(
            (denied.auth_action.as_deref(), denied.auth_principal_owner_id.as_deref()),
            (Some("yundun-sas:X"), Some("123"))
        );

        let lower = read(400, r#"{"code":"Throttling.Api","message":"slow","requestid":"r2"}"#);
        assert!(lower.is_throttling());
        assert_eq!(lower.request_id.as_deref(), Some("r2"));
    }

    #[test]
    fn xml_html_and_nothing_are_read() {
        let xml = read(
            404,
            "<?xml version='1.0'?><Error><Code>InvalidApi.NotFound</Code><Message>a &lt;b&gt; &amp;lt;</Message><RequestId>r</RequestId></Error>",
        );
        assert_eq!(
            (xml.code.as_str(), xml.message.as_str(), xml.format),
            ("InvalidApi.NotFound", "a <b> &lt;", BodyFormat::Xml)
        );

        let html = read(502, "<!DOCTYPE html><html><head><TITLE>502 Bad Gateway</TITLE></head></html>");
        assert_eq!(
            (html.message.as_str(), html.format, html.request_id.as_deref()),
            ("502 Bad Gateway", BodyFormat::Html, Some("from-header"))
        );
        assert_eq!(read(500, "<html><body><h1>Sorry</h1> try  again</body>").message, "Sorry try again");

        let nothing = read(504, "");
        assert_eq!(
            (nothing.code.as_str(), nothing.message.as_str(), nothing.format),
            ("", "", BodyFormat::Other)
        );
    }

    #[test]
    fn a_success_with_a_bad_code_is_a_failure() {
        let inside = |success: Option<&str>, code: Option<&str>| {
            is_failure_inside(&Envelope {
                success: success.map(str::to_owned),
                code: code.map(str::to_owned),
                ..Envelope::default()
            })
        };
        assert!(
            inside(Some("false"), None)
                && inside(Some("false"), Some("200"))
                && inside(None, Some("500"))
                && inside(None, Some("Throttling"))
        );
        for good in [None, Some("200"), Some("OK"), Some("Success"), Some("success"), Some("")] {
            assert!(!inside(None, good) && !inside(Some("true"), good));
        }
    }

    #[test]
    fn quoted_secrets_are_taken_out() {
        let mut error = read(
            400,
            r#"{"Code":"SignatureDoesNotMatch","Message":"sign: tok+en/== SecurityToken%3Dtok%252Ben%252F%253D%253D tok%2Ben%2F%3D%3D end"}"#,
        );

        error.redact(&["tok+en/==", ""]);

        assert_eq!(error.message, "sign: … SecurityToken%3D… … end");
    }
}
