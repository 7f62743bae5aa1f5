//! Tests of the stored layers: writing, reading back, joining with the embedded facts.

use std::fs;
use std::path::Path;

use super::import::{self, Limits};
use super::*;
use crate::endpoint::{self, EndpointRule, Network};
use crate::trust::{EndpointRefusal, check_endpoint};

fn import_into(store: &Store, name: &str, text: &str) {
    let imported = import::bytes(name, text.as_bytes(), &Limits::default(), &mut store.writer("2026-11-21"));
    assert_eq!((imported.skipped.len(), imported.operations > 0), (0, true), "{imported:?}");
}

const SAS: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"Sas","version":"2018-12-03"},
 "components":{"schemas":{}},"apis":{
 "DescribeSuspEvents":{"summary":"Queries alerts.","methods":["get","post"],"systemTags":{"operationType":"list"},
  "parameters":[{"name":"CurrentPage","in":"query","schema":{"type":"string","description":"The page.","required":true,"minimum":"1"}},
                {"name":"Newest","in":"query","schema":{"type":"string"}}],
  "responses":{"200":{"schema":{"type":"object","properties":{"Fresh":{"type":"string"}}}}},
  "ramActions":[{"ramAction":{"action":"yundun-sas:DescribeSuspEvents","resources":[{"arn":"*"}]}}]},
 "BrandNew":{"summary":"New.","methods":["post"],"parameters":[]}}}"#;

fn stored(folder: &Path) -> Store {
    let store = Store::new(folder);
    import_into(&store, "sas.json", SAS);
    store
}

#[test]
fn imported_facts_lead_and_embedded_ones_fill_in() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = Catalog::with_store(&stored(folder.path()));

    let op = catalog.operation("sas", None, "DescribeSuspEvents").unwrap();

    let page = op.param("CurrentPage").unwrap();
    assert!(page.required);
    assert_eq!(page.about.as_ref().unwrap().doc.en, "The page.");
    assert!(op.param("Newest").is_some(), "a parameter that only the document knows");
    assert!(op.param("PageSize").is_some(), "a parameter that only the embedded facts know");
    assert_eq!(op.access.standing, Standing::Documented);
    assert!(op.source.starts_with("api-docs 2026-11-21; alibabacloud-sas20181203 "), "{}", op.source);
    let origins = &op.about.as_ref().unwrap().origins;
    assert!(origins.iter().any(|o| o.part == Part::Response && o.source == "api-docs 2026-11-21"));
    assert_eq!(catalog.operation_count(), Catalog::embedded().operation_count() + 1);
    assert_eq!(catalog.search("BrandNew", 1)[0].title_en.as_deref(), Some("New."));
    assert!(Catalog::embedded().operation("Sas", None, "BrandNew").is_none());
}

#[test]
fn languages_complete_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = stored(folder.path());
    import_into(
        &store,
        "zh.json",
        &SAS.replace("Queries alerts.", "查询告警事件")
            .replace("The page.", "页码数量说明")
            .replace("\"New.\"", "\"全新\""),
    );

    let catalog = Catalog::with_store(&store);

    let op = catalog.operation("Sas", None, "BrandNew").unwrap();
    assert_eq!((op.title_en.as_deref(), op.title_zh.as_deref()), (Some("New."), Some("全新")));
    let op = catalog.operation("Sas", None, "DescribeSuspEvents").unwrap();
    let doc = &op.param("CurrentPage").unwrap().about.as_ref().unwrap().doc;
    assert_eq!((doc.en.as_str(), doc.zh.as_str()), ("The page.", "页码数量说明"));
}

#[test]
fn a_product_that_is_not_embedded_becomes_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    import_into(&store, "x.json", &SAS.replace("\"Sas\"", "\"Whole-New\""));
    let list = r#"[{"code":"Whole-New","name":"Entirely New","versions":["2018-12-03"],"defaultVersion":"2018-12-03"}]"#;
    import::bytes("products.json", list.as_bytes(), &Limits::default(), &mut store.writer(""));

    let catalog = Catalog::with_store(&store);

    let product = catalog.product("whole-new").unwrap();
    assert_eq!((product.name_en.as_str(), product.default_version.as_str()), ("Entirely New", "2018-12-03"));
    assert!(catalog.operation("Whole-New", None, "brandnew").is_some());
}

#[test]
fn a_cut_file_is_left_out_and_named_and_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = stored(folder.path());
    let name = "sas@2018-12-03.docs.en.facts";
    let whole = fs::read(folder.path().join(name)).unwrap();

    for length in [0, 10, whole.len() / 2, whole.len() - 1] {
        fs::write(folder.path().join(name), &whole[..length]).unwrap();
        let catalog = Catalog::with_store(&store);

        assert_eq!(catalog.unreadable(), [name]);
        let op = catalog.operation("Sas", None, "DescribeSuspEvents").unwrap();
        assert!(op.source.starts_with("alibabacloud-sas"));
    }
}

#[test]
fn what_cannot_be_kept_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    stored(folder.path());
    let blocked = Store::new(&folder.path().join("sas@2018-12-03.docs.en.facts"));

    let imported = import::bytes("sas.json", SAS.as_bytes(), &Limits::default(), &mut blocked.writer(""));

    assert_eq!(imported.operations, 0);
    assert!(matches!(imported.skipped[0].why, import::Why::Unwritable(_)));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "no remnant beside it");
}

#[test]
fn a_single_answer_joins_the_others_of_its_version() {
    let folder = tempfile::tempdir().unwrap();
    let store = stored(folder.path());
    let one = r#"{"methods":["post"],"summary":"Newer.","parameters":[{"name":"A","in":"query","schema":{"type":"string"}}]}"#;
    import_into(&store, "products/Sas/versions/2018-12-03/apis/BrandNew/api.json", one);

    let catalog = Catalog::with_store(&store);

    let op = catalog.operation("Sas", None, "BrandNew").unwrap();
    assert_eq!((op.title_en.as_deref(), op.params.len()), (Some("Newer."), 1));
    assert!(catalog.operation("Sas", None, "DescribeSuspEvents").unwrap().param("Newest").is_some());
}

#[test]
fn a_store_changes_what_the_process_uses() {
    let folder = tempfile::tempdir().unwrap();
    let before = Catalog::current();
    Catalog::use_store(stored(folder.path()));

    assert!(before.operation("Sas", None, "BrandNew").is_none());
    assert!(Catalog::current().operation("Sas", None, "BrandNew").is_some());
}

#[test]
fn hosts_in_an_imported_document_are_neither_recommended_nor_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let host = "sas.evil-1.aliyuncs.com";
    let endpoints = format!(r#"{{"endpoints":[{{"regionId":"evil-1","public":"{host}","vpc":"{host}"}}],"#);
    let document = SAS.replacen('{', &endpoints, 1);
    let store = Store::new(folder.path());
    import_into(&store, "sas.json", &document);

    let catalog = Catalog::with_store(&store);

    assert!(catalog.operation("Sas", None, "BrandNew").is_some());
    assert_ne!(endpoint::recommend("Sas", Some("evil-1"), Network::Public).rule, EndpointRule::Region);
    assert!(!endpoint::hosts_of("Sas").iter().any(|known| known == host));
    let refused = check_endpoint(host, endpoint::is_official_host, None);
    assert!(matches!(refused, Err(EndpointRefusal::NeedsConsent(_))), "{refused:?}");
}
