//! What command bodies need from the program around them.
//!
//! The desktop shell, the command line, the bridge of the browser tests and the tests each bring one. It holds what
//! bodies need today; deliberately absent: windows, menus, and any way to reach a secret but by the store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use soarboard_cloud::catalog::refresh::Site;
use soarboard_cloud::http::{Clock, HttpSend, NonceSource};
use soarboard_secret::SecretStore;

use crate::import::CredentialFiles;
use crate::wire::Notification;

/// The program around the engine.
pub trait Host: Send + Sync + 'static {
    /// Returns the clock.
    fn clock(&self) -> Arc<dyn Clock>;
    /// Returns the source of nonces.
    fn nonces(&self) -> Arc<dyn NonceSource>;
    /// Returns the way to the network.
    fn http(&self) -> Arc<dyn HttpSend>;
    /// Returns where secrets are kept. Its calls may block: bodies move them off the async threads.
    fn secrets(&self) -> Arc<dyn SecretStore>;
    /// Returns the folder for settings, profiles and runs; it exists.
    fn data_dir(&self) -> &Path;
    /// Lets the user choose a file; `None` when the dialog was closed.
    fn choose_file(&self, choice: FileChoice) -> BoxFuture<'_, Option<PathBuf>>;
    /// Returns where the vendor's programs keep credentials; a host that looks nowhere need not say so.
    fn credential_files(&self) -> CredentialFiles {
        CredentialFiles::default()
    }
    /// Returns the service that newer metadata is fetched from; a host that says nothing asks the vendor's.
    fn metadata_site(&self) -> Site {
        Site::Vendor
    }
    /// Opens a web page in the browser. The address has been checked.
    ///
    /// **Errors** the system's reason.
    fn open_link(&self, url: &str) -> Result<(), String>;
    /// Shows a file in the system's file manager; a host without one need not say so.
    ///
    /// **Errors** the system's reason.
    fn reveal(&self, path: &Path) -> Result<(), String> {
        Err(format!("there is no file manager to show {}", path.display()))
    }
    /// Tells whoever shows the program that something happened.
    fn notify(&self, notification: Notification);
    /// Ends the program; drafts have been kept.
    fn quit(&self);
    /// Returns the file the program was started with, once.
    fn startup_file(&self) -> Option<PathBuf>;
}

/// What a file is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChoice {
    /// A playbook to open.
    OpenPlaybook,
    /// A folder with playbooks to look through.
    FindInFolder,
    /// Where to save a playbook; the suggested name.
    SavePlaybook(String),
    /// Where to write an export of a playbook; the suggested name, whose ending tells the format.
    Export(String),
    /// Metadata to import: a JSON file or an archive.
    ImportCatalog,
    /// A folder with metadata to import.
    ImportCatalogFolder,
    /// Where to write rows; the suggested name, whose ending tells the format.
    ExportRows(String),
}
