//! Tests of the rules about values inside lists and objects: where exactly a finding stands.

use serde_json::{Value, json};
use soarboard_model::message::Lang;

use super::tests::{Facts, param};
use super::*;

/// Code, place and sentence of what is found when a parameter has this value.
fn found(name: &str, value: Value) -> Vec<(&'static str, String, Severity)> {
    let one = |found: Diagnostic| (found.code, found.param.unwrap_or_default(), found.severity);
    check(&param("a", name, json!({ "value": value })), &Facts).into_iter().map(one).collect()
}

#[test]
fn a_finding_inside_a_list_of_objects_names_its_way() {
    let tags =
        json!([{"Key": "k"}, {"Value": "toolong", "Ids": [1, "x", "9007199254740993", "${event.ip}"]}]);

    assert_eq!(
        found("Tag", tags),
        [
            ("parameter-missing", "parameters.Tag.1.Key".to_owned(), Severity::Error),
            ("value-malformed", "parameters.Tag.1.Ids.1".to_owned(), Severity::Warn),
            ("value-out-of-bounds", "parameters.Tag.1.Value".to_owned(), Severity::Warn),
        ]
    );
}

#[test]
fn lists_have_bounds_of_their_own_and_maps_have_shapes() {
    let three = json!([{"Key": "a"}, {"Key": "b"}, {"Key": "c"}]);
    assert_eq!(found("Tag", three), [("value-out-of-bounds", "parameters.Tag".to_owned(), Severity::Warn)]);
    let labels = json!({"team": 7, "size": "many"});
    assert_eq!(
        found("Labels", labels),
        [("value-malformed", "parameters.Labels.size".to_owned(), Severity::Warn)]
    );
    assert_eq!(found("Tag", json!({"Key": "a"})).len(), 1, "an object is no list");
}

#[test]
fn what_is_a_text_for_a_structure_or_not_there_yet_is_left_alone() {
    for (name, value) in [
        ("Tag", json!("[{\"Key\":\"k\"}]")),
        ("Tag", json!("${event.ip}")),
        ("Tag", json!([])),
        ("Tag", json!([{"Key": "${event.ip}", "Value": null}])),
        ("Flag", json!("")),
        ("Kind", json!(null)),
        ("Page", json!("9007199254740993")),
    ] {
        assert_eq!(found(name, value.clone()), [], "{name} {value}");
    }
}

#[test]
fn bounds_beyond_what_a_double_holds_are_kept() {
    assert_eq!(found("Page", json!("9007199254740994")).len(), 1);
    assert_eq!(
        found("Page", json!("1.5")),
        [("value-malformed", "parameters.Page".to_owned(), Severity::Warn)]
    );
}

#[test]
fn every_variant_has_its_sentence() {
    let variants =
        ["integer", "number", "boolean", "array", "object", "map"].map(|v| format!("malformed-{v}"));
    let bounds = ["small", "large", "short", "long", "few", "many"].map(|v| format!("out-of-bounds-{v}"));
    for variant in variants.iter().chain(&bounds) {
        let message = soarboard_model::message::Message::new(format!("check-value-{variant}"));
        for (name, lang) in [("en", Lang::En), ("zh", Lang::Zh)] {
            let message = ["node", "parameter", "value", "limit"]
                .iter()
                .fold(message.clone(), |m, arg| m.with(arg, "x"));
            assert!(!message.text(lang).contains("check-value"), "{variant} {name}");
        }
    }
}
