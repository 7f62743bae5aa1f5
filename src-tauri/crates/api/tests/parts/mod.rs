//! Messages stay within their bound whatever an edit touches: a playbook of 5,000 nodes arranged, undone, redone, checked.

mod requests;

use serde_json::{Value, json};
use soarboard_api::parts::{MOST_BYTES, PART_KEY};
use soarboard_engine::change::Change;
use soarboard_model::format;
use soarboard_model::playbook::{Edge, Node, Playbook, PortRef, Position};

use crate::support::Desk;

const NODES: usize = 5_000;

/// Chains that nothing starts, so that arranging moves every node and a check finds something about each.
fn large() -> Playbook {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    for number in 1..=NODES {
        let (id, kind) = (format!("n{number}"), "AliyunCloudOpenAPI".to_owned());
        let node = Node { id: id.as_str().into(), name: format!("查询_{number}"), kind, ..Node::default() };
        playbook.positions.insert(node.id.clone(), Position { x: 1.0, y: number as f64 });
        if number % 50 != 1 {
            let end = |node: usize, port: &str| PortRef {
                node: format!("n{node}").as_str().into(),
                port: port.into(),
            };
            let id = format!("e{number}");
            let (from, to) = (end(number - 1, "out"), end(number, "in"));
            let edge = Edge { id: id.as_str().into(), from, to, ..Edge::default() };
            playbook.edges.insert(edge.id.clone(), edge);
        }
        playbook.nodes.insert(node.id.clone(), node);
    }
    playbook
}

/// Takes an answer as a window does; returns it with the size of its largest message and how many they were.
async fn received(desk: &Desk, command: &str, args: Value) -> (Value, usize, usize) {
    let first = desk.message(command, args).await;
    let (mut largest, mut count) = (first.to_string().len(), 1);
    let Some(mut part) = first.get(PART_KEY).cloned() else { return (first, largest, count) };
    let mut text = part["text"].as_str().unwrap().to_owned();
    while let Some(next) = part.get("next") {
        part = desk.message("answer_more", json!({ "answer": part["answer"], "from": next })).await;
        text.push_str(part["text"].as_str().unwrap());
        largest = largest.max(part.to_string().len());
        count += 1;
    }
    (serde_json::from_str(&text).unwrap(), largest, count)
}

#[tokio::test]
async fn no_message_of_a_large_change_is_beyond_the_bound() {
    let desk = Desk::new();
    let path = desk.folder().join("large.playbook.json");
    let mut mirror = large();
    std::fs::write(&path, format::write(&mirror)).unwrap();
    desk.choose(&path);
    let doc = desk.ok("document_open", json!({})).await["doc"].clone();
    let before = format::write(&mirror);

    let layout = json!({ "doc": doc, "command": { "layout": {} } });
    for (command, args) in
        [("edit", layout), ("undo", json!({ "doc": doc })), ("redo", json!({ "doc": doc }))]
    {
        let (answer, largest, count) = received(&desk, command, args).await;
        assert!(largest <= MOST_BYTES, "{command}: a message of {largest} bytes");
        assert!(count > 1, "{command} is not large any more");
        let change: Change = serde_json::from_value(answer["change"].clone()).unwrap();
        assert!(change.len() >= NODES - 100, "{command} touches {} records", change.len());
        change.apply(&mut mirror);
        assert_eq!(format::write(&mirror) == before, command == "undo", "{command}");
    }
    let (answer, largest, _) = received(&desk, "document_check", json!({ "doc": doc })).await;
    assert!(answer["diagnostics"].as_array().unwrap().len() > NODES);
    assert!(largest <= MOST_BYTES, "a message of {largest} bytes");
}

#[tokio::test]
async fn an_answer_is_forgotten_with_its_last_part() {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await["doc"].clone();
    let command = json!({ "setHeader": { "description": "\"".repeat(MOST_BYTES) } });

    let first = desk.message("edit", json!({ "doc": doc, "command": command })).await[PART_KEY].clone();
    let request = json!({ "answer": first["answer"], "from": first["next"] });
    let mut next = desk.message("answer_more", request.clone()).await;
    while let Some(from) = next.get("next") {
        next = desk.message("answer_more", json!({ "answer": first["answer"], "from": from })).await;
    }

    assert_eq!(desk.err("answer_more", request).await["message"]["id"], "error-answer-gone");
}
