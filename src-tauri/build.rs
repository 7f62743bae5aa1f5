//! Tells Tauri which commands exist, so that a window gets none that its capability does not name.
//!
//! The names come from the generated contract (`cargo xtask codegen --check` keeps that file true), because depending
//! on `soarboard-api` here would build the whole engine a second time for the build script.

use std::error::Error;
use std::fs;

const CONTRACT: &str = "../schemas/contract.schema.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={CONTRACT}");
    // The pages are embedded: without this line a fresh page build would not reach the binary.
    println!("cargo:rerun-if-changed=../ui/dist");
    let names: Vec<&'static str> = commands()?.into_iter().map(|name| &*name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// Returns the command names of the contract; its other entries describe what else travels.
fn commands() -> Result<Vec<String>, Box<dyn Error>> {
    let contract: serde_json::Value = serde_json::from_str(&fs::read_to_string(CONTRACT)?)?;
    let entries = contract["properties"].as_object().ok_or("the contract has no properties")?;
    let is_command = |name: &&String| !matches!(name.as_str(), "notification" | "error" | "requestPart");
    Ok(entries.keys().filter(is_command).cloned().collect())
}
