//! The built pages, with the policy that the desktop gives them.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use serde_json::Value;

/// The desktop's configuration: the one place where the policy stands.
const CONFIGURATION: &str = include_str!("../../../src-tauri/tauri.conf.json");

/// Returns the content security policy of the desktop as a header.
///
/// # Errors
/// When the desktop's configuration has none.
pub fn policy() -> Result<String, String> {
    let configuration: Value = serde_json::from_str(CONFIGURATION).map_err(|error| error.to_string())?;
    let rules = configuration["app"]["security"]["csp"].as_object().ok_or("the desktop has no policy")?;
    let rules =
        rules.iter().map(|(name, sources)| format!("{name} {}", sources.as_str().unwrap_or("'none'")));
    Ok(rules.collect::<Vec<_>>().join("; "))
}

/// Answers with a file of the page.
pub fn file(dist: &Path, path: &str, policy: &str) -> Response<Body> {
    let found = inside(dist, path).and_then(|path| Some((std::fs::read(&path).ok()?, kind(&path))));
    let (status, body, kind) = match found {
        Some((body, kind)) => (StatusCode::OK, body, kind),
        None => (StatusCode::NOT_FOUND, Vec::new(), "text/plain"),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

/// Returns the path under the folder; `None` for a path that would leave it. Encoded paths name no file of ours.
fn inside(dist: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    });
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| dist.join(path)).filter(|path| path.is_file())
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        _ => "application/octet-stream",
    }
}
