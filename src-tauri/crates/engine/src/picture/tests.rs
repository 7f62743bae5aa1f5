//! What a picture shows, that it is sound XML, and that it opens again.

use serde_json::json;
use soarboard_model::format;
use soarboard_model::playbook::PortRef;

use super::*;
use crate::testing::book;

/// Texts that would break a picture, or run in it, were they not escaped.
const HOSTILE: &[&str] = &[
    "<img src=x onerror=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    "]]>&amp;\"' onload=\"x",
    "a\u{202e}b\u{0}\u{1}\u{7f}\u{9f}\u{fffe}",
    "\u{1f525}屏蔽 IP",
    "__proto__",
    "</metadata><metadata id=\"soarboard-playbook\">{}",
];

fn texts(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("sound XML");
    let is_text = |node: &roxmltree::Node<'_, '_>| node.has_tag_name("text");
    document.descendants().filter(is_text).filter_map(|node| node.text().map(str::to_owned)).collect()
}

#[test]
fn a_picture_shows_names_kinds_and_connections() {
    let mut playbook = book(&[("n1", "start"), ("n2", "api"), ("n3", "end")], &["n1>n2", "n2>n3"]);
    let settings = &mut playbook.nodes["n2"].settings;
    settings.insert("product".into(), json!("Sas"));
    settings.insert("operation".into(), json!("DescribeVulList"));

    let picture = draw(&playbook, Lang::En);

    assert_eq!(texts(&picture.svg), ["event", "name-n2", "Sas · DescribeVulList", "name-n3"]);
    assert_eq!(picture.svg.matches("stroke-width=\"1.5\"").count(), 2, "two edges");
    assert!(picture.svg.contains("#0b7285"), "the call reads");
    assert_eq!(draw(&playbook, Lang::En), picture, "the same every time");
}

#[test]
fn hostile_texts_stay_text_and_come_back() {
    for hostile in HOSTILE {
        let mut playbook = book(&[("n1", "start"), ("n2", "unheard"), ("n3", "note")], &["n1>n2"]);
        playbook.header.name = (*hostile).to_owned();
        playbook.header.description = (*hostile).to_owned();
        playbook.nodes["n2"].name = (*hostile).to_owned();
        playbook.nodes["n2"].kind = (*hostile).to_owned();
        playbook.nodes["n3"].settings.insert("text".into(), json!(hostile));
        // Compared as read, since reading brings a file into order.
        let before = format::read(format::write(&playbook).as_bytes()).unwrap().playbook;

        let picture = draw(&playbook, Lang::Zh);

        let document = roxmltree::Document::parse(&picture.svg).expect("sound XML");
        let known = ["svg", "title", "metadata", "rect", "g", "path", "text", "tspan"];
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{hostile:?}: {:?}", node.tag_name());
            assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{hostile:?}");
        }
        let text = playbook_in(picture.svg.as_bytes()).expect("the playbook is inside");
        assert_eq!(format::read(text.as_bytes()).unwrap().playbook, before, "{hostile:?}");
    }
}

#[test]
fn child_flows_stand_in_frames_of_their_own() {
    let mut playbook =
        book(&[("n1", "start"), ("n2", "childFlow"), ("n3", "start"), ("n4", "end")], &["n3>n4"]);
    playbook.nodes["n3"].parent = Some("n2".into());
    playbook.nodes["n4"].parent = Some("n2".into());

    let picture = draw(&playbook, Lang::En);

    let shown = texts(&picture.svg);
    assert_eq!(
        shown.iter().filter(|text| *text == "name-n2").count(),
        2,
        "the node, and its frame: {shown:?}"
    );
    assert_eq!(picture.svg.matches("<g transform").count(), 2);
}

#[test]
fn an_edge_leaves_a_gateway_at_its_branch() {
    let mut playbook = book(&[("n1", "exclusiveGateway"), ("n2", "end")], &["n1>n2"]);
    playbook.nodes["n1"]
        .settings
        .insert("branches".into(), json!([{"id": "b1", "name": "severe"}, {"id": "b2", "name": ""}]));
    playbook.edges[0].from = PortRef { node: "n1".into(), port: "else".into() };
    let flow = flows(&playbook);
    let gateway = placed(&playbook, flow[0].1[0].0, flow[0].1[0].1);

    assert_eq!(edge::port_offset(&gateway, "b1", true), 57.0);
    assert_eq!(edge::port_offset(&gateway, "else", true), 109.0);
    assert_eq!(edge::port_offset(&gateway, "gone", true), gateway.rect.height / 2.0);
    let shown = texts(&draw(&playbook, Lang::En).svg);
    assert_eq!(shown[1..4], ["IF", "severe", "ELSE IF"], "{shown:?}");
}

#[test]
fn an_edge_that_runs_backwards_stays_in_the_picture() {
    let mut playbook = book(&[("n1", "api"), ("n2", "api")], &["n1>n2"]);
    let plain = draw(&playbook, Lang::En).width;
    playbook.edges[0].from = PortRef { node: "n2".into(), port: "out".into() };
    playbook.edges[0].to = PortRef { node: "n1".into(), port: "in".into() };

    let picture = draw(&playbook, Lang::En);

    assert!(picture.width > plain + 300.0, "{} and {plain}: it swings out on both sides", picture.width);
    let document = roxmltree::Document::parse(&picture.svg).unwrap();
    let shift = document.descendants().find_map(|node| node.attribute("transform")).unwrap();
    let dx: f64 = shift.trim_start_matches("translate(").split(' ').next().unwrap().parse().unwrap();
    assert!(dx + 80.0 > 200.0, "{shift}: room at the left of the first node");
}

#[test]
fn an_empty_playbook_and_a_thousand_nodes_have_pictures() {
    let empty = draw(&Playbook::default(), Lang::En);
    assert_eq!((empty.width, empty.height), (64.0, 64.0));

    let ids: Vec<String> = (0..1000).map(|n| format!("n{n}")).collect();
    let nodes: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "api")).collect();
    let edges: Vec<String> = ids.windows(2).map(|pair| format!("{}>{}", pair[0], pair[1])).collect();
    let edges: Vec<&str> = edges.iter().map(String::as_str).collect();
    assert_eq!(texts(&draw(&book(&nodes, &edges), Lang::En).svg).len(), 2_000);
}

#[test]
fn other_files_carry_no_playbook() {
    for text in
        ["", "{}", "<svg/>", "<svg><metadata id=\"soarboard-playbook\">", "\u{feff}{\"a\": \"<metadata\"}"]
    {
        assert_eq!(playbook_in(text.as_bytes()), None, "{text}");
    }
    assert_eq!(playbook_in(b"\xff\xfe"), None);
}

/// The light theme's tokens by name, as the web view has them.
fn tokens() -> std::collections::BTreeMap<&'static str, &'static str> {
    let css = include_str!("../../../../../ui/src/shared/tokens.css");
    let light = css.split_once("[data-theme='light'] {").expect("the light theme stands first").1;
    let light = light.split_once('}').expect("and ends").0;
    light
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "))
        .collect()
}

#[test]
fn a_picture_has_the_colours_of_the_window() {
    let tokens = tokens();
    let is = |token: &str, colour: &str| assert_eq!(tokens[token], colour, "--{token}");

    for (tone, token) in [
        (card::Tone::Neutral, "edge"),
        (card::Tone::Flow, "flow"),
        (card::Tone::Read, "read"),
        (card::Tone::Write, "write"),
        (card::Tone::Destructive, "destroy"),
    ] {
        is(token, tone.colour());
    }
    for (name, tone, soft) in [
        ("", "warn", "warn-soft"),
        ("blue", "read", "read-soft"),
        ("green", "ok", "ok-soft"),
        ("red", "err", "err-soft"),
        ("purple", "flow", "flow-soft"),
        ("grey", "edge", "surface-2"),
    ] {
        let (line, fill) = card::paper(name);
        is(tone, line);
        is(soft, fill);
        // What the window gives a paper of this name.
        let papers = include_str!("../../../../../ui/src/shared/paper-colours.css");
        let rule =
            if name.is_empty() { "[data-paper] {".to_owned() } else { format!("[data-paper='{name}'] {{") };
        let rule = papers.split_once(&rule).expect(name).1.split_once('}').expect(name).0;
        assert!(rule.contains(&format!("--tone: var(--{tone});")), "{name}");
        assert!(rule.contains(&format!("--soft: var(--{soft});")), "{name}");
    }
}

#[test]
fn a_picture_has_no_colour_of_its_own() {
    let text = include_bytes!("../../../../../tests/fixtures/golden/every-kind.playbook.json");
    let playbook = format::read(text).expect("the golden file").playbook;
    let known: Vec<&str> = tokens().into_values().collect();

    let svg = draw(&playbook, Lang::Zh).svg;
    // The playbook inside carries texts of its own.
    let drawn = svg.split_once("</metadata>").map_or(svg.as_str(), |(_, drawn)| drawn);
    let colours: std::collections::BTreeSet<&str> = drawn
        .match_indices("=\"#")
        .filter_map(|(at, _)| drawn.get(at + 2..at + 9))
        .filter(|colour| colour[1..].chars().all(|c| c.is_ascii_hexdigit()))
        .collect();

    assert!(colours.len() >= 8, "{colours:?}");
    assert_eq!(colours.iter().filter(|colour| !known.contains(colour)).count(), 0, "{colours:?}");
}
