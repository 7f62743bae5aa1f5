//! The embedded archive of facts that `build.rs` packs: an index, and sections that are inflated when asked for.
//!
//! Separate so that nothing else knows about bytes. Deliberately absent: any meaning of the texts.

use std::collections::HashMap;
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// Largest text a section may hold; the archive is our own, so this only bounds a broken build.
const MAX_SECTION: usize = 64 << 20;

/// What the index says about the archive.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Whole files by name.
    files: HashMap<String, Section>,
    /// Product versions in product order.
    pub(crate) versions: Vec<VersionRecord>,
}

/// One product version as the index lists it.
#[derive(Debug)]
pub(crate) struct VersionRecord {
    /// Product code.
    pub(crate) product: String,
    /// API version.
    pub(crate) version: String,
    /// `RPC` or `ROA`.
    pub(crate) style: String,
    /// Package the facts come from.
    pub(crate) source: String,
    /// Operation names, sorted. They stay in the text of the index, which lives as long as the program.
    pub(crate) names: Vec<&'static str>,
    /// Where the operations stand.
    pub(crate) section: Section,
}

/// A compressed stretch of the archive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    offset: usize,
    length: usize,
}

impl Section {
    /// Inflates the section.
    pub(crate) fn text(self) -> String {
        inflate(&BYTES[sections_start() + self.offset..][..self.length])
    }
}

/// Returns the index, parsed on first use.
pub(crate) fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let text: &'static str = Box::leak(inflate(&BYTES[4..sections_start()]).into_boxed_str());
        let mut index = Index::default();
        for line in text.lines() {
            index.read(line).expect("the build script writes whole index lines");
        }
        index
    })
}

/// Returns the text of a whole file such as `endpoints.json`; empty when the archive has no such file.
pub(crate) fn file(name: &str) -> String {
    index().files.get(name).map(|section| section.text()).unwrap_or_default()
}

/// Returns how many bytes the archive adds to the program.
pub(crate) fn size() -> usize {
    BYTES.len()
}

impl Index {
    fn read(&mut self, line: &'static str) -> Option<()> {
        let mut cells = line.split('\t');
        match cells.next()? {
            "F" => {
                let name = cells.next()?.to_owned();
                self.files.insert(name, section(&mut cells)?);
            }
            _ => self.versions.push(VersionRecord {
                product: cells.next()?.to_owned(),
                version: cells.next()?.to_owned(),
                style: cells.next()?.to_owned(),
                source: cells.next()?.to_owned(),
                section: section(&mut cells)?,
                names: cells.collect(),
            }),
        }
        Some(())
    }
}

fn section<'a>(cells: &mut impl Iterator<Item = &'a str>) -> Option<Section> {
    Some(Section { offset: cells.next()?.parse().ok()?, length: cells.next()?.parse().ok()? })
}

fn sections_start() -> usize {
    4 + u32::from_le_bytes([BYTES[0], BYTES[1], BYTES[2], BYTES[3]]) as usize
}

fn inflate(bytes: &[u8]) -> String {
    let bytes = miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, MAX_SECTION)
        .expect("the build script deflated this section");
    String::from_utf8(bytes).expect("the build script packed text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_stays_small() {
        println!("embedded archive: {} bytes, {} product versions", size(), index().versions.len());
        assert!(size() < 1_500_000, "{} bytes", size());
    }

    #[test]
    fn every_section_has_one_line_per_operation() {
        for version in &index().versions {
            assert_eq!(version.section.text().lines().count(), version.names.len(), "{}", version.product);
        }
    }
}
