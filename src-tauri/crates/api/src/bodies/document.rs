//! Documents: open, edit, check, save, export.

use std::path::Path;
use std::sync::{Arc, Mutex};

use soarboard_engine::change::PlacedNode;
use soarboard_engine::find::{self, Found};
use soarboard_engine::session::store::{self, StoreError, StoreErrorKind, StoreStep};
use soarboard_engine::session::{Saved, Session, note_message};
use soarboard_engine::{check, edit, export, sample};
use soarboard_model::message::Message;

use crate::app::{App, lock};
use crate::host::FileChoice;
use crate::profile::blocking;
use crate::wire::{
    CheckReply, CloseRequest, ConnectTarget, ConnectTargetsRequest, DocRequest, DocumentState, DocumentView,
    EditReply, EditRequest, ErrorCode, FindRequest, NewRequest, Nothing, SaveReply, TemplateView, WireError,
};

type Shared = Arc<Mutex<Session>>;

pub(crate) async fn templates(_: &Arc<App>, _: Nothing) -> Result<Vec<TemplateView>, WireError> {
    Ok(template_views())
}

/// Returns the templates for new playbooks.
pub fn template_views() -> Vec<TemplateView> {
    let view = |template: sample::Template| TemplateView {
        id: template.id.to_owned(),
        title: template.title,
        summary: template.summary,
        operations: template.operations,
    };
    sample::templates().into_iter().map(view).collect()
}

pub(crate) async fn startup(app: &Arc<App>, _: Nothing) -> Result<DocumentView, WireError> {
    match app.host().startup_file() {
        Some(path) => open_file(app, &path).await,
        None => keep(app, Session::new(sample::playbook())),
    }
}

pub(crate) async fn new(app: &Arc<App>, request: NewRequest) -> Result<DocumentView, WireError> {
    let playbook = sample::from_template(&request.template).ok_or_else(|| {
        WireError::new(
            ErrorCode::BadRequest,
            Message::new("error-template-unknown").with("template", &request.template),
        )
        .hint(Message::new("error-template-unknown-hint"))
    })?;
    keep(app, Session::new(playbook))
}

pub(crate) async fn open(app: &Arc<App>, _: Nothing) -> Result<Option<DocumentView>, WireError> {
    match app.host().choose_file(FileChoice::OpenPlaybook).await {
        Some(path) => open_file(app, &path).await.map(Some),
        None => Ok(None),
    }
}

async fn open_file(app: &Arc<App>, path: &Path) -> Result<DocumentView, WireError> {
    let path = path.to_owned();
    let session = blocking(move || Session::open(&path).map_err(|error| store_error(&error))).await?;
    keep(app, session)
}

fn keep(app: &App, session: Session) -> Result<DocumentView, WireError> {
    let (doc, shared) = app.keep_document(session)?;
    let session = lock(&shared);
    let playbook = session.playbook();
    let placed = |(node, position): (&_, &_)| PlacedNode { node: Clone::clone(node), position: *position };
    Ok(DocumentView {
        doc,
        state: state(&session),
        header: playbook.header.clone(),
        nodes: playbook.nodes.values().cloned().collect(),
        edges: playbook.edges.values().cloned().collect(),
        positions: playbook.positions.iter().map(placed).collect(),
        notes: session.notes().iter().map(note_message).collect(),
    })
}

fn state(session: &Session) -> DocumentState {
    let name = session.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    DocumentState {
        revision: session.revision(),
        dirty: session.is_dirty(),
        read_only: session.is_read_only(),
        can_undo: session.can_undo(),
        can_redo: session.can_redo(),
        file: name,
    }
}

/// Most hits that are sent; nobody walks through more, and the count of all is sent beside them.
const MOST_HITS: usize = 500;

pub(crate) async fn find(app: &Arc<App>, request: FindRequest) -> Result<Found, WireError> {
    let shared = app.document(&request.doc)?;
    let query = find::Query { text: &request.text, case_sensitive: request.case_sensitive };
    Ok(find::find(lock(&shared).playbook(), query, MOST_HITS))
}

pub(crate) async fn edit(app: &Arc<App>, request: EditRequest) -> Result<EditReply, WireError> {
    let shared = app.document(&request.doc)?;
    let mut session = lock(&shared);
    let applied = session.apply(&request.command, request.mark).map_err(refused)?;
    Ok(EditReply { change: applied.change, created: applied.created, state: state(&session) })
}

fn refused(refusal: edit::Refusal) -> WireError {
    let code = if refusal.code == "read-only" { ErrorCode::ReadOnly } else { ErrorCode::EditRefused };
    WireError::new(code, refusal.message)
}

pub(crate) async fn undo(app: &Arc<App>, request: DocRequest) -> Result<EditReply, WireError> {
    let shared = app.document(&request.doc)?;
    let mut session = lock(&shared);
    let change = session.undo().unwrap_or_default();
    Ok(EditReply { change, created: Vec::new(), state: state(&session) })
}

pub(crate) async fn redo(app: &Arc<App>, request: DocRequest) -> Result<EditReply, WireError> {
    let shared = app.document(&request.doc)?;
    let mut session = lock(&shared);
    let change = session.redo().unwrap_or_default();
    Ok(EditReply { change, created: Vec::new(), state: state(&session) })
}

pub(crate) async fn connect_targets(
    app: &Arc<App>,
    request: ConnectTargetsRequest,
) -> Result<Vec<ConnectTarget>, WireError> {
    let shared = app.document(&request.doc)?;
    let targets = edit::connect_targets(lock(&shared).playbook(), &request.from);
    let view = |target: edit::ConnectTarget| ConnectTarget {
        to: soarboard_model::playbook::PortRef { node: target.node, port: target.port },
        refusal: target.refusal,
    };
    Ok(targets.into_iter().map(view).collect())
}

pub(crate) async fn check(app: &Arc<App>, request: DocRequest) -> Result<CheckReply, WireError> {
    let shared = app.document(&request.doc)?;
    // The first check reads the catalogue; that must not hold up the threads that answer the window.
    blocking(move || {
        let (playbook, revision) = {
            let session = lock(&shared);
            (session.playbook().clone(), session.revision())
        };
        Ok(CheckReply { revision, diagnostics: check::check(&playbook, &check::Embedded) })
    })
    .await
}

pub(crate) async fn save(app: &Arc<App>, request: DocRequest) -> Result<SaveReply, WireError> {
    let shared = app.document(&request.doc)?;
    let has_file = lock(&shared).path().is_some();
    if has_file { write(shared, |session| session.save()).await } else { save_as(app, request).await }
}

pub(crate) async fn save_over(app: &Arc<App>, request: DocRequest) -> Result<SaveReply, WireError> {
    write(app.document(&request.doc)?, |session| session.save_over()).await
}

pub(crate) async fn save_as(app: &Arc<App>, request: DocRequest) -> Result<SaveReply, WireError> {
    let shared = app.document(&request.doc)?;
    let suggested = suggested_name(&lock(&shared), "playbook.json");
    match app.host().choose_file(FileChoice::SavePlaybook(suggested)).await {
        Some(path) => write(shared, move |session| session.save_as(&path)).await,
        None => Ok(SaveReply { file: None, state: state(&lock(&shared)) }),
    }
}

async fn write(
    shared: Shared,
    act: impl FnOnce(&mut Session) -> Result<Saved, StoreError> + Send + 'static,
) -> Result<SaveReply, WireError> {
    blocking(move || {
        let mut session = lock(&shared);
        act(&mut session).map_err(|error| store_error(&error))?;
        let state = state(&session);
        Ok(SaveReply { file: state.file.clone(), state })
    })
    .await
}

pub(crate) async fn export(app: &Arc<App>, request: DocRequest) -> Result<SaveReply, WireError> {
    let shared = app.document(&request.doc)?;
    let suggested = suggested_name(&lock(&shared), "export.json");
    let Some(path) = app.host().choose_file(FileChoice::ExportJson(suggested)).await else {
        return Ok(SaveReply { file: None, state: state(&lock(&shared)) });
    };
    blocking(move || {
        let text = export::to_json(lock(&shared).playbook());
        store::save(&path, text.as_bytes(), None).map_err(|error| store_error(&error))?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(SaveReply { file, state: state(&lock(&shared)) })
    })
    .await
}

/// Returns a file name made from the playbook's title; what no file system likes becomes `-`.
fn suggested_name(session: &Session, ending: &str) -> String {
    let title = session.title();
    let base = title.trim_end_matches(".json").trim_end_matches(".playbook");
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let mut name: String = base.to_lowercase().chars().map(plain).take(80).collect();
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    let name = name.trim_matches(['-', '.']);
    format!("{}.{ending}", if name.is_empty() { "playbook" } else { name })
}

pub(crate) async fn close(app: &Arc<App>, request: CloseRequest) -> Result<Nothing, WireError> {
    let shared = app.document(&request.doc)?;
    if lock(&shared).is_dirty() && !request.discard {
        return Err(WireError::new(ErrorCode::Unsafe, Message::new("error-document-unsaved")));
    }
    app.forget_document(&request.doc);
    Ok(Nothing {})
}

/// Says in plain words what went wrong with a file.
pub fn store_error(error: &StoreError) -> WireError {
    let code = match (&error.kind, error.step) {
        (StoreErrorKind::ChangedOutside, _) => ErrorCode::FileChangedOutside,
        (StoreErrorKind::ReadOnlyDocument, _) => ErrorCode::ReadOnly,
        (_, StoreStep::Read) => ErrorCode::FileUnreadable,
        _ => ErrorCode::FileUnwritable,
    };
    WireError::new(code, error.message()).hint(error.hint())
}
