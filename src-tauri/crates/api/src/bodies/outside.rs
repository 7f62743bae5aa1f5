//! What happens to the files of open documents: noticing, taking over, keeping, comparing, showing.

use std::path::Path;
use std::sync::{Arc, Mutex};

use soarboard_engine::session::Session;
use soarboard_engine::session::outside::{Hunk, Outside, Side};
use soarboard_model::message::Message;

use super::document::{show_now, state, store_error};
use crate::app::{App, lock};
use crate::profile::blocking;
use crate::wire::{
    CompareReply, DocRequest, DocumentState, DocumentView, ErrorCode, HunkView, LineSide, LineView, Nothing,
    OutsideState, OutsideView, WireError,
};

/// Lines of a comparison that are handed over; whoever has more differences looks with another tool.
const MOST_LINES: usize = 4_000;

pub(crate) async fn look(app: &Arc<App>, _: Nothing) -> Result<Vec<OutsideView>, WireError> {
    let app = app.clone();
    blocking(move || {
        let view = |(doc, shared): (String, Arc<Mutex<Session>>)| {
            let mut session = lock(&shared);
            // A file that cannot be read now may be readable in a moment; saving will tell if it is not.
            let outside = session.look().map_or(OutsideState::Same, outside_state);
            OutsideView { outside, state: state(&app, &doc, &session), doc }
        };
        let changed = |view: &OutsideView| view.outside != OutsideState::Same;
        Ok(app.documents().into_iter().map(view).filter(changed).collect())
    })
    .await
}

pub(crate) fn outside_state(outside: Outside) -> OutsideState {
    match outside {
        Outside::Same => OutsideState::Same,
        Outside::Changed => OutsideState::Changed,
        Outside::Gone => OutsideState::Gone,
    }
}

pub(crate) async fn reload(app: &Arc<App>, request: DocRequest) -> Result<DocumentView, WireError> {
    let (app, shared) = (app.clone(), app.document(&request.doc)?);
    blocking(move || {
        lock(&shared).reload().map_err(|error| store_error(&error))?;
        show_now(&app, &request.doc)
    })
    .await
}

pub(crate) async fn keep_mine(app: &Arc<App>, request: DocRequest) -> Result<DocumentState, WireError> {
    let (app, shared) = (app.clone(), app.document(&request.doc)?);
    blocking(move || {
        let mut session = lock(&shared);
        session.keep_mine().map_err(|error| store_error(&error))?;
        Ok(state(&app, &request.doc, &session))
    })
    .await
}

pub(crate) async fn compare(app: &Arc<App>, request: DocRequest) -> Result<CompareReply, WireError> {
    let shared = app.document(&request.doc)?;
    blocking(move || {
        let hunks = lock(&shared).compare().map_err(|error| store_error(&error))?;
        Ok(bounded(hunks))
    })
    .await
}

fn bounded(hunks: Vec<Hunk>) -> CompareReply {
    let all: usize = hunks.iter().map(|hunk| hunk.lines.len()).sum();
    let mut room = MOST_LINES;
    let mut views = Vec::new();
    for hunk in hunks {
        let lines: Vec<LineView> = hunk.lines.into_iter().take(room).map(line).collect();
        if lines.is_empty() {
            break;
        }
        room -= lines.len();
        views.push(HunkView { mine_from: hunk.mine_from, theirs_from: hunk.theirs_from, lines });
    }
    CompareReply { hunks: views, left_out: all.saturating_sub(MOST_LINES) }
}

fn line(line: soarboard_engine::session::outside::DiffLine) -> LineView {
    let side = match line.side {
        Side::Both => LineSide::Both,
        Side::Mine => LineSide::Mine,
        Side::Theirs => LineSide::Theirs,
    };
    LineView { side, text: line.text }
}

pub(crate) async fn reveal(app: &Arc<App>, request: DocRequest) -> Result<Nothing, WireError> {
    let shared = app.document(&request.doc)?;
    let path = lock(&shared).path().map(Path::to_owned);
    let Some(path) = path else {
        return Err(WireError::new(
            ErrorCode::BadRequest,
            Message::new("check-store-no-path").with("path", ""),
        ));
    };
    app.host().reveal(&path).map_err(|reason| {
        WireError::new(ErrorCode::Internal, Message::new("error-reveal").with("reason", reason))
    })?;
    Ok(Nothing {})
}
