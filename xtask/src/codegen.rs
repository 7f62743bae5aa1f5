//! `cargo xtask codegen`: everything that is made from the Rust types. `--check` compares and changes nothing.
//!
//! The contract gives the JSON Schema, from which come the TypeScript types, and the list of commands, from which comes
//! the window's capability. Deliberately absent: the catalogue (see `catalog`), which is made from the vendor's
//! packages.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{desktop, node, process};

const CONTRACT: &str = "schemas/contract.schema.json";
const PLAYBOOK: &str = "schemas/playbook.schema.json";
const TYPES: &str = "ui/src/generated/contract.ts";
const CAPABILITY: &str = "src-tauri/capabilities/main.json";

/// What the page needs from Tauri itself: hearing notifications.
const OF_TAURI: &[&str] = &["core:event:allow-listen", "core:event:allow-unlisten"];

/// Runs the verb.
///
/// # Errors
/// A sentence naming the step that failed, or the files that differ.
pub fn run(args: &[String]) -> Result<(), String> {
    let check = match args {
        [] => false,
        [only] if only == "--check" => true,
        _ => return Err("only --check is understood".to_owned()),
    };
    node::ready()?;
    node::install()?;
    let contract = printed("contract")?;
    let mut stale = Vec::new();
    for (file, text) in
        [(PLAYBOOK, printed("playbook")?), (CAPABILITY, capability(&contract)?), (CONTRACT, contract)]
    {
        put(file, &text, check, &mut stale)?;
    }
    // The types are made from the schema on disk, which is the fresh one by now, or known to be stale.
    let made = desktop::target().join("codegen-contract.ts");
    types(&made)?;
    put(TYPES, &read(&made)?, check, &mut stale)?;
    if check && !stale.is_empty() {
        return Err(format!("out of date: {}; run `cargo xtask codegen`", stale.join(", ")));
    }
    Ok(())
}

fn printed(what: &str) -> Result<String, String> {
    let mut cargo = process::cargo();
    cargo.args(["run", "--locked", "--quiet", "-p", "soarboard-api", "--example", "contract", "--", what]);
    process::output(cargo)
}

fn types(target: &Path) -> Result<(), String> {
    let mut node = process::command("node");
    node.arg("ui/scripts/codegen.mjs").arg(target);
    process::succeed(node)
}

fn put(file: &'static str, text: &str, check: bool, stale: &mut Vec<&'static str>) -> Result<(), String> {
    let path = process::root().join(file);
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if check {
        stale.push(file);
        return Ok(());
    }
    println!("wrote {file}");
    fs::write(&path, text).map_err(|e| format!("{file}: {e}"))
}

fn read(path: &PathBuf) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes the capability of the main window: exactly the commands of the contract.
fn capability(contract: &str) -> Result<String, String> {
    let commands = commands(contract)?;
    let permissions = OF_TAURI
        .iter()
        .map(|&permission| permission.to_owned())
        .chain(commands.iter().map(|name| format!("allow-{}", name.replace('_', "-"))));
    let lines: Vec<String> = permissions.map(|permission| format!("    \"{permission}\"")).collect();
    Ok(format!(
        "{{\n  \"identifier\": \"main\",\n  \"description\": \"What the page of the main window may ask for. Written by \
         `cargo xtask codegen`.\",\n  \"windows\": [\"main\"],\n  \"permissions\": [\n{}\n  ]\n}}\n",
        lines.join(",\n")
    ))
}

/// Returns the command names of the contract: the keys right under its `properties`. Read by their place in the
/// canonical writing (two spaces a level), which saves this package a JSON reader.
fn commands(contract: &str) -> Result<Vec<String>, String> {
    let inside = contract.lines().skip_while(|line| *line != "  \"properties\": {").skip(1);
    let names: Vec<String> = inside
        .take_while(|line| *line != "  },")
        .filter_map(|line| line.strip_prefix("    \"")?.split_once("\":").map(|(name, _)| name.to_owned()))
        .filter(|name| !matches!(name.as_str(), "notification" | "error" | "requestPart"))
        .collect();
    if names.is_empty() { Err(format!("no commands found in {CONTRACT}")) } else { Ok(names) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRACT: &str = "{\n  \"properties\": {\n    \"app_info\": {\n      \"type\": \"object\"\n    },\n    \"error\": \
                            {\n    },\n    \"notification\": {\n    }\n  },\n  \"required\": [\n    \"app_info\"\n  ]\n}\n";

    #[test]
    fn commands_are_the_entries_that_are_called() {
        assert_eq!(commands(CONTRACT).unwrap(), ["app_info"]);
        assert!(commands("{}").is_err());
    }

    #[test]
    fn a_capability_grants_each_command_by_name() {
        let text = capability(CONTRACT).unwrap();

        assert!(text.contains("    \"allow-app-info\"\n  ]"), "{text}");
    }
}
