//! A filter over a file of rows: which rows an expression picks, found in steps while the file may still grow.
//!
//! Steps are short, so that whoever drives them can stop, show how far it is, and let windows be read in between. What
//! is kept is a number and a count a row that matches; the values themselves are read again when they are shown.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use serde_json::value::RawValue;
use serde_json_path::PathElement;

use super::query::Query;

/// Rows that match, and how many values each of them gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    rows: Vec<u64>,
    /// Values up to and with the row of the same place.
    ends: Vec<u64>,
}

impl Hits {
    /// Adds what a step found.
    pub fn extend(&mut self, found: &[(u64, u64)]) {
        for (row, values) in found {
            self.ends.push(self.values() + values);
            self.rows.push(*row);
        }
    }

    /// Returns the numbers of the rows, rising.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// Returns how many values there are over all rows.
    pub fn values(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Returns the rows that hold the values from `offset` on, `limit` of them, and how many values of the first row
    /// come before.
    pub fn of_values(&self, offset: u64, limit: u64) -> (&[u64], u64) {
        let first = self.ends.partition_point(|end| *end <= offset);
        let last = self.ends.partition_point(|end| *end < offset.saturating_add(limit));
        let before = if first == 0 { 0 } else { self.ends[first - 1] };
        let last = if limit == 0 { first } else { (last + 1).min(self.rows.len()) };
        (&self.rows[first.min(last)..last], offset.saturating_sub(before))
    }
}

/// A value that an expression picks out of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Where it stands in its row, as a JSONPath without the `$`.
    pub path: String,
    /// Its JSON text as received.
    pub json: String,
}

/// A filter on its way through a file.
#[derive(Debug)]
pub struct Search {
    query: Query,
    row: u64,
    byte: u64,
}

impl Search {
    /// Begins at the first row.
    pub fn new(query: Query) -> Self {
        Self { query, row: 0, byte: 0 }
    }

    /// Returns how many rows were looked at.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Looks at further rows of the first `total`, about `most_bytes` of them; returns those that match with their
    /// count of values. A row that is no JSON matches nothing.
    ///
    /// **Errors** those of reading the file.
    pub fn step(&mut self, path: &Path, total: u64, most_bytes: usize) -> io::Result<Vec<(u64, u64)>> {
        let mut found = Vec::new();
        if self.row >= total {
            return Ok(found);
        }
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.byte))?;
        let mut reader = BufReader::with_capacity(64 << 10, file);
        let (mut line, mut bytes) = (Vec::new(), 0);
        while self.row < total && bytes < most_bytes {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            if line.pop() != Some(b'\n') {
                break;
            }
            if let Some(values) = self.query.count(&line).filter(|values| *values > 0) {
                found.push((self.row, values));
            }
            bytes += read;
            self.row += 1;
            self.byte += read as u64;
        }
        Ok(found)
    }
}

/// Returns the values that an expression picks out of a row, with their texts as received.
pub fn picks_of(query: &Query, row: &str) -> Vec<Pick> {
    let mut picks = Vec::new();
    query.each(row.as_bytes(), |location| {
        let steps: Vec<&PathElement<'_>> = location.iter().skip(query.steps_to_row()).collect();
        if let Some(json) = text_at(row, &steps) {
            picks.push(Pick { path: shown(&steps), json });
        }
    });
    picks
}

fn text_at(row: &str, steps: &[&PathElement<'_>]) -> Option<String> {
    let mut text: &str = row;
    for step in steps {
        text = match step {
            PathElement::Name(name) => {
                let fields: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).ok()?;
                fields.get(*name)?.get()
            }
            PathElement::Index(index) => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                items.get(*index)?.get()
            }
        };
    }
    Some(text.trim().to_owned())
}

fn shown(steps: &[&PathElement<'_>]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            PathElement::Index(index) => path.push_str(&format!("[{index}]")),
            PathElement::Name(name) if is_plain(name) => path.push_str(&format!(".{name}")),
            PathElement::Name(name) => {
                let quoted = name.replace('\\', "\\\\").replace('\'', "\\'");
                path.push_str(&format!("['{quoted}']"));
            }
        }
    }
    path
}

fn is_plain(name: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    name.starts_with(is_first) && name.chars().all(|c| is_first(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn search(rows: &str, text: &str, total: u64, most_bytes: usize) -> (Hits, u32) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.ndjson");
        fs::write(&path, rows).unwrap();
        let mut search = Search::new(Query::parse(text).unwrap());
        let (mut hits, mut steps) = (Hits::default(), 0);
        while search.row() < total {
            let before = search.row();
            hits.extend(&search.step(&path, total, most_bytes).unwrap());
            steps += 1;
            if search.row() == before {
                break;
            }
        }
        (hits, steps)
    }

    #[test]
    fn matches_are_found_in_steps_of_any_size() {
        let rows: String = (0..1000).map(|n| format!("{{\"n\":{n},\"odd\":{}}}\n", n % 2 == 1)).collect();
        let expected: Vec<u64> = (0..1000).filter(|n| n % 2 == 1).collect();

        for most_bytes in [1, 100, 4096, usize::MAX] {
            let (hits, steps) = search(&rows, "@.odd == true", 1000, most_bytes);
            assert_eq!(hits.rows(), expected, "{most_bytes}");
            assert!(most_bytes > 1 || steps == 1000);
        }
        assert_eq!(
            search(&rows, "@.odd == true", 10, 4096).0.rows(),
            [1, 3, 5, 7, 9],
            "only what is counted"
        );
    }

    #[test]
    fn rows_that_are_no_json_match_nothing() {
        let (hits, _) = search("{\"a\":1}\nnot json\n\n{\"a\":2}\n{\"a\"", "$[*]", 9, 4096);
        assert_eq!(hits.rows(), [0, 3]);
    }

    #[test]
    fn values_are_found_by_their_number() {
        let rows = "{\"t\":[1,2]}\n{}\n{\"t\":[3]}\n{\"t\":[4,5,6]}\n";
        let (hits, _) = search(rows, "$[*].t[*]", 4, 4096);
        assert_eq!((hits.rows(), hits.values()), (&[0, 2, 3][..], 6));

        assert_eq!(hits.of_values(0, 2), (&[0][..], 0));
        assert_eq!(hits.of_values(1, 2), (&[0, 2][..], 1));
        assert_eq!(hits.of_values(2, 2), (&[2, 3][..], 0));
        assert_eq!(hits.of_values(4, 9), (&[3][..], 1));
        assert_eq!(hits.of_values(6, 9), (&[][..], 0));
        assert_eq!(Hits::default().of_values(0, 5), (&[][..], 0));
    }

    #[test]
    fn picked_values_stand_as_received_with_their_place() {
        let row =
            r#"{ "Id" : 1823746190012345678, "Tags": [ {"z": 1.10, "a b": "é\u0041"} ], "it's": null }"#;
        let picks = |text: &str| {
            let found = picks_of(&Query::parse(text).unwrap(), row);
            found.into_iter().map(|pick| (pick.path, pick.json)).collect::<Vec<_>>()
        };
        let one = |path: &str, json: &str| vec![(path.to_owned(), json.to_owned())];

        assert_eq!(picks("$.Id"), one(".Id", "1823746190012345678"));
        assert_eq!(picks("$[*].Tags[0]"), one(".Tags[0]", r#"{"z": 1.10, "a b": "é\u0041"}"#));
        assert_eq!(picks("$..['a b']"), one(".Tags[0]['a b']", r#""é\u0041""#));
        assert_eq!(picks("$['it\\'s']"), one("['it\\'s']", "null"));
        assert_eq!(picks("@.Id == 1823746190012345678"), one("", row));
    }
}
