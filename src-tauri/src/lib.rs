//! The desktop shell: one window around the engine.
//!
//! It joins the contract (`soarboard_api`) to Tauri: an envelope that takes every command, a [`host::DesktopHost`] with
//! dialogs, keyring and network, and the events of the window. Deliberately absent: any decision about playbooks, any
//! code per command, and menus (the page has the actions). A library besides the program, so that the access tests
//! build this application on Tauri's mock runtime.

pub mod envelope;
pub mod graphics;
pub mod host;
pub mod panics;
mod secrets;
#[cfg(feature = "test-hooks")]
mod test_hooks;
mod window;

pub use window::event as window_event;

use std::error::Error;
use std::sync::Arc;

use soarboard_api::App;
use tauri::{AppHandle, Builder, Context, Manager, RunEvent, Runtime, WebviewWindowBuilder, Wry};

use host::DesktopHost;

/// Opens the window and returns when it has been closed.
///
/// # Errors
/// When the system gives no window, no data folder or no TLS set-up.
pub fn run() -> Result<(), Box<dyn Error>> {
    let builder = Builder::<Wry>::new()
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(second_start))
        .plugin(tauri_plugin_window_state::Builder::new().build());
    assemble(builder).setup(|app| open(app.handle())).build(context())?.run(went_on);
    Ok(())
}

/// Adds what every runtime gets: the envelope and the plugins that Rust calls. No plugin is reachable from the page
/// unless `capabilities/main.json` says so.
pub fn assemble<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(envelope::answer)
        .manage(window::Closing::default())
        .on_window_event(window::event)
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

/// A second start of the program hands its files to the running one and ends.
fn second_start<R: Runtime>(app: &AppHandle<R>, args: Vec<String>, folder: String) {
    let files = host::file_arguments(args.into_iter().skip(1).map(Into::into), folder.as_ref());
    if let Some(engine) = app.try_state::<Arc<App>>() {
        engine.hand_over(files);
    }
    window::show(app);
}

/// What the system says to the program as a whole.
fn went_on<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        // However the program ends, what was typed last is on the disk.
        RunEvent::Exit => {
            if let Some(engine) = app.try_state::<Arc<App>>() {
                engine.flush_drafts();
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let files = urls.iter().filter_map(|url| url.to_file_path().ok()).collect();
            if let Some(engine) = app.try_state::<Arc<App>>() {
                engine.hand_over(files);
            }
        }
        _ => {}
    }
}
