//! Which operation is called, and whether its parameters are filled in.

use serde_json::Value;
use soarboard_model::component::{AssumeApiAccount, PagingMode, ParamSpec, ParamValue};

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::facts::NodeInput;
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
            operation(input, call, found);
            settings(call, found);
            account(call, found);
        }
    }),
    of_flow: None,
};

fn operation(input: &NodeInput<'_>, call: &Call<'_>, found: &mut Vec<Diagnostic>) {
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
        Lookup::UnknownOperation => {
            let elsewhere = input.catalogue.operation(&call.api.product, None, &call.api.operation).is_some();
            let fix = || Fix::settings("any-version", call.node, [(&["version"][..], "".into())]);
            found.push(named(Diagnostic::error("operation-unknown")).fix(elsewhere.then(fix)));
        }
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
                    .fix(usual_value(input, call, facts.param(&param.name)))
            }));
        }
    }
}

/// Returns the fix that fills a parameter in, where only one value suggests itself: what the service would take anyhow, the
/// only choice, the region that the call is about.
fn usual_value(input: &NodeInput<'_>, call: &Call<'_>, spec: Option<&ParamSpec>) -> Option<Fix> {
    let spec = spec?;
    let usual = spec.about.as_ref().and_then(|about| about.default_value.clone());
    let value = usual.filter(|value| !value.trim().is_empty()).or_else(|| {
        match (&spec.choices[..], spec.name.as_str()) {
            ([only], _) => Some(only.clone()),
            (_, "RegionId") => {
                let served = input.catalogue.regions_of_host(&call.api.product, &call.api.endpoint);
                call.region()
                    .map(str::to_owned)
                    .or_else(|| served.first().filter(|_| served.len() == 1).cloned())
            }
            _ => None,
        }
    })?;
    Some(Fix::parameter(call.node, &spec.name, &value))
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
    let mut tell = |keys: &[&str], expected: &str| {
        let path = keys.join(".");
        let diagnostic = Diagnostic::error("setting-malformed").at(call.node).param(&path);
        let fix = Fix::settings("remove-setting", call.node, [(keys, Value::Null)]);
        found.push(diagnostic.with("path", path).with("expected", expected).fix(fix));
    };
    for problem in &call.problems {
        tell(&problem.path.split('.').collect::<Vec<_>>(), problem.expected);
    }
    for (name, value) in &call.api.parameters {
        if matches!(value, ParamValue::Unknown(_)) {
            tell(&["parameters", name], "parameter");
        }
    }
}

fn account(call: &Call<'_>, found: &mut Vec<Diagnostic>) {
    if let AssumeApiAccount::Malformed(text) = call.api.account() {
        let diagnostic = Diagnostic::error("account-malformed").at(call.node).param("account");
        let fix = Fix::settings("own-account", call.node, [(&["account"][..], "".into())]);
        found.push(diagnostic.with("account", text).fix(fix));
    }
}
