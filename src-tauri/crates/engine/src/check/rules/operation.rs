//! Which operation is called, and whether its parameters are filled in.

use soarboard_model::component::{AssumeApiAccount, PagingMode, ParamValue};

use super::Rule;
use crate::check::diagnostic::Diagnostic;
use crate::check::knowledge::{Call, Lookup};

pub(super) const RULE: Rule = Rule {
    codes: &[
        "operation-missing",
        "operation-unknown",
        "product-unknown",
        "parameter-missing",
        "setting-malformed",
        "account-malformed",
    ],
    of_node: Some(|input, found| {
        if let Some(call) = &input.call {
            operation(call, found);
            settings(call, found);
            account(call, found);
        }
    }),
    of_flow: None,
};

fn operation(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    let named = |diagnostic: Diagnostic| {
        let api = &call.api;
        let diagnostic = diagnostic.at(call.node).param("operation");
        diagnostic
            .with("operation", &api.operation)
            .with("product", &api.product)
            .with("version", &api.version)
    };
    match &call.operation {
        Lookup::NotChosen => {
            found.push(Diagnostic::error("operation-missing").at(call.node).param("operation"))
        }
        Lookup::UnknownOperation if call.api.version.is_empty() => {
            found.push(named(Diagnostic::error("operation-unknown").variant("any-version")));
        }
        Lookup::UnknownOperation => found.push(named(Diagnostic::error("operation-unknown"))),
        // The catalogue does not have every product, so this may well be right.
        Lookup::UnknownProduct => found.push(named(Diagnostic::warn("product-unknown"))),
        Lookup::Known(facts) => {
            let missing = facts.required.iter().filter(|param| !is_filled(call, &param.name));
            found.extend(missing.map(|param| {
                let path = format!("parameters.{}", param.name);
                Diagnostic::error("parameter-missing")
                    .at(call.node)
                    .param(path)
                    .with("parameter", &param.name)
            }));
        }
    }
}

/// A parameter that automatic paging fills counts: the page number, the cursor. The page size does not, since
/// paging only repeats what the call has.
fn is_filled(call: &Call<'_>, name: &str) -> bool {
    let paging = &call.api.paging;
    let driven = match paging.mode {
        PagingMode::None => false,
        PagingMode::Number => paging.page_field == name,
        PagingMode::Cursor => paging.cursor_field == name,
    };
    driven || call.api.parameters.get(name).is_some_and(|value| !value.is_blank())
}

fn settings(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    let mut tell = |path: &str, expected: &str| {
        let diagnostic = Diagnostic::error("setting-malformed").at(call.node).param(path);
        found.push(diagnostic.with("path", path).with("expected", expected));
    };
    for problem in &call.problems {
        tell(&problem.path, problem.expected);
    }
    for (name, value) in &call.api.parameters {
        if matches!(value, ParamValue::Unknown(_)) {
            tell(&format!("parameters.{name}"), "parameter");
        }
    }
}

fn account(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    if let AssumeApiAccount::Malformed(text) = call.api.account() {
        let diagnostic = Diagnostic::error("account-malformed").at(call.node).param("account");
        found.push(diagnostic.with("account", text));
    }
}
