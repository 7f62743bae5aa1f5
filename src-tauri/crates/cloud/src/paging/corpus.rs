//! The detection measured on the vendor's real documents where they are present, and held to a labelled sample.

use serde::Deserialize;

use super::*;
use crate::catalog::import::{self, Limits, ProductFacts, Sink, VersionFacts, Why, test_data};

/// Counts what is found.
#[derive(Default)]
struct Counts {
    paged: usize,
    totals: usize,
    scrolled: usize,
    cursors: usize,
    without_total: Vec<String>,
    without_cursor: Vec<String>,
}

impl Sink for Counts {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        for operation in &facts.operations {
            let seen = detect(operation);
            let name = || format!("{}/{}", operation.product, operation.name);
            if matches!(seen.mode, PagingMode::Number | PagingMode::Both) {
                self.paged += 1;
                match seen.total_path {
                    Some(_) => self.totals += 1,
                    None => self.without_total.push(name()),
                }
            }
            if matches!(seen.mode, PagingMode::Cursor | PagingMode::Both) {
                self.scrolled += 1;
                match seen.cursor_path {
                    Some(_) => self.cursors += 1,
                    None => self.without_cursor.push(name()),
                }
            }
        }
        Ok(())
    }

    fn products(&mut self, _: Vec<ProductFacts>) -> Result<(), Why> {
        Ok(())
    }
}

#[test]
fn the_corpus_is_understood() {
    let Some(data) = test_data() else {
        println!("skipped: no test data (SOARBOARD_TEST_DATA)");
        return;
    };
    let mut counts = Counts::default();

    import::path(&data.join("api-docs/all-en_us.tar.xz"), &Limits::default(), &mut counts);

    let percent = |part: usize, whole: usize| part as f64 * 100.0 / whole as f64;
    let (totals, cursors) = (percent(counts.totals, counts.paged), percent(counts.cursors, counts.scrolled));
    println!("totals {}/{} = {totals:.1} %", counts.totals, counts.paged);
    println!("cursors {}/{} = {cursors:.1} %", counts.cursors, counts.scrolled);
    println!("without total, some: {:?}", &counts.without_total[..counts.without_total.len().min(40)]);
    println!("without cursor, some: {:?}", &counts.without_cursor[..counts.without_cursor.len().min(40)]);
    assert!(totals >= 90.0 && cursors >= 98.0);
}

/// A row of the labelled sample: what a reader of the names and shapes would choose.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Label {
    operation: String,
    mode: String,
    #[serde(default)]
    page: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    total_path: Option<String>,
    #[serde(default)]
    cursor_path: Option<String>,
    #[serde(default)]
    rows_path: Option<String>,
}

#[test]
fn the_labelled_sample_gets_no_wrong_mode() {
    let text = include_str!("../../../../../tests/fixtures/paging/labels.json");
    let labels: Vec<Label> = serde_json::from_str(text).unwrap();
    let (mut wrong, mut rows_found, mut rows_open) = (Vec::new(), 0, 0);
    for label in &labels {
        let (product, name) = label.operation.split_once('/').unwrap();
        let operation = crate::catalog::Catalog::embedded().operation(product, None, name);
        let seen = detect(&operation.unwrap_or_else(|| panic!("{} is not embedded", label.operation)));
        let mode = serde_json::to_value(seen.mode).unwrap();
        let fields = [
            (mode.as_str(), Some(label.mode.as_str())),
            (seen.page_field.as_deref(), label.page.as_deref()),
            (seen.cursor_field.as_deref(), label.cursor.as_deref()),
            (seen.total_path.as_deref(), label.total_path.as_deref()),
            (seen.cursor_path.as_deref(), label.cursor_path.as_deref()),
        ];
        for (found, right) in fields {
            if found != right {
                wrong.push(format!("{}: {found:?} instead of {right:?}", label.operation));
            }
        }
        // Rows may be left open, with the lists as suggestions, but not be wrong.
        match (&seen.rows_path, &label.rows_path) {
            (Some(found), Some(right)) if found == right => rows_found += 1,
            (None, Some(right)) if seen.row_candidates.contains(right) => rows_open += 1,
            (_, None) => {}
            (found, right) => wrong.push(format!("{}: rows {found:?} instead of {right:?}", label.operation)),
        }
    }
    println!("{} labelled operations, rows found {rows_found}, left open {rows_open}", labels.len());
    assert!(labels.len() >= 60);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
