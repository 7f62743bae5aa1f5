//! A WebDriver client for WebKitGTK's driver: start, script, pointer, keys, picture.
//!
//! Own, because it is small and the known crates bring OpenSSL or change the order of JSON maps for the whole build.
//! Deliberately absent: other browsers, several windows.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::Outcome;

/// Key of an element in WebDriver's JSON.
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Longest wait for a condition.
const PATIENCE: Duration = Duration::from_secs(20);

/// A point of the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// The driver's process; ends with everything it started when it is dropped.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // The group holds the program under test too, which would live on.
        let group = format!("-{}", self.0.id());
        let send =
            |signal: &str| Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
        let _ = send("-KILL");
        let _ = self.0.wait();
        // Until the last of them is gone it holds its name on the bus, and the next start would hand over to it.
        for _ in 0..100 {
            if !send("-0").is_ok_and(|status| status.success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A program with a window, under control.
pub struct Session {
    _driver: Driver,
    client: reqwest::Client,
    base: String,
}

impl Session {
    /// Starts a program and takes control of its web view. `variables` are set for the program.
    ///
    /// # Errors
    /// When the driver is missing or the program opens no window.
    pub async fn start(binary: &Path, args: &[String], variables: &[(&str, String)]) -> Outcome<Self> {
        let port = free_port()?;
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true").env("NO_AT_BRIDGE", "1");
        // The program would switch shared buffers off where there is no graphics card; without them WebKit's driver never
        // finishes a picture.
        driver.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
        driver.envs(variables.iter().map(|(name, value)| (name, value)));
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut driver, 0);
        let driver =
            Driver(driver.spawn().map_err(|error| format!("WebKitWebDriver cannot be started: {error}"))?);
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60)).build()?;
        let base = format!("http://127.0.0.1:{port}");
        wait_for_port(&client, &base).await?;
        let options = json!({ "binary": binary, "args": args });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let answer = call(client.post(format!("{base}/session")).json(&wanted)).await?;
        let id = answer["sessionId"].as_str().ok_or("the driver named no session")?;
        Ok(Self { base: format!("{base}/session/{id}"), _driver: driver, client })
    }

    /// Runs a script (the body of a function) in the page and returns what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn run(&self, script: &str, args: Value) -> Outcome<Value> {
        self.post("execute/sync", json!({ "script": script, "args": args })).await
    }

    /// Runs a script that gives its result to `arguments[arguments.length - 1]`.
    ///
    /// # Errors
    /// When the script throws or takes too long.
    pub async fn run_async(&self, script: &str, args: Value) -> Outcome<Value> {
        self.post("execute/async", json!({ "script": script, "args": args })).await
    }

    /// Runs a script again and again until it returns something true, and returns that.
    ///
    /// # Errors
    /// When it never does; `what` says what was waited for.
    pub async fn until(&self, what: &str, script: &str, args: Value) -> Outcome<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            let found = self.run(script, args.clone()).await?;
            if !matches!(found, Value::Null | Value::Bool(false)) {
                return Ok(found);
            }
            if Instant::now() > end {
                return Err(format!("waited in vain for {what}").into());
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Returns the middle of the element a selector means, once it is there, can be used and has stopped moving.
    ///
    /// # Errors
    /// When it never is.
    pub async fn middle(&self, selector: &str) -> Outcome<Point> {
        const SCRIPT: &str = "const e = document.querySelector(arguments[0]); if (!e || e.disabled) return null;
            const at = () => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2, r.width]; };
            // Still for three looks in a row: what loads above it pushes it down a moment later.
            const now = at().join(); e.__still = e.__at === now ? (e.__still ?? 0) + 1 : 0; e.__at = now;
            return e.__still >= 3 && at()[2] > 0 ? at() : null;";
        let found = self.until(selector, SCRIPT, json!([selector])).await?;
        let number = |index: usize| found[index].as_f64().ok_or("no place");
        Ok(Point { x: number(0)?, y: number(1)? })
    }

    /// Presses and releases the pointer on an element.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click(&self, selector: &str) -> Outcome<()> {
        self.run(
            "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest' })",
            json!([selector]),
        )
        .await?;
        let at = self.middle(selector).await?;
        self.drag(at, at).await
    }

    /// Drags with the pointer, in steps that a hand could make.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn drag(&self, from: Point, to: Point) -> Outcome<()> {
        let steps = if from == to { 0 } else { 8 };
        let mut actions = vec![moved(from, 0), json!({ "type": "pointerDown", "button": 0 })];
        actions.extend((1..=steps).map(|step| {
            let part = f64::from(step) / 8.0;
            moved(Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, 16)
        }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let pointer = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.post("actions", json!({ "actions": [pointer] })).await.map(drop)
    }

    /// Types into the element a selector means.
    ///
    /// # Errors
    /// When there is none.
    pub async fn write(&self, selector: &str, text: &str) -> Outcome<()> {
        self.middle(selector).await?;
        let element = self.post("element", json!({ "using": "css selector", "value": selector })).await?;
        let id = element[ELEMENT].as_str().ok_or("no element")?;
        self.post(&format!("element/{id}/value"), json!({ "text": text })).await.map(drop)
    }

    /// Presses keys together, the last one being released first; WebDriver's names for special ones (`\u{E009}` Control).
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn chord(&self, keys: &[char]) -> Outcome<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key.to_string() }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key.to_string() }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post("actions", json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }))
            .await
            .map(drop)
    }

    /// Returns a picture of the page as PNG.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn picture(&self) -> Outcome<Vec<u8>> {
        let answer = call(self.client.get(format!("{}/screenshot", self.base))).await?;
        let text = answer.as_str().ok_or("no picture")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
    }

    /// Returns the errors nobody caught on the page.
    ///
    /// # Errors
    /// When the page does not keep the list.
    pub async fn page_errors(&self) -> Outcome<Vec<String>> {
        let list = self.run("return window.__soarboardErrors ?? null", json!([])).await?;
        let list = list.as_array().ok_or("the page keeps no list of errors")?;
        Ok(list.iter().map(|entry| entry.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Ends the session and with it the program.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn close(self) -> Outcome<()> {
        call(self.client.delete(&self.base)).await.map(drop)
    }

    async fn post(&self, path: &str, body: Value) -> Outcome<Value> {
        call(self.client.post(format!("{}/{path}", self.base)).json(&body)).await
    }
}

fn moved(to: Point, duration_ms: u32) -> Value {
    json!({ "type": "pointerMove", "origin": "viewport", "duration": duration_ms, "x": to.x.round() as i64, "y": to.y.round() as i64 })
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

async fn wait_for_port(client: &reqwest::Client, base: &str) -> Outcome<()> {
    let end = Instant::now() + PATIENCE;
    while client.get(format!("{base}/status")).send().await.is_err() {
        if Instant::now() > end {
            return Err("the driver does not answer".into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// Sends a request and returns its `value`; a refusal of the driver becomes an error with its words.
async fn call(request: reqwest::RequestBuilder) -> Outcome<Value> {
    let response = request.send().await?;
    let refused = !response.status().is_success();
    let mut answer: Value = response.json().await?;
    let value = answer["value"].take();
    if refused {
        return Err(format!("{}: {}", value["error"], value["message"]).into());
    }
    Ok(value)
}
