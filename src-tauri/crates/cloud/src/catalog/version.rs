//! One product version of the catalogue: its layers, and its operations joined from them when asked for.
//!
//! Which layer names an operation is worked out when the catalogue is opened; everything that costs memory per operation
//! (its summary, its facts) waits until somebody asks.

use std::sync::{Arc, OnceLock};

use super::access::{AccessLevel, Standing};
use super::import::{Language, SourceKind};
use super::operation::{self, ApiStyle, Operation, OperationSummary};
use super::store::StoredVersion;
use super::{Title, access, archive, merge, titles};

/// A product version.
#[derive(Debug)]
pub(super) struct VersionEntry {
    pub(super) code: String,
    pub(super) version: String,
    pub(super) style: ApiStyle,
    /// Place among the catalogue's products.
    pub(super) product: usize,
    pub(super) record: Option<&'static archive::VersionRecord>,
    /// Strongest first.
    pub(super) stored: Vec<StoredVersion>,
    /// Sorted by name.
    rows: Vec<Row>,
    summaries: OnceLock<Vec<OperationSummary>>,
    lines: OnceLock<Vec<String>>,
    operations: Vec<OnceLock<Option<Arc<Operation>>>>,
}

/// Where the name and the titles of an operation stand.
#[derive(Debug, Clone)]
struct Row {
    name: Place,
    own: Option<&'static Title>,
    title_en: Option<Place>,
    title_zh: Option<Place>,
    /// As a layer tells it; absent when the name decides.
    access: Option<AccessLevel>,
}

/// An operation of a layer.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// 0 for the embedded facts, else one more than the place among the stored ones.
    layer: u32,
    at: u32,
}

/// Under which a version is found whatever the spelling of its product.
pub(super) fn layer_key(product: &str, version: &str) -> (String, String) {
    (product.to_ascii_lowercase(), version.to_owned())
}

impl VersionEntry {
    /// Returns the entry of an embedded version.
    pub(super) fn embedded(record: &'static archive::VersionRecord) -> VersionEntry {
        let style = if record.style == "RPC" { ApiStyle::Rpc } else { ApiStyle::Roa };
        VersionEntry::new(&record.product, &record.version, style, Some(record))
    }

    /// Returns the entry of a version that only imports know; the layer itself is added afterwards.
    pub(super) fn stored(layer: &StoredVersion) -> VersionEntry {
        VersionEntry::new(&layer.head.product, &layer.head.version, layer.head.style, None)
    }

    fn new(
        code: &str,
        version: &str,
        style: ApiStyle,
        record: Option<&'static archive::VersionRecord>,
    ) -> VersionEntry {
        VersionEntry {
            code: code.to_owned(),
            version: version.to_owned(),
            style,
            product: 0,
            record,
            stored: Vec::new(),
            rows: Vec::new(),
            summaries: OnceLock::new(),
            lines: OnceLock::new(),
            operations: Vec::new(),
        }
    }

    pub(super) fn key(&self) -> (String, String) {
        layer_key(&self.code, &self.version)
    }

    /// Lists the operations of all layers by name; to be called once all layers and the product's code are there.
    pub(super) fn list(&mut self) {
        let own = titles().of_product(&self.code);
        let places = self.places();
        let mut rows: Vec<Row> = Vec::with_capacity(places.len());
        for place in places {
            let name = self.name_at(place);
            if rows.last().is_none_or(|row| self.name_at(row.name) != name) {
                let own = own.and_then(|own| own.get(name));
                rows.push(Row { name: place, own, title_en: None, title_zh: None, access: None });
            }
            if let Some(row) = rows.last_mut() {
                self.add(row, place);
            }
        }
        self.operations = rows.iter().map(|_| OnceLock::new()).collect();
        self.rows = rows;
    }

    /// The operations of all layers, sorted by name, of one name the embedded facts first.
    fn places(&self) -> Vec<Place> {
        let embedded = self.record.map_or(0, |record| record.names.len());
        let counts = std::iter::once(embedded).chain(self.stored.iter().map(|layer| layer.head.names.len()));
        let counts: Vec<usize> = counts.collect();
        let of_layer = |(layer, count): (usize, &usize)| {
            (0..*count as u32).map(move |at| Place { layer: layer as u32, at })
        };
        let mut places: Vec<Place> = counts.iter().enumerate().flat_map(of_layer).collect();
        if counts.iter().filter(|count| **count > 0).count() > 1 {
            // Each layer is sorted already: a stable sort only has to merge them.
            places.sort_by(|a, b| self.name_at(*a).cmp(self.name_at(*b)));
        }
        places
    }

    /// The strongest layer with a title gives it; an access level that the vendor documents wins over inferred ones.
    fn add(&self, row: &mut Row, place: Place) {
        let Some(layer) = self.layer(place) else { return };
        let title = match layer.head.language {
            Language::En => &mut row.title_en,
            Language::Zh => &mut row.title_zh,
        };
        if title.is_none() && !layer.head.titles.get(place.at as usize).is_empty() {
            *title = Some(place);
        }
        if row.access.is_none_or(|access| access.standing != Standing::Documented) {
            row.access = Some(layer.head.access(place.at as usize));
        }
    }

    fn layer(&self, place: Place) -> Option<&StoredVersion> {
        self.stored.get((place.layer as usize).checked_sub(1)?)
    }

    fn name_at(&self, place: Place) -> &str {
        match self.layer(place) {
            Some(layer) => layer.head.names.get(place.at as usize),
            None => self.record.map_or("", |record| record.names[place.at as usize]),
        }
    }

    fn title_at(&self, place: Option<Place>) -> Option<&str> {
        let place = place?;
        Some(self.layer(place)?.head.titles.get(place.at as usize))
    }

    /// Returns how many operations there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the name of an operation.
    pub(super) fn name(&self, at: usize) -> &str {
        self.name_at(self.rows[at].name)
    }

    /// Returns the English title of an operation: our own, else the strongest layer's.
    pub(super) fn title_en(&self, at: usize) -> Option<&str> {
        let row = &self.rows[at];
        row.own.map(|title| title.en.as_str()).or_else(|| self.title_at(row.title_en))
    }

    /// Returns the Chinese title of an operation: our own, else the strongest layer's.
    pub(super) fn title_zh(&self, at: usize) -> Option<&str> {
        let row = &self.rows[at];
        row.own.map(|title| title.zh.as_str()).or_else(|| self.title_at(row.title_zh))
    }

    /// Says whether an operation has a title of the project's own.
    pub(super) fn has_own_title(&self, at: usize) -> bool {
        self.rows[at].own.is_some()
    }

    /// Returns what an operation does to resources.
    pub(super) fn access(&self, at: usize) -> AccessLevel {
        self.rows[at].access.unwrap_or_else(|| access::infer(self.name(at)))
    }

    /// Returns the operations as lists show them.
    pub(super) fn summaries(&self) -> &[OperationSummary] {
        let summary = |at: usize| OperationSummary {
            product: self.code.clone(),
            version: self.version.clone(),
            name: self.name(at).to_owned(),
            access: self.access(at),
            title_en: self.title_en(at).map(str::to_owned),
            title_zh: self.title_zh(at).map(str::to_owned),
        };
        self.summaries.get_or_init(|| (0..self.len()).map(summary).collect())
    }

    /// Returns an operation: exactly named, else named in another case.
    pub(super) fn operation(&self, name: &str) -> Option<Arc<Operation>> {
        let exact = self.rows.binary_search_by(|row| self.name_at(row.name).cmp(name)).ok();
        let at = exact.or_else(|| (0..self.len()).find(|at| self.name(*at).eq_ignore_ascii_case(name)))?;
        self.operations[at].get_or_init(|| self.join(at).map(Arc::new)).clone()
    }

    /// Documents of the metadata service lead, then come the embedded facts, then the command line's metadata.
    fn join(&self, at: usize) -> Option<Operation> {
        let name = self.name(at);
        let of_kind = |kind| self.stored.iter().filter(move |layer| layer.head.kind == kind);
        let read = |layer: &StoredVersion| layer.operation(name);
        let mut layers: Vec<Operation> = of_kind(SourceKind::ApiDocs).filter_map(read).collect();
        layers.extend(self.embedded_operation(name));
        layers.extend(of_kind(SourceKind::CliMetadata).filter_map(read));
        let mut operation = merge::merge(layers)?;
        operation.product.clone_from(&self.code);
        if let Some(title) = self.rows[at].own {
            operation.title_en = Some(title.en.clone());
            operation.title_zh = Some(title.zh.clone());
        }
        Some(operation)
    }

    fn embedded_operation(&self, name: &str) -> Option<Operation> {
        let record = self.record?;
        let at = record.names.binary_search(&name).ok()?;
        let lines = self.lines.get_or_init(|| record.section.text().lines().map(str::to_owned).collect());
        let who = operation::Identity {
            product: &record.product,
            version: &record.version,
            name: record.names[at],
            style: &record.style,
            source: &record.source,
        };
        Some(operation::decode(&who, &lines[at]).expect("a test decodes every embedded line"))
    }
}
