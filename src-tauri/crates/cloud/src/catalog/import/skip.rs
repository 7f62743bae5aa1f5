//! Why something was not taken: one list, so that every reason has a name, a text and a test.

/// Something that an import did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// File, archive entry, or operation.
    pub what: String,
    /// Reason.
    pub why: Why,
}

/// Reasons for not taking something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A web page where JSON was expected: a proxy's or a sign-in page.
    #[error("a web page, not JSON")]
    Html,
    /// The file ends in the middle.
    #[error("truncated")]
    Truncated,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Not JSON; the place where that shows.
    #[error("not JSON (line {line}, column {column})")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A file of another kind, by its name.
    #[error("not a metadata file")]
    OtherFile,
    /// JSON, but no metadata that is known here.
    #[error("JSON without known metadata")]
    Unrecognised,
    /// The metadata service answered with an error.
    #[error("the answer is an error of the service")]
    ServiceError,
    /// The connection broke, or the time ran out, before the answer was whole.
    #[error("the answer did not arrive whole")]
    BrokenOff,
    /// The service could not be reached.
    #[error("the service could not be reached")]
    Unreachable,
    /// An API that the service does not know: it answers such a request without substance.
    #[error("no such API")]
    NoSuchApi,
    /// An API that does not say which product and version it belongs to.
    #[error("product or version not known")]
    NoIdentity,
    /// A product, version or operation name with signs that no such name has.
    #[error("not a plain name")]
    BadName,
    /// Larger than one file may be.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// More unpacked bytes than an import may have.
    #[error("more than {0} bytes unpacked")]
    TooMuch(u64),
    /// More files than an import may have.
    #[error("more than {0} files")]
    TooMany(usize),
    /// Compressed so far that it can only be meant to do harm.
    #[error("compressed more than {0} to 1")]
    Ratio(u64),
    /// Archives within archives, or folders within folders, too deep.
    #[error("nested deeper than {0}")]
    TooDeep(usize),
    /// A name that leaves its folder.
    #[error("a path that leaves its folder")]
    Traversal,
    /// A link; only plain files are read.
    #[error("a link")]
    Link,
    /// Encrypted, or packed in a way that is not known here.
    #[error("packed in an unknown way")]
    UnknownPacking,
    /// Cannot be read; the system's words.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Cannot be kept; the system's words.
    #[error("cannot be kept: {0}")]
    Unwritable(String),
}

impl Why {
    /// Returns the id of the reason's text in the message catalogue.
    pub fn message_id(&self) -> &'static str {
        match self {
            Why::Html => "catalog-skip-html",
            Why::Truncated => "catalog-skip-truncated",
            Why::Empty => "catalog-skip-empty",
            Why::NotJson { .. } => "catalog-skip-not-json",
            Why::OtherFile => "catalog-skip-other-file",
            Why::Unrecognised => "catalog-skip-unrecognised",
            Why::ServiceError => "catalog-skip-service-error",
            Why::BrokenOff => "catalog-skip-broken-off",
            Why::Unreachable => "catalog-skip-unreachable",
            Why::NoSuchApi => "catalog-skip-no-such-api",
            Why::NoIdentity => "catalog-skip-no-identity",
            Why::BadName => "catalog-skip-bad-name",
            Why::TooLarge(_) => "catalog-skip-too-large",
            Why::TooMuch(_) => "catalog-skip-too-much",
            Why::TooMany(_) => "catalog-skip-too-many",
            Why::Ratio(_) => "catalog-skip-ratio",
            Why::TooDeep(_) => "catalog-skip-too-deep",
            Why::Traversal => "catalog-skip-traversal",
            Why::Link => "catalog-skip-link",
            Why::UnknownPacking => "catalog-skip-unknown-packing",
            Why::Unreadable(_) => "catalog-skip-unreadable",
            Why::Unwritable(_) => "catalog-skip-unwritable",
        }
    }
}
