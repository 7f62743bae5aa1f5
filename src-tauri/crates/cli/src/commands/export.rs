//! `export`: playbooks in the forms of others.

use serde::Serialize;
use soarboard_api::paint::paint;
use soarboard_api::store_error;
use soarboard_engine::export::{self, ExportReport, Standing};
use soarboard_engine::picture;
use soarboard_engine::session::store;
use soarboard_model::message::Message;

use crate::args::{ExportArgs, ExportFormat};
use crate::files::{self, is_stream};
use crate::output::Output;
use crate::stop::{Exit, Outcome};

#[derive(Serialize)]
struct Report {
    format: String,
    nodes: Vec<NodeReport>,
}

#[derive(Serialize)]
struct NodeReport {
    node: String,
    standing: &'static str,
    notes: Vec<String>,
}

/// Exports a playbook; the report goes to standard error.
pub(crate) fn run(args: &ExportArgs, out: &Output) -> Outcome {
    let source = files::read(&args.file)?;
    let playbook = files::playbook(&args.file, &source.bytes)?.playbook;
    let (bytes, report) = match args.to {
        ExportFormat::Json => (export::to_json(&playbook).into_bytes(), export::json_report(&playbook)),
        ExportFormat::Svg => {
            (picture::draw(&playbook, out.lang).svg.into_bytes(), export::picture_report(&playbook, "svg"))
        }
        ExportFormat::Png => {
            let painted = paint(&picture::draw(&playbook, out.lang), args.scale)?;
            painted.notes().iter().for_each(|note| out.note(note));
            (painted.png, export::picture_report(&playbook, "png"))
        }
    };
    match &args.output {
        Some(path) if !is_stream(path) => {
            store::save(path, &bytes, None).map_err(|error| store_error(&error))?;
        }
        _ => out.raw(&bytes)?,
    }
    tell(report, out);
    Ok(Exit::Fine)
}

fn tell(report: ExportReport, out: &Output) {
    let view = |node: export::NodeReport| NodeReport {
        node: node.node.0,
        standing: word(node.standing),
        notes: node.notes.iter().map(|note| out.text(note)).collect(),
    };
    let report = Report { format: report.format, nodes: report.nodes.into_iter().map(view).collect() };
    if out.json {
        return out.aside(&report);
    }
    let published = report.nodes.iter().filter(|node| node.standing == word(Standing::Exact)).count();
    out.note(
        &Message::new("cli-exported")
            .with("format", &report.format)
            .count("nodes", report.nodes.len() as u64)
            .count("published", published as u64),
    );
    for node in report.nodes.iter().filter(|node| !node.notes.is_empty()) {
        let notes = node.notes.join(" ");
        out.note(&Message::new("cli-exported-node").with("node", &node.node).with("notes", notes));
    }
}

/// Returns the contract's word for how much of a node a format can say.
fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Exact => "published",
        Standing::BestEffort => "best-effort",
        Standing::LeftOut => "left-out",
    }
}
