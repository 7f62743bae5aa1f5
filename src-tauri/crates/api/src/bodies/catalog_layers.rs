//! What is installed of the catalogue's facts: listing it, and removing what was brought in.
//!
//! Kept apart from `catalog_store`, which brings facts in. Deliberately absent: any way to touch what comes with the
//! program.

use std::path::Path;
use std::sync::Arc;

use soarboard_cloud::catalog::import::{Language, ProductFacts, SourceKind};
use soarboard_cloud::catalog::{Catalog, Layer, Product};
use soarboard_model::message::Message;

use super::catalog_store::store;
use crate::app::App;
use crate::profile::blocking;
use crate::wire::{
    CatalogLayer, CatalogProduct, CatalogRemoveRequest, CatalogView, ErrorCode, LayerLang, LayerSource,
    Nothing, WireError,
};

pub(crate) async fn list(app: &Arc<App>, _: Nothing) -> Result<CatalogView, WireError> {
    let app = Arc::clone(app);
    blocking(move || Ok(view(app.host().data_dir()))).await
}

pub(crate) async fn remove(app: &Arc<App>, request: CatalogRemoveRequest) -> Result<CatalogView, WireError> {
    let app = Arc::clone(app);
    let work = move || {
        let store = store(app.host().data_dir());
        let removed = store.remove(&request.layers);
        // Also after a failure: some may be gone.
        Catalog::use_store(store);
        removed.map_err(|error| {
            let message = Message::new("error-catalog-not-removed").with("reason", error);
            WireError::new(ErrorCode::FileUnwritable, message)
        })?;
        Ok(view(app.host().data_dir()))
    };
    blocking(work).await
}

fn view(data_dir: &Path) -> CatalogView {
    let store = store(data_dir);
    let (layers, unreadable) = store.layers();
    let embedded = Catalog::embedded();
    CatalogView {
        embedded_products: embedded.products().count(),
        embedded_operations: embedded.operation_count(),
        layers: layers.into_iter().map(layer_view).collect(),
        unreadable,
        products: product_views(Catalog::current().products(), store.listed()),
    }
}

fn layer_view(layer: Layer) -> CatalogLayer {
    let source = match layer.kind {
        SourceKind::ApiDocs if layer.fetched => LayerSource::Service,
        SourceKind::ApiDocs => LayerSource::Document,
        SourceKind::CliMetadata => LayerSource::CliMetadata,
    };
    let lang = match layer.language {
        Language::En => LayerLang::En,
        Language::Zh => LayerLang::Zh,
    };
    let Layer { id, product, version, day, operations, bytes, .. } = layer;
    CatalogLayer { id, product, version, source, lang, day, operations, bytes }
}

/// Joins the products of the catalogue with the vendor's list, which knows products and versions without operations
/// here; in the order of their codes.
fn product_views<'a>(
    known: impl Iterator<Item = &'a Product>,
    listed: Vec<ProductFacts>,
) -> Vec<CatalogProduct> {
    let mut all: Vec<CatalogProduct> = known
        .map(|product| CatalogProduct {
            code: product.code.clone(),
            name_en: product.name_en.clone(),
            name_zh: product.name_zh.clone(),
            versions: product.versions.clone(),
            default_version: product.default_version.clone(),
        })
        .collect();
    for told in listed {
        match all.iter_mut().find(|product| product.code.eq_ignore_ascii_case(&told.code)) {
            Some(product) => {
                product.versions.extend(told.versions);
                product.versions.sort();
                product.versions.dedup();
            }
            None => all.push(of_list(told)),
        }
    }
    all.sort_by_cached_key(|product| product.code.to_ascii_lowercase());
    all
}

fn of_list(told: ProductFacts) -> CatalogProduct {
    let ProductFacts { code, name, mut versions, default_version, .. } = told;
    versions.sort();
    let newest = versions.last().cloned().unwrap_or_default();
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let name_en = or(or(name.en, &name.zh), &code);
    CatalogProduct {
        name_zh: or(name.zh, &name_en),
        name_en,
        default_version: if versions.contains(&default_version) { default_version } else { newest },
        code,
        versions,
    }
}
