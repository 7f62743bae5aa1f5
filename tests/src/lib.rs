//! What the tests of the whole program share: where things are, the WebDriver client, the window under test.
//!
//! Deliberately absent: tests (they are under `tests/tests`, one file per feature) and hosts (`soarboard_bridge` has the
//! one that tests use).

pub mod webdriver;
pub mod window;

use std::error::Error;
use std::path::{Path, PathBuf};

/// What test helpers give back: whatever went wrong is for a person to read.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Returns the top folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Says whether this run has a desktop (bus, display, unlocked keyring); else says on the console that it skips.
/// `cargo xtask test` makes one.
#[allow(clippy::print_stdout)]
pub fn has_desktop() -> bool {
    let has = std::env::var_os("SOARBOARD_DESKTOP_TESTS").is_some_and(|value| value == "1");
    if !has {
        println!("skipped: needs a desktop of its own, see `cargo xtask test --only window`");
    }
    has
}

/// Returns the folder for what a run leaves to look at.
///
/// # Errors
/// When it cannot be made.
pub fn artifacts() -> Outcome<PathBuf> {
    let folder = std::env::var_os("SOARBOARD_ARTIFACTS")
        .map_or_else(|| root().join("target/artifacts"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
