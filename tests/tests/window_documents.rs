//! Drafts in the real window: it is killed while a draft is unsaved, and the next start has everything. Skipped without
//! a desktop of its own.
//!
//! Dropping a session kills the driver's whole process group with SIGKILL, so the program gets no chance to tidy up.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::json;
use soarboard_tests::webdriver::Session;
use soarboard_tests::{Outcome, artifacts, has_desktop, window};

/// The first field of the playbook's own form, which is on show while nothing is selected.
const NAME: &str = ".inspector input";
const CONTROL: char = '\u{E009}';
const TAB: char = '\u{E004}';
/// Longer than any edit stays in memory only.
const KEPT: Duration = Duration::from_millis(1500);

async fn name_of_front(session: &Session, name: &str) -> Outcome<()> {
    let script =
        "return document.querySelector('[data-document].front')?.textContent.includes(arguments[0]) ?? false";
    session.until(&format!("“{name}” in front"), script, json!([name])).await.map(drop)
}

async fn tabs(session: &Session, count: usize) -> Outcome<()> {
    let script = "return document.querySelectorAll('[data-document]').length === arguments[0]";
    session.until(&format!("{count} tabs"), script, json!([count])).await.map(drop)
}

async fn type_name(session: &Session, name: &str) -> Outcome<()> {
    session.click(NAME).await?;
    session.chord(&[CONTROL, 'a']).await?;
    session.write(NAME, name).await?;
    session.chord(&[TAB]).await?;
    name_of_front(session, name).await
}

#[tokio::test]
async fn a_killed_window_comes_back_with_its_drafts_and_takes_files_of_a_second_start() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let folder = data.path().join("data").to_string_lossy().into_owned();
    let variables = [("SOARBOARD_TEST_DATA_DIR", folder), ("LANG", "C.UTF-8".to_owned())];

    let session = window::open(&[], &variables).await?;
    session.chord(&[CONTROL, 'n']).await?;
    tabs(&session, 2).await?;
    type_name(&session, "never saved").await?;
    tokio::time::sleep(KEPT).await;
    drop(session);

    let session = window::open(&[], &variables).await?;
    tabs(&session, 2).await?;
    name_of_front(&session, "never saved").await?;
    let file = data.path().join("second.json");
    std::fs::write(&file, "{\"formatVersion\":1,\"name\":\"from a second start\",\"nodes\":[]}")?;
    hand_over(&file, &variables)?;
    name_of_front(&session, "from a second start").await?;
    tabs(&session, 3).await?;
    std::fs::write(artifacts()?.join("window-documents.png"), session.picture().await?)?;
    assert_eq!(session.page_errors().await?, Vec::<String>::new());
    session.close().await
}

/// Starts the program a second time with a file; it must end by itself, at once.
fn hand_over(file: &Path, variables: &[(&str, String)]) -> Outcome<()> {
    let mut second = Command::new(window::binary());
    second.arg(file).envs(variables.iter().map(|(name, value)| (name, value)));
    let status = second.status()?;
    if status.success() { Ok(()) } else { Err(format!("the second start ended with {status}").into()) }
}
