//! The window that people get has none of the tests' stand-ins in it, and cannot call a service on this machine.

// Helpers of tests unwrap as tests do; the lint knows only the test functions themselves.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use soarboard_tests::root;

/// Returns the names of the variables that the stand-ins read, from their source: a new one is looked for by itself.
fn names() -> Vec<String> {
    let source = fs::read_to_string(root().join("src-tauri/src/test_hooks.rs")).unwrap();
    let names: Vec<String> =
        source.split('"').filter(|part| part.starts_with("SOARBOARD_TEST_")).map(str::to_owned).collect();
    assert!(names.len() >= 3, "{names:?}");
    names
}

fn holds(binary: &[u8], text: &str) -> bool {
    binary.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
#[allow(clippy::print_stdout)]
fn the_plain_program_knows_no_variable_of_the_tests() {
    let Some(path) = std::env::var_os("SOARBOARD_PLAIN_BINARY").map(PathBuf::from) else {
        println!("skipped: `cargo xtask test --only integration` builds the program this looks at");
        return;
    };
    let binary = fs::read(&path).unwrap();

    // The search finds what is there: a sentence of main.rs.
    assert!(holds(&binary, "the window cannot be opened"));
    for name in names() {
        assert!(!holds(&binary, &name), "{name} is in {}", path.display());
    }
}

/// The words by which a service on this machine knows a build that can call it. The command line has them, by its
/// contract; its own tests say so.
const LOOPBACK: &str = " (loopback)";

#[test]
#[allow(clippy::print_stdout)]
fn the_plain_program_cannot_speak_plain_http_to_this_machine() {
    let source = root().join("src-tauri/crates/cloud/src/http/transport.rs");
    assert!(fs::read_to_string(source).unwrap().contains(LOOPBACK), "the words have changed");
    let Some(path) = std::env::var_os("SOARBOARD_PLAIN_BINARY").map(PathBuf::from) else {
        println!("skipped: `cargo xtask test --only integration` builds the program this looks at");
        return;
    };

    assert!(!holds(&fs::read(&path).unwrap(), LOOPBACK), "{} can", path.display());
}

/// The same from what cargo would build, so that a run without the binary sees it, too.
#[test]
fn no_crate_turns_loopback_on_for_the_window() {
    let features = |package: &str| {
        let mut cargo = std::process::Command::new(env!("CARGO"));
        cargo.args(["tree", "--offline", "--locked", "--edges", "normal,features", "--package", package]);
        let told = cargo.args(["--invert", "soarboard-cloud"]).current_dir(root()).output().unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        let told = String::from_utf8(told.stdout).unwrap();
        told.lines().filter(|line| line.contains("soarboard-cloud feature")).collect::<String>()
    };

    let (window, command_line) = (features("soarboard-desktop"), features("soarboard-cli"));

    assert!(window.contains("\"http\"") && !window.contains("\"loopback\""), "{window}");
    assert!(command_line.contains("\"loopback\""), "{command_line}");
}
