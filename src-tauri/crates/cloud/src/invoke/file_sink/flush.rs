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

    /// Says whether files are waited for.
    pub fn is_due(&self) -> bool {
        self.told.is_due.load(Ordering::Relaxed)
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
    use super::*;

    #[test]
    fn a_thread_that_broke_is_told_instead_of_taken_for_one_that_flushes() {
        let (files, inbox) = sync_channel(1);
        drop(inbox);
        let flusher = Flusher { files: Some(files), thread: None, told: Arc::default() };
        assert!(flusher.failure().is_none());

        flusher.give([tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap()]);

        assert!(flusher.failure().unwrap().to_string().contains("broke"));
        assert!(flusher.failure().is_none(), "told once");
    }
}
