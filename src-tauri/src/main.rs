//! Entry of the desktop program; everything is in the library, so that tests can build the same application.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    soarboard_desktop::graphics::prepare();
    soarboard_desktop::panics::redact();
    match soarboard_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("soarboard: the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
