//! Rows as a file of the user's choice: JSON Lines, JSON or CSV, in a stream.
//!
//! A file is written beside its name and put in its place when it is whole, readable by the user only: rows are the
//! tenant's data. CSV reads the rows twice, first for the columns, so that memory does not grow with them.
//! Deliberately absent: asking where to (a host's business).

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use soarboard_cloud::invoke::CancelFlag;

use super::csv::{Columns, CsvWriter, TooMany};

const BUFFER: usize = 256 << 10;
/// Rows between two looks at the flag that ends an export.
const LOOK_EVERY: u64 = 256;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// One JSON value a line, as received.
    JsonLines,
    /// One JSON list; each row stands as received.
    Json,
    /// A table.
    Csv,
}

impl RowFormat {
    /// Returns the ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            RowFormat::JsonLines => "ndjson",
            RowFormat::Json => "json",
            RowFormat::Csv => "csv",
        }
    }
}

/// Choices of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportOptions {
    /// Format.
    pub format: RowFormat,
    /// CSV: put `'` before what a spreadsheet could take for a formula. Off only by the user's explicit choice.
    pub is_guarded: bool,
    /// CSV: begin with the mark by which Excel knows UTF-8.
    pub has_bom: bool,
}

/// Which rows of a file.
#[derive(Debug, Clone, Copy)]
pub enum Selection<'a> {
    /// The first ones, this many.
    First(u64),
    /// These, by number, rising.
    Numbers(&'a [u64]),
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportDone {
    /// Rows.
    pub rows: u64,
    /// Columns of a table; 0 for other formats.
    pub columns: usize,
}

/// Why rows could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Reading or writing failed; a file that was there is untouched.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The rows have more different fields than a table has columns.
    #[error("more columns than a table can have")]
    TooManyColumns,
    /// The user ended it; a file that was there is untouched.
    #[error("ended by the user")]
    Cancelled,
}

impl From<TooMany> for ExportError {
    fn from(_: TooMany) -> Self {
        ExportError::TooManyColumns
    }
}

/// Writes rows of the file `from` to the file `to`, which is replaced as a whole.
///
/// **Errors** those of the disk, too many columns, the user's end; a file that was there is then untouched.
pub fn export(
    from: &Path,
    selection: Selection<'_>,
    to: &Path,
    options: ExportOptions,
    cancel: &CancelFlag,
) -> Result<ExportDone, ExportError> {
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Such a file is private to the user (0600) from its first byte on.
    let mut temp = tempfile::NamedTempFile::new_in(parent)?;
    let done = write_rows(from, selection, temp.as_file_mut(), options, cancel)?;
    temp.as_file().sync_all()?;
    temp.persist(to).map_err(|error| error.error)?;
    Ok(done)
}

/// Writes rows of the file `from` to any writer.
///
/// **Errors** see [`export`]; what was written until then stays.
pub fn write_rows(
    from: &Path,
    selection: Selection<'_>,
    out: &mut impl Write,
    options: ExportOptions,
    cancel: &CancelFlag,
) -> Result<ExportDone, ExportError> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let mut reader = Rows { from, selection, cancel };
    let done = match options.format {
        RowFormat::JsonLines => json_lines(&mut reader, &mut out)?,
        RowFormat::Json => json(&mut reader, &mut out)?,
        RowFormat::Csv => csv(&mut reader, &mut out, options)?,
    };
    out.flush()?;
    Ok(done)
}

fn json_lines(rows: &mut Rows<'_>, out: &mut impl Write) -> Result<ExportDone, ExportError> {
    let rows = rows.each(|row| {
        out.write_all(row)?;
        Ok(out.write_all(b"\n")?)
    })?;
    Ok(ExportDone { rows, columns: 0 })
}

fn json(rows: &mut Rows<'_>, out: &mut impl Write) -> Result<ExportDone, ExportError> {
    let mut before: &[u8] = b"[\n";
    let rows = rows.each(|row| {
        out.write_all(before)?;
        before = b",\n";
        Ok(out.write_all(row)?)
    })?;
    out.write_all(if rows == 0 { b"[]\n" } else { b"\n]\n" })?;
    Ok(ExportDone { rows, columns: 0 })
}

fn csv(rows: &mut Rows<'_>, out: &mut impl Write, options: ExportOptions) -> Result<ExportDone, ExportError> {
    let mut columns = Columns::default();
    rows.each(|row| Ok(columns.learn(row)?))?;
    if options.has_bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = CsvWriter::new(out, &columns, options.is_guarded);
    writer.head()?;
    let rows = rows.each(|row| Ok(writer.row(row)?))?;
    Ok(ExportDone { rows, columns: columns.names().len() })
}

/// The chosen rows of a file, as often as they are asked for.
struct Rows<'a> {
    from: &'a Path,
    selection: Selection<'a>,
    cancel: &'a CancelFlag,
}

impl Rows<'_> {
    /// Hands on each chosen row without its line end; returns how many there were.
    fn each(&mut self, mut act: impl FnMut(&[u8]) -> Result<(), ExportError>) -> Result<u64, ExportError> {
        let mut reader = BufReader::with_capacity(BUFFER, File::open(self.from)?);
        let (mut number, mut given) = (0, 0);
        let mut line = Vec::new();
        while self.goes_on(given) {
            if number % LOOK_EVERY == 0 && self.cancel.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            line.clear();
            reader.read_until(b'\n', &mut line)?;
            if line.pop() != Some(b'\n') {
                break;
            }
            if self.is_chosen(number, given) {
                act(&line)?;
                given += 1;
            }
            number += 1;
        }
        Ok(given)
    }

    fn goes_on(&self, given: u64) -> bool {
        match self.selection {
            Selection::First(count) => given < count,
            Selection::Numbers(numbers) => given < numbers.len() as u64,
        }
    }

    fn is_chosen(&self, number: u64, given: u64) -> bool {
        match self.selection {
            Selection::First(_) => true,
            Selection::Numbers(numbers) => {
                usize::try_from(given).is_ok_and(|at| numbers.get(at) == Some(&number))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const ROWS: &str = "{\"a\":1.10,\"b\":\"=x\"}\n{\"a\":18237461900123456789}\n[\"é\"]\n{\"half";

    fn text(selection: Selection<'_>, format: RowFormat, (is_guarded, has_bom): (bool, bool)) -> String {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("rows.ndjson");
        fs::write(&from, ROWS).unwrap();
        let mut out = Vec::new();
        let options = ExportOptions { format, is_guarded, has_bom };
        write_rows(&from, selection, &mut out, options, &CancelFlag::new()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_format_keeps_values_verbatim() {
        let all = Selection::First(9);
        assert_eq!(
            text(all, RowFormat::JsonLines, (true, false)),
            "{\"a\":1.10,\"b\":\"=x\"}\n{\"a\":18237461900123456789}\n[\"é\"]\n"
        );
        assert_eq!(
            text(all, RowFormat::Json, (true, false)),
            "[\n{\"a\":1.10,\"b\":\"=x\"},\n{\"a\":18237461900123456789},\n[\"é\"]\n]\n"
        );
        assert_eq!(
            text(all, RowFormat::Csv, (true, true)),
            "\u{feff}a,b,value\r\n1.10,'=x,\r\n18237461900123456789,,\r\n,,\"[\"\"é\"\"]\"\r\n"
        );
        assert_eq!(text(Selection::First(1), RowFormat::Csv, (false, false)), "a,b\r\n1.10,=x\r\n");
    }

    #[test]
    fn chosen_rows_are_exported_alone() {
        assert_eq!(text(Selection::Numbers(&[2]), RowFormat::JsonLines, (true, false)), "[\"é\"]\n");
        assert_eq!(
            text(Selection::Numbers(&[0, 2]), RowFormat::Json, (true, false)).matches('\n').count(),
            4
        );
        assert_eq!(text(Selection::Numbers(&[]), RowFormat::Json, (true, false)), "[]\n");
        assert_eq!(text(Selection::First(0), RowFormat::Csv, (true, false)), "\r\n");
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("rows.ndjson"), folder.path().join("out.csv"));
        fs::write(&from, ROWS).unwrap();
        fs::write(&to, "before").unwrap();
        let options = ExportOptions { format: RowFormat::Csv, is_guarded: true, has_bom: false };

        let cancelled = CancelFlag::new();
        cancelled.cancel();
        let ended = export(&from, Selection::First(9), &to, options, &cancelled);
        assert!(matches!(ended, Err(ExportError::Cancelled)));
        assert_eq!(fs::read_to_string(&to).unwrap(), "before");

        let done = export(&from, Selection::First(9), &to, options, &CancelFlag::new()).unwrap();
        assert_eq!(done, ExportDone { rows: 3, columns: 3 });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
