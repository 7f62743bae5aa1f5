//! Who may talk to the bridge: only the page it served itself.
//!
//! Any page in the tester's browser and any program on the machine can reach a loopback port. Against them stand an
//! exact `Host` (stops names that are made to point here), an `Origin` of its own or none, a random token that travels
//! in the URL fragment and so reaches no server, and JSON bodies only (a plain form needs no permission from us). No
//! answer ever carries a CORS header.

use axum::http::{HeaderMap, Method, StatusCode, header};

/// Header that carries the token.
pub const TOKEN: &str = "x-soarboard-token";

/// What a request is held against.
#[derive(Debug, Clone)]
pub struct Guard {
    /// `127.0.0.1:PORT`, as the browser writes it.
    pub authority: String,
    /// The token of this start.
    pub token: String,
}

impl Guard {
    /// Decides about a request for a page or one of its files.
    ///
    /// # Errors
    /// The status to answer with.
    pub fn page(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        if text(headers, "host") == Some(&self.authority) {
            Ok(())
        } else {
            Err(StatusCode::MISDIRECTED_REQUEST)
        }
    }

    /// Decides about a request that reaches the engine.
    ///
    /// # Errors
    /// The status to answer with.
    pub fn call(&self, method: &Method, headers: &HeaderMap) -> Result<(), StatusCode> {
        self.page(headers)?;
        let own = format!("http://{}", self.authority);
        if headers.contains_key(header::ORIGIN) && text(headers, "origin") != Some(&own) {
            return Err(StatusCode::FORBIDDEN);
        }
        if !same(text(headers, TOKEN).unwrap_or_default(), &self.token) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let kind = text(headers, "content-type").unwrap_or_default();
        if method == Method::POST && kind.split(';').next() != Some("application/json") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        Ok(())
    }
}

/// Returns 192 random bits as text.
///
/// # Errors
/// When the system has no randomness, with its reason.
pub fn fresh_token() -> Result<String, String> {
    let mut bits = [0u8; 24];
    getrandom::fill(&mut bits).map_err(|error| error.to_string())?;
    Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).into_iter();
    let first = all.next()?.to_str().ok()?;
    // Two of a kind: whoever reads the other one sees another request.
    if all.next().is_some() { None } else { Some(first) }
}

/// Compares in a time that does not tell how much was right.
fn same(a: &str, b: &str) -> bool {
    let differences =
        a.bytes().zip(b.bytes()).fold(a.len() ^ b.len(), |sum, (x, y)| sum | usize::from(x ^ y));
    differences == 0
}
