//! Windows over a file of rows, one JSON value a line, while it is still being written.
//!
//! The place of every 256th row is remembered as far as the file was read, so a window costs one seek and a short
//! read however many rows there are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

const STRIDE: u64 = 256;

/// A growing file of rows.
#[derive(Debug)]
pub(crate) struct RowFile {
    path: PathBuf,
    /// Byte offset of row `index * STRIDE`.
    marks: Vec<u64>,
}

impl RowFile {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, marks: vec![0] }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns rows from `offset` on, at most `limit`, fewer when the file has fewer. A line that is not finished
    /// yet is left for the next time.
    ///
    /// **Errors** those of reading the file.
    pub(crate) fn window(&mut self, offset: u64, limit: u64) -> io::Result<Vec<String>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let known = (offset / STRIDE).min(self.marks.len() as u64 - 1);
        let mut at = self.marks[usize::try_from(known).unwrap_or(0)];
        let mut row = known * STRIDE;
        let mut reader = BufReader::new(File::open(&self.path)?);
        reader.seek(SeekFrom::Start(at))?;
        let mut rows = Vec::new();
        let mut line = Vec::new();
        while (rows.len() as u64) < limit {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            if line.pop() != Some(b'\n') {
                break;
            }
            if row >= offset {
                rows.push(String::from_utf8_lossy(&line).into_owned());
            }
            at += read as u64;
            row += 1;
            if row == self.marks.len() as u64 * STRIDE {
                self.marks.push(at);
            }
        }
        Ok(rows)
    }
}

/// Copies the rows of a run to a file of the user's choice: written beside it, synced, put in its place.
///
/// **Errors** those of the disk; a file that was there is then untouched.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temp = tempfile::NamedTempFile::new_in(parent)?;
    io::copy(&mut File::open(from)?, &mut temp)?;
    temp.as_file().sync_all()?;
    temp.persist(to).map(|_| ()).map_err(|error| error.error)
}

/// Age after which a folder of another process is taken for left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 3600);

/// Makes a folder of this process for rows, readable by the user only, and removes old ones of other processes.
///
/// **Errors** those of making the folder; leftovers that cannot be removed are no error.
pub(crate) fn private_folder(parent: &Path) -> io::Result<PathBuf> {
    make_private(parent)?;
    for entry in std::fs::read_dir(parent)?.flatten() {
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > LEFT_BEHIND) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let path = parent.join(format!("process-{}", std::process::id()));
    // An ended process may have had the same id.
    let _ = std::fs::remove_dir_all(&path);
    make_private(&path)?;
    Ok(path)
}

fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn windows_are_right_wherever_they_begin_and_while_the_file_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        let mut file = File::create(&path).unwrap();
        let mut rows = RowFile::new(path);
        let text = |n: u64| format!("{{\"n\":{n}}}");
        for n in 0..1000 {
            writeln!(file, "{}", text(n)).unwrap();
        }
        file.write_all(b"{\"half").unwrap();

        for offset in [999, 0, 255, 256, 257, 700, 512, 998, 1000, 5000] {
            let found = rows.window(offset, 3).unwrap();
            let expected: Vec<String> = (offset..1000).take(3).map(text).collect();
            assert_eq!(found, expected, "from {offset}");
        }

        file.write_all(b"\":1}\n").unwrap();
        assert_eq!(rows.window(1000, 3).unwrap(), ["{\"half\":1}"]);
    }
}
