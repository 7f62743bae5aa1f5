//! Findings as SARIF 2.1.0, the form that code review tools read.
//!
//! **Source**: OASIS "Static Analysis Results Interchange Format Version 2.1.0".

use serde_json::{Value, json};
use soarboard_engine::check::Severity;

use super::check::Finding;

/// Returns the log of one run.
pub(super) fn log(findings: &[Finding]) -> Value {
    let mut rules: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &rules)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "soarboard",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
            } },
            "results": results,
        }],
    })
}

fn result(finding: &Finding, rules: &[&str]) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Remind => "note",
    };
    let mut physical = json!({ "artifactLocation": { "uri": uri(&finding.file) } });
    if let Some(line) = finding.line {
        physical["region"] = json!({ "startLine": line });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(element) = finding.node.as_ref().or(finding.edge.as_ref()) {
        let full = finding.param.as_ref().map_or(element.clone(), |param| format!("{element}/{param}"));
        location["logicalLocations"] =
            json!([{ "name": element, "fullyQualifiedName": full, "kind": "object" }]);
    }
    json!({
        "ruleId": finding.code,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.code),
        "level": level,
        "message": { "text": finding.message },
        "locations": [location],
    })
}

/// Returns a path as a URI reference: forward slashes, everything unusual percent-encoded.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    let mut uri = match (is_absolute, path.starts_with('/')) {
        (false, _) => String::new(),
        (true, true) => "file://".to_owned(),
        (true, false) => "file:///".to_owned(),
    };
    for byte in path.bytes() {
        let is_plain =
            byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (is_absolute && byte == b':');
        if is_plain { uri.push(char::from(byte)) } else { uri.push_str(&format!("%{byte:02X}")) }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("play books/中.json"), "play%20books/%E4%B8%AD.json");
        assert_eq!(uri("/a/b.json"), "file:///a/b.json");
        assert_eq!(uri("a:b.json").contains(':'), cfg!(windows) || "a:b.json".as_bytes()[1] == b':');
    }
}
