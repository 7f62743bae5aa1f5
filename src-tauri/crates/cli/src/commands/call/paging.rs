//! How a call goes on to further requests: what the catalogue detected, what the flags say, and why.

use std::collections::BTreeMap;

use serde_json::Value;
use soarboard_api::invoke::PagingInput;
use soarboard_api::paging_view;
use soarboard_cloud::catalog::Operation;
use soarboard_cloud::paging::{self, PagingDetection};
use soarboard_model::component::PagingMode;
use soarboard_model::message::Message;

use crate::args::{CallArgs, PageArg};
use crate::stop::{Failure, Stop};

/// What was chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) paging: PagingInput,
    /// Where the rows stand; empty to look for them in the answer.
    pub(super) rows_path: String,
    /// What was chosen, for people.
    pub(super) said: Message,
    /// Why it was chosen.
    pub(super) reasons: Vec<Message>,
}

/// Chooses how to page. A page size without paging becomes the parameter it is meant for.
///
/// **Errors** a page size where the operation has no parameter for it.
pub(super) fn choose(
    args: &CallArgs,
    operation: &Operation,
    params: &mut BTreeMap<String, Value>,
) -> Result<Chosen, Stop> {
    let found = paging::detect(operation);
    let view = paging_view(&found);
    let (mode, is_own) = mode(args, view.default_mode);
    let given = |flag: &Option<String>, detected: &str| flag.clone().unwrap_or_else(|| detected.to_owned());
    let size_field = given(&args.size_field, &size_field(&found, mode));
    if args.page_size.is_some() && size_field.is_empty() {
        let message = Message::new("cli-page-size").with("operation", &operation.name);
        return Err(Failure::usage(message).into());
    }
    if let (PagingMode::None, Some(size)) = (mode, args.page_size) {
        params.insert(size_field.clone(), Value::from(size));
    }
    let rows_path = given(&args.rows_path, &view.rows_path);
    let mut paging =
        PagingInput { mode, max_requests: args.max_requests.unwrap_or(0), ..PagingInput::default() };
    match mode {
        PagingMode::None => {}
        PagingMode::Number => {
            paging.page_field = given(&args.page_field, &view.page_field);
            paging.total_path = given(&args.total_path, &view.total_path);
        }
        PagingMode::Cursor => {
            paging.cursor_field = given(&args.cursor_field, &view.cursor_field);
            paging.cursor_path = given(&args.cursor_path, &view.cursor_path);
            paging.total_path = given(&args.total_path, &view.total_path);
        }
    }
    if mode != PagingMode::None {
        paging.size_field = size_field;
        paging.page_size = args.page_size.map(u64::from);
    }
    let reasons = if is_own { vec![Message::new("cli-page-as-told")] } else { view.reasons };
    Ok(Chosen { said: said(&paging), paging, rows_path, reasons })
}

/// Returns the mode, and whether flags chose it rather than the catalogue.
fn mode(args: &CallArgs, detected: PagingMode) -> (PagingMode, bool) {
    match args.page {
        PageArg::None => (PagingMode::None, true),
        PageArg::Number => (PagingMode::Number, true),
        PageArg::Cursor => (PagingMode::Cursor, true),
        PageArg::Auto if args.cursor_field.is_some() || args.cursor_path.is_some() => {
            (PagingMode::Cursor, true)
        }
        PageArg::Auto if args.page_field.is_some() => (PagingMode::Number, true),
        PageArg::Auto => (detected, false),
    }
}

fn size_field(found: &PagingDetection, mode: PagingMode) -> String {
    let of_cursor = found.cursor_size_field.as_ref();
    let of_number = found.size_field.as_ref();
    let field = match mode {
        PagingMode::Number => of_number,
        PagingMode::Cursor | PagingMode::None => of_cursor.or(of_number),
    };
    field.cloned().unwrap_or_default()
}

fn said(paging: &PagingInput) -> Message {
    match paging.mode {
        PagingMode::None => Message::new("cli-page-none"),
        PagingMode::Number if paging.total_path.is_empty() => {
            Message::new("cli-page-number-open").with("page", &paging.page_field)
        }
        PagingMode::Number => {
            Message::new("cli-page-number").with("page", &paging.page_field).with("total", &paging.total_path)
        }
        PagingMode::Cursor => Message::new("cli-page-cursor")
            .with("cursor", &paging.cursor_field)
            .with("path", &paging.cursor_path),
    }
}
