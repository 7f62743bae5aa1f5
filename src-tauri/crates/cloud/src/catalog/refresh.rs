//! Fetching newer metadata from the vendor's metadata service: list of products, one version, or one API.
//!
//! Public documents, so nothing is signed and nothing of the user is sent. Two hosts and https only; a redirect is a
//! refusal. An answer is parsed whole before it replaces what is stored, and a request says which answer is stored
//! already. Deliberately absent: the transport (`HttpSend` is handed in) and any schedule.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::import::{self, ApiIdentity, Imported, Language, Limits, ProductFacts, Skipped, Why};
use super::store::Store;
use crate::http::{Channel, HttpRequest, HttpResponse, HttpSend, Method, SendError};
use crate::invoke::CancelFlag;

/// The vendor's limit is not known; the largest document seen has 4 MB.
const MAX_ANSWER: u64 = 32 << 20;

/// What to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Product code in any case.
    pub product: String,
    /// Version; absent for the default one.
    pub version: Option<String>,
    /// Operation; absent for all.
    pub operation: Option<String>,
}

impl Wanted {
    /// Reads `Product`, `Product@Version` or `Product@Version/Operation`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Wanted> {
        let (rest, operation) = match text.trim().split_once('/') {
            Some((rest, operation)) => (rest, Some(operation)),
            None => (text.trim(), None),
        };
        let (product, version) = match rest.split_once('@') {
            Some((product, version)) => (product, Some(version)),
            None => (rest, None),
        };
        let parts = [Some(product), version, operation];
        let is_plain = parts.into_iter().flatten().all(is_plain_part);
        is_plain.then(|| Wanted {
            product: product.to_owned(),
            version: version.map(str::to_owned),
            operation: operation.map(str::to_owned),
        })
    }
}

/// How far a refresh is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is fetched now.
    pub what: String,
    /// Requests answered.
    pub done: usize,
    /// Requests in all.
    pub total: usize,
}

/// What a refresh came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// What was read and stored.
    pub imported: Imported,
    /// Answers that are the same as what is stored.
    pub unchanged: usize,
}

/// Why a refresh ended; what was stored before that stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefreshError {
    /// The service could not be reached.
    #[error(transparent)]
    Unreachable(#[from] SendError),
    /// The list of products came with another status than 200.
    #[error("the metadata service answered with status {0}")]
    Refused(u16),
    /// The list of products cannot be used.
    #[error("the list of products cannot be used: {0}")]
    BadList(Why),
    /// The user ended it.
    #[error("cancelled")]
    Cancelled,
}

/// One refresh with everything it works with.
pub struct Refresh<'a> {
    /// The way to the network.
    pub http: &'a dyn HttpSend,
    /// Where answers are kept.
    pub store: &'a Store,
    /// Ends it at the next safe point.
    pub cancel: &'a CancelFlag,
    /// Languages to fetch, each from its own site.
    pub languages: &'a [Language],
    /// Today, `2026-11-21`.
    pub day: &'a str,
}

/// What the service told about an answer, to ask for a newer one only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validator {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
}

/// Validators by host and path.
pub(super) type Validators = BTreeMap<String, Validator>;

impl Refresh<'_> {
    /// Fetches what is wanted; nothing wanted means the list of products only. A product that the service does not have
    /// is skipped with its reason and the rest goes on.
    ///
    /// **Errors** see [`RefreshError`].
    pub async fn run(
        &self,
        wanted: &[Wanted],
        tell: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Refreshed, RefreshError> {
        let mut done = Refreshed::default();
        let total = (wanted.len() + 1) * self.languages.len();
        let mut answered = 0;
        for language in self.languages {
            let mut progress = |what: &str| {
                tell(Progress { what: what.to_owned(), done: answered, total });
                answered += 1;
            };
            progress("products");
            let path = format!("/meta/v1/products.json?language={}", code_of(*language));
            match self.fetch(*language, &path, None, &mut done).await? {
                Fetched::Refused(status) => return Err(RefreshError::Refused(status)),
                Fetched::Bad(why) => return Err(RefreshError::BadList(why)),
                Fetched::Stored | Fetched::Unchanged => {}
            }
            let listed = self.store.products();
            for one in wanted {
                progress(&one.product);
                self.one(*language, one, &listed, &mut done).await?;
            }
        }
        tell(Progress { what: String::new(), done: total, total });
        Ok(done)
    }

    async fn one(
        &self,
        language: Language,
        wanted: &Wanted,
        listed: &[ProductFacts],
        done: &mut Refreshed,
    ) -> Result<(), RefreshError> {
        // The service knows the exact spelling only.
        let known = listed.iter().find(|product| product.code.eq_ignore_ascii_case(&wanted.product));
        let Some(known) = known else {
            done.imported.skipped.push(Skipped { what: wanted.product.clone(), why: Why::NoIdentity });
            return Ok(());
        };
        let version = wanted.version.as_deref().unwrap_or(&known.default_version);
        let stem = format!("/meta/v1/products/{}/versions/{version}", known.code);
        let language_code = code_of(language);
        let (path, who) = match &wanted.operation {
            None => (format!("{stem}/api-docs.json?language={language_code}"), None),
            Some(operation) => {
                let who = ApiIdentity {
                    product: known.code.clone(),
                    version: version.to_owned(),
                    operation: operation.clone(),
                };
                (format!("{stem}/apis/{operation}/api.json?language={language_code}"), Some(who))
            }
        };
        let why = match self.fetch(language, &path, who, done).await? {
            Fetched::Stored | Fetched::Unchanged => return Ok(()),
            Fetched::Refused(404) => Why::NoSuchApi,
            Fetched::Refused(_) => Why::ServiceError,
            Fetched::Bad(why) => why,
        };
        let what = format!("{}@{version}", known.code);
        done.imported.skipped.push(Skipped { what, why });
        Ok(())
    }

    async fn fetch(
        &self,
        language: Language,
        path: &str,
        who: Option<ApiIdentity>,
        done: &mut Refreshed,
    ) -> Result<Fetched, RefreshError> {
        if self.cancel.is_cancelled() {
            return Err(RefreshError::Cancelled);
        }
        let host = host_of(language);
        let key = format!("{host}{path}");
        let mut validators = self.store.validators();
        let request = request(host, path, validators.get(&key));
        let response = tokio::select! {
            biased;
            () = self.cancel.cancelled() => return Err(RefreshError::Cancelled),
            response = self.http.send(request) => response?,
        };
        match response.status {
            304 => {
                done.unchanged += 1;
                return Ok(Fetched::Unchanged);
            }
            200 => {}
            status => return Ok(Fetched::Refused(status)),
        }
        let limits = Limits { entry_bytes: MAX_ANSWER, ..Limits::default() };
        let mut writer = self.store.writer(self.day).fetched();
        let imported = import::answer(&key, &response.body, (language, who), &limits, &mut writer);
        let is_bad = imported.operations == 0 && imported.skipped.iter().any(|skipped| skipped.what == key);
        let why = imported.skipped.iter().find(|_| is_bad).map(|skipped| skipped.why.clone());
        if let Some(why) = why {
            return Ok(Fetched::Bad(why));
        }
        validators.insert(key, validator_of(&response));
        // Without the note the next refresh fetches once more than needed; nothing is wrong with what is stored.
        let _ = self.store.keep_validators(&validators);
        done.imported.join(imported);
        Ok(Fetched::Stored)
    }
}

enum Fetched {
    Stored,
    Unchanged,
    Refused(u16),
    Bad(Why),
}

fn host_of(language: Language) -> &'static str {
    match language {
        Language::En => "api.alibabacloud.com",
        Language::Zh => "api.aliyun.com",
    }
}

fn code_of(language: Language) -> &'static str {
    match language {
        Language::En => "EN_US",
        Language::Zh => "ZH_CN",
    }
}

fn request(host: &str, path: &str, known: Option<&Validator>) -> HttpRequest {
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
        channel: Channel::Https,
        host: host.to_owned(),
        path_and_query: path.to_owned(),
        headers,
        body: Bytes::new(),
    }
}

fn validator_of(response: &HttpResponse) -> Validator {
    let header = |name: &str| response.header(name).map(str::to_owned);
    Validator { etag: header("etag"), modified: header("last-modified") }
}

fn is_plain_part(part: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !part.is_empty() && part.len() <= 128 && !part.starts_with('.') && part.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::catalog::Catalog;
    use crate::http::{BoxFuture, SendErrorKind};

    /// Answers by path and keeps what was asked.
    struct Service {
        document: &'static str,
        asked: Mutex<Vec<HttpRequest>>,
    }

    const LIST: &str =
        r#"[{"code":"Odd","name":"Odd Things","versions":["2024-01-01"],"defaultVersion":"2024-01-01"}]"#;
    const DOCUMENT: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"Odd","version":"2024-01-01"},"apis":{
        "ListThings":{"summary":"Lists things.","methods":["post"],"parameters":[]}}}"#;

    impl HttpSend for Service {
        fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
            let known = request.header("if-none-match") == Some("\"1\"");
            let (status, body) = match request.path_and_query.as_str() {
                _ if known => (304, ""),
                path if path.starts_with("/meta/v1/products.json") => (200, LIST),
                path if path.contains("/Odd/versions/2024-01-01/api-docs.json") => (200, self.document),
                path if path.ends_with("/apis/Ghost/api.json?language=EN_US") => (200, "{}"),
                _ => (404, ""),
            };
            self.asked.lock().unwrap().push(request);
            let headers = vec![("etag".to_owned(), "\"1\"".to_owned())];
            Box::pin(async move {
                Ok(HttpResponse { status, headers, body: Bytes::from_static(body.as_bytes()) })
            })
        }
    }

    async fn refresh(service: &Service, store: &Store, wanted: &[&str]) -> Result<Refreshed, RefreshError> {
        let cancel = CancelFlag::new();
        let run =
            Refresh { http: service, store, cancel: &cancel, languages: &[Language::En], day: "2026-11-21" };
        let wanted: Vec<Wanted> = wanted.iter().filter_map(|text| Wanted::parse(text)).collect();
        run.run(&wanted, &mut |_| {}).await
    }

    fn service(document: &'static str) -> Service {
        Service { document, asked: Mutex::default() }
    }

    #[tokio::test]
    async fn a_version_is_fetched_once_and_asked_for_by_its_etag_then() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        let service = service(DOCUMENT);

        let first = refresh(&service, &store, &["odd"]).await.unwrap();
        let second = refresh(&service, &store, &["odd"]).await.unwrap();

        assert_eq!((first.imported.operations, first.unchanged), (1, 0));
        assert_eq!((second.imported.operations, second.unchanged), (0, 2));
        assert!(Catalog::with_store(&store).operation("odd", None, "ListThings").is_some());
        for request in service.asked.lock().unwrap().iter() {
            assert_eq!((request.host.as_str(), request.channel), ("api.alibabacloud.com", Channel::Https));
        }
    }

    #[tokio::test]
    async fn a_cut_answer_leaves_what_is_stored() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        refresh(&service(DOCUMENT), &store, &["Odd"]).await.unwrap();
        store.keep_validators(&Validators::new()).unwrap();

        let again = refresh(&service(&DOCUMENT[..100]), &store, &["Odd"]).await.unwrap();

        assert_eq!(again.imported.skipped, [Skipped { what: "Odd@2024-01-01".into(), why: Why::Truncated }]);
        assert!(Catalog::with_store(&store).operation("Odd", None, "ListThings").is_some());
    }

    #[tokio::test]
    async fn what_the_service_does_not_have_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());

        let wanted = ["nothing", "Odd@1999-01-01", "Odd@2024-01-01/Ghost"];
        let done = refresh(&service("<html>"), &store, &wanted).await.unwrap();

        let whys: Vec<Why> = done.imported.skipped.into_iter().map(|skipped| skipped.why).collect();
        assert_eq!(whys, [Why::NoIdentity, Why::NoSuchApi, Why::NoSuchApi]);
    }

    #[tokio::test]
    async fn a_set_flag_ends_it_before_a_request() {
        let folder = tempfile::tempdir().unwrap();
        let (service, store, cancel) = (service(DOCUMENT), Store::new(folder.path()), CancelFlag::new());
        cancel.cancel();
        let run =
            Refresh { http: &service, store: &store, cancel: &cancel, languages: &[Language::En], day: "" };

        assert_eq!(run.run(&[], &mut |_| {}).await, Err(RefreshError::Cancelled));
        assert!(service.asked.lock().unwrap().is_empty());
    }

    struct Unplugged;

    impl HttpSend for Unplugged {
        fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
            let error = SendError { kind: SendErrorKind::Connect, host: request.host, text: String::new() };
            Box::pin(async move { Err(error) })
        }
    }

    #[tokio::test]
    async fn no_network_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let (store, cancel) = (Store::new(folder.path()), CancelFlag::new());
        let run =
            Refresh { http: &Unplugged, store: &store, cancel: &cancel, languages: &[Language::En], day: "" };

        assert!(matches!(run.run(&[], &mut |_| {}).await, Err(RefreshError::Unreachable(_))));
    }

    #[test]
    fn what_is_wanted_has_plain_names() {
        assert_eq!(Wanted::parse("Sas@2018-12-03/X").unwrap().operation.as_deref(), Some("X"));
        for bad in ["", "a b", "a/../b", "a@", "..", "a?b=c", "a@1/b/c"] {
            assert_eq!(Wanted::parse(bad), None, "{bad}");
        }
    }
}
