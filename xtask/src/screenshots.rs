//! `cargo xtask screenshots`: eight screens and the window itself, in both themes and both languages, for people to look
//! at. The screens are of the page in Chromium, reached by clicks; the window is the real one.

use crate::desktop::{self, Build};
use crate::packages::{self, Need};
use crate::{node, process, run};

/// Runs the verb.
///
/// # Errors
/// A sentence naming the step that failed.
pub fn run() -> Result<(), String> {
    packages::install(Need::Test)?;
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
    screens()
}

/// The page's screens: `tests/screens/screens.mjs` knows them.
fn screens() -> Result<(), String> {
    let mut bridge = process::cargo();
    bridge.args(["build", "--locked", "-p", "soarboard-bridge"]);
    process::succeed(bridge)?;
    let mut node = process::command("node");
    node.arg("tests/screens/screens.mjs").arg(desktop::target().join("artifacts/screens"));
    node.env("SOARBOARD_BRIDGE", desktop::target().join("debug/soarboard-bridge"));
    process::succeed(node)
}
