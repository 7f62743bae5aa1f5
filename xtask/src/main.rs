//! Developer commands: `cargo xtask <verb>`. Standard library only, so that it builds in a second on a bare machine.
//!
//! A thin list of verbs, one module per verb; what several verbs need is in `process`, `packages`, `node`, `desktop`.
#![allow(clippy::print_stdout)]

mod bench;
mod bundle;
mod catalog;
mod codegen;
mod desktop;
mod drill;
mod node;
mod packages;
mod process;
mod run;
mod screenshots;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <verb>
  run [--release] [--screenshot PNG] [FILE]   set up, build and open the window (or save a picture of it)
  test [--only STEP] [--list] [--verbose]     every test; what CI runs
  codegen [--check]                           schemas, TypeScript types and capabilities from the Rust types
  tidy                                        rules of the house that no compiler checks
  catalog [--check] [--offline]               API facts from the vendor's published packages
  bench catalog|invoke|memory                 speed as ratios to other code, memory of a large result, to target/bench
  bench check|edits|layout                    checking again, edits and arranging at 5,000 nodes, to target/bench
  bench start, results, export                start and memory beside a bare window, a million rows, export, to target/bench
  bench browser                               keys typed into API browser and form, in ms, to target/bench
  bench canvas [chromium|webkit|app]          the canvas beside React Flow, in WebKitGTK and in the program, to target/bench
  drill paging|resume|save|documents|verifying|signing
                                              long runs of the drills that CI runs short; then COUNT and SEED
  screenshots                                 pictures of the window in both themes and languages, under target/artifacts
  bundle                                      deb and rpm
  setup                                       system packages only";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = args.split_first().map_or(("", &[][..]), |(verb, rest)| (verb.as_str(), rest));
    let done = match verb {
        "run" => run::run(rest),
        "test" => test::run(rest),
        "codegen" => codegen::run(rest),
        "tidy" => tidy::run(),
        "catalog" => catalog::run(rest),
        "bench" => bench::run(rest),
        "drill" => drill::run(rest),
        "screenshots" => screenshots::run(),
        "bundle" => bundle::run(),
        "setup" => packages::install(packages::Need::Test),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("unknown verb {other}\n\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask {verb}: {reason}");
            ExitCode::FAILURE
        }
    }
}
