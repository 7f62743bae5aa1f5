//! What an import may unpack: caps on size, count, ratio and depth, and the count of what is left of them.
//!
//! Kept apart from the kinds of archives, which all draw on one budget. Deliberately absent: any archive format.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use super::skip::Why;

/// Below this size a high ratio is harmless.
const RATIO_FREE_BYTES: u64 = 8 << 20;

/// Caps of one import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub entry_bytes: u64,
    /// Bytes of an archive as it lies on the disk.
    pub archive_bytes: u64,
    /// Unpacked bytes of everything.
    pub total_bytes: u64,
    /// Files.
    pub entries: usize,
    /// Unpacked to packed, once more than a few megabytes are unpacked.
    pub ratio: u64,
    /// Archives within archives, and folders within folders.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            // The largest document seen has 4 MB; the vendor's own limit is not known.
            entry_bytes: 32 << 20,
            archive_bytes: 512 << 20,
            total_bytes: 2 << 30,
            entries: 200_000,
            // Real metadata packs 14 to 1 (zip) to 30 to 1 (xz).
            ratio: 200,
            depth: 16,
        }
    }
}

/// What may still be unpacked.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    pub(super) limits: Limits,
    bytes: Rc<Cell<u64>>,
    entries: Rc<Cell<usize>>,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Budget {
        Budget {
            limits: *limits,
            bytes: Rc::new(Cell::new(limits.total_bytes)),
            entries: Rc::new(Cell::new(limits.entries)),
        }
    }

    /// Counts a file; fails when there were too many.
    pub(super) fn count(&self) -> Result<(), Why> {
        let left = self.entries.get().checked_sub(1).ok_or(Why::TooMany(self.limits.entries))?;
        self.entries.set(left);
        Ok(())
    }

    /// Says whether that many files may still come.
    pub(super) fn has_room_for(&self, files: usize) -> bool {
        files <= self.entries.get()
    }

    /// Reads an entry to its end.
    ///
    /// **Errors** `TooLarge`, or what stopped the reading.
    pub(super) fn read_entry(&self, reader: &mut impl Read) -> Result<Vec<u8>, Why> {
        let mut bytes = Vec::new();
        reader.by_ref().take(self.limits.entry_bytes + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
        if bytes.len() as u64 > self.limits.entry_bytes {
            return Err(Why::TooLarge(self.limits.entry_bytes));
        }
        Ok(bytes)
    }

    /// Returns a reader that counts what comes out of a decompressor for `packed` bytes.
    pub(super) fn meter<R: Read>(&self, inner: R, packed: u64) -> Meter<R> {
        Meter { inner, packed, unpacked: 0, budget: self.clone() }
    }
}

/// Counts what comes out of a decompressor.
pub(super) struct Meter<R> {
    inner: R,
    packed: u64,
    unpacked: u64,
    budget: Budget,
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.unpacked += count as u64;
        let limits = &self.budget.limits;
        let Some(left) = self.budget.bytes.get().checked_sub(count as u64) else {
            return Err(io::Error::other(Why::TooMuch(limits.total_bytes)));
        };
        self.budget.bytes.set(left);
        if self.unpacked > RATIO_FREE_BYTES.min(limits.entry_bytes)
            && self.unpacked / limits.ratio > self.packed.max(1)
        {
            return Err(io::Error::other(Why::Ratio(limits.ratio)));
        }
        Ok(count)
    }
}

/// Returns why a reader gave up.
pub(super) fn why(error: &io::Error) -> Why {
    if let Some(why) = error.get_ref().and_then(|inner| inner.downcast_ref::<Why>()) {
        return why.clone();
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Why::Truncated,
        // The tar reader wraps what a decompressor says into its own words.
        _ if error.to_string().contains("unexpected EOF") => Why::Truncated,
        _ => Why::Unreadable(error.to_string()),
    }
}
