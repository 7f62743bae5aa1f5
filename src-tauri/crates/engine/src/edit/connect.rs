//! Connecting two ports.

use soarboard_model::playbook::Edge;

use super::command::Connect;
use super::{Applied, Refusal, rules};
use crate::change::{Change, Record};
use crate::document::Document;

pub(super) fn plan(document: &Document, command: &Connect) -> Result<Applied, Refusal> {
    rules::may_connect(document, &command.from, &command.to)?;
    let edge = Edge {
        id: document.fresh_ids('e').take(),
        from: command.from.clone(),
        to: command.to.clone(),
        ..Edge::default()
    };
    let created = vec![edge.id.to_string()];
    let mut change = Change::default();
    change.add(document.edges.len(), Record::Edge(edge));
    Ok(Applied { change, created, ..Applied::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::{book, port};

    #[test]
    fn a_connection_is_made_once() {
        let mut playbook = book(&[("n1", "start"), ("n2", "end")], &[]);
        let command = EditCommand::Connect(Connect { from: port("n1", "out"), to: port("n2", "in") });

        let applied = apply(&mut playbook, &command).unwrap();

        assert_eq!(applied.created, ["e1"]);
        assert_eq!(playbook.edges["e1"].from, port("n1", "out"));
        assert_eq!(apply(&mut playbook, &command).unwrap_err().code, "already-connected");
    }
}
