//! Several documents, restarts and files that change outside, through the contract as the window does it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::Desk;

async fn started(desk: &Desk) -> Value {
    desk.ok("workspace_open", json!({})).await
}

async fn blank(desk: &Desk) -> String {
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await;
    doc["doc"].as_str().unwrap().to_owned()
}

async fn rename(desk: &Desk, doc: &str, name: &str) {
    desk.edit(doc, json!({ "setHeader": { "name": name } })).await;
}

/// A new document, named and saved.
async fn saved(desk: &Desk, file: &str) -> (String, PathBuf) {
    let doc = blank(desk).await;
    rename(desk, &doc, file).await;
    let path = desk.folder().join(file);
    desk.choose(&path);
    desk.ok("document_save", json!({ "doc": doc })).await;
    (doc, path)
}

async fn name_of(desk: &Desk, doc: &str) -> Value {
    desk.ok("document_show", json!({ "doc": doc })).await["header"]["name"].clone()
}

fn docs(workspace: &Value) -> Vec<&str> {
    workspace["tabs"].as_array().unwrap().iter().map(|tab| tab["doc"].as_str().unwrap()).collect()
}

/// Writes another name into a playbook file, as another program would.
fn change_outside(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let name = |name: &str| format!("\"name\": \"{name}\"");
    assert!(text.contains(&name(from)));
    std::fs::write(path, text.replace(&name(from), &name(to))).unwrap();
}

#[tokio::test]
async fn the_first_start_has_nothing_open() {
    let desk = Desk::new();

    let workspace = started(&desk).await;

    assert_eq!((docs(&workspace).len(), &workspace["active"]), (0, &Value::Null));
    assert_eq!(desk.ok("recent_list", json!({})).await, json!([]));
}

#[tokio::test]
async fn quitting_asks_nothing_and_the_next_start_has_everything() {
    let desk = Desk::new();
    started(&desk).await;
    let (clean, _) = saved(&desk, "clean.json").await;
    let draft = blank(&desk).await;
    rename(&desk, &draft, "first").await;
    rename(&desk, &draft, "second").await;
    desk.ok("undo", json!({ "doc": draft })).await;
    let memo = json!({ "viewport": { "x": -12.5, "y": 3.0, "zoom": 0.8 }, "nodes": ["n1"], "edges": [] });
    let window = json!({
        "panels": { "left": { "open": false, "size": 300.0 } },
        "leftTab": "components",
        "bottomTab": "results",
        "recentKinds": ["end", "SLS"]
    });
    desk.ok(
        "workspace_keep",
        json!({ "tabs": [{ "doc": draft, "memo": memo }, { "doc": clean }], "active": draft, "window": window }),
    )
    .await;
    desk.ok("app_quit", json!({})).await;

    let desk = desk.closed_and_started();
    let workspace = started(&desk).await;

    assert_eq!(docs(&workspace), [&*draft, &*clean], "in the order of the tabs");
    assert_eq!((&workspace["active"], &workspace["notes"]), (&json!(draft), &json!([])));
    assert_eq!((&workspace["tabs"][0]["memo"], &workspace["window"]), (&memo, &window));
    let states: Vec<&Value> = [0, 1].iter().map(|at| &workspace["tabs"][at]["state"]).collect();
    assert_eq!(
        (&states[0]["dirty"], &states[0]["canRedo"], &states[1]["dirty"]),
        (&json!(true), &json!(true), &json!(false))
    );
    assert_eq!(name_of(&desk, &draft).await, "first");
    desk.ok("redo", json!({ "doc": draft })).await;
    assert_eq!(name_of(&desk, &draft).await, "second");
    // Undo goes back behind the save of the clean one.
    desk.ok("undo", json!({ "doc": clean })).await;
    assert_eq!(name_of(&desk, &clean).await, "");
}

#[tokio::test]
async fn asking_again_shows_what_is_open_and_opens_nothing_twice() {
    let desk = Desk::new();
    started(&desk).await;
    let (doc, path) = saved(&desk, "a.json").await;
    desk.choose(&path);

    let again = desk.ok("document_open", json!({})).await;

    assert_eq!(again["doc"], json!(doc));
    assert_eq!(docs(&started(&desk).await), [&*doc]);
    let other = blank(&desk).await;
    desk.choose(&path);
    let refused = desk.err("document_save", json!({ "doc": other, "how": "elsewhere" })).await;
    assert_eq!(
        (&refused["code"], &refused["message"]["id"]),
        (&json!("file-unwritable"), &json!("error-file-open-here"))
    );
}

#[tokio::test]
async fn closing_keeps_what_reopening_needs() {
    let desk = Desk::new();
    started(&desk).await;
    let (doc, path) = saved(&desk, "a.json").await;
    let draft = blank(&desk).await;
    rename(&desk, &draft, "draft").await;

    assert_eq!(desk.err("document_close", json!({ "doc": draft })).await["code"], "unsafe");
    desk.ok("document_close", json!({ "doc": draft, "discard": true })).await;
    desk.ok("document_close", json!({ "doc": doc })).await;
    assert_eq!(docs(&started(&desk).await).len(), 0);

    let reply = desk.ok("document_open_from", json!({ "closed": {} })).await;
    let opened = &reply["opened"][0];
    assert_eq!(
        (&opened["state"]["canUndo"], &opened["state"]["path"]),
        (&json!(true), &json!(path.display().to_string()))
    );
    // A draft that was thrown away is gone, and so is its journal.
    assert_eq!(desk.ok("document_open_from", json!({ "closed": {} })).await["opened"], json!([]));
    let desk = desk.closed_and_started();
    assert_eq!(docs(&started(&desk).await).len(), 1);
}

/// The page asks for both at once.
#[tokio::test]
async fn recent_files_are_known_before_what_was_open_is_and_take_nothing_from_it() {
    let desk = Desk::new();
    started(&desk).await;
    let (doc, _) = saved(&desk, "a.json").await;
    let desk = desk.closed_and_started();

    assert_eq!(desk.ok("recent_list", json!({})).await[0]["file"], "a.json");
    assert_eq!(docs(&started(&desk).await), [&*doc]);
}

#[tokio::test]
async fn recent_files_can_be_pinned_removed_and_missed() {
    let desk = Desk::new();
    started(&desk).await;
    let (first, first_path) = saved(&desk, "a.json").await;
    saved(&desk, "b.json").await;
    desk.ok("document_close", json!({ "doc": first })).await;
    let list = desk.ok("recent_list", json!({})).await;
    assert_eq!((&list[0]["file"], &list[1]["file"]), (&json!("b.json"), &json!("a.json")));

    let list = desk.ok("recent_list", json!({ "togglePin": list[1]["id"] })).await;
    assert_eq!((&list[0]["file"], &list[0]["pinned"]), (&json!("a.json"), &json!(true)));
    let reply = desk.ok("document_open_from", json!({ "recent": list[0]["id"] })).await;
    assert_eq!(reply["opened"][0]["header"]["name"], "a.json");
    std::fs::remove_file(&first_path).unwrap();
    let id = list[0]["id"].clone();
    assert_eq!(desk.ok("recent_list", json!({})).await[0]["missing"], true);
    assert_eq!(desk.ok("recent_list", json!({ "remove": id })).await.as_array().unwrap().len(), 1);
    assert_eq!(desk.err("document_open_from", json!({ "recent": id })).await["code"], "bad-request");
}

#[tokio::test]
async fn files_of_the_system_are_opened_and_others_are_named() {
    let desk = Desk::new();
    started(&desk).await;
    let (doc, path) = saved(&desk, "a.json").await;
    let odd = desk.folder().join("odd.json");
    std::fs::write(&odd, "<html>").unwrap();

    desk.hand_over(vec![path, odd, desk.folder().join("none.json")]);
    let reply = desk.ok("document_open_from", json!({ "handed": {} })).await;

    assert_eq!(reply["opened"][0]["doc"], json!(doc));
    let codes: Vec<&Value> = reply["failed"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(codes, ["file-unreadable", "file-unreadable"]);
    assert_eq!(desk.ok("document_open_from", json!({ "handed": {} })).await["opened"], json!([]));
}

#[tokio::test]
async fn a_file_changed_outside_is_told_and_never_overwritten_silently() {
    let desk = Desk::new();
    started(&desk).await;
    let (doc, path) = saved(&desk, "a.json").await;
    assert_eq!(desk.ok("document_look", json!({})).await, json!([]));
    change_outside(&path, "a.json", "theirs");

    let look = desk.ok("document_look", json!({})).await;
    assert_eq!(
        (&look[0]["doc"], &look[0]["outside"], &look[0]["state"]["dirty"]),
        (&json!(doc), &json!("changed"), &json!(false))
    );
    let view = desk.ok("document_reload", json!({ "doc": doc })).await;
    assert_eq!(
        (&view["header"]["name"], &view["state"]["dirty"], &view["state"]["canUndo"]),
        (&json!("theirs"), &json!(false), &json!(true))
    );

    rename(&desk, &doc, "mine").await;
    change_outside(&path, "theirs", "theirs again");
    assert_eq!(desk.err("document_save", json!({ "doc": doc })).await["code"], "file-changed-outside");
    let compare = desk.ok("document_compare", json!({ "doc": doc })).await;
    let sides: Vec<&Value> =
        compare["hunks"][0]["lines"].as_array().unwrap().iter().map(|line| &line["side"]).collect();
    assert!(sides.contains(&&json!("mine")) && sides.contains(&&json!("theirs")));
    let state = desk.ok("document_keep_mine", json!({ "doc": doc })).await;
    assert_eq!(state["dirty"], true);
    desk.ok("document_save", json!({ "doc": doc })).await;
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"mine\""));

    std::fs::remove_file(&path).unwrap();
    assert_eq!(desk.ok("document_look", json!({})).await[0]["outside"], "gone");
}

#[tokio::test]
async fn a_draft_whose_file_went_on_is_shown_with_the_choice() {
    let desk = Desk::new();
    started(&desk).await;
    let (dirty, dirty_path) = saved(&desk, "dirty.json").await;
    let (clean, clean_path) = saved(&desk, "clean.json").await;
    rename(&desk, &dirty, "mine").await;
    let desk = desk.closed();
    change_outside(&dirty_path, "dirty.json", "theirs");
    change_outside(&clean_path, "clean.json", "theirs");
    let desk = desk.started();

    let workspace = started(&desk).await;

    let of = |doc: &str| {
        workspace["tabs"].as_array().unwrap().iter().find(|tab| tab["doc"] == doc).unwrap().clone()
    };
    assert_eq!((&of(&dirty)["outside"], &of(&dirty)["title"]), (&json!("changed"), &json!("mine")));
    assert_eq!((&of(&clean)["outside"], &of(&clean)["title"]), (&json!("same"), &json!("theirs")));
}

#[tokio::test]
async fn a_folder_that_vanished_leaves_the_document_unsaved_and_it_can_go_elsewhere() {
    let desk = Desk::new();
    started(&desk).await;
    let folder = desk.folder().join("usb");
    std::fs::create_dir(&folder).unwrap();
    let (doc, _) = saved(&desk, "usb/a.json").await;
    rename(&desk, &doc, "kept").await;
    std::fs::remove_dir_all(&folder).unwrap();

    let refused = desk.err("document_save", json!({ "doc": doc, "how": "over" })).await;
    assert_eq!(
        (&refused["code"], &refused["message"]["id"]),
        (&json!("file-unwritable"), &json!("check-store-not-found"))
    );
    assert_eq!(desk.ok("document_show", json!({ "doc": doc })).await["state"]["dirty"], true);
    let other = desk.folder().join("other.json");
    desk.choose(&other);
    let reply = desk.ok("document_save", json!({ "doc": doc, "how": "elsewhere" })).await;
    assert_eq!((&reply["file"], &reply["state"]["dirty"]), (&json!("other.json"), &json!(false)));
}

#[tokio::test]
async fn two_processes_are_told_about_each_other_and_the_loser_is_refused() {
    let first = Desk::new();
    started(&first).await;
    let (doc, path) = saved(&first, "a.json").await;
    let second = first.beside();
    started(&second).await;
    second.choose(&path);
    let view = second.ok("document_open", json!({})).await;
    assert_eq!(view["state"]["elsewhere"], true);
    assert_eq!(first.ok("document_show", json!({ "doc": doc })).await["state"].get("elsewhere"), None);
    let other = view["doc"].as_str().unwrap();

    rename(&second, other, "second").await;
    second.ok("document_save", json!({ "doc": other })).await;
    rename(&first, &doc, "first").await;

    assert_eq!(first.err("document_save", json!({ "doc": doc })).await["code"], "file-changed-outside");
    assert!(std::fs::read_to_string(&path).unwrap().contains("second"));
}

#[tokio::test]
async fn the_second_language_of_every_note_is_there() {
    use soarboard_model::message::{Lang, Message};
    for id in [
        "error-drafts-failing",
        "error-draft-unreadable",
        "error-draft-damaged",
        "error-reveal",
        "error-recent-unknown",
        "error-file-open-here",
        "error-file-open-here-hint",
        "check-edit-reload",
    ] {
        assert!(Message::new(id).exists(Lang::En) && Message::new(id).exists(Lang::Zh), "{id}");
    }
}
