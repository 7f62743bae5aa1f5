//! What the page of the real window may not do, tried from inside the page. Skipped without a desktop of its own.

use serde_json::{Value, json};
use soarboard_tests::webdriver::Session;
use soarboard_tests::window;
use soarboard_tests::{Outcome, has_desktop};

/// Tries everything a script that got into the page would try.
const ATTEMPTS: &str = r"
const done = arguments[arguments.length - 1];
(async () => {
  const said = (error) => String(error?.message ?? error);
  const invoke = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args ?? {}).then(() => 'allowed', said);
  const out = {
    unknown: await invoke('no_such_command'),
    dialog: await invoke('plugin:dialog|open', { options: {} }),
    browser: await invoke('plugin:opener|open_url', { url: 'https://example.com' }),
    title: await invoke('plugin:window|set_title', { label: 'main', value: 'x' }),
    emit: await invoke('plugin:event|emit', { event: 'notification', payload: 1 }),
    state: await invoke('plugin:window-state|save_window_state', { flags: 1 }),
    frozen: Object.isFrozen(Object.prototype),
    tauri: typeof window.__TAURI__,
  };
  try { out.evaluated = new Function('return 1')(); } catch { out.evaluated = 'refused'; }
  const script = document.createElement('script');
  script.textContent = 'window.__inline = true';
  document.head.append(script);
  out.inline = window.__inline ?? 'refused';
  out.fetched = await fetch('https://example.com/').then(() => 'sent', () => 'refused');
  const frame = document.createElement('iframe');
  frame.src = 'https://example.com/';
  document.body.append(frame);
  frame.remove();
  done(out);
})();
";

#[tokio::test]
async fn a_script_in_the_page_gets_no_further_than_the_contract() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let folder = data.path().to_string_lossy().into_owned();
    let session = Session::start(&window::binary(), &[], &[("SOARBOARD_TEST_DATA_DIR", folder)]).await?;
    session.until("the page", "return document.readyState === 'complete'", json!([])).await?;

    let tried = session.run_async(ATTEMPTS, json!([])).await?;
    let granted = window::invoke(&session, "app_info", json!({ "args": {} })).await;

    let refused = |name: &str| tried[name].as_str().is_some_and(|said| said.contains("not allowed"));
    for name in ["unknown", "dialog", "browser", "title", "emit", "state"] {
        assert!(refused(name), "{name}: {}", tried[name]);
    }
    assert_eq!(tried["evaluated"], "refused");
    assert_eq!(tried["inline"], "refused");
    assert_eq!(tried["fetched"], "refused");
    assert_eq!(tried["frozen"], true);
    assert_eq!(tried["tauri"], "undefined");
    // The guard above is worth something only while the granted way is open.
    assert_ne!(granted?, Value::Null);
    session.close().await
}
