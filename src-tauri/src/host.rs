//! What the engine gets from the desktop: dialogs, browser, keyring, network, events, folders.
//!
//! Generic over Tauri's runtime, so that tests build it without a window. Deliberately absent: what is done with any of
//! it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use soarboard_api::host::{FileChoice, Host};
use soarboard_api::import::CredentialFiles;
use soarboard_api::wire::Notification;
use soarboard_cloud::http::{
    Clock, HttpSend, NonceSource, RandomNonce, ReqwestSend, SystemClock, TransportLimits,
};
use soarboard_secret::SecretStore;
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_plugin_opener::OpenerExt;

use crate::secrets;

/// Name of the event that carries notifications to the page.
pub const NOTIFICATION: &str = "notification";

/// The desktop around the engine.
pub struct DesktopHost<R: Runtime> {
    app: AppHandle<R>,
    data_dir: PathBuf,
    http: Arc<dyn HttpSend>,
    secrets: Arc<dyn SecretStore>,
    startup_file: Mutex<Option<PathBuf>>,
}

impl<R: Runtime> DesktopHost<R> {
    /// Sets up folders, network and keyring.
    ///
    /// # Errors
    /// When the data folder cannot be made, or TLS cannot be set up.
    pub fn new(app: AppHandle<R>) -> Result<Self, Box<dyn Error>> {
        let data_dir = data_dir(&app)?;
        make_private(&data_dir)?;
        Ok(Self {
            data_dir,
            http: network()?,
            secrets: secrets::open(),
            startup_file: Mutex::new(startup_file()),
            app,
        })
    }

    /// Asks for a file and waits without holding a thread.
    async fn ask(&self, choice: FileChoice) -> Option<PathBuf> {
        #[cfg(feature = "test-hooks")]
        if crate::test_hooks::answers_dialogs() {
            return crate::test_hooks::next_file();
        }
        let (tell, mut told) = tauri::async_runtime::channel::<Option<FilePath>>(1);
        let answer = move |path| {
            // The engine may have given up waiting; then nobody wants the answer.
            let _ = tell.blocking_send(path);
        };
        let mut dialog = self.app.dialog().file();
        if let Some(window) = self.app.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        match choice {
            FileChoice::OpenPlaybook => dialog.add_filter("JSON, SVG", &["json", "svg"]).pick_file(answer),
            FileChoice::ImportCatalog => {
                let endings = ["json", "zip", "tar", "gz", "tgz", "xz", "zst"];
                dialog.add_filter("JSON, ZIP, TAR", &endings).pick_file(answer);
            }
            FileChoice::ImportCatalogFolder | FileChoice::FindInFolder => dialog.pick_folder(answer),
            FileChoice::SavePlaybook(name) => {
                dialog.add_filter("JSON", &["json"]).set_file_name(name).save_file(answer);
            }
            FileChoice::Export(name) | FileChoice::ExportRows(name) => {
                let (label, ending) = match name.rsplit('.').next() {
                    Some("svg") => ("SVG", "svg"),
                    Some("png") => ("PNG", "png"),
                    Some("csv") => ("CSV", "csv"),
                    Some("json") => ("JSON", "json"),
                    _ => ("JSON Lines", "ndjson"),
                };
                dialog.add_filter(label, &[ending]).set_file_name(name).save_file(answer);
            }
        }
        told.recv().await.flatten()?.into_path().ok()
    }
}

impl<R: Runtime> Host for DesktopHost<R> {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    fn nonces(&self) -> Arc<dyn NonceSource> {
        Arc::new(RandomNonce)
    }

    fn http(&self) -> Arc<dyn HttpSend> {
        self.http.clone()
    }

    fn secrets(&self) -> Arc<dyn SecretStore> {
        self.secrets.clone()
    }

    fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    fn choose_file(&self, choice: FileChoice) -> BoxFuture<'_, Option<PathBuf>> {
        Box::pin(self.ask(choice))
    }

    fn credential_files(&self) -> CredentialFiles {
        CredentialFiles::of_user()
    }

    fn open_link(&self, url: &str) -> Result<(), String> {
        // Checked by the engine already; this is the last place before the system, which would take any scheme.
        if !url.starts_with("https://") {
            return Err("only https pages are opened".to_owned());
        }
        self.app.opener().open_url(url, None::<&str>).map_err(|error| error.to_string())
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        self.app.opener().reveal_item_in_dir(path).map_err(|error| error.to_string())
    }

    fn notify(&self, notification: Notification) {
        // Without a window nobody listens, and nothing is lost: every notification repeats the whole state.
        let _ = self.app.emit(NOTIFICATION, notification);
    }

    fn quit(&self) {
        self.app.exit(0);
    }

    fn startup_file(&self) -> Option<PathBuf> {
        self.startup_file.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Returns the folder for settings, profiles and runs, the same one that the command line uses.
fn data_dir<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, tauri::Error> {
    #[cfg(feature = "test-hooks")]
    if let Some(folder) = crate::test_hooks::data_dir() {
        return Ok(folder);
    }
    Ok(app.path().data_dir()?.join("soarboard"))
}

/// Makes a folder that only this user can read; results of test calls are kept in it.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn network() -> Result<Arc<dyn HttpSend>, Box<dyn Error>> {
    #[cfg(feature = "test-hooks")]
    if let Some(gateway) = crate::test_hooks::gateway()? {
        return Ok(gateway);
    }
    Ok(Arc::new(ReqwestSend::new(TransportLimits::default())?))
}

/// Returns the file this start was given; further ones are for a second start.
fn startup_file() -> Option<PathBuf> {
    let folder = std::env::current_dir().unwrap_or_default();
    file_arguments(std::env::args_os().skip(1), &folder).into_iter().next()
}

/// Returns the arguments that are not options, as absolute paths.
pub(crate) fn file_arguments(args: impl Iterator<Item = std::ffi::OsString>, folder: &Path) -> Vec<PathBuf> {
    let files = args.map(PathBuf::from).filter(|arg| !arg.to_string_lossy().starts_with('-'));
    files.map(|file| folder.join(file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_are_no_options_are_files_of_the_folder_they_were_given_in() {
        let args = |list: &[&str]| list.iter().map(|arg| (*arg).into()).collect::<Vec<std::ffi::OsString>>();

        let files = file_arguments(args(&["--flag", "a/b.json", "/c.json"]).into_iter(), Path::new("/books"));

        assert_eq!(files, [PathBuf::from("/books/a/b.json"), PathBuf::from("/c.json")]);
        assert!(file_arguments(args(&["--flag"]).into_iter(), Path::new("/books")).is_empty());
    }
}
