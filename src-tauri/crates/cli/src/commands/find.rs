//! `find`: where a text stands in playbooks, a line per place.

use std::path::Path;

use serde::Serialize;
use soarboard_engine::find::folder::playbooks_below;
use soarboard_engine::find::{Found, Query, find};
use soarboard_model::message::Message;

use crate::args::FindArgs;
use crate::files;
use crate::output::{Output, one_line};
use crate::stop::{Exit, Outcome, Stop};

#[derive(Serialize)]
struct FileHits {
    file: String,
    #[serde(flatten)]
    found: Found,
}

/// Finds a text in files and folders. What a folder holds that is no playbook is told and passed over; a file that was
/// named must be one.
pub(crate) fn run(args: &FindArgs, out: &Output) -> Outcome {
    let mut all = Vec::new();
    for path in &args.files {
        if path.is_dir() {
            for file in playbooks_below(path) {
                match search(&file, args) {
                    Ok(hits) => all.extend(hits),
                    Err(Stop::Failed(failure)) => out.failure_words(&failure),
                    Err(stop) => return Err(stop),
                }
            }
        } else {
            all.extend(search(path, args)?);
        }
    }
    let is_found = !all.is_empty();
    if out.json {
        out.value(&all)?;
    } else if is_found {
        out.say(&all.iter().flat_map(lines_of).collect::<Vec<_>>().join("\n"))?;
    }
    let hidden: usize = all.iter().map(|file| file.found.total - file.found.hits.len()).sum();
    if hidden > 0 {
        out.note(&Message::new("cli-find-more").with("count", hidden));
    }
    Ok(if is_found { Exit::Fine } else { Exit::No })
}

fn search(path: &Path, args: &FindArgs) -> Result<Option<FileHits>, Stop> {
    let outcome = files::playbook(path, &files::read(path)?.bytes)?;
    let query = Query { text: &args.text, case_sensitive: args.case_sensitive };
    let found = find(&outcome.playbook, query, args.limit);
    Ok((found.total > 0).then(|| FileHits { file: path.display().to_string(), found }))
}

fn lines_of(file: &FileHits) -> Vec<String> {
    let line = |hit: &soarboard_engine::find::Hit| {
        let excerpt = one_line(&format!("{}{}{}", hit.before, hit.hit, hit.after));
        format!("{}: {} · {}: {excerpt}", file.file, one_line(&hit.name), one_line(&hit.path))
    };
    file.found.hits.iter().map(line).collect()
}
