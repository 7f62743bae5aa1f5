//! The checker that decides which hosts may receive a signature.
//!
//! `*.aliyuncs.com` is no trust boundary (customers own names below it), so a host is trusted only when it stands
//! in the official list, when the user consented to exactly this host, when it is this machine, or when it is the
//! built-in practice service. Deliberately absent: any parsing leniency. What is not plainly a host is refused.

use crate::http::Channel;

/// Why a host may receive signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrustKind {
    /// It stands in the official list.
    Catalogue,
    /// The user consented to exactly this host.
    Consented,
    /// It is this machine.
    Loopback,
    /// It is the built-in practice service; no socket is ever touched.
    Practice,
}

/// A host that may receive signatures. Made by [`check_endpoint`], [`TrustedEndpoint::practice`] and
/// [`TrustedEndpoint::practice_at`] only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrustedEndpoint {
    kind: TrustKind,
    host: String,
}

impl TrustedEndpoint {
    /// Returns the built-in practice service, standing in for a product (`sas` → host `sas.practice.invalid`).
    ///
    /// **Errors**: [`EndpointRefusal::NotAHostName`] when the product code is no host label.
    pub fn practice(product: &str) -> Result<Self, EndpointRefusal> {
        let label = product.to_ascii_lowercase();
        if !is_label(&label) {
            return Err(EndpointRefusal::NotAHostName(shown(product)));
        }
        Ok(Self { kind: TrustKind::Practice, host: format!("{label}.practice.invalid") })
    }

    /// Returns the built-in practice service, standing in for a host as written: the signature covers that host, so
    /// a wrong endpoint fails in practice as it would for real. No socket is ever touched.
    ///
    /// **Errors**: what is no plain host name.
    pub fn practice_at(text: &str) -> Result<Self, EndpointRefusal> {
        let host = Written::split(text)?.plain_host()?;
        Ok(Self { kind: TrustKind::Practice, host })
    }

    /// Returns why it is trusted.
    pub fn kind(&self) -> TrustKind {
        self.kind
    }

    /// Returns the lower-case host, with the port for a loopback address: the value of the `host` header.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns over what requests to it travel.
    pub fn channel(&self) -> Channel {
        match self.kind {
            TrustKind::Catalogue | TrustKind::Consented => Channel::Https,
            TrustKind::Loopback => Channel::Loopback,
            TrustKind::Practice => Channel::Practice,
        }
    }
}

/// An explicit choice of the user, kept outside documents: a document can never bring one along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    /// Signatures may go to exactly this host.
    Host(String),
    /// Signatures may go to this machine over plain HTTP.
    Loopback,
}

/// Why an endpoint was refused. Each carries the offending text, cut to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointRefusal {
    /// Nothing was given.
    #[error("the endpoint is empty")]
    Empty,
    /// A scheme other than `https` (or `http` to this machine).
    #[error("only https is allowed, not `{0}`")]
    Scheme(String),
    /// Plain HTTP to another machine.
    #[error("plain http is allowed to this machine only, not to `{0}`")]
    PlainHttp(String),
    /// Something before an `@`.
    #[error("an endpoint must not contain `@`: `{0}`")]
    UserInfo(String),
    /// A port on a host that is not this machine.
    #[error("a port is allowed on this machine only: `{0}`")]
    Port(String),
    /// A path, query or fragment.
    #[error("an endpoint is a host name without path, query or fragment: `{0}`")]
    Path(String),
    /// Non-ASCII letters or a punycode label: what is shown may not be what is meant.
    #[error("international host names are not allowed: `{0}`")]
    International(String),
    /// A numeric address.
    #[error("numeric addresses are not allowed: `{0}`")]
    Address(String),
    /// Not a host name: blanks, percent signs, empty labels, a trailing dot and the like.
    #[error("`{0}` is not a plain host name")]
    NotAHostName(String),
    /// A proper host that is neither official nor consented to.
    #[error("`{0}` is not an official endpoint; it needs explicit consent")]
    NeedsConsent(String),
    /// This machine, without the explicit choice.
    #[error("`{0}` is this machine; it needs an explicit choice")]
    LoopbackNotChosen(String),
    /// This machine, in a build that leaves loopback out.
    #[error("this build sends nothing to `{0}`")]
    LoopbackNotBuilt(String),
}

/// Checks an endpoint as written (`sas.cn-hangzhou.aliyuncs.com`, `https://…`, `http://127.0.0.1:8080`).
///
/// `is_catalogue_host` gets a lower-case host and says whether it stands in the official list.
///
/// **Errors**: the first reason for which no signature may go there.
pub fn check_endpoint(
    text: &str,
    is_catalogue_host: impl Fn(&str) -> bool,
    consent: Option<&Consent>,
) -> Result<TrustedEndpoint, EndpointRefusal> {
    let written = Written::split(text)?;
    if let Some(host) = written.loopback_host() {
        return loopback(host, consent);
    }
    let host = written.plain_host()?;
    if written.is_http {
        return Err(EndpointRefusal::PlainHttp(shown(text)));
    }
    if is_catalogue_host(&host) {
        return Ok(TrustedEndpoint { kind: TrustKind::Catalogue, host });
    }
    match consent {
        Some(Consent::Host(consented)) if consented.eq_ignore_ascii_case(&host) => {
            Ok(TrustedEndpoint { kind: TrustKind::Consented, host })
        }
        _ => Err(EndpointRefusal::NeedsConsent(host)),
    }
}

fn loopback(host: String, consent: Option<&Consent>) -> Result<TrustedEndpoint, EndpointRefusal> {
    if !cfg!(feature = "loopback") {
        return Err(EndpointRefusal::LoopbackNotBuilt(host));
    }
    if consent != Some(&Consent::Loopback) {
        return Err(EndpointRefusal::LoopbackNotChosen(host));
    }
    Ok(TrustedEndpoint { kind: TrustKind::Loopback, host })
}

/// An endpoint text, split by hand: a URL parser would repair exactly the tricks that must be refused.
struct Written<'a> {
    text: &'a str,
    is_http: bool,
    authority: &'a str,
}

impl<'a> Written<'a> {
    fn split(text: &'a str) -> Result<Self, EndpointRefusal> {
        if text.is_empty() {
            return Err(EndpointRefusal::Empty);
        }
        let (is_http, authority) = match text.split_once("://") {
            None => (false, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (false, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (true, rest),
            Some((scheme, _)) => return Err(EndpointRefusal::Scheme(shown(scheme))),
        };
        if authority.contains('@') {
            return Err(EndpointRefusal::UserInfo(shown(text)));
        }
        if authority.contains(['/', '\\', '?', '#']) {
            return Err(EndpointRefusal::Path(shown(text)));
        }
        if authority.is_empty() {
            return Err(EndpointRefusal::Empty);
        }
        Ok(Self { text, is_http, authority })
    }

    /// Returns `host:port` when this is one of the three spellings of this machine, over http, with a port.
    fn loopback_host(&self) -> Option<String> {
        let (host, port) = self.authority.rsplit_once(':')?;
        let host = host.to_ascii_lowercase();
        let is_port = !port.is_empty()
            && !port.starts_with('0')
            && port.bytes().all(|b| b.is_ascii_digit())
            && port.parse::<u16>().is_ok();
        let is_this_machine = matches!(host.as_str(), "127.0.0.1" | "localhost" | "[::1]");
        (self.is_http && is_port && is_this_machine).then(|| format!("{host}:{port}"))
    }

    fn plain_host(&self) -> Result<String, EndpointRefusal> {
        let host = self.authority.to_ascii_lowercase();
        if !host.is_ascii() || host.split('.').any(|label| label.starts_with("xn--")) {
            return Err(EndpointRefusal::International(shown(self.text)));
        }
        if host.starts_with('[') || host.matches(':').count() > 1 {
            return Err(EndpointRefusal::Address(shown(self.text)));
        }
        if host.contains(':') {
            return Err(EndpointRefusal::Port(shown(self.text)));
        }
        let mut labels = host.split('.');
        if host.len() > 253 || !labels.clone().all(is_label) {
            return Err(EndpointRefusal::NotAHostName(shown(self.text)));
        }
        // Resolvers read a numeric last label as an IPv4 address in decimal, octal or hexadecimal.
        let last = labels.next_back().unwrap_or_default();
        if last.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(EndpointRefusal::Address(shown(self.text)));
        }
        if labels.next().is_none() || !last.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(EndpointRefusal::NotAHostName(shown(self.text)));
        }
        Ok(host)
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
pub(crate) mod tests;
