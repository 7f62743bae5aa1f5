//! Who may call what: the real application with its real configuration, on Tauri's runtime without windows.

// Helpers of tests unwrap as tests do; the lint knows only the test functions themselves.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use serde_json::{Value, json};
use soarboard_api::App;
use soarboard_api::command::COMMANDS;
use soarboard_bridge::host::TestHost;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Manager, WebviewWindow, WebviewWindowBuilder};

/// Address of the page as the system's web view gives it.
const HOME: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// The application with one window of the given label. The application is kept, because the window dies with it.
struct Desk {
    _app: tauri::App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
}

fn desk(label: &str) -> Desk {
    let app = soarboard_desktop::assemble(mock_builder()).build(soarboard_desktop::context()).unwrap();
    let engine: Arc<App> = App::new(TestHost::new().unwrap());
    app.manage(engine);
    let window = WebviewWindowBuilder::new(&app, label, Default::default()).build().unwrap();
    Desk { _app: app, window }
}

impl Desk {
    fn call(&self, command: &str, from: &str, body: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: from.parse().unwrap(),
            body: InvokeBody::Json(body),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|answer| answer.deserialize().unwrap())
    }
}

/// Says whether Tauri refused before anything of ours was asked.
fn refused(answer: &Result<Value, Value>) -> bool {
    matches!(answer, Err(Value::String(said)) if said.contains("not allowed"))
}

#[test]
fn the_window_may_call_every_command_of_the_contract() {
    let desk = desk("main");

    for command in COMMANDS {
        // Without arguments nothing is done: each command says that the request is malformed, which is enough.
        let answer = desk.call(command.name, HOME, json!({}));

        let code = answer.as_ref().err().and_then(|error| error["code"].as_str());
        assert_eq!(code, Some("bad-request"), "{}: {answer:?}", command.name);
    }
}

#[test]
fn a_granted_command_reaches_the_engine_and_its_answer_comes_back() {
    let answer = desk("main").call("app_info", HOME, json!({ "args": {} })).unwrap();

    assert_eq!(answer["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn what_is_not_granted_is_refused() {
    let desk = desk("main");

    for command in [
        "no_such_command",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:window|destroy",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:app|version",
    ] {
        let answer = desk.call(command, HOME, json!({}));
        assert!(refused(&answer), "{command}: {answer:?}");
    }
}

#[test]
fn a_page_from_elsewhere_is_refused_what_ours_is_granted() {
    let desk = desk("main");

    for from in ["https://evil.example/", "http://localhost:1420/", "https://tauri.localhost.evil.example/"] {
        let answer = desk.call("app_info", from, json!({ "args": {} }));
        assert!(refused(&answer), "{from}: {answer:?}");
    }
}

#[test]
fn another_window_is_granted_nothing() {
    let answer = desk("other").call("app_info", HOME, json!({ "args": {} }));

    assert!(refused(&answer), "{answer:?}");
}
