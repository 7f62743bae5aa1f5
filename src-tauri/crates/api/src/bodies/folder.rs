//! Finding a text in the playbooks of a folder. The user chooses the folder in a dialog of the system; the page never names
//! a path, and opens a file by its number in the last answer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use soarboard_engine::find::folder::playbooks_below;
use soarboard_engine::find::{self, Query};
use soarboard_engine::session::Session;

use super::document::store_error;
use crate::app::App;
use crate::host::FileChoice;
use crate::profile::blocking;
use crate::wire::{FileFound, FolderFindRequest, FolderFound, WireError};

/// Most hits that are sent of one file, and of all together; all are counted.
const MOST_HITS: usize = 100;
const MOST_HITS_OF_ALL: usize = 1000;

pub(crate) async fn find(app: &Arc<App>, request: FolderFindRequest) -> Result<FolderFound, WireError> {
    let chosen = if request.choose { app.host().choose_file(FileChoice::FindInFolder).await } else { None };
    let Some(folder) = chosen.or_else(|| app.found_folder()) else { return Ok(FolderFound::default()) };
    let app = app.clone();
    blocking(move || {
        let (found, files) = look_through(&folder, &request);
        app.note_found(folder, files);
        Ok(found)
    })
    .await
}

/// Returns what is found and the files with hits, in the order of their numbers.
fn look_through(folder: &Path, request: &FolderFindRequest) -> (FolderFound, Vec<PathBuf>) {
    let mut answer = FolderFound { folder: Some(folder.display().to_string()), ..FolderFound::default() };
    let mut files = Vec::new();
    let mut left = MOST_HITS_OF_ALL;
    let query = Query { text: &request.text, case_sensitive: request.case_sensitive };
    for path in playbooks_below(folder) {
        let session = match Session::open(&path) {
            Ok(session) => session,
            Err(error) => {
                answer.failed.push(store_error(&error));
                continue;
            }
        };
        answer.read += 1;
        let found = find::find(session.playbook(), query, MOST_HITS.min(left));
        if found.total == 0 {
            continue;
        }
        left -= found.hits.len();
        answer.total += found.total;
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        answer.files.push(FileFound {
            file: files.len().to_string(),
            name,
            hits: found.hits,
            total: found.total,
        });
        files.push(path);
    }
    (answer, files)
}
