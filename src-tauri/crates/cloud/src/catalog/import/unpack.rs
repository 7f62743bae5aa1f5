//! Opening archives without trusting them: zip, tar, gzip, xz and zstd, recognised by their first bytes.
//!
//! Entries are handed on in memory and never written under their own names. Everything unpacked counts against caps, so
//! a small file cannot become a large one (see `budget`). Deliberately absent: any idea of what the entries mean.

use std::io::{Cursor, Read};

use super::budget::{Budget, why};
use super::skip::Why;

/// Archives within archives; a packed tar counts as one.
const MAX_NESTED: usize = 3;
/// Dictionary memory that an xz file may ask for, in KiB.
const XZ_MEMORY_KIB: u32 = 256 << 10;
/// A tar header says what it is at this place.
const TAR_MAGIC_AT: usize = 257;

/// What comes out of an archive.
pub(super) enum Found<'a> {
    /// A plain file.
    File(&'a str, Vec<u8>),
    /// Something that is not taken.
    Not(&'a str, Why),
}

type Take<'t> = &'t mut dyn FnMut(Found<'_>) -> bool;

impl Budget {
    /// Opens `bytes` as deep as needed. Returns `Ok(false)` when `take` wants no more.
    ///
    /// **Errors** what stopped the reading of this archive; entries before that were handed on.
    pub(super) fn open(
        &self,
        name: &str,
        bytes: Vec<u8>,
        nested: usize,
        take: Take<'_>,
    ) -> Result<bool, Why> {
        let kind = Kind::of(&bytes);
        if kind != Kind::Plain && nested >= MAX_NESTED {
            return Err(Why::TooDeep(MAX_NESTED));
        }
        let packed = bytes.len() as u64;
        match kind {
            Kind::Plain => {
                self.count()?;
                Ok(take(Found::File(name, bytes)))
            }
            Kind::Zip => self.zip(name, bytes, nested, take),
            Kind::Tar => self.tar(name, Cursor::new(bytes), nested, take),
            Kind::Gzip => {
                let reader = flate2::read::MultiGzDecoder::new(Cursor::new(bytes));
                self.stream(name, reader, packed, nested, take)
            }
            Kind::Xz => {
                let reader = lzma_rust2::XzReader::new_mem_limit(Cursor::new(bytes), true, XZ_MEMORY_KIB);
                self.stream(name, reader, packed, nested, take)
            }
            Kind::Zstd => {
                let reader = ruzstd::decoding::StreamingDecoder::new(Cursor::new(bytes))
                    .map_err(|_| Why::UnknownPacking)?;
                self.stream(name, reader, packed, nested, take)
            }
        }
    }

    /// A compressed stream holds a tar, or one file.
    fn stream(
        &self,
        name: &str,
        reader: impl Read,
        packed: u64,
        nested: usize,
        take: Take<'_>,
    ) -> Result<bool, Why> {
        let mut reader = self.meter(reader, packed);
        let mut head = Vec::new();
        reader.by_ref().take(512).read_to_end(&mut head).map_err(|e| why(&e))?;
        let is_tar = Kind::of(&head) == Kind::Tar;
        let mut whole = Cursor::new(head).chain(reader);
        if is_tar {
            return self.tar(name, whole, nested, take);
        }
        let bytes = self.read_entry(&mut whole)?;
        self.open(inner_name(name), bytes, nested + 1, take)
    }

    fn tar(&self, name: &str, reader: impl Read, nested: usize, take: Take<'_>) -> Result<bool, Why> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries().map_err(|e| why(&e))? {
            let mut entry = entry.map_err(|e| why(&e))?;
            let inside = format!("{name}/{}", String::from_utf8_lossy(&entry.path_bytes()));
            let kind = entry.header().entry_type();
            if kind.is_dir() {
                continue;
            }
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let refused = if kind.is_symlink() || kind.is_hard_link() {
                Some(Why::Link)
            } else if leaves_folder(&path) {
                Some(Why::Traversal)
            } else if entry.size() > self.limits.entry_bytes {
                Some(Why::TooLarge(self.limits.entry_bytes))
            } else {
                None
            };
            if let Some(refused) = refused {
                self.count()?;
                if !take(Found::Not(&inside, refused)) {
                    return Ok(false);
                }
                continue;
            }
            let bytes = self.read_entry(&mut entry)?;
            if !self.inner(&inside, bytes, nested, take)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn zip(&self, name: &str, bytes: Vec<u8>, nested: usize, take: Take<'_>) -> Result<bool, Why> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Why::Truncated)?;
        if !self.has_room_for(archive.len()) {
            return Err(Why::TooMany(self.limits.entries));
        }
        for at in 0..archive.len() {
            let mut entry = match archive.by_index(at) {
                Ok(entry) => entry,
                Err(_) => {
                    let inside = format!("{name}/#{at}");
                    self.count()?;
                    if !take(Found::Not(&inside, Why::UnknownPacking)) {
                        return Ok(false);
                    }
                    continue;
                }
            };
            if entry.is_dir() {
                continue;
            }
            let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let inside = format!("{name}/{path}");
            let read = if entry.is_symlink() {
                Err(Why::Link)
            } else if leaves_folder(&path) {
                Err(Why::Traversal)
            } else if entry.size() > self.limits.entry_bytes {
                Err(Why::TooLarge(self.limits.entry_bytes))
            } else {
                let packed = entry.compressed_size();
                self.read_entry(&mut self.meter(&mut entry, packed))
            };
            drop(entry);
            let goes_on = match read {
                Ok(bytes) => self.inner(&inside, bytes, nested, take)?,
                // The caps of the whole import end it; a bad entry is one entry.
                Err(Why::TooMuch(limit)) => return Err(Why::TooMuch(limit)),
                Err(refused) => {
                    self.count()?;
                    take(Found::Not(&inside, refused))
                }
            };
            if !goes_on {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// An entry may be an archive again; a broken one does not end the archive around it.
    fn inner(&self, name: &str, bytes: Vec<u8>, nested: usize, take: Take<'_>) -> Result<bool, Why> {
        match self.open(name, bytes, nested + 1, take) {
            Err(ends @ (Why::TooMuch(_) | Why::TooMany(_))) => Err(ends),
            Err(refused) => Ok(take(Found::Not(name, refused))),
            goes_on => goes_on,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Zip,
    Tar,
    Gzip,
    Xz,
    Zstd,
}

impl Kind {
    fn of(bytes: &[u8]) -> Kind {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Kind::Zip
        } else if bytes.starts_with(&[0x1f, 0x8b]) {
            Kind::Gzip
        } else if bytes.starts_with(&[0xfd, b'7', b'z', b'X', b'Z', 0]) {
            Kind::Xz
        } else if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Kind::Zstd
        } else if bytes.get(TAR_MAGIC_AT..TAR_MAGIC_AT + 5) == Some(b"ustar") {
            Kind::Tar
        } else {
            Kind::Plain
        }
    }
}

fn inner_name(name: &str) -> &str {
    [".gz", ".xz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// Says whether a path of an archive points out of it, in the manner of any system.
fn leaves_folder(path: &str) -> bool {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    path.starts_with(['/', '\\']) || has_drive || path.split(['/', '\\']).any(|part| part == "..")
}
