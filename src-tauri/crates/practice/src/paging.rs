//! Cutting a list into pages: by page number, or by cursor, with the faults a list can have.
//!
//! One place for all operations, so that every fault exists for every list. Cursors are opaque to callers and carry
//! the operation's name, so that one cannot be used for another list. Deliberately absent: field names of answers.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::fault::Fault;
use crate::refusal::Refusal;

/// How an operation asks for pages.
pub(crate) struct PageFields {
    /// Parameters of page number and page size.
    pub(crate) numbers: Option<(&'static str, &'static str)>,
    /// Parameters of cursor and most rows.
    pub(crate) cursor: Option<(&'static str, &'static str)>,
    /// Rows of a page when the caller does not say.
    pub(crate) default_size: i64,
    /// Most rows a caller may ask for.
    pub(crate) max_size: i64,
}

/// One page, ready to be written.
#[derive(Debug)]
pub(crate) struct Page {
    /// Rows of the page.
    pub(crate) rows: Vec<Value>,
    /// One-based number of the page; absent when scrolling.
    pub(crate) number: Option<i64>,
    /// Rows per page in force.
    pub(crate) size: i64,
    /// Total as it is to be written; absent when it is not to be written.
    pub(crate) total: Option<Value>,
    /// Cursor as it is to be written; absent when it is not to be written.
    pub(crate) next: Option<Value>,
}

/// Rows a clamped page has at most.
const CLAMPED_SIZE: i64 = 5;

/// Cuts the page that a call asks for.
///
/// **Errors**: `InvalidParameter.…` for a number out of range or a cursor of another list.
pub(crate) fn cut(call: &Call<'_>, fields: &PageFields, rows: Vec<Value>) -> Result<Page, Refusal> {
    match fields.cursor {
        Some((cursor, size)) if call.has(cursor) || call.has(size) || fields.numbers.is_none() => {
            scroll(call, fields, (cursor, size), rows)
        }
        _ => by_number(call, fields, rows),
    }
}

fn by_number(call: &Call<'_>, fields: &PageFields, rows: Vec<Value>) -> Result<Page, Refusal> {
    let (number_field, size_field) = fields.numbers.unwrap_or(("PageNumber", "PageSize"));
    let number = call.number_within(number_field, 1, 1..=i64::from(i32::MAX))?;
    let size = clamped(call, call.number_within(size_field, fields.default_size, 1..=fields.max_size)?);
    let total = rows.len();
    let mut page_rows = window(rows, (number - 1) * size, size);
    if call.fault == Fault::EmptyPage && number == 2 {
        page_rows.clear();
    }
    let total = written_total(call.fault, total, number);
    Ok(Page { rows: page_rows, number: Some(number), size, total, next: None })
}

fn scroll(
    call: &Call<'_>,
    fields: &PageFields,
    (cursor_field, size_field): (&str, &str),
    rows: Vec<Value>,
) -> Result<Page, Refusal> {
    let size = clamped(call, call.number_within(size_field, fields.default_size, 1..=fields.max_size)?);
    let sent = call.text(cursor_field).filter(|text| !text.is_empty());
    let position = sent.map_or(Ok(Position::START), |text| Position::read(text, call, cursor_field))?;
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    if call.fault == Fault::EmptyPage && position.offset == size && !position.is_past_gap {
        let next = Position { is_past_gap: true, ..position }.write(call);
        return Ok(Page { rows: Vec::new(), number: None, size, total: None, next: Some(json!(next)) });
    }
    let page_rows = window(rows, position.offset, size);
    let end = position.offset + size;
    let is_end = end >= total;
    let is_late_end = call.fault == Fault::CursorAfterEnd && position.offset < total;
    let next = match (call.fault, sent) {
        (Fault::CursorRepeats, Some(sent)) => Some(json!(sent)),
        (Fault::CursorNull, _) if is_end => Some(Value::Null),
        (Fault::CursorEmpty, _) if is_end => Some(json!("")),
        _ if is_end && !is_late_end => None,
        _ => Some(json!(Position { offset: end, is_past_gap: false }.write(call))),
    };
    Ok(Page { rows: page_rows, number: None, size, total: None, next })
}

fn clamped(call: &Call<'_>, size: i64) -> i64 {
    if call.fault == Fault::PageSizeClamped { size.min(CLAMPED_SIZE) } else { size }
}

fn window(rows: Vec<Value>, offset: i64, size: i64) -> Vec<Value> {
    let as_count = |n: i64| usize::try_from(n).unwrap_or(usize::MAX);
    rows.into_iter().skip(as_count(offset)).take(as_count(size)).collect()
}

fn written_total(fault: Fault, total: usize, number: i64) -> Option<Value> {
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    match fault {
        Fault::TotalMissing => None,
        Fault::TotalAsText => Some(json!(total.to_string())),
        Fault::TotalGrows => Some(json!(total + number)),
        Fault::TotalShrinks => Some(json!((total - number + 1).max(0))),
        _ => Some(json!(total)),
    }
}

/// Where a scrolling goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    offset: i64,
    /// Whether the empty page of [`Fault::EmptyPage`] was answered already.
    is_past_gap: bool,
}

impl Position {
    const START: Position = Position { offset: 0, is_past_gap: false };

    fn write(self, call: &Call<'_>) -> String {
        let mark = if self.is_past_gap { "+" } else { "" };
        URL_SAFE_NO_PAD.encode(format!("{}:{}{mark}", call.operation.name, self.offset))
    }

    fn read(text: &str, call: &Call<'_>, field: &str) -> Result<Self, Refusal> {
        let read = || {
            let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
            let (name, place) = plain.split_once(':')?;
            let (place, is_past_gap) = place.strip_suffix('+').map_or((place, false), |place| (place, true));
            let offset = place.parse().ok().filter(|offset| *offset >= 0)?;
            (name == call.operation.name).then_some(Position { offset, is_past_gap })
        };
        read().ok_or_else(|| Refusal::invalid(field, "it was not answered by this operation"))
    }
}

/// Sets a field when there is something to write.
pub(crate) fn put(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value);
    }
}
