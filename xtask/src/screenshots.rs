//! `cargo xtask screenshots`: the window in both themes and both languages, for people to look at.

use crate::desktop::{self, Build};
use crate::packages::{self, Need};
use crate::{node, process, run};

/// Runs the verb.
///
/// # Errors
/// A sentence naming the step that failed.
pub fn run() -> Result<(), String> {
    packages::install(Need::Picture)?;
    node::ready()?;
    node::install()?;
    node::build()?;
    process::succeed(desktop::build(Build::Hooks))?;
    let binary = desktop::keep(Build::Hooks)?;
    let folder = desktop::target().join("artifacts");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for (lang, theme) in [("en", "light"), ("en", "dark"), ("zh", "light"), ("zh", "dark")] {
        let picture = folder.join(format!("window-{lang}-{theme}.png"));
        let mut camera = run::camera(&binary)?;
        camera.env("SOARBOARD_PICTURE_LANG", lang).env("SOARBOARD_PICTURE_THEME", theme).arg(&picture);
        process::succeed(camera)?;
        println!("saved {}", picture.display());
    }
    Ok(())
}
