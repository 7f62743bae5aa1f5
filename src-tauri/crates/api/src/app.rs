//! The running engine behind the contract: open documents, settings, profiles, runs.
//!
//! One `App` serves one window or one command line. Deliberately absent: what a command does (see `bodies`) and
//! anything of the program around it (see `Host`).

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::Value;
use soarboard_cloud::catalog::Catalog;
use soarboard_cloud::credentials::RoleSessions;
use soarboard_cloud::http::HttpSend;
use soarboard_cloud::invoke::{CancelFlag, Limiter};
use soarboard_engine::live::Live;
use soarboard_engine::rows::ExportWatch;
use soarboard_engine::session::Session;
use soarboard_engine::session::claim::Claim;
use soarboard_engine::session::journal::Journals;
use soarboard_engine::session::store::{self, StoreError};
use soarboard_model::message::Message;
use soarboard_practice::PracticeGateway;

use crate::bodies::catalog_store;
use crate::command;
use crate::filter::Filter;
use crate::history::History;
use crate::host::Host;
use crate::parts::{self, Parts, Received};
use crate::profile::{Profiles, blocking};
use crate::run::Run;
use crate::settings;
use crate::wire::{ErrorCode, Nothing, Notification, RunList, Settings, WireError};
use crate::workspace::Workspace;

/// The engine with its state.
pub struct App {
    host: Arc<dyn Host>,
    documents: Mutex<HashMap<String, Open>>,
    /// Absent until the window asks for what was open: the command line has neither tabs nor drafts.
    desk: OnceLock<Desk>,
    /// Files the system handed over that nobody has opened yet.
    handed: Mutex<Vec<PathBuf>>,
    /// The folder looked through last, and the files with hits. Paths stay here; the page has numbers for them.
    found: Mutex<(Option<PathBuf>, Vec<PathBuf>)>,
    runs: Mutex<HashMap<String, Arc<Run>>>,
    /// Runs begun since the program started.
    begun: Mutex<HashSet<String>>,
    history: History,
    filters: Mutex<Vec<Arc<Filter>>>,
    /// Exports under way, with the run whose rows they write.
    exports: Mutex<Vec<(String, Arc<ExportWatch>)>>,
    settings: Mutex<Settings>,
    profiles: Profiles,
    role_sessions: Arc<RoleSessions>,
    practice: Arc<PracticeGateway>,
    limiter: Limiter,
    practice_limiter: Limiter,
    parts: Parts,
    /// Ends the import or refresh under way; replaced by each new one.
    catalog_cancel: Mutex<CancelFlag>,
}

/// An open document.
struct Open {
    session: Arc<Mutex<Session>>,
    live: Arc<Mutex<Live>>,
    claim: Claimed,
}

/// Who has a document's file open.
#[derive(Default)]
struct Claimed {
    path: Option<PathBuf>,
    /// Held while the document is open; absent where there is no file, or it could not be claimed.
    _claim: Option<Claim>,
    /// Whether another process has claimed it.
    elsewhere: bool,
}

/// What a window has besides its documents.
pub(crate) struct Desk {
    workspace: Mutex<Workspace>,
    pub(crate) journals: Journals,
    /// Done when what was open is open again.
    pub(crate) brought_back: Once,
}

/// Longest wait for drafts to reach the disk when the program ends.
pub(crate) const LONGEST_FLUSH: Duration = Duration::from_secs(5);

/// Requests a second that runs share; the vendor's bound for most reads of the service is 10 to 50.
const REQUESTS_PER_SECOND: usize = 10;

impl App {
    /// Starts the engine for a host. Reads the small settings file; everything else waits until it is asked for.
    pub fn new(host: Arc<dyn Host>) -> Arc<Self> {
        let settings = settings::load(host.data_dir());
        // Only names the folder: its files are read when the catalogue is first asked.
        Catalog::use_store(catalog_store::store(host.data_dir()));
        let practice = Arc::new(practice(&*host));
        settings::apply(&settings, &practice);
        Arc::new(Self {
            profiles: Profiles::new(host.data_dir().to_owned()),
            role_sessions: Arc::default(),
            documents: Mutex::default(),
            desk: OnceLock::new(),
            handed: Mutex::default(),
            found: Mutex::default(),
            runs: Mutex::default(),
            begun: Mutex::default(),
            history: History::new(host.data_dir()),
            filters: Mutex::default(),
            exports: Mutex::default(),
            host,
            settings: Mutex::new(settings),
            practice,
            limiter: Limiter::per_second(REQUESTS_PER_SECOND),
            practice_limiter: Limiter::unlimited(),
            parts: Parts::default(),
            catalog_cancel: Mutex::default(),
        })
    }

    /// Runs a command of the contract.
    ///
    /// **Errors** `BadRequest` for an unknown command or malformed arguments, otherwise what the command reports.
    pub async fn call(self: &Arc<Self>, name: &str, args: Value) -> Result<Value, WireError> {
        let answer = self.guarded(command::dispatch(self, name, args)).await?;
        serde_json::from_str(&answer).map_err(|_| internal("answer"))
    }

    /// Does something that must not take anything else with it when it breaks: every draft is then brought to the
    /// disk at once, and the one who asked is told.
    ///
    /// **Errors** those of `work`; `Internal` when it broke.
    pub(crate) async fn guarded<T>(
        self: &Arc<Self>,
        work: impl Future<Output = Result<T, WireError>>,
    ) -> Result<T, WireError> {
        // The panic's own text may quote data; it has gone to the log by the hook that redacts it.
        let done = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(internal(BROKE)));
        if done.as_ref().is_err_and(|error| error.code == ErrorCode::Internal) {
            let app = self.clone();
            // Waiting for the disk would hold up a thread that answers the window.
            let flushed = blocking(move || {
                app.flush_drafts();
                Ok(())
            });
            // What is told is what broke; the drafts have their own message when they fail.
            let _ = flushed.await;
        }
        done
    }

    /// Runs a command for somebody that messages travel to and from, and returns its answer as JSON: what is too large
    /// for one message comes in parts (see [`parts`](crate::parts)).
    ///
    /// **Errors** as [`App::call`].
    pub async fn answer(self: &Arc<Self>, name: &str, args: Value) -> Result<String, WireError> {
        self.guarded(async {
            match parts::received(self, name, args)? {
                Received::Part(answer) => Ok(answer),
                Received::Request(args) => {
                    parts::bounded(self, name, command::dispatch(self, name, args).await?)
                }
            }
        })
        .await
    }

    /// Returns the messages that are half fetched or half sent.
    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Returns the program around the engine.
    pub fn host(&self) -> &Arc<dyn Host> {
        &self.host
    }

    /// Returns the credential profiles.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// Returns the sessions of assumed roles, which live as long as this process.
    pub(crate) fn role_sessions(&self) -> &Arc<RoleSessions> {
        &self.role_sessions
    }

    /// Returns the practice service.
    pub fn practice(&self) -> &Arc<PracticeGateway> {
        &self.practice
    }

    /// Returns the way to the service: the network, or the practice service within this process.
    pub(crate) fn transport(&self, practice: bool) -> Arc<dyn HttpSend> {
        if practice { self.practice.clone() } else { self.host.http() }
    }

    /// Keeps what a practice write changed for the next start.
    ///
    /// **Errors** those of the disk; the change itself stays in this process.
    pub(crate) fn keep_practice_state(&self) -> Result<(), StoreError> {
        let path = self.host.data_dir().join(PRACTICE_FILE);
        store::save(&path, self.practice.state_json().as_bytes(), None).map(|_| ())
    }

    pub(crate) fn limiter(&self, practice: bool) -> &Limiter {
        if practice { &self.practice_limiter } else { &self.limiter }
    }

    /// Returns a fresh flag that `catalog_cancel` sets from now on.
    pub(crate) fn begin_catalog_work(&self) -> CancelFlag {
        let flag = CancelFlag::new();
        *lock(&self.catalog_cancel) = flag.clone();
        flag
    }

    pub(crate) fn cancel_catalog_work(&self) {
        lock(&self.catalog_cancel).cancel();
    }

    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        lock(&self.settings)
    }

    /// Returns the window's desk, when it has one.
    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.desk.get()
    }

    /// Returns the desk, set up at the first time: what was open comes out of the data folder.
    pub(crate) fn begin_desk(&self) -> &Desk {
        self.desk.get_or_init(|| {
            let host = self.host.clone();
            let failing = move |error: &std::io::Error| {
                let message = Message::new("error-drafts-failing").with("reason", error);
                host.notify(Notification::DraftsFailing(message));
            };
            let data_dir = self.host.data_dir();
            Desk {
                workspace: Mutex::new(Workspace::load(data_dir)),
                journals: Journals::new(data_dir.join("drafts"), Box::new(failing)),
                brought_back: Once::new(),
            }
        })
    }

    /// Looks at, or changes, what the window remembers, and writes it down when `change` says so. Blocks.
    pub(crate) fn with_workspace<T>(&self, change: impl FnOnce(&mut Workspace) -> (T, bool)) -> Option<T> {
        let desk = self.desk()?;
        let mut workspace = lock(&desk.workspace);
        let (result, changed) = change(&mut workspace);
        if changed {
            // Remembering is a convenience: drafts do not depend on it, and the next change tries again.
            let _ = workspace.save(self.host.data_dir());
        }
        Some(result)
    }

    /// Returns the folder that was looked through last.
    pub(crate) fn found_folder(&self) -> Option<PathBuf> {
        lock(&self.found).0.clone()
    }

    /// Remembers a folder and its files with hits.
    pub(crate) fn note_found(&self, folder: PathBuf, files: Vec<PathBuf>) {
        *lock(&self.found) = (Some(folder), files);
    }

    /// Returns a file of the last search by its number.
    pub(crate) fn found_file(&self, number: &str) -> Option<PathBuf> {
        lock(&self.found).1.get(number.parse::<usize>().ok()?).cloned()
    }

    /// Brings every draft to the disk.
    pub fn flush_drafts(&self) {
        if let Some(desk) = self.desk() {
            desk.journals.flush(LONGEST_FLUSH);
        }
    }

    /// Takes files from the system to open them, and tells the window.
    pub fn hand_over(&self, files: Vec<PathBuf>) {
        if files.is_empty() {
            return;
        }
        lock(&self.handed).extend(files);
        self.host.notify(Notification::FilesHanded(Nothing {}));
    }

    pub(crate) fn take_handed(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *lock(&self.handed))
    }

    /// Returns a new handle. Handles are random, so that none can be guessed from another.
    pub(crate) fn fresh_handle(&self) -> Result<String, WireError> {
        let random = self.host.nonces().nonce().map_err(|error| internal(&error.to_string()))?;
        Ok(format!("doc-{random}"))
    }

    /// Opens a document under a handle.
    pub(crate) fn keep_document(&self, handle: &str, session: Session) -> Arc<Mutex<Session>> {
        let claim = self.claim(session.path());
        let session = Arc::new(Mutex::new(session));
        let open = Open { session: session.clone(), live: Arc::default(), claim };
        lock(&self.documents).insert(handle.to_owned(), open);
        session
    }

    /// Claims the file of a document that may have got another one.
    pub(crate) fn claim_again(&self, handle: &str, path: &Path) {
        let mut documents = lock(&self.documents);
        if let Some(open) = documents.get_mut(handle)
            && open.claim.path.as_deref() != Some(path)
        {
            open.claim = self.claim(Some(path));
        }
    }

    fn claim(&self, path: Option<&Path>) -> Claimed {
        let Some(path) = path else { return Claimed::default() };
        // Where no claim can be kept, the comparison before each save still stands between two windows.
        let taken = Claim::take(&self.host.data_dir().join("locks"), path);
        let elsewhere = matches!(taken, Ok(None));
        Claimed { path: Some(path.to_owned()), _claim: taken.ok().flatten(), elsewhere }
    }

    /// Says whether another process has a document's file open, too.
    pub(crate) fn is_elsewhere(&self, handle: &str) -> bool {
        lock(&self.documents).get(handle).is_some_and(|open| open.claim.elsewhere)
    }

    pub(crate) fn document(&self, handle: &str) -> Result<Arc<Mutex<Session>>, WireError> {
        let found = lock(&self.documents).get(handle).map(|open| open.session.clone());
        found.ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-document-unknown")))
    }

    /// Returns the checker that follows a document.
    pub(crate) fn live(&self, handle: &str) -> Result<Arc<Mutex<Live>>, WireError> {
        let found = lock(&self.documents).get(handle).map(|open| open.live.clone());
        found.ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-document-unknown")))
    }

    /// Returns every open document with its handle.
    pub(crate) fn documents(&self) -> Vec<(String, Arc<Mutex<Session>>)> {
        let open = lock(&self.documents);
        open.iter().map(|(handle, open)| (handle.clone(), open.session.clone())).collect()
    }

    pub(crate) fn forget_document(&self, handle: &str) {
        lock(&self.documents).remove(handle);
    }

    /// Says whether some open document has unsaved changes.
    pub fn has_unsaved_changes(&self) -> bool {
        self.documents().iter().any(|(_, session)| lock(session).is_dirty())
    }

    /// Returns a name nobody else has, which sorts by time: `run-1763748000000-3f9a0c11`.
    pub(crate) fn fresh_id(&self, what: &str) -> Result<String, WireError> {
        let random = self.host.nonces().nonce().map_err(|error| internal(&error.to_string()))?;
        let random: String = random.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        Ok(format!("{what}-{}-{random}", self.host.clock().now_unix_ms()))
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// Takes in a run begun now.
    pub(crate) fn keep_run(&self, run: Arc<Run>) {
        lock(&self.begun).insert(run.id().to_owned());
        lock(&self.runs).insert(run.id().to_owned(), run);
    }

    /// Returns a run of this start of the program, or one that was kept.
    ///
    /// **Errors** `BadRequest` when there is none, or another process works on it.
    pub(crate) async fn run(self: &Arc<Self>, id: &str) -> Result<Arc<Run>, WireError> {
        if let Some(run) = lock(&self.runs).get(id).cloned() {
            return Ok(run);
        }
        let (app, name) = (self.clone(), id.to_owned());
        let found = blocking(move || Ok(app.history.find(&name))).await?;
        let kept =
            found.ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-run-unknown")))?;
        if kept.is_busy {
            return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-run-busy")));
        }
        let run = Arc::new(Run::new(kept.view, kept.folder, kept.input));
        Ok(lock(&self.runs).entry(id.to_owned()).or_insert(run).clone())
    }

    /// Returns all runs, the latest first. Reads their records: call it off the async threads.
    pub(crate) fn run_list(&self) -> RunList {
        let mut known = lock(&self.runs).clone();
        let mut runs: Vec<_> = Vec::new();
        for kept in self.history.list() {
            runs.push(known.remove(&kept.view.run).map_or(kept.view, |run| run.view()));
        }
        // A run that was begun this moment has no record yet.
        runs.extend(known.into_values().map(|run| run.view()));
        runs.sort_by(|a, b| (b.started_ms, &b.run).cmp(&(a.started_ms, &a.run)));
        RunList { bytes: runs.iter().map(|run| run.bytes).sum(), runs }
    }

    /// Deletes a run with its rows.
    ///
    /// **Errors** `FileUnwritable` when the disk does not let go of it.
    pub(crate) fn delete_run(&self, id: &str) -> Result<(), WireError> {
        lock(&self.filters).retain(|filter| {
            let is_other = !filter.is_of(id);
            if !is_other {
                filter.cancel();
            }
            is_other
        });
        self.history.delete(id).map_err(|error| rows_unwritable(&error))?;
        lock(&self.runs).remove(id);
        Ok(())
    }

    /// Deletes what is beyond the limits of the settings, but never the run that was begun last. Reads and writes the
    /// disk: call it off the async threads.
    pub(crate) fn prune_history(&self) {
        let limits = self.settings().history;
        let keep = if limits.runs == 0 { lock(&self.begun).clone() } else { self.last_begun() };
        self.history.prune(limits, &keep);
    }

    fn last_begun(&self) -> HashSet<String> {
        lock(&self.begun).iter().max().cloned().into_iter().collect()
    }

    pub(crate) fn keep_filter(&self, filter: Arc<Filter>) {
        let mut filters = lock(&self.filters);
        if filters.len() == MOST_FILTERS {
            filters.remove(0).cancel();
        }
        filters.push(filter);
    }

    pub(crate) fn filter(&self, id: &str) -> Result<Arc<Filter>, WireError> {
        let found = lock(&self.filters).iter().find(|filter| filter.view().filter == id).cloned();
        found.ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-filter-unknown")))
    }

    pub(crate) fn begin_export(&self, run: &str) -> Arc<ExportWatch> {
        let watch = Arc::new(ExportWatch::default());
        lock(&self.exports).push((run.to_owned(), watch.clone()));
        watch
    }

    pub(crate) fn stop_exports(&self, run: &str) {
        lock(&self.exports).iter().filter(|(of, _)| of == run).for_each(|(_, watch)| watch.cancel());
    }

    pub(crate) fn end_export(&self, ended: &Arc<ExportWatch>) {
        lock(&self.exports).retain(|(_, watch)| !Arc::ptr_eq(watch, ended));
    }

    pub(crate) fn end_filter(&self, id: &str) {
        lock(&self.filters).retain(|filter| {
            let is_other = filter.view().filter != id;
            if !is_other {
                filter.cancel();
            }
            is_other
        });
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if lock(&self.settings).history.runs == 0 {
            for id in lock(&self.begun).iter() {
                // Nothing can be done about a failure while ending; the next start tries again.
                let _ = self.history.delete(id);
            }
        }
    }
}

/// Filters that may be open at the same time; the oldest one gives way.
const MOST_FILTERS: usize = 16;

/// Says that rows could not be kept, or not be deleted.
pub(crate) fn rows_unwritable(error: &std::io::Error) -> WireError {
    WireError::new(ErrorCode::FileUnwritable, Message::new("error-rows-unwritable").with("reason", error))
        .hint(Message::new("error-rows-unwritable-hint"))
}

/// File in the data folder that holds what practice writes changed.
const PRACTICE_FILE: &str = "practice.json";

/// Starts the practice service where it was left. A state that does not read is practice data only: it starts anew.
fn practice(host: &dyn Host) -> PracticeGateway {
    let kept = std::fs::read_to_string(host.data_dir().join(PRACTICE_FILE)).ok();
    let restored = kept.and_then(|state| PracticeGateway::new(host.clock()).with_state(&state).ok());
    restored.unwrap_or_else(|| PracticeGateway::new(host.clock()))
}

/// Locks a mutex. A panic while it was held is a bug elsewhere; the state behind it is replaced as a whole by every
/// holder, so going on is safe and loses nothing.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is told of a panic: nothing of its text, which may quote data.
pub(crate) const BROKE: &str = "panic";

pub(crate) fn internal(detail: &str) -> WireError {
    WireError::new(ErrorCode::Internal, Message::new("error-internal").with("detail", detail))
}
