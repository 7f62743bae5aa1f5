//! What the page of the real window may not do, tried from inside the page, and what the program must not offer to
//! others. Skipped without a desktop of its own.

use std::collections::HashSet;
use std::fs;
use std::process::{Child, Command};
use std::time::Duration;

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

/// A started program that is ended with its test.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself, which its test says in better words.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Started as a person starts it: control by a driver would itself open a port.
#[tokio::test]
async fn nothing_listens_while_the_window_is_open() -> Outcome<()> {
    if !has_desktop() {
        return Ok(());
    }
    let data = tempfile::tempdir()?;
    let mut program = Command::new(window::binary());
    let mut started = Started(program.env("SOARBOARD_TEST_DATA_DIR", data.path()).spawn()?);
    let mut family = HashSet::new();
    for _ in 0..200 {
        assert_eq!(started.0.try_wait()?, None, "the program ended by itself");
        family = descendants(started.0.id());
        // The page has a process of its own; it is what loads and runs scripts.
        if family.iter().any(|id| name(*id).starts_with("WebKitWeb")) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(family.len() >= 2, "the page's process never came");

    for _ in 0..20 {
        let open = listening();
        let ours: Vec<u32> =
            descendants(started.0.id()).into_iter().filter(|id| !sockets(*id).is_disjoint(&open)).collect();
        assert_eq!(ours, Vec::<u32>::new(), "a process of the program listens");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Returns a process and everything it started.
fn descendants(parent: u32) -> HashSet<u32> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> = lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    let mut all: HashSet<u32> = children.into_iter().flat_map(descendants).collect();
    all.insert(parent);
    all
}

fn name(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default()
}

/// Returns the inodes of the sockets a process holds.
fn sockets(process: u32) -> HashSet<String> {
    let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let targets = files.filter_map(|file| fs::read_link(file.path()).ok());
    targets
        .filter_map(|to| Some(to.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect()
}

/// Returns the inodes of all TCP sockets of the machine that listen.
fn listening() -> HashSet<String> {
    const LISTEN: &str = "0A";
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let rows = tables.iter().flat_map(|table| table.lines().skip(1));
    let fields = rows.map(|row| row.split_whitespace().collect::<Vec<_>>());
    fields
        .filter(|row| row.get(3) == Some(&LISTEN))
        .filter_map(|row| Some((*row.get(9)?).to_owned()))
        .collect()
}
