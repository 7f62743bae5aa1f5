//! A host for tests: memory for secrets, a folder that vanishes, dialogs answered from a list, a network that counts.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use soarboard_api::App;
use soarboard_api::host::{FileChoice, Host};
use soarboard_api::import::CredentialFiles;
use soarboard_api::wire::{Notification, WireError};
use soarboard_cloud::http::{
    BoxFuture, Clock, HttpRequest, HttpResponse, HttpSend, NonceSource, RandomNonce, SendError,
    SendErrorKind, SystemClock,
};
use soarboard_secret::{MemoryStore, SecretStore};

/// An engine on a test host.
pub struct Desk {
    app: Arc<App>,
    host: Arc<TestHost>,
}

struct TestHost {
    folder: tempfile::TempDir,
    data: PathBuf,
    files: Mutex<VecDeque<PathBuf>>,
    secrets: Arc<dyn SecretStore>,
    credential_files: CredentialFiles,
    network: Arc<NoNetwork>,
    breaks: Arc<Breaks>,
    told: Mutex<Vec<Notification>>,
    asked: Mutex<Vec<FileChoice>>,
}

/// What of the host panics next, once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Break {
    Dialog,
    Nonce,
    Network,
    /// Being told of a run that has so many rows.
    Run(u64),
    Filter,
    Export,
}

#[derive(Default)]
struct Breaks(Mutex<Option<Break>>);

impl Breaks {
    /// Panics where that is wanted; the text stands for data that must not come out.
    fn pass(&self, here: impl Fn(Break) -> bool) {
        let breaks = self.0.lock().unwrap().take_if(|wanted| here(*wanted)).is_some();
        assert!(!breaks, "canary-of-a-panic");
    }
}

/// Counts what would have been sent, and sends nothing.
#[derive(Default)]
struct NoNetwork(AtomicUsize, Arc<Breaks>);

impl HttpSend for NoNetwork {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.1.pass(|wanted| wanted == Break::Network);
        Box::pin(async move {
            Err(SendError {
                kind: SendErrorKind::Tls,
                host: request.host,
                text: "tests have no network".into(),
            })
        })
    }
}

impl Host for TestHost {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    fn nonces(&self) -> Arc<dyn NonceSource> {
        self.breaks.pass(|wanted| wanted == Break::Nonce);
        Arc::new(RandomNonce)
    }

    fn http(&self) -> Arc<dyn HttpSend> {
        self.network.clone()
    }

    fn secrets(&self) -> Arc<dyn SecretStore> {
        self.secrets.clone()
    }

    fn data_dir(&self) -> &Path {
        &self.data
    }

    fn choose_file(&self, choice: FileChoice) -> BoxFuture<'_, Option<PathBuf>> {
        self.asked.lock().unwrap().push(choice);
        self.breaks.pass(|wanted| wanted == Break::Dialog);
        let next = self.files.lock().unwrap().pop_front();
        Box::pin(async move { next })
    }

    fn credential_files(&self) -> CredentialFiles {
        self.credential_files.clone()
    }

    fn open_link(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn notify(&self, notification: Notification) {
        self.breaks.pass(|wanted| match (&notification, wanted) {
            (Notification::Run(view), Break::Run(rows)) => view.rows >= rows && !view.ended,
            (Notification::Filter(view), Break::Filter) => !view.ended,
            (Notification::Export(_), Break::Export) => true,
            _ => false,
        });
        self.told.lock().unwrap().push(notification);
    }

    fn quit(&self) {}

    fn startup_file(&self) -> Option<PathBuf> {
        None
    }
}

impl Desk {
    pub fn new() -> Self {
        Self::with_secrets(Arc::new(MemoryStore::default()))
    }

    /// A desk whose secrets go to a store of the test's choice.
    pub fn with_secrets(secrets: Arc<dyn SecretStore>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let in_folder = |name| Some(folder.path().join(name));
        let credential_files = CredentialFiles {
            cli_config: in_folder("config.json"),
            credentials_ini: in_folder("credentials.ini"),
            programs_off: false,
        };
        let breaks = Arc::<Breaks>::default();
        let host = Arc::new(TestHost {
            folder,
            data,
            files: Mutex::default(),
            secrets,
            credential_files,
            network: Arc::new(NoNetwork(AtomicUsize::new(0), breaks.clone())),
            breaks,
            told: Mutex::default(),
            asked: Mutex::default(),
        });
        Self { app: App::new(host.clone()), host }
    }

    pub fn folder(&self) -> &Path {
        self.host.folder.path()
    }

    pub fn choose(&self, path: &Path) {
        self.host.files.lock().unwrap().push_back(path.to_owned());
    }

    /// What the program was told; it is forgotten.
    pub fn told(&self) -> Vec<Notification> {
        std::mem::take(&mut self.host.told.lock().unwrap())
    }

    /// How far exports were told to be, in per cent; what was told is forgotten.
    pub fn exports_told(&self) -> Vec<u8> {
        let percent = |told| if let Notification::Export(view) = told { Some(view.percent) } else { None };
        self.told().into_iter().filter_map(percent).collect()
    }

    /// What files were asked for; it is forgotten.
    pub fn asked(&self) -> Vec<FileChoice> {
        std::mem::take(&mut self.host.asked.lock().unwrap())
    }

    pub fn sent(&self) -> usize {
        self.host.network.0.load(Ordering::Relaxed)
    }

    /// Every file below the test's folder.
    pub fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { walk(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        walk(self.folder(), &mut found);
        found
    }

    pub async fn ok(&self, command: &str, args: Value) -> Value {
        self.app.call(command, args).await.unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// Calls a command as somebody that messages travel to.
    pub async fn message(&self, command: &str, args: Value) -> Value {
        let answer =
            self.app.answer(command, args).await.unwrap_or_else(|error| panic!("{command}: {error:?}"));
        serde_json::from_str(&answer).unwrap()
    }

    /// Sends a message that is to be refused.
    pub async fn refusal(&self, command: &str, args: Value) -> WireError {
        match self.app.answer(command, args).await {
            Ok(answer) => panic!("{command} answered {answer}"),
            Err(error) => error,
        }
    }

    pub async fn err(&self, command: &str, args: Value) -> Value {
        match self.app.call(command, args).await {
            Ok(answer) => panic!("{command} answered {answer}"),
            Err(error) => serde_json::to_value(error).unwrap(),
        }
    }

    pub async fn any(&self, command: &str, args: Value) -> Value {
        self.app.call(command, args).await.unwrap_or_else(|error| serde_json::to_value(error).unwrap())
    }

    pub async fn edit(&self, doc: &str, command: Value) -> Value {
        self.ok("edit", json!({ "doc": doc, "command": command })).await
    }

    pub async fn set(&self, doc: &str, node: &str, path: &[&str], value: Value) -> Value {
        let settings = json!([{ "path": path, "value": value }]);
        self.edit(doc, json!({ "setSettings": { "node": node, "settings": settings } })).await
    }

    /// A new document with one API call in it.
    pub async fn api_node(&self, product: &str, operation: &str) -> (String, String) {
        let doc = self.ok("document_new", json!({ "template": "blank" })).await;
        let id = doc["doc"].as_str().unwrap().to_owned();
        let add = json!({ "addNode": { "kind": "AliyunCloudOpenAPI", "position": { "x": 0, "y": 0 } } });
        let node = self.edit(&id, add).await["created"][0].as_str().unwrap().to_owned();
        self.set(&id, &node, &["product"], json!(product)).await;
        self.set(&id, &node, &["operation"], json!(operation)).await;
        (id, node)
    }

    /// The program's data folder.
    pub fn data(&self) -> &Path {
        &self.host.data
    }

    /// A restart of the program once its list of runs is as wanted; at most ten seconds.
    pub async fn restarted_when(&self, is_wanted: impl Fn(&Value) -> bool) -> Self {
        for _ in 0..1000 {
            let again = self.restarted();
            if is_wanted(&again.ok("run_list", json!({})).await) {
                return again;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the list of runs never is as wanted");
    }

    /// The same host with a new engine, as after a restart of the program.
    pub fn restarted(&self) -> Self {
        Self { app: App::new(self.host.clone()), host: self.host.clone() }
    }

    /// Lets something of the host panic, once.
    pub fn break_at(&self, what: Break) {
        *self.host.breaks.0.lock().unwrap() = Some(what);
    }

    /// Says whether what was to panic has.
    pub fn has_broken(&self) -> bool {
        self.host.breaks.0.lock().unwrap().is_none()
    }

    /// Files from the system, as a second start hands them over.
    pub fn hand_over(&self, files: Vec<PathBuf>) {
        self.app.hand_over(files);
    }

    /// The same folder with a second engine beside the first, as two processes have it.
    pub fn beside(&self) -> Self {
        self.restarted()
    }

    /// Ends the engine, so that nothing of it is held any more.
    pub fn closed(self) -> Closed {
        Closed(self.host)
    }

    /// Ends the engine and starts the next one with the same folder.
    pub fn closed_and_started(self) -> Self {
        self.closed().started()
    }

    async fn list_rules(&self) -> Value {
        let (id, node) = self.api_node("cloud-siem", "ListAutomateResponseConfigs").await;
        let page = json!({ "CurrentPage": { "value": 1 }, "PageSize": { "value": 50 } });
        self.set(&id, &node, &["parameters"], page).await;
        self.set(&id, &node, &["rowsPath"], json!(".Data.ResponseData")).await;
        let plan = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
        let host = self.ok("call_plan", plan.clone()).await["host"].clone();
        let run = self.ok("call_start", json!({ "plan": plan, "confirmedHost": host })).await;
        self.ended(&run).await
    }

    pub async fn rules(&self) -> u64 {
        self.list_rules().await["rows"].as_u64().unwrap()
    }

    /// Id of a rule that may be deleted; preset ones may not.
    pub async fn custom_rule_id(&self) -> Value {
        let run = self.list_rules().await;
        let rows = self.ok("run_rows", json!({ "run": run["run"], "offset": 0, "limit": 50 })).await;
        let rows = rows["rows"].as_array().unwrap().iter();
        let mut rows = rows.map(|row| serde_json::from_str::<Value>(row.as_str().unwrap()).unwrap());
        rows.find(|row| row["ResponseRuleType"] == "custom").unwrap()["Id"].clone()
    }

    /// Waits until a run has ended, at most ten seconds.
    pub async fn ended(&self, run: &Value) -> Value {
        for _ in 0..1000 {
            let view = self.ok("run_show", json!({ "run": run["run"] })).await;
            if view["ended"] == true {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the run does not end");
    }
}

/// A desk whose engine has ended; its folder is still there.
pub struct Closed(Arc<TestHost>);

impl Closed {
    pub fn started(self) -> Desk {
        Desk { app: App::new(self.0.clone()), host: self.0 }
    }
}
