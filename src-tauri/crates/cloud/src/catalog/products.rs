//! The table of products and regions: names, versions, endpoint hosts (`schemas/endpoints.json`).
//!
//! It lists far more products than the catalogue has operations for: endpoints can be recommended for all of them.

use std::sync::OnceLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::archive;

/// The whole table.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProductTable {
    /// Region id → English name and area.
    pub(crate) regions: IndexMap<String, (String, String)>,
    /// Region id → Chinese name.
    pub(crate) regions_zh: IndexMap<String, String>,
    /// Lower-cased code → product.
    pub(crate) products: IndexMap<String, ProductRow>,
}

/// Regions by host template; `[RegionId]` in a template stands for the region.
pub(crate) type Hosts = IndexMap<String, Vec<String>>;

/// One product of the table.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProductRow {
    /// Code in the vendor's spelling.
    pub(crate) code: String,
    /// English name.
    pub(crate) name: String,
    /// Chinese name.
    pub(crate) name_zh: Option<String>,
    /// Default version.
    pub(crate) version: String,
    /// The central host.
    pub(crate) global_endpoint: Option<String>,
    /// Public hosts.
    #[serde(default)]
    pub(crate) endpoints: Hosts,
    /// Hosts inside the vendor's networks.
    #[serde(default)]
    pub(crate) vpc_endpoints: Hosts,
    /// The vendor's category, e.g. `Security`.
    pub(crate) category: Option<String>,
}

impl ProductTable {
    /// Returns the product with that code, whatever its case.
    pub(crate) fn product(&self, code: &str) -> Option<&ProductRow> {
        self.products.get(&code.trim().to_ascii_lowercase())
    }
}

/// A product as this project names it.
#[derive(Debug, Deserialize)]
pub(crate) struct OwnName {
    /// English name.
    pub(crate) en: String,
    /// Chinese name.
    pub(crate) zh: String,
    /// Category, in the vendor's words.
    pub(crate) category: String,
}

/// Returns the name that this project gives a product, where the table has none or a poor one.
pub(crate) fn own_name(code: &str) -> Option<&'static OwnName> {
    static NAMES: OnceLock<IndexMap<String, OwnName>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let all: IndexMap<String, serde_json::Value> =
            serde_json::from_str(&archive::file("catalog/products.json")).expect("a test reads the names");
        // `_about` is a sentence, not a name.
        let name = |(code, value)| Some((code, serde_json::from_value(value).ok()?));
        all.into_iter().filter_map(name).collect()
    });
    names.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| name)
}

/// Returns the embedded table, parsed on first use.
pub(crate) fn table() -> &'static ProductTable {
    static TABLE: OnceLock<ProductTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(&archive::file("endpoints.json")).expect("a test reads the embedded table")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_readable_and_clean() {
        let table = table();

        assert!(table.products.len() > 300);
        for row in table.products.values() {
            let hosts = row.endpoints.keys().chain(row.vpc_endpoints.keys()).chain(&row.global_endpoint);
            for host in hosts {
                assert_eq!(host.trim(), host, "{}", row.code);
            }
        }
        assert_eq!(table.product(" WAF-OPENAPI ").map(|row| row.code.as_str()), Some("waf-openapi"));
    }
}
