//! Documents: open, edit, check, save, export, close. What is open besides is in `workspace`.

use std::path::Path;
use std::sync::{Arc, Mutex};

use soarboard_engine::change::PlacedNode;
use soarboard_engine::find::{self, Found};
use soarboard_engine::session::store::{self, StoreError, StoreErrorKind, StoreStep};
use soarboard_engine::session::{Saved, Session, note_message};
use soarboard_engine::{check, edit, export, picture, sample};
use soarboard_model::message::Message;

use crate::app::{App, lock};
use crate::file_name;
use crate::host::FileChoice;
use crate::paint::paint;
use crate::profile::blocking;
use crate::wire::{
    CheckReply, CloseRequest, ConnectTarget, ConnectTargetsRequest, CopyReply, CopyRequest, DocRequest,
    DocumentState, DocumentView, EditReply, EditRequest, ErrorCode, ExportForm, ExportRequest, FindRequest,
    NewRequest, Nothing, SaveReply, SaveRequest, SaveWay, TemplateView, WireError,
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

pub(crate) async fn new(app: &Arc<App>, request: NewRequest) -> Result<DocumentView, WireError> {
    let playbook = sample::from_template(&request.template).ok_or_else(|| {
        WireError::new(
            ErrorCode::BadRequest,
            Message::new("error-template-unknown").with("template", &request.template),
        )
        .hint(Message::new("error-template-unknown-hint"))
    })?;
    keep(app, Session::new(playbook)).await
}

pub(crate) async fn open(app: &Arc<App>, _: Nothing) -> Result<Option<DocumentView>, WireError> {
    match app.host().choose_file(FileChoice::OpenPlaybook).await {
        Some(path) => open_file(app, &path).await.map(Some),
        None => Ok(None),
    }
}

/// Opens a file, or goes to the document that already has it.
pub(crate) async fn open_file(app: &Arc<App>, path: &Path) -> Result<DocumentView, WireError> {
    let (app, path) = (app.clone(), path.to_owned());
    blocking(move || {
        if let Some(doc) = open_already(&app, &path) {
            return show_now(&app, &doc);
        }
        let session = Session::open(&path).map_err(|error| store_error(&error))?;
        keep_now(&app, session)
    })
    .await
}

/// Returns the document that has a file open, by whatever name the file is called.
fn open_already(app: &App, path: &Path) -> Option<String> {
    let whole = path.canonicalize().ok()?;
    let has =
        |session: &Session| session.path().and_then(|path| path.canonicalize().ok()) == Some(whole.clone());
    app.documents().into_iter().find(|(_, session)| has(&lock(session))).map(|(doc, _)| doc)
}

async fn keep(app: &Arc<App>, session: Session) -> Result<DocumentView, WireError> {
    let app = app.clone();
    blocking(move || keep_now(&app, session)).await
}

/// Opens a session under a new handle, with a journal and a tab where there is a desk.
fn keep_now(app: &App, mut session: Session) -> Result<DocumentView, WireError> {
    let doc = app.fresh_handle()?;
    if let Some(desk) = app.desk()
        && !session.is_read_only()
    {
        session.keep_in(desk.journals.journal(&doc));
    }
    let path = session.path().map(Path::to_owned);
    app.keep_document(&doc, session);
    note_file(app, &doc, path.as_deref());
    show_now(app, &doc)
}

/// Takes down which file a document has now.
pub(crate) fn note_file(app: &App, doc: &str, path: Option<&Path>) {
    app.with_workspace(|workspace| {
        workspace.note_tab(doc, path);
        if let Some(path) = path {
            workspace.note_recent(path);
        }
        ((), true)
    });
}

pub(crate) async fn show(app: &Arc<App>, request: DocRequest) -> Result<DocumentView, WireError> {
    show_now(app, &request.doc)
}

pub(crate) fn show_now(app: &App, doc: &str) -> Result<DocumentView, WireError> {
    let shared = app.document(doc)?;
    let session = lock(&shared);
    let playbook = session.playbook();
    let placed = |(node, position): (&_, &_)| PlacedNode { node: Clone::clone(node), position: *position };
    Ok(DocumentView {
        doc: doc.to_owned(),
        state: state(app, doc, &session),
        header: playbook.header.clone(),
        nodes: playbook.nodes.values().cloned().collect(),
        edges: playbook.edges.values().cloned().collect(),
        positions: playbook.positions.iter().map(placed).collect(),
        notes: session.notes().iter().map(note_message).collect(),
    })
}

pub(crate) fn state(app: &App, doc: &str, session: &Session) -> DocumentState {
    let name = session.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    DocumentState {
        revision: session.revision(),
        dirty: session.is_dirty(),
        read_only: session.is_read_only(),
        can_undo: session.can_undo(),
        can_redo: session.can_redo(),
        file: name,
        path: session.path().map(|path| path.display().to_string()),
        elsewhere: app.is_elsewhere(doc),
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
    Ok(EditReply {
        change: applied.change,
        created: applied.created,
        left_out: applied.left_out,
        state: state(app, &request.doc, &session),
    })
}

pub(crate) async fn copy(app: &Arc<App>, request: CopyRequest) -> Result<CopyReply, WireError> {
    let shared = app.document(&request.doc)?;
    let session = lock(&shared);
    Ok(CopyReply { text: edit::clipboard::copy(session.document(), &request.nodes) })
}

fn refused(refusal: edit::Refusal) -> WireError {
    let code = if refusal.code == "read-only" { ErrorCode::ReadOnly } else { ErrorCode::EditRefused };
    WireError::new(code, refusal.message)
}

pub(crate) async fn undo(app: &Arc<App>, request: DocRequest) -> Result<EditReply, WireError> {
    let shared = app.document(&request.doc)?;
    let mut session = lock(&shared);
    let change = session.undo().unwrap_or_default();
    Ok(EditReply { change, created: Vec::new(), left_out: 0, state: state(app, &request.doc, &session) })
}

pub(crate) async fn redo(app: &Arc<App>, request: DocRequest) -> Result<EditReply, WireError> {
    let shared = app.document(&request.doc)?;
    let mut session = lock(&shared);
    let change = session.redo().unwrap_or_default();
    Ok(EditReply { change, created: Vec::new(), left_out: 0, state: state(app, &request.doc, &session) })
}

pub(crate) async fn connect_targets(
    app: &Arc<App>,
    request: ConnectTargetsRequest,
) -> Result<Vec<ConnectTarget>, WireError> {
    let shared = app.document(&request.doc)?;
    let targets = edit::connect_targets(lock(&shared).document(), &request.from, request.edge.as_ref());
    let view = |target: edit::ConnectTarget| ConnectTarget {
        to: soarboard_model::playbook::PortRef { node: target.node, port: target.port },
        refusal: target.refusal,
    };
    Ok(targets.into_iter().map(view).collect())
}

pub(crate) async fn check(app: &Arc<App>, request: DocRequest) -> Result<CheckReply, WireError> {
    let (shared, live) = (app.document(&request.doc)?, app.live(&request.doc)?);
    // The first check reads the catalogue; that must not hold up the threads that answer the window.
    blocking(move || {
        let mut live = lock(&live);
        // The session is locked for the news only, so no edit waits for a check.
        let news = lock(&shared).news(live.revision());
        let (revision, diagnostics) = live.check(news, &check::Embedded);
        Ok(CheckReply { revision, diagnostics })
    })
    .await
}

pub(crate) async fn save(app: &Arc<App>, request: SaveRequest) -> Result<SaveReply, WireError> {
    let shared = app.document(&request.doc)?;
    let has_file = lock(&shared).path().is_some();
    match request.how {
        SaveWay::Usual if has_file => write(app, request.doc, |session| session.save()).await,
        SaveWay::Over => write(app, request.doc, |session| session.save_over()).await,
        SaveWay::Usual | SaveWay::Elsewhere => save_as(app, request.doc).await,
    }
}

async fn save_as(app: &Arc<App>, doc: String) -> Result<SaveReply, WireError> {
    let shared = app.document(&doc)?;
    let suggested = suggested_name(&lock(&shared), "playbook.json");
    let Some(path) = app.host().choose_file(FileChoice::SavePlaybook(suggested)).await else {
        return Ok(SaveReply { file: None, notes: Vec::new(), state: state(app, &doc, &lock(&shared)) });
    };
    let taken = open_already(app, &path).filter(|open| *open != doc);
    if taken.is_some() {
        // Two tabs on one file would overwrite each other from then on.
        let message = Message::new("error-file-open-here").with("file", path.display());
        let hint = Message::new("error-file-open-here-hint");
        return Err(WireError::new(ErrorCode::FileUnwritable, message).hint(hint));
    }
    write(app, doc, move |session| session.save_as(&path)).await
}

async fn write(
    app: &Arc<App>,
    doc: String,
    act: impl FnOnce(&mut Session) -> Result<Saved, StoreError> + Send + 'static,
) -> Result<SaveReply, WireError> {
    let (app, shared) = (app.clone(), app.document(&doc)?);
    blocking(move || {
        let path = {
            let mut session = lock(&shared);
            act(&mut session).map_err(|error| store_error(&error))?;
            session.path().map(Path::to_owned)
        };
        if let Some(path) = &path {
            app.claim_again(&doc, path);
        }
        note_file(&app, &doc, path.as_deref());
        let state = state(&app, &doc, &lock(&shared));
        Ok(SaveReply { file: state.file.clone(), notes: Vec::new(), state })
    })
    .await
}

pub(crate) async fn export(app: &Arc<App>, request: ExportRequest) -> Result<SaveReply, WireError> {
    let (app, shared) = (app.clone(), app.document(&request.doc)?);
    let ending = match request.form {
        ExportForm::Json => "export.json",
        ExportForm::Svg => "svg",
        ExportForm::Png => "png",
    };
    let suggested = suggested_name(&lock(&shared), ending);
    let Some(path) = app.host().choose_file(FileChoice::Export(suggested)).await else {
        return Ok(SaveReply {
            file: None,
            notes: Vec::new(),
            state: state(&app, &request.doc, &lock(&shared)),
        });
    };
    let lang = app.settings().lang.unwrap_or_default();
    blocking(move || {
        let playbook = lock(&shared).playbook().clone();
        let (bytes, notes) = match request.form {
            ExportForm::Json => (export::to_json(&playbook).into_bytes(), Vec::new()),
            ExportForm::Svg => (picture::draw(&playbook, lang).svg.into_bytes(), Vec::new()),
            ExportForm::Png => {
                let painted = paint(&picture::draw(&playbook, lang), PNG_SCALE)?;
                let notes = painted.notes();
                (painted.png, notes)
            }
        };
        store::save(&path, &bytes, None).map_err(|error| store_error(&error))?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(SaveReply { file, notes, state: state(&app, &request.doc, &lock(&shared)) })
    })
    .await
}

/// Pixels for each canvas unit of an exported PNG: sharp on the displays of today.
const PNG_SCALE: f64 = 2.0;

/// Returns a file name made from the playbook's title.
fn suggested_name(session: &Session, ending: &str) -> String {
    let title = session.title().to_lowercase();
    let base = title.trim_end_matches(".json").trim_end_matches(".playbook");
    file_name::suggested(base, "playbook", ending)
}

pub(crate) async fn close(app: &Arc<App>, request: CloseRequest) -> Result<Nothing, WireError> {
    let shared = app.document(&request.doc)?;
    if lock(&shared).is_dirty() && !request.discard {
        return Err(WireError::new(ErrorCode::Unsafe, Message::new("error-document-unsaved")));
    }
    let app = app.clone();
    blocking(move || {
        put_away(&app, &request.doc, &shared);
        app.forget_document(&request.doc);
        Ok(Nothing {})
    })
    .await
}

/// Remembers a document for "reopen"; its history stays unless it has unsaved edits, which are thrown away.
fn put_away(app: &App, doc: &str, shared: &Shared) {
    let mut session = lock(shared);
    let path = session.path().map(Path::to_owned);
    let keeps = !session.is_dirty() && path.is_some() && session.put_away();
    if !keeps {
        session.discard();
    }
    let journal = keeps.then(|| doc.to_owned());
    let spare = app.with_workspace(|workspace| (workspace.close(doc, path.as_deref(), journal), true));
    if let Some(desk) = app.desk() {
        spare.unwrap_or_default().iter().for_each(|id| desk.journals.remove(id));
    }
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
