//! `screenshot PNG [PLAYBOOK]`: opens the window, waits until its page is ready, saves a picture, ends.
//!
//! `cargo xtask run --screenshot` and the tests call it; the program comes in `SOARBOARD_DESKTOP_BINARY`, a language
//! and a theme may come in `SOARBOARD_PICTURE_LANG` and `SOARBOARD_PICTURE_THEME`.

use serde_json::json;
use soarboard_tests::webdriver::Session;
use soarboard_tests::{Outcome, window};

/// Ready is when a person could begin; panels that are loaded after that belong into a picture, too. The page is at rest when
/// it has not changed for a while; one that never rests is taken as it is.
const AT_REST: &str = "const done = arguments[arguments.length - 1];
    let timer;
    const watcher = new MutationObserver(() => wait());
    const end = () => { watcher.disconnect(); document.fonts.ready.then(() => requestAnimationFrame(() => done(true))); };
    const wait = () => { clearTimeout(timer); timer = setTimeout(end, 700); };
    watcher.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(end, 8000);
    wait();";

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let target = args.next().ok_or("which file shall the picture go to?")?;
    let session = window::open(&args.collect::<Vec<_>>(), &[]).await?;
    dress(&session).await?;
    session.run_async(AT_REST, json!([])).await?;
    let picture = session.picture().await?;
    std::fs::write(&target, picture).map_err(|error| format!("{target}: {error}"))?;
    session.close().await
}

/// Sets language and theme as a person would find them after having chosen them.
async fn dress(session: &Session) -> Outcome<()> {
    let wish = |name: &str| std::env::var(name).ok();
    let (lang, theme) = (wish("SOARBOARD_PICTURE_LANG"), wish("SOARBOARD_PICTURE_THEME"));
    if lang.is_none() && theme.is_none() {
        return Ok(());
    }
    let mut settings = window::invoke(session, "app_info", json!({ "args": {} })).await?["settings"].take();
    settings["lang"] = json!(lang);
    settings["theme"] = json!(theme.as_deref().unwrap_or("system"));
    window::invoke(session, "settings_set", json!({ "args": settings })).await?;
    window::reload(session).await
}
