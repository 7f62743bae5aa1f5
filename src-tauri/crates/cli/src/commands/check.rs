//! `check`: everything the checker says about playbooks, as text, JSON or SARIF.

use std::io;
use std::path::Path;

use serde::Serialize;
use soarboard_engine::check::{Diagnostic, Embedded, Fix, Severity, check};
use soarboard_engine::session::note_message;
use soarboard_model::message::Message;

use super::sarif;
use crate::args::{CheckArgs, CheckFormat};
use crate::files;
use crate::lines::Lines;
use crate::output::{Colour, Output, one_line, paint};
use crate::stop::{Exit, Outcome, Stop};

/// A finding with its file, in words.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) file: String,
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edge: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) param: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    pub(super) fixes: Vec<FixView>,
}

/// A fix with its title in words.
#[derive(Debug, Serialize)]
pub(super) struct FixView {
    title: String,
    edit: soarboard_engine::edit::EditCommand,
}

/// Checks files. A file that is no playbook is a failure; in text form the others are still reported.
pub(crate) fn run(args: &CheckArgs, out: &Output) -> Outcome {
    let format = if out.json && args.format == CheckFormat::Text { CheckFormat::Json } else { args.format };
    let mut findings = Vec::new();
    let mut unreadable = None;
    for path in &args.files {
        match check_file(path, out) {
            Ok(found) => findings.extend(found),
            Err(Stop::Failed(failure)) if format == CheckFormat::Text => {
                out.failure_words(&failure);
                unreadable = Some(failure.exit());
            }
            Err(stop) => return Err(stop),
        }
    }
    match format {
        CheckFormat::Text => print(&findings, out)?,
        CheckFormat::Json => out.value(&findings)?,
        CheckFormat::Sarif => out.value(&sarif::log(&findings))?,
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(unreadable.unwrap_or(if has_errors { Exit::No } else { Exit::Fine }))
}

fn check_file(path: &Path, out: &Output) -> Result<Vec<Finding>, Stop> {
    let source = files::read(path)?;
    let outcome = files::playbook(path, &source.bytes)?;
    for note in &outcome.notes {
        let message = Message::new("cli-note").with("path", path.display());
        out.note(&message.with("note", out.text(&note_message(note))));
    }
    let diagnostics = check(&outcome.playbook, &Embedded);
    // Looking for lines reads the text again; a clean file needs none.
    let lines = if diagnostics.is_empty() { Lines::default() } else { Lines::of(&source.bytes) };
    let finding = |found: Diagnostic| Finding {
        file: path.display().to_string(),
        severity: found.severity,
        code: found.code,
        message: out.text(&found.message),
        hint: found.hint.as_ref().map(|hint| out.text(hint)),
        line: match (&found.node, &found.edge) {
            (Some(node), _) => lines.of_node(&outcome.playbook, node.as_str()),
            (None, Some(edge)) => lines.of_edge(&outcome.playbook, edge.as_str()),
            (None, None) => None,
        },
        node: found.node.map(|node| node.0),
        edge: found.edge.map(|edge| edge.0),
        param: found.param,
        fixes: found
            .fixes
            .into_iter()
            .map(|fix: Fix| FixView { title: out.text(&fix.title), edit: fix.edit })
            .collect(),
    };
    Ok(diagnostics.into_iter().map(finding).collect())
}

fn print(findings: &[Finding], out: &Output) -> Result<(), Stop> {
    let mut text = String::new();
    for finding in findings {
        let (word, colour) = match finding.severity {
            Severity::Error => ("error", Colour::Red),
            Severity::Warn => ("warn", Colour::Yellow),
            Severity::Remind => ("remind", Colour::Cyan),
        };
        let head = paint(&format!("{word}[{}]", finding.code), colour, &io::stdout());
        text.push_str(&format!("{}: {head}: {}\n", place(finding), one_line(&finding.message)));
        if let Some(hint) = &finding.hint {
            text.push_str(&format!("  {}: {}\n", paint("hint", Colour::Cyan, &io::stdout()), one_line(hint)));
        }
    }
    if !text.is_empty() {
        // Cleaned line by line above; a second cleaning would take the colours away.
        out.raw(text.as_bytes())?;
    }
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    out.note(
        &Message::new("cli-check-count")
            .count("errors", count(Severity::Error))
            .count("warnings", count(Severity::Warn))
            .count("reminders", count(Severity::Remind)),
    );
    Ok(())
}

/// Returns `file:node:param`, as far as known.
fn place(finding: &Finding) -> String {
    let node = finding.node.as_deref().or(finding.edge.as_deref());
    let parts = [Some(finding.file.as_str()), node, finding.param.as_deref()];
    one_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(":"))
}
