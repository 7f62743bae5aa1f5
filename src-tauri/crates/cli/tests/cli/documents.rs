//! `new`, `templates`, `check`, `find`, `fmt`, `schema`, `export`.

use serde_json::{Value, json};

use crate::{Desk, keys};

const SAMPLE: &str = "review-response-rules";

/// A desk with the shipped sample as `book.json`.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["new", "--template", SAMPLE, "-o", "book.json"]).exits(0);
    desk
}

/// The sample with the operation of its API call taken away.
fn broken(desk: &Desk) -> String {
    let mut book: Value = serde_json::from_str(&desk.read("book.json")).unwrap();
    for node in book["nodes"].as_array_mut().unwrap() {
        if node["action"] == "assumeApi" {
            node["settings"]["operation"] = json!("NoSuchOperation");
        }
    }
    serde_json::to_string_pretty(&book).unwrap()
}

#[test]
fn templates_are_listed_in_both_languages() {
    let desk = Desk::new();

    let english = desk.run(&["templates", "--json"]).exits(0).json();
    let chinese = desk.run(&["templates", "--json", "--lang", "zh"]).exits(0).json();

    assert_eq!(keys(&english[0]), ["id", "operations", "summary", "title"]);
    let sample = english.as_array().unwrap().iter().find(|row| row["id"] == SAMPLE).unwrap();
    assert_eq!(sample["operations"], json!(["cloud-siem/ListAutomateResponseConfigs"]));
    assert_ne!(english[0]["title"], chinese[0]["title"]);
    assert!(desk.run(&["templates"]).exits(0).stdout.contains(SAMPLE));
}

#[test]
fn every_template_is_canonical() {
    let desk = Desk::new();
    let templates = desk.run(&["templates", "--json"]).json();
    for template in templates.as_array().unwrap() {
        let id = template["id"].as_str().unwrap();
        let file = format!("{id}.json");
        desk.run(&["new", "--template", id, "-o", &file]).exits(0);

        desk.run(&["fmt", "--check", &file]).exits(0);
    }
}

#[test]
fn new_writes_to_standard_output_and_never_over_a_file() {
    let desk = desk();
    let before = desk.read("book.json");

    assert_eq!(desk.run(&["new", "--template", SAMPLE, "-o", "-"]).exits(0).stdout, before);
    let refused = desk.run(&["new", "-o", "book.json"]).exits(5);
    assert!(refused.stderr.starts_with("error[unsafe]: book.json"), "{refused:#?}");
    assert_eq!(desk.read("book.json"), before);
    desk.run(&["new", "--template", "nope", "-o", "x.json"]).exits(2);
    assert!(!desk.path("x.json").exists());
}

#[test]
fn the_shipped_sample_is_clean() {
    let ran = desk().run(&["check", "book.json"]).exits(0);

    assert_eq!(ran.stdout, "");
    assert_eq!(ran.stderr, "0 errors, 0 warnings, 0 reminders\n");
}

#[test]
fn findings_name_file_node_and_setting() {
    let desk = desk();
    desk.write("bad.json", &broken(&desk));

    let text = desk.run(&["check", "bad.json"]).exits(1);
    let findings = desk.run(&["check", "bad.json", "--json"]).exits(1).json();

    let finding = &findings[0];
    assert_eq!(finding["severity"], "error");
    let (node, code) = (finding["node"].as_str().unwrap(), finding["code"].as_str().unwrap());
    let param = finding["param"].as_str().unwrap();
    let head = format!("bad.json:{node}:{param}: error[{code}]: {}", finding["message"].as_str().unwrap());
    assert!(text.stdout.starts_with(&head), "{head}\n{text:#?}");
    let line = finding["line"].as_u64().unwrap() as usize;
    let from_there = desk.read("bad.json").lines().skip(line - 1).take(2).collect::<String>();
    assert!(from_there.contains('{'), "{from_there}");
    for finding in findings.as_array().unwrap() {
        for key in ["file", "severity", "code", "message", "fixes"] {
            assert!(finding.get(key).is_some(), "{key} is missing in {finding}");
        }
    }
}

#[test]
fn sarif_has_the_fields_that_review_tools_need() {
    let desk = desk();
    desk.write("bad book.json", &broken(&desk));

    let log = desk.run(&["check", "--format", "sarif", "bad book.json"]).exits(1).json();

    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "soarboard");
    let result = &run["results"][0];
    assert_eq!(result["level"], "error");
    let index = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    let place = &result["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "bad%20book.json");
    assert!(place["physicalLocation"]["region"]["startLine"].as_u64().unwrap() > 1);
    assert_eq!(place["logicalLocations"][0]["kind"], "object");
}

#[test]
fn a_truncated_file_is_refused_with_its_position_and_left_alone() {
    let desk = desk();
    let whole = desk.read("book.json");
    let half = &whole[..whole.len() / 2];
    desk.write("half.json", half);
    let position = format!("line {}", half.lines().count());

    for args in [
        &["check", "half.json"][..],
        &["fmt", "half.json"],
        &["export", "half.json", "--to", "json", "-o", "out.json"],
    ] {
        let ran = desk.run(args).exits(2);
        assert!(ran.stderr.starts_with("error[file-unreadable]: half.json: "), "{ran:#?}");
        assert!(ran.stderr.contains(&position) && ran.stderr.contains("\nhint: "), "{position}: {ran:#?}");
    }

    assert_eq!(desk.read("half.json"), half);
    assert!(!desk.path("out.json").exists());
    let error = desk.run(&["check", "half.json", "--json"]).exits(2).json();
    assert_eq!(keys(&error["error"]), ["code", "hint", "message"]);
}

#[test]
fn one_unreadable_file_does_not_hide_the_others() {
    let desk = desk();
    desk.write("bad.json", &broken(&desk));

    let ran = desk.run(&["check", "missing.json", "bad.json"]).exits(2);

    assert!(ran.stderr.contains("missing.json") && ran.stdout.contains("bad.json:"), "{ran:#?}");
}

#[test]
fn hostile_files_are_refused() {
    let desk = Desk::new();
    desk.write("deep.json", &format!("{{\"nodes\":{}{}}}", "[".repeat(5000), "]".repeat(5000)));
    desk.write("empty.json", "");
    desk.write("list.json", "[]");
    std::fs::write(desk.path("latin.json"), b"{\"nodes\":[],\"name\":\"\xe9\"}").unwrap();

    for file in ["deep.json", "empty.json", "list.json", "latin.json", "."] {
        let ran = desk.run(&["check", file]).exits(2);
        assert!(ran.stderr.starts_with("error[file-unreadable]"), "{file}: {ran:#?}");
    }
}

#[test]
fn fmt_changes_a_file_once() {
    let desk = desk();
    let canonical = desk.read("book.json");
    let value: Value = serde_json::from_str(&canonical).unwrap();
    desk.write("flat.json", &value.to_string());

    assert_eq!(desk.run(&["fmt", "--check", "flat.json"]).exits(1).stdout, "flat.json\n");
    assert_ne!(desk.read("flat.json"), canonical);
    let rows = desk.run(&["fmt", "--json", "flat.json", "book.json"]).exits(0).json();
    assert_eq!(
        rows,
        json!([{ "file": "flat.json", "changed": true }, { "file": "book.json", "changed": false }])
    );

    assert_eq!(desk.read("flat.json"), canonical);
    assert_eq!(desk.run(&["fmt", "flat.json"]).exits(0).stdout, "");
}

#[test]
fn fmt_arranges_nodes_when_asked_to_and_the_same_each_time() {
    let desk = desk();
    let mut book: Value = serde_json::from_str(&desk.read("book.json")).unwrap();
    for place in book["layout"]["nodes"].as_object_mut().unwrap().values_mut() {
        *place = json!({"x": 0, "y": 0});
    }
    desk.write("heap.json", &serde_json::to_string(&book).unwrap());

    desk.run(&["fmt", "--layout", "heap.json"]).exits(0);

    let arranged: Value = serde_json::from_str(&desk.read("heap.json")).unwrap();
    let x = |id: &str| arranged["layout"]["nodes"][id]["x"].as_f64().unwrap();
    assert!(x("n1") < x("n2") && x("n2") < x("n3"), "{}", arranged["layout"]);
    desk.run(&["fmt", "--layout", "--check", "heap.json"]).exits(0);
}

#[test]
fn fmt_writes_nothing_when_one_file_is_broken() {
    let desk = desk();
    desk.write("flat.json", "{\"nodes\":[]}");
    desk.write("broken.json", "{\"nodes\":[");

    desk.run(&["fmt", "flat.json", "broken.json"]).exits(2);

    assert_eq!(desk.read("flat.json"), "{\"nodes\":[]}");
}

#[test]
fn a_playbook_of_a_newer_version_is_not_rewritten() {
    let desk = Desk::new();
    desk.write("new.json", "{\"formatVersion\":99,\"nodes\":[]}");

    let ran = desk.run(&["fmt", "new.json"]).exits(5);

    assert!(ran.stderr.starts_with("error[read-only]"), "{ran:#?}");
    assert_eq!(desk.read("new.json"), "{\"formatVersion\":99,\"nodes\":[]}");
}

#[test]
fn standard_input_goes_through_fmt_check_and_export() {
    let desk = desk();
    let canonical = desk.read("book.json");
    let flat = serde_json::from_str::<Value>(&canonical).unwrap().to_string();

    assert_eq!(desk.run_with(&flat, &["fmt", "-"]).exits(0).stdout, canonical);
    assert_eq!(desk.run_with(&flat, &["fmt", "--check", "-"]).exits(1).stdout, "-\n");
    assert_eq!(desk.run_with(&flat, &["export", "-", "--to", "json"]).exits(0).stdout, canonical);
    desk.run_with(&flat, &["check", "-"]).exits(0);
    let bad = desk.run_with("{", &["check", "-"]).exits(2);
    assert!(bad.stderr.contains("error[file-unreadable]: -: "), "{bad:#?}");
}

#[test]
fn numbers_and_unknown_fields_survive_fmt() {
    let desk = Desk::new();
    desk.write("a.json", "{\"formatVersion\":1,\"nodes\":[],\"mine\":{\"uid\":9007199254740993,\"v\":1.10}}");

    desk.run(&["fmt", "a.json"]).exits(0);

    let text = desk.read("a.json");
    assert!(text.contains("\"uid\": 9007199254740993") && text.contains("\"v\": 1.10"), "{text}");
}

#[test]
fn an_export_reports_every_node() {
    let desk = desk();

    let ran = desk.run(&["export", "book.json", "--to", "json", "-o", "out.json", "--json"]).exits(0);

    assert_eq!(desk.read("out.json"), desk.read("book.json"));
    assert_eq!(ran.stdout, "");
    let report: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(keys(&report), ["format", "nodes"]);
    assert_eq!(report["format"], "json");
    assert_eq!(report["nodes"][0], json!({ "node": "n1", "standing": "published", "notes": [] }));
}

#[test]
fn the_schema_is_the_one_that_files_name() {
    let schema = Desk::new().run(&["schema"]).exits(0).json();

    assert!(schema["$schema"].as_str().unwrap().contains("json-schema.org"), "{schema}");
    assert!(schema["properties"]["nodes"].is_object());
}

#[test]
fn find_names_every_place_and_answers_no_when_there_is_none() {
    let desk = desk();
    desk.write("deep/er/own.playbook.json", &desk.read("book.json"));
    desk.write("deep/other.json", "[]");

    let lines = desk.run(&["find", "listautomate", "book.json", "deep"]).exits(0).stdout;
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.starts_with("book.json: list_rules · operation: ListAutomateResponseConfigs\n"), "{lines}");

    let rows = desk.run(&["find", "ListAutomate", "deep", "--json", "--case-sensitive"]).exits(0).json();
    assert_eq!(rows[0]["hits"][0]["param"], "operation");
    assert_eq!(rows[0]["total"], 1);

    assert_eq!(desk.run(&["find", "listautomate", "book.json", "--case-sensitive"]).exits(1).stdout, "");
    desk.run(&["find", "x", "deep/other.json"]).exits(2);
    desk.run(&["find", "x", "missing.json"]).exits(2);
}

#[test]
fn find_counts_what_it_does_not_print() {
    let desk = desk();
    let done = desk.run(&["find", "e", "book.json", "--limit", "1"]).exits(0);
    assert_eq!(done.stdout.lines().count(), 1);
    assert!(done.stderr.contains("more"), "{}", done.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_says_which_letters_became_boxes_and_is_written() {
    let desk = desk();
    std::fs::write(desk.path("odd.json"), desk.read("book.json").replace("list_rules", "odd \u{10FFFD}"))
        .unwrap();

    let done = desk.run(&["export", "odd.json", "--to", "png", "--scale", "1", "-o", "odd.png"]).exits(0);

    assert!(done.stderr.contains("No font here has \u{10FFFD}, which became boxes."), "{}", done.stderr);
    assert!(std::fs::read(desk.path("odd.png")).unwrap().starts_with(b"\x89PNG\r\n"));
    let usual = desk.run(&["export", "book.json", "--to", "png", "--scale", "1", "-o", "book.png"]).exits(0);
    assert!(!usual.stderr.contains("boxes"), "{}", usual.stderr);
}

#[test]
fn pictures_are_exported_and_a_drawing_opens_again() {
    let desk = desk();

    desk.run(&["export", "book.json", "--to", "svg", "-o", "book.svg"]).exits(0);
    desk.run(&["export", "book.json", "--to", "png", "--scale", "1", "-o", "book.png"]).exits(0);

    assert!(desk.read("book.svg").contains(">list_rules</text>"));
    assert_eq!(desk.run(&["export", "book.svg", "--to", "json"]).exits(0).stdout, desk.read("book.json"));
    assert!(std::fs::read(desk.path("book.png")).unwrap().starts_with(b"\x89PNG\r\n"));
    desk.run(&["export", "book.json", "--to", "png", "--scale", "99"]).exits(2);
    std::fs::write(desk.path("other.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    desk.run(&["check", "other.svg"]).exits(2);
    desk.run(&["fmt", "book.svg"]).exits(5);
}
