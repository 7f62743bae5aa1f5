//! Imported facts on the disk, and reading them back when they are asked for.
//!
//! **Shape** one file per product version, kind of source and language: a head line of JSON (who, style, and as columns
//! the names, titles, access levels and lengths of the operations), then one line of JSON per operation. Opening the
//! catalogue reads head lines only. A file is written beside its place and renamed, and its length must be what the head says:
//! a file that does not hold that is not used and is named. Deliberately absent: merging (see `merge`).

mod column;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::access::AccessLevel;
use super::import::{Language, ProductFacts, Sink, SourceKind, VersionFacts, Why};
use super::operation::{ApiStyle, Operation};
use super::refresh::{PRODUCTS_PATH, Validators};
use crate::sign::canonical::payload_sha256;

pub(super) use column::Column;

/// Raised when older files can no longer be read; they are then left alone and unused.
const FORMAT: u32 = 2;
/// A longer head line is no head line.
const MAX_HEAD: u64 = 16 << 20;
/// Most head lines fit into one read.
const HEAD_READ: usize = 32 << 10;
/// A longer operation would not have been written.
const MAX_LINE: u64 = 32 << 20;
const PRODUCTS_FILE: &str = "products.json";
const VALIDATORS_FILE: &str = "validators.json";
const EXTENSION: &str = "facts";

/// The folder of imported facts.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) folder: PathBuf,
}

/// The head line of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    format: u32,
    pub(super) product: String,
    pub(super) version: String,
    pub(super) style: ApiStyle,
    pub(super) kind: SourceKind,
    pub(super) language: Language,
    /// Day of the import, `2026-11-21`; empty when the clock was not known.
    pub(super) day: String,
    /// Whether the metadata service gave it; files of the user's own are the usual case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) fetched: bool,
    /// Names of the operations, sorted.
    pub(super) names: Column,
    /// Their titles, empty where there is none.
    pub(super) titles: Column,
    /// Their access levels, two letters each.
    access: String,
    /// Bytes of their lines.
    lengths: Vec<u64>,
}

/// A readable file of the store.
#[derive(Debug, Clone)]
pub(super) struct StoredVersion {
    pub(super) path: PathBuf,
    pub(super) head: Head,
    /// Where each operation begins.
    starts: Vec<u64>,
}

impl Store {
    /// Returns the store in `folder`, which need not exist yet.
    pub fn new(folder: &Path) -> Store {
        Store { folder: folder.to_owned() }
    }

    /// Returns a sink that writes what an import reads; `day` is noted as the day of the import.
    pub fn writer(&self, day: &str) -> StoreWriter {
        StoreWriter { store: self.clone(), day: day.to_owned(), fetched: false }
    }

    /// Returns the readable files, strongest source first inside a version, and the names of those that are not.
    pub(super) fn versions(&self) -> (Vec<StoredVersion>, Vec<String>) {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        let Ok(entries) = fs::read_dir(&self.folder) else { return (good, bad) };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_none_or(|extension| extension != EXTENSION) {
                continue;
            }
            match StoredVersion::open(&path) {
                Ok(version) => good.push(version),
                Err(_) => bad.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned()),
            }
        }
        good.sort_by(|a, b| a.head.order().cmp(&b.head.order()));
        bad.sort();
        (good, bad)
    }

    /// Returns the imported list of products; empty when there is none that can be read.
    pub(super) fn products(&self) -> Vec<ProductFacts> {
        let text = fs::read(self.folder.join(PRODUCTS_FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Returns what the service told about its answers; empty when nothing was kept.
    pub(super) fn validators(&self) -> Validators {
        let text = fs::read(self.folder.join(VALIDATORS_FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Keeps what the service told about its answers.
    pub(super) fn keep_validators(&self, validators: &Validators) -> io::Result<()> {
        replace(&self.folder.join(VALIDATORS_FILE), &serde_json::to_vec(validators)?)
    }

    /// Forgets what the service told about its lists of products: both languages' share one file, so that nothing else
    /// tells a refresh that another list stands there.
    fn forget_lists(&self) -> io::Result<()> {
        let mut validators = self.validators();
        let before = validators.len();
        validators.retain(|key, _| !key.contains(PRODUCTS_PATH));
        if validators.len() == before { Ok(()) } else { self.keep_validators(&validators) }
    }

    /// Returns a digest of what is stored of a product version as documents of the metadata service told it, or of one of
    /// its operations; `None` when that is not there, or not whole.
    pub(super) fn digest_of(
        &self,
        (product, version): (&str, &str),
        language: Language,
        operation: Option<&str>,
    ) -> Option<String> {
        let path = self.path_of((product, version), SourceKind::ApiDocs, language);
        let known = StoredVersion::open(&path).ok()?;
        let (start, length) = match operation {
            None => (known.starts.first().copied().unwrap_or_default(), u64::MAX),
            Some(operation) => {
                let at = known.head.names.position(operation)?;
                (known.starts[at], known.head.lengths[at])
            }
        };
        let mut file = File::open(&path).ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut text = Vec::new();
        file.take(length).read_to_end(&mut text).ok()?;
        Some(payload_sha256(&text))
    }

    fn path_of(&self, (product, version): (&str, &str), kind: SourceKind, language: Language) -> PathBuf {
        let kind = match kind {
            SourceKind::ApiDocs => "docs",
            SourceKind::CliMetadata => "cli",
        };
        let language = match language {
            Language::En => "en",
            Language::Zh => "zh",
        };
        self.folder.join(format!("{}@{version}.{kind}.{language}.{EXTENSION}", product.to_ascii_lowercase()))
    }
}

impl Head {
    /// Returns the access level of an operation.
    pub(super) fn access(&self, at: usize) -> AccessLevel {
        let code = self.access.as_bytes().get(at * 2..at * 2 + 2);
        code.and_then(|code| AccessLevel::of_code([code[0], code[1]])).unwrap_or_default()
    }

    fn add(&mut self, operation: &Operation, length: usize) {
        let title = match self.language {
            Language::En => &operation.title_en,
            Language::Zh => &operation.title_zh,
        };
        self.names.push(&operation.name);
        self.titles.push(title.as_deref().unwrap_or_default());
        self.access.extend(operation.access.code().map(char::from));
        self.lengths.push(length as u64);
    }

    /// Says whether all columns have the same length and the names are sorted.
    fn is_even(&self) -> bool {
        let count = self.names.len();
        let lengths = [self.titles.len(), self.lengths.len(), self.access.len() / 2];
        lengths == [count; 3] && (1..count).all(|at| self.names.get(at - 1) < self.names.get(at))
    }

    fn order(&self) -> (String, &str, SourceKind, Language) {
        (self.product.to_ascii_lowercase(), &self.version, self.kind, self.language)
    }

    /// Returns how `Operation::source` names this source.
    pub(super) fn source(&self) -> String {
        let kind = match self.kind {
            SourceKind::ApiDocs => "api-docs",
            SourceKind::CliMetadata => "cli-metadata",
        };
        let language = if self.language == Language::Zh { " zh" } else { "" };
        format!("{kind}{language} {}", self.day).trim_end().to_owned()
    }
}

impl StoredVersion {
    /// Reads the head of a file and compares the file's length with it.
    fn open(path: &Path) -> io::Result<StoredVersion> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut line = Vec::new();
        let mut reader = BufReader::with_capacity(HEAD_READ, file).take(MAX_HEAD);
        reader.read_until(b'\n', &mut line)?;
        let head: Head = serde_json::from_slice(&line)?;
        let mut at = line.len() as u64;
        let mut starts = Vec::with_capacity(head.lengths.len());
        for length in &head.lengths {
            starts.push(at);
            at = at.saturating_add(*length).saturating_add(1);
        }
        if head.format != FORMAT || at != length || !head.is_even() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not a whole file of this format"));
        }
        Ok(StoredVersion { path: path.to_owned(), head, starts })
    }

    /// Reads an operation; `None` when it is not here, or the file was taken away meanwhile.
    pub(super) fn operation(&self, name: &str) -> Option<Operation> {
        let at = self.head.names.position(name)?;
        let length = self.head.lengths[at];
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(self.starts[at])).ok()?;
        let mut line = Vec::new();
        file.take(length.min(MAX_LINE)).read_to_end(&mut line).ok()?;
        let mut operation: Operation = serde_json::from_slice(&line).ok()?;
        // A file that was replaced meanwhile has other lengths: what was read then is another operation, or none.
        (operation.name == name).then(|| {
            operation.source = self.head.source();
            operation
        })
    }
}

/// Writes what an import reads.
#[derive(Debug)]
pub struct StoreWriter {
    store: Store,
    day: String,
    fetched: bool,
}

impl StoreWriter {
    /// Notes that what comes is an answer of the metadata service.
    pub(super) fn fetched(self) -> StoreWriter {
        StoreWriter { fetched: true, ..self }
    }
}

impl Sink for StoreWriter {
    fn version(&mut self, mut facts: VersionFacts) -> Result<(), Why> {
        let mut head = Head {
            format: FORMAT,
            product: facts.product,
            version: facts.version,
            style: facts.style,
            kind: facts.kind,
            language: facts.language,
            day: self.day.clone(),
            fetched: self.fetched,
            names: Column::default(),
            titles: Column::default(),
            access: String::new(),
            lengths: Vec::new(),
        };
        let path = self.store.path_of((&head.product, &head.version), head.kind, head.language);
        if !facts.complete
            && let Ok(known) = StoredVersion::open(&path)
        {
            let names = known.head.names.iter();
            let others = names.filter(|name| facts.operations.iter().all(|op| op.name != *name));
            let others: Vec<Operation> = others.filter_map(|name| known.operation(name)).collect();
            facts.operations.extend(others);
        }
        facts.operations.sort_by(|a, b| a.name.cmp(&b.name));
        facts.operations.dedup_by(|a, b| a.name == b.name);
        let mut lines = Vec::new();
        for operation in &facts.operations {
            let before = lines.len();
            serde_json::to_writer(&mut lines, operation)
                .map_err(|error| Why::Unwritable(error.to_string()))?;
            head.add(operation, lines.len() - before);
            lines.push(b'\n');
        }
        let mut text = serde_json::to_vec(&head).map_err(|error| Why::Unwritable(error.to_string()))?;
        text.push(b'\n');
        text.extend(lines);
        replace(&path, &text).map_err(|error| Why::Unwritable(error.to_string()))
    }

    /// Names in the other language that are known already stay.
    fn products(&mut self, mut products: Vec<ProductFacts>) -> Result<(), Why> {
        for known in self.store.products() {
            match products.iter_mut().find(|product| product.code == known.code) {
                Some(product) => product.name.fill_from(&known.name),
                None => products.push(known),
            }
        }
        products.sort_by_key(|product| product.code.to_ascii_lowercase());
        if !self.fetched {
            self.store.forget_lists().map_err(|error| Why::Unwritable(error.to_string()))?;
        }
        let text = serde_json::to_vec(&products).map_err(|error| Why::Unwritable(error.to_string()))?;
        let path = self.store.folder.join(PRODUCTS_FILE);
        replace(&path, &text).map_err(|error| Why::Unwritable(error.to_string()))
    }
}

/// Writes beside the place, then renames: readers see the old file or the new one, whole.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(name);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // The reason is told already; the remnant is not used in any case.
        let _ = fs::remove_file(&beside);
    }
    done
}
