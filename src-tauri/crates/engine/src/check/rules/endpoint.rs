//! The host that is called.

use serde_json::json;
use soarboard_model::expr;

use super::Rule;
use crate::check::diagnostic::{Diagnostic, Fix};
use crate::check::facts::NodeInput;
use crate::check::knowledge::{Call, Lookup};

pub(super) const RULE: Rule = Rule {
    codes: &["endpoint-missing", "endpoint-malformed", "endpoint-foreign", "region-mismatch"],
    of_node: Some(|input, found| {
        // Without an operation there is nothing to say about its host yet.
        let call = input.call.as_ref().filter(|call| !matches!(call.operation, Lookup::NotChosen));
        found.extend(call.and_then(|call| host(input, call)));
    }),
    of_flow: None,
};

fn host(input: &NodeInput<'_>, call: &Call<'_>) -> Option<Diagnostic> {
    let endpoint = call.api.endpoint.as_str();
    if endpoint.is_empty() {
        return Some(recommend(input, call, Diagnostic::error("endpoint-missing")));
    }
    if expr::is_expression(endpoint) {
        return None;
    }
    if !is_host(endpoint) {
        return Some(malformed(call));
    }
    if !call.hosts.is_empty() && !call.hosts.iter().any(|host| host.eq_ignore_ascii_case(endpoint)) {
        let diagnostic = Diagnostic::warn("endpoint-foreign").with("product", &call.api.product);
        return Some(recommend(input, call, diagnostic));
    }
    region(input, call)
}

fn place(call: &Call<'_>, diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.at(call.node).param("endpoint").with("endpoint", &call.api.endpoint)
}

fn recommend(input: &NodeInput<'_>, call: &Call<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let diagnostic = place(call, diagnostic);
    match input.catalogue.recommended_endpoint(&call.api.product, call.region()) {
        Some(host) => diagnostic.fix(Fix::set("endpoint", call.node, "endpoint", &host)),
        None => diagnostic,
    }
}

fn malformed(call: &Call<'_>) -> Diagnostic {
    let diagnostic = place(call, Diagnostic::error("endpoint-malformed"));
    // A pasted address usually has the host in its middle.
    let text = call.api.endpoint.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if is_host(host) { diagnostic.fix(Fix::set("endpoint", call.node, "endpoint", host)) } else { diagnostic }
}

/// Says whether a text is a host name: labels of letters, digits and hyphens, at least two of them.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(is_label)
}

/// Tells a host that serves other regions than the parameter `RegionId` names, if the product has one that does.
///
/// Some products' `RegionId` names an area rather than a host's region (cloud-siem: `cn-hangzhou` is served by the host
/// in `cn-shanghai`); no host lists such a region, and nothing is told.
fn region(input: &NodeInput<'_>, call: &Call<'_>) -> Option<Diagnostic> {
    let wanted = call.literal("RegionId").filter(|region| !region.is_empty())?;
    let serves = |host: &str| input.catalogue.regions_of_host(&call.api.product, host);
    let served = serves(&call.api.endpoint);
    if served.is_empty() || served.iter().any(|region| region == wanted) {
        return None;
    }
    let better = call.hosts.iter().find(|host| serves(host).iter().any(|region| region == wanted))?;
    let diagnostic = place(call, Diagnostic::warn("region-mismatch")).with("region", wanted);
    let diagnostic = diagnostic.fix(Fix::set("endpoint", call.node, "endpoint", better));
    let [only] = &served[..] else { return Some(diagnostic) };
    let region = [(&["parameters", "RegionId"][..], json!({ "value": only }))];
    Some(diagnostic.fix(Fix::settings("region", call.node, region).with("value", only)))
}
