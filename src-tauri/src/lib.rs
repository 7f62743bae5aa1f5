//! The desktop shell: one window around the engine.
//!
//! It joins the contract (`soarboard_api`) to Tauri: an envelope that takes every command, a [`host::DesktopHost`] with
//! dialogs, keyring and network, and the events of the window. Deliberately absent: any decision about playbooks, any
//! code per command, and menus (the page has the actions). A library besides the program, so that the access tests
//! build this application on Tauri's mock runtime.

pub mod envelope;
pub mod host;
pub mod panics;
mod secrets;
#[cfg(feature = "test-hooks")]
mod test_hooks;

use std::error::Error;
use std::sync::Arc;

use soarboard_api::App;
use soarboard_api::wire::{Nothing, Notification};
use tauri::{
    AppHandle, Builder, Context, Emitter, Manager, Runtime, WebviewWindowBuilder, Window, WindowEvent, Wry,
};

use host::{DesktopHost, NOTIFICATION};

/// Opens the window and returns when it has been closed.
///
/// # Errors
/// When the system gives no window, no data folder or no TLS set-up.
pub fn run() -> Result<(), Box<dyn Error>> {
    let builder = Builder::<Wry>::new()
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(|app, _args, _folder| show(app)))
        .plugin(tauri_plugin_window_state::Builder::new().build());
    assemble(builder).setup(|app| open(app.handle())).run(context())?;
    Ok(())
}

/// Adds what every runtime gets: the envelope and the plugins that Rust calls. No plugin is reachable from the page
/// unless `capabilities/main.json` says so.
pub fn assemble<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(envelope::answer)
        .on_window_event(keep_unsaved)
}

/// Returns the application's configuration, pages and access rules.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Starts the engine, then the window: a page never finds the engine missing.
fn open<R: Runtime>(app: &AppHandle<R>) -> Result<(), Box<dyn Error>> {
    let host = Arc::new(DesktopHost::new(app.clone())?);
    app.manage(App::new(host));
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?.build()?;
    }
    Ok(())
}

/// Keeps a window with unsaved changes open and lets its page ask; the page ends the program by `app_quit`.
fn keep_unsaved<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let unsaved = window.try_state::<Arc<App>>().is_some_and(|app| app.has_unsaved_changes());
    // A page that cannot be reached could not ask either: then the window closes.
    if unsaved && window.emit(NOTIFICATION, Notification::CloseRequested(Nothing {})).is_ok() {
        api.prevent_close();
    }
}

/// Brings the window to the front; a second start of the program ends up here.
fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse; there is nothing else to be done then.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
