//! Packs the facts under `schemas/` into one compressed archive that the crate embeds.
//!
//! **Shape** of the archive: index length as little-endian `u32`, the deflated index, then deflated sections at the
//! offsets that the index names. Index lines are tab-separated: `F name offset length` for a whole file,
//! `V product version style source offset length names…` for a product version; the section of a version holds its
//! operations without their names, one per line, in the order of the names. No JSON parser is needed here because the
//! generator writes one operation per line; a line of another form stops the build.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Deflate effort; higher costs build time and saves hardly anything on this data.
const EFFORT: u8 = 8;

fn main() {
    let schemas = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../../schemas");
    println!("cargo::rerun-if-changed={}", schemas.join("catalog").display());
    let mut archive = Archive::default();
    for name in ["endpoints.json", "ram.json", "catalog/titles.json", "catalog/products.json"] {
        let path = schemas.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        archive.file(name, &read(&path));
    }
    for folder in children(&schemas.join("catalog")).into_iter().filter(|path| path.is_dir()) {
        for file in children(&folder) {
            println!("cargo::rerun-if-changed={}", file.display());
            archive.product(&read(&file), &file);
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("catalog.bin");
    fs::write(&out, archive.finish()).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}

#[derive(Default)]
struct Archive {
    index: String,
    sections: Vec<u8>,
}

impl Archive {
    fn file(&mut self, name: &str, text: &str) {
        let (offset, length) = self.section(text);
        self.index.push_str(&format!("F\t{name}\t{offset}\t{length}\n"));
    }

    fn product(&mut self, text: &str, path: &Path) {
        let header = |key: &str| {
            let start = format!("\"{key}\":\"");
            let line = text.lines().find_map(|line| line.strip_prefix(&start));
            line.and_then(|rest| rest.strip_suffix("\","))
                .unwrap_or_else(|| panic!("{}: no {key}", path.display()))
        };
        let operations = text.lines().skip_while(|line| *line != "\"operations\":{").skip(1);
        let operations = operations.take_while(|line| *line != "}}");
        let (mut names, mut bodies) = (Vec::new(), Vec::new());
        for line in operations {
            let (name, body) =
                operation(line).unwrap_or_else(|| panic!("{}: not one operation: {line}", path.display()));
            names.push(name);
            bodies.push(body);
        }
        assert!(!names.is_empty() && names.is_sorted(), "{}: no operations, or not sorted", path.display());
        let (offset, length) = self.section(&bodies.join("\n"));
        let fields = [header("product"), header("version"), header("style"), header("source")].join("\t");
        self.index.push_str(&format!("V\t{fields}\t{offset}\t{length}\t{}\n", names.join("\t")));
    }

    fn section(&mut self, text: &str) -> (usize, usize) {
        let offset = self.sections.len();
        self.sections.extend(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), EFFORT));
        (offset, self.sections.len() - offset)
    }

    fn finish(self) -> Vec<u8> {
        let index = miniz_oxide::deflate::compress_to_vec(self.index.as_bytes(), EFFORT);
        let length = u32::try_from(index.len()).unwrap_or_else(|_| panic!("index beyond 4 GiB"));
        let mut out = length.to_le_bytes().to_vec();
        out.extend(index);
        out.extend(self.sections);
        out
    }
}

/// `"Name":{…},` gives the name and the object.
fn operation(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_suffix(',').unwrap_or(line);
    let (name, body) = line.strip_prefix('"')?.split_once("\":")?;
    (body.starts_with('{') && body.ends_with('}')).then_some((name, body))
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort_by_key(|path| path.to_string_lossy().to_lowercase());
    paths
}

fn read(path: &Path) -> String {
    // A checkout may have turned line ends; the index must not depend on that.
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())).replace('\r', "")
}
