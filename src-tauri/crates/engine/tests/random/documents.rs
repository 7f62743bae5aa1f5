//! R8: random documents keep every value through opening, editing and saving, whoever wrote them.
//!
//! Short with every test; `cargo xtask drill documents` runs 10,000. A seed in `SOARBOARD_DRILL_SEED` shows one again.

use std::fs;

use serde_json::{Map, Value, json};
use soarboard_engine::change::PlacedNode;
use soarboard_engine::edit::{AddNode, Delete, EditCommand, MoveNodes, SetHeader};
use soarboard_engine::session::store::StoreErrorKind;
use soarboard_engine::session::{Saved, Session};
use soarboard_model::format::{ReadNote, read, write};
use soarboard_model::playbook::{Playbook, Position};

use crate::text::{self, Kind, Text};

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn r8_random_documents_keep_every_value() {
    let (count, first) = (number("SOARBOARD_DRILL_COUNT", 300), number("SOARBOARD_DRILL_SEED", 1));
    let dir = tempfile::tempdir().unwrap();
    let (mut unknown, mut doubled, mut newer, mut halves) = (0, 0, 0, 0);
    for seed in first..first + count {
        let document = text::of(seed);
        let path = dir.path().join("book.json");
        fs::write(&path, &document.text).unwrap();
        match document.kind {
            Kind::Surrogate => {
                halves += 1;
                is_refused_with_its_place(&path, seed);
            }
            Kind::Newer => {
                newer += 1;
                is_looked_at_only(&path, seed);
            }
            Kind::Usual => is_kept(&path, &document, seed),
        }
        if document.kind != Kind::Usual {
            assert_eq!(
                fs::read(&path).unwrap(),
                document.text.as_bytes(),
                "seed {seed}: the file was touched"
            );
        }
        unknown += document.unknown;
        doubled += document.doubled;
    }
    println!(
        "R8: {count} documents with {unknown} unknown fields, 0 lost, unedited ones untouched; {doubled} doubled keys \
         told, {newer} of a newer format only looked at, {halves} with half a character refused with its place; \
         seeds from {first}"
    );
    assert!(count < 200 || (unknown > 1_000 && doubled > 5 && newer > 3 && halves > 3), "too tame");
}

fn is_refused_with_its_place(path: &std::path::Path, seed: u64) {
    let error = Session::open(path).unwrap_err();
    let said = error.message().text(soarboard_model::message::Lang::En);
    assert!(said.contains("line"), "seed {seed}: {said}");
}

fn is_looked_at_only(path: &std::path::Path, seed: u64) {
    let mut session = Session::open(path).unwrap();
    assert!(session.is_read_only(), "seed {seed}");
    assert!(session.apply(&renamed(), None).is_err(), "seed {seed}");
    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ReadOnlyDocument, "seed {seed}");
}

fn renamed() -> EditCommand {
    EditCommand::SetHeader(SetHeader { name: Some("改过".into()), ..SetHeader::default() })
}

fn is_kept(path: &std::path::Path, document: &Text, seed: u64) {
    let mut session =
        Session::open(path).unwrap_or_else(|error| panic!("seed {seed}: {error:?}\n{}", document.text));
    let doubled = session.notes().iter().filter(|note| matches!(note, ReadNote::RepeatedKey(_))).count();
    assert_eq!(doubled, document.doubled, "seed {seed}: {:?}", session.notes());
    let opened = write(session.playbook());

    assert_eq!(session.save().unwrap(), Saved::Unchanged, "seed {seed}");
    assert_eq!(fs::read(path).unwrap(), document.text.as_bytes(), "seed {seed}: saved without an edit");

    // The same edits in the file's own JSON tell what the saved file must hold at least.
    let plain = document.text.trim_start_matches('\u{feff}');
    let mut expected: Value = serde_json::from_str(plain).unwrap();
    session.apply(&renamed(), None).unwrap();
    expected["name"] = json!("改过");
    let node = session.playbook().nodes.keys().next().cloned();
    if let Some(node) = node {
        let moves = vec![PlacedNode { node: node.clone(), position: Position { x: 7.5, y: -3.0 } }];
        session.apply(&EditCommand::MoveNodes(MoveNodes { moves, together: None }), None).unwrap();
        let place = &mut expected["layout"]["nodes"][node.as_str()];
        place["x"] = json!(7.5);
        place["y"] = json!(-3.0);
    }
    assert_eq!(session.save().unwrap(), Saved::Written, "seed {seed}");

    let saved = fs::read_to_string(path).unwrap();
    let found: Value = serde_json::from_str(&saved).unwrap();
    if let Err(place) = holds(&expected, &found) {
        panic!("seed {seed}: {place}\n{}\n→\n{saved}", document.text);
    }
    let again = read(saved.as_bytes()).unwrap();
    assert!(again.notes.is_empty(), "seed {seed}: {:?}", again.notes);
    assert_eq!(write(&again.playbook), saved, "seed {seed}: what was written is written differently");
    nothing_is_inherited(&mut session, seed);
    while session.undo().is_some() {}
    assert_eq!(write(session.playbook()), opened, "seed {seed}: undo");
}

/// Deletes everything and puts a new node in: it has nothing of those that were there.
fn nothing_is_inherited(session: &mut Session, seed: u64) {
    let Playbook { nodes, edges, .. } = session.playbook();
    let (nodes, edges): (Vec<_>, Vec<_>) = (nodes.keys().cloned().collect(), edges.keys().cloned().collect());
    session.apply(&EditCommand::Delete(Delete { nodes, edges, ..Delete::default() }), None).unwrap();
    let position = Position { x: 1.0, y: 2.0 };
    let start = AddNode { kind: "start".into(), position, ..AddNode::default() };
    session.apply(&EditCommand::AddNode(start), None).unwrap();
    let (id, _) = session.playbook().nodes.iter().next().expect("the node that was added");

    let written: Value = serde_json::from_str(&write(session.playbook())).unwrap();

    assert_eq!(written["layout"]["nodes"][id.as_str()], json!({ "x": 1, "y": 2 }), "seed {seed}: {written}");
}

/// Says where a value of `old` is not in `new`; what a file leaves out may be written out.
fn holds(old: &Value, new: &Value) -> Result<(), String> {
    let below = |key: &str, place: String| format!("/{key}{place}");
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old.iter().try_for_each(|(key, value)| {
            let other = new.get(key).ok_or_else(|| below(key, String::new()))?;
            let is_place = ["x", "y"].contains(&key.as_str()) && is_place(new);
            if is_place && value.as_f64() == other.as_f64() {
                return Ok(());
            }
            holds(value, other).map_err(|place| below(key, place))
        }),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut pairs = old.iter().zip(new).enumerate();
            pairs.try_for_each(|(at, (old, new))| {
                holds(old, new).map_err(|place| below(&at.to_string(), place))
            })
        }
        (Value::Number(old), Value::Number(new)) if spelt(&old.to_string()) == spelt(&new.to_string()) => {
            Ok(())
        }
        _ if old == new => Ok(()),
        _ => Err(format!(": {old} is {new}")),
    }
}

/// Places are numbers of the canvas, not texts: `0.10` comes back as `0.1`.
fn is_place(fields: &Map<String, Value>) -> bool {
    fields.contains_key("x") && fields.contains_key("y")
}

/// A number text with its exponent in one spelling; every digit counts.
fn spelt(text: &str) -> (String, i64) {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    (digits.to_owned(), exponent.parse().expect("an exponent is a whole number"))
}
