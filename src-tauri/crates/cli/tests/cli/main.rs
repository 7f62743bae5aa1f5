//! The built `soarboard` program, run as scripts run it: arguments in, two streams and an exit code out.
//!
//! Every run has a data folder of its own and an environment without credentials, locale or session bus, so that no
//! test meets the keyring, the network or the settings of the person who runs it.

#![allow(clippy::unwrap_used, reason = "helpers of tests, where a failed unwrap is the failed test")]

mod call;
mod canary;
mod catalog;
mod catalog_store;
mod credential;
mod documents;
mod exits;
mod formats;
mod gateway;
#[cfg(target_os = "linux")]
mod keyring;
mod kill;
mod person;
mod refresh;
mod seeds;
mod service;
mod sign;
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in, with a data folder in it.
struct Desk {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        Self { folder, environment: Vec::new() }
    }

    /// Adds an environment variable to every run.
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Returns the path of a file in the folder.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the program with its arguments; it starts in the folder.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soarboard"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        // What a program needs to start at all on Windows.
        for kept in ["SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command.env("SOARBOARD_DATA_DIR", self.path("data"));
        command.env("HOME", self.folder.path());
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/soarboard-test");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).spawn().unwrap())
    }

    /// Runs with a text on standard input.
    fn run_with(&self, input: &str, args: &[&str]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses its arguments reads nothing; that is no failure of the test.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        Ran::of(child)
    }
}

impl Ran {
    fn of(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Requires an exit code and returns the run.
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Returns standard output as the one JSON value it must be.
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// Returns standard output as JSON Lines.
    #[track_caller]
    fn lines(&self) -> Vec<Value> {
        lines(&self.stdout)
    }
}

#[track_caller]
fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// Returns the keys of an object in their written order.
#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Returns a file of the repository's fixtures.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures").join(name)
}
