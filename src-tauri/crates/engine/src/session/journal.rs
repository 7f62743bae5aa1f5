//! The recovery journal: what keeps edits that were not saved through a crash, a kill or a restart.
//!
//! One append-only file per document. A session hands over each step as a line; one thread writes the lines at most
//! [`DEBOUNCE`] later, so that an edit costs its own size and never the document's, and no edit waits for the disk.
//! Because history and document are replayed by the code that made them, undo and redo come back exactly. Deliberately
//! absent: which documents are open (the caller's) and what stands in the playbook files (see `store`).

mod entry;
mod file;
mod replay;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use soarboard_model::playbook::Playbook;

use crate::change::Change;
use crate::history::History;
use crate::session::store::Stamp;

pub use entry::KeptPath;
pub use replay::{JournalFault, Replayed};

use entry::{Entry, FileForm, Step, line};
pub(crate) use file::private_folder;
use file::{ENDING, JournalFile};

/// Longest time a step stays in memory only, the writing itself not counted.
pub const DEBOUNCE: Duration = Duration::from_millis(400);

/// The journals of a folder, and the thread that writes them.
#[derive(Debug)]
pub struct Journals {
    shared: Arc<Shared>,
    folder: PathBuf,
    writer: Option<JoinHandle<()>>,
}

/// Told once when journals cannot be written, until they can be again.
pub type OnFailure = Box<dyn Fn(&io::Error) + Send>;

struct Shared {
    state: Mutex<State>,
    /// Wakes the writer.
    work: Condvar,
    /// Wakes who waits for a flush.
    done: Condvar,
}

#[derive(Default)]
struct State {
    jobs: Vec<Job>,
    /// Number of jobs handed over so far, and of those dealt with.
    asked: u64,
    dealt: u64,
    hurry: bool,
    stop: bool,
}

enum Job {
    Take { id: String, file: JournalFile },
    Begin { id: String, what: Box<Whole> },
    Append { id: String, line: Vec<u8> },
    Release { id: String },
    Forget { id: String },
}

/// A whole document on its way to the writer.
struct Whole {
    playbook: Playbook,
    history: History,
    saved: Option<u64>,
    revision: u64,
    file: Option<(PathBuf, Stamp)>,
}

/// A journal that was found.
#[derive(Debug)]
pub struct Found {
    /// Its id, under which [`Journals::journal`] goes on with it.
    pub id: String,
    /// What it tells.
    pub told: Result<Replayed, JournalFault>,
}

impl Journals {
    /// Opens the folder of journals; it is made when the first one is written.
    pub fn new(folder: PathBuf, on_failure: OnFailure) -> Self {
        let shared = Arc::new(Shared { state: Mutex::default(), work: Condvar::new(), done: Condvar::new() });
        let writer = Writer {
            shared: shared.clone(),
            folder: folder.clone(),
            open: HashMap::new(),
            on_failure,
            failing: false,
        };
        let thread = std::thread::Builder::new().name("journal".into()).spawn(move || writer.run());
        // Without a thread nothing is kept; the system is then beyond doing anything else either.
        Self { shared, folder, writer: thread.ok() }
    }

    /// Returns a document's way to its journal. Ids are letters, digits and `-`.
    pub fn journal(&self, id: &str) -> Journal {
        Journal { shared: self.shared.clone(), id: id.to_owned(), begun: false }
    }

    /// Takes over every journal that no other process holds and `skip` does not name, ordered by id.
    pub fn take_all(&self, skip: &HashSet<String>) -> Vec<Found> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut ids: Vec<String> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|id| is_id(id) && !skip.contains(id))
            .collect();
        ids.sort();
        ids.iter().filter_map(|id| self.take(id)).collect()
    }

    /// Takes over one journal; `None` when there is none, or another process holds it. One that cannot be read is set
    /// aside, so that it can be looked at and is not found again.
    pub fn take(&self, id: &str) -> Option<Found> {
        let path = journal_path(&self.folder, id)?;
        let (mut file, bytes) = JournalFile::take(&path).ok()??;
        let told = Replayed::read(&bytes);
        match &told {
            Ok(replayed) => {
                if replayed.lost > 0 {
                    // What follows the damage is kept for a look before new steps overwrite it.
                    let _ = std::fs::write(path.with_extension("damaged"), &bytes);
                }
                file.cut(replayed.good);
                self.shared.ask(Job::Take { id: id.to_owned(), file }, false);
            }
            Err(JournalFault::Empty) => drop(file.remove()),
            Err(JournalFault::Unreadable) => drop(std::fs::rename(&path, path.with_extension("damaged"))),
        }
        Some(Found { id: id.to_owned(), told })
    }

    /// Takes a journal off the disk that nothing holds, such as that of a document closed long ago.
    pub fn remove(&self, id: &str) {
        if let Some(path) = journal_path(&self.folder, id)
            && let Ok(Some((file, _))) = JournalFile::take(&path)
        {
            // It comes back as a draft when it cannot be removed, which loses nothing.
            let _ = file.remove();
        }
    }

    /// Brings everything handed over so far to the disk.
    pub fn flush(&self, longest: Duration) {
        let mut state = self.shared.lock();
        let upto = state.asked;
        state.hurry = true;
        self.shared.work.notify_all();
        let waited = self.shared.done.wait_timeout_while(state, longest, |state| state.dealt < upto);
        drop(waited);
    }
}

impl Drop for Journals {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.work.notify_all();
        if let Some(writer) = self.writer.take() {
            // The writer catches its own panics; there is nothing to be done about one that got away.
            let _ = writer.join();
        }
    }
}

/// Returns the place of a journal; `None` for an id that could lead out of the folder.
fn journal_path(folder: &Path, id: &str) -> Option<PathBuf> {
    is_id(id).then(|| folder.join(format!("{id}.{ENDING}")))
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A document's way to its journal. Nothing is written before [`Journal::begin`].
pub struct Journal {
    shared: Arc<Shared>,
    id: String,
    begun: bool,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("id", &self.id).field("begun", &self.begun).finish()
    }
}

impl Journal {
    pub(super) fn is_begun(&self) -> bool {
        self.begun
    }

    /// Counts the journal as begun: it was read.
    pub(super) fn resume(&mut self) {
        self.begun = true;
    }

    /// Begins the journal, or begins it anew, with the document as it is.
    pub(super) fn begin(
        &mut self,
        playbook: &Playbook,
        history: &History,
        saved: Option<u64>,
        revision: u64,
        file: Option<(PathBuf, Stamp)>,
    ) {
        let (playbook, history) = (playbook.clone(), history.clone());
        let what = Box::new(Whole { playbook, history, saved, revision, file });
        self.shared.ask(Job::Begin { id: self.id.clone(), what }, false);
        self.begun = true;
    }

    pub(super) fn step(&self, name: &str, change: &Change, mark: Option<&str>) {
        let mark = mark.map(Cow::Borrowed);
        self.write(&Entry::Step(Step { name: name.into(), mark, change: Cow::Borrowed(change) }));
    }

    pub(super) fn undo(&self) {
        self.write(&Entry::Undo {});
    }

    pub(super) fn redo(&self) {
        self.write(&Entry::Redo {});
    }

    pub(super) fn saved(&self, path: &Path, stamp: &Stamp) {
        self.write(&Entry::Saved(FileForm::new(path, stamp)));
    }

    pub(super) fn over(&self, path: &Path, stamp: &Stamp) {
        self.write(&Entry::Over(FileForm::new(path, stamp)));
    }

    fn write(&self, entry: &Entry<'_>) {
        if self.begun {
            self.shared.ask(Job::Append { id: self.id.clone(), line: line(entry) }, false);
        }
    }

    /// Lets go of the journal and leaves it on disk, for [`Journals::take`].
    pub(super) fn release(self) {
        self.shared.ask(Job::Release { id: self.id.clone() }, true);
    }

    /// Takes the journal off the disk.
    pub(super) fn forget(self) {
        self.shared.ask(Job::Forget { id: self.id.clone() }, true);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Every holder leaves the state whole between two statements that cannot panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, job: Job, hurry: bool) {
        let mut state = self.lock();
        state.jobs.push(job);
        state.asked += 1;
        state.hurry |= hurry;
        self.work.notify_all();
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}

/// The thread that writes.
struct Writer {
    shared: Arc<Shared>,
    folder: PathBuf,
    open: HashMap<String, OpenJournal>,
    on_failure: OnFailure,
    failing: bool,
}

#[derive(Default)]
struct OpenJournal {
    /// Absent while the first line could not be written.
    file: Option<JournalFile>,
    begin: Option<Box<Whole>>,
    lines: Vec<u8>,
}

impl Writer {
    fn run(mut self) {
        loop {
            let (jobs, stop) = self.wait();
            let count = jobs.len() as u64;
            let fault = self.deal(jobs);
            self.report(fault);
            let mut state = self.shared.lock();
            state.dealt += count;
            self.shared.done.notify_all();
            if stop && state.jobs.is_empty() {
                return;
            }
        }
    }

    /// Waits for jobs, then a little for more of them.
    fn wait(&self) -> (Vec<Job>, bool) {
        let poisoned = PoisonError::into_inner;
        let state = self.shared.lock();
        let idle = |state: &mut State| state.jobs.is_empty() && !state.hurry && !state.stop;
        let state = self.shared.work.wait_while(state, idle).unwrap_or_else(poisoned);
        let more = |state: &mut State| !state.hurry && !state.stop;
        let waited = self.shared.work.wait_timeout_while(state, DEBOUNCE, more);
        let (mut state, _) = waited.unwrap_or_else(|error| error.into_inner());
        state.hurry = false;
        (mem::take(&mut state.jobs), state.stop)
    }

    /// Takes jobs in, then writes. What could not be written stays for the next time, but for documents that are released:
    /// theirs was saved, so what is lost with the fault is undoing after it is opened again.
    fn deal(&mut self, jobs: Vec<Job>) -> Option<io::Error> {
        let mut fault = None;
        for job in jobs {
            match job {
                Job::Take { id, file } => {
                    self.open.insert(id, OpenJournal { file: Some(file), ..OpenJournal::default() });
                }
                Job::Begin { id, what } => {
                    let journal = self.open.entry(id).or_default();
                    journal.begin = Some(what);
                    journal.lines.clear();
                }
                Job::Append { id, line } => {
                    if let Some(journal) = self.open.get_mut(&id) {
                        journal.lines.extend_from_slice(&line);
                    }
                }
                Job::Release { id } => {
                    fault = fault.or(self.try_write(&id).err());
                    self.open.remove(&id);
                }
                Job::Forget { id } => self.forget(&id),
            }
        }
        let ids: Vec<String> = self.open.keys().cloned().collect();
        for id in ids {
            fault = self.try_write(&id).err().or(fault);
        }
        fault
    }

    /// Writes what is due of one journal. A panic on the way is a failure of this journal like one of the disk: it must
    /// neither end the thread that keeps everybody's edits nor cost a step, which would be a gap in the history.
    fn try_write(&mut self, id: &str) -> io::Result<()> {
        let broke = |_| Err(io::Error::other("the journal's writer broke"));
        catch_unwind(AssertUnwindSafe(|| self.write(id))).unwrap_or_else(broke)
    }

    fn write(&mut self, id: &str) -> io::Result<()> {
        let Some(journal) = self.open.get_mut(id) else { return Ok(()) };
        #[cfg(test)]
        tests::break_if_wanted(id);
        if let Some(whole) = &journal.begin {
            let path = journal_path(&self.folder, id).ok_or(io::ErrorKind::InvalidInput)?;
            file::private_folder(&self.folder)?;
            let Whole { playbook, history, saved, revision, file } = &**whole;
            let form = file.as_ref().map(|(path, stamp)| FileForm::new(path, stamp));
            let first = replay::snapshot(playbook, history, *saved, *revision, form);
            journal.file = Some(JournalFile::begin(&path, &first)?);
            journal.begin = None;
        }
        let Some(file) = &mut journal.file else { return Ok(()) };
        if !journal.lines.is_empty() {
            file.append(&journal.lines)?;
            journal.lines = Vec::new();
        }
        if file.is_long() { file.shorten() } else { Ok(()) }
    }

    fn forget(&mut self, id: &str) {
        let gone = self.open.remove(id).and_then(|journal| journal.file).map(JournalFile::remove);
        // A journal that cannot be removed comes back as a draft at the next start, which loses nothing.
        drop(gone);
    }

    /// Tells about a failure once, and again only after things went well in between.
    fn report(&mut self, fault: Option<io::Error>) {
        let was_failing = mem::replace(&mut self.failing, fault.is_some());
        if let Some(error) = &fault
            && !was_failing
        {
            // Who is told may break; the journals go on.
            let _ = catch_unwind(AssertUnwindSafe(|| (self.on_failure)(error)));
        }
    }
}

#[cfg(test)]
mod tests;
