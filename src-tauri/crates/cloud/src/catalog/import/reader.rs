//! Walks over what was given, recognises each file by what it holds, and hands the facts to the sink.

use std::path::Path;

use serde_json::{Map, Value};

use super::budget::{Budget, Limits};
use super::cli_metadata::{self, Gathered};
use super::unpack::Found;
use super::{ApiIdentity, Imported, Language, Sink, VersionFacts, Why, document};

/// Reads one source.
pub(super) struct Reader<'s> {
    limits: Limits,
    budget: Budget,
    known: Option<(Language, Option<ApiIdentity>)>,
    sink: &'s mut dyn Sink,
    gathered: Gathered,
    seen: Imported,
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        limits: &Limits,
        known: Option<(Language, Option<ApiIdentity>)>,
        sink: &'s mut dyn Sink,
    ) -> Self {
        let (gathered, seen) = (Gathered::default(), Imported::default());
        Reader { limits: *limits, budget: Budget::new(limits), known, sink, gathered, seen }
    }

    pub(super) fn read_bytes(mut self, name: &str, bytes: &[u8]) -> Imported {
        self.unpack(name, bytes.to_vec());
        self.finish()
    }

    pub(super) fn read_path(mut self, path: &Path) -> Imported {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // What the user names may be a link; what lies in a folder may not.
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => self.folder(path, &name, 0),
            Ok(found) if found.is_file() => self.file(path, &name, found.len()),
            // A device may have no end, a pipe no beginning.
            Ok(_) => self.seen.skip(&name, Why::Unreadable("not a regular file".to_owned())),
            Err(error) => self.seen.skip(&name, Why::Unreadable(error.to_string())),
        }
        self.finish()
    }

    fn folder(&mut self, path: &Path, name: &str, depth: usize) {
        if depth >= self.limits.depth {
            return self.seen.skip(name, Why::TooDeep(self.limits.depth));
        }
        let mut entries: Vec<std::fs::DirEntry> = match std::fs::read_dir(path) {
            Ok(entries) => entries.flatten().collect(),
            Err(error) => return self.seen.skip(name, Why::Unreadable(error.to_string())),
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            if self.seen.cancelled {
                return;
            }
            let inside = format!("{name}/{}", entry.file_name().to_string_lossy());
            match entry.metadata() {
                Ok(found) if found.is_dir() => self.folder(&entry.path(), &inside, depth + 1),
                Ok(found) if found.is_file() => self.file(&entry.path(), &inside, found.len()),
                Ok(_) => self.seen.skip(&inside, Why::Link),
                Err(error) => self.seen.skip(&inside, Why::Unreadable(error.to_string())),
            }
        }
    }

    fn file(&mut self, path: &Path, name: &str, length: u64) {
        if length > self.limits.archive_bytes {
            return self.seen.skip(name, Why::TooLarge(self.limits.archive_bytes));
        }
        match std::fs::read(path) {
            Ok(bytes) => self.unpack(name, bytes),
            Err(error) => self.seen.skip(name, Why::Unreadable(error.to_string())),
        }
    }

    fn unpack(&mut self, name: &str, bytes: Vec<u8>) {
        let budget = self.budget.clone();
        let opened = budget.open(name, bytes, 0, &mut |found| {
            match found {
                Found::File(name, bytes) => self.take(name, &bytes),
                Found::Not(name, why) => self.seen.skip(name, why),
            }
            !self.seen.cancelled
        });
        if let Err(why) = opened {
            self.seen.skip(name, why);
        }
    }

    fn take(&mut self, name: &str, bytes: &[u8]) {
        if !self.sink.goes_on(name) {
            self.seen.cancelled = true;
            return;
        }
        let taken = if bytes.len() as u64 > self.limits.entry_bytes {
            Err(Why::TooLarge(self.limits.entry_bytes))
        } else {
            parse(name, bytes).and_then(|value| self.recognise(name, value))
        };
        if let Err(why) = taken {
            self.seen.skip(name, why);
        }
    }

    fn recognise(&mut self, name: &str, value: Value) -> Result<(), Why> {
        let language = self.known.as_ref().map(|(language, _)| *language);
        match unwrapped(value)? {
            Value::Array(list)
                if list.iter().any(|row| row.get("code").is_some() && row.get("versions").is_some()) =>
            {
                let products = document::products(&list, language, &mut self.seen);
                self.sink.products(products)
            }
            Value::Object(object) if document::is_version(&object) => {
                let facts = document::version(&object, language, &mut self.seen)?;
                self.hand_on(facts)
            }
            Value::Object(object) => self.recognise_small(name, &object, language),
            _ => Err(Why::Unrecognised),
        }
    }

    fn recognise_small(
        &mut self,
        name: &str,
        object: &Map<String, Value>,
        language: Option<Language>,
    ) -> Result<(), Why> {
        if let Some(list) = cli_metadata::product_list(object) {
            self.gathered.add_products(list);
            return Ok(());
        }
        if cli_metadata::is_api(object) {
            return self.gathered.add_api(folder_of(name), object, &mut self.seen);
        }
        if cli_metadata::is_titles(object) {
            self.gathered.add_titles(folder_of(name), object);
            return Ok(());
        }
        let given = self.known.as_ref().and_then(|(_, who)| who.clone());
        let is_single = object.contains_key("methods") || object.contains_key("parameters");
        if given.is_some() || is_single {
            let who = given.or_else(|| identity_of(name));
            let facts = document::single(object, who.as_ref(), language, &mut self.seen)?;
            return self.hand_on(facts);
        }
        Err(Why::Unrecognised)
    }

    fn hand_on(&mut self, facts: VersionFacts) -> Result<(), Why> {
        let operations = facts.operations.len();
        let parameters: usize = facts.operations.iter().map(|operation| operation.params.len()).sum();
        self.sink.version(facts)?;
        self.seen.products += 1;
        self.seen.operations += operations;
        self.seen.parameters += parameters;
        Ok(())
    }

    fn finish(mut self) -> Imported {
        if !self.seen.cancelled {
            for facts in std::mem::take(&mut self.gathered).finish(&mut self.seen) {
                let what = format!("{}/{}", facts.product, facts.version);
                if let Err(why) = self.hand_on(facts) {
                    self.seen.skip(&what, why);
                }
            }
        }
        self.seen
    }
}

fn parse(name: &str, bytes: &[u8]) -> Result<Value, Why> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match text.first() {
        None => return Err(Why::Empty),
        Some(b'<') => return Err(Why::Html),
        Some(b'{' | b'[') => {}
        Some(_) if !name.to_ascii_lowercase().ends_with(".json") => return Err(Why::OtherFile),
        Some(_) => {}
    }
    serde_json::from_slice(text).map_err(|error| {
        if error.is_eof() {
            Why::Truncated
        } else {
            Why::NotJson { line: error.line(), column: error.column() }
        }
    })
}

/// Answers may be wrapped: `{"code": 0, "data": …}`. A refusal has a code and no data.
fn unwrapped(value: Value) -> Result<Value, Why> {
    let Value::Object(mut object) = value else { return Ok(value) };
    let is_wrapper =
        object.contains_key("code") && !object.contains_key("apis") && !object.contains_key("versions");
    if !is_wrapper {
        return Ok(Value::Object(object));
    }
    match object.remove("data") {
        Some(data) if data.is_object() || data.is_array() => Ok(data),
        _ => Err(Why::ServiceError),
    }
}

/// `…/Sas/DescribeX.json` stands in `Sas`.
fn folder_of(name: &str) -> &str {
    name.rsplit(['/', '\\']).nth(1).unwrap_or_default()
}

/// `…/products/Sas/versions/2018-12-03/apis/DescribeX/api.json` says who it is.
fn identity_of(name: &str) -> Option<ApiIdentity> {
    let parts: Vec<&str> = name.split(['/', '\\']).collect();
    let after = |word: &str| {
        let at = parts.iter().rposition(|part| *part == word)?;
        parts.get(at + 1).map(|part| part.trim_end_matches(".json").to_owned())
    };
    Some(ApiIdentity { product: after("products")?, version: after("versions")?, operation: after("apis")? })
}
