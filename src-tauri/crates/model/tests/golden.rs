//! The golden file that holds a node of every kind and action: it keeps opening, and writing it changes no byte.
//!
//! A kind or action that is added fails here until the file has a node of it.

use std::collections::BTreeSet;

use soarboard_model::component::kinds;
use soarboard_model::format::{playbook_schema, read, write};
use soarboard_model::playbook::Playbook;

const EVERY_KIND: &str = include_str!("../../../../tests/fixtures/golden/every-kind.playbook.json");

fn playbook() -> Playbook {
    let outcome = read(EVERY_KIND.as_bytes()).expect("the golden file is a playbook");
    assert_eq!(outcome.notes, []);
    outcome.playbook
}

#[test]
fn the_file_is_canonical_and_keeps_what_nobody_knows() {
    let text = write(&playbook());

    assert_eq!(text, EVERY_KIND, "writing what was read changes bytes");
    assert_eq!(text.matches("\"later\"").count(), 7, "unknown fields stand on every level and are kept");
    assert!(text.contains("9007199254740993") && text.contains("\"slots\": 2"));
}

#[test]
fn every_kind_and_action_stands_in_it() {
    let there: BTreeSet<(String, String)> =
        playbook().nodes.values().map(|node| (node.kind.clone(), node.action.clone())).collect();

    for kind in kinds() {
        let actions = kind.actions.iter().map(|action| action.id);
        for action in actions.chain(kind.actions.is_empty().then_some("")) {
            let node = (kind.id.to_owned(), action.to_owned());
            assert!(there.contains(&node), "{node:?} is missing");
        }
    }
}

#[test]
fn the_schema_knows_the_settings_of_every_kind() {
    let schema = playbook_schema();

    for kind in kinds() {
        let settings = &schema["$defs"][format!("Settings.{}", kind.id)];
        for key in kind.settings_order {
            assert!(settings["properties"].get(key).is_some(), "{}: {key}", kind.id);
        }
    }
    for field in ["disabled", "parent"] {
        assert!(schema["$defs"]["PlaybookNode"]["properties"].get(field).is_some(), "{field}");
    }
    assert!(schema["$defs"]["Edge"]["properties"].get("required").is_some());
}
