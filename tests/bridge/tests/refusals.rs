//! Each rule of the bridge, proven by a request that breaks only this one.

// Helpers of tests unwrap as tests do; the lint knows only the test functions themselves.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use soarboard_bridge::guard::{Guard, TOKEN, fresh_token};
use soarboard_bridge::host::TestHost;
use soarboard_bridge::{Bridge, router};
use tower::ServiceExt;

const AUTHORITY: &str = "127.0.0.1:4711";

struct Sample {
    bridge: Arc<Bridge>,
    folder: tempfile::TempDir,
    token: String,
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    std::fs::create_dir(&dist).unwrap();
    std::fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
    let token = fresh_token().unwrap();
    let guard = Guard { authority: AUTHORITY.to_owned(), token: token.clone() };
    let bridge = Bridge::new(TestHost::new().unwrap(), guard, dist).unwrap();
    Sample { bridge, folder, token }
}

/// Returns the status of a command call that is right but for the given header (`None` leaves it out).
async fn call_with(header: &str, value: Option<&str>) -> StatusCode {
    let sample = sample();
    let mut headers = vec![
        ("host", AUTHORITY),
        ("origin", "http://127.0.0.1:4711"),
        ("content-type", "application/json"),
        (TOKEN, sample.token.as_str()),
    ];
    headers.retain(|(name, _)| *name != header);
    headers.extend(value.map(|value| (header, value)));
    let mut request = Request::post("/rpc/app_info");
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let request = request.body(Body::from("{}")).unwrap();
    router(sample.bridge).oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn a_right_call_passes() {
    assert_eq!(call_with("unrelated", Some("1")).await, StatusCode::OK);
}

#[tokio::test]
async fn a_program_without_origin_but_with_the_token_passes() {
    assert_eq!(call_with("origin", None).await, StatusCode::OK);
}

#[tokio::test]
async fn a_name_that_points_here_is_refused() {
    assert_eq!(call_with("host", Some("evil.example:4711")).await, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(call_with("host", Some("localhost:4711")).await, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn another_page_is_refused() {
    assert_eq!(call_with("origin", Some("https://evil.example")).await, StatusCode::FORBIDDEN);
    assert_eq!(call_with("origin", Some("null")).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_missing_or_wrong_token_is_refused() {
    assert_eq!(call_with(TOKEN, None).await, StatusCode::UNAUTHORIZED);
    assert_eq!(call_with(TOKEN, Some("")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(call_with(TOKEN, Some(&fresh_token().unwrap())).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_plain_form_is_refused() {
    let text = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    assert_eq!(call_with("content-type", Some("text/plain")).await, text);
    assert_eq!(call_with("content-type", Some("application/x-www-form-urlencoded")).await, text);
    assert_eq!(call_with("content-type", None).await, text);
}

#[tokio::test]
async fn an_unknown_command_is_a_failure_of_the_contract() {
    let sample = sample();
    let request = Request::post("/rpc/no_such_command")
        .header("host", AUTHORITY)
        .header("content-type", "application/json")
        .header(TOKEN, &sample.token)
        .body(Body::from("{}"))
        .unwrap();

    let response = router(sample.bridge).oneshot(request).await.unwrap();

    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(response.headers().keys().all(|name| !name.as_str().starts_with("access-control-")));
}

#[tokio::test]
async fn pages_come_with_the_policy_of_the_desktop_and_from_their_folder_only() {
    let sample = sample();
    std::fs::write(sample.folder.path().join("outside.txt"), "outside").unwrap();
    let get = |path: &str| Request::get(path).header("host", AUTHORITY).body(Body::empty()).unwrap();
    let router = router(sample.bridge);

    let index = router.clone().oneshot(get("/")).await.unwrap();
    let outside = router.clone().oneshot(get("/../outside.txt")).await.unwrap();
    let encoded = router.oneshot(get("/%2e%2e/outside.txt")).await.unwrap();

    let policy = index.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("object-src 'none'"), "{policy}");
    assert_eq!(index.status(), StatusCode::OK);
    assert_eq!(outside.status(), StatusCode::NOT_FOUND);
    assert_eq!(encoded.status(), StatusCode::NOT_FOUND);
}

#[test]
fn tokens_have_192_bits_and_differ() {
    let (a, b) = (fresh_token().unwrap(), fresh_token().unwrap());

    assert_eq!(a.len(), 48);
    assert_ne!(a, b);
}
