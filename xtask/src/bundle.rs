//! `cargo xtask bundle`: packages for Debian and Fedora. The only verb that needs Tauri's own command line.

use crate::packages::{self, Need};
use crate::{node, process};

/// `@tauri-apps/cli` that is known to be whole; it only packs, so it may be older than the library.
const CLI: &str = "@tauri-apps/cli@2.12.3";

/// Runs the verb.
///
/// # Errors
/// A sentence naming the step that failed.
pub fn run() -> Result<(), String> {
    packages::install(Need::Run)?;
    node::ready()?;
    node::install()?;
    node::build()?;
    let mut npx = process::command(if cfg!(windows) { "npx.cmd" } else { "npx" });
    npx.args(["-y", CLI, "build", "--features", "custom-protocol"]);
    if cfg!(target_os = "linux") {
        // An AppImage would need tools from the network.
        npx.args(["--bundles", "deb,rpm"]);
    }
    process::succeed(npx)?;
    println!("packages are under target/release/bundle");
    Ok(())
}
