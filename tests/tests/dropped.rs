//! Files that are dropped on the window: the handler that the real window has, on Tauri's runtime without windows.

// Helpers of tests unwrap as tests do; the lint knows only the test functions themselves.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use soarboard_api::App;
use soarboard_bridge::host::TestHost;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{DragDropEvent, Manager, PhysicalPosition, WebviewWindowBuilder, WindowEvent};

/// Address of the page as the system's web view gives it.
const HOME: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// Drops files on the window of a fresh program; returns what the page is then given to open.
fn dropped(paths: Vec<PathBuf>) -> Value {
    let app = soarboard_desktop::assemble(mock_builder()).build(soarboard_desktop::context()).unwrap();
    let engine: Arc<App> = App::new(TestHost::new().unwrap());
    app.manage(engine);
    let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().unwrap();
    let position = PhysicalPosition::new(10.0, 10.0);

    for event in
        [DragDropEvent::Enter { paths: paths.clone(), position }, DragDropEvent::Drop { paths, position }]
    {
        soarboard_desktop::window_event(&window.as_ref().window(), &WindowEvent::DragDrop(event));
    }

    let request = InvokeRequest {
        cmd: "document_open_from".to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: HOME.parse().unwrap(),
        body: InvokeBody::Json(json!({ "args": { "handed": {} } })),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(&window, request).unwrap().deserialize().unwrap()
}

#[test]
fn a_dropped_playbook_is_opened_and_what_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let playbook = folder.path().join("dropped.playbook.json");
    std::fs::write(&playbook, r#"{"formatVersion":1,"name":"dropped here","nodes":[],"edges":[]}"#).unwrap();
    let picture = folder.path().join("holiday.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n").unwrap();

    let reply = dropped(vec![playbook, picture]);

    assert_eq!(reply["opened"].as_array().map(Vec::len), Some(1), "{reply}");
    assert_eq!(reply["opened"][0]["header"]["name"], "dropped here");
    assert_eq!(reply["failed"].as_array().map(Vec::len), Some(1), "{reply}");
    assert_eq!(reply["failed"][0]["code"], "file-unreadable", "{reply}");
}

#[test]
fn a_drag_without_files_opens_nothing() {
    let reply = dropped(Vec::new());

    assert_eq!((&reply["opened"], &reply["failed"]), (&json!([]), &json!([])));
}
