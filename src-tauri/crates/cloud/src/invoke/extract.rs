//! Taking rows, total and cursor out of a page without building a tree of it.
//!
//! One pass over the body: keys nobody asked for are skipped, rows are kept as byte ranges of the body, so numbers
//! and texts stay exactly as received. Deliberately absent: any decision about what follows (see `pager`).

mod walk;

use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;

use super::error::BodyError;
use super::path::DotPath;

pub use walk::find_rows;

/// What to take out of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'p> {
    /// Path of the list whose items are rows; without it the page has no rows of its own.
    pub rows: Option<&'p DotPath>,
    /// Path of the total.
    pub total: Option<&'p DotPath>,
    /// Path of the next cursor.
    pub cursor: Option<&'p DotPath>,
}

/// Top-level fields that every response may have, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// `RequestId`.
    pub request_id: Option<String>,
    /// `Success`.
    pub success: Option<String>,
    /// `Code`, number or text.
    pub code: Option<String>,
}

/// The cursor of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum CursorFound {
    /// Missing, `null`, empty, or a word for nothing: there is no next page.
    #[default]
    End,
    /// Text or number to send with the next request, verbatim.
    Next(Value),
}

/// What stands where rows were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RowsFound {
    /// Nothing, or no path was given.
    #[default]
    Missing,
    /// `null`, which services send for an empty list.
    Null,
    /// A list: the byte ranges of its items in the body.
    List(Vec<Range<usize>>),
    /// Something else, by its JSON type.
    Other(&'static str),
}

/// What a page holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageContent {
    /// Rows.
    pub rows: RowsFound,
    /// Total, from a number or a text of digits.
    pub total: Option<u64>,
    /// Next cursor.
    pub cursor: CursorFound,
    /// Common fields.
    pub envelope: Envelope,
}

/// Reads a page. **Errors**: [`BodyError::NotJson`] when the body is not one complete JSON value.
pub fn read_page(body: &str, wanted: &Wanted<'_>) -> Result<PageContent, BodyError> {
    let found = walk::walk(body, wanted).map_err(|error| BodyError::NotJson(error.to_string()))?;
    Ok(PageContent {
        rows: found.rows,
        total: found.total.and_then(total_of),
        cursor: found.cursor.map_or(CursorFound::End, cursor_of),
        envelope: Envelope {
            request_id: found.request_id.and_then(text_of),
            success: found.success.and_then(text_of),
            code: found.code.and_then(text_of),
        },
    })
}

fn total_of(raw: &RawValue) -> Option<u64> {
    let text = raw.get().trim_matches('"').trim();
    match text.parse() {
        Ok(total) => Some(total),
        // `120.0`, which some gateways make of a whole number.
        Err(_) => text.split_once('.').filter(|(_, part)| part.bytes().all(|b| b == b'0'))?.0.parse().ok(),
    }
}

fn cursor_of(raw: &RawValue) -> CursorFound {
    match serde_json::from_str(raw.get()) {
        Ok(Value::String(text)) if is_nothing(&text) => CursorFound::End,
        Ok(value @ (Value::String(_) | Value::Number(_))) => CursorFound::Next(value),
        // A structured cursor goes back as the text it came as.
        Ok(Value::Object(_) | Value::Array(_)) => CursorFound::Next(Value::String(raw.get().to_owned())),
        _ => CursorFound::End,
    }
}

/// Placeholders that services write for "no cursor".
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "null" | "NULL" | "None" | "none" | "nil" | "undefined")
}

fn text_of(raw: &RawValue) -> Option<String> {
    match serde_json::from_str(raw.get()) {
        Ok(value) => crate::serialize::scalar_text(&value).map(std::borrow::Cow::into_owned),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> DotPath {
        text.parse().unwrap()
    }

    fn page(body: &str, rows: &str, total: &str, cursor: &str) -> PageContent {
        let (rows, total, cursor) = (path(rows), path(total), path(cursor));
        read_page(body, &Wanted { rows: Some(&rows), total: Some(&total), cursor: Some(&cursor) }).unwrap()
    }

    fn rows<'b>(body: &'b str, content: &PageContent) -> Vec<&'b str> {
        match &content.rows {
            RowsFound::List(ranges) => ranges.iter().map(|range| &body[range.clone()]).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nested_rows_total_and_cursor_are_found_verbatim() {
        let body = r#" {"RequestId":"r-1","Data":{"PageInfo":{"TotalCount":"12","NextToken":"t/1"},"Noise":[[{"a":1e400}]],
            "ResponseData":[{"id":90071992547409931234,"n":1.10}, "x\u00e9", 1E400, null]},"Success":true,"Code":200}"#;

        let content =
            page(body, ".Data.ResponseData", ".Data.PageInfo.TotalCount", ".Data.PageInfo.NextToken");

        assert_eq!(
            rows(body, &content),
            [r#"{"id":90071992547409931234,"n":1.10}"#, r#""x\u00e9""#, "1E400", "null"]
        );
        assert_eq!((content.total, content.cursor), (Some(12), CursorFound::Next("t/1".into())));
        let envelope = Envelope {
            request_id: Some("r-1".into()),
            success: Some("true".into()),
            code: Some("200".into()),
        };
        assert_eq!(content.envelope, envelope);
    }

    #[test]
    fn totals_come_as_numbers_and_texts() {
        for (text, total) in [
            ("7", Some(7)),
            ("\"7\"", Some(7)),
            ("7.0", Some(7)),
            ("-1", None),
            ("7.5", None),
            ("\"\"", None),
            ("null", None),
            ("[7]", None),
        ] {
            assert_eq!(page(&format!(r#"{{"T":{text}}}"#), ".R", ".T", ".C").total, total, "{text}");
        }
    }

    #[test]
    fn cursors_end_when_missing_null_empty_or_placeholder() {
        for text in ["null", "\"\"", "\" \"", "\"null\"", "\"None\"", "false"] {
            assert_eq!(
                page(&format!(r#"{{"C":{text}}}"#), ".R", ".T", ".C").cursor,
                CursorFound::End,
                "{text}"
            );
        }
        assert_eq!(page("{}", ".R", ".T", ".C").cursor, CursorFound::End);
        let number = page(r#"{"C":90071992547409931234}"#, ".R", ".T", ".C").cursor;
        assert_eq!(number, CursorFound::Next(serde_json::from_str("90071992547409931234").unwrap()));
        assert_eq!(page(r#"{"C":0}"#, ".R", ".T", ".C").cursor, CursorFound::Next(0.into()));
    }

    #[test]
    fn rows_that_are_no_list_say_what_they_are() {
        for (text, found) in [
            ("null", RowsFound::Null),
            ("{\"a\":1}", RowsFound::Other("object")),
            ("\"x\"", RowsFound::Other("string")),
            ("7", RowsFound::Other("number")),
            ("true", RowsFound::Other("boolean")),
        ] {
            assert_eq!(page(&format!(r#"{{"R":{text},"T":3}}"#), ".R", ".T", ".C").rows, found, "{text}");
        }
        assert_eq!(page(r#"{"R":7}"#, ".R.X", ".T", ".C").rows, RowsFound::Missing);
    }

    #[test]
    fn the_whole_response_can_be_the_list() {
        let body = "[1,[2],{\"a\":3}]";
        assert_eq!(rows(body, &page(body, ".", ".T", ".C")), ["1", "[2]", "{\"a\":3}"]);
    }

    #[test]
    fn cut_or_trailing_bodies_are_not_json() {
        for body in ["", "{", r#"{"R":[1,2"#, "{}x", "<html>", r#"{"R":[1],}"#, "{\"a\":\"\u{1}\"}"] {
            let path = path(".R");
            let wanted = Wanted { rows: Some(&path), ..Wanted::default() };
            assert!(matches!(read_page(body, &wanted), Err(BodyError::NotJson(_))), "{body}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let unasked = format!(r#"{{"x":{}{},"R":[1]}}"#, "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(rows(&unasked, &page(&unasked, ".R", ".T", ".C")), ["1"]);

        let deep = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
        assert_eq!(find_rows(&deep), None);
    }
}
