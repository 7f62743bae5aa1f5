//! Tests of the checker: every code with a playbook that has it and a near one that has not, texts, order.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};
use soarboard_cloud::catalog::Operation;
use soarboard_model::message::{Lang, Message};
use soarboard_model::playbook::{Edge, Playbook, TriggerInput};

use super::*;
use crate::testing::{book, port};

/// Three lines of facts: one product with two regions and a central host, one operation.
pub(super) struct Facts;

impl Catalogue for Facts {
    fn knows_product(&self, product: &str) -> bool {
        product == "Shop"
    }

    fn operation(&self, product: &str, version: Option<&str>, name: &str) -> Option<OperationFacts> {
        let known = product == "Shop" && version.is_none_or(|version| version == "2020-01-01");
        let operation = match name {
            "ListGoods" => &LIST_GOODS,
            "ShowGoods" => &SHOW_GOODS,
            _ => return None,
        };
        known.then(|| OperationFacts::of(Arc::clone(operation)))
    }

    fn hosts_of(&self, product: &str) -> Vec<String> {
        let hosts = ["shop.aliyuncs.com", "shop.cn-east.aliyuncs.com", "shop.cn-west.aliyuncs.com"];
        if product == "Shop" { hosts.map(str::to_owned).into() } else { Vec::new() }
    }

    fn recommended_endpoint(&self, product: &str, region: Option<&str>) -> Option<String> {
        let place = region.map(|region| format!("{region}.")).unwrap_or_default();
        (product == "Shop").then(|| format!("shop.{place}aliyuncs.com"))
    }

    fn regions_of_host(&self, _: &str, host: &str) -> Vec<String> {
        let region = host.split('.').nth(1).filter(|region| region.starts_with("cn-"));
        region.map(str::to_owned).into_iter().collect()
    }
}

/// Read from the form in which the catalogue keeps them: two required numbers, a text, a list of objects.
static LIST_GOODS: LazyLock<Arc<Operation>> = LazyLock::new(|| {
    let params = json!([
        {"name": "Page", "required": true, "shape": "int32", "about": {"minimum": "1", "maximum": "9007199254740993"}},
        {"name": "Size", "required": true, "shape": "string", "about": {"maxLength": "3", "pattern": "^[0-9]+$"}},
        {"name": "Kind", "shape": "string", "choices": ["a", "b"], "about": {"closedChoices": true}},
        {"name": "Hint", "shape": "string", "choices": ["a", "b"]},
        {"name": "Flag", "shape": "boolean"},
        {"name": "Tag", "shape": {"array": {"object": [
            {"name": "Key", "required": true, "shape": "string"},
            {"name": "Value", "shape": "string", "about": {"maxLength": "3"}},
            {"name": "Ids", "shape": {"array": "int64"}},
        ]}}, "about": {"maxItems": "2"}},
        {"name": "Labels", "shape": {"map": "int32"}},
    ]);
    Arc::new(Operation { params: serde_json::from_value(params).unwrap(), ..Operation::default() })
});

/// Required parameters of which the value can be told: the region, the only choice, what is taken anyhow.
static SHOW_GOODS: LazyLock<Arc<Operation>> = LazyLock::new(|| {
    let params = json!([
        {"name": "RegionId", "required": true, "shape": "string"},
        {"name": "Only", "required": true, "shape": "string", "choices": ["this"]},
        {"name": "Usual", "required": true, "shape": "int32", "about": {"default": "20"}},
    ]);
    Arc::new(Operation { params: serde_json::from_value(params).unwrap(), ..Operation::default() })
});

/// start → a → b → end, with b complete and a complete; nothing is found in it.
fn clean() -> Playbook {
    let mut playbook =
        book(&[("s", "start"), ("a", "api"), ("b", "api"), ("z", "end")], &["s>a", "a>b", "b>z"]);
    for node in ["a", "b"] {
        let settings = json!({
            "product": "Shop", "version": "2020-01-01", "operation": "ListGoods", "account": "",
            "endpoint": "shop.cn-east.aliyuncs.com",
            "parameters": {"Page": {"value": 1}, "Size": {"value": 10}}
        });
        playbook.nodes[node].settings = settings.as_object().cloned().unwrap();
    }
    playbook.header.trigger.inputs.push(TriggerInput { name: "ip".into(), ..TriggerInput::default() });
    playbook
}

pub(super) fn with(change: impl FnOnce(&mut Playbook)) -> Playbook {
    let mut playbook = clean();
    change(&mut playbook);
    playbook
}

pub(super) fn set(node: &'static str, pairs: Value) -> Playbook {
    with(|playbook| {
        for (key, value) in pairs.as_object().unwrap() {
            playbook.nodes[node].settings.insert(key.clone(), value.clone());
        }
    })
}

pub(super) fn param(node: &'static str, name: &str, value: Value) -> Playbook {
    with(|playbook| playbook.nodes[node].settings["parameters"][name] = value)
}

pub(super) fn expression(node: &'static str, text: &str) -> Playbook {
    param(node, "Filter", json!({ "expression": text }))
}

fn connect(playbook: &mut Playbook, from: &str, to: &str) {
    let id = playbook.numbers().fresh('e').take();
    let edge = Edge { id, from: port(from, "out"), to: port(to, "in"), ..Edge::default() };
    playbook.edges.insert(edge.id.clone(), edge);
}

fn found(playbook: &Playbook) -> Vec<&'static str> {
    check(playbook, &Facts).iter().map(|one| one.code).collect()
}

/// Code, a playbook that has it, a near one that has not.
pub(super) fn cases() -> Vec<(&'static str, Playbook, Playbook)> {
    let scroll = json!({"mode": "cursor", "cursorField": "Page", "cursorPath": ".Next"});
    let pages = json!({"mode": "number", "totalPath": ".Total", "pageField": "Page", "sizeField": "Size"});
    let without = |json: &Value, key: &str| {
        let mut json = json.clone();
        json.as_object_mut().unwrap().remove(key);
        json
    };
    vec![
        ("start-missing", with(|p| drop_node(p, "s")), clean()),
        (
            "start-repeated",
            with(|p| {
                let extra = book(&[("t", "start")], &[]);
                p.nodes.extend(extra.nodes);
                connect(p, "t", "a");
            }),
            clean(),
        ),
        ("end-missing", with(|p| drop_node(p, "z")), clean()),
        ("unreachable", with(|p| drop_edge(p, "e1")), clean()),
        ("no-way-to-end", with(|p| drop_edge(p, "e3")), clean()),
        ("cycle", with(|p| connect(p, "b", "a")), with(|p| connect(p, "a", "z"))),
        ("edge-dangling", with(|p| connect(p, "a", "q")), with(|p| connect(p, "a", "z"))),
        ("kind-unknown", with(|p| p.nodes["a"].kind = "Toaster".into()), clean()),
        ("name-empty", with(|p| p.nodes["a"].name.clear()), clean()),
        (
            "name-malformed",
            with(|p| p.nodes["a"].name = "a.b".into()),
            with(|p| p.nodes["a"].name = "a-b".into()),
        ),
        (
            "name-reserved",
            with(|p| p.nodes["a"].name = "event".into()),
            with(|p| p.nodes["a"].name = "Event".into()),
        ),
        ("name-repeated", with(|p| p.nodes["a"].name = "name-b".into()), clean()),
        ("start-name", with(|p| p.nodes["s"].name = "begin".into()), clean()),
        (
            "trigger-type-unknown",
            with(|p| p.header.trigger.kind = "template-moon".into()),
            with(|p| p.header.trigger.kind = "template-ip".into()),
        ),
        ("operation-missing", set("a", json!({"operation": ""})), clean()),
        ("operation-unknown", set("a", json!({"operation": "Nothing"})), set("a", json!({"version": ""}))),
        ("product-unknown", set("a", json!({"product": "Elsewhere"})), clean()),
        (
            "parameter-missing",
            param("a", "Page", json!({"value": ""})),
            with(|p| {
                p.nodes["a"].settings.insert("paging".into(), pages.clone());
                p.nodes["a"].settings["parameters"].as_object_mut().unwrap().remove("Page");
            }),
        ),
        (
            "value-malformed",
            param("a", "Flag", json!({"value": "yes"})),
            param("a", "Flag", json!({"value": "true"})),
        ),
        (
            "value-out-of-bounds",
            param("a", "Page", json!({"value": 0})),
            param("a", "Page", json!({"value": 1})),
        ),
        (
            "value-pattern",
            param("a", "Size", json!({"value": "1x"})),
            param("a", "Size", json!({"value": "${event.n}"})),
        ),
        (
            "value-unlisted",
            param("a", "Kind", json!({"value": "c"})),
            // A choice that is not closed is a suggestion.
            param("a", "Hint", json!({"value": "c"})),
        ),
        ("setting-malformed", set("a", json!({"region": 7})), set("a", json!({"region": "cn-east"}))),
        (
            "account-malformed",
            set("a", json!({"account": "me"})),
            set("a", json!({"account": "1234567890123456"})),
        ),
        ("endpoint-missing", set("a", json!({"endpoint": ""})), clean()),
        (
            "endpoint-malformed",
            set("a", json!({"endpoint": "https://shop.aliyuncs.com/"})),
            set("a", json!({"endpoint": "${event.ip}.x"})),
        ),
        (
            "endpoint-foreign",
            set("a", json!({"endpoint": "shop.example.com"})),
            set("a", json!({"endpoint": "SHOP.aliyuncs.com"})),
        ),
        (
            "region-mismatch",
            param("a", "RegionId", json!({"value": "cn-west"})),
            // No host lists this one: it names an area, not a host's region.
            param("a", "RegionId", json!({"value": "cn-area"})),
        ),
        (
            "paging-incomplete",
            set("a", json!({"paging": without(&pages, "totalPath")})),
            set("a", json!({"paging": scroll})),
        ),
        ("path-without-dot", set("a", json!({"rowsPath": "Data"})), set("a", json!({"rowsPath": ".Data"}))),
        ("reference-broken", expression("b", "${name-a.x"), expression("b", "${name-a.x}")),
        (
            "reference-unknown",
            expression("b", "${nobody.x}"),
            expression("b", "${name-a} ${event.ip} ${event._tenant_id}"),
        ),
        (
            "secret-in-parameter",
            param("a", "Key", json!({"value": format!("LTAI{}", "5tExample0000000")})),
            param("a", "Key", json!({"value": "LTAI"})),
        ),
        ("branch-condition", gateway(json!({"all": []})), gateway(json!({"text": "anything"}))),
        (
            "branch-condition",
            gateway(json!({"left": "${event.ip}", "operator": "equals"})),
            gateway(json!({"left": "${event.ip}", "operator": "isEmpty"})),
        ),
        (
            "branch-unconnected",
            with(|p| {
                *p = gateway(json!({"text": "x"}));
                drop_edge(p, "e2");
            }),
            gateway(json!({"text": "x"})),
        ),
        (
            "branches-missing",
            with(|p| {
                *p = gateway(json!({"text": "x"}));
                p.nodes["a"].settings.insert("branches".into(), json!([]));
            }),
            gateway(json!({"text": "x"})),
        ),
        ("converging-required", converging(false), converging(true)),
        ("loop-unset", child_flow(json!({"mode": "each"})), child_flow(json!({"mode": "none"}))),
        (
            "loop-unset",
            child_flow(json!({"mode": "until", "until": {"all": []}})),
            child_flow(json!({"mode": "until", "until": {"text": "enough"}})),
        ),
        (
            "child-flow-incomplete",
            with(|p| {
                *p = child_flow(json!({}));
                drop_node(p, "t");
            }),
            child_flow(json!({})),
        ),
        (
            "field-missing",
            with(|p| {
                p.nodes["a"].kind = "SLS".into();
                p.nodes["a"].action = "putLogs".into();
                p.nodes["a"].settings = object(json!({"parameters": {"project": {"value": "p"}}}));
            }),
            with(|p| {
                p.nodes["a"].kind = "SLS".into();
                p.nodes["a"].action = "putLogs".into();
                let parameters =
                    json!({"project": {"value": "p"}, "logstore": {"expression": "${event.ip}"}});
                p.nodes["a"].settings = object(json!({ "parameters": parameters }));
            }),
        ),
    ]
}

fn object(json: Value) -> serde_json::Map<String, Value> {
    json.as_object().cloned().unwrap()
}

/// The clean playbook with a gateway in place of `a`, both of its branches connected.
pub(super) fn gateway(when: Value) -> Playbook {
    with(|p| {
        p.nodes["a"].kind = "exclusiveGateway".into();
        p.nodes["a"].action.clear();
        p.nodes["a"].settings = object(json!({"branches": [{"id": "b1", "when": when}]}));
        p.edges["e2"].from.port = "b1".into();
        connect(p, "a", "z");
        p.edges["e4"].from.port = "else".into();
    })
}

fn converging(required: bool) -> Playbook {
    with(|p| {
        p.nodes["a"].kind = "convergingGateway".into();
        p.nodes["a"].action.clear();
        p.nodes["a"].settings.clear();
        p.edges["e1"].required = required;
    })
}

pub(super) fn child_flow(repeat: Value) -> Playbook {
    with(|p| {
        p.nodes["a"].kind = "childFlow".into();
        p.nodes["a"].action.clear();
        p.nodes["a"].settings = object(json!({ "loop": repeat }));
        let mut inside = book(&[("t", "start"), ("u", "end")], &[]);
        for node in inside.nodes.values_mut() {
            node.name = format!("inner-{}", node.id);
            node.parent = Some("a".into());
        }
        p.nodes.extend(inside.nodes);
        connect(p, "t", "u");
    })
}

pub(super) fn drop_node(playbook: &mut Playbook, id: &str) {
    playbook.nodes.remove(id);
    playbook.edges.retain(|_, edge| edge.from.node.as_str() != id && edge.to.node.as_str() != id);
}

fn drop_edge(playbook: &mut Playbook, id: &str) {
    playbook.edges.remove(id);
}

/// A chain in which each node refers to the one before.
fn crowd(size: usize) -> Playbook {
    let ids: Vec<String> = (0..size).map(|number| format!("c{number}")).collect();
    let nodes: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "unheard")).collect();
    let edges: Vec<String> = ids.windows(2).map(|pair| format!("{}>{}", pair[0], pair[1])).collect();
    let mut playbook = book(&nodes, &edges.iter().map(String::as_str).collect::<Vec<_>>());
    for number in 1..size {
        let text = format!("${{name-c{}.x}}", number - 1);
        playbook.nodes[number].settings.insert("text".into(), text.into());
    }
    playbook
}

#[test]
fn nothing_is_found_in_a_clean_playbook() {
    assert_eq!(check(&clean(), &Facts), []);
}

#[test]
fn every_code_has_a_playbook_with_it_and_a_near_one_without() {
    // Its playbook is a large one and has a test of its own.
    let mut tested = BTreeSet::from(["references-unchecked"]);
    for (code, bad, good) in cases() {
        assert!(found(&bad).contains(&code), "{code} is not found: {:?}", found(&bad));
        assert!(!found(&good).contains(&code), "{code} is found where it should not");
        tested.insert(code);
    }
    assert_eq!(tested, codes().collect());
}

#[test]
fn the_order_of_very_many_references_is_left_open_and_that_is_told() {
    let checked = |size| found(&crowd(size)).contains(&"references-unchecked");

    assert!(checked(10_000));
    assert!(!checked(1_000));
}

#[test]
fn every_code_has_its_texts() {
    let mut stems: Vec<String> = codes().map(str::to_owned).collect();
    stems.sort();
    stems.dedup();
    assert_eq!(stems.len(), codes().count(), "a code stands in two families");
    for stem in stems {
        for id in [format!("check-{stem}"), format!("hint-{stem}")] {
            for lang in [Lang::En, Lang::Zh] {
                assert!(Message::new(&id).exists(lang), "{id} has no text in {lang:?}");
            }
        }
    }
}

#[test]
fn every_sentence_gets_all_its_arguments() {
    let more = [
        set("a", json!({"operation": "Nothing", "version": ""})),
        set("a", json!({"paging": {"mode": "sideways"}, "intervalSeconds": "soon"})),
        param("a", "Page", json!(7)),
        expression("b", "${name-b.x} ${event.port}"),
        expression("a", "${name-b.x}"),
        with(|p| p.nodes["a"].action = "other".into()),
        with(|p| p.edges[0].to.port = "side".into()),
    ];
    for playbook in cases().into_iter().map(|(_, bad, _)| bad).chain(more) {
        let mut seen = BTreeSet::new();
        for one in check(&playbook, &Facts).into_iter().filter(|one| seen.insert(one.message.id.clone())) {
            let titles = one.fixes.iter().map(|fix| &fix.title);
            for message in [&one.message].into_iter().chain(&one.hint).chain(titles) {
                for lang in [Lang::En, Lang::Zh] {
                    let text = message.text(lang);
                    assert!(text != message.id && !text.contains("{$"), "{}: {text}", message.id);
                }
            }
        }
    }
}

#[test]
fn references_are_judged_by_the_path_they_stand_on() {
    let message = |playbook: &Playbook| {
        let all = check(playbook, &Facts);
        all.into_iter().find(|one| one.code.starts_with("reference")).map(|one| one.message.id)
    };
    let id = |variant: &str| Some(format!("check-reference-unknown{variant}"));
    let fork = |text: &str| {
        let mut playbook = expression("b", text);
        drop_edge(&mut playbook, "e2");
        connect(&mut playbook, "s", "b");
        connect(&mut playbook, "a", "z");
        playbook
    };

    assert_eq!(message(&expression("b", "${name-a.datalist.*.x}")), None);
    assert_eq!(message(&expression("a", "${name-b.x}")), id("-later"));
    assert_eq!(message(&fork("${name-a.x}")), id("-elsewhere"));
    assert_eq!(message(&expression("b", "${name-b.x}")), id("-itself"));
    let mut disabled = expression("b", "${name-a.x}");
    disabled.nodes["a"].disabled = true;
    assert_eq!(message(&disabled), id("-disabled"), "runs pass over it");
    assert_eq!(message(&expression("b", "<%= f(${nobody.x}) %>")), id(""));
    assert_eq!(message(&expression("b", "${event.port}")), id("-input"));
    assert_eq!(message(&expression("b", "${event} ${event.*} ${event.parentTaskName}")), None);
    assert_eq!(message(&param("b", "Filter", json!({"value": ["x", {"Key": "${nobody.x}"}]}))), id(""));
}

#[test]
fn inputs_of_entity_triggers_are_doubtful_only() {
    let mut playbook = expression("b", "${event.port}");
    playbook.header.trigger.kind = "template-ip".into();

    let all = check(&playbook, &Facts);

    assert_eq!(all.len(), 1);
    assert_eq!((all[0].severity, all[0].code), (Severity::Warn, "reference-unknown"));
    assert_eq!(all[0].param.as_deref(), Some("parameters.Filter"));
}

#[test]
fn a_required_page_size_is_not_filled_by_paging() {
    let mut playbook = set(
        "a",
        json!({"paging": {"mode": "number", "totalPath": ".T", "pageField": "Page", "sizeField": "Size"}}),
    );
    playbook.nodes["a"].settings["parameters"] = json!({});

    let all = check(&playbook, &Facts);

    assert_eq!(all.iter().map(|one| one.param.as_deref()).collect::<Vec<_>>(), [Some("parameters.Size")]);
}

#[test]
fn gateways_and_child_flows_that_are_set_are_clean() {
    for playbook in [gateway(json!({"text": "x"})), converging(true), child_flow(json!({"mode": "none"}))] {
        assert_eq!(found(&playbook), [] as [&str; 0]);
    }
}

#[test]
fn inside_a_child_flow_order_and_reach_count_as_outside() {
    let mut playbook = child_flow(json!({}));
    let mut more = book(&[("v", "api")], &[]);
    more.nodes[0].parent = Some("a".into());
    more.nodes[0].settings = playbook.nodes["b"].settings.clone();
    more.nodes[0].settings["parameters"]["Filter"] = json!({"expression": "${name-b.x}"});
    playbook.nodes.extend(more.nodes);

    assert_eq!(found(&playbook), ["reference-unknown", "unreachable"], "b comes after the child flow");

    connect(&mut playbook, "t", "v");
    connect(&mut playbook, "v", "u");
    playbook.nodes["v"].settings["parameters"]["Filter"] = json!({"expression": "${event.ip}"});
    assert_eq!(found(&playbook), [] as [&str; 0]);
}

#[test]
fn notes_are_outside_the_flow_and_disabled_nodes_have_no_wrong_settings() {
    let mut playbook = clean();
    let mut notes = book(&[("n", "note"), ("g", "group")], &[]);
    notes.nodes[0].settings.insert("text".into(), json!("see ${nobody.x}"));
    playbook.nodes.extend(notes.nodes);
    playbook.nodes["a"].settings.insert("operation".into(), json!(""));
    assert_eq!(found(&playbook), ["operation-missing"]);

    playbook.nodes["a"].disabled = true;

    assert_eq!(found(&playbook), [] as [&str; 0]);
}

#[test]
fn a_child_flow_counts_as_reachable_with_its_node() {
    let mut playbook = clean();
    let mut inside = book(&[("c", "unheard"), ("d", "unheard")], &["c>d", "d>c"]);
    inside.nodes[0].parent = Some("a".into());
    inside.nodes[1].parent = Some("a".into());
    playbook.nodes.extend(inside.nodes);
    connect(&mut playbook, "c", "d");

    assert_eq!(found(&playbook), ["kind-unknown", "kind-unknown"]);
}

#[test]
fn the_order_is_severity_then_place_then_code() {
    let mut playbook = clean();
    playbook.header.trigger.kind = "template-moon".into();
    playbook.nodes["b"].settings.insert("endpoint".into(), json!("shop.example.com"));
    playbook.nodes["b"].settings.insert("account".into(), json!("me"));
    playbook.nodes["a"].settings.insert("operation".into(), json!(""));
    playbook.nodes["b"].settings["parameters"]["Password"] = json!({"value": "hunter2"});
    connect(&mut playbook, "a", "q");

    let all = check(&playbook, &Facts);

    let codes: Vec<&str> = all.iter().map(|one| one.code).collect();
    let expected = [
        "operation-missing",
        "account-malformed",
        "edge-dangling",
        "trigger-type-unknown",
        "endpoint-foreign",
        "secret-in-parameter",
    ];
    assert_eq!(codes, expected);
    assert!(!all.iter().any(|one| format!("{one:?}").contains("hunter")));
}

#[test]
fn wire_form_is_stable() {
    let all = check(&set("a", json!({"endpoint": ""})), &Facts);

    let expected = json!([{
        "severity": "error", "code": "endpoint-missing",
        "message": {"id": "check-endpoint-missing", "args": {"endpoint": "", "node": "name-a"}},
        "hint": {"id": "hint-endpoint-missing", "args": {"endpoint": "", "node": "name-a"}},
        "node": "a", "param": "endpoint",
        "fixes": [{
            "title": {"id": "hint-fix-endpoint", "args": {"value": "shop.aliyuncs.com"}},
            "edit": {"setSettings": {"node": "a", "settings": [
                {"path": ["endpoint"], "value": "shop.aliyuncs.com"}
            ]}}
        }]
    }]);
    assert_eq!(serde_json::to_value(&all).unwrap(), expected);
}
