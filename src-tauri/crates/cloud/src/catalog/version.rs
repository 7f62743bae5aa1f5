//! One product version of the catalogue: its layers, and its operations joined from them when asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::import::{Language, SourceKind};
use super::operation::{self, ApiStyle, Operation, OperationSummary};
use super::store::StoredVersion;
use super::{Titles, access, archive, merge, titles};

/// A product version.
#[derive(Debug)]
pub(super) struct VersionEntry {
    pub(super) code: String,
    pub(super) version: String,
    pub(super) style: ApiStyle,
    /// Place among the catalogue's products.
    pub(super) product: usize,
    /// Sorted by name.
    pub(super) summaries: Vec<OperationSummary>,
    pub(super) record: Option<&'static archive::VersionRecord>,
    /// Strongest first.
    pub(super) stored: Vec<StoredVersion>,
    lines: OnceLock<Vec<String>>,
    operations: Vec<OnceLock<Option<Arc<Operation>>>>,
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
            summaries: Vec::new(),
            record,
            stored: Vec::new(),
            lines: OnceLock::new(),
            operations: Vec::new(),
        }
    }

    pub(super) fn key(&self) -> (String, String) {
        layer_key(&self.code, &self.version)
    }

    /// Lists the operations of all layers: our own titles first, then imported ones by strength.
    pub(super) fn summarise(&mut self, titles: &Titles) {
        let mut all: BTreeMap<&str, OperationSummary> = BTreeMap::new();
        for name in self.record.map(|record| record.names.as_slice()).unwrap_or_default() {
            all.insert(name, self.summary(name, titles));
        }
        for layer in &self.stored {
            for row in &layer.head.operations {
                let summary = all.entry(&row.name).or_insert_with(|| self.summary(&row.name, titles));
                let title = match layer.head.language {
                    Language::En => &mut summary.title_en,
                    Language::Zh => &mut summary.title_zh,
                };
                if title.is_none() && !row.title.is_empty() {
                    *title = Some(row.title.clone());
                }
                if summary.access.standing != access::Standing::Documented {
                    summary.access = row.access;
                }
            }
        }
        self.summaries = all.into_values().collect();
        self.operations = self.summaries.iter().map(|_| OnceLock::new()).collect();
    }

    fn summary(&self, name: &str, titles: &Titles) -> OperationSummary {
        let title = titles.of(&self.code, name);
        OperationSummary {
            product: self.code.clone(),
            version: self.version.clone(),
            name: name.to_owned(),
            access: access::infer(name),
            title_en: title.map(|title| title.en.clone()),
            title_zh: title.map(|title| title.zh.clone()),
        }
    }

    /// Returns an operation: exactly named, else named in another case.
    pub(super) fn operation(&self, name: &str) -> Option<Arc<Operation>> {
        let exact = self.summaries.binary_search_by(|known| known.name.as_str().cmp(name)).ok();
        let at = exact
            .or_else(|| self.summaries.iter().position(|known| known.name.eq_ignore_ascii_case(name)))?;
        self.operations[at].get_or_init(|| self.join(&self.summaries[at]).map(Arc::new)).clone()
    }

    /// Documents of the metadata service lead, then come the embedded facts, then the command line's metadata.
    fn join(&self, summary: &OperationSummary) -> Option<Operation> {
        let of_kind = |kind| self.stored.iter().filter(move |layer| layer.head.kind == kind);
        let read = |layer: &StoredVersion| layer.operation(&summary.name);
        let mut layers: Vec<Operation> = of_kind(SourceKind::ApiDocs).filter_map(read).collect();
        layers.extend(self.embedded_operation(&summary.name));
        layers.extend(of_kind(SourceKind::CliMetadata).filter_map(read));
        let mut operation = merge::merge(layers)?;
        operation.product.clone_from(&self.code);
        if let Some(title) = titles().of(&self.code, &summary.name) {
            operation.title_en = Some(title.en.clone());
            operation.title_zh = Some(title.zh.clone());
        }
        Some(operation)
    }

    fn embedded_operation(&self, name: &str) -> Option<Operation> {
        let record = self.record?;
        let at = record.names.binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        let lines = self.lines.get_or_init(|| record.section.text().lines().map(str::to_owned).collect());
        let who = operation::Identity {
            product: &record.product,
            version: &record.version,
            name: &record.names[at],
            style: &record.style,
            source: &record.source,
        };
        Some(operation::decode(&who, &lines[at]).expect("a test decodes every embedded line"))
    }
}
