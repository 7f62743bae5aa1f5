//! `new` and `templates`: playbooks to begin with.

use std::path::Path;

use serde::Serialize;
use soarboard_api::wire::ErrorCode;
use soarboard_api::{store_error, template_views};
use soarboard_engine::sample;
use soarboard_engine::session::store;
use soarboard_model::format;
use soarboard_model::message::Message;

use crate::args::NewArgs;
use crate::files::is_stream;
use crate::output::{Output, columns};
use crate::stop::{Exit, Failure, Outcome, Stop};

#[derive(Serialize)]
struct TemplateRow {
    id: String,
    title: String,
    summary: String,
    operations: Vec<String>,
}

#[derive(Serialize)]
struct NewReply<'a> {
    file: String,
    template: &'a str,
}

/// Lists the templates.
pub(crate) fn templates(out: &Output) -> Outcome {
    let row = |view: soarboard_api::wire::TemplateView| TemplateRow {
        id: view.id,
        title: out.text(&view.title),
        summary: out.text(&view.summary),
        operations: view.operations,
    };
    let rows: Vec<TemplateRow> = template_views().into_iter().map(row).collect();
    if out.json {
        out.value(&rows)?;
    } else {
        let cells = |row: &TemplateRow| vec![row.id.clone(), format!("{}: {}", row.title, row.summary)];
        out.say(&columns(&rows.iter().map(cells).collect::<Vec<_>>()))?;
    }
    Ok(Exit::Fine)
}

/// Writes a playbook made from a template.
pub(crate) fn new(args: &NewArgs, out: &Output) -> Outcome {
    let playbook = sample::from_template(&args.template).ok_or_else(|| {
        Failure::usage(Message::new("error-template-unknown").with("template", &args.template))
            .hint(Message::new("error-template-unknown-hint"))
    })?;
    let text = format::write(&playbook);
    if is_stream(&args.output) {
        out.raw(text.as_bytes())?;
        return Ok(Exit::Fine);
    }
    refuse_existing(&args.output)?;
    store::save(&args.output, text.as_bytes(), None).map_err(|error| store_error(&error))?;
    if out.json {
        out.value(&NewReply { file: args.output.display().to_string(), template: &args.template })?;
    } else {
        out.note(&Message::new("cli-written").with("path", args.output.display()));
    }
    Ok(Exit::Fine)
}

/// Refuses to write over something that is there; a link that leads nowhere counts.
fn refuse_existing(path: &Path) -> Result<(), Stop> {
    if std::fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let message = Message::new("cli-file-exists").with("path", path.display());
    Err(Failure::of(ErrorCode::Unsafe, message).hint(Message::new("cli-file-exists-hint")).into())
}
