//! Keys that a program hands out (mode `External`): run only after an explicit yes for this one request.
//!
//! The file names the program, and files can be planted: nothing here runs by itself, no shell reads the line, and
//! the vendor's own switch against it is honoured. Deliberately absent: renewal; keys with an end are imported anew.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use soarboard_model::message::Message;

use super::FoundKeys;
use super::cli_config;

/// Time a program may take; one that asks a person on the way needs a while.
const TIME: Duration = Duration::from_secs(60);
/// Most bytes read of its answer.
const MAX_ANSWER: u64 = 64 * 1024;

/// Returns the name of the program that a line runs. Its arguments may hold secrets and are not shown.
pub(crate) fn name(command: &str) -> &str {
    command.split_whitespace().next().unwrap_or_default()
}

/// Runs the line as the vendor's command line does, split at blanks, and reads keys from its standard output.
///
/// **Errors** a sentence that quotes neither the arguments nor the answer.
pub(crate) fn run(command: &str, now_unix_s: i64) -> Result<FoundKeys, Message> {
    let failed = |reason: &dyn std::fmt::Display| {
        Message::new("error-import-program-failed").with("program", name(command)).with("reason", reason)
    };
    let mut child = Command::new(name(command))
        .args(command.split_whitespace().skip(1))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(&error))?;
    let stdout = child.stdout.take();
    // Read beside the wait: a program that fills the pipe would otherwise wait for its reader for ever.
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.map_or(Ok(0), |stdout| stdout.take(MAX_ANSWER).read_to_end(&mut bytes));
        read.map(|_| bytes)
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if started.elapsed() < TIME => std::thread::sleep(Duration::from_millis(20)),
            other => {
                // It is beyond help; whether it could be ended changes nothing for the person who waits.
                let _ = child.kill();
                let _ = child.wait();
                return Err(other.err().map_or_else(|| failed(&"timeout"), |error| failed(&error)));
            }
        }
    };
    if !status.success() {
        return Err(failed(&status));
    }
    let odd = || Message::new("error-import-program-odd").with("program", name(command));
    let bytes = reader.join().ok().and_then(Result::ok).ok_or_else(odd)?;
    let mut answer: Value = serde_json::from_slice(&bytes).map_err(|_| odd())?;
    let fields = answer.as_object_mut().ok_or_else(odd)?;
    cli_config::answered_keys(fields, now_unix_s)
}
