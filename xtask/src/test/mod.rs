//! `cargo xtask test`: every test, in the order that finds faults soonest; what CI runs.
//!
//! Each step has a limit of time, its output goes to a log under `target/artifacts/logs`, and the first step that fails
//! ends the run with the end of its log. The last line says how many tests passed and failed.

mod count;
mod drills;
mod failures;
mod steps;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::{desktop, process};
use count::Count;
use steps::Step;

/// Lines of a failed step's log that are shown.
const TAIL: usize = 80;

#[derive(Default)]
struct Options {
    only: Option<String>,
    list: bool,
    verbose: bool,
}

/// Runs the verb.
///
/// # Errors
/// The name of the step that failed.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = read(args)?;
    let steps: Vec<Step> = steps::all();
    if options.list {
        steps
            .iter()
            .for_each(|step| println!("{:<12} {:>4} s  {}", step.name, step.limit.as_secs(), step.about));
        return Ok(());
    }
    let chosen: Vec<&Step> =
        steps.iter().filter(|step| options.only.as_deref().is_none_or(|only| only == step.name)).collect();
    if chosen.is_empty() {
        return Err("no step of that name; `cargo xtask test --list` shows them".to_owned());
    }
    let logs = desktop::target().join("artifacts/logs");
    fs::create_dir_all(&logs).map_err(|e| format!("{}: {e}", logs.display()))?;
    let start = Instant::now();
    let mut total = Count::default();
    for step in chosen {
        let (count, failure) = perform(step, logs.join(format!("{}.log", step.name)), options.verbose);
        total.add(count);
        if let Some(reason) = failure {
            println!("{} passed, {} failed", total.passed, total.failed.max(1));
            return Err(format!("{}: {reason}", step.name));
        }
    }
    println!("all steps in {} s; logs under {}", start.elapsed().as_secs(), logs.display());
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(())
}

/// Runs a step and says on one line how it went.
fn perform(step: &Step, log: PathBuf, verbose: bool) -> (Count, Option<String>) {
    let start = Instant::now();
    // A log of an earlier run would be read as this one's.
    let _ = fs::remove_file(&log);
    let outcome = (step.perform)(&steps::Run { log: log.clone(), limit: step.limit });
    let text = fs::read_to_string(&log).unwrap_or_default();
    let seconds = start.elapsed().as_secs_f32();
    let failure = outcome.as_ref().err().cloned();
    let count = count::of(&text, failure.is_some());
    let word = match &outcome {
        Ok(steps::Outcome::Done) => format!("ok, {} passed", count.passed),
        Ok(steps::Outcome::Skipped(why)) => format!("skipped: {why}"),
        Err(_) => "FAILED".to_owned(),
    };
    println!("{:<12} {seconds:>7.1} s  {word}", step.name);
    if outcome.is_ok() {
        drills::of(&text).iter().for_each(|line| println!("               {line}"));
    }
    if verbose {
        println!("{text}");
    } else if failure.is_some() {
        let lines: Vec<&str> = text.lines().collect();
        println!("{}", lines[lines.len().saturating_sub(TAIL)..].join("\n"));
        // Last, because whoever keeps only the end of this output needs them most.
        println!("{}", failures::of(&text));
    }
    let skipped = matches!(outcome, Ok(steps::Outcome::Skipped(_)));
    (if skipped { Count::default() } else { count }, failure)
}

fn read(args: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--only" => options.only = Some(args.next().ok_or("--only needs the name of a step")?.clone()),
            "--list" => options.list = true,
            "--verbose" => options.verbose = true,
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(options)
}

/// Builds the tests and the window's program in the given way, for steps that need it ready.
fn kept(build: desktop::Build, run: &steps::Run) -> Result<PathBuf, String> {
    process::logged(desktop::build(build), &run.log, run.limit)?;
    desktop::keep(build)
}
