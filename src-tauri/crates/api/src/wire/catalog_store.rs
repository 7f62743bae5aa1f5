//! What is installed of the catalogue's facts, and bringing more in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::message::Message;

/// Asks to import metadata; the user chooses what in a dialog.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogImportRequest {
    /// Whether a folder is chosen instead of a file.
    #[serde(default)]
    pub folder: bool,
}

/// Asks to fetch newer metadata from the vendor's metadata service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogRefreshRequest {
    /// `Product`, `Product@Version` or `Product@Version/Operation`, each; empty fetches the list of products only.
    pub products: Vec<String>,
}

/// What an import or refresh came to. The catalogue in use has the news already.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogReport {
    /// Product versions read.
    pub products: usize,
    /// Operations read.
    pub operations: usize,
    /// Parameters read.
    pub parameters: usize,
    /// Answers that are the same as what is stored; only a refresh has them.
    pub unchanged: usize,
    /// What was not read, and why.
    pub skipped: Vec<CatalogSkipped>,
    /// Stored files that are not whole and therefore not used.
    pub unreadable: Vec<String>,
    /// Whether the user ended it; what was read before that is kept.
    pub cancelled: bool,
}

/// Something that was not read.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogSkipped {
    /// File, archive entry, operation or product.
    pub what: String,
    /// Reason.
    pub why: Message,
}

/// How far an import or refresh is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogProgress {
    /// What is read or fetched now; empty at the end.
    pub what: String,
    /// Steps done.
    pub done: usize,
    /// Steps in all; 0 when that is not known.
    pub total: usize,
    /// Operations taken so far; 0 where only the end tells.
    pub operations: usize,
}

/// What is installed: the facts that come with the program, and what was imported or fetched beside them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogView {
    /// Products that come with the program.
    pub embedded_products: usize,
    /// Operations that come with the program.
    pub embedded_operations: usize,
    /// Stored layers by product, version and source.
    pub layers: Vec<CatalogLayer>,
    /// Stored files that are not whole and therefore not used.
    pub unreadable: Vec<String>,
    /// Products that can be fetched: those of the catalogue, and those of the vendor's list where it was fetched.
    pub products: Vec<CatalogProduct>,
}

/// One product version from one source in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogLayer {
    /// Names it in `catalog_remove`.
    pub id: String,
    /// Product code.
    pub product: String,
    /// API version.
    pub version: String,
    /// Kind of its source.
    pub source: LayerSource,
    /// Language of its texts.
    pub lang: LayerLang,
    /// Day it was read, `2026-11-21`; empty when that is not known.
    pub day: String,
    /// Number of its operations.
    pub operations: usize,
    /// Size on the disk, in bytes.
    pub bytes: u64,
}

/// Where a layer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LayerSource {
    /// Fetched from the vendor's metadata service.
    Service,
    /// A document of that service in a file of the user's.
    Document,
    /// Metadata of the official command line in a file of the user's.
    CliMetadata,
}

/// Language of a layer's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LayerLang {
    /// English.
    En,
    /// Chinese.
    Zh,
}

/// A product whose facts can be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogProduct {
    /// Code as the vendor spells it.
    pub code: String,
    /// English name.
    pub name_en: String,
    /// Chinese name.
    pub name_zh: String,
    /// Versions that are known, oldest first.
    pub versions: Vec<String>,
    /// The vendor's default version, else the newest.
    pub default_version: String,
}

/// Names layers and unreadable files to remove.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CatalogRemoveRequest {
    /// Ids of layers, names of unreadable files; what is not there is passed over.
    pub layers: Vec<String>,
}
