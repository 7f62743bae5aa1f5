//! `schema`: the JSON Schemas of our files.

use soarboard_model::format;

use crate::args::{SchemaArgs, SchemaName};
use crate::output::Output;
use crate::stop::{Exit, Outcome};

/// Prints a schema; it is JSON with or without `--json`.
pub(crate) fn run(args: &SchemaArgs, out: &Output) -> Outcome {
    let schema = match args.name {
        SchemaName::Playbook => format::playbook_schema(),
    };
    out.value(&schema)?;
    Ok(Exit::Fine)
}
