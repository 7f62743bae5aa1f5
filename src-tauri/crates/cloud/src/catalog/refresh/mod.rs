//! Fetching newer metadata from the vendor's metadata service: list of products, one version, or one API.
//!
//! Public documents, so nothing is signed and nothing of the user is sent; whom it asks stands in `site`. An answer is
//! parsed whole before it replaces what is stored, and a request says which answer is stored already, as long as that is
//! still what the service gave. Deliberately absent: the transport (`HttpSend` is handed in) and any schedule.

mod site;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::import::{self, ApiIdentity, Imported, Language, Limits, ProductFacts, Skipped, Why};
use super::store::Store;
use crate::http::{HttpResponse, HttpSend, SendError, SendErrorKind};
use crate::invoke::CancelFlag;

pub use site::Site;

use site::{code_of, request};

/// The vendor's limit is not known; the largest document seen has 4 MB.
const MAX_ANSWER: u64 = 32 << 20;
/// Path of the lists of products.
pub(super) const PRODUCTS_PATH: &str = "/meta/v1/products.json";

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
    /// Whom to ask.
    pub site: &'a Site,
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
    /// Digest of what was stored then, empty for a list of products: what was replaced since is fetched anew.
    #[serde(default)]
    digest: Option<String>,
}

/// Validators by host and path.
pub(super) type Validators = BTreeMap<String, Validator>;

/// One document of the service.
struct Document {
    language: Language,
    path: String,
    who: Option<ApiIdentity>,
    /// Product and version; absent for the list of products.
    of: Option<(String, String)>,
}

impl Refresh<'_> {
    /// Fetches what is wanted; nothing wanted means the list of products only. What the service does not have, or gives
    /// in a shape that cannot be used, is skipped with its reason and the rest goes on; so does a whole language.
    ///
    /// **Errors** see [`RefreshError`]: only when no language could be had.
    pub async fn run(
        &self,
        wanted: &[Wanted],
        tell: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Refreshed, RefreshError> {
        let mut done = Refreshed::default();
        let steps = wanted.len() + 1;
        let mut failures = Vec::new();
        for (at, language) in self.languages.iter().enumerate() {
            let mut answered = at * steps;
            let mut progress = |what: &str| {
                tell(Progress { what: what.to_owned(), done: answered, total: steps * self.languages.len() });
                answered += 1;
            };
            match self.language(*language, wanted, &mut progress, &mut done).await {
                Ok(()) => {}
                Err(RefreshError::Cancelled) => return Err(RefreshError::Cancelled),
                Err(error) => failures.push((*language, error)),
            }
        }
        if failures.len() == self.languages.len()
            && let Some((_, error)) = failures.pop()
        {
            return Err(error);
        }
        let skipped = failures.into_iter().map(|(language, error)| Skipped {
            what: format!("{} ({})", self.site.host(language), code_of(language)),
            why: error.why(),
        });
        done.imported.skipped.extend(skipped);
        let total = steps * self.languages.len();
        tell(Progress { what: String::new(), done: total, total });
        Ok(done)
    }

    async fn language(
        &self,
        language: Language,
        wanted: &[Wanted],
        progress: &mut (dyn FnMut(&str) + Send),
        done: &mut Refreshed,
    ) -> Result<(), RefreshError> {
        progress("products");
        let path = format!("{PRODUCTS_PATH}?language={}", code_of(language));
        let list = Document { language, path, who: None, of: None };
        match self.fetch(&list, done).await? {
            Fetched::Refused(status) => return Err(RefreshError::Refused(status)),
            Fetched::Bad(why) => return Err(RefreshError::BadList(why)),
            Fetched::NotWhole(error) => return Err(RefreshError::Unreachable(error)),
            Fetched::Stored | Fetched::Unchanged => {}
        }
        let listed = self.store.products();
        for one in wanted {
            progress(&one.product);
            self.one(language, one, &listed, done).await?;
        }
        Ok(())
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
        let document = document_of(language, wanted, known);
        let why = match self.fetch(&document, done).await? {
            Fetched::Stored | Fetched::Unchanged => return Ok(()),
            Fetched::Refused(404) => Why::NoSuchApi,
            Fetched::Refused(_) => Why::ServiceError,
            Fetched::Bad(why) => why,
            Fetched::NotWhole(_) => Why::BrokenOff,
        };
        let what = document.of.map(|(product, version)| format!("{product}@{version}")).unwrap_or_default();
        done.imported.skipped.push(Skipped { what, why });
        Ok(())
    }

    async fn fetch(&self, document: &Document, done: &mut Refreshed) -> Result<Fetched, RefreshError> {
        if self.cancel.is_cancelled() {
            return Err(RefreshError::Cancelled);
        }
        let key = format!("{}{}", self.site.host(document.language), document.path);
        let mut validators = self.store.validators();
        let digest = self.stored_digest(document);
        let known = validators.get(&key).filter(|known| digest.is_some() && known.digest == digest);
        let request = request(self.site, document.language, &document.path, known);
        let answer = tokio::select! {
            biased;
            () = self.cancel.cancelled() => return Err(RefreshError::Cancelled),
            answer = self.http.send(request) => answer,
        };
        let response = match answer {
            Ok(response) => response,
            Err(error) if error.kind == SendErrorKind::TooLarge => {
                return Ok(Fetched::Bad(Why::TooLarge(MAX_ANSWER)));
            }
            Err(error) if matches!(error.kind, SendErrorKind::Reset | SendErrorKind::Timeout) => {
                return Ok(Fetched::NotWhole(error));
            }
            Err(error) => return Err(RefreshError::Unreachable(error)),
        };
        match response.status {
            304 if known.is_some() => {
                done.unchanged += 1;
                return Ok(Fetched::Unchanged);
            }
            200 => {}
            status => return Ok(Fetched::Refused(status)),
        }
        let limits = Limits { entry_bytes: MAX_ANSWER, ..Limits::default() };
        let mut writer = self.store.writer(self.day).fetched();
        let known = (document.language, document.who.clone());
        let imported = import::answer(&key, &response.body, known, &limits, &mut writer);
        let is_bad = imported.operations == 0 && imported.skipped.iter().any(|skipped| skipped.what == key);
        let why = imported.skipped.iter().find(|_| is_bad).map(|skipped| skipped.why.clone());
        if let Some(why) = why {
            return Ok(Fetched::Bad(why));
        }
        validators.insert(key, validator_of(&response, self.stored_digest(document)));
        // Without the note the next refresh fetches once more than needed; nothing is wrong with what is stored.
        let _ = self.store.keep_validators(&validators);
        done.imported.join(imported);
        Ok(Fetched::Stored)
    }

    /// A digest of what is stored of a document; `None` when that is not there whole.
    fn stored_digest(&self, document: &Document) -> Option<String> {
        match &document.of {
            Some((product, version)) => {
                let operation = document.who.as_ref().map(|who| who.operation.as_str());
                self.store.digest_of((product, version), document.language, operation)
            }
            // Both languages share one file, so its content tells nothing; see `StoreWriter::products`.
            None => (!self.store.products().is_empty()).then(String::new),
        }
    }
}

impl RefreshError {
    /// The reason for leaving out what this kept away.
    fn why(self) -> Why {
        match self {
            RefreshError::Unreachable(_) | RefreshError::Cancelled => Why::Unreachable,
            RefreshError::Refused(_) => Why::ServiceError,
            RefreshError::BadList(why) => why,
        }
    }
}

fn document_of(language: Language, wanted: &Wanted, known: &ProductFacts) -> Document {
    let version = wanted.version.as_deref().unwrap_or(&known.default_version);
    let stem = format!("/meta/v1/products/{}/versions/{version}", known.code);
    let code = code_of(language);
    let who = wanted.operation.as_ref().map(|operation| ApiIdentity {
        product: known.code.clone(),
        version: version.to_owned(),
        operation: operation.clone(),
    });
    let path = match &who {
        None => format!("{stem}/api-docs.json?language={code}"),
        Some(who) => format!("{stem}/apis/{}/api.json?language={code}", who.operation),
    };
    Document { language, path, who, of: Some((known.code.clone(), version.to_owned())) }
}

enum Fetched {
    Stored,
    Unchanged,
    Refused(u16),
    Bad(Why),
    NotWhole(SendError),
}

fn validator_of(response: &HttpResponse, digest: Option<String>) -> Validator {
    let header = |name: &str| response.header(name).map(str::to_owned);
    Validator { etag: header("etag"), modified: header("last-modified"), digest }
}

fn is_plain_part(part: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !part.is_empty() && part.len() <= 128 && !part.starts_with('.') && part.chars().all(is_plain)
}

#[cfg(test)]
mod tests;
