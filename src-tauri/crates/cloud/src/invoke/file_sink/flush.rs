//! Telling the disk to keep what was written, once a second and beside the run.
//!
//! A kill loses nothing that was written; a loss of power would. Waiting for the disk after every page would make the
//! disk the speed of the run, so a thread does it and at most about a second of pages is fetched again.
//! Deliberately absent: the order of writes (see `checkpoint`).

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Pause between two flushes.
const PAUSE: Duration = Duration::from_secs(1);

/// The rows, then the checkpoint: in this order, so that a flushed checkpoint has its rows.
type Files = [File; 2];

/// A thread that flushes.
#[derive(Debug)]
pub(super) struct Flusher {
    files: Option<SyncSender<Files>>,
    thread: Option<JoinHandle<()>>,
    told: Arc<Told>,
}

#[derive(Debug, Default)]
struct Told {
    is_due: AtomicBool,
    failure: Mutex<Option<io::Error>>,
}

impl Told {
    fn fail(&self, error: io::Error) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

impl Flusher {
    pub fn start() -> io::Result<Self> {
        let (files, inbox) = sync_channel(1);
        let told = Arc::new(Told::default());
        let shared = told.clone();
        let thread = std::thread::Builder::new()
            .name("rows-flush".to_owned())
            .spawn(move || flush(&inbox, &shared))?;
        Ok(Self { files: Some(files), thread: Some(thread), told })
    }

    /// Says whether files are waited for, or nobody is there any more to wait for them: giving finds that out.
    pub fn is_due(&self) -> bool {
        self.told.is_due.load(Ordering::Relaxed) || self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Hands over the files of now.
    pub fn give(&self, files: Files) {
        self.told.is_due.store(false, Ordering::Relaxed);
        let Some(inbox) = &self.files else { return };
        match inbox.try_send(files) {
            // Full only when a flush is under way; the next second brings the next one.
            Ok(()) | Err(TrySendError::Full(_)) => {}
            Err(TrySendError::Disconnected(_)) => {
                self.told.fail(io::Error::other("the thread that flushes broke"))
            }
        }
    }

    /// Returns why a flush failed, once. What the disk refused it does not try again by itself.
    pub fn failure(&self) -> Option<io::Error> {
        self.told.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        self.files = None;
        if let Some(thread) = self.thread.take() {
            // A flush under way is waited for: whoever drops this says the run is over.
            let _ = thread.join();
        }
    }
}

fn flush(inbox: &Receiver<Files>, told: &Told) {
    loop {
        match inbox.recv_timeout(PAUSE) {
            Err(RecvTimeoutError::Timeout) => told.is_due.store(true, Ordering::Relaxed),
            Err(RecvTimeoutError::Disconnected) => return,
            Ok(files) => {
                for file in files {
                    if let Err(error) = file.sync_data() {
                        told.fail(error);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FileSink;
    use super::*;
    use crate::invoke::pager::PagerState;
    use crate::invoke::sink::{PageMark, RowSink as _};

    /// A flusher whose thread broke over its first files, which were given to it as the run gives them.
    fn broken() -> Flusher {
        let (files, inbox) = sync_channel::<Files>(1);
        let thread = std::thread::spawn(move || {
            let _files = inbox.recv();
            // Unwinds as a panic does, without the hook that would print it.
            std::panic::resume_unwind(Box::new("broken on purpose"));
        });
        let flusher = Flusher { files: Some(files), thread: Some(thread), told: Arc::default() };
        assert!(!flusher.is_due(), "it works");
        flusher.give([tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap()]);
        let has_ended = || flusher.thread.as_ref().is_some_and(JoinHandle::is_finished);
        while !has_ended() {
            std::thread::sleep(Duration::from_millis(1));
        }
        flusher
    }

    #[test]
    fn a_thread_that_broke_is_told_instead_of_taken_for_one_that_flushes() {
        let flusher = broken();
        assert!(flusher.failure().is_none(), "nobody has looked yet");

        assert!(flusher.is_due());
        flusher.give([tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap()]);

        assert!(flusher.failure().unwrap().to_string().contains("broke"));
        assert!(flusher.failure().is_none(), "told once");
    }

    #[test]
    fn a_run_whose_thread_broke_fails_within_two_pages() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = FileSink::create(&folder.path().join("rows.ndjson"), "print", false).unwrap();
        let state = PagerState::unstarted();
        let mut page = || sink.page(&["{}"], &PageMark { state: &state, request_id: None });
        // The first page has nothing to flush, the second starts a thread.
        page().unwrap();
        page().unwrap();
        sink.flusher = Some(broken());

        let mut page = || sink.page(&["{}"], &PageMark { state: &state, request_id: None });
        let told: Vec<_> = (0..2).filter_map(|_| page().err()).collect();

        let [error] = &told[..] else { panic!("{told:?}") };
        let why = std::error::Error::source(error).expect("what the thread said");
        assert!(why.to_string().contains("broke"), "{why}");
    }
}
