//! Stand-ins for the end-to-end tests: answers to file dialogs, and a gateway on this machine.
//!
//! Compiled only with the feature `test-hooks`, which no shipped build has; a test looks for these names in the plain
//! binary. The gateway takes every request, whatever its host, so that a test can never reach the real service.

use std::collections::VecDeque;
use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use soarboard_cloud::http::{HttpRequest, HttpResponse, HttpSend, SendError, SendErrorKind};

const FILES: &str = "SOARBOARD_TEST_FILES";
const GATEWAY: &str = "SOARBOARD_TEST_GATEWAY";
const DATA_DIR: &str = "SOARBOARD_TEST_DATA_DIR";

/// Returns the data folder the test wants.
pub fn data_dir() -> Option<PathBuf> {
    set(DATA_DIR).map(PathBuf::from)
}

/// Says whether file dialogs are answered from a list.
pub fn answers_dialogs() -> bool {
    set(FILES).is_some()
}

/// Returns the next answer of a file dialog; when the list is used up, the dialog counts as closed.
pub fn next_file() -> Option<PathBuf> {
    static LEFT: OnceLock<Mutex<VecDeque<PathBuf>>> = OnceLock::new();
    let left = LEFT.get_or_init(|| {
        let list = set(FILES).unwrap_or_default();
        Mutex::new(std::env::split_paths(&list).collect())
    });
    left.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// Returns the sender to the test's gateway, when there is one.
///
/// # Errors
/// When the address is not one of this machine, or the client cannot be made.
pub fn gateway() -> Result<Option<Arc<dyn HttpSend>>, Box<dyn Error>> {
    let Some(address) = set(GATEWAY) else { return Ok(None) };
    let address = address.into_string().map_err(|_| "the gateway's address is not text")?;
    let Some(port) = address.strip_prefix("http://127.0.0.1:").and_then(|port| port.parse::<u16>().ok())
    else {
        return Err("the gateway must be http://127.0.0.1:PORT".into());
    };
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
        .build()?;
    Ok(Some(Arc::new(Gateway { client, port })))
}

fn set(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Sends everything to one port of this machine, with the host it was meant for in the `Host` header.
struct Gateway {
    client: reqwest::Client,
    port: u16,
}

impl Gateway {
    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
        let url = format!("http://127.0.0.1:{}{}", self.port, request.path_and_query);
        let method = reqwest::Method::from_bytes(request.method.as_str().as_bytes()).unwrap_or_default();
        let mut call = self.client.request(method, url).body(request.body);
        for (name, value) in &request.headers {
            call = call.header(name.as_ref(), value);
        }
        let response = call.send().await?;
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        Ok(HttpResponse { status, headers, body: response.bytes().await? })
    }
}

impl HttpSend for Gateway {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        let host = request.host.clone();
        Box::pin(async move {
            self.exchange(request).await.map_err(|error| SendError {
                kind: if error.is_connect() { SendErrorKind::Connect } else { SendErrorKind::Other },
                host,
                text: "the test's gateway did not answer".to_owned(),
            })
        })
    }
}
