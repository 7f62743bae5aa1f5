//! The main job in the real window: draw, configure, get advice, run three signed pages, export. Skipped without a
//! desktop of its own.
//!
//! Everything is done as a person does it, by pointer and keys through WebKitWebDriver; only file dialogs are answered
//! from a list, because no driver sees the system's own windows. The service is the loopback gateway, which checks each
//! signature, and the profile's secret lies in the real keyring.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use soarboard_gateway::Gateway;
use soarboard_practice::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET};
use soarboard_tests::webdriver::{Point, Session};
use soarboard_tests::{Outcome, artifacts, has_desktop, root, window};

const GOLDEN: &str = "tests/fixtures/golden/three-pages.playbook.json";
const OPERATION: &str = "ListAutomateResponseConfigs";
const OPERATION_FIELD: &str = "[data-setting='operation'] input";
/// WebDriver's names of keys.
const ENTER: char = '\u{E007}';
const CONTROL: char = '\u{E009}';
const SHIFT: char = '\u{E008}';
const DELETE: char = '\u{E017}';
const TAB: char = '\u{E004}';

#[tokio::test]
async fn a_playbook_is_drawn_configured_run_over_three_pages_and_exported() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let gateway = Gateway::start(Vec::new())?;
    let data = tempfile::tempdir()?;
    let export = data.path().join("exported.json");
    let session = window::open(&[], &variables(data.path(), &export, &gateway)).await?;

    let story = tell(&session, &gateway, &export).await;
    let picture = session.picture().await?;
    std::fs::write(artifacts()?.join("window-three-pages.png"), picture)?;
    let complaints = session.page_errors().await?;
    story?;

    assert_eq!(complaints, Vec::<String>::new());
    session.close().await?;
    assert_eq!(files_with_the_secret(data.path())?, Vec::<PathBuf>::new());
    Ok(())
}

fn variables(data: &Path, export: &Path, gateway: &Gateway) -> Vec<(&'static str, String)> {
    vec![
        ("SOARBOARD_TEST_DATA_DIR", data.join("soarboard").to_string_lossy().into_owned()),
        ("SOARBOARD_TEST_FILES", export.to_string_lossy().into_owned()),
        ("SOARBOARD_TEST_GATEWAY", gateway.endpoint()),
        ("LANG", "C.UTF-8".to_owned()),
    ]
}

async fn tell(session: &Session, gateway: &Gateway, export: &Path) -> Outcome<()> {
    let action = draw(session).await?;
    configure(session, &action).await?;
    add_profile(session).await?;
    run(session, &action).await?;
    assert_eq!(gateway.verified_count(OPERATION), 3, "{:?}", gateway.seen());
    session.chord(&[CONTROL, SHIFT, 'e']).await?;
    assert_same_as_golden(&written(export).await?)
}

/// Draws start → action → end on an empty canvas; returns the id of the action's node.
async fn draw(session: &Session) -> Outcome<String> {
    session.chord(&[CONTROL, 'n']).await?;
    session
        .until(
            "the blank playbook",
            "return document.querySelectorAll('[data-edge-id]').length === 0",
            json!([]),
        )
        .await?;
    // The blank template brings a start and an end; here they are drawn.
    session.click("[data-node-id]").await?;
    session.chord(&[CONTROL, 'a']).await?;
    session.chord(&[DELETE]).await?;
    count(session, "[data-node-id]", 0).await?;
    session.click("[data-canvas-stage]").await?;

    let start = place(session, "start", 0.15).await?;
    let action = place(session, "AliyunCloudOpenAPI", 0.5).await?;
    let end = place(session, "end", 0.85).await?;
    wire(session, &start, &action, 1).await?;
    wire(session, &action, &end, 2).await?;
    Ok(action)
}

/// Drags a component from the palette onto the canvas, `across` of its width from the left; returns the node's id.
async fn place(session: &Session, kind: &str, across: f64) -> Outcome<String> {
    const IDS: &str = "return [...document.querySelectorAll('[data-node-id]')].map((n) => n.dataset.nodeId)";
    const STAGE: &str = "const r = document.querySelector('[data-canvas-stage]').getBoundingClientRect();
        return [r.x, r.y, r.width, r.height]";
    let known = session.run(IDS, json!([])).await?;
    let stage = session.run(STAGE, json!([])).await?;
    let side = |index: usize| stage[index].as_f64().unwrap_or_default();
    let to = Point { x: side(0) + side(2) * across, y: side(1) + side(3) * 0.4 };
    let from = session.middle(&format!("[data-component='{kind}']")).await?;
    session.drag(from, to).await?;
    const FRESH: &str = "const known = arguments[0];
        return [...document.querySelectorAll('[data-node-id]')].map((n) => n.dataset.nodeId).find((id) => !known.includes(id))";
    let fresh = session.until("the dropped node", FRESH, json!([known])).await?;
    Ok(fresh.as_str().ok_or("a node without id")?.to_owned())
}

async fn wire(session: &Session, from: &str, to: &str, edges: usize) -> Outcome<()> {
    let out = session.middle(&format!("[data-node-id='{from}'] .port.out")).await?;
    let into = session.middle(&format!("[data-node-id='{to}'] .port.in")).await?;
    session.drag(out, into).await?;
    count(session, "[data-edge-id]", edges).await
}

async fn count(session: &Session, selector: &str, expected: usize) -> Outcome<()> {
    let script = "return document.querySelectorAll(arguments[0]).length === arguments[1]";
    session.until(&format!("{expected} × {selector}"), script, json!([selector, expected])).await.map(drop)
}

/// Chooses the operation, takes the recommended endpoint and the detected paging, sets the size of a page.
async fn configure(session: &Session, action: &str) -> Outcome<()> {
    const ACTIVE: &str =
        "const id = document.querySelector(arguments[0]).getAttribute('aria-activedescendant');
        return id !== null && document.getElementById(id).textContent.includes(arguments[1])";
    session.click(&format!("[data-node-id='{action}'] .title")).await?;
    session.write(OPERATION_FIELD, OPERATION).await?;
    session
        .until("the operation to be the chosen match", ACTIVE, json!([OPERATION_FIELD, OPERATION]))
        .await?;
    session.chord(&[ENTER]).await?;

    let total = filled(session, "[data-setting='paging.totalPath'] input").await?;
    assert_eq!(total, ".Data.PageInfo.TotalCount");
    session.click("[data-action='recommend-endpoint']").await?;
    let host = filled(session, "[data-setting='endpoint'] input").await?;
    assert!(host.starts_with("cloud-siem.") && host.ends_with(".aliyuncs.com"), "{host}");

    session.write("[data-setting='parameters.PageSize'] input", "10").await?;
    session.chord(&[TAB]).await?;
    session
        .until("no errors", "return document.querySelector('footer button.ok') !== null", json!([]))
        .await
        .map(drop)
}

/// Returns the text of a field once there is one.
async fn filled(session: &Session, selector: &str) -> Outcome<String> {
    let script = "return document.querySelector(arguments[0])?.value || null";
    let text = session.until(&format!("text in {selector}"), script, json!([selector])).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Adds a profile with the practice service's key, whose secret then lies in the keyring, and uses it.
async fn add_profile(session: &Session) -> Outcome<()> {
    session.click("button[aria-label='Credentials']").await?;
    session.click("button[aria-label='Add a profile']").await?;
    for (label, text) in [
        ("Name of the profile", "window-test"),
        ("AccessKey ID", PRACTICE_ACCESS_KEY_ID),
        ("AccessKey secret", PRACTICE_ACCESS_KEY_SECRET),
    ] {
        let field = labelled(session, label).await?;
        session.write(&field, text).await?;
    }
    session.click("[role='dialog'] footer button[type='submit']").await?;
    count(session, "[role='dialog']", 0).await?;
    let kept =
        session.run("return document.querySelector('.credentials .backend').textContent", json!([])).await?;
    assert_eq!(kept, "Secrets are kept in the system's keyring.");
    session.click("[data-profile='window-test'] .buttons button").await?;
    count(session, "[data-profile='window-test'].used", 1).await
}

/// Returns a selector for the field with a label.
async fn labelled(session: &Session, label: &str) -> Outcome<String> {
    const SCRIPT: &str = "return [...document.querySelectorAll('[role=dialog] label')].find((l) => l.textContent.trim().startsWith(arguments[0]))?.htmlFor";
    let id = session.until(label, SCRIPT, json!([label])).await?;
    Ok(format!("[id='{}']", id.as_str().unwrap_or_default()))
}

/// Starts the test call, sees where it would go, agrees, and waits for its end.
async fn run(session: &Session, action: &str) -> Outcome<()> {
    session.click(&format!("[data-node-id='{action}'] .title")).await?;
    session.click("[data-action='test-call']").await?;
    let facts = session
        .until("the plan", "return document.querySelector('[role=dialog] dl')?.textContent", json!([]))
        .await?;
    let facts = facts.as_str().unwrap_or_default();
    assert!(
        facts.contains(OPERATION) && facts.contains("cloud-siem.") && facts.contains("window-test"),
        "{facts}"
    );
    session.click("[role='dialog'] footer button:last-of-type").await?;
    const ROWS: &str =
        "return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === arguments[0]";
    // 23 rules of the practice service and the heading.
    session.until("the rows of three pages", ROWS, json!(["24"])).await?;
    const CELLS: &str = "return [...document.querySelectorAll('[role=grid] [role=gridcell]')].some((c) => c.textContent.includes('doPlaybook'))";
    session.until("the rows themselves", CELLS, json!([])).await?;
    let figures = session.run("return document.querySelector('.figures').textContent", json!([])).await?;
    assert!(figures.as_str().is_some_and(|text| text.contains('3') && text.contains("23")), "{figures}");
    Ok(())
}

/// Waits for the exported file.
async fn written(path: &Path) -> Outcome<String> {
    for _ in 0..100 {
        if let Ok(text) = std::fs::read_to_string(path) {
            return Ok(text);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err("nothing was exported".into())
}

/// The export is canonical, so text is compared with text; what differs is kept to look at.
fn assert_same_as_golden(exported: &str) -> Outcome<()> {
    let golden = std::fs::read_to_string(root().join(GOLDEN)).unwrap_or_default();
    if exported == golden {
        return Ok(());
    }
    let kept = artifacts()?.join("three-pages.playbook.json");
    std::fs::write(&kept, exported)?;
    Err(format!("the export differs from {GOLDEN}; it is in {}", kept.display()).into())
}

/// Looks for the profile's secret in everything the program wrote.
fn files_with_the_secret(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_with_the_secret(&path)?);
        } else if std::fs::read(&path)?
            .windows(PRACTICE_ACCESS_KEY_SECRET.len())
            .any(|part| part == PRACTICE_ACCESS_KEY_SECRET.as_bytes())
        {
            found.push(path);
        }
    }
    Ok(found)
}

#[tokio::test]
async fn the_page_answers_in_the_language_that_was_chosen() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let folder = data.path().to_string_lossy().into_owned();
    let session = window::open(&[], &[("SOARBOARD_TEST_DATA_DIR", folder)]).await?;

    let mut settings = window::invoke(&session, "app_info", json!({ "args": {} })).await?["settings"].take();
    settings["lang"] = json!("zh");
    let stored = window::invoke(&session, "settings_set", json!({ "args": settings })).await?;
    window::reload(&session).await?;
    let title: Value = session.run("return document.documentElement.lang", json!([])).await?;

    assert_eq!(stored["lang"], "zh");
    assert!(title.as_str().is_some_and(|lang| lang.starts_with("zh")), "{title}");
    session.close().await
}
