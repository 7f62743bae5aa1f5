//! The loopback bridge: the same pages and the same commands as the desktop, for browser tests.
//!
//! A package of its own and never a feature of the shipped program: a port that runs commands could spend a person's
//! credentials. It has no Tauri access rules, so it replaces no window test. Deliberately absent: any command of its own;
//! `/test/…` only sets up the host.

pub mod guard;
pub mod host;
mod pages;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Response, StatusCode};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use soarboard_api::App;

use guard::Guard;
use host::TestHost;

/// Longest wait of a request for notifications.
const LONGEST_POLL: Duration = Duration::from_secs(25);
/// Largest request body: no page sends a larger message, in the window neither.
const LARGEST_BODY: usize = soarboard_api::parts::MOST_BYTES;

/// What the handlers share.
pub struct Bridge {
    app: Arc<App>,
    host: Arc<TestHost>,
    guard: Guard,
    dist: PathBuf,
    policy: String,
}

impl Bridge {
    /// Joins an engine to the pages under `dist`.
    ///
    /// # Errors
    /// When the desktop's configuration, whose policy is served, cannot be read.
    pub fn new(host: Arc<TestHost>, guard: Guard, dist: PathBuf) -> Result<Arc<Self>, String> {
        Ok(Arc::new(Self { app: App::new(host.clone()), host, guard, dist, policy: pages::policy()? }))
    }
}

/// Returns the routes.
pub fn router(bridge: Arc<Bridge>) -> Router {
    let calls = Router::new()
        .route("/rpc/{command}", post(call))
        .route("/notifications", get(notifications))
        .route("/test/files", post(files))
        .route("/test/links", get(links))
        .route("/test/hand", post(hand))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(bridge.clone(), guard_call));
    calls.fallback(page).with_state(bridge)
}

async fn guard_call(State(bridge): State<Arc<Bridge>>, request: Request, next: Next) -> Response<Body> {
    match bridge.guard.call(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(status) => status.into_response(),
    }
}

async fn call(
    State(bridge): State<Arc<Bridge>>,
    Path(command): Path<String>,
    Json(args): Json<Value>,
) -> Response<Body> {
    match bridge.app.answer(&command, args).await {
        Ok(answer) => ([(CONTENT_TYPE, "application/json")], answer).into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
    }
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: usize,
}

async fn notifications(
    State(bridge): State<Arc<Bridge>>,
    Query(After { after }): Query<After>,
) -> Json<Value> {
    let items = bridge.host.notifications(after, LONGEST_POLL).await;
    Json(json!({ "next": after + items.len(), "items": items }))
}

/// Answers for the next file dialogs; null closes one.
async fn files(State(bridge): State<Arc<Bridge>>, Json(files): Json<Vec<Option<PathBuf>>>) -> StatusCode {
    bridge.host.answer_dialogs(files);
    StatusCode::NO_CONTENT
}

/// Files from the system, as a drop or a second start hands them over.
async fn hand(State(bridge): State<Arc<Bridge>>, Json(files): Json<Vec<PathBuf>>) -> StatusCode {
    bridge.app.hand_over(files);
    StatusCode::NO_CONTENT
}

async fn links(State(bridge): State<Arc<Bridge>>) -> Json<Vec<String>> {
    Json(bridge.host.links())
}

async fn page(State(bridge): State<Arc<Bridge>>, request: Request) -> Response<Body> {
    match bridge.guard.page(request.headers()) {
        Ok(()) => pages::file(&bridge.dist, request.uri().path(), &bridge.policy),
        Err(status) => status.into_response(),
    }
}
