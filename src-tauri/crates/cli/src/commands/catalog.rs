//! `catalog list` and `catalog search`.

use serde::Serialize;
use soarboard_api::product_views;
use soarboard_cloud::catalog::{AccessLevel, Catalog, Level, SearchHit};
use soarboard_model::message::Message;

use crate::output::{Output, columns};
use crate::stop::{Exit, Outcome};

#[derive(Serialize)]
struct ProductRow {
    product: String,
    version: String,
    versions: Vec<String>,
    title: String,
    operations: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HitRow {
    product: String,
    version: String,
    operation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_level: Option<&'static str>,
    score: u32,
}

/// Lists the products.
pub(crate) fn list(out: &Output) -> Outcome {
    let row = |view: soarboard_api::wire::ProductView| ProductRow {
        operations: Catalog::current().count_of(&view.code, None),
        title: out.pick(&view.name_en, &view.name_zh).to_owned(),
        product: view.code,
        version: view.default_version,
        versions: view.versions,
    };
    let rows: Vec<ProductRow> = product_views().into_iter().map(row).collect();
    if out.json {
        out.value(&rows)?;
    } else {
        let cells = |row: &ProductRow| {
            vec![row.product.clone(), row.version.clone(), row.operations.to_string(), row.title.clone()]
        };
        out.say(&columns(&rows.iter().map(cells).collect::<Vec<_>>()))?;
    }
    Ok(Exit::Fine)
}

/// Lists the operations that fit a text, best first.
pub(crate) fn search(text: &str, limit: usize, out: &Output) -> Outcome {
    let hits = Catalog::current().search(text, limit);
    let rows: Vec<HitRow> = hits.into_iter().map(|hit| row(hit, out)).collect();
    if out.json {
        out.value(&rows)?;
        return Ok(Exit::Fine);
    }
    if rows.is_empty() {
        out.note(&Message::new("cli-search-none").with("text", text));
        return Ok(Exit::Fine);
    }
    let cells = |row: &HitRow| {
        let access = row.access_level.unwrap_or("unknown").to_owned();
        let title = row.title.clone().unwrap_or_default();
        vec![row.product.clone(), row.version.clone(), row.operation.clone(), access, title]
    };
    out.say(&columns(&rows.iter().map(cells).collect::<Vec<_>>()))?;
    Ok(Exit::Fine)
}

fn row(hit: SearchHit, out: &Output) -> HitRow {
    let (en, zh) = (hit.title_en.unwrap_or_default(), hit.title_zh.unwrap_or_default());
    let title = out.pick(&en, &zh).to_owned();
    HitRow {
        product: hit.product,
        version: hit.version,
        operation: hit.operation,
        title: (!title.is_empty()).then_some(title),
        access_level: access_word(hit.access),
        score: hit.score,
    }
}

/// Returns the contract's word for an access level; `None` when it is not known.
pub(super) fn access_word(access: AccessLevel) -> Option<&'static str> {
    match access.level {
        Level::Get => Some("get"),
        Level::List => Some("list"),
        Level::Create => Some("create"),
        Level::Update => Some("update"),
        Level::Delete => Some("delete"),
        Level::Unknown => None,
    }
}
