//! Automatic paging and scrolling.

use soarboard_model::component::PagingMode;

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::knowledge::{Call, Lookup};

pub(super) const RULE: Rule = Rule {
    codes: &["paging-incomplete", "path-without-dot"],
    of_node: Some(|input, found| {
        if let Some(call) = &input.call {
            incomplete(call, found);
            paths(call, found);
        }
    }),
    of_flow: None,
};

fn incomplete(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    let paging = &call.api.paging;
    let needed: &[(&str, &str)] = match paging.mode {
        PagingMode::None => &[],
        PagingMode::Number => &[
            ("totalPath", &paging.total_path),
            ("pageField", &paging.page_field),
            ("sizeField", &paging.size_field),
        ],
        PagingMode::Cursor => &[("cursorField", &paging.cursor_field), ("cursorPath", &paging.cursor_path)],
    };
    for (setting, _) in needed.iter().filter(|(_, text)| text.trim().is_empty()) {
        let diagnostic = Diagnostic::error("paging-incomplete").at(call.node);
        let known = detected(call, setting);
        let fix = known.map(|value| Fix::set("value", call.node, &format!("paging.{setting}"), &value));
        found.push(diagnostic.param(format!("paging.{setting}")).with("setting", setting).fix(fix));
    }
}

/// Returns what the operation's own parameters and answer say about a setting.
fn detected(call: &Call<'_>, setting: &str) -> Option<String> {
    let Lookup::Known(facts) = &call.operation else { return None };
    let seen = facts.paging();
    match setting {
        "totalPath" => seen.total_path,
        "pageField" => seen.page_field,
        "sizeField" => seen.size_field,
        "cursorField" => seen.cursor_field,
        _ => seen.cursor_path,
    }
}

/// Only the paths that the chosen mode uses are looked at.
fn paths(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    let api = &call.api;
    let used: &[(&str, &str)] = match api.paging.mode {
        PagingMode::None => &[],
        PagingMode::Number => &[("paging.totalPath", &api.paging.total_path)],
        PagingMode::Cursor => &[("paging.cursorPath", &api.paging.cursor_path)],
    };
    for (setting, path) in used.iter().chain(&[("rowsPath", api.rows_path.as_str())]) {
        if !path.trim().is_empty() && !path.starts_with('.') {
            let mended = format!(".{}", path.trim());
            let diagnostic = Diagnostic::error("path-without-dot").at(call.node).param(*setting);
            found.push(diagnostic.with("path", path).fix(Fix::set("path", call.node, setting, &mended)));
        }
    }
}
