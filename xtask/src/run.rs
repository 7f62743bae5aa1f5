//! `cargo xtask run`: from a bare machine to the open window, or to a picture of it.

use std::path::PathBuf;
use std::process::Command;

use crate::desktop::{self, Build};
use crate::packages::{self, Need};
use crate::{node, process};

#[derive(Default)]
struct Options {
    release: bool,
    screenshot: Option<PathBuf>,
    file: Option<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// A sentence naming the step that failed.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = read(args)?;
    packages::install(if options.screenshot.is_some() { Need::Picture } else { Need::Run })?;
    node::ready()?;
    node::install()?;
    node::build()?;
    let build = if options.release { Build::Release } else { Build::Plain };
    process::succeed(desktop::build(build))?;
    let binary = desktop::keep(build)?;
    match &options.screenshot {
        Some(picture) => {
            let mut camera = camera(&binary)?;
            camera.arg(picture).args(&options.file);
            process::succeed(camera)?;
            println!("saved {}", picture.display());
            Ok(())
        }
        None => {
            let mut window = desktop::shown(binary.as_os_str());
            window.args(&options.file);
            process::succeed(window)
        }
    }
}

/// Returns the program that takes pictures of a window, with bus and display.
///
/// # Errors
/// A sentence when it cannot be built.
pub fn camera(binary: &std::path::Path) -> Result<Command, String> {
    if cfg!(not(target_os = "linux")) {
        return Err("pictures are taken through WebKitWebDriver, which only Linux has".to_owned());
    }
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "-p", "soarboard-tests", "--bin", "screenshot"]);
    process::succeed(cargo)?;
    let mut camera = desktop::shown(desktop::target().join("debug/screenshot").as_os_str());
    camera.env("SOARBOARD_DESKTOP_BINARY", binary);
    Ok(camera)
}

fn read(args: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--release" => options.release = true,
            "--screenshot" => {
                options.screenshot = Some(absolute(args.next().ok_or("--screenshot needs a file")?)?)
            }
            option if option.starts_with('-') => return Err(format!("unknown option {option}")),
            file if options.file.is_none() => options.file = Some(absolute(file)?),
            file => return Err(format!("one file at a time, not also {file}")),
        }
    }
    Ok(options)
}

fn absolute(path: &str) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_file_are_told_apart() {
        let words = ["--screenshot", "a.png", "b.json", "--release"].map(String::from);

        let options = read(&words).unwrap();

        assert!(options.release);
        assert!(options.screenshot.unwrap().ends_with("a.png"));
        assert!(options.file.unwrap().ends_with("b.json"));
        assert!(read(&["--screenshot".to_owned()]).is_err());
        assert!(read(&["a".to_owned(), "b".to_owned()]).is_err());
    }
}
