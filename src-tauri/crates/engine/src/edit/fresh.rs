//! Names that are not taken, many in a row.

use std::collections::{HashMap, HashSet};

use crate::document::Document;

/// Gives out names that no node has.
pub(super) struct FreeNames<'a> {
    document: &'a Document,
    /// Names given out.
    taken: HashSet<String>,
    /// For each stem the lowest number that may be free.
    next: HashMap<String, u64>,
}

impl<'a> FreeNames<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, taken: HashSet::new(), next: HashMap::new() }
    }

    /// Returns the stem itself if it is free, else `stem_2`, `stem_3` …; it is taken from then on.
    pub(super) fn take(&mut self, stem: &str) -> String {
        let mut name = stem.to_owned();
        let mut number = self.next.get(stem).copied().unwrap_or(2);
        while self.taken.contains(&name) || self.document.is_name_taken(&name) {
            number = self.document.free_number(stem, number);
            name = format!("{stem}_{number}");
            number = number.saturating_add(1);
        }
        self.next.insert(stem.to_owned(), number);
        self.taken.insert(name.clone());
        name
    }
}
