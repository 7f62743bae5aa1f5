//! Whom a refresh asks, and what its requests look like.
//!
//! The vendor's two sites over https, or a stand-in on this machine for tests and for trying things out. Deliberately
//! absent: any other address. A redirect is a refusal, since the transport follows none.

use std::borrow::Cow;

use bytes::Bytes;

use super::Validator;
use crate::catalog::import::Language;
use crate::http::{Channel, HttpRequest, Method};
use crate::trust::{Consent, check_endpoint};

/// The service that is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Site {
    /// The vendor's metadata service: a site for each language.
    #[default]
    Vendor,
    /// A stand-in on this machine.
    ThisMachine(LoopbackHost),
}

/// A loopback address with its port; only [`Site::on_this_machine`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopbackHost(String);

impl Site {
    /// Returns the stand-in at an address such as `http://127.0.0.1:8080`; `None` for any address that is not this
    /// machine's, and in a build that leaves loopback out.
    pub fn on_this_machine(address: &str) -> Option<Site> {
        let endpoint = check_endpoint(address, |_| false, Some(&Consent::Loopback)).ok()?;
        let is_here = endpoint.channel() == Channel::Loopback;
        is_here.then(|| Site::ThisMachine(LoopbackHost(endpoint.host().to_owned())))
    }

    pub(super) fn host(&self, language: Language) -> &str {
        match (self, language) {
            (Site::Vendor, Language::En) => "api.alibabacloud.com",
            (Site::Vendor, Language::Zh) => "api.aliyun.com",
            (Site::ThisMachine(host), _) => &host.0,
        }
    }

    fn channel(&self) -> Channel {
        match self {
            Site::Vendor => Channel::Https,
            Site::ThisMachine(_) => Channel::Loopback,
        }
    }
}

/// Returns how the service writes a language.
pub(super) fn code_of(language: Language) -> &'static str {
    match language {
        Language::En => "EN_US",
        Language::Zh => "ZH_CN",
    }
}

/// Returns the request for a document; `known` makes it a question for something newer.
pub(super) fn request(site: &Site, language: Language, path: &str, known: Option<&Validator>) -> HttpRequest {
    let host = site.host(language);
    let mut headers = vec![
        (Cow::Borrowed("host"), host.to_owned()),
        (Cow::Borrowed("accept"), "application/json".to_owned()),
    ];
    if let Some(etag) = known.and_then(|known| known.etag.clone()) {
        headers.push((Cow::Borrowed("if-none-match"), etag));
    }
    if let Some(modified) = known.and_then(|known| known.modified.clone()) {
        headers.push((Cow::Borrowed("if-modified-since"), modified));
    }
    HttpRequest {
        method: Method::Get,
        channel: site.channel(),
        host: host.to_owned(),
        path_and_query: path.to_owned(),
        headers,
        body: Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_can_stand_in_for_the_vendor() {
        for address in ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:9"] {
            assert!(Site::on_this_machine(address).is_some(), "{address}");
        }
        for address in [
            "",
            "https://api.aliyun.com",
            "http://api.aliyun.com:80",
            "https://127.0.0.1:8080",
            "http://127.0.0.1",
            "http://127.0.0.2:80",
            "http://10.0.0.1:80",
            "http://localhost.example.com:80",
            "http://127.0.0.1:80@example.com",
            "http://127.0.0.1:80/x",
            "http://2130706433:80",
        ] {
            assert_eq!(Site::on_this_machine(address), None, "{address}");
        }
    }
}
