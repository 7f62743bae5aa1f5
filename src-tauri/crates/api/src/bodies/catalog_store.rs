//! Bringing more metadata into the catalogue: from files, from the vendor's metadata service.
//!
//! Whatever happens, the catalogue that was in use stays in use until the new facts are stored whole. Deliberately
//! absent: reading and merging (see `cloud::catalog`).

use std::path::Path;
use std::sync::Arc;

use soarboard_cloud::catalog::import::{
    self, Imported, Language, Limits, ProductFacts, Sink, VersionFacts, Why,
};
use soarboard_cloud::catalog::refresh::{Progress, Refresh, RefreshError, Refreshed, Site, Wanted};
use soarboard_cloud::catalog::{Catalog, Store, StoreWriter};
use soarboard_cloud::http::{Clock, HttpSend, SendErrorKind};
use soarboard_cloud::invoke::CancelFlag;
use soarboard_model::message::Message;

use crate::app::App;
use crate::host::FileChoice;
use crate::profile::blocking;
use crate::wire::{
    CatalogImportRequest, CatalogProgress, CatalogRefreshRequest, CatalogReport, CatalogSkipped, ErrorCode,
    Nothing, Notification, WireError,
};

/// Imports tell what they read every so many files; each file would be too often.
const TELL_EVERY: usize = 50;
const MS_PER_DAY: i64 = 86_400_000;

/// Returns the store of imported metadata in a data folder.
pub fn store(data_dir: &Path) -> Store {
    Store::new(&data_dir.join("catalog"))
}

pub(crate) async fn import(
    app: &Arc<App>,
    request: CatalogImportRequest,
) -> Result<Option<CatalogReport>, WireError> {
    let choice = if request.folder { FileChoice::ImportCatalogFolder } else { FileChoice::ImportCatalog };
    let Some(path) = app.host().choose_file(choice).await else { return Ok(None) };
    let cancel = app.begin_catalog_work();
    let app = Arc::clone(app);
    let work = move || {
        let tell = |progress: CatalogProgress| app.host().notify(Notification::Catalog(progress));
        Ok(import_path(app.host().data_dir(), &*app.host().clock(), &path, &cancel, &tell))
    };
    blocking(work).await.map(Some)
}

/// Imports a file, a folder or an archive, and makes the catalogue use it. Blocks while it reads.
pub fn import_path(
    data_dir: &Path,
    clock: &dyn Clock,
    path: &Path,
    cancel: &CancelFlag,
    tell: &dyn Fn(CatalogProgress),
) -> CatalogReport {
    let store = store(data_dir);
    let mut sink = Told { writer: store.writer(&day(clock)), cancel, tell, seen: 0, operations: 0 };
    let imported = import::path(path, &Limits::default(), &mut sink);
    let (seen, operations) = (sink.seen, sink.operations);
    tell(CatalogProgress { what: String::new(), done: seen, total: seen, operations });
    Catalog::use_store(store);
    report(imported, 0)
}

/// Writes, and tells how far it is.
struct Told<'a> {
    writer: StoreWriter,
    cancel: &'a CancelFlag,
    tell: &'a dyn Fn(CatalogProgress),
    seen: usize,
    operations: usize,
}

impl Sink for Told<'_> {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        let operations = facts.operations.len();
        self.writer.version(facts)?;
        self.operations += operations;
        Ok(())
    }

    fn products(&mut self, products: Vec<ProductFacts>) -> Result<(), Why> {
        self.writer.products(products)
    }

    fn goes_on(&mut self, what: &str) -> bool {
        if self.seen.is_multiple_of(TELL_EVERY) {
            let (done, operations) = (self.seen, self.operations);
            (self.tell)(CatalogProgress { what: what.to_owned(), done, total: 0, operations });
        }
        self.seen += 1;
        !self.cancel.is_cancelled()
    }
}

pub(crate) async fn refresh(
    app: &Arc<App>,
    request: CatalogRefreshRequest,
) -> Result<CatalogReport, WireError> {
    let cancel = app.begin_catalog_work();
    let host = Arc::clone(app.host());
    let tell = move |progress: CatalogProgress| host.notify(Notification::Catalog(progress));
    let (http, clock, site) = (app.host().http(), app.host().clock(), app.host().metadata_site());
    let from = RefreshFrom { http: &*http, clock: &*clock, site: &site };
    refresh_products(app.host().data_dir(), from, &request.products, &cancel, &tell).await
}

/// Where a refresh gets its answers and the date.
pub struct RefreshFrom<'a> {
    /// The way to the network.
    pub http: &'a dyn HttpSend,
    /// The clock that dates what is kept.
    pub clock: &'a dyn Clock,
    /// Whom to ask.
    pub site: &'a Site,
}

/// Fetches metadata of products and makes the catalogue use it.
///
/// **Errors** `BadRequest` for something that names no product, `Unreachable`, `VendorRefused`, `Cancelled`; what was
/// fetched before that is kept.
pub async fn refresh_products(
    data_dir: &Path,
    from: RefreshFrom<'_>,
    products: &[String],
    cancel: &CancelFlag,
    tell: &(dyn Fn(CatalogProgress) + Send + Sync),
) -> Result<CatalogReport, WireError> {
    let mut wanted = Vec::new();
    for text in products {
        let message = || Message::new("error-product-unknown").with("product", text);
        wanted.push(Wanted::parse(text).ok_or_else(|| WireError::new(ErrorCode::BadRequest, message()))?);
    }
    let store = store(data_dir);
    let day = day(from.clock);
    let languages = [Language::En, Language::Zh];
    let RefreshFrom { http, site, .. } = from;
    let run = Refresh { http, site, store: &store, cancel, languages: &languages, day: &day };
    let mut pass_on = |progress: Progress| {
        let Progress { what, done, total } = progress;
        tell(CatalogProgress { what, done, total, operations: 0 });
    };
    let done = run.run(&wanted, &mut pass_on).await;
    // Also after a failure: what came before it is stored.
    Catalog::use_store(store.clone());
    let Refreshed { imported, unchanged } = done.map_err(|error| refresh_error(&error))?;
    Ok(report(imported, unchanged))
}

pub(crate) async fn cancel(app: &Arc<App>, _: Nothing) -> Result<Nothing, WireError> {
    app.cancel_catalog_work();
    Ok(Nothing {})
}

fn report(imported: Imported, unchanged: usize) -> CatalogReport {
    let skipped = imported
        .skipped
        .into_iter()
        .map(|skipped| CatalogSkipped { what: skipped.what, why: message_of(&skipped.why) });
    CatalogReport {
        products: imported.products,
        operations: imported.operations,
        parameters: imported.parameters,
        unchanged,
        skipped: skipped.collect(),
        unreadable: Catalog::current().unreadable().to_vec(),
        cancelled: imported.cancelled,
    }
}

fn message_of(why: &Why) -> Message {
    let message = Message::new(why.message_id());
    match why {
        Why::NotJson { line, column } => message.with("line", line).with("column", column),
        Why::TooLarge(limit) | Why::TooMuch(limit) => message.with("limit", limit >> 20),
        Why::Ratio(limit) => message.with("limit", limit),
        Why::TooMany(limit) | Why::TooDeep(limit) => message.with("limit", limit),
        Why::Unreadable(reason) | Why::Unwritable(reason) => message.with("reason", reason),
        _ => message,
    }
}

fn refresh_error(error: &RefreshError) -> WireError {
    let (code, message) = match error {
        RefreshError::Unreachable(sending) => {
            let message = Message::new("error-catalog-unreachable").with("host", &sending.host);
            (ErrorCode::Unreachable, message)
        }
        RefreshError::Refused(status) => {
            (ErrorCode::VendorRefused, Message::new("error-catalog-refused").with("status", status))
        }
        RefreshError::BadList(why) => {
            let why = Message::new("error-catalog-bad-list").with("reason", why);
            (ErrorCode::VendorRefused, why)
        }
        RefreshError::Cancelled => (ErrorCode::Cancelled, Message::new("error-catalog-cancelled")),
    };
    let may_work_later =
        matches!(error, RefreshError::Unreachable(sending) if sending.kind != SendErrorKind::Tls);
    WireError { retryable: may_work_later, ..WireError::new(code, message) }
}

/// Today as `2026-11-21` (UTC); days are counted in the civil calendar.
fn day(clock: &dyn Clock) -> String {
    let days = clock.now_unix_ms().div_euclid(MS_PER_DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use soarboard_cloud::http::BoxFuture;

    use super::*;

    struct At(i64);

    impl Clock for At {
        fn now_unix_ms(&self) -> i64 {
            self.0
        }

        fn sleep(&self, _: std::time::Duration) -> BoxFuture<'_, ()> {
            Box::pin(async {})
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(&At(0)), "1970-01-01");
        assert_eq!(day(&At(1_709_164_800_000)), "2024-02-29");
        assert_eq!(day(&At(1_795_219_200_000)), "2026-11-21");
    }

    #[test]
    fn an_import_is_used_at_once_and_a_cancelled_one_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("odd.json");
        std::fs::write(&file, r#"{"version":"1.0","info":{"style":"RPC","product":"Odd","version":"1"},"apis":{"ListX":{"methods":["post"],"parameters":[]}}}"#).unwrap();

        let cancel = CancelFlag::new();
        let report = import_path(folder.path(), &At(0), &file, &cancel, &|_| {});
        assert_eq!((report.products, report.operations, report.cancelled), (1, 1, false));
        assert!(Catalog::current().operation("odd", None, "ListX").is_some());

        cancel.cancel();
        let report = import_path(folder.path(), &At(0), &file, &cancel, &|_| {});
        assert_eq!((report.operations, report.cancelled), (0, true));
    }
}
