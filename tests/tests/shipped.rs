//! The program that people get has none of the tests' stand-ins in it.

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
