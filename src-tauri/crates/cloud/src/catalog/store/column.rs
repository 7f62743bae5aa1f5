//! A list of short texts that is read from a file as one text.
//!
//! Thousands of names and titles are read at start-up; one text with marks costs a fraction of a JSON list. Deliberately
//! absent: changing an entry.

use std::cmp::Ordering;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Ends an entry. JSON writes it as it is, and no name or title needs it.
const END: char = '\u{7f}';

/// Texts in their order.
#[derive(Debug, Clone, Default)]
pub(in crate::catalog) struct Column {
    text: String,
    /// Where the mark behind each entry stands.
    ends: Vec<u32>,
}

impl Column {
    /// Adds a text; a mark inside it becomes a blank.
    pub(in crate::catalog) fn push(&mut self, text: &str) {
        self.text.extend(text.chars().map(|c| if c == END { ' ' } else { c }));
        self.ends.push(self.text.len() as u32);
        self.text.push(END);
    }

    /// Returns how many texts there are.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the text at a place; empty beyond the last.
    pub(in crate::catalog) fn get(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else { return "" };
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize + END.len_utf8() };
        &self.text[start..*end as usize]
    }

    /// Returns the texts.
    pub(in crate::catalog) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Returns the place of a text in a sorted column.
    pub(in crate::catalog) fn position(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(text) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn of(text: String) -> Column {
        let ends = text.match_indices(END).map(|(at, _)| at as u32).collect();
        Column { text, ends }
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader).map(Column::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pushed_comes_back_from_its_text() {
        let mut column = Column::default();
        for text in ["A", "", "查询 \"实例\"", "Z\u{7f}Z"] {
            column.push(text);
        }

        let read: Column = serde_json::from_str(&serde_json::to_string(&column).unwrap()).unwrap();

        assert_eq!(read.iter().collect::<Vec<_>>(), ["A", "", "查询 \"实例\"", "Z Z"]);
        assert_eq!((read.get(9), read.len()), ("", 4));
        assert!(serde_json::from_str::<Column>("\"\"").unwrap().iter().next().is_none());
    }

    #[test]
    fn a_text_is_found_in_a_sorted_column() {
        let mut column = Column::default();
        ["Add", "List", "Stop"].iter().for_each(|text| column.push(text));

        assert_eq!((column.position("List"), column.position("Get")), (Some(1), None));
    }
}
