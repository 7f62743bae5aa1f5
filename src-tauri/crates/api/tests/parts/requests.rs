//! Requests: how large they get over 5,000 selected nodes, and that what is larger than a message arrives in parts.

use serde_json::{Value, json};
use soarboard_api::parts::{MOST_BYTES, PART_KEY};
use soarboard_model::playbook::{Node, Playbook, Position};

use super::{NODES, received};
use crate::support::Desk;

/// Ids as other editors write them, longer than our own.
fn id(number: usize) -> String {
    format!("Activity_{number:07}")
}

async fn selected(desk: &Desk) -> (Value, Vec<String>) {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    for number in 0..NODES {
        let node = Node {
            id: id(number).as_str().into(),
            name: format!("查询_{number}"),
            kind: "AliyunCloudOpenAPI".to_owned(),
            ..Node::default()
        };
        playbook.positions.insert(node.id.clone(), Position { x: (number % 70) as f64, y: number as f64 });
        playbook.nodes.insert(node.id.clone(), node);
    }
    let path = desk.folder().join("selected.playbook.json");
    std::fs::write(&path, soarboard_model::format::write(&playbook)).unwrap();
    desk.choose(&path);
    let doc = desk.ok("document_open", json!({})).await["doc"].clone();
    (doc, (0..NODES).map(id).collect())
}

/// Sends a request as a window does: in parts where it is larger than a message. Returns the last answer.
async fn sent(desk: &Desk, command: &str, request: &Value) -> Value {
    let text = request.to_string();
    if text.len() <= MOST_BYTES {
        return received(desk, command, request.clone()).await.0;
    }
    let letters: Vec<char> = text.chars().collect();
    let parts: Vec<String> = letters.chunks(80_000).map(|part| part.iter().collect()).collect();
    let mut name = Value::Null;
    for (index, text) in parts.iter().enumerate() {
        let more = index + 1 < parts.len();
        let message = json!({ PART_KEY: { "request": name, "text": text, "more": more } });
        assert!(message.to_string().len() <= MOST_BYTES);
        if !more {
            return received(desk, command, message).await.0;
        }
        name = desk.message(command, message).await;
    }
    unreachable!("a text beyond the bound has a last part")
}

fn edit(doc: &Value, command: Value) -> Value {
    json!({ "doc": doc, "command": command })
}

#[tokio::test]
async fn what_is_asked_of_5000_selected_nodes_fits_one_message_but_for_places_of_their_own_and_pasted_text() {
    let desk = Desk::new();
    let (doc, nodes) = selected(&desk).await;
    let copied = desk.ok("nodes_copy", json!({ "doc": doc, "nodes": nodes })).await["text"].clone();
    let places: Vec<Value> = (0..NODES)
        .map(|number| json!({ "node": id(number), "position": { "x": 1200, "y": number } }))
        .collect();
    let edits = [
        ("move", json!({ "moveNodes": { "together": { "nodes": nodes, "dx": 16, "dy": -8 } } }), true),
        ("disable", json!({ "disableNodes": { "nodes": nodes, "disabled": true } }), true),
        ("layout", json!({ "layout": { "nodes": nodes } }), true),
        ("delete", json!({ "delete": { "nodes": nodes, "edges": [] } }), true),
        ("align", json!({ "moveNodes": { "moves": places } }), false),
        ("paste", json!({ "paste": { "text": copied } }), false),
    ];
    for (what, command, fits) in edits {
        let request = edit(&doc, command);
        let size = request.to_string().len();
        if fits {
            assert!(size <= 100_000, "{what}: {size} bytes");
        } else {
            assert!(size > MOST_BYTES, "{what}: {size} bytes, which fits by now");
        }

        let answer = sent(&desk, "edit", &request).await;

        let touched: usize = ["removed", "added", "updated"]
            .iter()
            .map(|part| answer["change"][part].as_array().unwrap().len())
            .sum();
        assert!(touched > NODES / 2, "{what} touched {touched} records");
        received(&desk, "undo", json!({ "doc": doc })).await;
    }
}

#[tokio::test]
async fn a_request_in_parts_is_carried_out_once_with_the_last() {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await["doc"].clone();
    let words = "\"查\\\n".repeat(60_000);
    let text = edit(&doc, json!({ "setHeader": { "description": words } })).to_string();
    let half = text.char_indices().nth(text.chars().count() / 2).unwrap().0;

    let name = desk.message("edit", json!({ PART_KEY: { "text": text[..half], "more": true } })).await;
    let between = desk.ok("document_show", json!({ "doc": doc })).await;
    let last = json!({ PART_KEY: { "request": name, "text": text[half..] } });
    received(&desk, "edit", last.clone()).await;

    assert_eq!(between["state"]["canUndo"], false, "half a request changed something");
    let after = desk.ok("document_show", json!({ "doc": doc })).await;
    assert!(after["header"]["description"] == words.as_str());
    assert_eq!(refused(&desk, last).await["message"]["id"], "error-request-gone");
}

#[tokio::test]
async fn parts_that_make_no_request_are_refused_and_forgotten() {
    let desk = Desk::new();
    for odd in [json!(7), json!({}), json!({ "text": 7 }), json!({ "text": "{\"doc\":" })] {
        assert_eq!(refused(&desk, json!({ PART_KEY: odd })).await["code"], "bad-request", "{odd}");
    }
    let unknown = json!({ PART_KEY: { "request": "request-1-a", "text": "" } });
    assert_eq!(refused(&desk, unknown).await["message"]["id"], "error-request-gone");

    let text = "a".repeat(40 * 1024 * 1024);
    let name = desk.message("edit", json!({ PART_KEY: { "text": text, "more": true } })).await;
    let next = json!({ PART_KEY: { "request": name, "text": text, "more": true } });
    assert_eq!(refused(&desk, next.clone()).await["message"]["id"], "error-request-too-large");
    assert_eq!(refused(&desk, next).await["message"]["id"], "error-request-gone");
}

async fn refused(desk: &Desk, message: Value) -> Value {
    serde_json::to_value(desk.refusal("edit", message).await).unwrap()
}
