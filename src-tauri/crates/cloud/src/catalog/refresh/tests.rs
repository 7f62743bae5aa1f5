//! Tests of the refresh against a service in memory; over sockets it is tested with the command line.

use std::sync::Mutex;

use super::*;
use crate::catalog::Catalog;
use crate::catalog::import;
use crate::http::{BoxFuture, Channel, HttpRequest, SendErrorKind};
use bytes::Bytes;

/// Answers by path and keeps what was asked.
struct Service {
    document: &'static str,
    asked: Mutex<Vec<HttpRequest>>,
}

const LIST: &str =
    r#"[{"code":"Odd","name":"Odd Things","versions":["2024-01-01"],"defaultVersion":"2024-01-01"}]"#;
const DOCUMENT: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"Odd","version":"2024-01-01"},"apis":{
    "ListThings":{"summary":"Lists things.","methods":["post"],"parameters":[]}}}"#;

const API: &str = r#"{"summary":"Lists things.","methods":["post"],"parameters":[]}"#;

impl HttpSend for Service {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        let known = request.header("if-none-match") == Some("\"1\"");
        let (status, body) = match request.path_and_query.as_str() {
            _ if known => (304, ""),
            path if path.starts_with("/meta/v1/products.json") => (200, LIST),
            path if path.contains("/Odd/versions/2024-01-01/api-docs.json") => (200, self.document),
            path if path.ends_with("/apis/ListThings/api.json?language=EN_US") => (200, API),
            path if path.ends_with("/apis/Ghost/api.json?language=EN_US") => (200, "{}"),
            _ => (404, ""),
        };
        self.asked.lock().unwrap().push(request);
        let headers = vec![("etag".to_owned(), "\"1\"".to_owned())];
        Box::pin(
            async move { Ok(HttpResponse { status, headers, body: Bytes::from_static(body.as_bytes()) }) },
        )
    }
}

async fn refresh(service: &Service, store: &Store, wanted: &[&str]) -> Result<Refreshed, RefreshError> {
    let cancel = CancelFlag::new();
    let wanted: Vec<Wanted> = wanted.iter().filter_map(|text| Wanted::parse(text)).collect();
    asking(service, store, &cancel).run(&wanted, &mut |_| {}).await
}

/// A refresh in English.
fn asking<'a>(http: &'a dyn HttpSend, store: &'a Store, cancel: &'a CancelFlag) -> Refresh<'a> {
    let languages = &[Language::En];
    Refresh { http, site: &Site::Vendor, store, cancel, languages, day: "2026-11-21" }
}

const BOTH: &[Language] = &[Language::En, Language::Zh];

/// A folder that goes with the test, and the store in it.
fn empty_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    (folder, store)
}

fn service(document: &'static str) -> Service {
    Service { document, asked: Mutex::default() }
}

#[tokio::test]
async fn a_version_is_fetched_once_and_asked_for_by_its_etag_then() {
    let (_folder, store) = empty_store();
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
    let (_folder, store) = empty_store();
    refresh(&service(DOCUMENT), &store, &["Odd"]).await.unwrap();
    store.keep_validators(&Validators::new()).unwrap();

    let again = refresh(&service(&DOCUMENT[..100]), &store, &["Odd"]).await.unwrap();

    assert_eq!(again.imported.skipped, [Skipped { what: "Odd@2024-01-01".into(), why: Why::Truncated }]);
    assert!(Catalog::with_store(&store).operation("Odd", None, "ListThings").is_some());
}

#[tokio::test]
async fn what_the_service_does_not_have_is_named() {
    let (_folder, store) = empty_store();

    let wanted = ["nothing", "Odd@1999-01-01", "Odd@2024-01-01/Ghost"];
    let done = refresh(&service("<html>"), &store, &wanted).await.unwrap();

    let whys: Vec<Why> = done.imported.skipped.into_iter().map(|skipped| skipped.why).collect();
    assert_eq!(whys, [Why::NoIdentity, Why::NoSuchApi, Why::NoSuchApi]);
}

#[tokio::test]
async fn a_set_flag_ends_it_before_a_request() {
    let (_folder, store) = empty_store();
    let (service, cancel) = (service(DOCUMENT), CancelFlag::new());
    cancel.cancel();
    let run = asking(&service, &store, &cancel);

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
    let (_folder, store) = empty_store();
    let cancel = CancelFlag::new();
    let run = asking(&Unplugged, &store, &cancel);

    assert!(matches!(run.run(&[], &mut |_| {}).await, Err(RefreshError::Unreachable(_))));
}

#[test]
fn what_is_wanted_has_plain_names() {
    assert_eq!(Wanted::parse("Sas@2018-12-03/X").unwrap().operation.as_deref(), Some("X"));
    for bad in ["", "a b", "a/../b", "a@", "..", "a?b=c", "a@1/b/c"] {
        assert_eq!(Wanted::parse(bad), None, "{bad}");
    }
}

#[tokio::test]
async fn progress_counts_every_request_of_every_language() {
    let (_folder, store) = empty_store();
    let (service, cancel) = (service(DOCUMENT), CancelFlag::new());
    let run = Refresh { languages: BOTH, ..asking(&service, &store, &cancel) };
    let mut told = Vec::new();

    run.run(&[Wanted::parse("odd").unwrap()], &mut |at| told.push((at.what, at.done, at.total)))
        .await
        .unwrap();

    let told: Vec<(&str, usize, usize)> =
        told.iter().map(|(what, done, total)| (what.as_str(), *done, *total)).collect();
    assert_eq!(told, [("products", 0, 4), ("odd", 1, 4), ("products", 2, 4), ("odd", 3, 4), ("", 4, 4)]);
}

#[tokio::test]
async fn a_cancel_midway_ends_it_before_the_next_request_and_keeps_what_came() {
    let (_folder, store) = empty_store();
    let (service, cancel) = (service(DOCUMENT), CancelFlag::new());
    let run = Refresh { languages: BOTH, ..asking(&service, &store, &cancel) };
    let mut stop = |at: Progress| {
        if at.done == 2 {
            cancel.cancel();
        }
    };

    let done = run.run(&[Wanted::parse("Odd").unwrap()], &mut stop).await;

    assert_eq!(done, Err(RefreshError::Cancelled));
    assert_eq!(service.asked.lock().unwrap().len(), 2);
    assert!(Catalog::with_store(&store).operation("Odd", None, "ListThings").is_some());
}

#[tokio::test]
async fn what_another_import_replaced_is_asked_for_anew() {
    // The second is as long as what it replaces: only its words differ.
    for other in ["An older text of another length.", "Lists thongs."] {
        let (_folder, store) = empty_store();
        let service = service(DOCUMENT);
        refresh(&service, &store, &["Odd"]).await.unwrap();
        let older = DOCUMENT.replace("Lists things.", other);
        import::bytes("odd.json", older.as_bytes(), &Limits::default(), &mut store.writer(""));

        let again = refresh(&service, &store, &["Odd"]).await.unwrap();

        assert_eq!((again.imported.operations, again.unchanged), (1, 1), "{other}");
        let title =
            Catalog::with_store(&store).operation("Odd", None, "ListThings").unwrap().title_en.clone();
        assert_eq!(title.as_deref(), Some("Lists things."));
    }
}

#[tokio::test]
async fn an_older_import_of_one_operation_is_asked_for_anew_too() {
    let (_folder, store) = empty_store();
    let service = service(DOCUMENT);
    let wanted = ["Odd", "Odd@2024-01-01/ListThings"];
    refresh(&service, &store, &wanted).await.unwrap();
    assert_eq!(refresh(&service, &store, &wanted).await.unwrap().unchanged, 3);
    let older = DOCUMENT.replace("Lists things.", "Lists thongs.");
    import::bytes("odd.json", older.as_bytes(), &Limits::default(), &mut store.writer(""));

    let again = refresh(&service, &store, &wanted[1..]).await.unwrap();

    assert_eq!((again.imported.operations, again.unchanged), (1, 1));
}

#[tokio::test]
async fn an_older_list_of_products_brought_in_by_hand_is_asked_for_anew() {
    let (_folder, store) = empty_store();
    let service = service(DOCUMENT);
    refresh(&service, &store, &[]).await.unwrap();
    assert_eq!(refresh(&service, &store, &[]).await.unwrap().unchanged, 1);
    let older = LIST.replace("2024-01-01", "1999-01-01");
    let read = import::bytes("products.json", older.as_bytes(), &Limits::default(), &mut store.writer(""));
    assert_eq!((read.skipped, store.listed()[0].default_version.as_str()), (vec![], "1999-01-01"));

    let again = refresh(&service, &store, &["Odd"]).await.unwrap();

    assert_eq!((again.imported.operations, again.unchanged), (1, 0));
    assert_eq!(store.listed()[0].default_version, "2024-01-01");
}

#[tokio::test]
async fn a_half_written_remnant_is_not_used_and_what_cannot_be_kept_is_asked_for_again() {
    let (folder, store) = empty_store();
    std::fs::write(folder.path().join("odd@2024-01-01.docs.en.facts.7.part"), "{\"format\":2").unwrap();
    // A folder stands where the file should go: the rename fails as it does on a full disk.
    let blocked = folder.path().join("odd@2024-01-01.docs.en.facts");
    std::fs::create_dir_all(blocked.join("x")).unwrap();
    let service = service(DOCUMENT);

    let first = refresh(&service, &store, &["Odd"]).await.unwrap();
    std::fs::remove_dir_all(&blocked).unwrap();
    let second = refresh(&service, &store, &["Odd"]).await.unwrap();

    assert!(matches!(first.imported.skipped[0].why, Why::Unwritable(_)), "{first:?}");
    assert_eq!((second.imported.operations, second.unchanged), (1, 1));
    assert!(Catalog::with_store(&store).unreadable().is_empty());
}
