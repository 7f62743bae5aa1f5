//! The socket side: from an HTTP request to the practice service's plain type and back, broken connections included.

use std::borrow::Cow;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use soarboard_cloud::http::{Channel, HttpRequest, HttpResponse, SendErrorKind};
use soarboard_practice::PracticeGateway;
use tokio::sync::{Notify, oneshot};

/// Largest request body, in bytes; the real gateway takes about as much.
const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;

/// Serves until `stopped` is told or `max_requests` were answered.
pub(crate) async fn until(
    listener: TcpListener,
    practice: Arc<PracticeGateway>,
    max_requests: u64,
    stopped: oneshot::Receiver<()>,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let used_up = Arc::new(Notify::new());
    let count = Arc::new(AtomicU64::new(0));
    let is_used_up = used_up.clone();
    let router = Router::new().fallback(move |request: Request| {
        let (practice, used_up) = (practice.clone(), is_used_up.clone());
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            if number > max_requests {
                return plain(StatusCode::SERVICE_UNAVAILABLE, "the gateway has answered all its requests");
            }
            let response = answer(&practice, request).await;
            if number == max_requests {
                used_up.notify_one();
            }
            response
        }
    });
    let serving =
        axum::serve(listener, router).with_graceful_shutdown(async move { used_up.notified().await });
    tokio::select! {
        // A failed accept loop shows as refused connections to the test.
        _ = serving.into_future() => {}
        _ = stopped => {}
    }
}

async fn answer(practice: &PracticeGateway, request: Request) -> Response {
    let request = match plain_request(request).await {
        Ok(request) => request,
        Err(why) => return plain(StatusCode::BAD_REQUEST, why),
    };
    let answer = practice.answer(&request);
    practice.wait(answer.delay).await;
    response(answer.response, answer.breaks)
}

async fn plain_request(request: Request) -> Result<HttpRequest, &'static str> {
    let (parts, body) = request.into_parts();
    let mut headers = Vec::with_capacity(parts.headers.len());
    for (name, value) in &parts.headers {
        let value = value.to_str().map_err(|_| "a header is not text")?;
        headers.push((Cow::Owned(name.as_str().to_owned()), value.to_owned()));
    }
    let host =
        parts.headers.get("host").and_then(|host| host.to_str().ok()).ok_or("there is no host header")?;
    Ok(HttpRequest {
        method: parts.method.as_str().parse().map_err(|_| "the method is not known")?,
        channel: Channel::Loopback,
        host: host.to_owned(),
        path_and_query: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        headers,
        body: to_bytes(body, MAX_BODY_BYTES).await.map_err(|_| "the body is too long")?,
    })
}

/// Writes an answer. A broken one promises its whole length, sends half, and fails, which cuts the connection.
fn response(answer: HttpResponse, breaks: Option<SendErrorKind>) -> Response {
    let length = answer.body.len();
    let body = match breaks {
        None => Body::from(answer.body),
        Some(_) => Body::from_stream(half_then_cut(answer.body)),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = answer.headers.into_iter().filter_map(|(name, value)| {
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    });
    response.headers_mut().extend(headers);
    if breaks.is_some() {
        response.headers_mut().insert("content-length", HeaderValue::from(length));
    }
    response
}

fn half_then_cut(body: Bytes) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    let half = body.slice(..body.len() / 2);
    let cut = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    futures_util::stream::iter([Ok(half), Err(cut)])
}

fn plain(status: StatusCode, why: &str) -> Response {
    let mut response = Response::new(Body::from(why.to_owned()));
    *response.status_mut() = status;
    response
}
