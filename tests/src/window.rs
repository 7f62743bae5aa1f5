//! The window under test: which program, started how, and when its page is ready.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::webdriver::Session;
use crate::{Outcome, root};

/// True when the page has drawn a document or its welcome, has its fonts, and nothing on it says that it is busy.
const READY: &str = "return document.readyState === 'complete' && document.fonts.status === 'loaded'
    && document.querySelector('[data-canvas-stage], [data-welcome]') !== null && document.querySelector('[aria-busy=\"true\"]') === null";

/// Returns the program under test; `cargo xtask` says which.
pub fn binary() -> PathBuf {
    std::env::var_os("SOARBOARD_DESKTOP_BINARY")
        .map_or_else(|| root().join("target/shells/hooks/soarboard-desktop"), PathBuf::from)
}

/// The welcome page's button for the sample.
const SAMPLE: &str = "[data-welcome] [data-sample]";

/// Starts the program and waits until its page is ready. Where nothing is open yet, the sample is opened.
///
/// # Errors
/// When there is no window, or its page never gets ready; then with the errors the page kept.
pub async fn open(args: &[String], variables: &[(&str, String)]) -> Outcome<Session> {
    open_program(&binary(), args, variables).await
}

/// As [`open`], with a program that starts the one under test.
///
/// # Errors
/// As [`open`].
pub async fn open_program(program: &Path, args: &[String], variables: &[(&str, String)]) -> Outcome<Session> {
    let session = Session::start(program, args, variables).await?;
    wait_ready(&session).await?;
    let welcomes = "return document.querySelector('[data-welcome]') !== null";
    if session.run(welcomes, json!([])).await? == json!(true) {
        let there = format!("return document.querySelector(\"{SAMPLE}\") !== null");
        session.until("the list of samples", &there, json!([])).await?;
        session.click(SAMPLE).await?;
        let drawn = "return document.querySelectorAll('[data-node-id]').length > 0";
        session.until("the sample", drawn, json!([])).await?;
        wait_ready(&session).await?;
    }
    Ok(session)
}

/// Waits until the page is ready, after a start or a reload.
///
/// # Errors
/// When it never is; with the errors the page kept.
pub async fn wait_ready(session: &Session) -> Outcome<()> {
    if let Err(error) = session.until("the page to be ready", READY, json!([])).await {
        let kept = session.page_errors().await.unwrap_or_default();
        return Err(format!("{error}; errors of the page: {kept:?}").into());
    }
    Ok(())
}

/// Loads the page anew and waits until it is ready again.
///
/// # Errors
/// As [`wait_ready`].
pub async fn reload(session: &Session) -> Outcome<()> {
    // The old page is ready as well for as long as it is there; the mark goes away with it.
    session.run("window.__leaving = true; location.reload()", json!([])).await?;
    session.until("the fresh page", "return window.__leaving !== true", json!([])).await?;
    wait_ready(session).await
}

/// Calls a command of the contract from the page, past the user interface.
///
/// # Errors
/// The rejection, as JSON.
pub async fn invoke(session: &Session, command: &str, args: Value) -> Outcome<Value> {
    const SCRIPT: &str = "const done = arguments[arguments.length - 1];
        window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then((ok) => done({ ok }), (err) => done({ err }));";
    let mut answer = session.run_async(SCRIPT, json!([command, args])).await?;
    match answer.get("err") {
        Some(error) => Err(error.to_string().into()),
        None => Ok(answer["ok"].take()),
    }
}
