//! The API catalogue: products, their operations, and what each operation takes and answers.
//!
//! Facts are embedded compressed. Start-up does nothing; the index is read on first use, a product's operations when
//! one of them is asked for, and an operation's parameters when it is shown. Deliberately absent: the network (later
//! sources hand their data in) and the vendor's prose.

pub mod access;
mod archive;
mod facts;
mod operation;
pub(crate) mod products;
mod search;
pub(crate) mod words;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::Serialize;

pub use access::{AccessLevel, Level, Standing};
pub use facts::{ErrorFact, OperationFacts, Origin, Part, RamActionFact};
pub use operation::{ApiStyle, Operation, OperationSummary, ReferenceLinks, reference_links};
pub use search::SearchHit;

pub(crate) use archive::file as embedded_file;

/// A product that the catalogue has operations of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// Code in the vendor's spelling, e.g. `waf-openapi`.
    pub code: String,
    /// Versions in the catalogue, oldest first.
    pub versions: Vec<String>,
    /// The version to offer first.
    pub default_version: String,
    /// English name.
    pub name_en: String,
    /// Chinese name; the English one where none is known.
    pub name_zh: String,
    /// The vendor's category, e.g. `Security`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How requests of the default version are built.
    pub style: ApiStyle,
}

/// Products and operations.
#[derive(Debug)]
pub struct Catalog {
    products: Vec<Product>,
    versions: Vec<VersionEntry>,
    titles: Titles,
    search: OnceLock<search::SearchIndex>,
}

#[derive(Debug)]
struct VersionEntry {
    record: &'static archive::VersionRecord,
    product: usize,
    summaries: Vec<OperationSummary>,
    body: OnceLock<Body>,
}

/// The inflated operations of a product version.
#[derive(Debug)]
struct Body {
    lines: Vec<String>,
    operations: Vec<OnceLock<Arc<Operation>>>,
}

#[derive(Debug, Default)]
struct Titles(HashMap<String, Title>);

#[derive(Debug, Clone, serde::Deserialize)]
struct Title {
    en: String,
    zh: String,
}

impl Catalog {
    /// Returns the catalogue that comes with the program; the first call reads its index.
    pub fn embedded() -> &'static Catalog {
        static CATALOG: OnceLock<Catalog> = OnceLock::new();
        CATALOG.get_or_init(Catalog::read_embedded)
    }

    /// Returns the products that have operations here, in the order of their codes.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.iter()
    }

    /// Returns the product with that code, whatever its case.
    pub fn product(&self, code: &str) -> Option<&Product> {
        let code = code.trim();
        self.products.iter().find(|product| product.code.eq_ignore_ascii_case(code))
    }

    /// Returns the operations of a product version by name; of the default version when none is given. Empty when the
    /// product or version is not here.
    pub fn operations(&self, product: &str, version: Option<&str>) -> &[OperationSummary] {
        self.entry(product, version).map(|entry| entry.summaries.as_slice()).unwrap_or_default()
    }

    /// Returns one operation: exactly named, else named in another case. Without a version the default version is
    /// asked first, then the others from the newest.
    pub fn operation(&self, product: &str, version: Option<&str>, name: &str) -> Option<Arc<Operation>> {
        if version.is_some() {
            return self.entry(product, version)?.operation(name.trim(), &self.titles);
        }
        let product = self.product(product)?;
        let newest_first = product.versions.iter().rev();
        std::iter::once(&product.default_version).chain(newest_first).find_map(|version| {
            self.entry(&product.code, Some(version))?.operation(name.trim(), &self.titles)
        })
    }

    /// Returns the operations that fit the words of `text` best, best first, at most `limit`.
    ///
    /// Words may come in any order and mean a part of the name, initials of its camel-case words (`lac`), a product
    /// code or name, or a part of an English or Chinese title; one typing error in a longer word is forgiven.
    pub fn search(&self, text: &str, limit: usize) -> Vec<SearchHit> {
        self.search.get_or_init(|| search::SearchIndex::of(self)).search(self, text, limit)
    }

    /// Returns how many operations there are in all product versions.
    pub fn operation_count(&self) -> usize {
        self.versions.iter().map(|entry| entry.summaries.len()).sum()
    }

    /// Returns how many bytes the embedded facts add to the program.
    pub fn embedded_size() -> usize {
        archive::size()
    }

    fn read_embedded() -> Catalog {
        let titles = Titles::read(&archive::file("catalog/titles.json"));
        let mut catalog =
            Catalog { products: Vec::new(), versions: Vec::new(), titles, search: OnceLock::new() };
        for record in &archive::index().versions {
            let product = catalog.note_product(record);
            let summaries = record.names.iter().map(|name| catalog.titles.summary(record, name)).collect();
            catalog.versions.push(VersionEntry { record, product, summaries, body: OnceLock::new() });
        }
        catalog.products.iter_mut().for_each(choose_default_version);
        catalog
    }

    /// The archive lists the versions of a product one after the other, oldest first.
    fn note_product(&mut self, record: &archive::VersionRecord) -> usize {
        match self.products.last_mut() {
            Some(last) if last.code == record.product => last.versions.push(record.version.clone()),
            _ => self.products.push(product_of(record)),
        }
        self.products.len() - 1
    }

    fn entry(&self, product: &str, version: Option<&str>) -> Option<&VersionEntry> {
        let product = self.product(product)?;
        let version = version.unwrap_or(&product.default_version);
        self.versions.iter().find(|e| e.record.product == product.code && e.record.version == version)
    }
}

fn product_of(record: &archive::VersionRecord) -> Product {
    let row = products::table().product(&record.product);
    let name_en = row.map_or_else(|| record.product.clone(), |row| row.name.clone());
    Product {
        code: record.product.clone(),
        versions: vec![record.version.clone()],
        default_version: String::new(),
        name_zh: row.and_then(|row| row.name_zh.clone()).unwrap_or_else(|| name_en.clone()),
        name_en,
        category: row.and_then(|row| row.category.clone()),
        style: if record.style == "RPC" { ApiStyle::Rpc } else { ApiStyle::Roa },
    }
}

/// The vendor's default version if the catalogue has it, else the newest.
fn choose_default_version(product: &mut Product) {
    let vendors = products::table().product(&product.code).map(|row| row.version.clone());
    let vendors = vendors.filter(|version| product.versions.contains(version));
    product.default_version = vendors.or_else(|| product.versions.last().cloned()).unwrap_or_default();
}

impl VersionEntry {
    fn operation(&self, name: &str, titles: &Titles) -> Option<Arc<Operation>> {
        let names = &self.record.names;
        let exact = names.binary_search_by(|known| known.as_str().cmp(name)).ok();
        let at = exact.or_else(|| names.iter().position(|known| known.eq_ignore_ascii_case(name)))?;
        let body = self.body.get_or_init(|| Body::inflate(self.record));
        Some(Arc::clone(
            body.operations[at].get_or_init(|| Arc::new(self.decode(at, &body.lines[at], titles))),
        ))
    }

    fn decode(&self, at: usize, line: &str, titles: &Titles) -> Operation {
        let record = self.record;
        let who = operation::Identity {
            product: &record.product,
            version: &record.version,
            name: &record.names[at],
            style: &record.style,
            source: &record.source,
        };
        let mut operation = operation::decode(&who, line).expect("a test decodes every embedded line");
        if let Some(title) = titles.of(&record.product, &operation.name) {
            operation.title_en = Some(title.en.clone());
            operation.title_zh = Some(title.zh.clone());
        }
        operation
    }
}

impl Body {
    fn inflate(record: &archive::VersionRecord) -> Body {
        let lines: Vec<String> = record.section.text().lines().map(str::to_owned).collect();
        let operations = lines.iter().map(|_| OnceLock::new()).collect();
        Body { lines, operations }
    }
}

impl Titles {
    fn read(text: &str) -> Titles {
        let all: HashMap<String, serde_json::Value> =
            serde_json::from_str(text).expect("a test reads the embedded titles");
        // `_about` is a sentence, not a title.
        Titles(all.into_iter().filter_map(|(key, v)| Some((key, serde_json::from_value(v).ok()?))).collect())
    }

    fn of(&self, product: &str, operation: &str) -> Option<&Title> {
        self.0.get(&format!("{product}/{operation}"))
    }

    fn summary(&self, record: &archive::VersionRecord, name: &str) -> OperationSummary {
        let title = self.of(&record.product, name);
        OperationSummary {
            product: record.product.clone(),
            version: record.version.clone(),
            name: name.to_owned(),
            access: access::infer(name),
            title_en: title.map(|title| title.en.clone()),
            title_zh: title.map(|title| title.zh.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
