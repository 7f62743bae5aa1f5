//! What is open: bringing back what the last start left, remembering it, recent and closed documents.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use soarboard_engine::session::Session;
use soarboard_engine::session::journal::{Found, Journals};
use soarboard_model::message::Message;

use super::document::{note_file, open_file, show_now, state, store_error};
use super::outside::outside_state;
use crate::app::{App, Desk, LONGEST_FLUSH, lock};
use crate::profile::blocking;
use crate::wire::{
    ErrorCode, Nothing, OpenFrom, OpenReply, OutsideState, RecentRequest, RecentView, TabView, WireError,
    WorkspaceKeep, WorkspaceView,
};
use crate::workspace::{Closed, Tab};

pub(crate) async fn open(app: &Arc<App>, _: Nothing) -> Result<WorkspaceView, WireError> {
    let engine = app.clone();
    let notes = blocking(move || Ok(bring_back(&engine))).await?;
    let mut view_notes = notes;
    let mut started = None;
    if let Some(path) = app.host().startup_file() {
        match open_file(app, &path).await {
            Ok(view) => started = Some(view.doc),
            Err(error) => view_notes.push(error.message),
        }
    }
    let engine = app.clone();
    blocking(move || Ok(overview(&engine, started, view_notes))).await
}

/// Opens what the last start left, once; who asks meanwhile waits for it.
fn bring_back(app: &App) -> Vec<Message> {
    let desk = app.begin_desk();
    let mut notes = Vec::new();
    desk.brought_back.call_once_force(|earlier| {
        // What broke half-way has taken the drafts already: a second time they would be opened from their files, and the
        // next edit would put an empty journal in place of each. The next start of the program brings them.
        if !earlier.is_poisoned() {
            notes = take_up(app, desk);
        }
    });
    notes
}

fn take_up(app: &App, desk: &Desk) -> Vec<Message> {
    let (tabs, closed) = app
        .with_workspace(|workspace| {
            let closed: HashSet<String> = workspace.closed_journals().cloned().collect();
            ((workspace.tabs.clone(), closed), false)
        })
        .unwrap_or_default();
    let mut drafts: BTreeMap<String, Found> =
        desk.journals.take_all(&closed).into_iter().map(|found| (found.id.clone(), found)).collect();
    let mut notes = Vec::new();
    let mut kept = Vec::new();
    for tab in tabs {
        let draft = drafts.remove(&tab.doc);
        if let Some(session) = alone(&tab, &mut notes, |notes| again(&desk.journals, &tab, draft, notes)) {
            app.keep_document(&tab.doc, session);
            kept.push(tab);
        }
    }
    // Drafts that no tab names are work all the same.
    for (doc, draft) in drafts {
        let tab = Tab { doc, ..Tab::default() };
        if let Some(session) =
            alone(&tab, &mut notes, |notes| again(&desk.journals, &tab, Some(draft), notes))
        {
            app.keep_document(&tab.doc, session);
            kept.push(tab);
        }
    }
    app.with_workspace(|workspace| {
        workspace.tabs = kept;
        ((), true)
    });
    notes
}

/// Opens one document so that a fault of the program on the way costs this one only, whose draft stays on the disk.
fn alone(
    tab: &Tab,
    notes: &mut Vec<Message>,
    open: impl FnOnce(&mut Vec<Message>) -> Option<Session>,
) -> Option<Session> {
    catch_unwind(AssertUnwindSafe(|| open(notes))).unwrap_or_else(|_| {
        notes.push(Message::new("error-draft-broke").with("name", name_of(tab)));
        None
    })
}

/// Returns the file name of a tab's document; empty for one that has no file.
fn name_of(tab: &Tab) -> String {
    let path = tab.path.as_ref().map(|path| path.path());
    path.as_deref()
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Opens one document again: from its journal, else from its file.
fn again(journals: &Journals, tab: &Tab, draft: Option<Found>, notes: &mut Vec<Message>) -> Option<Session> {
    if let Some(found) = draft {
        match found.told {
            Ok(replayed) => {
                let session = Session::restore(replayed, journals.journal(&found.id));
                return Some(up_to_date(session, notes));
            }
            Err(_) => notes.push(Message::new("error-draft-unreadable").with("name", name_of(tab))),
        }
    }
    let path = tab.path.as_ref()?.path();
    match Session::open(&path) {
        Ok(mut session) => {
            if !session.is_read_only() {
                session.keep_in(journals.journal(&tab.doc));
            }
            Some(session)
        }
        Err(error) => {
            notes.push(store_error(&error).message);
            None
        }
    }
}

/// Takes over a newer file where nothing unsaved stands against it; else the window will ask.
fn up_to_date(mut session: Session, notes: &mut Vec<Message>) -> Session {
    let lost = session.lost_steps();
    if lost > 0 {
        notes.push(
            Message::new("error-draft-damaged").with("name", session.title()).count("steps", lost as u64),
        );
    }
    let changed = session.look().is_ok_and(|outside| outside_state(outside) == OutsideState::Changed);
    if changed && !session.is_dirty() {
        // What cannot be read is left to the window, which looks again and tells.
        let _ = session.reload();
    }
    session
}

fn overview(app: &App, started: Option<String>, notes: Vec<Message>) -> WorkspaceView {
    let (tabs, active, window) = app
        .with_workspace(|workspace| {
            if started.is_some() {
                workspace.active.clone_from(&started);
            }
            ((workspace.tabs.clone(), workspace.active.clone(), workspace.window.clone()), false)
        })
        .unwrap_or_default();
    let view = |tab: Tab| {
        let shared = app.document(&tab.doc).ok()?;
        let mut session = lock(&shared);
        let outside = session.look().map_or(OutsideState::Same, outside_state);
        let (title, state) = (session.title(), state(app, &tab.doc, &session));
        Some(TabView { title, state, memo: tab.memo, outside, doc: tab.doc })
    };
    let tabs: Vec<TabView> = tabs.into_iter().filter_map(view).collect();
    let active = active.filter(|doc| tabs.iter().any(|tab| tab.doc == *doc));
    WorkspaceView { active: active.or_else(|| tabs.first().map(|tab| tab.doc.clone())), tabs, window, notes }
}

pub(crate) async fn keep(app: &Arc<App>, request: WorkspaceKeep) -> Result<Nothing, WireError> {
    let app = app.clone();
    blocking(move || {
        app.with_workspace(|workspace| {
            let mut old = std::mem::take(&mut workspace.tabs);
            for keep in request.tabs {
                let Some(at) = old.iter().position(|tab| tab.doc == keep.doc) else { continue };
                let tab = old.remove(at);
                workspace.tabs.push(Tab { memo: keep.memo.or(tab.memo.clone()), ..tab });
            }
            // A document the page does not know of yet is still open.
            workspace.tabs.append(&mut old);
            workspace.active = request.active;
            workspace.window = Some(request.window);
            ((), true)
        });
        Ok(Nothing {})
    })
    .await
}

pub(crate) async fn recent(app: &Arc<App>, request: RecentRequest) -> Result<Vec<RecentView>, WireError> {
    let app = app.clone();
    blocking(move || {
        // The page asks for it together with what was open, and either may come first.
        app.begin_desk();
        let views = app.with_workspace(|workspace| {
            let changed = request.toggle_pin.is_some() || request.remove.is_some();
            if let Some(id) = &request.toggle_pin {
                workspace.toggle_pin(id);
            }
            if let Some(id) = &request.remove {
                workspace.remove_recent(id);
            }
            (workspace.recent_views(), changed)
        });
        Ok(views.unwrap_or_default())
    })
    .await
}

pub(crate) async fn open_from(app: &Arc<App>, from: OpenFrom) -> Result<OpenReply, WireError> {
    let mut reply = OpenReply { opened: Vec::new(), memos: BTreeMap::new(), failed: Vec::new() };
    match from {
        OpenFrom::Recent(id) => {
            let path = app.with_workspace(|workspace| (workspace.recent(&id), false)).flatten();
            let path = path
                .ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-recent-unknown")))?;
            take(app, path, &mut reply).await;
        }
        OpenFrom::Found(number) => {
            let path = app.found_file(&number);
            let path = path
                .ok_or_else(|| WireError::new(ErrorCode::BadRequest, Message::new("error-recent-unknown")))?;
            take(app, path, &mut reply).await;
        }
        OpenFrom::Closed {} => {
            let closed = app.with_workspace(|workspace| (workspace.reopen(), true)).flatten();
            if let Some(closed) = closed {
                reopen(app, closed, &mut reply).await;
            }
        }
        OpenFrom::Handed {} => {
            for path in app.take_handed() {
                take(app, path, &mut reply).await;
            }
        }
    }
    Ok(reply)
}

/// Opens a file; where it was closed lately, with the history it had.
async fn take(app: &Arc<App>, path: PathBuf, reply: &mut OpenReply) {
    let closed = app.with_workspace(|workspace| {
        let closed = workspace.forget_closed(&path);
        let changed = closed.is_some();
        (closed, changed)
    });
    match closed.flatten() {
        Some(closed) => reopen(app, closed, reply).await,
        None => note(open_file(app, &path).await, reply),
    }
}

async fn reopen(app: &Arc<App>, closed: Closed, reply: &mut OpenReply) {
    let engine = app.clone();
    let journal = closed.journal.clone();
    let restored = blocking(move || Ok(journal.and_then(|id| from_journal(&engine, &id)))).await;
    let view = match restored {
        Ok(Some(doc)) => show_now(app, &doc),
        _ => open_file(app, &closed.path.path()).await,
    };
    if let (Ok(view), Some(memo)) = (&view, closed.memo) {
        reply.memos.insert(view.doc.clone(), memo);
    }
    note(view, reply);
}

/// Opens a closed document with its history, when its journal still tells what its file holds.
fn from_journal(app: &App, id: &str) -> Option<String> {
    let desk = app.desk()?;
    // Closing lets go of the journal by the thread that writes it.
    desk.journals.flush(LONGEST_FLUSH);
    let replayed = desk.journals.take(id)?.told.ok()?;
    let mut session = Session::restore(replayed, desk.journals.journal(id));
    let outside = session.look().map(outside_state);
    let usable = match outside {
        Ok(OutsideState::Same) => true,
        Ok(OutsideState::Changed) => session.reload().is_ok(),
        _ => false,
    };
    if !usable {
        session.discard();
        return None;
    }
    let path = session.path().map(Path::to_owned);
    app.keep_document(id, session);
    note_file(app, id, path.as_deref());
    Some(id.to_owned())
}

fn note(view: Result<crate::wire::DocumentView, WireError>, reply: &mut OpenReply) {
    match view {
        Ok(view) => reply.opened.push(view),
        Err(error) => reply.failed.push(error),
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::playbook::Playbook;

    use super::*;

    #[test]
    fn a_document_that_breaks_while_it_is_opened_costs_no_other() {
        let tab = Tab { doc: "d1".into(), ..Tab::default() };
        let mut notes = Vec::new();

        let broken = alone(&tab, &mut notes, |_| panic!("a fault"));
        let whole = alone(&tab, &mut notes, |_| Some(Session::new(Playbook::default())));

        assert!(broken.is_none() && whole.is_some());
        let told: Vec<_> = notes.iter().map(|note| note.id.as_str()).collect();
        assert_eq!(told, ["error-draft-broke"]);
    }
}
