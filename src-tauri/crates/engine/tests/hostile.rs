//! Hostile texts in every field and every command: kept as they are or refused with a reason, drawn as text, undone to
//! the byte. And a document far larger than any that was meant.

use std::time::Instant;

use serde_json::{Value, json};
use soarboard_engine::check::{Embedded, check};
use soarboard_engine::document::Document;
use soarboard_engine::edit::{
    AddNode, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MoveToFlow, Paste, Reconnect,
    RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings, SettingChange, Ungroup, clipboard, rules,
};
use soarboard_engine::find::{Query, find};
use soarboard_engine::session::Session;
use soarboard_engine::{export, picture};
use soarboard_model::format::{read, write};
use soarboard_model::message::Lang;
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position, Trigger, TriggerInput};

fn hostile() -> Vec<String> {
    let long = ["a".repeat(10_000), "报".repeat(10_000), "\u{1f525}".repeat(10_000)];
    let short = [
        "<img src=x onerror=alert(1)>",
        "</text></svg><script>alert(1)</script>",
        "]]>&amp;\"' onload=\"x",
        "\u{202e}txt.exe\u{2066}\u{200f}",
        "a\u{301}\u{301}\u{301}\u{200d}\u{fe0f}",
        "\u{1f469}\u{200d}\u{1f4bb}\u{1f3f4}\u{e0067}",
        "__proto__",
        "constructor",
        "toString",
        "${event.x}",
        "<%= f(${a}) %>",
        "a\u{0}b\nc\td\u{7f}\u{fffe}",
        "=cmd|'/C calc'!A0",
        "../../etc/passwd",
        "%s%n{0}",
        " ",
        "",
    ];
    short.map(str::to_owned).into_iter().chain(long).collect()
}

/// A playbook with a text wherever it can have one, ids and ports included.
fn playbook(text: &str) -> Playbook {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    playbook.header.name = text.to_owned();
    playbook.header.description = text.to_owned();
    let input = TriggerInput { name: text.to_owned(), data_type: text.to_owned(), ..TriggerInput::default() };
    playbook.header.trigger = Trigger { kind: text.to_owned(), inputs: vec![input], ..Trigger::default() };
    let branches = json!([{"id": text, "name": text, "when": {"text": text}}]);
    let nodes = [
        (format!("{text}1"), "start", json!({})),
        (
            format!("{text}2"),
            "AliyunCloudOpenAPI",
            json!({
                "product": text, "operation": text, "endpoint": text, "account": text, "rowsPath": text,
                "parameters": {text: {"value": text}, "P": {"expression": format!("${{{text}}}")}},
            }),
        ),
        (format!("{text}3"), "exclusiveGateway", json!({ "branches": branches })),
        (format!("{text}4"), text, json!({ text: text })),
        (format!("{text}5"), "note", json!({"text": text, "color": text, "width": text})),
        (format!("{text}6"), "childFlow", json!({"loop": {"mode": text, "over": text}})),
        (format!("{text}7"), "group", json!({ "text": text })),
    ];
    for (index, (id, kind, settings)) in nodes.into_iter().enumerate() {
        let node = Node {
            id: id.as_str().into(),
            name: text.to_owned(),
            kind: kind.to_owned(),
            action: text.to_owned(),
            description: text.to_owned(),
            settings: settings.as_object().cloned().unwrap_or_default(),
            ..Node::default()
        };
        playbook.positions.insert(node.id.clone(), Position { x: index as f64 * 300.0, y: 0.0 });
        playbook.nodes.insert(node.id.clone(), node);
    }
    let ends = [(1, "out", 2), (2, "out", 3), (3, text, 4), (3, "else", 4)];
    for (index, (from, port, to)) in ends.into_iter().enumerate() {
        let edge = Edge {
            id: format!("{text}-{index}").as_str().into(),
            from: PortRef { node: format!("{text}{from}").as_str().into(), port: port.to_owned() },
            to: PortRef { node: format!("{text}{to}").as_str().into(), port: text.to_owned() },
            ..Edge::default()
        };
        playbook.edges.insert(edge.id.clone(), edge);
    }
    // What is opened has been read, and reading brings a file into order.
    read(write(&playbook).as_bytes()).expect("what is written can be read").playbook
}

fn commands(text: &str, playbook: &Playbook) -> Vec<EditCommand> {
    let node = |number: usize| NodeId(format!("{text}{number}"));
    let at = |number: usize, port: &str| PortRef { node: node(number), port: port.to_owned() };
    let input = TriggerInput { name: text.to_owned(), ..TriggerInput::default() };
    let trigger = Trigger { kind: text.to_owned(), inputs: vec![input], ..Trigger::default() };
    let paste = |text: String| Paste { text, position: None, parent: None, links: true };
    let settings = |path: &[&str], value: Value| {
        let settings =
            vec![SettingChange { path: path.iter().map(|key| (*key).to_owned()).collect(), value }];
        EditCommand::SetSettings(SetSettings { node: node(2), settings })
    };
    let edge = playbook.edges.keys().next().cloned().unwrap_or_default();
    let mut all = vec![
        EditCommand::AddNode(AddNode { kind: text.to_owned(), ..AddNode::default() }),
        EditCommand::AddNode(AddNode {
            kind: "SLS".to_owned(),
            action: Some(text.to_owned()),
            connect_from: Some(at(2, text)),
            ..AddNode::default()
        }),
        EditCommand::AddNode(AddNode {
            kind: "note".into(),
            parent: Some(text.into()),
            ..AddNode::default()
        }),
        EditCommand::DescribeNode(DescribeNode { node: node(2), description: text.to_owned() }),
        EditCommand::SetHeader(SetHeader {
            name: Some(format!("{text}!")),
            description: Some(format!("{text}!")),
            trigger: Some(trigger),
        }),
        settings(&["parameters", text], json!({"value": format!("{text}!")})),
        settings(&[text, text, text], json!({ text: [text] })),
        settings(&["__proto__", "polluted"], json!(true)),
        settings(&["constructor", "prototype"], json!({})),
        settings(&["endpoint"], json!(format!("{text}!"))),
        EditCommand::Connect(Connect { from: at(1, text), to: at(4, text) }),
        EditCommand::Connect(Connect { from: at(2, "out"), to: at(4, text) }),
        EditCommand::Reconnect(Reconnect { edge: edge.clone(), from: None, to: Some(at(4, text)) }),
        EditCommand::SetEdge(SetEdge { edge, required: true }),
        EditCommand::DisableNodes(DisableNodes { nodes: vec![node(2), node(4)], disabled: true }),
        EditCommand::ReplaceNode(ReplaceNode { node: node(2), kind: text.to_owned(), action: None }),
        EditCommand::ReplaceNode(ReplaceNode {
            node: node(4),
            kind: "SLS".to_owned(),
            action: Some(text.to_owned()),
        }),
        EditCommand::Paste(paste(text.to_owned())),
        EditCommand::Paste(paste(clipboard::copy(
            &Document::new(playbook.clone()),
            &[node(2), node(3), node(4)],
        ))),
        EditCommand::Layout(Layout::default()),
        EditCommand::MoveToFlow(MoveToFlow {
            nodes: vec![node(2)],
            parent: Some(node(6)),
            ..MoveToFlow::default()
        }),
        EditCommand::Delete(Delete { nodes: vec![node(3)], heal: true, ..Delete::default() }),
        EditCommand::Ungroup(Ungroup { nodes: vec![node(6), node(7)] }),
    ];
    all.push(EditCommand::RenameNode(RenameNode { node: node(2), name: text.to_owned() }));
    all.push(EditCommand::RenameNode(RenameNode { node: node(5), name: format!("{text}!") }));
    all
}

/// Only what the drawing is made of, and nothing that runs.
fn assert_harmless(svg: &str, text: &str) {
    let document = roxmltree::Document::parse(svg).expect("sound XML");
    let known = ["svg", "title", "metadata", "rect", "g", "path", "text", "tspan"];
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&element.tag_name().name()), "{text:.40}: {:?}", element.tag_name());
        let runs = |name: &str| name.starts_with("on") || name == "href";
        assert!(!element.attributes().any(|attribute| runs(attribute.name())), "{text:.40}");
    }
}

/// Every way out of a document.
fn assert_exports(playbook: &Playbook, text: &str) {
    let file = export::to_json(playbook);
    let again = read(file.as_bytes()).expect("what is written can be read").playbook;
    assert_eq!(write(&again), file, "{text:.40}");
    assert_eq!(export::json_report(playbook).nodes.len(), playbook.nodes.len());
    for lang in [Lang::En, Lang::Zh] {
        let drawn = picture::draw(playbook, lang);
        assert_harmless(&drawn.svg, text);
        let inside = picture::read(drawn.svg.as_bytes()).expect("the picture carries its playbook").playbook;
        assert_eq!(write(&inside), file, "{text:.40}");
    }
    for found in check(playbook, &Embedded) {
        for lang in [Lang::En, Lang::Zh] {
            assert!(!found.message.text(lang).is_empty());
        }
    }
    find(playbook, Query { text, case_sensitive: true }, 100);
    clipboard::copy(&Document::new(playbook.clone()), &playbook.nodes.keys().cloned().collect::<Vec<_>>());
}

#[test]
fn hostile_texts_pass_every_command_and_every_export_as_text() {
    let (mut done, mut refused) = (0, 0);
    for text in hostile() {
        let first = playbook(&text);
        assert_exports(&first, &text);
        let mut session = Session::new(first.clone());
        for command in commands(&text, &first) {
            match session.apply(&command, None) {
                Ok(_) => done += 1,
                Err(refusal) => {
                    assert!(rules::REFUSALS.contains(&refusal.code));
                    refused += 1;
                }
            }
        }
        assert_exports(session.playbook(), &text);
        while session.undo().is_some() {}
        assert_eq!(write(session.playbook()), write(&first), "{text:.40}");
    }
    println!("{} texts: {done} edits done, {refused} refused with a reason", hostile().len());
    assert!(done > 200 && refused > 100);
}

#[test]
fn a_name_that_is_accepted_can_be_referred_to() {
    let mut accepted = 0;
    for text in hostile() {
        let mut playbook = soarboard_engine::sample::playbook();
        let nodes: Vec<NodeId> = playbook.nodes.keys().cloned().collect();
        let caller =
            playbook.nodes.values().find(|node| node.kind == "AliyunCloudOpenAPI").unwrap().id.clone();
        let user = nodes.last().unwrap().clone();
        let old = playbook.nodes[&caller].name.clone();
        playbook.nodes[&user].settings.insert("x".to_owned(), json!(format!("${{{old}.a}} and text")));
        let mut session = Session::new(playbook);

        let rename = EditCommand::RenameNode(RenameNode { node: caller, name: text.clone() });
        if session.apply(&rename, None).is_err() {
            continue;
        }

        accepted += 1;
        assert_eq!(session.playbook().nodes[&user].settings["x"], json!(format!("${{{text}.a}} and text")));
        let found = check(session.playbook(), &Embedded);
        assert!(!found.iter().any(|one| one.code.starts_with("reference")), "{text:.40}: {found:?}");
    }
    assert!(accepted >= 8, "{accepted}");
}

/// Ten times what is meant to be fluid: it opens, is checked, edited, undone and saved. Beyond 64 MiB a file is refused
/// with its size.
#[test]
fn fifty_thousand_nodes_open_are_checked_edited_and_saved() {
    const NODES: usize = 50_000;
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    for number in 1..=NODES {
        let (kind, name) = match number {
            1 => ("start", "event".to_owned()),
            NODES => ("end", "end".to_owned()),
            _ => ("defaultInput", format!("step_{number}")),
        };
        // Some refer to others, as nodes do.
        let note = format!("${{step_{}.x}}", number / 2);
        let settings = if number % 10 == 5 { json!({ "x": note }) } else { json!({}) };
        let node = Node {
            id: format!("n{number}").as_str().into(),
            name,
            kind: kind.to_owned(),
            settings: settings.as_object().cloned().unwrap_or_default(),
            ..Node::default()
        };
        playbook.positions.insert(node.id.clone(), Position { x: number as f64 * 300.0, y: 0.0 });
        playbook.nodes.insert(node.id.clone(), node);
        if number > 1 {
            let end = |number: usize, port: &str| PortRef {
                node: format!("n{number}").as_str().into(),
                port: port.to_owned(),
            };
            let edge = Edge {
                id: format!("e{number}").as_str().into(),
                from: end(number - 1, "out"),
                to: end(number, "in"),
                ..Edge::default()
            };
            playbook.edges.insert(edge.id.clone(), edge);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.playbook.json");
    std::fs::write(&path, write(&playbook)).unwrap();
    let mut times = Vec::new();
    let mut begun = Instant::now();
    let mut lap = |name: &'static str| {
        times.push((name, begun.elapsed()));
        begun = Instant::now();
    };

    let mut session = Session::open(&path).unwrap();
    lap("open");
    let found = check(session.playbook(), &Embedded);
    lap("check");
    let cut = Delete { nodes: vec!["n25000".into()], heal: true, ..Delete::default() };
    session.apply(&EditCommand::Delete(cut), None).unwrap();
    lap("edit");
    session.undo().unwrap();
    lap("undo");
    let rename = RenameNode { node: "n2".into(), name: "renamed".to_owned() };
    session.apply(&EditCommand::RenameNode(rename), None).unwrap();
    lap("rename");
    session.save().unwrap();
    lap("save");

    let bytes = std::fs::metadata(&path).unwrap().len();
    println!("{NODES} nodes, {bytes} bytes, {} findings: {times:?}", found.len());
    assert_eq!((session.playbook().nodes.len(), session.is_dirty()), (NODES, false));
}
