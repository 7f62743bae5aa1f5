//! A host without desktop: secrets in memory, a temporary folder, the practice service as network, file dialogs answered
//! from a list. Also the host of the integration tests.
//!
//! Deliberately absent: any way to a real keyring, a real service or a person's files.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use soarboard_api::host::{FileChoice, Host};
use soarboard_api::wire::Notification;
use soarboard_cloud::http::{Clock, HttpSend, NonceSource, RandomNonce, SystemClock};
use soarboard_practice::PracticeGateway;
use soarboard_secret::{MemoryStore, SecretStore};
use tempfile::TempDir;
use tokio::sync::watch;

/// The host of tests.
pub struct TestHost {
    data: TempDir,
    secrets: Arc<MemoryStore>,
    http: Arc<dyn HttpSend>,
    files: Mutex<VecDeque<Option<PathBuf>>>,
    links: Mutex<Vec<String>>,
    startup: Mutex<Option<PathBuf>>,
    heard: watch::Sender<Vec<Notification>>,
}

impl TestHost {
    /// Makes a host whose network is the practice service.
    ///
    /// # Errors
    /// When there is no place for a temporary folder.
    pub fn new() -> io::Result<Arc<Self>> {
        Self::with_http(Arc::new(PracticeGateway::new(Arc::new(SystemClock))))
    }

    /// Makes a host with another network.
    ///
    /// # Errors
    /// When there is no place for a temporary folder.
    pub fn with_http(http: Arc<dyn HttpSend>) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            data: TempDir::with_prefix("soarboard-test-")?,
            secrets: Arc::default(),
            http,
            files: Mutex::default(),
            links: Mutex::default(),
            startup: Mutex::default(),
            heard: watch::Sender::default(),
        }))
    }

    /// Puts answers at the end of the list for file dialogs; `None` closes a dialog.
    pub fn answer_dialogs(&self, files: impl IntoIterator<Item = Option<PathBuf>>) {
        lock(&self.files).extend(files);
    }

    /// Sets the file the program counts as started with.
    pub fn start_with(&self, file: PathBuf) {
        *lock(&self.startup) = Some(file);
    }

    /// Returns the pages that were opened in the browser.
    pub fn links(&self) -> Vec<String> {
        lock(&self.links).clone()
    }

    /// Returns the notifications after the first `after`, waiting for the next one when there is none yet.
    pub async fn notifications(&self, after: usize, wait: Duration) -> Vec<Notification> {
        let mut heard = self.heard.subscribe();
        let more = heard.wait_for(|list| list.len() > after);
        match tokio::time::timeout(wait, more).await {
            Ok(Ok(list)) => list.get(after..).unwrap_or_default().to_vec(),
            // Time is up; or the sender is gone, which it is not while `self` lives.
            _ => Vec::new(),
        }
    }
}

impl Host for TestHost {
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
        self.data.path()
    }

    fn choose_file(&self, _: FileChoice) -> BoxFuture<'_, Option<PathBuf>> {
        let next = lock(&self.files).pop_front().flatten();
        Box::pin(async move { next })
    }

    fn open_link(&self, url: &str) -> Result<(), String> {
        lock(&self.links).push(url.to_owned());
        Ok(())
    }

    fn notify(&self, notification: Notification) {
        self.heard.send_modify(|list| list.push(notification));
    }

    fn quit(&self) {
        // There is nothing to end: the browser belongs to the test.
    }

    fn startup_file(&self) -> Option<PathBuf> {
        lock(&self.startup).take()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every holder changes the value in one call, so a panic elsewhere left nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
