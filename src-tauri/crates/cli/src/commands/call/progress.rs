//! How far a run is: one line that is written over on a terminal, a line per page with `--verbose`, else nothing.

use std::io::{self, Write};

use soarboard_cloud::invoke::Progress as Now;
use soarboard_model::message::Message;

use crate::output::Output;

/// Shows progress on standard error.
pub(super) struct Progress<'a> {
    out: &'a Output,
    is_line: bool,
    is_shown: bool,
}

impl<'a> Progress<'a> {
    /// Returns a progress that has shown nothing yet.
    pub(super) fn new(out: &'a Output) -> Self {
        Self { out, is_line: out.shows_progress() && !out.verbose, is_shown: false }
    }

    /// Shows how far the run is.
    pub(super) fn tell(&mut self, now: Now) {
        let id = if now.total.is_some() { "cli-progress-of" } else { "cli-progress" };
        let message = Message::new(id)
            .count("requests", now.requests)
            .count("rows", now.rows)
            .count("total", now.total.unwrap_or(0))
            .count("retries", now.retries);
        if self.is_line {
            // Progress is a courtesy: a terminal that went away must not end a run.
            let _ = write!(io::stderr(), "\r\x1b[K{}", self.out.text(&message))
                .and_then(|()| io::stderr().flush());
            self.is_shown = true;
        } else if self.out.verbose {
            self.out.note(&message);
        }
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\x1b[K").and_then(|()| io::stderr().flush());
        }
    }
}
