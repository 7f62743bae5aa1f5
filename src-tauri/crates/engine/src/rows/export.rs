//! Rows as a file of the user's choice: JSON Lines, JSON or CSV, in a stream.
//!
//! A file is written beside its name and put in its place when it is whole, readable by the user only: rows are the
//! tenant's data. A table begins with its columns, so that rows are read twice where the first few do not tell them all;
//! memory never grows with rows.
//! Deliberately absent: asking where to (a host's business).

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use soarboard_cloud::invoke::CancelFlag;

use crate::session::store;

use super::csv::{Columns, CsvWriter, TooMany};

const BUFFER: usize = 256 << 10;
/// Rows between two looks at the flag that ends an export.
const LOOK_EVERY: u64 = 256;
/// Rows from which a table in a file learns its columns before it is begun.
const SAMPLE: u64 = 1024;

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

impl Selection<'_> {
    /// Returns how many rows of the file are looked at.
    fn rows_to_pass(&self) -> u64 {
        match self {
            Selection::First(count) => *count,
            Selection::Numbers(numbers) => numbers.last().map_or(0, |last| last + 1),
        }
    }
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

/// What goes between an export and whoever waits for it: how far it is, and that it shall end.
#[derive(Debug, Default)]
pub struct ExportWatch {
    cancel: CancelFlag,
    /// Rows passed, and rows to pass as far as is known; a table may pass each twice.
    passed: AtomicU64,
    all: AtomicU64,
    told: AtomicU8,
}

impl ExportWatch {
    /// Returns a watch over an export that a flag ends.
    pub fn new(cancel: CancelFlag) -> Self {
        Self { cancel, ..Self::default() }
    }

    /// Ends the export at its next safe point.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Returns how far it is, in per cent. Never goes back, although there may turn out to be more to do.
    pub fn percent(&self) -> u8 {
        let (passed, all) = (self.passed.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        let percent = u8::try_from(passed.saturating_mul(100) / all.max(1)).unwrap_or(100).min(100);
        self.told.fetch_max(percent, Ordering::Relaxed).max(percent)
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
    watch: &ExportWatch,
) -> Result<ExportDone, ExportError> {
    // As root a rename would put the rows in the place of a device.
    let to = &store::place_of(to).map_err(store::StoreError::into_io)?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Such a file is private to the user (0600) from its first byte on.
    let mut temp = tempfile::NamedTempFile::new_in(parent)?;
    let done = match options.format {
        RowFormat::Csv => csv_file(&mut begun((from, selection), watch), temp.as_file_mut(), options)?,
        _ => write_rows(from, selection, temp.as_file_mut(), options, watch)?,
    };
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
    watch: &ExportWatch,
) -> Result<ExportDone, ExportError> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let mut reader = begun((from, selection), watch);
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

fn begun<'a>((from, selection): (&'a Path, Selection<'a>), watch: &'a ExportWatch) -> Rows<'a> {
    watch.all.store(selection.rows_to_pass(), Ordering::Relaxed);
    Rows { from, selection, watch }
}

/// Writes a table to what cannot be begun again: the columns are read from all rows before the first one is written.
fn csv(rows: &mut Rows<'_>, out: &mut impl Write, options: ExportOptions) -> Result<ExportDone, ExportError> {
    let mut columns = Columns::default();
    rows.again();
    rows.each(|row| Ok(columns.learn(row)?))?;
    let mut writer = headed(out, &columns, options)?;
    let rows = rows.each(|row| Ok(writer.row(&columns, row).map(drop)?))?;
    Ok(ExportDone { rows, columns: columns.names().len() })
}

/// Writes a table to a file: with the columns of the first rows, which mostly are all there are. Where a later row has
/// another one, the rest is only looked at for more, and the file begun again.
fn csv_file(rows: &mut Rows<'_>, file: &mut File, options: ExportOptions) -> Result<ExportDone, ExportError> {
    let mut out = BufWriter::with_capacity(BUFFER, file);
    let mut columns = Columns::default();
    rows.first(SAMPLE).each(|row| Ok(columns.learn(row)?))?;
    let mut writer = headed(&mut out, &columns, options)?;
    let mut is_known = true;
    let mut given = rows.each(|row| {
        is_known = is_known && writer.row(&columns, row)?;
        if is_known { Ok(()) } else { Ok(columns.learn(row)?) }
    })?;
    if !is_known {
        out.seek(SeekFrom::Start(0))?;
        out.get_ref().set_len(0)?;
        rows.again();
        let mut writer = headed(&mut out, &columns, options)?;
        given = rows.each(|row| Ok(writer.row(&columns, row).map(drop)?))?;
    }
    out.flush()?;
    Ok(ExportDone { rows: given, columns: columns.names().len() })
}

fn headed<'a, W: Write>(
    out: &'a mut W,
    columns: &Columns,
    options: ExportOptions,
) -> io::Result<CsvWriter<'a, W>> {
    if options.has_bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = CsvWriter::new(out, options.is_guarded);
    writer.head(columns)?;
    Ok(writer)
}

/// The chosen rows of a file, as often as they are asked for.
struct Rows<'a> {
    from: &'a Path,
    selection: Selection<'a>,
    watch: &'a ExportWatch,
}

impl<'a> Rows<'a> {
    /// Returns the first of the rows, at most `count`.
    fn first(&self, count: u64) -> Rows<'a> {
        let selection = match self.selection {
            Selection::First(all) => Selection::First(all.min(count)),
            Selection::Numbers(numbers) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                Selection::Numbers(&numbers[..numbers.len().min(count)])
            }
        };
        self.watch.all.fetch_add(selection.rows_to_pass(), Ordering::Relaxed);
        Rows { selection, ..*self }
    }

    /// Says that the rows will be passed once more.
    fn again(&self) {
        self.watch.all.fetch_add(self.selection.rows_to_pass(), Ordering::Relaxed);
    }

    /// Hands on each chosen row without its line end; returns how many there were.
    fn each(&mut self, mut act: impl FnMut(&[u8]) -> Result<(), ExportError>) -> Result<u64, ExportError> {
        let mut reader = BufReader::with_capacity(BUFFER, File::open(self.from)?);
        let (mut number, mut given) = (0, 0);
        let mut line = Vec::new();
        while self.goes_on(given) {
            if number % LOOK_EVERY == 0 {
                if self.watch.cancel.is_cancelled() {
                    return Err(ExportError::Cancelled);
                }
                if number > 0 {
                    self.watch.passed.fetch_add(LOOK_EVERY, Ordering::Relaxed);
                }
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
        write_rows(&from, selection, &mut out, options, &ExportWatch::default()).unwrap();
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
    fn an_export_says_how_far_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("rows.ndjson");
        fs::write(&from, "{\"a\":1}\n".repeat(2000)).unwrap();
        struct Slow<'a>(&'a ExportWatch, Vec<u8>);
        impl Write for Slow<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.1.push(self.0.percent());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        for format in [RowFormat::Json, RowFormat::Csv] {
            let watch = ExportWatch::default();
            assert_eq!(watch.percent(), 0);
            let options = ExportOptions { format, is_guarded: true, has_bom: false };
            let mut out = Slow(&watch, Vec::new());
            write_rows(&from, Selection::First(2000), &mut out, options, &watch).unwrap();

            // Everything is written by then, the last few hundred rows apart.
            assert!(out.1.iter().all(|percent| (80..=100).contains(percent)), "{:?}", out.1);
        }
        assert_eq!(Selection::Numbers(&[3, 8]).rows_to_pass(), 9);
    }

    #[test]
    fn columns_that_come_late_are_columns_of_the_whole_table() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("rows.ndjson"), folder.path().join("out.csv"));
        let late = [(0, "b"), (SAMPLE + 5, "c"), (SAMPLE + 900, "d"), (2 * SAMPLE, "=e")];
        let row = |n| match late.iter().find(|(at, _)| *at == n) {
            Some((_, name)) => format!("{{\"a\":{n},\"{name}\":\"{}\"}}\n", "x".repeat(300)),
            None if n == 2 * SAMPLE + 1 => "[1]\n".to_owned(),
            None => format!("{{\"a\":{n}}}\n"),
        };
        fs::write(&from, (0..3 * SAMPLE).map(row).collect::<String>()).unwrap();
        let options = ExportOptions { format: RowFormat::Csv, is_guarded: true, has_bom: true };

        for selection in [Selection::First(3 * SAMPLE), Selection::Numbers(&[1, 3, SAMPLE + 900, 2 * SAMPLE])]
        {
            let (mut twice, watch) = (Vec::new(), ExportWatch::default());
            let written = write_rows(&from, selection, &mut twice, options, &ExportWatch::default()).unwrap();
            let done = export(&from, selection, &to, options, &watch).unwrap();

            assert_eq!((fs::read(&to).unwrap() == twice, done), (true, written));
            assert!(watch.percent() <= 100);
        }
        let all = export(&from, Selection::First(3 * SAMPLE), &to, options, &ExportWatch::default()).unwrap();
        assert_eq!(all, ExportDone { rows: 3 * SAMPLE, columns: 6 });
        assert!(fs::read_to_string(&to).unwrap().starts_with("\u{feff}a,b,c,d,'=e,value\r\n"));
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("rows.ndjson"), folder.path().join("out.csv"));
        fs::write(&from, ROWS).unwrap();
        fs::write(&to, "before").unwrap();
        let options = ExportOptions { format: RowFormat::Csv, is_guarded: true, has_bom: false };

        let cancelled = ExportWatch::default();
        cancelled.cancel();
        let ended = export(&from, Selection::First(9), &to, options, &cancelled);
        assert!(matches!(ended, Err(ExportError::Cancelled)));
        assert_eq!(fs::read_to_string(&to).unwrap(), "before");

        let done = export(&from, Selection::First(9), &to, options, &ExportWatch::default()).unwrap();
        assert_eq!(done, ExportDone { rows: 3, columns: 3 });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
