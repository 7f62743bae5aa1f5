//! Nodes on the system's clipboard, in the real window: what one window copied, another program's window pastes. Skipped
//! without a desktop of its own.
//!
//! The second program has a bus of its own, since on one bus only one of them runs. They share the display, and with it
//! the clipboard.

#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use soarboard_tests::webdriver::Session;
use soarboard_tests::{Outcome, artifacts, has_desktop, window};

const CONTROL: char = '\u{E009}';
const CARD: &str = ".card[data-node-id]";

fn variables(data: &Path) -> Vec<(&'static str, String)> {
    vec![("SOARBOARD_TEST_DATA_DIR", data.to_string_lossy().into_owned()), ("LANG", "C.UTF-8".to_owned())]
}

async fn blank(session: &Session) -> Outcome<()> {
    session.chord(&[CONTROL, 'n']).await?;
    cards(session, 0).await
}

async fn cards(session: &Session, count: usize) -> Outcome<()> {
    let script = "return document.querySelectorAll(arguments[0]).length === arguments[1]";
    session.until(&format!("{count} cards"), script, json!([CARD, count])).await.map(drop)
}

async fn says(session: &Session, words: &str) -> Outcome<()> {
    let script = "return document.body.textContent.includes(arguments[0])";
    session.until(words, script, json!([words])).await.map(drop)
}

/// Selects the one card. A press in the first moments of a window may fall on the canvas while the view is still moving.
async fn select(session: &Session) -> Outcome<()> {
    let is_selected = format!("return document.querySelector('{CARD}.selected') !== null");
    for _ in 0..5 {
        session.click(&format!("{CARD} .title")).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        if session.run(&is_selected, json!([])).await? == json!(true) {
            return Ok(());
        }
    }
    Err("the card cannot be selected".into())
}

/// Writes a program that starts the one under test on a bus of its own.
fn on_a_bus_of_its_own(folder: &Path) -> Outcome<PathBuf> {
    let path = folder.join("second.sh");
    let program = window::binary();
    std::fs::write(&path, format!("#!/bin/sh\nexec dbus-run-session -- {} \"$@\"\n", program.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    Ok(path)
}

#[tokio::test]
async fn nodes_are_copied_from_one_program_and_pasted_in_another() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let first = window::open(&[], &variables(&data.path().join("first"))).await?;
    cards(&first, 1).await?;
    select(&first).await?;
    first.chord(&[CONTROL, 'c']).await?;
    says(&first, "Node copied").await?;
    let refused = "return document.body.textContent.includes('for this window only')";
    assert_eq!(first.run(refused, json!([])).await?, json!(false), "the system's clipboard was refused");

    // The page forgets what it copied; only the system's clipboard has it.
    window::reload(&first).await?;
    blank(&first).await?;
    first.click("[data-canvas-stage]").await?;
    first.chord(&[CONTROL, 'v']).await?;
    cards(&first, 1).await?;

    let program = on_a_bus_of_its_own(data.path())?;
    let second = window::open_program(&program, &[], &variables(&data.path().join("second"))).await?;
    blank(&second).await?;
    second.click("[data-canvas-stage]").await?;
    second.chord(&[CONTROL, 'v']).await?;
    cards(&second, 1).await?;
    std::fs::write(artifacts()?.join("window-clipboard.png"), second.picture().await?)?;
    for session in [&first, &second] {
        assert_eq!(session.page_errors().await?, Vec::<String>::new());
    }
    second.close().await?;
    first.close().await
}
