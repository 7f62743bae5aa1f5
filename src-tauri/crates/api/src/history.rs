//! What is kept of runs: a folder for each, with its rows, its checkpoint and a record of what was called.
//!
//! Rows are the tenant's data: folders are private (0700), files too (0600), deleting a run removes its rows, and only so
//! much is kept as the settings say. A record holds no secret: values that look like one are left out, and such a run
//! cannot be gone on with after a restart. A damaged record costs that run alone. Deliberately absent: running.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use soarboard_cloud::sign::Scheme;
use soarboard_engine::check::is_secret_value;
use soarboard_model::component::PagingMode;
use soarboard_model::message::{Arg, Message};

use crate::app::lock;
use crate::invoke::{CallInput, PagingInput};
use crate::run::{ROWS_FILE, count_kept};
use crate::wire::{ErrorCode, HistoryLimits, MissingPermission, RunView, VendorAnswer, WireError};

const FORMAT: &str = "soarboard-run-record/1";
const RECORD_FILE: &str = "run.json";
const LOCK_FILE: &str = "run.lock";
/// Folders of versions that kept rows for one process only.
const OLD_FOLDERS: &str = "process-";

/// The record of a run as it stands on disk.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Record {
    format: String,
    run: String,
    node: String,
    node_name: String,
    operation: String,
    host: String,
    region: String,
    profile: String,
    practice: bool,
    leg: u32,
    started_ms: i64,
    requests: u64,
    rows: u64,
    bytes: u64,
    retries: u64,
    total: Option<u64>,
    elapsed_ms: u64,
    /// Empty while it runs, and for ever when it was cut off.
    stop: String,
    goes_on: bool,
    needs_consent: bool,
    clock_offset_ms: Option<i64>,
    request_ids: Vec<String>,
    error: Option<KeptError>,
    call: Option<KeptCall>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptError {
    code: ErrorCode,
    message: KeptMessage,
    hint: Option<KeptMessage>,
    vendor: Option<VendorAnswer>,
    permission: Option<MissingPermission>,
    retryable: bool,
}

/// A message with its arguments apart by kind: a type that may be either cannot be read here.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptMessage {
    id: String,
    #[serde(default)]
    texts: BTreeMap<String, String>,
    #[serde(default)]
    numbers: BTreeMap<String, f64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct KeptCall {
    product: String,
    version: String,
    operation: String,
    parameters: BTreeMap<String, Value>,
    endpoint: String,
    region: String,
    profile: String,
    paging: PagingMode,
    max_requests: u32,
    total_path: String,
    page_field: String,
    size_field: String,
    page_size: Option<u64>,
    cursor_field: String,
    cursor_path: String,
    rows_path: String,
    interval_seconds: u32,
}

/// A run read from its folder.
pub(crate) struct Kept {
    pub(crate) view: RunView,
    pub(crate) folder: PathBuf,
    pub(crate) input: Option<CallInput>,
    /// Whether a process works on it now.
    pub(crate) is_busy: bool,
}

/// The folders of all runs.
#[derive(Debug)]
pub(crate) struct History {
    folder: PathBuf,
    /// Held while a record is written or a run deleted, so that no record comes after its run has gone.
    writing: Mutex<()>,
}

impl History {
    pub(crate) fn new(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("runs"), writing: Mutex::default() }
    }

    /// Makes the folder of a new run and locks it for this process.
    ///
    /// **Errors** those of the disk.
    pub(crate) fn create(&self, id: &str) -> io::Result<(PathBuf, File)> {
        make_private(&self.folder)?;
        let folder = self.folder.join(id);
        make_private(&folder)?;
        let lock = self.lock(id)?;
        Ok((folder, lock))
    }

    /// Locks a run for this process.
    ///
    /// **Errors** `WouldBlock` when another process works on it, and those of the disk.
    pub(crate) fn lock(&self, id: &str) -> io::Result<File> {
        let path = self.folder.join(id).join(LOCK_FILE);
        let mut options = File::options();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Writes the record of a run: at its start and whenever it ends.
    ///
    /// **Errors** those of the disk; the record before is then untouched.
    pub(crate) fn keep(&self, view: &RunView, input: Option<&CallInput>) -> io::Result<()> {
        let _writing = lock(&self.writing);
        let folder = self.folder.join(&view.run);
        let record = record_of(view, input);
        let mut temp = tempfile::NamedTempFile::new_in(&folder)?;
        serde_json::to_writer_pretty(temp.as_file_mut(), &record)?;
        temp.persist(folder.join(RECORD_FILE)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Reads one run; `None` when there is none of this name, or its record is damaged.
    pub(crate) fn find(&self, id: &str) -> Option<Kept> {
        let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_id {
            return None;
        }
        let folder = self.folder.join(id);
        let record: Record = serde_json::from_slice(&fs::read(folder.join(RECORD_FILE)).ok()?).ok()?;
        (record.format == FORMAT && record.run == id).then(|| self.kept(record, folder))
    }

    /// Reads all runs, the latest first.
    pub(crate) fn list(&self) -> Vec<Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut all: Vec<Kept> = entries.filter_map(|entry| self.find(entry.file_name().to_str()?)).collect();
        all.sort_by(|a, b| (b.view.started_ms, &b.view.run).cmp(&(a.view.started_ms, &a.view.run)));
        all
    }

    fn kept(&self, record: Record, folder: PathBuf) -> Kept {
        let is_open = record.stop.is_empty();
        let is_busy = is_open && self.lock(&record.run).is_err();
        let input = record.call.as_ref().map(input_of);
        let mut view = view_of(record);
        if is_open && !is_busy {
            // The program ended before the run did: the checkpoint knows how far it came.
            view.stop = "interrupted".to_owned();
            count_kept(&mut view, &folder.join(ROWS_FILE));
        }
        view.ended = !is_busy;
        view.may_resume &= !is_busy && input.is_some();
        Kept { view, folder, input, is_busy }
    }

    /// Deletes a run with its rows.
    ///
    /// **Errors** those of the disk.
    pub(crate) fn delete(&self, id: &str) -> io::Result<()> {
        let _writing = lock(&self.writing);
        match fs::remove_dir_all(self.folder.join(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Deletes the oldest runs beyond the limits; those of this start of the program count and stay. Without a limit on
    /// their number above zero, only those of this start stay.
    pub(crate) fn prune(&self, limits: HistoryLimits, of_this_start: &HashSet<String>) {
        let (mut bytes, most) = (0u64, u64::from(limits.mebibytes) << 20);
        for (place, kept) in self.list().into_iter().enumerate() {
            bytes += kept.view.bytes;
            let is_beyond = place >= limits.runs as usize || bytes > most;
            if is_beyond && !kept.is_busy && !of_this_start.contains(&kept.view.run) {
                // What cannot be deleted now is tried again after the next run.
                let _ = self.delete(&kept.view.run);
            }
        }
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(OLD_FOLDERS)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn record_of(view: &RunView, input: Option<&CallInput>) -> Record {
    Record {
        format: FORMAT.to_owned(),
        run: view.run.clone(),
        node: view.node.clone(),
        node_name: view.node_name.clone(),
        operation: view.operation.clone(),
        host: view.host.clone(),
        region: view.region.clone(),
        profile: view.profile.clone(),
        practice: view.practice,
        leg: view.leg,
        started_ms: view.started_ms,
        requests: view.requests,
        rows: view.rows,
        bytes: view.bytes,
        retries: view.retries,
        total: view.total,
        elapsed_ms: view.elapsed_ms,
        stop: view.stop.clone(),
        goes_on: view.may_pause || view.may_resume,
        needs_consent: view.needs_consent,
        clock_offset_ms: view.clock_offset_ms,
        request_ids: view.request_ids.clone(),
        error: view.error.as_ref().map(KeptError::from),
        call: input.and_then(call_of),
    }
}

fn view_of(record: Record) -> RunView {
    RunView {
        run: record.run,
        doc: String::new(),
        node: record.node,
        node_name: record.node_name,
        operation: record.operation,
        host: record.host,
        region: record.region,
        profile: record.profile,
        practice: record.practice,
        leg: record.leg,
        ended: true,
        started_ms: record.started_ms,
        requests: record.requests,
        rows: record.rows,
        bytes: record.bytes,
        retries: record.retries,
        total: record.total,
        elapsed_ms: record.elapsed_ms,
        stop: record.stop,
        may_pause: false,
        may_resume: record.goes_on,
        needs_consent: record.needs_consent,
        clock_offset_ms: record.clock_offset_ms,
        request_ids: record.request_ids,
        error: record.error.map(WireError::from),
    }
}

/// Returns what is kept of a call; nothing when a value of it looks secret.
fn call_of(input: &CallInput) -> Option<KeptCall> {
    if input.params.iter().any(|(name, value)| is_secret_value(name, value)) {
        return None;
    }
    let paging = &input.paging;
    Some(KeptCall {
        product: input.product.clone(),
        version: input.version.clone(),
        operation: input.operation.clone(),
        parameters: input.params.clone(),
        endpoint: input.endpoint.clone(),
        region: input.region.clone(),
        profile: input.profile.clone(),
        paging: paging.mode,
        max_requests: paging.max_requests,
        total_path: paging.total_path.clone(),
        page_field: paging.page_field.clone(),
        size_field: paging.size_field.clone(),
        page_size: paging.page_size,
        cursor_field: paging.cursor_field.clone(),
        cursor_path: paging.cursor_path.clone(),
        rows_path: input.rows_path.clone(),
        interval_seconds: input.interval_seconds,
    })
}

/// Consent is not among what is kept: it is asked for again.
fn input_of(call: &KeptCall) -> CallInput {
    CallInput {
        product: call.product.clone(),
        version: call.version.clone(),
        operation: call.operation.clone(),
        params: call.parameters.clone(),
        endpoint: call.endpoint.clone(),
        region: call.region.clone(),
        profile: call.profile.clone(),
        consent: None,
        scheme: Scheme::Acs3,
        paging: PagingInput {
            mode: call.paging,
            max_requests: call.max_requests,
            total_path: call.total_path.clone(),
            page_field: call.page_field.clone(),
            size_field: call.size_field.clone(),
            page_size: call.page_size,
            cursor_field: call.cursor_field.clone(),
            cursor_path: call.cursor_path.clone(),
        },
        rows_path: call.rows_path.clone(),
        interval_seconds: call.interval_seconds,
    }
}

impl From<&WireError> for KeptError {
    fn from(error: &WireError) -> Self {
        Self {
            code: error.code,
            message: KeptMessage::from(&error.message),
            hint: error.hint.as_ref().map(KeptMessage::from),
            vendor: error.vendor.clone(),
            permission: error.permission.clone(),
            retryable: error.retryable,
        }
    }
}

impl From<KeptError> for WireError {
    fn from(kept: KeptError) -> Self {
        Self {
            hint: kept.hint.map(Message::from),
            vendor: kept.vendor,
            permission: kept.permission,
            retryable: kept.retryable,
            ..WireError::new(kept.code, kept.message.into())
        }
    }
}

impl From<&Message> for KeptMessage {
    fn from(message: &Message) -> Self {
        let mut kept = Self { id: message.id.clone(), texts: BTreeMap::new(), numbers: BTreeMap::new() };
        for (name, arg) in &message.args {
            match arg {
                Arg::Number(number) => drop(kept.numbers.insert(name.clone(), *number)),
                Arg::Text(text) => drop(kept.texts.insert(name.clone(), text.clone())),
            }
        }
        kept
    }
}

impl From<KeptMessage> for Message {
    fn from(kept: KeptMessage) -> Self {
        let texts = kept.texts.into_iter().map(|(name, text)| (name, Arg::Text(text)));
        let numbers = kept.numbers.into_iter().map(|(name, number)| (name, Arg::Number(number)));
        Self { id: kept.id, args: texts.chain(numbers).collect() }
    }
}

fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
