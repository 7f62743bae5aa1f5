//! The real transport: reqwest with rustls, redirects off, no environment proxy for this machine.
//!
//! Its errors are reduced to a kind, the host and the innermost cause; reqwest's own texts hold the URL, and the
//! URL of an RPC v1 request holds a signature. Deliberately absent: any way to accept a bad certificate.

use std::error::Error as _;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::{BoxFuture, Channel, HttpRequest, HttpResponse, HttpSend, Method, SendError, SendErrorKind};

/// Bounds of one request.
#[derive(Debug, Clone, Copy)]
pub struct TransportLimits {
    /// Time allowed for making a connection.
    pub connect_timeout: Duration,
    /// Time allowed between two reads of a response, and for its first byte.
    pub read_timeout: Duration,
    /// Largest response body after decompression, in bytes.
    pub max_body_bytes: usize,
}

impl Default for TransportLimits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(30),
            max_body_bytes: 64 * 1024 * 1024,
        }
    }
}

/// Sends over real sockets.
#[derive(Debug, Clone)]
pub struct ReqwestSend {
    services: reqwest::Client,
    #[cfg(feature = "loopback")]
    loopback: reqwest::Client,
    max_body_bytes: usize,
}

impl ReqwestSend {
    /// Makes the clients: one for services and, in a build with `loopback`, one for this machine. A build without it has
    /// nothing that could speak plain HTTP.
    ///
    /// **Errors**: when TLS cannot be set up, with the reason as text.
    pub fn new(limits: TransportLimits) -> Result<Self, SendError> {
        Self::built(limits, |services| services)
    }

    /// `tune` is for this module's tests, which put a trap in the place of every service. Nothing outside can reach it:
    /// there is no way to another resolver, certificate or proxy.
    fn built(
        limits: TransportLimits,
        tune: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, SendError> {
        let builder = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .connect_timeout(limits.connect_timeout)
                .read_timeout(limits.read_timeout)
                .tcp_nodelay(true)
                .gzip(true)
                .user_agent(concat!("soarboard/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self {
            services: tune(builder().https_only(true)).build().map_err(|e| set_up_failure(&e))?,
            #[cfg(feature = "loopback")]
            loopback: this_machine_only(builder()).build().map_err(|e| set_up_failure(&e))?,
            max_body_bytes: limits.max_body_bytes,
        })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, SendError> {
        let host = request.host.clone();
        let (client, scheme) = match request.channel {
            Channel::Https => (&self.services, "https"),
            #[cfg(feature = "loopback")]
            Channel::Loopback => (&self.loopback, "http"),
            #[cfg(not(feature = "loopback"))]
            Channel::Loopback => {
                return Err(failure(
                    SendErrorKind::Other,
                    &host,
                    "this build calls no service on this machine",
                ));
            }
            Channel::Practice => {
                return Err(failure(SendErrorKind::Other, &host, "the practice service has no socket"));
            }
        };
        let url = format!("{scheme}://{host}{}", request.path_and_query);
        let mut call = client.request(method(request.method), url);
        for (name, value) in request.headers.iter().filter(|(name, _)| name != "host") {
            call = call.header(name.as_ref(), value);
        }
        if !request.body.is_empty() {
            call = call.body(request.body);
        }
        let response = call.send().await.map_err(|error| reduced(&host, &error))?;
        self.read(&host, response).await
    }

    async fn read(&self, host: &str, mut response: reqwest::Response) -> Result<HttpResponse, SendError> {
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| reduced(host, &error))? {
            if first.len() + rest.len() + chunk.len() > self.max_body_bytes {
                return Err(failure(SendErrorKind::TooLarge, host, "the response is larger than the cap"));
            }
            // Most pages come in one chunk, which then needs no copy.
            if first.is_empty() && rest.is_empty() {
                first = chunk;
            } else {
                rest.extend_from_slice(&first);
                first.clear();
                rest.extend_from_slice(&chunk);
            }
        }
        let body = if rest.is_empty() { first } else { rest.freeze() };
        Ok(HttpResponse { status, headers, body })
    }
}

impl HttpSend for ReqwestSend {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        Box::pin(self.exchange(request))
    }
}

/// What a service on this machine sees. A test of the shipped window looks for these words in its binary: they are
/// there only when such services can be called.
#[cfg(feature = "loopback")]
const LOOPBACK_AGENT: &str = concat!("soarboard/", env!("CARGO_PKG_VERSION"), " (loopback)");

#[cfg(feature = "loopback")]
fn this_machine_only(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
    // A hosts file must not be able to move `localhost` to another machine.
    let local = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
    builder.no_proxy().user_agent(LOOPBACK_AGENT).resolve_to_addrs("localhost", &local)
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
        Method::Patch => reqwest::Method::PATCH,
        Method::Head => reqwest::Method::HEAD,
        Method::Options => reqwest::Method::OPTIONS,
    }
}

fn set_up_failure(error: &reqwest::Error) -> SendError {
    SendError { host: String::new(), ..reduced("", error) }
}

/// Reduces an error to its kind, the host and the innermost cause.
fn reduced(host: &str, error: &reqwest::Error) -> SendError {
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        causes.push(inner.to_string());
        cause = inner.source();
    }
    // The words of the TLS library; its errors have no type here.
    let tls_words = ["certificate", "TLS", "tls", "corrupt message", "fatal alert", "handshake"];
    let speaks_of_tls = |text: &String| tls_words.iter().any(|word| text.contains(word));
    let kind = if error.is_connect() {
        let speaks_of_proxy = |text: &String| text.contains("tunnel") || text.contains("proxy");
        if causes.iter().any(speaks_of_proxy) {
            SendErrorKind::Proxy
        } else if causes.iter().any(speaks_of_tls) {
            SendErrorKind::Tls
        } else {
            SendErrorKind::Connect
        }
    } else if error.is_timeout() {
        SendErrorKind::Timeout
    } else if error.is_builder() || error.is_redirect() {
        SendErrorKind::Other
    } else {
        SendErrorKind::Reset
    };
    let innermost = causes.pop().filter(|text| !text.contains("://") && !text.contains("Signature"));
    failure(kind, host, innermost.as_deref().unwrap_or("no further cause"))
}

fn failure(kind: SendErrorKind, host: &str, text: &str) -> SendError {
    SendError { kind, host: host.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod traps;
