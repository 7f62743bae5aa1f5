//! The API catalogue: products, their operations, and what each operation takes and answers.
//!
//! Facts are embedded compressed. Start-up does nothing; the index is read on first use, a product's operations when
//! one of them is asked for, and an operation's parameters when it is shown. Deliberately absent: the network (later
//! sources hand their data in) and the vendor's prose.

pub mod access;
mod archive;
pub mod diff;
mod facts;
pub mod import;
mod layers;
mod merge;
mod operation;
pub(crate) mod products;
pub mod refresh;
mod search;
mod store;
mod version;
pub(crate) mod words;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use schemars::JsonSchema;
use serde::Serialize;

pub use access::{AccessLevel, Level, Standing};
pub use facts::{ErrorFact, OperationFacts, Origin, Part, RamActionFact};
pub use layers::Layer;
pub use operation::{ApiStyle, Operation, OperationSummary, ReferenceLinks, reference_links};
pub use search::{Scope, SearchHit};
pub use store::{Store, StoreWriter};

pub(crate) use archive::file as embedded_file;

use import::ProductFacts;
use store::StoredVersion;
use version::{VersionEntry, layer_key};

/// What the process uses; replaced as a whole after an import.
static CURRENT: RwLock<Current> = RwLock::new(Current { store: None, catalog: None, edition: 0 });

struct Current {
    store: Option<Store>,
    catalog: Option<Arc<Catalog>>,
    edition: u64,
}

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
    search: OnceLock<search::SearchIndex>,
    unreadable: Vec<String>,
}

/// By product code and operation.
#[derive(Debug, Default)]
struct Titles(HashMap<String, HashMap<String, Title>>);

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

    /// Returns the catalogue of the embedded facts together with those imported into `store`. Only head lines are read
    /// here. A file that is not whole is left out and named by [`Catalog::unreadable`].
    pub fn with_store(store: &Store) -> Catalog {
        let (versions, unreadable) = store.versions();
        Catalog::layered(versions, &store.products(), unreadable)
    }

    /// Returns the catalogue that this process uses: the embedded facts, and those of the store that
    /// [`Catalog::use_store`] named. The first call after that reads the head lines.
    pub fn current() -> Arc<Catalog> {
        let known = CURRENT.read().unwrap_or_else(PoisonError::into_inner).catalog.clone();
        known.unwrap_or_else(|| {
            let mut current = CURRENT.write().unwrap_or_else(PoisonError::into_inner);
            let store = current.store.clone();
            let read =
                || Arc::new(store.map_or_else(Catalog::read_embedded, |store| Catalog::with_store(&store)));
            Arc::clone(current.catalog.get_or_insert_with(read))
        })
    }

    /// Makes the process use this store from now on; after an import, the same call takes the news up. Calls under way
    /// keep the catalogue they began with.
    pub fn use_store(store: Store) {
        let mut current = CURRENT.write().unwrap_or_else(PoisonError::into_inner);
        *current = Current { store: Some(store), catalog: None, edition: current.edition + 1 };
    }

    /// Returns a number that grows whenever the process's catalogue is replaced.
    pub fn edition() -> u64 {
        CURRENT.read().unwrap_or_else(PoisonError::into_inner).edition
    }

    /// Returns the names of stored files that were left out because they are not whole.
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
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
        self.entry(product, version).map(VersionEntry::summaries).unwrap_or_default()
    }

    /// Returns one operation: exactly named, else named in another case. Without a version the default version is
    /// asked first, then the others from the newest.
    pub fn operation(&self, product: &str, version: Option<&str>, name: &str) -> Option<Arc<Operation>> {
        if version.is_some() {
            return self.entry(product, version)?.operation(name.trim());
        }
        let product = self.product(product)?;
        let newest_first = product.versions.iter().rev();
        std::iter::once(&product.default_version)
            .chain(newest_first)
            .find_map(|version| self.entry(&product.code, Some(version))?.operation(name.trim()))
    }

    /// Returns the operations that fit the words of `text` best, best first, at most `limit`.
    ///
    /// Words may come in any order and mean a part of the name, initials of its camel-case words (`lac`), a product
    /// code or name, or a part of an English or Chinese title; one typing error in a longer word is forgiven.
    pub fn search(&self, text: &str, limit: usize) -> Vec<SearchHit> {
        self.search_in(Scope::default(), text, limit)
    }

    /// Returns what [`Catalog::search`] does, of one product or version only.
    pub fn search_in(&self, scope: Scope<'_>, text: &str, limit: usize) -> Vec<SearchHit> {
        self.search.get_or_init(|| search::SearchIndex::of(self)).search(self, text, scope, limit)
    }

    /// Returns how many operations there are in all product versions.
    pub fn operation_count(&self) -> usize {
        self.versions.iter().map(VersionEntry::len).sum()
    }

    /// Returns how many operations a product version has; the default version when none is given.
    pub fn count_of(&self, product: &str, version: Option<&str>) -> usize {
        self.entry(product, version).map_or(0, VersionEntry::len)
    }

    /// Returns how many bytes the embedded facts add to the program.
    pub fn embedded_size() -> usize {
        archive::size()
    }

    fn read_embedded() -> Catalog {
        Catalog::layered(Vec::new(), &[], Vec::new())
    }

    /// Joins the embedded versions with stored ones.
    fn layered(stored: Vec<StoredVersion>, listed: &[ProductFacts], unreadable: Vec<String>) -> Catalog {
        let mut versions: Vec<VersionEntry> =
            archive::index().versions.iter().map(VersionEntry::embedded).collect();
        let mut places: HashMap<(String, String), usize> =
            versions.iter().enumerate().map(|(at, entry)| (entry.key(), at)).collect();
        for layer in stored {
            let at =
                *places.entry(layer_key(&layer.head.product, &layer.head.version)).or_insert_with(|| {
                    versions.push(VersionEntry::stored(&layer));
                    versions.len() - 1
                });
            versions[at].stored.push(layer);
        }
        versions.sort_by_cached_key(VersionEntry::key);
        let mut catalog =
            Catalog { products: Vec::new(), versions: Vec::new(), search: OnceLock::new(), unreadable };
        for mut entry in versions {
            entry.product = catalog.note_product(&entry, listed);
            entry.code.clone_from(&catalog.products[entry.product].code);
            entry.list();
            catalog.versions.push(entry);
        }
        catalog.products.iter_mut().for_each(|product| choose_default_version(product, listed));
        catalog
    }

    /// The versions of a product come one after the other, oldest first.
    fn note_product(&mut self, entry: &VersionEntry, listed: &[ProductFacts]) -> usize {
        match self.products.last_mut() {
            Some(last) if last.code.eq_ignore_ascii_case(&entry.code) => {
                last.versions.push(entry.version.clone())
            }
            _ => self.products.push(product_of(entry, listed)),
        }
        self.products.len() - 1
    }

    fn entry(&self, product: &str, version: Option<&str>) -> Option<&VersionEntry> {
        let product = self.product(product)?;
        let version = version.unwrap_or(&product.default_version);
        self.versions.iter().find(|e| e.version == version && e.code.eq_ignore_ascii_case(&product.code))
    }
}

/// Names are the project's own, else those of the table of endpoints, else those of an imported list of products.
fn product_of(entry: &VersionEntry, listed: &[ProductFacts]) -> Product {
    let row = products::table().product(&entry.code);
    let told = listed.iter().find(|product| product.code.eq_ignore_ascii_case(&entry.code));
    let told_en = told.map(|product| product.name.en.clone()).filter(|name| !name.is_empty());
    let told_zh = told.map(|product| product.name.zh.clone()).filter(|name| !name.is_empty());
    let own = products::own_name(&entry.code);
    let own_en = own.map(|own| own.en.clone());
    let own_zh = own.map(|own| own.zh.clone());
    let name_en = own_en.or_else(|| row.map(|row| row.name.clone())).or(told_en);
    let name_en = name_en.unwrap_or_else(|| entry.code.clone());
    let name_zh = own_zh.or_else(|| row.and_then(|row| row.name_zh.clone())).or(told_zh);
    let category = own.map(|own| own.category.clone()).or_else(|| row.and_then(|row| row.category.clone()));
    Product {
        code: row.map_or_else(|| entry.code.clone(), |row| row.code.clone()),
        versions: vec![entry.version.clone()],
        default_version: String::new(),
        name_zh: name_zh.unwrap_or_else(|| name_en.clone()),
        name_en,
        category: category.or_else(|| told.and_then(|told| told.category.clone())),
        style: entry.style,
    }
}

/// The vendor's default version if the catalogue has it, else the newest.
fn choose_default_version(product: &mut Product, listed: &[ProductFacts]) {
    let of_table = products::table().product(&product.code).map(|row| row.version.clone());
    let told = listed.iter().find(|row| row.code.eq_ignore_ascii_case(&product.code));
    let of_list = told.map(|row| row.default_version.clone());
    let known = of_table.into_iter().chain(of_list).find(|version| product.versions.contains(version));
    product.default_version = known.or_else(|| product.versions.last().cloned()).unwrap_or_default();
}

fn titles() -> &'static Titles {
    static TITLES: OnceLock<Titles> = OnceLock::new();
    TITLES.get_or_init(|| Titles::read(&archive::file("catalog/titles.json")))
}

impl Titles {
    fn read(text: &str) -> Titles {
        let all: HashMap<String, serde_json::Value> =
            serde_json::from_str(text).expect("a test reads the embedded titles");
        let mut titles = Titles::default();
        for (key, value) in all {
            // `_about` is a sentence, not a title.
            if let (Some((product, operation)), Ok(title)) =
                (key.split_once('/'), serde_json::from_value(value))
            {
                titles.0.entry(product.to_owned()).or_default().insert(operation.to_owned(), title);
            }
        }
        titles
    }

    fn of_product(&self, product: &str) -> Option<&HashMap<String, Title>> {
        self.0.get(product)
    }
}

#[cfg(test)]
mod layer_tests;
#[cfg(test)]
mod tests;
