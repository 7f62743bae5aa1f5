//! Windows over a growing file of rows.
//!
//! The place of every 256th row is remembered as far as the file was looked at, so a window costs one seek and a short
//! read however many rows there are. Looking ahead counts line ends and reads nothing else.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const STRIDE: u64 = 256;
/// Bytes looked at in one go while counting rows.
const CHUNK: usize = 1 << 20;

/// A file of rows that may still grow.
#[derive(Debug)]
pub struct RowFile {
    path: PathBuf,
    /// Byte offset of row `index * STRIDE`.
    marks: Vec<u64>,
    /// Whole rows seen, and the bytes they take.
    seen: (u64, u64),
}

impl RowFile {
    /// Names the file; nothing is read yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, marks: vec![0], seen: (0, 0) }
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns rows from `offset` on, at most `limit`, of the first `total` of the file. It ends early where the rows
    /// would exceed `most_bytes` as texts of a message, but never before the first one; a line that is not finished is left out.
    ///
    /// **Errors** those of reading the file.
    pub fn window(
        &mut self,
        offset: u64,
        limit: u64,
        total: u64,
        most_bytes: usize,
    ) -> io::Result<Vec<String>> {
        let end = total.min(offset.saturating_add(limit));
        if offset >= end {
            return Ok(Vec::new());
        }
        self.look_until(end)?;
        let mark = (offset / STRIDE).min(self.marks.len() as u64 - 1);
        let mut reader = BufReader::new(File::open(&self.path)?);
        reader.seek(SeekFrom::Start(self.marks[usize::try_from(mark).unwrap_or(0)]))?;
        let mut row = mark * STRIDE;
        let (mut rows, mut line, mut bytes) = (Vec::new(), Vec::new(), 0);
        while row < end {
            line.clear();
            reader.read_until(b'\n', &mut line)?;
            if line.pop() != Some(b'\n') {
                break;
            }
            if row >= offset {
                bytes += travel_size(&line);
                if bytes > most_bytes && !rows.is_empty() {
                    break;
                }
                rows.push(String::from_utf8_lossy(&line).into_owned());
            }
            row += 1;
        }
        Ok(rows)
    }

    /// Returns single rows by their numbers, which rise. See [`RowFile::window`] for its bounds.
    ///
    /// **Errors** those of reading the file.
    pub fn pick(&mut self, numbers: &[u64], total: u64, most_bytes: usize) -> io::Result<Vec<String>> {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        let mut at = 0;
        while at < numbers.len() {
            // Neighbours are read together: matches often stand in a row.
            let run = numbers[at..].iter().zip(numbers[at]..).take_while(|(number, next)| **number == *next);
            let length = run.count();
            let found = self.window(numbers[at], length as u64, total, most_bytes.saturating_sub(bytes))?;
            let is_short = found.len() < length;
            for row in found {
                bytes += travel_size(row.as_bytes());
                if bytes > most_bytes && !rows.is_empty() {
                    return Ok(rows);
                }
                rows.push(row);
            }
            if is_short {
                break;
            }
            at += length;
        }
        Ok(rows)
    }

    /// Counts line ends until `row` rows are known or the file ends.
    fn look_until(&mut self, row: u64) -> io::Result<()> {
        // A stride short of it will do: the window reads on from the mark before.
        if self.seen.0 + STRIDE >= row {
            return Ok(());
        }
        let mut file = File::open(&self.path)?;
        let (mut rows, bytes) = self.seen;
        file.seek(SeekFrom::Start(bytes))?;
        let mut at = bytes;
        let mut chunk = vec![0; CHUNK];
        while rows < row {
            let read = file.read(&mut chunk)?;
            if read == 0 {
                break;
            }
            for end in memchr::memchr_iter(b'\n', &chunk[..read]) {
                rows += 1;
                let next = at + end as u64 + 1;
                self.seen = (rows, next);
                if rows % STRIDE == 0 {
                    self.marks.push(next);
                }
                if rows == row {
                    return Ok(());
                }
            }
            at += read as u64;
        }
        Ok(())
    }
}

/// Bytes a row takes as a text within JSON: its quotation marks and backslashes travel as two characters each.
pub fn travel_size(row: &[u8]) -> usize {
    row.len() + memchr::memchr2_iter(b'"', b'\\', row).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const ALL: usize = usize::MAX;

    fn text(n: u64) -> String {
        format!("{{\"n\":{n}}}")
    }

    #[test]
    fn windows_are_right_wherever_they_begin_and_while_the_file_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        let mut file = File::create(&path).unwrap();
        let mut rows = RowFile::new(path);
        for n in 0..1000 {
            writeln!(file, "{}", text(n)).unwrap();
        }
        file.write_all(b"{\"half").unwrap();

        for offset in [999, 0, 255, 256, 257, 700, 512, 998, 1000, 5000] {
            let found = rows.window(offset, 3, 5000, ALL).unwrap();
            let expected: Vec<String> = (offset..1000).take(3).map(text).collect();
            assert_eq!(found, expected, "from {offset}");
        }

        file.write_all(b"\":1}\n").unwrap();
        assert_eq!(rows.window(1000, 3, 5000, ALL).unwrap(), ["{\"half\":1}"]);
    }

    #[test]
    fn what_is_not_counted_yet_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        std::fs::write(&path, "1\n2\n3\n").unwrap();
        let mut rows = RowFile::new(path.clone());
        assert_eq!(rows.window(0, 9, 2, ALL).unwrap(), ["1", "2"]);

        // A page that was cut off and came again in another shape.
        std::fs::write(&path, "1\n2\n33\n44\n").unwrap();
        assert_eq!(rows.window(0, 9, 4, ALL).unwrap(), ["1", "2", "33", "44"]);
    }

    #[test]
    fn a_window_ends_where_it_would_be_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        std::fs::write(&path, "\"aaaaaaaa\"\n\"bb\"\n\"cc\"\n\"dd\"\n").unwrap();
        let mut rows = RowFile::new(path);

        assert_eq!(rows.window(0, 4, 4, 5).unwrap(), ["\"aaaaaaaa\""], "never before the first");
        assert_eq!(rows.window(1, 3, 4, 13).unwrap(), ["\"bb\"", "\"cc\""]);
    }

    #[test]
    fn rows_are_picked_by_number() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        let all: String = (0..2000).map(|n| text(n) + "\n").collect();
        std::fs::write(&path, all).unwrap();
        let mut rows = RowFile::new(path);

        let found = rows.pick(&[3, 4, 5, 900, 1999], 2000, ALL).unwrap();
        assert_eq!(found, [3, 4, 5, 900, 1999].map(text));
        assert_eq!(rows.pick(&[1999, 2500], 2000, ALL).unwrap(), [text(1999)]);
        assert_eq!(rows.pick(&[1, 500, 900], 2000, 25).unwrap().len(), 2, "ends where it would be too large");
    }

    #[test]
    fn the_last_of_a_million_rows_is_found_by_its_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        let mut file = io::BufWriter::new(File::create(&path).unwrap());
        for n in 0..1_000_000u64 {
            writeln!(file, "{n}").unwrap();
        }
        file.flush().unwrap();
        let mut rows = RowFile::new(path);

        assert_eq!(rows.window(999_999, 1, 1_000_000, ALL).unwrap(), ["999999"]);
        assert!(rows.marks.len() < 4_000, "{} marks", rows.marks.len());
        assert_eq!(rows.window(500_000, 2, 1_000_000, ALL).unwrap(), ["500000", "500001"]);
    }
}
