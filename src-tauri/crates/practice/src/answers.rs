//! The outer form of answers: JSON or XML body, headers, and the bodies of faults.
//!
//! Kept apart from the gateway, which decides; here is only how a decision is written.

use serde_json::{Map, Value, json};
use soarboard_cloud::catalog::Operation;
use soarboard_cloud::http::HttpResponse;
use soarboard_cloud::ram;

use crate::keys::PRACTICE_ACCOUNT_ID;
use crate::refusal::Refusal;

/// Writes a response; `xml_root` names the outer element when XML is wanted.
pub(crate) fn response(
    status: u16,
    body: &Value,
    xml_root: Option<&str>,
    request_id: &str,
    now_unix_s: i64,
) -> HttpResponse {
    let (content_type, text) = match xml_root {
        Some(root) => ("text/xml;charset=utf-8", xml(root, body)),
        None => ("application/json;charset=utf-8", body.to_string()),
    };
    HttpResponse { status, headers: headers(content_type, request_id, now_unix_s), body: text.into() }
}

/// Writes the error page of a proxy that never reached the service.
pub(crate) fn html_page(request_id: &str, now_unix_s: i64) -> HttpResponse {
    let page = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\
                <body><h1>502 Bad Gateway</h1><p>practice proxy</p></body></html>\n";
    HttpResponse {
        status: 502,
        headers: headers("text/html; charset=utf-8", request_id, now_unix_s),
        body: page.into(),
    }
}

/// Returns a failure that travels under HTTP 200, as many Security Center operations answer.
pub(crate) fn soft_failure() -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("Success".to_owned(), json!(false));
    body.insert("Code".to_owned(), json!(500));
    body.insert("Message".to_owned(), json!("The practice service was told to fail under HTTP 200."));
    body
}

/// Returns the refusal of a caller without permission, naming the RAM action.
pub(crate) fn forbidden(operation: &Operation) -> Refusal {
    let action =
        ram::hint(&operation.product, &operation.name).action.unwrap_or_else(|| operation.name.clone());
    let detail = json!({
        "AuthAction": action,
        "AuthPrincipalType": "SubUser",
        "AuthPrincipalDisplayName": "practice",
        "AuthPrincipalOwnerId": PRACTICE_ACCOUNT_ID,
        "NoPermissionType": "ImplicitDeny",
        "PolicyType": "AccountLevelIdentityBasedPolicy",
    });
    let message = format!("The practice user has no permission for {action}.");
    Refusal::new(403, "Forbidden.RAM", message).with("AccessDeniedDetail", detail)
}

fn headers(content_type: &str, request_id: &str, now_unix_s: i64) -> Vec<(String, String)> {
    let date = jiff::Timestamp::from_second(now_unix_s).unwrap_or_default();
    let pairs = [
        ("content-type", content_type.to_owned()),
        ("date", date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        ("x-acs-request-id", request_id.to_owned()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Writes a value the way RPC services write XML: objects as elements, lists as repeated elements.
fn xml(root: &str, value: &Value) -> String {
    let mut out = String::from("<?xml version='1.0' encoding='UTF-8'?>");
    element(&mut out, root, value);
    out
}

fn element(out: &mut String, name: &str, value: &Value) {
    if let Value::Array(items) = value {
        items.iter().for_each(|item| element(out, name, item));
        return;
    }
    out.push_str(&format!("<{name}>"));
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| element(out, name, value)),
        Value::String(text) => out.push_str(&escaped(text)),
        Value::Null => {}
        other => out.push_str(&other.to_string()),
    }
    out.push_str(&format!("</{name}>"));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_repeats_lists_and_escapes_texts() {
        let value = json!({"A": {"B": ["x<y", 2]}, "C": true});

        let text = xml("Root", &value);

        let body = "<Root><A><B>x&lt;y</B><B>2</B></A><C>true</C></Root>";
        assert_eq!(text, format!("<?xml version='1.0' encoding='UTF-8'?>{body}"));
    }
}
