//! A process that takes orders, one line each, and answers with one line of JSON.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What an order came to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Sample {
    /// Units done.
    pub done: u64,
    /// Time it took.
    pub seconds: f64,
    /// CPU time the process spent.
    pub cpu: f64,
}

impl Sample {
    /// Units a second.
    pub fn rate(self) -> f64 {
        self.done as f64 / self.seconds
    }

    /// CPU time a unit, in microseconds.
    pub fn cpu_us(self) -> f64 {
        self.cpu * 1e6 / self.done.max(1) as f64
    }
}

/// A running worker; its input ends with it, and so does the worker.
pub struct Worker {
    child: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    greeting: String,
}

impl Worker {
    /// Starts a program and waits for its first line.
    pub fn start(program: &Path, args: &[&str]) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
        let (orders, answers) = (child.stdin.take(), child.stdout.take());
        let answers = BufReader::new(answers.ok_or("a worker without output")?);
        let mut worker = Self { child, orders, answers, greeting: String::new() };
        worker.greeting = worker.line()?;
        Ok(worker)
    }

    /// Its first line: versions, or an address.
    pub fn greeting(&self) -> &str {
        &self.greeting
    }

    /// Gives an order and waits for what it came to.
    pub fn ask(&mut self, order: &str) -> Result<Sample, String> {
        let answer = self.ask_for(order)?;
        serde_json::from_value(answer).map_err(|e| format!("{order}: {e}"))
    }

    /// Gives an order and waits for the whole answer.
    pub fn ask_for(&mut self, order: &str) -> Result<Value, String> {
        let orders = self.orders.as_mut().ok_or("a worker without input")?;
        writeln!(orders, "{order}").and_then(|()| orders.flush()).map_err(|e| format!("{order}: {e}"))?;
        let line = self.line()?;
        serde_json::from_str(&line).map_err(|e| format!("{order}: {e}: {line}"))
    }

    /// Ends it.
    pub fn end(&mut self) {
        self.orders = None;
        let _ = self.child.wait();
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line).map_err(|e| e.to_string())?;
        if read == 0 {
            return Err("a worker ended without an answer; see its words above".to_owned());
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}
