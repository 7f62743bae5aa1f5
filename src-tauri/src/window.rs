//! What happens to the window: it is closed, files are dropped on it, it is brought to the front.
//!
//! Deliberately absent: what is open and what is remembered of it (the engine and the page know).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use soarboard_api::App;
use soarboard_api::wire::{DragView, Nothing, Notification};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Runtime, Window, WindowEvent};

use crate::host::NOTIFICATION;

/// Longest wait for a page that was told that the window closes.
const PATIENCE: Duration = Duration::from_secs(4);

/// Whether the page has been told that the window closes.
#[derive(Debug, Default)]
pub(crate) struct Closing(AtomicBool);

/// Deals with an event of the window. Public for the tests, which have no window that could be dropped on.
pub fn event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } if tell_page(window) => api.prevent_close(),
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => dragging(window, true),
        WindowEvent::DragDrop(DragDropEvent::Leave) => dragging(window, false),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            dragging(window, false);
            if let Some(engine) = window.try_state::<Arc<App>>() {
                engine.hand_over(paths.clone());
            }
        }
        _ => {}
    }
}

/// Lets the page hand on what is being typed and what it looks like; it then ends the program. Nobody is asked. Says
/// whether the window has to stay until then: a page that was told before, or cannot be told, is not waited for.
fn tell_page<R: Runtime>(window: &Window<R>) -> bool {
    let told = window.try_state::<Closing>().is_none_or(|closing| closing.0.swap(true, Ordering::Relaxed));
    if told || window.emit(NOTIFICATION, Notification::CloseRequested(Nothing {})).is_err() {
        return false;
    }
    let app = window.app_handle().clone();
    // A page that hangs must not keep the program alive; drafts do not need it.
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        app.exit(0);
    });
    true
}

fn dragging<R: Runtime>(window: &Window<R>, over: bool) {
    // Only a hint on the page; without it the drop works all the same.
    let _ = window.emit(NOTIFICATION, Notification::Dragging(DragView { over }));
}

/// Brings the window to the front.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse; there is nothing else to be done then.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
