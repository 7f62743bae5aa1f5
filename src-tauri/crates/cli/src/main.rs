//! The `soarboard` command: the engine without the window.
//!
//! Reads the command line, chooses the language, runs one command and turns what came of it into an exit code. The
//! commands call the same bodies as the window; deliberately absent: decisions about playbooks or calls.

mod args;
mod commands;
mod files;
mod host;
mod lines;
mod output;
mod stop;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use soarboard_model::message::Lang;

use args::Cli;
use output::Output;
use stop::{Exit, Stop};

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return refuse(&args, &error),
    };
    let lang = cli.lang.map_or_else(|| locale_lang(|name| std::env::var(name).ok()), Lang::from);
    let out = Output { json: cli.json, lang, quiet: cli.quiet, verbose: cli.verbose };
    let exit = match commands::run(cli.command, cli.data_dir.as_deref(), &out) {
        Ok(exit) => exit,
        Err(Stop::PipeClosed) => Exit::Fine,
        Err(Stop::Failed(failure)) => {
            out.failure(&failure);
            failure.exit()
        }
    };
    ExitCode::from(exit.number())
}

/// Prints help, the version, or what is wrong with the command line.
fn refuse(args: &[OsString], error: &clap::Error) -> ExitCode {
    // Nobody is left to be told when printing fails.
    let _ = error.print();
    let wants_json = args.iter().take_while(|arg| *arg != "--").any(|arg| arg == "--json");
    if error.use_stderr() && wants_json {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let value = serde_json::json!({ "error": { "code": "usage", "message": first } });
        let _ = writeln!(std::io::stdout(), "{value:#}");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Exit::Usage.number()))
}

/// Returns the language of the locale, as the first of its three variables that is set says.
fn locale_lang(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| variable(name));
    set.filter(|value| !value.is_empty()).map(|value| Lang::from_locale(&value)).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let lang = |all: &'static str, messages: &'static str, lang: &'static str| {
            locale_lang(move |name| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LC_MESSAGES" => Some(messages.to_owned()),
                _ => Some(lang.to_owned()),
            })
        };

        assert_eq!(lang("", "zh_CN.UTF-8", "en_US"), Lang::Zh);
        assert_eq!(lang("C", "zh_CN.UTF-8", "zh_CN"), Lang::En);
        assert_eq!(locale_lang(|_| None), Lang::En);
    }
}
