//! Reading metadata that the user brings: documents of the metadata service, the official CLI's metadata, archives.
//!
//! Bytes come in, facts go to a sink one product version at a time, so that a hundred megabytes never stand in memory
//! at once. Nothing is left out silently: what is not taken is named with its reason. Deliberately absent: the network,
//! and writing (see `store`).

mod api;
mod budget;
mod cli_metadata;
mod document;
mod prose;
mod reader;
mod schema;
mod skip;
#[cfg(test)]
mod tests;
mod unpack;

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::component::LocalText;

use super::operation::{ApiStyle, Operation};

#[cfg(test)]
pub(crate) use tests::test_data;

pub use budget::Limits;
pub use skip::{Skipped, Why};

/// Language of the texts of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// English.
    En,
    /// Chinese.
    Zh,
}

/// Kind of a source; the order is the order of precedence, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum SourceKind {
    /// A document of the metadata service.
    ApiDocs,
    /// Metadata of the official command line; it knows no answers.
    CliMetadata,
}

/// Facts of one product version from one source.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionFacts {
    /// Product code in the source's spelling.
    pub product: String,
    /// API version.
    pub version: String,
    /// How most requests are built.
    pub style: ApiStyle,
    /// Kind of the source.
    pub kind: SourceKind,
    /// Language of its texts.
    pub language: Language,
    /// Whether these are all operations of the version; otherwise what is known of the others stays.
    pub complete: bool,
    /// Operations by name, each once.
    pub operations: Vec<Operation>,
}

/// What a list of products tells of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductFacts {
    /// Code in the vendor's spelling.
    pub code: String,
    /// Name.
    pub name: LocalText,
    /// Versions, as listed.
    pub versions: Vec<String>,
    /// The vendor's default version.
    pub default_version: String,
    /// The vendor's category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// Takes facts as they are read.
pub trait Sink {
    /// Takes a product version. **Errors** the reason why it cannot be kept; it is counted as skipped.
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why>;
    /// Takes a list of products. **Errors** see [`Sink::version`].
    fn products(&mut self, products: Vec<ProductFacts>) -> Result<(), Why>;
    /// Hears what is read next; `false` ends the import.
    fn goes_on(&mut self, _what: &str) -> bool {
        true
    }
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Product versions taken.
    pub products: usize,
    /// Operations taken.
    pub operations: usize,
    /// Parameters of these operations.
    pub parameters: usize,
    /// What was not taken, and why.
    pub skipped: Vec<Skipped>,
    /// How often something was put right on the way.
    pub remarks: BTreeMap<Remark, usize>,
    /// Whether the sink ended it before everything was read.
    pub cancelled: bool,
}

/// Oddities of a source that cost nothing but are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Remark {
    /// A parameter listed twice; the first one was kept.
    DuplicateParameter,
    /// A value without a type; taken as anything.
    TypeMissing,
    /// A schema that refers to itself, or nests too deep; cut there.
    RecursionCut,
    /// A reference to a schema that is not there; taken as anything.
    ReferenceMissing,
    /// A way of writing a value that is not known; taken as the default.
    StyleUnknown,
    /// A place of a parameter that is not known; taken as query.
    PlaceUnknown,
    /// Values that the prose lists, offered as suggestions.
    ChoicesFromProse,
}

impl Imported {
    pub(super) fn skip(&mut self, what: &str, why: Why) {
        self.skipped.push(Skipped { what: what.to_owned(), why });
    }

    /// Adds what another import came to.
    pub(crate) fn join(&mut self, other: Imported) {
        self.products += other.products;
        self.operations += other.operations;
        self.parameters += other.parameters;
        self.skipped.extend(other.skipped);
        for (remark, count) in other.remarks {
            *self.remarks.entry(remark).or_default() += count;
        }
        self.cancelled |= other.cancelled;
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        *self.remarks.entry(remark).or_default() += 1;
    }
}

/// Who an answer about a single API is; such an answer does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiIdentity {
    /// Product code.
    pub product: String,
    /// API version.
    pub version: String,
    /// Operation name.
    pub operation: String,
}

/// Reads a file, a folder, or an archive.
pub fn path(path: &Path, limits: &Limits, sink: &mut dyn Sink) -> Imported {
    reader::Reader::new(limits, None, sink).read_path(path)
}

/// Reads bytes under the name they came with: a document, an answer of the metadata service, or an archive.
pub fn bytes(name: &str, bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Imported {
    reader::Reader::new(limits, None, sink).read_bytes(name, bytes)
}

/// Reads one answer of the metadata service whose language, and for a single API its identity, the caller knows.
pub fn answer(
    name: &str,
    bytes: &[u8],
    known: (Language, Option<ApiIdentity>),
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Imported {
    reader::Reader::new(limits, Some(known), sink).read_bytes(name, bytes)
}
