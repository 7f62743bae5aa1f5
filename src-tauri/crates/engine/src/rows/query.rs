//! JSONPath over rows one at a time: what an expression means where `$` is the list of all rows.
//!
//! RFC 9535, read by a kept library. Since rows pass by one at a time, what needs several of them at once is refused
//! with its place rather than answered wrongly: rows by number, and `$` within a condition. For the common cases a
//! shorter form will do: `@.Status == 1` is `$[?@.Status == 1]`, and `$.Name` or `.Name` is `$[*].Name`.

use serde_json::Value;
use serde_json_path::{JsonPath, NormalizedPath};

/// Integers from here on do not fit a floating point number exactly.
const EXACT: u64 = 1 << 53;
/// Marks a large integer that is compared as a text; no JSON text of a service begins with it.
const LARGE: char = '\u{1}';

/// An expression that can be asked of each row.
#[derive(Debug, Clone)]
pub struct Query {
    path: JsonPath,
    is_of_row: bool,
    picks: bool,
    has_large: bool,
}

/// Why an expression cannot be used. Places are characters of the text as typed, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryProblem {
    /// There is nothing.
    Empty,
    /// It is no JSONPath from here on.
    Syntax {
        /// Where.
        at: usize,
    },
    /// It asks for rows by their number.
    ByNumber {
        /// Where.
        at: usize,
    },
    /// A condition looks at other rows by `$`.
    RootInside {
        /// Where.
        at: usize,
    },
    /// `<` or `>` with an integer too large for an exact comparison.
    LargeCompared {
        /// Where.
        at: usize,
    },
}

impl QueryProblem {
    /// Returns the place, in characters from 1.
    pub fn at(&self) -> usize {
        match self {
            QueryProblem::Empty => 1,
            QueryProblem::Syntax { at }
            | QueryProblem::ByNumber { at }
            | QueryProblem::RootInside { at }
            | QueryProblem::LargeCompared { at } => *at,
        }
    }
}

impl Query {
    /// Reads an expression.
    ///
    /// **Errors** what is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, QueryProblem> {
        let form = Form::of(text)?;
        let marks = Marks::of(&form.path);
        let place = |byte: usize| form.place(text, byte);
        if let Some(at) = marks.root_inside {
            return Err(QueryProblem::RootInside { at: place(at) });
        }
        if let Some(at) = form.number_at() {
            return Err(QueryProblem::ByNumber { at: place(at) });
        }
        if let (Some((at, _)), true) = (marks.large.first(), marks.has_order) {
            return Err(QueryProblem::LargeCompared { at: place(*at) });
        }
        // The library says where the text as typed is wrong, before large numbers become texts.
        let parsed = JsonPath::parse(&form.path)
            .map_err(|error| QueryProblem::Syntax { at: place(error.position()) })?;
        let path = if marks.large.is_empty() {
            parsed
        } else {
            JsonPath::parse(&marks.with_texts(&form.path)).map_err(|_| QueryProblem::Syntax { at: 1 })?
        };
        Ok(Self { path, is_of_row: form.is_of_row, picks: form.picks(), has_large: !marks.large.is_empty() })
    }

    /// Says whether it picks values out of rows; otherwise it picks rows.
    pub fn picks(&self) -> bool {
        self.picks
    }

    /// Returns how many values a row gives; `None` when the row is no JSON.
    pub(super) fn count(&self, row: &[u8]) -> Option<u64> {
        let root = self.root(row)?;
        Some(self.path.query(&root).len() as u64)
    }

    /// Calls `found` with the place of each value within the row.
    pub(super) fn each(&self, row: &[u8], mut found: impl FnMut(&NormalizedPath<'_>)) {
        let Some(root) = self.root(row) else { return };
        for node in self.path.query_located(&root).iter() {
            found(node.location());
        }
    }

    /// Returns how many steps of a place stand for the list of rows.
    pub(super) fn steps_to_row(&self) -> usize {
        usize::from(!self.is_of_row)
    }

    fn root(&self, row: &[u8]) -> Option<Value> {
        let mut value: Value = serde_json::from_slice(row).ok()?;
        if self.has_large {
            large_to_text(&mut value);
        }
        Some(if self.is_of_row { value } else { Value::Array(vec![value]) })
    }
}

/// An expression in full, and how it came about.
struct Form {
    path: String,
    /// Bytes that were put before what was typed.
    added: usize,
    is_of_row: bool,
}

impl Form {
    fn of(text: &str) -> Result<Self, QueryProblem> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(QueryProblem::Empty);
        }
        let (before, after) = match trimmed.as_bytes()[0] {
            b'@' => ("$[?", "]"),
            b'?' => ("$[", "]"),
            b'.' => ("$", ""),
            _ => ("", ""),
        };
        let path = format!("{before}{trimmed}{after}");
        let rest = path.strip_prefix('$').unwrap_or(&path).trim_start();
        let first = rest.strip_prefix('[').map(|inner| inner.trim_start().chars().next());
        let is_of_list = match first {
            Some(selector) => !matches!(selector, Some('\'' | '"')),
            None => rest.starts_with(".*"),
        };
        Ok(Self { added: before.len(), is_of_row: !is_of_list, path })
    }

    /// Returns the place in the typed text of a byte of the full one.
    fn place(&self, text: &str, byte: usize) -> usize {
        let lead = text.len() - text.trim_start().len();
        let byte = (byte.saturating_sub(self.added) + lead).min(text.len());
        text.char_indices().take_while(|(at, _)| *at < byte).count() + 1
    }

    /// Returns what follows the choice of rows; where it stands.
    fn after_first(&self) -> &str {
        let rest = self.path.strip_prefix('$').unwrap_or(&self.path).trim_start();
        if self.is_of_row {
            return rest;
        }
        if let Some(rest) = rest.strip_prefix(".*") {
            return rest;
        }
        &rest[bracket_end(rest)..]
    }

    fn picks(&self) -> bool {
        !self.after_first().trim().is_empty()
    }

    /// Returns where rows are asked for by number.
    fn number_at(&self) -> Option<usize> {
        if self.is_of_row {
            return None;
        }
        let open = self.path.find('[').filter(|open| self.path[1..*open].trim().is_empty())?;
        let inside = &self.path[open..];
        let end = open + bracket_end(inside);
        let mut starts = vec![open + 1];
        let mut depth = 0u32;
        for (at, c) in outside_texts(&self.path[..end]).filter(|(at, _)| *at >= open) {
            match c {
                '[' | '(' => depth += 1,
                ']' | ')' => depth = depth.saturating_sub(1),
                ',' if depth == 1 => starts.push(at + 1),
                _ => {}
            }
        }
        let is_number = |start: usize| {
            let selector = self.path[start..end].trim_start();
            selector.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == ':').then_some(start)
        };
        starts.into_iter().find_map(is_number)
    }
}

/// Returns where the bracket that a text begins with is closed, the closing one included.
fn bracket_end(text: &str) -> usize {
    let mut depth = 0u32;
    for (at, c) in outside_texts(text) {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Yields the characters of an expression that stand in no quoted text.
fn outside_texts(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut is_escaped = false;
    text.char_indices().filter(move |(_, c)| {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if *c == '\\' => is_escaped = true,
            Some(open) if open == *c => quote = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => quote = Some(*c),
            None => return true,
        }
        false
    })
}

/// What stands in an expression outside of texts and decides how it can be asked.
struct Marks {
    root_inside: Option<usize>,
    /// `<` or `>`.
    has_order: bool,
    /// Integers that lose digits as floating point numbers, with their digits.
    large: Vec<(usize, String)>,
}

impl Marks {
    fn of(path: &str) -> Self {
        let mut marks = Self { root_inside: None, has_order: false, large: Vec::new() };
        let mut digits: Option<(usize, String)> = None;
        let mut before = ' ';
        let plain: Vec<(usize, char)> = outside_texts(path).chain([(path.len(), ' ')]).collect();
        for (at, c) in plain {
            match &mut digits {
                Some((_, text)) if c.is_ascii_digit() => text.push(c),
                Some(_) => {
                    let (start, text) = digits.take().unwrap_or_default();
                    // Part of a fraction, an exponent or a name is no integer.
                    let is_whole = !matches!(c, '.' | 'e' | 'E') && !is_name(c);
                    let value = text.trim_start_matches('-').parse::<u64>().unwrap_or(u64::MAX);
                    if is_whole && value >= EXACT {
                        marks.large.push((start, text));
                    }
                }
                None if (c.is_ascii_digit() || c == '-') && !is_name(before) && before != '.' => {
                    digits = Some((at, c.to_string()));
                }
                None => {}
            }
            match c {
                '$' if at > 0 && marks.root_inside.is_none() => marks.root_inside = Some(at),
                '<' | '>' => marks.has_order = true,
                _ => {}
            }
            before = c;
        }
        marks
    }

    fn with_texts(&self, path: &str) -> String {
        let mut text = String::with_capacity(path.len() + 16);
        let mut at = 0;
        for (start, digits) in &self.large {
            text.push_str(&path[at..*start]);
            text.push_str(&format!("\"\\u0001{digits}\""));
            at = start + digits.len();
        }
        text.push_str(&path[at..]);
        text
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii()
}

/// Turns integers that a floating point number cannot hold into marked texts, which compare exactly.
fn large_to_text(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            let digits = text.trim_start_matches('-');
            let is_large = digits.len() > 15
                && digits.bytes().all(|b| b.is_ascii_digit())
                && digits.parse::<u64>().is_ok_and(|n| n >= EXACT) | (digits.len() > 19);
            if is_large {
                *value = Value::String(format!("{LARGE}{text}"));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(large_to_text),
        Value::Object(map) => map.values_mut().for_each(large_to_text),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &[&str] = &[
        r#"{"Id":1,"Status":0,"Name":"a","Tags":[{"Key":"env","Value":"prod"},{"Key":"x"}]}"#,
        r#"{"Id":9007199254740993,"Status":100,"Name":"b","Tags":[]}"#,
        r#"{"Id":9007199254740992,"Status":1.10,"Name":"c $ < 5"}"#,
        r#""text""#,
    ];

    fn counts(text: &str) -> Vec<u64> {
        let query = Query::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        ROWS.iter().map(|row| query.count(row.as_bytes()).unwrap()).collect()
    }

    #[test]
    fn expressions_are_read_of_the_list_of_rows() {
        for (text, expected) in [
            ("$[?@.Status == 0]", [1, 0, 0, 0]),
            ("$[? @.Status==0 || @.Name == 'b' ]", [1, 1, 0, 0]),
            ("$[*]", [1, 1, 1, 1]),
            ("$.*", [1, 1, 1, 1]),
            ("$", [1, 1, 1, 1]),
            ("$[*].Tags[*].Key", [2, 0, 0, 0]),
            ("$[?@.Status > 50].Name", [0, 1, 0, 0]),
            ("$[?@.Tags[?@.Key == 'env']]", [1, 0, 0, 0]),
            ("$[?search(@.Name, '^[ab]$')]", [1, 1, 0, 0]),
            ("$[?@.Name == 'c $ < 5']", [0, 0, 1, 0]),
            ("$..Key", [2, 0, 0, 0]),
        ] {
            assert_eq!(counts(text), expected, "{text}");
        }
    }

    #[test]
    fn short_forms_mean_the_long_ones() {
        for (text, expected) in [
            ("@.Status == 0", [1, 0, 0, 0]),
            ("  ?@.Status == 0 ", [1, 0, 0, 0]),
            ("$.Name", [1, 1, 1, 0]),
            ("$['Name','Id']", [2, 2, 2, 0]),
            (".Name", [1, 1, 1, 0]),
            (".Tags[0].Key", [1, 0, 0, 0]),
            ("..Key", [2, 0, 0, 0]),
        ] {
            assert_eq!(counts(text), expected, "{text}");
        }
    }

    #[test]
    fn it_is_known_whether_rows_or_values_are_picked() {
        for rows in ["$", "$[*]", "$.*", "@.a == 1", "$[?@.a == 'x]']", "?@.a", "$[?@['a'] && (@.b[0])]"] {
            assert!(!Query::parse(rows).unwrap().picks(), "{rows}");
        }
        for values in ["$.a", "$[*].a", "$..a", ".a", "$[?@.a].b", "$['a']", "$.*.a"] {
            assert!(Query::parse(values).unwrap().picks(), "{values}");
        }
    }

    #[test]
    fn integers_beyond_floating_point_compare_exactly() {
        assert_eq!(counts("@.Id == 9007199254740993"), [0, 1, 0, 0]);
        assert_eq!(counts("@.Id == 9007199254740992"), [0, 0, 1, 0]);
        assert_eq!(counts("@.Id != 9007199254740993"), [1, 0, 1, 1]);
        assert_eq!(counts("@.Id > 5"), [0, 1, 1, 0]);
        let refused = Query::parse("@.Id >= 9007199254740993").unwrap_err();
        assert_eq!(refused, QueryProblem::LargeCompared { at: 9 });
    }

    #[test]
    fn what_needs_several_rows_is_refused_with_its_place() {
        for (text, at) in
            [("$[0]", 3), ("$[ -1 ]", 3), ("$[1:3]", 3), ("$[:2]", 3), ("$[*,0]", 5), ("$[?@.a[1,2], 3]", 13)]
        {
            assert_eq!(Query::parse(text).unwrap_err(), QueryProblem::ByNumber { at }, "{text}");
        }
        assert_eq!(Query::parse("$[?@.a == $[0].a]").unwrap_err(), QueryProblem::RootInside { at: 11 });
    }

    #[test]
    fn a_wrong_expression_says_where() {
        assert_eq!(Query::parse("  ").unwrap_err(), QueryProblem::Empty);
        for text in ["Status", "$.", "$[?@.a = 1]", "@.a ==", "$[", "$[?@.名 = 1]", "$.a b", "$[?foo(@.a)]"]
        {
            let QueryProblem::Syntax { at } = Query::parse(text).unwrap_err() else { panic!("{text}") };
            println!("{text}: {at}");
            assert!(at >= 1 && at <= text.chars().count() + 1, "{text}: {at}");
        }
    }
}
